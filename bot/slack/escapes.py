"""Slack's escapes: what people typed, taken out of them, and our own text, made safe for each kind of text object.

Slack writes mentions and links as `<...>` and replaces &, < and > in what is typed; see "Formatting message text" in
Slack's documentation. Text that we send is literal everywhere: nothing in it may ping, link or look like a quote.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = [
    "argument_words",
    "clean",
    "escaped",
    "host_of",
    "literal",
    "looks_like_address",
    "markdown",
    "mentions",
    "plain_words",
    "shortened",
]

_MARK = re.compile(r"<([^<>]*)>")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROL_LETTER = re.compile(r"(?<=<)(?=[!@#])")  # <!channel>, <@U1>, <#C1>
# What hides or turns round text: bidirectional marks, zero-width characters, tags. Joiners within words stay: several
# scripts need them.
_BREAK = re.compile("\r\n?|\u2028|\u2029|\x85")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c\U000e0000-\U000e007f]"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S|(?<![\w@])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/|\b)", re.IGNORECASE
)
_MARKDOWN = re.compile(r"([\\`*_~|])")
_LINE_MARKDOWN = re.compile(r"^(\s*(?:\d+(?=[.)]\s))?)([#>+\-=.)](?=\s|[#\-=]))", re.MULTILINE)
_JOINER = "\u2060"


def plain_words(text: str, bot_user: str = "") -> str:
    """What somebody typed, without Slack's escapes and without a mention of `bot_user`.

    Links become their label, or their address where they have none; other mentions become the name that Slack gives
    with them, or nothing that could be taken for words of a question.
    """

    def put(match: re.Match[str]) -> str:
        inside, _, label = match[1].partition("|")
        if inside.startswith("@"):
            return " " if inside[1:] == bot_user else f"@{label}" if label else ""
        if inside.startswith("#"):
            return f"#{label}" if label else ""
        if inside.startswith("!"):
            return label  # <!date^...|fallback>, <!subteam^S1|@name>; <!channel> says nothing
        return label or inside.removeprefix("mailto:")

    return _tidy(_unescaped(_MARK.sub(put, text)))


def argument_words(text: str) -> tuple[str, ...]:
    """The words of a command as typed; people, channels and user groups stay as `<@U1>`, `<#C1>` and `<!subteam^S1>`."""

    def put(match: re.Match[str]) -> str:
        inside, _, label = match[1].partition("|")
        if inside.startswith(("@", "#", "!subteam^")):
            return f"\0{inside}\1"
        return label if inside.startswith("!") else inside

    plain = _unescaped(_MARK.sub(put, text)).replace("\0", "<").replace("\1", ">")
    return tuple(_tidy(plain).split())


def mentions(text: str, user: str) -> bool:
    """Whether a text mentions a user."""
    return bool(user) and re.search(rf"<@{re.escape(user)}(\|[^<>]*)?>", text) is not None


def clean(text: str) -> str:
    """Text without control characters and without what hides or turns round its words."""
    return _HIDDEN.sub("", _BREAK.sub("\n", text))


def escaped(text: str) -> str:
    """Text for `text` fields and mrkdwn: Slack's three escapes make every mention, link and command literal."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Text for plain text objects and rich text, which nothing is read from.

    A word joiner, which is not seen, stands in what would be a mention elsewhere: if a client or a bridge to another
    network copies the text as mrkdwn, it still pings nobody.
    """
    return _CONTROL_LETTER.sub(_JOINER, clean(text))


def markdown(text: str) -> str:
    """Text for `markdown_text`: no emphasis, link, heading, list, table or mention comes of it."""
    kept = _MARKDOWN.sub(r"\\\1", escaped(text))
    kept = _LINE_MARKDOWN.sub(r"\1\\\2", kept)
    return kept.replace("](", "]\\(").replace("]:", "]\\:")


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut at a space where one is near, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: max(most - 1, 0)]
    space = cut.rfind(" ")
    if space > most * 0.8:
        cut = cut[:space]
    return cut.rstrip() + "…" if most else ""


def host_of(url: str) -> str:
    """The host that a link really leads to, in ASCII; empty where it is no address of the web."""
    try:
        parts = urlsplit(clean(url))
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or parts.username is not None or len(url) > 3000:
            return ""
        if re.search(r"[\s<>\"\\|]", url):
            return ""
        return host.encode("idna").decode("ascii").removeprefix("www.")
    except (ValueError, UnicodeError):
        return ""


def looks_like_address(text: str) -> bool:
    """Whether words read like an address of the web, so that they would lie as the text of a link to another."""
    return _ADDRESS.search(text[:500]) is not None


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(lines).strip()
