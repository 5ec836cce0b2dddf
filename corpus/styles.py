"""Just enough CSS to tell what a page hides: inline styles, and rules of the page's own style sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from corpus.errors import ImportFailure

__all__ = ["Rules", "colour", "declarations", "read_rules"]

_TELLING = frozenset(
    ("display visibility opacity position left right top bottom text-indent margin-left margin-top font-size font "
     "color background background-color background-image clip clip-path width height max-height max-width overflow "
     "transform content-visibility").split()
)  # fmt: skip
_COMPOUND = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[hidden\])*)", re.IGNORECASE)
_NAMED = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245), "floralwhite": (255, 250, 240), "black": (0, 0, 0), "red": (255, 0, 0),
    "green": (0, 128, 0), "blue": (0, 0, 255), "navy": (0, 0, 128), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "silver": (192, 192, 192), "yellow": (255, 255, 0), "maroon": (128, 0, 0), "teal": (0, 128, 128),
}  # fmt: skip

_MOST_STEPS = 1_000_000  # parts of selectors compared with elements; large pages need some 100,000

_Compound = tuple[str, frozenset[str], str]
Styles = dict[str, str]


@lru_cache(maxsize=8192)
def _parsed(style: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _TELLING:
            found.append((name, " ".join(value.lower().replace("!important", "").split())))
    return tuple(found)


def declarations(style: str) -> tuple[tuple[str, str], ...]:
    """The declarations of a style attribute that bear on whether text is seen, names and values in lower case."""
    return _parsed(style)


@lru_cache(maxsize=1024)
def colour(value: str) -> tuple[int, int, int, float] | None:
    """Red, green, blue (0 to 255) and opacity (0 to 1) of a CSS colour, or None where that cannot be told."""
    value = value.strip().lower()
    if value == "transparent":
        return (0, 0, 0, 0.0)
    if value in _NAMED:
        return (*_NAMED[value], 1.0)
    if match := re.fullmatch(r"#?([0-9a-f]{3,8})", value):
        digits = match[1]
        if len(digits) in {3, 4}:
            digits = "".join(d * 2 for d in digits)
        if len(digits) not in {6, 8}:
            return None
        parts = [int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)]
        return (parts[0], parts[1], parts[2], parts[3] / 255 if len(parts) == 4 else 1.0)
    if match := re.fullmatch(r"rgba?\(([^)]*)\)", value):
        numbers = re.findall(r"[\d.]+%?", match[1])
        if len(numbers) >= 3:
            r, g, b = (round(float(n[:-1]) * 2.55) if n.endswith("%") else round(float(n)) for n in numbers[:3])
            alpha = 1.0
            if len(numbers) > 3:
                alpha = float(numbers[3].rstrip("%")) / (100 if numbers[3].endswith("%") else 1)
            return (r, g, b, alpha)
    return None


@dataclass(slots=True)
class Rules:
    """The telling rules of a page's style sheets, found by the last compound of their selectors."""

    steps: int = 0
    by_key: dict[str, list[tuple[int, int, tuple[_Compound, ...], tuple[tuple[str, str], ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def style_of(self, element: etree._Element) -> Styles:
        """What the style sheets and the element's own style attribute declare for it, the latter last."""
        styles: Styles = {}
        if self.by_key:
            rules = [rule for key in _keys(element) for rule in self.by_key.get(key, ())]
            self.steps += sum(len(rule[2]) for rule in rules)
            if self.steps > _MOST_STEPS:
                raise ImportFailure("its style sheets have too many rules to tell what it shows; save it as plain HTML")
            matched = [rule for rule in rules if _matches(element, rule[2])]
            for rule in sorted(matched, key=lambda r: r[:2]):
                styles.update(rule[3])
        own = element.get("style")
        if own:
            styles.update(_parsed(own))
        return styles


def read_rules(sheets: list[str]) -> Rules:
    """Read style sheets.

    Rules under a condition (`@media print`, `@supports`) and selectors with pseudo-classes are passed over.
    """
    rules = Rules()
    order = 0
    for sheet in sheets:
        for selectors, body in _blocks(re.sub(r"/\*.*?\*/|<!--|-->", "", sheet[:500_000], flags=re.DOTALL)):
            found = _parsed(body)
            if not found:
                continue
            for selector in selectors.split(","):
                compounds = _selector(selector)
                if compounds is None:
                    continue
                declared = found
                if compounds[-1][0] in {"html", "body"}:
                    # Pages hide their body until a script runs; what a reader sees is the page after that.
                    declared = tuple(pair for pair in found if pair[0] == "color" or pair[0].startswith("background"))
                order += 1
                weight = sum(100 * bool(c[2]) + 10 * len(c[1]) + bool(c[0]) for c in compounds)
                tag, classes, ident = compounds[-1]
                key = f"#{ident}" if ident else f".{min(classes)}" if classes else tag or "*"
                rules.by_key[key].append((weight, order, compounds, declared))
    return rules


def _blocks(sheet: str) -> list[tuple[str, str]]:
    """The selector and body of each rule at the top level, and in `@media` blocks for screens of any size."""
    found = []
    position = 0
    while (opening := sheet.find("{", position)) >= 0:
        head = sheet[position:opening].rpartition(";")[2].rpartition("}")[2].strip()
        depth, end = 1, opening + 1
        if not head.startswith("@"):
            end = sheet.find("}", opening)
            if end < 0:
                break
            found.append((head, sheet[opening + 1 : end]))
            position = end + 1
            continue
        while depth and end < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        if re.fullmatch(r"@media\s+(?:only\s+)?(?:screen|all)|@layer\b.*", head):
            found.extend(_blocks(sheet[opening + 1 : end - 1]))
        position = end
    return found


def _selector(selector: str) -> tuple[_Compound, ...] | None:
    compounds: list[_Compound] = []
    for part in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(part)
        if match is None or not part:
            return None
        names = re.findall(r"[.#][\w-]+|\[hidden\]", match["rest"])
        tag = (match["tag"] or "").lower().strip("*")
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        ident = next((name[1:] for name in names if name[0] == "#"), "")
        compounds.append((tag, classes, ident))
    return tuple(compounds) or None


def _keys(element: etree._Element) -> list[str]:
    keys = [element.tag, "*"]
    if ident := element.get("id"):
        keys.append(f"#{ident}")
    if classes := element.get("class"):
        keys.extend(f".{name}" for name in set(classes.split()))
    return keys


def _matches(element: etree._Element, compounds: tuple[_Compound, ...]) -> bool:
    if not _fits(element, compounds[-1]):
        return False
    ancestor = element.getparent()
    for compound in reversed(compounds[:-1]):
        while ancestor is not None and not _fits(ancestor, compound):
            ancestor = ancestor.getparent()
        if ancestor is None:
            return False
        ancestor = ancestor.getparent()
    return True


def _fits(element: etree._Element, compound: _Compound) -> bool:
    tag, classes, ident = compound
    if tag and element.tag != tag:
        return False
    if ident and element.get("id") != ident:
        return False
    return not classes or classes <= set((element.get("class") or "").split())
