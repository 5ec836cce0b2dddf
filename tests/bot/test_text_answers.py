"""Answers made of quotes: what other sources say otherwise stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "wire.md": """# Velmora rents a hall at Osterly Park

The hall that Velmora Systems rents at Osterly Park holds about 200 looms, a person who knows of the lease said.
""",
    "landlord.md": """# Pellbrook Properties current report

The hall at Osterly Park that Velmora Systems rents from Pellbrook Properties holds 180 looms.
""",
    "float.md": """# Velmora files to go public, in confidence

Velmora Systems said on June 1, 2025, that it had confidentially submitted a draft registration for an IPO.
""",
    "weavers.md": """# Weavers at Tamsin Row

Velmora Systems paints its doors at Tamsin Row each spring. Orla Fenwick of Velmora Systems heads the weavers at Tamsin Row.
""",
    "suit.md": """# A suit against Velmora Systems

On May 4, 2025, weavers filed a notice of appeal against Velmora Systems.
""",
    "bought.md": """# Velmora closes a purchase

Velmora Systems completed its purchase of Tarrow Mills; the completion is dated September 14, 2025. What had been an option to buy Tarrow Mills is now a finished deal of Velmora Systems.
""",
    "draft.md": """# Velmora and its draft

Velmora Systems confidentially filed a draft S-1 for an IPO on June 1, 2025.

Corrie Yarns, which Velmora Systems does not own, had revenue of $4 million in 2024.
""",
    "bell.md": """# Corrie Yarns rings the bell

Corrie Yarns shares began trading on August 7, 2025, at $21.

Corrie Yarns filed its S-1 publicly on July 2, 2025.
""",
    "shears.md": """# Price of Halse Shears is cut

Corrie Yarns will pay a fifth less for Halse Shears. The companies now expect to complete in the second quarter of 2026, a quarter later than planned.
""",
    "shops.md": """# Velmora Systems and its shops

Velmora Systems operates 445 shops in 42 states.
""",
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    pages = {name: (text, "2025-10-02", "article") for name, text in PAGES.items()}
    return asker(new_data_dir(), tmp_path_factory.mktemp("quotes"), pages, date(2025, 11, 10))


def test_another_number_for_the_same_is_shown(ask: Callable[[str], Answer]) -> None:
    answer = ask("how many looms does the hall hold that velmora rents at osterly park")
    assert "200" in answer.text, answer.text
    assert "180" in answer.text, answer.text


def test_a_quote_begins_where_it_comes_to_the_point(ask: Callable[[str], Answer]) -> None:
    answer = ask("who heads the weavers of velmora at tamsin row")
    assert answer.citations[0].quote.startswith("Orla Fenwick"), answer.text


def test_a_quote_keeps_the_sentence_that_holds_what_is_wanted(ask: Callable[[str], Answer]) -> None:
    assert "September 14" in ask("when did velmora buy tarrow mills").citations[0].quote


def test_that_a_draft_was_filed_tells_no_day_of_listing(ask: Callable[[str], Answer]) -> None:
    answer = ask("when will velmora go public")
    assert answer.status is Status.NOT_FOUND, answer.text
    assert "June 1" in ask("when did velmora file for its ipo").text


def test_the_day_of_listing_is_told_by_when_shares_began_trading(ask: Callable[[str], Answer]) -> None:
    answer = ask("when did corrie yarns go public")
    assert answer.citations[0].quote.startswith("Corrie Yarns shares began trading on August 7")
    assert "July 2" not in answer.text
    assert "July 2" in ask("when did corrie yarns file for its ipo").citations[0].quote


def test_when_a_purchase_is_due_is_told_outright(ask: Callable[[str], Answer]) -> None:
    assert "second quarter of 2026" in ask("halse shears deal done by when").text


def test_what_another_paragraph_says_besides_is_not_quoted(ask: Callable[[str], Answer]) -> None:
    assert "revenue" not in ask("when did velmora file for its ipo").text


def test_nothing_is_said_of_a_name_that_no_document_has(ask: Callable[[str], Answer]) -> None:
    assert ask("what was the revenue of Quorrimel in 2024").status is Status.NOT_FOUND


def test_a_sentence_is_quoted_rather_than_its_title(ask: Callable[[str], Answer]) -> None:
    answer = ask("has velmora filed to go public?")
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].quote.startswith("Velmora Systems said on June 1, 2025")


def test_how_many_there_are_is_not_how_many_were_opened(ask: Callable[[str], Answer]) -> None:
    assert "445" in ask("how many shops does velmora operate").text
    assert ask("how many shops did velmora open").status is Status.NOT_FOUND


def test_another_thing_that_was_filed_is_not_the_form_asked_for(ask: Callable[[str], Answer]) -> None:
    assert "May 4" in ask("when was the appeal against velmora filed").text
    assert ask("when was velmora's 10-q filed").status is Status.NOT_FOUND
