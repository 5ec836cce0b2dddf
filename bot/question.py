"""Questions: which company, measure and period a chat-style question asks about, and what kind of answer it wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.amount import Amount
from index.figure import Basis
from index.period import Period
from index.taxonomy import MetricMention

__all__ = ["Computation", "Intent", "Question", "Reckoning", "Turn"]


class Intent(StrEnum):
    """What kind of answer a question wants."""

    FIGURE = "figure"
    COMPARISON = "comparison"
    TREND = "trend"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    LIST = "list"
    CHECK = "check"
    FACT = "fact"


class Reckoning(StrEnum):
    """What a question wants computed from what sources state."""

    GROWTH = "growth"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    PACE = "pace"
    RUNWAY = "runway"
    PER_HEAD = "per head"
    RANKING = "ranking"


@dataclass(frozen=True, slots=True)
class Computation:
    """What is to be computed, and `base`, the question for the figures that it takes.

    `unit` is what a pace or an average is for ("day", "quarter", "employee"), or "point" where a change is wanted in
    points; `step` "quarter" where growth is from quarter to quarter, "compound" where it is a yearly rate,
    "bare" where nothing but "growth" is said. `part` and
    `whole` are the words of a share, `most` how many a ranking wants, 0 where it does not say, `least` whether from below.
    """

    reckoning: Reckoning
    base: Question
    unit: str = ""
    step: str = ""
    part: str = ""
    whole: str = ""
    most: int = 0
    least: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    `entities` are names of the corpus, in the order asked; `unknown` names that no document has. `terms` are the
    stems of content words that no entity, metric or period accounts for; `phrases` are name-and-number pairs
    ("heron 5") that an answer must contain. `inherited` says what came from earlier turns; `wants` is
    "money" or "count" where the wording says which kind of number would do, `points` whether it
    has a pronoun that stands for something said before. `parts` are
    segments of a company that were named, `firm` those of the terms that narrow what is asked, `earlier` whether what
    stood before the newest is wanted, `steps_back` how many values before it, `ahead` whether what is still to come is. `instead` are pairs of names to try first, where a follow-up puts another in the place of
    one of two, `sources` publishers on whose word the answer is wanted. `narrowed` is the question before with what a word or two of
    a follow-up narrow it to ("output?"), to try first. `computation` is what is to be computed, where no source need state the answer.
    """

    text: str
    asked_on: date
    intent: Intent
    entities: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    metrics: tuple[MetricMention, ...] = ()
    periods: tuple[Period, ...] = ()
    latest: bool = False
    over_time: bool = False
    bases: frozenset[Basis] = frozenset()
    amounts: tuple[Amount, ...] = ()
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    currency: str = ""
    background: tuple[str, ...] = ()
    inherited: frozenset[str] = frozenset()
    refers_back: bool = False
    wants: str = ""
    points: bool = False
    parts: tuple[str, ...] = ()
    firm: frozenset[str] = frozenset()
    earlier: bool = False
    steps_back: int = 1
    ahead: bool = False
    instead: tuple[tuple[str, ...], ...] = ()
    sources: tuple[str, ...] = ()
    narrowed: Question | None = None
    computation: Computation | None = None

    def __hash__(self) -> int:
        # What is kept of a question is looked up by it a few dozen times; these fields tell most of its variants apart.
        return hash((self.text, self.intent, self.entities, self.periods, self.metrics, self.terms))
