"""Subjects: whom a sentence is about that names nobody: by its pronoun, its noun ("the start-up") or its section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.entity_table import EntityMatch, EntityTable

__all__ = ["called", "carries_on", "points_back", "roles_of", "run_in", "section_of"]

_ROLE = (
    r"start-?ups?|(?:chip|car|drug|model|robot)?makers?|developers?|operators?|providers?|utility|lenders?|landlords?|labs?|laborator(?:y|ies)|"
    r"groups?|retailers?|publishers?|brokers?|miners?|banks?|insurers?|carriers?|airlines?|specialists?|label+ers?|builders?|buyers?|bidders?|suitors?|"
    r"acquirers?|targets?|unit|arm|subsidiary|outfit|venture|foundry|hoster|host|rival|plaintiffs?|guild|collective|union|university|agency"
)
_GENERAL = r"company|firm|business|organi[sz]ation|team|corporation|pair|parent"
_LEAD_IN = r"(?:(?:[Ii]n|[Aa]t|[Bb]y|[Ff]or|[Dd]uring|[Ss]ince|[Oo]ver|[Oo]n|[Ll]ast|[Tt]his|[Aa]cross)\s[^,;:]{1,40}?,?\s|[Aa]nd\s|[Bb]ut\s|[Ss]o\s)?"
_POINTS = re.compile(
    rf"\W*{_LEAD_IN}(?:it|its|they|their|that|this|he|she|his|her|each|of (?:that|this)|in all|together|the\s(?:[\w’'-]+\s){{0,2}}?(?:{_ROLE}|{_GENERAL}))\b",
    re.IGNORECASE,
)
_ROLE_OPENS = re.compile(rf"\W*{_LEAD_IN}the\s(?:[\w’'-]+\s){{0,2}}?(?P<role>{_ROLE})\b", re.IGNORECASE)
_ROLE_BEFORE = re.compile(rf"\b(?P<role>{_ROLE})\s(?:called\s|named\s)?$", re.IGNORECASE)
_ROLE_AFTER = re.compile(rf",\s(?:an?|the|its|their)\s[^,;.]{{0,60}}?\b(?P<role>{_ROLE})\b", re.IGNORECASE)
_BUYING = re.compile(
    r"\b(?:buy|buys|bought|buying|acquir\w+|takes? over|taking over|took over|takeover of|purchase of|acquisition of|pay for|pays for|paid for|bid for|bids for|offer for)\s(?:[\w’'-]+\s){0,4}$",
    re.IGNORECASE,
)
_TIMED = re.compile(r"^\W*\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,4}|[–—|-]))?\s+", re.IGNORECASE)
"""The time before the heading of a live post: "21:40 Acme shares off 11%"."""
_NUMBERING = re.compile(r"^\W*(?:(?:no\.?\s?)?\d{1,2}[.):]?\s+)?", re.IGNORECASE)


_INTRODUCES = re.compile(r"^\W*(?:\d{1,2}[.):]?\s+)?(?:[Ww]ho|[Ww]hat)(?:['’]s|\s(?:is|are|was|were))\s(?=[A-ZÀ-Þ])|^\W*(?:[Aa]bout|[Mm]eet)\s(?=[A-ZÀ-Þ])")
"""What stands before the name in a heading over what somebody is: "Who is Acme?", "About Acme"."""


def carries_on(sentence: str, names: Sequence[EntityMatch]) -> bool:
    """Whether a sentence that begins with such a word stays with whom it stands for: no name stands right behind the word."""
    found = _POINTS.match(sentence)
    return found is not None and not any(name.start <= found.end() + 1 for name in names)


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with a word that stands for someone named before: "It", "The start-up", "In May it"."""
    return bool(_POINTS.match(sentence))


def _role(word: str) -> str:
    plain = word.lower().replace("-", "").rstrip("s")
    return {"acquirer": "buyer", "bidder": "buyer", "suitor": "buyer", "laboratory": "lab", "laboratorie": "lab"}.get(plain, plain)


def roles_of(sentence: str, names: Sequence[EntityMatch], table: EntityTable) -> dict[str, str]:
    """What a sentence calls the companies it names: "the start-up Acme", "Acme, a chip maker", who buys and who is bought."""
    found: dict[str, str] = {}
    companies = [n for n in names if table.is_company(n.name)]
    for place, name in enumerate(companies):
        before, after = sentence[: name.start], sentence[name.end :]
        for match in (_ROLE_BEFORE.search(before), _ROLE_AFTER.match(after)):
            if match:
                found[_role(match["role"])] = name.name
        if place and _BUYING.search(before):
            found["target"] = name.name
            found["buyer"] = companies[0].name
            # The one bought is the smaller of the two, and is called a start-up more often than its buyer.
            found.setdefault("startup", name.name)
    return found


def called(sentence: str, roles: dict[str, str]) -> str:
    """The company that the opening words of a sentence call by its role ("The buyer had ..."), "" where none is known."""
    match = _ROLE_OPENS.match(sentence)
    return roles.get(_role(match["role"]), "") if match else ""


_OF_PAGES = re.compile(r"\b(?:remarks|questions?|answers?|operator|participants|presentation|transcript|comments?|contents|summary|highlights|outlook|overview|background)\b", re.IGNORECASE)


def section_of(heading: str, table: EntityTable, prose: str) -> str:
    """The name that a section is about: its heading is that name, numbered or not ("3. Acme", "Acme: $2 billion").

    A name that is no company's or product's, nor in another document, has to stand in the `prose` too.
    """
    timed = _TIMED.match(heading)
    start = timed or _INTRODUCES.match(heading) or _NUMBERING.match(heading)
    place = start.end() if start else 0
    for name in table.find(heading):
        rest = heading[name.end :].strip()
        if timed and name.start == place and table.is_company(name.name):
            return name.name
        if name.start == place and (not rest or rest[0] in ":,(–—-|" or len(rest.split()) <= 2):
            entry = table.entry(name.name)
            known = entry is not None and (entry.listed or entry.kind in {"company", "product"} or len(entry.documents) > 1)
            if _OF_PAGES.search(heading[name.start : name.end]):
                return ""
            # A number before a name that is all there is of a heading makes it one of a letter's items.
            item = place > 0 and not rest
            return name.name if known or item or re.search(rf"\b{re.escape(heading[name.start : name.end])}\b", prose) else ""
    return ""


def run_in(sentence: str, table: EntityTable) -> str:
    """The name that stands alone before a paragraph as its heading: "Acme. An article on ...", "" where none does."""
    names = table.find(sentence)
    return names[0].name if len(names) == 1 and not re.search(r"\w", sentence[: names[0].start] + sentence[names[0].end :]) else ""
