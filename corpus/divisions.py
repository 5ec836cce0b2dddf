"""Parts and items: the numbered divisions that the forms of the SEC prescribe ("Part II", "Item 7A.")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

__all__ = ["Division", "division_of", "spaced"]

_LONGEST = 260
_PART = re.compile(r"part\s*(?P<number>iv|i{1,3}|[1-4])\b\s*(?P<rest>.*)", re.IGNORECASE)
_ITEM = re.compile(
    r"(?P<part>part\s+(?:iv|i{1,3}|[1-4])\b\W{1,4})?items?\s*"
    r"(?P<number>\d{1,2}(?:\.\d\d)?[a-k]?(?!\d)(?:\([a-z]\))?(?:(?:\s*(?:,|and|&)\s*)+(?:item\s*)?\d{1,2}[a-d]?(?!\d)){0,3})(?!\w)"
    r"\s*(?P<mark>[.:)]?\s*[-–—|]?)\s*(?P<title>.*)",
    re.IGNORECASE,
)
# What the forms call their items (10-K, 10-Q, 20-F): enough of each to know it by where a line is set as plain text.
_OFFICIAL = re.compile(
    r"(?:financial statements|business|risk factors|unresolved staff|cybersecurity|properties|legal proceedings|mine safety|"
    r"submission of matters|market for (?:the )?(?:registrant|company|our)|selected (?:consolidated )?financial|"
    r"\[?\(?reserved|management[’']s discussion|quantitative and qualitative|consolidated financial statements|changes in and|"
    r"changes in (?:the )?registrant|controls and procedures|other information|disclosure regarding|directors,? |"
    r"executive compensation|security ownership|certain relationships|principal account|exhibits?\b|form 10-k summary|"
    r"unregistered sales|defaults upon|identity of directors|offer statistics|key information|information on the company|"
    r"operating and financial review|major shareholders|financial information|the offer and listing|additional information|"
    r"description of securities|information (?:not )?required)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Division:
    """A line that opens a part (level 2) or an item (level 3).

    `text` is the line with the white space that its setting stood for; `official` whether its title is the form's.
    """

    level: int
    number: str
    title: str
    text: str
    official: bool = False

    @property
    def key(self) -> str:
        """What tells it from other divisions of its part: "part ii", "item 7a"."""
        return f"{'part' if self.level == 2 else 'item'} {self.number}"

    def titled(self, title: str) -> Division:
        """The division with the title that stands in the next line."""
        return replace(self, title=title, text=f"{self.text} {title}", official=_OFFICIAL.match(title) is not None)


def division_of(text: str) -> Division | None:
    """The part or item that a line of its own opens, None where it only speaks of one."""
    if len(text) > _LONGEST or text[:1] not in "PpIi":
        return None
    if (item := _ITEM.fullmatch(text)) is not None:
        title = item["title"].strip()
        if (title and not _is_title(title)) or (not title and item["part"]):
            return None
        number = re.sub(r"\s+", " ", item["number"].casefold())
        # Items of current reports ("Item 2.02") are numbered like nothing else.
        return Division(3, number, title, spaced(text), "." in number or _OFFICIAL.match(title) is not None)
    if (part := _PART.fullmatch(text)) is not None:
        rest = part["rest"].strip(" .:-–—|")
        if rest and (len(rest) > 90 or not _is_title(rest)):
            return None
        return Division(2, part["number"].casefold(), rest, spaced(text), not rest or _OFFICIAL.match(rest) is not None)
    return None


def spaced(text: str) -> str:
    """The heading with spaces where only its setting parts a number from what it numbers: "Item 1.Business"."""
    text = re.sub(r"^((?:part|items?))(?=\d)", r"\1 ", text, flags=re.IGNORECASE)
    return re.sub(r"^((?:items?|note)\s+\d{1,2}(?:\.\d\d)?[a-k]?[.:])(?=[^\W\d]|\[)", r"\1 ", text, flags=re.IGNORECASE)


def _is_title(rest: str) -> bool:
    """Whether what follows the number is a title, not the rest of a sentence."""
    if not (rest[0].isupper() or rest[0] in "[(*"):
        return False
    if rest[0] == "(" and not re.match(r"\((?:removed|reserved|unaudited|continued)", rest, re.IGNORECASE):
        return False
    return re.search(r"(?i:\b(?:of|in) (?:this|the|our) (?:annual |quarterly )?report\b)|[a-z]\.\s+[A-Z][a-z]+ [a-z]", rest) is None
