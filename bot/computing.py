"""Computing: the words by which a question asks for something computed, and what it says without them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.question import Reckoning
from index.caseless import caseless, has_any
from index.pattern import lazy_pattern

__all__ = ["Asked", "asks_whether", "goes_on_computing", "reckoning_asked"]

_VERBS = (
    "grow|grew|grown|growing|rise|rose|risen|rising|fall|fell|fallen|falling|drop|dropped|decline|declined|increase|increased|decrease|decreased|change|changed|"
    r"jump|jumped|climb|climbed|swell|swelled|swollen|balloon|ballooned|soar|soared|leap|leapt|leaped|slump|slumped|plunge|plunged|tumble|tumbled|slide|slid|shrink|shrank|shrunk|expand|expanded|contract(?=\W*$|\s(?:by|in|last|since|over|during|from)\b)|contracted|widen|widened|narrow|narrowed|improve|improved|surge|surged|lift|lifted|hike|hiked|bump|bumped|trim|trimmed|"
    "(?:go|went|gone) (?:up|down)"
)
_POINTS = lazy_pattern(r"\b(?:basis points?|bps|bp|percentage points?|pct points?|ppts?|pp(?!\s?&))\b", re.IGNORECASE, signs=("bp", "pp", "point"))
_BY_QUARTER = lazy_pattern(r"\b(?:qoq|q/q|q-o-q|q o q|quarter[- ](?:over|on|to|by)[- ]quarter|sequential(?:ly)?)\b", re.IGNORECASE, signs=("qoq", "q/q", "q-o-q", "q o q", "quarter", "sequential"))
_BY_YEAR = lazy_pattern(r"\b(?:yoy|y/y|y-o-y|y o y|yr/yr|year[- ](?:over|on|to)[- ]year)\b", re.IGNORECASE, signs=("yoy", "y/y", "y-o-y", "y o y", "yr/yr", "year"))
_COMPOUND = lazy_pattern(
    r"\b(?:cagr|compound(?:ed)?(?: (?:annual|yearly|annualised|annualized))? (?:growth(?: rate)?|rate)|(?:average|avg) (?:annual|yearly) growth(?: rate)?|annual growth rate)\b(?: of)?", re.IGNORECASE,
    signs=("cagr", "compound", "growth")
)
_GREW = lazy_pattern(
    rf"\b(?:by )?(?:how (?:much|many (?:bps|bp|ppts?|pp|points?|(?:basis|percentage|pct) points?))|what (?:%|percent(?:age)?|pct))(?: \w+)? (?:(?:did|has|have|does|is|was) )?(?P<of>(?:(?!\b(?:and|then|if)\b).)*?)\b(?:{_VERBS})\b(?: by)?", re.IGNORECASE,
    signs=("how much", "how many", "what %", "what percent", "what pct")
)
_GREW_BY = lazy_pattern(
    rf"\b(?:{_VERBS}|up|down)\b(?: by)? (?:how (?:much|many)(?: (?:bps|bp|ppts?|pp|points?|(?:basis|percentage|percent|pct) points?|percent(?:age)?|pct|dollars?))?|what)(?: ?[%$]| percent(?:age)?| pct)?(?!\w)",
    re.IGNORECASE,
    signs=(" how m", " what"),
)
"""What is asked behind the verb: "grew by what percent"."""
_OF_A_RISE = lazy_pattern(r"\bhow much of\b|\b(?:what|which) (?:part|share|portion|chunk|slice|bit) of\b", re.IGNORECASE)
"""What asks for a part of a rise, and not how large that was."""
_STOCKS = r"(?:backlog|rpo|remaining performance obligations?|sales|revenues?|subscribers|subs|users|customers|employees|headcount|staff)"
_GAINED = lazy_pattern(rf"\b{_STOCKS}\b,? (?:(?:it|was|were|they|has|have|had|that) )*(?:gained|added)\b(?! (?:by|from) [a-z])|\bhow (?:much|many) (?:\S+ ){{0,5}}?{_STOCKS} (?:was |were )?(?:gained|added)\b", re.IGNORECASE, signs=("gained", "added"))
"""What asks for what came to a measure in a time, in its own unit: "backlog gained in Q1"."""
_DIFFERENCE = lazy_pattern(
    r"\b(?:by )?how many (?!bps|bp|ppts?|pp\b|points?|percent|pct|(?:basis|percentage|pct) points?|times|x\b|%)\w|\b(?:by )?how many [$€£]|\bin (?:[$€£]|dollars|usd|absolute|money|cash) ?(?:terms)?(?!\w)",
    re.IGNORECASE,
)
"""What asks for a change as a number of its own unit, and not in percent."""
_FAST = lazy_pattern(
    r"\bhow (?:fast|quickly|rapidly|much)\s*(?:is|are|was|were|has|have|did|does|['’]?s)\s+(?P<of>.{0,60}?)\s*(?:been |still )?\b(?:grow|growing|grown)\b|\bgrowing how (?:fast|quickly)\b", re.IGNORECASE,
    signs=("grow",)
)
_GROWTH = lazy_pattern(
    r"(?:\bgrowth(?: rate)?\b|(?:%|\bpercent(?:age)?|\bpct) (?:growth|change|increase|decrease|rise|drop|decline|fall)\b|\b(?:growth|change|increase|decrease) in (?:%|(?:percent|pct)\b))(?: (?:of|in|for)\b)?",
    re.IGNORECASE,
    signs=("growth", "%", "percent", "pct"),
)
_MULTIPLIED = lazy_pattern(
    r"\b(?:(?:more than|at least|nearly|almost|about|over) )?(?:doubl(?:e|ed|ing)|trebl(?:e|ed|ing)|tripl(?:e|ed|ing)|quadrupl(?:e|ed|ing)|halv(?:e|ed|ing))\b(?! (?:digit|bottom|down))", re.IGNORECASE,
    signs=("doubl", "trebl", "tripl", "quadrupl", "halv")
)
"""How many times over something grew: "did its revenue double"."""
_CHANGED = lazy_pattern(r"(?<=\d )(?:change|increase|decrease|rise|drop|move)\W*$|\b(?:change|increase|decrease|rise|drop) (?=(?:from|between)\b.*\d)", re.IGNORECASE, signs=("change", "increase", "decrease", "rise", "drop", "move"))
"""A change as a noun, with the times between which it was."""
_IN_PERCENT = lazy_pattern(r",?\s+(?:in (?:percent(?:age)?(?: terms)?|pct|%)(?!\w)|percentage[- ]wise|(?:pct|percent|%)(?=\W*$))", re.IGNORECASE)
_RATE_CHANGE = lazy_pattern(r"(?<=margin) change\b|(?<=margins) change\b|(?<=rate) change\b|\bchange in (?=(?:\S+ ){0,3}(?:margin|rate)\b)", re.IGNORECASE, signs=("change",))
"""How a share that is itself in percent went."""
_SPANS = r"(?P<unit>second|sec|minute|min|hour|hr|day|week|wk|month|mo)s?"
_PACE = lazy_pattern(
    rf"(?:\b(?:per|each|every|an?)\s+(?:single\s+)?{_SPANS}\b|/\s?{_SPANS.replace('unit', 'short')}\b|\b(?P<adverb>hourly|daily|weekly|monthly)\b)", re.IGNORECASE,
    signs=("sec", "min", "hour", "hr", "day", "dai", "week", "wk", "mo")
)
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
_SHORT = {"sec": "second", "min": "minute", "hr": "hour", "wk": "week", "mo": "month"}
_HEADS = {
    "employee": "employee", "head": "employee", "worker": "employee", "staffer": "employee", "person": "employee", "capita": "employee",
    "user": "user", "subscriber": "subscriber", "customer": "customer", "share": "share", "gpu": "gpu", "developer": "developer",
}  # fmt: skip
_PER_HEAD = lazy_pattern(rf"(?:\bper|/|\b(?:for )?(?:each|every))\s?(?P<unit>{'|'.join(_HEADS)})\b", re.IGNORECASE, signs=tuple(_HEADS))
_RUNWAY = lazy_pattern(
    r"\bhow (?:long|many (?:years?|months?|quarters?|weeks?|days?)) (?:would|could|will|can|does|did|do|is|of)\b.{0,60}?\b(?:last|burn|lose|spend|runway|go|cover|fund|take|run out)\b|"
    r"\b(?:cash )?runway\b|\bhow long (?:until|till|before|to)\b.{0,40}\b(?:runs? out|burns?|loses?|spends?)\b",
    re.IGNORECASE,
    signs=("how long", "how many", "runway"),
)
_AT_THAT_RATE = lazy_pattern(r"\b(?:at|with|on) (?:that|this|the same|its|their|such a|the current|current) (?:rate|pace|burn(?: rate)?|speed|clip|level|run[- ]rate)\b", re.IGNORECASE)
_LASTING = lazy_pattern(
    r"\bhow (?:long|many \w+)\b|\b(?:would|could|will|can|does|did|do|until|till|before|last|it take|to go|go|cover|fund|run(?:s|ning)? out|runway|left|of cash|its cash|their cash)\b", re.IGNORECASE
)
_RUNWAY_THE_FIRM = lazy_pattern(r"\brunway (?:ml|ai|gen)\b", re.IGNORECASE)
_CASH = lazy_pattern(r"\b(?:runway|cash|money|funds)\b", re.IGNORECASE)
_MONEY = lazy_pattern(r"[$€£]\s?\d[\d.,]*\s?(?:bn|b|mn?|m|k|trillion|billion|million|tn)?\b|\b\d[\d.,]*\s?(?:bn|billion|million|mn|b|trillion)\b(?: (?:dollars|usd))?", re.IGNORECASE)
_AVERAGE = lazy_pattern(
    r"\b(?:(?:on )?average|avg|mean)\b(?! (?:revenue per|selling|price|cost per|order|daily|weekly|monthly|contract|number|salary|pay|age|deal|ticket|rate))(?:\s+(?P<unit>quarterly|annual|yearly|quarter|year)\b)?"
    r"(?:(?P<rest>.{0,60}?)\b(?:per|a|each) (?P<per>quarter|qtr|year|yr)\b)?",
    re.IGNORECASE,
    signs=("average", "avg", "mean"),
)
_SUM = lazy_pattern(
    r"\b(?:sum(?: total)? of|the sum|combined|cumulative(?:ly)?|altogether|all together|added up|add up|adding up|sum(?= (?:(?:of|for|in) )?(?:q[1-4]|h[12]|the (?:first|second|third|fourth|last|two|three)|fy|fiscal|20\d\d|both))|in aggregate|aggregate|taken together|together|put together|summed(?: up)?|(?:in )?total(?: (?:of|for) (?:the |all )?(?:two|three|four|five|both|all|them|those|these))?|in all(?=\W*$))\b|^\W*(?:(?:and|so|ok|then)\W+)*(?:the )?sum\W*$|^\W*(?:(?:please|pls|can you|could you)\W+)*sum(?: up)?(?= (?:the|their|all|both)\b)", re.IGNORECASE,
    signs=("sum", "combined", "cumulative", "together", "add", "aggregate", "total", "in all")
)
_PLUS = lazy_pattern(r"\s(?:\+|plus)\s|(?<=\d)\s?\+\s?(?=q[1-4]|h[12]|fy|20\d\d)", re.IGNORECASE, signs=("+", "plus"))
_KIND_OF_SHARE = r"(?:share|percent(?:age)?|per cent|pct|%|fraction|portion|proportion|(?:what|which|how (?:big|large) an?) (?:part|slice|chunk|bit)(?= of .*\b(?:revenues?|sales|turnover|profits?|income|loss(?:es)?|spend\w*|capex|costs?|expenses?|budget|staff|headcount|workforce|backlog|bookings)\b))"
_SHARES = ("share", "percent", "per cent", "pct", "%", "fraction", "portion", "how much of", " part of", "slice of", "chunk of", "bit of")
"""Strings one of which each of them has."""
_SHARE_OF = lazy_pattern(
    rf"\b(?:what|which|how (?:big|large|much)|whats|what's)?\s*(?:is|was)?\s*(?:an?|the)?\s*(?<!\w){_KIND_OF_SHARE} of (?P<whole>.+?)\s+"
    r"(?:(?:is|are|was|were|comes?|came|(?:has|have|had) (?:come|been)|went|goes|gets)(?: (?:spent|made up|made|from|by|of|to|on|into|due|down))*|(?P<does>does|did|do))\s+(?P<part>.+)",
    re.IGNORECASE,
)
_COMES_FROM = lazy_pattern(
    r"\bhow much of (?P<whole>.+?)\s+(?:(?:comes?|came|(?:has|have) come|is coming|stems?|stemmed|was|were|is|are) from)\s+(?P<part>.+)", re.IGNORECASE
)
_AS_SHARE = lazy_pattern(rf"(?P<part>.+?)\s+(?:as|=)\s+(?:an?\s+)?(?<!\w){_KIND_OF_SHARE} of (?P<whole>.+)", re.IGNORECASE)
_OWN_SHARE = lazy_pattern(rf"^(?:what|whats|what's)?\s*(?:is|was)?\s*(?P<part>.+?)(?:['’]s?)?\s+(?<!\w){_KIND_OF_SHARE} of (?P<whole>.+)", re.IGNORECASE)
_WHOLE_SHARE = lazy_pattern(
    r"^(?P<part>(?!.*\b(?:customers?|clients?|market|what|whats|who|which|how)\b).+?)(?:['’]s?)?\s+(?P<whole>revenue|sales|rev)\s+(?:share|mix|percentage|pct|%)\W*$", re.IGNORECASE
)
"""The share by the name of its whole: "Acme cloud revenue share"."""
_OWNERSHIP = lazy_pattern(r"\b(?:stake|owns?|owned|ownership|hold|holds|held|voting|market|shares|company|the (?:stock|equity))\b(?!-)", re.IGNORECASE)
_MAKES_UP = lazy_pattern(
    r"\b(?:make|makes|made) up(?: of)?|\baccount(?:s|ed)? for|\bcontribute[sd]?(?: to)?|\brepresent(?:s|ed)?|\bbr(?:ing|ings|ought) in|\bcome(?:s)? from|\bgenerate[sd]?\b(?!\s+\w+ing)", re.IGNORECASE
)
_LEAST = r"least|lowest|smallest|fewest|cheapest|worst"
_MOST = r"most|highest|biggest|largest|greatest|priciest|best"
_ENDS = ("top", *_MOST.split("|"), *_LEAST.split("|"))
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_TOP = lazy_pattern(
    rf"\b(?P<end>top|bottom|biggest|largest|highest|lowest|smallest)\s+(?P<most>\d{{1,2}}|{'|'.join(_NUMBERS)})\b(?:\s+(?:ai|tech|labs?|companies|company|firms?|startups?|players?|spenders?|names|of the|hyperscalers?))*", re.IGNORECASE,
    signs=("top", "bottom", "biggest", "largest", "highest", "lowest", "smallest")
)
_RANK = lazy_pattern(r"\b(?:rank(?:ed|ing|ings)?|league table|leaderboard)\b(?: (?:of|the|all|them|companies|labs|firms|ai|by))*", re.IGNORECASE, signs=("rank", "league table", "leaderboard"))
_WHO_MOST = lazy_pattern(
    rf"\b(?:who(?:['’]?s|se)?|which|what)\b(?:\s+(?:ai|tech|companies|company|co|lab|labs|firm|firms|startup|startups|hyperscaler|one))*(?P<rest>.{{0,60}}?)\b(?:the\s+)?(?P<end>{_MOST}|{_LEAST})\b", re.IGNORECASE,
    signs=_ENDS
)
_END_OF_ALL = lazy_pattern(rf"^\W*(?:the\s+)?(?P<end>top(?![ -]line)|{_MOST}|{_LEAST})\b|\b(?P<last>{_MOST}|{_LEAST})\b(?= (?:spender|earner|raise|loss|revenue|capex|valuation))", re.IGNORECASE, signs=_ENDS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked to be computed; `rest` is the question for its parts, the other fields are those of a Computation."""

    reckoning: Reckoning
    rest: str
    unit: str = ""
    step: str = ""
    part: str = ""
    whole: str = ""
    most: int = 0
    least: bool = False


def reckoning_asked(text: str) -> Asked | None:
    """What a question asks to be computed; None where it asks for what a source may state."""
    for read in (_runway, _share, _ranking, _per_head, _grown, _pace, _average, _sum):
        asked = read(text)
        if asked is not None:
            return asked
    return None


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda m: f" {m.groupdict().get('of') or ''} ", text)
    return re.sub(r"\s+", " ", text).strip()


def _runway(text: str) -> Asked | None:
    if not _RUNWAY.search(text) or not (_MONEY.search(text) or _CASH.search(text)) or _RUNWAY_THE_FIRM.search(text):
        return None
    return Asked(Reckoning.RUNWAY, _without(text, _AT_THAT_RATE, _LASTING, _MONEY))


def _share(text: str) -> Asked | None:
    if not has_any(caseless(text), _SHARES):
        return None
    bare = text.strip().rstrip("?!. ")
    for pattern in (_AS_SHARE, _SHARE_OF, _COMES_FROM, _OWN_SHARE, _WHOLE_SHARE):
        found = pattern.search(bare)
        if found is None:
            continue
        whole, part = found["whole"].strip(), _MAKES_UP.sub(" ", found["part"]).strip()
        if _OWNERSHIP.search(text):
            return None
        if whole and part and not re.fullmatch(r"(?:what|which|that|the|it|this|an?|is|was|\s)+", part, re.IGNORECASE):
            return Asked(Reckoning.SHARE, f"{part} {whole}", part=part, whole=whole)
    return None


_OF_THE_TRADE = lazy_pattern(r"(?<!open )(?<!scale )(?<!mistral )(?<!stability )\b(?:gen-?ai|ai|tech|llm)\b(?= (?:companies|company|labs?|firms?|start-?ups?|funding|rounds?|deals?|models?|acquisitions?|takeovers?|raises?|players?|purchases?)\b)", re.IGNORECASE)
"""The trade that all are of, which tells none of them from others: "biggest AI funding round"."""
_OF_PRICE = lazy_pattern(r"\b(?:cheapest|priciest)\b", re.IGNORECASE, signs=("cheapest", "priciest"))
_NAMES_PRICE = lazy_pattern(r"\bpric\w+|\bcosts?\b", re.IGNORECASE)


def _ranking(text: str) -> Asked | None:
    """A ranking, without the name of the trade; what is cheapest is so by its price."""
    asked = _ranked(_OF_THE_TRADE.sub(" ", text))
    if asked is not None and _OF_PRICE.search(text) and not _NAMES_PRICE.search(asked.rest):
        return replace(asked, rest=f"{asked.rest} price")
    return asked


def _ranked(text: str) -> Asked | None:
    top = _TOP.search(text)
    if top:
        most = _NUMBERS.get(top["most"].lower()) or int(top["most"])
        return Asked(Reckoning.RANKING, _without(text, _TOP), most=most, least=top["end"].lower() in {"bottom", "lowest", "smallest"})
    if _RANK.search(text):
        return Asked(Reckoning.RANKING, _without(text, _RANK))
    who = _WHO_MOST.search(text)
    if who:
        return Asked(Reckoning.RANKING, f"{who['rest']} {text[who.end():]}".strip(), most=1, least=bool(re.fullmatch(_LEAST, who["end"], re.IGNORECASE)))
    end = _END_OF_ALL.search(text)
    if end:
        return Asked(Reckoning.RANKING, _without(text, _END_OF_ALL), most=1, least=bool(re.fullmatch(_LEAST, end["end"] or end["last"], re.IGNORECASE)))
    return None


def _per_head(text: str) -> Asked | None:
    found = _PER_HEAD.search(text)
    if found is None:
        return None
    return Asked(Reckoning.PER_HEAD, _without(text, _PER_HEAD, _AVERAGE), unit=_HEADS[found["unit"].lower()])


_HOW_DID = lazy_pattern(r"^\W*how (?:did|has|have|does|do|is|was|were)\s", re.IGNORECASE)


def _grown(text: str) -> Asked | None:
    steps = (_BY_QUARTER, _BY_YEAR, _COMPOUND)
    grew = _GREW.search(text) or _GREW_BY.search(text) or _FAST.search(text) or _GROWTH.search(text) or _RATE_CHANGE.search(text) or (asks_whether(text) and _MULTIPLIED.search(text)) or _CHANGED.search(text) or _POINTS.search(text) or any(step.search(text) for step in steps)
    gained = _GAINED.search(text)
    if gained and not _OF_A_RISE.search(text):
        return Asked(Reckoning.GROWTH, _without(re.sub(r"\b(?:gained|added)\b", " ", text, flags=re.IGNORECASE)), unit="difference")
    if not grew or _OF_A_RISE.search(text):
        return None
    bare = not any(p.search(text) for p in (*steps, _GREW, _GREW_BY, _FAST, _POINTS, _RATE_CHANGE, _MULTIPLIED, _CHANGED)) and not re.search(r"%|percent|pct|rate", text, re.IGNORECASE)
    step = "bare" if bare else "quarter" if _BY_QUARTER.search(text) else "compound" if _COMPOUND.search(text) else "year" if _BY_YEAR.search(text) else ""
    rest = _without(text, *steps, _GREW_BY, _GREW, _FAST, _POINTS, _GROWTH, _RATE_CHANGE, _MULTIPLIED, _CHANGED, _IN_PERCENT)
    rest = _HOW_DID.sub("", re.sub(rf"\b(?:{_VERBS})\b", " ", rest, flags=re.IGNORECASE))
    return Asked(Reckoning.GROWTH, re.sub(r"\s+", " ", rest).strip(), unit="point" if _POINTS.search(text) else "difference" if _DIFFERENCE.search(text) else "", step=step)


_WHETHER = lazy_pattern(r"^\W*(?:(?:so|and|but|ok|okay|hey|wait)\W+)*(?:is|are|was|were|did|does|do|has|have|had)\b", re.IGNORECASE)


def asks_whether(text: str) -> bool:
    """Whether a question opens as one for yes or no."""
    return bool(_WHETHER.match(text))


def _pace(text: str) -> Asked | None:
    found = _PACE.search(text)
    if found is None:
        return None
    unit = (found["unit"] or found["short"] or "").lower()
    unit = _ADVERBS.get((found["adverb"] or "").lower(), _SHORT.get(unit, unit))
    return Asked(Reckoning.PACE, _without(text, _PACE), unit=unit)


def _average(text: str) -> Asked | None:
    found = _AVERAGE.search(text)
    if found is None or re.search(r"\bweighted\b", text, re.IGNORECASE):
        return None
    said = (found["unit"] or found["per"] or "").lower()
    unit = {"quarterly": "quarter", "qtr": "quarter", "annual": "year", "yearly": "year", "yr": "year"}.get(said, said)
    rest = text[: found.start()] + " " + (found["rest"] or "") + " " + text[found.end() :]
    return Asked(Reckoning.AVERAGE, re.sub(r"\s+", " ", rest).strip(), unit=unit)


def _sum(text: str) -> Asked | None:
    if not _SUM.search(text) and not _PLUS.search(text):
        return None
    return Asked(Reckoning.SUM, _PLUS.sub(" and ", _without(text, _SUM)))


_FRAGMENT = lazy_pattern(r"^\W*(?:(?:and|n|so|ok|then|what about|how about|wbu|vs|versus|same for|same|for|in|or)\b\W*)*", re.IGNORECASE)
_ASKS = lazy_pattern(r"\b(?:what|whats|how|who|when|where|why|which|is|are|was|were|did|does|do|has|have)\b", re.IGNORECASE)


def goes_on_computing(text: str) -> bool:
    """Whether a follow-up changes only what the thing computed is of: "and google?", "and the year before?"."""
    bare = _FRAGMENT.sub("", text)
    return len(bare.split()) <= 5 and not _ASKS.search(bare)
