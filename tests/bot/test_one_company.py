"""Everything told of one company, a sentence for each measure: a question gets its own measure's sentence or none.

The sentences and the questions are those of `tests/index/wordings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker
from tests.index.test_wordings import OPENING, listed

AKIN = [
    set(group.split())
    for group in (
        "users monthly_active_users weekly_active_users daily_active_users subscribers customers headcount layoffs restructuring_charge staff_costs",
        "revenue revenue_growth run_rate_revenue arr bookings backlog remaining_performance_obligations billings deferred_revenue",
        "net_income operating_income ebitda adjusted_ebitda net_loss operating_loss loss eps loss_per_share cash_burn operating_cash_flow free_cash_flow",
        "cash debt loan net_debt leverage interest_expense interest_rate",
        "valuation market_cap funding_raised total_funding investment stake acquisition_price takeover_offer ipo_proceeds",
        "offering_price share_price price_target buyback dividend secondary_sale short_interest",
        "contract_value purchase_commitments contract_length termination_fee settlement fine damages damages_sought provision",
        "capital_expenditures spending announced_investment total_expenses build_cost compute_cost research_and_development sales_and_marketing stock_compensation executive_pay",
        "gpus utilization power_capacity power_draw energy_use data_centers build_time water_use emissions",
        "parameters training_tokens training_cost context_window benchmark_score error_rate tokens_processed requests downloads",
        "subscription_price api_price unit_price shipments arpu market_share revenue_share retention gross_margin operating_margin",
        "impairment inventory_write_down inventory income_tax tax_rate cost_of_revenue grants voting_power gross_merchandise_value",
    )
]
"""Measures that people mean by the same words, so that one may answer for another under its own name."""


def statements() -> dict[str, str]:
    """The first sentence of each measure."""
    out: dict[str, str] = {}
    for measures, words in listed("said.txt"):
        out.setdefault(min(measures), words.partition(" @")[0])
    return out


def akin(measures: Iterable[str]) -> set[str]:
    """Some measures and those of their groups."""
    return set(measures).union(*(group for group in AKIN if not group.isdisjoint(measures)))


@pytest.fixture(scope="module")
def asks(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[str]], Callable[[str], Answer]]:
    """What asks pages that tell of some measures, a page for each."""
    every = statements()

    def of(measures: Iterable[str]) -> Callable[[str], Answer]:
        pages = {f"{name}.md": (f"# Larkmoor news {place}\n\n{OPENING}{every[name]}\n", "2026-11-04", "article") for place, name in enumerate(measures)}
        return asker(new_data_dir(), tmp_path_factory.mktemp("pages"), pages, date(2026, 11, 27))

    return of


def test_a_question_is_answered_by_the_sentence_of_its_own_measure(asks: Callable[[Iterable[str]], Callable[[str], Answer]]) -> None:
    every = statements()
    ask, right, asked, wrong = asks(every), 0, 0, []
    for measures, question in listed("asked.txt"):
        if measures.isdisjoint(every):
            continue
        asked += 1
        answer = ask(question)
        if answer.status is not Status.ANSWERED:
            continue
        quote = answer.citations[0].quote
        right += any(every[one] in quote or quote in every[one] for one in measures & every.keys())
        if not any(every[one] in quote or quote in every[one] for one in akin(measures) & every.keys()):
            wrong.append((sorted(measures), question, quote))
    assert not wrong
    assert right >= 0.75 * asked, (right, asked)


@pytest.mark.parametrize("half", [0, 1])
def test_what_no_page_tells_is_not_answered_by_what_pages_tell_of_the_same_company(asks: Callable[[Iterable[str]], Callable[[str], Answer]], half: int) -> None:
    held = {one for place, group in enumerate(AKIN) if place % 2 == half for one in group}
    ask = asks([one for one in statements() if one in held])
    told = [
        (sorted(measures), question, answer.citations[0].quote)
        for measures, question in listed("asked.txt")
        if akin(measures).isdisjoint(held) and measures <= set().union(*AKIN) and (answer := ask(question)).status is Status.ANSWERED
    ]
    assert not told
