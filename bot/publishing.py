"""Publishing: what the store lists becomes a generation, which golden questions let through or hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.building import rebuild
from bot.golden import GoldenQuestion, GoldenResult, Verdict, applying, check_golden, golden_questions
from bot.holding import hold
from bot.library import Library
from bot.serving import make_current, served_listing
from corpus.audit import Actor
from corpus.store import Store
from index.errors import GenerationDamaged, NoGeneration
from index.generation import current_id

__all__ = ["Settled", "settle"]


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
    asked = applying(questions, served.keys() | listing.keys())
    golden = _check(data_dir, info.id, asked, tell) if asked else []
    if any(result.verdict is Verdict.BROKEN for result in golden):
        hold(data_dir, store, served, info.id, current_id(data_dir), [g.to_json() for g in golden], actor)
        return Settled(info.id, published=False, golden=golden)
    make_current(data_dir, info.id, actor, how)
    return Settled(info.id, published=True, golden=golden)


def _check(
    data_dir: Path, generation: str, questions: Sequence[GoldenQuestion], tell: Callable[[str, int, int], None] | None
) -> list[GoldenResult]:
    with ExitStack() as opened:
        before = _library(data_dir, None, opened)
        after = _library(data_dir, generation, opened)
        if after is None:
            raise GenerationDamaged(f"the generation {generation} was built and cannot be opened")
        if tell is not None:
            tell("golden", 0, len(questions))
        golden = check_golden(questions, before, after, datetime.now().astimezone().date())
        if tell is not None:
            tell("golden", len(questions), len(questions))
    return golden


def _library(data_dir: Path, generation: str | None, opened: ExitStack) -> Library | None:
    try:
        library = Library.open(data_dir, generation)
    except (NoGeneration, GenerationDamaged):
        return None
    opened.enter_context(library.snapshot)
    return library
