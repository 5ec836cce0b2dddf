"""Basis: whether a sentence reports what happened, what is planned, or what a rate would come to."""

from __future__ import annotations

import re

from index.caseless import caseless, has_any
from index.figure import Basis
from index.pattern import lazy_pattern

__all__ = ["basis_of", "gives_orders"]

_CUES: tuple[tuple[Basis, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        Basis.RUN_RATE,
        ("run rate", "run-rate", "runrate", "annual", "arr", "twelve"),
        lazy_pattern(
            r"\brun[- ]?rates?\b|\bannuali[sz]ed\b|\bannuali[sz]ing\b|\barr\b|\bannual(?:ly)? recurring\b"
            r"|\btimes twelve\b|\bannual (?:revenue )?pace\b",
            re.IGNORECASE,
        ),
    ),
    (
        Basis.GUIDANCE,
        (*("guid", "outlook", "now ", "raised ", "lowered ", "narrowed ", "lifted ", "cut ", "reiterated ", "maintained "),
         *("expect", "anticipate", "plan", "intend")),
        lazy_pattern(
            r"\bguid(?:ance|ed|es|ing)\b|\boutlook\b|\bnow (?:expects?|sees?|plans?|means|forecasts?)\b"
            r"|\b(?:raised|lowered|narrowed|lifted|cut|reiterated|maintained) (?:its|the|their|our) "
            r"(?:\w+ ){0,4}(?:forecast|range|target|estimate|budget|plan|expectations?)\b"
            r"|\b(?:we|company|management|it) (?:(?:currently|now|still|also|continues? to) ){0,2}(?:expects?|anticipates?|plans?|intends?) ",
            re.IGNORECASE,
        ),
    ),
    (
        Basis.ESTIMATE,
        ("estimate", "analyst", "consensus", " math", "look for", "looking for", "model", "pencil"),
        lazy_pattern(
            r"\bwe (?:also |now |still )?(?:look for|model|pencil in|are (?:looking for|modell?ing|pencill?ing in))\b|\bestimate[sd]?\b|\bestimated\b|\banalysts?\b|\bconsensus\b|\bby (?:our|my) math\b", re.IGNORECASE
        ),
    ),
    (
        Basis.PROJECTION,
        (*("project", "forecast", "expect", "target", "plan", "budget", "anticipate", "would", "could", "should", "on track", "on course"),
         *("on pace", "means", "intends", "aim", "will", "by the end", "hope", "hoping", "want", "seek", "sought", "looking", "try", "trie", "predict")),
        lazy_pattern(
            r"\bproject(?:s|ed|ing|ions?)\b|\bforecasts?\b|\bexpect(?:s|ed|ing|ation|ations)?\b|\btarget(?:s|ed|ing)?\b"
            r"|\bplan(?:s|ned|ning)? to\b|\bplanned\b|\bbudget(?:ed)?\b|\banticipate[sd]?\b|\bwould\b|\bcould\b"
            r"|\bon (?:track|course|pace) (?:to|for)\b|\bshould (?:come|total|reach|land|amount|exceed|end up|be (?:about|around|roughly|close to|near|between|some))\b|\bmeans to\b|\bintends to\b|\baim(?:s|ed|ing)? (?:to|for)\b|\bwill\b"
            r"|\bby the end of (?:next|the decade)\b|\b(?:hop(?:es?|ed|ing)|wants?|wanted|seek(?:s|ing)?|sought|looking|tr(?:y|ies|ied|ying)) to\b|\bpredict(?:s|ed|ion)?\b",
            re.IGNORECASE,
        ),
    ),
    (
        Basis.COMMITMENT,
        ("commit", "agreed", "pledge", "obligation", "announced", "contract"),
        lazy_pattern(
            r"\bcommit(?:s|ted|ment|ments|ting)?\b|\bagreed to (?:buy|purchase|spend|pay|invest|rent)\b|\bpledge[sd]?\b"
            r"|\bobligations?\b|\bannounced (?:plans|a plan|spending|that it)\b|\bcontract(?:ed)? (?:worth|to|for)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Basis.REPORTED,
        (*("report", "people", "in talks", "is said", "source", "rumo", "is believed", "according"), *("newsletter", "newspaper", "papers", "blog", "press", "story", "stories")),
        lazy_pattern(
            r"\b(?:newsletters?|newspapers?|papers|press|blogs?|rumou?rs?|stor(?:y|ies))\b[^.;]{0,30}?\b(?:says?|said|ha(?:s|ve) it|claims?|suggests?|going around|went around)\b"
            r"|\breportedly\b|\bpeople (?:familiar|briefed|with knowledge)\b|\bin talks\b|\bis said to\b|\bsources? (?:said|say)\b"
            r"|\bpeople who\b|\brumou?red\b|\bis believed\b|\baccording to (?:a )?(?:person|people|sources)\b"
            r"|\bpeople .{0,20}(?:said|say)\b|\bis reported to\b",
            re.IGNORECASE,
        ),
    ),
)
"""What words give a number each basis: strings one of which they need, as patterns are slow, and the pattern itself."""


def basis_of(clause: str) -> Basis:
    """The basis that the words of a clause give its numbers; `actual` where no word says otherwise.

    The first kind whose words occur wins, in the order run rate, guidance, estimate, projection, commitment,
    reported: "expects a run rate of" is still no revenue, and "raised its forecast" is still guidance.
    """
    words = caseless(clause)
    for basis, needed, cue in _CUES:
        if has_any(words, needed) and cue.search(clause):
            return basis
    return Basis.ACTUAL


_ORDERS: tuple[tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("assistant", "model", "bot", "agent", "system"),
        ("must", "should", "disregard", "ignore", "reply", "answer", "say", "state"),
        lazy_pattern(
            r"\b(?:AI|A\.I\.|language|chat) ?(?:assistants?|models?|bots?|agents?|systems?)\b.{0,80}\b(?:must|should|disregard|ignore|reply|answer|say|state)\b",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        ("ignore", "disregard", "forget", "override"),
        ("instruction", "prompt", "rules", "above", "previous", "earlier"),
        lazy_pattern(
            r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous|earlier)\b",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        ("when ", "if "),
        ("reply", "answer", "respond", "say", "state", "tell"),
        lazy_pattern(
            r"\b(?:when|if) (?:a |any |the )?(?:users?|you|someone|anyone|asked|people)\b.{0,60}\b(?:reply|answer|respond|say|state|tell)\b",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        ("do not", "don't", "never"),
        ("cite", "mention", "reveal"),
        lazy_pattern(
            r"\b(?:reply|answer|respond|say|state) (?:only|that|with)\b.{0,60}\b(?:do not|don't|never) (?:cite|mention|reveal)\b",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        ("note", "message", "attention", "notice", "reminder", "memo", "instruction", "dear", "hey", "hello"),
        ("ai", "a.i.", "llm", "language model", "bot", "crawler", "scraper"),
        lazy_pattern(
            r"(?:^|[:;“\"(\]>]\s?|\b(?:a|this|the)\s)(?:note|message|attention|notice|reminder|memo|instructions?|dear|hey|hello)\b[\s:,–—-]*(?:to|for)?\s*(?:all|any|the|every|our|you)?\s*"
            r"(?:(?:AIs?|A\.I\.|LLMs?|(?:large )?language models?|chat ?bots?|bots)(?:[ -](?:systems?|assistants?|models?|bots?|agents?|tools?|summari[sz]ers?|crawlers?|readers?|search \w+))?|(?:web )?(?:crawlers|scrapers))"
            r"(?=\s(?:reading|summari[sz]ing|indexing|crawling|scraping|processing|parsing|using|that|who|which|or|and)\b|\s?[:,–—]|\s-\s)",
            re.IGNORECASE,
        ),
    ),
    (
        ("prompt", "as an ai", "<!", "@"),
        ("",),
        lazy_pattern(
            r"\b(?:system|hidden) prompt\b|\bas an ai\b|<!(?:here|channel|everyone)>|@everyone\b|@here\b", re.IGNORECASE
        ),
    ),
)
"""Patterns of orders, each with two lists of which it needs a word each: they are tried on every sentence of a corpus."""


def gives_orders(sentence: str) -> bool:
    """Whether a sentence of a page speaks to the machine that reads it; such a sentence is no evidence of anything."""
    words = caseless(sentence)
    return any(has_any(words, some) and has_any(words, others) and pattern.search(sentence) for some, others, pattern in _ORDERS)
