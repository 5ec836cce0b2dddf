"""Frames: what people put around a question in a chat, which is no part of it.

"Quick sanity check before I send this to the board: did Acme lose $4bn?", "our CFO asked who owns Bolt", "need it for a
slide, Acme capex FY25, could you help?". A frame speaks of the one who asks, and names nothing that sources tell of.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.courtesies import without_courtesies
from index.entity_table import EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import Taxonomy

__all__ = ["unframed"]

_SELF = (
    r"\b(?:i|i['’]?m|i['’]?ve|i['’]?d|im|ive|id|we|we['’]?re|we['’]?ve|our|ours|my|mine|me|us|you|u|your|ur|team|folks|guys|all|everyone|everybody|anyone|anybody|someone|somebody|one|ones|question|quick|quickly|quickie"
    r"|hey|hi|hello|hiya|yo|gm|morning|dear|please|pls|plz|sorry|thanks|thank|thx|ty|cheers|help|fyi|context|asking|ask|tldr|urgent|asap|need|needed|needs|trying|doing|preparing|prepping|writing|drafting|working|building|making|updating|settling"
    r"|checking|fact-?checking|sanity|double-?check(?:ing)?|deck|slides?|memo|note|notes|report|meeting|call|board|bet|homework|table|model|spreadsheet|footnote|article|podcast|journalist|lawyer|client|boss|colleague|friend)\b"
)
"""What speaks of who asks, of whom they ask it or of what they want it for."""
_OF_SELF = lazy_pattern(_SELF, re.IGNORECASE)
_ASKS = r"(?:who(?:se|m)?|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)(?:['’]?(?:s|re|d|ll)|n['’]?t)?\b"
_ASKING = lazy_pattern(rf"^\W*{_ASKS}|\b(?:who|what|when|where|why|how|which)(?:['’]?(?:s|re|d|ll))?\b|\b(?:vs|versus|compar\w+|list|rank\w*|top|trend|chart|plot|graph|draw|table of|differen\w+|biggest|largest|bigger|larger|higher|lower|smaller|more|most|less|least)\b", re.IGNORECASE)
"""What a frame has none of: it would be the question, or say how it is meant."""
_NEED = r"(?:just |really |only |would |will |also )*(?:need|want|wanted|require|looking for|would like|after)\b"
_PART_ENDS = lazy_pattern(rf"(?::|;|\s[-–—]+|[.!…]+|\n)\s+|,\s+|\s(?:and|so|as)\s(?=(?:i |we )?{_NEED})", re.IGNORECASE)
_BEHIND = lazy_pattern(r"(?:[?.!;:…]+|\s[-–—]+|\n|,)\s+")
_OPENS = lazy_pattern(rf"(?:(?:so|and|but|then|ok|okay|please|pls)\W+)*(?:(?P<wants>(?:i |we )?{_NEED})|{_ASKS})", re.IGNORECASE)
"""How the question opens behind a comma, which much else stands behind too."""
_REPORTED = lazy_pattern(
    r"\W*(?:(?:so|and|hey|hi|ok|okay|um|well)\W+)*(?:my|our|the|an?|some|one of (?:my|our|the)|his|her|their)\s(?:[\w’'-]+\s){1,3}?"
    r"(?:just\s|now\s|also\s|keeps\s|kept\s)?(?:asks?|asked|asking|(?:is|was|are|were) (?:asking|wondering)|wants? to know|wanted to know|wonders?|wondered|needs? to know|would (?:like|love) to know)"
    r"(?:\s(?:me|us|today|yesterday|again|just now))*(?:\sabout|\sfor|:|,)?\s(?=(?:if|whether|who|what|when|where|why|how|which|about)\b)",
    re.IGNORECASE,
    signs=("ask", "to know", "wonder"),
)
"""Who else wants to know: "our CFO asked who"."""
_FETCH = lazy_pattern(
    r"\W*(?:(?:hey|hi|ok|okay|so|and|pls|please|sorry)\W+)*(?:(?:can|could|would|will) (?:you|u|someone|anyone|somebody|anybody)\s(?:please\s|pls\s|kindly\s|maybe\s|quickly\s)?)?"
    r"(?:help(?: me| us)? (?:to )?(?:find|get)|pull(?: up)?|grab|dig (?:up|out)|fetch|send|look up|check for)(?:\s(?:me|us))?\s(?=[\w'’])",
    re.IGNORECASE,
    signs=("help", "pull", "grab", "dig ", "fetch", "send", "look up", "check for"),
)
"""An order to get a number: "could you pull Acme's revenue"."""
_IF = lazy_pattern(r"^(?:if|whether|about)\s", re.IGNORECASE)
_SOON = lazy_pattern(r"\b(?:in |at )?\d{1,2}\s?(?:min\w*|hours?|hrs?|am|pm|days?|sec\w*)\b", re.IGNORECASE)
"""When the answer is needed."""
_SIGNED = lazy_pattern(r"(?<=[.?!,])\s*(?i:(?:(?:kind|best|warm) )?(?:regards|cheers|thanks|thx|best|yours))\b\W{1,3}[A-Z][\w.]*\W*$")
_LONGEST = 160
"""Characters of a frame; what is longer tells a story that may matter."""


def unframed(text: str, names: EntityTable, taxonomy: Taxonomy) -> str:
    """The question without what is put around it; as it is where that may be part of the question, or nothing would be left.

    What is left names a company or a measure, as a question does that can be answered by itself.
    """
    said = without_courtesies(_SIGNED.sub("", text), names, taxonomy)

    def tells(words: str) -> bool:
        return bool(names.match(words)) or bool(taxonomy.find_metrics(words))

    if (reported := _REPORTED.match(said)) is not None and not tells(reported[0]) and tells(said[reported.end() :]):
        said = _IF.sub("", said[reported.end() :])
    said = _without_ends(said, tells)
    if (fetch := _FETCH.match(said)) is not None and tells(said[fetch.end() :]):
        said = said[fetch.end() :]
    return without_courtesies(said, names, taxonomy)


def _without_ends(text: str, tells: Callable[[str], bool]) -> str:
    """The text without frames before and behind the question."""

    def is_frame(words: str) -> bool:
        plain = _SOON.sub("", words).strip()
        return 0 < len(plain) <= _LONGEST and not any(c.isdigit() for c in plain) and _OF_SELF.search(plain) is not None and not tells(plain)

    start = 0
    for part in _PART_ENDS.finditer(text):
        before, rest = text[start : part.start()], text[part.end() :]
        comma = part[0].strip().lower() in {",", "and", "so", "as"}
        opens = _OPENS.match(rest) if comma else None
        if (comma and opens is None) or not is_frame(before) or _ASKING.search(before) or not tells(rest):
            if not comma:
                break
            continue
        start = part.end() + (opens.end("wants") if opens is not None and opens["wants"] else 0)
    end = len(text)
    for part in reversed([*_BEHIND.finditer(text, start)]):
        behind = text[part.end() : end]
        if not is_frame(behind) or not (_OF_SELF.match(behind) or _POLITE_END.match(behind)) or "?" in text[part.end() : end].rstrip("?!. ") or not tells(text[start : part.start()]):
            break
        if _ASKING.search(behind) and not _POLITE_END.match(behind):
            break
        end = part.start() + (1 if part[0].startswith("?") else 0)
    return text[start:end].strip()


_POLITE_END = lazy_pattern(
    r"(?:(?:please|pls|so|and|if|anyone|someone)\W+)*(?:(?:can|could|would|will) (?:you|u|someone|anyone|somebody)\b|do you (?:know|have)\b|does (?:anyone|anybody) know\b|is that (?:ok|okay|possible)\b|(?:the|my|our) (?:[\w-]+ ){1,2}(?:is|are|was|wants?|needs?) ask)",
    re.IGNORECASE,
)
"""What asks for help and not for an answer of its own: "could you help"."""
