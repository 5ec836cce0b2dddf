"""Publishing: what the store lists becomes a generation, which golden questions let through or hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.building import rebuild
from bot.golden import GoldenResult, Verdict, check_golden, golden_questions
from bot.holding import hold, listing_of
from bot.library import Library
from corpus.audit import Actor
from corpus.state import open_state
from corpus.store import Store
from index.errors import GenerationDamaged, NoGeneration
from index.generation import current_id, open_current, publish

__all__ = ["Publication", "Settled", "make_current", "publications", "served_listing", "settle"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS publications (
    number INTEGER PRIMARY KEY, generation TEXT NOT NULL, how TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A generation became the one served: how (a refresh, a rollback, ...), by whom and when."""

    generation: str
    how: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the store's documents: the generation built from them, None where nothing had changed."""

    generation: str | None = None
    published: bool = False
    golden: Sequence[GoldenResult] = ()

    @property
    def held(self) -> bool:
        """Whether the generation waits for a decision."""
        return self.generation is not None and not self.published


def settle(
    data_dir: Path,
    store: Store,
    actor: Actor,
    how: str,
    *,
    model: Path | None = None,
    tell: Callable[[str, int, int], None] | None = None,
) -> Settled:
    """Build a generation of what the store lists, where that is not what is served; publish it or hold it.

    It is held where a golden answer that held breaks. Raises GoldenError before anything is built where the golden
    questions cannot be read, and the errors of `index.generation.build`.
    """
    questions = golden_questions(data_dir)
    served, listing = served_listing(data_dir), dict(store.current_ids())
    if served == listing or not (served or listing):
        return Settled()
    info = rebuild(data_dir, store, model=model, progress=tell, published=False)
    with ExitStack() as opened:
        before = _library(data_dir, None, opened)
        after = _library(data_dir, info.id, opened)
        if after is None:
            raise GenerationDamaged(f"the generation {info.id} was built and cannot be opened")
        today = datetime.now().astimezone().date()
        if tell is not None:
            tell("golden", 0, len(questions))
        golden = check_golden(questions, before, after, today)
        if tell is not None:
            tell("golden", len(questions), len(questions))
    if any(result.verdict is Verdict.BROKEN for result in golden):
        hold(data_dir, store, served, info.id, current_id(data_dir), [g.to_json() for g in golden], actor)
        return Settled(info.id, published=False, golden=golden)
    make_current(data_dir, info.id, actor, how)
    return Settled(info.id, published=True, golden=golden)


def make_current(data_dir: Path, generation: str, actor: Actor, how: str) -> None:
    """Serve a generation from now on, and write down who decided it."""
    publish(data_dir, generation)
    with open_state(data_dir, _SCHEMA) as database:
        database.execute(
            "INSERT INTO publications (generation, how, who, at) VALUES (?,?,?,?)",
            (generation, how, actor.who, datetime.now(UTC).isoformat()),
        )


def publications(data_dir: Path) -> list[Publication]:
    """What was served when, the newest first."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute("SELECT generation, how, who, at FROM publications ORDER BY number DESC").fetchall()
    return [Publication(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in rows]


def served_listing(data_dir: Path) -> Mapping[str, str]:
    """The documents and revisions of the published generation; none where there is none that can be read."""
    try:
        with open_current(data_dir) as snapshot:
            return listing_of(snapshot.documents())
    except (NoGeneration, GenerationDamaged):
        return {}


def _library(data_dir: Path, generation: str | None, opened: ExitStack) -> Library | None:
    try:
        library = Library.open(data_dir, generation)
    except (NoGeneration, GenerationDamaged):
        return None
    opened.enter_context(library.snapshot)
    return library
