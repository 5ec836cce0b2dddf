"""Files in a local folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from corpus.extraction import LARGEST
from corpus.importing import readable_files
from corpus.net.fetching import Fetcher
from corpus.net.memory import Validators
from corpus.source import Source
from corpus.sources.offer import Failed, Item, Listed, Offer, Unchanged
from corpus.urls import local_url

__all__ = ["read_folder"]

_LOOKED_AT = 256
"""Files whose size and time are looked at in one go."""


async def read_folder(source: Source, fetcher: Fetcher, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
    """The files of a folder and those below it; a file whose size and time are as remembered is not read again.

    What is remembered of a file is its "validators", kept like those of a page.
    """
    folder = Path(source.where)
    try:
        files = await asyncio.to_thread(lambda: list(readable_files(folder)))
    except OSError as error:
        yield Failed(
            source.where, f"the folder cannot be read ({error.strerror or error}); check its path and permissions"
        )
        return
    urls: list[str] = []
    whole = True
    for start in range(0, len(files), _LOOKED_AT):
        named = [(path, local_url(path, folder)) for path in files[start : start + _LOOKED_AT]]
        known = [fetcher.memory.get(path.as_uri()) if holds(url) else None for path, url in named]
        urls += [url for _, url in named]
        # Most are as they were, and asking a thread for each would take longer than looking.
        for (path, url), mark, state in zip(named, known, await asyncio.to_thread(_states, named), strict=True):
            if mark is not None and mark == state:
                yield Unchanged(url)
                continue
            item = await asyncio.to_thread(_read, path, url, source)
            whole &= not isinstance(item, Failed)
            yield item
    if whole:
        yield Listed(source.where, folder.as_uri(), None, tuple(urls))


def _states(named: Sequence[tuple[Path, str]]) -> list[Validators | None]:
    """What each file looks like from outside, None where it cannot be looked at."""
    return [_state(path) for path, _ in named]


def _state(path: Path) -> Validators | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return Validators(etag=f"{state.st_size}-{state.st_mtime_ns}", final_url=path.as_uri())


def _read(path: Path, url: str, source: Source) -> Item:
    marks = _state(path)
    try:
        if (size := path.stat().st_size) > LARGEST:
            return Failed(url, f"the file has {size} bytes; at most {LARGEST} are read")
        body = path.read_bytes()
    except OSError as error:
        return Failed(url, f"the file cannot be read ({error.strerror or error}); check its permissions")
    return Offer(
        url=url,
        body=body,
        content_type="",
        name=path.name,
        title=None,
        author=None,
        publisher=source.publisher,
        published=None,
        source_type=source.source_type,
        fetched_from=path.as_uri(),
        validators=marks,
    )
