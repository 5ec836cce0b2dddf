"""Scoring: grades for each answer, totals for each type of question, and the table that shows them.

The measure is CRAG's: a correct answer counts +1, none 0, a wrong one -1, and the score is the mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.accuracy.support import StoredText, cites, numbers_supported, quotes_verified
from tests.accuracy.verdicts import Verdict, verdict

__all__ = ["Grade", "Total", "grade_all", "names_of", "table", "totals"]


@dataclass(frozen=True, slots=True)
class Grade:
    """What one answer earned, with counts of what it cited, quoted and stated.

    `citable` is 1 where the answer states something for which a source is known, and `cited` 1 where it cites it.
    """

    question_id: str
    type: str
    verdict: Verdict
    citable: int = 0
    cited: int = 0
    quotes: int = 0
    quotes_verified: int = 0
    numbers: int = 0
    numbers_supported: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """The sums of some grades. The rates are 1 where there is nothing to count."""

    n: int
    correct: int
    missing: int
    wrong: int
    citable: int
    cited: int
    quotes: int
    quotes_verified: int
    numbers: int
    numbers_supported: int

    @classmethod
    def of(cls, grades: Sequence[Grade]) -> Total:
        """The total of some grades."""
        count = {kind: sum(grade.verdict is kind for grade in grades) for kind in Verdict}
        return cls(
            len(grades),
            count[Verdict.CORRECT],
            count[Verdict.MISSING],
            count[Verdict.WRONG],
            sum(grade.citable for grade in grades),
            sum(grade.cited for grade in grades),
            sum(grade.quotes for grade in grades),
            sum(grade.quotes_verified for grade in grades),
            sum(grade.numbers for grade in grades),
            sum(grade.numbers_supported for grade in grades),
        )

    def rates(self) -> dict[str, float]:
        """The rates that have floors: `crag` from -1 to 1, the others from 0 to 1, more being better in all."""
        return {
            "crag": (self.correct - self.wrong) / self.n if self.n else 0.0,
            "not_wrong": 1 - _rate(self.wrong, self.n) if self.n else 1.0,
            "cited": _rate(self.cited, self.citable),
            "quotes": _rate(self.quotes_verified, self.quotes),
            "numbers": _rate(self.numbers_supported, self.numbers),
        }

    def to_json(self) -> dict[str, float]:
        """The counts and rates."""
        return {name: getattr(self, name) for name in self.__slots__} | self.rates()


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def names_of(facts: Iterable[Mapping[str, Any]]) -> set[str]:
    """The words of the entities' names, in lower case."""
    return {word for fact in facts for word in re.findall(r"\w+", str(fact["entity"]).lower()) if len(word) > 2}


def grade_all(
    questions: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, Mapping[str, Any]],
    stored_text: StoredText,
) -> list[Grade]:
    """A grade for each question of the starter corpus's set. `answers` and `facts` are by id."""
    names = names_of(facts.values())
    grades = []
    for question in questions:
        answer = answers.get(str(question["id"])) or {}
        result = verdict(question, answer or None, facts, names)
        urls = [str(facts[name]["source_url"]) for name in question["fact_ids"] if name in facts]
        given = answer.get("status") == "answered"
        citable = int(given and bool(urls))
        quotes, verified = quotes_verified(answer, stored_text)
        numbers, supported = numbers_supported(answer) if given else (0, 0)
        grades.append(
            Grade(
                str(question["id"]),
                str(question["type"]),
                result,
                citable,
                citable and int(cites(answer, urls)),
                quotes,
                verified,
                numbers,
                supported,
            )
        )
    return grades


def totals(grades: Sequence[Grade]) -> dict[str, Total]:
    """The totals by type in alphabetical order, with that of all as the last, under "all"."""
    by_type = {name: [grade for grade in grades if grade.type == name] for name in sorted({g.type for g in grades})}
    return {name: Total.of(some) for name, some in by_type.items()} | {"all": Total.of(grades)}


def table(title: str, by_type: Mapping[str, Total]) -> str:
    """The totals as a plain table, a row for each type."""
    heads = ("n", "correct", "wrong", "missing", "CRAG", "cited", "quotes", "numbers")
    lines = [title, f"{'type':<16}" + "".join(f"{head:>9}" for head in heads)]
    for name, total in by_type.items():
        rates = total.rates()
        cells = [f"{total.n:>9}{total.correct:>9}{total.wrong:>9}{total.missing:>9}{rates['crag']:>+9.3f}"]
        for key, whole in (("cited", total.citable), ("quotes", total.quotes), ("numbers", total.numbers)):
            cells.append(f"{rates[key]:>9.1%}" if whole else f"{'-':>9}")
        lines.append(f"{name:<16}" + "".join(cells))
    return "\n".join(lines)
