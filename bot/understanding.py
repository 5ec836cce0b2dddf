"""Understanding: a question as it is meant after the messages before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from bot.among_told import Told, apart_of_told, asks_apart_of_told
from bot.chat_writing import written_out
from bot.computing import Asked, goes_on_computing, reckoning_asked
from bot.following import follow, moves, narrowed
from bot.in_full import in_full, leaves_out
from bot.just_told import figure_lines, lead, without_sources
from bot.measures import UNNAMED
from bot.parsing import parse
from bot.question import Computation, Intent, Question, Reckoning, Turn
from bot.small_talk import small_talk
from bot.told_together import told_together
from bot.words import STOP_WORDS, stems, tokens
from index.amount import Amount
from index.amounts import agree
from index.entity_table import EntityTable
from index.fiscal import FiscalCalendar
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.taxonomy import Span, Taxonomy

__all__ = ["understand"]


def understand(
    text: str, *, asked_on: date, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn] = ()
) -> Question:
    """Understand `text` as asked on a day after the turns of `context`."""
    text = _of_another_round(text, context)
    if context:
        text = _in_full(text, context, asked_on, names, taxonomy)
    if context and asks_apart_of_told(text):
        of_told = apart_of_told(text, _told(_without_small_talk(context), asked_on, names, taxonomy))
        if of_told is not None:
            return of_told
    question = _understood(text, asked_on, names, taxonomy, context)
    return replace(question, computation=_computation(question, names, taxonomy, context))


def _in_full(text: str, context: Sequence[Turn], asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> str:
    """A follow-up with the names and the measure that it leaves out, where it makes sense only beside the question before."""
    if not leaves_out(text):
        return text
    turns = _without_small_talk(context)
    meant = _meant_before(turns, asked_on, names, taxonomy)
    return in_full(text, [turn.text for turn in turns if turn.role == "user"], meant[-1], taxonomy) if meant else text


_ANOTHER_ROUND = lazy_pattern(r"\W*(?:(?:and|what about|how about|what of|n|same for) )?(?:the |its )?(?:series )?(?P<letter>[a-n])(?: round)?(?: then| too)?\W*", re.IGNORECASE)
_ROUND = lazy_pattern(r"\b(?P<series>series[ -])(?P<letter>[a-n])\b", re.IGNORECASE)


def _of_another_round(text: str, context: Sequence[Turn]) -> str:
    """The question before, of the round that a follow-up names by its letter alone: "and the D?" after one of the series C."""
    found = _ANOTHER_ROUND.fullmatch(text)
    asked = next((turn.text for turn in reversed(context) if turn.role == "user"), "") if found is not None else ""
    if found is None or not _ROUND.search(asked):
        return text
    return _ROUND.sub(lambda match: f"{match['series']}{found['letter'].upper()}", asked)


def _computation(question: Question, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn]) -> Computation | None:
    """What a question wants computed, with the question for its parts; None where nothing is.

    A follow-up that names only another company or time wants the same computed.
    """
    asked = reckoning_asked(written_out(question.text, question.asked_on)) or _still_asked(question, context, taxonomy)
    if asked is None:
        return None
    replies = asked.reckoning is not Reckoning.RANKING
    plain = [turn if turn.role != "user" else replace(turn, text=_rest(turn.text)) for turn in context if replies or turn.role == "user"]
    base = replace(_understood(asked.rest, question.asked_on, names, taxonomy, plain), intent=Intent.FIGURE)
    if not base.metrics and asked.reckoning is Reckoning.GROWTH:
        base = replace(base, metrics=UNNAMED)  # what grows, where nothing is named
    if asked.reckoning is Reckoning.RANKING and question.metrics:
        base = replace(base, metrics=question.metrics)  # "burns the most cash" is one measure, whatever stands in between
    of_its_own = (question.entities and "entities" not in question.inherited) or (question.periods and "periods" not in question.inherited)
    if asked.reckoning in _OF_SEVERAL and context and not of_its_own and not question.over_time:
        told = _told(context, question.asked_on, names, taxonomy)
        base = told_together(base, asked.reckoning, [replace(one.question, periods=(one.period,)) if one.period is not None else one.question for one in told])
    spans = any(period.kind is PeriodKind.SPAN for period in base.periods)
    if asked.reckoning is Reckoning.SUM and len(base.entities) < 2 and len(base.periods) < 2 and not spans:
        return None
    if asked.reckoning is Reckoning.SUM and question.intent is Intent.COMPARISON and not {"entities", "metrics"} <= question.inherited:
        return None  # "total revenue of acme vs bolt" is no sum of theirs
    if not base.metrics and asked.reckoning not in {Reckoning.SHARE, Reckoning.RUNWAY}:
        return None
    return Computation(
        asked.reckoning, base, unit=asked.unit, step=asked.step, part=asked.part, whole=asked.whole, most=asked.most, least=asked.least
    )


def _still_asked(question: Question, context: Sequence[Turn], taxonomy: Taxonomy) -> Asked | None:
    """What the turns before wanted computed, where the message and all since change only what it is of."""
    names_another = bool(question.metrics) and "metrics" not in question.inherited
    if not goes_on_computing(question.text) or (names_another and not _GOES_ON.search(question.text)):
        return None
    for turn in reversed([turn for turn in context if turn.role == "user"]):
        before = reckoning_asked(turn.text)
        if before is not None:
            # "Weekly users" are a measure by that name, and no number for each week.
            named = before.reckoning is Reckoning.PACE and not {m.metric for m in taxonomy.find_metrics(turn.text, asked=True)} <= {m.metric for m in taxonomy.find_metrics(before.rest, asked=True)}
            return None if named else replace(before, rest=question.text)
        if not goes_on_computing(turn.text):
            return None
    return None


_GOES_ON = lazy_pattern(r"^\W*(?:and|n|same|what about|how about|also|in|for|ok and|so and)\b|\bsame\b|\btoo\W*$", re.IGNORECASE)
"""What makes a measure that a message names one more of which the same is to be computed: "and capex?"."""


def _rest(text: str) -> str:
    asked = reckoning_asked(text)
    return asked.rest if asked is not None else text


def _understood(text: str, asked_on: date, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn]) -> Question:
    """The question, whatever of it is to be computed."""
    context = _without_small_talk(context)
    earlier = [turn for turn in context if turn.role == "user"]
    if not earlier:
        return replace(parse(text, asked_on, names, taxonomy), text=text)
    meant = _meant_before(context, asked_on, names, taxonomy)
    before = meant[-1]
    question = replace(parse(text, asked_on, names, taxonomy, whose=before.entities), text=text)
    replies = [turn for turn in context if turn.role != "user"]
    if replies and not before.entities and not _ranks(earlier[-1].text):
        # Who was ranked is not who is asked about next: "and by revenue?" ranks all again.
        before = replace(before, entities=parse(replies[-1].text, asked_on, names, taxonomy).entities)
    before = _at_time_told(text, before, [turn.text for turn in replies], asked_on, names, taxonomy)
    question = _of_them(question, meant, taxonomy)
    if replies and not question.periods and not question.entities and _THAT_ROUND.search(text):
        # "Who led that round" is of the one just told of, and not of any other.
        question = replace(question, periods=(parse(lead(replies[-1].text), asked_on, names, taxonomy).periods or parse(replies[-1].text, asked_on, names, taxonomy).periods)[:1])
    of_family = _of_family(question, before, names)
    asked = replace(follow(of_family, before), narrowed=narrowed(of_family, before))
    if replies and question.metrics and not question.amounts and not question.entities and _IS_THAT.search(text) and not _OF_WHOM.search(text):
        # "Is that cash?" is about the number just given.
        given = _given(replies[-1].text, parse(replies[-1].text, asked_on, names, taxonomy).amounts)
        if given:
            return replace(asked, amounts=given, intent=Intent.CHECK, inherited=asked.inherited | {"amounts"})
    return asked


def _at_time_told(text: str, before: Question, replies: Sequence[str], asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> Question:
    """The question before, for the time that its answer told of, where a message names its own time by that one: "and the year before?".

    What was answered says it better than what was asked ("latest", "last half").
    """
    if not replies or not moves(text, asked_on):
        return before
    answered = _told_time(replies[-1], asked_on, names, taxonomy)
    if not answered and not before.periods and len(replies) > 1 and not figure_lines(replies[-1]):
        answered = _told_time(replies[-2], asked_on, names, taxonomy)
    if not answered and not before.periods:
        answered = parse(without_sources(replies[-1]), asked_on, names, taxonomy).periods
    return replace(before, periods=_with_days(answered if len(answered) == 1 or not before.periods else before.periods, before.entities, names))


def _with_days(periods: tuple[Period, ...], whose: Sequence[str], names: EntityTable) -> tuple[Period, ...]:
    """Times with their days, where they are moments on the calendar of a company: the end of its fiscal 2026."""
    end = next((names.year_end(name) for name in whose if names.year_end(name)), None)
    return tuple(FiscalCalendar(*end).resolve(period) if end and period.kind is PeriodKind.INSTANT else period for period in periods)


def _of_them(question: Question, meant: Sequence[Question], taxonomy: Taxonomy) -> Question:
    """The follow-up of the two last spoken of: "which is bigger?" after one about Acme and one about Bolt."""
    if question.entities or not _OF_THEM.search(question.text):
        return question
    if len(meant[-1].entities) >= _PAIR:
        # "Who was ahead in February?" is of the two that were compared, by what they were compared by.
        of_both = len(meant[-1].entities) == _PAIR and meant[-1].metrics and not question.metrics and question.periods
        return replace(question, intent=Intent.COMPARISON, terms=(), firm=frozenset()) if of_both else question
    told = [name for before in reversed(meant) if "entities" not in before.inherited for name in reversed(before.entities)]
    each = tuple(dict.fromkeys(told))
    if _OF_ALL.search(question.text) and meant[-1].metrics:
        # "Which is the biggest?" is of all of whom the same was asked one after another.
        asked = {m.metric for m in meant[-1].metrics}
        each = tuple(dict.fromkeys(name for before in takewhile(lambda one: {m.metric for m in one.metrics} == asked and len(one.entities) == 1, reversed(meant)) for name in before.entities)) or each
        last = tuple(reversed(each))
    else:
        last = tuple(reversed(each[:_PAIR]))
    if len(last) >= _PAIR:
        question = replace(question, entities=last, intent=Intent.COMPARISON, terms=(), firm=frozenset())
    return question if _WAS.search(question.text) or not _time_of_another(meant, taxonomy) else replace(question, latest=True)


def _given(reply: str, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The number that a reply gives first, as its source has it: "$13.1 billion ($13.07 billion)"."""
    exactly = len(amounts) > 1 and reply[amounts[0].end : amounts[1].start].lstrip() == "(" and agree(amounts[0], amounts[1])
    return amounts[1:2] if exactly else amounts[:1]


def _time_of_another(meant: Sequence[Question], taxonomy: Taxonomy) -> bool:
    """Whether the time last spoken of was named for another measure than the one last spoken of, which is told by how it stands.

    After "revenue 2025?" and "what about run rates", who is bigger is told by the newest run rates.
    """
    asked = {m.metric for m in meant[-1].metrics}
    named_for = next((q for q in reversed(meant) if q.periods and "periods" not in q.inherited), None)
    stands = all(taxonomy.metric(metric).span is Span.INSTANT for metric in asked)
    return bool(asked) and stands and named_for is not None and asked.isdisjoint(m.metric for m in named_for.metrics)


_WAS = lazy_pattern(r"\b(?:was|were|had|then|did)\b", re.IGNORECASE)


_SHORT = 60
"""Characters of a message that asks nothing more."""
_ASKS_NOTHING = lazy_pattern(
    r"\W*(?:(?:ok|okay|hm+|wow|oh|and|so|but|wait)\W*)*(?:(?:are|r) (?:you|u) (?:really )?(?:sure|certain)|really|seriously|for real|(?:what(?:['’]?s| is) (?:the|your) )?sources?|(?:got a |any )?link|says who|how do you know)?(?: (?:that|this|about that))?\W*",
    re.IGNORECASE,
)
"""What doubts an answer or asks where it is from, and for nothing else."""


def _without_small_talk(context: Sequence[Turn]) -> list[Turn]:
    """The turns without those that thank or greet, and what was replied to them."""
    out: list[Turn] = []
    left_out = False
    for turn in context:
        left_out = small_talk(turn.text) is not None if turn.role == "user" else left_out
        out += [] if left_out else [turn]
    return out


def _told_time(reply: str, asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> tuple[Period, ...]:
    """The times of the first line of a reply; of a comparison the last of its figures', where all are of about one time."""
    led = parse(lead(reply), asked_on, names, taxonomy).periods
    if led:
        return led
    told = [period for line in figure_lines(reply) for period in parse(line, asked_on, names, taxonomy).periods[:1]]
    ends = sorted((period.end, place) for place, period in enumerate(told) if period.end is not None)
    near = len(ends) == len(told) > 1 and (ends[-1][0] - ends[0][0]).days <= _ONE_TIME
    return (told[ends[-1][1]],) if near else ()


_ONE_TIME = 62
"""Days within which two figures that were compared are of about one time."""


def _meant_before(context: Sequence[Turn], asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> list[Question]:
    """The questions of the turns before, each as it was meant after those before it.

    An aside leaves what is spoken of as it was: "sum?", "is that the whole story".
    """
    out: list[Question] = []
    said: list[str] = []
    replies: list[str] = []
    for turn in context:
        if turn.role != "user":
            replies.append(turn.text)
            continue
        text = in_full(turn.text, said, out[-1], taxonomy) if out else turn.text
        said.append(turn.text)
        question = parse(text, asked_on, names, taxonomy, whose=out[-1].entities if out else ())
        if not out or _is_aside(question):
            out.append(out[-1] if out else question)
            continue
        before = _at_time_told(turn.text, out[-1], replies, asked_on, names, taxonomy)
        question = _of_them(question, out, taxonomy)
        out.append(narrowed(question, before) or follow(question, before))
    return out


def _told(context: Sequence[Turn], asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> list[Told]:
    """The questions of the turns before, as they were meant, each with the one time that its answer leads with where it does."""
    replies: list[str] = []
    for turn in context:
        if turn.role == "user":
            replies.append("")
        elif replies:
            replies[-1] = turn.text
    out: list[Told] = []
    for question, reply in zip(_meant_before(context, asked_on, names, taxonomy), replies, strict=True):
        if out and question is out[-1].question:
            continue  # an aside
        periods = parse(lead(reply), asked_on, names, taxonomy, whose=question.entities).periods if reply else ()
        out.append(Told(question, periods[0] if len(periods) == 1 else None))
    return out


_OF_SEVERAL = frozenset({Reckoning.GROWTH, Reckoning.SUM, Reckoning.AVERAGE})
"""What is computed of several numbers of one measure."""


def _is_aside(question: Question) -> bool:
    """Whether a message names nothing, and asks no more of what was told than a sum of it or whether it is so."""
    if len(question.text) > _SHORT or question.entities or question.periods or question.phrases:
        return False
    if question.unknown:
        # Whom no source names is nobody to go on about.
        return not question.metrics and set(question.terms) <= {root for name in question.unknown for root in stems(name)}
    if question.metrics or question.bases:
        # "Is that cash?" asks of the number that was told what it is.
        return not question.amounts and _IS_THAT.search(question.text) is not None and not _OF_WHOM.search(question.text)
    asked = reckoning_asked(question.text)
    return (asked is not None and asked.reckoning in {Reckoning.SUM, Reckoning.AVERAGE}) or asks_apart_of_told(question.text) or _ASKS_NOTHING.fullmatch(question.text) is not None or _IS_THAT.search(question.text) is not None


_IS_THAT = lazy_pattern(r"^\W*(?:(?:so|and|wait|ok|but|n)\W+)*(?:is|was|isn['’]?t|wasn['’]?t) (?:that|this|it)\b(?!.*\bor\b)", re.IGNORECASE)

_OF_WHOM = lazy_pattern(
    r"^\W*(?:(?:so|and|wait|ok|but|n)\W+)*(?:is|was|isn['’]?t|wasn['’]?t) (?:that|this|it) (?:(?:still|now|even|really|actually|already|currently|finally|not|yet|ever|also|only|just|at all)\s)*"
    r"(?:(?:un)?profitable\b|(?:in|into) (?:the )?(?:black|red|profit)\b|(?:making|turning|losing|earning|burning|spending|growing|shrinking|rising|falling|increasing|improving|declining|raising|paying|hiring|selling|going|getting)\b)",
    re.IGNORECASE,
)
"""What is asked of who was spoken of, and not of the number just given: "is it profitable?"."""


_PAIR = 2
_OF_THEM = lazy_pattern(
    r"^\W*(?:(?:and|so|ok|then|but)\W+)*(?:which|who)(?: one|['’]?s| is| was| has| had| of (?:them|the two|those))*\b(?: \w+){0,3}? (?:bigger|larger|higher|more|most|less|least|lower|smaller|cheaper|ahead|better|biggest|largest|highest|lowest|smallest|cheapest|fewest)\b"
    r"|\b(?:the )?(?:difference|gap) between (?:them|the two|those)\b|\bcompare (?:them|the two|those)\b",
    re.IGNORECASE,
    signs=("which", "who", "difference", "gap", "compare"),
)
_OF_ALL = lazy_pattern(r"\b(?:biggest|largest|highest|most|least|lowest|smallest|cheapest|fewest)\b", re.IGNORECASE)
_THAT_ROUND = lazy_pattern(r"\b(?:that|this|the) (?:(?:funding|financing) )?(?:round|raise|funding)\b(?! (?:of|in|from|before|after)\b)", re.IGNORECASE)


def _ranks(text: str) -> bool:
    asked = reckoning_asked(text)
    return asked is not None and asked.reckoning is Reckoning.RANKING


def _of_family(question: Question, before: Question, names: EntityTable) -> Question:
    """The question with the sibling it names by its last word: "and mini?" after one about Heron 4 is Heron 4 Mini."""
    words = [w for w, _, _ in tokens(question.text) if w not in STOP_WORDS]
    known = bool(question.entities) and all(names.is_company(name) for name in question.entities)
    if known or question.metrics or not 1 <= len(words) <= 2 or len(before.entities) != 1:
        return question
    own = before.entities[0]
    for stem_of in dict.fromkeys((own, own.rpartition(" ")[0])):
        tried = f"{stem_of} {' '.join(words)}"
        found = names.match(tried)
        if stem_of and len(found) == 1 and (found[0].start, found[0].end) == (0, len(tried)) and found[0].name != own:
            return replace(question, entities=(found[0].name,), unknown=(), terms=())
    return question
