"""The port besides questions: health, readiness, metrics, and mistakes."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from bot.chat.answering import Answering
from bot.errors import SettingError
from bot.web.asking import Asking
from bot.web.metrics import Metrics
from bot.web.readiness import Readiness
from bot.web.server import HttpServer
from bot.web.settings import HttpSettings
from tests.bot.web.serving import Served, answering


@dataclass
class Platform:
    name: str
    ready: bool = False
    problem: str = ""


def test_it_is_well_before_it_is_ready(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        assert (await port.get("/healthz"))[0] == 200
        status, body = await port.get("/readyz")
        assert status == 503
        assert json.loads(body)["reasons"] == ["the index is being loaded"]

        slack, discord = Platform("slack", ready=True), Platform("discord", problem="the token is not taken")
        port.readiness.platforms = (slack, discord)
        port.readiness.generation = "g1"
        status, body = await port.get("/readyz")
        assert (status, json.loads(body)) == (
            503,
            {
                "ready": False, "reasons": ["discord is not connected: the token is not taken"], "generation": "g1",
                "platforms": {"slack": "connected", "discord": "not connected"},
            },
        )  # fmt: skip
        discord.ready = True
        assert (await port.get("/readyz"))[0] == 200
        port.readiness.stopping = True
        assert (await port.get("/readyz"))[0] == 503
        assert (await port.get("/healthz"))[0] == 200

    answering(data_dir, work)


def test_metrics_are_those_of_the_corpus_and_of_what_was_asked(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        port.readiness.platforms = (Platform("slack", ready=True),)
        await port.ask({"question": "what was ardenmoor's revenue in 2024?"})
        await port.ask({"question": "should I buy ardenmoor?"})
        async with port.client.get("/metrics") as response:
            assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            text = await response.text()
        found = {
            (sample.name, *sorted(sample.labels.values())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }
        assert found["burnrate_http_questions_total", "answered"] == 1
        assert found["burnrate_http_questions_total", "declined"] == 1
        assert found["burnrate_http_answer_seconds_count",] == 2
        assert found["burnrate_http_requests_total", "/v1/ask", "200"] == 2
        assert found["burnrate_platform_connected", "slack"] == 1
        assert found["burnrate_documents",] == 6
        assert found["burnrate_figures",] > 10
        assert found["burnrate_generation_held",] == 0
        assert found["process_resident_memory_bytes",] > 0
        assert "ardenmoor" not in text

    answering(data_dir, work)


def test_a_mistake_gives_a_reference_and_the_log_the_traceback(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(Answering, "ask", broken)

    async def work(port: Served) -> None:
        with capture_logs() as logs:
            status, body, _ = await port.ask({"question": "what?"})
        assert status == 500
        assert "deep inside" not in json.dumps(body)
        (line,) = [one for one in logs if one["event"] == "request failed"]
        assert line["reference"] in body["message"]
        assert 'burnrate_http_questions_total{status="failed"} 1.0' in (await port.get("/metrics"))[1]

    answering(data_dir, work)


def test_what_platforms_want_served_is(data_dir: Path) -> None:
    async def events(request: web.Request) -> web.StreamResponse:
        return web.Response(text=await request.text())

    async def run() -> None:
        settings, metrics = HttpSettings(port=0), Metrics()
        asking = Asking(Answering(data_dir), data_dir, settings, metrics)
        routes = [web.post("/slack/events", events)]
        server = HttpServer(settings, asking, Readiness(), metrics, data_dir, routes)
        address = await server.open()
        async with aiohttp.ClientSession(address) as client, client.post("/slack/events", data=b"signed") as response:
            assert await response.text() == "signed"
        async with aiohttp.ClientSession(address) as client, client.post("/slack/events", data=io.BytesIO(b"x" * 2_000_000)) as response:
            assert response.status == 413
        await server.close()

    asyncio.run(run())


def test_a_port_that_is_taken_is_named(data_dir: Path) -> None:
    async def work(port: Served) -> None:
        taken = port.client._base_url
        assert taken is not None
        assert taken.port is not None
        settings = HttpSettings(port=taken.port)
        server = HttpServer(settings, port.asking, Readiness(), Metrics(), data_dir)
        with pytest.raises(SettingError, match=f"BURNRATE_HTTP_PORT name 127.0.0.1:{taken.port}"):
            await server.open()

    answering(data_dir, work)
