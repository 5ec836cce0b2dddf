"""Messages that ask more than one question: told apart, answered one after the other, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.pieces import Piece, pieces
from tests.bot.asking import asker

PAGES = {
    "halbrook.md": (
        """# Halbrook buys Tessel

Halbrook agreed on 3 March 2026 to buy Tessel Robotics for $310 million in cash. The chief executive of Halbrook is Mirelle Oduya.

Halbrook had revenue of $420 million in 2025. It employs 1,900 people.

The county will pay for a new road to the Halbrook plant, whose cost is $14 million.
""",
        "2026-03-04",
        "article",
        "The Wire",
    ),
}

ASK_TWICE = {
    "who runs halbrook and how many people work there": ["who runs halbrook", "how many people work there"],
    "halbrook ipo price and where was the range": ["halbrook ipo price", "where was the range"],
    "who led halbrook's round, and what did that investor put in?": ["who led halbrook's round", "what did that investor put in?"],
    "What did Halbrook earn in 2025? And how many people work there?": ["What did Halbrook earn in 2025", "And how many people work there?"],
    "trial over the halbrook patents when + how much do they want": ["trial over the halbrook patents when", "how much do they want"],
    "halbrook headcount october 2025 vs now": ["halbrook headcount october 2025", "halbrook headcount now"],
    "headcount at halbrook: end of last yr vs latest?": ["headcount at halbrook end of last yr", "headcount at halbrook latest"],
    "size and length of halbrook's deal": ["size of halbrook's deal", "length of halbrook's deal"],
}
ASK_ONCE = [
    "what was halbrook's revenue in 2025",
    "halbrook's last round, how big",
    "halbrook or tessel, which is worth more?",
    "halbrook vs tessel: which had more revenue and how much more",
    "if either wants out of the deal, how much notice do they have to give?",
    "since halbrook lost its licence, what does it do",
    "which of the two, halbrook and tessel, is bigger?",
    "halbrook charges less now, so how did margins rise?",
    "What was the fine? The one of March, I mean.",
    "research and development at halbrook last year",
]


@pytest.mark.parametrize("text", ASK_TWICE)
def test_what_asks_twice_is_told_apart(text: str) -> None:
    assert [piece.text for piece in pieces(text)][:2] == ASK_TWICE[text]


@pytest.mark.parametrize("text", ASK_ONCE)
def test_what_asks_once_is_left_alone(text: str) -> None:
    assert len(pieces(text)) < 2 or all(piece.alone for piece in pieces(text))


def test_a_question_of_a_word_or_two_belongs_to_the_one_before_it() -> None:
    assert pieces("what is halbrook buying and for how much?") == [Piece("what is halbrook buying", tail="for how much")]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, new_data_dir: Callable[[], Path]) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("pages"), PAGES, date(2026, 4, 1))


def test_each_question_is_answered(ask: Callable[..., Answer]) -> None:
    answer = ask("what was halbrook's revenue in 2025 and how many people does it employ?")
    assert answer.status is Status.ANSWERED
    assert "$420 million" in answer.text
    assert "1,900" in answer.text
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_one_quote_is_cited_once(ask: Callable[..., Answer]) -> None:
    answer = ask("who is the chief executive of halbrook and who is the ceo of halbrook?")
    assert answer.status is Status.ANSWERED
    assert len({citation.quote for citation in answer.citations}) == len(answer.citations)


def test_what_the_quote_says_besides_is_answered_by_it(ask: Callable[..., Answer]) -> None:
    answer = ask("who is paying for the road to the halbrook plant and how much is it?")
    assert answer.status is Status.ANSWERED
    assert "$14 million" in answer.text


def test_what_of_a_message_is_not_held_is_said(ask: Callable[..., Answer]) -> None:
    answer = ask("what was halbrook's revenue in 2025 and what was its gross margin?")
    assert answer.status is Status.NOT_FOUND
    assert "“what was its gross margin”" in answer.text
    assert "$420 million" in answer.text


def test_nothing_of_a_message_that_is_held_is_no_answer(ask: Callable[..., Answer]) -> None:
    answer = ask("what was halbrook's net loss in 2019 and what was its gross margin?")
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


def test_what_looks_like_a_mark_in_a_message_is_no_citation(ask: Callable[..., Answer]) -> None:
    answer = ask("what was halbrook's revenue in 2025 and what was its gross margin [7]?")
    assert answer.status is Status.NOT_FOUND
    assert "[7]" not in answer.text
