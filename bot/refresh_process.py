"""A refresh in a process of its own, at low priority, so that answering does not slow down.

The parent writes one JSON line that says what to do and keeps the pipe open; the child writes a line for each word of
progress and one at the end. A child whose parent is gone ends at once, which loses nothing: whatever it does may be
ended at any moment.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any

from bot.errors import BotError, RefreshError
from corpus.audit import Actor
from corpus.errors import CatalogError, CorpusBusy, CorpusError
from corpus.net.errors import FetchSettingError
from index.errors import IndexingError

__all__ = ["first_in_child", "in_child"]

_PATIENCE = 15  # seconds that a child has to end after it was asked to


class _Stop(BaseException):
    """The parent asked the child to end."""


def in_child(
    data_dir: Path,
    actor: Actor,
    names: Sequence[str] = (),
    *,
    model: Path | None = None,
    tell: Callable[[Mapping[str, Any]], None] | None = None,
    debug: bool = False,
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> Mapping[str, Any]:
    """Refresh sources in a child process; gives the report as `RefreshReport.to_json` writes it.

    `tell` gets each word of progress (`Progress.to_json`), `started` the child, which may be terminated. Raises `CorpusBusy` where the corpus is being changed, and
    `RefreshError`, BotError or CorpusError with the child's message where it fails. An exception here, such as that of
    ctrl-C, ends the child.
    """
    order = {
        "job": "refresh", "data_dir": str(data_dir), "who": actor.who, "origin": actor.origin, "names": list(names),
        "model": None if model is None else str(model), "debug": debug,
    }  # fmt: skip
    return _ordered(order, tell, started)


def first_in_child(
    data_dir: Path,
    *,
    model: Path | None = None,
    tell: Callable[[Mapping[str, Any]], None] | None = None,
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> str:
    """Build a data directory's first index in a child process; gives its generation.

    `tell` gets {"stage", "done", "total"}. Raises what `in_child` does.
    """
    order = {
        "job": "first", "data_dir": str(data_dir), "model": None if model is None else str(model), "debug": False,
    }  # fmt: skip
    return str(_ordered(order, tell, started)["generation"])


def _ordered(
    order: Mapping[str, Any],
    tell: Callable[[Mapping[str, Any]], None] | None,
    started: Callable[[subprocess.Popen[bytes]], None] | None,
) -> Mapping[str, Any]:
    """Have a child do what an order says; gives its report."""
    what = "the refresh" if order["job"] == "refresh" else "the building of the index"
    child = _start(debug=order["debug"])
    try:
        if started is not None:
            started(child)
        if child.stdin is None or child.stdout is None:
            raise RefreshError(f"{what} could not be started: it has no pipes")
        child.stdin.write(json.dumps(order).encode() + b"\n")
        child.stdin.flush()
        for line in child.stdout:
            event = json.loads(line)
            if "report" in event:
                report: Mapping[str, Any] = event["report"]
                return report
            if "error" in event:
                raise _raised(event)
            if tell is not None:
                tell(event)
        child.wait(_PATIENCE)
        raise RefreshError(
            f"{what} ended before it was done (its process ended with {child.returncode}); what it had read is "
            "kept, and what is served is whole: try again"
        )
    except BrokenPipeError as error:
        raise RefreshError(f"{what} ended as it began; try again, with --debug to see why") from error
    finally:
        _end(child)


def _start(*, debug: bool) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[1])
    search = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    ionice = shutil.which("ionice")
    return subprocess.Popen(
        [*([ionice, "-c", "3", "-t"] if ionice else []), sys.executable, "-c",
         "from bot.refresh_process import _serve; _serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debug else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search},
        start_new_session=True,  # ctrl-C is for the parent, which then ends the child in order
    )  # fmt: skip


def _raised(event: Mapping[str, Any]) -> Exception:
    message = event["error"]
    if event["kind"] == "catalog":
        return CatalogError(message.split("\n"))
    kinds: dict[str, type[Exception]] = {
        "busy": CorpusBusy, "setting": FetchSettingError, "corpus": CorpusError, "bot": BotError,
        "index": IndexingError,
    }  # fmt: skip
    return kinds.get(event["kind"], RefreshError)(message)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask a child that still runs to end, and see that it does."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _serve() -> None:
    """The child: one job, as the line on standard input says."""
    with suppress(OSError):
        os.nice(19)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the events
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_watch, args=(sys.stdin.fileno(),), daemon=True).start()
    try:
        _write(out, _first(order, out) if order["job"] == "first" else _refresh(order, out))
    except _Stop:
        _write(out, {"error": "it was ended before it was done; what it had read is kept", "kind": "ended"})
    except BrokenPipeError:
        os._exit(1)
    # The outermost edge of this process: whatever goes wrong is told to the parent.
    except BaseException as error:  # noqa: BLE001
        if order["debug"]:
            traceback.print_exc()
        _write(out, _told(error))


def _first(order: Mapping[str, Any], out: IO[bytes]) -> dict[str, Any]:
    from bot.building import first_generation

    def tell(stage: str, done: int, total: int) -> None:
        _write(out, {"stage": stage, "done": done, "total": total})

    model = None if order["model"] is None else Path(order["model"])
    return {"report": {"generation": first_generation(Path(order["data_dir"]), model=model, progress=tell)}}


def _refresh(order: Mapping[str, Any], out: IO[bytes]) -> dict[str, Any]:
    import resource

    from bot.refreshing import refresh

    report = refresh(
        Path(order["data_dir"]),
        Actor(order["who"], order["origin"]),
        order["names"],
        model=None if order["model"] is None else Path(order["model"]),
        tell=lambda progress: _write(out, progress.to_json()),
    )
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    usage = {"cpu_seconds": round(sum(one.ru_utime + one.ru_stime for one in used), 3)}
    return {"report": {**report.to_json(), "usage": usage}}


def _told(error: BaseException) -> dict[str, str]:
    message = str(error) or type(error).__name__
    if isinstance(error, sqlite3.Error | OSError) and "full" in message.casefold() + str(
        getattr(error, "strerror", "")
    ):
        message = f"{message}; make room on the disk of the data directory and refresh again: nothing is lost"
    kinds = (
        (CorpusBusy, "busy"), (CatalogError, "catalog"), (FetchSettingError, "setting"), (CorpusError, "corpus"),
        (IndexingError, "index"), (RefreshError, "other"), (BotError, "bot"),
    )  # fmt: skip
    return {"error": message, "kind": next((kind for cls, kind in kinds if isinstance(error, cls)), "other")}


def _write(out: IO[bytes], event: Mapping[str, Any]) -> None:
    out.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
    out.flush()


def _stop(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Stop


def _watch(pipe: int) -> None:
    """End this process with its parent. Reads the bare pipe: a lock on a buffer would be in the way at the end."""
    while os.read(pipe, 1):
        pass
    os._exit(1)
