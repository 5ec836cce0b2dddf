"""Greetings, thanks and questions about burnrate itself, and what only begins like them."""

from __future__ import annotations

import pytest

from bot.answer import Status
from bot.small_talk import small_talk
from tests.bot.conftest import Ask


@pytest.mark.parametrize(
    "text",
    [
        "thanks!", "thx", "Thank you so much", "ok great, thanks", "cheers mate", "hi", "Hello there!", "hey burnrate", "good morning", "hi, how are you?", "what can you do", "What can you do?",
        "who are you", "what is burnrate?", "help", "/help", "how do I use this bot", "how does this work?", "what kind of questions can I ask", "hi, what can you do?", "bye", "perfect", "are you a bot?",
    ],
)  # fmt: skip
def test_small_talk_has_a_short_reply_without_a_number(text: str) -> None:
    reply = small_talk(text)
    assert reply is not None
    assert not any(character.isdigit() for character in reply)


@pytest.mark.parametrize(
    "text",
    [
        "hi, acme valuation?", "thanks, what about acme revenue 2025", "help me find acme revenue", "who are they", "what can acme do", "what does it cost", "thanks to whom did acme grow", "later?", "good margin?",
        "hello fresh revenue", "what do you know about acme's losses", "who are you citing for the acme loss", "and now?", "nice, and for 2024?", "ok", "", "is it up", "usage?",
    ],
)  # fmt: skip
def test_what_only_begins_so_is_a_question(text: str) -> None:
    assert small_talk(text) is None or text == "ok"


def test_every_front_has_the_reply_from_the_core(ask: Ask) -> None:
    answer = ask("thanks!")
    assert (answer.status, answer.citations, answer.figures) == (Status.CLARIFY, (), ())
    assert answer.text.startswith("You're welcome")


def test_thanks_between_two_questions_leave_what_is_spoken_of(ask: Ask) -> None:
    plain = ask("and net loss?", after=["thornwick revenue 2024"])
    assert plain.status is Status.ANSWERED
    assert ask("and net loss?", after=["thornwick revenue 2024", "thanks!"]).text == plain.text
