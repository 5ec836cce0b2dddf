"""The engine: from a question to a verified answer, on one published generation."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

from bot import measures
from bot.answer import Answer, StatedFigure, Status
from bot.at_a_round import at_a_round
from bot.before_an_event import before_an_event
from bot.breakdowns import breakdown
from bot.cell_answers import cell_course, exact_cell, extreme_cell, from_cells, listed_cells, lists_things
from bot.changes import of_a_change, of_effect, stated_change
from bot.claims import claim_from_text, what_that_was
from bot.comparison_answers import compare, compare_made, side_by_side, some_of_them
from bot.computed_answers import computed, half_held, went_by_steps
from bot.course_answers import course, ends_asked
from bot.coverage import Weights, cover, stem_set
from bot.deal_ranking import listed_deals
from bot.deal_words import in_deal_words
from bot.defining import explained
from bot.directions import asks_way
from bot.either_amount import either_amount
from bot.errors import VerificationError
from bot.features import marked
from bot.figure_answers import EXPECTED, asks_for_profit, single
from bot.filed import without_source
from bot.fitness import (
    FUTURE,
    adjusted_wrongly,
    at_home,
    designators,
    generations_named,
    names_generations,
    names_versions,
    said_designators,
    versions_named,
    whose_revenue,
)
from bot.following import moves
from bot.formal_names import in_short
from bot.framing import unframed
from bot.gap_answers import asks_apart, gap, leaves_out_of_it
from bot.growth_claims import growth_claimed
from bot.growth_compared import grew_faster
from bot.guided_then import guided_then, plans_apart
from bot.idioms import leaving_out
from bot.independence import independent
from bot.its_number import by_its_number
from bot.joined import joined, says_no_more, with_unsaid
from bot.just_told import nothing_more, repeats
from bot.library import Library
from bot.listings import listed, only_filed
from bot.measure_by_measure import measure_by_measure
from bot.measured_pieces import measured_pieces
from bot.measures import RELATIONS
from bot.nearest import held_around, held_before, held_without_words, measured, nearest_times, when_asked
from bot.nevers import denied_by, never_so
from bot.other_party import of_another_deal
from bot.owners import OWN
from bot.paid_yet import not_paid_yet
from bot.parsing import parse
from bot.payments import paid
from bot.people import told_in_texts
from bot.picking import asks_sum
from bot.pieces import pieces
from bot.placing import placed
from bot.premises import denial, went
from bot.presumed_owner import presumed_owner
from bot.profiles import of_nobody, profile, what_is_held
from bot.profits import presumed_profit, told_of_profit
from bot.quantity import flows
from bot.question import Intent, Question, Reckoning, Turn
from bot.raised_then import raised_then
from bot.rosters import asks_roster, roster
from bot.rounds_added import rounds_added
from bot.rows import listed_rows, one_row
from bot.scope import refusal
from bot.segments import named_part, of_part
from bot.selection import fits
from bot.several_answers import asked_places, several
from bot.sides import named_together
from bot.small_talk import small_talk
from bot.spelling import respelled, written_right
from bot.splits import of_same_shares
from bot.stages import stage, timed
from bot.stakes import stake_turned, stakes_held, whose_told
from bot.states import asks_standing
from bot.targets import against_target
from bot.telling import apart, left_out, of_a_share, summed
from bot.text_answers import from_text
from bot.that_number import that_number
from bot.told_beside import beside_year_after, year_before
from bot.total_answers import made_up
from bot.turned_plans import turned_plan
from bot.turned_round import turned_round
from bot.understanding import understand
from bot.verification import verify
from bot.wanted import IN_HOW_MANY, SHARES, SPANS, Kind, counts, wanted_by
from bot.whether_bought import any_deal, whether_bought
from bot.wording import currency_words, plain
from bot.words import STOP_WORDS, stem, stems
from index.amount import is_money
from index.amounts import agree
from index.figure import Basis
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["Engine"]

_LONGEST = 2000
_IN_WORDS = frozenset({Intent.WHO, Intent.WHEN, Intent.WHERE, Intent.WHY})
"""What is answered by words and not by a number."""
_MONEY_WORDS = frozenset(map(stem, "billion million trillion dollar euro pound cent penny buck yen percent percentage point basis time bn mn k".split()))
"""What may be counted and is no count: "how many billions"."""
_OF_LEVELS = (single, from_text)
_STATED_TOO = frozenset({Reckoning.PER_HEAD, Reckoning.AVERAGE})
_Attempt = Callable[[Question, Library, date | None], Answer | None]


_IN_SHARES = frozenset({"voting_power", "stake", "market_share", "revenue_share"})
"""Measures that are given as shares however they are asked for: "how many votes does the founder control"."""


def _of_kind(question: Question, draft: Answer) -> bool:
    """Whether some figure of an answer is of the kind that a question counts or measures."""
    if question.computation is not None and question.computation.step == "quarter" and not _from_quarter_to_quarter(draft):
        return False
    wanted = wanted_by(question)
    if wanted.kind is Kind.DURATION:
        # In how many quarters it grew fastest is not told by how fast.
        return bool(_HOW_FAST.search(question.text)) or any(f.computed or f.amount.unit in SPANS for f in draft.figures)
    among = IN_HOW_MANY.search(question.text)
    if among is not None and not any(stem(among[1]) in {stem(word) for word in f.amount.unit.split("_")} for f in draft.figures):
        return False  # in how many countries somebody works is not told by how many people do
    if wanted.kind is Kind.COUNT and wanted.counted and not wanted.counted & _MONEY_WORDS and not {m.metric for m in question.metrics} <= _IN_SHARES:
        # How many have bought it is not told by a price or a share.
        return any(f.computed or counts(f.amount.unit) for f in draft.figures)
    if _ASKS_PERCENT.search(question.text):
        # What share of the staff went is not told by how many did.
        return any(f.computed or f.amount.unit in SHARES for f in draft.figures)
    return True


_ASKS_PERCENT = lazy_pattern(r"\b(?:what|which|how many) (?:percent(?:age)?|per cent|pct|%)|\bin (?:percent|per cent|pct|%)|, (?:pct|percent|%)\W*$", re.IGNORECASE)


class Engine:
    """Answers questions from one generation. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.failed_checks = 0
        # Each question of a conversation comes with those before it.
        self._unframed = lru_cache(maxsize=256)(self._without_frame)

    def ask(
        self,
        text: str,
        *,
        today: date,
        context: Sequence[Turn] = (),
        as_of: date | None = None,
    ) -> Answer:
        """Answer a question asked on `today` after the turns of `context`, from documents published by `as_of`.

        What cannot be verified is never returned: the next weaker honest answer is, and the failure is counted.
        """
        text = plain(text)[:_LONGEST]
        with timed("read") as spent:
            with stage("understand"):
                reply = small_talk(text) or explained(text, self.library.taxonomy, self.library.names, goes_on=bool(context))
                asked, before = self._unframed(text), [replace(turn, text=self._of_company(self._unframed(turn.text))) if turn.role == "user" else turn for turn in context]
                turned = turned_round(asked)
                asked = turned.text if turned is not None else asked
            answer = Answer(text, Status.CLARIFY, reply) if reply is not None else self._of_message(asked, today, before, as_of)
            if answer.status is Status.NOT_FOUND:
                answer = self._of_their_company(asked, today, before, as_of) or answer
            answer = turned.put(answer) if turned is not None else answer
        timings = {"understand": 0.0, "embed": 0.0, "search": 0.0, "read": 0.0, "verify": 0.0, **spent}
        timings["total"] = sum(spent.values())
        return replace(answer, question=text, generation=self.library.snapshot.id, timings_ms=timings)

    def _without_frame(self, text: str) -> str:
        """A message without what is put around its question, spelled right and with names as people use them; what orders about or asks for advice is read as it is."""
        if refusal(text):
            return text
        names = self.library.names
        return leaving_out(in_deal_words(unframed(in_short(written_right(text, self.library), names), names, self.library.taxonomy), names))

    def _of_company(self, text: str) -> str:
        """A message of before with the company in it that a person stands for; as it is where that may be several."""
        meant = self.library.people.meant(text, self.library.names)
        return meant[0].text if len(meant) == 1 else text

    def _of_their_company(self, text: str, today: date, context: Sequence[Turn], as_of: date | None) -> Answer | None:
        """The answer for the company that a person in a message stands for, which is said; None where nobody in it stands for one."""
        meant = self.library.people.meant(text, self.library.names) or told_in_texts(text, self.library)
        told = [(one, self._of_message(one.text, today, context, as_of)) for one in meant]
        held = [(one, answer) for one, answer in told if answer.status is Status.ANSWERED]
        if len({answer.text for _, answer in held}) > 1:
            names = [one.company for one, _ in held]
            return Answer(text, Status.CLARIFY, f"Which company do you mean by “{held[0][0].said}”: {', '.join(names[:-1])} or {names[-1]}?")
        for one, answer in held or (told if len(told) == 1 else []):
            first, line, rest = answer.text.partition("\n")
            return replace(answer, text=f"{first}\n“{one.said}” is taken for {one.company} here.{line}{rest}")
        return None

    def _of_message(self, text: str, today: date, context: Sequence[Turn], as_of: date | None) -> Answer:
        """The answer to a message: to each of its questions where each is answered, else to it as a whole."""
        asked = pieces(text) or measured_pieces(text, self.library.names, self.library.taxonomy)
        if not asked or refusal(text):
            return self._answer(text, today, context, as_of)
        whole, part, missing = joined(text, asked, context, lambda words, turns: self._answer(words, today, turns, as_of))
        if whole is not None and (checked := self._verified(whole, text, "joined")) is not None:
            return checked
        answer = self._answer(text, today, context, as_of)
        if part is None:
            return with_unsaid(answer, missing)
        if answer.status is not Status.NOT_FOUND and not says_no_more(answer, part, missing):
            return answer
        return self._verified(part, text, "joined") or answer

    def _verified(self, draft: Answer, text: str, way: str) -> Answer | None:
        """A draft that its sources bear out; None, and counted, where they do not."""
        try:
            with stage("verify"):
                return verify(draft, self.library.text)
        except VerificationError as error:
            self.failed_checks += 1
            _report(text, error, way)
            return None

    def _answer(self, text: str, today: date, context: Sequence[Turn], as_of: date | None) -> Answer:
        if not text:
            return Answer(text, Status.CLARIFY, "What would you like to know? Name a company and what about it.")
        library = self.library
        with stage("understand"):
            declined = refusal(text)
            if declined:
                return Answer(text, Status.DECLINED, declined)
            question = understand(text, asked_on=today, names=library.names, taxonomy=library.taxonomy, context=context)
            question = placed(without_source(respelled(question, library), library), library, as_of)
        if as_of is None and today < library.newest:
            # A question put on an earlier day is answered from what was published by then.
            as_of = today
        of_all = question.computation is not None and question.computation.reckoning is Reckoning.RANKING
        vague = _too_vague(question, library.taxonomy)
        if vague and not of_all:
            return Answer(text, Status.CLARIFY, vague)
        found, again = self._tried(question, context, as_of)
        if found is not None:
            return found
        whole = _of_its_owner(question, library, as_of)
        if whole is not None:
            (name,), question = question.entities, whole
            found, again = self._tried(question, context, as_of)
            if found is not None:
                first, line, rest = found.text.partition("\n")
                return replace(found, text=f"{first}\nThis is said of {whole.entities[0]}, which {name} is part of.{line}{rest}")
        now = _as_it_stands(question)
        if now is not None:
            found, _ = self._tried(now, context, as_of)
            if found is not None:
                return found
        # Of the year before, the words of what was just told may say it.
        beside = beside_year_after(question, library, as_of) if again and moves(text, today) else None
        if beside is not None and self._meets(question, beside) and (checked := self._verified(beside, text, "beside_year_after")) is not None:
            return checked
        if again and (not question.periods or not moves(text, today)):
            return Answer(text, Status.NOT_FOUND, nothing_more(question))
        return self._in_its_own_currency(question, context, as_of) or self._not_found(question, as_of)

    def _in_its_own_currency(self, question: Question, context: Sequence[Turn], as_of: date | None) -> Answer | None:
        """What no source gives in the currency asked for, in that of its source, which is said; None where it is held in none."""
        if not question.currency:
            return None
        computation = question.computation and replace(question.computation, base=replace(question.computation.base, currency=""))
        answer, _ = self._tried(replace(question, currency="", computation=computation), context, as_of)
        if answer is None or answer.status is not Status.ANSWERED or not any(is_money(stated.amount.unit) for stated in answer.figures):
            return None
        # It is shown, and is no figure of the answer.
        said = f"No source I hold gives it in {currency_words(question.currency)}, and I do not convert currencies. As its source has it:\n{answer.text}"
        return replace(answer, status=Status.NOT_FOUND, text=said, figures=(), disagreements=())

    def _tried(self, question: Question, context: Sequence[Turn], as_of: date | None) -> tuple[Answer | None, bool]:
        """The first answer to a question that meets it and is borne out, and whether one was left out for being what was just told."""
        library, again = self.library, False
        narrowed = [_narrowed] if question.narrowed is not None else []
        ways: list[_Attempt] = [*narrowed, *(partial(_between, pair) for pair in question.instead), whether_bought, *self._ways(question), never_so, any_deal, of_another_deal, what_is_held]
        for attempt in ways:
            draft = attempt(question, library, as_of)
            if draft is not None and context and repeats(draft, question, context, library.names):
                again = True
                continue
            asked = (named_part(question, library) or question) if attempt is of_part else question
            if draft is None or not self._meets(asked, draft) or (attempt in {from_text, whose_told} and denied_by(question, library, draft)):
                continue
            checked = self._verified(draft, question.text, getattr(attempt, "__name__", "share"))
            if checked is not None:
                return checked, again
        return None, again

    def _ways(self, question: Question) -> list[_Attempt]:
        """The ways to answer a question, what is to be computed before what is only said."""
        members = asks_roster(question)
        # Who they are is not told by how much they gave.
        segments: list[_Attempt] = [_segments_by_revenue] if _ASKS_SEGMENTS.search(question.text) and not question.metrics else []
        tried: list[_Attempt] = ([*segments, listed_rows, from_text] if members == "parts" else [from_text]) if members else [*self._of_one_part(question), *self.attempts(question)]
        first: list[_Attempt] = [stake_turned, profile, independent, _price_of_company, denial, presumed_owner, roster, that_number, marked, not_paid_yet, either_amount, turned_plan, presumed_profit, rounds_added, listed, listed_deals, against_target, plans_apart, grew_faster, growth_claimed, measure_by_measure, before_an_event, went]
        plain = [*first, *tried]
        if leaves_out_of_it(question.text):
            plain = [gap, *(partial(left_out, attempt) for attempt in plain)]
        elif asks_apart(question.text) and question.intent is not Intent.WHY:
            plain = [gap, *(partial(apart, attempt) for attempt in plain)]
        elif asks_sum(question.text):
            plain = [partial(summed, attempt) for attempt in plain]
        asked = question.computation
        # Why it fell is not told by how far.
        if asked is None or question.intent is Intent.WHY or of_part in plain[: len(first) + 1]:
            return plain
        # What a source states of a growth or of a sum per head stands before what can be computed of it.
        base = {m.metric for m in asked.base.metrics}
        stated_too = asked.reckoning in _STATED_TOO or (asked.reckoning is Reckoning.GROWTH and base == {"revenue"} and asked.step != "compound" and asked.unit != "point")
        stated: list[_Attempt] = [_stated_of_it] if stated_too and len(asked.base.periods) < 2 and {m.metric for m in question.metrics} - base else []
        if asked.reckoning is Reckoning.RUNWAY and question.amounts:
            return [computed, half_held]  # how long something else takes is no answer
        if asked.step == "bare" and base != {"revenue"} and not asked.base.periods:
            # "User growth" asks for the course of it first.
            place = next((n for n, attempt in enumerate(plain) if attempt == single), len(plain))
            return [*plain[:place], computed, went_by_steps, half_held, *plain[place:]]
        if asked.reckoning is Reckoning.SHARE:
            plain = [partial(of_a_share, attempt) for attempt in plain]
        # Growth that a sentence states without its company or time beside it is found by the sentence.
        told = [from_text] if {m.metric for m in question.metrics} == {"revenue_growth"} else []
        if asked.reckoning is Reckoning.GROWTH and asked.step != "bare" and question.intent in {Intent.FIGURE, Intent.TREND}:
            # A source's own percentage stands before one of rounded numbers; "by how much" is told best by both numbers.
            percent = _ASKS_PERCENT.search(question.text) is not None
            if asked.unit not in {"point", "difference"} and asked.step != "compound" and len(asked.base.periods) < 2 and (percent or not asks_apart(question.text)):
                stated = [*stated, stated_change]
            told = [*told, stated_change]
            if question.intent is Intent.FIGURE or percent:
                # By how much is not told by how much it is.
                told = [*told, partial(of_a_change, single), partial(of_a_change, from_text)]
                plain = [attempt for attempt in plain if attempt not in _OF_LEVELS]
        return [*stated, computed, growth_claimed, *told, went_by_steps, half_held, *plain]

    def _meets(self, question: Question, draft: Answer) -> bool:
        """Whether what an answer states is in a unit of the measure asked for, of the part asked about, and of like with like."""
        asked = {m.metric for m in question.metrics if m.metric in self.library.taxonomy}
        if asked and not all(stated.computed or self._unit_fits(asked, stated) for stated in draft.figures):
            return False
        if not of_same_shares(draft, self.library):
            return False
        if question.intent is Intent.CHECK and asked and asked <= RELATIONS and not question.amounts and draft.figures and not any(stated.metric in asked for stated in draft.figures):
            return False  # whether a purchase was completed is not told by what stake somebody has
        if draft.figures and not (_of_kind(question, draft) and self._of_whose_revenue(question, draft)):
            return False
        scaled = len(question.amounts) > 1 and all(said.value >= _SCALED for said in question.amounts)
        if scaled and draft.figures and not any(_said(question, stated) for stated in draft.figures):
            return False  # which of two numbers it is is not told by a third
        words = " ".join((draft.text, *(f"{c.quote} {c.heading} {c.title}" for c in draft.citations)))
        if draft.status is Status.ANSWERED and not (designators(question.text) <= said_designators(words) and at_home(question.text, words)):
            return False
        if draft.status is Status.ANSWERED and draft.citations and (adjusted_wrongly(question.text, draft.citations[0].quote) or not _per_what_is_asked(question, draft)):
            return False
        names = self.library.names
        if draft.status is Status.ANSWERED and not (names_versions(versions_named(question.text, names), words) and names_generations(generations_named(question.text, names), words)):
            return False
        if draft.status is Status.ANSWERED and (_of_no_deed(question, draft, words) or _of_whole_alone(question, draft, words) or not (_of_models_counted(question, words) and self._of_both(question, words))):
            return False
        if question.metrics and draft.status is Status.ANSWERED and not (_of_time_to_come(question, words) and _of_time_spoken_of(question, words) and self._of_each(question, words)):
            return False
        if not question.parts or not (draft.figures or (question.metrics and draft.status is Status.ANSWERED)):
            return True
        told = stem_set(words)
        return any(stem_set(part) <= told for part in question.parts)

    def _of_each(self, question: Question, words: str) -> bool:
        """Whether an answer speaks of every company of which the same is asked: the headcount of one does not answer for two."""
        if len(question.entities) < 2 or any(m.metric in RELATIONS for m in question.metrics) or not named_together(question, self.library):
            return True
        names = self.library.names
        spoken_of = {name for match in names.match(words) for name in names.lineage(match.name)}
        return set(question.entities) <= spoken_of

    def _of_both(self, question: Question, words: str) -> bool:
        """Whether an answer speaks of both parts that a question sets against each other: "what grew faster, subscriptions or usage" is told by no growth of the whole."""
        found = _ONE_OR_OTHER.search(question.text)
        if found is None or not _FASTER.search(question.text[: found.start()]) or self.library.names.match(f"{found['one']} or {found['other']}"):
            return True
        told = stem_set(words)
        return all(any(root in told for root in stems(found[side])) for side in ("one", "other"))

    def _of_whose_revenue(self, question: Question, draft: Answer) -> bool:
        """Whether a share of revenue is of the company's whose revenue is asked about, and not of the customer's: "what share of Acme's sales is Bolt"."""
        whole = whose_revenue(question, self.library)
        return not whole or all(stated.metric != "revenue_share" or whole in self.library.names.lineage(stated.entity) for stated in draft.figures)

    def _unit_fits(self, asked: set[str], stated: StatedFigure) -> bool:
        taxonomy = self.library.taxonomy
        own = {stated.metric} if stated.metric in taxonomy else {m.metric for m in taxonomy.find_metrics(stated.metric)}
        if stated.amount.unit:
            return any(taxonomy.compatible(metric, stated.amount.unit) for metric in asked | own)
        # A bare number of a table is in the unit of what its row is called; subscribers are no sum of money, and "5,266" lacks its scale.
        if self._are_money(asked) and abs(stated.amount.value) < _SMALLEST_SUM:
            return False
        return not own or not self._are_money(asked) or self._are_money(own)

    def _are_money(self, metrics: set[str]) -> bool:
        return any(unit.startswith(("money", "any")) for metric in metrics for unit in self.library.taxonomy.metric(metric).units)

    def attempts(self, question: Question) -> list[_Attempt]:
        """The ways to answer a question, in the order they are tried; `denial` comes before them."""
        if question.intent in _IN_WORDS or (question.intent is Intent.FACT and question.metrics and asks_standing(question.text)):
            return [whose_told, stakes_held, only_filed] if question.intent in _IN_WORDS else [from_text, single]
        if not question.metrics:
            if question.over_time:
                return [cell_course, from_text]
            stake = [_by_stake] if question.intent is Intent.CHECK and OWN in question.terms else []
            segments = [_segments_by_revenue] if _ASKS_SEGMENTS.search(question.text) else []
            parts = [_parts_by_revenue] if question.intent is Intent.COMPARISON else []
            return [from_text] if question.intent is Intent.WHY else [*segments, *parts, extreme_cell, listed_rows, from_cells, one_row, by_its_number, from_text, paid, *stake]
        if (question.unknown and not question.entities) or of_effect(question.text):
            # By how much something moved a measure is not told by the measure.
            return [from_text, from_cells] if question.entities else [from_text]
        happened = Basis.ACTUAL in question.bases and question.intent in {Intent.FIGURE, Intent.CHECK} and not question.over_time
        if "amounts" in question.inherited or question.earlier or happened:
            # Of what stood before, cells and quotes hold as likely what stands now, and of what happened what was planned.
            return [guided_then, single, from_text] if question.earlier else [what_that_was if "amounts" in question.inherited and "metrics" not in question.inherited else single]
        listed = [several] if len(question.entities) < 2 and len(asked_places(question)) > 1 else []
        if listed and len(question.periods) < 2 and not question.over_time:
            return [*listed, from_text] if question.intent is Intent.COMPARISON else [*listed, single, from_text]
        if question.intent is Intent.COMPARISON:
            # Of two parts of one company the number of one does not tell which has more.
            return [compare_made, compare, _of_no_part] if len(question.entities) < 2 else [compare_made, compare]
        ends = None if self._is_one_stretch(question) else ends_asked(question)
        if question.over_time or len(question.periods) > 1 or ends:
            # Of a course one point is no answer, where its two ends are said.
            rest = [] if ends else [single, from_text]
            return [course, cell_course, *rest] if question.over_time or ends else [guided_then, course, single, from_cells, from_text]
        if question.intent is Intent.CHECK:
            return self._checks(question)
        if lists_things(question):
            return [extreme_cell, of_part, listed_cells, single, at_a_round, listed_rows, from_cells, from_text]
        if question.intent is Intent.LIST and question.entities:
            return [breakdown, single, listed_rows, from_cells, from_text]
        told = _cost_of_works if self._asks_cost_of_works(question) else from_text
        in_part = [some_of_them] if named_together(question, self.library) else []
        return [guided_then, extreme_cell, of_part, exact_cell, made_up, single, at_a_round, raised_then, side_by_side, year_before, from_cells, told, *in_part]

    def _is_one_stretch(self, question: Question) -> bool:
        """Whether the two ends that a question names are those of one half, quarter or year of what flows: "burn between January and June"."""
        return flows(question, self.library) and not question.over_time and len(question.periods) == 1 and question.periods[0].kind in {PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.YEAR}

    def _of_one_part(self, question: Question) -> list[_Attempt]:
        """The way by the name of a part, where a word of that name looks like another measure or like something to be added up."""
        about = named_part(question, self.library)
        if about is None or about.terms or about.computation is not None:
            return []
        fewer = len({m.start for m in about.metrics}) < len({m.start for m in question.metrics})
        return [of_part] if fewer or question.computation is not None else []

    def _asks_cost_of_works(self, question: Question) -> bool:
        """Whether a question is what a campus or a factory cost, which is no company's spending nor the price of a service."""
        names = self.library.names
        works = bool(question.entities) and (_IS_SITE.search(question.text) is not None or not any(names.is_company(name) or names.is_product(name) or name[-1].isdigit() for name in question.entities))
        return works and not _COST_OF_USE.search(question.text) and all(m.metric in _COSTS and _COST.search(m.words) and (m.metric != "valuation" or _IS_SITE.search(question.text)) for m in question.metrics)

    @staticmethod
    def _checks(question: Question) -> list[_Attempt]:
        if question.amounts:
            return [single, claim_from_text, by_its_number]
        if asks_way(question) and not question.bases & FUTURE and not any(m.metric in RELATIONS for m in question.metrics):
            return [single, from_text]  # which way it went is told by its figures, or by none
        return [_profit_made, told_of_profit, from_text] if asks_for_profit(question) else [from_text, single]

    def _not_found(self, question: Question, as_of: date | None) -> Answer:
        """Say what was looked for, and the nearest thing held."""
        # Who took part in a round is not missing for want of what it brought in.
        what = "who they are" if asks_roster(question) else measured(question, self.library)
        whom = " and ".join(generations_named(question.text, self.library.names)[:1] or question.entities)
        if question.unknown:
            missing = ", ".join(question.unknown)
            if not whom:
                return Answer(
                    question.text,
                    Status.NOT_FOUND,
                    f"I could not find anything about {missing}: no document I hold names it."
                    if all(self.library.weights.absent(s) for s in stems(missing))
                    else f"I could not find that for {missing}: no source I hold says.",
                )
        if not whom:
            return Answer(
                question.text,
                Status.NOT_FOUND,
                "I could not find a source for that. I answer from documents about AI companies.",
            )
        if question.intent is Intent.WHEN:
            return Answer(question.text, Status.NOT_FOUND, f"I could not find the time of that at {whom}: no source I hold says when it was or will be.")
        if question.intent is Intent.WHY:
            return Answer(question.text, Status.NOT_FOUND, f"I could not find the reason for that at {whom}{when_asked(question)}: no source I hold gives one.")
        without = held_before(question, self.library, as_of) or held_without_words(question, self.library, as_of) or held_around(question, self.library, as_of)
        if without is not None:
            return verify(without, self.library.text)
        sentence = f"I could not find {what} for {whom}{when_asked(question)}: no source I hold says."
        nearest = nearest_times(question, self.library, as_of) if question.metrics and question.periods else ""
        return Answer(question.text, Status.NOT_FOUND, f"{sentence} {nearest}".strip())


def _profit_made(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Whether a profit is made: what was expected of it gives way to what a page says came of it."""
    answer = single(question, library, as_of)
    if answer is None or not answer.text.startswith(EXPECTED):
        return answer
    return told_of_profit(question, library, as_of) or answer


_COSTS = frozenset({"spending", "api_price", "subscription_price", "total_expenses", "valuation"})
_COST = lazy_pattern(r"\bcosts?\b|\bprice tags?\b", re.IGNORECASE)
_IS_SITE = lazy_pattern(r"\b(?:campus|site|plant|factory|fab|data ?cent(?:er|re)|buildings?|halls?|power station|works)\b", re.IGNORECASE)
_COST_OF_USE = lazy_pattern(r"\b(?:api|tokens?|seats?|users?|a month|monthly|minutes?|hours?|calls?|plans?|subscriptions?|train\w*|per|each|customers?)\b|/", re.IGNORECASE)
"""What is said of the price of a service or of a model, and not of a place."""


_FOR_USE = frozenset({"api_price", "subscription_price", "unit_price"})
_PLAIN_PRICE = lazy_pattern(r"(?:the )?(?:prices?|price tag)(?: for| of)?", re.IGNORECASE)


def _price_of_company(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What was paid for a company whose price is asked for, where it sells nothing that has one by what is held."""
    asked = {m.metric for m in question.metrics}
    if not asked or not asked <= _FOR_USE or len(question.entities) != 1 or question.terms or not all(_PLAIN_PRICE.fullmatch(m.words) for m in question.metrics):
        return None
    if library.glances([*question.entities, *library.names.parts(question.entities[0])], sorted(_FOR_USE)):
        return None
    paid_for = parse(f"what was paid for {question.entities[0]}", question.asked_on, library.names, library.taxonomy)
    return single(replace(paid_for, periods=question.periods, latest=question.latest), library, as_of)


def _of_no_part(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The measure asked for where a question sets no two against each other: the number of one, or of the whole, does not tell which has more."""
    # "Headcount now vs a year ago" sets times side by side, and one sentence may have both.
    sides = _ONE_OF_TWO.search(question.text) or (not question.periods and _SET_AGAINST.search(question.text))
    return None if sides else single(question, library, as_of)


def _parts_by_revenue(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Two parts of one company by what they sell, where a question sets them against each other by nothing: "memory vs storage, q3"."""
    answer = compare(replace(question, metrics=measures.UNNAMED), library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or len(answer.figures) < 2:
        return None
    owners = {library.names.lineage(stated.entity)[-1] for stated in answer.figures}
    several = {(stated.entity, stated.part) for stated in answer.figures}
    named = stem_set(" ".join(f"{entity} {part}" for entity, part in several))
    if len(owners) != 1 or len(several) < 2 or not set(question.terms) <= named:
        return None
    return replace(answer, text=f"{measures.BY_REVENUE}\n{answer.text}")


_ASKS_SEGMENTS = lazy_pattern(r"\b(?:what|which|list|name|how many)\b.*\b(?:(?:business|reporting|operating|reportable) )?(?:segments|divisions|business units|lines of business|business lines)\b(?! (?:grew|lost|made|sold|shrank|did|had|has|was|were)\b)", re.IGNORECASE, signs=("segments", "divisions", "units", "lines"))
"""A question for the parts that a company reports, and for nothing of them."""


def _segments_by_revenue(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The parts that a company reports, by what each of them sells."""
    revenue = (MetricMention("revenue", 0, 0, "revenue"),)
    return breakdown(replace(question, text=f"{question.text} by segment", metrics=revenue, terms=(stem("segment"),), firm=frozenset(), wants="", intent=Intent.LIST), library, as_of)


_ONE_OF_TWO = lazy_pattern(r"\bor\b.*\b(?:which|who|whose)\b|\b(?:which|who|whose)\b.*\bor\b", re.IGNORECASE)
_SET_AGAINST = lazy_pattern(r"\bvs\.?\b|\bversus\b", re.IGNORECASE)


def _between(pair: tuple[str, ...], question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The measure of what two companies have to do with each other, of which a follow-up names one."""
    return single(replace(question, entities=pair, instead=()), library, as_of) if question.metrics else None


def _as_it_stands(question: Question) -> Question | None:
    """The question of how things stand, where a follow-up asks whether something is so, or for a deal, and nothing is held of it for the time spoken of before: "is it losing money?"."""
    if "periods" not in question.inherited or not question.periods or not question.metrics or "metrics" in question.inherited:
        return None
    if not _IS_NOW.match(question.text) and not {m.metric for m in question.metrics} <= RELATIONS:
        return None
    return replace(question, periods=(), latest=True, computation=None)


_IS_NOW = lazy_pattern(r"\W*(?:(?:so|and|but|ok|okay|n)\W+)*(?:(?:is|are) (?:it|they|he|she|the company)\b|(?:it|they)(?:['’]s|['’]re| is| are)\b)", re.IGNORECASE)


def _of_its_owner(question: Question, library: Library, as_of: date | None) -> Question | None:
    """The question of the company whose product was last spoken of, where a follow-up asks for what is held of the company alone."""
    if len(question.entities) != 1 or "entities" not in question.inherited or not question.metrics or "metrics" in question.inherited:
        return None
    (name,) = question.entities
    owner = library.names.lineage(name)[-1]
    if owner == name:
        return None
    whole = replace(question, entities=(owner,), parts=())
    own, owners = (fits(replace(of, periods=(), latest=False), library, as_of=as_of) for of in (question, whole))
    return whole if owners and not own else None


def _narrowed(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The measure just asked for, narrowed to what a word or two of a follow-up name."""
    return single(question.narrowed, library, as_of) if question.narrowed is not None else None


def _cost_of_works(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What is said of the cost of a place, in whatever words; what is paid there year by year is no cost of it."""
    answer = from_text(replace(question, metrics=(), terms=tuple(dict.fromkeys((*question.terms, stem("cost")))), wants="money"), library, as_of)
    return None if answer is not None and _BY_THE_YEAR.match(answer.text) else answer


_BY_THE_YEAR = lazy_pattern(r"[^\n\[]* per (?:year|month|day|week|quarter|hour) \[", re.IGNORECASE)


def _stated_of_it(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What a source states of what is asked; of a part that nobody asked about it says nothing."""
    answer = single(question, library, as_of)
    part = answer.figures[0].part if answer is not None and answer.figures else ""
    return answer if stem_set(part) <= stem_set(question.text) else None


def _by_stake(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Whether one of two owns the other, by what stake it holds."""
    terms = tuple(term for term in question.terms if term != OWN)
    return from_text(replace(question, metrics=(MetricMention("stake", 0, 0, "own"),), terms=terms), library, as_of)


_HOW_FAST = lazy_pattern(r"\bhow (?:fast|quick)", re.IGNORECASE)
_SCALED = 1_000
"""From where on a number of a question has its scale with it: "44.2 or 43.2?" leaves it out."""


def _said(question: Question, stated: StatedFigure) -> bool:
    """Whether a figure is one of the numbers that a question says."""
    return any(agree(replace(stated.amount, unit=said.unit, per=said.per), said) for said in question.amounts)


_SEQUENTIAL = lazy_pattern(r"\bsequential\w*|\bq/q\b|\bqoq\b|\bquarter[- ](?:over|on|to)[- ]quarter\b|\b(?:from|than|over|against|versus|compared (?:with|to)) (?:the |its )?(?:(?:previous|prior|preceding|last) (?:quarter|three months)|(?:first|second|third|fourth) quarter|quarter before)", re.IGNORECASE)


def _from_quarter_to_quarter(draft: Answer) -> bool:
    """Whether what an answer states of a growth is from one quarter to the next: a source's "up 112%" is from the year before where it does not say."""
    stated = {n for f in draft.figures if f.metric == "revenue_growth" and not f.computed for n in f.citations}
    return all(_SEQUENTIAL.search(citation.quote) for citation in draft.citations if citation.n in stated)


_FASTER = lazy_pattern(r"\b(?:faster|slower|more|most|bigger|larger|less|least|higher|lower)\b", re.IGNORECASE)
_ONE_OR_OTHER = lazy_pattern(r"[\s,:](?:the\s)?(?P<one>[a-z][\w-]{1,40}) or (?:the\s)?(?P<other>[a-z][\w-]{1,40})[\s?!.]*$", re.IGNORECASE, signs=(" or ",))
"""Two parts that a question ends with: "what grew faster, subscriptions or usage?"."""
_MODEL = lazy_pattern(r"\b(?!fy|cy|q\d|h[12]\b)(?P<code>[a-z]{1,3}\d{2,4}[xeim]?)s?\b", re.IGNORECASE)


def _of_no_deed(question: Question, draft: Answer, words: str) -> bool:
    """Whether a number has nothing of what a question for yes or no says was done besides its measure: whether Acme fired half its staff is told by no count of them."""
    if question.intent is not Intent.CHECK or question.amounts or not question.metrics or not question.terms or question.computation is not None:
        return False
    # Whether a goal was met is told by the goal and what came of it.
    if not draft.figures or question.bases & FUTURE or any(stated.computed for stated in draft.figures) or draft.text.startswith(("Yes", "No")):
        return False
    return cover(question.terms, [(1.0, stem_set(words))], _ALIKE)[0] == 0


_WENT_TO = lazy_pattern(
    r"\bhow much of\b.*?\b(?:went|goes|go|came|comes|come|stems?|stemmed|(?:is|was|were|are)(?= (?:spent|due|from|for|on)\b))\b(?: (?:spent|due|into|in|to|from|on|for|towards?|the|an?|its|their))+ (?P<part>[^?.!]+)", re.IGNORECASE
)
"""Which part of something a question asks for: "how much of its spending went into 204"."""


def _of_whole_alone(question: Question, draft: Answer, words: str) -> bool:
    """Whether the numbers of an answer are of the whole of which a question asks a part, by whatever number or name that goes."""
    found = _WENT_TO.search(question.text)
    if found is None or any(stated.computed or stated.part for stated in draft.figures):
        return False
    of_it = stem_set(" ".join((*question.entities, *(period.label for period in question.periods), *(m.words for m in question.metrics))))
    part = {root for root in stems(found["part"]) if root not in STOP_WORDS} - of_it
    if not draft.figures and not all(root[0].isdigit() for root in part):
        return False  # what a quote says of a part by other words is known where it is chosen
    return bool(part) and cover(sorted(part), [(1.0, stem_set(words))], _ALIKE)[0] == 0


_PER_THING = lazy_pattern(
    r"\b(?:gets?|got|pays?|paid|paying|receives?d?|earns?|payouts?|payments?|compensation|awards?|damages|settlement|costs?|fees?)\b[^?.;,]*?\bper (?P<thing>(?!(?:year|month|quarter|day|week|hour|minute|second|annum|share|cent|head|capita|employee|person|seat|user|"
    r"customer|token|mill|million|mm|thousand|hundred|gig|segment|region|country|division|product|se|the|a|an|that|this|one|each|my|our|your|its|his|their|latest|filing|source|report|article|update)s?\b)[a-z]{3,})\b",
    re.IGNORECASE, signs=("per ",),
)


def _per_what_is_asked(question: Question, draft: Answer) -> bool:
    """Whether an answer speaks of the things that a sum is asked for each of: what authors get per work is not told by what all of them get."""
    found = _PER_THING.search(question.text)
    if found is None or any(stated.computed for stated in draft.figures):
        return True
    thing = stem(found["thing"].lower())
    if draft.figures and draft.figures[0].amount.unit and thing in stems(draft.figures[0].amount.unit):
        return False  # how many gigawatts there are is not what each of them costs
    told = " ".join((draft.text, *(f"{c.quote} {c.heading} {c.title}" for c in draft.citations)))
    return thing in stem_set(told) or any(stated.amount.per for stated in draft.figures)


def _of_models_counted(question: Question, words: str) -> bool:
    """Whether an answer speaks of the models that a question counts, by their codes: how many H100s there are is not told by how many chips."""
    if wanted_by(question).kind is not Kind.COUNT:
        return True
    low = words.lower()
    return all(found["code"].lower() in low for found in _MODEL.finditer(question.text))


def _of_time_to_come(question: Question, words: str) -> bool:
    """Whether an answer speaks of the year asked for, where it is still to come: by 2030 is not what is so now."""
    ahead = [p for p in question.periods if p.kind is PeriodKind.YEAR and (p.year or 0) > question.asked_on.year + 1]
    return not ahead or any(str(p.year) in words or f"FY{(p.year or 0) % 100}" in words for p in ahead)


def _of_time_spoken_of(question: Question, words: str) -> bool:
    """Whether a reason that a follow-up asks for is told of the year that was spoken of."""
    if question.intent is not Intent.WHY or not {"metrics", "periods"} <= question.inherited:
        return True
    return all(p.year is None or str(p.year) in words or f"FY{p.year % 100}" in words for p in question.periods)


_SMALLEST_SUM = 1_000_000
_ALIKE = Weights(lambda _: 1, 1)
"""Every word as rare as any other."""
_THINGS = frozenset(
    stem(w)
    for w in "deal deals merger takeover acquisition buyout company firm business startup round funding loan case lawsuit suit trial "
    "settlement contract agreement project plan product model stock shares price number figure result results money cash bid offer ipo "
    "listing ceo founder boss team people go goes went through close closed closing done complete completed happen happened finish "
    "finished sign signed work worked fail failed approve approved finally end ended up yet still now again really actually pass passed "
    "cfo cto coo president chair chairman chairwoman chairperson auditor auditors investor investors owner owners backer backers "
    "headquarters headquartered office employee employees staff".split()
)
"""Words that mean something definite only with a name."""


_THING = lazy_pattern(
    r"\bthe (deal|merger|takeover|acquisition|buyout|company|round|loan|case|lawsuit|suit|trial|settlement|contract|agreement|project|offer|bid|ipo|listing)\b",
    re.IGNORECASE,
)


_TWO_WORDS = lazy_pattern(r"\W*(?:(?:and|so|ok|okay|hey)\W+)?(?:who|what|when|where|why|how|which)(?:['’]?s)?(?: [\w'’-]+)?\W*", re.IGNORECASE)
"""A question word with one word more, which is of nobody: "who left"."""


def _too_vague(question: Question, taxonomy: Taxonomy) -> str | None:
    """What to ask back, where a question names no company and nothing else to go by."""
    if question.entities or question.unknown or question.phrases:
        return None
    if of_nobody(question):
        return "Which company do you mean? Name one, and I tell what I hold of it."
    definite = [term for term in question.terms if term not in _THINGS]
    if _TWO_WORDS.fullmatch(question.text):
        return "Which company do you mean?"
    if definite and not (question.points and len(definite) == 1):
        return None
    thing = _THING.search(question.text)
    if thing and question.intent is not Intent.FIGURE:
        return f"Which {thing.group(1).lower()} do you mean? Name a company, and I can look it up."
    if question.metrics:
        wanted = measures.name(taxonomy, question.metrics[0].metric)
        return f"Which company do you mean, and for which period? I can look up the {wanted} once I know."
    if question.intent is Intent.COMPARISON:
        return "Which companies should I compare, and on what (revenue, losses, spending)?"
    return "Which company do you mean, and what about it?"


def _report(question: str, error: VerificationError, attempt: str) -> None:
    # Imported here: it costs a tenth of a second, and an answer seldom needs it.
    import structlog

    log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
    log.warning("answer failed verification", question=question, reason=str(error), attempt=attempt)
