"""Mentions: the companies and products that a text names, listed anywhere or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index._name_match import NameMatcher
from index._ordinary import ALWAYS_TRIMMED, COMPANY_NOUNS, FINANCE_VERBS, OPENS_NAMES, ORDINARY, SPEAKS
from index.caseless import has_any
from index.entities import Entities

__all__ = ["LEGAL", "LEGAL_FORMS", "NAME", "TICKER", "Kind", "Mention", "capitalised", "find_mentions", "tickers_in", "trimmed_name"]

_FIRST = r"(?:[A-ZÀ-Þ][\w’'&-]*[\w]|[a-z]{1,2}[A-Z]\w+)"
_NEXT = r"(?:[A-ZÀ-Þ][\w’'&-]*[\w]|[A-ZÀ-Þ]\b|[a-z]{1,2}[A-Z]\w+|\d+(?:\.\d+)?[A-Za-z]?\b)"
NAME = re.compile(rf"\b{_FIRST}(?:(?:[ ](?:de|do|da|&)[ ](?={_FIRST})|[ ]){_NEXT}|\.(?:AI|ai|io|com)\b){{0,4}}")
"""A run of capitalised words, joined by "&" and the like, but not by "and"."""
LEGAL = (
    r"(?:Incorporated|INC|Inc|Corporation|CORPORATION|CORP|Corp|Limited|LIMITED|LTD|Ltd|LLC|L\.L\.C|LLP|PBC|plc|PLC|S\.A|SA|N\.V|NV|AG|SE|"
    r"GmbH|S\.p\.A|SpA|Oyj?|AB|ASA|A/S|B\.V|BV|K\.K|KK|Pte|Pty|Co|Company|Holdings)\b\.?"
)
"""The legal form at the end of a registered name."""
LEGAL_FORMS = tuple(
    f" {form}"
    for form in (
        *("Inc", "INC", "Corp", "CORP", "Limited", "LIMITED", "LTD", "Ltd", "LLC", "L.L.C", "LLP", "PBC", "plc", "PLC", "S.A", "SA", "N.V", "NV", "AG", "SE"),
        *("GmbH", "S.p.A", "SpA", "Oy", "AB", "ASA", "A/S", "B.V", "BV", "K.K", "KK", "Pte", "Pty", "Co", "Holdings"),
    )
)
"""Strings one of which a registered name has behind its first word."""
_LEGAL = re.compile(LEGAL)
_AFTER_LEGAL = re.compile(rf",?[ ]{LEGAL}")
_EXCHANGE = (
    r"(?:NYSE(?: American| Arca)?|NASDAQ|Nasdaq(?:GS|GM|CM)?|AMEX|B3|LSE|AIM|TSX|ASX|HKEX|SEHK|TSE|TYO|KRX|KOSDAQ|"
    r"Euronext(?: \w+)?|XETRA|FWB|SIX|BME|OMX|TWSE|NSE|BSE|SGX|JSE|OTC\w*)"
)
TICKER = re.compile(
    rf"\(\s?{_EXCHANGE}\s?:\s?(?P<first>[A-Z0-9][A-Z0-9.]{{0,6}})(?:[;,]\s?{_EXCHANGE}\s?:\s?(?P<second>[A-Z0-9.]{{1,7}}))?\s?\)"
    rf"|<(?P<wire>[A-Z]{{1,5}})\.[A-Z]{{1,2}}>|{_EXCHANGE}\s?:\s?(?P<bare>[A-Z0-9]{{1,6}})\b"
    r"|(?:symbol|ticker|trade[sd]?|listed)\b[^.\n“\"]{0,60}[“\"](?P<quoted>[A-Z]{1,5})[.,]?[”\"]"
    r"|(?:trading |ticker )?symbol:?\s(?P<symbol>[A-Z]{2,5})\b"
)
"""A listing: "(NYSE: ABC)", "<ABC.N>", 'under the symbol "ABC"'."""
_LISTS = (":", "<", "symbol", "ticker", "trade", "listed")
"""Strings one of which a listing has."""
_ROLE = re.compile(
    r"\b(?:maker|developer|designer|startup|start-up|company|firm|group|lab|laboratory|landlord|operator|provider|vendor|rival|supplier|customer|owner|"
    r"giant|unit|chipmaker|competitor|utility|lender|investor|brokerage|acquired|bought|acquire|buy|backed|sued|rivals|partner|peer)\s(?:called\s|named\s)?$"
)
_HEADS = re.compile(
    r"\b(?:co-?founders?|founders?|(?:chief executive|finance|operating|technology|financial)(?: officer)?|ceo|cfo|coo|cto|chair|chairman|chairwoman|boss|president|maker|owner) of\s$", re.IGNORECASE
)
"""What stands before a company that someone heads: "the founder of Acme"."""
_PERSON = re.compile(r"\b(?:Judge|Justice|Magistrate|Senator|Professor|Congressman|Congresswoman|Commissioner|Mayor|Governor)\b")
_OF_COMPANIES = re.compile(
    r"\b(?:shares (?:of|in)|stakes? in|employees (?:of|at)|staff (?:of|at)|customers of|investors? in|acquisition of|takeover of|bid for|valu(?:es|ed|ing)|(?:co-)?founded|incorporated)\s$"
)
"""What stands before a company: "a stake in Acme"."""
_IS_ONE = re.compile(
    r",\s(?:the|an?|another)\s(?:[\w’'-]+\s){0,6}?(?:company|start-?up|firm|lab|laboratory|chip-?maker|carmaker|maker|developer|operator|foundry|lender|unicorn|landlord)\b"
    r"(?!['’]|\s(?:founder|co-founder|chief|boss|executive|owner)|-)"
)
"""What stands behind one: "Acme, the lab she founded"; not "in Hull, the company says"."""
_PLACED = re.compile(r"\b(?:in|near|outside|at|from)\s$")
_WHO = re.compile(r",\swho\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•|·\n“\"]\s{0,2})$")
_POSSESSED = re.compile(
    r"['’]s?\s(?:\w+\s){0,2}(?:revenue|sales|loss|profit|income|valuation|shares|stock|cash|margin|debt|board|chief|founder|investors|customers|"
    r"employees|staff|workforce|filing|prospectus|outlook|guidance|capex|spending|backlog|model|models|chip|chips|data|campus|round|listing)\b"
)


_HOLDS = re.compile(
    r"\s(?:had|has|made|makes|turned)\s(?:an?\s|about\s|annual\s|net\s|operating\s|its\s|\S*\d\S*\s|million\s|billion\s){0,3}"
    r"(?:in\s|of\s)?(?:revenue|sales|turnover|profit|loss|losses|cash|debt|customers|employees|staff|people|a profit|a loss)\b"
)


class Kind(StrEnum):
    """Whether a mentioned name is on the entity list."""

    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A company or product named at `text[start:end]`; `name` is canonical where it is known, as written where not."""

    name: str
    kind: Kind
    start: int
    end: int


def find_mentions(text: str, known: Entities, *, title: bool = False) -> list[Mention]:
    """The companies and products that a text names, in order.

    A name on no list needs evidence that it is a company: a legal form, a ticker, a last word such as "Labs", a role
    before it ("chip maker Acme"), or business after it ("Acme raised", "Acme's revenue"). In a `title` the first
    capitalised words before a business verb are enough, which is the same test.
    """
    found = [Mention(name, Kind.KNOWN, start, end) for name, start, end in _matcher(known).in_text(text)]
    taken = [(m.start, m.end) for m in found]
    for start, end in capitalised(text):
        if any(s < end and start < e for s, e in taken):
            continue
        legal = _AFTER_LEGAL.match(text, end)
        if legal or _company_like(text, start, end, title=title):
            found.append(Mention(text[start:end], Kind.UNKNOWN, start, end))
    return sorted(found, key=lambda m: m.start)


@lru_cache(maxsize=8)
def _matcher(known: Entities) -> NameMatcher:
    forms = {form: entity.name for entity in known.all() for form in (entity.name, *entity.aliases)}
    cased = [form for entity in known.all() for form in entity.cased]
    return NameMatcher(forms, cased, [entity.name for entity in known.all()])


@lru_cache(maxsize=4)
def capitalised(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of capitalised runs, without ordinary words at their edges; two ask for those of one text in turn."""
    spans = (trimmed_name(text, match.start(), match.end()) for match in NAME.finditer(text))
    return tuple(span for span in spans if span is not None)


_NO_END = re.compile(r"(?:19|20)\d\d|[QH][1-4]|[1-4][QH]|[FC]Y ?['’]?\d{0,4}|RPO|ARR|MRR|EPS|EBITDA|GAAP|IPO|CEO|CFO|COO|CTO|capex|R&D")
"""What stands after a name and is no part of it: a year or quarter, a measure, an office."""
_HYPHENED = re.compile(r"[-‑–](?:led|backed|owned|funded|financed|controlled|run|based|made|built|powered|linked|style)$", re.IGNORECASE)
"""What a name with a hyphen is to something: "the Acme-led round"."""


_RUN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_POSSESSED_WITHIN = re.compile(r"['’]s\s")
_SAID_OF = re.compile(r"(?:i|it|that|there|we|you)['’]")
"""What is short for a pronoun and its verb: "It's"."""


def trimmed_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without ordinary words, possessives and legal forms at its edges; None where nothing is left."""
    words = [m.span() for m in _RUN.finditer(text, start, end)]

    def bare(span: tuple[int, int]) -> str:
        return _POSSESSIVE.sub("", text[span[0] : span[1]]).strip(".,")

    opens = bool(_SENTENCE_START.search(text[max(0, start - 3) : start]))
    joined = len(words) > 2 and bare(words[1]) == "&"  # "Compute & Networking" stays whole
    while words and not joined and _leads(bare(words[0]), opens=opens, more=len(words) > 1):
        words = words[1:]
    # "Systems" may end a name; a lone one is nothing.
    while words and (
        bare(words[-1]).lower() in ALWAYS_TRIMMED or (len(words) > 1 and _LEGAL.match(text, words[-1][0]))
    ):
        words = words[:-1]
    while len(words) > 1 and _NO_END.fullmatch(bare(words[-1])):
        words = words[:-1]
    if len(words) == 1 and bare(words[0]).lower() in ORDINARY and not _inner_capital(bare(words[0])):
        return None
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    possessive = _POSSESSIVE.search(text[first:last])
    last -= len(possessive.group()) if possessive else 0
    role = _HYPHENED.search(text[first:last])
    last -= len(role.group()) if role else 0
    inner = _POSSESSED_WITHIN.search(text, first, last)
    if inner:
        last = inner.start()
    return (first, last) if last - first > 1 else None


def _leads(word: str, *, opens: bool, more: bool) -> bool:
    """Whether a run's first word is no part of the name: "The", a number, an ordinary word opening a sentence."""
    low = word.lower()
    if (
        low in ALWAYS_TRIMMED
        or not low
        or low[0].isdigit()
        or _SAID_OF.match(low)
    ):
        return True
    return opens and low in ORDINARY and not _inner_capital(word) and not (more and low in OPENS_NAMES)


def _inner_capital(word: str) -> bool:
    return any(c.isupper() for c in word[1:]) and not word.isupper()


_VERB = re.compile(r"(?:,[^,.]{2,60},)?\s(?:has |have |had |will |also |now )?([a-z]+)\b")


def _company_like(text: str, start: int, end: int, *, title: bool) -> bool:
    words = text[start:end].split()
    if words[-1].lower() in COMPANY_NOUNS and len(words) > 1:
        return True
    after = text[end : end + 40]
    if _PERSON.search(text, max(0, start - 12), end) or _WHO.match(after):
        return False
    if _HEADS.search(text[max(0, start - 34) : start]) and words[0].lower() not in ORDINARY:
        return True
    if TICKER.match(text, end) or TICKER.match(text, end + 1) or _POSSESSED.match(after):
        return True
    if _ROLE.search(text[max(0, start - 24) : start]) and words[0].lower() not in ORDINARY:
        return True
    if (_OF_COMPANIES.search(text[max(0, start - 26) : start]) or (_IS_ONE.match(text, end) and not _PLACED.search(text[max(0, start - 9) : start]))) and words[-1].lower() not in ORDINARY:
        return True
    opens = bool(_SENTENCE_START.search(text[max(0, start - 3) : start]))
    if title and start < 12 and re.match(r"\s[a-z]+s\s", after):
        return True
    if _HOLDS.match(after) and words[-1].lower() not in ORDINARY and not (opens and len(words) == 1 and words[0].lower() in ORDINARY):
        return True
    verb = _VERB.match(after)
    if verb is None or verb.group(1) not in FINANCE_VERBS or verb.group(1) in SPEAKS or words[-1].lower() in ORDINARY:
        return False
    # "Demand grew": one ordinary-looking word that opens a sentence proves nothing, except in a headline.
    return title or not opens or len(words) > 1 or _inner_capital(words[0]) or words[0].lower() not in ORDINARY


def tickers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int]]:
    """Yield each ticker of `text[start:end]` and where its listing starts."""
    part = text[start:end]
    for match in TICKER.finditer(text, start, len(text) if end is None else end) if has_any(part, _LISTS) else ():
        for code in match.groups():
            if code and not code.isdigit():
                yield code.rstrip("."), match.start()
