"""Sentences: full stops of abbreviations, initials and numbers do not end one."""

from __future__ import annotations

import pytest

from index.sentences import sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenue was $6.4 billion, or 1.5 times last year's.",
        "Quellmark Inc. said that it would build in the U.S. market.",
        "J. P. Tarrow, who runs it, sold 4.1 percent.",
        "The deal closed on Sept. 30 at a price of $12.50 a share.",
        "Note No. 4 covers leases, e.g. of halls, vs. purchases.",
        "It pays Mr. Orland and Dr. Vess.",
        "About approx. 40 of them remain.",
    ],
)
def test_stays_one_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It lost $3 million. It spent $9 million.", ["It lost $3 million.", "It spent $9 million."]),
        ("Sales rose 12%! Why? Nobody said.", ["Sales rose 12%!", "Why?", "Nobody said."]),
        ("“We are done.” He left.", ["“We are done.”", "He left."]),
        ("It bought Quellmark Inc. The price was not given.", ["It bought Quellmark Inc.", "The price was not given."]),
        (
            "It makes most of its sales in the U.S. Revenue grew.",
            ["It makes most of its sales in the U.S.", "Revenue grew."],
        ),
        ("A heading\n\nA paragraph", ["A heading", "A paragraph"]),
        ("It had 40 halls in 2024. xLoom opened two more.", ["It had 40 halls in 2024.", "xLoom opened two more."]),
        ("It had 40 halls in 2024. 2025 was worse.", ["It had 40 halls in 2024.", "2025 was worse."]),
    ],
)
def test_parts_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_spans_lie_in_the_part_asked_for_and_leave_out_white_space() -> None:
    text = "Before it.  One here.  Two here.  After it."
    start, end = text.index(" One"), text.index(" After")
    assert [text[s:e] for s, e in sentence_spans(text, start, end)] == ["One here.", "Two here."]
    assert list(sentence_spans("  \n ")) == []


def test_sentences_are_in_order_and_leave_nothing_out() -> None:
    text = "One. Two (with 3.5 of it). Three: “a. b.” Four?\n\nFive"
    spans = list(sentence_spans(text))
    assert spans == sorted(spans)
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == text.replace(" ", "").replace("\n", "")
