"""What a reader of the page does not see is taken out of it, so that nothing hidden is ever read or quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree

from corpus.styles import Styles, colour, read_rules

__all__ = ["drop", "remove_hidden"]

_NEVER = frozenset(
    ("script style template noscript head title meta link object embed applet iframe svg canvas audio video select "
     "option datalist textarea input map area base param source track frame frameset noframes dialog rp annotation "
     "annotation-xml ix:header ix:hidden ix:references ix:resources o:p w:sdt xml").split()
)  # fmt: skip
_READERS_ONLY = frozenset(
    ("sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader sr-text a11y-hidden "
     "assistive-text u-hidden-visually hidden-visually offscreen off-screen").split()
)  # fmt: skip
_FAR = -999.0  # px; text moved this far is off any screen
_SMALLEST = 3.0  # px; smaller letters cannot be read
_CLOSE = 20  # of 255; text and background that differ by less in every channel look the same
_PX = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "": 1.0}
_RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5}
_LENGTH = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)")

_OWN_LOOK = frozenset({"font", "html", "body"})
"""Elements whose look depends on more than what is declared for them."""
_HEADLINES = frozenset({"h1", "h2", "h3"})

_RGB = tuple[int, int, int]


@dataclass(frozen=True)
class _Look:
    """What an element hands on to those within it. A background of None cannot be known."""

    ink: _RGB = (0, 0, 0)
    clear: bool = False
    paper: _RGB | None = (255, 255, 255)
    size: float = 16.0
    shown: bool = True

    @cached_property
    def read(self) -> bool:
        """Whether letters that look so are read."""
        return self._seen and (self.paper is None or max(abs(a - b) for a, b in zip(self.ink, self.paper, strict=True)) > _CLOSE)

    @cached_property
    def read_in_headline(self) -> bool:
        """Whether a headline is: one in white lies on a picture or a colour from a linked style sheet."""
        return self.read or (self._seen and self.paper == (255, 255, 255))

    @property
    def _seen(self) -> bool:
        return self.shown and not self.clear and self.size >= _SMALLEST


def drop(element: etree._Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def remove_hidden(root: etree._Element) -> None:
    """Take out of the tree what is not shown.

    Scripts and other elements without shown text, the `hidden` attribute, `display: none`, `visibility: hidden`,
    opacity 0, text moved off the screen or clipped away, letters too small to read, and text in the colour of its
    background; also the hidden facts of inline XBRL. Style sheets in the page count, linked ones cannot be known.
    """
    rules = read_rules([sheet.text or "" for sheet in root.iter("style") if _for_screens(sheet)])
    stack: list[tuple[etree._Element, _Look]] = [(root, _Look())]
    dropped: list[etree._Element] = []
    plain = not rules.by_key
    looks: dict[tuple[_Look, tuple[tuple[str, str], ...]], _Look] = {}
    while stack:
        element, look = stack.pop()
        if not isinstance(element.tag, str):
            dropped.append(element)
            continue
        if plain and not element.attrib and element.tag not in _NEVER:
            own = look
        else:
            styles = rules.style_of(element)
            if _is_gone(element, styles):
                dropped.append(element)
                continue
            if element.tag in _OWN_LOOK or "visibility" in styles or element.get("bgcolor"):
                own = _look(element, styles, look) if styles or element.get("bgcolor") or element.tag == "font" else look
            elif styles:
                # A page has some hundred looks, each of thousands of elements.
                alike = look, tuple(styles.items())
                own = looks.get(alike) or looks.setdefault(alike, _look(element, styles, look))
            else:
                own = look
        if not (own.read or (element.tag in _HEADLINES and own.read_in_headline)):
            _blank(element)
        stack.extend((child, own) for child in element)
    for element in dropped:
        drop(element)


def _for_screens(sheet: etree._Element) -> bool:
    media = (sheet.get("media") or "all").lower()
    return "screen" in media or "all" in media


def _is_gone(element: etree._Element, styles: Styles) -> bool:
    """Whether nothing in the element can be seen, whatever is declared for the elements within it."""
    if element.tag in {"html", "body"}:
        return False
    if element.tag in _NEVER:
        return not (element.tag == "dialog" and element.get("open") is not None)
    if element.get("hidden") is not None:
        return True
    classes = element.get("class")
    if classes and not _READERS_ONLY.isdisjoint(classes.lower().split()):
        return True
    if not styles:
        return False
    if styles.get("display") == "none" or styles.get("content-visibility") == "hidden":
        return True
    opacity = styles.get("opacity")
    if opacity is not None and (_number(opacity) or 0.0) <= 0.05 and not _is_revealed(element):
        return True
    return _is_away(tuple(styles.items()))


def _is_revealed(element: etree._Element) -> bool:
    """Whether the element holds the page's headline: pages fade in what they are about when a script runs."""
    return element.tag in {"body", "html"} or any(True for _ in element.iter("h1"))


@lru_cache(maxsize=4096)
def _is_away(declared: tuple[tuple[str, str], ...]) -> bool:
    """Whether what is declared moves an element off the screen or cuts all of it off."""
    styles = dict(declared)
    return _is_outside(styles) or _is_clipped(styles)


def _is_outside(styles: Styles) -> bool:
    if styles.get("position") in {"absolute", "fixed", "relative"}:
        for side in ("left", "right", "top", "bottom"):
            if (_px(styles.get(side)) or 0.0) <= _FAR:
                return True
    for name in ("text-indent", "margin-left", "margin-top"):
        if (_px(styles.get(name)) or 0.0) <= _FAR:
            return True
    transform = styles.get("transform", "")
    moved = re.search(r"translate[xy]?\(\s*(-?\d+)(?:px|em|vw|rem)", transform)
    return (moved is not None and float(moved[1]) <= _FAR) or re.search(
        r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]", transform
    ) is not None


def _is_clipped(styles: Styles) -> bool:
    if re.search(
        r"rect\(\s*[01](?:px)?[,\s]+[01](?:px)?[,\s]+[01](?:px)?[,\s]+[01](?:px)?\s*\)", styles.get("clip", "")
    ):
        return True
    if re.search(r"inset\(\s*(?:50|100)%|circle\(\s*0", styles.get("clip-path", "")):
        return True
    if "hidden" in styles.get("overflow", "") or "clip" in styles.get("overflow", ""):
        for name in ("width", "height", "max-width", "max-height"):
            length = _px(styles.get(name))
            if length is not None and length <= 1.0:
                return True
    return False


def _look(element: etree._Element, styles: Styles, above: _Look) -> _Look:
    ink, clear, paper, size, shown = above.ink, above.clear, above.paper, above.size, above.shown
    if element.tag == "font" and (named := colour(element.get("color") or "")) is not None:
        ink = named[:3]
    if (declared := styles.get("color")) is not None and (painted := colour(declared)) is not None:
        ink, clear = painted[:3], painted[3] <= 0.05
    background = styles.get("background-color") or styles.get("background") or element.get("bgcolor")
    if background:
        paper = _paper(background, paper)
    if "url(" in styles.get("background-image", "") or "gradient" in styles.get("background-image", ""):
        paper = None
    if element.tag in {"html", "body"} and not background and ink != above.ink:
        paper = None  # a page that sets its ink alone has its paper in a linked style sheet
    if (letters := styles.get("font-size")) is not None:
        size = _letters(letters, size)
    elif (font := styles.get("font")) is not None and (match := re.search(r"(?<![\w.])([\d.]+(?:px|pt|em|%))", font)):
        size = _letters(match[1], size)
    if (seen := styles.get("visibility")) is not None:
        shown = seen not in {"hidden", "collapse"} or _is_revealed(element)
    return _Look(ink, clear, paper, size, shown)


def _paper(background: str, above: _RGB | None) -> _RGB | None:
    if "url(" in background or "gradient" in background or "var(" in background:
        return None
    for part in re.findall(r"rgba?\([^)]*\)|[#\w]+", background):
        painted = colour(part)
        if painted is not None:
            return painted[:3] if painted[3] > 0.5 else above
    return above


def _blank(element: etree._Element) -> None:
    """Remove the element's own text; the elements within it may be visible again."""
    element.text = None
    for child in element:
        child.tail = None


def _letters(value: str, above: float) -> float:
    match = _LENGTH.match(value)
    if match is None:
        return 16.0 if value in {"medium", "initial"} else above
    unit = match[2]
    if unit == "rem":
        return float(match[1]) * 16
    if unit in _RELATIVE:
        return float(match[1]) * _RELATIVE[unit] * above
    return float(match[1]) * _PX[unit] if unit in _PX else above


def _px(value: str | None) -> float | None:
    match = _LENGTH.match(value) if value else None
    if match is None:
        return None
    unit = match[2]
    return float(match[1]) * {"em": 16.0, "rem": 16.0, "%": 10.0, "vw": 12.8, "vh": 8.0}.get(unit, _PX.get(unit, 0.0))


def _number(value: str) -> float | None:
    match = _LENGTH.match(value)
    return None if match is None else float(match[1]) / (100 if match[2] == "%" else 1)
