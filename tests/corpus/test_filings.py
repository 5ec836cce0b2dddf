"""The headings of filings: found by how they are set and numbered, nested, and not those of tables of contents."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.document import BlockKind
from corpus.extraction import extract_file
from corpus.html import extract_html
from tests.corpus.filing_pages import PROSE, SUB, cover, heading, headings, item, para, paths, read, toc

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "filings"
ITEMS = (("Item 1.", "Business"), ("Item 1A.", "Risk Factors"), ("Item 7.", "Management’s Discussion"), ("Item 8.", "Financial Statements"))
TITLE = "font-weight:700;font-size:12pt"


def annual(*after: str) -> list[str]:
    parts = [cover(), toc(("", "PART I"), *ITEMS)]
    parts += [heading("PART I", TITLE), item(*ITEMS[0]), para(), item(*ITEMS[1]), para(), heading("PART II", TITLE)]
    return [*parts, item(*ITEMS[2]), *after]


def test_items_and_what_stands_under_them_make_a_path() -> None:
    found = read(
        *annual(
            para(),
            heading("Results of Operations"), para(),
            heading("Hosting revenue", SUB), para(),
            heading("Cost of hosting", SUB), para(),
            heading("Liquidity and Capital Resources"), para(),
            item(*ITEMS[3]), para(),
        )
    )  # fmt: skip
    held = paths(found)
    assert "Item 7. Management’s Discussion > Results of Operations > Hosting revenue" in held
    assert "Item 7. Management’s Discussion > Results of Operations > Cost of hosting" in held
    assert "Item 7. Management’s Discussion > Liquidity and Capital Resources" in held
    assert held[-1] == "Item 8. Financial Statements"
    assert [level for level, words in headings(found) if words in {"PART I", "PART II"}] == [2, 2]


def test_the_table_of_contents_is_a_table_and_no_heading() -> None:
    found = read(*annual(para(), item(*ITEMS[3]), para()))
    items = [words for level, words in headings(found) if words.startswith("Item")]
    assert items == [" ".join(one) for one in ITEMS]
    rows = [found.text[b.start : b.end] for b in found.blocks if b.kind is BlockKind.ROW]
    assert "Item 1A. | Risk Factors | 17" in rows


@pytest.mark.parametrize(
    "listing",
    [
        "".join(heading(f"{number} {title}") for number, title in ITEMS),
        "".join(f"<p><b>{number} {title} .......... {n + 3}</b></p>" for n, (number, title) in enumerate(ITEMS)),
        "".join(f'<p><a href="#x{n}">{number} {title}</a></p>' for n, (number, title) in enumerate(ITEMS)),
    ],
    ids=["bold lines", "dotted lines", "links"],
)  # fmt: skip
def test_contents_set_as_lines_are_no_headings(listing: str) -> None:
    body = "".join(item(*one) + para() for one in ITEMS)
    found = read(cover(), heading("INDEX"), listing, heading("PART I", TITLE), body)
    items = [words for level, words in headings(found) if words.startswith("Item")]
    assert items == [" ".join(one) for one in ITEMS]


def test_an_index_below_an_item_leaves_the_item() -> None:
    index = toc(("", "Report of Auditors"), ("", "Balance Sheets"), ("", "Statements of Income"), ("", "Notes"))
    found = read(*annual(para(), item(*ITEMS[3]), index, heading("CONSOLIDATED BALANCE SHEETS"), para()))
    assert paths(found)[-1] == "Item 8. Financial Statements > CONSOLIDATED BALANCE SHEETS"


@pytest.mark.parametrize(
    "opened",
    [
        "<table><tr><td><b>Item 9A.</b></td><td><b>Controls and Procedures</b></td></tr></table>",
        "<table><tr><td style='width:9%'>Item 9A.</td><td>Controls and Procedures</td></tr></table>",
        "<p><b>ITEM 9A:</b></p><p><b>Controls and Procedures</b></p>",
        "<p>Item 9A. Controls and Procedures</p>",
        "<p><u>Item 9A</u>. <u>Controls and Procedures</u></p>",
        "<p align='center'><b>Item9A.Controls and Procedures</b></p>",
        "<p><font style='font-weight:bold'>Item&nbsp;9A.&nbsp;&nbsp;Controls and Procedures.</font></p>",
        "<div style='font-size:14pt'>Item 9A — Controls and procedures</div>",
    ],
)
def test_an_item_is_known_however_it_is_set(opened: str) -> None:
    found = read(*annual(para(), item(*ITEMS[3]), para(), opened, para()))
    level, words = headings(found)[-1]
    assert level == 3
    assert re.fullmatch(r"(?i)item 9a\W+controls and procedures\.?", words)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Item 1A of this report describes what may go wrong with halls, power and tenants.</p>",
        "<p><b>Item 402 of Regulation S-K</b></p>",
        "<ul><li>Item 1A. Risk Factors, for what may go wrong</li></ul>",
        "<p>Part of the halls stand in Ohio.</p>",
        "<p><b>Part of the halls</b></p>",
    ],
)
def test_speaking_of_an_item_opens_none(line: str) -> None:
    found = read(*annual(para(), line, heading("Results of Operations"), para()))
    assert paths(found)[-1].startswith("Item 7. Management’s Discussion > ")


def test_running_heads_and_repeats_belong_to_the_pages() -> None:
    def page(number: int) -> str:
        return (
            f'<div>{number}</div><hr style="page-break-after:always"/><div><a href="#toc">Table of Contents</a></div>'
            '<div><span style="font-weight:700">PART II</span></div>'
            '<div><span style="font-weight:700">Item 7. Management’s Discussion</span></div>'
            '<div><span style="font-weight:700">HALLWORTH COMPUTE, INC.</span></div>'
        )

    found = read(*annual(para(), *[page(n) + para() for n in range(20, 32)], heading("Liquidity"), para()))
    shown = [words for _, words in headings(found)]
    assert shown.count("PART II") == shown.count("Item 7. Management’s Discussion") == 1
    assert "Table of Contents" not in shown
    assert shown.count("HALLWORTH COMPUTE, INC.") <= 1
    assert not re.search(r"^2\d$", found.text, re.MULTILINE)


def test_notes_stand_under_their_title_and_hold_what_is_set_like_them() -> None:
    found = read(
        *annual(
            para(), item(*ITEMS[3]),
            heading("CONSOLIDATED BALANCE SHEETS", around="text-align:center"), para(),
            heading("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS", around="text-align:center"),
            heading("Note 1. Accounting Policies"), para(), heading("Use of Estimates"), para(),
            heading("Note 2. Leases"), para(),
            heading("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS (Continued)", around="text-align:center"),
            para(), heading("Note 3. Debt"), para(),
            heading("Use of Estimates"), para(),
            heading("SIGNATURES", around="text-align:center"), para(),
        )
    )  # fmt: skip
    held = paths(found)
    notes = "Item 8. Financial Statements > NOTES TO CONSOLIDATED FINANCIAL STATEMENTS"
    assert f"{notes} > Note 1. Accounting Policies > Use of Estimates" in held
    assert f"{notes} > Note 3. Debt > Use of Estimates" in held
    assert held[-1] == "SIGNATURES"
    assert "Continued" not in found.text


def test_a_current_report_has_items_with_points() -> None:
    found = read(
        cover("8-K"), para(), "<p>Item 2.02. Results of Operations and Financial Condition.</p>", para(),
        "<p>Item 9.01</p><p><b>Financial Statements and Exhibits</b></p>", para(), "<p><b>SIGNATURE</b></p>", para(),
    )  # fmt: skip
    assert headings(found)[-3:] == [
        (3, "Item 2.02. Results of Operations and Financial Condition."),
        (3, "Item 9.01 Financial Statements and Exhibits"),
        (3, "SIGNATURE"),
    ]


def test_a_prospectus_has_the_sections_its_table_of_contents_names() -> None:
    centre = "text-align:center"
    names = ["PROSPECTUS SUMMARY", "RISK FACTORS", "USE OF PROCEEDS", "DIVIDEND POLICY", "BUSINESS"]
    body = "".join(
        heading(name, around=centre) + para() + heading("Overview") + para() + heading("Our halls", SUB) + para()
        for name in names
    )
    listing = toc(*(("", name.title()) for name in names))
    found = read(cover("S-1"), para(), listing, body, heading("Risks of power", SUB), para())
    held = paths(found)
    assert "USE OF PROCEEDS > Overview > Our halls" in held
    assert [words for level, words in headings(found) if level == 3][-5:] == names


def test_an_annual_report_of_a_foreign_filer_has_items_too() -> None:
    found = read(
        cover("20-F"), heading("PART I", TITLE),
        heading("ITEM 3. KEY INFORMATION"), para(), heading("D. Risk factors", SUB), para(),
        heading("ITEM 4A. UNRESOLVED STAFF COMMENTS"), para(),
        heading("ITEM 5. OPERATING AND FINANCIAL REVIEW AND PROSPECTS"), para(), heading("A. Operating results", SUB), para(),
    )  # fmt: skip
    assert "ITEM 3. KEY INFORMATION > D. Risk factors" in paths(found)
    assert paths(found)[-1] == "ITEM 5. OPERATING AND FINANCIAL REVIEW AND PROSPECTS > A. Operating results"


def test_headings_in_italics_or_underlined_are_found_where_they_recur() -> None:
    slanted = "font-style:italic;font-size:10pt"
    found = read(
        *annual(*[heading(words, slanted) + para() for words in ("Hosting revenue", "Cost of hosting", "Staff")]),
        heading("(in millions)", slanted), heading("In millions, except racks", slanted), heading("/s/ A. Hall", slanted),
    )  # fmt: skip
    held = paths(found)
    assert "Item 7. Management’s Discussion > Cost of hosting" in held
    assert held[-1].endswith("Staff")


def test_a_page_without_items_nests_by_its_heading_elements() -> None:
    found = read(
        "<p>FORM 6-K</p><h1>Interim report</h1><p>Text.</p><h2>Outlook</h2><p>Text.</p><p><b>Racks</b></p><p>Text.</p>"
    )
    assert headings(found) == [(1, "Interim report"), (2, "Outlook"), (4, "Racks")]


@pytest.mark.skipif(not REAL.exists(), reason="the real filings are not beside this checkout")
@pytest.mark.parametrize(
    ("name", "items", "path"),
    [
        ("nvda-10-k-2025-02-26", 23, "Item 7. Management's Discussion and Analysis of Financial Condition and Results of Operations > Results of Operations > Reportable Segments > Revenue by Reportable Segments"),
        ("meta-10-k-2025-01-30", 23, "Item 7. Management's Discussion and Analysis of Financial Condition and Results of Operations > Liquidity and Capital Resources > Free Cash Flow"),
        ("googl-10-k-2025-02-05", 23, "ITEM 7. MANAGEMENT’S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND RESULTS OF OPERATIONS > Financial Results > Revenues by Geography"),
        ("nvda-10-q-2025-08-27", 9, "Item 2. Management's Discussion and Analysis of Financial Condition and Results of Operations > Results of Operations"),
    ],
)  # fmt: skip
def test_real_filings_have_every_item_once(name: str, items: int, path: str) -> None:
    found = extract_file(REAL / f"{name}.html")
    numbers = [words for level, words in headings(found) if level == 3 and words.lower().startswith("item")]
    assert len(numbers) == items
    assert path in paths(found)
    assert PROSE not in found.text


@pytest.mark.parametrize("signed", ["<p>By: /s/ A. Officer</p><p>Date: January 13, 2031</p>", "<p>January 13, 2031</p><p>Date</p><p>/s/ A. Officer</p>"])
def test_a_cover_whose_name_is_a_picture_is_not_called_after_its_file_number_and_is_of_the_day_it_was_signed(signed: str) -> None:
    exhibits = "".join(f"<p>Exhibit {number} is incorporated by reference to what was filed before.</p>" for number in range(60))
    found = extract_html(
        "<html><body><p>UNITED STATES</p><p>SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p><p>For the fiscal year ended November 29, 2030</p>"
        "<p>Commission file number: 001-37580</p><table><tr><td>Class A Common Stock, $0.001 par value</td><td>LRKM</td><td>Nasdaq Stock Market LLC</td></tr></table><p>(Exact name of registrant as specified in its charter)</p><p>Delaware</p>"
        f"<p>We make looms and sell them to mills.</p>{'<p>Looms are large machines that last for decades.</p>' * 80}"
        "<p>Pursuant to the requirements of the Act, the registrant has duly caused this report to be signed on its behalf by the undersigned.</p>"
        f"<p>LARKMOOR INC.</p>{signed}{exhibits}</body></html>"
    )
    assert found.title == "FORM 10-K, For the fiscal year ended November 29, 2030"
    assert found.published == date(2031, 1, 13)


def test_where_a_filer_is_registered_is_no_title() -> None:
    found = extract_html(
        "<html><body><p>UNITED STATES</p><p>SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p><p>For the fiscal year ended December 31, 2030</p><h2>Wexley Laboratories</h2>"
        "<table><tr><td>An Ohio Corporation</td><td>36-0698441</td></tr></table><p>We make kits.</p></body></html>"
    )
    assert "Ohio" not in (found.title or "")
