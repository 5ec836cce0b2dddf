"""Golden questions: what must be answered as it was before a generation is published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bot.answer import Answer, Status
from bot.engine import Engine
from bot.errors import GoldenError
from bot.library import Library
from corpus.urls import document_id

__all__ = ["GoldenQuestion", "GoldenResult", "Verdict", "applying", "check_golden", "golden_questions", "read_golden"]

_SHIPPED = Path(__file__).resolve().parent / "data" / "golden.yaml"
_KEYS = {"question", "today", "as_of", "status", "value", "unit", "text", "source"}


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question and what is pinned of its answer; what is None may be anything, but not change unseen.

    `value` has to be among the figures stated, in `unit`; `text` to stand in the answer; `source`, an address, to be
    cited. A `shipped` question is asked only where its source is among the documents.
    """

    question: str
    today: date | None = None
    as_of: date | None = None
    status: Status = Status.ANSWERED
    value: Decimal | None = None
    unit: str | None = None
    text: str | None = None
    source: str | None = None
    shipped: bool = False
    origin: str = ""


class Verdict(StrEnum):
    """What became of a golden question between the generation served and the new one."""

    KEPT = "kept"
    DIFFERENT = "different"
    """The answer is another, but what is pinned of it still holds."""
    BROKEN = "broken"
    """What is pinned held and does not any more, or changed: the generation is held."""
    FAILING = "failing"
    """What is pinned did not hold before either."""


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """A golden question with both answers, as `ask --json` prints them; `before` is None for a first generation."""

    question: str
    verdict: Verdict
    why: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    origin: str = ""

    def to_json(self) -> dict[str, object]:
        """The result for a report: the answers only where they differ."""
        row: dict[str, object] = {"question": self.question, "verdict": self.verdict.value, "from": self.origin}
        if self.why:
            row["why"] = self.why
        if self.verdict is not Verdict.KEPT:
            row["before"] = None if self.before is None else _shown(self.before)
            row["after"] = _shown(self.after)
        return row


def golden_questions(data_dir: Path) -> list[GoldenQuestion]:
    """Those shipped and the admin's own, from `golden.yaml` in the data directory. Raises GoldenError."""
    own = data_dir / "golden.yaml"
    return [*read_golden(_SHIPPED, shipped=True), *(read_golden(own) if own.is_file() else [])]


def read_golden(path: Path, *, shipped: bool = False) -> list[GoldenQuestion]:
    """Read a file of golden questions. Raises GoldenError with all problems, each with its line."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldenError(f"{path}: it cannot be read ({' '.join(str(error).split())})") from error
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise GoldenError(f'{path}:1: it should be a list of questions ("- question: ...")')
    found, problems = [], []
    for node in root.value:
        where = f"{path}:{node.start_mark.line + 1}"
        loaded = yaml.SafeLoader("")
        value = loaded.construct_document(node)
        try:
            found.append(_question(value, shipped, where))
        except ValueError as error:
            problems.append(f"{where}: {error}")
    if problems:
        raise GoldenError("\n".join(problems))
    return found


def _question(row: Any, shipped: bool, where: str) -> GoldenQuestion:  # noqa: FBT001 - passed on
    if not isinstance(row, dict) or not isinstance(row.get("question"), str) or not row["question"].strip():
        raise ValueError('each entry needs a "question" that is a text')
    wrong = sorted(map(str, row.keys() - _KEYS))
    if wrong:
        raise ValueError(f"unknown key {wrong[0]!r}; the keys are {', '.join(sorted(_KEYS))}")
    try:
        value = Decimal(str(row["value"]).replace("_", "").replace(",", "")) if "value" in row else None
    except InvalidOperation:
        raise ValueError(f'value: {row["value"]!r} is not a number; write it out ("6355000000")') from None
    try:
        status = Status(row.get("status", "answered"))
    except ValueError:
        raise ValueError(f"status: {row['status']!r} is none of {', '.join(Status)}") from None
    if row.get("source"):
        document_id(str(row["source"]))  # raises ValueError with what is wrong
    unit, text = (None if row.get(key) is None else str(row[key]) for key in ("unit", "text"))
    return GoldenQuestion(
        row["question"], _day(row, "today"), _day(row, "as_of"), status, value, unit, text, row.get("source"), shipped,
        where,
    )  # fmt: skip


def _day(row: Mapping[str, Any], key: str) -> date | None:
    value = row.get(key)
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{key}: {value!r} is not a day; write it as YYYY-MM-DD") from None


def applying(questions: Sequence[GoldenQuestion], documents: Collection[str]) -> list[GoldenQuestion]:
    """The questions to ask of a corpus: all but those shipped whose document it does not have."""
    return [q for q in questions if not q.shipped or (q.source is not None and document_id(q.source) in documents)]


def check_golden(
    questions: Sequence[GoldenQuestion], before: Library | None, after: Library, today: date
) -> list[GoldenResult]:
    """Ask golden questions of the generation served and of a new one; `today` where a question names no day."""
    old = None if before is None else Engine(before)
    new = Engine(after)
    held = {document for library in (after, before) if library is not None for document in library.snapshot.listing()}
    results = []
    for one in applying(questions, held):
        day = one.today or today
        former = None if old is None else old.ask(one.question, today=day, as_of=one.as_of)
        results.append(_compare(one, former, new.ask(one.question, today=day, as_of=one.as_of)))
    return results


def _compare(one: GoldenQuestion, before: Answer | None, after: Answer) -> GoldenResult:
    misfit = _misfit(one, after)
    same = before is not None and _essence(before) == _essence(after)
    pinned = one.value is not None or one.text is not None or one.status is not Status.ANSWERED
    verdict, why = Verdict.KEPT, ""
    if misfit is not None:
        broken = before is not None and (not same or _misfit(one, before) is None)
        verdict, why = (Verdict.BROKEN if broken else Verdict.FAILING), misfit
    elif before is not None and not same:
        verdict = Verdict.DIFFERENT if pinned else Verdict.BROKEN
        why = "" if pinned else "the answer is another than that of the generation served"
    return GoldenResult(
        one.question, verdict, why, None if before is None else before.to_json(), after.to_json(), one.origin
    )


def _misfit(one: GoldenQuestion, answer: Answer) -> str | None:
    """What of a golden question an answer does not meet, None where it meets everything."""
    if answer.status is not one.status:
        return f"it should be {one.status.value} and is {answer.status.value}"
    stated = [f.amount for f in answer.figures]
    if one.value is not None and not any(a.value == one.value and one.unit in {None, a.unit} for a in stated):
        told = ", ".join(f"{a.value:f} {a.unit}".strip() for a in stated) or "no figure"
        return f"it should state {one.value:f} {one.unit or ''}".rstrip() + f" and states {told}"
    if one.text is not None and " ".join(one.text.casefold().split()) not in " ".join(answer.text.casefold().split()):
        return f"it should say {one.text!r}"
    if one.source is not None and not one.shipped:
        wanted = document_id(one.source)
        if all(c.document_id != wanted for c in answer.citations):
            return f"it should cite {one.source}"
    return None


def _essence(answer: Answer) -> tuple[object, ...]:
    """What two answers have in common that say the same."""
    figures = {
        (f.entity, f.metric, f.amount.value, f.amount.high, f.amount.unit, f.period, f.basis) for f in answer.figures
    }
    return (answer.status, frozenset(figures)) if figures else (answer.status, answer.text)


def _shown(answer: Mapping[str, Any]) -> dict[str, object]:
    """What a report shows of an answer."""
    return {
        "status": answer["status"],
        "answer": answer["answer"],
        "figures": answer["figures"],
        "citations": [
            {
                key: c[key]
                for key in ("n", "document_id", "revision_id", "title", "publisher", "published", "url", "quote")
            }
            for c in answer["citations"]
        ],
    }
