"""The commands that bring the corpus up to date, run as people run them, against a web on the loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.exclusion import holder
from corpus.runs import latest
from tests.bot.following import page, story
from tests.web import Web

ROOT = Path(__file__).resolve().parents[2]
# Whoever runs the tests in the background may have them ignore ctrl-C, which a process hands on.
PROGRAM = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv[0] = 'burnrate'; from bot.cli import main; main()"
)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as made:
        yield made


class Burnrate:
    """The program on one data directory."""

    def __init__(self, data_dir: Path, environ: dict[str, str]) -> None:
        self.data_dir = data_dir
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BURNRATE_")}
        self.environ = {**kept, **environ, "BURNRATE_DATA_DIR": str(data_dir)}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PROGRAM, *arguments],
            env=self.environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *arguments: str, code: int = 0) -> str:
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=240)
        assert process.returncode == code, err
        assert "Traceback" not in err
        return out

    def fail(self, *arguments: str, code: int = 1) -> str:
        """What a command that fails says on standard error."""
        with self.start(*arguments) as process:
            _, err = process.communicate(timeout=240)
        assert (process.returncode, "Traceback" in err) == (code, False), err
        return err

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code))

    def follow(self, **pages: str) -> None:
        folder = self.data_dir / "catalog"
        folder.mkdir(exist_ok=True)
        rows = [f"- name: {n}\n  page: {u}\n  publisher: The Ledger\n  source_type: article\n" for n, u in pages.items()]
        (folder / "own.yaml").write_text("".join(rows), encoding="utf-8")


@pytest.fixture
def burnrate(new_data_dir: Callable[[], Path], web: Web) -> Burnrate:
    return Burnrate(new_data_dir(), web.environ())


def test_a_day_of_an_admin(burnrate: Burnrate, web: Web) -> None:
    """Follow, refresh, hold, publish, compare, roll back, look back."""
    burnrate.follow(verrin=web.put("/verrin", story(12)))
    first = burnrate.json("corpus", "refresh", "verrin")
    assert {kind: len(first[kind]) for kind in ("new", "changed", "unchanged", "retired", "held", "failed")} == {
        "new": 1, "changed": 0, "unchanged": 0, "retired": 0, "held": 0, "failed": 0,
    }  # fmt: skip
    assert first["published"]
    (listed,) = [row for row in burnrate.json("corpus", "sources") if row["name"] == "verrin"]
    assert (listed["failures"], listed["read"] is not None) == (0, True)

    (burnrate.data_dir / "golden.yaml").write_text("- question: verrin labs revenue 2024\n  value: 12000000\n")
    web.put("/verrin", story(13))
    second = burnrate.json("corpus", "refresh", "verrin")
    assert second["held_generation"] == second["generation"]
    assert second["golden"][0]["verdict"] == "broken"
    assert "held" in burnrate.run("corpus", "history")
    assert burnrate.json("corpus", "publish")["generation"] == second["generation"]

    moved = burnrate.json("corpus", "diff", first["generation"], second["generation"])
    (figure,) = moved["figures"]
    assert [figure[key][0]["value"] for key in ("before", "after")] == ["12000000", "13000000"]
    assert figure["metric"] == "revenue"
    assert [d["url"] for d in moved["changed"]] == [web.url("/verrin")]

    assert burnrate.json("corpus", "rollback")["generation"] == first["generation"]
    answer = burnrate.json("ask", "verrin labs revenue 2024")
    assert answer["figures"][0]["value"] == "12000000"
    history = burnrate.json("corpus", "history")
    assert [row["how"] for row in history["served"]] == ["rollback", "publish", "refresh"]
    assert [row["what"] for row in burnrate.json("corpus", "audit")][:3] == ["rollback", "publish", "refresh"]
    assert burnrate.json("corpus", "verify")["ok"]
    assert burnrate.json("corpus", "gc")["bodies"] == []


def test_add_tries_a_page_and_a_feed(burnrate: Burnrate, web: Web) -> None:
    url = web.put("/verrin", story(12))
    added = burnrate.json("corpus", "add", url, "--yes")
    assert (added["kind"], added["documents"][0]["title"]) == ("page", "Verrin Labs reports its results")
    assert added["documents"][0]["figures"] > 0
    assert len(added["refresh"]["new"]) == 1
    again = burnrate.fail("corpus", "add", url, "--yes")
    assert "followed already" in again

    entry = f"<item><title>Verrin</title><link>{web.put('/copy', story(12))}</link></item>"
    feed = web.put("/feed", f"<rss version='2.0'><channel><title>News</title>{entry}</channel></rss>", "application/rss+xml")
    added = burnrate.json("corpus", "add", feed)
    assert (added["kind"], added["entries"]) == ("feed", 1)
    assert added["documents"][0]["near_duplicates"][0]["title"] == "Verrin Labs reports its results"
    assert "404" in burnrate.fail("corpus", "add", web.url("/nothing"))


def test_gaps_are_kept_without_names(burnrate: Burnrate, web: Web) -> None:
    burnrate.follow(verrin=web.put("/verrin", story(12)))
    burnrate.run("corpus", "refresh", "verrin")
    for asked in ("<@U12345> Who leads Quellmark Industries?", "who leads  Quellmark Industries"):
        burnrate.run("ask", asked)
    (gap,) = burnrate.json("corpus", "gaps")
    assert (gap["question"], gap["count"]) == ("who leads quellmark industries", 2)
    assert burnrate.json("corpus", "gaps", "--clear") == {"cleared": 1}
    assert burnrate.json("corpus", "gaps") == []


def test_a_second_refresh_is_told_of_the_first_and_can_follow_it(burnrate: Burnrate, web: Web) -> None:
    burnrate.follow(verrin=web.put("/verrin", story(12), wait=4.0))
    with burnrate.start("corpus", "refresh", "verrin", "--json") as running:
        deadline = time.monotonic() + 60
        while not (run := latest(burnrate.data_dir)) or not run.progress:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        told = burnrate.fail("corpus", "refresh", "verrin")
        assert "a refresh by" in told
        assert "since" in told
        assert " of 1 sources are read" in told
        followed = burnrate.json("corpus", "refresh", "--follow")
        report = json.loads(running.communicate(timeout=120)[0])
    assert followed["generation"] == report["generation"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_refresh_leaves_no_process_and_the_next_completes(
    burnrate: Burnrate, web: Web, stop: signal.Signals
) -> None:
    burnrate.follow(verrin=web.put("/verrin", story(12)), slow=web.put("/slow", page("Slow", "It takes a while."), wait=20.0))
    with burnrate.start("corpus", "refresh", "verrin", "slow") as running:
        deadline = time.monotonic() + 60
        while holder(burnrate.data_dir) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)
        running.send_signal(stop)
        running.communicate(timeout=60)
    assert running.returncode != 0
    deadline = time.monotonic() + 20
    while holder(burnrate.data_dir) is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert holder(burnrate.data_dir) is None
    assert burnrate.json("corpus", "refresh", "verrin")["published"]


def test_a_wrong_setting_or_catalog_is_2(burnrate: Burnrate) -> None:
    burnrate.environ["BURNRATE_FETCH_PAUSE"] = "soon"
    burnrate.follow(verrin="https://ledger.example/verrin")
    assert "BURNRATE_FETCH_PAUSE" in burnrate.fail("corpus", "refresh", "verrin", code=2)
    burnrate.follow(verrin="nowhere")
    assert "own.yaml:2" in burnrate.fail("corpus", "refresh", code=2)
    assert "own.yaml:2" in burnrate.fail("serve", code=2)


def test_a_dead_source_is_1_and_says_why(burnrate: Burnrate, web: Web) -> None:
    burnrate.follow(verrin=web.fail("/verrin", 500))
    report = burnrate.json("corpus", "refresh", "verrin", code=1)
    assert "500" in report["failed"][0]["reason"]
    assert "no source" in burnrate.fail("corpus", "refresh", "nonesuch", code=2)
