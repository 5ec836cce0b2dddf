"""Content encodings, whatever pieces they come in."""

from __future__ import annotations

import gzip
import random
import zlib
from functools import partial

import pytest

from corpus.net.decoding import BombError, Decoder

compress = partial(gzip.compress, mtime=0)
"""A time in the data would give a test another name in each process that collects it."""

TEXT = b"Larkspur spent $2.4 billion. " * 200


def decoded(encoding: str, data: bytes, size: int, most: int = 1_000_000, ratio: int = 250) -> bytes:
    decoder = Decoder(encoding, most, ratio)
    pieces = [piece for at in range(0, len(data), size) for piece in decoder.feed(data[at : at + size])]
    decoder.finish()
    return b"".join(pieces)


@pytest.mark.parametrize("size", [1, 2, 7, 100, 100_000])
@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("", TEXT),
        ("gzip", compress(TEXT)),
        ("gzip", b"".join(compress(TEXT[at : at + 1000]) for at in range(0, len(TEXT), 1000))),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT, wbits=-15)),
    ],
)
def test_pieces_do_not_matter(encoding: str, data: bytes, size: int) -> None:
    assert decoded(encoding, data, size) == TEXT


def test_an_empty_body_is_empty_whatever_it_says() -> None:
    assert decoded("gzip", b"", 1) == decoded("deflate", b"", 1) == b""


def test_the_cap_counts_what_comes_out() -> None:
    assert decoded("gzip", compress(TEXT), 100, most=len(TEXT)) == TEXT
    with pytest.raises(BombError, match="most that is read"):
        decoded("gzip", compress(TEXT), 100, most=len(TEXT) - 1)
    with pytest.raises(BombError, match="most that is read"):
        decoded("", TEXT, 100, most=len(TEXT) - 1)


def test_a_bomb_is_one_by_its_proportion_and_a_dull_page_is_none() -> None:
    with pytest.raises(BombError, match="decompression bomb"):
        decoded("gzip", compress(b"\0" * 20_000_000), 100_000, most=1_000_000_000)
    dull = b"<td></td><td>&nbsp;</td>" * 100_000 + random.Random(1).randbytes(100_000)  # noqa: S311
    assert decoded("gzip", compress(dull), 65536, most=10_000_000) == dull


def test_random_bytes_are_broken_not_a_crash() -> None:
    chance = random.Random(3)  # noqa: S311
    good = compress(TEXT)
    for _ in range(300):
        data = bytearray(good)
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            decoded("gzip", bytes(data), 50)
        except ValueError:
            continue
