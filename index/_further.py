"""Further: measures that a sentence tells in words too far apart for a phrase of the taxonomy.

"The campus would draw 300 megawatts and cost $2.4 billion", "$450 million of 7.25% senior notes", "bought 40% of it in 2023
for £88 million": a cue before the amount, or after it, or on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index._timing import Said
from index.amount import Amount, is_money
from index.pattern import lazy_pattern, spanning
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["further"]

_Q = (
    r"(?:(?:an?|the|about|around|roughly|approximately|some|just|only|nearly|almost|over|under|up to|as much as|at least|more than|less than|well over|"
    r"fresh|new|nearer|closer to|something like|somewhere around|somewhere near|another|further|record|now|still|something over|a little over|a bit over|perhaps|maybe)\s)*"
)
_PERCENT = r"[\d.]+\s?(?:%|per ?cent\b|pct\b)"
_SITE = r"(?:campus(?:es)?|halls?|data[ -]?cent(?:re|er)s?|sites?|plants?|factor(?:y|ies)|fabs?|buildings?|facilit(?:y|ies)|substations?|stations?|lines?|cables?|complex|labs?|laborator(?:y|ies)|warehouses?|phases?|projects?|reactors?|extension)"
_DEVICE = r"(?:cards?|chips?|robots?|machines?|devices?|units?|servers?|racks?|headsets?|boards?|drones?|accelerators?|GPUs?|processors?|parts?|kits?|laptops?|phones?|scanners?|arms?|seats?|wafers?|H\d00s?|B\d00s?)"
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class _Cue:
    """What says that an amount in a kind of unit is of a measure: words that end before it, words that begin after it.

    `instead` are measures that it is mistaken for; `least` and `most` bound a sum.
    """

    metric: str
    kind: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    instead: frozenset[str] = frozenset()
    least: int = 0
    most: int = 0


def _b(words: str, signs: str = "") -> re.Pattern[str]:
    """What ends before an amount; `signs` are strings one of which it has, "|" between them: few of the hundred are ever met."""
    return lazy_pattern(spanning(rf"{words}{_Q}$"), re.IGNORECASE, signs=signs.split("|") if signs else ())


def _cased(words: str, signs: str) -> re.Pattern[str]:
    return lazy_pattern(spanning(rf"{words}{_Q}$"), signs=signs.split("|"))


def _a(words: str) -> re.Pattern[str]:
    return lazy_pattern(spanning(words), re.IGNORECASE)


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_SALES = r"(?!\sfor\s(?!the (?:year|quarter|half|month|period|season))|,?\s(?:in|from|of|through|with|by)\s[^.;,]{0,40}\b(?:rounds?|sales? of|offering|ipo|float|flotation|listing|grants?|loans?|donations?|bonds?|notes?|auction|subsid(?:y|ies)|investors?|backers?|funding|deposits?|capital|equity|debt|public|donors|donations|taxpayers)\b)"
_TIME_AFTER = r"\s(?:than|on|from|over|above|below|versus|against|compared)?\s?(?:in\s)?(?:an?|the|last|that of|those of|its)?\s?(?:same|year|quarter|half|period|prior|previous|preceding|month|comparable|corresponding|first|second|third|fourth|level|(?:19|20)\d\d)"

_CUES: tuple[_Cue, ...] = (
    # ------------------------------------------------------------------ what came in
    _Cue("revenue", "money", _b(r"\b(?:took|takes|taken|brought|brings|pulled|raked)\sin\s", "brings|brought|pulled|raked|taken|takes|took"), _a(_NO_SALES)),
    _Cue("revenue", "money", _b(r"\b(?:year|half|quarter|season)\b(?!\s(?:ago|old|before|earlier))[^.;,$€£]{0,50}\btook\s", "took"), _a(r"(?=[.,;]|$)")),
    _Cue("revenue", "money", _b(r"\b(?:sell(?:s|ing)?|sold)\s", "sell|sold"), _a(r"\s(?:of|worth of|in)\s(?:(?:its|their)\s)?(?:[\w-]+\s)?(?:chips|software|cards|robots|machines|services|products|subscriptions|equipment|licen[cs]es|systems|hardware|gear|drones|servers)\b")),
    _Cue("revenue", "money", _b(r"\b(?:lost|made|earned|(?:loss|profit|income)\sof)\s[^.;,]{1,40}?\son\s(?:sales\sof\s|revenue\sof\s|turnover\sof\s)?", "earned|income|loss|lost|made|profit"), None, _of("loss net_loss net_income profit_unspecified net_margin eps")),
    _Cue("profit_unspecified", "money", _b(r"\bprofitable,?\s(?:by|to the tune of)\s", "profitable"), None, _of("revenue")),
    _Cue("ebitda", "money", _b(r"\bbefore interest, tax(?:es)?,? depreciation[^.;]{0,40}\s(?:it|they|we|the \w+|(?-i:[A-Z])\w+)\s(?:had\s)?(?:earned|made)\s", "before interest, tax depreciation|before interest, tax, depreciation|before interest, taxes depreciation|before interest, taxes, depreciation"), None, _of("net_income profit_unspecified loss")),
    # ------------------------------------------------------------------ what is paid for one
    _Cue("unit_price", "money", _b(rf"\b(?:it|they|one|each|each one|{_DEVICE}(?:\s[\w-]+)?)\s(?:now\s|still\s|would\s|will\s|currently\s)?costs?\s(?:you\s|them\s|customers\s|buyers\s)?", "buyers|cost|customers"), _a(r"(?!\s(?:to\s(?:build|make|train|run|produce|assemble|develop|put)|a (?:month|year|week|day)|in\s(?:comput|legal|fees)|not counting))"), most=_SMALL),
    _Cue("unit_price", "money", _b(rf"\b(?:{_DEVICE}|it|they|which|one)\s(?:[\w-]+\s){{0,2}}?(?:sells?|sold|goes|go|retails?|lists?)\s(?:for|at)\s", "go|list|retail|sell|sold"), None, _of("acquisition_price"), most=_SMALL),
    _Cue("unit_price", "money", _b(r"\b(?:rent\w*|hir(?:e|es|ing)|leas(?:e|es|ing))\s(?:an?|one|the|each)\s[^.;,]{0,60}\bcosts?\s", "cost"), most=_SMALL),
    _Cue("unit_price", "money", _b(r"\bprices?\s(?:of|for)\s(?:the|an?|its|each|one)\s[^.;,]{0,40}?\b(?:start(?:s|ed)?|beg[ai]ns?|is|was|are|were|to)\s(?:at\s|from\s)?", "price"), None, most=_SMALL),
    _Cue("unit_price", "money", _b(r"\bcharg(?:es|ed|ing|e)\s(?:customers\s|clients\s|users\s|them\s|you\s|us\s)?", "charge|charging"), None, most=10_000),
    _Cue("unit_price", "money", _b(r"\b(?:pay|paid|pays|paying)\s", "paid|pay"), _a(rf"\sfor\s(?:the|an?|each|one|every)\s(?:[\w-]+\s){{0,3}}?{_DEVICE}\b"), _of("acquisition_price"), most=_SMALL),
    _Cue("unit_price", "money", _b(r"\byours for\s", "yours for"), None, most=_SMALL),
    _Cue("unit_price", "hourly", _b(r"\b(?:GPUs?|cards?|chips?|H\d00s?|B\d00s?|accelerators?|instances?|cloud|rent\w*|capacity|price[sd]?|servers?)\b[^.;]{0,80}", "00|accelerator|capacity|card|chip|cloud|gpu|instance|price|rent|server"), None, most=1_000),
    # ------------------------------------------------------------------ what it costs to build
    _Cue("build_cost", "money", _b(r"\b(?:build(?:s|ing)?|built|construct\w*|erect\w*|put(?:s|ting)? up|turning|complet\w+|open(?:s|ed|ing)?)\b[^.;$€£]{0,110}?\bat a (?:total\s|final\s)?cost of\s", "cost of"), least=_SMALL),
    _Cue("build_cost", "money", _b(rf"\b(?:build(?:s|ing)?|built|construct\w*|erect\w*|put(?:s|ting)? up)\s[^.;$€£]{{0,60}}?\b{_SITE}\b[^.;,$€£]{{0,40}}?\b(?:for|costing)\s", "build|built|construct|erect|put up|puts up|putting up"), least=_SMALL),
    _Cue("build_cost", "money", _b(rf"\b{_SITE}\b[^.;$€£]{{0,90}}?\b(?:(?:which|that|and|would|will|could|to|is|expected|has|have|had|so far)\s){{0,4}}(?:costs?|costing)\s(?:so far\s|it\s|them\s|(?-i:[A-Z])\w+\s)?", "cost|so far"), _a(r"(?!\s(?:a|per|each)\s(?:month|year|week)|\sto (?!build|put up|construct|convert|open|finish|complete|equip))"), least=_SMALL),
    _Cue("build_cost", "money", _b(rf"\b{_SITE}\b[^.;]{{0,120}}?\b(?:will|would|is to|could|to)\s(?:now\s)?cost\s", "cost"), _a(r"(?!\s(?:a|per|each)\s(?:month|year|week)|\sto )"), least=_SMALL),
    _Cue("build_cost", "money", _b(r"\bconstruction\b[^.;$€£]{0,50}?\b(?:came in at|has cost|cost|costs|will cost)\s", "construction"), None, least=_SMALL),
    _Cue("build_cost", "money", _b(r"\b(?:spent|cost|costs)\s(?:\w+\s){0,2}?", "cost|spent"), _a(rf"\s(?:building|to build|constructing|to construct|converting|to convert|putting up|to put up)\s[^.;]{{0,50}}\b{_SITE}\b"), _of("spending announced_investment"), least=_SMALL),
    _Cue("build_cost", "money", _b(r"\bcosts?\s(?:[\w’']+\s){0,2}?", "cost"), _a(r"\sto (?:build|make|produce|assemble|manufacture)\b"), _of("unit_price spending")),
    _Cue("build_cost", "money", _b(rf"\b(?:cost|costs|price tag|price|bill|budget)\s(?:of|for)\s(?:building\s)?(?:the\s|its\s|that\s)?[^.;,$€£]{{0,50}}?\b{_SITE}\b(?!['’])[^.;$€£]{{0,50}}?\b(?:at|to|is|was|of|reach\w*|came)\s(?:to\s)?", "bill|budget|cost|price"), None, _of("total_expenses valuation spending"), least=_SMALL),
    _Cue("build_cost", "money", _b(rf"\b{_SITE},?\swhose\s(?:price tag|cost|budget)\b[^.;$€£]{{0,40}}?\b(?:at|to|is|was|of)\s", "budget|cost|price tag"), None, _of("valuation total_expenses"), least=_SMALL),
    _Cue("build_cost", "money", _cased(r"\b[Tt]otal cost of\s(?:the\s)?[A-Z][\w’' -]{2,40}?\s(?:at|to|is|was|of)\s(?:be\s)?", "total cost of"), None, _of("total_expenses"), least=_SMALL),
    _Cue("announced_investment", "money", _b(r"\b(?:plans?|planned|intends?|means|wants|aims|is going|expects?|will|would) (?:to )?(?:spend|invest|put)\s", "aims|expect|intend|is|means|plan|wants|will|would"), _a(r"\s(?:turning|converting|building|expanding|to (?:build|expand|convert|turn)|on (?:a|an|its|the|new)\s(?:[\w-]+\s){0,4}(?:plant|factory|campus|data cent(?:re|er)|hall|fab|site))\b"), _of("capital_expenditures spending"), least=_SMALL),
    _Cue("build_cost", "money", _b(r"\bcosts?\s(?:us\s|them\s|it\s|you\s)?to (?:build|make|produce|assemble)\s[^.;,]{0,30}?\b(?:is|was|are|were)\s", "cost"), None, _of("loss unit_price spending")),
    # ------------------------------------------------------------------ use of what there is
    _Cue("utilization", "percent", _b(r"\b(?:halls?|machines|GPUs?|cards|cluster|fleet|racks?|servers|campus(?:es)?|megawatts|MW|sites?|plants?|robots|capacity|we|accelerators|data cent(?:re|er)s?)\b[^.;%]{0,60}?"), _a(r",?\s(?:of (?:it|them|that|which)\s)?(?:(?:was|were|is|are|has been|have been)\s)?(?:already\s|now\s)?(?:full\b|leased\b|let\b|occupied\b|in use\b|rented(?: out)?\b|sold out\b|booked\b|utili[sz]ed\b|busy\b|taken up\b)(?!\s(?:back|go|down|by\s\w+\s(?:million|billion)))")),
    _Cue("utilization", "percent", None, _a(r"\sof (?:its|our|their|the|that)\s(?:[\w-]+\s){0,2}?(?:capacity|space|cards|GPUs|machines|racks|power|fleet|accelerators|megawatts)\s(?:is|was|are|were|has been)\s(?:already\s|now\s)?(?:in use|let|leased|sold|taken|busy|occupied|rented|full)\b")),
    _Cue("utilization", "percent", _b(r"\b(?:busy|in use|useful work|running|used|occupied|available|productive)\s", "available|busy|in use|occupied|productive|running|used|useful work"), _a(r"\sof (?:the time|all hours|scheduled hours|the hours|the day)\b")),
    _Cue("utilization", "percent", _b(r"\b(?:run|runs|running|ran|operat\w+)\s[^.;%]{0,40}?\bat\s", "operat|ran|run"), _a(r"\s(?:of\s)?(?:its\s|their\s|full\s)?(?:capacity|utili[sz]ation|load)\b")),
    # ------------------------------------------------------------------ shares of a company
    _Cue("utilization", "percent", _b(r"\b(?:rented|leased|let|booked)(?: out)? at\s", "booked at|booked out at|leased at|leased out at|let at|let out at|rented at|rented out at"), _a(r"(?!\s(?:of par|of face|below|above|off|discount|interest|more|less|over|under)\b)")),
    _Cue("layoffs", "percent", _b(r"\b(?:jobs|positions|people|roles|workers|employees|posts),?\s(?:or\s|which is\s|that is\s)?", "employees|jobs|people|positions|posts|roles|workers"), _a(r"\sof (?:the|its|their)\s(?:\w+\s)?(?:company|staff|workforce|total|headcount|payroll|employees)\b"), _of("stake headcount")),
    _Cue("stake", "percent", _b(r"\b(?:paid|pay|pays|paying|put in|invested|gave|(?<!accounted )(?<!accounts )for)\s[^.;%]{1,60}?\b(?:for|in return for|in exchange for)\s(?:a\s|its\s)?"), _a(r"(?=\s(?:of|stake|holding|interest)\b|[.,;]|$)(?!\s(?:interest rate|of (?:(?:all|the|its|our) )?(?:[\w-]+ )?(?:market|sales|revenue|queries|searches|traffic|shipments|users|requests|orders|downloads)))")),
    _Cue("stake", "percent", _b(r"\b(?:lift|rais|increas|cut|trimm?|reduc|lower|buil|tak|took)\w*\s(?:its|his|her|their|the|our)\s(?:holding|stake|shareholding|interest)\b[^.;%]{0,50}?\b(?:to|from|up to|down to)\s", "down to|holding|interest|stake|up to")),
    _Cue("stake", "percent", _b(r"\b(?:stake|shareholding|(?:founders?|family|fund|his|her|their)(?:['’]s?)?\s(?:own\s)?(?:slice|holding|interest))\b[^.;%]{0,40}\b(?:to|at|of|is|was)\s", "holding|interest|slice|stake")),
    _Cue("stake", "percent", _b(r"\b(?:have|has|had|with|own|hold)\w*\s"), _a(r"\sand (?:a|an|one|two|the) (?:board )?seats?\b")),
    _Cue("stake", "percent", _b(r"(?:\bwith|,)\s"), _a(r"\s?,?\s(?:(?:is|was|are|remains)\s)?(?:[^.;,]{0,30}\b)?(?:the|its|their|a|[A-Z][\w-]*['’]s?)\s(?:\w+\s){0,2}(?:shareholder|stockholder|owner)\b")),
    _Cue("stake", "percent", _b(r"\b(?:sold|sell|sells|selling)\s(?:down\s)?(?:to\s)?", "sell|sold"), _a(r"\sof (?:itself|the (?:company|business|firm|group)|it)\b")),
    _Cue("investment", "money", _b(rf"\b(?:bought|buys?|buying|acquired|took|takes|taking|picked up)\s(?:an?\s|about\s|some\s|another\s)?(?P<share>{_PERCENT})\s?(?:stake|of|in|holding)\b[^.;$€£]{{0,70}}?\bfor\s", "acquired|bought|buy|picked up|takes|taking|took"), None, _of("stake acquisition_price")),
    _Cue("investment", "money", _b(r"\b(?:paid|pays|paying|put in|invested|put up)\s", "invested|paid|paying|pays|put in|put up"), _a(rf"\s(?:for|in return for|in exchange for)\s(?:an?\s|about\s|some\s|just\s|its\s)*{_PERCENT}(?!\s(?:convertible|senior|notes|bonds|more|less|of (?:the|its|their)\s(?!company|business|firm|group|shares|equity|stock|start)))"), _of("acquisition_price")),
    _Cue("investment", "money", _cased(r"\b(?:putting|puts?|pours?|poured|pouring|pumping|ploughing|injecting|injected|sinking)\s", "injected|injecting|ploughing|pour|pumping|put|sinking"), lazy_pattern(r"\s(?:in|into)\s(?:the\s(?:company|business|firm|start-?up|round)\b|it\b|[A-Z][a-z])")),
    _Cue("investment", "money", _b(r"\bcontribut\w+\s", "contribut"), _a(r"\s(?:of|to|towards)\s(?:the|a|its|that)\s[^.;]{0,25}\bround\b")),
    _Cue("investment", "money", _b(r"(?<!received a )(?<!got a )(?<!cashed a )\b(?:cheque|check|ticket)s?\s[^.;$€£]{0,40}?\b(?:was|of|is|for|came to)\s", "check|cheque|ticket")),
    _Cue("investment", "money", None, _a(r"\s(?:put|invested|ploughed|plowed|deployed) (?:in|into)\s(?:the\s|its\s)?(?:\w+\s){0,2}(?:companies|businesses|start-?ups|firms|deals)\b")),
    # ------------------------------------------------------------------ money raised and what it values
    _Cue("funding_raised", "money", None, _a(r"\s(?:in|of|from|last)\s[^.;]{0,40}\b(?:is|was|remains)\b[^.;]{0,30}\b(?:largest|biggest|smallest)\b[^.;]{0,20}\bround\b")),
    _Cue("funding_raised", "money", _b(r"\b(?:is|are|was|were|be|been)?\s?(?:out for|looking (?:for|to raise)|in the market for|out raising|hunting for|trying to raise)\s", "hunting for|in the market for|looking for|looking to raise|out for|out raising|trying to raise"), _a(r"(?!\s(?:of|in) (?:savings|cuts|sales|revenue|costs|synergies))"), _of("damages_sought valuation")),
    _Cue("funding_raised", "money", _b(r"\b(?:took|takes|got|drew|received|landed)\s", "drew|got|landed|received|takes|took"), _a(r"\sfrom\s(?:[\w-]+\s){0,4}?(?:funds?|investors?|backers|venture capital\w*|shareholders)\b"), _of("revenue")),
    _Cue("funding_raised", "money", _b(r"\b(?:seek(?:s|ing)?|sought|wants?|hoping for|asking for|asks for|after)\s", "after|asking for|asks for|hoping for|seek|sought|want"), _a(r"\s(?:from (?:new |existing |outside |its )?(?:investors|backers)|in (?:new |fresh )?(?:funding|equity|capital|money))\b"), _of("damages_sought")),
    _Cue("valuation", "money", _cased(r"\b(?:makes?|made|making|turned|turns|turning)\s(?:[A-Z]\w+\s|it\s|them\s)(?:into\s)?", "made|make|making|turned|turning|turns"), _a(r"\s(?:company|start-?up)\b"), least=50_000_000),
    _Cue("valuation", "money", _b(r"\b(?:bought|came|got|went|invested) in at\s", "bought in at|came in at|got in at|invested in at|went in at"), None, least=50_000_000),
    _Cue("valuation", "money", _b(r"\brais(?:e|es|ing|ed)\s(?:money\s|cash\s|capital\s|a round\s|funds\s|again\s)?at\s", "raise|raising"), None, _of("funding_raised"), least=20_000_000),
    _Cue("valuation", "money", _b(r"\b(?:listing|float|flotation|IPO|initial public offering)\b(?!\s(?:costs?|fees|expenses))[^.;$€£]{0,60}?\bat\s(?:a\s(?:price|value|valuation)\sof\s)?", "float|flotation|initial public offering|ipo|listing"), None, _of("ipo_proceeds offering_price funding_raised"), least=50_000_000),
    _Cue("valuation", "money", _cased(r"\b(?:price|prices|priced|pricing|value|values|valued|valuing|puts)\s[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,2}\sat\s", "price|pricing|puts|value|valuing"), None, _of("offering_price unit_price contract_value"), least=20_000_000),
    _Cue("offering_price", "a share", _b(r"\b(?:listing|IPO|flotation|float|offering|went public|floated|assumed)\b[^.;]{0,80}?", "assumed|float|flotation|ipo|listing|offering|went public"), None, _of("ipo_proceeds share_price")),
    _Cue("offering_price", "money", _b(r"\bat\s"), _a(r"\s(?:each\s|apiece\s)?in (?:the|its|an) (?:IPO|flotation|listing|offering|float)\b"), _of("share_price"), most=10_000),
    _Cue("ipo_proceeds", "money", _b(r"\b(?:flotation|IPO|initial public offering|listing|float),?\s(?:which\s)?(?:has\s)?rais(?:ed|ing)\s", "raised|raising"), None, _of("funding_raised")),
    _Cue("takeover_offer", "a share", _b(r"\b(?:approach|bid|offer|proposal)\b[^.;]{0,70}?\b(?:at|of|worth)\s", "approach|bid|offer|proposal")),
    _Cue("takeover_offer", "money", _b(r"\b(?:turned down|rejected|spurned|rebuffed|refused)\s", "rebuffed|refused|rejected|spurned|turned down"), lazy_pattern(r"\s(?:in cash\s)?from\s[A-Z]"), least=_SMALL),
    _Cue("takeover_offer", "money", _b(r"\b(?:came in with|came back with|tabled|tabling)\s", "came back with|came in with|tabled|tabling"), lazy_pattern(r"\sfor\s(?:all of\s)?[A-Z]"), least=_SMALL),
    _Cue("share_price", "money", _cased(r"(?:^|[·•|.;]\s)(?:(?:[Ss]hare|[Cc]urrent|[Cc]losing|[Ll]ast|[Ss]tock)\s)?(?:[Pp]rice|[Cc]lose)(?:,[^:]{0,20}|\s(?:on|at|of)\s[^:]{0,20})?:\s?", "close|price"), None, _of("price_target unit_price offering_price"), most=100_000),
    _Cue("share_price", "money", _b(rf"(?<!market share )\b(?:closed?|finish(?:ed)?|end(?:ed)?|open(?:ed)?|trad(?:ed|ing)|stock (?:is|was)|shares (?:are|were))\s[^.;]{{0,25}}?(?:up|down|higher|lower|off)\s{_PERCENT}\s(?:at|to)\s"), None, most=100_000),
    _Cue("share_price", "money", _b(r"\b(?:closed|finished|ended)\s(?:(?:yesterday|today|on \w+|the (?:day|week|session|month)|last \w+)\s)?at\s", "closed|ended|finished"), _a(r"(?!\s(?:million|billion))"), most=10_000),
    _Cue("share_price", "money", None, _a(r"\s(?:after hours|in (?:after-hours|pre-?market|premarket|extended|late) trading|at the close|a share at the close)\b"), most=100_000),
    _Cue("price_target", "money", _b(r"\b(?:add|take|knock|cut)\s", "add|cut|knock|take"), _a(r"\s(?:to|from|off) our (?:price )?target\b"), most=100_000),
    _Cue("price_target", "money", _b(r"\b(?:downside|upside|bull|bear|worst|best|base)[ -]case (?:is|of|would be)\s", "base|bear|best|bull|downside|upside|worst"), None, most=100_000),
    # ------------------------------------------------------------------ deals
    _Cue("contract_value", "money", _b(r"\b(?:orders?|contracts?|deals?|agreements?|lease)\b(?!\s(?:book|intake))[^.;$€£]{0,70}?\b(?:worth|valued at)\s", "valued at|worth"), None, _of("valuation")),
    _Cue("contract_value", "money", _b(r"\b(?:spend|spends|pay|pays)\s", "pay|spend"), lazy_pattern(r"\s(?:with|to)\s[A-Z][\w.&’' -]{1,40}?\sover\s(?:the\s)?(?:[\w-]+\s){0,2}(?:years|months)\b"), _of("spending")),
    _Cue("contract_value", "money", _b(r"\b(?:shr[aiu]nk|cut|rais|expand|gr[eo]w|widen|doubl|trimm|reduc|increas|enlarg|lift)\w*\s(?:its|the|their|a|that)\s(?:(?!bid|offer|share|tender)[\w-]+\s){0,3}?(?:contract|deal|agreement|order|commitment)\b[^.;$€£]{0,50}?\b(?:to|from)\s", "agreement|commitment|contract|deal|order")),
    _Cue("contract_value", "money", _b(r"\b(?:contract|deal|agreement)\s(?:brings|will bring|is to bring|earns|will earn|nets|is bringing)\s(?:it\s|them\s|in\s|(?-i:[A-Z])\w+\s)?", "agreement|contract|deal")),
    _Cue("contract_value", "money", _b(r"\b(?:order|contract|deal|agreement|lease),?\s(?:at|worth)\s", "agreement|contract|deal|lease|order")),
    _Cue("contract_value", "money", _cased(r"\bpay(?:s|ing)?\s(?:[A-Z][\w&’'.-]*\s|it\s|them\s|the\s\w+\s){1,3}", "pay"), _a(r"\s(?:over|across|spread over|during)\s(?:the\s)?(?:[\w-]+\s){0,2}(?:years|months)\b"), _of("acquisition_price purchase_commitments")),
    _Cue("contracted_power", "power", _b(r"\b(?:leases?|contracts?|deals?|agreements?)\b[^.;]{0,60}\b(?:covers?|covering|is for|are for)\s", "are for|cover|is for"), None, _of("power_capacity")),
    _Cue("contracted_power", "power", _b(r"\b(?:signed|signs|agreed)\b[^.;]{0,50}\b(?:for|to take|to lease|to rent|to buy)\s", "agreed|signed|signs"), None, _of("power_capacity")),
    _Cue("contract_length", "duration", _b(r"\b(?:contract|agreement|deal|lease|order)\b[^.;]{0,110}?\d[^.;]{0,40}?(?<!vesting )(?<!vest )\b(?:over|for)\s(?:(?:the|its|a period of)\s)?(?:next\s)?", "agreement|contract|deal|lease|order"), _a(r"(?!\s(?:ago|earlier|old|before|later))")),
    _Cue("contract_length", "duration", _b(r"\b(?:agreed to (?:pay|buy|spend)|committed to (?:pay|buy|spend)|will pay|is to pay)\b[^.;]{0,80}?\d[^.;]{0,40}?\bover\s(?:the\s)?(?:next\s)?", "agreed to buy|agreed to pay|agreed to spend|committed to buy|committed to pay|committed to spend|is to pay|will pay")),
    _Cue("contract_length", "duration", _b(r"^\W*(?:over|for)\s"), _a(r"[^.;]{0,60}\b(?:that|the|this) (?:contract|deal|agreement|order|lease)\b")),
    _Cue("acquisition_price", "money", _cased(r"\b(?:sold|sells?|selling|sale of)\s(?:its|the|their|his|her|our)\s[^;$€£]{3,90}?\sto\s[A-Z][^;$€£]{2,60}?\sfor\s", "sale of|sell|sold"), None, _of("loan"), least=50_000),
    _Cue("acquisition_price", "money", _cased(r"\b(?:swallow|gobbl|absorb|purchas|snapp|acquir|bought|buy)\w*\s(?:up\s)?(?:[A-Z][^;$€£,]{0,50}|it|them)(?:\s(?:in|last|this|earlier)\s[\w ]{2,20})?\sfor\s", "absorb|acquir|bought|buy|gobbl|purchas|snapp|swallow"), None, _of("funding_raised"), least=50_000),
    _Cue("acquisition_price", "money", _b(r"\bpa(?:y|ys|ying|id)\s", "paid|pay"), lazy_pattern(r"\sin (?:cash|stock|shares)(?: and (?:stock|shares|cash))?\sfor\s(?:the\s|all of\s|it\b)?(?:[A-Z]|it\b)"), least=50_000),
    _Cue("settlement", "money", _b(r"\b(?:complaint|lawsuit|suit|case|claims)\b[^.;$€£]{0,60}?\b(?:paid|has paid|agreed to pay)\s", "agreed to pay|paid"), None, _of("spending purchase_commitments")),
    _Cue("settlement", "money", _b(r"\bto (?:end|settle|resolve|close)\s(?:the|a|its|that)\s(?:case|suit|lawsuit|dispute|claims?|matter)\b[^.;]{0,40}?\bpa(?:id|ys?)\s", "paid|pay"), None, _of("spending")),
    _Cue("settlement", "money", _b(r"\b(?:paid|pays?|paying|agreed to pay)\s", "paid|pay"), _a(r"[^.;$€£]{0,40}?\sto (?:settle|resolve|end) (?!for\b)"), _of("acquisition_price purchase_commitments spending")),
    _Cue("damages", "money", _b(r"\b(?:must|has to|have to)\spay\s", "pay"), _a(r"[^.;]{0,90},\s(?:an?\s|the\s)?(?:[a-z]+\s)?(?:judge|jury|court|tribunal|arbitrator|panel)\b"), _of("acquisition_price purchase_commitments")),
    # ------------------------------------------------------------------ debt
    _Cue("loan", "money", _b(r"\b(?:is|was|are|were) (?:still )?owed\s", "are owed|are still owed|is owed|is still owed|was owed|was still owed|were owed|were still owed"), None, _of("funding_raised debt"), least=100_000),
    _Cue("interest_rate", "percent", None, _a(r"\s?(?:(?:senior|secured|unsecured|convertible|subordinated|guaranteed|green|first-lien|second-lien|perpetual|fixed-rate|term)\s){0,4}(?:notes?|bonds?|debentures?|coupon|term loan)\b"), _of("stake")),
    _Cue("interest_rate", "percent", _b(r"\b(?:notes?|bonds?|debt|loans?|facility|debentures?|borrow\w*|lent|lends?|lending)\b[^.;%]{0,60}?\b(?:at|paying|pays?|paid|yielding|yields?|carrying|carries|with|costing|costs?)\s(?:(?:an?|the)\s(?:coupon|rate|interest rate|yield)\sof\s)?", "bond|borrow|debenture|debt|facility|lend|lent|loan|note"), _a(r"(?!\s(?:of|stake|more|higher|lower|discount|premium))"), _of("stake retention")),
    _Cue("interest_rate", "percent", _b(r"\b(?:bond|notes?|loan|debt|facility)\s(?:that\s|which\s)?(?:pays?|paid|costs?|yields?)\s", "cost|paid|pay|yield")),
    _Cue("interest_rate", "percent", _b(r"\bpa(?:ys?|id|ying)\s", "paid|pay"), _a(r"\son\s(?:the|its|that|this|their|our)\s(?:[\w-]+\s)?(?:loan|debt|notes?|bonds?|facility|borrowings?)\b")),
    _Cue("interest_rate", "percent", _b(r"\bcharg(?:es?|ed|ing)\s(?:\w+\s){0,2}", "charge|charging"), _a(r"\son\s(?:the|its|that|this|their|our|an?)\s(?:[\w-]+\s)?(?:loan|debt|notes?|bonds?|facility|borrowings?|overdraft)\b")),
    _Cue("interest_rate", "spread", _b(r"\b(?:SOFR|SONIA|EURIBOR|LIBOR|NIBOR|STIBOR|base rate|prime|benchmark)\splus\s", "plus")),
    _Cue("interest_rate", "spread", None, _a(r"\s(?:over|above)\s(?:the\s)?(?:benchmark|SOFR|SONIA|EURIBOR|LIBOR|NIBOR|STIBOR|base rate|prime|treasur|risk-free|mid-swaps)")),
    _Cue("announced_investment", "money", _b(r"\b(?:rais|lift|increas|cut)\w*\s(?:its|the|their)\s(?:construction\s|building\s|project\s)?budget\s(?:[^.;$€£]{0,40}?\s)?(?:to|from)\s", "budget"), None, _of("funding_raised capital_expenditures"), least=_SMALL),
    _Cue("capital_expenditures", "money", _b(r"\bcap(?:ital )?ex(?:penditures?)?\s(?:guidance|budget|plan|outlook|range|forecast)\b[^.;$€£]{0,40}?\b(?:to|of|at|is|was)\s", "capex|capital ex"), None, _of("funding_raised")),
    _Cue("compute_cost", "money", _b(r"\b(?:GPUs?|servers?|chips?|cards?|machines|cloud|compute|computing|accelerators?)\b[^.;$€£]{0,60}?\bcosts?\s(?:us|it|them|the company|(?-i:[A-Z])\w+)\s", "cost|the company"), _a(r"\s(?:a|per|each|every)\s(?:month|year|week|quarter)\b"), _of("spending unit_price")),
    _Cue("training_cost", "money", _b(r"\b(?:train(?:ed|ing)|(?:final|main|whole|training) run)\b[^.;$€£]{0,90}?(?:\b(?:and|it|which),?\s(?:had\s)?costs?,?|\b(?:GPUs?|chips|accelerators|cards|days|weeks)\b[^.;,$€£]{0,30}?\bfor|\b(?:is|was) put at)(?:\s[^.;,$€£]{1,40},)?\s(?:us\s|it\s)?", "final run|main run|trained|training|whole run"), None, _of("unit_price spending")),
    _Cue("buyback", "money", None, _a(r"[^.;$€£]{0,50}\bby (?:buying|repurchasing) (?:back )?(?:its|their|our) (?:own )?(?:shares|stock)\b")),
    _Cue("buyback", "money", _b(r"\b(?:purchas\w+|repurchas\w+|buy(?:s|ing)?|bought)\b[^.;$€£]{0,30}?\s", "bought|buy|purchas"), _a(r"\s(?:of|worth of|in)\s(?:its|their|our)\s(?:own\s)?(?:common\s|outstanding\s|ordinary\s)?(?:stock|shares)\b"), _of("acquisition_price")),
    _Cue("buyback", "money", _b(r"\bbuy(?:s|ing)? back\s", "buy back|buying back|buys back"), _a(r"\s(?:of|worth of|in)\s(?:its\s|their\s|our\s)?(?:own\s)?(?:stock|shares)\b")),
    _Cue("restructuring_charge", "money", _b(r"\b(?:(?:closing|shutting)\s(?:down\s)?(?:the|its|a|an)\s(?:[\w-]+\s){0,3}?(?:plant|factory|office|site|line|unit|division|business|operations|lab|warehouse)|closure of|layoffs?|(?:job|staff|the) cuts|redundanc\w+|severance)\b[^.;$€£]{0,60}?\b(?:cost|costs|costing|one-off costs of|led to (?:one-off )?costs of)\s", "cost"), None, _of("announced_investment spending build_cost unit_price"), least=10_000),
    _Cue("restructuring_charge", "money", _b(r"\bcosts? of (?:the\s|its\s)?(?:redundanc\w+|layoffs|job cuts|closures?|restructuring)\b[^.;$€£]{0,30}?\b(?:at|to|was|is|were)\s", "closure|job cuts|layoffs|redundanc|restructuring|were"), None, _of("spending"), least=10_000),
    _Cue("restructuring_charge", "money", None, _a(r"\s(?:hit|charge|bill|cost)\s(?:for|from|on)\s(?:the\s|its\s)?(?:job cuts|layoffs|redundanc\w+|restructuring|closure|severance)\b"), _of("impairment"), least=10_000),
    _Cue("layoffs", "count", None, _a(r"\s?(?:people|employees|workers|staff|of them|jobs)?,?\s(?:will|would|are to|are|could|may|stand to)\s(?:lose|losing)\stheir (?:jobs|posts)\b"), _of("headcount")),
    _Cue("layoffs", "any count", _b(r"\bma(?:de|ke|kes|king)\s", "made|make|making"), _a(r"\s[\w-]+\sredundant\b"), _of("headcount")),
    _Cue("layoffs", "count", _b(r"\b(?:gave|giv(?:e|es|ing)|handed|served) notice to\s", "gave notice to|give notice to|gives notice to|giving notice to|handed notice to|served notice to"), None, _of("headcount")),
    # ------------------------------------------------------------------ the rest
    _Cue("revenue_share", "percent", None, _a(rf"(?:[\s,]|\band\b|\brespectively\b|{_PERCENT})*\bof\s(?:(?:our|its|the|their|total|net|group|company|annual|consolidated)\s)*(?:revenues?|sales|turnover)\b(?!\s(?:growth|force|staff|team))")),
    _Cue("executive_pay", "money", _b(r"\b(?:boss|chief executive|founder|chief|chairman|director|CEO|CFO|president),?\s(?:took home|takes home|was paid|is paid|earned|received|gets)\s", "earned|gets|is paid|received|takes home|took home|was paid"), _a(r"(?!\s(?:from|for)\b)"), _of("net_income profit_unspecified revenue")),
    _Cue("leverage", "ratio", _b(r"\b(?:debt|leverage|borrowings|gearing)\b[^.;]{0,80}", "borrowings|debt|gearing|leverage"), _a(r"\s(?:of\s)?(?:its\s|the\s|our\s)?(?:(?:annuali[sz]ed|adjusted|net|trailing|LTM)\s)*EBITDA\b")),
    _Cue("shipments", "count", _b(r"\b(?:sold|shipped|delivered)\s", "delivered|shipped|sold"), _a(r"\sof\s(?:them|the|its|these|those|our)\b(?!\s(?:shares|stock))"), _of("customers")),
    _Cue("power_draw", "watts"),
)
_KINDS = frozenset(cue.kind for cue in _CUES)
_WATTS = frozenset({"watt"})
_DURATIONS = frozenset({"year", "month"})
_COUNTS = frozenset({"employee", "person", "staff", "worker", ""})


def _is(kind: str, amount: Amount) -> bool:
    if kind == "money":
        return is_money(amount.unit) and amount.per not in {"share", "hour", "minute"}
    if kind == "a share":
        return is_money(amount.unit) and amount.per == "share"
    if kind == "hourly":
        return is_money(amount.unit) and amount.per in {"hour", "minute"}
    if kind == "percent":
        return amount.unit == "percent"
    if kind == "spread":
        return amount.unit in {"percent", "percentage_points", "basis_point"}
    if kind == "power":
        return amount.unit in {"megawatt", "gigawatt", "kilowatt"}
    if kind == "ratio":
        return amount.unit == "ratio"
    if kind == "duration":
        return amount.unit in _DURATIONS
    if kind == "watts":
        return amount.unit in _WATTS
    if kind == "any count":
        return not is_money(amount.unit) and amount.unit not in {"percent", "ratio"}
    return amount.unit in _COUNTS


def further(amount: Amount, said: Said, found: MetricMention | None, taxonomy: Taxonomy) -> MetricMention | None:
    """The measure of an amount that has none yet, or one that its cue is often mistaken for; else the one it has.

    What is held against another amount measures the same.
    """
    own = _cued(amount, said, found, taxonomy)
    if own is None and amount.start in said.against:
        return _cued(said.against[amount.start].lead, said, None, taxonomy)
    return own


def _cued(amount: Amount, said: Said, found: MetricMention | None, taxonomy: Taxonomy) -> MetricMention | None:
    sentence = said.sentence
    priced = _round_and_price(sentence, amount, said.amounts, found)
    if priced is not None and priced in taxonomy:
        return MetricMention(priced, amount.start, amount.end, sentence[amount.start : amount.end])
    before, after = sentence[: amount.start], sentence[amount.end :]
    kinds = frozenset(kind for kind in _KINDS if _is(kind, amount))
    for cue in _CUES:
        if cue.kind not in kinds or (found is not None and found.metric not in cue.instead) or cue.metric not in taxonomy:
            continue
        if (cue.least and abs(amount.value) < cue.least) or (cue.most and abs(amount.value) > cue.most):
            continue
        lead = cue.before.search(before) if cue.before is not None else None
        if (cue.before is not None and lead is None) or (cue.after is not None and not cue.after.match(after)):
            continue
        metric = cue.metric
        if metric == "investment" and lead is not None and "share" in lead.groupdict() and _most_of(lead["share"]):
            metric = "acquisition_price"
        start = lead.start() if lead is not None else amount.start
        return MetricMention(metric, start, amount.end, sentence[start : amount.end].strip()[:60])
    if found is None and amount.unit == "percent" and any(_OF.fullmatch(after[: n.start - amount.end]) and sentence[n.end : n.end + 1] not in {"'", "’"} for n in said.names if n.start >= amount.end):
        named = next(n for n in said.names if n.start >= amount.end)
        if not _AS_PART.search(before) and not _NOT_WHOLE.match(sentence[named.end :]):
            return MetricMention("stake", amount.start, amount.end, sentence[amount.start : amount.end])
    return found


def _most_of(share: str) -> bool:
    return float(re.sub(r"[^\d.]", "", share) or 0) > _HALF


_HALF = 50
_OF = re.compile(r",?\sof\s")
_AS_PART = re.compile(r"\b(?:account\w*|represent\w*|made up|makes? up|provid\w*|suppl\w*|generat\w*|contribut\w*|sell\w*|sold|cover\w*|us(?:e[sd]?|ing)|serv\w*|reach\w*|reduc\w*|rais\w*)\s(?:for\s)?(?:\w+\s){0,3}$", re.IGNORECASE)
_NOT_WHOLE = re.compile(r"\s(?:customers|users|sales|revenue|employees|staff|traffic|capacity|chips|cards|GPUs|robots|machines|homes|people|workers|servers|systems|deliveries|shipments)\b")
_AT_PRICE = lazy_pattern(r",?\s(?:at|on)\s(?:an?\s(?:price|value|valuation)\s(?:of\s|somewhere\s)?)?(?:(?:about|around|roughly|some|just|nearly|over|under|more than|somewhere|something|like|near)\s)*")
_RAISES = lazy_pattern(r"\b(?:rais(?:e|es|ed|ing)|seek(?:s|ing)?|sought|clos(?:ed|es|ing)|took|takes|sold|sells|round|Series [A-K]|funding|financing|looking for|out for|talks)\b")


def _round_and_price(sentence: str, amount: Amount, amounts: Sequence[Amount], found: MetricMention | None) -> str | None:
    """Which of the two sums of "seeking $900 million at $11 billion" an amount is: the round, or what it values."""
    if not is_money(amount.unit) or amount.per is not None or (found is not None and found.metric not in _OF_ROUNDS):
        return None
    for first, second in pairwise(amounts):
        if amount not in (first, second) or first.unit != second.unit or second.per is not None or second.value < first.value * 2 or second.value < _SMALL:
            continue
        rest = sentence[second.end :]
        if _AT_PRICE.fullmatch(_IN_MONEY.sub("", sentence[first.end : second.start])) and (_RAISES.search(sentence[: first.start]) or rest.startswith(" valuation")):
            return (found.metric if found is not None and found.metric == "secondary_sale" else "funding_raised") if amount is first else "pre_money_valuation" if _BEFORE_MONEY.match(rest) else "valuation"
    return None


_IN_MONEY = lazy_pattern(r"^\s(?:(?:in|of)\s(?:new\s|fresh\s)?(?:equity|capital|funding|money|cash|shares|stock)|from\s[^,;$€£]{2,50}?)(?=,?\s(?:at|on)\s)")
_BEFORE_MONEY = lazy_pattern(r"\s(?:before the (?:new )?money|pre-money)")
_OF_ROUNDS = frozenset({"damages_sought", "funding_raised", "valuation", "investment", "acquisition_price", "pre_money_valuation", "secondary_sale"})
