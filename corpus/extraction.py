"""One door for all kinds of files: what a file is, is told by its bytes before its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from corpus.charset import decode
from corpus.companyfacts import is_company_facts
from corpus.document import Extracted
from corpus.errors import ImportFailure, TooLarge
from corpus.factsheet import SHEET, extract_sheet

__all__ = ["LARGEST", "SUFFIXES", "Format", "extract", "extract_file", "sniff"]

LARGEST = 50 * 1024 * 1024
"""Bytes; larger files are refused."""

_MOST_CHARACTERS = 5_000_000  # of plain text: some thousand pages

_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<?xml", b"<!--", b"<sec-document",
           b"<document>",           b"<div", b"<p>", b"<table", b"<article", b"<meta")  # fmt: skip
_BINARY = {
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "compressed with gzip",
    b"BZh": "compressed with bzip2",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
    b"\xfd7zXZ": "compressed with xz",
    b"(\xb5/\xfd": "compressed with zstd",
    b"RIFF": "a sound, video or WebP file",
    b"ID3": "a sound file",
    b"OggS": "a sound or video file",
    b"{\\rtf": "an RTF document",
}


class Format(StrEnum):
    """The kinds of file that can be read."""

    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "markdown"
    TEXT = "text"
    FACTS = "facts"


SUFFIXES = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".shtml": Format.HTML,
    ".pdf": Format.PDF,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
}
"""File name endings that a folder is searched for."""

_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/pdf": Format.PDF,
    "text/markdown": Format.MARKDOWN,
    "text/plain": Format.TEXT,
}


_CONTROLS = bytes(c for c in range(32) if c < 9 or 13 < c < 27 or c > 27)
"""What no text has but white space and the start of an escape sequence."""


def sniff(data: bytes, *, name: str = "", content_type: str = "") -> Format:
    """What kind of file the bytes are; the name and media type only decide between kinds of text.

    Raises `ImportFailure` for an empty file or one that is none of these.
    """
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise ImportFailure("the file is empty")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise ImportFailure(f"it is {what}, not HTML, PDF, Markdown or text")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(data)
    sample = data[:65536]
    if not wide and (b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 50):
        raise ImportFailure("it is binary data, not HTML, PDF, Markdown or text")
    head = decode(data[:4096]).lstrip().lower()[:2000]
    if data.startswith(SHEET):
        return Format.FACTS
    named = _TYPES.get(content_type.split(";", maxsplit=1)[0].strip().lower()) or SUFFIXES.get(
        Path(name).suffix.lower()
    )
    if named is Format.MARKDOWN:
        return Format.MARKDOWN
    if head.encode("utf-8", "replace").startswith(_MARKUP) or (
        named is not Format.TEXT and ("<html" in head or "<body" in head)
    ):
        return Format.HTML
    if named is Format.PDF:
        raise ImportFailure("its name says PDF but its content does not begin like one; get it again")
    return named or Format.TEXT


def _looks_wide(data: bytes) -> bool:
    head = data[:400]
    return len(head) >= 8 and max(head[1::2].count(0), head[0::2].count(0)) > 0.35 * len(head)


def extract(data: bytes, *, name: str = "", content_type: str = "", url: str | None = None) -> Extracted:
    """Read a file's bytes as a document. `content_type` and `url` are those it was fetched with, if it was.

    Raises `ImportFailure` with the reason: too large, empty, binary, encrypted, damaged, or without any text.
    """
    if len(data) > LARGEST:
        raise TooLarge(_size(len(data)))
    found = sniff(data, name=name, content_type=content_type)
    if found in {Format.TEXT, Format.HTML}:
        _refuse_json(data, name, content_type)
    charset = content_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    # The readers of HTML and PDF take long to load: only those who read such files wait for them.
    if found is Format.PDF:
        from corpus.pdf import extract_pdf

        extracted = extract_pdf(data)
    elif found is Format.HTML:
        from corpus.html import extract_html

        extracted = extract_html(decode(data, declared=charset, look=True), url=url)
    elif found is Format.FACTS:
        extracted = extract_sheet(data)
    elif found is Format.MARKDOWN:
        from corpus.markdown import extract_markdown

        extracted = extract_markdown(_text(data, charset))
    else:
        from corpus.plaintext import extract_text

        extracted = extract_text(_text(data, charset))
    if not extracted.text:
        raise ImportFailure("it shows no text; a page that is filled in by scripts must be saved after it has loaded")
    return extracted


def _refuse_json(data: bytes, name: str, content_type: str) -> None:
    if is_company_facts(data):
        raise ImportFailure("it is the SEC's company facts of many filings; save it and import the file, or follow the company as a filer")
    if Path(name).suffix.lower() == ".json" or content_type.split(";", maxsplit=1)[0].strip().lower() == "application/json":
        raise ImportFailure("it is JSON, of which only the SEC's company facts (CIK##########.json) are read; make it a page or text")


def _text(data: bytes, charset: str | None) -> str:
    text = decode(data, declared=charset).replace("\0", "")
    if len(text) > _MOST_CHARACTERS:
        raise TooLarge(f"the text has more than {_MOST_CHARACTERS // 1_000_000} million characters; split it")
    return text


def extract_file(path: Path) -> Extracted:
    """Read a file as a document. Raises `ImportFailure`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise TooLarge(_size(size))
        if not path.is_file():
            raise ImportFailure("it is not a file")
        data = path.read_bytes()
    except OSError as error:
        raise ImportFailure(f"it cannot be read ({error.strerror or error})") from error
    return extract(data, name=path.name)


def _size(size: int) -> str:
    return (
        f"the file is {size / 1_048_576:.0f} MB, the limit is {LARGEST // 1_048_576} MB; "
        "split it or import a version without embedded pictures"
    )
