"""Comparing: the words by which a question puts sides against each other."""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

__all__ = ["ASKS_TIMES", "COMPARATIVES", "OF_RATIOS", "OVERTAKES", "asks_how_much_more", "compares", "wants_less"]

_ADJECTIVES = (
    "high low big large small great few good bad tiny huge fat thick thin deep steep rich poor strong weak heavy light fast slow "
    "cheap dear pricey wide narrow tall short long hefty beefy chunky healthy juicy meaty tight loose early late young old lean red"
).split()


def _degrees(root: str) -> tuple[str, str]:
    """The comparative and superlative of a short adjective: "fatter" and "fattest", "pricier", "larger"."""
    base = root
    if root.endswith("y"):
        base = root.removesuffix("y").removesuffix("e") + "i"
    elif root.endswith("e"):
        base = root[:-1]
    elif root[-1] in "tgdn" and root[-2] in "aieou" and root[-3] not in "aieou":
        base = root + root[-1]
    return f"{base}er", f"{base}est"


COMPARATIVES = frozenset(form for root in _ADJECTIVES for form in _degrees(root)) | frozenset(
    "more most less least fewer better best worse worst".split()
)
"""Words that say which of two or several is ahead."""
OVERTAKES = r"(?:overtak(?:e|es|en|ing)|overtook|surpass(?:ed|es)?|pass(?:ed|es)?|exceed(?:ed|s)?|eclips(?:e|ed|es)|outstrip(?:ped|s)?|outpac(?:e|ed|es)|top(?:ped|s)?|beat(?:en|s)?|leapfrog(?:ged|s)?|caught up with|catch up with|go(?:ne)? past|got past|get past|moved? ahead of)"
"""What one of two does that comes to have more than the other."""
_SIDES = lazy_pattern(r"\b(?:or|and|vs\.?|versus|than|between|which|who|whos|whose|against)\b", re.IGNORECASE)
_THRESHOLD = lazy_pattern(r"\b(?:more|less|fewer|higher|lower|better|bigger|larger|smaller) than (?=[$€£¥]|\d|an? |the |half|one|two|it|they)", re.IGNORECASE)
_WORD = lazy_pattern(r"[a-z]+", re.IGNORECASE)

ASKS_TIMES = lazy_pattern(
    r"\bhow many (?:times|x)\b|\bwhat multiple\b|\b(?:the |an? )?ratio\b|\b(?:as )?an? multiple of\b|\bdivided by\b|\btimes (?:as (?:much|many|big|large|high)|bigger|larger|higher|the size)\b", re.IGNORECASE
)
"""How many times one thing is another."""
OF_RATIOS = frozenset({"ratio", "multipl", "divid", "time", "size"})
"""Stems of the words that ask so."""


def compares(text: str) -> bool:
    """Whether a question about several sides asks which of them is ahead: "did acme or bolt earn more?"."""
    rest = _THRESHOLD.sub(" ", text)
    return bool(_SIDES.search(rest)) and any(word.lower() in COMPARATIVES for word in _WORD.findall(rest))


_BY_HOW_MUCH = lazy_pattern(r"\bhow (?:much|many|far)\s+(?P<degree>[a-z]+)\b", re.IGNORECASE)


def asks_how_much_more(text: str) -> bool:
    """Whether a question asks by how much one thing is ahead of another: "how much more is that"."""
    return any(found["degree"].lower() in COMPARATIVES for found in _BY_HOW_MUCH.finditer(text))


_LESS = frozenset("less least fewer fewest".split()) | frozenset(
    form for root in "low small cheap tiny slow thin short lean light weak narrow poor young".split() for form in _degrees(root)
)


def wants_less(text: str) -> bool:
    """Whether the smaller of two is asked for: "which is cheaper", "who lost less"."""
    return any(word.lower() in _LESS for word in _WORD.findall(_THRESHOLD.sub(" ", text)))
