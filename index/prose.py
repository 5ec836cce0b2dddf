"""Figures in prose: each amount of a sentence with the metric, company, period and basis it belongs to.

Attribution is by nearness within the clause. What a clause leaves out is taken from the sentence, then from the
sentence before it in the same paragraph, then from the document, and each step lowers the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.document import Block, BlockKind, Revision
from index._attribution import OF_PRODUCTS, PENALTIES, is_against, is_subject, is_thing, owner, puts_in
from index._bare import Currency, completed, counts_money_in, in_money
from index._calendar import instant
from index._carrying import answers, carried_measure
from index._comparing import Against, comparisons
from index._declared import declared
from index._denied import corrects, denied
from index._further import further
from index._label import label_of
from index._measure import measure_of
from index._modifier import OF_PARTS, part_said
from index._part import of_a_part, part_of_balance, place_of
from index._people import people_of
from index._series import in_order, leaders, respectively, scaled, series_of
from index._settling import mistaken, settle
from index._subject import called, carries_on, points_back, roles_of, run_in, section_of
from index._timing import (
    NEXT_CLAUSE,
    SUPERSEDED,
    Said,
    Topic,
    announce,
    heading_period,
    main_period,
    remember,
    settled,
    timely,
    when,
)
from index.amount import Amount, is_money
from index.amounts import find_amounts
from index.basis import basis_of, gives_orders
from index.change import is_change
from index.entities import plain_name
from index.entity_table import EntityMatch, EntityTable
from index.figure import Basis, Figure
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.sentences import sentence_spans
from index.speaking import is_speaker
from index.taxonomy import Metric, MetricMention, Span, Taxonomy

__all__ = ["prose_figures"]

_OBJECT = re.compile(r"\b(?:from|by|to|with|of|than|at|over|versus|against|for|in|including|among|such as|like|near|alongside)\s+(?:the\s+)?$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|nor|isn['’]t|wasn['’]t|rather than|instead of|excluding|excludes|unlike)\s+(?:\w+\s+){0,3}?$", re.IGNORECASE
)
_HAS_NO = re.compile(r"\b(?:no|without(?: any)?|nor any)\s(?:bank\s|financial\s|net\s)?$", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company|[Tt]he Registrant)\b")
_OUR = re.compile(r"\b[Oo]ur\s(?:(?!(?:with|of|to|from|by|for|and|the|in|on|at)\s)[\w-]+\s){0,3}$")
_SPEAKER = re.compile(r"^\W*(?:[A-Z][\w.'’-]+\s){0,3}[A-Z][\w.'’-]+(?:\s?[(,–—-][^:]{0,60})?:\s")


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
    for block in revision.blocks:
        if block.kind is BlockKind.ROW:
            continue
        words = revision.text[block.start : block.end]
        if block.kind is BlockKind.PARAGRAPH and topic.asked and is_speaker(words):
            continue  # who answers is named before the answer
        if block.kind is BlockKind.HEADING:
            section = "" if own else section_of(words, table, prose)
            # A section about a product of the company is still about the company.
            section = "" if principal in table.lineage(section)[1:] else section
            base = heading_period(words, revision.published, calendar) or main
            entity = section or _heading_entity(words, table) or principal
            topic = Topic(entity=entity, period=base, section=section, titled=topic.titled, roles=topic.roles, report=main)
            topic.titled = tuple(taxonomy.find_metrics(words)) or topic.titled
            _asks(words, topic, taxonomy, table, principal, people)
            if block.level > 1:
                continue
        else:
            topic.metric = topic.day = None
            topic.period = base
            topic.here, topic.opened, topic.money = False, "", ""
            topic.last = topic.last if topic.asked else None
            if _THE_COMPANY.match(words) and not own:
                topic.entity = principal if table.is_company(principal) else lead or topic.entity
        for figure in _block_figures(revision, block, taxonomy, table, topic, principal, calendar, people, currency):
            if not (unsaid and _of_unknown_scale(figure, revision.text, taxonomy)):
                yield figure
        _asks(words, topic, taxonomy, table, principal, people)


_OWN_REPORT = 4
_LONGEST_ASKED = 200
_LEAD = 1500
"""How far into a page the company that it is about is named."""


_YOUR = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def _asks(words: str, topic: Topic, taxonomy: Taxonomy, table: EntityTable, principal: str, people: Mapping[str, str]) -> None:
    """Keep what a paragraph asks, as an interviewer does, for the answer in the next one."""
    if len(words) < _LONGEST_ASKED and words.rstrip().endswith("?"):
        topic.asked = tuple(_affirmed(words, taxonomy.find_metrics(words, asked=True)))
        # Whom a question mentions is not who answers it: "Acme is half of your sales?"
        named = [] if _YOUR.search(words) else [n for n in table.find(words) if not _is_one_of(people, n, words)]
        topic.entity = named[0].name if named else topic.section or principal or topic.entity
    else:
        topic.asked = ()


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
        names = _acting(sentence, table, metrics, revision, principal, people)
        amounts = find_amounts(sentence)
        if _FIRST_PERSON.search(sentence) and principal and revision.source_type.authority >= 4:
            topic.entity = principal
            names = [n for n in names if not table.is_company(n.name) or _OUR.search(sentence[: n.start])]
        topic.roles.update(roles_of(sentence, names, table))
        if amounts:
            periods = settled(sentence, timely(sentence, find_periods(sentence, published=revision.published, calendar=calendar), revision.published), revision.published)
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
        things = [n.name for n in names if is_thing(n.name, table) or (not table.is_company(n.name) and _CALLED_SO.search(sentence[: n.start]))]
        topic.thing = things[0] if things else topic.thing
        subject = next(
            (
                name.name
                for name in names
                if table.is_company(name.name)
                and not _is_one_of(people, name, sentence)
                and not _OBJECT.search(sentence[: name.start])
                and not puts_in(sentence, name)
                and (name.start < len(sentence) * 0.6 or _THAT.search(sentence[: name.start]))
            ),
            "",
        )
        if subject and not (topic.entity and _STANDS_FOR.match(sentence) and carries_on(sentence, names)):
            topic.entity, topic.here = subject, True
            topic.opened = subject if start == block.start and revision.source_type.authority < _OWN_REPORT and _opens(sentence, subject, names) else ""
        if metrics:
            topic.metric = metrics[0]


_BETWEEN_ITEMS = re.compile(r"\s+[·•|]\s+")
"""What keeps the items of a headline or a line of facts apart."""
_SUM = re.compile(r"[$€£¥₹%]|\d (?:million|billion|percent)\b")


def _items(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences with those that dots cut into items taken apart: "Revenue up 22% · Backlog at a record $612 million"."""
    for start, end in spans:
        if len([1 for item in _BETWEEN_ITEMS.split(text[start:end]) if _SUM.search(item)]) < 2:
            yield start, end
            continue
        begin = start
        for mark in _BETWEEN_ITEMS.finditer(text, start, end):
            yield begin, mark.start()
            begin = mark.end()
        yield begin, end


def _opens(sentence: str, subject: str, names: Sequence[EntityMatch]) -> bool:
    """Whether a sentence that opens a paragraph tells whom all of it is about, as "Acme, founded in 2017, makes drills" does."""
    first = next((n for n in names if n.start == 0), None)
    return first is not None and first.name == subject and not any(n.name != subject and sentence[n.end : n.end + 1] in {"'", "’"} for n in names)


def _acting(
    sentence: str, table: EntityTable, metrics: Sequence[MetricMention], revision: Revision, principal: str, people: Mapping[str, str]
) -> list[EntityMatch]:
    """The names of a sentence that may own its figures: no speaker of a transcript, publisher, or measure; between its words one may stand."""
    speaker = _SPEAKER.match(sentence)
    publisher = plain_name(revision.publisher or "")
    return [
        n
        for n in table.find(sentence)
        if not (speaker and n.end <= speaker.end() and n.name != principal)
        and not (publisher and n.name != principal and plain_name(n.name) == publisher)
        and not (not table.is_company(n.name) and (_WITHIN.search(sentence[: n.start]) or _OF_A_PLACE.match(sentence[n.end :])))
        and not (not table.is_company(n.name) and _DESCRIBES.match(sentence[n.end :]) and _THE.search(sentence[: n.start]))
        and not ((who := _SOMEBODY_OF.search(sentence[: n.start])) and who["name"] in people)
        and not any(m.start <= n.start and n.end <= m.end and not m.start < n.start < n.end < m.end for m in metrics)
    ]


_SO_FAR = re.compile(r"\b(?:first|early|opening) (?:part|months|weeks|days|stretch) of (?:this|the) (?:year|quarter|half)\b|\bso far (?:this|in)\b|\b(?:year|quarter) to date\b|\bearlier this (?:year|quarter)\b", re.IGNORECASE)
"""How what has been of a time that is not over is told of: it is no plan."""
_INCLUDING = re.compile(r"\bincluding\s(?:(?:about|around|some|up to|over|nearly|almost|roughly|approximately|more than|at least)\s)*$", re.IGNORECASE)
"""What stands before a count of a part: "it pledged all its assets, including 900 chips"."""
_WITHIN = re.compile(r"(?<!stake )(?<!stakes )(?<!shares )(?<!stock )(?<!invested )(?<!invest )(?<!investment )(?<!interest )(?<!holding )\b(?:in|near|outside|around)\s$", re.IGNORECASE)
"""What stands before a place, which owns nothing: "its office in Hull"."""
_OF_A_PLACE = re.compile(r"['’]s\s[A-ZÀ-Þ][a-z]+\b")
"""What stands behind a word of a place's name: "Tanner's Wharf"."""
_THAT = re.compile(r"\b(?:said|says|wrote|reported|told \w+|announced) that\s$")
_THE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
_DESCRIBES = re.compile(r"(?:-based|-listed|-owned)?\s(?:[\w-]+\s){0,2}?(?:company|firm|start-?up|lab|group|business|maker|outfit|developer|operator|concern|chip\w+|cloud|studio|insurer|bank)\b")
"""What makes a place before it a description: "the Hull company"."""
_SOMEBODY_OF = re.compile(r"\b(?P<name>[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+)(?:, (?:an?|the) [\w -]{1,40})? (?:of|at|from)\s(?:the\s)?$")
"""What stands before the firm of someone who is quoted: "says Ann Lee of Acme"."""


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
    confidence = 1.0
    against = said.against.get(amount.start)
    metric = settle(amount, said, further(amount, said, measure_of(amount, said, taxonomy), taxonomy), topic, taxonomy)
    if metric is not None and (
        _too_small(amount, taxonomy.metric(metric.metric))
        or (metric.metric != "utilization" and of_a_part(sentence, amount) and (_INCLUDING.search(sentence[: amount.start]) or not amount.end <= metric.start < amount.end + 25))
        or (taxonomy.metric(metric.metric).span is Span.INSTANT and part_of_balance(sentence, amount, metric.start))
    ):
        metric = None
    elif metric is None:
        metric = carried_measure(amount, said, taxonomy, topic)
        topic.metric = metric or topic.metric
        confidence *= 0.7
    if metric is None:
        # No measure that is known: kept under its own words.
        label = label_of(sentence, amount)
        if not label:
            return
        metric = MetricMention("", amount.start, amount.end, label)
        confidence = _UNNAMED
    names = _owning(sentence, amount, metric, said.names, people)
    whose = owner(sentence, amount, metric, names, table, said.amounts)
    punished = metric.metric in PENALTIES and any(n.name == whose and is_against(sentence, metric, n) for n in said.names)
    if whose and (principal or topic.entity) and not table.is_company(whose) and not punished and not is_subject(sentence, whose, metric, said.names):
        # A place or a person that happens to stand near owns no figures.
        whose = ""
    if whose and principal and revision.source_type.authority >= _OWN_REPORT and whose != principal:
        last = max(metric.start, amount.start)
        if not any(n.name == whose and (n.start < last or _AT_NAME.search(sentence[: n.start])) for n in said.names):
            # Who is only named after it in a company's own report has a part in it at most.
            whose = ""
    if not whose:
        whose = _by_context(sentence, amount, metric.metric, table, topic, principal)
        confidence *= 0.9 if whose else 0.5
    if corrects(sentence, amount, list(said.amounts)):
        # Who sets a number right has looked twice.
        confidence = 1.0
    span = taxonomy.metric(metric.metric).span if metric.metric else Span.INSTANT
    period, sure = when(amount, said, span, topic, revision, earned=span is Span.FLOW and bool(metric.metric) and metric.metric not in _DEEDS)
    if period is None and revision.published and any(a.lead is amount and a.replaced for a in said.against.values()):
        # What has just replaced an earlier sum is of the day of the news.
        period = instant(revision.published)
    basis = _basis_said(sentence, amount, metric.metric, against)
    past = period is not None and period.end and revision.published and period.end <= revision.published
    wanted = _ONLY_WANTED.search(sentence[: amount.start]) or (metric.metric in _OF_A_ROUND and _SOUGHT.search(sentence[: amount.start]))
    if basis is Basis.PROJECTION and past and _STILL_TO_BUILD.match(sentence[amount.end :]):
        period = None  # "were to be energized in November" is said of the next one, or of one that was missed
    elif basis is Basis.PROJECTION and past and not wanted:
        basis = Basis.ACTUAL
    elif basis is Basis.ACTUAL and span is Span.FLOW and metric.metric not in _DEEDS and _yet_to_end(period, revision.published) and not _SO_FAR.search(sentence):
        # What is given for a time that is not over can only be expected.
        basis = Basis.PROJECTION
    if basis is Basis.COMMITMENT and metric.metric in _SIGNED:
        # "Remaining performance obligations" are what customers owe, and a charge for "purchase obligations" was taken: both are facts.
        basis = Basis.ACTUAL
    if _AIMED_AT.search(sentence[: amount.start]):
        # "It raised $20 million, above a target of $15 million": what was wanted is not what was had.
        basis, sure = Basis.PROJECTION, SUPERSEDED
    if against is not None and (against.superseded or basis in _FUTURE):
        sure = SUPERSEDED
    if _HAD_SAID.search(sentence[: amount.start]):
        sure = SUPERSEDED
        period = topic.period if period is None or period.kind is PeriodKind.MONTH else period
    if _STILL_GIVES.search(sentence[: amount.start]):
        # "A page of May 2026 still gave it as $730 billion": it was so at some time before.
        period, sure = None, SUPERSEDED
    yield Figure(
        document_id=revision.document_id,
        revision_id=revision.revision_id,
        amount=replace(amount, unit=_counted(metric.metric, amount.unit), start=start + amount.start, end=start + amount.end),
        start=start,
        end=end,
        entity=whose,
        metric=metric.metric,
        label=metric.words,
        basis=basis,
        period=period,
        dimension=_dimension(amount, metric, said, table, whose),
        confidence=round(confidence * sure, 3),
    )


_OF_TWO = frozenset(
    "acquisition_price takeover_offer funding_raised valuation pre_money_valuation investment stake voting_power contract_value licensing_deal purchase_commitments settlement fine damages "
    "damages_sought loan secondary_sale termination_fee revenue_share market_share market_cap price_target share_price grants warrants".split()
)
"""What one company has of another, whom a sentence may name after the number: "It paid $5 million for Acme"."""
_OF_PEOPLE = frozenset({"stake", "voting_power", "executive_pay", "shares_outstanding", "secondary_sale", "investment", "damages", "damages_sought", "settlement", "fine"})
"""What a person has as well as a company."""


def _owning(sentence: str, amount: Amount, metric: MetricMention, names: Sequence[EntityMatch], people: Mapping[str, str]) -> list[EntityMatch]:
    """The names of a sentence that may own one of its numbers: no person where only a company may, nor who comes in after it."""
    able = [n for n in names if metric.metric in _OF_PEOPLE or not _is_one_of(people, n, sentence)]
    if metric.metric not in _OF_TWO and points_back(sentence) and carries_on(sentence, names):
        # "Its order book stood at $5 million, a sum that leans on a single customer: Acme" is not Acme's.
        last = max(metric.end, amount.end)
        return [n for n in able if n.start < last or _AT_NAME.search(sentence[: n.start])]
    return able


def _is_one_of(people: Mapping[str, str], name: EntityMatch, sentence: str) -> bool:
    """Whether a name is a person's on this page, whole or the last one."""
    return name.name in people or sentence[name.start : name.end] in people


_IS_BUILDING = re.compile(r"\b(?:is|are|was|were)\s(?:now\s|still\s)?(?:building|constructing|developing|planning|adding)\s(?:\w+\s){0,2}$|\b(?:was|were|is|are)\sto\s(?:be|have|get|open|draw|house|hold)\s(?:\w+\s){0,3}$", re.IGNORECASE)
"""What stands before what is not there yet: "it is building a 90 MW hall"."""
_STILL_TO_BUILD = re.compile(r"\s(?:\w+\s){0,3}?(?:(?:was|were|is|are) (?:due )?to (?:be|come|go|have)|(?:still|yet|left) to (?:build|come|be built|open)|under construction|in the pipeline)\b", re.IGNORECASE)
_BUILT = frozenset({"power_capacity", "contracted_power", "gpus", "data_centers", "build_cost", "announced_investment"})
_SAID_NOW = re.compile(r"\b(?:present|current|today|now|existing|so far|already)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:which|who|whose)\s[^,;]*,")


def _basis_said(sentence: str, amount: Amount, metric: str, against: Against | None) -> Basis:
    """The basis that the words around an amount give it; what it is compared with is of the other side where its own words say so."""
    if against is not None and not against.superseded:
        own = sentence[against.lead.end :]
        stop = NEXT_CLAUSE.search(own)
        if _SAID_NOW.search(own[: stop.start() if stop else len(own)]):
            return Basis.ACTUAL  # "will cost $4, compared with $6 at present"
    aside = next((m for m in _ASIDE.finditer(sentence) if m.start() < amount.start < m.end()), None) if against is None else None
    # "Acme, which employs 880 people, expects to save": he who expects is not who is employed.
    basis = basis_of(aside.group() if aside else _clause(sentence, against.lead if against else amount))
    before = sentence[: amount.start]
    if basis is Basis.ACTUAL and (_HAD_SAID.search(before) or _HOLDS_TO.search(before)):
        return Basis.GUIDANCE  # "In July it had said $6.4 billion": that was the outlook then
    # "It was seeking $900 million at $11 billion": neither came about by that.
    unbuilt = metric in _BUILT and (_IS_BUILDING.search(before) or _STILL_TO_BUILD.match(sentence[amount.end :]))
    ahead = unbuilt or (metric in _OF_A_ROUND and _SOUGHT.search(before))
    return Basis.PROJECTION if basis is Basis.ACTUAL and ahead else basis


def _by_context(sentence: str, amount: Amount, metric: str, table: EntityTable, topic: Topic, principal: str) -> str:
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


def _dimension(amount: Amount, metric: MetricMention, said: Said, table: EntityTable, whose: str) -> str:
    """The part of the company that a figure is for, "" for the whole."""
    if metric.metric == "api_price":
        return _tokens_of(said.sentence, amount, said.amounts)
    if metric.metric == "headcount":
        return place_of(said.sentence, amount, [n.name for n in said.names if table.is_company(n.name)])
    return part_said(said.sentence, amount, metric, said.names, whose) if metric.metric in OF_PARTS else ""


_CALLED_SO = re.compile(r"\b(?:model|chip|card|robot|app|assistant|product|processor|accelerator|agent|tool)s?\s(?:\w+\s){0,2}?(?:called|named|dubbed|codenamed)\s$", re.IGNORECASE)
_WE_OR_COMPANY = re.compile(r"\W*(?:(?:[Tt]he|[Oo]ur) (?:company|firm|group|start-?up|lab|business|maker)|[Ww]e|[Oo]ur|[Hh]e|[Ss]he|[Tt]hey)\b")
_THE_COMPANY = re.compile(r"\W*The (?:company|firm)\b")
_STANDS_FOR = re.compile(r"\W*(?:It|They|The (?:company|firm|group|start-?up|business))(?:,|\s(?:which|has|had|is|was|said|says|will|would|also|now|expects?|plans?|did|does))\b")
"""How a sentence begins that goes on about whom the one before it was."""
_OF_COMPANIES = frozenset(
    "net_income net_loss loss operating_income operating_loss pretax_income pretax_loss headcount layoffs valuation pre_money_valuation market_cap funding_raised total_funding "
    "cash debt cash_burn free_cash_flow operating_cash_flow stake".split()
)
"""What only a company has, and no product of its."""
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


_STILL_GIVES = re.compile(r"\bstill (?:gives?|gave|giving|cit(?:es?|ed|ing)|list(?:s|ed)?|quot(?:es?|ed)|puts?|show(?:s|ed)?|repeat(?:s|ed)?|us(?:es?|ed)|sa(?:ys?|id)|report(?:s|ed)?)\b[^.;]*$", re.IGNORECASE)
_OF_A_ROUND = frozenset({"funding_raised", "valuation", "pre_money_valuation"})
_SOUGHT = re.compile(r"\b(?:seek(?:s|ing)?|sought|looking (?:for|to raise)|in talks|hoping to raise|out for|out raising)\b[^.;]*$", re.IGNORECASE)
_HOLDS_TO = re.compile(r"\b(?:we|it|they|he|she|management|company|group)\s(?:also\s|still\s)?(?:retains?|maintains?|reiterates?|sticks? (?:to|with)|guides? (?:to|for))\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_HAD_SAID = re.compile(
    r"(?:\b(?:before|previously|earlier|until then)\b[^.;]{0,20}|\bhad\s(?:previously\s|earlier\s|first\s)?)\b(?:said|forecast|guided(?: to| for)?|promised|expected)\s(?:(?:about|around|roughly|between|some|only)\s)*$", re.IGNORECASE
)
_ONLY_WANTED = re.compile(
    r"\b(?:(?:aim|hop|want|seek|look|try|intend|plan|target|start)(?:n?ed|ing|s)?|sought|tried|trying|hoping) to\s(?:\w+\s){1,2}(?:(?:about|around|up to|as much as|some|another|at least|over)\s)*$"
    r"|\b(?:seek|sought|target|eye|aim)(?:ing|ed|s)?(?: for)?\s(?:(?:an?|about|around|up to|as much as|some|another|at least|over)\s)*$",
    re.IGNORECASE,
)
"""What stands before a number that was only wanted: that its day is past makes it no result."""
_SIGNED = frozenset({"remaining_performance_obligations", "backlog", "impairment", "inventory_write_down", "restructuring_charge", "provision"})
_AIMED_AT = re.compile(r"\b(?:above|over|beating|exceeding|topping|below|short of|than|against|versus|from|beyond)\s(?:an?|its|the|their|our|my|his|her)\s(?:[\w-]+\s){0,2}(?:target|goal|aim)s?\sof\s(?:(?:about|around|some|only|just)\s)*$", re.IGNORECASE)
_AT_NAME = re.compile(r"\b(?:at|of|for|by|which|that|when)\s(?:the\s)?$")
# "It spent $2.7 billion per gigawatt, and put the industry norm at $12.3 billion": that is nobody's own.
_OF_ALL = re.compile(r"\b(?:industry|sector|market|peer|peers['’]?|national|global)(?:['’]s)?(?:[ -]wide)? (?:norm|average|standard|median|mean|benchmark)(?: (?:is|was|of|at|for \w+|stood|stands|being|near|about|around|some|roughly))*\s$", re.IGNORECASE)
_UNNAMED = 0.5
"""How sure a figure is that has only words of its own to say what it measures."""
_FUTURE = frozenset({Basis.GUIDANCE, Basis.PROJECTION})


def _affirmed(sentence: str, metrics: Sequence[MetricMention]) -> list[MetricMention]:
    """The metrics of a sentence without those it says its number is not ("it is not cash burn")."""
    denied = {m.metric for m in metrics if _DENIED.search(sentence[: m.start]) or _HAS_NO.search(sentence[: m.start])}
    return [m for m in metrics if m.metric not in denied]


_DEEDS = frozenset(
    "acquisition_price takeover_offer funding_raised investment licensing_deal contract_value settlement fine damages damages_sought layoffs loan "
    "ipo_proceeds dividend buyback secondary_sale termination_fee grants warrants impairment inventory_write_down announced_investment purchase_commitments".split()
)
"""What is done once, and so may have been done in a year that is not over: "raised $40 million in 2026"."""


def _yet_to_end(period: Period | None, published: date | None) -> bool:
    if period is None or period.end is None or period.start is None or published is None:
        return False
    return period.end > published and period.kind in {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER}


def _clause(sentence: str, amount: Amount) -> str:
    left = max((m.start() for m in NEXT_CLAUSE.finditer(sentence, 0, amount.start)), default=0)
    right = NEXT_CLAUSE.search(sentence, amount.end)
    return sentence[left : right.start() if right else len(sentence)]


