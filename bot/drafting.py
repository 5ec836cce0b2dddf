"""Drafting: an answer's text and its citations, put together sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answer import Answer, Citation, Disagreement, StatedFigure, Status, renumbered
from bot.library import Library
from bot.section import section_at
from bot.selection import Fit
from bot.times import dated_period
from bot.wording import basis_words, period_words
from corpus.document import SourceType
from index.figure import Figure
from index.records import DocumentMeta

__all__ = ["Draft"]


class Draft:
    """Collects sentences, quotes and figures, numbering each quote once."""

    def __init__(self, library: Library, question: str) -> None:
        self.library = library
        self._question = question
        self._parts: list[str] = []
        self._citations: list[Citation] = []
        self._figures: list[StatedFigure] = []
        self._disagreements: list[Disagreement] = []

    def cite(self, document: DocumentMeta, start: int, end: int) -> int:
        """The number of the citation of `text[start:end]` of a document, made if it is new."""
        for citation in self._citations:
            if (citation.document_id, citation.start, citation.end) == (document.document_id, start, end):
                return citation.n
        text = self.library.text(document.document_id)
        passage = self.library.passage_at(document.document_id, start)
        number = len(self._citations) + 1
        self._citations.append(
            Citation(
                n=number,
                document_id=document.document_id,
                revision_id=document.revision_id,
                title=document.title,
                publisher=document.publisher,
                url=document.url,
                published=document.published,
                source_type=document.source_type.value,
                digest=document.digest,
                quote=text[start:end],
                start=start,
                end=end,
                heading=passage.heading if passage else "",
                page=passage.page if passage else None,
                section=self._section(document, text, start),
            )
        )
        return number

    def quotes(self, document_id: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` of a document is cited, by itself or within a longer quote."""
        return any(c.document_id == document_id and c.start <= start and end <= c.end for c in self._citations)

    def _section(self, document: DocumentMeta, text: str, start: int) -> str | None:
        """The part of a filing that a quote is from; a digest has headings of our own, which say nothing of it."""
        if document.source_type is not SourceType.FILING or document.digest:
            return None
        return section_at(self.library.outline(document.document_id), text, start)

    def cite_fit(self, fit: Fit) -> int:
        """The number of the citation that bears a figure."""
        return self.cite(fit.document, fit.figure.start, fit.figure.end)

    def say(self, sentence: str) -> None:
        """Add a sentence or a line."""
        if sentence:
            self._parts.append(sentence)

    def has_said(self, sentence: str) -> bool:
        """Whether a sentence stands in the draft already."""
        return sentence in self._parts

    def state(self, fit: Fit, numbers: tuple[int, ...], computed: str = "") -> StatedFigure:
        """Note a figure as stated, with the citations that bear it."""
        stated = self._stated(fit, numbers, computed)
        self._figures.append(stated)
        return stated

    def take(self, answer: Answer) -> str:
        """The first line of another answer with what the basis of its figure says, cited and noted here."""
        line, _, _ = answer.text.partition("\n")
        new = {c.n: self.cite(self.library.document(c.document_id), c.start, c.end) for c in answer.citations if f"[{c.n}]" in line}
        stated = answer.figures[0]
        self._figures.append(replace(stated, citations=tuple(new[n] for n in stated.citations if n in new)))
        aside = basis_words(stated.basis)
        return renumbered(line, new.__getitem__) + (f" ({aside[0].upper()}{aside[1:]}.)" if aside else "")

    def differ(self, fit: Fit, number: int, why: str) -> None:
        """Note a figure of another source that differs from what is stated."""
        self._disagreements.append(Disagreement(self._stated(fit, (number,), ""), (number,), why))

    def _stated(self, fit: Fit, numbers: tuple[int, ...], computed: str) -> StatedFigure:
        figure = fit.figure
        return StatedFigure(
            entity=figure.entity,
            metric=figure.metric or figure.label,
            amount=figure.amount,
            period=figure.period.label if figure.period else period_words(None, fit.document.published),
            basis=figure.basis,
            citations=numbers,
            computed=computed,
            part=figure.dimension,
            until=self._until(figure),
        )

    def _until(self, figure: Figure) -> date | None:
        """The day that a figure's period ends, by the company's own calendar where the text does not say."""
        period = dated_period(figure, self.library)
        return period.end if period else None

    def newest(self) -> date | None:
        """The latest publication day among the citations."""
        return max((c.published for c in self._citations if c.published), default=None)

    def answer(self, status: Status) -> Answer:
        """The answer drafted so far."""
        return Answer(
            question=self._question,
            status=status,
            text="\n".join(self._parts),
            figures=tuple(self._figures),
            citations=tuple(self._citations),
            disagreements=tuple(self._disagreements),
            as_of=self.newest(),
            generation=self.library.snapshot.id,
        )
