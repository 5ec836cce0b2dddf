"""Claims: numbers that a question says, held against what the sources say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot import measures
from bot.answer import Answer, Status
from bot.asked import REACHED
from bot.directions import direction
from bot.drafting import Draft
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import Fit
from bot.text_answers import from_text
from bot.wording import amount_words, plain
from corpus.dates import known_by
from index.amount import Amount, is_money, turned
from index.amounts import agree, find_amounts
from index.figure import Basis, Figure
from index.fiscal import Match
from index.pattern import lazy_pattern

__all__ = ["BY_ITS_VALUATION", "OPENINGS", "SOURCES_DIFFER", "another_measure", "apart", "claim_from_text", "either", "in_its_currency", "is_claim", "meant", "refuted", "stood_before", "unsettled", "verdict", "what_that_was"]


_FEW = 4
"""Numbers of one question that are each looked for; more of them are a table's."""
_ROUGHLY = Decimal("0.07")
"""How far a number that people round may be off: "30bn" is 30.4, but "1bn" is not 1.3."""


_EXACTLY = Decimal("0.02")
"""The same of a number that is told to be another measure: "6bn" is no 6.4 billion of something else."""


_DONE_OR_NOT = "Not as something done: "
_AS_PLANNED = {Basis.GUIDANCE: "As guidance, yes: ", Basis.PROJECTION: "As a projection, yes: ", Basis.COMMITMENT: "As a commitment, yes: ", Basis.REPORTED: "As reported, yes: "}
SOURCES_DIFFER, BY_ITS_VALUATION = "Sources differ. ", "By its last valuation, yes: "
_NOT_IN_CURRENCY = "Not in that currency: "
_UP_TO, _FROM, _WITHIN = "As the top of its guidance: ", "As the bottom of its guidance: ", "Within its guidance: "
_OF_TWO = ("Of the two, the first. ", "Of the two, the second. ")
OPENINGS = ("Yes. ", "No. ", _DONE_OR_NOT, *_AS_PLANNED.values(), SOURCES_DIFFER, BY_ITS_VALUATION, _NOT_IN_CURRENCY, _UP_TO, _FROM, _WITHIN, *_OF_TWO)
"""What the answer to a claim begins with, before the figure that decides it."""


def meant(said: Amount, amount: Amount) -> bool:
    """Whether a number of a question is this amount, the scale left out as people do ("72.2 or 69.7?")."""
    return apart(said, amount) is not None


def apart(said: Amount, amount: Amount) -> Decimal | None:
    """How far a number of a question is from this amount, as a share of it; None where it is another number."""
    for factor in (1, 1_000, 1_000_000, 1_000_000_000) if said.value < 10_000 else (1,):
        candidate = replace(said, unit=amount.unit, value=said.value * factor, per=amount.per)
        candidate = replace(candidate, scale=said.scale + len(str(factor)) - 1)
        if not agree(candidate, amount) and not agree(turned(candidate), amount):
            continue
        if amount.high is not None or not amount.value:
            return Decimal(0)
        off = abs(abs(candidate.value) - abs(amount.value)) / abs(amount.value)
        if off <= _ROUGHLY:
            return off
    return None


def claim_from_text(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What sentences say of a number claimed; None where they do not speak of that number."""
    answer = from_text(question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED:
        return answer
    told = [amount for citation in answer.citations for amount in find_amounts(citation.quote)]
    return answer if any(meant(said, amount) for said in question.amounts for amount in told) else None


_MONEY_COUNTED = lazy_pattern(r"\b(?:post|pre)[- ]?money\b", re.IGNORECASE)


def what_that_was(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """For "is that cash?": whether the number just given is of the measure named, and of which it is."""
    asked = {m.metric for m in question.metrics}
    if any(direction(m.words) for m in question.metrics) or _MONEY_COUNTED.search(question.text):
        return None  # whether it was raised or cut, or has the new money in it, is no question for what it is
    found: list[tuple[bool, Fit]] = []
    for name in question.entities:
        for figure in library.snapshot.figures(entity=[name]):
            document = library.document(figure.document_id)
            near = [off for said in question.amounts if (off := apart(said, figure.amount)) is not None]
            if not figure.metric or not near:
                continue
            if as_of is not None and not known_by(document.published, as_of):
                continue
            score = figure.confidence + 0.3 * document.source_type.authority
            found.append((min(near) <= _AS_ROUNDED, Fit.held(figure, document, score)))
    if not found:
        return None
    # A number that is only about the same as the one given is not it, where that is held.
    _, best = max(found, key=lambda each: (each[0], each[1].figure.metric in asked, each[1].score))
    metric = best.figure.metric
    same = metric in asked or any(metric.startswith(f"{one}_") for one in asked)
    name = measures.name(library.taxonomy, metric)
    draft = Draft(library, question.text)
    number = draft.cite_fit(best)
    draft.state(best, (number,))
    draft.say(f"{'Yes' if same else 'No'}, it is {name}: {amount_words(best.figure.amount, library.text(best.document.document_id)[best.figure.amount.start : best.figure.amount.end])} [{number}].")
    draft.say(measures.caveat(library.taxonomy, metric))
    if best.figure.table is None:
        draft.say(f"“{plain(library.quote(best.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)


_AS_ROUNDED = Decimal("0.005")
"""How far a number that was given rounded is from what it was rounded from, as a share of it."""


def either(question: Question, found: Sequence[Fit], library: Library, as_of: date | None) -> list[Fit]:
    """For "is it A or B", and "I see A, B and C": the best figure that is each of them, where two or more are held.

    What no figure of the measure asked is may be another measure of the company, or of the one it belongs to.
    """
    out: list[Fit] = []
    for said in question.amounts:
        near = [(off, place) for place, f in enumerate(found) if (off := apart(said, f.figure.amount)) is not None]
        fit = found[min(near)[1]] if near else None
        if fit is not None and fit not in out:
            out.append(fit)
    if 2 <= len(question.amounts) <= _FEW and len(out) < len(question.amounts):
        lead = out[0] if out else found[0]
        for said in question.amounts:
            if any(meant(said, f.figure.amount) for f in out):
                continue
            other = _other_measure(said, lead, question, library, as_of)
            if other is not None:
                out.append(other)
    # The one that answers best leads, in whichever order they were asked about.
    return sorted(out, key=lambda f: found.index(f) if f in found else len(found))


def _other_measure(said: Amount, lead: Fit, question: Question, library: Library, as_of: date | None) -> Fit | None:
    """The best figure of another measure that is a number said, for the lead's time."""
    best: Fit | None = None
    family = sorted(library.names.family(question.entities) - set(question.entities))
    for name in dict.fromkeys((*question.entities, *family, lead.figure.entity, *library.names.lineage(lead.figure.entity))):
        for figure in library.snapshot.figures(entity=[name]):
            document = library.document(figure.document_id)
            if figure.dimension or not meant(said, figure.amount) or not _comparable(figure.amount, lead.figure.amount):
                continue
            if not figure.metric and not _of_the_same(figure, lead, question, library):
                continue
            if as_of is not None and (document.published is None or document.published > as_of):
                continue
            if figure.period is not None and lead.figure.period is not None:
                if (figure.period.year or 0) != (lead.figure.period.year or 0) and figure.period.end != lead.figure.period.end:
                    continue
            fit = Fit.held(figure, document, figure.confidence + 0.3 * document.source_type.authority)
            if best is None or fit.score > best.score:
                best = fit
    return best


def _comparable(one: Amount, other: Amount) -> bool:
    """Whether two amounts may be taken for each other: money is no count, nor a share of something."""
    return is_money(one.unit) == is_money(other.unit) and (one.unit == "percent") == (other.unit == "percent")


def _of_the_same(figure: Figure, lead: Fit, question: Question, library: Library) -> bool:
    """Whether a number without a measure is told with the one asked for: "purchases only, $37 billion", or below it on its page: "weekly use is lower: 38 million"."""
    if figure.table is not None:
        return False
    beside = figure.document_id == lead.figure.document_id and figure.amount.unit in {"", lead.figure.amount.unit}
    return beside or bool(library.taxonomy.named(library.quote(figure), frozenset(m.metric for m in question.metrics)))


def is_claim(question: Question, lead: Fit) -> bool:
    """Whether a question puts up a number of the lead's kind to be confirmed."""
    if question.intent is not Intent.CHECK or not question.amounts or lead.kin:
        return False
    # A share is no "35 billion".
    return any(a.unit in ("", lead.figure.amount.unit) and not (not a.unit and a.scale >= _MILLIONS and lead.figure.amount.unit == "percent") for a in question.amounts)


_MILLIONS = 6
_UNSETTLED = lazy_pattern(
    r"\b(?:up to|non-?binding|letters? of intent|memorandum of understanding|in talks|talks to|considering|weighing|exploring|"
    r"plans? to|planned|planning|intends? to|aims? to|hopes? to|would|could|might|may(?! \d)|proposed|potential|fell through|collapsed|"
    r"terminated|called off|never)\b",
    re.IGNORECASE,
)
"""Wordings under which a sum has not changed hands, or may not."""


def unsettled(text: str) -> bool:
    """Whether a text tells of a sum that has not changed hands, or may not."""
    return bool(_UNSETTLED.search(text))


def verdict(question: Question, lead: Fit, library: Library, *, claimed: bool) -> str:
    """What to begin with: "Yes. " or "No. " where a single claimed number settles it, "" otherwise.

    A sum that a source gives only as possible or planned confirms no claim that it was paid.
    """
    if not claimed or len(question.amounts) != 1:
        return _one_of_two(question, lead) if claimed and len(question.amounts) == len(_OF_TWO) else ""
    said = question.amounts[0]
    if not said.qualifier and not _is_bare(said) and REACHED.search(question.text[: said.start]):
        said = replace(said, qualifier="at_least")  # who passed ten billion on the way to thirteen did reach it
    holds = _holds(said, lead.figure.amount)
    if holds is None:
        return ""
    if not holds:
        return "No. "
    if lead.figure.metric in _EVENTS and unsettled(library.quote(lead.figure)):
        return _DONE_OR_NOT
    held = lead.figure.amount
    if lead.figure.basis in _RANGED and held.high is not None and said.high is None and said.qualifier not in _WAYS:
        # An end of what is guided to is no number that is expected.
        ends = {_UP_TO: replace(held, value=held.high, high=None), _FROM: replace(held, high=None)}
        return next((opening for opening, end in ends.items() if meant(said, end) and not meant(said, ends[_FROM if opening == _UP_TO else _UP_TO])), "Yes. " if meant(said, ends[_UP_TO]) else _WITHIN)
    return _AS_PLANNED[lead.figure.basis] if lead.figure.basis in _OPEN and not question.bases else "Yes. "


def in_its_currency(question: Question, lead: Fit, library: Library) -> str:
    """What to begin with where a sum is claimed in another currency than its source gives it in: by what its sentence says of it in that currency too; "" where that is not so."""
    if question.intent is not Intent.CHECK or len(question.amounts) != 1 or lead.kin:
        return ""
    (said,), own = question.amounts, lead.figure.amount
    if said.unit == own.unit or not (is_money(said.unit) and is_money(own.unit)):
        return ""
    told = [a for a in find_amounts(library.quote(lead.figure)) if a.unit == said.unit and a.per == own.per] if lead.figure.table is None else []
    if any(meant(said, amount) for amount in told):
        return "Yes. "
    return _NOT_IN_CURRENCY if meant(replace(said, unit=own.unit), own) else "No. " if len(told) == 1 else ""


_OR = lazy_pattern(r"\s?(?:or|vs\.?|versus)\s?(?:only |about |just )?[$€£]?", re.IGNORECASE)


def _one_of_two(question: Question, lead: Fit) -> str:
    """Which of two numbers that a question sets against each other the figure is, where it is one of them; of both that are held both are told."""
    one, two = question.amounts
    if not _OR.fullmatch(question.text[one.end : two.start]) or lead.figure.basis in _OPEN:
        return ""
    is_it = [meant(said, lead.figure.amount) for said in (one, two)]
    return _OF_TWO[is_it.index(True)] if sum(is_it) == 1 else ""


def _holds(said: Amount, amount: Amount) -> bool | None:
    """Whether an amount is as a question says: this, or more or less than this ("over $10 billion"); None where none can tell."""
    way = _WAYS.get(said.qualifier or "", 0)
    if not way:
        return meant(said, amount)
    if _is_bare(said) or amount.high is not None:
        return None
    size, bound = abs(amount.value), abs(said.value)
    if (told := _WAYS.get(amount.qualifier or "", 0)) != 0:
        # What is over 40 is over 35, and may be over 45.
        return True if told == way and (size - bound) * way > 0 else None
    # What a mark is, is exact ("a trillion"); what is held is as it was rounded.
    rounded = max(Decimal(10) ** amount.scale / 2, size * _ROUGHLY / 2 if amount.qualifier else Decimal(0))
    if abs(size - bound) <= rounded:
        return True if said.qualifier in _INCLUSIVE else None
    return (size > bound) == (way > 0)


_WAYS = {"over": 1, "at_least": 1, "under": -1, "up_to": -1}
_RANGED = frozenset({Basis.GUIDANCE, Basis.PROJECTION})
_INCLUSIVE = frozenset({"at_least", "up_to"})


def _is_bare(said: Amount) -> bool:
    """Whether a number may be meant in thousands, millions or billions ("it lost 64?")."""
    return not said.unit and said.value < 10_000


_FAR = 5
"""How many times more or less than all its kin a number is that none of them leaves room for: the net loss of a year
may well be twice its operating loss, and what was burned a fifth of it."""


def refuted(question: Question, lead: Fit, found: Sequence[Fit], library: Library) -> str:
    """What to begin with where a number is put up of a vague measure ("did Acme lose $64 billion?"), and only its kin is held.

    "No. " where the number is far from all that is held of that time, and that no source says so where it is near, since
    each kind of loss is another number; "" where any figure may be meant, or where the kin says nothing of it.
    """
    if question.intent is not Intent.CHECK or not lead.kin or len(question.amounts) != 1 or lead.figure.basis is not Basis.ACTUAL:
        return ""
    said = question.amounts[0]
    if said.unit not in ("", lead.figure.amount.unit) or _is_bare(said) or (question.periods and lead.match is not Match.EXACT):
        return ""
    if any(_holds(said, f.figure.amount) is not False for f in found) or another_measure(question, lead, library) is not None:
        return ""
    bound = abs(said.value)
    kin = [f.figure for f in found if f.match is lead.match and f.figure.basis is Basis.ACTUAL]
    sizes = [abs(figure.amount.value) for figure in kin if figure.amount.unit == lead.figure.amount.unit]
    far = all(bound >= _FAR * size or size >= _FAR * bound for size in sizes)
    return "No. " if far else "No source I hold says so. "


_OPEN = frozenset({Basis.GUIDANCE, Basis.PROJECTION, Basis.COMMITMENT, Basis.REPORTED})
_EVENTS = frozenset({"investment", "acquisition_price", "funding_raised", "contract_value", "licensing_deal", "stake", "settlement"})


def stood_before(question: Question, lead: Fit, library: Library, as_of: date | None) -> Fit | None:
    """The newest figure of the lead's measure that is the number claimed and of an earlier time: "Acme is at 380bn, right?" was so before its last round."""
    now = lead.figure.period.end if lead.figure.period is not None else None
    if len(question.amounts) != 1 or question.periods or now is None:
        return None
    said, own = question.amounts[0], lead.figure
    found: list[tuple[date, Fit]] = []
    for figure in library.snapshot.figures(entity=[*dict.fromkeys((own.entity, *(name for name in library.names.lineage(own.entity) if name in question.entities)))], metric=[own.metric]):
        then = figure.period.end if figure.period is not None else None
        alike = (figure.dimension, figure.basis, figure.amount.unit) == (own.dimension, own.basis, own.amount.unit)
        if then is None or then >= now or not alike or said.unit not in ("", own.amount.unit) or not meant(said, figure.amount):
            continue
        document = library.document(figure.document_id)
        if as_of is None or known_by(document.published, as_of):
            found.append((then, Fit.held(figure, document)))
    return max(found, key=lambda one: (one[0], one[1].document.source_type.authority), default=(now, None))[1]


def another_measure(question: Question, lead: Fit, library: Library) -> Fit | None:
    """What the number claimed really is: a figure of another measure of the same company, by a source no weaker.

    It is one for the lead's year, which goes before others, or of a measure that is taken for the lead's: that somebody was
    bought for such a sum tells nothing of revenue.
    """
    found: list[Fit] = []
    akin = {kin.metric for kin in library.taxonomy.kin(lead.figure.metric)} if lead.figure.metric in library.taxonomy else set()
    year = lead.figure.period.year if lead.figure.period else None
    for said in question.amounts:
        if said.unit not in ("", lead.figure.amount.unit):
            continue
        for name in dict.fromkeys((lead.figure.entity, *question.entities)):
            for figure in library.snapshot.figures(entity=[name]):
                off = apart(said, figure.amount) if figure.metric and figure.metric != lead.figure.metric else None
                if off is None or off > _EXACTLY or not (figure.metric in akin or (year and figure.period is not None and figure.period.year == year)):
                    continue
                document = library.document(figure.document_id)
                if document.source_type.authority >= lead.document.source_type.authority:
                    score = figure.confidence + float(figure.period is not None and figure.period.year == year)
                    found.append(Fit.held(figure, document, score))
    return max(found, key=lambda fit: fit.score, default=None)
