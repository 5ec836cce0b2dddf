"""Asking the program: the one place that knows how questions reach it, by its command line as any script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.accuracy.support import StoredText

__all__ = ["ProgramFailed", "answer_all", "import_pages", "refresh", "share_model", "stored_texts"]

ROOT = Path(__file__).resolve().parents[2]
_ASKED = ("id", "question", "context", "asked_on")
"""What the program is told of a question; the expected answer never is."""


class ProgramFailed(RuntimeError):
    """The program ended with an error, or with something other than one answer a question."""


def answer_all(
    questions: Sequence[Mapping[str, Any]], data_dir: Path, *, seconds: float = 1800
) -> dict[str, dict[str, Any]]:
    """The program's answer objects by question id, from one run of `ask --batch` over the data directory.

    An empty data directory makes the program build the starter corpus's index first. Raises ProgramFailed.
    """
    lines = [json.dumps({key: question[key] for key in _ASKED if key in question}) for question in questions]
    output = _run(["ask", "--batch", "-"], data_dir, "\n".join(lines) + "\n", seconds)
    answers = [json.loads(line) for line in output.splitlines() if line.strip()]
    wanted = [question["id"] for question in questions]
    if [answer.get("id") for answer in answers] != wanted:
        # No ids in the message: some of the questions are kept apart.
        raise ProgramFailed(f"{len(answers)} answers to {len(wanted)} questions, or not in their order")
    return dict(zip(wanted, answers, strict=True))


def import_pages(pages: Path, manifest: Path, data_dir: Path, *, seconds: float = 900) -> None:
    """Makes an empty data directory that holds these pages alone. Raises ProgramFailed."""
    _run(["init", "--empty"], data_dir, "", seconds)
    _run(["corpus", "import", str(pages), "--manifest", str(manifest)], data_dir, "", seconds)


def refresh(
    sources: Sequence[str], data_dir: Path, environ: Mapping[str, str], *, seconds: float = 1800
) -> dict[str, Any]:
    """The report of a refresh of some sources, with settings that say where they are. Raises ProgramFailed."""
    report: dict[str, Any] = json.loads(
        _run(["corpus", "refresh", *sources, "--json"], data_dir, "", seconds, environ)
    )
    return report


def share_model(data_dir: Path) -> None:
    """Links an exported model into an empty data directory: exporting it anew for each takes longer than some builds."""
    from index import model as models

    cache = Path(tempfile.gettempdir()) / f"burnrate-tests-{os.getuid()}"
    models.export(models.find(os.environ.get("BURNRATE_MODEL") or None), cache)
    (data_dir / "models").symlink_to(cache / "models", target_is_directory=True)


@contextmanager
def stored_texts(data_dir: Path) -> Iterator[StoredText]:
    """A look-up of the stored text behind a citation, in the data directory's current generation."""
    from index.errors import IndexingError
    from index.generation import open_current

    with open_current(data_dir) as snapshot:

        def text(citation: Mapping[str, Any]) -> str | None:
            try:
                return snapshot.text(str(citation.get("document_id")))
            except (IndexingError, KeyError):
                return None

        yield text


def _run(
    arguments: Sequence[str], data_dir: Path, given: str, seconds: float, more: Mapping[str, str] | None = None
) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BURNRATE_")}
    kept |= {name: os.environ[name] for name in ("BURNRATE_MODEL",) if name in os.environ}
    environ = kept | {**(more or {}), "BURNRATE_DATA_DIR": str(data_dir), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            input=given, capture_output=True, text=True, encoding="utf-8",
            cwd=ROOT, env=environ, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ProgramFailed(f"`{' '.join(arguments[:2])}` took longer than {seconds:.0f} s") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["nothing on standard error"])[-1]
        raise ProgramFailed(f"`{' '.join(arguments[:2])}` ended with {done.returncode}: {last}")
    return done.stdout
