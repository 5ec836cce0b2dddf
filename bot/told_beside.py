"""Told beside: the number that a figure's own words give for the time or the thing that it is set against.

"Capital expenditures were $598 million in the first half, compared to $403 million" says what the year before had, "up
from 3,625" as well, and "4.1% for Acme 2, against 5.6% for Acme 1" what the other model has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import figure_sentence, freshness
from bot.fitness import FUTURE
from bot.library import Library
from bot.parsing import year_shifted
from bot.picking import named_for
from bot.question import Question
from bot.selection import Fit, fits
from bot.wording import plain
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.change import is_change
from index.fiscal import Match, same_period
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.sentences import sentence_spans

__all__ = ["beside_year_after", "of_other", "of_year_before", "year_before"]

_AGAINST = lazy_pattern(
    r"(?:\b(?:from|against|versus|vs\.?|compared (?:with|to)|than|up on|down on)\s(?:the\s|about\s|roughly\s|nearly\s|some\s|just\s|only\s|over\s|under\s|around\s)*|\((?:was|from|previously|previous year|prior year|last year|year before|before)[ :]?\s?)\S?$",
    re.IGNORECASE,
)
"""What stands before a number that another is set against."""
_A_YEAR_BEFORE = lazy_pattern(
    r"^\W*(?:in |at |for |during )?(?:the |that |its )?(?:a|one|twelve months|12 months)?\s?(?:year|months)(?: (?:ago|before|earlier|previously))?\b[^.;]{0,12}|^\W*(?:in |for )?the (?:same|year-earlier|corresponding|comparable|prior-year|year-ago)\b",
    re.IGNORECASE,
)
_OPENS_A_YEAR_BEFORE = lazy_pattern(
    r"^\W*(?:(?:and|but) )?(?:(?:a|one) year (?:ago|before|earlier)|twelve months (?:ago|before|earlier)|the year before|in the (?:same|corresponding|year-earlier) (?:period|quarter|half|month) (?:of )?(?:last year|a year (?:ago|before|earlier)|the year before))\b,? (?:it|they|that|this|the (?:figure|number|total|same))\b",
    re.IGNORECASE,
)
_OTHER_STEP = lazy_pattern(r"\b(?:quarter|sequential\w*|month|week|june|march|september|december|half|q[1-4]|forecast|expect\w*|target\w*|plan\w*|budget\w*|consensus|estimate\w*|analysts?|guidance|average|rival\w*|industry|peers?)\b", re.IGNORECASE)
"""What a number is set against that is no year before."""
_CLAUSE_END = lazy_pattern(r"[,;]\s|\.\s|\sand\s(?:it|they|the)\b")
_OF_A_YEAR = frozenset({PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.QUARTER})


def of_year_before(lead: Fit, own: Period, asked: Period, library: Library) -> Fit | None:
    """What a figure's sentence, or the next, gives for the year before its own; None where it gives nothing, or `asked` is no such time.

    `own` is the time asked about that the figure is of.
    """
    if lead.figure.table is not None or own.year is None or asked.year != own.year - 1 or (own.kind, own.number, own.fiscal) != (asked.kind, asked.number, asked.fiscal):
        return None
    found = _against(lead, own, library) or _in_next(lead, library)
    if found is None:
        return None
    start, end, amount = found
    return replace(lead, figure=replace(lead.figure, start=start, end=end, amount=amount, period=asked))


def year_before(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What the words of the figure for the year after say of the one time that a question is about, where no figure is of that time."""
    if len(question.periods) != 1 or not question.metrics or question.over_time or question.earlier or question.bases & FUTURE or question.periods[0].year is None:
        return None
    return None if fits(question, library, as_of=as_of) else beside_year_after(question, library, as_of)


def beside_year_after(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What the words of the figure for the year after say of the one time that a question is about."""
    if len(question.periods) != 1 or question.periods[0].year is None or not question.metrics or question.bases & FUTURE:
        return None
    asked = question.periods[0]
    own = year_shifted(asked, 1)
    after = [fit for of in (replace(question, periods=(own,)), question) for fit in fits(of, library, as_of=as_of) if not fit.kin and fit.figure.basis not in FUTURE]
    told = of_year_before(after[0], own, asked, library) if after else None
    if told is None:
        return None
    draft = Draft(library, question.text)
    number = draft.cite_fit(told)
    draft.state(told, (number,))
    draft.say(figure_sentence(told, library, number))
    if told.figure.start != after[0].figure.start:
        draft.say(f"“{plain(library.quote(after[0].figure))}” [{draft.cite_fit(after[0])}]")
    draft.say(f"“{plain(library.text(told.figure.document_id)[told.figure.start : told.figure.end])}” [{number}]")
    draft.say(freshness(told, 1))
    return draft.answer(Status.ANSWERED)


def _against(lead: Fit, own: Period, library: Library) -> tuple[int, int, Amount] | None:
    figure, quote = lead.figure, library.quote(lead.figure)
    place = figure.amount.start - figure.start
    other = next((a for a in _others(quote, place, figure.amount) if a.start > place), None)
    if other is None or not _AGAINST.search(quote[: other.start]):
        return None
    between, after = quote[place:other.start], _CLAUSE_END.split(quote[other.end : other.end + 40])[0]
    told = _A_YEAR_BEFORE.match(after) is not None
    dated = [f for f in find_periods(quote, published=lead.document.published) if f.start >= other.end - 1 and f.start - other.end < len(after)]
    if dated and not told:
        before = year_shifted(own, -1)
        told = all(same_period(f.period, before, year_end=library.names.year_end(figure.entity)) is Match.EXACT for f in dated)
        if not told:
            return None
    # Where nothing is said, results are set against those of the year before.
    unsaid = own.kind in _OF_A_YEAR and not _OTHER_STEP.search(after) and not _OTHER_STEP.search(re.split(r"[,;]", between)[-1])
    return (figure.start, figure.end, _moved(other, figure.start)) if told or unsaid else None


def _in_next(lead: Fit, library: Library) -> tuple[int, int, Amount] | None:
    """The same of the sentence behind it, which says no more than what it was: "A year before it was $58 million."."""
    figure, text = lead.figure, library.text(lead.figure.document_id)
    stop = text.find("\n\n", figure.end)
    following = next(iter(sentence_spans(text, figure.end, stop if stop >= 0 else len(text))), None)
    if following is None or not _OPENS_A_YEAR_BEFORE.search(text[slice(*following)]):
        return None
    alike = [a for a in find_amounts(text[slice(*following)]) if (a.unit, a.per) == (figure.amount.unit, figure.amount.per) or (not a.per and a.unit == figure.amount.unit)]
    return (*following, _moved(replace(alike[0], per=figure.amount.per), following[0])) if len(alike) == 1 else None


def _others(quote: str, place: int, own: Amount) -> list[Amount]:
    """The numbers of a sentence that are in a figure's unit and neither it nor by how much it changed."""
    return [a for a in find_amounts(quote) if a.start != place and not agree(a, own) and _alike(a, own) and not is_change(quote, a)]


def _alike(one: Amount, own: Amount) -> bool:
    return one.unit == own.unit or (not one.unit and "percent" not in own.unit and own.unit.islower())


def _moved(amount: Amount, by: int) -> Amount:
    return replace(amount, start=amount.start + by, end=amount.end + by)


def of_other(lead: Fit, name: str, library: Library) -> Fit | None:
    """What a figure's sentence gives for another thing that it names right behind or before the number: "against 5.6% for Acme 1"."""
    figure = lead.figure
    if figure.table is not None:
        return None
    quote = library.quote(figure)
    others = _others(quote, figure.amount.start - figure.start, figure.amount)
    if len(others) != 1:
        return None
    other = others[0]
    names = library.names.find(quote)
    named = [m for m in names if m.name == name]
    behind = named_for(quote, other, names) == name
    before = any(re.fullmatch(r"(?:['’]s)?(?:\s(?:at|has|had|with|is|was|scored|scores|gets|got|costs|draws|uses|drew|used|on))?\s(?:about\s)?\S?", quote[m.end : other.start]) for m in named if m.end <= other.start)
    if not (behind or before):
        return None
    return replace(lead, figure=replace(figure, entity=name, amount=_moved(other, figure.start)))
