"""Nevers: sentences that say that there is no such thing as a question asks for.

"What was its last dividend" is answered by "We have never paid a dividend", and "which union represents its staff" by "None is
represented by a union": there is no number and no name to give, and a source says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.answer import Answer, Status
from bot.coverage import stem_line
from bot.drafting import Draft
from bot.evidence import Asking
from bot.library import Library
from bot.question import Intent, Question
from bot.text_answers import found_for
from bot.wording import origin_words, plain
from corpus.dates import known_by
from index.pattern import lazy_pattern
from index.records import DocumentMeta
from index.sentences import sentence_spans

__all__ = ["denied_by", "never_so"]

_NEVER = lazy_pattern(
    r"\b(?:(?:has|have|had|is|are|was|were|do|does|did)\s+)?never\b(?!\s+(?:mind|again|before|more|less|so|say|said|been (?:so|as|more|higher|lower|better|worse)))"
    r"|(?:^|(?<=[.;:]\s))none(?:\s+of\s+(?:(?:our|its|their|the|these|those)\s+)?[\w-]+(?:\s[\w-]+)?)?\s+(?:is|are|was|were|has|have|had|belongs?)\b"
    r"|\bno (?:employee|employees|staff|worker|workers|one|part|person)\b(?:\s(?:of|in|at)\s(?:[\w'’-]+\s){1,3}?)?\s*(?:is|are|was|were|has|have|had|belongs?)\b"
    r"|\b(?:has|have|had|carries|carry|pays?)\s+no (?!(?:plans?|intention|comment|idea|doubt|further|other|longer|more|new|such|reason|choice)\b)",
    re.IGNORECASE, signs=("never", "none", "no "),
)
_ONLY_UNSAID = lazy_pattern(r"\b(?:disclos|reveal|report|publish|comment|confirm|releas|announc|said|says?|shar(?:e|ed)\b|broken? out|break out|discuss|explain|g[ai]ven?\b|put (?:a|any)\b)\w*", re.IGNORECASE)
"""What a source does not say there may well be."""
_ENDS = lazy_pattern(r"[.;:?!—–](?:\s|$)|,\s(?:but|and|though|although|while|which|who)\b|\s(?:but|although|though|while|until|before|unless|except)\s", re.IGNORECASE)
_OURS = lazy_pattern(r"\b(?:we|our|us|it|its|the (?:company|group|firm|start-?up|lab)|none|no)\b", re.IGNORECASE)
_MET = 0.8
_ASKED_FOR = frozenset({Intent.FIGURE, Intent.WHEN, Intent.WHO, Intent.LIST, Intent.FACT, Intent.WHERE})


def never_so(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The sentence that says of whom a question is about that there is nothing of the kind that it asks for; None where none does.

    What it denies has all the words of the question, or one of its measure's; a company that says "we" speaks of itself.
    """
    if not _may_deny(question):
        return None
    asking = Asking(question, library)
    for document, start, end in _sentences(question, library, as_of):
        sentence = library.text(document.document_id)[start:end]
        if any(_denies(asking, document, sentence, found) for found in _NEVER.finditer(sentence)):
            draft = Draft(library, question.text)
            draft.say(f"“{plain(sentence)}” [{draft.cite(document, start, end)}]")
            draft.say(f"Source: {origin_words(document)}.")
            return draft.answer(Status.ANSWERED)
    return None


def denied_by(question: Question, library: Library, draft: Answer) -> bool:
    """Whether the first quote of an answer made of words says that there is nothing of the kind, whatever stands beside that."""
    if draft.figures or not draft.citations or not _may_deny(question):
        return False
    first = draft.citations[0]
    document = library.document(first.document_id)
    asking = Asking(question, library)
    spans = sentence_spans(first.quote, 0, len(first.quote))
    return any(_denies(asking, document, sentence, found) for start, end in spans for sentence in [first.quote[start:end]] for found in _NEVER.finditer(sentence))


def _may_deny(question: Question) -> bool:
    return question.intent in _ASKED_FOR and len(question.entities) == 1 and not question.parts and not question.earlier and bool(question.terms or question.metrics)


def _sentences(question: Question, library: Library, as_of: date | None) -> Iterator[tuple[DocumentMeta, int, int]]:
    """The sentences with a denial in the passages found for a question, the best passages first."""
    _, hits = found_for(question, library)
    documents = library.document.all(hit.passage.document_id for hit in hits)
    for hit in hits:
        place, document = hit.passage, documents[hit.passage.document_id]
        if (as_of is not None and not known_by(document.published, as_of)) or not _NEVER.search(place.text):
            continue
        for start, end in sentence_spans(library.text(place.document_id), place.start, place.end):
            yield document, start, end


def _denies(asking: Asking, document: DocumentMeta, sentence: str, found: re.Match[str]) -> bool:
    ends = _ENDS.search(sentence, found.end())
    said = sentence[: ends.start() if ends else len(sentence)]
    denied = said[found.start() :]
    if _ONLY_UNSAID.search(denied):
        return False
    here = asking.library.names_in(said)
    if any(asking.library.names.is_company(name) for name in here - asking.family):
        return False
    own = not asking.family.isdisjoint(here) or (_OURS.search(said) is not None and not asking.family.isdisjoint(asking.about(document.document_id)))
    if not own:
        return False
    met = asking.meeting.by_term(stem_line(denied))
    if asking.terms:
        return all(met.get(term, 0.0) >= _MET for term in asking.terms)
    # Of a measure's own words not all need be there: "dividend per share".
    return any(met.get(word, 0.0) == 1 for word in asking.of_measure)
