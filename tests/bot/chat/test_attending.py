from __future__ import annotations

import pytest

from bot.chat.attending import is_meant


@pytest.mark.parametrize("text", ["What was the revenue?", "revenue of Thornwick?", "how much did they lose", "show me the revenue", "so what is it"])
def test_questions_are_meant_anywhere(text: str) -> None:
    assert is_meant(text, follows=False)
    assert is_meant(text, follows=True)


@pytest.mark.parametrize("text", ["and in 2023", "what about Ardenmoor", "Ardenmoor, 2023", "same for 2022", "in euros"])
def test_what_goes_on_from_an_answer_is_meant_in_its_thread_alone(text: str) -> None:
    assert is_meant(text, follows=True)
    assert not is_meant("they " + text, follows=False)


@pytest.mark.parametrize(
    "text", ["thanks!", "ok cool", "👍", "", "???", "+1", "lol", "I will tell them all about it at the meeting tomorrow at noon"]
)
def test_talk_is_not(text: str) -> None:
    assert not is_meant(text, follows=True)
    assert not is_meant(text, follows=False)
