"""`serve`: one process that answers over HTTP and on platforms, and ends when it is told to."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from aiohttp import web
from structlog.testing import capture_logs

from bot import service as served
from bot.building import remove_document, store_path
from bot.chat.answering import Answering
from bot.chat.desk import Desk
from bot.chat.message import Platform
from bot.errors import Refused, SettingError
from bot.service import Service
from bot.settings import Settings
from corpus.urls import document_id
from tests.bot.web.serving import TOKEN, until

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "what was the operating loss of ardenmoor in 2024?"


@dataclass
class Door:
    """A platform of the test's own: it connects when it may, and says what became of it."""

    raises: list[Exception] = field(default_factory=list)
    platform: Platform = Platform.SLACK
    ready: bool = False
    port: None = None
    ran: int = 0
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    done: list[str] = field(default_factory=list)

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        async def events(_request: web.Request) -> web.StreamResponse:
            return web.Response(text=self.platform.value)

        return [web.post(f"/{self.platform.value}/events", events)]

    async def run(self) -> None:
        self.ran += 1
        if self.raises:
            raise self.raises.pop(0)
        self.ready = True
        await self.stopped.wait()
        self.ready = False

    async def stop(self) -> None:
        self.done.append("stopped")
        self.stopped.set()


def running(
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    doors: Sequence[Door],
    work: Callable[[Service, str], Any],
) -> list[Any]:
    """Run a service with platforms of the test's own, do something with its address, and stop it; gives what it logged."""

    def doors_of(_environ: Mapping[str, str], _desk: Desk) -> list[Any]:
        return list(doors)

    monkeypatch.setattr(served, "front_ends", doors_of)

    async def run() -> None:
        environ = {"BURNRATE_HTTP_PORT": "0", "BURNRATE_API_TOKEN": TOKEN}
        service = Service(Settings(data_dir, scheduled=False), environ)
        running = asyncio.create_task(service.run())
        try:
            await until(lambda: service.address)
            async with asyncio.timeout(60):
                await work(service, service.address)
        finally:
            service.stop()
            await asyncio.wait_for(running, 60)

    with capture_logs() as logs:
        asyncio.run(run())
    return logs


async def ready(client: aiohttp.ClientSession, *, status: int = 200, generation: str = "") -> dict[str, Any]:
    """Wait until /readyz says so."""
    while True:
        async with client.get("/readyz") as response:
            body: dict[str, Any] = await response.json()
            if response.status == status and generation in {"", body["generation"]}:
                return body
        await asyncio.sleep(0.02)


async def shut(address: str) -> None:
    """Wait until nothing listens there any more."""
    while True:
        try:
            async with aiohttp.ClientSession(address) as late, late.get("/healthz"):
                await asyncio.sleep(0.01)
        except aiohttp.ClientConnectionError:
            return


def test_one_platform_is_served_while_another_is_down(own_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up, down = Door(), Door([Refused("the token is not taken; make another")], Platform.DISCORD)

    async def work(_service: Service, address: str) -> None:
        async with aiohttp.ClientSession(address) as client:
            await until(lambda: up.ready and down.ran)
            body = await ready(client, status=503)
            while "the token is not taken; make another" not in str(body["reasons"]) or not body["generation"]:
                body = await ready(client, status=503)
            assert body["platforms"] == {"slack": "connected", "discord": "not connected"}
            assert len(body["reasons"]) == 1
            async with client.post("/slack/events") as response:
                assert await response.text() == "slack"
            async with client.post("/v1/ask", json={"question": QUESTION}, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
                assert (await response.json())["status"] == "answered"

    logs = running(own_data_dir, monkeypatch, [up, down], work)
    assert up.done == down.done == ["stopped"]
    assert down.ran == 1  # credentials that were refused are not sent again soon
    events = [line["event"] for line in logs]
    assert "platform refused" in events
    assert events[-1] == "stopped"


def test_a_platform_that_fails_is_connected_again(own_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door([ConnectionError("no route"), ValueError("a mistake")])
    waits: list[float] = []

    def soon(seconds: float) -> float:
        waits.append(seconds)
        return 0.0

    monkeypatch.setattr("bot.chat.supervising._jittered", soon)

    async def work(_service: Service, address: str) -> None:
        async with aiohttp.ClientSession(address) as client:
            await ready(client)
        await until(lambda: any(line["event"] == "platform connected" for line in logged))

    logged: list[Any] = []
    monkeypatch.setattr("bot.chat.supervising._log", structlog.wrap_logger(None, [_noted(logged)]))
    running(own_data_dir, monkeypatch, [door], work)
    assert (door.ran, waits) == (3, [1.0, 2.0])
    told = [(line["event"], line["level"], "exc_info" in line) for line in logged]
    assert told == [
        ("platform not reached", "warning", False),  # a line says enough of what is nobody's mistake
        ("platform failed", "error", True),
        ("platform connected", "info", False),
    ]


def _noted(logged: list[Any]) -> Callable[[Any, str, Any], Any]:
    """Writes down what is logged."""

    def note(_logger: Any, method: str, line: Any) -> Any:
        logged.append({**line, "level": "error" if method == "exception" else method})
        raise structlog.DropEvent

    return note


def test_what_is_in_hand_is_finished(own_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door()
    entered, go = asyncio.Event(), asyncio.Event()
    answer = Answering.ask

    async def held(self: Answering, question: str, **more: Any) -> Any:
        if question == QUESTION:
            entered.set()
            await go.wait()
        return await answer(self, question, **more)

    monkeypatch.setattr(Answering, "ask", held)

    async def work(service: Service, address: str) -> None:
        async with aiohttp.ClientSession(address, headers={"Authorization": f"Bearer {TOKEN}"}) as client:

            async def ask() -> Any:
                async with client.post("/v1/ask", json={"question": QUESTION}) as response:
                    return response.status, await response.json()

            first = asyncio.create_task(ask())
            await entered.wait()
            service.stop()
            async with asyncio.timeout(10):  # who connects in that moment keeps it from closing no longer
                await shut(address)  # nobody new is let in, though one is still being answered
            assert not door.done
            go.set()
            status, body = await first
            assert (status, body["status"]) == (200, "answered")

    running(own_data_dir, monkeypatch, [door], work)


def test_a_newer_generation_is_loaded_by_itself(own_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "_LOOK", 0.05)
    gone = document_id("https://notes.example/ardenmoor")

    async def work(_service: Service, address: str) -> None:
        async with aiohttp.ClientSession(address) as client:
            await ready(client)
            info = await asyncio.to_thread(remove_document, own_data_dir, gone)
            await ready(client, generation=info.id)

    running(own_data_dir, monkeypatch, [], work)


def test_an_index_that_cannot_be_opened_is_told_and_found_again_once_it_can(
    own_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "_LOOK", 0.05)
    pointer = own_data_dir / "generations" / "CURRENT"
    good = pointer.read_text(encoding="utf-8")
    pointer.write_text("20250101T000000Z-abcdef\n", encoding="utf-8")

    async def work(_service: Service, address: str) -> None:
        async with aiohttp.ClientSession(address) as client:
            body = await ready(client, status=503)
            while "20250101T000000Z-abcdef is missing" not in str(body["reasons"]):
                body = await ready(client, status=503)
            pointer.write_text(good, encoding="utf-8")
            await ready(client, generation=good.strip())

    logs = running(own_data_dir, monkeypatch, [], work)
    assert sum(line["event"] == "no index" for line in logs) == 1


def test_it_ends_while_its_first_index_is_being_built(
    new_data_dir: Callable[[], Path], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = new_data_dir()
    shutil.copy(store_path(data_dir), store_path(made))
    children: list[subprocess.Popen[bytes]] = []

    async def work(service: Service, _address: str) -> None:
        await until(lambda: service._child is not None)
        assert service._child is not None
        children.append(service._child)

    logs = running(made, monkeypatch, [], work)
    assert logs[-1]["event"] == "stopped"
    assert children[0].poll() is not None
    assert not (made / "generations" / "CURRENT").exists()


def environ(**more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("BURNRATE_")}
    return plain | {"BURNRATE_SCHEDULE": "off", "BURNRATE_HTTP_PORT": "0", **more}


def fetch(address: str, path: str, body: object = None) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(address + path, data, headers)  # noqa: S310 - an address of the test's own
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - the same
            return response.status, json.loads(response.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def lines_of(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_the_program_builds_its_first_index_answers_and_ends_when_told(
    new_data_dir: Callable[[], Path], data_dir: Path, tmp_path: Path
) -> None:
    made = new_data_dir()
    shutil.copy(store_path(data_dir), store_path(made))  # documents, and no index of them yet
    out, err = tmp_path / "out", tmp_path / "err"
    command = [sys.executable, "-m", "bot.cli", "serve", "--data-dir", str(made)]
    with out.open("wb") as stdout, err.open("wb") as stderr, subprocess.Popen(
        command, cwd=ROOT, env=environ(BURNRATE_API_TOKEN=TOKEN), stdout=stdout, stderr=stderr
    ) as process:  # fmt: skip
        try:
            deadline = time.monotonic() + 120
            while not (said := lines_of(out)):
                assert time.monotonic() < deadline
                time.sleep(0.05)
            address = said[0]["address"]
            assert fetch(address, "/healthz") == (200, {"ok": True})
            status, body = fetch(address, "/readyz")
            assert status == 503
            assert body["reasons"]
            while fetch(address, "/readyz")[0] != 200:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            status, body = fetch(address, "/v1/ask", {"question": QUESTION})
            assert (status, body["figures"][0]["value"]) == (200, "310000000")
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0, err.read_text(encoding="utf-8")
        finally:
            process.kill()
    said = lines_of(out)
    assert [line["event"] for line in said] == [
        "serving", "no platform is set up", "building the first index", "index loaded", "stopping", "stopped",
    ]  # fmt: skip
    assert "BURNRATE_DISCORD_TOKEN" in said[1]["set"]
    assert TOKEN not in out.read_text(encoding="utf-8")
    assert not err.read_bytes()


def test_a_bad_setting_ends_it_at_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve", "--data-dir", str(tmp_path)],
        cwd=ROOT, env=environ(BURNRATE_ADMINS="anna"), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "BURNRATE_ADMINS names 'anna'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", ["BURNRATE_HTTP_PORT", "BURNRATE_CHAT_RETENTION_DAYS"])
def test_a_service_says_what_is_wrong_with_its_settings(tmp_path: Path, setting: str) -> None:
    async def make() -> None:
        Service(Settings(tmp_path), {setting: "x"})

    with pytest.raises(SettingError, match=setting):
        asyncio.run(make())
