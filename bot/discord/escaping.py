"""Escaping: text of sources and people made to show as it is in Discord, where it could format, link or ping."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["escaped", "host_of", "link", "on_one_line", "shortened", "size", "visible"]

_UNSEEN = re.compile(
    # Controls, formats (marks that hide or reorder), halves of surrogates and characters of private use ...
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    # ... tags and further private use, and letters that show nothing.
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff\u115f\u1160\u2800\u3164\uffa0]"
)
_STACKED = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_MARKUP = re.compile(r"[\\*_~`|<\[\]]")
_SCHEME = re.compile(r"(?<=\w):(?=//)")
_SHORTCODE = re.compile(r":(?=\w{2,32}:)")
_INVITE = re.compile(r"(?i)(?<=discord)\.(?=(?:gg|com|new|gift|me)\b)|(?<=discordapp)\.(?=com\b)")
_NUMBERED = re.compile(r"(?m)^(\s*\d+)([.)])(?=\s)")
_ADDRESS = re.compile(r"(?i)\w:/|\bwww\.|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}\b(?=$|[/:\s)])")
_UNSAFE_IN_URL = re.compile(r"[\s@<>\\^`{|}\"'()\[\]]|[^\x21-\x7e]")


def visible(text: str) -> str:
    """Text without what cannot be seen: controls, marks that reorder or hide, fillers, letters heaped on letters."""
    return _STACKED.sub(r"\1", _UNSEEN.sub("", text))


def on_one_line(text: str) -> str:
    """Text on one line, without what cannot be seen."""
    return re.sub(r"\s+", " ", visible(re.sub(r"[\s\u2028\u2029]+", " ", text))).strip()


def escaped(text: str) -> str:
    """Text that shows as it is: no formatting, no link, no mention, no emoji or time made of it."""
    text = visible(re.sub(r"\r\n?|[\u2028\u2029]", "\n", text).replace("\t", " "))
    text = _MARKUP.sub(r"\\\g<0>", text)
    text = _SCHEME.sub(r"\\:", text)
    text = _SHORTCODE.sub(r"\\:", text)
    text = _INVITE.sub(r"\\.", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = re.sub(r"(?m)^(\s*)([#>+-])", r"\1\\\2", text)
    # A backslash does not keep @everyone from being highlighted; a space of no width does.
    return text.replace("@", "@\u200b")


def link(title: str, url: str) -> str:
    """A source's title as a link to its address, with the host beside it that the address really leads to.

    Where the title looks like an address itself, only the host is a link: nothing is to say one address and lead to
    another. An address that is none of the web's is shown as text.
    """
    title = on_one_line(title)
    host = host_of(url)
    if not host:
        return escaped(title)
    target = f"<{_UNSAFE_IN_URL.sub(lambda m: quote(m.group(), safe=''), url.strip())}>"
    shown = escaped(host)
    if not title or _ADDRESS.search(title):
        return f"{escaped(title)} · [{shown}]({target})".removeprefix(" · ")
    return f"[{escaped(title)}]({target}) · {shown}"


def host_of(url: str) -> str:
    """The host of a web address in plain letters of ASCII; empty for an address that is none, or that names a user."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        if (
            parts.scheme not in {"http", "https"}
            or parts.username is not None
            or parts.password is not None
            or "\\" in url
        ):
            return ""
        host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    return host if re.fullmatch(r"[a-z0-9.:_-]+", host) else ""


def shortened(text: str, room: int) -> str:
    """As much of a plain text as has room once escaped, whole words if it can be, with an ellipsis where it was cut."""
    if len(text) <= room and size(escaped(text)) <= room:
        return text
    low, high = 0, min(len(text), max(room, 0) * 3)
    while low < high:
        middle = (low + high + 1) // 2
        if size(escaped(text[:middle].rstrip() + " …")) <= room:
            low = middle
        else:
            high = middle - 1
    cut = text[:low]
    last = re.search(r"(?<=\S)\s+\S*$", cut)
    words = cut[: last.start()] if last is not None and not text[low : low + 1].isspace() else cut
    kept = (words if len(words) > len(cut) // 2 else cut).rstrip()
    return f"{kept} …" if kept else ("…" if room > 0 else "")


def size(text: str) -> int:
    """The length of a text as the strictest of Discord's clients counts it, in units of UTF-16."""
    return len(text) + sum(c > "\uffff" for c in text)
