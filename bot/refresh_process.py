"""A refresh, or another job, in a process of its own, at low priority, so that answering does not slow down.

The parent writes one JSON line that says what to do and keeps the pipe open; the child writes a line for each word of
progress and one at the end. A child whose parent is gone ends at once, which loses nothing: whatever it does may be
ended at any moment.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any

from bot.errors import BotError, RefreshError
from bot.jobs import JOBS, Order
from corpus.audit import Actor
from corpus.errors import CatalogError, CorpusBusy, CorpusError
from corpus.net.errors import FetchSettingError
from index.errors import IndexingError

__all__ = ["in_child", "job_in_child"]

_PATIENCE = 15  # seconds that a child has to end after it was asked to
_AGAIN = 3.0
"""Seconds after which a child that is asked to end once more takes it that it did not hear."""


class _Stop(KeyboardInterrupt):
    """The parent asked the child to end. asyncio lets through no other exception that is raised within its callbacks."""


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
    order = Order("refresh", data_dir, actor, {"names": list(names)}, model, debug)
    return job_in_child(order, tell=tell, started=started)


def job_in_child(
    order: Order,
    *,
    tell: Callable[[Mapping[str, Any]], None] | None = None,
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> Mapping[str, Any]:
    """Have a child do a job; gives its report. Raises what `in_child` does, and IndexingError."""
    child = _start(debug=order.debug)
    try:
        if started is not None:
            started(child)
        if child.stdin is None or child.stdout is None:
            raise RefreshError(f"the {order.job} could not be started: it has no pipes")
        child.stdin.write(json.dumps(order.to_json()).encode() + b"\n")
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
            f"the {order.job} ended before it was done (its process ended with {child.returncode}); what it had read "
            "is kept, and what is served is whole: try again"
        )
    except BrokenPipeError as error:
        raise RefreshError(f"the {order.job} ended as it began; try again, with --debug to see why") from error
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
    signal.signal(signal.SIGTERM, _Stopping())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the events
    order = Order.from_json(json.loads(sys.stdin.buffer.readline()))
    threading.Thread(target=_watch, args=(sys.stdin.fileno(),), daemon=True).start()
    try:
        _write(out, {"report": JOBS[order.job](order, lambda event: _write(out, event))})
    except _Stop:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _write(out, {"error": f"the {order.job} was ended; what it had read is kept", "kind": "ended"})
    except BrokenPipeError:
        os._exit(1)
    # The outermost edge of this process: whatever goes wrong is told to the parent.
    except BaseException as error:  # noqa: BLE001
        if order.debug:
            traceback.print_exc()
        _write(out, _told(error))


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


class _Stopping:
    """What SIGTERM does in the child: it ends the job, and again after a while if what it raised was lost.

    An exception that a signal raises in a finalizer or a callback of a library goes no further; to hear only the first
    signal would be to go on to the end then. What is put in order meanwhile is left alone for `_AGAIN` seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._last = clock, -math.inf

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        now = self._clock()
        if now - self._last >= _AGAIN:
            self._last = now
            raise _Stop


def _watch(pipe: int) -> None:
    """End this process with its parent. Reads the bare pipe: a lock on a buffer would be in the way at the end."""
    while os.read(pipe, 1):
        pass
    os._exit(1)
