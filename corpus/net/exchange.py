"""One request and its answer: connected only where the guard lets it, and read only as far as the caps go."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from corpus.net.clock import Clock
from corpus.net.decoding import ACCEPTED, BombError, Decoder
from corpus.net.errors import AddressRefused, BadBody, FetchFailure, TooBig, TookTooLong, Unreachable
from corpus.net.guarding import Guard, Hop, UncheckedError
from corpus.net.pacing import Pace
from corpus.net.settings import FetchSettings
from corpus.net.sniffing import refusal

__all__ = ["Answer", "Exchange"]

_WANTED = (
    "text/html, application/xhtml+xml, application/pdf, application/json, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
)
_ENOUGH = 512  # bytes by which a body shows what it is


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request was answered: the status, the headers, and the decoded body where the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Exchange:
    """The connections of one `Fetcher`: an async context manager.

    No cookies, no proxy, no credentials from the environment, no redirects of aiohttp's own: each request goes to the
    target of its hop and nowhere else.
    """

    def __init__(self, settings: FetchSettings, pace: Pace, clock: Clock, resolver: AbstractResolver | None) -> None:
        self._settings = settings
        self._pace = pace
        self._clock = clock
        self.guard = Guard(settings.all_permits, resolver)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self.guard, use_dns_cache=False, socket_factory=self.guard.socket, limit=64
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=self._settings.connect_seconds, sock_read=self._settings.header_seconds
            ),
            request_class=_paced(self._settings, self._pace, self.guard),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()
            await self.guard.close()

    async def ask(
        self, hop: Hop, headers: Mapping[str, str], *, seconds: float, most: int, any_kind: bool = False
    ) -> Answer:
        """Send a GET request and read the answer, within so many seconds and bytes.

        With `any_kind` the body may be empty or look like no document, and is cut at `most` rather than refused.
        Raises the failures of one request; those with `transient` may pass.
        """
        if self._session is None:
            raise RuntimeError("a Fetcher is used as an async context manager: async with Fetcher(...) as fetcher")
        url = str(hop.target.url)
        self.guard.enter(hop)
        sent = {
            "User-Agent": self._agent(hop),
            "Accept": _WANTED,
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": "en, *;q=0.5",
            **headers,
        }
        begun = self._clock.monotonic()
        answered = False
        try:
            async with asyncio.timeout(seconds):
                async with asyncio.timeout(self._settings.connect_seconds + self._settings.header_seconds):
                    response = await self._session.get(hop.target.url, headers=sent, allow_redirects=False)
                answered = True
                async with response:
                    body = await self._body(url, response, most, any_kind=any_kind) if response.status == 200 else b""
                    return Answer(response.status, response.headers, body)
        except FetchFailure:
            raise
        except TimeoutError as error:
            spent = self._clock.monotonic() - begun
            what = "its body was not complete" if answered else "there was no answer"
            raise TookTooLong(url, f"{what} after {spent:.0f} s", transient=not answered) from error
        except (aiohttp.ClientError, ValueError, OSError) as error:
            raise _translated(url, error, answered=answered) from error

    def _agent(self, hop: Hop) -> str:
        return self._settings.sec_identity or self._settings.agent if hop.sec else self._settings.agent

    async def _body(self, url: str, response: aiohttp.ClientResponse, most: int, *, any_kind: bool) -> bytes:
        """The decoded body, up to `most` bytes."""
        if not any_kind and (response.content_length or 0) > most:
            raise TooBig(url, f"it has {response.content_length} bytes; {most} are the most that is read")
        body = bytearray()
        try:
            encodings = response.headers.getall("Content-Encoding", [])
            decoder = Decoder(",".join(encodings), most, self._settings.ratio)
            looked = any_kind
            async for chunk in response.content.iter_any():
                for piece in decoder.feed(chunk):
                    body += piece
                if not looked and len(body) >= _ENOUGH:
                    looked = True
                    self._look(url, response, body)
            decoder.finish()
        except BombError as error:
            if any_kind:
                return bytes(body)
            raise TooBig(url, str(error)) from None
        except ValueError as error:
            if isinstance(error, FetchFailure):
                raise
            raise BadBody(url, str(error)) from None
        if not looked:
            self._look(url, response, body)
        return bytes(body)

    @staticmethod
    def _look(url: str, response: aiohttp.ClientResponse, body: bytearray) -> None:
        if (why := refusal(response.headers.get("Content-Type", ""), bytes(body[:65536]))) is not None:
            raise BadBody(url, why)


def _paced(settings: FetchSettings, pace: Pace, guard: Guard) -> type[aiohttp.ClientRequest]:
    """Requests that, when they are about to be written, look whom to once more and wait for the SEC's pace.

    A turn that were taken before connecting could be spent late, together with others; and here no request to the SEC
    gets past it, whoever sends it: not a redirected one, nor one that aiohttp sends again on a new connection.
    """

    class Paced(aiohttp.ClientRequest):
        async def send(self, conn: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
            if conn.transport is not None:
                guard.last_look(conn.transport)
            if settings.is_sec((self.url.scheme, self.url.raw_host or "", self.url.port or 0)):
                await pace.turn()
            return await super().send(conn)

    return Paced


def _translated(url: str, error: Exception, *, answered: bool) -> FetchFailure:
    """What aiohttp raises, in our words."""
    if isinstance(error.__cause__, UncheckedError):
        return AddressRefused(url, str(error.__cause__))
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Unreachable(url, f"the host's name has no address ({error.os_error})", transient=True)
    if isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLCertVerificationError):
        return Unreachable(url, f"its certificate is not trusted ({error})")
    if isinstance(error, aiohttp.ClientSSLError):
        return Unreachable(url, f"no secure connection could be made ({error})")
    if isinstance(error, aiohttp.InvalidURL):
        return AddressRefused(url, f"the address cannot be read ({error})")
    if isinstance(error, aiohttp.ClientPayloadError) or answered:
        return BadBody(url, f"its body was cut short or broken ({error})", transient=True)
    if isinstance(error, aiohttp.ClientResponseError):
        return BadBody(url, f"the answer is not HTTP as it should be ({error.message or error})")
    return Unreachable(url, f"no connection, or it broke ({str(error) or type(error).__name__})", transient=True)
