"""A web of one's own on the loopback: pages and feeds that change, servers that misbehave, and what was asked of them.

It runs in a thread, so that commands in other processes can be pointed at it too. `tests/edgar.py` makes an EDGAR of it.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Self

from aiohttp import web

__all__ = ["Answer", "Request", "Web", "at"]

_CHUNK = 16 * 1024


@dataclass(slots=True)
class Request:
    """A request that came in: its path with the query, its headers, the status given and the bytes of body sent."""

    path: str
    headers: Mapping[str, str]
    status: int
    at: float
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path is answered.

    The tag is made from the body where `tag` is true. `wait` are seconds before the first byte and `drip` between
    chunks. Of the body `cut` bytes are sent, then the connection breaks. `times` is how often this answer is given, if
    not for ever; then comes the one that was there before.
    """

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    tag: bool = True
    modified: datetime | None = None
    wait: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    encoded: str = ""
    times: int | None = None
    before: Answer | None = None

    @property
    def etag(self) -> str:
        """The tag of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class Web:
    """A server on a free port of 127.0.0.1: a context manager. All methods may be called while it runs."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: dict[str, Answer] = {}
        self.base = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(10):
            raise TimeoutError("the server of the tests did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def url(self, path: str) -> str:
        """The full address of a path."""
        return self.base + path

    def environ(self) -> dict[str, str]:
        """Settings with which the program reads from here."""
        return {
            "BURNRATE_FETCH_ALLOW_PRIVATE": self.base.removeprefix("http://"),
            "BURNRATE_FETCH_PAUSE": "0",
            "BURNRATE_FETCH_RETRY_AFTER": "1",
        }

    def put(self, path: str, body: bytes | str, content_type: str = "text/html; charset=utf-8", **more: object) -> str:
        """Have a path answered with a body; `more` are fields of `Answer`. Gives the full address."""
        data = body.encode() if isinstance(body, str) else body
        return self.answer(path, replace(Answer(data, content_type), **more))  # type: ignore[arg-type]  # its fields

    def answer(self, path: str, answer: Answer) -> str:
        """Have a path answered. Gives the full address."""
        with self._lock:
            if answer.times is not None:
                answer = replace(answer, before=self.answers.get(path))
            self.answers[path] = answer
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 301) -> str:
        """Have a path answered with a redirect to an address or path."""
        return self.answer(path, Answer(status=status, headers={"Location": to}))

    def fail(self, path: str, status: int, *, times: int | None = None, retry_after: int | None = None) -> str:
        """Have a path answered with an error, for ever or so many times."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        page = f"<html><title>{status}</title><p>An error of the tests.</p></html>".encode()
        return self.answer(path, Answer(page, status=status, headers=headers, tag=False, times=times))

    def bomb(self, path: str, megabytes: int = 200) -> str:
        """Have a path answered with a small body that grows to so many megabytes when it is unpacked."""
        packed = gzip.compress(b"\0" * (megabytes * 1024 * 1024), 9)
        return self.answer(path, Answer(packed, encoded="gzip", tag=False))

    def remove(self, path: str) -> None:
        """Have a path answered with 404 again."""
        with self._lock:
            self.answers.pop(path, None)

    def asked(self) -> list[Request]:
        """What was asked since the last call, without robots.txt."""
        with self._lock:
            taken, self.requests = self.requests, []
        return [request for request in taken if request.path != "/robots.txt"]

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._run())
        finally:
            self._loop.run_until_complete(self._end())
            self._loop.close()

    async def _end(self) -> None:
        """End the answers that nobody waits for any more."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _run(self) -> None:
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    def _next(self, path: str) -> Answer | None:
        """The answer to give now."""
        with self._lock:
            answer = self.answers.get(path)
            if answer is not None and answer.times is not None:
                if answer.times > 1:
                    self.answers[path] = replace(answer, times=answer.times - 1)
                elif answer.before is not None:
                    self.answers[path] = answer.before
                else:
                    del self.answers[path]
            return answer

    def refusal(self, request: web.BaseRequest) -> Answer | None:
        """What a request is answered in place of what is there; for servers that ask more of it."""

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path_qs
        answer = self.refusal(request) or self._next(path) or Answer(b"<html><p>Nothing here.</p></html>", status=404)
        if answer.wait:
            await asyncio.sleep(answer.wait)
        headers = {"Content-Type": answer.content_type, **answer.headers}
        if answer.status == 200 and answer.tag:
            headers["ETag"] = answer.etag
        if answer.modified is not None:
            headers["Last-Modified"] = format_datetime(answer.modified, usegmt=True)
        status, body = answer.status, answer.body
        if status == 200 and _same(request, headers, answer):
            status, body = 304, b""
        if answer.encoded:
            headers["Content-Encoding"] = answer.encoded
        response = web.StreamResponse(status=status, headers=headers)
        # Counted before it is sent: who has the answer may look at once.
        note = Request(path, dict(request.headers), status, time.monotonic())
        with self._lock:
            self.requests.append(note)
        try:
            if status != 304:
                response.content_length = len(body)
            await response.prepare(request)
            end = len(body) if answer.cut is None else answer.cut
            while note.sent < end:
                chunk = body[note.sent : min(note.sent + _CHUNK, end)]
                note.sent += len(chunk)
                await response.write(chunk)
                if answer.drip:
                    await asyncio.sleep(answer.drip)
            if answer.cut is not None:
                if request.transport is not None:
                    request.transport.abort()
            else:
                await response.write_eof()
        except (ConnectionError, asyncio.CancelledError):
            pass  # who asked has seen enough
        return response


def _same(request: web.BaseRequest, headers: Mapping[str, str], answer: Answer) -> bool:
    """Whether the version that is asked about is still the one: by its tag where there is one, else by its date."""
    if (tag := request.headers.get("If-None-Match")) is not None:
        return tag == headers.get("ETag")
    since = request.if_modified_since
    return answer.modified is not None and since is not None and answer.modified.replace(microsecond=0) <= since


def at(day: str) -> datetime:
    """Noon of a day, in UTC."""
    return datetime.fromisoformat(f"{day}T12:00:00+00:00").astimezone(UTC)
