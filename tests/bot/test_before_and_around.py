"""How things stood before a round or deal that is named, around a time that no source gives, who holds a stake in whom, and sums for each of something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "rounds.md": (
        ("# Tolver's rounds\n\nTolver Labs was valued at $2.2 billion in its round of June 2023. Tolver Labs raised $500 million in August 2025 at a valuation of $6.8 billion. "
         "Tolver Labs raised $900 million in its Series E round of March 2026, at a post-money valuation of $11 billion.\n"), "2026-04-02", "article",
    ),
    "merger.md": ("# A merger\n\nTolver Labs was valued at $14 billion in its merger with Corran Systems in September 2026.\n", "2026-09-20", "article"),
    "stake.md": ("# A stake\n\nQuell Mills put in $1.3 billion for about 11% of Corran Systems in June 2025.\n", "2025-06-09", "article"),
    "capex.md": ("# Spending\n\nThe capital expenditures of Quell Mills including leases were $72.2 million in 2025. Excluding leases, the capital expenditures of Quell Mills for 2025 were $69.7 million.\n", "2026-01-20", "article"),
    "works.md": ("# A settlement\n\nCorran Systems agreed in May 2026 to pay $150 million to settle a suit by playwrights over copyright.\n", "2026-05-14", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("before_and_around"), PAGES, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what was tolver labs worth prior to its series e?", "$6.8 billion in August 2025"),
        ("tolver labs valuation before the august 2025 round", "$2.2 billion in June 2023"),
        ("what was tolver labs valued at before the corran systems merger", "$11 billion in March 2026"),
    ],
)
def test_what_stood_before_an_event_is_of_before_it(ask: Callable[..., Answer], question: str, value: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(f"Tolver Labs: valuation of {value}")
    assert "It is the newest that I hold from before that" in answer.text


@pytest.mark.parametrize(("question", "value"), [("what was tolver labs worth before 2026?", "$6.8 billion in August 2025"), ("tolver labs valuation before march 2026", "$6.8 billion in August 2025"), ("tolver labs valuation prior to 2025", "$2.2 billion in June 2023")])
def test_what_stood_before_a_time_is_of_before_it(ask: Callable[..., Answer], question: str, value: str) -> None:
    assert ask(question).text.startswith(f"Tolver Labs: valuation of {value}")


def test_a_time_between_two_that_are_held_is_told_by_both(ask: Callable[..., Answer]) -> None:
    answer = ask("tolver labs valuation in january 2026")
    assert answer.status is Status.NOT_FOUND
    assert not answer.figures
    assert "no source I hold says. The last that I hold from before and the next from after:" in answer.text
    assert "$6.8 billion in August 2025" in answer.text
    assert "$11 billion in March 2026" in answer.text


@pytest.mark.parametrize("question", ["what share of quell mills does corran systems own?", "corran systems' stake in quell mills"])
def test_a_stake_is_not_told_the_other_way_round(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith("I could not find a stake of Corran Systems in Quell Mills. I do hold one the other way round:")


@pytest.mark.parametrize("question", ["how much of corran systems does quell mills own?", "quell mills' stake in corran systems"])
def test_a_stake_is_told_as_it_is(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "11%" in answer.text.split("\n")[0]


def test_what_all_get_is_not_what_is_got_for_each(ask: Callable[..., Answer]) -> None:
    assert ask("how much do playwrights get per script from corran systems").status is not Status.ANSWERED
    assert ask("how much does corran systems pay the playwrights").status is Status.ANSWERED


@pytest.mark.parametrize("question", ["how did tolver labs' valuation change between august 2025 and march 2026?", "how much did tolver labs' valuation swell between august 2025 and march 2026"])
def test_a_change_between_two_months_is_of_these_months(ask: Callable[..., Answer], question: str) -> None:
    assert "from $6.8 billion in August 2025 to $11 billion in March 2026" in ask(question).text.split("\n")[0]


@pytest.mark.parametrize("question", ["quell mills capex 2025 with leases stripped out", "quell mills capex 2025 excluding leases"])
def test_what_is_to_be_taken_out_is_out_of_the_number(ask: Callable[..., Answer], question: str) -> None:
    assert "$69.7 million" in ask(question).text.split("\n")[0]
