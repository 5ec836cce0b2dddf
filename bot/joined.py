"""Joined: one answer to the several questions of a message, each answered by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answer import MARK, Answer, Citation, Status, renumbered
from bot.pieces import Piece
from bot.question import Turn
from bot.words import STOP_WORDS, stem, stems, tokens
from index.amount import is_money
from index.amounts import find_amounts
from index.pattern import lazy_pattern
from index.periods import find_periods

__all__ = ["joined", "says_no_more", "with_unsaid"]

Ask = Callable[[str, Sequence[Turn]], Answer]
"""Asks one question after some turns."""

_A_SUM = lazy_pattern(r"\bhow much\b", re.IGNORECASE)
_A_NUMBER = lazy_pattern(r"\bhow (?:many|big|large|long|far|old)\b", re.IGNORECASE)
_HOW_MUCH_IT_IS = lazy_pattern(r"\W*(?:for )?how much (?:is|was|are|were|did|does|do|will|would) (?:it|that|they|this)(?: (?:cost|be|come to|worth|pay|paid|for))*\W*", re.IGNORECASE)
_OF_NUMBER = lazy_pattern(r"^\W*(?:and |so )?(?:where|what|how (?:much|many|high|low|big|large))\b", re.IGNORECASE)
_IN_WORDS = lazy_pattern(r"(?:^|[-–—,:]\s)\W*(?:and |so )?(?:who|why|when|where|how come)\b", re.IGNORECASE)
"""What is answered by words and not by a number."""
_A_TIME = lazy_pattern(r"\bwhen\b", re.IGNORECASE)


def joined(text: str, asked: Sequence[Piece], context: Sequence[Turn], ask: Ask) -> tuple[Answer | None, Answer | None, list[str]]:
    """The answer to all that a message asks, what is held of it where that is only some, and the questions that have no answer.

    `asked` are its questions, each of which is asked after the ones before it and their answers. Both answers are None where
    nothing of it is held.
    """
    turns = list(context)
    held: list[Answer] = []
    missing: list[str] = []
    for piece in asked:
        for words in filter(None, (piece.text, piece.tail)):
            if words == piece.tail and _says(held[-1], words):
                continue
            answer = ask(words, context if piece.alone else turns)
            if answer.status is not Status.ANSWERED and held and words != piece.tail and _is_that(held[-1], words):
                continue
            if answer.status is Status.ANSWERED:
                held.append(replace(answer, text=f"As to {MARK.sub('', piece.about)}:\n{answer.text}") if piece.about else answer)
                turns = [*turns, Turn("user", words), Turn("assistant", answer.text)]
            else:
                missing.append(words.rstrip("?!. "))
                turns = [*turns, Turn("user", words), Turn("assistant", answer.text)]  # of whom it asks, what follows asks too
                if words == piece.text and piece.tail:
                    missing.append(piece.tail)
                    break  # what is asked in a word is asked of what is not held
    if not held:
        return None, None, missing
    whole = _together(text, held)
    if not missing or not asked[0].sure:
        # "Interest and other income" may be one thing after all, of which the whole message asks.
        return (None, None, []) if missing else (whole, None, [])
    return None, _but_for(whole, missing), missing


def says_no_more(answer: Answer, part: Answer, missing: Sequence[str]) -> bool:
    """Whether an answer to a message states only figures that answer some of its questions, or leaves out who, when or why it asks besides."""
    if not answer.figures:
        return False
    leads_alike = any((f.entity, f.metric, f.amount) == (answer.figures[0].entity, answer.figures[0].metric, answer.figures[0].amount) for f in part.figures)
    return (leads_alike and bool(_unsaid(answer, missing))) or {(f.entity, f.metric, f.amount) for f in answer.figures} <= {(f.entity, f.metric, f.amount) for f in part.figures}


def with_unsaid(answer: Answer, missing: Sequence[str]) -> Answer:
    """An answer to a message with what it leaves out of who, when or why it asks besides the figures that it states."""
    unsaid = _unsaid(answer, missing) if answer.status is Status.ANSWERED and answer.figures else []
    return _but_for(answer, unsaid) if unsaid else answer


def _unsaid(answer: Answer, missing: Sequence[str]) -> list[str]:
    """Those of the questions of a message that words answer of which an answer's quotes do not have the words."""
    quoted = set(stems(" ".join(found[1] for found in _QUOTED.finditer(answer.text))))
    asked = [words for words in missing if _IN_WORDS.search(words)]
    return [words for words in asked if {stem(word) for word, _, _ in tokens(words[_IN_WORDS.search(words).end() :]) if word not in STOP_WORDS} - quoted]  # type: ignore[union-attr]


def _but_for(answer: Answer, missing: Sequence[str]) -> Answer:
    """An answer to the rest of a message of which some questions have none."""
    # Whatever looks like a mark in what somebody typed is none of ours.
    what = " nor ".join(f"“{MARK.sub('', words).strip()}”" for words in missing)
    return replace(answer, status=Status.NOT_FOUND, text=f"I found no source that answers {what}. To the rest:\n{answer.text}")


_QUOTED = lazy_pattern(r"“([^”]*)”")


def _says(answer: Answer, tail: str) -> bool:
    """Whether what an answer quotes first says what is asked besides in a word or two: a sum, a number, or a time."""
    quote = answer.citations[0]
    if _A_SUM.search(tail):
        return any(is_money(amount.unit) for amount in find_amounts(quote.quote))
    if _A_NUMBER.search(tail):
        return bool(find_amounts(quote.quote))
    return bool(_A_TIME.search(tail)) and bool(find_periods(quote.quote, published=quote.published))


def _is_that(answer: Answer, words: str) -> bool:
    """Whether what was quoted first says a second thing too: how much it comes to, where it has one sum, or a number that it calls as the question does."""
    quote = answer.citations[0].quote
    amounts = find_amounts(quote)
    if _HOW_MUCH_IT_IS.fullmatch(words):
        return sum(is_money(amount.unit) for amount in amounts) == 1
    asked = {stem(word) for word, _, _ in tokens(words) if word not in STOP_WORDS}
    return _OF_NUMBER.search(words) is not None and len(amounts) > 1 and bool(asked) and asked <= set(stems(quote))


def _together(text: str, answers: Sequence[Answer]) -> Answer:
    """Some answers as one, each quote of theirs numbered once."""
    citations: list[Citation] = []
    parts: list[Answer] = []
    for answer in answers:
        numbers = {}
        for citation in answer.citations:
            same = next((c for c in citations if (c.document_id, c.start, c.end) == (citation.document_id, citation.start, citation.end)), None)
            if same is None:
                same = replace(citation, n=len(citations) + 1)
                citations.append(same)
            numbers[citation.n] = same.n
        parts.append(_renumbered(answer, numbers))
    lines = list(dict.fromkeys(line for part in parts for line in part.text.split("\n")))
    said = sorted(lines, key=lambda line: line.startswith("Source: "))  # where they come from stands last
    return Answer(
        question=text,
        status=Status.ANSWERED,
        text="\n".join(said),
        figures=tuple(dict.fromkeys(figure for part in parts for figure in part.figures)),
        citations=tuple(citations),
        disagreements=tuple(dict.fromkeys(one for part in parts for one in part.disagreements)),
        as_of=max((part.as_of for part in parts if part.as_of), default=None),
        generation=answers[0].generation,
    )


def _renumbered(answer: Answer, numbers: dict[int, int]) -> Answer:
    def new(some: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(numbers[n] for n in some)

    return replace(
        answer,
        text=renumbered(answer.text, numbers.__getitem__),
        figures=tuple(replace(figure, citations=new(figure.citations)) for figure in answer.figures),
        disagreements=tuple(
            replace(one, citations=new(one.citations), figure=replace(one.figure, citations=new(one.figure.citations))) for one in answer.disagreements
        ),
    )
