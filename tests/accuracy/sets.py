"""The question sets: where each lies, what it is asked over, how it is graded, and what may be shown of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accuracy.asking import answer_all, import_pages, share_model, stored_texts
from tests.accuracy.following import following
from tests.accuracy.practice import grade_practice, load_scorer
from tests.accuracy.scoring import Grade, grade_all
from tests.accuracy.split import part

__all__ = ["DIGESTS", "FILINGS", "FIXTURES", "SETS", "STANDING", "STARTER", "QuestionSet", "SetMissing", "ask", "digest", "measure"]

FIXTURES = Path(__file__).resolve().parent / "fixtures"
DIGESTS = Path(__file__).resolve().parents[2] / "corpus" / "starter"
"""The pages of the starter corpus."""
FILINGS = "filings"
"""The corpus of the real filings, which a refresh brings; the others are imported."""
SHARED = Path(__file__).resolve().parents[2].parent / "shared"

_Questions = Sequence[Mapping[str, Any]]


class SetMissing(FileNotFoundError):
    """A file that a set needs is not there; the message says which."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set of questions. Sets of the same `corpus` are asked in one run.

    `corpus` is "starter", or the name of a set of pages of its own. `shown` is whether single answers may be looked
    at; of the others only totals are printed. `standing` sets are measured by every run of the gate.
    """

    name: str
    corpus: str
    questions_file: Path
    shown: bool
    standing: bool = True
    apart: bool | None = None
    manifest: Path | None = None
    pages: Path | None = None

    def questions(self) -> list[Mapping[str, Any]]:
        """The questions in their order. Raises SetMissing."""
        self._require(self.questions_file)
        lines = self.questions_file.read_text("utf-8").splitlines()
        every = [json.loads(line) for line in lines if line.strip()]
        return every if self.apart is None else part(every, apart=self.apart)

    def require(self) -> None:
        """Raises SetMissing where a file that the set needs is missing."""
        for path in (self.questions_file, self.manifest, self.pages, self.reference):
            if path is not None:
                self._require(path)

    @property
    def reference(self) -> Path:
        """What it is graded with: the facts behind the starter corpus, or the practice set's scorer."""
        return SHARED / "data" / ("facts.jsonl" if self.pages is None else "practice/score.py")

    def _require(self, path: Path) -> None:
        if not path.exists():
            where = path.relative_to(SHARED.parent) if path.is_relative_to(SHARED) else path.name
            raise SetMissing(f"the set {self.name!r} needs {where}, which is not beside this checkout")


_PRACTICE = SHARED / "data" / "practice"
_GOLD = SHARED / "data" / "gold_dev.jsonl"
STARTER = "starter"
"""The corpus that the program ships, which it builds by itself."""
_HOMES = {_PRACTICE.name: _PRACTICE, STARTER: FIXTURES / STARTER}


def _folders() -> Iterator[QuestionSet]:
    """The sets of the project's own: `developed/NAME` may be looked at, `apart/NAME` may not.

    A folder has `questions.jsonl` and, unless it asks the starter corpus, a `manifest.jsonl` and its `pages/`;
    without those the manifest is of the real filings. Where it has a `corpus.txt`, that names the set whose pages it
    asks: a developed one, the practice web, or the starter corpus, by the addresses and files of its digests.
    """
    for kind, shown in (("developed", True), ("apart", False)):
        for file in sorted((FIXTURES / kind).glob("*/questions.jsonl")):
            folder, name = file.parent, file.parent.name
            if (folder / "corpus.txt").exists():
                corpus = (folder / "corpus.txt").read_text("utf-8").strip()
                home = _HOMES.get(corpus, FIXTURES / "developed" / corpus)
                pages = DIGESTS if corpus == STARTER else home / "pages"
                yield QuestionSet(name, corpus, file, shown=shown, standing=shown, manifest=home / "manifest.jsonl", pages=pages)
                continue
            manifest, pages = folder / "manifest.jsonl", folder / "pages"
            if not manifest.exists():
                yield QuestionSet(name, STARTER, file, shown=shown, standing=shown)
                continue
            corpus = name
            if not pages.exists():
                # Sets over the real filings are asked in one run: reading those takes longer than all the questions.
                corpus, pages = "filings", SHARED / "data" / "filings"
            yield QuestionSet(name, corpus, file, shown=shown, standing=shown, manifest=manifest, pages=pages)


SETS = {
    one.name: one
    for one in (
        QuestionSet("open", STARTER, _GOLD, shown=True, apart=False),
        QuestionSet("apart", STARTER, _GOLD, shown=False, apart=True),
        QuestionSet(
            "practice", "practice", _PRACTICE / "questions.jsonl", shown=True,
            manifest=_PRACTICE / "manifest.jsonl", pages=_PRACTICE / "pages",
        ),
        *_folders(),
    )
}  # fmt: skip
STANDING = tuple(name for name, one in SETS.items() if one.standing)


def digest(questions: _Questions) -> str:
    """The SHA-256 of the questions, whatever the order of their fields."""
    lines = (json.dumps(question, sort_keys=True, ensure_ascii=False) for question in questions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def measure(sets: Sequence[QuestionSet], data_dir: Path) -> dict[str, list[Grade]]:
    """Asks and grades sets of one corpus in an empty data directory. Raises SetMissing, ProgramFailed."""
    for one in sets:
        one.require()
    if len({one.corpus for one in sets}) != 1:
        raise ValueError("sets of different corpora need different data directories")
    first = sets[0]
    share_model(data_dir)
    if first.corpus == FILINGS:
        with following(data_dir) as followed:
            return ask(sets, data_dir, followed.files)
    if first.corpus != STARTER and first.pages is not None and first.manifest is not None:
        import_pages(first.pages, first.manifest, data_dir)
    return ask(sets, data_dir)


def ask(sets: Sequence[QuestionSet], data_dir: Path, files: Mapping[str, str] | None = None) -> dict[str, list[Grade]]:
    """Asks and grades sets in the data directory of their corpus. Raises ProgramFailed.

    `files` are pages by the addresses that they are cited by, where those are not the manifest's.
    """
    asked = {one.name: one.questions() for one in sets}
    # One run for all, in the order of their ids, so that no set can tell from its place which it is.
    every = sorted((q for questions in asked.values() for q in questions), key=lambda question: str(question["id"]))
    answers = answer_all(every, data_dir)
    return {one.name: _grade(one, asked[one.name], answers, data_dir, files or {}) for one in sets}


def _grade(
    one: QuestionSet,
    questions: _Questions,
    answers: Mapping[str, Mapping[str, Any]],
    data_dir: Path,
    files: Mapping[str, str],
) -> list[Grade]:
    if one.manifest is not None and one.pages is not None:
        scorer, corpus = load_scorer(one.reference, one.manifest, one.pages)
        corpus.files.update({scorer.address(url): file for url, file in files.items()})
        return grade_practice(questions, answers, scorer, corpus)
    facts = {fact["id"]: fact for line in one.reference.read_text("utf-8").splitlines() for fact in [json.loads(line)]}
    with stored_texts(data_dir) as stored_text:
        return grade_all(questions, answers, facts, stored_text)
