"""Figures in prose: each amount of a sentence with the metric, company, period and basis it belongs to.

Attribution is by nearness within the clause. What a clause leaves out is taken from the sentence, then from the
sentence before it in the same paragraph, then from the document, and each step lowers the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.document import Block, BlockKind, Revision
from index._attribution import is_thing, puts_in
from index._bare import Currency, completed, counts_money_in, in_money
from index._bought import REMEMBERED, bought_in, price_told
from index._bracketed import year_before
from index._calendar import shifted
from index._cards import card_price, plan_named
from index._carrying import carried_measure
from index._comparing import comparisons
from index._declared import declared
from index._denied import corrects, denied
from index._footing import FORMER_VIEW, footing
from index._further import further
from index._label import label_of
from index._measure import measure_of
from index._modifier import OF_PARTS, part_said
from index._part import of_a_part, part_of_balance, place_of
from index._partly import of_less
from index._people import people_of
from index._rejected import rejected_in
from index._series import in_order, leaders, respectively, scaled, series_of
from index._settling import mistaken, settle
from index._subject import carries_on, roles_of, run_in, section_of
from index._timing import (
    Said,
    Topic,
    announce,
    heading_period,
    is_outlook,
    main_period,
    remember,
    settled,
    timely,
)
from index._whose import acting, by_context, is_one_of, names_the_company, opens, owned
from index.amount import Amount, is_money
from index.amounts import find_amounts
from index.basis import basis_of, gives_orders
from index.caseless import has_any
from index.change import is_change, part_of_change
from index.entity_table import EntityTable
from index.figure import ONE_OF_SEVERAL, Basis, Figure
from index.fiscal import FiscalCalendar
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.sentences import sentence_spans
from index.speaking import is_speaker
from index.table_kind import HELD
from index.taxonomy import Metric, MetricMention, Span, Taxonomy

__all__ = ["prose_figures"]

_OBJECT = re.compile(r"\b(?:from|by|to|with|of|than|at|over|versus|against|for|in|including|among|such as|like|near|alongside)\s+(?:the\s+)?$", re.IGNORECASE)
_DENIED = lazy_pattern(
    r"\b(?:not|never|nor|isn['’]t|wasn['’]t|rather than|instead of|excluding|excludes|unlike)\s+(?:\w+\s+){0,3}?$",
    re.IGNORECASE,
    signs=("not", "never", "nor", "isn", "wasn", "rather than", "instead of", "exclud", "unlike"),
)
_HAS_NO = re.compile(r"\b(?:no|without(?: any)?|nor any)\s(?:bank\s|financial\s|net\s)?$", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company|[Tt]he Registrant)\b")
_THE_COMPANY = re.compile(r"\bthe company\b")
_OUR = re.compile(r"\b[Oo]ur\s(?:(?!(?:with|of|to|from|by|for|and|the|in|on|at)\s)[\w-]+\s){0,3}$")
def prose_figures(
    revision: Revision,
    taxonomy: Taxonomy,
    table: EntityTable,
    principal: str,
) -> Iterator[Figure]:
    """Yield the figures of a revision's paragraphs, list items and headings, in reading order.

    `table` knows the names of the corpus, `principal` is the company the whole
    document is about ("" where it is about none).
    """
    calendar = table.calendar(principal)
    # Where the statements are "in thousands", a sum in a footnote is too, whether or not it says so.
    unsaid = revision.source_type.authority >= _OWN_REPORT and declared(revision).scaled
    main = main_period(revision, calendar)
    topic = Topic(entity=principal, period=main, report=main)
    base = main
    prose = "\n".join(revision.text[b.start : b.end] for b in revision.blocks if b.kind is not BlockKind.HEADING)
    own = bool(principal) and revision.source_type.authority >= _OWN_REPORT
    people = people_of(revision, table)
    lead = next((n.name for n in table.companies(revision.text[:_LEAD]) if n.name not in people), "")
    currency = counts_money_in(revision)
    rejected = rejected_in(revision)
    plan = ""
    for block in revision.blocks:
        if block.kind is BlockKind.ROW:
            continue
        words = revision.text[block.start : block.end]
        plan = plan_named(words) if block.kind is BlockKind.HEADING else plan
        if plan and principal and (price := card_price(words)) is not None:
            yield _of_plan(revision, block, price, plan, principal)
            continue
        if block.kind is BlockKind.PARAGRAPH and topic.asked and is_speaker(words):
            continue  # who answers is named before the answer
        if block.kind is BlockKind.HEADING:
            section = "" if own else section_of(words, table, prose)
            # A section about a product of the company is still about the company.
            section = "" if principal in table.lineage(section)[1:] else section
            base = heading_period(words, revision.published, calendar) or main
            entity = section or _heading_entity(words, table) or principal
            topic = Topic(entity=entity, period=base, section=section, titled=topic.titled, roles=topic.roles, report=main, foreseen=is_outlook(words))
            topic.titled = tuple(taxonomy.find_metrics(words)) or topic.titled
            _asks(words, topic, taxonomy, table, principal, people)
            if block.level > 1:
                continue
        else:
            topic.metric = topic.day = None
            topic.period = base
            topic.here, topic.opened, topic.money, topic.told_of, topic.owner = False, "", "", (), ""
            topic.ahead = topic.ahead if block.kind is BlockKind.ITEM else None
            topic.listed = topic.listed if block.kind is BlockKind.ITEM else _listed(words, revision, calendar)
            topic.last = topic.last if topic.asked else None
            if names_the_company(words) and not own:
                topic.entity = principal if table.is_company(principal) else lead or topic.entity
        opened, topic.listed = topic.listed, topic.listed if block.kind is BlockKind.ITEM else None
        for figure in _block_figures(revision, block, taxonomy, table, topic, principal, calendar, people, currency):
            if block.start in rejected or (unsaid and _of_unknown_scale(figure, revision.text, taxonomy)):
                continue
            yield _of_all(figure, revision.text, taxonomy) if own else figure
        topic.listed = opened
        _asks(words, topic, taxonomy, table, principal, people)


def _of_plan(revision: Revision, block: Block, price: Amount, plan: str, owner: str) -> Figure:
    """The price of a plan that stands by itself under the plan's name."""
    return Figure(
        document_id=revision.document_id, revision_id=revision.revision_id, amount=replace(price, start=block.start + price.start, end=block.start + price.end),
        start=block.start, end=block.end, entity=owner, metric="subscription_price", label=plan, basis=Basis.ACTUAL, dimension=plan, confidence=_OF_CARD,
    )  # fmt: skip


_OF_CARD = 0.95


def _of_all(figure: Figure, text: str, taxonomy: Taxonomy) -> Figure:
    """A figure of a company's own report, left unnamed where its sentence speaks of less than the balance that it was read as."""
    named = [m.start for m in taxonomy.find_metrics(text[figure.start : figure.amount.start]) if m.metric == figure.metric] if figure.metric in HELD else []
    less = of_less(figure, text, figure.start + named[-1] if named else -1)
    return replace(figure, metric="", dimension="", confidence=min(figure.confidence, _UNSURE)) if less else figure


_UNSURE = 0.45
_OWN_REPORT = 4
_LONGEST_ASKED = 200
_LEAD = 1500
"""How far into a page the company that it is about is named."""


def _listed(words: str, revision: Revision, calendar: FiscalCalendar | None) -> tuple[Basis, Period | None] | None:
    """What the last line of a paragraph says of the list that it opens: that it is expected, and for when; None of any other."""
    if not words.rstrip().endswith(":"):
        return None
    line = re.split(r"(?<=[.!?])\s", words.strip())[-1]
    basis = basis_of(line)
    if basis not in _OUTLOOKS:
        return None
    told = [found.period for found in find_periods(line, published=revision.published, calendar=calendar)]
    return basis, told[0] if len(told) == 1 else None


_YOUR = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def _asks(words: str, topic: Topic, taxonomy: Taxonomy, table: EntityTable, principal: str, people: Mapping[str, str]) -> None:
    """Keep what a paragraph asks, as an interviewer does, for the answer in the next one."""
    if len(words) < _LONGEST_ASKED and words.rstrip().endswith("?"):
        topic.asked = tuple(_affirmed(words, taxonomy.find_metrics(words, asked=True)))
        # Whom a question mentions is not who answers it: "Acme is half of your sales?"
        named = [] if _YOUR.search(words) else [n for n in table.find(words) if not is_one_of(people, n, words)]
        topic.entity = named[0].name if named else topic.section or principal or topic.entity
    else:
        topic.asked = ()


_OUTLOOKS = frozenset({Basis.GUIDANCE, Basis.PROJECTION})
_STRETCHES = frozenset({PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER})
_PRICED = frozenset({"", "valuation", "contract_value", "acquisition_price", "offering_price", "unit_price", "share_price"})
"""Measures for which the price of a purchase is taken."""
_SMALLEST_SUM = 100_000
_SMALLEST_OF_ALL = 1_000
_SMALLEST_DEAL = 50_000
_DEALS = frozenset({"acquisition_price", "takeover_offer", "valuation", "market_cap", "funding_raised", "total_funding", "pre_money_valuation", "loan"})


_BY_LAW = re.compile(r"\bstatutory (?:(?:federal|income|corporate|tax|rate|u\.?s\.?|of)\s){0,5}$", re.IGNORECASE)
"""What stands before the rate that the law sets, with which a company's own is compared."""


def _too_small(amount: Amount, metric: Metric) -> bool:
    """Whether a sum is one no company has: to have "earned $0.42" is to have earned it per share, and a card is "sold for $900"."""
    whole = "money" in metric.units and "money_per_unit" not in metric.units and amount.per is None
    least = _SMALLEST_DEAL if metric.id in _DEALS else _SMALLEST_OF_ALL
    return whole and is_money(amount.unit) and abs(amount.value) < least


def _of_unknown_scale(figure: Figure, text: str, taxonomy: Taxonomy) -> bool:
    """Whether a company's sum is written without a scale and too small to be the whole of it: revenue of "$1,935"."""
    amount = figure.amount
    whole = not figure.metric or ("money" in taxonomy.metric(figure.metric).units and not amount.per)
    bare = not re.search(r"[a-z]{2}|[mbk]\b", text[amount.start : amount.end], re.IGNORECASE)
    return whole and is_money(amount.unit) and bare and 0 < abs(amount.value) < _SMALLEST_SUM


def _heading_entity(heading: str, table: EntityTable) -> str:
    found = table.companies(heading)
    return found[0].name if found else ""


def _block_figures(
    revision: Revision,
    block: Block,
    taxonomy: Taxonomy,
    table: EntityTable,
    topic: Topic,
    principal: str,
    calendar: FiscalCalendar | None,
    people: Mapping[str, str],
    currency: Currency,
) -> Iterator[Figure]:
    for start, end in _items(revision.text, sentence_spans(revision.text, block.start, block.end)):
        sentence = revision.text[start:end]
        if gives_orders(sentence):
            continue
        alone = run_in(sentence, table) if start == block.start and end < block.end else ""
        if alone:
            topic.entity, topic.here = alone, True
            continue
        metrics = _affirmed(sentence, [m for m in taxonomy.find_metrics(sentence) if not mistaken(m, sentence)])
        names = acting(sentence, table, metrics, revision, principal, people)
        amounts = find_amounts(sentence)
        if _FIRST_PERSON.search(sentence) and principal and revision.source_type.authority >= 4:
            topic.entity = principal
            names = [n for n in names if not table.is_company(n.name) or _OUR.search(sentence[: n.start])]
        elif principal and revision.source_type.authority >= 4 and not topic.section and _THE_COMPANY.search(sentence) and not any(table.is_company(n.name) for n in names):
            topic.entity = principal  # in its own report, whoever was named in the paragraph before
        topic.roles.update(roles_of(sentence, names, table))
        bought = bought_in(sentence, names, table)
        topic.bought = (bought, 0) if bought else (topic.bought[0], topic.bought[1] + 1)
        if amounts:
            spoken_of = topic.period if _LIKE_TIME.search(sentence) else None
            periods = settled(sentence, timely(sentence, find_periods(sentence, published=revision.published, calendar=calendar, before=spoken_of), revision.published), revision.published)
            amounts = in_money(sentence, scaled(sentence, amounts), metrics, taxonomy, topic, currency)
            amounts = completed(sentence, amounts, *(topic.last or (None, "")))
            against = comparisons(sentence, amounts, periods)
            series = series_of(sentence, amounts, periods)
            paired = {**respectively(sentence, amounts, periods), **{start: [own] for start, (_, own) in series.items()}}
            firsts = {**leaders(sentence, amounts, metrics), **{start: first for start, (first, _) in series.items()}}
            said = Said(sentence, amounts, metrics, names, periods, {s: a for s, a in against.items() if s not in firsts}, paired, firsts, in_order(sentence, amounts, metrics))
            if topic.period is None and not said.free:
                remember(topic, said, revision.published)
            for amount in amounts:
                yield from _figure(revision, start, end, amount, said, taxonomy, table, topic, principal, people)
            remember(topic, said, revision.published)
            topic.last = next(((a, sentence[a.start : a.end]) for a in reversed(amounts) if a.unit), topic.last)
            topic.money = next((a.unit for a in reversed(amounts) if is_money(a.unit)), topic.money)
        else:
            told = timely(sentence, find_periods(sentence, published=revision.published, calendar=calendar), revision.published)
            announce(topic, sentence, told, measured=bool(metrics))
        topic.asked = ()
        topic.told_of = tuple(dict.fromkeys((*topic.told_of, *(n.name for n in names if table.is_company(n.name) and not is_one_of(people, n, sentence)))))
        things = [n.name for n in names if is_thing(n.name, table) or (not table.is_company(n.name) and _CALLED_SO.search(sentence[: n.start]))]
        topic.thing = things[0] if things else topic.thing
        subject = next(
            (
                name.name
                for name in names
                if table.is_company(name.name)
                and not is_one_of(people, name, sentence)
                and not _OBJECT.search(sentence[: name.start])
                and not puts_in(sentence, name)
                and (name.start < len(sentence) * 0.6 or _THAT.search(sentence[: name.start]) or _INTRODUCES.match(sentence[: name.start]))
            ),
            "",
        )
        if subject and not (topic.entity and _STANDS_FOR.match(sentence) and carries_on(sentence, names)):
            topic.entity, topic.here = subject, True
            topic.opened = subject if start == block.start and revision.source_type.authority < _OWN_REPORT and opens(sentence, subject, names) else ""
        if metrics:
            topic.metric = metrics[0]


_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_LIKE_TIME = re.compile(r"\b(?:same|comparable|corresponding)\s(?:period|quarter|half|stretch|span|(?:three|six|nine)\smonths)\s(?:of|in)?\s?(?:19|20)\d\d", re.IGNORECASE)
"""A time told by the one that is spoken of: "45% in the same period of 2025"."""
_BETWEEN_ITEMS = re.compile(r"\s+[·•|]\s+")
"""What keeps the items of a headline or a line of facts apart."""
_DOTS = "·•|"
_SUM = re.compile(r"[$€£¥₹%]|\d (?:million|billion|percent)\b")


def _items(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences with those that dots cut into items taken apart: "Revenue up 22% · Backlog at a record $612 million"."""
    for start, end in spans:
        if not has_any(text[start:end], _DOTS) or len([1 for item in _BETWEEN_ITEMS.split(text[start:end]) if _SUM.search(item)]) < 2:
            yield start, end
            continue
        begin = start
        for mark in _BETWEEN_ITEMS.finditer(text, start, end):
            yield begin, mark.start()
            begin = mark.end()
        yield begin, end


_INCLUDING = re.compile(r"\bincluding\s(?:(?:about|around|some|up to|over|nearly|almost|roughly|approximately|more than|at least)\s)*$", re.IGNORECASE)
"""What stands before a count of a part: "it pledged all its assets, including 900 chips"."""
_INTRODUCES = re.compile(r"\W*(?:(?:the|its|their|one|another|first|next|last|then)\b[^.;:,$€£\d]{0,60}?\s)?(?:is|was|were|came|comes|goes to|went to|there(?:['’]s| is| was))\s(?:also\s|again\s)?$", re.IGNORECASE)
"""What stands before somebody who is introduced at the end of a sentence: "The biggest was Acme"."""
_THAT = re.compile(r"\b(?:said|says|wrote|reported|told \w+|announced) that\s$")


_TAKEN_OFF = re.compile(r"\b(?:cost|costs|costing|shaved|knocked|took|wiped|lopped|trimmed|added|adds)\s(?:(?:us|it|them|the (?:company|group)|about|some|roughly|around|nearly|over|an estimated)\s){0,2}$", re.IGNORECASE)
_OFF_WHAT = re.compile(r"\s(?:of|off|from|to|in)\s(?:(?:its|our|their|the|group|net|annual|quarterly)\s){0,2}(?:revenues?|sales|turnover|profits?|income|earnings|ebit\w*|margins?|growth)\b", re.IGNORECASE)
_BOUGHT_WITH = re.compile(
    r"\b(?:buy|buys|buying|bought|acquire[sd]?|acquiring|purchase[sd]?|acquisition of|takeover of|purchase of)\s(?P<who>[A-ZÀ-Þ][\w&.’'À-ÿ-]*(?:\s[A-ZÀ-Þ][\w&.’'À-ÿ-]*){0,3}),\s(?:an?|the)\s[^.;]*\b(?:with|has|had|employs|employing|makes)\b[^.;]*$"
)
"""What stands before a number of a company that is bought: "to buy Bolt, a maker of fans with 410 employees and sales of"."""
_OF_THE_BOUGHT = frozenset({"revenue", "headcount", "net_income", "operating_income", "customers", "users", "run_rate_revenue", "arr", "ebitda", "net_loss"})
_PROJECT = re.compile(r"\s(?:[A-ZÀ-Þ][\w-]*\s){1,3}(?:project|initiative|programme|program|scheme|campus|complex|data cent(?:er|re)|build-?out)\b")


def _of_project(sentence: str, amount: Amount, said: Said) -> str:
    """The project whose name stands right behind a sum that it is to cost; "" where none does."""
    if not is_money(amount.unit) or not _PROJECT.match(sentence, amount.end) or not _ARTICLE.search(sentence[: amount.start]):
        return ""
    return next((name.name for name in said.names if name.start == amount.end + 1), "")


_ARTICLE = re.compile(r"\b(?:the|an?|another|its|their|this|that)\s(?:planned\s|proposed\s)?$", re.IGNORECASE)


def _figure(
    revision: Revision,
    start: int,
    end: int,
    amount: Amount,
    said: Said,
    taxonomy: Taxonomy,
    table: EntityTable,
    topic: Topic,
    principal: str,
    people: Mapping[str, str],
) -> Iterator[Figure]:
    sentence = said.sentence
    if is_change(sentence, amount) or denied(sentence, amount) or _BY_LAW.search(sentence[: amount.start]) or _OF_ALL.search(sentence[: amount.start]):
        return
    if _TAKEN_OFF.search(sentence[: amount.start]) and _OFF_WHAT.match(sentence, amount.end):
        return  # "the dollar cost $9 million of revenue" is what it moved, not what there was
    former = year_before(sentence, amount, said.amounts)
    if former is not None and (former[0].unit == "" or revision.source_type.authority < _OWN_REPORT):
        return  # a bare number in brackets: of when or of what nothing tells
    confidence, carried = 1.0, False
    metric = settle(amount, said, further(amount, said, measure_of(amount, said, taxonomy), taxonomy), topic, taxonomy)
    if metric is not None and (
        _too_small(amount, taxonomy.metric(metric.metric))
        or part_of_change(sentence, amount)
        or (metric.metric != "utilization" and of_a_part(sentence, amount) and (_INCLUDING.search(sentence[: amount.start]) or not amount.end <= metric.start < amount.end + 25))
        or (taxonomy.metric(metric.metric).span is Span.INSTANT and part_of_balance(sentence, amount, metric.start))
    ):
        metric = None
    elif metric is None:
        metric = carried_measure(amount, said, taxonomy, topic)
        carried = metric is not None and metric is topic.metric
        topic.metric = metric or topic.metric
        confidence *= 0.7
    if metric is None:
        # No measure that is known: kept under its own words.
        label = label_of(sentence, amount)
        if not label or FORMER_VIEW.search(sentence[: amount.start]):
            return  # what was expected until now is kept only where it is known of what
        metric = MetricMention("", amount.start, amount.end, label)
        confidence = _UNNAMED
    priced = price_told(sentence, amount) if topic.bought[0] and topic.bought[1] <= REMEMBERED and metric.metric in _PRICED else None
    metric = priced or metric
    whose = topic.bought[0] if priced else owned(amount, metric, said, table, topic, principal, people, own=revision.source_type.authority >= _OWN_REPORT)
    bought = _BOUGHT_WITH.search(sentence[: amount.start]) if metric.metric in _OF_THE_BOUGHT else None
    if bought is not None:
        whose = next((n.name for n in said.names if n.start == bought.start("who")), "")
        if not whose:
            return
    if metric.metric and (project := _of_project(sentence, amount, said)):
        # "Tied to the $500 billion Acme project" is what Acme is to cost, and nobody's order.
        whose, metric = project, metric._replace(metric="announced_investment")
    if carried and not said.names and topic.owner:
        whose = topic.owner  # "It was $152 million in April" is said of whom the number before is
    if not whose and (shared := _respectively_of(amount, said, topic)):
        whose = shared
        confidence *= 0.9
    if not whose:
        whose = by_context(sentence, amount, metric.metric, table, topic, principal)
        confidence *= 0.9 if whose else 0.5
    if corrects(sentence, amount, list(said.amounts)):
        # Who sets a number right has looked twice.
        confidence = 1.0
    span = taxonomy.metric(metric.metric).span if metric.metric else Span.INSTANT
    period, basis, sure = footing(amount, metric.metric, span, said, topic, revision)
    if former is not None:
        if period is None or basis is not Basis.ACTUAL or not metric.metric or span is Span.INSTANT:
            return  # of a balance it may be that of the year's end
        period = shifted(period, -1)
    own, beside = former or (amount, amount)
    topic.owner = whose if metric.metric else topic.owner
    if metric.metric and basis in _OUTLOOKS and span is Span.FLOW and period is not None and period.kind in _STRETCHES and period.end and revision.published and period.end > revision.published:
        topic.ahead = period
    yield Figure(
        document_id=revision.document_id,
        revision_id=revision.revision_id,
        amount=replace(own, unit=_counted(metric.metric, own.unit), start=start + amount.start, end=start + amount.end),
        start=start,
        end=end,
        entity=whose,
        metric=metric.metric,
        label=metric.words,
        basis=basis,
        period=period,
        dimension=_dimension(beside, metric, said, table, whose),
        confidence=round(confidence * sure, 3),
    )


def _respectively_of(amount: Amount, said: Said, topic: Topic) -> str:
    """Whose a sum is that stands with one other for the two companies that the paragraph has named: "operating losses were $94mn and $71mn respectively"."""
    alike = [a.start for a in said.amounts if (a.unit, a.per) == (amount.unit, amount.per)]
    shared = _RESPECTIVELY.search(said.sentence) is not None and len(alike) == len(topic.told_of) == _PAIR
    return topic.told_of[alike.index(amount.start)] if shared else ""


_PAIR = 2


def _dimension(amount: Amount, metric: MetricMention, said: Said, table: EntityTable, whose: str) -> str:
    """The part of the company that a figure is for, "" for the whole."""
    if metric.metric == "api_price":
        return _tokens_of(said.sentence, amount, said.amounts)
    if metric.metric == "gpus" and _CLUSTER.match(said.sentence, amount.end) and _ARTICLE.search(said.sentence[: amount.start]):
        return ONE_OF_SEVERAL  # "a 24,000-accelerator cluster" is not all that there is
    if metric.metric == "headcount":
        return place_of(said.sentence, amount, [n.name for n in said.names if table.is_company(n.name)])
    return part_said(said.sentence, amount, metric, said.names, whose) if metric.metric in OF_PARTS else ""


_CLUSTER = re.compile(r"-(?:accelerator|gpu|chip|card|processor)s?\b(?:\s[\w-]+){0,4}?\s(?:cluster|system|supercomputer|installation|hall|pod)\b", re.IGNORECASE)
_CALLED_SO = lazy_pattern(r"\b(?:model|chip|card|robot|app|assistant|product|processor|accelerator|agent|tool)s?\s(?:\w+\s){0,2}?(?:called|named|dubbed|codenamed)\s$", re.IGNORECASE, signs=("called", "named", "dubbed"))
_STANDS_FOR = re.compile(r"\W*(?:It|They|The (?:company|firm|group|start-?up|business))(?:,|\s(?:which|has|had|is|was|said|says|will|would|also|now|expects?|plans?|did|does))\b")
"""How a sentence begins that goes on about whom the one before it was."""
_TOKENS = re.compile(r"\b((?:cached[ -])?(?:input|output|prompt|completion)|cached)\b", re.IGNORECASE)


def _tokens_of(sentence: str, amount: Amount, amounts: Sequence[Amount]) -> str:
    """The kind of tokens that a price is for, by the words behind it up to the next price; "" where none is said."""
    until = min((a.start for a in amounts if a.start >= amount.end), default=len(sentence))
    # The words of the unit ("per million input tokens") are part of the amount.
    found = _TOKENS.search(sentence[amount.start : until])
    return f"{found.group().lower().replace('-', ' ')} tokens" if found else ""


_PEOPLE = frozenset({"person", "staff", "worker", "staffer"})


def _counted(metric: str, unit: str) -> str:
    """What a count of people is of: those who work somewhere are its employees, those who use something its users."""
    if unit in _PEOPLE and metric == "headcount":
        return "employee"
    return "user" if unit == "person" and (metric == "users" or metric.endswith("_active_users")) else unit


# "It spent $2.7 billion per gigawatt, and put the industry norm at $12.3 billion": that is nobody's own.
_OF_ALL = re.compile(r"\b(?:industry|sector|market|peer|peers['’]?|national|global)(?:['’]s)?(?:[ -]wide)? (?:norm|average|standard|median|mean|benchmark)(?: (?:is|was|of|at|for \w+|stood|stands|being|near|about|around|some|roughly))*\s$", re.IGNORECASE)
_UNNAMED = 0.5
"""How sure a figure is that has only words of its own to say what it measures."""


def _affirmed(sentence: str, metrics: Sequence[MetricMention]) -> list[MetricMention]:
    """The metrics of a sentence without those it says its number is not ("it is not cash burn")."""
    denied = {m.metric for m in metrics if _DENIED.search(sentence[: m.start]) or _HAS_NO.search(sentence[: m.start])}
    return [m for m in metrics if m.metric not in denied]
