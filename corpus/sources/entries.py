"""The entries of RSS and Atom feeds, read from bytes in a process of their own."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from corpus.charset import decode
from corpus.dates import iso_date
from corpus.errors import ImportFailure, TookTooLong, TooLarge

__all__ = ["LARGEST", "MOST", "Entry", "entries_apart", "parse_feed"]

LARGEST = 5 * 1024 * 1024
"""Bytes of a feed; larger ones are not read."""
MOST = 500
"""Entries; what a feed has beyond them is passed over."""

_SECONDS = 20.0
_MEMORY = 1024**3
_LONGEST = {"title": 500, "author": 200, "source": 200, "about": 2000}
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,10}|[0-9]{1,10});?")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that links to a page.

    `published` is the day it came out or, where the feed tells only that, was last changed; `moved` the later of the
    two. Both are as written, in the feed's own time zone. `about` is what a topic is looked for in: title, tags and
    the beginning of the summary. `source` names the publication that the entry was taken from.
    """

    link: str
    title: str
    author: str
    source: str
    published: date | None
    moved: date | None
    about: str


def entries_apart(data: bytes, url: str, content_type: str) -> list[Entry]:
    """The entries of a feed, parsed in a child process with caps on time and memory.

    Raises `ImportFailure` where the bytes are no feed, and its kinds `TooLarge` and `TookTooLong`.
    """
    if len(data) > LARGEST:
        raise TooLarge(f"the feed has {len(data) / 2**20:.1f} MB; at most {LARGEST // 2**20} MB are read")
    head = json.dumps({"url": url, "content_type": content_type}).encode() + b"\n"
    root = str(Path(__file__).resolve().parents[2])
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                f"import sys; sys.path.insert(0, {root!r}); from corpus.sources.entries import _child; _child()",
            ],
            input=head + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong(f"reading the feed took longer than {_SECONDS:g} seconds") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise TookTooLong("reading the feed ended the process that read it, probably for want of memory") from None
    if isinstance(answer, str):
        raise ImportFailure(answer)
    return [
        Entry(**{**fields, "published": _day(fields["published"]), "moved": _day(fields["moved"])}) for fields in answer
    ]


def _child() -> None:
    """The child: one feed on standard input, its entries as JSON on standard output."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(_SECONDS), int(_SECONDS) + 1))
    head = json.loads(sys.stdin.buffer.readline())
    try:
        entries = parse_feed(sys.stdin.buffer.read(), head["url"], head["content_type"])
    except ImportFailure as error:
        answer: Any = str(error)
    # The outermost edge of this process: whatever goes wrong is this feed's failure.
    except Exception as error:  # noqa: BLE001
        answer = f"the feed cannot be read ({type(error).__name__}: {str(error)[:200]})"
    else:
        answer = [asdict(entry) for entry in entries]
    sys.stdout.write(json.dumps(answer, default=str))


def parse_feed(data: bytes, url: str, content_type: str) -> list[Entry]:
    """The entries of a feed that have a link, in its order, at most `MOST`. Relative links start from `url`.

    Raises `ImportFailure` where the bytes are no feed.
    """
    try:
        parsed = _parsed(data, url, content_type)
    except (ValueError, LookupError):
        # A stray byte or an impossible character; feedparser gives up on the whole feed for one.
        parsed = _parsed(_mended(data), url, "application/xml; charset=utf-8")
    if not parsed.version and not parsed.entries:
        raise ImportFailure("it is no RSS or Atom feed; look at what the address shows, it may have moved")
    return [entry for raw in parsed.entries[:MOST] if (entry := _entry(raw, url)) is not None]


def _parsed(data: bytes, url: str, content_type: str) -> Any:
    import feedparser

    # From a stream: given bytes or text, feedparser would first try to open a file or an address of that name.
    return feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": content_type, "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _mended(data: bytes) -> bytes:
    """The feed in UTF-8, without what no character is."""
    text = _DECLARATION.sub("", decode(data, look=True), count=1)
    return _UNWRITABLE.sub("", _REFERENCE.sub(_written, text)).encode("utf-8", "replace")


def _written(reference: re.Match[str]) -> str:
    number = int(reference[1][1:], 16) if reference[1][0] in "xX" else int(reference[1])
    valid = 32 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF or number in {9, 10, 13}
    return reference[0] if valid else ""


def _entry(raw: Any, url: str) -> Entry | None:
    link = _text(raw.get("feedburner_origlink") or raw.get("link"))
    if not link:
        return None
    try:
        link = urljoin(url, link)
    except ValueError:
        return None
    published, updated = (_moment(raw, key) for key in ("published", "updated"))
    title = _plain(raw.get("title"))
    tags = " · ".join(_plain(tag.get("term")) for tag in raw.get("tags") or () if tag.get("term"))
    found = {
        "title": title,
        "author": _plain(raw.get("author")),
        "source": _plain((raw.get("source") or {}).get("title")),
        "about": "\n".join(part for part in (title, tags, _plain(raw.get("summary"))) if part),
    }
    return Entry(
        link=link,
        published=published or updated,
        moved=max((day for day in (published, updated) if day is not None), default=None),
        **{key: value[: _LONGEST[key]] for key, value in found.items()},
    )


def _text(value: object) -> str:
    return _UNWRITABLE.sub("", value).strip() if isinstance(value, str) else ""


def _plain(value: object) -> str:
    """Text without its markup, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", _text(value)[:20_000])).split())


def _moment(raw: Any, key: str) -> date | None:
    """The day as it is written; only where that cannot be read, the one feedparser makes of it, in UTC."""
    # `in`, because feedparser's dictionaries give the one date for the other where one is missing.
    if key not in raw:
        return None
    written = _text(raw[key])
    day = iso_date(written)
    if day is None:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            day = parsedate_to_datetime(written).date()
    if day is None and (parsed := raw.get(f"{key}_parsed")):
        with suppress(ValueError):
            day = date(*parsed[:3])
    return day if day is not None and date(1990, 1, 1) <= day <= date.max - timedelta(days=400) else None


def _day(text: str | None) -> date | None:
    return iso_date(text) if text else None
