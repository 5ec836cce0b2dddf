"""Answers made of quotes: the sentences or rows that say what was asked, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.accounts import Later, later_state, others_than, settled, stood_before
from bot.answer import Answer, Status
from bot.causes import gives_reason
from bot.coverage import stem_line, stem_set
from bot.drafting import Draft
from bot.evidence import Asking, undisclosed
from bot.explaining import ENOUGH, asks_to_explain, explained, explaining, likeliest_first, may_explain
from bot.fitness import undone
from bot.library import Library
from bot.measures import RELATIONS
from bot.musts import leaves_unsaid
from bot.outright import asks_whose, placed, says_outright
from bot.owners import owner_said
from bot.picking import pick_day
from bot.question import Intent, Question
from bot.quoting import (
    LOOKED_AT,
    bearing,
    corrected_by,
    corrects,
    foremost,
    needed,
    says_outcome,
    told_outright,
    unsaid,
)
from bot.reading import Candidate, overlap, picked, read, sure_of
from bot.selection import Fit
from bot.stages import stage
from bot.states import OF_STATES
from bot.successions import passed_on
from bot.wanted import Kind
from bot.wording import amount_words, origin_words, plain
from corpus.document import SourceType
from index.amount import is_money
from index.pattern import lazy_pattern
from index.search import Hit
from index.sentences import sentence_spans

__all__ = ["Elsewhere", "found_for", "from_text", "presumes_deed", "said_first", "say_elsewhere", "say_since", "shown", "told_elsewhere"]

_SECRET = 0.3
"""How much of what is asked a sentence has to speak of, to be taken to say that it is not disclosed."""
_MOST_OTHERS = 2
"""How many other accounts are shown."""
_CLOSE = 0.8
"""How little worse than the first a second quote may be."""
_MORE = {Intent.WHY: 2, Intent.LIST: 3, Intent.CHECK: 2, Intent.FACT: 2, Intent.WHO: 2, Intent.WHEN: 2}


def from_text(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The best quotes for a question put in words, or None where it is not sure enough that they answer it.

    A quote that says the thing is not disclosed makes an honest `not_found` that cites it.
    """
    query, hits = found_for(question, library)
    asking = Asking(question, library)
    found = read(asking, query, hits, as_of=as_of)
    ordered = foremost(asking, bearing(asking, found)) or placed(asking, found)
    if not ordered:
        return None
    sure = sure_of(asking, ordered)
    right = corrected_by(asking, ordered)
    if right is not None:
        # The correction is as sure as what it corrects.
        ordered = [right, *(one for one in ordered if one is not right)]
        sure = max(sure, sure_of(asking, ordered))
    corrected = corrects(ordered[0], found)
    told = told_outright(asking, [*ordered, *placed(asking, found)]) if sure < needed(asking, ordered[0], told=corrected) else None
    told = passed_on(asking, ordered[:LOOKED_AT]) or told
    if told is not None:
        ordered = [told, *(one for one in ordered if one is not told)]
        sure = sure_of(asking, ordered)
    lead = ordered[0]
    if unsaid(lead):
        return _not_disclosed(asking, lead)
    reasons = explaining(ordered) if told is None and not corrected and right is None and asks_to_explain(asking) else []
    enough = sure >= needed(asking, lead, told=corrected or told is not None) or (bool(reasons) and explained(asking, ordered) >= ENOUGH)
    if not enough or (reasons and not may_explain(asking, ordered)):
        return None
    if reasons:
        reasons = likeliest_first(asking, ordered)
        ordered = [*reasons, *(one for one in ordered if one not in reasons)]
        lead = ordered[0]
    outright = told is not None and says_outright(asking, told)
    ordered = [_without_idle(asking, one) if outright and one is told else _to_the_point(asking, one) for one in ordered[:LOOKED_AT]]
    ordered = ordered if corrected or right is not None else settled(asking, ordered)
    ordered[0] = lead = _with_reason(asking, ordered[0])
    draft = Draft(library, question.text)
    if _of_unknown_scale(asking, lead):
        return None
    number_said = "" if _says_there_is_none(question, lead.text) else said_first(asking, lead)
    if question.earlier and not number_said:
        return None  # what stands now is no answer to what stood before
    if number_said:
        draft.say(f"{number_said} [{draft.cite(lead.document, *lead.parts[0])}].")
    later = later_state(asking, ordered, lead.document, lead.text)
    if later is not None and later.leads:
        draft.say(_turned(question, later))
    elif owner := owner_said(asking, lead):
        draft.say(f"{owner} owns it, by this source.")
    elif _asks_deed(question) and undone(lead.text) and not OF_STATES.isdisjoint(question.terms):
        draft.say("No: it was called off, by this source.")
    others = [one for one in others_than(asking, ordered, lead) if not leaves_unsaid(asking, one)][:_MOST_OTHERS] if later is None else []
    for candidate in _to_quote(asking, ordered, others, later, reasons=reasons, outright=outright):
        _quote(draft, candidate)
    first = later.quote if later is not None and later.leads else lead
    if above := _said_of_parent(asking, first):
        draft.say(f"This is said of {above}, which {question.entities[0]} is part of.")
    draft.say(f"Source: {origin_words(first.document)}.")
    if later is not None and not later.leads:
        say_since(draft, later.quote)
    before = stood_before(asking, ordered, lead.document, lead.text) if later is None else None
    if before is not None:
        _say_before(draft, before)
    for other in others:
        what = "day" if asking.wanted.kind is Kind.DAY else "number"
        draft.say(f"Another {what}, from {origin_words(other.document)}: {_quoted(draft, other)}")
    return draft.answer(Status.ANSWERED)


def _says_there_is_none(question: Question, words: str) -> bool:
    """Whether a quote says that there is nothing of a measure: "that no dividend be paid (1.50 per share)" gives no number of it."""
    return any(re.search(rf"\bno {re.escape(m.words.split()[0])}\b", words, re.IGNORECASE) is not None for m in question.metrics if m.words)


def _to_quote(asking: Asking, ordered: Sequence[Candidate], others: Sequence[Candidate], later: Later | None, *, reasons: Sequence[Candidate], outright: bool) -> Sequence[Candidate]:
    """What is quoted: how the matter stands since where that leads, what says it outright alone, for an explanation all that may give it."""
    lead = ordered[0]
    if later is not None and later.leads:
        return [later.quote, lead]
    if outright:
        return [lead]
    if reasons:
        return [_without_stubs(asking, one) for one in (lead, *(_with_reason(asking, _to_the_point(asking, one)) for one in reasons[1:] if not overlap(one, lead)))]
    return shown(asking.question, [one for one in ordered if one not in others])


def _without_stubs(asking: Asking, quote: Candidate) -> Candidate:
    """A quote without its paragraphs that are no sentences ("Item 3.", a company's name in capitals) or have nothing of what is asked, unless the one before them has."""
    text = asking.library.text(quote.document.document_id)
    met = [any(asking.meeting.of(stem_line(text[slice(*part)]))) or says_outcome(asking, text[slice(*part)]) for part in quote.parts]
    told = tuple(part for n, part in enumerate(quote.parts) if _is_told(text[slice(*part)]) and (met[n] or not any(met) or (n > 0 and met[n - 1])))
    return quote if quote.row or not told or told == quote.parts else replace(quote, parts=told)


_SMALL = lazy_pattern(r"\b[a-zà-þ]{2,}\b")


def _is_told(paragraph: str) -> bool:
    """Whether a paragraph has three words in small letters, the last of them no shorter than three, as no title or stub has."""
    return any(len(word) > 2 for word in _SMALL.findall(paragraph)[2:])


def _said_of_parent(asking: Asking, quote: Candidate) -> str:
    """Whom a quote names in place of the one company asked about: the one that it is part of; "" where the quote names itself or neither, and where its page is about it."""
    names = asking.library.names
    own, *above = names.lineage(asking.question.entities[0]) if len(asking.question.entities) == 1 else [""]
    if not above or not names.is_company(own) or names.principal(quote.document.document_id) == own:
        return ""
    text = asking.library.text(quote.document.document_id)
    said = asking.library.names_in(" ".join(text[slice(*part)] for part in quote.parts))
    return next((name for name in above if name in said), "") if said.isdisjoint(names.family({own}) - {*above}) else ""


_SMALLEST_SUM = 100_000


def _of_unknown_scale(asking: Asking, lead: Candidate) -> bool:
    """Whether a sentence of a filing has a sum too small to be the whole of one: "fees were $20,810" may be in thousands, as its tables are."""
    amount = picked(asking, lead) if asking.question.metrics and lead.document.source_type is SourceType.FILING else None
    if amount is None or not is_money(amount.unit) or amount.per or amount.scale:
        return False
    units = {unit for mention in asking.question.metrics for unit in asking.library.taxonomy.metric(mention.metric).units}
    return "money" in units and "money_per_unit" not in units and 0 < abs(amount.value) < _SMALLEST_SUM


def _quote(draft: Draft, candidate: Candidate) -> None:
    text = draft.library.text(candidate.document.document_id)
    for start, end in candidate.parts:
        draft.say(f"“{plain(text[start:end])}” [{draft.cite(candidate.document, start, end)}]")


def _quoted(draft: Draft, candidate: Candidate) -> str:
    """A quote of one piece with its mark, to stand in a line."""
    start, end = candidate.parts[0]
    return f"“{plain(draft.library.text(candidate.document.document_id)[start:end])}” [{draft.cite(candidate.document, start, end)}]"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What sentences of other sources say of a figure's deal or case: how it stands since, or how it stood before."""

    since: Later | None = None
    before: Candidate | None = None


def told_elsewhere(question: Question, fit: Fit, library: Library, as_of: date | None) -> Elsewhere:
    """What other sources say of how the deal or case of a figure stands; nothing of other figures."""
    if fit.figure.metric not in RELATIONS or question.earlier or question.over_time:
        return Elsewhere()
    query, hits = found_for(question, library)
    # What says how a deal stands need have no number.
    asking = Asking(replace(question, intent=Intent.CHECK), library)
    ordered, quote = read(asking, query, hits, as_of=as_of), library.quote(fit.figure)
    later = later_state(asking, ordered, fit.document, quote)
    if later is None:
        return Elsewhere(before=stood_before(asking, ordered, fit.document, quote))
    return Elsewhere(since=replace(later, leads=later.leads and question.intent is Intent.CHECK))


def say_elsewhere(draft: Draft, elsewhere: Elsewhere) -> None:
    """Say what other sources do, but for what comes first."""
    if elsewhere.since is not None and not elsewhere.since.leads:
        say_since(draft, elsewhere.since.quote)
    if elsewhere.before is not None:
        _say_before(draft, elsewhere.before)


def say_since(draft: Draft, quote: Candidate) -> None:
    """Say how a matter stands since by a newer source."""
    draft.say(f"Since then, from {origin_words(quote.document)}: {_quoted(draft, quote)}")


def _say_before(draft: Draft, quote: Candidate) -> None:
    """Say how a matter stood before by an older source, unless that is quoted already."""
    if not draft.quotes(quote.document.document_id, *quote.parts[0]):
        draft.say(f"Before that, from {origin_words(quote.document)}: {_quoted(draft, quote)}")


_COMES_ABOUT = lazy_pattern(r"^\W*(?:(?:so|and|but|wait|hey|ok|okay)\W+)*(?:is|are|did|does|do|has|have|will|was|were)\b", re.IGNORECASE)
_NOT_THE_DEED = lazy_pattern(
    r"\b(?:agree|offer|bid|announc|plan|try|trie|want|propos|sign|intend|call|cancel|terminat|collaps|fall|fell|dead|off|end|withdr|abandon|drop|still)\w*",
    re.IGNORECASE,
)
"""Words for what comes before a deal or ends it: that it was agreed is true of a deal called off later."""


def _asks_deed(question: Question) -> bool:
    """Whether a question is for yes or no to whether something came about."""
    return question.intent is Intent.CHECK and bool(_COMES_ABOUT.match(question.text)) and not _NOT_THE_DEED.search(question.text)


_DONE_DEED = lazy_pattern(r"\b(?:pa(?:y|id|ys|ying)|bought|buy(?:ing)?|spen[dt]|spending|cost|shell(?:ed)? out|fork(?:ed)? (?:out|over)|get|got|received|after (?:buying|acquiring))\b", re.IGNORECASE)


_END_UP = lazy_pattern(r"\bend(?:s|ed|ing)? up\b", re.IGNORECASE)


def presumes_deed(question: Question) -> bool:
    """Whether a question takes it that a deal came about: who asks what was paid does, who asks what was offered or agreed does not."""
    return question.intent is Intent.FIGURE and _DONE_DEED.search(question.text) is not None and not _NOT_THE_DEED.search(_END_UP.sub(" ", question.text))


def _turned(question: Question, later: Later) -> str:
    """What is said before a quote by which a matter stands otherwise since."""
    if undone(later.quote.text):
        return f"{'No: it' if _asks_deed(question) else 'It'} was called off since, by a newer source."
    return "Sources disagree; the newer one comes first." if later.reverses else ""


_ANAPHORA = lazy_pattern(
    r"^[\W]*(?:(?:and|but|so|then|also|still|yet|in addition|instead|meanwhile|however),? )?(?:it|its|they|them|their|this|that|these|those|he|she|his|her|such|there|both|each|neither|of (?:that|which|this|these|those)"
    r"|the (?:company|firm|group|start-?up|two|deal|agreement|round|same|other|latter|former|plan|move|sum|figure|number|facility|contract))\b",
    re.IGNORECASE,
)
"""How a sentence begins that needs the one before it."""


def _to_the_point(asking: Asking, quote: Candidate) -> Candidate:
    """A quote without the sentences at its start to which the next adds all that is asked for, unless that needs them.

    Where all the sentences may answer, those stay from the first one that names all of several companies asked about; whether
    a measure did something is told where the measure is.
    """
    question = asking.question
    whole = question.intent in _WHOLE and not (question.intent is Intent.CHECK and question.metrics)
    if whole and len(asking.companies) < 2:
        return quote
    text = asking.library.text(quote.document.document_id)
    spans = [span for start, end in quote.parts for span in sentence_spans(text, start, end)]
    if whole:
        all_named = next((at for at, span in enumerate(spans) if asking.companies <= asking.library.names_in(text[slice(*span)])), 0)
        spans = spans[all_named:] if not _ANAPHORA.match(text[slice(*spans[all_named])]) else spans
    while len(spans) > 1 and not whole:
        first, following = (text[slice(*span)] for span in spans[:2])
        met, then = (asking.meeting.of(stem_line(words)) for words in (first, following))
        names, others = (asking.companies & asking.library.names_in(words) for words in (first, following))
        if quote.units[0].unit.asked or any(a > b for a, b in zip(met, then, strict=True)) or not any(then) or not names <= others or _ANAPHORA.match(following) or says_outcome(asking, first):
            break
        if asking.offered(first) > asking.offered(text[spans[1][0] : spans[-1][1]]):
            break  # "It closed on 3 May. The purchase is a finished deal" tells when by its first sentence
        del spans[0]
    named = [asking.companies & asking.library.names_in(text[slice(*span)]) for span in spans]
    if not whole and asking.parties is not None and len(named[0]) < len(asking.companies):
        # Of what two had to do with each other the sentence tells that names both.
        both = next((at for at, some in enumerate(named) if len(some) > 1 and not _ANAPHORA.match(text[slice(*spans[at])])), 0)
        del spans[:both]
    if not whole:
        spans = _without_rest(asking, quote, _without_start(asking, quote, spans))
    return _cut(asking, quote, spans)


def _without_idle(asking: Asking, quote: Candidate) -> Candidate:
    """A quote without its paragraphs that have nothing of what one of its sentences tells by itself."""
    text = asking.library.text(quote.document.document_id)
    spans = [span for start, end in quote.parts for span in sentence_spans(text, start, end)]
    return _cut(asking, quote, _without_rest(asking, quote, _without_start(asking, quote, spans)))


def _cut(asking: Asking, quote: Candidate, spans: Sequence[tuple[int, int]]) -> Candidate:
    """A quote from the first to the last of some of its sentences."""
    start, end = spans[0][0], spans[-1][1]
    if (start, end) == (quote.start, quote.end):
        return quote
    parts = tuple((max(s, start), min(e, end)) for s, e in quote.parts if e > start and s < end)
    return replace(quote, start=start, end=end, text=asking.library.text(quote.document.document_id)[start:end], parts=parts)


def _without_start(asking: Asking, quote: Candidate, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of a quote without those of other paragraphs at its start that have nothing of what is asked for."""
    first = quote.parts[0][1]
    behind = [span for span in spans if span[0] >= first]
    return behind if behind and not quote.units[0].unit.asked and _is_idle(asking, quote, spans[: -len(behind)], behind) else spans


def _without_rest(asking: Asking, quote: Candidate, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of a quote without those of another paragraph at its end that have nothing of what is asked for."""
    last = quote.parts[-1][0]
    before = [span for span in spans if span[0] < last]
    return before if before and not quote.units[0].unit.asked and _is_idle(asking, quote, spans[len(before) :], before) else spans


def _is_idle(asking: Asking, quote: Candidate, rest: Sequence[tuple[int, int]], told: Sequence[tuple[int, int]]) -> bool:
    """Whether some sentences of a quote have nothing of what one of the others tells by itself, and none of them needs the others."""
    if asking.wanted.kind in _OF_ANYTHING or not rest:
        return False
    text = asking.library.text(quote.document.document_id)
    words = [text[slice(*span)] for span in told]
    if _ANAPHORA.match(text[slice(*max(rest[0], told[0]))]) or any(asking.meeting.of(stem_line(text[rest[0][0] : rest[-1][1]]))):
        return False
    whole = asking.meeting.of(stem_line(" ".join(words)))
    return any(whole) and any(asking.offered(sentence) == 1 and asking.meeting.of(stem_line(sentence)) == whole for sentence in words)


_TOLD = 0.8
"""How much of what is asked one sentence has beside what is wanted, to tell it by itself."""
_OF_ONE = frozenset({Intent.WHEN, Intent.WHO})
_OF_ANYTHING = frozenset({Kind.OPEN, Kind.REASON})
"""Kinds of answers that any sentence may be."""


_WHOLE = frozenset({Intent.WHY, Intent.LIST, Intent.CHECK})
"""Questions whose answers may take all the sentences of a quote."""


def found_for(question: Question, library: Library) -> tuple[str, list[Hit]]:
    """The words that a question is searched with, and the passages found."""
    typed = question.text.lower()
    # Where nothing of what is meant stands in it, as "auditor" in "who audits", that is searched for too.
    meant = () if any(term in typed for term in question.terms) else question.terms
    bought = ("acquired by",) if asks_whose(question) else ()
    query = " ".join((*question.entities, question.text, *question.background, *meant, *bought))
    with stage("embed"):
        library.snapshot.embed(query)
    with stage("search"):
        return query, library.search(query, question.entities)


_LONGEST_ADDED = 400
_MOST_ADDED = 2


def _with_reason(asking: Asking, quote: Candidate) -> Candidate:
    """A quote that only says what happened, with what its paragraph says next where that is to be said why: "It is late. Its switchgear was held up"."""
    if not (asking.question.intent is Intent.WHY or asks_to_explain(asking)) or quote.row or quote.title or gives_reason(quote.text):
        return quote
    document = quote.document.document_id
    text, outline = asking.library.text(document), asking.library.outline(document)
    place = outline.at(quote.parts[-1][0])
    following = [] if place is None else list(sentence_spans(text, quote.end, outline[place].end))[:_MOST_ADDED]
    end = max((last for _, last in following if last - quote.end <= _LONGEST_ADDED), default=quote.end)
    if end == quote.end:
        return quote
    return replace(quote, end=end, text=text[quote.start : end], parts=(*quote.parts[:-1], (quote.parts[-1][0], end)))


def shown(question: Question, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The lead, and what comes near it and says something more."""
    lead = ordered[0]
    out = [lead]
    words = set(stem_set(lead.text))
    for candidate in ordered[1:]:
        if len(out) >= _MORE.get(question.intent, 1) or candidate.score < lead.score - _CLOSE:
            break
        mine = stem_set(candidate.text)
        if any(overlap(candidate, one) for one in out) or len(mine & words) > 0.7 * len(mine):
            continue
        if question.intent in _OF_ONE and lead.measures["together"] >= _TOLD > candidate.measures["together"]:
            continue  # when or who it was is said by what says both
        if candidate.title or (undisclosed(candidate.text) and question.intent is not Intent.CHECK):
            continue
        words |= mine
        out.append(candidate)
    return out


def said_first(asking: Asking, lead: Candidate) -> str:
    """The number or the day that a quote is given for, where it can be told; else ""."""
    if asking.wanted.kind is Kind.DAY and not lead.row:
        day = pick_day(asking, lead.text)
        return plain(lead.text[slice(*day)]) if day else ""
    if _WITH_WHOM.search(asking.question.text):
        others = asking.library.names_in(lead.text) - asking.companies - asking.family
        return next(iter(others)) if len(others) == 1 else ""
    amount = picked(asking, lead)
    if amount is None:
        return ""
    written = plain(lead.text[amount.start : amount.end])
    # "Five years" is said as it is written.
    return amount_words(amount, written) if any(letter.isdigit() for letter in written) else written


_WITH_WHOM = lazy_pattern(r"\bwith whom\b|\bwith who\W*$|^\W*who\b[^?]*\bwith\W*$|\bwho else\b", re.IGNORECASE, signs=("who",))
"""What asks for the other party to something."""
_ANY_SUM = lazy_pattern(r"\b(?:terms?|details?|figures?|numbers?|amounts?|sums?|prices?|values?|size|how (?:much|many)|exact(?:ly)?)\b", re.IGNORECASE)


_OF_SHARES = lazy_pattern(r"\bnumber of (?:shares|units|adss?)\b|\bprice range\b|\boffering price\b", re.IGNORECASE)
"""What every prospectus leaves open, which is the number of nothing else."""


def _keeps_back(asking: Asking, sentence: str) -> bool:
    """Whether what a sentence says is not made public may be what is asked for: no reason, where a number is wanted, nor another number; of a name alone nothing is kept back."""
    if not asking.metrics:
        return bool(asking.terms)
    named = {mention.metric for mention in asking.library.taxonomy.find_metrics(sentence)}
    return not named.isdisjoint(asking.metrics) or (_ANY_SUM.search(sentence) is not None and _OF_SHARES.search(sentence) is None)


def _not_disclosed(asking: Asking, lead: Candidate) -> Answer | None:
    """What a sentence of a quote says is not made public, where it is what was asked for."""
    library, document = asking.library, lead.document
    for start, end in sentence_spans(library.text(document.document_id), lead.start, lead.end):
        sentence = library.text(document.document_id)[start:end]
        standing = asking.standing(asking.meeting.of(stem_line(sentence)), asking.meeting.none)
        if undisclosed(sentence) and asking.share(standing, 0.0, 0.0)[0] >= _SECRET and _keeps_back(asking, sentence):
            draft = Draft(library, asking.question.text)
            draft.say(f"I could not find that: a source says it is not disclosed. “{plain(sentence)}” [{draft.cite(document, start, end)}]")
            return draft.answer(Status.NOT_FOUND)
    return None
