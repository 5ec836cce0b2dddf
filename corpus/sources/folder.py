"""Files in a local folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from corpus.extraction import LARGEST
from corpus.importing import readable_files
from corpus.net.fetching import Fetcher
from corpus.net.memory import Validators
from corpus.source import Source
from corpus.sources.offer import Failed, Item, Listed, Offer, Unchanged
from corpus.urls import local_url

__all__ = ["read_folder"]


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
    for path in files:
        url = local_url(path, folder)
        known = fetcher.memory.get(path.as_uri()) if holds(url) else None
        item = await asyncio.to_thread(_read, path, url, source, known)
        whole &= not isinstance(item, Failed)
        urls.append(item.url)
        yield item
    if whole:
        yield Listed(source.where, folder.as_uri(), None, tuple(urls))


def _read(path: Path, url: str, source: Source, known: Validators | None) -> Item:
    try:
        state = path.stat()
        marks = Validators(etag=f"{state.st_size}-{state.st_mtime_ns}", final_url=path.as_uri())
        if known == marks:
            return Unchanged(url)
        if state.st_size > LARGEST:
            return Failed(url, f"the file has {state.st_size} bytes; at most {LARGEST} are read")
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
