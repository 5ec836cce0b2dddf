"""Judging what came back: whether a page still is the page, or a wall, a login or an error stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from corpus.document import BlockKind, Extracted
from corpus.duplicates import Fingerprint, containment, fingerprint

__all__ = ["Known", "doubt"]

_LITTLE = 1500  # characters: an article of less can be a teaser, a consent dialog or an error
_SHRUNK = 0.4  # of its former length: no correction takes away so much
_CUT = 0.75  # the same where what is left stands word for word in the former text: the end is missing
_SAME = 0.8  # of the shorter text's runs of words
_OTHER = 0.05  # of them: hardly a word is left of the former text
_COMPARED = 600  # characters; shorter texts may become anything
_DIGITS = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SENTENCE = re.compile(r"[^.!?\n]+")

_WALL = re.compile(
    r"\b(?:cookies?|consent|javascript|subscri(?:be|bers?|ptions?)|sign(?:ed|ing)?[ -]?(?:in|up)|log(?:ged|ging)?[ -]?(?:in|on)|"
    r"password|(?:create|need|have) an? account|register|captcha|robot|human|browser|ad[ -]?block\w*|free trial|newsletter|"
    r"continue reading|keep reading|read the (?:full|rest)|unlock|premium|members?[ -]only|paywall|trusted partners|"
    r"our partners|privacy (?:policy|settings|choices)|terms of (?:use|service)|unusual (?:traffic|activity)|security check|"
    r"abonn\w*|anmelden|einloggen|einwilligung|connectez|s'inscrire|iniciar sesi[oó]n|suscr[ií]b\w*|accedi|registrati|inloggen)\b",
    re.IGNORECASE,
)
"""The words of walls: what they ask of a reader. One says nothing; a short text that says little else is a wall."""

_PHRASES = sorted({s.phrase.casefold() for s in HTTPStatus if s.value >= 400} | {
    "service temporarily unavailable", "access denied", "page not found", "error", "just a moment", "attention required", "site maintenance", "maintenance",
    "are you a robot", "verify you are human", "request blocked", "something went wrong", "page unavailable", "oops",
    "temporarily unavailable", "under maintenance", "checking your browser",
})  # fmt: skip
_PHRASE = "|".join(map(re.escape, _PHRASES))
_FAULT = re.compile(
    # A heading that is nothing else, save for a number before it and the site's name behind it.
    rf"^\W*(?:(?:http|error|status|code)\W+)*(?:[45]\d\d\W*)?(?:{_PHRASE})\W*(?:$|[|–—·].*|\s-\s.*)"
    rf"|^\W*(?:(?:http|error|status|code)\W+)*[45]\d\d\W*(?:$|[|–—·:-]\W*(?:{_PHRASE}).*|(?:{_PHRASE}).*)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_NOT_FREE = re.compile(rb"\"isAccessibleForFree\"\s*:\s*\"?(?:false|https?://schema\.org/False)", re.IGNORECASE)
"""What schema.org has pages say of themselves when only subscribers can read them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is held of a document: the text of its current revision, its title and day."""

    text: str
    title: str
    published: date | None


def doubt(extracted: Extracted, body: bytes, held: Known | None, *, title: str, published: date | None) -> str | None:
    """Why a text should not be taken for the document before a person has looked at it; None where it may be.

    `title` and `published` are what the document would have. The reasons are about the text's shape: what it looks
    like by itself, and how it differs from what is held. Nothing is known of any one site.
    """
    return _wall(extracted, body) or (None if held is None else _worse(extracted, held, title, published))


def _wall(extracted: Extracted, body: bytes) -> str | None:
    text = extracted.text
    if len(text) > _LITTLE:
        return None
    for line in _heads(extracted):
        if _FAULT.search(line) and len(line) < 120:
            return f"it looks like an error page: it is headed {line.strip()[:80]!r}"
    if _PASSWORD.search(body):
        return "it looks like a login page: it is short and asks for a password"
    if _NOT_FREE.search(body):
        return "it looks like the teaser of a paid article: it says of itself that it is not free, and is short"
    body_text = "\n".join(text[b.start : b.end] for b in extracted.blocks if b.kind is not BlockKind.HEADING)
    sentences = [s[0] for s in _SENTENCE.finditer(body_text) if len(_WORD.findall(s[0])) > 1]
    walls = [s for s in sentences if _WALL.search(s)]
    share = sum(map(len, walls)) / max(1, sum(map(len, sentences)))
    if share >= 0.5 and (len(walls) > 1 or len(sentences) == 1):
        return f"it looks like a paywall, a cookie or login wall: most of it is on that ({walls[0].strip()[:80]!r})"
    return None


def _heads(extracted: Extracted) -> Iterable[str]:
    if extracted.title:
        yield extracted.title
    yield from (extracted.text[b.start : b.end] for b in extracted.blocks[:2])


def _worse(extracted: Extracted, held: Known, title: str, published: date | None) -> str | None:
    text = extracted.text
    if len(held.text) < _COMPARED:
        return None
    ratio = len(text) / len(held.text)
    if ratio < _SHRUNK:
        return f"it shrank from {len(held.text):,} to {len(text):,} characters"
    before, now = fingerprint(held.text), fingerprint(text)
    common = containment(before, now)
    if ratio < _CUT and common >= _SAME:
        return f"its end is missing: {len(text):,} of {len(held.text):,} characters are left"
    renamed = not _alike(title, held.title)
    undated = held.published is not None and published is None
    if common < _OTHER and renamed:
        return f"it is another page: it was titled {held.title[:60]!r}, now {title[:60]!r}, and hardly a word is left"
    if renamed and undated and common < _SAME:
        return f"it lost its title ({held.title[:60]!r}) and its date, and its text differs"
    return _without_numbers(text, held.text, before, now)


def _without_numbers(text: str, held: str, before: Fingerprint, now: Fingerprint) -> str | None:
    """A page on figures from which nearly all figures are gone is no longer that page."""
    were, are = len(_DIGITS.findall(held)), len(_DIGITS.findall(text))
    if were >= 8 and are < were * 0.15 and containment(before, now) < _SAME:
        return f"of the {were} numbers in it {are} are left"
    return None


def _alike(one: str, other: str) -> bool:
    """Whether two titles share a word of some length, or either has none."""
    words, others = ({w.casefold() for w in _WORD.findall(t)} for t in (one, other))
    return not words or not others or bool(words & others)
