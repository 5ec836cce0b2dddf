"""POST /v1/ask, over real HTTP, answered by the real engine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.chat.answering import Answering
from bot.gaps import gaps
from bot.web.settings import HttpSettings
from tests.bot.web.serving import TOKEN, Served, answering

LOSS = "what was the operating loss of ardenmoor in 2024?"


def test_an_answer_is_as_the_command_line_gives_it(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        status, body, headers = await port.ask({"question": LOSS, "asked_on": "2025-11-10"})
        assert status == 200
        assert headers["Content-Type"] == "application/json; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
        assert (body["status"], body["figures"][0]["value"]) == ("answered", "310000000")
        assert body["citations"][0]["quote"]
        assert "id" not in body
        context = [{"role": "user", "text": "what was the revenue of thornwick in 2024?"}, {"role": "bot", "text": "$213 million"}]
        _, body, _ = await port.ask({"id": 7, "question": "and in 2023?", "context": context, "asked_on": "2025-11-10"})
        assert body["id"] == 7
        assert body["figures"][0]["value"] in {"141700000", "141700000.0"}

    answering(data_dir, work)


def test_what_found_nothing_is_kept_for_admins(new_data_dir: Callable[[], Path], data_dir: Path) -> None:
    made = new_data_dir()
    (made / "generations").symlink_to(data_dir / "generations", target_is_directory=True)

    async def work(port: Served) -> None:
        _, body, _ = await port.ask({"question": "what was the revenue of ardenmoor in 2019?"})
        assert body["status"] == "not_found"

    answering(made, work)
    assert [gap.question for gap in gaps(made)] == ["what was the revenue of ardenmoor in 2019"]


def test_only_who_has_the_token_asks(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        for given in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer töken"):
            status, body, headers = await port.ask({"question": LOSS}, headers={"Authorization": given})
            assert (status, body["error"]) == (401, "unauthorized"), given
            assert "Bearer" in headers["WWW-Authenticate"]
        status, _, _ = await port.ask({"question": LOSS}, headers={"Authorization": f"bearer  {TOKEN} "})
        assert status == 200
        assert 'status="401"' in (await port.get("/metrics"))[1]

    answering(data_dir, work)


def test_guessing_is_slowed_down_and_does_not_lock_out_who_knows(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        wrong = {"Authorization": "Bearer guess"}
        statuses = [(await port.ask({"question": LOSS}, headers=wrong))[0] for _ in range(32)]
        assert statuses == [401] * 30 + [429] * 2
        assert (await port.ask({"question": LOSS}))[0] == 200

    answering(data_dir, work)


def test_without_a_token_it_says_how_to_set_one(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        status, body, _ = await port.ask({"question": LOSS})
        assert status == 403
        assert "BURNRATE_API_TOKEN" in body["message"]

    answering(data_dir, work, HttpSettings(port=0))


def test_a_question_that_cannot_be_read_is_told_what_is_wrong(data_dir: Path) -> None:
    wrong = [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"question": "\xff"}', "UTF-8"),
        (b"[" * 20000, "not JSON"),
        (b"[]", '"question"'),
        (b"{}", '"question"'),
        (b'{"question": 3}', '"question"'),
        (b'{"question": " \\n"}', "empty"),
        (json.dumps({"question": "x" * 2001}).encode(), "2,001 characters"),
        (json.dumps({"question": "x", "context": "before"}).encode(), '"context"'),
        (json.dumps({"question": "x", "context": [{"role": "user"}]}).encode(), '"text"'),
        (json.dumps({"question": "x", "context": ["x"] * 51}).encode(), "51 turns"),
        (json.dumps({"question": "x", "asked_on": "yesterday"}).encode(), "asked_on"),
        (json.dumps({"question": "x", "model": "y"}).encode(), "'model'"),
    ]

    async def work(port: Served) -> None:
        for body, says in wrong:
            status, told, _ = await port.ask(data=body, headers={"Content-Type": "application/json"})
            assert status == 400, body[:60]
            assert says in told["message"]

    answering(data_dir, work)


def test_bodies_of_another_kind_or_size(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        plain = {"Content-Type": "text/plain"}
        assert (await port.ask(data=b'{"question": "x"}', headers=plain))[0] == 415
        packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        assert (await port.ask(data=b"\x1f\x8b", headers=packed))[0] == 415
        large = json.dumps({"question": "x", "context": ["x" * 70_000]}).encode()
        kind = {"Content-Type": "application/json"}
        assert (await port.ask(data=large, headers=kind))[0] == 413

        async def in_parts() -> Any:
            for start in range(0, len(large), 8192):
                yield large[start : start + 8192]

        # No length is announced here: it is counted as it comes.
        assert (await port.ask(data=in_parts(), headers=kind))[0] == 413

    answering(data_dir, work)


def test_other_paths_and_methods_are_refused_in_json(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        async with port.client.get("/v1/ask") as response:
            assert (response.status, response.headers["Allow"]) == (405, "POST")
            assert "POST" in (await response.json())["message"]
        async with port.client.post("/nowhere") as response:
            assert response.status == 404
            assert (await response.json())["error"] == "unknown_path"

    answering(data_dir, work)


def test_too_many_are_told_when_to_come_back(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        statuses = [await port.ask({"question": LOSS}) for _ in range(3)]
        assert [status for status, _, _ in statuses] == [200, 200, 429]
        assert 1 <= int(statuses[-1][2]["Retry-After"]) <= 60

    answering(data_dir, work, HttpSettings(port=0, token=TOKEN, rate=2))


def test_more_at_once_than_may_wait(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(port: Served) -> None:
        entered, go = asyncio.Event(), asyncio.Event()
        ask = Answering.ask

        async def held(self: Answering, question: str, **more: Any) -> Any:
            entered.set()
            await go.wait()
            return await ask(self, question, **more)

        monkeypatch.setattr(Answering, "ask", held)
        first = asyncio.create_task(port.ask({"question": LOSS}))
        await entered.wait()
        status, body, _ = await port.ask({"question": LOSS})
        assert (status, body["error"]) == (429, "busy")
        assert "burnrate_http_questions_in_hand 1.0" in (await port.get("/metrics"))[1]
        go.set()
        assert (await first)[0] == 200

    answering(data_dir, work, HttpSettings(port=0, token=TOKEN, waiting=1))


def test_many_at_once_are_all_answered(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        found = await asyncio.gather(*(port.ask({"question": LOSS, "id": n}) for n in range(40)))
        assert [status for status, _, _ in found] == [200] * 40
        assert [body["id"] for _, body, _ in found] == list(range(40))

    answering(data_dir, work)


def test_without_an_index_and_when_stopping(new_data_dir: Callable[[], Path]) -> None:
    async def work(port: Served) -> None:
        status, body, headers = await port.ask({"question": LOSS})
        assert (status, body["error"]) == (503, "no_index")
        assert headers["Retry-After"]
        port.asking.stop()
        status, body, _ = await port.ask({"question": LOSS})
        assert (status, body["error"]) == (503, "stopping")

    answering(new_data_dir(), work)
