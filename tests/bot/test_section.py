"""A citation from a filing says which item and section it is from."""

from __future__ import annotations

from bot.section import section_at
from corpus.document import Block, BlockKind
from index.outline import Outline


def laid_out(*blocks: tuple[int, str]) -> tuple[Outline, str]:
    """An outline of headings with a level, and paragraphs with level 0, and its text."""
    text, made = "", []
    for level, words in blocks:
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        made.append(Block(kind, len(text), len(text) + len(words), level=level))
        text += f"{words}\n\n"
    return Outline.of(made), text


ANNUAL = laid_out(
    (4, "HALLWORTH COMPUTE"), (2, "PART I"), (3, "Item 1. Business"), (0, "Halls."), (2, "PART II"), (0, "Open."),
    (3, "Item 7. Management’s  Discussion"), (4, "Results of Operations"), (5, "Revenue"), (0, "Rose."),
)  # fmt: skip
QUARTER = laid_out(
    (2, "PART I. FINANCIAL INFORMATION"), (3, "Item 1. Financial Statements"), (0, "Rose."), (3, "Item 2. Discussion"),
    (4, "Results"), (0, "Fell."), (2, "PART II. OTHER INFORMATION"), (3, "Item 1. Legal Proceedings"), (0, "None."),
)  # fmt: skip


def test_the_path_begins_with_the_item() -> None:
    outline, text = ANNUAL
    assert section_at(outline, text, text.index("Rose")) == (
        "Item 7. Management’s Discussion > Results of Operations > Revenue"
    )
    assert section_at(outline, text, text.index("Halls")) == "Item 1. Business"
    assert section_at(outline, text, text.index("Open")) == "PART II"


def test_the_part_is_named_where_items_are_counted_anew() -> None:
    outline, text = QUARTER
    assert section_at(outline, text, text.index("Rose")) == "PART I, Item 1. Financial Statements"
    assert section_at(outline, text, text.index("None")) == "PART II, Item 1. Legal Proceedings"
    assert section_at(outline, text, text.index("Fell")) == "Item 2. Discussion > Results"


def test_sections_without_items_are_a_path_too() -> None:
    outline, text = laid_out((3, "RISK FACTORS"), (4, "Power"), (0, "Power may fail."))
    assert section_at(outline, text, text.index("Power may")) == "RISK FACTORS > Power"


def test_nothing_above_is_no_section() -> None:
    outline, text = laid_out((0, "Rose."), (1, "Title"))
    assert section_at(outline, text, 0) is None
    assert section_at(outline, text, 5) is None
