"""Retrieval quality: whether the search finds the context (TAT-QA) or page (practice) that answers a question.

    python -m benchmarks.retrieval tatqa FILE
    python -m benchmarks.retrieval practice DIRECTORY

prints hit@1, hit@5 and MRR@10 by document, each document standing where its best passage stands.

Neither number is a held-out one: the weights of `index.fusion` and `index.lexical` were chosen after sweeps on both sets.
`python -m benchmarks.fitting` chooses them on one set and measures them on the other.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.document import Block, BlockKind, Cell, Revision, SourceType
from corpus.importing import import_paths
from corpus.manifest import read_manifest
from corpus.store import Store
from index.generation import build, open_current
from index.snapshot import Snapshot

__all__ = ["Asked", "Contexts", "Quality", "measure", "practice", "quality", "tatqa"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the documents that answer it."""

    question: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of questions answered by the first document and the first five, and the mean reciprocal rank."""

    questions: int
    hit1: float
    hit5: float
    mrr10: float

    def __str__(self) -> str:
        return f"hit@1 {self.hit1:.3f}  hit@5 {self.hit5:.3f}  MRR@10 {self.mrr10:.3f}  ({self.questions} questions)"


class Contexts:
    """Revisions held in memory, in place of a store."""

    def __init__(self, revisions: Sequence[Revision]) -> None:
        self._revisions = revisions

    def current(self) -> Iterable[Revision]:
        """All of them."""
        return iter(self._revisions)

    def current_ids(self) -> list[tuple[str, str]]:
        """Their document and revision ids."""
        return [(revision.document_id, revision.revision_id) for revision in self._revisions]


def measure(snapshot: Snapshot, asked: Sequence[Asked]) -> Quality:
    """How well `snapshot` finds the answering documents of the questions asked."""
    return quality([_rank(snapshot, one.question, one.answers) for one in asked])


def quality(ranks: Sequence[int]) -> Quality:
    """The quality of so many answering documents' ranks; 0 for one that was not found."""
    count = len(ranks)
    return Quality(
        questions=count,
        hit1=sum(rank == 1 for rank in ranks) / count,
        hit5=sum(0 < rank <= 5 for rank in ranks) / count,
        mrr10=sum(1 / rank for rank in ranks if 0 < rank <= 10) / count,
    )


def _rank(snapshot: Snapshot, question: str, answers: Collection[str]) -> int:
    seen: dict[str, None] = {}
    for hit in snapshot.search(question, limit=50):
        seen.setdefault(hit.passage.document_id)
    return next((number for number, document in enumerate(seen, 1) if document in answers), 0)


def tatqa(file: Path) -> tuple[Contexts, list[Asked]]:
    """The contexts of a TAT-QA file, each a document of paragraphs and a table, and its questions."""
    revisions, asked = [], []
    for context in json.loads(file.read_text(encoding="utf-8")):
        identity = context["table"]["uid"]
        text, blocks = _laid_out(
            [paragraph["text"] for paragraph in sorted(context["paragraphs"], key=lambda one: one["order"])],
            context["table"]["table"],
        )
        revisions.append(
            Revision(
                revision_id=identity,
                document_id=identity,
                url=f"https://tatqa.example/{identity}",
                title="",
                publisher="",
                published=None,
                source_type=SourceType.FILING,
                text=text,
                blocks=blocks,
                fetched_at=datetime.now(UTC),
            )
        )
        asked += [Asked(question["question"], frozenset([identity])) for question in context["questions"]]
    return Contexts(revisions), asked


def practice(directory: Path, store: Store) -> list[Asked]:
    """Imports the pages of a practice directory and gives the questions that some page answers."""
    manifest = directory / "manifest.jsonl"
    report = import_paths(store, [directory / "pages"], read_manifest(manifest), datetime.now(UTC))
    identities = {Path(one.path).name: one.document_id for one in (*report.new, *report.changed, *report.unchanged)}
    asked = []
    for line in (directory / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        described = json.loads(line)
        if described.get("must_cite"):
            turns = described.get("context") or []
            earlier = [turn.get("content") or turn["text"] for turn in turns if turn["role"] == "user"]
            answers = frozenset(identities[file] for file in described["must_cite"] if file in identities)
            asked.append(Asked(" ".join([*earlier, described["question"]]), answers))
    return asked


def _laid_out(paragraphs: Sequence[str], table: Sequence[Sequence[str]]) -> tuple[str, tuple[Block, ...]]:
    text = ""
    blocks = []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    for row in table:
        start = len(text)
        cells: list[Cell] = []
        for column, cell in enumerate(map(str.strip, row)):
            if cell:
                text += " | " if cells else ""
                cells.append(Cell(len(text), len(text) + len(cell), column))
                text += cell
        if cells:
            blocks.append(Block(BlockKind.ROW, start, len(text), table=0, cells=tuple(cells)))
            text += "\n"
    return text, tuple(blocks)


def _measured(data_dir: Path, prepare: Callable[[Path], tuple[Contexts | Store, list[Asked]]]) -> Quality:
    store, asked = prepare(data_dir)
    build(data_dir, store)
    with open_current(data_dir) as snapshot:
        return measure(snapshot, asked)


def main() -> None:
    """Measures one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["tatqa", "practice"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--data-dir", type=Path, help="where the index is built (default: a temporary directory)")
    arguments = parser.parse_args()

    def prepare(data_dir: Path) -> tuple[Contexts | Store, list[Asked]]:
        if arguments.set == "tatqa":
            return tatqa(arguments.path)
        data_dir.mkdir(parents=True, exist_ok=True)
        store = Store(data_dir / "corpus.sqlite")
        return store, practice(arguments.path, store)

    with tempfile.TemporaryDirectory() as temporary:
        print(arguments.set, _measured(arguments.data_dir or Path(temporary), prepare))


if __name__ == "__main__":
    main()
