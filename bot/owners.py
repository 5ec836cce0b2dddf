"""Owners: whose one of two companies is, by a sentence that says that one bought the other."""

from __future__ import annotations

from bot.evidence import Asking
from bot.fitness import undone
from bot.parties import doer_between
from bot.question import Intent
from bot.reading import Candidate
from bot.states import State, state_of
from bot.words import stem
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["BOUGHT", "OWN", "asks_owner", "owner_said", "tells_of_owning"]

OWN = stem("own")
BOUGHT = frozenset(stem(word) for word in ("acquire", "acquired", "acquisition", "buy", "bought", "purchase", "purchased", "takeover"))
_TWO = 2


_OWNING = lazy_pattern(
    r"(?<!['’]s )(?<!\bits )(?<!\btheir )(?<!\bour )\b(?:owns?|owned|owning)\b|\bowners? of\b|\b(?:is|are|was|became|as|now) (?:an? |the )?(?:[\w-]+ ){0,2}subsidiar(?:y|ies)\b|\b(?:stakes?|takeover|buyout|merg(?:e|ed|er|ing))\b"
    r"|\bacqui(?:r|s)\w+|\bbids?\b|\bpart of\b|\b(?:held|holds?) (?:about |some |nearly |all|\d)|\b(?:buy|buys|buying|bought|purchase[ds]?)\b(?= (?:[a-z]\S* ){0,3}?(?:[A-ZÀ-Þ]|it\b|the (?:rest|company|whole)\b))",
)
"""What tells whose a company is, or was to be."""


def asks_owner(asking: Asking) -> bool:
    """Whether a question is whether one of two that it names owns the other."""
    return OWN in asking.terms and asking.question.intent is Intent.CHECK


def tells_of_owning(asking: Asking, quote: Candidate) -> bool:
    """Whether a sentence of a quote tells whose one of the two is: it names both, or one on a page about the other."""
    library = asking.library
    text = library.text(quote.document.document_id)
    about = frozenset(library.names.subjects(quote.document.document_id)[:1])
    for start, end in sentence_spans(text, quote.start, quote.end):
        named = library.names_in(text[start:end]) & asking.companies
        if _OWNING.search(text[start:end]) and named and asking.companies <= named | about:
            return True
    return False


def owner_said(asking: Asking, lead: Candidate) -> str:
    """Who owns the other by a quote that says that one bought it, where a question is whether one of two owns the other; else ""."""
    if not asks_owner(asking) or len(asking.companies) != _TWO:
        return ""
    text = asking.library.text(lead.document.document_id)
    for start, end in sentence_spans(text, lead.start, lead.end):
        sentence = text[start:end]
        if state_of(sentence) is State.DONE and not undone(sentence):
            return doer_between(sentence, BOUGHT, asking.question.entities, asking.library)
    return ""
