"""Rosters: who took part in a round, who lends, who sells shares for a company, what parts it has; all of them, quoted together.

The names stand in several sentences, one after the other: "Acme Capital led the round. Also taking part were Bolt and Crane", or
"We report two segments. Cloud rents out racks. Cards sells them". A quote with some of the names is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.library import Library
from bot.named_rounds import round_asked, rounds_in
from bot.question import Question
from bot.speaking import is_about
from bot.stages import stage
from bot.wording import origin_words, plain
from bot.words import STOP_WORDS
from corpus.dates import known_by
from index._ordinary import ORDINARY
from index.pattern import lazy_pattern
from index.records import DocumentMeta
from index.search import Hit
from index.sentences import sentence_spans

__all__ = ["asks_roster", "names_members", "roster"]

_ALL = r"\b(?:who(?:['’]?s| is| are| was| were)?|whos|all|list|every\w*|each|which|names?|what are)\b"
_ROUND = r"\b(?:round|series [a-n]|seed|raise|raised|raising|fundrais\w+|financing|funding)\b"
_ASKED_ROUND = lazy_pattern(
    rf"(?:\bwho(?: all| else|['’]?s all)?\b(?!.*\b(?:led|leads|leading|lead)\b).*(?:\b(?:put (?:\w+ )?(?:money|cash|funds?|up)|invest(?:ed|s|ing)?|(?:took|take|taking) part|participat\w+|join(?:ed|s)?|back(?:ed|s|ing)?|chipped in|contributed|fund(?:ed|s)?)\b|\b(?:is|are|was|were|all|who['’]?s) in\b)"
    rf"|{_ALL}.*\b(?:investors|funds|backers|participants|everyone|everybody)\b).*{_ROUND}|^\W*(?:the )?(?:investors|backers|participants) (?:in|of)\b.*{_ROUND}|^\W*who(?: all| else)? (?:has |have |had )?(?:invested in(?:to)?|put (?:money|cash) in(?:to)?)\b",
    re.IGNORECASE,
    signs=("put ", "invest", "part", "join", "back", "chipped in", "contribut", "fund", " in", "everyone", "everybody"),
)
_ONLY_LEADS = lazy_pattern(r"\b(?:lead|leading|led|biggest|largest|main|top)\b", re.IGNORECASE)
_ASKED_LENDERS = lazy_pattern(rf"{_ALL}.*\b(?:lenders|banks)\b.*\b(?:loans?|credit|facility|debt|borrowing|agreement|ddtl)\b|{_ALL}.*\b(?:loans?|credit|facility|debt|agreement)\b.*\blenders\b", re.IGNORECASE, signs=("lenders", "banks"))
_ASKED_PARTS = lazy_pattern(
    r"(?:\b(?:list|name|names of|what|whats|which|all)\b[^?]{0,60}\b(?:segments|divisions|business units|business lines)\b|['’]?s (?:\w+ )?(?:segments|divisions|business units|business lines)|\b(?:reporting|reportable|operating|business) segments)\W*(?:(?:does|do|did|is|are) [\w ]{2,40}(?:have|report|in)\W*|(?:of|at|in) [\w .&-]{2,40})?$",
    re.IGNORECASE,
    signs=("segments", "divisions", "business units", "business lines"),
)
_NUMBERS = lazy_pattern(r"\b(?:how (?:many|much)|revenue|sales|income|profits?|loss|margins?|growth|headcount|employees|grew|biggest|largest|smallest|fastest|costs?)\b", re.IGNORECASE)

_LED = lazy_pattern(r"\b(?:led (?:the (?:\w+ )?(?:round|financing|investment|raise)|by|it)|lead investor)\b|\b(?:in its place|instead),? [A-ZÀ-Þ][^.]{2,60}\bput in\b", re.IGNORECASE)
_TOOK_PART = lazy_pattern(
    r"\b(?:took|take|takes|taking) part\b|\bparticipa\w+\b|\bjoin(?:ed|ing|s)?\b(?! (?:the|our|its|their) (?:board|team|company|staff))|\bother (?:new )?investors\b|\binvestors (?:include|included|including|were|are)\b"
    r"|\b(?:also|existing) (?:invest\w+|back\w+)\b|\b(?:with|along with|alongside) (?:(?:new|fresh|more|old|existing) )?(?:money|cash|capital|backing|support|investment|contributions?) from\b|\bput in\b|\bthe rest (?:came|comes|is|was) from\b|\bbacked by\b",
    re.IGNORECASE,
)
_ASIDE = lazy_pattern(r",? (?:which|who|that) (?:also |had |has |have )?(?:led|joined|backed|took part in|invested in)[^,.;]*", re.IGNORECASE)
_OF_ROUND = lazy_pattern(r"\b(?:round|series [a-n]|seed|rais(?:e|ed|ing)|fund(?:ing|raising)|financing|backers)\b", re.IGNORECASE)
_PUT_IN = lazy_pattern(r"\bput in\b")
"""What is said of one who gave, and not of all."""
_LENDER = r"(?:(?:administrative|collateral|lead|joint|initial|other|participating)\s){0,3}(?:lenders?|agents?|arrangers?|bookrunners?)"
_CAPITAL = r"(?:the\s)?[A-ZÀ-Þ][\w&’'À-ÿ.-]+"
_LENDS = lazy_pattern(
    rf"\b(?:lenders|banks)(?:\s[^.;,]{{0,30}})?(?:\s(?:are|were|include|included|including|namely|led\sby)|[:,])\s{_CAPITAL}|[A-ZÀ-Þ][\w&’'À-ÿ.-]+,?\sas\s(?:the\s|an?\s|its\s)?{_LENDER}\b"
    rf"|\b{_LENDER},?\s(?:is|are|was|were)\s{_CAPITAL}|\b{_CAPITAL}\s(?:is|was|are|were|acted|serves|will be)\s(?:as\s)?(?:the\s|an?\s)?{_LENDER}\b"
)
_ASKED_UNDERWRITERS = lazy_pattern(
    r"\b(?:underwriters?|book-?runners?|book-?running|lead managers?)\b|\b(?:which|what|who(?:se)?|list|name|names of|all)\b.*\bbanks?\b.*\b(?:ipo|offering|flotation|float|listing|s-?1|prospectus|cover|share sale|went public|go(?:ing)? public)\b"
    r"|\bbanks?\b.*\b(?:led|lead|leading|run|ran|running|underwr\w+|handled?|handling|manag\w+|on)\b.*\b(?:ipo|offering|flotation|float|listing|share sale)\b|\bwho (?:underwrote|is underwriting|underwrites)\b",
    re.IGNORECASE,
)
_UNDERWRITER = r"(?:(?:lead|joint|sole|managing|global|active|passive|the|as|acting|representatives of the)\s){0,4}(?:underwriters?|book-?running managers?|book-?runners?|managers?|co-?managers?|global co-?ordinators?)"
_UNDERWRITES = lazy_pattern(
    rf"\b{_CAPITAL}(?:\s(?:[A-ZÀ-Þ&][\w&’'À-ÿ.-]*|and|of))*,?\s(?:is|are|was|were|act|acts|acted|will act|serve|serves|served|will serve|is acting|are acting)\s{_UNDERWRITER}\b"
    rf"|\b(?:[Uu]nderwriters?|[Bb]ook-?runners?|[Bb]ook-?running managers?|[Ll]ead managers?)(?:\s[^.;,:]{{0,40}})?(?:\s(?:are|is|were|was|include|included|including|namely)|[:,])\s{_CAPITAL}"
    rf"|\b{_CAPITAL}(?:\s(?:[A-ZÀ-Þ&][\w&’'À-ÿ.-]*|and|of))*,?\s(?:led|lead|are leading|is leading|managed|underwrote|ran|are running|are handling|handled)\sthe\s(?:[\w-]+\s){{0,2}}?(?:offering|IPO|flotation|float|listing|share sale)\b"
    rf"|\b(?:led|managed|underwritten|run|handled)\sby\s{_CAPITAL}"
)
_OF_OFFERING = lazy_pattern(r"\b(?:offering|IPO|flotation|float|listing|underwrit\w+|book-?runn\w+|initial public|prospectus|shares?)\b", re.IGNORECASE)
_NO_NAMES = lazy_pattern(r"\b(?:prospective|potential|would-be) lenders?\b|\bno (?:other )?lender\b|\blenders? (?:may|will|shall|holding)\b|\b(?:required|any|each|every) lenders?\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_PARTS = lazy_pattern(rf"\b(?P<count>{'|'.join(_COUNTS)}|[2-7])\s(?:[a-z-]+\s){{0,3}}(?:segments|divisions|business units|business lines|reporting units)\b(?P<rest>[^.]*)", re.IGNORECASE)
_NAMES = r"(?:[A-ZÀ-Þ][\w&’'À-ÿ.-]*)(?:\s(?:[A-ZÀ-Þ&][\w&’'À-ÿ.-]*|of|and the|de|von|van))*"
_NAME = lazy_pattern(_NAMES)
_ENUMERATED = lazy_pattern(rf"(?:[:,—–-]|\b(?:are|called|named)\b)\s*{_NAMES}.*\band\s{_NAMES}")
_BEGINS = lazy_pattern(rf"^(?:The\s)?(?P<name>{_NAMES})\s(?!(?:and|or)\b)[a-z]")
_BOTH = 2
_AROUND = 700
"""Characters before and after a passage that are read with it."""
_JUST_BEFORE = 300
_SKIPPED = 1
"""Sentences between two that name members, at most."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Sentences of a document that together name all the members."""

    document: DocumentMeta
    spans: tuple[tuple[int, int], ...]


def asks_roster(question: Question) -> str:
    """Whose names a question asks for all together: "round", "lenders", "underwriters", "parts"; "" where it asks for no such list."""
    text = question.text
    if len(question.entities) != 1 or re.search(r"\bhow (?:many|much)\b", text, re.IGNORECASE):
        return ""
    if _ASKED_ROUND.search(text) and not _ONLY_LEADS.search(text):
        return "round"
    if _ASKED_UNDERWRITERS.search(text):
        return "underwriters"
    if _ASKED_LENDERS.search(text):
        return "lenders"
    return "parts" if _ASKED_PARTS.search(text) and not question.metrics and not _NUMBERS.search(text) else ""


def names_members(kind: str, words: str) -> bool:
    """Whether some words tell of members of a round, of lenders or of underwriters."""
    if kind == "underwriters":
        return _UNDERWRITES.search(words) is not None and _OF_OFFERING.search(words) is not None
    if kind == "lenders":
        return _LENDS.search(words) is not None and not _NO_NAMES.search(words)
    return (_LED.search(words) is not None or _TOOK_PART.search(words) is not None) and _OF_ROUND.search(words) is not None


def roster(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """All the members that a question asks for, by the sentences that name them; None where no page is known to name them all."""
    kind = asks_roster(question)
    if not kind:
        return None
    query = " ".join((*question.entities, question.text, *question.background))
    with stage("search"):
        hits = library.search(query, question.entities)
    documents = library.document.all(hit.passage.document_id for hit in hits)
    found = [
        one
        for hit in hits
        if as_of is None or known_by(documents[hit.passage.document_id].published, as_of)
        for one in _in_passage(kind, question, library, documents[hit.passage.document_id], hit)
    ]
    if not found:
        return None
    newest = max(one.document.published or date.min for one in found)
    best = next(one for one in found if (one.document.published or date.min) == newest)
    draft, text = Draft(library, question.text), library.text(best.document.document_id)
    for start, end in _joined(text, best.spans):
        draft.say(f"“{plain(text[start:end])}” [{draft.cite(best.document, start, end)}]")
    draft.say(f"Source: {origin_words(best.document)}.")
    return draft.answer(Status.ANSWERED)


def _in_passage(kind: str, question: Question, library: Library, document: DocumentMeta, hit: Hit) -> Iterator[_Found]:
    text = library.text(document.document_id)
    first, last = max(0, hit.passage.start - _AROUND), min(len(text), hit.passage.end + _AROUND)
    spans = [span for span in sentence_spans(text, first, last) if span[0] >= hit.passage.start or text[max(0, span[0] - 2) : span[0]].strip() in {"", "."}]
    own = library.names.family(set(question.entities))
    if kind == "parts":
        groups = _parts(text, spans)
    elif kind in {"underwriters", "lenders"}:
        groups = _groups(text, spans, lambda sentence: names_members(kind, sentence))
    else:
        groups = _groups(text, spans, lambda sentence: bool(_LED.search(_ASIDE.sub("", sentence)) or _TOOK_PART.search(_ASIDE.sub("", sentence))))
    for group in groups:
        others = {name for span in group for name in _named_in(text[slice(*span)]) if not library.names_in(name) & own}
        if kind != "parts" and len(others) < _BOTH:
            continue
        if _is_of(question, library, document, text, group) and (kind != "round" or _of_round(question, document, text, group)) and (kind != "lenders" or _of_loan(question, text, group)):
            yield _Found(document, tuple(group))


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """A sentence that says how many parts there are, with those behind it that tell of each where it names none."""
    for place, span in enumerate(spans):
        found = _PARTS.search(text[slice(*span)])
        if found is None:
            continue
        if _ENUMERATED.search(found["rest"]):
            yield [span]
            continue
        count = _COUNTS.get(found["count"].lower()) or int(found["count"])
        following = spans[place + 1 : place + 1 + count]
        begun = [_BEGINS.match(text[slice(*one)]) for one in following]
        named = {m["name"] for m in begun if m is not None and not STOP_WORDS.issuperset(m["name"].lower().split())}
        if len(named) == count:
            yield [span, *following]


def _groups(text: str, spans: Sequence[tuple[int, int]], names_members: Callable[[str], bool]) -> Iterator[list[tuple[int, int]]]:
    """Sentences that name members, as far as they follow one another; those that name two at least."""
    group: list[tuple[int, int]] = []
    for place, span in enumerate([*spans, (0, 0)]):
        sentence = text[slice(*span)]
        if names_members(sentence) and _named_in(sentence):
            if group and place - spans.index(group[-1]) > _SKIPPED + 1:
                if len({name for one in group for name in _named_in(text[slice(*one)])}) >= _BOTH:
                    yield group
                group = []
            group.append(span)
    if len({name for one in group for name in _named_in(text[slice(*one)])}) >= _BOTH:
        yield group


def _named_in(sentence: str) -> set[str]:
    """What is written like a name in a sentence and is no ordinary word."""
    return {m.group() for m in _NAME.finditer(sentence) if not ORDINARY.issuperset(word.strip(".").lower() for word in m.group().split())}


def _is_of(question: Question, library: Library, document: DocumentMeta, text: str, group: Sequence[tuple[int, int]]) -> bool:
    """Whether sentences are of the company asked about: named by them or last before them, or else the subject of the page."""
    names = library.names
    family = names.family(set(question.entities))
    if is_about(document, family, library):
        return True
    before = [m.name for m in names.find(text[max(0, group[0][0] - _AROUND) : group[0][0]]) if names.is_company(m.name)]
    # Who is named among the members need not be the one whose members they are.
    return bool(before) and before[-1] in family


def _of_round(question: Question, document: DocumentMeta, text: str, group: Sequence[tuple[int, int]]) -> bool:
    """Whether sentences are of the round asked for: the last one named before them, in them or in the title."""
    told = [_ASIDE.sub("", text[slice(*span)]) for span in group]
    leading = text[max(0, group[0][0] - _JUST_BEFORE) : group[0][0]]
    if not any(_TOOK_PART.search(_PUT_IN.sub("", one)) for one in told) and not (len(told) > 1 and any(_LED.search(one) for one in told)):
        return False
    if not _OF_ROUND.search(f"{document.title} {leading} {' '.join(told)}"):
        return False
    asked = round_asked(question.text)
    if not asked:
        return True
    own = rounds_in(" ".join(told))
    if own:
        return asked in own
    before = _ASIDE.sub("", text[max(0, group[0][0] - _AROUND) : group[0][0]])
    near = next((named for sentence in reversed(re.split(r"(?<=[.!?])\s", before)) if (named := rounds_in(sentence))), frozenset())
    return asked in (near or rounds_in(document.title))


def _of_loan(question: Question, text: str, group: Sequence[tuple[int, int]]) -> bool:
    """Whether sentences that name lenders are of the month that a question names, if it names one."""
    wanted = {p.end for p in question.periods if p.end}
    if not wanted:
        return True
    around = text[max(0, group[0][0] - _AROUND) : group[-1][1]].lower()
    return any(f"{day:%B}".lower() in around and str(day.year) in around for day in wanted)


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that follow one another in a paragraph as one."""
    start, end = spans[0]
    for one in spans[1:]:
        if "\n" in text[end : one[0]] or text[end : one[0]].strip():
            yield start, end
            start = one[0]
        end = one[1]
    yield start, end
