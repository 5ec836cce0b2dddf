"""Asks a few pages made up for one test module."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from bot.answer import Answer
from bot.building import import_files
from bot.engine import Engine
from bot.library import Library
from bot.question import Turn
from corpus.manifest import read_manifest

__all__ = ["asker", "talker"]


def asker(data_dir: Path, folder: Path, pages: Mapping[str, tuple[str, ...]], today: date) -> Callable[..., Answer]:
    """Publishes pages in an empty data directory and gives what asks them on a day, after the questions `before`.

    `pages` gives the text, the day of publication and the kind of source for each file, and its publisher where it has another name.
    """
    engine = _published(data_dir, folder, pages)
    return lambda question, *before: engine.ask(question, today=today, context=[Turn("user", text) for text in before])


def talker(data_dir: Path, folder: Path, pages: Mapping[str, tuple[str, ...]], today: date) -> Callable[..., Answer]:
    """The same for a conversation: what gives the answer to the last of some messages, each asked after the ones before and their answers."""
    engine = _published(data_dir, folder, pages)

    def talk(*messages: str) -> Answer:
        turns: list[Turn] = []
        answer = engine.ask(messages[0], today=today)
        for text, following in pairwise(messages):
            turns += [Turn("user", text), Turn("assistant", answer.text)]
            answer = engine.ask(following, today=today, context=turns)
        return answer

    return talk


def _published(data_dir: Path, folder: Path, pages: Mapping[str, tuple[str, ...]]) -> Engine:
    rows = []
    for name, (text, published, kind, *publisher) in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
        stem = Path(name).stem
        rows.append(
            {
                "file": name,
                "url": f"https://{stem}.example/page",
                "publisher": next(iter(publisher), stem),
                "published": published,
                "source_type": kind,
            }
        )
    (folder / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    return Engine(Library.open(data_dir))
