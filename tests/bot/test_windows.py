from __future__ import annotations

import pytest

from bot import windows as module
from bot.windows import Unit, Window, answering, is_byline, is_credit, windows
from index.told import Told
from tests.index.test_caseless import without


def unit(start: int, *, length: int = 40, block: int = 0, heading: str = "Terms", row: bool = False) -> Unit:
    return Unit(Told(start, start + length, ""), (Told(0, 1, heading),), (), None, block, row=row)


def spans(passage: list[Unit], place: int, *, alone: bool = False) -> set[tuple[int, int]]:
    return {(window.start, window.end) for window in windows(passage, place, alone=alone)}


def test_a_sentence_is_quoted_alone_or_with_its_neighbours() -> None:
    passage = [unit(0), unit(50), unit(100), unit(150)]
    assert spans(passage, 1) == {(50, 90), (50, 140), (50, 190), (0, 90), (0, 140)}
    assert spans(passage, 1, alone=True) == {(50, 90)}


def test_a_window_keeps_to_its_section_and_out_of_tables() -> None:
    assert spans([unit(0), unit(50), unit(100, heading="Exit")], 1) == {(50, 90), (0, 90)}
    assert spans([unit(0, row=True), unit(50), unit(100, row=True)], 1) == {(50, 90)}
    assert spans([unit(0, row=True), unit(50, row=True)], 0) == {(0, 40)}


def test_paragraphs_are_quoted_apart() -> None:
    assert Window((unit(0), unit(50), unit(100, block=1))).parts == ((0, 90), (100, 140))


def test_a_window_is_no_longer_than_a_reader_bears() -> None:
    assert spans([unit(0, length=300), unit(301, length=300)], 0) == {(0, 300)}


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Ada Hale | Aug. 20, 2026, 7:40 a.m.", True),
        ("By Ada Hale, 3 May 2026", True),
        ("Ada Hale, head of research · 8 October 2026 · 6 min read", True),
        ("In May 2026 Hale Optics bought Brume Labs.", False),
        ("PORT ELLERY, Nov 12 (Wire) - Hale Optics lowered its forecast.", False),
        ("Rating: Hold (unchanged) | Price target: $31", False),
        ("By Ada Hale and Bo van Vane", True),
        ("June 9, 2026 10:05 AM UTC", True),
        ("Vera Lind-Moss, 10 March 2026", True),
        ("Ada Hale, May 3, 2026", True),
        ("Hale Optics opened, 10 March 2026 was warm", False),
        ("By 2027 Hale Optics will have three plants.", False),
    ],
)
def test_a_line_of_who_wrote_and_when_is_a_byline(line: str, byline: bool) -> None:
    assert is_byline(line) is byline


@pytest.mark.parametrize(("line", "credit"), [("(Reporting by Ada Hale; editing by Bo Vane)", True), ("Photo: Ada Hale", True), ("Reporting rose.", False)])
def test_a_line_of_who_worked_on_a_page_is_a_credit(line: str, credit: bool) -> None:
    assert is_credit(line) is credit


def test_what_follows_a_question_answers_it_for_a_paragraph() -> None:
    lines = ["Who pays?", "Bo Vane", "The state.", "It always has.", "Next."]
    text, made, start = "\n".join(lines), [], 0
    for block, line in zip((0, 1, 2, 2, 3), lines, strict=True):
        made.append(unit(start, length=len(line), block=block))
        start += len(line) + 1
    found = list(answering(made, text))
    assert [(text[one.start : one.end], bool(one.asked), one.asks) for one in found] == [
        ("Who pays?", False, True), ("The state.", True, False), ("It always has.", True, False), ("Next.", False, False),
    ]  # fmt: skip


def test_a_short_answer_is_quoted_with_what_it_goes_on_to_say() -> None:
    asked = (Told(0, 1, ""),)
    first, second = unit(0, length=14)._replace(asked=asked), unit(20)._replace(asked=asked, place=1)
    assert spans([first, second], 0) == {(0, 60)}


def test_no_way_to_take_something_back_is_missed() -> None:
    assert not without(module._TAKES_BACK, module._WAYS_TO_TAKE_BACK)
