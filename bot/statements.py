"""Statements: what a text claims, read in the way that sources are read for the index.

A figure that somebody claims and one that a source gives are then the same thing, and can be held against each other
field by field. What is written as in a chat ("nvidia made 130.5bn in fy25") is read as a question would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.chat_writing import written_out
from bot.library import Library
from bot.parsing import parse
from bot.question import Question
from bot.words import STOP_WORDS, tokens
from corpus.document import Block, BlockKind, Revision, SourceType
from index.amounts import agree
from index.figure import Basis, Figure
from index.prose import prose_figures
from index.sentences import sentence_spans
from index.taxonomy import MetricMention

__all__ = ["Claimed", "Clause", "Sentence", "clause_spans", "read_sentences"]

_NEXT = re.compile(
    r"\s*;\s*|\s[–—]\s|,?\s(?:while|whereas|although|though|but)\s"
    r"|,\s(?:and\s)?(?:which|who|whose)\s"
    r"|,?\sand\s(?=(?:it|they|he|she|the\s\w+|[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)?(?:['’]s\s(?:\w+\s){1,3}?)?)\s?"
    r"(?:also\s|now\s|still\s)?(?:plans?|expects?|will|would|had|has|have|was|were|is|are|did|does|\w+ed|made|lost|spent|paid|burned|sold|bought)\b)"
)
"""Where one thing claimed ends and the next begins."""
LONGEST = 1_000
"""Characters of a sentence that is read; a longer one has no clauses."""
_FEWEST = 3
"""Words of its own that a clause has, at least; what has fewer goes on with the one before."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure that a text claims, and by which measures it may be meant ("lost" may be any loss)."""

    figure: Figure
    mentions: tuple[MetricMention, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that claims one thing or states several figures of one thing.

    `start` and `end` are its place in the text that was given, `words` how it was read and `at` where in the text that was read.
    """

    start: int
    end: int
    words: str
    sentence: str
    claims: tuple[Claimed, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text that was given, with its clauses; one that is too long to be read has neither words nor clauses."""

    start: int
    end: int
    words: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence of the given text at `start` to `end`, and where it stands in the text that is read."""

    start: int
    end: int
    at: int
    words: str


def read_sentences(text: str, library: Library, today: date) -> list[Sentence]:
    """The sentences of a text written on a day, with the figures that each clause claims."""
    revision, sentences = _as_source(text, library, today)
    figures = list(prose_figures(revision, library.taxonomy, library.names, ""))
    out: list[Sentence] = []
    about = ""
    for one in sentences:
        named = library.names.companies(one.words)
        # "Revenue was $5 billion." goes on about whom the sentence before it was.
        own = [replace(f, entity=about) if not f.entity and not named else f for f in figures if one.at <= f.amount.start < one.at + len(one.words)]
        out.append(_sentence(text, one, own, library, today))
        about = next((f.entity for f in own if f.entity), named[0].name if named else about)
    return out


def _as_source(text: str, library: Library, today: date) -> tuple[Revision, list[_Read]]:
    """The text as a page published on a day, each line a paragraph, with names that are typed as in a chat set right."""
    read: list[str] = []
    length = 0
    sentences: list[_Read] = []
    blocks: list[Block] = []
    for line in re.finditer(r"[^\n]+", text):
        first = length
        for start, end in sentence_spans(text, line.start(), line.end()):
            # What no one ends with a full stop is a list or a table, and no sentence that could be read as one.
            words = _set_right(text[start:end], library, today) if end - start <= LONGEST else ""
            sentences.append(_Read(start, end, length, words))
            read.append(words + " ")
            length += len(words) + 1
        if length > first:
            blocks.append(Block(BlockKind.PARAGRAPH, first, length - 1))
    revision = Revision(
        revision_id="", document_id="", url="", title="", publisher="", published=today, source_type=SourceType.BLOG,
        text="".join(read), blocks=tuple(blocks), fetched_at=datetime.now(UTC),
    )  # fmt: skip
    return revision, sentences


def _set_right(sentence: str, library: Library, today: date) -> str:
    """A sentence as a careful writer has it: where it capitalises no name, those it seems to mean are written out."""
    names = library.names
    if names.companies(sentence):
        return sentence
    sentence = written_out(sentence, today)
    known = set(parse(sentence, today, names, library.taxonomy).entities)
    out, position = [], 0
    for match in names.match(sentence):
        if match.name in known:
            out += [sentence[position : match.start], match.name, _possessive(sentence[match.start : match.end])]
            position = match.end
    return "".join((*out, sentence[position:]))


def _possessive(written: str) -> str:
    return "’s" if re.search(r"['’]s$", written) else ""


def _sentence(text: str, read: _Read, figures: Sequence[Figure], library: Library, today: date) -> Sentence:
    if not read.words:
        return Sentence(read.start, read.end, "", ())
    whole = read.words == text[read.start : read.end]
    clauses = []
    for start, end in clause_spans(read.words, [f.amount.start - read.at for f in figures]):
        words = read.words[start:end]
        inside = [f for f in figures if start <= f.amount.start - read.at < end]
        claims = tuple(_claims(inside, words, library, today))
        place = (read.start + start, read.start + end) if whole else (read.start, read.end)
        clauses.append(Clause(*place, words, read.words, claims, read.at + start))
    return Sentence(read.start, read.end, read.words, tuple(clauses))


def clause_spans(sentence: str, amounts: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The spans of a sentence that each claim something; what says too little by itself goes on with the one before."""
    marks = list(_NEXT.finditer(sentence))
    starts = [0, *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), len(sentence)]
    out: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        words = [w for w, _, _ in tokens(sentence[start:end]) if w not in STOP_WORDS]
        stands = len(words) >= _FEWEST or any(start <= a < end for a in amounts)
        if out and not stands:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    if len(out) > 1 and len([w for w, _, _ in tokens(sentence[slice(*out[0])]) if w not in STOP_WORDS]) < _FEWEST:
        out[:2] = [(out[0][0], out[1][1])]
    return out


def _claims(figures: Sequence[Figure], words: str, library: Library, today: date) -> Iterator[Claimed]:
    """The figures of a clause, each once; what was read of none may be read as a question."""
    told: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (-f.amount.digits, f.amount.start)):
        alike = (t for t in told if (t.entity, t.metric, t.period) == (figure.entity, figure.metric, figure.period))
        # "$96.2 billion ($96,221 million)" is one figure.
        again = any(agree(t.amount, figure.amount) and _side_by_side(t, figure) for t in alike)
        if figure.metric and figure.entity and not again:
            told.append(figure)
    for figure in sorted(told, key=lambda f: f.amount.start):
        yield Claimed(figure, (MetricMention(figure.metric, 0, 0, figure.label),))
    if not told:
        yield from _as_asked(parse(words, today, library.names, library.taxonomy), figures)


_ASIDE = 14
"""How far from a number it may stand written out again."""


def _side_by_side(one: Figure, other: Figure) -> bool:
    first, second = sorted((one.amount, other.amount), key=lambda a: a.start)
    return second.start - first.end <= _ASIDE


def _as_asked(question: Question, figures: Sequence[Figure]) -> Iterator[Claimed]:
    """What a clause claims in the words of a chat, where it is plain: one company, one number, one time at most."""
    if len(question.entities) != 1 or len(question.amounts) != 1 or not question.metrics or len(question.periods) > 1:
        return
    amount = question.amounts[0]
    near = next((f for f in figures if f.amount.value == amount.value), None)
    basis = next(iter(question.bases), Basis.ACTUAL) if len(question.bases) <= 1 else Basis.PROJECTION
    yield Claimed(
        Figure(
            document_id="", revision_id="", amount=near.amount if near else replace(amount, start=0, end=0), start=0, end=0,
            entity=question.entities[0], metric=question.metrics[0].metric, label=question.metrics[0].words,
            basis=near.basis if near else basis, period=question.periods[0] if question.periods else (near.period if near else None),
        ),
        question.metrics,
    )  # fmt: skip
