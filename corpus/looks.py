"""How a line is set: weight, slope, size, colour and place, which is how filings tell their headings apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

__all__ = ["PLAIN", "Look", "line_look", "look_of"]

_BOLD = frozenset(["b", "strong", "th"])
_ITALIC = frozenset(["i", "em", "cite"])
_UNDERLINED = frozenset(["u", "ins"])
_SIZE = re.compile(r"([\d.]{1,8})(pt|px|em|rem|%)")
_POINTS = {"pt": 1.0, "px": 0.75, "rem": 12.0}
_BLACK = re.compile(r"black|#0{3,8}|rgba?\(0,0,0[^)]*\)|inherit|windowtext|auto")
_FONT = re.compile(r"font(?:-weight)?\s*:[^;]*\b(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)


class Look(NamedTuple):
    """How text is set. `size` is in points, 0 where the page does not say; `colour` is empty for black."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float = 0.0
    colour: str = ""
    centred: bool = False


PLAIN = Look()
"""Text that nothing is said of."""


def look_of(element: etree._Element, above: Look) -> Look:
    """The look of an element's text, where that around it has the look `above`."""
    tag, style = element.tag, element.get("style")
    if style is None and not element.attrib and tag not in _BOLD | _ITALIC | _UNDERLINED and tag != "center":
        return above
    look = above
    if tag in _BOLD:
        look = look._replace(bold=True)
    elif tag in _ITALIC:
        look = look._replace(italic=True)
    elif tag in _UNDERLINED:
        look = look._replace(underlined=True)
    elif tag == "font" and (named := element.get("color")):
        look = look._replace(colour=_colour(named))
    if tag == "center" or element.get("align") == "center":
        look = look._replace(centred=True)
    elif element.get("align"):
        look = look._replace(centred=False)
    return _styled(style, look) if style else look


@lru_cache(maxsize=8192)
def _styled(style: str, look: Look) -> Look:
    if len(style) > 4000:
        return look
    changed: dict[str, object] = {}
    for part in style.lower().split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip(), value.replace("!important", "").strip()
        if name in {"font", "font-weight"}:
            heavy = _FONT.search(part) is not None
            if heavy or name == "font-weight":
                changed["bold"] = heavy or (look.bold and value in {"inherit", ""})
        if name in {"font", "font-style"} and (name == "font-style" or "italic" in value):
            changed["italic"] = "italic" in value or "oblique" in value
        if name in {"text-decoration", "text-decoration-line"} and value != "none":
            changed["underlined"] = look.underlined or "underline" in value
        if name in {"font", "font-size"} and (size := _SIZE.search(value)) is not None:
            changed["size"] = _points(size[1], size[2], look.size)
        if name == "color":
            changed["colour"] = _colour(value)
        if name == "text-align" and value != "inherit":
            changed["centred"] = value == "center"
    return look._replace(**changed) if changed else look  # type: ignore[arg-type]  # each has its field's type


def _points(number: str, unit: str, above: float) -> float:
    try:
        value = float(number)
    except ValueError:
        return above
    if unit in {"em", "%"}:
        value = (above or 10.0) * (value / 100 if unit == "%" else value)
    else:
        value *= _POINTS[unit]
    return round(min(value, 100.0), 1)


def _colour(value: str) -> str:
    bare = re.sub(r"\s+", "", value[:40].lower())
    return "" if _BLACK.fullmatch(bare) else bare


def line_look(pieces: Sequence[tuple[str, Look]]) -> Look:
    """The look of a line put together from pieces: what nearly all of its letters have."""
    weights = [(sum(map(str.isalnum, text)), look) for text, look in pieces]
    total = sum(weight for weight, _ in weights)
    if not total:
        return PLAIN
    sizes: Counter[float] = Counter()
    colours: Counter[str] = Counter()
    for weight, look in weights:
        sizes[look.size] += weight
        colours[look.colour] += weight
    return Look(
        bold=sum(weight for weight, look in weights if look.bold) >= 0.95 * total,
        italic=sum(weight for weight, look in weights if look.italic) >= 0.9 * total,
        underlined=sum(weight for weight, look in weights if look.underlined) >= 0.8 * total,
        size=sizes.most_common(1)[0][0],
        colour=colours.most_common(1)[0][0],
        centred=weights[0][1].centred,
    )
