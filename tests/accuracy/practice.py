"""Grading of sets in the practice format, by the practice set's own scorer, loaded from where it lies."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.accuracy.scoring import Grade
from tests.accuracy.support import numbers_supported
from tests.accuracy.verdicts import Verdict

__all__ = ["grade_practice", "load_scorer"]


_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]*\)")


def load_scorer(path: Path, manifest: Path, pages: Path) -> tuple[ModuleType, Any]:
    """The scorer at `path` as a module of its own, and its view of the pages that the manifest lists.

    Raises FileNotFoundError where one of them is missing.
    """
    spec = importlib.util.spec_from_file_location(f"practice_scorer_{abs(hash(manifest))}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"there is no scorer at {path}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scorer.ROOT = manifest.parent  # type: ignore[attr-defined]  # where it reads manifest.jsonl and pages/
    corpus = scorer.Corpus()
    corpus.dirs = [pages]
    for name in corpus.files.values():
        if name.endswith(".md"):
            # What a reader of a Markdown page sees has none of the marks around its words, nor where its links lead.
            text = re.sub(r"[*_`]", "", _LINK.sub(r"\1", (pages / name).read_text("utf-8")))
            corpus.forms[name] = (corpus.tight(text), corpus.bare(text))
    return scorer, corpus


def grade_practice(
    questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Mapping[str, Any]], scorer: ModuleType, corpus: Any
) -> list[Grade]:
    """A grade for each question. Quotes are checked against what a reader of the page sees, not the stored text."""
    grades = []
    for question in questions:
        answer = answers.get(str(question["id"]))
        result = scorer.grade(question, answer, corpus)
        counts = result["counts"]
        given = answer is not None and answer.get("status") == "answered"
        numbers, supported = numbers_supported(answer) if answer is not None and given else (0, 0)
        grades.append(
            Grade(
                str(question["id"]),
                str(question["type"]),
                Verdict(result["verdict"]),
                int(counts["cite_n"]),
                int(counts["cite_hit"]),
                int(counts["quotes"]),
                int(counts["quote_ok"]),
                numbers,
                supported,
            )
        )
    return grades
