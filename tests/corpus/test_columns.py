"""Tables that plain text sets with spaces, alone and preformatted in a page."""

from __future__ import annotations

import pytest

from corpus.document import BlockKind, Extracted
from corpus.html import extract_html
from corpus.plaintext import extract_text

TABLE = """                                        H1 2026      H1 2025      FY 2025
                                      (unaudited)  (unaudited)   (audited)
  Revenue (GBP m)                        214.6        301.2        587.9
  Stock provision (GBP m)                (38.7)        (1.2)        (4.0)
  Average headcount                        412          448          440"""
ROWS = ["H1 2026 | H1 2025 | FY 2025", "(unaudited) | (unaudited) | (audited)", "Revenue (GBP m) | 214.6 | 301.2 | 587.9", "Stock provision (GBP m) | (38.7) | (1.2) | (4.0)", "Average headcount | 412 | 448 | 440"]


def rows(read: Extracted) -> list[str]:
    return [read.text[block.start : block.end] for block in read.blocks if block.kind is BlockKind.ROW]


def test_columns_of_plain_text_are_a_table() -> None:
    read = extract_text(f"Larkmoor half-year\n\nRevenue fell.\n{TABLE}\n\nStock provision\n\nIt was made in June.")
    assert rows(read) == ROWS
    assert "Revenue fell." in read.text


def test_preformatted_columns_of_a_page_are_a_table_of_their_own() -> None:
    read = extract_html(f"<html><body><h1>Larkmoor</h1><table><tr><th>Staff</th><th>2025</th></tr><tr><td>Leeds</td><td>40</td></tr></table><pre>{TABLE}</pre></body></html>")
    assert rows(read)[-len(ROWS) :] == ROWS
    assert len({block.table for block in read.blocks if block.kind is BlockKind.ROW}) == 2


def test_a_line_drawn_under_makes_a_heading() -> None:
    read = extract_text("Larkmoor half-year\n\nBanking\n-------\nThe Group did not keep its covenant.\n\nIt said so.\n-----------------------------------\nMore is to come.")
    assert [(block.kind, read.text[block.start : block.end]) for block in read.blocks][1:3] == [(BlockKind.HEADING, "Banking"), (BlockKind.PARAGRAPH, "The Group did not keep its covenant.")]
    assert all(read.text[block.start : block.end] != "It said so." or block.kind is not BlockKind.HEADING for block in read.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue  was 40 million and  costs 30 million.\nNothing was  set in columns here, it is only badly spaced.",
        "Call on   May 3\nDial in   at 9",
        "Item one    12\nItem two    14",
    ],
)
def test_words_with_wide_spaces_are_none(text: str) -> None:
    assert not rows(extract_text(text))
