"""The schedule at work, with a clock and a refresh of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.scheduling import Schedule
from corpus import schedule
from corpus.errors import CorpusBusy
from tests.bot.following import follow

REPORT: dict[str, Any] = {
    **{kind: [] for kind in ("new", "changed", "unchanged", "retired", "held", "failed")},
    "generation": None, "published": False, "held_generation": None, "took": 0.1,
}  # fmt: skip


class Lines:
    def __init__(self) -> None:
        self.said: list[str] = []

    def info(self, event: str, **more: object) -> None:
        self.said.append(event)

    def warning(self, event: str, **more: object) -> None:
        self.said.append(f"{event}: {more.get('reason')}")


def run(data_dir: Path, refresh: Any, seconds: float = 0.3) -> list[str]:
    log = Lines()

    async def work() -> None:
        it = Schedule(data_dir, log, refresh=refresh, look=0.02)
        task = asyncio.create_task(it.run())
        await asyncio.sleep(seconds)
        it.stop()
        await asyncio.wait_for(task, 5)

    asyncio.run(work())
    return log.said


def test_what_is_due_is_refreshed_once(tmp_path: Path) -> None:
    follow(tmp_path, one="https://ledger.example/1")
    asked: list[Sequence[str]] = []

    def refresh(data_dir: Path, actor: object, names: Sequence[str], **_more: object) -> Mapping[str, Any]:
        asked.append(names)
        for name in names:
            schedule.record(data_dir, name, datetime.now(UTC))
        return REPORT

    said = run(tmp_path, refresh)
    assert len(asked) == 1
    assert "one" in asked[0]
    assert said[:2] == ["refresh begins", "refresh ended"]


def test_another_change_puts_it_off_and_a_mistake_in_the_catalog_is_said_once(tmp_path: Path) -> None:
    follow(tmp_path, one="https://ledger.example/1")

    def busy(*_given: object, **_more: object) -> Mapping[str, Any]:
        raise CorpusBusy("an import by anna")

    assert "refresh put off" in run(tmp_path, busy)
    (tmp_path / "catalog" / "own.yaml").write_text("- name: one\n  page: nothing\n", encoding="utf-8")
    said = run(tmp_path, busy)
    assert len(said) == 1
    assert "own.yaml:2" in said[0]
