"""Forms: sentences that say who somebody is in so many words, as questions for a person in an office want it.

"Who is Acme's finance chief" is answered by "Dana Birch, the chief financial officer of Acme": the office beside a name, and Acme
the nearest company to it. Such a sentence is sure where one that only has the same words is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.evidence import Asking
from bot.question import Intent
from bot.reading import Candidate
from bot.wanted import Kind
from index._ordinary import ORDINARY
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["NAME", "is_name", "names_next", "names_office", "offices", "says_who", "tells_of_company"]

NAME = r"(?P<name>(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.)(?:\s(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.|de|da|van|von|bin|al|der)){0,3})"
_OWNER = r"(?:(?:[A-ZÀ-Þ][\w&À-ÿ-]*\s){0,3}[A-ZÀ-Þ][\w&À-ÿ-]*['’]s?|the\s\w+['’]s)"
_ASIDE = r"(?:,\s(?:who|previously|formerly|most recently|once|a|an|the)\s[^,.;]{2,80},)"
_TITLES = r"(?:(?:[Ii]nterim|[Pp]ermanent|[Aa]cting|[Nn]ew|[Ii]ncoming|[Gg]roup|[Gg]lobal|[Ee]xecutive|[Ss]enior|[Vv]ice|[Pp]resident|[Cc]o-?[Ff]ounder|[Ff]ounder|[Dd]irector|and|its|the|our|their|a|an),?\s){0,4}"


@dataclass(frozen=True, slots=True)
class _Form:
    """How one thing is asked for, and what a source writes of it: an office, what is done `by` somebody or somebody `does`, and what goes `with_` it."""

    asked: re.Pattern[str]
    office: str = ""
    by: str = ""
    does: str = ""
    with_: re.Pattern[str] | None = None

    def found(self, sentence: str) -> list[re.Match[str]]:
        """The places in a sentence that say it, beside a name."""
        if self.with_ is not None and not self.with_.search(sentence):
            return []
        return [match for pattern in _patterns(self) for match in pattern.finditer(sentence) if is_name(match["name"])]


@lru_cache(maxsize=64)
def _patterns(form: _Form) -> tuple[re.Pattern[str], ...]:
    patterns = []
    if form.office:
        office = rf"(?P<what>{form.office})"
        is_one = r"(?:(?:who|which)\s)?(?:(?:is|was|as|becomes|became|will be|will become|serves as|has been)\s)?"
        patterns += [
            rf"{NAME}(?:,?\s\(?\d\d\)?)?,?(?:\s[—–-])?\s\(?{is_one}(?:{_OWNER}\s)?{_TITLES}{office}",
            rf"{NAME}(?:,\s\d\d,|{_ASIDE})?\s(?:(?:will|has|had|was|is|been|be)\s){{0,2}}(?:join|appoint|nam|promot|tak|took|serv|hir)\w*\s[^.;]{{0,60}}?\b(?:as|to)\s(?:(?:its|the|our|their|a|an)\s)?{_TITLES}{office}",
            rf"(?<!of\s){office}(?:\sof\s[^,.;]{{2,40}})?,?(?:\s(?:is|was|will be|has been))?\s{NAME}",
            rf"\b(?:appoint|nam|promot|hir)\w*\s{NAME}(?:,[^,.;]{{2,40}},)?\s(?:as|to be|to)?\s?(?:(?:its|the|our|their|a|an)\s)?{_TITLES}{office}",
        ]
    if form.by:
        patterns.append(rf"(?P<what>{form.by})(?:\s(?:in|by)\s(?:\d{{4}}|[A-Z]\w+))?(?:\s(?:by|from))\s(?:the\s(?:[\w-]+\s){{1,4}})?{NAME}")
    if form.does:
        patterns.append(rf"{NAME}(?:,[^,.;]{{2,60}},)?\s(?:who\s|which\s|has\s|had\s|will\s|also\s|to\s)?(?P<what>{form.does})\b")
    return tuple(map(re.compile, patterns))


def is_name(words: str) -> bool:
    """Whether words that are written like a name are one, and no office."""
    each = [word.strip(".").lower() for word in words.split()]
    return not words.endswith(("'s", "’s", "'", "’")) and _NO_NAME.isdisjoint(each) and not ORDINARY.issuperset(each)


_NO_NAME = frozenset("officer company group board executive financial operating technology director manager president founder co-founder".split())


_LENT = lazy_pattern(r"\b(?:loans?|facility|credit|lenders?|lent|debt|bonds?|notes|borrow\w*)\b", re.IGNORECASE)
_ROUND = lazy_pattern(r"\b(?:rounds?|series|rais\w+|funding|financing|tranche)\b", re.IGNORECASE)


def _asks(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_FORMS = (
    _Form(
        _asks(r"\b(?:ceo|chief exec(?:utive)?(?: officer)?|boss)\b(?!['’]?s? (?:pay|salary|comp|bonus|package|earn))|\bwho(?:['’]?s| is)? (?:runs|running|heads|heading|leads|leading|in charge of) (?!(?:finance|operations|technology|research|sales|the round)\b)"),
        office=r"(?:[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|CEO|[Bb]oss|[Mm]anaging [Dd]irector)\b",
        by=r"(?:run|headed|led)",
        does=r"(?:runs|heads)(?=\s(?:it|the company|the firm|[A-ZÀ-Þ]))",
    ),
    _Form(
        _asks(r"\b(?:cfo|finance (?:chief|director|head|boss)|chief financial|head of finance)\b|\b(?:runs|running|heads|heading|in charge of) finance\b"),
        office=r"(?:[Cc]hief [Ff]inanc(?:ial|e)(?: [Oo]fficer)?|CFO|[Ff]inance (?:[Cc]hief|[Dd]irector|[Hh]ead)|[Hh]ead of [Ff]inance)\b",
    ),
    _Form(_asks(r"\b(?:coo|operations chief|chief operating)\b"), office=r"(?:[Cc]hief [Oo]perating(?: [Oo]fficer)?|COO|[Oo]perations (?:[Cc]hief|[Dd]irector))\b"),
    _Form(_asks(r"\b(?:cto|technology chief|chief technology)\b"), office=r"(?:[Cc]hief [Tt]echn(?:ology|ical)(?: [Oo]fficer)?|CTO|[Tt]echnology (?:[Cc]hief|[Dd]irector))\b"),
    _Form(_asks(r"\bchief scien(?:tist|tific|ce)\b|\bcso\b|\b(?:head|lead) of science\b"), office=r"(?:[Cc]hief [Ss]cientist|[Cc]hief [Ss]cien(?:tific|ce) [Oo]fficer|CSO)\b"),
    _Form(_asks(r"\bchief product\b|\bcpo\b|\b(?:product chief|head of product)\b"), office=r"(?:[Cc]hief [Pp]roduct(?: [Oo]fficer)?|CPO|[Hh]ead of [Pp]roduct)\b"),
    _Form(_asks(r"\bchief revenue\b|\bcro\b|\b(?:sales chief|head of sales)\b"), office=r"(?:[Cc]hief [Rr]evenue(?: [Oo]fficer)?|CRO|[Hh]ead of [Ss]ales)\b"),
    _Form(_asks(r"\bchief m(?:arketing|edical)\b|\bcmo\b"), office=r"(?:[Cc]hief (?:[Mm]arketing|[Mm]edical)(?: [Oo]fficer)?|CMO)\b"),
    _Form(_asks(r"\bchief (?:information|investment)\b|\bcio\b"), office=r"(?:[Cc]hief (?:[Ii]nformation|[Ii]nvestment)(?: [Oo]fficer)?|CIO)\b"),
    _Form(_asks(r"\bchief (?:people|human resources)\b|\bchro\b"), office=r"(?:[Cc]hief (?:[Pp]eople|[Hh]uman [Rr]esources)(?: [Oo]fficer)?|CHRO)\b"),
    _Form(_asks(r"\bchief (?:commercial|business|compliance|communications)\b|\bc[bc]o\b"), office=r"(?:[Cc]hief (?:[Cc]ommercial|[Bb]usiness|[Cc]ompliance|[Cc]ommunications)(?: [Oo]fficer)?|C[BC]O)\b"),
    _Form(_asks(r"\bchief (?:accounting)\b|\bcao\b"), office=r"(?:[Cc]hief [Aa]ccounting(?: [Oo]fficer)?|CAO)\b"),
    _Form(_asks(r"\bchief strategy\b|\bstrategy chief\b"), office=r"[Cc]hief [Ss]trategy(?: [Oo]fficer)?\b"),
    _Form(_asks(r"\bchief (?:information )?security\b|\bciso\b|\bsecurity chief\b"), office=r"(?:[Cc]hief (?:[Ii]nformation )?[Ss]ecurity(?: [Oo]fficer)?|CISO)\b"),
    _Form(_asks(r"\bchair(?:man|woman|person)?\b"), office=r"(?:[Cc]hair(?:man|woman|person)?)\b"),
    _Form(_asks(r"\bgeneral counsel\b|\bchief legal\b|\bclo\b"), office=r"(?:[Gg]eneral [Cc]ounsel|[Cc]hief [Ll]egal [Oo]fficer)\b"),
    _Form(_asks(r"\b(?:which|who(?:['’]?s| is)?(?: the)?) judge\b|\bjudge (?:on|in|for|handling)\b"), office=r"(?:[Jj]udge|[Jj]ustice|[Mm]agistrate)\b"),
    _Form(
        _asks(r"\b(?:who|founders?|name)\b.*\b(?:found(?:ed|ers?)|started|set up|co-?founded)\b|\bwho(?:['’]?s| is| are| were)?(?: the)? founders?\b"),
        office=r"(?:[Cc]o-?)?[Ff]ounders?\b",
        by=r"(?:(?:co-)?founded|started|set up)",
        does=r"(?:co-)?founded|(?:started|set up)(?=\s(?:it|the company|the firm|[A-ZÀ-Þ]))",
    ),
    _Form(
        _asks(r"\b(?:who|which (?:firm|fund|investor))\b.*\b(?:led|leads|leading)\b.*\b(?:round|series|rais|fund|financ|investment|tranche)|\blead(?:ing)? investor\b|\b(?:series [a-n]|round)\s(?:lead|leader)\b|\blead (?:of|in|on) (?:the )?(?:series|round)"),
        by=r"led",
        does=r"led",
        with_=_ROUND,
    ),
    _Form(
        _asks(r"\b(?:who|which (?:bank|lender|firm))\b.*\b(?:led|leads|leading|arranged|arranging|underwr\w+)\b.*\b(?:loans?|facility|credit|lend\w*|debt|bonds?|notes|borrowing)\b|\blead (?:lender|arranger|bank|underwriter)\b"),
        office=r"(?:[Ll]ead (?:lender|arranger|underwriter)|[Aa]dministrative [Aa]gent)\b",
        by=r"(?:led|arranged|underwritten)",
        does=r"(?:led|arranged|underwrote)",
        with_=_LENT,
    ),
    _Form(
        _asks(r"\b(?:largest|biggest|main|top|principal)\s(?:\w+\s)?(?:investor|shareholder|owner|backer|holder)\b"),
        office=r"(?:[Ll]argest|[Bb]iggest|[Mm]ain|[Tt]op|[Pp]rincipal)\s(?:\w+\s)?(?:investor|shareholder|owner|backer|holder)\b",
        by=r"(?:[Tt]he\s)?(?:[Ll]argest|[Bb]iggest)\s(?:share|stake|part|slice|holding)\s(?:is|belongs|comes|came)(?:\s(?:held|owned))?",
    ),
    _Form(_asks(r"\bwho (?:owns|is the owner of)\b|\bowned by who\b"), office=r"[Oo]wner\b", by=r"(?:majority |wholly |jointly )?owned", does=r"owns"),
    _Form(
        _asks(r"\bwho (?:is |will |would )?(?:takes?|taking|took|steps?|stepping|replac|succeed)\w*(?: (?:over|in|up))?\b|\bsuccessor\b"),
        office=r"[Ss]uccessor\b",
        by=r"(?:replaced|succeeded)",
        does=r"(?:succeeds?|replaces?d?|takes? over|took over|steps? in|minds|becomes|became)",
    ),
)


def offices() -> list[_Form]:
    """The forms by which an office is told that passes from one to the next."""
    return [form for form in _FORMS if form.office and not form.does and not form.with_] + [_FORMS[0]]


def names_next(sentence: str) -> bool:
    """Whether a sentence tells of somebody who comes into an office."""
    return bool(_NEXT.search(sentence))


_PAST = lazy_pattern(r"\b(?:former|ex|previous|outgoing|one-time|onetime|then|late|retired)\b", re.IGNORECASE)
_ASKS_NEXT = lazy_pattern(r"\b(?:next|incoming|future|new|successor)\b", re.IGNORECASE)
_NEXT = lazy_pattern(r"\b(?:will|incoming|new|appoint\w*|named|join\w*|effective|succe\w+|becom\w*|became|hired?|took over|takes over|promoted)\b", re.IGNORECASE)
_ASKS_PAST = lazy_pattern(r"\b(?:was|were|former|previous|ex-?|used to|before)\b", re.IGNORECASE)
_MET = 0.2
"""How much of what is asked a quote has to speak of."""
_NEAR = 40
"""Characters before an office in which "former" is of it."""


def says_who(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote says who it is that a question asks for, in one of its forms, and of the company asked about."""
    question = asking.question
    if question.intent not in {Intent.WHO, Intent.LIST, Intent.FACT} or quote.row or len(asking.companies) > 1 or quote.measures["all"] < _MET:
        return False
    forms = [form for form in _FORMS if form.asked.search(question.text)]
    if not forms:
        return False
    text = asking.library.text(quote.document.document_id)
    spans = [span for start, end in quote.parts for span in sentence_spans(text, start, end)]
    past = bool(_ASKS_PAST.search(question.text))
    for start, end in spans:
        sentence = text[start:end]
        if _ASKS_NEXT.search(question.text) and not _NEXT.search(sentence):
            continue
        for found in (match for form in forms for match in form.found(sentence)):
            if (past or not _PAST.search(sentence[max(0, found.start("what") - _NEAR) : found.start("what")])) and tells_of_company(asking, quote, sentence, found.span("what")):
                return True
    return False


def names_office(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote speaks of the office that a question asks for, and of a change in it where that is who comes next; True where it asks for none."""
    asked = asking.question.text
    forms = [form for form in _FORMS if form.office and form.asked.search(asked)] if asking.wanted.kind is Kind.PERSON and _OFFICE.search(asked) else []
    if not forms:
        return True
    spoken = any(re.search(form.office, quote.text) or form.found(quote.text) for form in forms)
    return spoken and (not _WHO_NEXT.search(asked) or bool(_NEXT.search(quote.text)))


_OFFICE = lazy_pattern(r"\b(?:c[efot]o|coo|chief|boss|director|chair\w*|counsel|judge|(?:co-?)?found(?:ed|ers?))\b", re.IGNORECASE)
_WHO_NEXT = lazy_pattern(r"\b(?:next|incoming|future|successor)\b", re.IGNORECASE)


def tells_of_company(asking: Asking, quote: Candidate, sentence: str, place: tuple[int, int]) -> bool:
    """Whether the company nearest to a place of a sentence is asked about, or the page is where the sentence names none."""
    names = asking.library.names
    asides = [m.span() for m in re.finditer(_ASIDE, sentence)]
    companies = [
        m for m in names.find(sentence)
        if m.name in asking.family or (names.is_company(m.name) and not any(start < m.start < end for start, end in asides))
    ]  # fmt: skip
    if not asking.companies:
        return False
    if not companies:
        return quote.measures["subject_page"] == 1 or quote.measures["subject_near"] > 0 or quote.measures["subject"] > 0
    nearest = min(companies, key=lambda m: max(m.start - place[1], place[0] - m.end, 0))
    return nearest.name in asking.family
