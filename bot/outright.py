"""Outright: sentences that say where something is done, how a company is rated or who signed for its audit in so many words.

Such a sentence may have little in common with a question, and is sure all the same: it has the name of the thing, what is done and the
place, or the grade, or the firm that signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.coverage import stem_line
from bot.evidence import Asking
from bot.fitness import undone
from bot.forms import is_name, offices
from bot.question import Intent, Question
from bot.reading import Candidate
from bot.speaking import speakers
from bot.wanted import Kind, days_in, place_in
from bot.words import stem
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["FILED", "LISTED", "asks_whose", "in_title", "newest_due", "placed", "says_outright"]

_TOP = 700
"""Characters of a page in which whom its title calls by office is presented."""
_PRESENTED = lazy_pattern(
    r"(?P<name>(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.)(?:\s(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.|de|da|van|von|bin|al|der)){1,3})(?:,\s\d\d,)?\s(?:joined|became|has been|came to|took over|moved to|runs|started|arrived|was (?:appointed|hired|named))\b"
)
_GRADE_ASKED = lazy_pattern(r"\b(?:credit|debt|bond|issuer) ratings?\b|\bratings? (?:at|by|from|with)\b|\bhow (?:is|are|was) .* rated\b|\brated by\b", re.IGNORECASE)
_GRADE = lazy_pattern(r"(?<![\w-])(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|Aaa|Aa[1-3]|A[1-3]|Baa[1-3]|Ba[1-3]|B[1-3]|Caa[1-3]|Ca)(?:[+−–-](?![\w])|[- ](?:plus|minus)\b)?(?![\w’'])")
_RATES = lazy_pattern(r"\brat(?:e[sd]?|ings?)\b", re.IGNORECASE)
_AUDIT_ASKED = lazy_pattern(r"\b(?:audit(?:s|ed|ors?)?|accountants?|accounting firm)\b(?! (?:fees?|committee|costs?|opinion|report))", re.IGNORECASE)
_IS_AUDITOR = lazy_pattern(
    r"\b(?!(?:We|They|It|The|Our|Who|He|She|This|That)\b)[A-ZÀ-Þ][\w'’À-ÿ.-]*(?:,?\s(?:(?:&|and|of|de)\s)?[A-ZÀ-Þ][\w'’À-ÿ.-]*){0,5}\s(?:has|have)\s(?:been|served as|acted as)\s(?:our|its|the (?:company|group|firm)['’]s)\s(?:[\w-]+\s){0,4}?(?:auditors?|accounting firm)\b"
    r"|\b(?:[Oo]ur|[Ii]ts|[Tt]he (?:[Cc]ompany|[Gg]roup|[Ff]irm)['’]s)\s(?:[\w-]+\s){0,4}?(?:auditors?|accounting firm)(?:,|\s(?:is|was|are|remains))\s(?:the firm of\s)?[A-ZÀ-Þ]"
)
_BOARD_ASKED = lazy_pattern(r"\bboard (?:member|director|seat|addition|appointment|appointee)s?\b|\b(?:join(?:s|ed|ing)?|added to|on|new (?:face|person|name) on) (?:\S+ ){0,3}?board\b(?! (?:meeting|approv))|\bnew directors?\b", re.IGNORECASE)
_JOINS_BOARD = lazy_pattern(
    r"\b[A-ZÀ-Þ][\w'’À-ÿ.-]*(?:\s[A-ZÀ-Þ][\w'’À-ÿ.-]*){1,3}\b[^.;]{0,60}?\b(?:joins?|joined|is joining|will join|has joined|takes? a seat on|took a seat on|(?:was|has been|is) (?:elected|appointed|named|added) to)\s(?:our|its|their|the|[A-ZÀ-Þ][\w-]*['’]s)\s(?:[\w-]+\s){0,3}?board\b"
)
_CLOSED_ASKED = lazy_pattern(r"\b(?:closing|completion) (?:date|day)\b|\b(?:deal|acquisition|takeover|purchase|merger|buyout)\b.*\b(?:clos(?:e|ed|ing)|complet(?:e|ed|ion)|finali[sz]ed?|done|go(?:ne)? through|went through)\b|\b(?:clos(?:e|ed|ing)|complet(?:e|ed|ion)|finali[sz]ed?)\b.*\b(?:deal|acquisition|takeover|purchase|merger|buyout)\b", re.IGNORECASE)
_CLOSED = lazy_pattern(r"\b(?:acquired|bought|purchased|closed on|(?:completed|closed|finali[sz]ed) (?:the|our|its|their|this) (?:[\w-]+ ){0,3}?(?:acquisition|purchase|merger|takeover|deal|buyout|transaction))\b")
_DUE = lazy_pattern(
    r"\b(?:expect(?:s|ed|ing)?|due|set|likely|scheduled|on (?:track|course)|anticipat(?:es?|ed)|should|will|aims?|hopes?|slated)\b[^.;]{0,50}?\b(?:clos(?:e|es|ed|ing)|complet(?:e|es|ed|ing|ion)|finali[sz]e[sd]?|consummat\w+)\b"
    r"|\b(?:closing|completion)\b[^.;]{0,40}?\b(?:expected|due|set|likely|scheduled|anticipated|slated|planned|pushed|delayed|moved|put off)\b", re.IGNORECASE
)
"""That a purchase is to be completed."""
_LISTED_ASKED = lazy_pattern(r"^(?!.*\b(?:fil(?:e[sd]?|ing)|submit\w*|regist\w+|pric\w+)\b).*\b(?:(?:went|go(?:es|ing)?|gone) public|ipo|flotation|list(?:ed|ing)?|debut(?:ed)?|start(?:ed|s)? trading|began trading)\b", re.IGNORECASE)
"""A question for the day of a listing, and not for that of its papers or price."""
LISTED = lazy_pattern(
    r"\b(?:shares?|stock|it|company|group|units?|ADSs?)\b[^.;]{0,40}?\b(?:began|begin|started|start|opened) (?:to trade|trading)\b|\bwent public\b|\bfirst day of trading\b|\bmade its (?:[\w-]+ ){0,3}debut\b|\b(?:listed|floated) (?:its shares )?on\b", re.IGNORECASE
)
_FILED_ASKED = lazy_pattern(r"\bfil(?:e|ed|ing)\b.*\b(?:ipo|go(?:ing)? public|s-?1|f-?1|prospectus|listing|flotation)\b", re.IGNORECASE)
FILED = lazy_pattern(r"\b(?:filed|submitted)\b[^.;]{0,60}?\b(?:[SF]-1|registration statement|prospectus|to go public|for an? (?:IPO|initial public offering))\b")
_BOUGHT_ASKED = lazy_pattern(
    r"\b(?:what|whom?|which (?:company|firm|start-?up|business|maker|lab))\b.*\b(?:did|has|is|does|was|will)\b.{1,40}\b(?:buy(?:ing)?|bought|acquir(?:e|ed|ing)|tak(?:e|en|ing) over|purchas(?:e|ed|ing))\b(?! (?:from|back|for|with)\b)", re.IGNORECASE
)
_NAMED = r"(?<![\w&’'.-])[A-ZÀ-Þ][\w&’'À-ÿ.-]*(?:\s[A-ZÀ-Þ][\w&’'À-ÿ.-]*){0,3}"
"""Up to four words in capitals, none begun within another: what a page writes takes no longer than it is long."""
_BUYS = lazy_pattern(
    rf"(?P<who>\b[Ww]e|\b[Ii]t|\b[Tt]he (?:company|group|firm|start-?up)|{_NAMED}),?\s(?:(?:has|have|had|also|will|said it|said it had)\s){{0,2}}(?:agreed to (?:acquire|buy|purchase)|acquire[sd]?|bought|buys|is (?:buying|acquiring)|completed (?:the|its|our) (?:acquisition|purchase) of)\s(?:the\s)?[A-ZÀ-Þ]"
)
_YET = lazy_pattern(r"\b(?:agree[sd]?|agreement|will|would|expect\w*|plan\w*|intend\w*|propos\w*|to be|signed|talks|announced)\b", re.IGNORECASE)
_BUYER_ASKED = lazy_pattern(r"\bwho(?:se)? (?:all )?(?:bought|is buying|buys|acquired|is acquiring|acquires|took over|takes over|will buy|gets|picked up)\b|\b(?:buyer|purchaser|acquirer)\b", re.IGNORECASE)
_SOLD_TO = lazy_pattern(r"\b(?:sell|sells|sold|selling|sale of|disposal of|divest\w*)\b[^.;]{1,140}?\bto\s(?:the\s)?[A-ZÀ-Þ][\w&’'À-ÿ.-]+")
_WHOSE_ASKED = lazy_pattern(r"\b(?:who|(?:which|what) (?:company|firm|group|fund|investor|business))(?:['’]?s| is| are| was| has)? (?:all |really |actually |currently |now )*(?:owns?|owned|owners?|the (?:\w+ )?owners?|behind|bought|buying|buys|acquired|acquiring|acquires|took over|takes over|taking over|picked up)\b|\bwho(?:se)?\b.*\bowned by\b|\b(?:owned|bought|acquired|taken over) by(?: (?:who|what|which)|\W*$)|\b(?:parent(?: company)?|owners?|buyer|acquirer) of\b|['’]s? (?:parent(?: company)?|owner|buyer|acquirer)\W*$", re.IGNORECASE)
"""A question for whose a company is, or who bought it."""
_WHO = rf"(?P<who>{_NAMED})"
_OWNS_BEFORE = lazy_pattern(
    rf"{_WHO}(?:['’]s?\s(?:[\w-]+\s){{0,3}}?(?:acquisition|purchase|takeover|buyout|ownership)\sof|(?:,[^,.;]{{2,60}},)?\s(?:(?:which|that|who)\s)?(?:(?:has|had|already|also|fully|wholly|now)\s){{0,2}}(?:acquired|bought(?: out)?|owns|took over|taken over|absorbed"
    r"|(?:completed|closed)\s(?:the|its|their)\s(?:[\w-]+\s){0,2}?(?:acquisition|purchase|takeover|buyout)\sof))\s(?:(?:the|all|of|whole|rest|control|start-?up|company|maker|lab)\s){0,4}$"
)
_OWNED_BEHIND = lazy_pattern(
    rf"^(?:,[^,.;]{{2,60}})?,?\s(?:(?:which|that|and|it|since|now)\s){{0,2}}(?:(?:is|was|has been|had been|been|became|remains)\s)?(?:now\s|itself\s|fully\s)?(?:(?:an?\s|the\s)?(?:wholly|fully|majority)?[- ]?(?:owned\s)?(?:unit|subsidiary|part|division|arm|property)\sof|(?:wholly[- ]|fully[- ]|majority[- ])?(?:owned|acquired|bought|absorbed|taken over)\s(?:outright\s|in (?:\w+\s)?\d{{4}}\s)?by)\s(?:the\s)?{_WHO}(?=\W|$)"
)
"""How a sentence tells whose a company is, in the words before its name and in those behind it."""
_OF_PARTS = frozenset(map(stem, ("unit", "business", "division", "arm", "part", "operation", "side", "segment", "subsidiary", "buy", "bought", "buyer", "acquire", "acquired")))
_SHARE_ASKED = lazy_pattern(r"\b(?:what|which|how (?:much|big|large) (?:of )?an?) (?:share|percentage|percent|per cent|proportion|fraction|part|portion|slice|chunk|pct|%)(?: of)? (?:its |their |the |his |her )?(?P<whole>[a-z]+)\b", re.IGNORECASE)
_SIGNED = lazy_pattern(r"/s/\s[A-ZÀ-Þ][^/\n]{2,60}?\b(?:LLP|L\.L\.P\.|AG|GmbH|Ltd|Limited|PLLC|P\.C\.|S\.A\.|AS|AB)\b[^\n]{0,160}?\bserved as (?:the Company|its|the Partnership|the Group)?(?:['’]s )?auditors?\b", re.DOTALL)


def says_outright(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote says in so many words where something is done, how a company is rated, who audits it or who its page's title is about."""
    if quote.row or quote.title or not asking.companies:
        return False
    question = asking.question
    if asking.wanted.kind is Kind.PLACE:
        return _says_where(asking, quote)
    if question.intent is Intent.WHEN and _CLOSED_ASKED.search(question.text):
        return any(_says_on_day(asking, sentence, _CLOSED) or _says_due(asking, quote, sentence) for sentence in _sentences(asking, quote))
    if question.intent is Intent.WHEN and len(asking.companies) == 1 and (listing := _listing(question.text)) is not None:
        return any(_says_on_day(asking, sentence, listing) for sentence in _sentences(asking, quote))
    if asking.wanted.kind is Kind.SHARE and (of := _SHARE_ASKED.search(question.text)):
        return _is_page_of(asking, quote, asking.companies) and any(_says_share(asking, sentence, of["whole"]) for sentence in _sentences(asking, quote))
    if asks_whose(question) and any(_says_whose(asking, sentence) for sentence in _sentences(asking, quote)):
        return True
    if question.intent is Intent.WHO and _BUYER_ASKED.search(question.text):
        return _is_page_of(asking, quote, asking.companies) and any(_says_sold(asking, sentence) for sentence in _sentences(asking, quote))
    if question.intent in {Intent.WHO, Intent.FACT, Intent.LIST} and not question.metrics and len(asking.companies) == 1 and _BOUGHT_ASKED.search(question.text):
        return any(_says_bought(asking, quote, sentence) for sentence in _sentences(asking, quote))
    if question.intent in {Intent.WHO, Intent.FACT} and _BOARD_ASKED.search(question.text):
        return _is_page_of(asking, quote, asking.companies) and _JOINS_BOARD.search(quote.text) is not None
    if asking.wanted.kind is Kind.OPEN and _GRADE_ASKED.search(question.text):
        return quote.measures["subject"] == 1 and _says_grade(quote)
    if question.intent is Intent.WHO and _AUDIT_ASKED.search(question.text):
        return _is_page_of(asking, quote, asking.companies) and (_SIGNED.search(quote.text) or _IS_AUDITOR.search(quote.text)) is not None
    return in_title(asking, quote) and any(is_name(m["name"]) for m in _PRESENTED.finditer(quote.text))


def asks_whose(question: Question) -> bool:
    """Whether a question is whose a company is or who bought it, which is told by its purchase."""
    return question.intent in {Intent.WHO, Intent.FACT} and len(question.entities) == 1 and _WHOSE_ASKED.search(question.text) is not None


def _listing(asked: str) -> re.Pattern[str] | None:
    """How the step to a listing is told that a question asks the day of: that shares trade, or that the papers were filed."""
    if _FILED_ASKED.search(asked):
        return FILED
    return LISTED if _LISTED_ASKED.search(asked) else None


def newest_due(asking: Asking, told: Sequence[Candidate]) -> list[Candidate]:
    """Of quotes that say outright what is asked for those of the newest document, where that is when a purchase closes, which may be put off."""
    if asking.question.intent is not Intent.WHEN or not _CLOSED_ASKED.search(asking.question.text):
        return list(told)
    newest = max((one.document.published or date.min for one in told), default=None)
    return [one for one in told if (one.document.published or date.min) == newest]


def placed(asking: Asking, found: Sequence[Candidate]) -> list[Candidate]:
    """The quotes that say where something is done, whoever else they name: "the cluster that Bolt is building for us in Larvik"."""
    return [one for one in found if _says_where(asking, one)] if asking.wanted.kind is Kind.PLACE and not asking.metrics else []


def in_title(asking: Asking, quote: Candidate) -> bool:
    """Whether the title of a page calls by the office asked for somebody of the company, whom a quote from its top presents."""
    if asking.wanted.kind is not Kind.PERSON or quote.start > _TOP or len(asking.companies) != 1:
        return False
    title = quote.document.title
    forms = [form for form in offices() if form.asked.search(asking.question.text)]
    return any(re.search(form.office, title) for form in forms) and bool(asking.family & asking.library.names_in(title)) and _PRESENTED.search(quote.text) is not None


def _is_page_of(asking: Asking, quote: Candidate, names: Collection[str]) -> bool:
    """Whether a page is about all of some names, by its subjects or its title."""
    here = asking.about(quote.document.document_id) | asking.library.names_in(quote.document.title) | speakers(quote.document, asking.library)
    return all(not here.isdisjoint(asking.library.names.family({name})) for name in names)


def _sentences(asking: Asking, quote: Candidate) -> list[str]:
    text = asking.library.text(quote.document.document_id)
    return [text[start:end] for first, last in quote.parts for start, end in sentence_spans(text, first, last)]


def _says_where(asking: Asking, quote: Candidate) -> bool:
    """Whether one sentence has a place and all that a question asks the place of, and names it where it is no company."""
    if quote.row or quote.title or not asking.companies:
        return False
    things = frozenset(name for name in asking.companies if not asking.library.names.is_company(name))
    for sentence in _sentences(asking, quote):
        met = asking.meeting.by_term(stem_line(sentence))
        if not asking.terms or not all(met[term] for term in asking.terms) or not place_in(sentence, asking.question):
            continue
        here = asking.library.names_in(sentence)
        others = any(asking.library.names.is_company(name) for name in here - asking.family)
        if things <= here and (asking.companies <= here or (_is_page_of(asking, quote, asking.companies - here) and (things or not others))):
            return True
    return False


def _says_whose(asking: Asking, sentence: str) -> bool:
    """Whether a sentence names somebody else that the company asked about belongs to, or that bought it."""
    names = asking.library.names
    for m in names.find(sentence):
        if m.name not in asking.companies:
            continue
        for found in (_OWNS_BEFORE.search(sentence[: m.start]), _OWNED_BEHIND.search(sentence[m.end :])):
            if found is not None and is_name(found["who"].strip()) and asking.companies.isdisjoint(asking.library.names_in(found["who"])) and not undone(sentence):
                return True
    return False


def _says_sold(asking: Asking, sentence: str) -> bool:
    """Whether a sentence says to whom the part of a company is sold that a question asks the buyer of."""
    met = asking.meeting.by_term(stem_line(sentence))
    rest = [term for term in asking.terms if term not in _OF_PARTS]
    return bool(rest) and all(met.get(term, 0.0) >= _NEARLY for term in rest) and _SOLD_TO.search(sentence) is not None


def _says_bought(asking: Asking, quote: Candidate, sentence: str) -> bool:
    """Whether a sentence names what the company asked about bought or agreed to buy."""
    for found in _BUYS.finditer(sentence):
        buyer = asking.library.names_in(found["who"])
        if asking.family & buyer or (not buyer and found["who"].split()[0] in _ITSELF and _is_page_of(asking, quote, asking.companies)):
            return True
    return False


_ITSELF = frozenset({"We", "we", "It", "it", "The", "the"})


def _says_on_day(asking: Asking, sentence: str, done: re.Pattern[str]) -> bool:
    """Whether a sentence gives the day on which what a question names was bought or listed, and no plan to."""
    here = asking.library.names_in(sentence)
    return bool(asking.family & here) and done.search(sentence) is not None and not _YET.search(sentence) and _DAY.search(sentence) is not None


def _says_due(asking: Asking, quote: Candidate, sentence: str) -> bool:
    """Whether a sentence gives the time by which the purchase that its page is about is to be completed."""
    return _DUE.search(sentence) is not None and bool(days_in(sentence, asking.question)) and _is_page_of(asking, quote, asking.companies)


_DAY = lazy_pattern(r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b", re.IGNORECASE)


def _says_share(asking: Asking, sentence: str, whole: str) -> bool:
    """Whether a sentence says of what is asked about how large a part it is of the whole that is named, and speaks of all else that is asked."""
    root = stem(whole)
    met = asking.meeting.by_term(stem_line(sentence))
    rest = [term for term in asking.terms if term not in {root, *_OF_SHARES}]
    if not rest or not all(met.get(term, 0.0) >= _NEARLY for term in rest):
        return False
    return any(stem(m["whole"]) == root for m in _PART_OF.finditer(sentence))


_NEARLY = 0.8
_OF_SHARES = frozenset(map(stem, ("share", "percentage", "percent", "proportion", "fraction", "part", "portion", "slice", "chunk", "pct")))
_PART_OF = lazy_pattern(
    r"(?:\d\s?(?:%|percent|per cent)|\b(?:half|(?:one|a|two|three) (?:third|quarter|fifth|sixth|eighth|tenth)s?|one in (?:\w+)))(?:\s[\w-]+)?\s(?:of|from)\s(?:(?:its|our|their|the|all|his|her|total|global|overall|(?:[A-ZÀ-Þ][\w-]*['’]s)|the (?:company|firm|group)['’]s)\s)*(?P<whole>[a-z]+)\b"
)


def _says_grade(quote: Candidate) -> bool:
    """Whether a quote gives a grade such as raters do."""
    return any(_RATES.search(quote.text[max(0, m.start() - _NEAR) : m.end() + _NEAR]) for m in _GRADE.finditer(quote.text))


_NEAR = 60
