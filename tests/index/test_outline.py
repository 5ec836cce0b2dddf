"""An outline gives the blocks back, the headings over each, and a table's first row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind
from index.outline import Outline

blocks = st.lists(
    st.tuples(
        st.sampled_from(BlockKind),
        st.integers(1, 30),
        st.integers(0, 2),
        st.integers(1, 4),
        st.none() | st.integers(0, 3),
        st.none() | st.integers(1, 9),
    )
)


def _laid_out(drawn: list[tuple[BlockKind, int, int, int, int | None, int | None]]) -> list[Block]:
    out, start = [], 0
    for kind, length, gap, level, table, page in drawn:
        heading = kind is BlockKind.HEADING
        out.append(Block(kind, start, start + length, level=level if heading else 0, table=table, page=page))
        start += length + gap
    return out


@given(blocks.map(_laid_out))
def test_blocks_survive(laid_out: list[Block]) -> None:
    outline = Outline.unpacked(Outline.of(laid_out).packed())
    assert [*outline] == laid_out
    assert outline == Outline.of(laid_out)
    assert outline[1:3] == laid_out[1:3]


@given(blocks.map(_laid_out))
def test_headings_are_those_of_a_walk_from_the_start(laid_out: list[Block]) -> None:
    outline = Outline.of(laid_out)
    walked: list[tuple[int, int, int]] = []
    for place, block in enumerate(laid_out):
        assert outline.headings(place) == walked
        if block.kind is BlockKind.HEADING:
            walked = [one for one in walked if one[0] < block.level] + [(block.level, block.start, block.end)]


@given(blocks.map(_laid_out), st.integers(-1, 200))
def test_a_block_is_found_by_an_offset(laid_out: list[Block], offset: int) -> None:
    expected = next((place for place, one in enumerate(laid_out) if one.start <= offset < one.end), None)
    assert Outline.of(laid_out).at(offset) == expected


def test_a_table_begins_at_its_first_row_within_reach() -> None:
    rows = [Block(BlockKind.ROW, place * 2, place * 2 + 1, table=place // 3) for place in range(6)]
    outline = Outline.of(rows)
    assert [outline.table_start(place, 60) for place in range(6)] == [0, 0, 0, 3, 3, 3]
    assert outline.table_start(5, 1) == 4
    assert outline.table_of(4) == 1
