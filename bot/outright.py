"""Outright: sentences that say where something is done, how a company is rated or who signed for its audit in so many words.

Such a sentence may have little in common with a question, and is sure all the same: it has the name of the thing, what is done and the
place, or the grade, or the firm that signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.coverage import stem_line
from bot.evidence import Asking
from bot.forms import is_name, offices
from bot.question import Intent
from bot.reading import Candidate
from bot.speaking import speakers
from bot.wanted import Kind, place_in
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["in_title", "placed", "says_outright"]

_TOP = 700
"""Characters of a page in which whom its title calls by office is presented."""
_PRESENTED = lazy_pattern(
    r"(?P<name>(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.)(?:\s(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.|de|da|van|von|bin|al|der)){1,3})(?:,\s\d\d,)?\s(?:joined|became|has been|came to|took over|moved to|runs|started|arrived|was (?:appointed|hired|named))\b"
)
_GRADE_ASKED = lazy_pattern(r"\b(?:credit|debt|bond|issuer) ratings?\b|\bratings? (?:at|by|from|with)\b|\bhow (?:is|are|was) .* rated\b|\brated by\b", re.IGNORECASE)
_GRADE = lazy_pattern(r"(?<![\w-])(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|Aaa|Aa[1-3]|A[1-3]|Baa[1-3]|Ba[1-3]|B[1-3]|Caa[1-3]|Ca)(?:[+−–-](?![\w])|[- ](?:plus|minus)\b)?(?![\w’'])")
_RATES = lazy_pattern(r"\brat(?:e[sd]?|ings?)\b", re.IGNORECASE)
_AUDIT_ASKED = lazy_pattern(r"\b(?:audit(?:s|ed|ors?)?|accountants?|accounting firm)\b(?! (?:fees?|committee|costs?|opinion|report))", re.IGNORECASE)
_SIGNED = lazy_pattern(r"/s/\s[A-ZÀ-Þ][^/\n]{2,60}?\b(?:LLP|L\.L\.P\.|AG|GmbH|Ltd|Limited|PLLC|P\.C\.|S\.A\.|AS|AB)\b[^\n]{0,160}?\bserved as (?:the Company|its|the Partnership|the Group)?(?:['’]s )?auditors?\b", re.DOTALL)


def says_outright(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote says in so many words where something is done, how a company is rated, who audits it or who its page's title is about."""
    if quote.row or quote.title or not asking.companies:
        return False
    question = asking.question
    if asking.wanted.kind is Kind.PLACE:
        return _says_where(asking, quote)
    if asking.wanted.kind is Kind.OPEN and _GRADE_ASKED.search(question.text):
        return quote.measures["subject"] == 1 and _says_grade(quote)
    if question.intent is Intent.WHO and _AUDIT_ASKED.search(question.text):
        return _is_page_of(asking, quote, asking.companies) and _SIGNED.search(quote.text) is not None
    return in_title(asking, quote) and any(is_name(m["name"]) for m in _PRESENTED.finditer(quote.text))


def placed(asking: Asking, found: Sequence[Candidate]) -> list[Candidate]:
    """The quotes that say where something is done, whoever else they name: "the cluster that Bolt is building for us in Larvik"."""
    return [one for one in found if _says_where(asking, one)] if asking.wanted.kind is Kind.PLACE and not asking.metrics else []


def in_title(asking: Asking, quote: Candidate) -> bool:
    """Whether the title of a page calls by the office asked for somebody of the company, whom a quote from its top presents."""
    if asking.wanted.kind is not Kind.PERSON or quote.start > _TOP or len(asking.companies) != 1:
        return False
    title = quote.document.title
    forms = [form for form in offices() if form.asked.search(asking.question.text)]
    return any(re.search(form.office, title) for form in forms) and bool(asking.family & asking.library.names_in(title)) and _PRESENTED.search(quote.text) is not None


def _is_page_of(asking: Asking, quote: Candidate, names: Collection[str]) -> bool:
    """Whether a page is about all of some names, by its subjects or its title."""
    here = asking.about(quote.document.document_id) | asking.library.names_in(quote.document.title) | speakers(quote.document, asking.library)
    return all(not here.isdisjoint(asking.library.names.family({name})) for name in names)


def _sentences(asking: Asking, quote: Candidate) -> list[str]:
    text = asking.library.text(quote.document.document_id)
    return [text[start:end] for first, last in quote.parts for start, end in sentence_spans(text, first, last)]


def _says_where(asking: Asking, quote: Candidate) -> bool:
    """Whether one sentence has a place and all that a question asks the place of, and names it where it is no company."""
    if quote.row or quote.title or not asking.companies:
        return False
    things = frozenset(name for name in asking.companies if not asking.library.names.is_company(name))
    for sentence in _sentences(asking, quote):
        met = dict(zip(asking.meeting.terms, asking.meeting.of(stem_line(sentence)), strict=True))
        if not asking.terms or not all(met[term] for term in asking.terms) or not place_in(sentence, asking.question):
            continue
        here = asking.library.names_in(sentence)
        others = any(asking.library.names.is_company(name) for name in here - asking.family)
        if things <= here and (asking.companies <= here or (_is_page_of(asking, quote, asking.companies - here) and (things or not others))):
            return True
    return False


def _says_grade(quote: Candidate) -> bool:
    """Whether a quote gives a grade such as raters do."""
    return any(_RATES.search(quote.text[max(0, m.start() - _NEAR) : m.end() + _NEAR]) for m in _GRADE.finditer(quote.text))


_NEAR = 60
