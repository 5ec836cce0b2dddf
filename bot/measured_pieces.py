"""Measured pieces: the questions of one message that its companies and measures tell apart, where its words alone do not.

"Acme revenue 2024 and Bolt run rate in May" asks twice, and so does "did Acme hit its revenue and burn targets".
"""

from __future__ import annotations

import re

from bot.comparing import COMPARATIVES
from bot.computing import asks_whether, reckoning_asked
from bot.pieces import Piece
from index.entity_table import EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["measured_pieces"]

_JOINT = lazy_pattern(r"\s*(?:[,;]\s*(?:and\s+)?|\s(?:and|&|\+|plus)\s)\s*", re.IGNORECASE)
_BETWEEN = lazy_pattern(r"\s*(?:,|&|\+|/|\band\b|\bplus\b|\bas well as\b)\s*(?:(?:the|its|their)\s+)?", re.IGNORECASE)
_SET_AGAINST = lazy_pattern(r"\b(?:vs\.?|versus|against|compar\w+|between|differen\w+|ratio|than|together|combined|total)\b", re.IGNORECASE)
_SIGNS = (" and ", ",", ";", "&", "+", " plus ", "/")


def measured_pieces(text: str, names: EntityTable, taxonomy: Taxonomy) -> list[Piece]:
    """The two questions of a message, of two companies and measures or of two measures one of which nothing but its name asks for; none where it asks one."""
    if not any(sign in text.lower() for sign in _SIGNS) or _SET_AGAINST.search(text) or any(word in COMPARATIVES for word in re.findall(r"[a-z]+", text.lower())):
        return []
    mentions = taxonomy.find_metrics(text, asked=True)
    if len({m.start for m in mentions}) < _TWO or reckoning_asked(text) is not None:
        return []
    return _of_two_companies(text, mentions, names) or (_of_two_measures(text, mentions) if asks_whether(text) else [])


_TWO = 2


def _of_two_companies(text: str, mentions: list[MetricMention], names: EntityTable) -> list[Piece]:
    """Both sides of the one joint on either side of which another company's other measure is asked for."""
    named = names.match(text)
    cuts = []
    for joint in _JOINT.finditer(text):
        before, behind = ({m.metric for m in mentions if m.end <= joint.start()}, {m.metric for m in mentions if m.start >= joint.end()})
        whose, others = ({m.name for m in named if m.end <= joint.start()}, {m.name for m in named if m.start >= joint.end()})
        if len(whose) == len(others) == 1 and whose != others and before and behind and before.isdisjoint(behind):
            cuts.append(joint)
    if len(cuts) != 1 or len({m.name for m in named}) != _TWO:
        return []
    return [Piece(text[: cuts[0].start()], alone=True), Piece(text[cuts[0].end() :], alone=True)]


def _of_two_measures(text: str, mentions: list[MetricMention]) -> list[Piece]:
    """The question with each of two measures that it joins, without the other."""
    places = sorted({(m.start, m.end) for m in mentions})
    if len(places) != _TWO or not _BETWEEN.fullmatch(text[places[0][1] : places[1][0]]):
        return []
    (start, middle), (second, end) = places
    return [
        Piece(f"{text[:middle]}{text[end:]}", alone=True, about=text[start:middle]),
        Piece(f"{text[:start]}{text[second:end]}{text[end:]}", alone=True, about=text[second:end]),
    ]
