"""PDF: pages, paragraphs over line ends, statements as rows, and files that cannot be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.document import BlockKind, SourceType
from corpus.errors import ImportFailure
from corpus.extraction import extract

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "pdf"


def pdf(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages, written by hand."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = " T* ".join("({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 72 740 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


PROSE = [
    "Larkspur Compute rents machines to those who train and serve models, and it consu-",
    "med about $2.4 billion of cash in the year, more than its board had planned to spend",
    "when it met in January.",
]


def test_lines_are_joined_into_paragraphs_and_words_mended() -> None:
    found = extract(pdf(PROSE, ["Halls", "It has 12 halls."]))
    texts = [found.text[b.start : b.end] for b in found.blocks]
    assert texts[0].endswith(
        "consumed about $2.4 billion of cash in the year, more than its board had planned to spend when it met in January."
    )
    assert [b.page for b in found.blocks] == [1, 2, 2]


def test_statements_become_rows_with_their_periods() -> None:
    found = extract(
        pdf(
            [
                "Three Months Ended",
                "April 30, May 1,",
                "2031 2030",
                "Revenue $ 7,192 $ 8,288",
                "Operating expenses",
                "Research 150 18",
                "Net income (loss) $ (43) $ 1,618",
                "See the notes that belong to these statements.",
            ]
        )
    )
    rows = [b for b in found.blocks if b.kind is BlockKind.ROW]
    cells = [[found.text[c.start : c.end] for c in row.cells] for row in rows]
    assert cells == [
        ["April 30,", "May 1,"],
        ["2031", "2030"],
        ["Revenue", "$ 7,192", "$ 8,288"],
        ["Operating expenses"],
        ["Research", "150", "18"],
        ["Net income (loss)", "$ (43)", "$ 1,618"],
    ]
    assert [c.column for c in rows[2].cells] == [0, 1, 2]
    assert all(c.header for c in rows[1].cells)
    assert {row.table for row in rows} == {0}


def test_running_heads_and_page_numbers_are_left_out() -> None:
    found = extract(pdf(*[["Quillon Systems", *PROSE, f"Hall {n} stands alone.", f"Page {n}"] for n in range(1, 7)]))
    assert "Quillon Systems" not in found.text
    assert "Page 3" not in found.text
    assert "Hall 3 stands alone." in found.text


def test_encrypted_files_say_so() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(PROSE))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(ImportFailure, match="encrypted"):
        extract(out.getvalue())


@pytest.mark.parametrize("part", [0.2, 0.5])
def test_truncated_files_fail_or_give_what_there_is(part: float) -> None:
    whole = pdf(PROSE, PROSE)
    try:
        found = extract(whole[: int(len(whole) * part)])
    except ImportFailure as error:
        assert "damaged" in str(error) or "no text" in str(error)  # noqa: PT017 — either outcome is right
    else:
        assert "Larkspur" in found.text


def test_pictures_of_text_say_so() -> None:
    with pytest.raises(ImportFailure, match="OCR"):
        extract(pdf([]))


@pytest.mark.skipif(not SHARED.exists(), reason="the real filings are not beside this checkout")
def test_a_real_quarterly_report() -> None:
    writer = PdfWriter()
    for page in PdfReader(SHARED / "nvda-10-q-2023-q1.pdf").pages[:4]:
        writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    found = extract(out.getvalue())
    assert found.source_type is SourceType.FILING
    assert "Revenue | $ 7,192 | $ 8,288" in found.text
    assert all(block.page for block in found.blocks)
