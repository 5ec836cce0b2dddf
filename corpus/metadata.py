"""What a page says about itself: title, publisher, author, day, address, language, kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from corpus.assembly import clean
from corpus.dates import find_date, iso_date
from corpus.document import SourceType

__all__ = ["Metadata", "cover_title", "is_filing", "published_in", "read_metadata", "revised_in", "source_type"]

_ARTICLES = re.compile(
    r"(?:\w*Article|BlogPosting|Report|PodcastEpisode|PressRelease|WebPage|LiveBlogPosting|Episode)$"
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "sailthru.date", "citation_publication_date", "article.published",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_FORM = r"(?:10-?[KQ](?:/A)?|8-?K(?:/A)?|S-?[134](?:/A)?|F-?[134](?:/A)?|20-?F|40-?F|6-?K|11-?K|424B\d|DEF\s?14A)"
_FILED = re.compile(rf"(?:united states )?securities and exchange commission|form\s+{_FORM}(?:/a)?|"
                    r"ex(?:hibit)?[-\s]+99(?:\.\d+)?|"
                    r"commission file n(?:umber|o\.?).*|filed pursuant to rule 424\(b\).*|"
    r"as filed with the (?:u\.s\. )?(?:securities and exchange commission|sec) on .*", re.IGNORECASE)  # fmt: skip
_FORM_TITLE = re.compile(rf"\b{_FORM}\b|\bex-?99", re.IGNORECASE)
_WIRES = re.compile(
    r"\d{4}\s*/\s?[A-Z][\w .]{2,30}/\s*[-–—]|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|ACCESS ?WIRE)\)|"
    r"^(?:NEWS PROVIDED BY|FOR IMMEDIATE RELEASE)|^SOURCE:? [A-Z]\w+",
    re.MULTILINE,
)
_NEWSROOM = re.compile(r"/(?:press|newsroom|press-?releases?|news-releases?|media-center|investors?|ir)(?:/|$)")
_BLOG_HOSTS = re.compile(r"(?:^blog\.|(?:^|\.)(?:substack|medium|wordpress|blogspot|tumblr|ghost)\.(?:com|io)$)")
_FILE_NUMBER = re.compile(r"\bfile (?:number|no)\b|\d{3}-\d{4,}", re.IGNORECASE)
_COVER_FORM = re.compile(rf"form\s+{_FORM}(?:/A)?|ex(?:hibit)?[-\s]+99(?:\.\d+)?", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:stock (?:market|exchange)|nyse|par value)\b", re.IGNORECASE)
"""What stands on a cover beside where shares are listed."""
_REGISTERED_IN = re.compile(r"an? (?:[A-Z][a-z]+ ){1,2}(?:corporation|company|limited liability company|partnership)\b", re.IGNORECASE)
"""What says where a company is registered: "An Illinois Corporation"."""
_SIGNED = re.compile(r"\bduly caused this\b.*\bto be signed\b", re.IGNORECASE)
_SIGNATURE = 15
_SHORT = 100
"""Lines of a filing's signature, which may have lists of exhibits and powers of attorney after it."""
_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|PBC|Ltd|Limited|S\.A|PLC|N\.V|SE|AG|Company|Holdings|LLC|L\.P)\b\.?", re.IGNORECASE
)
_COVER_PERIOD = re.compile(
    r"for the (?:fiscal |quarterly |annual )?(?:year|quarter|period|month) (?:ended|of) .{4,40}?\d{4}", re.IGNORECASE
)
_REVISED = re.compile(r"\b(?:last )?(?:updated|revised|modified|reviewed)\b[: ]*(?:on )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found in the head of a page and its structured data. `headlines` are its titles, best first."""

    headlines: tuple[str, ...] = ()
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    kind: str = ""
    suffix: str | None = None


def read_metadata(root: etree._Element, url: str | None) -> Metadata:
    """Read the metadata of a page as it was parsed, before anything is taken out of it."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = clean(meta.get("content") or "")
        if name and content:
            metas.setdefault(name, content)
    linked = _linked_data(root)
    title = clean("".join(next(root.iter("title"), etree.Element("title")).itertext()))
    site = metas.get("og:site_name") or _name(linked.get("publisher")) or metas.get("dcterms.publisher")
    site = site or metas.get("dc.publisher") or metas.get("publisher") or metas.get("application-name")
    headline = _text(linked.get("headline")) or _text(linked.get("name"))
    named = [
        metas.get("og:title"),
        headline,
        metas.get("twitter:title"),
        metas.get("dc.title"),
        metas.get("parsely-title"),
    ]
    stem, suffix = _without_site(title, site, [name for name in named if name])
    headlines = tuple(
        dict.fromkeys(_without_site(name, site, [])[0] if site else name for name in [*named, stem] if name)
    )
    published = next((day for name in _DATES if (day := iso_date(metas.get(name, ""))) is not None), None)
    published = iso_date(_text(linked.get("datePublished")) or "") or published or _itemprop_date(root)
    author = _name(linked.get("author")) or metas.get("author") or metas.get("article:author")
    author = author or metas.get("parsely-author") or metas.get("dc.creator")
    return Metadata(
        headlines,
        site or suffix,
        None if author is None or author.startswith("http") else author,
        published,
        _canonical(root, metas, url),
        _language(root, metas),
        f"{metas.get('og:type', '')} {_text(linked.get('@type')) or ''}".strip().lower(),
        suffix,
    )


def _linked_data(root: etree._Element) -> dict[str, Any]:
    """The JSON-LD object that describes the article, or an empty one."""
    best: dict[str, Any] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            kind = " ".join(kinds) if isinstance(kinds, list) and all(isinstance(k, str) for k in kinds) else kinds
            if not isinstance(kind, str) or _ARTICLES.search(kind) is None:
                continue
            if not best or ("headline" in item and "headline" not in best):
                best = {**item, "@type": kind}
    return best


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, depth)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth < 4 and isinstance(data.get(key), list | dict):
                yield from _objects(data[key], depth + 1)


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return (clean(value) or None) if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a person or organisation, or of the several in a list."""
    if isinstance(value, list):
        names = [name for item in value[:10] if (name := _name(item)) is not None]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _without_site(title: str, site: str | None, others: Sequence[str]) -> tuple[str, str | None]:
    """A page's title without the name of the site after (or before) a bar or dash, and that name."""
    parts = re.split(r"\s+[|·–—•»:-]\s+|\s+::\s+", title)
    if len(parts) < 2:
        return title, None
    last, first = parts[-1], parts[0]
    stem = title[: title.rindex(last)].rstrip(" |·–—•»:-")
    if any(_alike(stem, other) for other in others):
        return stem, last
    if site is not None and (_alike(last, site) or _alike(first, site)):
        return (stem, last) if _alike(last, site) else (title[len(first) :].lstrip(" |·–—•»:-"), first)
    if len(last) <= 40 and len(last.split()) <= 5 and len(stem) > len(last):
        return stem, last
    return title, None


def _alike(one: str, other: str) -> bool:
    a, b = (re.sub(r"^the|[\W_]", "", text.casefold()) for text in (one, other))
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 5 and (a in b or b in a)))


def _itemprop_date(root: etree._Element) -> date | None:
    for element in root.iter("time", "meta", "span"):
        stamp = element.get("datetime") or element.get("content") or ""
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            day = iso_date(stamp) or find_date("".join(element.itertext()))
            if day is not None:
                return day
    # The first time of an article is its own; those further down belong to teasers and comments.
    return next((iso_date(e.get("datetime") or "") for e in root.iter("time") if e.get("datetime")), None)


def _canonical(root: etree._Element, metas: dict[str, str], url: str | None) -> str | None:
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for found in [*links, metas.get("og:url")]:
        try:
            absolute = str(urljoin(url or "", (found or "").strip()))
            parts = urlsplit(absolute)
        except ValueError:
            continue
        # A page that names its site's front page does not mean that it is that page.
        if parts.scheme in {"http", "https"} and parts.hostname and (parts.path.strip("/") or parts.query):
            return absolute
    return url


def _language(root: etree._Element, metas: dict[str, str]) -> str | None:
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    lang = lang or metas.get("og:locale") or metas.get("content-language") or metas.get("language") or ""
    match = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", lang.strip())
    return match[0].lower() if match else None


def is_filing(lines: Sequence[str], title: str, kind: str) -> bool:
    """Whether a page is a filing with a regulator, from its first lines of text and its title."""
    if "newsarticle" in kind or "blogposting" in kind:
        return False
    if any(_FILED.fullmatch(line.strip(" .")) for line in lines[:30]):
        return True
    return _FORM_TITLE.search(title) is not None and any(
        re.search(rf"\bform\s+{_FORM}", line, re.I) for line in lines[:10]
    )


def source_type(text: str, about: Metadata, *, filing: bool) -> SourceType:
    """A guess at the kind of source, from its text, its address and its structured data."""
    if filing:
        return SourceType.FILING
    parts = urlsplit(about.url or "")
    if _WIRES.search(text[:6000]) or _WIRES.search(text[-800:]) or _NEWSROOM.search(parts.path):
        return SourceType.PRESS_RELEASE
    if "blogposting" in about.kind or _BLOG_HOSTS.search(parts.hostname or ""):
        return SourceType.BLOG
    return SourceType.ARTICLE


def cover_title(opening: Sequence[tuple[bool, str]]) -> str | None:
    """A title for a filing from its first blocks, each with whether it is a heading: who filed which form for when.

    An exhibit's title is the headline below its number.
    """
    lines = [line for _, line in opening]
    form = next((line for line in lines[:25] if _COVER_FORM.match(line)), None)
    if form is None:
        return None
    place = lines.index(form)
    if form.lower().startswith("ex"):
        headline = next(
            (line for heading, line in opening[place + 1 : place + 8] if heading and len(line.split()) > 3), None
        )
        return headline or form
    named = next((n for n, line in enumerate(lines) if "exact name of" in line.lower()), 0)
    named_above = lines[named - 1] if named else ""
    who = named_above if named_above and _may_name(named_above) else None
    who = who or next((line for line in lines[:25] if _COMPANY.search(line) and _may_name(line)), None)
    period = next((m[0] for line in lines[:25] if (m := _COVER_PERIOD.search(line)) is not None), None)
    named_form = _COVER_FORM.sub(lambda match: match[0] + "\n", form, count=1).partition("\n")[0]
    what = ", ".join(part for part in (named_form.strip(), period) if part)
    return f"{who} {what}" if who else what


def _may_name(line: str) -> bool:
    """Whether a line of a cover may be the company's name: no number of its file, and not where its shares are listed or where it is registered."""
    return len(line) < 90 and not _FILE_NUMBER.search(line) and not _LISTED.search(line) and not _REGISTERED_IN.match(line)


def revised_in(lines: Sequence[str], published: date | None) -> date | None:
    """The day to date a page by: that of its publication, or of a revision that it states.

    A revision counts where the page says at its top that it was over a month later, as running lists and trackers do.
    """
    if published is None:
        return None
    for line in lines[:8]:
        match = _REVISED.search(line)
        if match is not None and (day := find_date(line[match.end() : match.end() + 40])) is not None:
            return day if (day - published).days > 31 else published
    return published


def published_in(lines: Sequence[str], *, filing: bool) -> date | None:
    """The day in the byline or dateline of an article, or on the cover of a filing."""
    if not filing:
        return next(
            (day for line in lines[:12] if len(line) < 300 and (day := find_date(line[:200])) is not None), None
        )
    signed = next((number for number, line in enumerate(lines) if _SIGNED.search(line)), None)
    near = lines[signed : signed + _SIGNATURE] if signed is not None else []
    for pattern in (
        r"as filed with.{0,80}? on\b",
        r"thereunto duly authorized.{0,80}?\bon\b",
        r"date of report",
        r"\bdated?\b\s*:",
        r"^\W*[A-Z][\w .]+,? [^.]{0,30}\d{4}\s*[.–—-]",
        r"^signed",
    ):
        for line in [*lines[:60], *near, *lines[-40:]]:
            match = re.search(pattern, line, re.IGNORECASE)
            if match is not None and (day := find_date(line[match.start() :])) is not None:
                return day
    # A signature may have its day alone, beside who signs.
    return next((day for line in near[1:] if len(line) < _SHORT and (day := find_date(line)) is not None), None)
