from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cleaning import clean, marked, question_text, unmarked


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("re\u200bve\u200dnue", "revenue"),
        ("$6 \u202enoillib\u202c", "$6 noillib"),
        ("\u2066a\u2069 \ufeffb\u00ad", "a b"),
        ("a\u2028b\u2029c\x0bd\te", "a b c d e"),
        ("line\r\nline  two \n", "line\nline two"),
        ("\u3164\u115f\u2800x", "x"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("\ud800\ue000", ""),
        ("Z\u0351\u0351\u0351\u0351\u0351algo", "Z\u0351\u0351algo"),
        ("Caf\u0065\u0301", "Caf\u00e9"),
        ("naïve 東京 ٤ é", "naïve 東京 ٤ é"),
    ],
)
def test_what_cannot_be_seen_goes_and_what_can_stays(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_leaves_nothing_to_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not set(once) & set("\u200b\u200e\u202e\u2066\u2067\u2069\ufeff\x00\r")


def test_a_question_is_one_line_of_a_length() -> None:
    assert question_text(" what\n\nis  it? ", 100) == ("what is it?", False)
    assert question_text("word " * 30, 12) == ("word word wo", True)
    assert question_text("\u200b", 100) == ("", False)


@pytest.mark.parametrize("mark", ["[1]", "[ 1]", "[12]", "［1］", "【3】", "[¹]", "〔2〕", "[\u200b1]", "[①]"])
def test_nobody_elses_marks_read_as_ours(mark: str) -> None:
    shown = unmarked(f"so it says {mark}.")
    assert "[1]" not in shown
    assert "".join(shown.split()) == "".join(clean(f"so it says {mark}.").split())
    assert mark not in shown or " " in mark


def test_marks_of_an_answer_stay_where_an_answer_puts_them() -> None:
    text = "Sales [2] of $5 in 2024 [1]. (An aside [2].) Named in [2]. [7]. Also [1] [2]."
    assert marked(text, {1, 2}) == "Sales [ 2 ] of $5 in 2024 [1]. (An aside [2].) Named in [2]. [ 7 ]. Also [1] [2]."
