"""Members: for which part of a company a tagged number is, and what that part is called.

The members of a tag say on which axes it is less than the whole. What a part is called is in its row's and column's words, as
people ask for it in these, with the member's own name beside them where that says more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TypeAlias

from corpus.document import Tag, words_of

__all__ = ["OF_SEGMENTS", "Member", "concept_of", "member_name", "part_members", "part_name"]

Member: TypeAlias = tuple[str, str]
"""An axis and a member of it."""

OF_SEGMENTS = re.compile(r"ConsolidationItemsAxis$")
"""The axis that says of numbers of segments how they add up to the company's."""
_ALL_SEGMENTS = re.compile(r"(?:OperatingSegments|ReportableSegments?)Member$")
_EVERYTHING = re.compile(r"ConsolidatedEntitiesMember$")
_OF_STOCK = re.compile(r"ClassOfStockAxis$")
_SMALL = re.compile(r"^(.{3,}?)(and|of|the|for|in)$")
_OF_MEMBERS = re.compile(r"(?:(?<!Operating)(?<!Reportable)(?<!Other)Segments?|Domain)$")
_LONGEST = 40
"""Characters of a member's name that is worth showing beside the row's own word."""
_LONGEST_LABEL = 100
"""The same of a row's or column's words; more are a sentence."""
_NO_NAME = frozenset({"and", "the", "of", "total"})


_OWNERS = re.compile(r"EquityComponentsAxis$")
_PARENT = re.compile(r":ParentMember$")
_OF_OWNERS = {
    "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": "us-gaap:StockholdersEquity",
    "us-gaap:ProfitLoss": "us-gaap:NetIncomeLoss",
}
"""Of what belongs to all owners that of the company's own, which has a concept of its own."""


def concept_of(tag: Tag) -> str:
    """The concept that a tag's concept and members come to: all owners' equity, for those of the parent, is shareholders' equity."""
    return _OF_OWNERS.get(tag.concept, tag.concept) if any(map(_of_parent, tag.members)) else tag.concept


def _of_parent(one: Member) -> bool:
    return _OWNERS.search(one[0]) is not None and _PARENT.search(one[1]) is not None


def part_members(tag: Tag) -> tuple[Member, ...]:
    """The members that make a number less than the whole company's; none where it is of all of it.

    That a number is one of the segments', before what is left out between them, says nothing beside the segment; alone it is
    all of these together, which need not be the company. Classes of stock share one profit, but each has its own per share.
    """
    found = [one for one in tag.members if not _EVERYTHING.search(one[1]) and not (tag.concept in _OF_OWNERS and _of_parent(one))]
    if tag.unit.endswith("/shares"):
        found = [one for one in found if not _OF_STOCK.search(one[0])]
    named = [one for one in found if not (OF_SEGMENTS.search(one[0]) and _ALL_SEGMENTS.search(one[1]))]
    return tuple(named or found)


def member_name(member: str, words: Collection[str] = ()) -> str:
    """A member's name in words: "Subscription and Support" for "acme:SubscriptionandSupportMember".

    Such names run small words into those before them; `words` are those that the filing has, in lower case, by which they are
    told from a name that ends in one ("Thailand").
    """
    name = _OF_MEMBERS.sub("", member.rpartition(":")[2].removesuffix("Member")) or member
    pieces = [_apart(word, words) for word in re.sub(r"\.(?=[A-Z][a-z])", ". ", words_of(name)).split()]
    for place in range(len(pieces) - 2, -1, -1):
        if len(pieces[place]) == 1 and f"{pieces[place]}{pieces[place + 1]}".casefold() in words:
            pieces[place : place + 2] = [f"{pieces[place]}{pieces[place + 1]}"]  # an IPhone
    return " ".join(pieces)


def _apart(word: str, words: Collection[str]) -> str:
    found = _SMALL.match(word)
    if found is None or word.casefold() in words or found[1].casefold() not in words:
        return word
    return f"{found[1]} {found[2]}"


def part_name(members: Sequence[Member], label: str, read: str, words: Collection[str], *, telling: Collection[Member]) -> str:
    """What the part of some members is called in a row of a label; `read` is what was taken for it before the tags were known.

    Of several members one is name enough where it is one of `telling`: no other number of the same measure has it.
    """
    names = {one: _named(one[1], label, words) for one in members}
    for one in members:
        if one in telling and names[one] is not None and len(members) > 1:
            return names[one] or ""
    if len(members) > 1:
        return ", ".join(name or member_name(one[1], words) for one, name in names.items())
    (name,) = names.values()
    own = member_name(members[0][1], words)
    if name is not None:
        return name
    return f"{read} ({own})" if read and len(own) <= _LONGEST else read or own


def _named(member: str, label: str, words: Collection[str]) -> str | None:
    """What a label calls a member, with what it leaves out of its name beside it; None where it does not name it."""
    own = member_name(member, words)
    wanted = _words_of(own)
    said = [(piece, _words_of(piece)) for piece in label.split(" › ") if len(piece) <= _LONGEST_LABEL]
    whole = next((piece for piece, has in said if has == wanted or _letters(piece) == _letters(own)), None)
    if whole is not None:
        return whole
    longer = next((piece for piece, has in said if wanted and wanted < has), None)
    if longer is not None:
        return longer if "(" in longer or len(own) > _LONGEST else f"{longer} ({own})"
    if wanted and wanted <= frozenset().union(*(has for _, has in said)):
        return own  # "Americas › Other" is Other Americas
    short = next((piece for piece, has in said if has and has < wanted), None)
    return None if short is None else f"{short} ({own})" if len(own) <= _LONGEST else short


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())  # "MedTech" is Med Tech


def _words_of(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w+", name.casefold())) - _NO_NAME
