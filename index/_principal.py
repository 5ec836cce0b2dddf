"""Principals: the company or product that a document without a registrant is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.document import BlockKind, Revision, SourceType
from index._name_match import folded
from index._ordinary import COMPANY_NOUNS, ORDINARY
from index._people import persons_in
from index.entities import Entities, plain_name
from index.mentions import Kind, find_mentions

__all__ = ["Found", "abbreviates", "is_interview", "not_about", "own_site", "principal_of", "speaks_for_itself"]


@dataclass(slots=True)
class Found:
    """What a document says of a name: how often, how often inside a sentence, its other forms and whose it is."""

    kind: str = "other"
    count: int = 0
    inside: int = 0
    aliases: set[str] = field(default_factory=set)
    tickers: set[str] = field(default_factory=set)
    owner: str = ""
    listed_alone: bool = False
    """Whether a table lists it under "Model", "Product" and the like, and names no companies."""


def own_site(revision: Revision) -> bool:
    """Whether a post is on the site of who publishes it, which is called as it is: a company's own blog, or a letter."""
    return revision.source_type is SourceType.BLOG and _on_its_site(revision)


def _on_its_site(revision: Revision) -> bool:
    """Whether a page's host is called as its publisher is, by its whole name or by the first words of it."""
    host = (urlsplit(revision.url).hostname or "").replace("-", "")
    words = plain_name(revision.publisher or "").removeprefix("the ").split()
    called = {"".join(words[:n]) for n in range(1, len(words) + 1) if n == len(words) or words[0] not in ORDINARY}
    return not (called | {f"the{''.join(words)}"}).isdisjoint(host.split("."))


_WE = re.compile(r"\b(?:we|our|us|ours)\b(?!['’]?s\b)", re.IGNORECASE)
_I = re.compile(r"(?<![\w.])(?:I|my|me|mine|My)\b(?![.)])")
_ASKED = re.compile(r"[^.!?\n]*\?")
_LEAST_WE = 2


def speaks_for_itself(revision: Revision) -> bool:
    """Whether a page says "we" of who publishes it, as a company's does; who writes a letter says "I"."""
    ours, mine = _voices(revision)
    return ours >= _LEAST_WE and ours > mine


def _voices(revision: Revision) -> tuple[int, int]:
    """How often a page says "we" and how often "I", but for what it has its readers ask."""
    said = _ASKED.sub("", revision.text)
    return len([m for m in _WE.finditer(said) if m.group() != "US"]), len(_I.findall(said))


def principal_of(revision: Revision, issuer: str, known: Entities, found: Mapping[str, Found], listed: Counter[str]) -> str:
    """Whom a document without a registrant is about: the company in its title, its issuer, another titled name."""
    letter, paper = _is_letter(revision), ""
    if letter or revision.source_type in _OF_OTHERS:
        # Who brings out a letter, a tracker or a paper is not whom it is about.
        paper = revision.publisher or ""
        found = {name: f for name, f in found.items() if not _is_called(paper, name)}
    counts = Counter({name: f.count for name, f in found.items()}) + listed
    plain_title = f" {plain_name(revision.title)} "
    titled = [m.name for m in find_mentions(revision.title, known, title=True) if not _is_person(m.name, found, revision) and (m.kind is Kind.KNOWN or not _is_place(m.name, revision))]
    others = [n for n in found if f" {plain_name(n)} " in plain_title and n not in titled and n in counts and not _is_person(n, found, revision) and not _is_place(n, revision)]
    titled += [n for n in others if found[n].kind == "company"]
    most = max((counts[n] for n in counts if n in listed or found[n].kind == "company"), default=0)
    reporting = [n for n in titled if _reports(n, revision.title)] or [n for n in (*titled, *others) if _writes(n, revision.title)] or ([] if _is_issue(revision) else [n for n in found if _has_accounts(n, revision.title)])
    if reporting:
        return reporting[0]
    # Whom a title names once, and the text hardly, is not whom it is about: "Who buys Norland's chips".
    titled = [n for n in titled if issuer or counts[n] > 1 or most < _OFTEN]
    titled = [n for n in titled if not _is_called(paper, n)]
    if _is_issue(revision):
        return ""
    coded = [n for n in counts if (code := _CODE.match(revision.title)) and n != code["code"] and abbreviates(code["code"], n) and counts[n] > 1]
    if coded and not titled:
        return max(coded, key=lambda n: counts[n])
    announcing = [] if revision.source_type in _NEWS else [n for n in titled if _announces(n, revision)]
    if announcing and len({name.split()[0] for name in announcing}) == 1:
        return max(announcing, key=lambda n: counts[n])
    if titled:
        first = {name: place for place, name in reversed(list(enumerate(titled)))}
        return max(first, key=lambda n: (counts[n], -first[n]))
    own = [n for n in counts if issuer and _is_called(issuer, n)]
    if own:
        return max(own, key=lambda n: (found[n].kind == "company" if n in found else True, counts[n]))
    others = [n for n in others if found[n].kind != "other" or found[n].inside > 1]
    if others:
        return max(others, key=lambda n: (found[n].kind == "product", counts[n]))
    for name in [n for n in found if n in counts and found[n].kind == "company" and " " in n]:
        counts[name] += found[short].count if (short := name.split()[0]) in found and found[short].kind == "other" else 0
    ranked = [n for n, _ in counts.most_common() if n in listed or not (_is_person(n, found, revision) or _is_place(n, revision))]
    companies = [n for n in ranked if n in listed or found[n].kind == "company"]
    if ranked and ranked[0] not in companies and counts[ranked[0]] > _OFTEN and (len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]]) and _acts(ranked[0], revision):
        return ranked[0]  # a long story need not say what its company is
    if revision.source_type is SourceType.DATASET and len(companies) > 1:
        return ""  # a list of what many have
    total = sum(counts[n] for n in companies)
    if issuer and _on_its_site(revision) and speaks_for_itself(revision) and total <= _voices(revision)[0]:
        # Its name stands in what is around the text, which is not kept.
        return issuer
    few = is_interview(revision) or (bool(companies) and len(revision.text) < _SHORT and companies[0] in _opening(revision))
    if not companies or counts[companies[0]] < (_IN_FEW if few else _OFTEN):
        return ""
    most, next_most = counts[companies[0]], counts[companies[1]] if len(companies) > 1 else 0
    # A survey of many companies is about none of them, nor is a letter with an item for each of two.
    return companies[0] if most >= 2 * next_most and most * 3 >= total else ""


def _reports(name: str, title: str) -> bool:
    """Whether a title is of a company's own results or call, however seldom it is named there: "Acme Software (ACME) Q3 FY27 earnings call transcript"."""
    return re.match(rf"\W*(?:Q[1-4] \S+ )?{re.escape(name)}\b.{{0,60}}\b(?:earnings|results|conference) call\b", title, re.IGNORECASE) is not None


_HEAD = r"(?:ceo|cfo|coo|chief(?: executive| operating officer| financial officer)?|co-?founders?|founders?|boss|president|chair(?:man|woman)?|board|management)"
_LETTER = r"(?:memo|letter|e-?mail|note|message|post|statement|address|speech|announcement)"


def _writes(name: str, title: str) -> bool:
    """Whether a title is of what a company's head wrote or said to its own, whoever else it speaks of: "The memo Acme's CEO sent to staff about life after Bolt"."""
    said = re.escape(name)
    return re.search(
        rf"\b{said}['’]s? (?:[\w-]+ ){{0,2}}{_HEAD}\b[^.;:]{{0,40}}?\b(?:sends?|sent|wrote|writes|tells?|told|{_LETTER}s?)\b"
        rf"|\b{said}['’]s? (?:[\w-]+ ){{0,2}}{_LETTER} to\b|\b{_LETTER} (?:\w+ )?(?:from|by|of) (?:the )?(?:{_HEAD} (?:of|at) )?{said}\b(?!['’]s? (?!{_HEAD}))",
        title, re.IGNORECASE,
    ) is not None  # fmt: skip


_OPENING = 900


def _announces(name: str, revision: Revision) -> bool:
    """Whether a release is that of a name, by its first sentence: "Acme Systems, Inc. (ACME) today announced that it will buy Bolt"."""
    said = rf"(?:^|\n|[-–—/)]\s?){re.escape(name)}\b(?:(?!\band (?:the )?[A-Z])[^;\n]){{0,160}}?\b(?:(?:today|this (?:morning|afternoon|week))\s(?:\w+\s)?(?:announced|reported|said|disclosed|unveiled)|(?:announced|reported|said)\stoday)\b"
    return re.search(said, revision.text[:_OPENING]) is not None


_ACCOUNTS = r"(?:S-1|F-1|10-[KQ]|IPO|prospectus|accounts|books|filing|filings|results|earnings|numbers|figures|balance sheet|annual report|quarter|margins?)\b"


def _has_accounts(name: str, title: str) -> bool:
    """Whether a title is of a company's accounts, however seldom the text names it: "Reading Acme's S-1"."""
    return re.search(rf"\b{re.escape(name)}['’]s? (?:\w+ )?{_ACCOUNTS}", title, re.IGNORECASE) is not None


def not_about(revision: Revision, issuer: str, found: Mapping[str, Found]) -> frozenset[str]:
    """The names of a document's title that it is not about: people, and the letter that it is an issue of; all of an issue's."""
    if _is_issue(revision):
        return frozenset({revision.title})
    title = f" {plain_name(revision.title)} "
    titled = [name for name in found if f" {plain_name(name)} " in title]
    letter = _is_letter(revision)
    most = max((f.count for f in found.values() if f.kind == "company"), default=0)
    return frozenset(
        name for name in titled
        if _is_person(name, found, revision) or _is_place(name, revision) or (letter and _is_called(issuer, name))
        or (not issuer and found[name].count < 2 and most >= _OFTEN and not _reports(name, revision.title))
    )  # fmt: skip


_OF_OTHERS = frozenset({SourceType.ARTICLE, SourceType.DATASET})
_ISSUE = re.compile(r"(?:#|\b(?:no\.|issue|vol\.|number)\s?)\s?\d+", re.IGNORECASE)
_NEWS = frozenset({SourceType.ARTICLE, SourceType.BLOG})
_ROUND_UP = re.compile(
    r"\blive(?: ?blog| updates| coverage)?:|\blive (?:updates|coverage)\b|\bround-?up\b|\b(?:this|the|last) week in\b|\b(?:week|month|year)['’]s (?:deals|news|rounds|cuts)\b|\bcorrections\b|\bmorning (?:note|briefing)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"\W*(?P<code>[A-Z]{3,5})(?::|\s[–—-])\s")
"""A listing's letters before what a note is called: "ACSM: the long way down"."""


def _is_issue(revision: Revision) -> bool:
    """Whether a page is called by a number alone, or by its publisher's name with one: an issue of a letter has items about many."""
    number = _ISSUE.search(revision.title)
    if number is not None and not _without(revision.publisher or "", revision.title[: number.start()]):
        return True
    return revision.source_type in _NEWS and _ROUND_UP.search(revision.title) is not None


def _without(publisher: str, words: str) -> str:
    """Words without the name of who publishes them."""
    return plain_name(words).removeprefix("the ").removeprefix(plain_name(publisher).removeprefix("the "))


_SHORT_CODE = 3


def abbreviates(code: str, name: str) -> bool:
    """Whether a code is letters of a name in their order, from its first on: "ACSM" of "Acme Systems"; an X that it ends with may be only a letter to tell it from others."""
    letters = iter(folded(name))
    code = code.removesuffix("X") if len(code) > _SHORT_CODE else code
    return code[0].lower() == name[:1].lower() and all(letter in letters for letter in code.lower())


def _is_letter(revision: Revision) -> bool:
    """Whether a post on a site of its own is a letter, whose writer says "I"."""
    return own_site(revision) and not speaks_for_itself(revision) and _voices(revision)[1] > _LEAST_WE


def _is_called(issuer: str, name: str) -> bool:
    return bool(issuer) and f"{plain_name(issuer).removeprefix('the ')} ".startswith(f"{plain_name(name).removeprefix('the ')} ")


_OFFICE = (
    r"(?:co-?)?founders?|chief|ceo|cfo|coo|cto|chair|chairman|chairwoman|president|director|head|boss|analyst|economist|engineer|lawyer|"
    r"professor|spokes\w+|partner|researcher|investor|treasurer|counsel"
)


def _is_person(name: str, found: Mapping[str, Found], revision: Revision) -> bool:
    """Whether a text speaks of a name as of a person: by an age, an office beside it or a "who" behind it."""
    words = name.split()
    entry = found.get(name)
    if len(words) == 1:
        return name in persons_in(revision.text) and not (entry is not None and entry.tickers)
    if not 2 <= len(words) <= 3 or words[-1].lower() in COMPANY_NOUNS or (entry is not None and (entry.tickers or entry.aliases)):
        return False
    said = re.escape(name)
    return re.search(
        rf"\b{said}(?:, \d\d\b|,? who\b|, (?:(?:the|its|our|an?|[\w.-]+['’]s?)\s)?(?:[\w-]+\s){{0,3}}(?:{_OFFICE})\b)"
        rf"|\b(?i:(?:{_OFFICE})(?: (?:executive|officer|scientist))?,?) {said}\b|^(?:\[[\d:]+\]\s*)?{said}:?$|\b(?:Mr|Ms|Mrs|Dr)\.? {re.escape(words[-1])}\b",
        f"{revision.title}\n{revision.text}", re.MULTILINE,
    ) is not None or name in persons_in(revision.text)  # fmt: skip


_AS_PLACE = re.compile(
    r"(?:(?<!invest )(?<!invested )(?<!investment )(?<!stake )(?<!shares )(?<!interest )\b(?:in|near|outside|around|across|downtown)\s|\b[A-Z]\w+,\s)\Z"
)
_WHITHER = re.compile(r"\b(?:from|to|at|of|through|into|for)\s\Z")
_LONGEST_WORD = 60


def _is_place(name: str, revision: Revision) -> bool:
    """Whether a text mostly speaks of a name as of a place: "in Hull", "near Hull", "Hull, England"."""
    text, said = revision.text, re.escape(name)
    where = _times_behind(_AS_PLACE, name, text)
    if not where:
        return False
    others = _times_behind(_WHITHER, name, text)
    all_of_it = len(re.findall(rf"{said}(?<=\b{said})\b", text))
    return 2 * (where + others) > all_of_it and not _acts(name, revision)


def _times_behind(before: re.Pattern[str], name: str, text: str) -> int:
    """How often a name stands right behind what `before` matches, which is no part of the time before it.

    A pattern that begins with the name itself finds its places a hundred times as fast as one that begins with what may stand
    before it; the same goes for the others here.
    """
    count = free = 0
    for found in re.finditer(rf"{re.escape(name)}\b", text):
        if before.search(text, max(free, found.start() - _LONGEST_WORD), found.start()):
            count, free = count + 1, found.end()
    return count


_DOES = r"(?:['’]s?\s(?:chief|founders?|co-founders?|revenue|sales|board|shares|chips?|models?|customers|investors|staff|lawyers?|results|losses)|,?\s(?:has|had|will|would|took|spent|makes|made|said|says|lost|raised|sold|hired|employs|employed|planned|plans|paid|bought|declined|expects|announced|denies|denied))\b"


def _acts(name: str, revision: Revision) -> bool:
    """Whether a text tells more than once of what a name does or has, as of a company."""
    said = re.escape(name)
    return len(re.findall(rf"{said}(?<!in {said})(?<!near {said})(?<=\b{said}){_DOES}", revision.text)) > 1


def _opening(revision: Revision) -> str:
    """The first paragraph."""
    return next((said for b in revision.blocks if b.kind is BlockKind.PARAGRAPH and len(said := revision.text[b.start : b.end]) > _LINE), "")


def is_interview(revision: Revision) -> bool:
    """Whether a document is made of questions and answers, in which a company is mostly "we"."""
    return sum(revision.text[block.start : block.end].rstrip().endswith("?") for block in revision.blocks) >= _QUESTIONS


_OFTEN = 3
"""Mentions from which on a document may be about a company that its title does not name."""
_IN_FEW, _SHORT = 2, 3000
"""The same of an interview, and of a short one that opens with it, and how many characters are short."""
_LINE = 80
"""Characters that a line of a byline may have."""
_QUESTIONS = 4
"""The questions that make an interview."""
