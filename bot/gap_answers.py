"""Answers to how far two numbers are apart: two measures of one company, or a number and what is left out of it.

Each is stated by a source and cited; only the step between them is computed. Where one of the two is not held, or nothing
tells which number is meant, there is no answer: the number that lies nearest is neither of the two things asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Citation, Status
from bot.coverage import stem_line, stem_set
from bot.drafting import Draft
from bot.figure_answers import figure_sentence, freshness, single
from bot.library import Library
from bot.meeting import Meeting
from bot.question import Question
from bot.reckoned import difference
from bot.selection import Fit, fits
from bot.text_answers import from_text
from bot.understanding import understand
from bot.wording import in_short, plain
from bot.words import STOP_WORDS, stem, tokens
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.figure import Figure
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["asks_apart", "gap", "leaves_out_of_it", "told_apart"]

_LEFT_OUT = lazy_pattern(
    r"\b(?:without|w/o|excluding|excl\.?|minus|leaving out|not counting|apart from|other than|setting aside|(?<!what )(?<!which )(?<!an )(?<!the )(?<!any )(?<!by )(?<!from )(?<!of )(?<!with )outside (?:of )?(?!(?:the |its |their )?(?:us\b|u\.s|united|america|china|europe|uk\b|india|japan|country|home|investors?|money|capital|funding|directors?|counsel)))"
    r"\s*(?:(?:the|its|their|that|any|an?)\s+)*(?P<what>[^,;:?!]+)",
    re.IGNORECASE,
    signs=("without", "w/o", "excl", "minus", "leaving out", "not counting", "apart from", "other than", "setting aside", "outside"),
)
"""What a question wants a number without."""
_WHAT_IS_LEFT = lazy_pattern(r"[,;:]?\s*\b(?:so |and )?(?:how (?:much|many)|what)(?:['’]?s)?(?: (?:is|was|came|comes|remains?))?(?: (?:left|over|remaining|from the rest|the rest|of the rest))+\b", re.IGNORECASE, signs=("left", "over", "remaining", "the rest"))
_IS_LEFT_OUT = lazy_pattern(r"\b(?:exclud\w+|without|net of|before|ex-|less|apart from|only|alone|taken off|deduct\w*|not (?:includ|count)\w+|other than)|\bwith\b[^.;]*\bfrom\b[^.;]*\bto\b", re.IGNORECASE)
"""What a source says of a number that has something left out."""
_GAP = r"(?:gap|difference|delta)"
_PAIR = (
    lazy_pattern(rf"\b{_GAP} between (?P<one>.+?)\s+(?:and|vs\.?|versus|&)\s+(?P<other>.+)", re.IGNORECASE),
    lazy_pattern(rf"^(?P<one>.+?)\s+(?:vs\.?|versus|minus|and)\s+(?P<other>.+?)\W+(?:the )?{_GAP}\W*$", re.IGNORECASE),
)
_APART = lazy_pattern(rf"\b{_GAP}\b|\bhow far (?:over|under|above|below|off|short|ahead|behind|apart)\b|\bby how (?:much|many)\b", re.IGNORECASE)
"""What asks how far two numbers are apart."""


def asks_apart(text: str) -> bool:
    """Whether a question asks how far two numbers are apart."""
    return _APART.search(text) is not None


def leaves_out_of_it(text: str) -> bool:
    """Whether a question wants a number without a part of it."""
    return _LEFT_OUT.search(text) is not None


def told_apart(answer: Answer) -> bool:
    """Whether a source says itself that something is left out of the number that an answer gives."""
    return bool(answer.citations) and _IS_LEFT_OUT.search(answer.citations[0].quote) is not None


def gap(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """How far two numbers are apart that a question names, or what one is without a part; None where that cannot be told."""
    if question.over_time or len(question.entities) > 2:
        return None
    without = _LEFT_OUT.search(question.text)
    if without is not None:
        return _without(question, without, library, as_of)
    pair = next((found for pattern in _PAIR if (found := pattern.search(question.text)) is not None), None)
    return _between(question, pair["one"], pair["other"], library, as_of) if pair is not None and len(question.entities) == 1 else None


def _between(question: Question, one: str, other: str, library: Library, as_of: date | None) -> Answer | None:
    """The difference of two measures of one company for one time."""
    last = library.taxonomy.find_metrics(other, asked=True)
    if last and not library.taxonomy.find_metrics(one, asked=True):
        one = f"{one} {last[-1].words.split()[-1]}"  # "the net and operating loss" are two losses
    sides = [_read(words, question, library) for words in (one, other)]
    held = [next((f for f in fits(side, library, as_of=as_of) if not f.kin), None) for side in sides]
    first, second = held
    if first is None or second is None or first.figure.metric == second.figure.metric or not _comparable(first.figure.amount, second.figure.amount):
        return None
    large, small = sorted((first, second), key=lambda f: -abs(f.figure.amount.value))
    apart = difference(_size(small.figure.amount), _size(large.figure.amount))
    if apart is None or small.figure.amount.value * large.figure.amount.value < 0 or _of_other_times(first.figure, second.figure):
        return None
    draft = Draft(library, question.text)
    numbers = (draft.cite_fit(large), draft.cite_fit(small))
    how = f"{in_short(_size(large.figure.amount))} less {in_short(_size(small.figure.amount))}"
    draft.state(replace(large, figure=replace(large.figure, amount=apart)), numbers, how)
    draft.say(f"The difference is {in_short(apart)}: {how} (computed).")
    for fit, number in zip((large, small), numbers, strict=True):
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
    return draft.answer(Status.ANSWERED)


def _of_other_times(one: Figure, other: Figure) -> bool:
    return one.period != other.period


def _read(words: str, question: Question, library: Library) -> Question:
    """A side of a difference as a question of its own, about the company and time of the whole."""
    side = understand(words, asked_on=question.asked_on, names=library.names, taxonomy=library.taxonomy)
    return replace(side, entities=question.entities, periods=question.periods)


def _size(amount: Amount) -> Amount:
    return replace(amount, value=abs(amount.value))


def _comparable(one: Amount, other: Amount) -> bool:
    return (one.unit, one.per) == (other.unit, other.per)


def _without(question: Question, found: re.Match[str], library: Library, as_of: date | None) -> Answer | None:
    """A number less the part that is to be left out, where a source gives both and the part right by it."""
    text = f"{question.text[: found.start()]}{question.text[found.end() :]}".strip(" ,;:?!")
    bare = understand(_WHAT_IS_LEFT.sub("", text).strip(" ,;:"), asked_on=question.asked_on, names=library.names, taxonomy=library.taxonomy)
    stated = _stated_without(question, bare, found["what"], library, as_of) or _less_a_part(question, bare, found, library, as_of)
    if stated is not None:
        return stated
    answer = next((a for way in (single, from_text) if (a := way(bare, library, as_of)) is not None), None)
    if answer is None or answer.status is not Status.ANSWERED or not answer.citations or (answer.figures and answer.figures[0].computed):
        return None
    cited = answer.citations[0]
    said = next(iter(find_amounts(answer.text.partition("“")[0])), None)
    whole = next((a for a in find_amounts(cited.quote) if said is not None and agree(a, said)), None)
    lead = _figure_at(cited, whole, library) if whole is not None else None
    if whole is None or lead is None:
        return None
    told = _part(cited, whole, found["what"], library)
    left = difference(told[0], whole) if told is not None else None
    if told is None or left is None or left.value <= 0:
        return None
    part, span = told
    document = library.document(cited.document_id)
    draft = Draft(library, question.text)
    numbers = tuple(dict.fromkeys((draft.cite(document, cited.start, cited.end), draft.cite(document, *span))))
    how = f"{in_short(whole)} less {in_short(part)}"
    draft.state(Fit.held(replace(lead, amount=left), document, 0.0), numbers, how)
    draft.say(f"{in_short(left)}: {how} (computed) {''.join(f'[{n}]' for n in numbers)}.")
    for number, (start, end) in zip(numbers, dict.fromkeys(((cited.start, cited.end), span)), strict=True):
        draft.say(f"“{plain(library.text(cited.document_id)[start:end])}” [{number}]")
    return draft.answer(Status.ANSWERED)


_SAID_WITHOUT = lazy_pattern(r"\b(?:excluding|exclud(?:es|ed)|without|net of|before|not (?:including|counting)|leaving out)\s(?P<what>(?:[\w-]+\s?){1,5})", re.IGNORECASE)


def _stated_without(question: Question, bare: Question, what: str, library: Library, as_of: date | None) -> Answer | None:
    """The number of which a source says itself that the part is left out: "excluding leases, it was $69.7 billion"."""
    if not bare.metrics:
        return None
    roots = [stem(word) for word, _, _ in tokens(what) if word not in STOP_WORDS and not word.isdigit()]
    for fit in fits(bare, library, as_of=as_of)[:_LOOKED_AT]:
        if fit.kin or fit.figure.table is not None:
            continue
        quote = library.quote(fit.figure)
        said = [found for found in _SAID_WITHOUT.finditer(quote) if roots and set(roots[:1]) <= stem_set(found["what"])]
        if not said or len([a for a in find_amounts(quote) if _comparable(a, fit.figure.amount)]) > 1:
            continue
        draft = Draft(library, question.text)
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
        draft.say(f"“{plain(quote)}” [{number}]")
        draft.say(freshness(fit, 1))
        return draft.answer(Status.ANSWERED)
    return None


_LOOKED_AT = 6


def _less_a_part(question: Question, bare: Question, found: re.Match[str], library: Library, as_of: date | None) -> Answer | None:
    """A number of the whole less that of a part that is held by itself for the same time: "revenue outside data center"."""
    if not bare.metrics or len(bare.entities) != 1:
        return None
    words = f"{question.text[: found.start()]}{found['what']}"
    inner = understand(words, asked_on=question.asked_on, names=library.names, taxonomy=library.taxonomy)
    inner = replace(inner, entities=bare.entities, metrics=bare.metrics, periods=bare.periods or inner.periods)
    of_part = [f for f in fits(inner, library, as_of=as_of) if not f.kin and f.figure.dimension and stem_set(f.figure.dimension) <= stem_set(found["what"])]
    of_all = [f for f in fits(bare, library, as_of=as_of) if not f.kin and not f.figure.dimension]
    pair = next(((whole, part) for part in of_part[:1] for whole in of_all if (whole.figure.metric, whole.figure.period, whole.figure.basis) == (part.figure.metric, part.figure.period, part.figure.basis)), None)
    left = difference(pair[1].figure.amount, pair[0].figure.amount) if pair is not None and _comparable(pair[0].figure.amount, pair[1].figure.amount) else None
    if pair is None or left is None or left.value <= 0:
        return None
    draft = Draft(library, question.text)
    numbers = (draft.cite_fit(pair[0]), draft.cite_fit(pair[1]))
    how = f"{in_short(pair[0].figure.amount)} less {in_short(pair[1].figure.amount)}"
    draft.state(replace(pair[0], figure=replace(pair[0].figure, amount=left)), numbers, how)
    draft.say(f"{in_short(left)}: {how} (computed).")
    for fit, number in zip(pair, numbers, strict=True):
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
    return draft.answer(Status.ANSWERED)


def _figure_at(cited: Citation, amount: Amount, library: Library) -> Figure | None:
    place = cited.start + amount.start
    return next(iter(library.snapshot.figures_within(cited.document_id, place, place + 1, None)), None)


def _part(cited: Citation, whole: Amount, what: str, library: Library) -> tuple[Amount, tuple[int, int]] | None:
    """The part of a number that is called so in its own sentence or the next, with the span of that; None where none or several are."""
    words = [stem(word) for word, _, _ in tokens(what) if word not in STOP_WORDS]
    text = library.text(cited.document_id)
    until = text.find("\n", cited.end)
    after = [*sentence_spans(text, cited.end, until if until >= 0 else len(text))][:1]
    meeting = Meeting(words)
    for start, end in ((cited.start, cited.end), *after):
        sentence = text[start:end]
        named = library.names_in(what) & library.names_in(sentence)
        if not named and not any(meeting.of(stem_line(sentence))):
            continue
        smaller = [a for a in find_amounts(sentence) if _comparable(a, whole) and 0 < abs(a.value) < abs(whole.value)]
        if len(smaller) == 1 and not _IS_LEFT_OUT.search(sentence):
            return smaller[0], (start, end)
    return None
