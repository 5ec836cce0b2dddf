"""Quoting: which of the pieces found is quoted first, and whether it is sure enough to be.

What was weighed (`bot.reading`) is held against the question once more here, as `benchmarks.certainty` does with weights
that have not seen a corpus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from bot.bearing import leaves_out, stray
from bot.causes import cause_of_another, gives_reason, says_why
from bot.corrections import put_right
from bot.coverage import stem_line
from bot.directions import direction
from bot.evidence import Asking, undisclosed
from bot.fitness import PLANS
from bot.forms import names_office, says_who
from bot.intents import asks_what_did_it
from bot.library import Library
from bot.measures import RELATIONS
from bot.musts import leaves_unsaid
from bot.namings import asks_name, says_name
from bot.outright import in_title, newest_due, says_outright
from bot.owners import asks_owner
from bot.parties import tells_of
from bot.question import Intent, Question
from bot.reading import Candidate, overlap, picked, sure_of
from bot.states import OF_STATES, asks_standing, state_of
from bot.successions import asks_who_succeeds, says_who_succeeds, tells_no_successor
from bot.wanted import Kind
from bot.words import stem, stems
from index.amounts import agree
from index.pattern import lazy_pattern

__all__ = ["LOOKED_AT", "SURE", "bearing", "corrected_by", "corrects", "foremost", "needed", "says_outcome", "told_outright", "unsaid"]

SURE = 0.66
"""How sure it has to be that what is quoted answers the question: being wrong costs a reader twice what being right gains."""
_IN_FORM = 0.15
"""The same of a quote that says who it is in the form that questions for a person want."""
_SURE_OF_STATE = 0.5
"""The same where a question is how a matter stands and the quote says so."""

_NEVER = 2.0
"""More than anything is sure."""
LOOKED_AT = 12
"""How many of the foremost candidates are held against the question."""

_NEAR_ENOUGH = 3.0
"""How much worse than the first it may be."""
_AS_GOOD = 2.0
"""How much worse than its title a sentence may be that is quoted in its place."""

_LAST_ONE = lazy_pattern(r"\b(?:last|latest|newest|most recent)\b(?! (?:year|quarter|month|week|half|time))", re.IGNORECASE)
_LATER = timedelta(days=60)

_DEED = lazy_pattern(
    r"\bhow many\b.*\b(?:do|does|did|has|have|had|will|is|are)\b.*\b(?P<deed>add|open|close|shut|hire|launch|ship|sell|sold|sign|win|won|build"
    r"|built|buy|bought|deliver|release|install|recall|train|lose|lost|shed|gain|attract|delete)(?:e?d|s|ing)?\b",
    re.IGNORECASE,
)

_ENDINGS = frozenset(stem(word) for word in ("mature", "matures", "maturity", "expire", "expires", "expiry", "vest", "vests", "lapse"))
_OF_SEVERAL = frozenset({Intent.CHECK, Intent.FACT, Intent.WHEN})


def foremost(asking: Asking, near: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that bear on the question, with the one first that is to be quoted; none where no one is."""
    near = [one for one in near if (one.row and "|" in one.text) or one.title or not _is_masthead(asking, one)]
    ordered = _with_outcome(asking, _naming_all(asking, near))
    return _not_outdone(asking, _below_titles(ordered)) if ordered else []


_MASTHEAD = lazy_pattern(
    r"\W{0,3}(?:(?=(?:[^A-Z]{0,40}[A-Z]){3})[^a-z]+$|[Ff]or the (?:quarterly|fiscal|annual|transition) (?:period|year)(?: (?:ended|ending))? ?(?:[A-Z][a-z]+ \d{1,2},? )?\d{4}\W*$|[Cc]ommission file[^.]*$|[Ff]orm (?:10|20|8|6|S|F)-\w+\W*$|\(?[Ee]xact name\b[^.]*$"
    r"|(?:Class \w+ |[Cc]ommon |[Oo]rdinary ){1,4}(?:[Ss]tock|[Ss]hares)\b[^.;]*(?:NASDAQ|Nasdaq|NYSE|New York Stock Exchange|Stock Market))"
)
"""What stands at the head of a page and tells whose it is: it answers nothing."""


def _is_masthead(asking: Asking, quote: Candidate) -> bool:
    start, end = quote.parts[0] if quote.parts else (quote.start, quote.end)
    return start < _TOP and _MASTHEAD.match(asking.library.text(quote.document.document_id)[start:end]) is not None


_TOP = 3_000
"""How many characters of a page its head may take."""
_CASE = lazy_pattern(r"\b(?:case|suit|lawsuit|trial|appeal|claims?|litigation|hearing|dispute|v\.?|vs\.?|versus)\b", re.IGNORECASE)
_RULED = lazy_pattern(
    r"\b(?:jury|judge|court|tribunal|panel|commission|regulators?)\b[^.;]{0,80}?\b(?:found|ruled|held|decided|dismissed|threw|sided|awarded|ordered|rejected|approved|upheld|overturned|granted|denied|sentenced)\b"
    r"|\b(?:was|were|been)\s(?:dismissed|thrown out|settled|acquitted|convicted|fined|barred|found)\b|\bsettled\b|\bverdict\b|\b(?:won|lost|wins|loses|dropped|withdrew)\b[^.;]{0,40}?\b(?:case|suit|lawsuit|appeal|trial|claims?)\b",
    re.IGNORECASE,
)
_OUTCOME_WITHIN = 6.0
"""How much worse than the first a quote may be that tells how a case ended."""


def says_outcome(asking: Asking, words: str) -> bool:
    """Whether a question is how a case ended, and some words say what was decided."""
    return _asks_outcome(asking.question.text) and _RULED.search(words) is not None


@lru_cache(maxsize=64)
def _asks_outcome(text: str) -> bool:
    return asks_standing(text) and _CASE.search(text) is not None


def _tells_outcome(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote that names all the parties of a case says what was decided, where that is asked."""
    return not quote.title and quote.measures["subject"] == 1 and says_outcome(asking, quote.text)


def _with_outcome(asking: Asking, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; where a question is how a case ended, those of the best few that say what was decided come first."""
    if not _asks_outcome(asking.question.text):
        return list(ordered)
    able = [one for one in ordered if one.score >= ordered[0].score - _OUTCOME_WITHIN and _tells_outcome(asking, one)]
    return [*able, *(one for one in ordered if one not in able)]


def needed(asking: Asking, lead: Candidate, *, told: bool, least: float = SURE) -> float:
    """How sure it has to be that a quote answers; more than 1 where it may not be given at all.

    `told` is whether it says who it is in so many words.
    """
    question = asking.question
    if _of_strangers(question, asking.library) or not (names_office(asking, lead) or in_title(asking, lead)) or not _tells_deed(asking, lead) or not _tells_form(asking, lead) or (not told and _tells_nothing(asking, lead)):
        return _NEVER
    if leaves_unsaid(asking, lead):
        return _NEVER
    if not told and (tells_no_successor(asking, lead) or (asks_name(asking) and not says_name(asking, lead))):
        return _NEVER
    if question.intent is Intent.WHY and _IF_IT_HAD.match(lead.text):
        return _NEVER  # what would have been, or is agreed for the case that it happens, gives no reason for what was
    if question.intent is Intent.WHY and lead.row and not _SEVERAL_WORDS.search(lead.text.partition("|")[2]):
        return _NEVER  # a row of numbers gives no reason
    if told:
        return _IN_FORM
    if _tells_outcome(asking, lead):
        return 0.0  # what was decided between those who are asked about
    way = direction(question.text) if question.intent is Intent.WHY and asking.metrics else 0
    if way and lead.measures["offers"] < 1 and not gives_reason(lead.text) and direction(lead.text) != -way:
        return _NEVER  # why a measure went up is not told by how much it is, though that it went down sets the question right
    if cause_of_another(asking, lead) or (question.intent is Intent.WHY and asks_what_did_it(question.text) and lead.measures["offers"] < 1):
        return _NEVER  # what made a measure move is told by a cause alone
    # Of how a matter stands several sources may tell as well: they do not make the first one doubtful.
    asks_state = (question.intent is Intent.FACT and asks_standing(question.text)) or (question.intent is Intent.CHECK and not OF_STATES.isdisjoint(question.terms))
    stands = (asks_state and state_of(lead.text) is not None) or asks_owner(asking)  # what does not tell whose it is has strayed
    return min(least, _SURE_OF_STATE) if stands else least


_IF_IT_HAD = lazy_pattern(r"\W*(?:(?:Had|If|Were|Should|Unless)\s(?:(?:Mr|Ms|Mrs|Dr)\.|[^.;])*\bwould\b|(?:If|Unless)\s[^.;]*\b(?:may|might|must|shall|will|can|receive[sd]?|ha(?:s|ve) (?:to|the right)|is entitled|are entitled)\b)")
_SEVERAL_WORDS = lazy_pattern(r"[^\W\d_]{2,}(?:\s[^\W\d_]{2,}){2}")
"""Three words side by side."""


def unsaid(lead: Candidate) -> bool:
    """Whether a quote says that the thing is not disclosed, and nothing of what is wanted."""
    return undisclosed(lead.text) and lead.measures["offers"] < 1


def _not_outdone(asking: Asking, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, without those about an older deal than is held where the last one is asked about."""
    question, library = asking.question, asking.library
    deals = asking.metrics & RELATIONS
    if not deals or question.periods or not _LAST_ONE.search(question.text):
        return list(ordered)
    # A round may be told by what it valued the company at.
    held = library.glances(asking.companies, deals | ({"valuation"} if "funding_raised" in deals else set()))
    by_end = groupby(sorted(((one.period.end, one) for one in held if one.period and one.period.end), key=itemgetter(0), reverse=True), itemgetter(0))
    newest = next((end for end, some in by_end if any(figure.basis not in PLANS for figure in library.figures(one for _, one in some))), None)
    if newest is None:
        return list(ordered)
    return [one for one in ordered if not (ends := [p.end for p in one.periods if p.end]) or max(ends) >= newest - _LATER]



def _with_asked(lead: Candidate) -> str:
    """The words of a quote behind the questions of the page that it answers, which it need not say again."""
    return " ".join((*lead.answered, lead.text))


def _tells_deed(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote tells of the deed that a question is about: how many stores Acme has is not how many it opened."""
    if asking.parties is not None and not lead.row and not tells_of(asking.parties, _with_asked(lead), asking.library):
        return False
    found = _DEED.search(asking.question.text) if asking.wanted.kind is Kind.COUNT else None
    root = stem(found["deed"]) if found is not None else ""
    if asking.wanted.kind is Kind.DAY:
        # The day until which a loan may be drawn is not the one on which it matures.
        root = next((term for term in asking.terms if term in _ENDINGS), "")
        if _only_allowed(asking, lead):
            return False
    if root not in asking.terms:
        return True
    return asking.meeting.of(stem_line(_with_asked(lead)))[asking.meeting.terms.index(root)] > 0



_CAPITAL = lazy_pattern(r"(?<=[a-z,] )[A-ZÀ-Þ]\w+")
_ALLOWED = lazy_pattern(r"\b(?:may|might|can|could)\s(?:also\s|still\s|not\s)?([a-z]+)\b")


def _only_allowed(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote says no more than that what is asked about may be done: who may appeal has not, and no day is set."""
    allowed = [stem(m[1]) for m in _ALLOWED.finditer(lead.text)]
    said = stems(_CAPITAL.sub("", lead.text))
    return any(term in allowed and said.count(term) == allowed.count(term) for term in asking.terms) and not _ASKS_ALLOWED.search(asking.question.text)


_ASKS_ALLOWED = lazy_pattern(r"\b(?:may|might|can|could|allowed|able|deadline|latest|until|till|by when)\b", re.IGNORECASE)
_FORM_FILED = lazy_pattern(r"\b(?:10-?[kq]|8-?k|20-?f|6-?k|s-?1|annual report|quarterly report|prospectus)\b", re.IGNORECASE)


def _tells_form(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote names the form that a question for its day does: another thing that was filed is another."""
    found = _FORM_FILED.search(asking.question.text) if asking.wanted.kind is Kind.DAY else None
    return found is None or found.group().lower().replace("-", "") in lead.text.lower().replace("-", "")


_OF_FACTS = frozenset({Intent.WHO, Intent.WHEN, Intent.WHERE})


def _tells_nothing(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote has none of the words that a question is about besides names and times, nor what else is said for them."""
    intent, about = asking.question.intent, len(asking.terms)
    if intent is Intent.CHECK and asking.metrics and (not lead.measures["measure"] or not asking.question.amounts):
        about += 0 if lead.measures["measure"] else len(asking.of_measure)
    elif intent not in _OF_FACTS or asking.metrics:
        return False
    return about > 0 and not lead.row and not any(asking.meeting.of(stem_line(_with_asked(lead)))[:about])


def _below_titles(ordered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, where the first is a title with the best sentence below it that says about as much put first."""
    lead = ordered[0]
    own = next((one for one in ordered[1:] if not one.title and one.document.document_id == lead.document.document_id), None) if lead.title else None
    if own is None or own.score < lead.score - _AS_GOOD:
        return list(ordered)
    return [own, *(one for one in ordered if one is not own and one is not lead)]



def who_it_is(asking: Asking, ordered: Sequence[Candidate]) -> Candidate | None:
    """The first quote that says in so many words who it is that is asked for: of the newest document that does, since offices pass on."""
    said = [one for one in ordered if says_who(asking, one)]
    newest = max((one.document.published or date.min for one in said), default=None)
    return next((one for one in said if (one.document.published or date.min) == newest), None)



def told_outright(asking: Asking, ordered: Sequence[Candidate]) -> Candidate | None:
    """The quote that says in so many words what is asked for: who it is, or why it happened."""
    if asks_name(asking):
        return next((one for one in ordered if says_name(asking, one)), None)
    if asks_who_succeeds(asking):
        return next((one for one in ordered[:LOOKED_AT] if says_who_succeeds(asking, one)), None)
    return who_it_is(asking, ordered) or _shortest(asking, newest_due(asking, [one for one in ordered[:LOOKED_AT] if says_outright(asking, one)]), ordered) or next((one for one in ordered[:LOOKED_AT] if says_why(asking, one)), None)


def _shortest(asking: Asking, told: Sequence[Candidate], ordered: Sequence[Candidate]) -> Candidate | None:
    """The first of some quotes, or one within it that says as much and is sure enough by itself."""
    short = min((one for one in told if overlap(one, told[0])), key=lambda one: one.end - one.start, default=None)
    sure = short is None or sure_of(asking, [short, *(one for one in ordered if one is not short)]) >= _IN_FORM
    return short if sure else told[0]


def _of_strangers(question: Question, library: Library) -> bool:
    """Whether a question is about a name alone that no document has; that its "Labs" or "Systems" stand in one says nothing of it."""
    return bool(question.unknown) and not question.entities and any(library.weights.absent(s) for name in question.unknown for s in stems(name))



def bearing(asking: Asking, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those of the foremost that stray from the question; none where all of them do."""
    near = [one for one in ordered[:LOOKED_AT] if stray(asking, one) is None]
    return [*near, *ordered[LOOKED_AT:]] if near else []



def _naming_all(asking: Asking, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, without those that leave out a company asked about where one of the foremost names them all.

    Whether Acme bought Bolt is not told by what else Acme bought.
    """
    if len(asking.companies) < 2 or asking.question.intent not in _OF_SEVERAL:
        return list(ordered)
    both = [one for one in ordered[:LOOKED_AT] if not leaves_out(asking, one)]
    return both if both and both[0].score >= ordered[0].score - _NEAR_ENOUGH else list(ordered)


def corrected_by(asking: Asking, ordered: Sequence[Candidate]) -> Candidate | None:
    """The newer quote that says that the number of the first of `ordered` is wrong, and which one is right; None where none does."""
    lead = ordered[0]
    number = picked(asking, lead)
    day = lead.document.published
    if number is None or put_right(lead.text) is not None:
        return None
    for one in ordered[1:LOOKED_AT]:
        said = put_right(one.text) if not one.row and one.document.document_id != lead.document.document_id else None
        if said is None or day is None or one.document.published is None or one.document.published < day:
            continue
        if agree(said[1], number) or (said[1].value == number.value and "" in (said[1].unit, number.unit)):
            return one
    return None


_OF_IT = 0.8
"""How much of what is asked both a correction and what it corrects have to speak of."""


def corrects(lead: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a quote puts a number right that another page, among all that was `found`, gives for what is asked."""
    said = put_right(lead.text)
    if said is None or lead.measures["all"] < _OF_IT:
        return False
    others = (one for one in found[:LOOKED_AT] if one.document.document_id != lead.document.document_id and one.measures["all"] >= _OF_IT)
    return any(agree(said[1], a) or (said[1].value == a.value and "" in (said[1].unit, a.unit)) for one in others for a in one.amounts)
