"""Checking: each claim of a sentence or a paragraph, held against the sources."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date

from bot.answer import Answer, StatedFigure, Status
from bot.checked import Checked, CheckedClaim, Unchecked, Verdict
from bot.engine import Engine
from bot.errors import VerificationError
from bot.figure_checks import Finding, check_figure
from bot.library import Library
from bot.quote_checks import check_words
from bot.statements import Claimed, Clause, Sentence, read_sentences
from bot.verification import verify
from bot.words import STOP_WORDS, tokens
from index.amounts import find_amounts
from index.figure import Basis
from index.periods import find_periods

__all__ = ["check"]

_LONGEST = 20_000
"""Characters that are looked at; a page of a report has three thousand."""
_MOST = 100
"""Claims after which a text is not looked at further."""
_OPINION = re.compile(
    r"\b(?:i|we) (?:think|believe|feel|guess|suspect|doubt|hope|love|hate|bet|would|expect|wonder|prefer|reckon|fear)\b|\b(?:imo|imho|in my (?:view|opinion|book))\b"
    r"|\b(?:should|ought to|must|deserves?)\b"
    r"|\b(?:over|under)(?:valued|rated|priced|hyped)\b|\b(?:good|bad|great|terrible|amazing|awful|impressive|exciting|stupid|smart|crazy|insane|best|worst|brilliant|boring|cool|nice|wonderful|disappointing)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\b(?:will|won['’]t|going to|gonna|could|might|may|is likely to|is set to|is bound to|probably|surely)\b", re.IGNORECASE)
_OWN_VIEW = re.compile(r"\b(?:i|we) (?:think|believe|guess|bet|expect|predict|reckon|feel|suspect)\b|\bmy (?:guess|bet|prediction|forecast)\b|\bi(?:['’]d| would) (?:say|bet|guess)\b", re.IGNORECASE)


def check(engine: Engine, text: str, *, today: date, as_of: date | None = None) -> Checked:
    """What the sources published by `as_of` say of each claim in a text that was written on `today`.

    What the author thinks, asks or foresees is no claim of fact, and is named as not checked. A finding that cannot be
    verified word for word is not given: the claim counts as not found then.
    """
    library = engine.library
    if as_of is None and today < library.newest:
        as_of = today
    text = text[:_LONGEST]
    claims: list[CheckedClaim] = []
    unchecked: list[Unchecked] = []
    for sentence in read_sentences(text, library, today):
        why = _no_claim(sentence, library)
        if why:
            unchecked.append(Unchecked(text[sentence.start : sentence.end], sentence.start, sentence.end, why))
            continue
        if len(claims) >= _MOST:
            unchecked.append(Unchecked(text[sentence.start : sentence.end], sentence.start, sentence.end, "more than is checked at once"))
            continue
        for clause in sentence.clauses:
            claims += _checked(text, clause, engine, today, as_of)
    return Checked(text, tuple(claims), tuple(unchecked), library.snapshot.id)


def _no_claim(sentence: Sentence, library: Library) -> str:
    """Why a sentence is not checked; "" where it claims something."""
    words = sentence.words
    if not words:
        return "too long for a sentence"
    figures = [c.figure for clause in sentence.clauses for c in clause.claims]
    if _OWN_VIEW.search(words) and (not figures or all(f.basis in {Basis.PROJECTION, Basis.GUIDANCE} for f in figures)):
        return "no factual claim: the author's own view"
    if figures:
        return ""
    content = [w for w, _, _ in tokens(words) if w not in STOP_WORDS]
    about = bool(library.names.find(words) or library.names.match(words) or library.names.unknown(words))
    if not about and not find_amounts(words) and not find_periods(words, published=None):
        return "no factual claim"
    if len(content) < 2:
        return "no factual claim"
    if words.rstrip().endswith("?"):
        return "no factual claim: a question"
    if _OPINION.search(words):
        return "no factual claim: an opinion"
    if _FORECAST.search(words) and not find_amounts(words):
        return "no factual claim: a forecast of the author's own"
    return ""


def _checked(text: str, clause: Clause, engine: Engine, today: date, as_of: date | None) -> Iterator[CheckedClaim]:
    library = engine.library
    if not clause.claims:
        yield _claim(text, clause, None, check_words(clause, library, today, as_of), engine)
    for claimed in clause.claims:
        finding = check_figure(claimed, clause, library, today, as_of)
        if not finding.held:
            # What was read as no figure may be said in words all the same.
            in_words = check_words(clause, library, today, as_of)
            finding = in_words if in_words.verdict is Verdict.SUPPORTED else finding
        yield _claim(text, clause, claimed, finding, engine)


def _claim(text: str, clause: Clause, claimed: Claimed | None, finding: Finding, engine: Engine) -> CheckedClaim:
    """A claim with what was found, once its quotes and numbers are verified as those of an answer are."""
    told, verdict = finding.told, finding.verdict
    try:
        verify(told, engine.library.text)
    except VerificationError as error:
        engine.failed_checks += 1
        _report(clause.words, error)
        told, verdict = Answer(clause.words, Status.NOT_FOUND, "No source I hold says so."), Verdict.NOT_FOUND
    return CheckedClaim(
        text=text[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
        verdict=verdict,
        why=told.text,
        figures=told.figures,
        citations=told.citations,
        claimed=_stated(claimed) if claimed else None,
    )


def _report(text: str, error: VerificationError) -> None:
    # Imported here: it costs a tenth of a second, and a check seldom needs it.
    import structlog

    log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
    log.warning("finding failed verification", claim=text, reason=str(error))


def _stated(claimed: Claimed) -> StatedFigure:
    figure = claimed.figure
    return StatedFigure(figure.entity, figure.metric, figure.amount, figure.period.label if figure.period else "", figure.basis, ())
