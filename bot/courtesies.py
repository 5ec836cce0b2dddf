"""Courtesies: what politeness and chat put before and behind a question, which no source says.

"Could you kindly provide Acme's revenue?", "out of curiosity, what is Bolt worth? Many thanks in advance, Ada",
"@burnrate acme capex fy26 :pray:".
"""

from __future__ import annotations

import re

from index.entity_table import EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import Taxonomy

__all__ = ["without_courtesies"]

_ADV = r"(?:(?:please|pls|plz|kindly|possibl[ey]|perhaps|maybe|also|just|quickly|briefly|ever so kindly)\s+)*"
_WHOM = r"(?:you|u|someone|anyone|somebody|anybody|burnrate)"
_SOURCES = r"(?:sources?|documents?|docs|corpus|data|knowledge|records?|files?|database|library)"
_ASIDE = (
    r"(?:(?:just|purely|simply|only|mostly)\s)?out of (?:pure |sheer |idle )?(?:interest|curiosity)"
    r"|for (?:my|our|the) (?:own )?(?:records?|reference|notes?|files?|understanding|information)|for (?:context|reference|completeness|clarity)"
    r"|if (?:you know|possible|available|you (?:can|could|may)|you (?:do not|don['’]?t) mind|(?:i|we) may(?: ask)?|i might ask|you have (?:it|that)|it['’]?s not too much trouble)"
    r"|when(?:ever)? you (?:have|get|find) (?:a|the|some|your) (?:free )?(?:minute|moment|sec|second|chance|time)"
    rf"|(?:according to|based on|going by|judging (?:by|from)|per|from|given) (?:all )?(?:your|the) {_SOURCES}(?: that)?(?: you (?:have|hold|know))?|(?:from|based on|given) what you (?:have|hold|know|can see)"
    r"|(?:as far as|so far as) you know|to (?:the best of )?your knowledge|in your own words|as a (?:quick |friendly )?reminder"
    r"|excuse me|pardon me|(?:sorry|apologies) (?:to bother|for bothering|to disturb|for (?:asking|the))(?: you| this)?|sorry if (?:this|that|it)(?:['’]?s| is) (?:a )?(?:\w+ ){0,2}question"
    r"|(?:i )?hope (?:you(?:['’]?re| are)|all is|everything is|this finds you) (?:all )?(?:well|fine|good)|long time no see"
    r"|(?:just )?(?:one|a) (?:more|last|quick|other|final|small|short) (?:thing|question|one|check|query)"
)
"""What is said beside a question, with a comma, a dash or nothing behind it."""
_ADDRESS = r"(?:cc:?\s+)?<?@(?:burn\s?rate\b|[\w.-]+)>?(?:-bot)?[:,]?\s+|burn\s?rate\s?[,:]\s*|(?:q|question|request|query|ask)\s?[:–—-]\s+|\+1[,:]?\s+"
_ASKED_FOR = (
    r"(?:provide|supply|furnish|share(?!\s+(?:price|count|capital|class|buyback|repurchase|sale|split)s?\b)|send|state|specify|indicate|retrieve|advise(?: on| of)?|report|present|quote|disclose|outline|summari[sz]e|sum up|recap|check|obtain|find|look for|search for)"
    r"(?:\s+(?:me|us))?(?:\s+with)?(?:\s+(?:please|pls|kindly))?"
)
_REQUEST = (
    rf"(?:(?:can|could|would|will)\s+{_WHOM}\s+{_ADV}|(?:i|we)(?:['’]?d| would| will|['’]?ll)? (?:really )?(?:appreciate|be (?:very )?(?:grateful|glad|happy|thankful)) (?:it )?if you (?:can|could|would|might) {_ADV}|(?:please|pls|plz|kindly)\s+{_ADV}){_ASKED_FOR}\s+"
)
_MAY_I = rf"(?:can|could|may|might)\s+(?:i|we)\s+{_ADV}(?:have|get|see|obtain|request|ask for)\s+{_ADV}"
_SEEKING = r"(?:i|we) (?:can['’]?t|cannot|could(?:n['’]?t| not)|(?:am|are) not able to|(?:am|are) unable to) (?:find|locate|see)\s+|(?:(?:i|we)(?:['’]?m| am|['’]?re| are)?\s+)?(?:requesting|seeking|searching for|inquiring about|enquiring about|inquire about|enquire about)\s+"
_ASKS = r"(?:who|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had)\b"
_ABOUT = r"(?:with (?:regards?|respect|reference) to|in (?:regards? to|respect of|reference to|relation to|terms of)|regarding|concerning|as regards|when it comes to|speaking of|on the (?:subject|topic|matter) of)\s+(?=[^,:?]{2,60}[,:]\s)"
"""What a topic is put in front of a question with, which stays."""
_OPENING = lazy_pattern(
    r"\W*(?:(?:hey|hi|hello|ok|okay|so|and|but|well|um|sir|madam)\b\W+)*?"
    rf"(?:(?P<address>{_ADDRESS})|(?P<aside>{_ASIDE})(?:\s*(?:[,:;.!–—]|\s-+)+\s*(?:but\s+)?|\s+but\s+|\s+(?={_ASKS}))|(?P<about>{_ABOUT})|(?P<request>{_REQUEST}|{_MAY_I}|{_SEEKING})|(?P<order>{_ASKED_FOR}\s+))",
    re.IGNORECASE,
)
_WHETHER = lazy_pattern(r"(?:if|whether|that|about|for|on|of)\b", re.IGNORECASE)
"""Behind what a question is no order for a thing: "could you check if"; or the order's word is none: "share of"."""
_THING = lazy_pattern(r"(?:the|me|us|your|all)\b", re.IGNORECASE)
_SIGN_OFF = r"thanks|thank you|thx|tnx|cheers|regards|best|best wishes|br|sincerely|yours(?: (?:faithfully|sincerely|truly))?"
_CLOSING = lazy_pattern(
    r"(?:"
    rf"(?:(?<=[.?!,;:–—\n-])\s*|(?<=[.?!,;:–—\n-]\s)\s*)(?:(?:many|kind|best|warm|warmest|with kind|with best)\s+)?(?:{_SIGN_OFF})(?:\s(?:so much|very much|a lot|in advance|again))*\s*(?:[,.–—\n-]+\s*(?-i:[A-Z])[\w.]*(?:\s(?-i:[A-Z])[\w.]*){{0,2}})?"
    r"|(?:(?<=\W)|^)(?:(?:many|so many)\s+thanks|thanks|thank (?:you|u)|thx|thnx|tnx|tysm|tia|cheers|much (?:appreciated|obliged)|(?:i )?(?:really |would )?appreciate it|appreciated)(?: (?:so much|very much|a lot|a bunch|a ton|a million|again|in advance|ahead|for (?:your|the|any) help))*"
    r"|(?<=\W)(?:asap|as soon as possible|urgently|lol|lmao|rofl|ha(?:ha)+|he(?:he)+|if (?:possible|available|you (?:can|could|know|have it|(?:do not|don['’]?t) mind))|if that['’]?s (?:ok|okay|possible))"
    r"|(?<=[.?!]\s)sent from my \w+"
    r")[\s.!,:;()–—-]*$",
    re.IGNORECASE,
    signs=("thank", "thx", "thnx", "tnx", "tysm", "tia", "cheer", "regard", "best", "br", "sincere", "yours", "appreciate", "oblige", "asap", "soon as", "urgent", "lol", "lmao", "rofl", "haha", "hehe", "if ", "sent from"),
)
_PICTURE = lazy_pattern(r"(?<!\S):[a-z][\w+-]*:(?!\S)", re.IGNORECASE)
_MOST = 5
"""Courtesies that are taken off one after the other."""


def without_courtesies(text: str, names: EntityTable, taxonomy: Taxonomy) -> str:
    """A message without them, as long as what is left names a company or a measure and what is taken off does not."""
    said = _PICTURE.sub("", text).strip() if ":" in text else text
    for _ in range(_MOST):
        closing = _CLOSING.search(said)
        if closing is None or names.match(closing[0]) or not _tells(said[: closing.start()], names, taxonomy):
            break
        said = said[: closing.start()].rstrip(" ,;:–—-")
    for _ in range(_MOST):
        opening = _OPENING.match(said)
        if opening is None or not _is_courtesy(opening, said[opening.end() :], names, taxonomy):
            break
        said = said[opening.end() :].lstrip()
    said = _measured(said, names, taxonomy)
    return said if said != text and _tells(said, names, taxonomy) else text


_HOW_DONE = lazy_pattern(
    r"\W*(?:(?P<topic>[\w &-]{3,40}),\s)?(?:and |so )?how(?:['’]?s| is| did| does| has| was)\s(?P<who>.{2,40}?)\s(?:do|doing|done|perform(?:ed|ing)?|look(?:ing)?|far(?:e|ed|ing)|develop(?:ed|ing)?)\b(?:\s(?:on|in terms of|with|by|as to|for)\s(?P<measure>[\w &-]{3,40}?))?(?P<when>(?:\s(?:in|for|during|at|last|this|over)\b.*)?)(?P<end>\W*)", re.IGNORECASE,
    signs=("how",),
)


def _measured(text: str, names: EntityTable, taxonomy: Taxonomy) -> str:
    """A question for how a company did on a measure, put as one for the measure: "revenue, how did Acme do in 2025"."""
    found = _HOW_DONE.fullmatch(text)
    measure = (found["topic"] or found["measure"]) if found is not None else None
    if found is None or not measure or (found["topic"] and found["measure"]):
        return text
    named = taxonomy.find_metrics(measure)
    whose = names.match(found["who"])
    if not named or len(whose) != 1 or (named[0].end - named[0].start) < len(measure.strip()):
        return text
    return f"{found['who']} {'' if found['when'] else 'latest '}{measure}{found['when']}{found['end']}"


def _is_courtesy(opening: re.Match[str], rest: str, names: EntityTable, taxonomy: Taxonomy) -> bool:
    """Whether what opens a message says nothing of what its rest asks."""
    if (opening["request"] or opening["order"]) and _WHETHER.match(rest):
        return False
    if opening["order"] and not _THING.match(rest) and not any(match.start == 0 for match in names.match(rest)):
        return False  # "share price", "state subsidies"
    return not names.match(opening[0]) and _tells(rest, names, taxonomy)


def _tells(words: str, names: EntityTable, taxonomy: Taxonomy) -> bool:
    return bool(names.match(words)) or bool(taxonomy.find_metrics(words))
