"""Passages cover their revision exactly, fit the model, and carry what a reader of them alone would miss."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Revision
from index.chunking import Chunk, Sizes, chunks

SIZES = Sizes(target=20, table=20, limit=40, context=12)


def words(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """A tokenizer for which every word is a token."""
    return [[match.span() for match in re.finditer(r"\S+", text)] for text in texts]


def cut(revision: Revision) -> list[Chunk]:
    return list(chunks(revision, words, SIZES))


def test_short_document_is_one_passage(make: Callable[..., Revision]) -> None:
    revision = make("plinth", "# Results", "Plinth sold 40 looms in 2025.", "It had sold 30 the year before.")
    (only,) = cut(revision)
    assert revision.text[only.start : only.end] == revision.text.strip()
    assert only.context == "Plinth"
    assert only.heading == "Results"


def test_heading_starts_a_passage_and_names_its_section(make: Callable[..., Revision]) -> None:
    revision = make("plinth", "# Sales", "Sales rose by 3%.", "# Costs", "Costs fell by 2%.")
    first, second = cut(revision)
    assert revision.text[second.start : second.end] == "Costs\nCosts fell by 2%."
    assert (first.heading, second.heading) == ("Sales", "Costs")


def test_long_paragraph_is_cut_between_sentences(make: Callable[..., Revision]) -> None:
    sentence = "Plinth sold nine looms to the town of Dell."
    revision = make("plinth", " ".join([sentence] * 6))
    found = cut(revision)
    assert len(found) == 3
    assert all(revision.text[one.start : one.end] == f"{sentence} {sentence}" for one in found)


def test_sentence_without_an_end_is_cut_between_words(make: Callable[..., Revision]) -> None:
    revision = make("plinth", "loom " * 50)
    found = cut(revision)
    assert [len(revision.text[one.start : one.end].split()) for one in found] == [20, 20, 10]


def test_table_passages_keep_whole_rows_and_carry_the_header(make: Callable[..., Revision]) -> None:
    rows = [f"| Looms in region {number} | {number} | {number + 1}" for number in range(12)]
    revision = make("plinth", "Sales by region were:", "| Region | 2025 | 2024", *rows)
    found = [one for one in cut(revision) if one.table == 0]
    assert len(found) > 2
    for one in found[1:]:
        assert one.context == "Plinth\nSales by region were:\nRegion | 2025 | 2024"
        assert all(row.startswith("Looms in region") for row in revision.text[one.start : one.end].split("\n"))
    assert "2025 | 2024" not in found[0].context


@given(
    st.lists(
        st.tuples(
            st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW]),
            st.text(alphabet="ab 1.\n", min_size=1, max_size=200).filter(str.strip),
            st.integers(1, 3),
        ),
        max_size=12,
    ),
    st.text(alphabet="xy ", max_size=120),
)
def test_any_document_is_covered_without_overlap_and_within_the_limit(
    drawn: list[tuple[BlockKind, str, int]], title: str
) -> None:
    text, blocks = "", []
    for kind, block_words, level in drawn:
        table = level if kind is BlockKind.ROW else None
        heading = level if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, len(text), len(text) + len(block_words), level=heading, table=table))
        text += block_words + "\n"
    revision = _revision(text, tuple(blocks), title)
    found = cut(revision)
    covered: set[int] = set()
    for one in found:
        span = set(range(one.start, one.end))
        assert span
        assert not span & covered
        covered |= span
        count = len(words([text[one.start : one.end]])[0])
        assert count + len(words([one.context])[0]) <= SIZES.limit
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(number in covered for number, character in enumerate(text) if not character.isspace())


def _revision(text: str, blocks: tuple[Block, ...], title: str) -> Revision:
    from datetime import UTC, datetime

    from corpus.document import SourceType

    return Revision(
        revision_id="r",
        document_id="d",
        url="https://press.example/d",
        title=title,
        publisher="",
        published=None,
        source_type=SourceType.BLOG,
        text=text,
        blocks=blocks,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
