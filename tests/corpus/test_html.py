"""Reading pages: what is shown is kept as it stands, what is hidden or furniture is not."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Extracted, SourceType
from corpus.extraction import extract, extract_file
from corpus.html import extract_html

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PRACTICE = SHARED / "data" / "practice"

BODY = """
<p>Larkspur Compute spent about $2.4 billion of cash last year, more than its board had planned, people who have seen
the accounts told the Tidewater Ledger this week.</p>
<p>The company had revenue of $910 million in the same twelve months and employed 1,240 people at the end of them,
according to the documents.</p>
<p>Its finance chief said in a letter that spending would fall in the second half, once the new halls are running.</p>
"""


def page(body: str = BODY, head: str = "", around: str = "{}") -> str:
    article = f"<article><h1>Larkspur Compute spent $2.4bn of cash</h1>{body}</article>"
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>Larkspur Compute spent $2.4bn of cash | Tidewater Ledger</title>{head}</head>"
        f"<body>{around.format(article)}</body></html>"
    )


def texts(found: Extracted, kind: BlockKind | None = None) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if kind is None or b.kind is kind]


def rows(markup: str) -> list[list[str]]:
    found = extract_html(f"<html><body><p>Form 10-Q</p><p>FORM 10-Q</p>{markup}</body></html>")
    return [[found.text[c.start : c.end] for c in b.cells] for b in found.blocks if b.kind is BlockKind.ROW]


def test_an_article_is_its_headline_and_its_paragraphs() -> None:
    found = extract_html(page())
    assert found.title == "Larkspur Compute spent $2.4bn of cash"
    assert found.publisher == "Tidewater Ledger"
    assert found.language == "en"
    assert found.source_type is SourceType.ARTICLE
    assert found.blocks[0].kind is BlockKind.HEADING
    assert found.blocks[0].level == 1
    assert len(texts(found, BlockKind.PARAGRAPH)) == 3
    assert "told the Tidewater Ledger this week." in found.text


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">SECRET of $9 billion</p>',
        '<p style="DISPLAY : NONE !important">SECRET</p>',
        '<p style="visibility:hidden">SECRET</p>',
        "<p hidden>SECRET</p>",
        '<p style="position:absolute;left:-9999px">SECRET</p>',
        '<p style="text-indent:-9999px">SECRET</p>',
        '<p style="font-size:0">SECRET</p>',
        '<p style="font-size:1px">SECRET</p>',
        '<div style="font-size:2px"><p>SECRET</p></div>',
        '<p style="opacity:0">SECRET</p>',
        '<p style="color:#fff">SECRET</p>',
        '<p style="color:#fffffe;background:#ffffff">SECRET</p>',
        '<div style="color:white"><span>SECRET</span></div>',
        '<p><font color="#FEFEFE">SECRET</font></p>',
        '<div style="background:#000"><p style="color:#010101">SECRET</p></div>',
        '<p style="color:rgba(0,0,0,0)">SECRET</p>',
        '<p style="clip:rect(0,0,0,0);position:absolute">SECRET</p>',
        '<p style="height:0;overflow:hidden">SECRET</p>',
        '<p style="transform:scale(0)">SECRET</p>',
        '<span class="sr-only">SECRET</span>',
        '<p class="ghost">SECRET</p>',
        '<div class="veil"><p>SECRET</p></div>',
        "<!-- SECRET -->",
        "<script>var x = 'SECRET'</script>",
        "<template><p>SECRET</p></template>",
        "<noscript><p>SECRET</p></noscript>",
        '<div style="display:none"><ix:header><ix:hidden>SECRET</ix:hidden></ix:header></div>',
    ],
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    style = "<style>.ghost{position:absolute;left:-9999px} div.veil{display:none} @media print{p{display:none}}</style>"
    found = extract_html(
        page(BODY + hidden + "<p>The halls stand in three states and take their power from one utility.</p>", style)
    )
    assert "SECRET" not in found.text
    assert "take their power from one utility" in found.text
    assert "Its finance chief said" in found.text


@pytest.mark.parametrize(
    "shown",
    [
        '<div style="background:#0b5d4e"><p style="color:#fff">SHOWN in white on green, as a table head may be.</p></div>',
        '<div style="visibility:hidden"><p style="visibility:visible">SHOWN although its box is hidden from view.</p></div>',
        '<div style="color:#fff"><p style="color:#222">SHOWN in the colour that it declares for itself.</p></div>',
        '<p aria-hidden="false">SHOWN to everybody who opens the page.</p>',
        '<p class="has-sidebar">SHOWN although a class speaks of a sidebar that is elsewhere.</p>',
        '<p style="font-size:8pt">SHOWN in small print below the article proper.</p>',
    ],
)
def test_visible_text_is_read(shown: str) -> None:
    assert "SHOWN" in extract_html(page(BODY + shown)).text


FURNITURE = """
<div class="cookie-banner"><p>NOISE We and 203 partners use cookies to measure what you read on this site.</p></div>
<nav><a href="/">NOISE News</a> <a href="/b">NOISE Business</a></nav>
<header class="site-header"><a href="/">NOISE Tidewater Ledger</a></header>
{}
<section class="onwards"><h3>More on this story</h3><ul><li><a href="#">NOISE Rival lost $740m</a></li></ul></section>
<aside><h4>Most read</h4><p>NOISE Ferry operator loses 231 million in a single year of storms.</p></aside>
<div id="comments"><h3>2 comments</h3><p>NOISE I think that revenue was $3 billion, not what they say here.</p></div>
<footer>NOISE © 2031 Tidewater Ledger</footer>
"""


def test_furniture_around_an_article_is_left_out() -> None:
    found = extract_html(page(around=FURNITURE))
    assert "NOISE" not in found.text
    assert "More on this story" not in found.text
    assert len(texts(found)) == 4


def test_furniture_inside_an_article_is_left_out_and_what_belongs_to_it_is_kept() -> None:
    body = (
        "<p class='standfirst'>The landlord of machines had planned to spend less</p>"
        "<p class='byline'>By Orla Fenwick-Tate, 3 March 2031</p>"
        "<div class='correction' role='note'><p>This article was amended on 4 March 2031: revenue was given as $190 million.</p></div>"
        "<figure><img src='x.jpg'><figcaption>The second hall in winter. Photograph: A. Quist</figcaption></figure>"
        + BODY
        + "<div class='ad-slot'><p>NOISE Fixed-rate savings, 4.35% a year, ask at any branch.</p></div><p>Advertisement</p>"
        "<p>A spokeswoman declined to discuss documents that she had not been shown by the newspaper.</p>"
        "<h4>You may also like</h4><ul><li><a href='#'>NOISE Ten charts</a></li><li><a href='#'>NOISE A founder leaves</a></li></ul>"
    )
    found = extract_html(page(body))
    for kept in (
        "planned to spend less",
        "Orla Fenwick-Tate",
        "amended on 4 March 2031",
        "second hall in winter",
        "declined to discuss",
    ):
        assert kept in found.text
    assert "NOISE" not in found.text
    assert "Advertisement" not in found.text
    assert found.published == date(2031, 3, 3)


def test_metadata_comes_from_structured_data() -> None:
    head = (
        '<link rel="canonical" href="https://ledger.example/2031/larkspur">'
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Larkspur Compute spent $2.4bn of cash",'
        '"datePublished":"2031-03-03T06:30:00+01:00","author":[{"@type":"Person","name":"Orla Fenwick-Tate"}],'
        '"publisher":{"@type":"Organization","name":"The Tidewater Ledger"}}]}</script>'
    )
    found = extract_html(page(head=head))
    assert found.url == "https://ledger.example/2031/larkspur"
    assert found.published == date(2031, 3, 3)
    assert found.author == "Orla Fenwick-Tate"
    assert found.publisher == "The Tidewater Ledger"


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"@type": 5}', '{"@type":"NewsArticle","headline":{"a":1},"author":[[]]}', "null"]
)
def test_broken_structured_data_is_passed_over(broken: str) -> None:
    found = extract_html(
        page(head=f'<script type="application/ld+json">{broken}</script><link rel=canonical href="http://[">')
    )
    assert found.title == "Larkspur Compute spent $2.4bn of cash"


def test_a_page_that_names_the_front_page_as_its_address_has_none() -> None:
    assert extract_html(page(head='<link rel="canonical" href="https://ledger.example/">')).url is None


def test_a_tracker_is_dated_by_the_revision_that_it_states() -> None:
    head = '<meta property="article:published_time" content="2029-02-03">'
    assert extract_html(page("<p>Last revised 28 October 2031</p>" + BODY, head)).published == date(2031, 10, 28)
    assert extract_html(page("<p>Updated 5 February 2029</p>" + BODY, head)).published == date(2029, 2, 3)


def test_a_press_release_is_known_by_its_wire() -> None:
    body = (
        "<p>OSTRAVA BAY, March 3, 2031 /WireCarousel/ -- Larkspur Compute today announced a lease of 40 megawatts.</p>"
        + BODY
    )
    assert extract_html(page(body)).source_type is SourceType.PRESS_RELEASE


def test_inline_elements_do_not_break_words_and_line_breaks_do() -> None:
    found = extract_html(
        page("<p><span>L</span>arkspur <b>grew</b>.<br><br>Next&nbsp;year</p><div>one</div><div>two</div>" + BODY)
    )
    assert "Larkspur grew." in texts(found)
    assert "Next year" in texts(found)
    assert "onetwo" not in found.text


def test_characters_that_cannot_be_seen_are_dropped_and_accents_composed() -> None:
    found = extract_html(
        page(
            "<p>So\u00adft hy\u200bphens, \u202eturned\u202c and Cafe\u0301 costs \u00a35\u00a0m for every table in it.</p>"
            + BODY
        )
    )
    assert "Soft hyphens, turned and Café costs £5 m" in found.text


def test_footnote_marks_do_not_touch_numbers_and_powers_do() -> None:
    found = extract_html(
        page(
            "<p>Revenue in 2031<sup>1</sup> was $5 million<sup>(a)</sup> for 400 m<sup>2</sup> on the 20<sup>th</sup> floor.</p>"
            + BODY
        )
    )
    assert "Revenue in 2031 ¹ was $5 million ⁽ᵃ⁾ for 400 m² on the 20th floor." in found.text


def test_a_transcript_keeps_who_says_what() -> None:
    talk = "".join(
        f"<dt>[00:0{n}:10] Speaker {n}</dt><dd>We are at a run rate of {n}00 million, and that is not revenue, as I said.</dd>"
        for n in range(1, 6)
    )
    found = extract_html(page(f"<dl>{talk}</dl>"))
    assert "[00:03:10] Speaker 3\nWe are at a run rate of 300 million, and that is not revenue, as I said." in texts(
        found
    )


def test_short_facts_in_a_description_list_are_rows() -> None:
    found = extract_html(
        page(BODY + "<dl><dt>Operator</dt><dd>Larkspur Compute</dd><dt>Power</dt><dd>900 MW</dd></dl>")
    )
    assert texts(found, BlockKind.ROW) == ["Operator | Larkspur Compute", "Power | 900 MW"]


def test_a_table_keeps_its_grid() -> None:
    table = (
        "<table><caption>Results (in millions)</caption>"
        "<tr><th rowspan=2></th><th colspan=2>Three months</th><th colspan=2>Nine months</th></tr>"
        "<tr><th>2031</th><th>2030<sup>1</sup></th><th>2031</th><th>2030</th></tr>"
        "<tr><td>Products<sup>2</sup></td><td>$ 188</td><td>$ 121</td><td>$ 497</td><td>$ 338</td></tr></table>"
    )
    found = extract_html(page(BODY + table))
    blocks = [b for b in found.blocks if b.kind is BlockKind.ROW]
    assert [(c.column, c.span, c.header) for c in blocks[0].cells] == [(1, 2, True), (3, 2, True)]
    assert [(c.column, c.span) for c in blocks[1].cells] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert [found.text[c.start : c.end] for c in blocks[1].cells] == ["2031", "2030", "2031", "2030"]
    assert texts(found, BlockKind.ROW)[2] == "Products ² | $ 188 | $ 121 | $ 497 | $ 338"
    assert texts(found)[found.blocks.index(blocks[0]) - 1] == "Results (in millions)"


def test_cells_that_hold_a_sign_join_their_number_in_one_column() -> None:
    table = (
        "<table><tr><td></td><td colspan=3>2031</td><td></td><td colspan=3>2030</td></tr>"
        "<tr><td>Revenue</td><td>$</td><td>1,234</td><td></td><td></td><td>$</td><td>987</td><td></td></tr>"
        "<tr><td>Net loss</td><td></td><td>(95.9</td><td>)</td><td></td><td></td><td>(12.0</td><td>)</td></tr>"
        "<tr><td>Margin</td><td></td><td>(8</td><td>)%</td><td></td><td></td><td>4</td><td>%</td></tr></table>"
    )
    assert rows(table) == [
        ["2031", "2030"],
        ["Revenue", "$ 1,234", "$ 987"],
        ["Net loss", "(95.9)", "(12.0)"],
        ["Margin", "(8)%", "4%"],
    ]
    found = extract_html(f"<html><body><p>FORM 10-Q</p>{table}</body></html>")
    columns = [[c.column for c in b.cells] for b in found.blocks if b.kind is BlockKind.ROW]
    assert columns == [[1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]]


def test_row_spans_push_later_cells_aside() -> None:
    table = "<table><tr><td rowspan=2>Hall A</td><td>12</td><td>3</td></tr><tr><td>14</td><td>5</td></tr></table>"
    found = extract_html(f"<html><body><p>FORM 10-Q</p>{table}</body></html>")
    assert [[c.column for c in b.cells] for b in found.blocks if b.kind is BlockKind.ROW] == [[0, 1, 2], [1, 2]]


def test_tables_that_lay_out_a_page_are_unwrapped() -> None:
    body = f"<table><tr><td width=140><b>LATEST</b><br>0911 Copper falls</td><td>{BODY}</td></tr></table>"
    found = extract_html(page(body))
    assert not texts(found, BlockKind.ROW)
    assert len([t for t in texts(found) if len(t) > 90]) == 3


def test_lists_set_as_tables_are_items() -> None:
    table = "<table><tr><td>•</td><td>Revenue of $12.4 million, up by a fifth</td></tr><tr><td>•</td><td>Net loss of $2.0 million</td></tr></table>"
    found = extract_html(f"<html><body><p>FORM 10-Q</p>{table}</body></html>")
    assert texts(found, BlockKind.ITEM) == ["Revenue of $12.4 million, up by a fifth", "Net loss of $2.0 million"]


def test_tables_by_role_are_tables() -> None:
    grid = (
        "<div role=table><div role=row><span role=columnheader>Model</span><span role=columnheader>Price</span></div>"
        "<div role=row><span role=rowheader>Finch 2</span><span role=cell>$4.00</span></div></div>"
    )
    assert texts(extract_html(page(BODY + grid)), BlockKind.ROW) == ["Model | Price", "Finch 2 | $4.00"]


def test_a_filing_is_taken_whole_without_page_numbers() -> None:
    pages = "".join(
        f"<p>We had {n} halls in the year, each with its own supply of power and water.</p><p>{n}</p>"
        "<p><a href='#toc'>Table of Contents</a></p><p>Quillon Systems</p>"
        for n in range(10, 20)
    )
    found = extract_html(
        "<html><head><title>qs-20310503.htm</title></head><body><div style='display:none'><ix:header>HIDDEN</ix:header></div>"
        "<p><b>FORM 10-K</b></p><p>For the fiscal year ended May 3, 2031</p><p><b>QUILLON SYSTEMS, INC.</b></p>"
        f"<p>(Exact name of registrant as specified in its charter)</p>{pages}<p>Date: June 30, 2031</p></body></html>"
    )
    assert found.source_type is SourceType.FILING
    assert found.title == "QUILLON SYSTEMS, INC. FORM 10-K, For the fiscal year ended May 3, 2031"
    assert found.published == date(2031, 6, 30)
    assert "Table of Contents" not in found.text
    assert "Quillon Systems" not in texts(found)
    assert "13" not in texts(found)
    assert sum("halls in the year" in t for t in texts(found)) == 10


def test_charsets() -> None:
    markup = page("<p>Café Sertão spent £5 million on its “first” kitchen, the owners said on Monday.</p>" + BODY)
    for label, charset in (
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
    ):
        data = markup.replace("charset='utf-8'", f"charset='{label}'").encode(charset)
        assert "Café Sertão spent £5 million on its “first” kitchen" in extract(data, name="a.html").text


def test_a_very_deep_page_is_read() -> None:
    depth = 3 * sys.getrecursionlimit()
    markup = (
        "<html><body>" + "<div>" * depth + "<p>At the bottom there are 12 halls and no light.</p>" + "</div>" * depth
    )
    assert "12 halls" in extract_html(markup).text or depth > 2000  # the parser itself stops at 2,048 levels


PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            ["<p>", "</p>", "<table>", "<tr>", "<td>", "<td colspan=3>", "<th rowspan=9>", "</table>", "<br>", "<li>", "<sup>1</sup>",
             "<dl><dt>", "<dd>", "<b>", "</b>", "<div role=table>", "<h2>", "$", "1,234", ")", "<pre>", "\u00a0", "\u202e", "<a href=x>"]
        ),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_blocks_lie_in_order_within_clean_text(pieces: list[str]) -> None:
    found = extract_html("<html><body>" + "".join(pieces) + "<p>end of it</p></body></html>")
    check_blocks(found)


def check_blocks(found: Extracted) -> None:
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(found.text)
        assert not found.text[end : block.start].strip()
        inside = block.start
        for cell in block.cells:
            assert inside <= cell.start < cell.end <= block.end
            assert cell.span >= 1
            inside = cell.end
        end = block.end
    assert end == len(found.text)
    assert all(c == "\n" or c.isprintable() or c.isspace() for c in found.text)
    assert not set(found.text) & set("\r\t\x00\u00a0\u00ad\u200b\u202e")


@pytest.mark.skipif(not PRACTICE.exists(), reason="the practice pages are not beside this checkout")
def test_every_block_of_the_practice_pages_stands_on_its_page() -> None:
    sys.path.insert(0, str(PRACTICE))
    try:
        import score  # type: ignore[import-not-found, unused-ignore]
    finally:
        sys.path.pop(0)
    for path in sorted((PRACTICE / "pages").glob("*.html")):
        found = extract_file(path)
        check_blocks(found)
        shown = score.Corpus.tight(score.page_text(path.read_bytes()))
        for text in texts(found):
            assert score.Corpus.tight(text) in shown, (path.name, text)


@pytest.mark.skipif(not (SHARED / "data" / "filings").exists(), reason="the real filings are not beside this checkout")
def test_a_real_annual_report_keeps_its_statements() -> None:
    found = extract_file(SHARED / "data" / "filings" / "nvda-10-k-2025-02-26.html")
    check_blocks(found)
    assert found.source_type is SourceType.FILING
    assert "Net income | $ 72,880 | $ 29,760 | $ 4,368" in texts(found, BlockKind.ROW)
    assert "Research and development" in found.text
