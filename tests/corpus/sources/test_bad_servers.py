"""Servers that stall, break off and send bombs: each costs its own item and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

from corpus.source import SourceKind
from corpus.sources.offer import Failed, Gone, Listed, Offer
from tests.corpus.sources.following import Following, source
from tests.web import Web


def test_each_bad_page_of_a_feed_fails_alone_and_says_why(tmp_path: Path) -> None:
    with Web() as web:
        web.put("/good", "<p>Good.</p>")
        web.bomb("/bomb", megabytes=100)
        web.put("/cut", b"<p>" + b"x" * 100_000, cut=5000)
        web.put("/slow", "<p>Slow.</p>", wait=30)
        web.put("/picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "image/png")
        web.redirect("/circle", "/circle")
        web.redirect("/inward", "http://169.254.169.254/latest/meta-data/")
        web.fail("/wall", 402)
        names = ["bomb", "cut", "picture", "circle", "inward", "wall", "good", "missing", "slow"]
        items = "".join(f"<item><title>{name}</title><link>/{name}</link></item>" for name in names)
        feed = web.put("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>', "text/xml")
        started = time.monotonic()
        following = Following(tmp_path, web, BURNRATE_FETCH_SECONDS="1", BURNRATE_FETCH_TOTAL_SECONDS="2")
        found = following.refresh(source(SourceKind.FEED, feed))
        assert time.monotonic() - started < 15
        by_name = {one.url.rpartition("/")[2]: one for one in found if not isinstance(one, Listed)}
        assert isinstance(by_name["good"], Offer)
        assert isinstance(by_name["missing"], Gone)
        reasons = [one.reason for one in found if isinstance(one, Failed)]
        assert len(reasons) == 7
        assert all(reasons)
        # A slow or broken server may do better the next time, so the feed is read again then.
        assert not any(isinstance(one, Listed) for one in found)


def test_a_feed_that_is_a_bomb_or_stalls_is_one_failure(tmp_path: Path) -> None:
    with Web() as web:
        web.bomb("/bomb", megabytes=100)
        web.put("/slow", "<rss/>", wait=30)
        following = Following(tmp_path, web, BURNRATE_FETCH_SECONDS="1", BURNRATE_FETCH_TOTAL_SECONDS="2")
        feeds = [source(SourceKind.FEED, web.url(path)) for path in ("/bomb", "/slow")]
        assert [type(one) for one in following.refresh(*feeds)] == [Failed, Failed]
