"""Carrying: the measure of an amount whose sentence names none, from the sentence, the heading or the question before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index._timing import Said, Topic
from index.amount import Amount
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["answers", "carried_measure", "goes_on", "spoken_of"]

_ITSELF = r"(?:it|they|that|this|these|those|there|we|he|she|I)(?:['’](?:s|re|d|ll|ve))?"
_THE_NUMBER = (
    r"(?:the|its|our|their|that|this)\s(?:(?:same|whole|old|new|previous|earlier|former|current|latest|next|last|first|second|third|fourth|other|original|final|average|comparable|equivalent|corresponding|actual|real|official|prior|final)\s){0,2}"
    r"(?:figure|number|total|count|amount|sum|loss|share|price|rate|one|ones|year|quarter|half|month|range|version|model|level|best|record|peak|low|high)"
)
_ITS_TIME = r"(?:(?:this|last|next|that) (?:year|quarter|month|week)|today|yesterday|(?:19|20)\d\d)['’]s"
_THE_PLAN = r"(?:the|its|our|their|a)\s(?:[\w’'-]+\s){0,3}?(?:plans?|budget|target|goal|forecast|guidance|estimate|consensus|covenant|ceiling|limit)"
_WHO = r"(?:the (?:company|group|firm|board|market|street)|management|analysts|consensus|wall street|investors|the plan [^.,;]{1,30}?)"
_BE = (
    r"(?:(?:was|were|is|are|be|been|had|has|have|will|would|should|could|may|might|must|can|now|still|also|only|already|just|previously|earlier|initially|originally|first|once|about|not yet|expected to|likely to|due to|set to)\s)*"
    r"(?:was|were|is|are|be|been|had|has|have|stood at|stands at|stand at|came to|comes to|come to|reached|reaches|reach|hit|hits|totall?ed|rose to|risen to|fell to|fallen to|dropped to|climbed to|grew to|grown to|shrank to|slipped to"
    r"|went (?:up |down )?to|gone (?:up |down )?to|go to|compares? (?:with|to)|compared (?:with|to)|cost|costs|made|makes|counted|numbered|ended at|started at|ran at|runs at|averaged|averages)\s"
)
_SAY = (
    r"(?:(?:was|were|is|are|had|has|have|will|would|now|still|also|only|previously|earlier|initially|originally|first|once|been)\s)*"
    r"(?:sa(?:id|ys?)|guid(?:ed|ing|es?)(?: to| for)?|forecast(?:s|ing)?|promis(?:ed|es)?|expect(?:s|ed|ing)?|see(?:s|ing)?|look(?:s|ed|ing) for|project(?:s|ed)?|plan(?:s|ned)?(?: for| on)?|budget(?:s|ed)?(?: for)?|pencill?ed in"
    r"|assum(?:es?|ed)|target(?:s|ed)?|aim(?:s|ed)? for|call(?:s|ed) for|hop(?:es?|ed) for|told (?:you|investors|lenders|analysts|the board)(?: to expect)?|retain(?:s|ed)?|keep|maintain(?:s|ed)?|reiterate(?:s|d)?|is for|was for|wants?|wanted|asked for|applied for)\s"
)
_QUALIFIED = (
    r"(?:(?:an?|the|about|around|roughly|some|just|only|nearly|almost|over|under|maybe|perhaps|between|more than|less than|fewer than|up to|at|to|closer to|nearer|near|well|still|already|even|a little|something like|not|"
    r"as (?:much|high|low|many) as|at least|plus|minus)\s)*"
)
_WHEN = (
    r"(?:(?:before that|before|previously|earlier|until then|as a reminder|for comparison|back then|now|today|currently|at (?:its|the) peak|at first|and|but|so|then)\b,?\s|"
    r"(?:back\s)?(?:in|for|by|at|during|over|on|as of|since)\s[^,;:]{2,40}?,?\s|(?:[\w-]+\s){1,2}(?:years?|quarters?|months?|weeks?)\s(?:ago|earlier|before that|before|back|later)\b,?\s|"
    r"(?:last|this|next)\s(?:year|quarter|month|spring|summer|autumn|fall|winter)\b,?\s|the (?:year|quarter|month) before(?: that| last)?\b,?\s)"
)
_AT_TIME = (
    r"(?:in|for|at|during|over|by)\s[^,;:]{0,30}\b(?:years?|quarter|half|months?|stretch|period|spring|summer|autumn|fall|winter|(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\b[^,;:]{0,12}"
)
_GOES_ON = lazy_pattern(
    # "In 2023 it was $120 million.", "The previous figure was 38.", "That compares with $31 million"
    rf"^\W*{_WHEN}{{0,2}}(?:(?:{_ITSELF}|{_THE_NUMBER}|{_ITS_TIME}|{_THE_PLAN}|{_WHO})\s(?:(?:number|figure|total)\s)?|(?:it|that|they|this|those)['’](?:s|re|d|ll)\s)(?:{_BE})?{_QUALIFIED}$"
    # "Before, we said 2.4 to 2.6.", "The board had budgeted for $121 million", "For the full year we are now guiding to $4 billion"
    rf"|^\W*{_WHEN}{{0,2}}(?:{_ITSELF}|{_WHO}|{_THE_PLAN})\s{_SAY}{_QUALIFIED}$"
    # "As a reminder, 2025 was $2 billion.", "Up from $31 million a year before."
    # "That was five times the $500 million of a year before"
    rf"|^\W*(?:it|that|this)\s(?:was|is|would be)\s[^.;]{{0,40}}\b(?:than|times|half|double|twice)\s{_QUALIFIED}$"
    # "In the same stretch of last year, $274.9 million"
    rf"|^\W*{_AT_TIME},\s{_QUALIFIED}$"
    # "That's down from $21.3 billion"
    rf"|^\W*(?:it|that|this)(?:['’]s|\sis|\swas)\s(?:up|down)\s(?:[^.;]{{0,20}}\s)?(?:from|to)\s{_QUALIFIED}$"
    rf"|^\W*{_WHEN}{{0,2}}(?:the\s)?(?:19|20)\d\d\s{_BE}{_QUALIFIED}$|^\W*(?:up|down)\b[^.;]{{0,20}}\b(?:from|to)\s{_QUALIFIED}$",
    re.IGNORECASE,
)
# "The company's first leaflet, two years ago, promised 120."
_OTHERS_SAY = lazy_pattern(rf"^\W*(?:the|its|our|their|an?)\s[^.;]{{1,60}}?\s{_SAY}{_QUALIFIED}$", re.IGNORECASE)
_CLOSES = lazy_pattern(r"\s?(?:[.,;]|$)|\s(?:in|for|by|at)\s(?:the\s)?(?:\d{4}|year|end|first|second|third|fourth|whole|full)")
# "The first five made up 68 percent.", after what was 31 percent of revenue.
_MADE_UP = lazy_pattern(rf"^[^.;]{{1,60}}\b(?:ma(?:de|kes?) up|account(?:s|ed)? for|represent(?:s|ed)?|contribut(?:es|ed)|(?:was|were|is|are|had been|stood at)|(?:is|was) the (?:next|second|third)[\w -]{0,20}? (?:at|with))\s{_QUALIFIED}$", re.IGNORECASE)
# "Fenland has 18.2%.", after what others hold.
_HOLDS = lazy_pattern(rf"^[^.;]{{1,60}}\b(?:has|have|holds?|owns?|keeps?)\s{_QUALIFIED}$")
_ANSWERS = re.compile(
    r"^\W*(?:(?:yes|no|well|so|oh|about|around|roughly|some|nearly|almost|over|more than|under|just|only|north of|close to|we|it|it['’]s|they|now|today|maybe|perhaps|something like)\b[\s,]*)*$", re.IGNORECASE
)
_SPEAKER = re.compile(r"^\W*(?:[A-Z][\w.'’-]+\s){0,3}[A-Z][\w.'’-]+:\s")
# "Size: £450 million" under "A new credit line".
_SIZE = re.compile(r"^\W*(?:the\s)?(?:(?:deal|total|overall|headline)\s)?(?:size|amount|total|value|sum|volume|how much|principal)(?:\s\w+){0,2}\s?[:=–-]\s*(?:\w+\s){0,2}$", re.IGNORECASE)
# "Around 2,100 of that."
_OF_THAT = lazy_pattern(r"\sof (?:that|it|this)\b", re.IGNORECASE)


def goes_on(before: str) -> bool:
    """Whether the words of a sentence before a number only say when or by whom what was spoken of is that: "A year ago it was"."""
    return _GOES_ON.match(_SPEAKER.sub("", before)) is not None


def answers(sentence: str, amount: Amount) -> bool:
    """Whether a sentence opens with an amount, as an answer does: "About 380.", "Well, over fifty per cent"."""
    return _ANSWERS.match(_SPEAKER.sub("", sentence[: amount.start])) is not None


_CLAUSE_BEGINS = lazy_pattern(r"[;:—–]\s|,\s(?:and|but|while|though|where)?\s?|\s(?:and|but|while)\s|\s[–—-]\s")


def spoken_of(sentence: str, amount: Amount, amounts: Sequence[Amount]) -> Amount | None:
    """The amount before one whose clause only says when that was otherwise: "a loss of $41 million; a year ago it was $97 million"."""
    former = next((a for a in reversed(amounts) if a.end <= amount.start and a.unit == amount.unit and a.per == amount.per), None)
    if former is None:
        return None
    begins = [m.end() for m in _CLAUSE_BEGINS.finditer(sentence, former.end, amount.start)]
    return former if any(goes_on(sentence[place : amount.start]) for place in begins) else None


def carried_measure(amount: Amount, said: Said, taxonomy: Taxonomy, topic: Topic) -> MetricMention | None:
    """The measure that a sentence goes on about without naming it, or that the paragraph before asked for."""
    before = said.sentence[: amount.start]
    if topic.metric is not None and taxonomy.compatible(topic.metric.metric, amount.unit):
        if goes_on(before) or (not said.metrics and amount.unit and answers(said.sentence, amount) and _OF_THAT.match(said.sentence[amount.end :])):
            return topic.metric
        if not said.metrics and _OTHERS_SAY.match(before) and _CLOSES.match(said.sentence[amount.end :]):
            return topic.metric
        if topic.metric.metric == "revenue_share" and not said.metrics and _MADE_UP.match(before):
            return topic.metric
        if topic.metric.metric in {"stake", "voting_power"} and not said.metrics and amount.unit == "percent" and _HOLDS.match(before):
            return topic.metric._replace(metric="stake")
        if ": " in before and goes_on(before.rsplit(": ", 1)[-1]):
            return topic.metric
        former = said.firsts.get(amount.start) or (said.against[amount.start].lead if amount.start in said.against else None) or spoken_of(said.sentence, amount, said.amounts)
        if former is not None and goes_on(said.sentence[: former.start]):
            return topic.metric  # "It was $4 million; a year ago it was $2 million."
    if not said.metrics and _SIZE.match(before):
        return next((m for m in topic.titled if taxonomy.compatible(m.metric, amount.unit)), None)
    if topic.asked and not said.metrics and (answers(said.sentence, amount) or goes_on(before)):
        return next((m for m in topic.asked if taxonomy.compatible(m.metric, amount.unit)), None)
    return None
