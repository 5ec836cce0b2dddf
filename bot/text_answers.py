"""Answers made of quotes: the sentences or rows that say what was asked, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answer import Answer, Status
from bot.coverage import cover, stem_set
from bot.drafting import Draft
from bot.library import Library
from bot.question import Intent, Question
from bot.reading import Candidate, gives_cause, read, undisclosed
from bot.stages import stage
from bot.wording import day_words, plain
from corpus.document import BlockKind
from index.sentences import sentence_spans

__all__ = ["from_text"]

_ENOUGH = 0.62
"""The share of the question's weight that a quote with its surroundings must speak of."""
_OWN = 0.3
"""The share that the quote itself must speak of."""
_LONGEST_REASON = 620
_TOO_SHORT = 60
_MORE = {Intent.WHY: 3, Intent.LIST: 3, Intent.FACT: 2, Intent.CHECK: 2}


def from_text(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The best quotes for a question put in words, or None where none speaks of what was asked.

    A quote that says the thing is not disclosed makes an honest `not_found` that cites it.
    """
    query = " ".join((*question.entities, question.text, *question.background))
    boost = {d: 1.6 for entity in question.entities for d in library.names.documents_about(entity)}
    with stage("embed"):
        library.snapshot.embed(query)
    with stage("search"):
        hits = library.snapshot.search(query, limit=24, boost=boost)
    return _answered(question, library, read(question, hits, library, as_of=as_of))


def _answered(question: Question, library: Library, candidates: Sequence[Candidate]) -> Answer | None:
    if not candidates:
        return None
    lead = candidates[0]
    secret = next(
        (c for c in candidates[:4] if undisclosed(c.text) and c.coverage >= 0.4 and c.score >= lead.score - 0.35), None
    )
    fit = lead.coverage >= _ENOUGH and lead.own >= _OWN
    if secret is not None and question.intent is not Intent.LIST and (not fit or secret is lead or question.intent in {Intent.FIGURE, Intent.WHO}):
        return _not_disclosed(question, secret, library)
    if not fit:
        return None
    draft = Draft(library, question.text)
    for candidate in _chosen(question, candidates, library):
        start, end = candidate.start, candidate.end
        if question.intent is Intent.WHY and candidate is lead:
            start, end = _with_reason(library, candidate)
        elif end - start < _TOO_SHORT:
            start, end = _with_neighbours(library, candidate)
        number = draft.cite(candidate.document, start, end)
        draft.say(f"“{plain(library.text(candidate.document.document_id)[start:end])}” [{number}]")
    digest = "our digest of " if lead.document.digest else ""
    draft.say(f"Source: {digest}{lead.document.publisher}, {day_words(lead.document.published)}.")
    return draft.answer(Status.ANSWERED)


def _with_neighbours(library: Library, candidate: Candidate) -> tuple[int, int]:
    """The span of a very short sentence widened by the ones before and after it in its paragraph."""
    document = candidate.document.document_id
    text = library.text(document)
    outline = library.outline(document)
    here = outline.at(candidate.start)
    block = None if here is None else outline[here]
    if block is None or block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return candidate.start, candidate.end
    spans = list(sentence_spans(text, block.start, block.end))
    place = next((i for i, (s, e) in enumerate(spans) if s <= candidate.start < e), 0)
    start, end = spans[max(0, place - 1)][0], spans[min(len(spans) - 1, place + 1)][1]
    return (start, end) if end - start <= _LONGEST_REASON else (candidate.start, candidate.end)


def _with_reason(library: Library, candidate: Candidate) -> tuple[int, int]:
    """The span of a quote widened by the sentences after it, where it states what happened and they say why."""
    document = candidate.document.document_id
    text, blocks = library.text(document), library.outline(document)
    here = blocks.at(candidate.start)
    if here is None or blocks[here].kind is BlockKind.ROW or (gives_cause(candidate.text) and len(candidate.text) > 90):
        return candidate.start, candidate.end
    end = candidate.end
    following = [b for b in blocks[here : here + 2] if b.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}]
    for start, stop in (span for b in following for span in sentence_spans(text, b.start, b.end)):
        if start >= candidate.end and stop - candidate.start <= _LONGEST_REASON:
            end = stop
            if gives_cause(text[start:stop]) and stop - candidate.start > 200:
                break
    return candidate.start, end


def _not_disclosed(question: Question, secret: Candidate, library: Library) -> Answer:
    draft = Draft(library, question.text)
    number = draft.cite(secret.document, secret.start, secret.end)
    draft.say(f"I could not find that: a source says it is not disclosed. “{plain(secret.text)}” [{number}]")
    return draft.answer(Status.NOT_FOUND)


def _chosen(question: Question, candidates: Sequence[Candidate], library: Library) -> list[Candidate]:
    """The lead, and what comes near it and says something more, oldest documents last."""
    lead = candidates[0]
    out = [lead]
    words = set(stem_set(lead.text))
    for candidate in candidates[1:]:
        if len(out) >= _MORE.get(question.intent, 1):
            break
        if candidate.score < lead.score - 0.3 or candidate.own < _OWN:
            continue
        if undisclosed(candidate.text) and question.intent is not Intent.CHECK:
            continue
        mine = stem_set(candidate.text)
        if len(mine & words) > 0.7 * len(mine):
            continue
        gained = cover(question.terms, [(1.0, frozenset(mine - words))], library.weights)[0]
        if question.intent in {Intent.FACT, Intent.CHECK} and gained <= 0 and candidate.document is lead.document:
            continue
        words |= mine
        out.append(candidate)
    return out
