"""Musts: what a quote has to say to answer some questions at all, whatever else it has in common with them.

When an appeal is heard is told by no sentence without a hearing, who audits a company by none without an auditor, and where something
is done by none that has the place in one sentence and what is done in another.
"""

from __future__ import annotations

import re

from bot.coverage import stem_line
from bot.evidence import Asking
from bot.question import Intent
from bot.reading import Candidate
from bot.rosters import asks_roster, names_members
from bot.speaking import is_about
from bot.wanted import Kind, places_in
from bot.words import STOP_WORDS, stem, tokens
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["leaves_unsaid"]


def _pattern(words: str) -> re.Pattern[str]:
    return lazy_pattern(words, re.IGNORECASE)


_ENDED = r"clos(?:e[sd]?|ing)|complet\w+|finali[sz]\w+|consummat\w+|done|through|effective|expir\w+|lapse\w*|took over|terminat\w+|call(?:ed)? off|collaps\w+|blocked|abandon\w+"
"""How it is told that a purchase came to its end, or to none."""
_CLOSES = _pattern(r"\b(?:closing|completion) (?:date|day)\b|\b(?:when|what (?:day|date|month)|which (?:day|date|month))\b.*\b(?:deal|acquisition|takeover|purchase|merger|buyout)\b.*\b(?:clos|complet|finali[sz]|done\b|go(?:es|ing)? through)|\b(?:deal|acquisition|takeover|purchase|merger|buyout)\b.*\b(?:clos|complet|finali[sz]|done\b|go(?:es|ing)? through).*\bwhen\b|\b(?:when|what (?:day|date|month)|which (?:day|date|month))\b.*\b(?:clos|complet|finali[sz])\w*\b.*\b(?:deal|acquisition|takeover|purchase|merger|buyout)\b")
_MUSTS = (
    (_pattern(r"\bannual (?:general )?(?:meeting|mtg)\b|\bagm\b"), _pattern(r"\bannual (?:general )?meeting\b|\bAGM\b|\bmeeting of (?:stock|share)holders\b")),
    (_pattern(r"\b(?:being heard|be heard|hearing|(?:court|judge|tribunal) hears?|heard (?:by|in|at))\b"), _pattern(r"\bhear(?:d|s|ing|ings)?\b|\blisted\b|\bargu\w+|\btrial\b")),
    (_pattern(r"\b(?:credit|bond|debt|issuer) rating\b"), _pattern(r"\brat(?:e[sd]?|ings?)\b.{0,80}(?<![\w-])(?:[ABC]{1,3}|[ABC]aa?)(?:[1-3]|[+−–-]|[- ](?:plus|minus))?(?![\w’'])|\bnot rated\b|\bunrated\b|\bno (?:credit )?rating\b")),
    (_CLOSES, _pattern(r"\b(?:acqui\w+|b[ou]+ght|buy\w*|purchas\w+|merg\w+|takeover|deal|transaction|sale|sold|closed on|bid|offer|terms|price)\b")),
    (_CLOSES, _pattern(rf"\b(?:{_ENDED}|(?<!to )(?<!has )(?<!have )acquired|(?<!has )(?<!have )bought)\b")),
    (_pattern(r"\bwho\b.*\b(?:retir|resign|quit|leav|left|step(?:s|ping|ped)? down|depart)\w*"), _pattern(r"\b(?:retir|resign|quit|leav|left|step(?:s|ping|ped)? (?:down|back|aside)|depart|exit|succe|replac|hand(?:s|ed|ing)? over)\w*")),
    (_pattern(r"\bvot\w+ (?:against|no|nay)\b|\b(?:no|nay|dissenting) votes?\b|\bagainst\b.*\bvote\b"), _pattern(r"\bagainst\b|\bno\b|\bnay\b|\boppos\w+|\bdissent\w*|\bobject\w*|\brefus\w*")),
    (_pattern(r"\b(?:who|what|where|which \w+|anyone|anybody) else\b"), _pattern(r"\b(?:others?|another|also|else|rival|besides|too|as well|further|along\w*|join\w*|participat\w*|both)\b|, [^.]* and [A-ZÀ-Þ]")),
    (_pattern(r"\b(?:stop|quit|cease|end|no longer|out of)\w*\b[^?]{0,40}\b(?:los(?:e|es|ing|ses)|bleed\w*|burn\w*|red\b)|\bbreak(?:ing|s)?[- ]?even\b|\bturn(?:s|ing)? (?:a |its first )?profit\w*|\b(?:be|become|get|go) (?:cash[- ]flow )?(?:profitable|positive)\b"),
     _pattern(r"\bbreak\w*[- ]?even\b|\bprofit\w*|\bin the black\b|\bout of the red\b|\bpositive\b|\b(?:stop|ceas|quit|end)\w* (?:los|burn|bleed)\w*|\bmore cash than\b|\bmak\w+ money\b|\bno longer\b|\bfund itself\b|\bpay its (?:own )?way\b")),
    (_pattern(r"^\W*(?:so |and |hey )?who(?:['’]s| is| was)? (?:now |currently )?(?:run|runs|running|leads?|leading|heads?|heading|in charge of|at the helm of)\b(?! (?:the )?(?:investment|round|series|funding|deal|seed))"),
     _pattern(r"\b(?:chief exec\w*|CEO|co-?CEO|presidents?|heads?|headed|(?<!round )(?<!financing )(?<!funding )(?<!series \w )(?<!raise )(?<!deal )led by|runs|run by|has run|boss|managing director|chair\w*|(?:co-?)?founde[rd]s?|in charge|director|general manager)\b")),
    (_pattern(r"^(?!.*\b(?:fil(?:e[sd]?|ing)|submit\w*|regist\w+|apply|applied|s-?1)\b).*(?:\bwhen\b.*\b(?:ipo|go(?:es|ing)? public|went public|gone public|list(?:s|ed|ing)?|float(?:s|ed|ation)?|start(?:s|ed)? trading|debut\w*)\b|\b(?:ipo|listing|flotation) (?:date|day)\b)"),
     _pattern(r"\btrad(?:e|ed|ing)\b|\bwent public\b|\bgo(?:es|ing)? public (?:in|on|by|as|this|next|early|late)\b|\bdebut\w*|\b(?:listed|lists?|listing|float(?:s|ed)?) on\b|\bpriced\b|^(?!.*\b(?:fil(?:e[sd]?|ing)|submit\w*|draft)\b)")),
    (_pattern(r"(?:\bwho\b[^?]*|^\W*(?:the |name of the |and the )?)\bnew (?:[\w-]+ ){0,2}?(?:ceo|cfo|coo|cto|chief|boss|head|president|chair(?:man|woman)?|director|finance chief)\b"),
     _pattern(r"\b(?:appoint\w*|named|names|naming|succe\w+|replac\w*|join\w*|hir(?:e|es|ed|ing)|promot\w*|becom\w*|became|tapped|tak(?:e|es|ing) over|took over|new|start(?:s|ed|ing)?|incoming|poach\w*|recruit\w*|elect\w*|since)\b")),
    (_pattern(r"\bwho (?:has |have |is |had )?(?:replac|succeed|took over (?:from|for)|takes over (?:from|for)|taking over (?:from|for)|stepped in for)\w*"),
     _pattern(r"\b(?:succe\w+|replac\w*|took over|tak(?:e|es|ing) over|appoint\w*|named|interim|acting|instead|in (?:his|her|their) place|steps? in|stepped in)\b")),
    (_pattern(r"\b(?:salary|salaries|base pay|pay package|take[- ]home|total comp(?:ensation)?)\b"), _pattern(r"\||\bsalar\w+|\bbase pay\b|\bpaid\b|\bearn(?:s|ed)?\b|\bcompensation\b")),
    (_pattern(r"\bhow (?:many|much)\b.*\b(?:live|running|online|active|energi[sz]ed|in service|operational|switched on)\b"),
     _pattern(r"^(?!.*\b(?:will|plans? to|planned|is to|are to|expect(?:s|ed)? to)\b)|\b(?:live|running|online|active|energi[sz]ed|in service|operational|opened|in operation)\b")),
    (_pattern(r"\bwho (?:audits?|audited)\b|\bauditors?\b|\bwhich (?:\w+ )?firm audit"), _pattern(r"\bauditors?\b|\baudited by\b|\baccounting firm\b|\baccountants?\b")),
)
"""What a question asks for, and what has to be said of it."""
_ROLE_ASKED = lazy_pattern(
    r"\b(?:who|(?:which|what) (?:[\w-]+ ){0,2}?(?:company|firm|lab|bank|fund|group|supplier|customer|business|start-?up|maker|provider|operator|investor|agency|university|person))(?:['’]?s| is| was| are| were) "
    r"(?:the |its |their |an? |[\w.&-]+(?: [\w.&-]+)?['’]s? )(?:[\w-]+ ){0,2}?(?P<role>tenants?|landlords?|contractors?|suppliers?|builders?|operators?|customers?|clients?|sellers?|owners?|anchor|developers?|manufacturers?|lessors?|lessees?|borrowers?|guarantors?|trustees?|distributors?|importers?)\b",
    re.IGNORECASE,
)
"""In which role somebody is asked for, of which a quote has to speak."""
_OWNER_ASKED = lazy_pattern(r"\bwho(?:['’]?s| is| are)? (?:all |really |actually |currently |now )*own(?:s|ed|ing)?\b|\bwho(?: is|['’]?s| are)? the (?:\w+ )?owners?\b|\bowners? of\b|\bwhose (?:company|firm|subsidiary) is\b", re.IGNORECASE)
_OWNED_BEFORE = lazy_pattern(r"\b(?:own|owns|owned|owning|owners?|acqui\w+|buy|buys|bought|buying|purchas\w+|sells?|sold|sale|selling|divest\w*|takeover|takes? over|took over|stakes?|shares|shareholders?|controls?|majority|parent|holds?|held|backers?|investors?)\b[^.;]{0,60}$", re.IGNORECASE)
_OWNED_AFTER = lazy_pattern(
    r"^[^.;]{0,80}?(?:\b(?:owned|acquired|bought|controlled|taken over|backed|held) by\b|\bsubsidiary\b|\bpart of\b|\bunit of\b|\bbelongs? to\b|['’]s? (?:[\w-]+ ){0,2}(?:owners?|parent|shareholders?|backers?|investors?)\b|\b(?:is|are|was) (?:an? )?(?:[\w-]+[- ])?owned\b)", re.IGNORECASE
)
_SAYS_OWNER = lazy_pattern(r"\b(?:owned|controlled|bought|acquired|taken over) by\b|\bsubsidiary\b|\bparent\b|\bowners?\b", re.IGNORECASE)
_PER_ONE = lazy_pattern(r"\bper (?:employee|head|worker|person|capita|staff|gpu|chip|card|user|customer|subscriber|seat|share|megawatt|gigawatt|token|robot|unit|hour|day|week|kwh|mwh|kilowatt[- ]?hour|megawatt[- ]?hour|mile|kilomet(?:er|re)|minute|call|page|image|query|request|task)s?\b|\b(?:for )?(?:each|every) (?:employee|worker|user|customer|subscriber|gpu|chip|share|robot|unit)\b|\ba head\b", re.IGNORECASE)
_OF_EACH = lazy_pattern(r"\bper\b|\beach\b|\bevery\b|\bapiece\b|/|\b(?:an?|the) (?:head|share|seat|unit|piece|person|employee|worker|user|customer|gpu|chip|card|day|hour|week|robot|megawatt|token|month|year)(?=\W*$|[.,;:)]|\s(?:in|on|at|by|for|of|and|or|this|last|from|to|than|against|compared|with|when|as|is|was|are|were|if|but|while|during|over)\b)|\b(?:average|arpu|eps)\b", re.IGNORECASE)
_DENIES = lazy_pattern(r"\bno (?:\w+ )?(?:loans?|lenders?|credit|facility|agreement|banks?|round|investors?)\b|\bnot (?:yet )?(?:been )?(?:signed|agreed|closed|named|disclosed|raised|said)\b", re.IGNORECASE)
_ALL = lazy_pattern(r"\b(?:all|every|list|name)\b", re.IGNORECASE)


def _says_it(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote has the word that what a question asks for is told by, where there is such a word: who voted against, who retires."""
    text = asking.question.text
    said = f"{lead.document.title}\n{lead.text}" if lead.row else " ".join((*lead.answered, lead.text))
    # Of what deal "it" is said to close a page's title may tell.
    return all(must.search(said) or (asked is _CLOSES and must.search(lead.document.title)) for asked, must in _MUSTS if asked.search(text))


def leaves_unsaid(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote does not say what an answer to a question has to."""
    text = asking.question.text
    said = f"{lead.document.title}\n{lead.text}" if lead.row else lead.text
    if not _says_it(asking, lead):
        return True
    if _of_another_deal(asking, lead) or _of_other_years(asking, lead) or _of_another_succeeded(asking, said) or _is_over(asking, lead) or _leaves_out_role(asking, said) or _leaves_out_thing(asking, said) or _names_no_owner(asking, lead) or (_PER_ONE.search(text) and not _OF_EACH.search(said)):
        return True
    kind = asks_roster(asking.question)
    if kind in {"round", "lenders", "underwriters"} and not _DENIES.search(lead.text) and ((kind == "lenders" and _ALL.search(text)) or not names_members(kind, lead.text) or not is_about(lead.document, asking.family, asking.library)):
        return True
    return asking.question.intent is Intent.WHERE and asking.wanted.kind is Kind.PLACE and bool(asking.terms) and not lead.row and not _has_place(asking, lead)


_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")


def _of_other_years(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote speaks of other years than the one that a question names, and was not published about then."""
    asked = {period.year for period in asking.question.periods if period.year is not None}
    if not asked or asking.question.over_time or not _YEAR.search(asking.question.text):
        return False
    day = lead.document.published
    near = {day.year, day.year - 1} if day is not None else set()
    said = {int(found.group()) for found in _YEAR.finditer(lead.text)}
    # A fiscal year has the name of the one that it begins or ends in.
    wide = {year + step for year in asked for step in (-1, 0, 1)} if any(period.fiscal for period in asking.question.periods) else asked
    return bool(said or near) and wide.isdisjoint(said | near)


def _of_another_deal(asking: Asking, lead: Candidate) -> bool:
    """Whether all that a quote says was completed is something else than the purchase between two that a question asks the closing of."""
    names = asking.library.names
    if len(asking.companies) < _TWO or lead.row or not _CLOSES.search(asking.question.text):
        return False
    text = asking.library.text(lead.document.document_id)
    for start, end in ((a, b) for first, last in lead.parts for a, b in sentence_spans(text, first, last)):
        sentence = text[start:end]
        here = asking.library.names_in(sentence)
        named = [not here.isdisjoint(names.family({name})) for name in asking.companies]
        if _COMPLETED.search(sentence) and (all(named) or not any(named) or _OF_DEAL.search(sentence)):
            return False
    return True


_COMPLETED = _pattern(rf"\b(?:{_ENDED}|acquired|bought)\b")
_OF_DEAL = _pattern(r"\b(?:deal|acqui\w+|takeover|purchas\w+|merg\w+|buyout|transaction|sale|sold|b[ou]+ght|tie-up)\b")
_TWO = 2
_SUCCEEDED = _pattern(r"\bwho(?: has| had| is| will|['’]s)? (?:replac\w+|succeed\w*|tak(?:e|es|ing|en) over (?:from|for)|took over (?:from|for)|stepp?\w* in for) (?P<whom>[\w'’.-]+(?: [\w'’.-]+)?)")


def _of_another_succeeded(asking: Asking, said: str) -> bool:
    """Whether a quote does not name the person whose successor is asked for."""
    found = _SUCCEEDED.search(asking.question.text)
    if found is None or asking.library.names.match(found["whom"]):
        return False
    whom = [word for word, _, _ in tokens(found["whom"]) if word not in STOP_WORDS]
    here = {word for word, _, _ in tokens(said)}
    return bool(whom) and here.isdisjoint(whom)


_NEXT = _pattern(r"\b(?:next|upcoming|forthcoming)\b(?! (?:to|door))")


def _is_over(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote has only days that are over, where the next time of something is asked for."""
    if asking.wanted.kind is not Kind.DAY or not _NEXT.search(asking.question.text):
        return False
    ends = [period.end for period in lead.periods if period.end is not None]
    return bool(ends) and max(ends) < (lead.document.published or asking.question.asked_on)


def _names_no_owner(asking: Asking, lead: Candidate) -> bool:
    """Whether a quote does not say whose a company is: what it bought itself is no answer to who owns it."""
    if len(asking.companies) != 1 or not (_OWNER_ASKED.search(asking.question.text) or _asks_who_bought(asking)):
        return False
    if _SAYS_OWNER.search(lead.text):
        return False
    places = [m for m in asking.library.names.find(lead.text) if m.name in asking.family]
    return not any(_OWNED_BEFORE.search(lead.text[: m.start]) or _OWNED_AFTER.search(lead.text[m.end :]) for m in places)


def _asks_who_bought(asking: Asking) -> bool:
    """Whether a question is who bought a company itself, and nothing of it or from it."""
    text = asking.question.text
    found = _WHO_BOUGHT.search(text)
    bought = next((m for m in asking.library.names.match(text) if found is not None and m.start == found.end()), None)
    return bought is not None and _NOTHING_MORE.match(text, bought.end) is not None


_WHO_BOUGHT = _pattern(r"\b(?:who|(?:which|what) (?:company|firm|group|fund))(?:['’]s| has| is| will)? (?:bought|buys|buying|buy|acquired?|acquires|acquiring|took over|takes over|taking over) (?:the )?")
_NOTHING_MORE = _pattern(r"(?: (?:labs?|ai|inc|corp|company|itself|now|again|in the end|in \w+(?: \d{4})?|last \w+))*\W*$")


def _leaves_out_role(asking: Asking, said: str) -> bool:
    """Whether a quote says nothing of the role in which somebody is asked for: "which cloud company is the tenant"."""
    asked = _ROLE_ASKED.search(asking.question.text)
    return asked is not None and asking.meeting.by_term(stem_line(said)).get(stem(asked["role"]), 1.0) == 0


_THING_DONE = _pattern(r"^\W*(?:(?:so|and|ok|hey|but|wait)\W+)*who(?: is| has|['’]s)? (?P<deed>[a-z]{3,}) [\w.&-]+(?: [\w.&-]+)?['’]s? (?:(?:new|own|first|next|main|biggest|current) )?(?:[\w-]+ )??(?P<thing>[a-z][\w-]+)\W*$")


def _leaves_out_thing(asking: Asking, said: str) -> bool:
    """Whether a quote says nothing of whose doer is asked for: who supplies Acme's compute is not told by what Acme provides."""
    asked = _THING_DONE.search(asking.question.text) if asking.question.intent is Intent.WHO else None
    met = asking.meeting.by_term(stem_line(said)) if asked is not None else {}
    return asked is not None and stem(asked["deed"]) in met and met.get(stem(asked["thing"]), 1.0) == 0


def _has_place(asking: Asking, lead: Candidate) -> bool:
    """Whether a sentence of a quote names a place, or something known that a thing is in, and speaks of what is asked about."""
    text, names = asking.library.text(lead.document.document_id), asking.library.names
    for start, end in ((a, b) for first, last in lead.parts for a, b in sentence_spans(text, first, last)):
        sentence = text[start:end]
        known = " ".join(m.name for m in names.find(sentence) if names.is_company(m.name) or names.is_product(m.name)).split()
        met = [worth > 0 for worth in asking.meeting.of(stem_line(sentence))[: len(asking.terms)]]
        if sum(met) * 2 > len(met) and any(place not in known or re.search(rf"\b(?:in|at|near|outside)\s(?:[a-z]+\s){{0,3}}{re.escape(place)}", sentence) for place in places_in(sentence, asking.question)):
            return True
    return False
