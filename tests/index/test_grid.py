"""Tables as grids: headers over several rows, captions, sections and the cells that numbers stand in."""

from __future__ import annotations

from corpus.html import extract_html
from corpus.markdown import extract_markdown
from index.grid import GridRow, TableText, read_table, tables
from tests.index.tabled import filing, table


def read(body: str) -> list[TableText]:
    page = extract_html(f"<html><body><h1>A report of the year</h1>{body}</body></html>")
    return [read_table(page.text, rows, above) for rows, above, _ in tables(page.text, page.blocks)]


def row(table: TableText, label: str) -> GridRow:
    return next(one for one in table.rows if one.label == label)


def values(one: GridRow) -> list[tuple[str, tuple[str, ...]]]:
    return [(cell.text, cell.headers) for cell in one.cells]


TWO_ROWS_OF_HEADERS = """<table>
<tr><td></td><td colspan="2">Three months ended June 30,</td><td colspan="2">Six months ended June 30,</td></tr>
<tr><td></td><td>2031</td><td>2030</td><td>2031</td><td>2030</td></tr>
<tr><td>Revenue</td><td>41</td><td>30</td><td>79</td><td>58</td></tr>
</table>"""


def test_a_number_has_all_the_headers_over_it_outermost_first() -> None:
    (table,) = read(TWO_ROWS_OF_HEADERS)
    assert values(row(table, "Revenue")) == [
        ("41", ("Three months ended June 30,", "2031")),
        ("30", ("Three months ended June 30,", "2030")),
        ("79", ("Six months ended June 30,", "2031")),
        ("58", ("Six months ended June 30,", "2030")),
    ]


def test_a_full_width_first_row_is_a_caption() -> None:
    (table,) = read(
        '<table><tr><td colspan="3">(in thousands, except per share data)</td></tr>'
        "<tr><td></td><td>2031</td><td>2030</td></tr><tr><td>Revenue</td><td>4,100</td><td>3,000</td></tr></table>"
    )
    assert "in thousands, except per share data" in table.caption
    assert [one.label for one in table.rows] == ["Revenue"]


def test_words_just_above_a_table_are_its_caption() -> None:
    (table,) = read(
        "<p>Capacity by site, in megawatts:</p>"
        "<table><tr><th>Site</th><th>2031</th></tr><tr><td>Holm</td><td>40</td></tr></table>"
    )
    assert "in megawatts" in table.caption


def test_section_rows_stand_over_the_rows_after_them_until_the_next() -> None:
    (table,) = read(
        "<table><tr><td></td><td>2031</td><td>2030</td></tr>"
        "<tr><td>Operating expenses:</td><td></td><td></td></tr>"
        "<tr><td>Research and development</td><td>12</td><td>9</td></tr>"
        "<tr><td>Other items:</td><td></td><td></td></tr>"
        "<tr><td>Interest</td><td>3</td><td>2</td></tr></table>"
    )
    assert row(table, "Research and development").sections == ("Operating expenses",)
    assert row(table, "Interest").sections == ("Other items",)


def test_a_total_closes_its_section() -> None:
    (table,) = read(
        "<table><tr><td></td><td>2031</td><td>2030</td></tr>"
        "<tr><td>Operating expenses:</td><td></td><td></td></tr>"
        "<tr><td>Marketing</td><td>12</td><td>9</td></tr>"
        "<tr><td>Total operating expenses</td><td>12</td><td>9</td></tr>"
        "<tr><td>Net loss</td><td>(3)</td><td>(2)</td></tr></table>"
    )
    assert row(table, "Net loss").sections == ()
    assert values(row(table, "Net loss")) == [("(3)", ("2031",)), ("(2)", ("2030",))]


def test_a_header_further_down_replaces_the_one_above() -> None:
    (table,) = read(
        "<table><tr><td></td><td>March 31, 2031</td><td>March 31, 2030</td></tr>"
        "<tr><td>Cash</td><td>8</td><td>6</td></tr>"
        "<tr><td></td><td>June 30, 2031</td><td>June 30, 2030</td></tr>"
        "<tr><td>Debt</td><td>5</td><td>4</td></tr></table>"
    )
    assert values(row(table, "Cash"))[0] == ("8", ("March 31, 2031",))
    assert values(row(table, "Debt"))[0] == ("5", ("June 30, 2031",))


def test_years_may_be_the_rows() -> None:
    (table,) = read(
        "<table><tr><th>Year</th><th>Revenue</th><th>Net loss</th></tr>"
        "<tr><td>2030</td><td>$30</td><td>$(9)</td></tr><tr><td>2031</td><td>$41</td><td>$(7)</td></tr></table>"
    )
    assert [one.label for one in table.rows] == ["2030", "2031"]
    assert values(row(table, "2031")) == [("$41", ("Revenue",)), ("$(7)", ("Net loss",))]


def test_every_table_is_read_with_the_headings_over_it() -> None:
    page = extract_markdown(
        "# Report\n\n## Cash\n\n| | 2031 |\n|---|---|\n| Cash | 8 |\n\n"
        "## Debt\n\n| | 2031 |\n|---|---|\n| Loans | 5 |\n"
    )
    found = [(headings, read_table(page.text, rows, above)) for rows, above, headings in tables(page.text, page.blocks)]
    assert [headings for headings, _ in found] == [["Report", "Cash"], ["Report", "Debt"]]
    assert [table.rows[0].label for _, table in found] == ["Cash", "Loans"]


def test_cells_are_spans_of_the_text() -> None:
    page = extract_html(f"<html><body>{TWO_ROWS_OF_HEADERS}</body></html>")
    ((rows, above, _),) = tables(page.text, page.blocks)
    (only,) = read_table(page.text, rows, above).rows
    for cell in only.cells:
        assert page.text[cell.cell.start : cell.cell.end].strip() == cell.text


def test_days_overdue_are_headers_and_no_numbers() -> None:
    page = filing(table("DAYS PAST DUE", "July 27, 2024 | 31 - 60 | 91+ | Total", "Loan receivables | $ 34 | $ 35 | $ 86", "Lease receivables | 14 | 5 | 23"))
    (found,) = [read_table(page.text, rows, above) for rows, above, _ in tables(page.text, page.blocks)]
    assert [(row.label, [cell.headers[-1] for cell in row.cells]) for row in found.rows] == [("Loan receivables", ["31 - 60", "91+", "Total"]), ("Lease receivables", ["31 - 60", "91+", "Total"])]
