"""One request against servers that lie, break off, dawdle or send bombs."""

from __future__ import annotations

import asyncio
import functools
import gzip
import shutil
import ssl
import subprocess
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web as aiohttp_web

from corpus.net.errors import BadBody, BadStatus, FetchFailure, TooBig, TookTooLong, Unreachable
from tests.corpus.net.loopback import HTML, fetching, scenario, serve, serve_raw

compress = functools.partial(gzip.compress, mtime=0)
"""A time in the data would give a test another name in each process that collects it."""

OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n"


def sized(body: bytes, *headers: bytes) -> bytes:
    return OK + b"".join(h + b"\r\n" for h in headers) + b"Content-Length: %d\r\n\r\n" % len(body) + body


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", HTML.encode()),
        ("identity", HTML.encode()),
        ("gzip", compress(HTML.encode())),
        ("x-gzip", compress(HTML.encode())),
        ("GZIP", compress(HTML[:20].encode()) + compress(HTML[20:].encode())),
        ("gzip", compress(HTML.encode()) + b"\0\0 rubbish after it"),
        ("deflate", zlib.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode())[2:-4]),
    ],
)
@scenario
async def test_encodings_are_undone(encoding: str, body: bytes, tmp_path: Path) -> None:
    answer = sized(body, b"Content-Encoding: " + encoding.encode())
    async with serve_raw(answer) as raw, fetching(tmp_path) as fetcher:
        assert (await fetcher.get(raw.url())).body == HTML.encode()


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (sized(b"half")[:-2], BadBody, "cut short"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", BadBody, "cut short"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", BadBody, "broken|HTTP"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", BadBody, "broken|HTTP"),
        (OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\n\x1f\x8b\x08\0\0\r\n0\r\n\r\n", BadBody, "gzip|HTTP"),
        (OK + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n4\r\nbody\r\n0\r\n\r\n", BadBody, "HTTP"),
        (OK + b"Content-Length: -4\r\n\r\nbody", BadBody, "HTTP"),
        (OK + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nbody", BadBody, "HTTP|cut short"),
        (OK + b"X: " + b"y" * 100_000 + b"\r\n\r\nbody", BadBody, "HTTP"),
        (OK + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\nbody", BadBody, "HTTP"),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", BadBody, "HTTP"),
        (b"220 mail.example ESMTP\r\n", BadBody, "HTTP"),
        (b"\0" * 4000, BadBody, "HTTP"),
        (b"", Unreachable, "broke"),
        (sized(b""), BadBody, "empty"),
        (sized(b" \r\n\t "), BadBody, "empty"),
        (sized(compress(HTML.encode())[:-12], b"Content-Encoding: gzip"), BadBody, "cut short"),
        (sized(compress(HTML.encode())[:-1] + b"\1", b"Content-Encoding: gzip"), BadBody, "broken"),
        (sized(HTML.encode(), b"Content-Encoding: gzip"), BadBody, "broken"),
        (sized(HTML.encode(), b"Content-Encoding: br"), BadBody, "not asked for"),
        (sized(HTML.encode(), b"Content-Encoding: zstd"), BadBody, "not asked for"),
        (sized(compress(compress(HTML.encode())), b"Content-Encoding: gzip, gzip"), BadBody, "not asked for"),
        (
            sized(compress(compress(HTML.encode())), b"Content-Encoding: gzip", b"Content-Encoding: gzip"),
            BadBody,
            "not asked for",
        ),
        (sized(b"\x89PNG\r\n\x1a\n" + b"x" * 5000), BadBody, "PNG"),
        (sized(b"PK\x03\x04" + b"x" * 5000), BadBody, "ZIP"),
        (sized(compress(b"x" * 99)), BadBody, "gzip"),
        (sized(b"\x7fELF" + b"\0" * 5000), BadBody, "program"),
        (sized(bytes(range(256)) * 20), BadBody, "binary"),
    ],
)  # fmt: skip
@scenario
async def test_broken_answers_are_told(answer: bytes, kind: type[FetchFailure], words: str, tmp_path: Path) -> None:
    async with serve_raw(answer) as raw, fetching(tmp_path) as fetcher:
        with pytest.raises(kind, match=words) as caught:
            await fetcher.get(raw.url("/a"))
        assert caught.value.url == raw.url("/a")
        assert "\n" not in caught.value.reason


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
@scenario
async def test_what_is_no_document_by_its_type_is_refused_unless_its_bytes_say_otherwise(
    kind: str, tmp_path: Path
) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/a", 200, b"some words", Content_Type=kind)
        web.status("/b", 200, HTML.encode(), Content_Type=kind)
        with pytest.raises(BadBody, match=kind):
            await fetcher.get(web.url("/a"))
        page = await fetcher.get(web.url("/b"))
        assert (page.content_type, page.media_type) == (kind, "text/html")


@functools.cache
def bomb() -> bytes:
    """100 MB of spaces in 100 kB."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, 31)
    spaces = b" " * 1_000_000
    return b"".join(squeezer.compress(spaces) for _ in range(100)) + squeezer.flush()


@pytest.mark.parametrize("most", [1_000_000, 30_000_000])
@scenario
async def test_a_bomb_never_unpacks_past_the_cap(most: int, tmp_path: Path) -> None:
    async with (
        serve_raw(sized(bomb(), b"Content-Encoding: gzip")) as raw,
        fetching(tmp_path, most_bytes=most) as fetcher,
    ):
        tracemalloc.start()
        begun = time.process_time()
        with pytest.raises(TooBig, match=r"most that is read|bomb"):
            await fetcher.get(raw.url())
        spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 3 * min(most, 4_500_000) + 1_000_000
    assert spent < 3


@scenario
async def test_a_bomb_of_many_small_streams_ends_too(tmp_path: Path) -> None:
    body = compress(b"x") * 20_000
    async with serve_raw(sized(body, b"Content-Encoding: gzip")) as raw, fetching(tmp_path) as fetcher:
        with pytest.raises(TooBig, match="streams in a row"):
            await fetcher.get(raw.url())


@scenario
async def test_a_body_over_the_cap_is_refused_by_its_length_and_without_one(tmp_path: Path) -> None:
    sent = 0

    async def endless(request: aiohttp_web.BaseRequest) -> aiohttp_web.StreamResponse:
        nonlocal sent
        response = aiohttp_web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while sent < 200_000_000:
            await response.write(b"<p>more" * 10_000)
            sent += 70_000
        return response

    async with serve() as web, fetching(tmp_path, most_bytes=500_000) as fetcher:
        web.status("/long", 200, b"x" * 500_001, Content_Type="text/plain")
        web.status("/just", 200, b"x" * 500_000, Content_Type="text/plain")
        web.on("/endless", endless)
        assert len((await fetcher.get(web.url("/just"))).body) == 500_000
        with pytest.raises(TooBig, match="500001 bytes"):
            await fetcher.get(web.url("/long"))
        with pytest.raises(TooBig, match=r"more than 0.5 MB came"):
            await fetcher.get(web.url("/endless"))
    assert sent < 20_000_000


@pytest.mark.parametrize("what", ["nothing", "a header line by line", "a body byte by byte", "half a body"])
@scenario
async def test_slow_servers_are_given_up(what: str, tmp_path: Path) -> None:
    async def dawdle(writer: asyncio.StreamWriter, asked: bytes) -> None:
        if what == "a header line by line":
            writer.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(200):
                writer.write(b"X-%d: y\r\n" % number)
                await writer.drain()
                await asyncio.sleep(0.02)
        if what == "a body byte by byte":
            writer.write(OK + b"Content-Length: 9000\r\n\r\n")
            for _ in range(200):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.02)
        if what == "half a body":
            writer.write(OK + b"Content-Length: 9000\r\n\r\nhalf")
            await writer.drain()
        await asyncio.sleep(4)

    caps: dict[str, Any] = {"connect_seconds": 0.3, "header_seconds": 0.3, "attempt_seconds": 0.8}
    async with serve_raw(dawdle) as raw, fetching(tmp_path, **caps) as fetcher:
        begun = time.monotonic()
        with pytest.raises(TookTooLong) as caught:
            await fetcher.get(raw.url("/a"))
        assert time.monotonic() - begun < 3.5
        assert isinstance(caught.value, TimeoutError)


@pytest.mark.parametrize(
    "more",
    [b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"X-More: header\r\n"],
)
@scenario
async def test_answers_that_never_come_to_the_point_are_given_up(more: bytes, tmp_path: Path) -> None:
    async def ramble(writer: asyncio.StreamWriter, asked: bytes) -> None:
        if more.startswith(b"X"):
            writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n")  # and then trailers
        while True:
            writer.write(more * 100)
            await writer.drain()
            await asyncio.sleep(0.001)

    caps: dict[str, Any] = {"connect_seconds": 0.2, "header_seconds": 0.2, "attempt_seconds": 0.5}
    async with serve_raw(ramble) as raw, fetching(tmp_path, **caps) as fetcher:
        with pytest.raises((TookTooLong, BadBody)):
            await fetcher.get(raw.url("/a"))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificate")
@scenario
async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    key, certificate = str(tmp_path / "key"), str(tmp_path / "certificate")
    making = [str(shutil.which("openssl")), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
              "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=localhost", "-days", "2",
              "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]  # fmt: skip
    await asyncio.to_thread(subprocess.run, making, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    async with serve_raw(sized(HTML.encode()), tls=context) as raw, fetching(tmp_path, attempts=3) as fetcher:
        with pytest.raises(Unreachable, match="certificate is not trusted"):
            await fetcher.get(raw.url("/a").replace("http:", "https:"))
        assert raw.requests == []


@scenario
async def test_a_server_that_does_not_speak_tls_is_told(tmp_path: Path) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example\r\n")
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with fetching(tmp_path) as fetcher:
        with pytest.raises(Unreachable, match=r"no secure connection|broke"):
            await fetcher.get(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/a")
    server.close()
    await server.wait_closed()


@scenario
async def test_another_protocol_is_not_switched_to(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"
    async with serve_raw(answer) as raw, fetching(tmp_path) as fetcher:
        with pytest.raises(FetchFailure) as caught:
            await fetcher.get(raw.url("/a"))
        assert isinstance(caught.value, BadStatus | BadBody)


@scenario
async def test_what_a_server_says_unasked_is_not_taken_for_the_next_answer(tmp_path: Path) -> None:
    lie = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nlie"

    async def answer(writer: asyncio.StreamWriter, asked: bytes) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\ntruth" + lie)
        await writer.drain()
        await asyncio.sleep(0.05)

    async with serve_raw(answer) as raw, fetching(tmp_path) as fetcher:
        for path in ("/a", "/b"):
            assert (await fetcher.get(raw.url(path))).body == b"truth"


@scenario
async def test_all_attempts_together_end_in_time(tmp_path: Path) -> None:
    async def dawdle(writer: asyncio.StreamWriter, asked: bytes) -> None:
        await asyncio.sleep(5)

    caps: dict[str, Any] = {"connect_seconds": 0.1, "header_seconds": 0.1, "attempt_seconds": 5.0, "total_seconds": 0.5}
    async with serve_raw(dawdle) as raw, fetching(tmp_path, **caps, attempts=10) as fetcher:
        begun = time.monotonic()
        with pytest.raises(TookTooLong):
            await fetcher.get(raw.url("/a"))
        assert time.monotonic() - begun < 4
        assert 1 <= raw.connections < 6


@scenario
async def test_one_that_is_given_up_leaves_others_alone(tmp_path: Path) -> None:
    async def dawdle(writer: asyncio.StreamWriter, asked: bytes) -> None:
        await asyncio.sleep(2)

    async with serve_raw(dawdle) as slow, serve() as web, fetching(tmp_path) as fetcher:
        web.page("/a")
        asked = asyncio.create_task(fetcher.get(slow.url()))
        await asyncio.sleep(0.05)
        asked.cancel()
        assert (await fetcher.get(web.url("/a"))).body
        with pytest.raises(asyncio.CancelledError):
            await asked
