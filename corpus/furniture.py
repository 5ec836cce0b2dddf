"""The furniture of web pages: menus, teasers, advertisements, consent notices, comments."""

from __future__ import annotations

import re

from lxml import etree

from corpus.visibility import drop

__all__ = ["LABEL", "is_comments", "is_teaser_heading", "is_teaser_line", "remove_controls", "remove_furniture"]

_CONTROLS = frozenset("button nav menu form fieldset label".split())
_ROLES = frozenset(
    "navigation banner contentinfo complementary search menu menubar dialog alertdialog toolbar tablist".split()
)
_KEPT = frozenset(
    ("correction corrections amended amendment amendments clarification note notes footnote footnotes standfirst "
     "byline dateline caption transcript update updates lede").split()
)  # fmt: skip
_NAMES = frozenset(
    ("nav navbar navigation breadcrumb breadcrumbs crumbs sidebar masthead leaderboard advert advertisement "
     "advertising ad ads adslot adunit dfp sponsor sponsored sponsorship promo promos promotion cookie cookies gdpr "
     "ccpa consent onetrust cmp newsletter signup recirc recirculation onward onwards related comments disqus "
     "share sharing social addthis popup modal overlay interstitial cta blogroll trending mostread "
     "mostviewed mostpopular outbrain taboola pagination pager skiplink pullquote paywall regwall "
     "teaser teasers upsell viewerbar edition ticker footer foot editsection colophon copyright legal imprint").split()
)  # fmt: skip
_PAIRS = re.compile(
    r"(?:most|also)[-_]?(?:read|viewed|popular|like)|read[-_]?(?:next|more|also)|more[-_]?(?:stories|news|on|from|articles)|"
    r"(?:site|page|global|main|top)[-_]?(?:header|footer|nav|menu|bar)|(?:tag|topic)[-_]?(?:list|s)|author[-_]?bio|"
    r"call[-_]?to[-_]?action|ad[-_](?:slot|unit|container|wrapper|box|label)|you[-_]?may|recommend(?:ed|ations?)|"
    r"subscri(?:be|ption)[-_]?\w*|comment[-_]?(?:list|s|section|form|area)",
    re.IGNORECASE,
)
_CONTENT = frozenset(["main", "article", "h1"])

_TEASER = re.compile(
    r"more (?:on|from|in|stories|episodes|news|like|articles|coverage|reading)\b.*|more|"
    r"related(?:\s+(?:articles?|stories|story|content|news|links|posts|coverage|topics|reading|items))?|"
    r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)\b.*|also (?:read|on|in|from)\b.*|"
    r"(?:what to )?read (?:this )?(?:next|more|also)\b.*|up next|next up|recommended\b.*|"
    r"most (?:read|viewed|popular|shared|commented|watched|recent)\b.*|"
    r"trending\b.*|popular(?: now| stories| posts| articles)?|latest(?: news| stories| posts| articles| from\b.*)?|"
    r"top (?:stories|news|headlines)|editor[’']?s[’']? (?:picks?|choice)|(?:around|from|elsewhere on) the web|"
    r"promoted(?: content)?|"
    r"sponsored\b.*|partner content|advertisement|newsletters?|sign up\b.*|subscribe\b.*|join (?:the|our)\b.*|"
    r"get our\b.*|"
    r"share(?: this)?(?: (?:article|story|post|page|on))?|blogroll|archives?|categories|tags|topics|follow us\b.*|"
    r"(?:keep|continue) reading\b.*|white ?papers?|upcoming events|our picks|don[’']t miss\b.*|in case you missed\b.*|"
    r"other (?:stories|news|releases|articles|posts)\b.*|\w+[’']s? (?:other )?releases|explore more\b.*|see more\b.*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+ |all |reader |readers[’'] )?(?:comments?|responses?|replies|thoughts on\b.*)(?: ?\(\d+\)| on\b.*)?|"
    r"discussion (?:about|\(\d+\)).*|"
    r"leave a (?:reply|comment)\b.*|join the (?:conversation|discussion)\b.*|what do you think\?.*|post a comment",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"advertisement|ad|advert|sponsored(?: content| by\b.*)?|share(?: this)?(?: (?:article|story|post))?|print|e-?mail|"
    r"comments?|"
    r"(?:\d+ )?(?:shares?|likes?|comments?)|subscribe(?: now)?|sign (?:in|up)|log ?in|loading\W*|read more|"
    r"see more|show more|"
    r"skip to\b.*|follow us\b.*|copy link|save|listen|menu|close|back to top|(?:go )?back|top|tags?:.*|filed under:.*|"
    r"click here\b.*|(?:watch|listen|video|photos?|gallery):.*|\[x\]|×|learn more|contact us",
    re.IGNORECASE,
)
"""A short text that is a label of the page, not a part of what it says."""


def is_teaser_heading(text: str) -> bool:
    """Whether a heading announces what else there is to read."""
    return len(text) <= 80 and _TEASER.fullmatch(text.strip(" :·|…")) is not None


_ELSEWHERE = re.compile(
    r"\W*(?:also (?:on|in|from|read)|more (?:on|from|in)|elsewhere (?:on|in)|read (?:more|next|also)|related(?: (?:stories|articles|coverage|reading|news))?|see also|don[’']t miss|"
    r"in case you missed it|most read|you (?:may|might) also like|recommended(?: for you)?)\b(?P<where>[^:.!?\n]{0,30}):\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def is_teaser_line(text: str) -> bool:
    """Whether a line names other stories of its publisher: "ALSO ON THE WIRE: Acme Prices Notes / Bolt Closes Round". A sentence is none."""
    found = _ELSEWHERE.fullmatch(text.strip())
    return found is not None and len(text) <= 300 and not found["what"].rstrip().endswith((".", "!", ";"))


def is_comments(text: str) -> bool:
    """Whether a heading announces the readers' comments."""
    return len(text) <= 80 and _COMMENTS.fullmatch(text.strip(" :·|…")) is not None


def remove_controls(root: etree._Element) -> None:
    """Take out what no kind of page says its text with: menus, buttons, dialogs."""
    for element in list(root.iter("button", "nav", "menu")):
        if not any(True for _ in element.iter("h1", "article", "main")):
            drop(element)
    for element in root.xpath("//*[@role]"):
        if (element.get("role") or "").lower() in _ROLES - {"complementary", "banner"} and not _holds_content(element):
            drop(element)


def remove_furniture(root: etree._Element) -> None:
    """Take out of a web page what is not its article, as far as tags, roles and names of classes tell.

    Never what holds the page's headline or main element.
    """
    whole = _size(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "main", "article", "h1"}:
            continue
        if element.getparent() is None or not _is_furniture(element):
            continue
        if _holds_content(element):
            continue
        # A page can be built inside one element with an unlucky name.
        if _size(element) > 0.6 * whole and not _names(element) & {"comments", "disqus"}:
            continue
        drop(element)


def _is_furniture(element: etree._Element) -> bool:
    names = _names(element)
    tag = element.tag
    if (element.get("role") or "").lower() in {"note", "table", "row", "cell"} or names & _KEPT:
        return False
    if tag in _CONTROLS or (element.get("role") or "").lower() in _ROLES:
        return True
    if tag == "aside":
        return True
    if tag in {"header", "footer"}:
        inside = any(True for _ in element.iterancestors("article", "main", "blockquote"))
        return not inside or (tag == "footer" and not any(True for _ in element.iterancestors("blockquote")))
    if names & _NAMES:
        return True
    labels = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(labels) > 1 and _PAIRS.search(labels) is not None


def _names(element: etree._Element) -> set[str]:
    """The words of an element's classes and id: `c-AdSlot__inner` gives c, ad, slot, inner and adslot."""
    found: set[str] = set()
    for label in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        # A name with a state ("has-sidebar", "comments-open") speaks of the page around it.
        if re.match(r"(?:has|is|no|with|without|js)-", label, re.IGNORECASE):
            continue
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", label)
        found.update(word.lower() for word in words)
        found.add(re.sub(r"[^a-z]", "", label.lower()))
    return found


def _holds_content(element: etree._Element) -> bool:
    return any(True for _ in element.iter(*_CONTENT)) or element.get("itemprop") == "articleBody"


def _size(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext() if isinstance(text, str))
