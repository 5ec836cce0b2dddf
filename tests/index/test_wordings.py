"""Wordings: how pages state measures, what only looks like it, and how people ask for them, by the lists in `wordings/`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.figure import Figure
from index.names import gather
from index.prose import prose_figures
from index.taxonomy import Taxonomy

LISTS = Path(__file__).parent / "wordings"
OPENING = (
    "Larkmoor AI, Inc., or Larkmoor for short, makes models and chips. Vossberg Systems, Fenland Partners, Tern Compute and "
    "Corvo Networks are other companies. Readers know Larkmoor, Vossberg, Fenland, Tern and Corvo well.\n\n"
)


ENTITIES = Entities.load()


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def listed(name: str) -> Iterator[tuple[frozenset[str], str]]:
    """The measures and the words of each line of a list."""
    for line in (LISTS / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            measures, words = line.split(" | ", 1)
            yield frozenset(measures.split(",")), words


def figures(sentence: str, taxonomy: Taxonomy) -> list[Figure]:
    read = extract_markdown(f"# Larkmoor news\n\n{OPENING}{sentence}\n")
    revision = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title="Larkmoor news", publisher="The Wire",
        published=date(2026, 11, 4), source_type=SourceType.ARTICLE, text=read.text, blocks=read.blocks,
        fetched_at=datetime(2026, 11, 5, tzinfo=UTC),
    )  # fmt: skip
    names = gather([revision], ENTITIES)
    start = revision.text.index(sentence)
    return [one for one in prose_figures(revision, taxonomy, names, names.principal("d1")) if one.amount.start >= start]


def test_what_pages_state_is_read_as_the_measure_it_is(taxonomy: Taxonomy) -> None:
    missed = []
    for measures, words in listed("said.txt"):
        sentence, _, value = words.partition(" @")
        found = figures(sentence, taxonomy)
        if not any(one.metric in measures and str(one.amount.value).startswith(value) for one in found):
            missed.append((sorted(measures), sentence, [(one.metric, str(one.amount.value)) for one in found]))
    assert not missed


def test_what_looks_like_a_measure_is_not_read_as_one(taxonomy: Taxonomy) -> None:
    wrong = []
    for measures, words in listed("not_said.txt"):
        sentence, _, value = words.partition(" @")
        if any(one.metric in measures and str(one.amount.value).startswith(value) for one in figures(sentence, taxonomy)):
            wrong.append((sorted(measures), sentence))
    assert not wrong


def test_questions_are_read_as_being_for_the_measure_they_ask_for(taxonomy: Taxonomy) -> None:
    missed = []
    for measures, question in listed("asked.txt"):
        found = [mention.metric for mention in taxonomy.find_metrics(question, asked=True)]
        if not found or found[0] not in measures:
            missed.append((sorted(measures), question, found))
    assert not missed
