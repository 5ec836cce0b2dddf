"""Changes: amounts that say by how much something moved, and so are no level of it."""

from __future__ import annotations

import re

from index.amount import Amount
from index.pattern import lazy_pattern

__all__ = ["is_change", "part_of_change"]

# "Up 22 MW in the month", "6,500 more GPUs": what came on top, not the whole.
_UP_BY = lazy_pattern(
    r"\b(?:(?:up|down)\s+(?:by\s+)?(?:(?:about|around|roughly|some)\s+)?|(?:additional|extra|further|another)\s+)$", re.IGNORECASE
)
# "Picked up $180 million", "signed up 900 customers", "drew down $600 million": the word is the verb's.
_OF_THE_VERB = lazy_pattern(
    r"\b(?:pick\w*|turn\w*|us(?:e|es|ed|ing)|sign\w*|lin(?:e|es|ed)|snap\w*|scoop\w*|buy\w*|bought|put\w*|cough\w*|stump\w*|pon(?:y|ied)|rack\w*|r[aiu]ng|open\w*|g[ai]v(?:e|es|en|ing)"
    r"|free\w*|set\w*|hold\w*|held|mak\w*|made|t[ao]ke?\w*|took|eat\w*|ate|add\w*|dr[ae]w\w*|wr[io]t\w*|pa(?:y|id)\w*|l(?:ay|aid)\w*)\s(?:up|down)\s+"
    r"(?:(?:about|around|roughly|some)\s+)?$",
    re.IGNORECASE,
)
# "Raised another $90 million", "buying back another $2 billion": what is done again is a deed of its own.
_DEED_AGAIN = lazy_pattern(
    r"\b(?:rais\w+|invest\w*|put(?:ting)?(?:\sin)?|giv\w+|gave|buy\w*(?:\sback)?|bought(?:\sback)?|repurchas\w+|borrow\w*|secur\w*|lend\w*|lent|order\w*|spend\w*|spent|pa(?:y|id)\w*|seek\w*)"
    r"\s(?:[A-Z]\w+\s|it\s|them\s|us\s)?(?:an?\s)?(?:additional|extra|further|another)\s+$"
)
_MORE = lazy_pattern(r"[$€£¥]?[\d.,]+\s(?:(?:thousand|million|billion)\s)?(?:more|additional|extra|further|fewer)\b(?!\sthan\b)", re.IGNORECASE)
_MORE_AFTER = lazy_pattern(r"\s(?:more|additional|extra|further|fewer)\s(?!than\b)", re.IGNORECASE)
_CHANGED_BY = lazy_pattern(
    r"\b(?:reduc|increas|decreas|rose|ris|fell|fall|gr[eo]w|declin|dropp?|climb|jump|cut|lower|rais|boost|lift|widen|narrow|improv"
    r"|shr[aiu]nk|exceed|miss|beat)\w*\b[^;.]{0,80}?\bby\s+(?:(?:an?|about|around|roughly|approximately|nearly|almost|over|some|another|"
    r"additional|more than)\s+)*$",
    re.IGNORECASE,
)
_QUALS = r"(?:(?:an?|about|around|roughly|approximately|nearly|almost|over|some|another|additional|more than|just|only)\s)*"
_ROSE = lazy_pattern(rf"\b(?:increas|decreas|declin|improv|widen|narrow)(?:e|es|ed|ing)\s{_QUALS}$|\b(?:rose|grew|fell|climbed|dropped)\s{_QUALS}$", re.IGNORECASE)
_RISE_OF = lazy_pattern(
    rf"\b(?:increase|decrease|decline|reduction|rise|drop|improvement|jump)s?\s(?:of|in\s(?:[\w&’'-]+\s){{1,6}}?of)\s{_QUALS}$", re.IGNORECASE
)
# "Driven by increases in pay of $1.5 billion, depreciation of $1.4 billion and fees of ...": all of them are changes.
_DRIVEN = lazy_pattern(
    r"\b(?:driven by|due to|owing to|reflect\w*|attributable to|because of|result of|offset by|caused by)\s(?:[\w-]+\s){0,3}?(?:increase|decrease|growth|decline|reduction)s?\s(?:in|of)\s[^;.]*\bof\s"
    rf"{_QUALS}$",
    re.IGNORECASE,
)
# "The extra week added $61 million to revenue."
_ADDED = lazy_pattern(rf"\b(?:add|contribut|shav|knock|wip|lop)\w*\s{_QUALS}$", re.IGNORECASE)
_TO = lazy_pattern(r"\s(?:to|off|from)\s|\s(?:of|in)\s(?:[\w-]+\s){0,2}(?:revenues?|sales|profits?|income|costs?|debt|backlog)\b")
# "$874 million and $880 million higher than actual revenue": how far apart two numbers are.
_APART = lazy_pattern(
    r"(?:\sand\s[$€£¥]?[\d.,]+(?:\s(?:thousand|million|billion|trillion))?)?\s(?:(?:above|below)\sthe\s|(?:higher|lower|greater|larger|bigger|smaller|less|more|fewer|better|worse)\sthan\s(?!(?:it|they|we)\s(?:earn|mak|made|t[ao]k|took|br[io]|bring)))"
    r"(?!(?:an?|one|two|three|six|\d+|half)\s(?:years?|months?|weeks?|days?|hours?|quarters?|decades?)\b)",
    re.IGNORECASE,
)
_IMPACT = lazy_pattern(rf"\b(?:impact|effect|headwind|tailwind|benefit)s?\sof\s{_QUALS}$", re.IGNORECASE)


_STAFF_CUT = lazy_pattern(
    rf"\b(?:cut|cuts|cutting|reduc\w+|trim\w*|slash\w*|shr[aiu]nk\w*|par(?:e|es|ed|ing)|thin\w*)\s(?:its|our|the|their|his|her)\s(?:[\w-]+\s){{0,2}}?(?:workforce|headcount|staff|payroll|ranks)\sby\s{_QUALS}$", re.IGNORECASE
)


def is_change(sentence: str, amount: Amount) -> bool:
    """Whether an amount is what something changed by: "reduced operating profit by $17 billion" is not the profit."""
    if amount.unit == "percent":
        return bool(_IMPACT.search(sentence[: amount.start]))
    before, after = sentence[: amount.start], sentence[amount.end :]
    if _STAFF_CUT.search(before):
        return False  # by how many the staff is cut is how many go
    if _ADDED.search(before) and _TO.match(after):
        return True
    moved = any(cue.search(before) for cue in (_CHANGED_BY, _ROSE, _RISE_OF, _DRIVEN)) or (_UP_BY.search(before) and not _OF_THE_VERB.search(before) and not _DEED_AGAIN.search(before))
    return bool(moved or _MORE.match(sentence[amount.start :]) or _MORE_AFTER.match(after) or _APART.match(after))


_MOVE = r"(?:increase|rise|growth|jump|gain|decrease|decline|drop|fall|change|improvement|difference|swing)"
_OF_THE_MOVE = lazy_pattern(rf"(?:^|[;:,]\s)\W*of (?:that|the|this|these|those|its|our|their)\s(?:[$€£¥]?[\w.,%-]+\s){{0,4}}?{_MOVE}s?\b[^;]*$", re.IGNORECASE)
_WAS_OF_THE_MOVE = lazy_pattern(rf"\s(?:\(\d[^)]*\)\s)?of (?:that|the|this|these|those|its|our|their)\s(?:[\w-]+\s){{0,2}}?{_MOVE}s?\b", re.IGNORECASE)


def part_of_change(sentence: str, amount: Amount) -> bool:
    """Whether a sum is a part of what something moved by: "Of that increase, $1.7 billion was depreciation" is not the depreciation."""
    return _WAS_OF_THE_MOVE.match(sentence, amount.end) is not None or _OF_THE_MOVE.search(sentence[: amount.start]) is not None
