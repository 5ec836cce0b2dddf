from __future__ import annotations

from pathlib import Path

import pytest

from corpus.source import SourceKind
from corpus.sources.offer import Failed, Gone, Offer, Unchanged
from tests.corpus.sources.following import Following, source
from tests.web import Web


def test_a_page_is_offered_and_then_unchanged_until_it_changes(tmp_path: Path) -> None:
    with Web() as web:
        page = source(SourceKind.PAGE, web.put("/prices/", "<p>Small: $2.</p>"))
        following = Following(tmp_path, web)
        (offer,) = following.refresh(page)
        assert isinstance(offer, Offer)
        assert (offer.url, offer.body, offer.publisher) == (web.url("/prices/"), b"<p>Small: $2.</p>", "Quillon")
        web.asked()
        assert following.refresh(page) == [Unchanged(web.url("/prices/"))]
        assert [(request.status, request.sent) for request in web.asked()] == [(304, 0)]
        web.put("/prices/", "<p>Small: $1.</p>")
        (changed,) = following.refresh(page)
        assert isinstance(changed, Offer)
        assert changed.body == b"<p>Small: $1.</p>"


def test_a_page_that_was_not_kept_is_offered_again(tmp_path: Path) -> None:
    with Web() as web:
        page = source(SourceKind.PAGE, web.put("/a", "<p>Text.</p>"))
        following = Following(tmp_path, web)
        following.refresh(page, keep=False)
        assert isinstance(following.refresh(page)[0], Offer)
        # Its validators are remembered, but the document was removed since.
        following.held.clear()
        assert isinstance(following.refresh(page)[0], Offer)


def test_a_page_is_known_by_the_address_in_the_catalog_wherever_it_leads(tmp_path: Path) -> None:
    with Web() as web:
        web.put("/new-place", "<p>Text.</p>")
        page = source(SourceKind.PAGE, web.redirect("/page", "/new-place"))
        following = Following(tmp_path, web)
        (offer,) = following.refresh(page)
        assert isinstance(offer, Offer)
        assert (offer.url, offer.name) == (web.url("/page"), "new-place")
        assert following.refresh(page) == [Unchanged(web.url("/page"))]


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_gone(tmp_path: Path, status: int) -> None:
    with Web() as web:
        url = web.fail("/a", status)
        assert Following(tmp_path, web).refresh(source(SourceKind.PAGE, url)) == [Gone(url, status)]


def test_a_failure_says_why_and_when_to_ask_again(tmp_path: Path) -> None:
    with Web() as web:
        url = web.fail("/a", 429, retry_after=3600)
        (failed,) = Following(tmp_path, web).refresh(source(SourceKind.PAGE, url))
        assert isinstance(failed, Failed)
        assert (failed.url, failed.retry_after) == (url, 3600)
        assert "429" in failed.reason
