"""What is put into a generation's content comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Revision
from index.amount import Amount
from index.content import Content, ContentWriter
from index.figure import Basis, Figure
from index.period import Period, PeriodKind
from index.records import Passage, Units, figure_of, figure_row

decimals = st.decimals(allow_nan=False, allow_infinity=False)
amounts = st.builds(
    Amount,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    value=decimals,
    unit=st.text(max_size=5),
    high=st.none() | decimals,
    per=st.none() | st.text(max_size=5),
    qualifier=st.none() | st.sampled_from(["about", "up_to"]),
    digits=st.integers(0, 20),
    scale=st.integers(-9, 15),
)
periods = st.builds(
    Period,
    kind=st.sampled_from(PeriodKind),
    label=st.text(max_size=9),
    year=st.none() | st.integers(1900, 2100),
    number=st.none() | st.integers(1, 12),
    fiscal=st.booleans(),
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
)
figures = st.builds(
    Figure,
    document_id=st.text(max_size=9),
    revision_id=st.text(max_size=9),
    amount=amounts,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    entity=st.text(max_size=9),
    metric=st.text(max_size=9),
    label=st.text(max_size=9),
    basis=st.sampled_from(Basis),
    period=st.none() | periods,
    dimension=st.text(max_size=9),
    table=st.none() | st.integers(0, 9),
    confidence=st.floats(0, 1),
)


@given(figures)
def test_figure_survives_its_row(figure: Figure) -> None:
    assert figure_of(figure_row(figure)) == figure


def test_figures_are_found_by_entity_metric_and_document(tmp_path: Path) -> None:
    def figure(document: str, entity: str, metric: str) -> Figure:
        amount = Amount(0, 1, Decimal("6.40"), "USD")
        return Figure(document, f"{document}-1", amount, 0, 5, entity, metric, metric, Basis.ACTUAL)

    drawn = [figure("a", "Plinth", "sales"), figure("b", "Plinth", "loss"), figure("b", 'Dell\'s "X"', "loss")]
    writer = ContentWriter(tmp_path / "content.sqlite")
    assert writer.add_figures(drawn) == 3
    writer.finish()
    content = Content(tmp_path / "content.sqlite")
    assert content.figures() == drawn
    assert content.figures(entity=["Plinth", "Nobody"]) == drawn[:2]
    assert content.figures(metric=["loss"], document=["b"]) == drawn[1:]
    assert content.figures(entity=[drawn[2].entity], metric=["loss"]) == drawn[2:]
    assert content.figures(entity=[]) == []
    rows = [replace(drawn[0], table=1, label="Loss by yard"), replace(drawn[0], table=2, label="Sales")]
    writer = ContentWriter(tmp_path / "rows.sqlite")
    writer.add_figures([*drawn, *rows])
    writer.finish()
    tables = Content(tmp_path / "rows.sqlite")
    assert tables.labels("Plinth") == ["Loss by yard", "Sales"]
    cells = tables.table_cells(["b", "a"])
    assert cells["b"] == []
    assert [(one.label, one.entity, one.metric, one.table, one.period) for one in cells["a"]] == [
        ("Loss by yard", "Plinth", "sales", 1, None),
        ("Sales", "Plinth", "sales", 2, None),
    ]
    assert tables.numbered([cells["a"][1].number, 99]) == {cells["a"][1].number: rows[1]}
    assert tables.figures_within("b", 0, 1) == drawn[1:]
    assert tables.figures_within("a", 0, 1, ["sales"]) == [drawn[0], *rows]
    assert tables.figures_within("a", 0, 1, ["loss"]) == tables.figures_within("a", 1, 9) == []
    assert tables.unnamed("Plinth") == []
    numbers = {number: figure for number, figure in tables.numbered(range(9)).items() if figure.entity == "Plinth"}
    assert [numbers[one.number] for one in tables.glances(entity="Plinth", label=["Loss by yard", "loss"])] == rows[:1]
    assert [numbers[one.number] for one in tables.glances(entity="Plinth", metric=["sales"])] == [drawn[0], *rows]
    assert [(one.document_id, one.entity, one.confidence) for one in tables.glances(metric=["loss"])] == [("b", f.entity, f.confidence) for f in drawn[1:]]
    tables.close()
    assert content.entities() == [("Plinth", 2), (drawn[2].entity, 1)]
    content.close()


def test_parts_of_a_company_are_told_without_reading_its_figures(tmp_path: Path) -> None:
    figure = Figure("d", "r", Amount(0, 2, Decimal(7), "USD"), 0, 9, "Acme", "revenue", "Revenue", Basis.ACTUAL)
    writer = ContentWriter(tmp_path / "content")
    writer.add_figures([figure, *(replace(figure, dimension=part) for part in ("Rockets", "Anvils", "Rockets"))])
    writer.finish()
    content = Content(tmp_path / "content")
    assert content.parts("Acme") == [("Anvils", "revenue"), ("Rockets", "revenue")]
    plan = content.execute("EXPLAIN QUERY PLAN SELECT DISTINCT dimension, metric FROM figures WHERE entity = 'Acme' AND dimension != '' ORDER BY 1, 2")
    assert "COVERING INDEX figures_part" in str(plan.fetchall())
    content.close()


def test_numbers_of_no_measure_are_told_by_unit_and_place(tmp_path: Path) -> None:
    def number(start: int, unit: str) -> Figure:
        return Figure("a", "a-1", Amount(start + 3, start + 5, Decimal(7), unit), start, start + 9, "Plinth", "", "", Basis.ACTUAL)

    plain, counted = number(0, "USD"), number(20, "ship")
    others = [
        replace(plain, metric="sales"), replace(plain, table=1), replace(plain, entity="Dell"),
        replace(plain, amount=replace(plain.amount, per="month")),
    ]  # fmt: skip
    writer = ContentWriter(tmp_path / "content.sqlite")
    writer.add_figures([plain, *others, counted])
    writer.finish()
    content = Content(tmp_path / "content.sqlite")
    first, second = content.unnamed("Plinth")
    assert (first.unit, first.place, second.unit, second.place) == ("USD", ("a", 0, 9, 3), "ship", ("a", 20, 29, 23))
    assert content.numbered([second.number, first.number]) == {first.number: plain, second.number: counted}
    content.close()


def test_passages_are_found_by_places_in_their_documents(tmp_path: Path) -> None:
    passages = [Passage(number, document, start, start + 10, "", "", "x" * 10) for number, (document, start) in enumerate([("a", 5), ("a", 15), ("b", 0)])]
    writer = ContentWriter(tmp_path / "content.sqlite")
    writer.add_passages([(passage, b"hash", Units(number, ((0, 10),))) for number, passage in enumerate(passages)])
    writer.finish()
    content = Content(tmp_path / "content.sqlite")
    places = [("b", 40), ("a", 4), ("a", 14), ("a", 15), ("c", 0)]
    assert content.passages_at(places) == dict(zip(places, [passages[2], None, passages[0], passages[1], None], strict=True))
    content.close()


def test_documents_and_blocks_survive(tmp_path: Path, make: Callable[..., Revision]) -> None:
    revision = make("plinth", "# Sales", "Sales rose.", "| Region | 2025", "| North | 4")
    writer = ContentWriter(tmp_path / "content.sqlite")
    writer.add_document(revision)
    writer.set_meta("colour", "red")
    writer.finish()
    content = Content(tmp_path / "content.sqlite")
    (document,) = content.documents()
    assert {name: getattr(document, name) for name in document.__dataclass_fields__} == {
        name: getattr(revision, name) for name in document.__dataclass_fields__
    }
    assert (content.newest(), content.publishers()) == (revision.published, [revision.publisher])
    assert content.published_by([revision.publisher, "Nobody"]) == ["plinth"]
    assert content.published_by(["Nobody"]) == content.published_by([]) == []
    assert content.held(["another", "plinth"]) == {"plinth"}
    assert [*content.outline("plinth")] == [replace(block, cells=()) for block in revision.blocks]
    assert content.text("plinth") == revision.text
    assert (content.meta("colour"), content.meta("size")) == ("red", None)
    with pytest.raises(KeyError):
        content.document("another")
    content.close()
