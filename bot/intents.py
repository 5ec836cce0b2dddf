"""Intents: what kind of answer a question wants, by its wording."""

from __future__ import annotations

import re

from bot.comparing import ASKS_TIMES, compares
from bot.question import Intent
from index.pattern import lazy_pattern

__all__ = ["asked_intent", "asks_manner", "asks_what_did_it"]

_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.WHY,
        lazy_pattern(
            r"\bwhy['’]?(?:s|d|re)?\b|\bhow come\b|\breasons?\b|\bwhat (?:caused|drove|ate into|led to|is behind|explains?)\b|^explain\b"
            r"|\b(?:on|under) (?:what|which) grounds?\b|\bwhat(?:['’]s| is| are| was| were|s)? (?:behind|driving|causing|dragging|pushing|weighing|holding|eating|hurting|fuel+ing|lifting|propping)\b"
            r"|\b(?:root )?causes? (?:of|for|behind)\b|\bexplanations?\b|\bwhat (?:else )?(?:prompted|triggered|stopped|prevented|convinced|persuaded|forced|motivated|delayed|changed (?:his|her|its|their) minds?)\b"
            r"|\bwhat(?:['’]?s| is| are| was| were)? (?:delaying|stopping|slowing|blocking|keeping|preventing|bothering|troubling)\b|\bwhat (?:put|scared|turned|warned) .{1,40}? off\b|\bwhat made (?!up\b).{2,60}? (?:\w+)\b"
            r"|\bwhat(?:['’]?s| is| was|s)? (?:\S+ ){0,4}?(?:argument|objection|concern|complaint|beef|motive|reasoning|thinking|worry|problem|issue) (?:for|against|with|behind|about|in|over)\b"
            r"|\bwhat(?:['’]?s| is| was)? (?:the |all the )?(?:hold[- ]?up|rationale|excuse)\b|\bwhat went wrong\b|\bwhat (?:is|was|were|['’]?s) .{3,60} about\W*$"
            r"|\bwhat (?:dragged|pushed|pulled|weighed|got|brought|sent|kept|held|put)\b.{2,60}\b(?:down|up|back|over|under|above|below|lower|higher|from)\b"
            r"|\bhow (?:did|has|have|does) .{2,50} (?:get|gotten|bring|brought|push|pushed|keep|kept|lift|lifted|turn|turned) .{2,50} (?:up|down|over|under|above|below|around|back|so (?:high|low|fast))\b",
            re.I,
            signs=(
                *("why", "how come", "reason", "explain", "ground", "caus", "drove", "ate into", "led to", "behind", "driving", "dragging", "pushing", "weighing"),
                *("holding", "eating", "hurting", "fuel", "lifting", "propping", "hold", "rationale", "excuse", "went wrong", "about"),
                *("cause", "explanation", "prompted", "triggered", "stopped", "prevented", "convinced", "persuaded", "forced", "motivated", "delayed", "changed", "delaying", "stopping", "slowing", "blocking"),
                *("keeping", "preventing", "bothering", "troubling", " off", "made", "argument", "objection", "concern", "complaint", "beef", "motive", "reasoning", "thinking", "worry", "problem", "issue"),
                *("dragged", "pushed", "pulled", "weighed", "got", "brought", "sent", "kept", "held", "put", "get", "bring", "push", "keep", "lift", "turn"),
            ),
        ),
    ),
    (
        Intent.TREND,
        lazy_pattern(
            r"\b(?:annual(?:ly)?|yearly|quarterly|(?:each|every) (?:year|quarter))\b.{1,60}\bsince\b|^(?!.*\b(?:how|who|why|when|which|where|what|did|has|have|raised|spent|total)\b).*\bsince (?:(?:the )?(?:start|beginning|end) of |fy ?|early |late )?['’]?(?:20)?\d\d\W*$"
            r"|\bover time\b|\btrend(?:s|ing)?\b|\bby (?:year|quarter)\b|\bper (?:year|quarter) since\b|\bhistory\b"
            r"|\bhow(?: did| has| have| is| are|['’]?s|['’]?ve) .{2,60} (?:grow|grown|growing|change|changed|changing|evolve|evolved|develop|developed|climb|climbed|rise|risen|fall|fallen|drop|dropped|decline|declined|increase|increased|decrease|decreased|move|moved|moving|shift|shifted|shifting)\b"
            r"|\b(?:getting|gotten) (?:better|worse|bigger|smaller)\b|\b(?:shrinking|widening|improving|increasing|decreasing|narrowing)\b"
            r"|\b(?:going|heading|headed|moving|pointing) (?:up|down|up or down)\b(?! (?:to|with|against|the)\b)|\b(?:past|last) (?:\w+) (?:fiscal )?(?:years|yrs|quarters|qtrs)\b|\b20\d\d (?:to|through|-|–) (?:20)?\d\d\b",
            re.I,
        ),
    ),
    (
        Intent.COMPARISON,
        lazy_pattern(
            r"\bvs\.?\b|\bversus\b|\bcompared? (?:to|with)\b|\b(?:which|who|whose)\b.{0,40}\b(?:more|higher|bigger|larger|lower|less|smaller|most|least)\b"
            r"|\b(?:bigger|larger|higher|more|smaller|lower|less)\b.{0,60}\bor\b|\bcompare\b|\bdifference between\b",
            re.I,
        ),
    ),
    (
        Intent.CHECK,
        lazy_pattern(
            r"\b(?:is|was) (?:it|that) (?:right|true|correct)\b|,? (?:true|right|correct|really)\s*\?*$|\bis that\b|\bi (?:saw|read|heard)\b|^(?!\W*(?:what|how|which)\b).*\bdid .{2,60} (?:or|really)\b"
            r"|^(?:so )?(?:is|was|are|were|did|does|do|has|have|can|could)\b",
            re.I,
        ),
    ),
    (
        Intent.WHEN,
        lazy_pattern(
            r"\bwhen['’]?s?\b|\b(?:first|last) day\b|\b(?:what|which) (?:date|day|month|year)\b|\bon which (?:day|date)\b|\bdate of\b|\bsince when\b"
            r"|^\W*(?:the )?(?:year|month|day|date) (?:the|an?|its?|that|in which|on which|when|\S+['’]s|\S+ (?:was|were|is|will|had|has|got|began|ends?|starts?))\b"
            r"|\b(?:launch|start|opening|closing|close|release|filing|listing|completion|signing|expiry|end|due|ipo|founding) (?:month|date|day|year)\b",
            re.I,
        ),
    ),
    (
        Intent.WHO,
        lazy_pattern(
            r"\bwho(?:se|m|s)?\b|\b(?:name|names) of\b|\bwhich (?:bank|investor|firm|person|fund)s?\b"
            r"|(?<!how many )\b(?:investors|shareholders|owners|partners|lenders|competitors|rivals)\W*$"
            r"|\b(?:ceo|cfo|coo|cto|cso|cpo|cro|cmo|cio|ciso|chro|cao|chief [a-z]+ officer|founders?|auditors?|chair(?:man|woman)?|boss|finance chief|chief executive)\b(?!['’]?s? (?:pay|salary|comp|bonus|package|earn)| to (?:median|average|worker|employee))"
            r"|\b(?:series [a-n]|round)\s(?:lead|leader)\b|\blead(?:ing)? investors?\b|^\W*(?:the )?\S+(?: \S+)?['’]?s (?:top|biggest|largest|main|key) (?:customer|client|supplier|vendor|shareholder|investor|backer|rival|competitor|lender|landlord)\W*$",
            re.I,
        ),
    ),
    (
        Intent.LIST,
        lazy_pattern(
            r"\bwhich\b|\blist\b(?! pric)|\bbackers\b|\bper segment\b|\bby segment\b|\bbreakdown\b|\bwhat are\b|\btop \d+\b|\beach\b",
            re.I,
        ),
    ),
    (Intent.WHERE, lazy_pattern(r"\bwhere\b", re.I)),
)
_POLITE = lazy_pattern(
    r"^\W*(?:(?:hey|hi|ok|okay|so|and|pls|please|sorry)\W+)*(?:(?:do|does) (?:we|you|anyone|anybody|u) (?:know|have|happen to know)"
    r"|(?:can|could|would|will) (?:you|u|someone|anyone) (?:please |pls |maybe )?(?:tell|give|remind|show|find|look up|get)(?: (?:me|us))?"
    r"|(?:is|are) there (?:any|a) (?:number|figure|word|info|data)s? (?:on|for|of|about)|(?:remind|tell|give|show) (?:me|us))\b",
    re.IGNORECASE,
)
"""How a question is put politely, which makes none of "do we know its revenue" a question for yes or no."""
_QUESTION_WORD = lazy_pattern(r"\b(?:what|whats|how|who|whos|whose|when|whens|where|wheres|which|why)\b", re.I)
# "When" that only says at what time a number is meant: "headcount when 2023 ended".
_ASKS_WHEN = lazy_pattern(
    r"^\W*(?:(?:and|so|ok|okay|hey|but|then|n|also)\W+)*(?:since |until |till )?when\b|\b(?:date|day|month|which year|what year)\b|^\W*(?:the )?year (?!over|on|to|end|before)\w"
    r"|\b(?:by|until|till|since|from) when\b|\bwhen\W*$|\bwhen(?:['’]?s|['’]?d|['’]?ll| is| was| did| does| do| will| are| were| has| have| would| can| could| should)\b",
    re.IGNORECASE,
)
_ENDS_UP = lazy_pattern(r"\bwhere\b.*\b(?:ends? up|ended up|lands?|landed|stands?|stood|sits?|settled?|come out|came out|finish(?:ed)?|clos(?:ed?|es)|trad(?:es?|ed|ing)|priced?|is .+ (?:at|on)|be (?:on|at))\b", re.I)
_AGAINST = lazy_pattern(r"\bagainst (?:the |its |their |all |whole )*(?:of )?(?:(?:19|20)\d\d|q[1-4]|h[12]|fy|last|first|second|year|quarter|whole)", re.I)
_EITHER = lazy_pattern(r"\d\w*(?: (?:million|billion|trillion|percent|thousand)| ?%)? or (?:[$€£¥]|about |only )?\d", re.I)
_EITHER_OF = lazy_pattern(
    r"\b(?:did|does|do|is|are|was|were)\b(?: \S+){1,4} or(?: \S+){1,5} (?:more|less|bigger|larger|higher|smaller|lower|the most|the least)\b(?! than)", re.IGNORECASE
)
"""Two things put side by side before what they are compared by: "did cards or racks bring in more"."""
_PART_OF_IT = lazy_pattern(r"\b(?:bit|part|portion|chunk|slice|share) (?:that|which|of|from|due|for)\b", re.IGNORECASE)
"""What asks for a part of a number that a question says, and puts none up to be confirmed."""
_OF_THE_SUM = lazy_pattern(r"\b(?:the|that|this|its|their)\s[$€£¥]?\d[\d.,]*\s?(?:k|m|mn|mm|b|bn|t|tn|million|billion|trillion)?\s?(?:usd|dollar|euro)?\s?(?:round|deal|raise|loan|investment|offer|bid|facility|settlement|contract|commitment|valuation)\b", re.IGNORECASE)
"""A sum by which a question says which deal it means: "the pre-money in the 840bn round"."""
_EXCEEDS = lazy_pattern(r"\bby how (?:much|many)\b.*\b(?:exceed|exceeds|exceeded|top|tops|topped|beat|beats|surpass|surpasses|surpassed|outspend|outspends|outspent|trail|trails|trailed|lag|lags|lagged)\b|\bminus\b", re.IGNORECASE)
_WHO_ELSE = lazy_pattern(r"\b(?:any|some)(?:one|body) else\b|\bany (?:other|rival) (?:bidder|buyer|suitor|offer|bid|investor|compan|firm)", re.IGNORECASE)
"""Asked for yes or no, and wanted by name: "did anyone else bid"."""
_ONE_OR_OTHER = lazy_pattern(r"\b\w+ or \w+(?: \w+){0,2}\s*[,:;–—-]\s*(?:which|who|what)\b.*\b(?:more|most|higher|bigger|larger|less|least|lower|smaller|faster|slower)\b|\b(?:which|who|what)\b.*\b(?:more|most|higher|bigger|larger|less|least|lower|smaller|faster|slower)\b\s*[,:;–—-].*\b\w+ or \w+", re.IGNORECASE)
"""Two that are named to choose from: "API or licences, which brings in more?"."""
_COMPARES = lazy_pattern(r"\bvs\b|versus|compar|differen", re.I)
_HOW_MUCH = lazy_pattern(r"\bhow (?:much|many|big|large|high|long|fast|mny|far|old)\b", re.I)

_DAY_OF_CASE = lazy_pattern(
    r"^\W*(?:(?:and|so|ok|okay|hey|but|then|also)\W+)*(?:since |until )?when\b.*\b(?:trial|case|suit|lawsuit|hearing|appeal|arguments?|action)\b.*\b(?:vs?\b|versus\b|against\b)",
    re.IGNORECASE,
)
"""The day of a case between two: "when does the trial of Acme vs Bolt start"."""

_HOW_MUCH_WHEN = lazy_pattern(_HOW_MUCH.pattern + r".*\bwhen\b(?!\W*$)", re.I)
"""A sum and the time it was: "how big was the hit it took when the rules changed"."""


def asked_intent(text: str, *, measured: bool, several: bool, claims: int) -> Intent:
    """The kind of answer wanted.

    `measured` where a measure is named, `several` where companies or periods are, `claims` how many numbers are said.
    """
    text = _POLITE.sub("", text)
    if several and measured and (_EXCEEDS.search(text) or ASKS_TIMES.search(text)):
        return Intent.COMPARISON
    intent = _intent(text, measured=measured)
    if claims and intent in {Intent.FIGURE, Intent.FACT} and not _QUESTION_WORD.search(text) and not _PART_OF_IT.search(text) and not _OF_THE_SUM.search(text):
        # "So acme sank 3bn into bolt?" puts a number up to be confirmed.
        return Intent.CHECK
    if intent is Intent.CHECK and _WHO_ELSE.search(text):
        return Intent.WHO
    if intent is Intent.WHERE and measured and _ENDS_UP.search(text):
        return Intent.FIGURE
    if intent is Intent.FIGURE and several and measured and _AGAINST.search(text):
        return Intent.COMPARISON
    if intent is Intent.WHEN and not _ASKS_WHEN.search(text) and (measured or _WHAT_IT_WAS.match(text)):
        return Intent.FIGURE if measured else Intent.FACT
    if measured and intent in {Intent.CHECK, Intent.FIGURE} and _EITHER_OF.search(text):
        return Intent.COMPARISON
    if intent in {Intent.WHO, Intent.LIST, Intent.CHECK, Intent.WHERE} and _HOW_MUCH.search(text):
        return Intent.FIGURE
    if intent is Intent.COMPARISON and claims > 1 and _EITHER.search(text):
        # "Acme's claim vs bolt: 134b or 150b?" asks which number is right.
        return Intent.CHECK
    if intent is Intent.COMPARISON and not several and not _COMPARES.search(text) and not (measured and _ONE_OR_OTHER.search(text)):
        return Intent.FIGURE if measured else Intent.FACT
    if several and intent in {Intent.CHECK, Intent.LIST, Intent.WHO, Intent.FIGURE, Intent.FACT} and (compares(text) or (measured and _IN_FRONT.search(text))):
        return Intent.COMPARISON
    return intent


_WHAT_IT_WAS = lazy_pattern(r"^\W*(?:(?:and|so|ok|but|then)\W+)*(?:what|how (?:much|many)) (?:is|are|was|were|did|does)\b", re.IGNORECASE)
"""What asks for a thing at the time of another: "what was it priced at when it was sold"."""
_IN_FRONT = lazy_pattern(r"\b(?:who|which|whose)\b.*\b(?:ahead|leads?|leading|winning|wins|on top|in front|behind|trails?|trailing)\b.*\b(?:or|vs\.?|versus|between)\b|\b(?:is|are)\b.*\b(?:ahead of|in front of|behind|leading|trailing)\b", re.IGNORECASE)
"""Who is ahead of whom, where no word compares: "who leads on revenue, Acme or Bolt"."""


_MADE_IT = lazy_pattern(
    r"^\W*(?:(?:so|and|ok|but|n)\W+)*what (?:(?:really|mostly|mainly|actually) )?(?:(?:[a-z-]+ ){0,2}(?:changes?|events?|factors?|decisions?|developments?|items?|things?) )?(?!(?:happened|remained|included|counted|mattered|followed|changed|launched|shipped|closed|used|called|reported|based|owned|named|combined|adjusted)\b)"
    r"(?:[a-z]{3,}ed|hurt|hit|sank|dragged|held|kept|brought|sent|pushed|made|took|ate|broke|drew|beat|shook|fed)\b(?! (?:by|for|in|at|on|is|was|to|as|of)\b)(?!.*\b(?:do|does|did|has|have|had|will|would|is|are|was|were|can|could)\b)",
    re.IGNORECASE,
)
"""What is asked for as the doer of something to a measure: "what fixed its margins"."""


def _intent(text: str, *, measured: bool) -> Intent:
    """The kind of answer wanted: that of the question word it opens with, where a later one only adds to it.

    "What was its revenue when it listed" asks no day, "how many of those who left" no person.
    """
    found = next((kind for kind, cue in _INTENTS if cue.search(text)), None)
    if found is Intent.COMPARISON and not measured and _DAY_OF_CASE.search(text):
        return Intent.WHEN
    if found is Intent.WHEN and _HOW_MUCH_WHEN.search(text):
        found = None
    if found in {Intent.WHEN, Intent.WHO, Intent.WHERE, Intent.LIST} and (asks_manner(text) or _WHAT_HAPPENS.search(text)):
        found = None
    if measured and found in {Intent.WHEN, Intent.WHO, Intent.WHERE, Intent.LIST}:
        opening = _QUESTION_WORD.search(text)
        if opening and opening.group().lower().startswith(("what", "how")):
            later = next((cue.search(text) for kind, cue in _INTENTS if kind is found), None)
            if later and opening.start() < later.start() and not opening.group().lower().startswith(later.group().lower()[:4]):
                found = None
    if found is not None:
        return found
    if measured and asks_what_did_it(text):
        return Intent.WHY
    return Intent.FIGURE if measured or _HOW_MUCH.search(text) else Intent.FACT


_COURSES = (
    r"doing|do(?=\W*$)|(?<!keep )(?<!kept )going|gone|go(?=\W*$)|perform\w*|far(?:e|ed|ing)|look(?:s|ed|ing)?|track\w*|trend\w*|gr[eo]w\w*|chang\w*|compar\w*|stack\w*|develop(?:ed|ing)?(?=\W*$| (?:from|since|over|between|in)\b)|evolv\w*|r[io]se\w*|ris(?:en|ing)|f[ae]ll\w*|drop\w*|declin\w*"
    r"|increas\w*|decreas\w*|mov(?:e|ed|es|ing)|shift\w*|split|divided?|distribut\w*|break\w* down|broken down|rank\w*|rated?|valued?|differ\w*|turn(?:ed)? out|c[oa]me out|end(?:ed)? up|climb\w*|improv\w*|worsen\w*|widen\w*|narrow\w*|against|versus|vs|than"
)
_MANNER = lazy_pattern(
    rf"(?:^|[-–—:.,;?!]\s+|\b(?:and|so|ok|but|hey|wait|then)\W+)how (?:exactly |on earth |the hell |in the world )?(?:can|could|did|does|do|will|would|is|are|was|were|has|have)\s(?!.*\b(?:{_COURSES})\b)(?!(?:it|that|this|we|you|i)\W*$)", re.IGNORECASE
)
_WHAT_HAPPENS = lazy_pattern(r"\bwhat (?:happens?|would happen|will happen|does it do|do they do)\b.*\b(?:when|if|once|where)\b", re.IGNORECASE)


_DO_WITH = lazy_pattern(
    r"\bwhat(?:['’]?s| is| are| was| will| would| does| do| did| has| have)\s(?:[\w'’&.-]+\s){1,7}?(?:do|doing|done)\swith\b|\bwhat (?:[\w'’&.-]+ ){1,4}?(?:plans?|wants?|intends?|means?|hopes?) to do with\b", re.IGNORECASE, signs=("with")
)
"""What becomes of something in somebody's hands, which no number of it tells: "what will Acme do with the money"."""


def asks_manner(text: str) -> bool:
    """Whether a question is how something is done or works, or what is done with it, and for no course or comparison of a number: "how does Acme ration its chips between customers"."""
    return (_MANNER.search(_POLITE.sub("", text)) is not None or _DO_WITH.search(text) is not None) and not _HOW_MUCH.search(text)


def asks_what_did_it(text: str) -> bool:
    """Whether a question is for what made a measure move: "what fixed its margins"."""
    return bool(_MADE_IT.search(text))
