"""Questions of a number that somebody holds up, and of measures, times and parts said in the ways people say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "tamworth-outlook.md": (
        ("# Tamworth's outlook\n\nTamworth Systems guided to capital expenditures of about $19 billion for calendar 2026, of which $2 billion is due to dearer memory. "
        "That outlook is for the calendar year, not for its fiscal year.\n\nTamworth Systems' capital expenditures were $3.1 billion in the third quarter of fiscal 2026.\n"),
        "2026-04-29",
        "article",
    ),
    "tamworth-year.md": (
        ("# Tamworth Systems in 2025\n\nTamworth Systems had a net loss of $5.1 billion in 2025. Tamworth Systems had an operating loss of $8.8 billion in 2025. "
        "Tamworth Systems' net income in the first quarter of 2026 included $1.8 billion of gains on Corvane AI.\n\n"
        "Revenue at Tamworth Cloud was up 28% in the first quarter of 2026, the fastest growth in 15 quarters. Tamworth Cloud, part of Tamworth Systems, had a backlog of $51 billion at June 30, 2026.\n"),
        "2026-08-01",
        "filing",
    ),
    "corvane.md": (
        ("# Corvane AI\n\nCorvane AI's copyright settlement covers about 48,000 works. A blog put Corvane AI at roughly 1,500 employees in April 2026. "
        "Corvane's Quill 3 was priced at $15 per million input tokens and $60 per million output tokens in February 2026. "
        "Corvane AI's ARPU, however, slipped to $66 a month in the second quarter of 2026, down from $85 in the second quarter of 2025.\n\n"
        "Corvane AI's revenue was $200 million in the first quarter of 2026. Corvane AI's revenue was $250 million in the second quarter of 2026.\n"),
        "2026-08-04",
        "article",
    ),
    "ellmar.md": (
        "# Ellmar Spectrum\n\nTamworth Systems agreed in 2025 to pay about $9.6 billion for Ellmar Spectrum, of which $4.1 billion is in stock.\n",
        "2025-11-02",
        "article",
    ),
    "staff.md": (
        "# Staff\n\nTamworth Systems had 15,600 employees at December 31, 2025. Corvane AI employed 1,410 people at December 31, 2025.\n",
        "2026-02-02",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("that-number"), PAGES, date(2026, 11, 28))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("that 19bn tamworth capex number, calendar or fiscal?", "not for its fiscal year"),
        ("The 19bn capex figure from Tamworth Systems, that is for their fiscal year, right?", "not for its fiscal year"),
        ("that 5.1bn tamworth loss - which year?", "net loss of $5.1 billion in 2025"),
        ("Tamworth's 8.8bn loss, is that net or operating", "operating loss of $8.8 billion in 2025"),
        ("the 3.1bn tamworth capex number, is that a full year?", "$3.1 billion in Q3 fiscal 2026"),
        ("where does the 5.1bn tamworth loss come from", "Source: tamworth-year"),
        ("which year was the 8.8bn tamworth loss", "operating loss of $8.8 billion in 2025"),
        ("source for the 19bn tamworth capex figure?", "Source: tamworth-outlook"),
    ],
)
def test_a_number_that_is_held_up_is_told_as_what_it_is(ask: Callable[..., Answer], question: str, says: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert says in answer.text
    assert not answer.text.startswith(("No", "Yes"))


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how many works does the Corvane copyright deal cover?", "about 48,000"),
        ("what gain did Tamworth record on its Corvane holding in Q1 2026?", "$1.8 billion"),
        ("corvane output tokens, price per mil", "Corvane AI: API price (output tokens) of $60"),
        ("what was corvane charging for a million input tokens", "Corvane AI: API price (input tokens) of $15"),
        ("corvane avg monthly revenue per subscriber, june qtr 2026", "Corvane AI: average revenue per user of $66 per month in Q2 2026"),
        ("how fast was tamworth cloud growing in q1 2026", "Tamworth Cloud: revenue growth of 28% in Q1 2026"),
        ("how fast was tamworth cloud growing at the start of this year?", "Tamworth Cloud: revenue growth of 28% in Q1 2026"),
        ("what part of the Ellmar price is paid in stock?", "$4.1 billion"),
        ("who had more people at end of 2025, tamworth or corvane", "The larger: Tamworth Systems"),
    ],
)
def test_what_people_say_for_a_measure_a_time_or_a_part(ask: Callable[..., Answer], question: str, begins: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.text.startswith(begins), answer.text


def test_the_following_quarter(ask: Callable[..., Answer]) -> None:
    answer = ask("the following quarter?", "corvane revenue in Q1 2026")
    assert answer.text.startswith("Corvane AI: revenue of $250 million in Q2 2026"), answer.text
