"""Labels: those that share a word with what is asked are found without each being read, and cells are held by time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.coverage import stem_set
from bot.labels import Labels, content
from index.period import Period, PeriodKind
from index.records import TableCell

YEARS = [Period(PeriodKind.YEAR, str(year), year) for year in (2024, 2025)]
WORDS = st.sampled_from(["total", "revenue", "data", "center", "income", "tax", "taxes", "incoming", "datacenter", "2025", "other"])
cells = st.builds(
    lambda number, words, entity, metric, period: TableCell(number, " ".join(words), entity, metric, 1, period),
    st.integers(1, 999), st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["Acme", "Bolt"]), st.sampled_from(["", "revenue"]), st.sampled_from([None, *YEARS]),
)  # fmt: skip


@given(st.lists(cells, max_size=20), st.sets(WORDS, max_size=3))
def test_labels_are_found_by_the_words_that_they_have(some: list[TableCell], wanted: set[str]) -> None:
    def meets(word: str) -> bool:
        return any(word.startswith(term) or word.replace(" ", "") == term for term in wanted)

    def near(word: str) -> bool:
        return any(word[:3] == term[:3] or word.replace(" ", "") == term for term in wanted)

    found = Labels(some)
    expected = {cell.label for cell in some if any(word in wanted or (near(word) and meets(word)) for word in stem_set(cell.label))}
    assert found.meeting(wanted, wanted, meets) == expected
    assert found.every == {cell.label for cell in some}
    assert found.bare == {cell.label for cell in some if not content(cell.label)}


@given(st.lists(cells, max_size=20))
def test_cells_of_one_company_measure_and_time_are_together(some: list[TableCell]) -> None:
    found = Labels(some)
    kinds = [(group.first.entity, group.first.metric, group.first.period) for group in found.alike]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == {(c.entity, c.metric, c.period) for c in some}
    told = sorted((number, label, *kind) for group, kind in zip(found.alike, kinds, strict=True) for number, label in group.cells if kind[2] is None)
    assert told == sorted((c.number, c.label, c.entity, c.metric, None) for c in some if c.period is None)
    assert found.size == len(some) == sum(len(group.cells) for group in found.alike)
