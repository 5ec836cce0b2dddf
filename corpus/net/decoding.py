"""Content encodings undone piece by piece, so that a decompression bomb ends where a cap says."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

__all__ = ["ACCEPTED", "BombError", "Decoder"]

ACCEPTED = "gzip, deflate"
"""The encodings that servers are offered."""

_PIECE = 256 * 1024
_MEMBERS = 100
_SMALL = 4 * 1024 * 1024


class BombError(ValueError):
    """What comes out is over the cap, or out of all proportion to what went in."""


class Decoder:
    """Undoes one content encoding, for at most `most` bytes in and out, and `ratio` times what went in.

    Raises `ValueError` for an encoding that was not offered, or for broken data, and `BombError` past the caps.
    """

    def __init__(self, encoding: str, most: int, ratio: int) -> None:
        name = encoding.strip().lower()
        if name not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise ValueError(f"it is encoded as {encoding[:60]!r}, which was not asked for")
        self._kind = name.removeprefix("x-") if name != "identity" else ""
        self._most = most
        self._ratio = ratio
        self._stream = zlib.decompressobj(31) if self._kind == "gzip" else None
        self._held = b""
        self._members = 1
        self._rubbish = False
        self.taken = 0
        self.given = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes decode to, in pieces."""
        self.taken += len(data)
        if self.taken > self._most:
            raise BombError(f"more than {_size(self._most)} came, the most that is read")
        if not self._kind:
            yield self._counted(data)
            return
        if self._stream is None:
            self._held = data = self._held + data
            if len(data) < 2:  # by which it is seen what it is
                return
            self._stream = zlib.decompressobj(15 if _has_zlib_header(data) else -15)
        while data and not self._rubbish:
            if self._stream.eof and not self._next_member(data):
                return
            try:
                piece = self._stream.decompress(data, _PIECE)
            except zlib.error as error:
                raise ValueError(f"its {self._kind} data is broken ({error})") from None
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            yield self._counted(piece, waiting=len(data))

    def finish(self) -> None:
        """Say that nothing more comes. Raises `ValueError` if something should have."""
        if self._kind and self.taken and not (self._stream is not None and self._stream.eof):
            raise ValueError(f"its {self._kind} data is cut short")

    def _next_member(self, data: bytes) -> bool:
        """Begin another gzip member; what is not one, after the end, is passed over as browsers do."""
        if self._kind != "gzip" or not data.startswith(b"\x1f"):
            self._rubbish = True
            return False
        self._members += 1
        if self._members > _MEMBERS:
            raise BombError(f"it is more than {_MEMBERS} gzip streams in a row")
        self._stream = zlib.decompressobj(31)
        return True

    def _counted(self, piece: bytes, waiting: int = 0) -> bytes:
        self.given += len(piece)
        if self.given > self._most:
            raise BombError(f"it is over {_size(self._most)}, the most that is read")
        used = self.taken - waiting
        if self.given > _SMALL and self.given > self._ratio * used:
            raise BombError(f"{_size(used)} of it unpack to {_size(self.given)} and more: a decompression bomb")
        return piece


def _has_zlib_header(data: bytes) -> bool:
    """Whether "deflate" is wrapped as the standard says, rather than bare as some servers send it."""
    return data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


def _size(size: int) -> str:
    return f"{size / 1_048_576:.1f} MB" if size >= 100_000 else f"{size / 1024:.1f} kB"
