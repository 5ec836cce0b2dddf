"""A table of contents is told from other tables, and from where a filing opens its items."""

from __future__ import annotations

import lxml.html

from corpus.contents import Contents, read_contents
from corpus.walking import walk
from tests.corpus.filing_pages import heading, item, para, toc


def contents(*parts: str) -> tuple[Contents, list[str]]:
    found = walk(lxml.html.fragment_fromstring(f"<div>{''.join(parts)}</div>"))
    read = read_contents(found)
    return read, [found[n].draft.text or " ".join(c.text for c in found[n].draft.cells) for n in sorted(read.blocks)]


ITEMS = (("Item 1.", "Business"), ("Item 1A.", "Risk Factors"), ("Item 2.", "Properties"), ("Item 3.", "Legal Proceedings"))
BODY = "".join(item(*one) + para() for one in ITEMS)


def test_its_titles_are_known_without_numbers_and_capitals() -> None:
    read, held = contents(toc(*ITEMS), BODY)
    assert len(held) == 4
    assert read.names("RISK FACTORS")
    assert read.names("Item 3. Legal proceedings")
    assert not read.names("Results of Operations")


def test_a_table_of_numbers_is_none() -> None:
    rows = "".join(f"<tr><td>Hall {n}</td><td>{n * 3}</td></tr>" for n in range(12))
    assert contents(f"<p>Racks by hall</p><table>{rows}</table>", BODY)[0] == Contents()


def test_items_in_a_row_that_never_open_elsewhere_are_the_filing_itself() -> None:
    assert not contents("".join(heading(f"{number} {title}") for number, title in ITEMS))[1]


def test_the_same_numbers_in_two_parts_are_two_items() -> None:
    listed = [("", "PART I"), *ITEMS[:2], ("", "PART II"), *ITEMS[:2]]
    body = "".join(heading(part) + "".join(item(*one) + para() for one in ITEMS[:2]) for part in ("PART I", "PART II"))
    _, held = contents(toc(*listed), body)
    assert len(held) == 6
