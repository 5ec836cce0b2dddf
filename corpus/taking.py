"""Taking: a text that came in is judged, and becomes a revision or is kept aside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from urllib.parse import urlsplit

from corpus.document import Extracted
from corpus.judging import doubt
from corpus.net.memory import FetchMemory
from corpus.outcome import Entry, Outcome
from corpus.seen import Seen, Sighting
from corpus.sources.offer import Offer
from corpus.store import Store
from corpus.urls import LOCAL, document_id, shown_url
from corpus.withheld import Held, Withheld, body_name, content_of
from corpus.worker import Worker

__all__ = ["GRACE", "Keeper", "mark_of", "take"]

GRACE = timedelta(days=7)
"""How long a document stays after its address is gone: servers lose pages for a while, and find them again."""


@dataclass(slots=True)
class Keeper:
    """Everything that what comes in is compared with, and is kept in."""

    store: Store
    seen: Seen
    withheld: Withheld
    memory: FetchMemory
    worker: Worker
    pending: frozenset[tuple[str, str]] = frozenset()
    """Documents and revisions of a generation that is held: they are known, though not current."""
    grace: timedelta = GRACE
    taken: dict[str, str] = field(default_factory=dict)
    """The documents taken so far, and the address of each: two that lead to one do not overwrite each other."""


def take(
    offer: Offer, extracted: Extracted, source: str, keeper: Keeper, mark: str, now: datetime, *, trusted: bool = False
) -> tuple[Entry, Sighting]:
    """Judge a text and keep it, as a revision or aside; says what became of it. With `trusted` it is not judged."""
    local = offer.url.startswith(LOCAL)
    url = _known_as(offer.url, extracted.url)
    document = document_id(url)
    if keeper.taken.setdefault(document, offer.url) != offer.url:
        twin = f"it is the same document as {keeper.taken[document]}"
        return Entry(Outcome.UNCHANGED, source, url, document, reason=twin), Sighting(
            offer.url, source, mark, document, keeper.store.current_id(document) or ""
        )
    title = offer.title or extracted.title or offer.name or url
    published = offer.published or extracted.published
    content = content_of(extracted)
    not_taken = Sighting(offer.url, source, mark, document)
    if not trusted:
        why = keeper.withheld.refused(document, content)
        if why is not None:
            return Entry(Outcome.UNCHANGED, source, url, document, title, f"not taken: {why}"), not_taken
        reason = doubt(extracted, offer.body, keeper.store.known(document), title=title, published=published)
        if reason is not None:
            held = Held(
                document, url, source, content, reason, now, body_name(offer.body), offer.content_type, offer.name,
                title, offer.publisher, offer.author, published, offer.source_type, offer.url,
            )  # fmt: skip
            keeper.withheld.hold(held, offer.body)
            return Entry(Outcome.HELD, source, url, document, title, reason), not_taken
    change = keeper.store.put(
        extracted,
        url=url,
        title=title,
        publisher=offer.publisher or extracted.publisher or "",
        published=published,
        source_type=extracted.source_type if local and extracted.source_type else offer.source_type,
        now=now,
        author=offer.author or extracted.author,
        language=extracted.language,
        # Only what lies on this machine is believed when it says that it is our own summary.
        digest=local and extracted.digest,
    )
    keeper.withheld.release(document)
    entry = Entry(Outcome(change.kind.value), source, url, document, title)
    return entry, replace(not_taken, revision_id=change.revision_id)


def _known_as(offered: str, given: str | None) -> str:
    """The address that a document is known by: the one that it gives itself, where that can be believed.

    What lies on this machine is believed. A page may name another address of its own site, but not the front page, which
    badly set up sites name on all of theirs, nor one of another site, whose document it would take the place of.
    """
    if not given:
        return offered
    try:
        shown = shown_url(given)
    except ValueError:
        return offered
    if offered.startswith(LOCAL):
        return shown
    one, other = urlsplit(offered), urlsplit(shown)
    same = (one.hostname or "").removeprefix("www.") == (other.hostname or "").removeprefix(
        "www."
    ) and one.port == other.port
    return shown if same and (other.path.strip("/") or other.query) else offered


def mark_of(offer: Offer) -> str:
    """The hash of an offer's bytes, of what is said of them, and of the program that reads them."""
    about = (version("burnrate"), offer.content_type, offer.name, offer.title, offer.author, offer.publisher,
             offer.published, offer.source_type.value)  # fmt: skip
    return sha256(repr(about).encode() + offer.body).hexdigest()[:32]
