from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from corpus.document import SourceType
from corpus.net.fetching import Fetcher, Page
from corpus.source import SourceKind
from corpus.sources.offer import Failed, Gone, Item, Listed, Offer, Unchanged
from tests.corpus.sources.following import Following, source
from tests.web import Web


def rss(*items: str) -> str:
    """A feed of items, each as (link, title) with more elements."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>'


def item(link: str, title: str = "Quillon opens a plant", more: str = "") -> str:
    """An item of a feed."""
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def days_ago(days: int) -> str:
    """A date of publication."""
    moment = datetime.now(UTC) - timedelta(days=days)
    return f"<pubDate>{format_datetime(moment)}</pubDate>"


def permits(web: Web, away: Web) -> str:
    """What opens one server as 127.0.0.1 and another, as a site of its own, as localhost."""
    return f"{web.base.removeprefix('http://')} localhost:{away.base.rpartition(':')[2]}"


def offers(items: list[Item]) -> list[Offer]:
    """Those that are offers."""
    return [one for one in items if isinstance(one, Offer)]


def test_linked_pages_are_offered_newest_first_with_what_the_feed_knows(tmp_path: Path) -> None:
    with Web() as web:
        for name in "ab":
            web.put(f"/{name}", f"<p>{name}</p>")
        entries = (
            item(
                web.url("/a"), "First", "<author>Ines Falk</author><pubDate>Mon, 02 Mar 2026 08:00:00 +0100</pubDate>"
            ),
            item("/b?utm_source=feed", "Second", "<pubDate>Wed, 04 Mar 2026 00:30:00 +0100</pubDate>"),
        )
        feed = source(SourceKind.FEED, web.put("/feed.xml", rss(*entries), "application/rss+xml"))
        second, first, listed = Following(tmp_path, web).refresh(feed)
        assert isinstance(first, Offer)
        assert isinstance(second, Offer)
        assert (first.url, first.title, first.author) == (web.url("/a"), "First", "Ines Falk")
        assert (first.published, first.publisher, first.body) == (date(2026, 3, 2), "Quillon", b"<p>a</p>")
        # A relative link, without what only follows readers around; the day as it is where the feed is written.
        assert (second.url, second.published) == (web.url("/b"), date(2026, 3, 4))
        assert isinstance(listed, Listed)
        assert listed.validators


def test_atom_is_read_too(tmp_path: Path) -> None:
    atom = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
    <entry><title type="html">A &amp;amp; B</title><id>urn:1</id><link rel="enclosure" href="/a.mp3"/>
    <link rel="alternate" href="/a"/><updated>2026-03-05T08:00:00Z</updated><author><name>Ines Falk</name></author></entry>
    </feed>"""
    with Web() as web:
        web.put("/a", "<p>a</p>")
        feed = source(SourceKind.FEED, web.put("/atom", atom, "application/atom+xml"))
        (offer,) = offers(Following(tmp_path, web).refresh(feed))
        assert (offer.url, offer.title, offer.author) == (web.url("/a"), "A & B", "Ines Falk")
        assert offer.published == date(2026, 3, 5)


def test_an_unchanged_feed_costs_one_request_without_a_body(tmp_path: Path) -> None:
    with Web() as web:
        web.put("/a", "<p>a</p>")
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/a"))))
        following = Following(tmp_path, web)
        following.refresh(feed)
        web.asked()
        assert following.refresh(feed) == [Unchanged(web.url("/feed"))]
        assert [(request.path, request.status, request.sent) for request in web.asked()] == [("/feed", 304, 0)]


def test_a_changed_feed_fetches_bodies_of_what_is_new_or_changed_only(tmp_path: Path) -> None:
    with Web() as web:
        for name in "abc":
            web.put(f"/{name}", f"<p>{name}</p>")
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/a"), item("/b"))))
        following = Following(tmp_path, web)
        following.refresh(feed)
        web.put("/b", "<p>b, corrected</p>")
        web.put("/feed", rss(item("/c"), item("/a"), item("/b")))
        web.asked()
        found = following.refresh(feed)
        assert [offer.url for offer in offers(found)] == [web.url("/c"), web.url("/b")]
        assert Unchanged(web.url("/a")) in found
        assert {request.path for request in web.asked() if request.sent} == {"/feed", "/b", "/c"}


@pytest.mark.parametrize(("days", "again"), [(1, True), (30, False)])
def test_without_validators_only_fresh_pages_are_fetched_again(tmp_path: Path, days: int, again: bool) -> None:
    with Web() as web:
        web.put("/a", "<p>a</p>", tag=False)
        web.put("/b", "<p>b</p>", tag=False)
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/a", more=days_ago(days)))))
        following = Following(tmp_path, web)
        following.refresh(feed)
        web.put("/feed", rss(item("/a", more=days_ago(days)), item("/b")))
        web.asked()
        following.refresh(feed)
        assert ("/a" in {request.path for request in web.asked()}) is again


@pytest.mark.parametrize("tag", [True, False])
def test_a_page_that_redirects_is_known_where_it_is_and_not_fetched_again(tmp_path: Path, tag: bool) -> None:
    with Web() as web:
        web.put("/story", "<p>a</p>", tag=tag)
        web.redirect("/r/1", "/story")
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/r/1"), item("/story"))))
        following = Following(tmp_path, web)
        (offer,) = offers(following.refresh(feed))
        assert offer.url == web.url("/story")
        web.put("/feed", rss(item("/r/1", "Again")))
        web.asked()
        assert following.refresh(feed)[0] == Unchanged(web.url("/r/1"))
        assert [request.path for request in web.asked() if request.sent] == ["/feed"]


def test_topics_are_looked_for_in_title_tags_and_summary(tmp_path: Path) -> None:
    entries = (
        item("/title", "The GPU shortage"),
        item("/tag", "A new hall", "<category>Artificial Intelligence</category>"),
        item(
            "/summary",
            "A new hall",
            "<description>&lt;p&gt;For &lt;b&gt;data-centres&lt;/b&gt;.&lt;/p&gt;</description>",
        ),
        item("/other", "A new hall paid in kind", "<description>said the mayor</description>"),
    )
    with Web() as web:
        for name in ("title", "tag", "summary", "other"):
            web.put(f"/{name}", "<p>Text.</p>")
        url = web.put("/feed", rss(*entries))
        feed = source(SourceKind.FEED, url, topics=("GPU", "AI", "artificial intelligence", "data centre"))
        found = offers(Following(tmp_path, web).refresh(feed))
        assert [offer.url.rpartition("/")[2] for offer in found] == ["title", "tag", "summary"]


def test_a_wider_topic_filter_reads_an_unchanged_feed_anew(tmp_path: Path) -> None:
    with Web() as web:
        web.put("/a", "<p>a</p>")
        url = web.put("/feed", rss(item("/a", "A TPU")))
        following = Following(tmp_path, web)
        assert not offers(following.refresh(source(SourceKind.FEED, url, topics=("GPU",))))
        assert offers(following.refresh(source(SourceKind.FEED, url, topics=("GPU", "TPU"))))


def test_entries_without_a_page_are_passed_over(tmp_path: Path) -> None:
    entries = (
        "<item><title>No link</title></item>",
        item("mailto:desk@quillon.example"),
        item("/episode.mp3"),
        item("/a"),
        item("/a?utm_medium=rss"),
        '<item><title>By its guid</title><guid isPermaLink="true">GUID</guid></item>',
    )
    with Web() as web:
        web.put("/a", "<p>a</p>")
        web.put("/b", "<p>b</p>")
        feed = source(SourceKind.FEED, web.put("/feed", rss(*entries).replace("GUID", web.url("/b"))))
        found = Following(tmp_path, web).refresh(feed)
        assert [offer.url for offer in offers(found)] == [web.url("/a"), web.url("/b")]
        assert len(found) == 3


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    with Web() as web:
        for number in range(6):
            web.put(f"/{number}", "<p>Text.</p>")
        entries = (item(f"/{number}", more=days_ago(10 - number)) for number in range(6))
        feed = source(SourceKind.FEED, web.put("/feed", rss(*entries)), limit=2)
        found = offers(Following(tmp_path, web).refresh(feed))
        assert [offer.url for offer in found] == [web.url("/5"), web.url("/4")]


def test_one_bad_page_does_not_end_the_others_and_has_the_feed_read_again(tmp_path: Path) -> None:
    with Web() as web:
        web.fail("/bad", 500, times=1)
        web.put("/a", "<p>a</p>")
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/bad"), item("/gone"), item("/a"))))
        following = Following(tmp_path, web)
        failed, gone, fine = following.refresh(feed)
        assert isinstance(failed, Failed)
        assert gone == Gone(web.url("/gone"), 404)
        assert isinstance(fine, Offer)
        web.put("/bad", "<p>Fine again.</p>")
        assert [offer.url for offer in offers(following.refresh(feed))] == [web.url("/bad")]
        assert following.refresh(feed) == [Unchanged(web.url("/feed"))]


def test_a_host_that_asks_for_it_is_left_alone(tmp_path: Path) -> None:
    with Web() as web, Web() as other:
        web.fail("/1", 429, retry_after=900)
        away = other.put("/2", "<p>Text.</p>").replace("127.0.0.1", "localhost")
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/1"), item("/3"), item(away))))
        first, second, third = Following(tmp_path, web, BURNRATE_FETCH_ALLOW_PRIVATE=permits(web, other)).refresh(feed)
        assert isinstance(first, Failed)
        assert isinstance(second, Failed)
        assert second.retry_after == 900
        assert isinstance(third, Offer)
        assert [request.path for request in web.asked()] == ["/feed", "/1"]


@pytest.mark.parametrize("status", [403, 503])
def test_a_host_that_refuses_again_and_again_is_left_alone(tmp_path: Path, status: int) -> None:
    with Web() as web:
        for number in range(6):
            web.fail(f"/{number}", status)
        feed = source(SourceKind.FEED, web.put("/feed", rss(*(item(f"/{number}") for number in range(6)))))
        found = Following(tmp_path, web).refresh(feed)
        assert len([one for one in found if isinstance(one, Failed)]) == 6
        assert len(web.asked()) == 1 + 3
        # What was not even asked for is on the list, which so has to be read again.
        assert not any(isinstance(one, Listed) for one in found)


def test_a_few_refusals_are_no_reason_to_read_the_feed_again(tmp_path: Path) -> None:
    with Web() as web:
        web.fail("/walled", 403)
        feed = source(SourceKind.FEED, web.put("/feed", rss(item("/walled"), item("/a"))))
        web.put("/a", "<p>a</p>")
        following = Following(tmp_path, web)
        assert [type(one) for one in following.refresh(feed)] == [Failed, Offer, Listed]
        assert following.refresh(feed) == [Unchanged(web.url("/feed"))]


def test_a_public_feed_leads_to_no_private_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The feed is fetched as ever; that it came from a public address is what its page says."""
    with Web() as web:
        web.put("/a", "<p>Internal.</p>")
        get = Fetcher.get

        async def public(self: Fetcher, url: str, **how: bool) -> Page:
            page = await get(self, url, **how)
            return replace(page, private=False) if "/feed" in url else page

        monkeypatch.setattr(Fetcher, "get", public)
        failed, _ = Following(tmp_path, web).refresh(source(SourceKind.FEED, web.put("/feed", rss(item("/a")))))
        assert isinstance(failed, Failed)
        assert "public page" in failed.reason
        assert [request.path for request in web.asked()] == ["/feed"]


def test_another_sites_page_is_an_article_of_whom_the_feed_names(tmp_path: Path) -> None:
    with Web() as web, Web() as other:
        other.put("/a", "<p>a</p>")
        # Another site by its name; both are on this machine.
        away = other.url("/a").replace("127.0.0.1", "localhost")
        entry = item(away, more='<source url="https://lantern.example/">The Lantern</source>')
        feed = source(SourceKind.FEED, web.put("/feed", rss(entry)), source_type=SourceType.PRESS_RELEASE)
        (offer,) = offers(Following(tmp_path, web, BURNRATE_FETCH_ALLOW_PRIVATE=permits(web, other)).refresh(feed))
        assert (offer.publisher, offer.source_type) == ("The Lantern", SourceType.ARTICLE)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<html><body><p>We value your privacy.</p></body></html>", "no RSS or Atom feed"),
        ("x" * 6_000_000, "MB"),
        # A nest of items costs feedparser time that grows with the square of its depth.
        (rss("<item>" * 100_000), "longer than 1 seconds"),
    ],
    ids=["page", "large", "deep"],
)
def test_what_is_no_feed_is_one_failure(tmp_path: Path, body: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "seconds" in said:
        monkeypatch.setattr("corpus.sources.entries._SECONDS", 1.0)
    with Web() as web:
        feed = source(SourceKind.FEED, web.put("/feed", body, "text/xml"))
        (failed,) = Following(tmp_path, web).refresh(feed)
        assert isinstance(failed, Failed)
        assert said in failed.reason


def test_entities_are_not_expanded_without_end(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/hostname">{laughs}]>' + rss(
        item("/a", "&l9;&f;")
    )
    with Web() as web:
        web.put("/a", "<p>a</p>")
        found = offers(Following(tmp_path, web).refresh(source(SourceKind.FEED, web.put("/feed", body, "text/xml"))))
        assert all(len(offer.title or "") < 1000 for offer in found)
        assert not any(Path("/etc/hostname").read_text("utf-8").strip() in (offer.title or "") for offer in found)


def test_a_feed_that_is_not_there_is_one_failure(tmp_path: Path) -> None:
    with Web() as web:
        (failed,) = Following(tmp_path, web).refresh(source(SourceKind.FEED, web.url("/feed")))
        assert isinstance(failed, Failed)
        assert "404" in failed.reason
