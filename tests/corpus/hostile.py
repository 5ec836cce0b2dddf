"""Documents made to hang, exhaust or fool whoever reads them. Each is made when it is asked for, none is kept."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

__all__ = ["GOOD", "HOSTILE"]

GOOD = b"<html><body><h1>Merrow Systems</h1><p>Merrow Systems said that its revenue was $41 million in 2024.</p></body></html>"

_M = 1_000_000


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body>{body}</body></html>".encode()


def _filing(body: str) -> bytes:
    return _page(f"<p>UNITED STATES</p><p>SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p>{body}")


def _laughs(root: str, *, namespace: str = "") -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "lol ha ha ha">{entities}]>'
        f"<{root}{namespace}><body><p>&l11;</p></body></{root}>"
    ).encode()


def pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"<< /Root 1 0 R /Size 99 >>", prev: int | None = None) -> bytes:
    """A PDF file of these objects (the catalog is object 1), with a table of where each is."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    if prev is not None:
        trailer = trailer[:-2] + b"/Prev %d >>" % (start if prev == 0 else prev)
    return bytes(out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F 5 0 R >> %s >> /Contents 4 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = b"BT /F 12 Tf 10 10 Td (Revenue was $41 million.) Tj ET\n"


def _one_page(content: bytes, resources: bytes = b"", extra: Mapping[int, bytes] | None = None) -> bytes:
    return pdf(
        {
            1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: _PAGE % resources, 4: content, 5: _FONT,
            **(extra or {}),
        }
    )  # fmt: skip


def _bomb(size: int) -> bytes:
    packer = zlib.compressobj(1)
    out = b"".join(packer.compress(bytes(_M)) for _ in range(size // _M))
    return out + packer.flush()


def _page_loop() -> bytes:
    return pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>", 3: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>"})


def _page_tree_bomb() -> bytes:
    nodes = {n: b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>" % (n - 1, 10 ** (12 - n), b"%d 0 R " % (n + 1) * 10) for n in range(6, 12)}
    return pdf(
        {
            1: _CATALOG, 2: b"<< /Type /Pages /Kids [6 0 R] /Count 1000000 >>", 4: stream(_WORDS), 5: _FONT, **nodes,
            12: _PAGE % b"",
        }
    )  # fmt: skip


def _object_stream_bomb() -> bytes:
    extra = b"/Type /ObjStm /N 1000000 /First 10 /Filter /FlateDecode"
    return _one_page(stream(_WORDS), extra={7: stream(_bomb(160 * _M), extra)}).replace(b"/Contents 4 0 R", b"/Contents 7 0 R")


def _css_quadratic() -> bytes:
    rules = "".join(f"div div div div div div div span{n % 7} .c{n}, * * * * * *{{color:#{n % 1000:03d}}}\n" for n in range(9000))
    return _page("<div>" * 200 + "<p class='c1 c2'><span>Racks.</span></p>" * 9000, f"<style>{rules}</style>")


def _pathological() -> bytes:
    hard = ["1 " * 40_000, "(" * 90_000, "$ " * 60_000, "-" * 90_000, "1,1." * 30_000, "a " * 60_000 + "!", "\u00b9\u207d" * 50_000, "1" * 200_000, "A. b " * 40_000, "…." * 60_000]
    cells = "".join(f"<tr><td>{words}</td><td>{words}</td><td>7</td></tr>" for words in hard)
    lines = "".join(f"<p>{words}</p><p><b>{words[:139]}</b></p><p>Item 1. {words}</p>" for words in hard)
    return _filing(f"<table>{cells}</table>{lines}")


def _pathological_pdf() -> bytes:
    hard = [b"1 " * 20_000, b"$ 1 " * 9_000, b"(" * 0 + b"- " * 30_000, b"1,1." * 9_000, b"January 1, " * 4_000, b"a" * 90_000, b"1 a " * 20_000]
    return _one_page(stream(b"".join(b"BT /F 9 Tf 1 %d Td (%s) Tj ET\n" % (n * 20, words) for n, words in enumerate(hard))))


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "nested elements.html": lambda: _page("<div>" * 300_000 + "Racks." + "</div>" * 300_000),
    "nested inline.html": lambda: _page("<b><i>" * 100_000 + "Racks."),
    "nested tables.html": lambda: _page("<table><tr><td>Racks</td><td>7" * 1500),
    "nested lists.html": lambda: _page("<ul><li>Racks" * 40_000),
    "nested roles.html": lambda: _page("<div role=table><div role=row><span role=cell>Racks" * 9_000),
    "huge table.html": lambda: _page("<table>" + ("<tr>" + "<td>7</td>" * 1000 + "</tr>") * 1000 + "</table>"),
    "tall table.html": lambda: _page("<table>" + "<tr><td>Racks<td>7<td>8" * 150_000 + "</table>"),
    "spans.html": lambda: _page("<table>" + ("<tr>" + "<td colspan=999999999 rowspan=999999999>7</td>" * 60 + "</tr>") * 200 + "</table>"),
    "laughs.xhtml": lambda: _laughs("html", namespace=' xmlns="http://www.w3.org/1999/xhtml"'),
    "laughs.svg.html": lambda: b"<html><body>" + _laughs("svg", namespace=' xmlns="http://www.w3.org/2000/svg"') + b"</body></html>",
    "outside entity.xhtml": lambda: b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Racks &x;</p></body></html>',
    "100 MB line.txt": lambda: b"rack " * 20_000_000,
    "45 MB line.txt": lambda: b"rack " * 9_000_000,
    "45 MB line.html": lambda: _page("<p>" + "rack " * 9_000_000),
    "blank lines.txt": lambda: b"Racks.\n\n" + b"\n \n" * 300_000,
    "45 MB word.md": lambda: b"r" * 45_000_000,
    "attribute flood.html": lambda: _page("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">Racks.</p>"),
    "class flood.html": lambda: _page(f"<p class='{' '.join(f'c{n}' for n in range(300_000))}'>Racks.</p>" + "<p class='a b c d e'>Racks</p>" * 4_000),
    "style flood.html": lambda: _page(f"<p style='{'font:1pt;' * 900_000}'>Racks.</p>"),
    "unclosed.html": lambda: _page("<p>Racks" * 40_000),
    "unclosed spans.html": lambda: _page("<span style='font-weight:700'>Racks " * 100_000),
    "never opened.html": lambda: _page("</div></p></b>" * 300_000 + "<p>Racks.</p>"),
    "unclosed comment.html": lambda: _page("<p>Racks.</p>" + "<!-- <script> " * 900_000),
    "NUL flood.html": lambda: b"<html><body><p>Racks." + b"\0" * 30_000_000,
    "NUL flood.txt": lambda: b"\0" * 30_000_000 + b"Racks.",
    "bad UTF-8.html": lambda: b"<html><body><p>" + b"\xff\xfe\x80\xc3 " * 6_000_000,
    "bad UTF-8.txt": lambda: b"Racks. " + b"\xf0\x9f\xc3( " * 6_000_000,
    "combining marks.txt": lambda: "e\u0301\u0302\u0303".encode() * 2_000_000,
    "data URIs.html": lambda: _page(f"<img src='data:image/png;base64,{'A' * 20_000_000}'><p style='background:url(data:x,{'B' * 20_000_000})'>Racks."),
    "thousands of headings.html": lambda: _page("<h2>Racks</h2><p>Seven.</p>" * 6_000),
    "thousands of items.html": lambda: _filing("<p><b>PART I</b></p><p><b>Item 1. Racks</b></p><p><b>Note 1. Racks</b></p><p>7</p>" * 2_000),
    "thousands of levels.html": lambda: _filing("".join(f"<p style='font-weight:700;font-size:{90 - n % 80}.{n}pt'>Racks and halls {n}</p><p>Seven.</p>" for n in range(2_500))),
    "quadratic style sheet.html": _css_quadratic,
    "pathological words.html": _pathological,
    "pathological words.pdf": _pathological_pdf,
    "nested structured data.html": lambda: _page("<p>Racks.</p>", f"<script type='application/ld+json'>{'[' * 900_000}</script>"),
    "nested quotes.md": lambda: b"> " * 900_000 + b"Racks.\n" + b">" * 900_000 + b"Racks",
    "nested lists.md": lambda: b"".join(b" " * (n % 3000) + b"- racks\n" for n in range(9_000)),
    "brackets.md": lambda: b"[" * 200_000 + b"](" * 200_000 + b"\n\n" + b"![" * 100_000 + b"\n\n" + b"<a" * 100_000,
    "marks.md": lambda: b"*" * 100_000 + b"\n\n" + b"**a " * 20_000 + b"\n\n" + b"_a" * 90_000 + b"\n\n" + b"`" * 90_000 + b"\n\n" + b"\\" * 90_000,
    "pipes.md": lambda: b"|" * 300_000 + b"\n" + b"|-" * 150_000 + b"\n" + b"|7" * 150_000 + b"\n",
    "comments.md": lambda: b"<!-- " * 300_000 + b"<script" * 100_000,
    "front matter bomb.md": lambda: b"---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)) + b"---\nRacks.\n",
    "deep front matter.md": lambda: b"---\na: " + b"[" * 90_000 + b"\n---\nRacks.\n",
    "page tree loop.pdf": _page_loop,
    "page tree bomb.pdf": _page_tree_bomb,
    "xref loop.pdf": lambda: pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: _PAGE % b"", 4: stream(_WORDS), 5: _FONT}, prev=0),
    "form that draws itself.pdf": lambda: _one_page(stream(b"/X Do\n" + _WORDS), b"/XObject << /X 6 0 R >>", {6: stream(b"/X Do /X Do\n" + _WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >>")}),
    "forms that double.pdf": lambda: _one_page(stream(b"/X Do\n"), b"/XObject << /X 6 0 R >>", {n: stream(b"/X Do /X Do\n" + _WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >>" % (n + 1)) for n in range(6, 40)}),
    "stream bomb.pdf": lambda: _one_page(stream(_bomb(160 * _M), b"/Filter /FlateDecode")),
    "stacked filters.pdf": lambda: _one_page(stream(zlib.compress(_bomb(160 * _M), 9), b"/Filter [/FlateDecode /FlateDecode]")),
    "object stream bomb.pdf": _object_stream_bomb,
    "endless text.pdf": lambda: _one_page(stream(zlib.compress(_WORDS * 150_000, 9), b"/Filter /FlateDecode")),
    "deep array.pdf": lambda: _one_page(stream(_WORDS), extra={7: b"[" * 90_000}).replace(b"/Contents 4 0 R", b"/Contents 7 0 R"),
    "length that lies.pdf": lambda: _one_page(b"<< /Length 99999999999 >>\nstream\n" + _WORDS + b"endstream"),
    "zip bomb.html": lambda: b"PK\x03\x04" + bytes(2_000_000),
    "zip in a tag.html": lambda: b"<html>" + b"PK\x03\x04" + bytes(range(256)) * 9000,
    "gzip bomb.html": lambda: b"\x1f\x8b" + _bomb(50 * _M),
}  # fmt: skip
