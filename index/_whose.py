"""Whose a number of a sentence is: who may own it, who does, and whom the text goes on about where nobody is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.document import Revision
from index._attribution import OF_PRODUCTS, PENALTIES, is_against, is_subject, owner, values
from index._carrying import answers
from index._subject import called, carries_on, points_back
from index._timing import Said, Topic
from index.amount import Amount
from index.entities import plain_name
from index.entity_table import EntityMatch, EntityTable
from index.taxonomy import MetricMention

__all__ = ["acting", "by_context", "is_one_of", "names_the_company", "opens", "owned"]

_SPEAKER = re.compile(r"^\W*(?:[A-Z][\w.'’-]+\s){0,3}[A-Z][\w.'’-]+(?:\s?[(,–—-][^:]{0,60})?:\s")
_WITHIN = re.compile(r"(?<!stake )(?<!stakes )(?<!shares )(?<!stock )(?<!invested )(?<!invest )(?<!investment )(?<!interest )(?<!holding )\b(?:in|near|outside|around)\s$", re.IGNORECASE)
"""What stands before a place, which owns nothing: "its office in Hull"."""
_LONGEST_WITHIN = len("outside ")
_OF_A_PLACE = re.compile(r"['’]s\s[A-ZÀ-Þ][a-z]+\b")
"""What stands behind a word of a place's name: "Tanner's Wharf"."""
_THE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
_DESCRIBES = re.compile(r"(?:-based|-listed|-owned)?\s(?:[\w-]+\s){0,2}?(?:company|firm|start-?up|lab|group|business|maker|outfit|developer|operator|concern|chip\w+|cloud|studio|insurer|bank)\b")
"""What makes a place before it a description: "the Hull company"."""
_SOMEBODY_OF = re.compile(r"\b(?P<name>[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+)(?:, (?:an?|the) [\w -]{1,40})? (?:of|at|from)\s(?:the\s)?$")
"""What stands before the firm of someone who is quoted: "says Ann Lee of Acme"."""
_OF_TWO = frozenset(
    "acquisition_price takeover_offer funding_raised valuation pre_money_valuation investment stake voting_power contract_value licensing_deal purchase_commitments settlement fine damages "
    "damages_sought loan secondary_sale termination_fee revenue_share market_share market_cap price_target share_price grants warrants".split()
)
"""What one company has of another, whom a sentence may name after the number: "It paid $5 million for Acme"."""
_OF_PEOPLE = frozenset({"stake", "voting_power", "executive_pay", "shares_outstanding", "secondary_sale", "investment", "damages", "damages_sought", "settlement", "fine"})
"""What a person has as well as a company."""
_IT = re.compile(r"\W*(?:It|They)\b(?!['’]?s\s(?:a|an|the)\b)")
_OF = re.compile(r"\b(?:of|with|from|by|using|than)\s(?:the\s)?$")
_RAISED = frozenset({"funding_raised", "total_funding", "loan", "debt"})
_HAS_RAISED = re.compile(
    r"\b(?:[Ww]e|[Ii]t|[Tt]hey|[Tt]he (?:company|start-?up|firm))(?:['’]ve|\s(?:have|has|had))?\s(?:(?:just|also|now|recently|already|since)\s)?(?:raised?|raising|closed|secured|landed|borrowed)\b"
)
_AT_NAME = re.compile(r"\b(?:at|of|for|by|which|that|when)\s(?:the\s)?$")
_WE_OR_COMPANY = re.compile(r"\W*(?:(?:[Tt]he|[Oo]ur) (?:company|firm|group|start-?up|lab|business|maker)|[Ww]e|[Oo]ur|[Hh]e|[Ss]he|[Tt]hey)\b")
_THE_COMPANY = re.compile(r"\W*The (?:company|firm)\b")
_OF_COMPANIES = frozenset(
    "net_income net_loss loss operating_income operating_loss pretax_income pretax_loss headcount layoffs valuation pre_money_valuation market_cap funding_raised total_funding "
    "cash debt cash_burn free_cash_flow operating_cash_flow stake".split()
)
"""What only a company has, and no product of its."""


def names_the_company(words: str) -> bool:
    """Whether words begin with "The company", which is whom the page is about."""
    return _THE_COMPANY.match(words) is not None


def opens(sentence: str, subject: str, names: Sequence[EntityMatch]) -> bool:
    """Whether a sentence that opens a paragraph tells whom all of it is about, as "Acme, founded in 2017, makes drills" does."""
    first = next((n for n in names if n.start == 0), None)
    return first is not None and first.name == subject and not any(n.name != subject and sentence[n.end : n.end + 1] in {"'", "’"} for n in names)


def acting(
    sentence: str, table: EntityTable, metrics: Sequence[MetricMention], revision: Revision, principal: str, people: Mapping[str, str]
) -> list[EntityMatch]:
    """The names of a sentence that may own its figures: no speaker of a transcript, publisher, or measure; between its words one may stand."""
    speaker = _SPEAKER.match(sentence)
    publisher = plain_name(revision.publisher or "")
    return [
        n
        for n in table.find(sentence)
        if not (speaker and n.end <= speaker.end() and n.name != principal and (principal or n.start or not table.is_company(n.name)))
        and not (publisher and n.name != principal and plain_name(n.name) == publisher)
        and not (not table.is_company(n.name) and (_WITHIN.search(sentence, max(0, n.start - _LONGEST_WITHIN), n.start) or _OF_A_PLACE.match(sentence[n.end :])))
        and not (not table.is_company(n.name) and _DESCRIBES.match(sentence[n.end :]) and _THE.search(sentence[: n.start]))
        and not ((who := _SOMEBODY_OF.search(sentence[: n.start])) and who["name"] in people)
        and not any(m.start <= n.start and n.end <= m.end and not m.start < n.start < n.end < m.end for m in metrics)
    ]


def _owning(sentence: str, amount: Amount, metric: MetricMention, names: Sequence[EntityMatch], people: Mapping[str, str]) -> list[EntityMatch]:
    """The names of a sentence that may own one of its numbers: no person where only a company may, nor who comes in after it."""
    able = [n for n in names if metric.metric in _OF_PEOPLE or not is_one_of(people, n, sentence)]
    if metric.metric in OF_PRODUCTS and _IT.match(sentence):
        # "It carries 192 GB of Acme's memory and draws 780 watts": whose memory it is draws nothing.
        able = [n for n in able if not (sentence[n.end : n.end + 1] in {"'", "’"} or _OF.search(sentence[: n.start]))]
    if metric.metric not in _OF_TWO and points_back(sentence) and carries_on(sentence, names):
        # "Its order book stood at $5 million, a sum that leans on a single customer: Acme" is not Acme's.
        last = max(metric.end, amount.end)
        return [n for n in able if n.start < last or _AT_NAME.search(sentence[: n.start])]
    return able


def is_one_of(people: Mapping[str, str], name: EntityMatch, sentence: str) -> bool:
    """Whether a name is a person's on this page, whole or the last one."""
    return name.name in people or sentence[name.start : name.end] in people


def owned(
    amount: Amount, metric: MetricMention, said: Said, table: EntityTable, topic: Topic, principal: str, people: Mapping[str, str], *, own: bool
) -> str:
    """Whose an amount is by the names of its sentence, "" where none of them is; `own` is whether the page is `principal`'s own report."""
    sentence = said.sentence
    names = _owning(sentence, amount, metric, said.names, people)
    raising = _HAS_RAISED.search(sentence, 0, amount.start) if metric.metric in _RAISED else None
    if raising is not None and all(n.start > raising.start() for n in said.names):
        return ""  # "we've raised $5 million, led by Acme": those behind it gave
    whose = owner(sentence, amount, metric, names, table, said.amounts)
    punished = metric.metric in PENALTIES and any(n.name == whose and is_against(sentence, metric, n) for n in said.names)
    if whose and (principal or topic.entity) and not table.is_company(whose) and not punished and not is_subject(sentence, whose, metric, said.names) and not any(n.name == whose and values(sentence, amount, metric, n) for n in names):
        # A place or a person that happens to stand near owns no figures.
        firms = [n for n in names if table.is_company(n.name)]
        whose = owner(sentence, amount, metric, firms, table, said.amounts) if firms else ""
    if whose and principal and own and whose != principal:
        last = max(metric.start, amount.start)
        if not any(n.name == whose and (n.start < last or _AT_NAME.search(sentence[: n.start])) for n in said.names):
            # Who is only named after it in a company's own report has a part in it at most.
            whose = ""
    return whose


def by_context(sentence: str, amount: Amount, metric: str, table: EntityTable, topic: Topic, principal: str) -> str:
    """Whose an amount is that its sentence names nobody for; "" where nothing tells."""
    if topic.thing and metric in OF_PRODUCTS and points_back(sentence) and not _WE_OR_COMPANY.match(sentence):
        return topic.thing  # "Wren 3 comes in May. It has 7 billion parameters"
    about = topic.section or principal
    back = points_back(sentence) or (bool(topic.asked) and answers(sentence, amount))
    # "The company" that opens a paragraph is the one that the page is about, not the last one named in the paragraph before.
    last = (about or topic.entity) if not topic.here and _THE_COMPANY.match(sentence) else topic.entity
    carried = (called(sentence, topic.roles) or last) if back else topic.opened or about
    # A paragraph that neither names nor points back at anyone is not about whom the one before it was.
    whose = carried or (topic.entity if topic.here else "") or about
    makers = table.lineage(whose)[1:] if metric in _OF_COMPANIES and not table.is_company(whose) else ()
    return makers[0] if makers else whose  # a page about an app tells of the staff and losses of who makes it
