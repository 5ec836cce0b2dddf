"""Answers made of table cells that their rows and columns name, whatever they measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.cells import CLEAR, Cells, cells_of, heading_of_rows, may_be_exact, met
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import TOTAL, Fit, fits
from bot.times import period_rank
from bot.wording import amount_words, origin_words, period_words, plain
from bot.words import stem, tokens
from index.amounts import agree, parse_cell
from index.figure import STATED, TAGGED, Figure
from index.fiscal import Match, same_period
from index.pattern import lazy_pattern
from index.table_times import says_time_alone

__all__ = ["cell_course", "exact_cell", "extreme_cell", "from_cells", "listed_cells", "lists_things"]

_MOST_OF = lazy_pattern(r"\b(?:(?P<most>most|highest|largest|biggest|greatest)|least|lowest|smallest|fewest)\b", re.IGNORECASE)
_WHICH = lazy_pattern(r"\b(?:which|what|whose|who)\b", re.IGNORECASE)
# "Which company is Customer A": its share of the revenue does not say.
_WHO_IS = lazy_pattern(r"^\W*(?:(?:so|and|but|ok)\W+)?(?:who|(?:which|what) (?:company|customer|firm|person|supplier|vendor|lender|bank)) (?:exactly )?(?:is|was|are|were)\b", re.IGNORECASE)
_EACH = lazy_pattern(r"\b(?:each|every|all|list|which|breakdown)\b", re.IGNORECASE)
_MOST = 12
_MOST_COLUMNS = 4
_FEWEST_POINTS = 3


def from_cells(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer of the cell that the question's words lead to, or of each where a list is asked for.

    None where they lead to none, or to different ones.
    """
    found = cells_of(question, library, as_of)
    if not found or _which_has_most(question) or _WHO_IS.search(question.text):
        return None
    lead = found[0].lead
    near = [cells.lead for cells in found if cells.score > found[0].score - CLEAR]
    if all(agree(fit.figure.amount, lead.figure.amount) for fit in near):
        each = _at_each_time(question, found[0]) if len(question.periods) > 1 else [lead]
        return _answer(question, each, library) if each else None
    several = _listed(question, found) or _across(question, near)
    if not several and question.intent is Intent.FACT and len({(fit.figure.document_id, fit.figure.start) for fit in near}) == 1:
        return _row(question, lead, library)
    return _answer(question, several, library) if several else None


def _row(question: Question, lead: Fit, library: Library) -> Answer:
    """A whole row, where a question is about what the row is about."""
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    _cite_header(lead, library, draft)
    _name_source(lead, draft)
    return draft.answer(Status.ANSWERED)


def exact_cell(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer of a cell whose labels are the question's own words, of a measure that no metric names; or a row's sides."""
    if not (question.terms or question.parts) and _is_stated(question, library, as_of):
        return None  # what the company's own statement says goes before a cell of a note that is called alike
    found = cells_of(question, library, as_of) if may_be_exact(question, library, as_of) else []
    if not found:
        return None
    lead = found[0].lead.figure
    # A part that the measure's own name names is asked for by nothing: "cash" in a table of what is held at fair value. What a tag
    # says a number is needs no name in the row; whose part it is was looked for by its whole name.
    asked = bool(question.terms or question.parts or set(question.entities) - {lead.entity})
    exact = found[0].exact and (not lead.metric or (bool(lead.dimension) and asked and lead.confidence < TAGGED))
    sides = _across(question, [cells.lead for cells in found if cells.score > found[0].score - CLEAR])
    return from_cells(question, library, as_of) if exact or len(sides) > 1 else None


def _is_stated(question: Question, library: Library, as_of: date | None) -> bool:
    """Whether the measure asked for stands in a statement of the company, for the very time asked about."""
    best = next(iter(fits(question, library, as_of=as_of)), None) if question.metrics and question.periods else None
    return best is not None and best.match is Match.EXACT and best.figure.table is not None and STATED <= best.figure.confidence < TAGGED


def cell_course(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The cells of one row period after period, oldest first; None where several rows fit or it has fewer than three."""
    found = cells_of(replace(question, periods=()), library, as_of)
    if not found or any(cells.score > found[0].score - CLEAR for cells in found[1:]):
        return None
    lead = max(found[0].fits, key=lambda fit: period_rank(fit.figure.period, fit.document)).figure
    kind = lead.period.kind if lead.period is not None else None
    points: list[Fit] = []
    for fit in found[0].fits:
        same = fit.figure.period is not None and fit.figure.period.kind is kind and fit.figure.amount.unit == lead.amount.unit
        if same and all(fit.figure.period != point.figure.period for point in points):
            points.append(fit)
    points.sort(key=lambda fit: period_rank(fit.figure.period, fit.document))
    return _answer(question, points[-_MOST:], library) if len(points) >= _FEWEST_POINTS else None


def _at_each_time(question: Question, cells: Cells) -> list[Fit]:
    """A cell for each of the periods asked about; none where one is missing."""
    found = []
    for period in question.periods:
        fits = [f for f in cells.fits if f.figure.period is not None and same_period(f.figure.period, period, year_end=None) is not Match.NONE]
        if not fits:
            return []
        found.append(fits[0])
    return found


def _across(question: Question, near: Sequence[Fit]) -> list[Fit]:
    """The cells of one row that are all of the measure asked for: a model's prices for what goes in and comes out."""
    asked = {mention.metric for mention in question.metrics}
    first = near[0].figure
    if any(f.figure.confidence >= TAGGED and not f.figure.dimension for f in near):
        return []  # the company's own by its tag, and what is beside it is a part
    alike = all(
        (f.figure.document_id, f.figure.start, f.figure.period, f.figure.amount.unit, f.figure.amount.per)
        == (first.document_id, first.start, first.period, first.amount.unit, first.amount.per)
        and f.figure.metric in asked
        for f in near
    )
    return sorted(near, key=lambda fit: fit.figure.amount.start) if alike and len(near) <= _MOST_COLUMNS else []


def listed_cells(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """One line for each of several cells that fit as well, where a question asks for several things."""
    found = _listed(question, cells_of(question, library, as_of))
    return _answer(question, found, library) if found else None


def lists_things(question: Question) -> bool:
    """Whether a question asks for several things by what it calls them, not by its measure: "sites", "each model"."""
    return bool(_EACH.search(question.text)) or _plural(question, question.terms)


def extreme_cell(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The row with the most or the least of a column, where a question asks which of a table's rows that is."""
    asks = _MOST_OF.search(question.text) if _which_has_most(question) else None
    found = [cells for cells in cells_of(question, library, as_of) if not TOTAL.search(cells.lead.figure.label)] if asks else []
    if asks is None or not found:
        return None
    lead = found[0].lead
    heading = stem_set(heading_of_rows(lead.figure, library))
    rows = [fit for cells in found for fit in cells.fits if fit.coverage >= lead.coverage - 0.01 and _place(fit.figure) == _place(lead.figure)]
    if len(rows) < (2 if question.entities else _FEWEST_POINTS) or not any(met(t, heading, library) for t in question.terms) or len({f.figure.amount.unit for f in rows}) > 1:
        return None
    ends = max if asks["most"] else min
    best = ends(fit.figure.amount.value for fit in rows)
    return _answer(question, [fit for fit in rows if fit.figure.amount.value == best], library)


def _which_has_most(question: Question) -> bool:
    """Whether a question asks which of several has the most or the least; one of them alone does not tell."""
    return bool(_MOST_OF.search(question.text) and _WHICH.search(question.text))


def _listed(question: Question, found: Sequence[Cells]) -> list[Fit]:
    """The cells of one column of one table, in its order, where the question asks for several things."""
    if not found:
        return []
    # "Other assets" are one thing; "campuses" over a row for each are several.
    own = stem_set(found[0].lead.figure.label)
    asked = [s for s in (*question.terms, *(stem(w) for m in question.metrics for w, _, _ in tokens(m.words))) if s not in own]
    if len(found) < 2 or _MOST_OF.search(question.text) or question.wants == "count" or TOTAL.search(question.text) or (question.intent is not Intent.LIST and not _EACH.search(question.text) and not _plural(question, asked)):
        return []
    lead = found[0].lead
    same = [fit for cells in found for fit in cells.fits if fit.coverage >= lead.coverage - 0.01 and _place(fit.figure) == _place(lead.figure)]
    return sorted(same, key=lambda fit: fit.figure.start) if 2 <= len(same) <= _MOST else []


def _place(figure: Figure) -> tuple[object, ...]:
    """What the cells of one column have in common."""
    column = figure.label.rpartition(" › ")[2] if " › " in figure.label else ""
    return figure.document_id, figure.table, figure.period, column


def _plural(question: Question, asked: Sequence[str]) -> bool:
    """Whether one of the things asked for is in the plural."""
    return any(word.endswith("s") and not word.endswith("ss") and stem(word) != word and stem(word) in asked for word, _, _ in tokens(question.text))


def _answer(question: Question, leads: Sequence[Fit], library: Library) -> Answer:
    draft = Draft(library, question.text)
    for fit in leads:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{_sentence(fit, library, number)}{aside_words(fit)}")
    lead = leads[0]
    if len(leads) == 1 and _tells_more(lead, library):
        draft.say(f"“{plain(library.quote(lead.figure))}” [1]")
    _cite_header(lead, library, draft)
    _name_source(lead, draft)
    return draft.answer(Status.ANSWERED)


def _name_source(lead: Fit, draft: Draft) -> None:
    draft.say(f"Source: {origin_words(lead.document)}.")


def _sentence(fit: Fit, library: Library, number: int) -> str:
    """A cell in its table's own words, where its column says something."""
    figure = fit.figure
    if " › " not in figure.label:
        return figure_sentence(fit, library, number)
    written = library.text(figure.document_id)[figure.amount.start : figure.amount.end]
    # The time is said after the number; a day that only heads the row stands in no quote.
    label = " › ".join(part for part in figure.label.split(" › ") if not says_time_alone(part)) or figure.label
    whose = f"{figure.entity or fit.document.title}: {label}"
    return f"{whose}: {amount_words(figure.amount, written)} {period_words(figure.period, fit.document.published)} [{number}]."


def _tells_more(lead: Fit, library: Library) -> bool:
    """Whether a row says something in words after its number."""
    after = library.text(lead.figure.document_id)[lead.figure.amount.end : lead.figure.end].split(" | ")
    return any(re.search(r"[^\W\d_]{3}", cell) and parse_cell(cell) is None for cell in after)


def _cite_header(lead: Fit, library: Library, draft: Draft) -> None:
    """Cite the first row of the table too, where the words of a column say what the cell is."""
    outline = library.outline(lead.figure.document_id)
    place = outline.at(lead.figure.start)
    if place is None or outline[place].table is None or " › " not in lead.figure.label:
        return
    first = outline[outline.table_start(place, 2000)]
    if first.start < lead.figure.start:
        number = draft.cite(lead.document, first.start, first.end)
        draft.say(f"The table's columns are named in [{number}].")
