"""Successions: who comes after somebody who is named, as sentences tell it.

"Who takes over from Birch" is answered by "Birch leaves in May; Dana Holt, the treasurer, will succeed her", and by a filing that
says that Birch resigns as finance chief and that Holt is appointed as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.evidence import Asking
from bot.forms import NAME, is_name, names_next, offices, says_who
from bot.question import Intent
from bot.reading import Candidate
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["asks_who_succeeds", "passed_on", "says_who_succeeds", "tells_no_successor"]

_AFTER_WHOM = lazy_pattern(
    r"\bwho(?:['’]?s|['’]ll| is| are| was| will| would| has| had)?(?: (?:going to|gonna|now|then|be|been|to|eventually|the one))*\s(?:tak\w+ over|took over|succeed\w*|replac\w+|fill(?:s|ed|ing)?(?: in)?|step(?:s|ped|ping)? in(?:to)?)\b"
    r"|\b(?:successor|replacement) (?:to|of|for)\b|['’]?s (?:successor|replacement)\b",
    re.IGNORECASE,
)
_INTENTS = frozenset({Intent.WHO, Intent.WHEN, Intent.LIST, Intent.FACT})
_ASIDE = r"(?:,\s\d\d,|\s\(\d\d\)|,\s[^,.;]{2,80},)?"
_COMES = lazy_pattern(
    rf"{NAME}{_ASIDE}\s(?:(?:who|which|has|had|will|would|is|was|be|now|to|agreed|set)\s){{0,3}}(?P<deed>succe\w+|replac\w+|tak\w+\sover|took\sover|taken\sover|fill\w*\sin|steps?\sin|stepped\sin|stepping\sin|minds)\b"
)
_SHE = r"(?:[Ss]he|[Hh]e|[Tt]hey)\s(?:(?:has|had|will|would|is|was|now|to)\s){0,3}(?:succe\w+|replac\w+|tak\w+\sover(?:\sfrom)?|took\sover(?:\sfrom)?)\s(?P<whom>(?:[A-ZÀ-Þ]\S*\s?){1,4})"
_SHE_COMES = lazy_pattern(rf"^\W*{_SHE}")
_SHE_TOO = lazy_pattern(rf"[;,]\s(?:and\s)?{_SHE}")
_PUT = lazy_pattern(rf"\b(?:appoint|nam|promot|elect|hir)(?:ed|es?|s|ing)\s{NAME}")
_HERS = lazy_pattern(rf"\b(?:[Hh]er|[Hh]is|[Tt]heir)\s(?:successor|replacement)(?:\s(?:is|was|will\sbe)(?:\sto\sbe)?|,)\s{NAME}|\b(?:[Hh]er|[Hh]is|[Tt]heir)\s(?:job|post|role|place|seat)\s(?:goes|went|will\sgo|passes|passed|is\staken|was\staken|is\sfilled|was\sfilled)\s(?:to|by)\s{NAME.replace('?P<name>', '?P<other>')}")
_SOMEBODY = lazy_pattern(NAME)
_BY = lazy_pattern(rf"\b(?:succeeded|replaced|followed)\s(?:[\w\s]{{0,24}}?)by\s(?:(?:its|the|their|our)\s(?:[\w-]+\s){{1,4}})?{NAME}")
_PASSES_ON = lazy_pattern(r"\b(?:succe(?:ed|ss)\w*|replac\w+|(?:tak\w+|took) over|(?:step|fill)\w* in|minds|appoint\w*|promot\w*|named|interim|acting)\b", re.IGNORECASE)
_BEFORE_WHOM = lazy_pattern(r"\bwho(?:m|se)?(?:['’]?d)? (?:did|does|do|is|has|will|was) (?!(?:the|going|now|then|to)\b)(?:[\w.’'-]+ ){1,3}(?:succeed\w*|replac\w*|tak\w+ over from|follow\w*)\b|\bpredecessor\b", re.IGNORECASE)
_LEAVES = lazy_pattern(r"\b(?:resign|step\w*\sdown|leav|left|depart|retir|quit|go(?:es|ing)?\b|went|fired|ousted|dismissed|exit|departure|outgoing|former|gone)\w*", re.IGNORECASE)
_OBJECT = lazy_pattern(r"^(?:\s(?:from|for))?\s(?P<whom>her|him|them|(?:[A-ZÀ-Þ]\S*\s?){1,4})")
_NEAR_NAME = 300
_MOST_PLACES = 12


def says_who_succeeds(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote says who comes after somebody whom a question names."""
    gone = _asked_after(asking)
    if not gone or quote.row:
        return False
    sentences = _sentences(asking, quote)
    told = any(_succeeds(gone, sentences[:place], one) for place, one in enumerate(sentences))
    return told or _is_hers(asking, quote, gone) or _into_the_office(asking, quote, gone, sentences)


def passed_on(asking: Asking, ordered: Sequence[Candidate]) -> Candidate | None:
    """The newest quote by which an office that a question asks the holder of goes to somebody else than the first of `ordered` says; None where none does."""
    question, day = asking.question, ordered[0].document.published
    if question.intent is not Intent.WHO or day is None or question.periods or _HELD_BEFORE.search(question.text) or not any(form.asked.search(question.text) for form in offices()):
        return None
    newer = [one for one in ordered if one.document.published is not None and one.document.published > day and says_who(asking, one) and any(form.search(one.text) for form in (_HERS, _COMES, _BY))]
    return max(newer, key=lambda one: (one.document.published, one.score), default=None)


_HELD_BEFORE = lazy_pattern(r"\b(?:was|were|had|did|former|previous|ex|used to|before|then|founder|founded)\b", re.IGNORECASE)


def tells_no_successor(asking: Asking, quote: Candidate) -> bool:
    """Whether a question is for who comes after somebody, or before, and a quote tells nothing of that, or the other way round."""
    gone, came = _asked_after(asking), _asked_before(asking)
    if not gone and not came:
        return False
    sentences = _sentences(asking, quote)
    if not any(_PASSES_ON.search(one) for one in sentences):
        return not gone or not _into_the_office(asking, quote, gone, sentences)
    if gone:
        of_others = not any(_is_of(gone, one) for one in sentences) and gone not in asking.about(quote.document.document_id)
        return not says_who_succeeds(asking, quote) and (of_others or any(_comes(gone, one) for one in sentences))
    return not any(_comes(came, one) for one in sentences)


def asks_who_succeeds(asking: Asking) -> bool:
    """Whether a question is for who comes after somebody whom it names."""
    return bool(_asked_after(asking))


def _asked_after(asking: Asking) -> str:
    question = asking.question
    found = _AFTER_WHOM.search(question.text) if question.intent in _INTENTS and not _BEFORE_WHOM.search(question.text) else None
    if found is None:
        return ""
    named = [match for match in asking.library.names.match(question.text) if match.name in question.entities]
    if found.group().lower().startswith(("'s", "’s", "s ")):
        return next((match.name for match in named if abs(match.end - found.start()) <= _POSSESSIVE), "")
    if named and _TAKES_OVER.search(found.group()) and asking.library.names.is_company(named[0].name) and named[0].start == found.end() + 1:
        return ""  # who took over a company bought it
    return next((match.name for match in named if match.start >= found.end() - 1 and not _AT.search(question.text[found.end() : match.start])), "")


def _asked_before(asking: Asking) -> str:
    question = asking.question
    if not _BEFORE_WHOM.search(question.text):
        return ""
    people = [name for name in question.entities if not asking.library.names.is_company(name)]
    return people[0] if len(people) == 1 else ""


_AT = lazy_pattern(r"\b(?:at|as|in|on|when|by)\b", re.IGNORECASE)
_POSSESSIVE = len("’s")
_TAKES_OVER = lazy_pattern(r"\bt(?:ak\w+|ook) over$", re.IGNORECASE)


def _sentences(asking: Asking, quote: Candidate) -> list[str]:
    text = asking.library.text(quote.document.document_id)
    return [text[start:end] for first, last in quote.parts for start, end in sentence_spans(text, first, last)]


def _comes(name: str, sentence: str) -> bool:
    """Whether a sentence says that somebody comes after another."""
    coming = [found for pattern in (_COMES, _BY, _PUT) for found in pattern.finditer(sentence)]
    pointed = _SHE_TOO.search(sentence)
    herself = pointed is not None and _is_of(name, sentence[: pointed.start()]) and not _is_of(name, pointed["whom"])
    return herself or any(_is_of(name, found["name"]) for found in coming)


def _succeeds(gone: str, earlier: Sequence[str], sentence: str) -> bool:
    """Whether a sentence after others says who comes after somebody, by a verb of coming after."""
    before = earlier[-1] if earlier else ""
    for found in _COMES.finditer(sentence):
        if not is_name(found["name"]) or _is_of(gone, found["name"]):
            continue
        spoken = f"{before} {sentence[: found.start()]}"
        whom = _OBJECT.match(sentence[found.end() :])
        if whom is None:
            # "Birch is leaving. Dana Holt takes over for now."
            if _is_of(gone, spoken) and _LEAVES.search(spoken):
                return True
        elif _is_of(gone, spoken if whom["whom"] in {"her", "him", "them"} else whom["whom"]):
            return True
    by_name = any(is_name(found["name"]) and not _is_of(gone, found["name"]) and _is_of(gone, sentence[: found.start()]) for found in _BY.finditer(sentence))
    pointed = _SHE_COMES.search(sentence)
    somebody = pointed is not None and _is_of(gone, pointed["whom"]) and any(is_name(found["name"]) for one in earlier for found in _SOMEBODY.finditer(one))
    return by_name or somebody


def _is_hers(asking: Asking, quote: Candidate, gone: str) -> bool:
    """Whether a quote says who "her successor" is, below a sentence that speaks of the one gone and of nobody else since."""
    text = asking.library.text(quote.document.document_id)
    for first, last in quote.parts:
        for found in _HERS.finditer(text, first, last):
            name = found["name"] or found["other"]
            before = text[max(0, found.start() - _NEAR_NAME) : found.start()]
            place = max((m.end() for m in re.finditer(rf"\b{re.escape(gone.rsplit(maxsplit=1)[-1])}\b", before)), default=None)
            if is_name(name) and not _is_of(gone, name) and place is not None and not any(is_name(m["name"]) and " " in m["name"] for m in _SOMEBODY.finditer(before, place)):
                return True
    return False


def _into_the_office(asking: Asking, quote: Candidate, gone: str, sentences: list[str]) -> bool:
    """Whether somebody is said to come into the office that a page says the other leaves."""
    text = asking.library.text(quote.document.document_id)
    left = [form for form in offices() if any(_LEAVES.search(said) and (any(_is_of(gone, found["name"]) for found in form.found(said)) or _as_one(gone, said, form.office)) for said in _around(text, gone))]
    return any(is_name(found["name"]) and not _is_of(gone, found["name"]) and names_next(sentence) for form in left for sentence in sentences for found in form.found(sentence))


def _as_one(name: str, sentence: str, office: str) -> bool:
    """Whether a sentence tells of somebody "as" one of an office: "Birch will resign as finance chief"."""
    return re.search(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b[^.;]*?\bas\s(?:(?:its|the|our|a|an)\s)?(?:[\w-]+\s){{0,2}}?{office}", sentence) is not None


def _around(text: str, name: str) -> Iterator[str]:
    """The sentences of a text that have the last word of a name."""
    for count, found in enumerate(re.finditer(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b", text)):
        if count == _MOST_PLACES:
            return
        first, last = max(0, found.start() - _NEAR_NAME), min(len(text), found.end() + _NEAR_NAME)
        yield from (text[s:e] for s, e in sentence_spans(text, first, last) if s <= found.start() < e)


def _is_of(name: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b", words) is not None
