"""Who did something to whom: a question of two names is not answered by what else either did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.library import Library
from bot.parties import parties_of
from bot.understanding import understand
from tests.bot.asking import asker

PAGES = {
    "deals.md": (
        ("# Quellmar's deals\n\nQuellmar Systems bought Dovetail Labs for $300 million in March 2026. Brennick Corp licensed the software of Tamsin AI in April 2026 "
        "for $40 million. Brennick Corp said in May 2026 that it was buying Harlow Robotics. Brennick Corp raised $90 million in June 2026, and had $20 million of it left "
        "in September 2026. Brennick Corp agreed in July 2026 to pay Quellmar Systems $5 million a month for computers.\n"),
        "2026-10-01",
        "news",
    ),
    "people.md": (
        ("# Ida Marsh on Brennick\n\nIda Marsh founded Brennick Corp in 2019. Brennick Corp had 640 employees in August 2026. "
        "Brennick Corp's app has 3 million subscribers. The app of Brennick Corp had 9 million weekly active users in May 2026.\n"),
        "2026-10-02",
        "news",
    ),
    "results.md": (
        ("# Quellmar's year\n\nQuellmar Systems earned $12 million in 2025 by its own count. Revenue of Quellmar Systems came to $80 million in 2025; that includes rents and "
        "repairs, not only looms. Quellmar Systems had a site of 90 megawatts of power at the end of 2025.\n"),
        "2026-02-03",
        "company",
    ),
}


PAGES |= {
    "off.md": ("# Halvern and Corran\n\nThe merger of Halvern Corp and Corran Systems was terminated in June 2026.\n", "2026-07-01", "news"),
    "done.md": ("# Tarn buys Ilmer\n\nTarn Group completed its acquisition of Ilmer Labs on 14 August 2026.\n", "2026-08-15", "news"),
    "plan.md": (
        ("# Tarn's plans\n\nTarn Group put its 2026 capital expenditures at $90 million in April 2026. A jury found in May 2026 that Tarn Group had copied a loom. "
        "The site of Tarn Group in Ostby has 200 looms. Tarn Group's app had 4 million monthly active users in June 2026.\n"),
        "2026-07-02",
        "news",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("parties"), PAGES, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("when did quellmar buy dovetail", "bought Dovetail Labs"),
        ("when was dovetail bought by quellmar", "bought Dovetail Labs"),
        ("when did brennick buy harlow robotics", "it was buying Harlow Robotics"),
        ("how much does brennick pay quellmar", "$5 million a month"),
        ("what did quellmar bring in in 2025", "Revenue of Quellmar Systems came to $80 million"),
    ],
)
def test_what_they_had_to_do_with_each_other_is_quoted(ask: Callable[[str], Answer], question: str, quoted: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert quoted in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "when did brennick buy quellmar",
        "when did dovetail acquire quellmar",
        "how much did quellmar pay for brennick",
        "when did brennick buy dovetail",
        "when did ida marsh step down from brennick",
        "how many people did brennick lay off",
        "how many subscribers does brennick lose each month",
        "what did quellmar earn in fiscal 2029",
        "quellmar's rent revenue in 2025",
        "quellmar electricity bill",
        "when was tarn group founded",
        "where is tarn group headquartered",
        "who did tarn group fire in 2026",
        "how many people use tarn group's app daily",
    ],
)
def test_what_else_either_did_is_no_answer(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_all_who_use_it_are_told_before_those_who_pay(ask: Callable[[str], Answer]) -> None:
    assert "9 million" in ask("how many users does brennick have").text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("did halvern close corran", "No: it was called off"),
        ("did the ilmer deal close", "completed its acquisition of Ilmer Labs"),
        ("how much is tarn group going to spend on capex in 2026", "$90 million"),
    ],
)
def test_how_a_deal_stands_and_what_is_planned_is_told(ask: Callable[[str], Answer], question: str, words: str) -> None:
    assert words in ask(question).text


def test_how_somebody_does_something_and_what_they_are_is_no_deed(library: Library) -> None:
    def deed(text: str) -> frozenset[str] | None:
        question = understand(text, asked_on=date(2025, 11, 10), names=library.names, taxonomy=library.taxonomy)
        found = parties_of(question, library)
        return found.deed if found is not None else None

    assert deed("what name does thornwick use internally for ardenmoor") is None
    assert deed("how long was petra lindqvist boss of ardenmoor") is None
    assert deed("petra lindqvist said the new ardenmoor loan is 2bn, is that right") is None
    assert deed("when did thornwick buy ardenmoor")
