"""A newer page's correction leads, and what it corrects is told as what was first printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.corrections import put_right
from tests.bot.asking import asker

PAGES = {
    "quarrels.md": (
        """# The mills of the Lune

Wexcombe Mills lost $62 million in 2025. It employs 1,900 people.

Pardoe Optics raised $450 million in March 2026, and was valued at $3.2 billion.

Stanhope Cloud had revenue of £71 million in 2025. Stanhope Cloud has 430 megawatts of power.

Larch Labs lost $88 million in 2025.
""",
        "2026-04-02",
        "article",
    ),
    "corrections.md": (
        """# Corrections

An article of April 2 gave the wrong number for the net loss of Wexcombe Mills in 2025. It was $6.2 million, not $62 million.

An article of April 2 misstated how many people Wexcombe Mills employs. It is 1,090, not 1,900.

The same article gave a wrong amount for what Pardoe Optics raised in March. It was $45 million, not $450 million.

It also gave a wrong number for Stanhope Cloud's revenue in 2025. It was not £71 million but £17 million.
""",
        "2026-04-09",
        "article",
    ),
    "amended.md": (
        """# Sable Voice to pay narrators

This article has been amended. It first gave the size of the settlement of Sable Voice as $65.2 million; the sum in the court papers is $62.5 million.
""",
        "2026-06-09",
        "article",
    ),
    "other.md": (
        """# Corrections of May

An article gave a wrong number for the legal costs of Bracken Foods. It was $8.8 million, not $88 million.
""",
        "2026-05-09",
        "article",
    ),
    "older.md": (
        """# Corrections of an older issue

An article gave a wrong number for the power of Stanhope Cloud. It was 340 megawatts, not 430 megawatts.
""",
        "2025-01-09",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("right"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "number", "first"),
    [
        ("wexcombe mills 2025 red ink", "$6.2 million", "$62 million"),
        ("wexcombe mills loss in 2025", "$6.2 million", "$62 million"),
        ("how many people does wexcombe mills employ", "1,090", "1,900"),
        ("how much did pardoe optics raise in march 2026", "$45 million", "$450 million"),
        ("stanhope cloud revenue 2025", "£17 million", "£71 million"),
        ("sable voice settlement amount", "$62.5 million", "$65.2 million"),
    ],
)
def test_the_correction_leads_and_what_was_printed_is_told(ask: Callable[[str], Answer], question: str, number: str, first: str) -> None:
    opening, _, rest = ask(question).text.partition("\n")
    assert number in opening
    assert first not in opening
    assert first in rest


@pytest.mark.parametrize(
    ("question", "number"),
    [("larch labs loss 2025", "$88 million"), ("stanhope cloud power capacity", "430 megawatts"), ("pardoe optics valuation", "$3.2 billion")],
)
def test_a_correction_of_something_else_or_an_older_one_changes_nothing(ask: Callable[[str], Answer], question: str, number: str) -> None:
    answer = ask(question)
    assert number in answer.text.partition("\n")[0]
    assert "corrected since" not in answer.text


def test_what_was_printed_is_no_longer_true(ask: Callable[[str], Answer]) -> None:
    assert ask("did wexcombe mills lose $62 million in 2025?").text.startswith("No. ")


def test_not_this_but_that_puts_right_as_well() -> None:
    found = put_right("It was not £71 million but £17 million.")
    assert found is not None
    assert [int(amount.value) for amount in found] == [17_000_000, 71_000_000]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It first gave the size of the deal as $65 million; the sum in the papers is $62 million.", 62_000_000),
        ("An analyst initially put the cost at $5 million, but the bill is now put at $7 million.", 7_000_000),
        ("It first gave $65 million to the school in 2023; its revenue in 2024 reached $62 million.", None),
    ],
)
def test_what_was_first_given_and_what_is_given_now(text: str, right: int | None) -> None:
    found = put_right(text)
    assert (found and int(found[0].value)) == right
