"""Formal names: companies called by their registered name in a question, put as people call them.

"NVIDIA Corporation revenue", "Meta Platforms, Inc.'s headcount": a legal form and the rest of a longer name say nothing of what
is asked, and stand where the name of a part would ("NVIDIA Networking revenue").
"""

from __future__ import annotations

import re

from index._name_match import tokens_of
from index.entity_table import EntityMatch, EntityTable
from index.pattern import lazy_pattern

__all__ = ["in_short"]

_ANY_CASE = r"inc|incorporated|corp|corporation|llc|llp|ltd|plc|pbc|gmbh"
_AS_WRITTEN = r"Limited|Company|Co|Group|Holdings?|LP|L\.P|L\.L\.C|P\.B\.C|S\.?A\.?S|S\.?A|SE|AG|AB|ASA|N\.?V|B\.?V|S\.p\.A|SpA|Oyj?|K\.?K|Pte|Pty"
"""Forms that are words too, or parts of words, in small letters: "has Acme limited access"."""
_FORMS = lazy_pattern(rf"(?P<comma>,)?\s+(?:(?i:{_ANY_CASE})|{_AS_WRITTEN})\b(?!-)(?P<dot>\.)?")
_SENTENCE = lazy_pattern(r"\s+(?:What|How|Who|Whose|When|Where|Why|Which|Is|Are|Was|Were|Did|Does|Do|Has|Have|Can|Could|Will|Would|And|Also|Many|Thank\w*|Thx|Cheers|Best|Kind|Warm|Regards|Please)\b")
"""What opens a sentence of its own behind a dot."""


_LONE = lazy_pattern(
    r"(?:(?<=\band )|(?<=[+&/] )|(?<=[+&/])|(?<=\bover )|(?<=\bof )|(?<=\bwith )|(?<=\binto )|(?<=\bbuy )|(?<=\bbought )|(?<=\bplus )|(?<=^))(?P<letter>[b-z])"
    r"(?=\s*(?:$|[?!,;.]|[+&/]|and\b|itself\b|is\b|was\b|into\b|at\b|put\b|in\b|worth\b|have\b|had\b|users?\b|priced\b|valued\b|bought\b))"
)
"""A small letter that stands where a company would: "x and grok together"."""


def _in_capitals(text: str, names: EntityTable) -> str:
    """A question with a company of one letter as it is written, beside a name of the same family."""
    if _LONE.search(text) is None:
        return text
    family = names.family({each for match in names.match(text) for each in names.lineage(match.name)})
    return _LONE.sub(lambda found: found["letter"].upper() if found["letter"].upper() in family else found.group(), text)


def in_short(text: str, names: EntityTable) -> str:
    """A question with its companies called by the names that people use for them."""
    text = _in_capitals(text, names)
    for match in reversed(names.match(text)):
        if names.is_company(match.name):
            end, behind = _end_of_own(text, match), match.end
            while (form := _FORMS.match(text, behind)) is not None:
                behind = form.end()
                if form["dot"] and _SENTENCE.match(text, behind):
                    behind -= 1
                elif form["comma"] and text[behind : behind + 1] == ",":
                    behind += 1
            if behind > end:
                text = f"{text[:end]}{_possessive(text[end - 1], text[behind:])}"
    return text


def _end_of_own(text: str, match: EntityMatch) -> int:
    """Where the name that people use ends, in a longer name that goes on from it."""
    own, written = (tokens_of(words) for words in (match.name, text[match.start : match.end]))
    longer = len(written) > len(own) and [w.form for w in written[: len(own)]] == [w.form for w in own]
    return match.start + written[len(own) - 1].end if longer else match.end


def _possessive(last: str, rest: str) -> str:
    """What follows a name, with the possessive that the shorter one has: "Platforms' staff" is of one that ends otherwise."""
    return f"{rest[0]}s{rest[1:]}" if last != "s" and re.match(r"['’](?!\w)", rest) else rest
