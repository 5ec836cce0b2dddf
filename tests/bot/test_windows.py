from __future__ import annotations

import pytest

from bot.windows import Unit, Window, is_byline, windows
from index.told import Told


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
    ],
)
def test_a_line_of_who_wrote_and_when_is_a_byline(line: str, byline: bool) -> None:
    assert is_byline(line) is byline
