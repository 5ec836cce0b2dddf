"""Ownership that a question takes for granted, where sources say that the purchase was called off or was of a part alone.

"How much does Bolt earn now that Acme owns it", "why did Acme buy Bolt".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import permutations

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.fitness import undone
from bot.library import Library
from bot.owners import OWN
from bot.question import Intent, Question
from bot.selection import Fit
from bot.stakes import holds_in
from bot.text_answers import from_text
from bot.wording import origin_words, plain
from corpus.dates import known_by
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["presumed_owner"]

_PRESUMES = lazy_pattern(
    r"\b(?:now that|seeing (?:that|as)|given that|since|after|once|because)\b[^?.;]{1,60}?\b(?:owns?|owned|bought|acquired|took over|buying|acquiring|taking over)\b"
    r"|\b(?:now that|seeing (?:that|as)|given that|since|after|once|because)\b[^?.;]{1,60}?\b(?:(?:are|have become|became|is) (?:now )?(?:one|a single|the same) (?:company|group|firm|business)|(?:have |has |are )?(?:now )?merged|(?:have |are )?(?:now )?combined|joined forces)\b"
    r"|\b(?:combined|merged|enlarged|joint) (?:company|group|firm|business)\b"
    r"|\bwhy (?:did|has|would|does)\b[^?.;]{1,60}?\b(?:buy|bought|acquired?|take over|taken over)\b|\bwhy\b[^?.;]{1,40}?\b(?:bought|acquired|took over|owns?)\b"
    r"|\bwhen (?:did|will|does|is|was)\b[^?.;]{1,60}?\b(?:complet\w+|clos\w+|finish\w*|buy|bought|acquired?|acquiring|take over)\b",
    re.IGNORECASE,
    signs=("own", "bought", "buy", "acquir", "over", "tak", "complet", "clos", "finish", "one", "single", "same", "merged", "combined", "joined", "enlarged", "joint"),
)
_OF_A_PART = lazy_pattern(r"\b(?:stakes?|shares?|part|piece|slice|half|third|quarter|minority|percent|interest|option|from|rest|back)\b|%", re.IGNORECASE)
"""What is bought in place of the whole, or bought of somebody."""
_WHEN_DID = lazy_pattern(r"\bwhen (?:did|was|has|had)\b", re.IGNORECASE)
_WHOLE = 50
_MERGED = lazy_pattern(r"\b(?:merge\w*|combined|joined forces|(?:one|a single|the same) (?:company|group|firm|business))\b", re.IGNORECASE)


def presumed_owner(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer that sets right whose one of two companies is; None where a question presumes nothing of that, or nothing speaks against it."""
    names = library.names
    if len(question.entities) != 2 or any(map(names.is_product, question.entities)) or not _PRESUMES.search(question.text) or _OF_A_PART.search(question.text):
        return None
    asked = Question(f"does {question.entities[0]} own {question.entities[1]}", question.asked_on, Intent.CHECK, entities=question.entities, terms=(OWN,))
    told = from_text(asked, library, as_of)
    off = next((c for c in told.citations if _called_off(c.quote, question, library)), None) if told is not None and told.status is Status.ANSWERED else None
    if told is not None and off is not None:
        first, _, rest = told.text.partition("\n")
        if off is not told.citations[0]:
            draft = Draft(library, question.text)
            document = library.document(off.document_id)
            draft.say(f"{_not_so(question)}\n“{plain(off.quote)}” [{draft.cite(document, off.start, off.end)}]")
            draft.say(f"Source: {origin_words(document)}.")
            return draft.answer(Status.ANSWERED)
        quotes = told.text if first.startswith("“") else rest
        return replace(told, question=question.text, text=f"{_not_so(question)}\n{quotes}")
    # Who has a part may be about to buy the rest, of which the day is asked: "when will it close".
    to_come = question.intent is Intent.WHEN and not _WHEN_DID.search(question.text)
    return None if to_come else _of_part_alone(question, library, as_of)


def _not_so(question: Question) -> str:
    return f"That {'merger' if _MERGED.search(question.text) else 'purchase'} did not come about, by what sources say."


def _called_off(quote: str, question: Question, library: Library) -> bool:
    """Whether a sentence of a quote that names both says that it did not come about; that of a third says nothing of them."""
    sentences = (quote[start:end] for start, end in sentence_spans(quote, 0, len(quote)))
    return any(undone(one) and all(library.names.same((name,)) & library.names_in(one) for name in question.entities) for one in sentences)


def _of_part_alone(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What one of two holds of the other, where that is less than half and nobody says that it bought the rest."""
    for holder, company in permutations(question.entities):
        known = [
            Fit.held(figure, document)
            for figure in library.snapshot.figures(entity=library.names.same((holder,)), metric=["stake"])
            for document in [library.document(figure.document_id)]
            if figure.table is None and figure.amount.unit == "percent" and holds_in(figure, company, library) and (as_of is None or known_by(document.published, as_of))
        ]
        newest = max(known, key=lambda fit: fit.document.published or date.min, default=None)
        if newest is None or newest.figure.amount.value >= _WHOLE:
            continue
        draft = Draft(library, question.text)
        number = draft.cite_fit(newest)
        draft.state(newest, (number,))
        draft.say(f"No source I hold says that {holder} bought all of {company}. {figure_sentence(newest, library, number)}")
        draft.say(f"“{plain(library.quote(newest.figure))}” [{number}]")
        return draft.answer(Status.ANSWERED)
    return None
