"""Markdown and plain text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Extracted, SourceType
from corpus.markdown import extract_markdown
from corpus.plaintext import extract_text

DOCUMENT = """---
title: "Larkspur: the year"
publisher: Ledger
url: https://ledger.example/x
published: 2031-02
source_type: filing
digest: true
covers: [a, b]
---

# The *year* of Larkspur

Larkspur had **revenue** of $910 million, says [its report](https://l.example/r_(1)).
It lost 5 * 3 and snake_case_words stay.

- first item
  goes on
- second

1. one

| Item | 2031 | 2030 |
|:-----|-----:|-----:|
| Revenue | $910 | $700 |
| Loss \\| net | (12) | (9) |

Under
-----
<!-- hidden words -->
> quoted
"""


def texts(found: Extracted, kind: BlockKind) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if b.kind is kind]


def test_markdown() -> None:
    found = extract_markdown(DOCUMENT)
    assert (found.title, found.publisher, found.url) == ("Larkspur: the year", "Ledger", "https://ledger.example/x")
    assert (found.published, found.source_type, found.digest) == (date(2031, 2, 1), SourceType.FILING, True)
    assert texts(found, BlockKind.HEADING) == ["The year of Larkspur", "Under"]
    assert texts(found, BlockKind.PARAGRAPH) == [
        "Larkspur had revenue of $910 million, says its report. It lost 5 * 3 and snake_case_words stay.",
        "quoted",
    ]
    assert texts(found, BlockKind.ITEM) == ["first item goes on", "second", "1. one"]
    assert texts(found, BlockKind.ROW) == ["Item | 2031 | 2030", "Revenue | $910 | $700", "Loss | net | (12) | (9)"]
    assert [c.header for c in next(b for b in found.blocks if b.kind is BlockKind.ROW).cells] == [True, True, True]


def test_plain_text() -> None:
    found = extract_text(
        "The year of Larkspur\n\nLarkspur had revenue of $910 million in the year, which\nwas more than it had had in the year before, says\n"
        "the report.\n\n- a list\n- of things\n\nOne line.\nAnother line that stands alone.\n"
    )
    assert found.title == "The year of Larkspur"
    assert "in the year, which was more than it had had in the year before, says the report." in found.text
    assert texts(found, BlockKind.ITEM) == ["a list", "of things"]
    assert texts(found, BlockKind.PARAGRAPH)[1:] == ["One line.", "Another line that stands alone."]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.one_of(st.sampled_from("#-*|> \n`_[]()1.\u00a0\u200b"), st.characters()), max_size=200),
    st.booleans(),
)
def test_blocks_tile_the_text(source: str, markdown: bool) -> None:
    found = extract_text(source) if not markdown else extract_markdown("x\n" + source)
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end
        assert not found.text[end : block.start].strip()
        end = block.end
    assert end == len(found.text)
    assert not {c for c in found.text if c != "\n" and not c.isprintable() and not c.isspace()}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("ALSO ON WIRECAST: Tamlock Prices $3.0 Billion Notes / Marlinspike Closes $410 Million Series B", False),
        ("Related: Marlinspike raises $410 million", False),
        ("Read next: what Tamlock pays for chips", False),
        ("Related: the loan of $410 million was repaid in May.", True),
        ("More on this: Tamlock paid $3 billion in all.", True),
    ],
)
def test_lines_that_name_other_stories_are_left_out(line: str, kept: bool) -> None:
    found = extract_text(f"Plinth raises $1.9 billion\n\nPlinth said today that it has raised $1.9 billion.\n\n{line}\n\nPlinth makes models.\n")
    assert (line in found.text) is kept
