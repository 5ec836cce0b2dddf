"""The practice web, read twice: what `refresh.json` says has changed is what is offered the second time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.source import SourceKind
from corpus.sources.offer import Offer, Unchanged
from corpus.urls import canonical_url
from tests.corpus.sources.following import Following, source
from tests.edgar import DATA
from tests.web import Web

PRACTICE = DATA / "practice"

pytestmark = pytest.mark.skipif(not PRACTICE.is_dir(), reason=f"the practice web is not at {PRACTICE}")


def serve(web: Web, manifest: str, pages: str) -> dict[str, str]:
    """Put the pages of a manifest on the web, each host below a path of its name. Gives their addresses by file."""
    addresses = {}
    for line in (PRACTICE / manifest).read_text("utf-8").splitlines():
        entry = json.loads(line)
        parts = urlsplit(entry["url"])
        path = f"/{parts.netloc}{parts.path}{'?' if parts.query else ''}{parts.query}"
        addresses[entry["file"]] = web.put(path, (PRACTICE / pages / entry["file"]).read_bytes(), "text/html")
    return addresses


def serve_feed(web: Web, name: str) -> str:
    """Put a feed on the web, its links below the paths of their hosts."""
    text = re.sub(r"https://([\w.]+\.example)/", rf"{web.base}/\1/", (PRACTICE / name).read_text("utf-8"))
    return web.put("/feed", text, "application/rss+xml")


def offered(following: Following, *sources: object) -> set[str]:
    """The addresses that are offered."""
    return {canonical_url(one.url) for one in following.refresh(*sources) if isinstance(one, Offer)}  # type: ignore[arg-type]  # they are


def test_a_second_reading_finds_what_changed_and_what_is_new(tmp_path: Path) -> None:
    told = json.loads((PRACTICE / "refresh.json").read_text("utf-8"))
    with Web() as web:
        addresses = serve(web, "manifest.jsonl", "pages")
        feed = source(SourceKind.FEED, serve_feed(web, "feed.xml"))
        pages = [source(SourceKind.PAGE, address) for address in addresses.values()]
        following = Following(tmp_path, web)
        linked = offered(following, feed)
        assert len(linked) == 10  # eleven items, two of them of one page
        rest = offered(following, *pages)
        assert linked | rest == {canonical_url(address) for address in addresses.values()}
        assert not linked & rest

        web.asked()
        assert all(isinstance(one, Unchanged) for one in following.refresh(feed, *pages))
        assert sum(request.sent for request in web.asked()) == 0

        later = serve(web, "manifest_v2.jsonl", "pages_v2")
        serve_feed(web, "feed_v2.xml")
        files = {entry["file"] for entry in (*told["changed"], *told["new"])}
        assert offered(following, feed) == {canonical_url(later[file]) for file in files}
        assert offered(following, *pages) == set()


def test_atom_of_the_practice_web(tmp_path: Path) -> None:
    with Web() as web:
        addresses = serve(web, "manifest.jsonl", "pages")
        feed = source(SourceKind.FEED, serve_feed(web, "feed.atom"))
        found = [one for one in Following(tmp_path, web).refresh(feed) if isinstance(one, Offer)]
        assert {one.url for one in found} == {
            address for file, address in addresses.items() if file.startswith("rackline")
        }
        assert {one.author for one in found} == {"Rackline"}
