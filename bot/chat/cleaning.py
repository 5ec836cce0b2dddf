"""Cleaning: what people type before it is read, and what is shown before it leaves.

Characters that cannot be seen can turn text round, split a word, or make one thing look like another; square brackets
with a number in them are our marks of sources and nobody else's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

__all__ = ["clean", "marked", "question_text", "unmarked"]

_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""What is seen as nothing though Unicode calls it a letter, a mark or unassigned: fillers and variation selectors."""
_GONE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_UNUSUAL = re.compile("[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""What is not plainly a letter, a digit or a sign of European writing, and so has to be looked at one by one."""
_SPACES = re.compile(r"[^\S\n]+")
_OPENING, _CLOSING = r"\[［【〔⟦❲⁅﹝", r"\]］】〕⟧❳⁆﹞"
_MARK = re.compile(rf"([{_OPENING}])\s*([\d⁰¹²³⁴-⁹₀-₉①-⑳]+)\s*([{_CLOSING}])")
_OURS = re.compile(r"\[(\d+)\](?=\s*(?:$|[.;:,)]|\[\d+\]))")
_MOST_MARKS = 2
"""Accents on one letter; more of them climb over the lines around."""


def clean(text: str) -> str:
    """Text with nothing in it that hides, turns round or climbs; line breaks stay, other white space is one space."""
    if _UNUSUAL.search(text) is not None:
        text = _seen(text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def _seen(text: str) -> str:
    """The characters that can be seen, in composed form."""
    out: list[str] = []
    stacked = 0
    for character in _HIDDEN.sub("", unicodedata.normalize("NFC", text)):
        category = unicodedata.category(character)
        stacked = stacked + 1 if category in {"Mn", "Me"} else 0
        if character == "\n" or (category not in _GONE and stacked <= _MOST_MARKS):
            out.append(character)
        elif character in "\t\r\v\f\x1c\x1d\x1e\x85":
            out.append(" ")
        # A separator of lines or paragraphs (Zl, Zp) is white space to the pattern below.
    return "".join(out)


def question_text(text: str, longest: int) -> tuple[str, bool]:
    """A question as it is read, on one line, and whether it was longer than that."""
    whole = " ".join(clean(text).split())
    return whole[:longest].rstrip(), len(whole) > longest


def unmarked(text: str) -> str:
    """Somebody else's words with nothing in them that reads as a mark of ours; only white space is put in."""
    return _MARK.sub(r"\1 \2 \3", clean(text))


def marked(text: str, known: Collection[int]) -> str:
    """Words of an answer: its marks stay where an answer puts them, at the end of what they bear, and no others do."""
    cleaned = clean(text)
    ours = {match.start() for match in _OURS.finditer(cleaned) if int(match[1]) in known}
    return _MARK.sub(lambda m: m.group() if m.start() in ours else f"{m[1]} {m[2]} {m[3]}", cleaned)
