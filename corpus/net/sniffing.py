"""What a body really is: by its first bytes, and by its header only where they leave it open."""

from __future__ import annotations

import codecs
import re

from corpus.charset import decode
from corpus.errors import ImportFailure
from corpus.extraction import sniff

__all__ = ["media_type", "refusal"]

_HEAD = 4096
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)+", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ROOTS = {
    "rss": "application/rss+xml",
    "rdf": "application/rss+xml",
    "feed": "application/atom+xml",
    "html": "text/html",
}
# By their headers no page: what the bytes of such a body look like is left to chance.
_SHOWN = re.compile(r"(image|audio|video|font)/(?!svg)")


def media_type(header: str, body: bytes) -> str:
    """The media type of a body.

    One of `text/html`, `application/pdf`, `application/rss+xml`, `application/atom+xml`, `application/json`,
    `application/xml`, `text/markdown`, `text/csv` and `text/plain`, or else what the header says.
    """
    said = header.partition(";")[0].strip().lower()
    if b"%PDF-" in body[:1024]:
        return "application/pdf"
    head = decode(body[:_HEAD].removeprefix(codecs.BOM_UTF8))
    start = head[match.end() :] if (match := _BEFORE_ROOT.match(head)) else head
    if (root := _ROOT.match(start)) is not None:
        found = _ROOTS.get(root[1].lower())
        if found is not None:
            return found
        if "<?xml" in head[:100].lower() or said.endswith(("/xml", "+xml")):
            return "application/xml" if said != "application/xhtml+xml" else "text/html"
        return "text/html"
    if start[:1] in {"{", "["} and (said.endswith(("/json", "+json")) or re.match(r'[{\[]\s*(["{\[\]}\d-]|$)', start)):
        return "application/json"
    if said in {"text/markdown", "text/plain", "text/csv"}:
        return said
    return "text/plain" if not said or said.startswith(("text/", "application/octet-stream")) else said


def refusal(header: str, head: bytes) -> str | None:
    """Why a body that begins like this is not read any further, or None: pictures, archives, programs and the like."""
    try:
        sniff(head[:65536])
    except ImportFailure as error:
        return str(error)
    said = header.partition(";")[0].strip().lower()
    if _SHOWN.match(said) and media_type("", head) == "text/plain":
        return f"its type is {said}, not a document's"
    return None
