"""Parties: who did something to whom, as a question and as a quote tell it.

"When did Acme buy Bolt" is not answered by what Bolt bought, nor by what Acme bought besides. Without a parser the places of the
names around the deed tell: who stands before it did it, to whom stands after it, and the other way round where it is passive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.coverage import stem_set
from bot.library import Library
from bot.paraphrases import paraphrases_of
from bot.question import Intent, Question
from bot.states import State, state_of
from bot.words import STOP_WORDS, stem, synonyms_of, tokens
from index.entity_table import EntityMatch
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["Parties", "Payment", "doer_between", "of_others", "parties_of", "payment", "tells_of"]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who did something (`doer`) to whom (`other`): names of the corpus, or the stem of a word that is none of them.

    `deed` are the stems of words for it, `named` those of the two who have to be named, `of_office` whether it is about who
    holds an office.
    """

    doer: str
    other: str
    deed: frozenset[str]
    named: tuple[str, ...]
    of_office: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """Who pays whom, by the question's words at `said`; `given` where it says that one gave the other money, or the other got it."""

    payer: str
    payee: str
    said: tuple[int, int]
    given: bool


_PAYS = lazy_pattern(r"\b(?:pay|pays|paid|paying|owes?|owed|owing|(?:shell|fork|hand|cough)\w* (?:out|over|up))\b(?! (?:back|off|attention)\b)", re.IGNORECASE)
_GIVES = lazy_pattern(r"\b(?:gives?|gave|given|giving)\b(?! (?:back|up|away|notice|access)\b)", re.IGNORECASE)
_GETS = lazy_pattern(r"\b(?:gets?|got|gotten|getting|received?|receives|receiving|takes?|took|taken|taking|collect(?:s|ed)?)\b(?! (?:back|over|away|rid)\b)", re.IGNORECASE)
_FROM = lazy_pattern(r"\b(?:by|from)\W*$", re.IGNORECASE)


def payment(question: Question, library: Library) -> Payment | None:
    """Who a question without a measure asks pays or gives whom money; None where it asks something else."""
    if question.metrics or len(question.entities) != _PAIR or question.intent not in {Intent.FIGURE, Intent.FACT} or question.amounts:
        return None
    # A follow-up may name neither of them.
    named = [m for m in library.names.match(question.text) if m.name in question.entities]
    first, others = named[0] if named else None, named[1:]
    if first is None or not others or not (library.names.is_company(first.name) and library.names.is_company(others[-1].name)):
        return None  # what a company paid for is not what one person got of it
    other, between = others[-1].name, question.text[: others[-1].start]
    passive = _FROM.search(between) is not None
    paid, given, got = (pattern.search(between, first.end) for pattern in (_PAYS, _GIVES, _GETS))
    said = paid or given or (got if passive else None)
    if said is None or (paid is None and question.wants != "money"):
        return None
    payer, payee = (other, first.name) if passive else (first.name, other)
    return Payment(payer, payee, said.span(), paid is None)


_PAIR = 2
_MUTUAL = frozenset(
    stem(word)
    for word in "merge merger partner partnership compete compare agree agreement sign deal talk talks negotiate work collaborate collaboration cooperate "
    "team settle settlement tie integrate discuss meet dispute versus share split according say said report write tell claim call think leak reveal".split()
)
"""Deeds that each of two does to the other, and what only says whose words something is."""
_OF_OFFICE = frozenset(
    stem(word)
    for word in "quit leave left resign depart step stepped retire join joined hire hired appoint appointed fire fired sack sacked oust ousted die died replace replaced succeed succeeded".split()
)
"""What a person does, or has done to them, with an office."""
_BEFORE_IT = frozenset(
    stem(word)
    for word in "agree agreed try tried trying want wanted plan planned planning offer offered decide decided finish finished start started complete completed "
    "announce announced intend intended propose proposed seek sought officially formally finally first ever originally initially".split()
)
"""What stands before the deed itself: "agreed to buy"."""
_TELLING = frozenset("said says say saying claims claimed thinks thought believes hints hinted told tells wrote writes argued argues".split())
_OFFICES = frozenset(stem(word) for word in "ceo cfo coo cto chief boss head chair chairman director president founder".split())
_LIGHT = frozenset("get got gets give gave given make made take took put come came go went have had has".split())
"""Verbs whose object tells what was done."""
_APART = lazy_pattern(r"[,;:?!()/&+]|^['’]s?\b|\b(?:and|or|vs|versus|than|plus|nor|but|when|while|if|because|where|after|before|that|at|near|inside|around|outside)\b", re.IGNORECASE)
_MOST_BETWEEN = 6
_BY = lazy_pattern(r"\bby\W*$", re.IGNORECASE)
_PASSIVE = lazy_pattern(r"\b(?:is|was|were|be|been|being|are|gets?|got)\s(?:\w+ly\s)?$", re.IGNORECASE)
_FROM = lazy_pattern(r"\b(?:by|from)\s(?:the\s)?$", re.IGNORECASE)
_EDGE = lazy_pattern(r"[,;:()]")
_GOVERNED = lazy_pattern(r"\b(?:of|in|by|from|with|for|to|on|at|than|like|via|through|under|against|over)\s(?:the\s)?$", re.IGNORECASE)
_FAR = 60
"""Characters between a deed and a name beyond which the name need not be its."""
_OTHER_WORDS = 2
_DID = lazy_pattern(r"\b(?:did|does|has|have|had|will|would)\s+(?:the\s+)?$", re.IGNORECASE)
_DOES_TO = lazy_pattern(r"\b(?:did|has|have|had|will|would)\s+(?:the\s+)?(?P<doer>[\w-]+)\s+(?P<deed>[\w-]+)\s+(?:the\s+)?$", re.IGNORECASE)
_OBJECT = lazy_pattern(r"\s+(?P<deed>[\w-]+)\s+(?:the\s+|its\s+)?(?P<other>[\w-]+)", re.IGNORECASE)
"""A deed of somebody named, and the word for whom or what it was done to."""


def parties_of(question: Question, library: Library) -> Parties | None:
    """Who a question says did something to whom; None where it names no two with a deed between them."""
    text = question.text
    places = [m for m in library.names.match(text) if m.name in question.entities]
    if len(places) == 1:
        return _with_a_word(question, places[0], library)
    for first, second in pairwise(places):
        between = text[first.end : second.start]
        if _APART.search(between) or second.name in library.names.family({first.name}):
            continue
        words = [word for word, _, _ in tokens(between)]
        if words and words[0] in _TELLING:
            continue  # "Birch said the new Acme loan": what follows is what was told
        # How something is done, and what somebody is, are no deeds.
        deeds = [root for word in words if word not in STOP_WORDS and not word.endswith("ly") and (root := stem(word)) not in _OFFICES]
        done = next((root for root in deeds if root not in _BEFORE_IT), "")
        # Without a helping verb ("anthropic's monthly bill") only what has other words for it is known to be a deed.
        if not _DID.search(text[: first.start]) and not _BY.search(between) and len(_words_for(done)) < _OTHER_WORDS:
            continue
        if not done or len(words) > _MOST_BETWEEN or not _MUTUAL.isdisjoint(deeds) or words[0] in _LIGHT:
            continue
        doer, other = (second, first) if _BY.search(between) else (first, second)
        of_office = not _OF_OFFICE.isdisjoint(deeds)
        named = tuple(one.name for one in (doer, other) if of_office or library.names.is_company(one.name))
        # What a person does need not be told by the name: it is the company that a page speaks of.
        return Parties(doer.name, other.name, _words_for(done), named, of_office)
    return None


def _with_a_word(question: Question, place: EntityMatch, library: Library) -> Parties | None:
    """The same where only one of them is a name of the corpus; the other is a word of the question that nothing accounts for."""
    text = question.text
    after = _OBJECT.match(text, place.end) if _DID.search(text[: place.start]) else None
    before = _DOES_TO.search(text[: place.start])
    for found, word in ((after, "other"), (before, "doer")):
        if found is None:
            continue
        deed, party = (stem(found[group].lower()) for group in ("deed", word))
        if party not in question.terms or found["deed"].lower() in STOP_WORDS or deed in _MUTUAL | _BEFORE_IT:
            continue
        named = (place.name,) if library.names.is_company(place.name) else ()
        return Parties(*((place.name, party) if word == "other" else (party, place.name)), _words_for(deed), named, of_office=False)
    return None


def _words_for(deed: str) -> frozenset[str]:
    return frozenset(word for word in {deed} | synonyms_of(deed) | paraphrases_of(deed) if " " not in word)


def of_others(parties: Parties, text: str, library: Library) -> bool:
    """Whether a text tells of such a deed by someone else or to someone else, or of the other way round."""
    return not all(fits for start, end in sentence_spans(text, 0, len(text)) for fits in _told(text[start:end], parties, library))


def tells_of(parties: Parties, text: str, library: Library) -> bool:
    """Whether a text tells of such a deed at all, or that something did not come about; of a deed that has no other words it need not.

    "If you want a tractor, buy theirs" tells of no purchase: of what one company did to another a sentence tells that names
    one of them or says "it", "we" or what they made of it ("the deal").
    """
    if len(parties.deed) < _OTHER_WORDS or state_of(text) is State.OFF:
        return True
    if parties.deed.isdisjoint(stem_set(text)):
        return False
    if parties.of_office or len(parties.named) < _TWO:
        return True
    told = [text[start:end] for start, end in sentence_spans(text, 0, len(text)) if not parties.deed.isdisjoint(stem_set(text[start:end]))]
    family = library.names.family(set(parties.named))
    return not told or any(_STANDS_FOR.search(one) or family & library.names_in(one) for one in told)


_TWO = 2
_STANDS_FOR = lazy_pattern(r"\b(?:it|its|they|their|we|our|he|she|his|her|the (?:company|firm|start-?up|group|two|pair|deal|takeover|acquisition|purchase|transaction|maker|lab|buyer|seller))\b", re.IGNORECASE)


def _told(sentence: str, parties: Parties, library: Library) -> Iterator[bool]:
    """For each place of a sentence that tells of the deed, whether it may be that of the parties."""
    deeds = [(start, end) for word, start, end in tokens(sentence) if stem(word) in parties.deed]
    if not deeds:
        return  # most sentences tell of no such deed, and names are dear to find
    names = library.names.find(sentence)
    doers, others = (_called(party, sentence, library) for party in (parties.doer, parties.other))
    for start, end in deeds:
        if any(n.start < end and start < n.end for n in names):
            continue
        by, to = _around(sentence, start, end, names)
        wrong_doer = parties.doer in parties.named and bool(by) and by.isdisjoint(doers or ())
        wrong_other = others is not None and bool(to) and (to | by).isdisjoint(others)
        yield not (wrong_doer or wrong_other or (bool(by) and parties.other in by and parties.other not in to))


def _called(party: str, sentence: str, library: Library) -> Collection[str] | None:
    """What a party is called by; none of the names where it is a word that the sentence lacks, None where the sentence has it."""
    if library.names.entry(party) is not None:
        return library.names.family({party})
    return None if party in stem_set(sentence) else ()


def _around(sentence: str, start: int, end: int, names: Sequence[EntityMatch]) -> tuple[set[str], set[str]]:
    """Who is clearly said to have done what stands from `start` to `end`, and to whom; empty sets where that is not clear."""
    before = [n for n in names if n.end <= start and not _EDGE.search(sentence[n.end : start])]
    after = [n for n in names if n.start >= end and not _EDGE.search(sentence[end : n.start])]
    subjects = {n.name for n in before} if before and start - before[-1].end <= _FAR and not _GOVERNED.search(sentence[: before[-1].start]) else set()
    objects = {n.name for n in after} if after and after[0].start - end <= _FAR else set()
    passive = _PASSIVE.search(sentence[:start]) and not sentence[start:end].lower().endswith("ing")
    if passive or (after and _FROM.search(sentence[: after[0].start])):
        return objects, subjects
    return subjects, objects


def doer_between(sentence: str, deeds: Collection[str], pair: Collection[str], library: Library) -> str:
    """Which of two a sentence clearly says did one of some deeds to the other; "" where it does not."""
    names = library.names.find(sentence)
    for word, start, end in tokens(sentence):
        if stem(word) not in deeds or any(n.start < end and start < n.end for n in names):
            continue
        by, to = _around(sentence, start, end, names)
        for one in pair:
            if one in by and one not in to and any(other in to for other in pair if other != one):
                return one
    return ""
