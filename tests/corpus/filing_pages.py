"""Filings of invented companies, set as filing agents set them: nothing but styles tells a heading."""

from __future__ import annotations

from corpus.document import Extracted
from corpus.html import extract_html

__all__ = ["PROSE", "SUB", "cover", "heading", "headings", "item", "para", "paths", "read", "toc"]

PROSE = "Revenue of the halls rose with the number of racks let, as the first of three tenants moved in during the year. "
SUB = "font-weight:700;font-size:10pt;font-style:italic"


def heading(words: str, style: str = "font-weight:700;font-size:10pt", around: str = "") -> str:
    return f'<div style="{around}"><span style="{style}">{words}</span></div>'


def item(number: str, title: str) -> str:
    """An item's number and title, parted by nothing but padding, as one agent's program writes them."""
    bold = "font-weight:700;font-size:10pt"
    return f'<div><span style="{bold}">{number}</span><span style="{bold};padding-left:20pt">{title}</span></div>'


def para(times: int = 2) -> str:
    return f'<div><span style="font-size:10pt">{PROSE * times}</span></div>'


def toc(*entries: tuple[str, str]) -> str:
    """A table of contents with links and page numbers."""
    rows = "".join(
        f'<tr><td><a href="#s{n}">{number}</a></td><td><a href="#s{n}">{title}</a></td><td>{n * 7 + 3}</td></tr>'
        for n, (number, title) in enumerate(entries)
    )
    return f'<div style="text-align:center"><span style="font-weight:700">TABLE OF CONTENTS</span></div><table>{rows}</table>'


def cover(form: str = "10-K", company: str = "HALLWORTH COMPUTE, INC.") -> str:
    bold = "font-weight:700;font-size:14pt"
    centre = "text-align:center"
    return "".join(
        heading(words, bold, centre)
        for words in ("UNITED STATES", "SECURITIES AND EXCHANGE COMMISSION", f"FORM {form}", company)
    )


def read(*parts: str) -> Extracted:
    return extract_html(f"<html><head><title>filing</title></head><body>{''.join(parts)}</body></html>")


def headings(found: Extracted) -> list[tuple[int, str]]:
    return [(b.level, found.text[b.start : b.end]) for b in found.blocks if b.kind == "heading"]


def paths(found: Extracted) -> list[str]:
    """The path of headings that ends in each heading from level 3 on."""
    open_: list[tuple[int, str]] = []
    out = []
    for level, words in headings(found):
        open_ = [one for one in open_ if one[0] < level] + [(level, words)]
        out.append(" > ".join(words for depth, words in open_ if depth >= 3))
    return out
