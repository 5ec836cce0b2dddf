"""Profiles: the newest that is held of a company, where a question asks for nothing in particular.

"Tell me about Acme", "how is Bolt doing", "key figures of Acme": a handful of different measures from the company's own accounts
and from reports that say whose word they give, newest first; "latest news on Acme": what the newest documents open with of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from bot import measures
from bot.answer import Answer, StatedFigure, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import single
from bot.fitness import PLANS
from bot.library import Library
from bot.nearest import when_asked
from bot.parsing import parse
from bot.question import Intent, Question
from bot.wording import day_words, plain
from bot.words import stem
from corpus.dates import known_by
from index.figure import Basis
from index.pattern import lazy_pattern
from index.records import DocumentMeta
from index.sentences import sentence_spans
from index.stemming import WORD

__all__ = ["asks_broadly", "of_nobody", "profile", "what_is_held"]

_ABOUT_ALL = frozenset(
    stem(w)
    for w in "news headline headlines latest newest new key main important core basic basics figure figures metric metrics number numbers stat stats statistic statistics "
    "summary summarize summarise summarizes overview profile facts fact financial financials financially finance finances result results performance perform performing performed "
    "doing do snapshot brief briefing rundown state status health healthy update updates development developments story background situation information highlights "
    "picture company business firm something everything anything know tell say learn give show want hold interested fare faring fared go goes going well badly great ok lately "
    "recent recently today now current currently happening happen happened position standing kpi kpis data point points quick short general bit little catch fill like brief love most whole big year quarter latest".split()
)
"""Words that ask for no one thing of a company."""
_ASKS_ALL = lazy_pattern(
    r"^\W*(?:so |and |ok |hey )*(?:(?:what|how) about|anything (?:on|about)|how (?:are|is) (?:things|it|everything))\b|\bwhat(?:['’]?s| is| has| are)\b.{2,40}\b(?:up to|been doing)\b|\b(?:tell (?:me|us)|talk to me|brief (?:me|us)|update (?:me|us)|fill (?:me|us) in|catch (?:me|us) up|(?:know|learn|hear|read) (?:more )?(?:something |anything |everything )?(?:about|on|of)|what (?:do|have|can|could) (?:you|u|we)\b.{0,20}\b(?:on|about|of)"
    r"|how(?:['’]?s| is| are| was| were| did| does| has| have)\b.*\b(?:do|doing|done|perform\w*|fare|faring|fared|going|look|looking|been|quarter|year|business|health\w*)|how (?:healthy|strong|solid|well) (?:is|are|did|does|do)|is (?:\S+ ){1,3}?doing (?:well|badly|ok|fine|great)"
    r"|what(?:['’]?s| is| has been| have been)? (?:new|up|going on|happening|happened)|anything new|what happened|(?:key|main|headline|core|basic|important|financial) (?:figures?|numbers?|metrics?|facts?|stats?|data|points?|kpis?|information)"
    r"|(?:recent|newest) (?:figures?|numbers?|data|information|on|about)|background|news|headlines|latest|updates?|developments?|overview|profile|summar\w+|snapshot|rundown|highlights|financials|finances|fundamentals|kpis?|facts|stats|statistics|numbers|results|state of|status of|situation)\b",
    re.IGNORECASE,
)
_NEWS = lazy_pattern(
    r"\b(?:news|headlines|what(?:['’]?s| is| has been) (?:new|going on|happening|up)|anything new|what happened|happened|happening|what(?:['’]?s| is| has| are)\b.{2,40}\b(?:up to|been doing)|updates?|developments?|(?:the )?latest (?:on|from|about|with|at)|recent(?:ly)?\b(?! (?:figures?|numbers?|data|results|financials))|catch (?:me|us) up|fill (?:me|us) in)\b", re.IGNORECASE
)
_WHAT_IS = lazy_pattern(r"\W*(?:so |and |ok |hey )*(?:what|who)(?:['’]?s| is| are| does)\b.*", re.IGNORECASE)
_TELL = lazy_pattern(
    r"\W*(?:(?:hi|hey|hello|ok|so|and|please|pls|can you|could you)\W+)*(?:tell (?:me|us)|talk to me|brief (?:me|us)|update (?:me|us)|what (?:do|have|can|could) (?:you|u|we)\b.{0,20}\b(?:on|about|of)|(?:(?:the )?latest|any|recent|give me|some)? ?(?:news|updates?|info|information) (?:on|about|from|of)"
    r"|(?:the )?latest (?:on|about|with)|anything (?:new )?(?:on|about)|what(?:['’]?s| is) (?:new|the latest) (?:with|on|about)|i want to (?:know|learn) (?:more )?about|summar\w+)\b", re.IGNORECASE
)
_LISTING = frozenset(stem(w) for w in "ipo listing flotation float offering public".split())
"""What is named of a company without a word that asks: "Acme IPO"."""
_FEW_WORDS = 2
_GROUPS: tuple[tuple[str, ...], ...] = (
    ("revenue",),
    ("run_rate_revenue", "arr"),
    ("net_income", "net_loss", "operating_income", "operating_loss", "loss"),
    ("cash_burn", "free_cash_flow"),
    ("capital_expenditures",),
    ("remaining_performance_obligations", "backlog"),
    ("valuation", "market_cap"),
    ("funding_raised",),
    ("weekly_active_users", "monthly_active_users", "daily_active_users", "users", "subscribers"),
    ("headcount",),
    ("gpus",),
    ("arpu",),
    ("training_cost",),
    ("debt",),
    ("cash",),
)
"""What says most of a company, each line one measure or those that stand for one another."""
_GUIDED = frozenset({"revenue", "capital_expenditures"})
"""What companies give guidance for that is told beside what has come about."""
_OF_PARTS = frozenset({"weekly_active_users", "gpus"})
"""What is counted of a company's products and sites."""
_MOST, _FEWEST = 7, 2
_BORNE_OUT = frozenset({Basis.ACTUAL, Basis.RUN_RATE, Basis.COMMITMENT})
"""What a company or a document says on its own word; estimates and what is told by unnamed sources are left out."""
_SENTENCES = 3
"""Newest documents whose word of a company is quoted."""
_OPENS_WITH = 4
"""Sentences of a document among which it opens with what it tells."""
_LOOKED_AT, _PASSAGES = 24, 40


def asks_broadly(question: Question) -> bool:
    """Whether a question names a company and asks nothing in particular of it."""
    return _names_one(question) and _ABOUT_ALL.issuperset(question.terms)


def _names_one(question: Question) -> bool:
    """Whether a question names a company, and no measure, number or time by which it would ask for something."""
    if (question.metrics and not _of_results(question)) or question.bases or question.amounts or question.unknown or question.inherited or question.computation is not None or question.intent in {Intent.WHEN, Intent.WHERE, Intent.WHY, Intent.COMPARISON}:
        return False
    return len(question.entities) == 1 and all(phrase in " ".join(WORD.findall(question.entities[0].lower())) for phrase in question.phrases)


def _of_results(question: Question) -> bool:
    """Whether all that a question names is a company's results, which are no benchmark's."""
    return all(m.metric == "benchmark_score" and m.words.lower() in {"result", "results"} for m in question.metrics)


def of_nobody(question: Question) -> bool:
    """Whether a question asks for all that is new or known, of nobody."""
    return not question.metrics and not question.amounts and bool(question.terms) and _ABOUT_ALL.issuperset(question.terms) and _ASKS_ALL.search(question.text) is not None


def profile(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The newest figures of the company that a broad question names, or the newest documents' words about it; None for any other question."""
    if not asks_broadly(question) or not (_ASKS_ALL.search(question.text) or _is_name(question, library)):
        return None
    return _drafted(question, library, as_of, "")


def what_is_held(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same for what a company is, which no source says in so many words, and what is told of a matter of its that a question only names."""
    if not _names_one(question):
        return None
    topic = frozenset(question.terms) - _ABOUT_ALL
    if topic:
        named = topic <= _LISTING or (len(topic) <= _FEW_WORDS and _TELL.match(question.text) is not None)
        return _of_topic(question, topic, library, as_of) if named else None
    if question.periods and (_ASKS_ALL.search(question.text) or question.metrics):
        # What is held of other times is shown, and is no answer.
        held = _drafted(replace(question, periods=()), library, as_of, f"I could not find that for {question.entities[0]}{when_asked(question)}: no source I hold says.")
        return replace(held, status=Status.NOT_FOUND, figures=()) if held is not None else None
    if not _WHAT_IS.fullmatch(question.text):
        return None
    return _drafted(question, library, as_of, f"No source I hold says in so many words what {question.entities[0]} is.")


def _drafted(question: Question, library: Library, as_of: date | None, opening: str) -> Answer | None:
    (name,) = question.entities
    news = _NEWS.search(question.text) is not None and not question.periods
    chosen = [] if news else _chosen(question, library, as_of)
    told = [] if question.periods or len(chosen) > _FEWEST else list(_newest_told(name, library, as_of))
    if not told and len(chosen) < (1 if question.metrics else _FEWEST):
        return None
    draft = Draft(library, question.text)
    draft.say(opening)
    if chosen:
        draft.say(f"What I hold of {name}{when_asked(question)}, the newest first:")
    for one in chosen:
        draft.say(draft.take(one))
    if any(one.disagreements for one in chosen):
        draft.say("Of some of these I hold other accounts too: ask for one to see them.")
    told = [one for one in told if not draft.quotes(one[0].document_id, *one[1:])]
    if told:
        draft.say(f"The newest that I hold about {name}:")
    for document, start, end in told:
        _quote(draft, document, start, end)
    return draft.answer(Status.ANSWERED)


def _of_topic(question: Question, topic: frozenset[str], library: Library, as_of: date | None) -> Answer | None:
    """What the newest documents say of a matter of a company."""
    (name,) = question.entities
    told = list(_newest_told(name, library, as_of, topic))
    draft = Draft(library, question.text)
    draft.say(f"What I hold about that at {name}, the newest first:")
    for document, start, end in told:
        _quote(draft, document, start, end)
    return draft.answer(Status.ANSWERED) if told else None


def _quote(draft: Draft, document: DocumentMeta, start: int, end: int) -> None:
    quote = plain(draft.library.text(document.document_id)[start:end])
    draft.say(f"{day_words(document.published)}: “{quote}” [{draft.cite(document, start, end)}]")


def _is_name(question: Question, library: Library) -> bool:
    """Whether a message is a company's name and nothing else."""
    matches = library.names.match(question.text)
    return len(matches) == 1 and _BESIDE_NAME.fullmatch(question.text[: matches[0].start]) is not None and _BESIDE_NAME.fullmatch(question.text[matches[0].end :]) is not None


_BESIDE_NAME = lazy_pattern(r"\W*(?:(?:for (?:me|us)|please|pls|then|hey|hi|ok|the|and|so)\W*)*", re.IGNORECASE)


def _chosen(question: Question, library: Library, as_of: date | None) -> list[Answer]:
    """An answer for each of the measures that say most, the newest first, with what is guided for a time after it."""
    chosen: list[tuple[date, Answer]] = []
    (name,) = question.entities
    for group in _GROUPS:
        owners = [name, *(part for part in library.names.parts(name) if group[0] in _OF_PARTS and library.glances([part], group))]
        held = [answer for owner in owners for answer in _told(question, owner, group, "", library, as_of)]
        guided = _told(question, name, group, f"guidance for {{measure}} in {question.asked_on.year}", library, as_of) if group[0] in _GUIDED and not question.periods else []
        newest = max(held, key=_day, default=None)
        chosen += [(_day(one), one) for one in guided[:1] if newest is None or _day(one) > _day(newest)]
        if newest is not None and not (group[0] == "run_rate_revenue" and _is_of_part(newest, chosen)):
            chosen.append((_day(newest), newest))
        if len(chosen) >= _MOST:
            break
    return [answer for _, answer in sorted(chosen, key=lambda one: one[0], reverse=True)]


def _told(question: Question, owner: str, group: tuple[str, ...], asked: str, library: Library, as_of: date | None) -> list[Answer]:
    """The answer to a question for one of some measures of a company, the first that is borne out."""
    for metric in group:
        if not library.glances([owner], [name for name in (metric, measures.opposite(library.taxonomy, metric)) if name]):
            continue
        measure = measures.name(library.taxonomy, metric)
        text = f"What is {owner}'s latest {asked.format(measure=measure) if asked else measure}?"
        parsed = parse(text, question.asked_on, library.names, library.taxonomy)
        answer = single(replace(parsed, periods=question.periods, latest=question.latest) if question.periods else parsed, library, as_of)
        if answer is not None and answer.status is Status.ANSWERED and _is_borne_out(answer.figures[0], owner, group, planned=bool(asked)) and _is_then(answer.figures[0], question):
            return [answer]
    return []


def _is_borne_out(stated: StatedFigure, owner: str, group: tuple[str, ...], *, planned: bool) -> bool:
    """Whether a figure is of the whole company and the measure itself, and told on somebody's own word."""
    return stated.entity == owner and not stated.part and stated.metric in group and stated.basis in (PLANS if planned else _BORNE_OUT)


def _is_then(stated: StatedFigure, question: Question) -> bool:
    """Whether a figure is of a time that a question asks about, where it asks about one."""
    return not question.periods or any(
        stated.period == asked.label or (asked.start is not None and asked.end is not None and stated.until is not None and asked.start < stated.until <= asked.end) for asked in question.periods
    )


def _is_of_part(run_rate: Answer, chosen: list[tuple[date, Answer]]) -> bool:
    """Whether a run rate is less than what was sold in a quarter or year: it is that of a part, whatever the source calls it."""
    sold = [f.amount for _, answer in chosen for f in answer.figures[:1] if f.metric == "revenue" and f.basis is Basis.ACTUAL]
    rate = run_rate.figures[0].amount
    return any(rate.unit == amount.unit and rate.value < amount.value for amount in sold)


def _day(answer: Answer) -> date:
    return answer.figures[0].until or max((c.published for c in answer.citations[:1] if c.published), default=date.min)


def _newest_told(name: str, library: Library, as_of: date | None, topic: frozenset[str] = frozenset()) -> Iterator[tuple[DocumentMeta, int, int]]:
    """What the newest documents that open with something of a company say of it there; of a topic wherever they say it."""
    entry = library.names.entry(name)
    own = {name, *library.names.parts(name)}
    named = {*(entry.documents if entry is not None else ()), *(passage.document_id for passage in library.snapshot.with_words(" ".join((name, *topic)), _PASSAGES))}
    documents = [document for one in named if (document := library.document(one)).published is not None and (as_of is None or known_by(document.published, as_of))]
    documents.sort(key=lambda document: (document.published or date.min, document.document_id), reverse=True)
    voices: set[str] = set()
    for document in documents[: None if topic else _LOOKED_AT]:
        if len(voices) == _SENTENCES:
            return
        told = _opening(document, own, library, topic) if (document.voice or document.document_id) not in voices else None
        if told is not None:
            voices.add(document.voice or document.document_id)
            yield document, *told


def _opening(document: DocumentMeta, own: set[str], library: Library, topic: frozenset[str]) -> tuple[int, int] | None:
    """The first sentence that a document opens with, or that has the words of a topic, and that names one of some companies."""
    text = library.text(document.document_id)
    sentences = ((start, end) for start, end in sentence_spans(text, 0, min(len(text), _FRONT)) if _ENDS.search(text, start, end))
    for start, end in islice(sentences, None if topic else _OPENS_WITH):
        sentence = text[start:end]
        if topic and not topic <= stem_set(sentence):
            continue
        if len(sentence) <= _LONGEST and "\n" not in sentence and not _POINTS.match(sentence) and own & library.names_in(sentence):
            return start, end
    return None


_ENDS = lazy_pattern(r"[.!?…][\"'”’)\]]*$")
_POINTS = lazy_pattern(r"\W*(?:this|that|these|those|it|they|such|he|she|here|there)\b", re.IGNORECASE)
"""How a sentence begins that is about the one before it."""
_FRONT, _LONGEST = 3000, 400
