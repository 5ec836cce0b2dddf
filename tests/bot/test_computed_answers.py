"""What no source states and its parts make up: computed, with the parts cited, or said not to be held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.engine import Engine
from bot.library import Library
from bot.question import Turn
from tests.bot.asking import asker

TODAY = date(2026, 9, 1)
PAGES = {
    "morrowgate-10k.html": (
        ("<html><head><title>Morrowgate Inc. Form 10-K for 2025</title></head><body><h1>Morrowgate Inc.</h1><p>(in millions)</p>"
        "<table><tr><th></th><th>Year ended December 31, 2025</th><th>Year ended December 31, 2024</th></tr>"
        "<tr><td>Revenue</td><td>$1,000</td><td>$800</td></tr><tr><td>Cost of revenue</td><td>400</td><td>360</td></tr>"
        "<tr><td>Research and development</td><td>150</td><td>100</td></tr><tr><td>Net income</td><td>200</td><td>80</td></tr>"
        "<tr><td>Net cash provided by operating activities</td><td>300</td><td>250</td></tr><tr><td>Purchases of property and equipment</td><td>(120)</td><td>(90)</td></tr></table>"
        "<p>Morrowgate had 2,000 employees as of December 31, 2025.</p></body></html>"),
        "2026-02-10",
        "filing",
    ),
    "morrowgate-10q.html": (
        ("<html><head><title>Morrowgate Inc. Form 10-Q</title></head><body><h1>Morrowgate Inc.</h1><p>(in millions)</p>"
        "<table><tr><th></th><th>Nine months ended September 30, 2025</th><th>Nine months ended September 30, 2024</th></tr>"
        "<tr><td>Revenue</td><td>$700</td><td>$560</td></tr></table></body></html>"),
        "2025-11-05",
        "filing",
    ),
    "pelham.md": (
        ("# Pelham Labs in numbers\n\nPelham Labs had revenue of $450 million in 2025. In 2024 Pelham Labs had revenue of $500 million.\n\n"
        "Pelham Labs had an operating loss of $730 million in 2025.\n\nPelham Labs spent $60 million on research and development in 2025.\n"),
        "2026-03-01",
        "company",
    ),
    "veldt-2024.md": ("# Veldt Labs in 2024\n\nVeldt Labs had earnings per share of $4.00 in 2024.\n", "2025-02-01", "company"),
    "veldt-2025.md": ("# Veldt Labs in 2025\n\nVeldt Labs had earnings per share of $1.20 in 2025. Veldt Labs carried out a four-for-one stock split in June 2025.\n", "2026-02-01", "company"),
    "tilling.md": (
        ("# Tilling Works over the years\n\nTilling Works had revenue of $100 million in 2019, $150 million in 2020, $330 million in 2021 and $480 million in 2022.\n\n"
        "Tilling Works had 90 employees at December 31, 2021.\n\nTilling Works had 126 employees at December 31, 2022.\n\n"
        "Tilling Works's backlog was $200 million at June 30, 2022.\n\nTilling Works's backlog was $260 million at June 30, 2023.\n"),
        "2023-08-01",
        "company",
    ),
    "dues.html": (
        ("<html><head><title>Brindle Works, Inc. Form 10-K for 2025</title></head><body><h1>Brindle Works, Inc.</h1><p>Brindle Works, Inc. makes chips.</p><p>Purchase commitments by year, as of December 31, 2025 ($ in millions)</p>"
        "<table><tr><th>Year</th><th>Total</th></tr><tr><td>2027</td><td>3,860</td></tr><tr><td>2028</td><td>4,310</td></tr></table></body></html>"),
        "2026-02-10",
        "filing",
    ),
    "hexby.md": ("# Hexby\n\nHexby had revenue of €2.0 billion in 2025.\n", "2026-03-01", "company"),
}


@pytest.fixture(scope="module")
def data_dir(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_data_dir()
    asker(folder, tmp_path_factory.mktemp("computed"), PAGES, TODAY)
    return folder


@pytest.fixture(scope="module")
def ask(data_dir: Path) -> Callable[..., Answer]:
    engine = Engine(Library.open(data_dir))
    return lambda question, *before: engine.ask(question, today=TODAY, context=[Turn("user", text) for text in before])


@pytest.mark.parametrize(
    ("question", "led"),
    [
        ("by how much did morrowgate revenue grow in 2025", "Morrowgate's revenue rose by 25%, or $200 million, from $800 million in 2024 to $1.0 billion in 2025 (computed)."),
        ("pelham labs revenue yoy", "Pelham Labs's revenue fell by 10%, from $500 million in 2024 to $450 million in 2025 (computed)."),
        ("morrowgate r&d as a % of revenue 2025", "Morrowgate's research and development expense comes to 15.0% of Morrowgate's revenue in 2025: $150 million as a share of $1.0 billion (computed)."),
        ("what share of pelham labs revenue went to r&d in 2025", "Pelham Labs's research and development expense comes to 13% of Pelham Labs's revenue in 2025: $60 million as a share of $450 million (computed)."),
        ("morrowgate revenue per employee 2025", "Morrowgate's revenue in 2025 comes to about $500,000 per employee: $1.0 billion divided by 2,000 employees, counted at December 31, 2025 (computed)."),
        ("average quarterly revenue of morrowgate in 2025", "Morrowgate's revenue came to $250 million per quarter on average in 2025: $1.0 billion, divided by 4 quarters (computed)."),
        ("pelham labs operating loss per day in 2025", "Pelham Labs's operating loss in 2025 comes to about $2.00 million per day: $730 million over 365 days (computed)."),
        ("how long would $1.46bn last pelham labs at its 2025 operating loss", "$1.46 billion would last Pelham Labs about 2.0 years: $1.46 billion at $730 million in 365 days (computed)."),
        ("combined revenue of morrowgate and pelham labs in 2025", "Together, revenue: $1.5 billion in all, $1.0 billion (Morrowgate) plus $450 million (Pelham Labs) (computed)."),
        ("add up brindle works purchase commitments for 2027 and 2028", "Brindle Works's purchase commitments: $8.2 billion in all, $3.9 billion in 2027 plus $4.3 billion in 2028 (computed)."),
        ("how much more revenue did morrowgate have than pelham labs in 2025", "The difference is $550 million (computed)."),
    ],
)
def test_a_number_is_computed_from_cited_parts(ask: Callable[..., Answer], question: str, led: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.split("\n")[0] == led
    assert any(figure.computed for figure in answer.figures)
    assert all(figure.citations for figure in answer.figures)


@pytest.mark.parametrize(
    ("question", "value"),
    [("morrowgate revenue q4 2025", 300), ("morrowgate revenue q4 2024", 240), ("morrowgate free cash flow 2025", 180), ("morrowgate gross profit 2024", 440)],
)
def test_what_is_made_up_of_others_says_so(ask: Callable[..., Answer], question: str, value: int) -> None:
    answer = ask(question)
    assert answer.text.startswith("No source that I hold states this; it is computed.")
    assert answer.figures[0].amount.value == value * 1_000_000
    assert answer.figures[0].computed


@pytest.mark.parametrize(("question", "percent"), [("morrowgate gross margin 2025", "60.0"), ("morrowgate net margin 2024", "10.0"), ("morrowgate fcf margin 2025", "18.0")])
def test_a_margin_is_made_of_its_definition(ask: Callable[..., Answer], question: str, percent: str) -> None:
    first = ask(question).figures[0]
    assert (first.amount.unit, str(first.amount.value)) == ("percent", percent)


def test_the_points_of_a_margin_are_told_in_basis_points(ask: Callable[..., Answer]) -> None:
    assert "500 basis points (5.0 percentage points), from 55.0% in 2024 to 60.0% in 2025" in ask("by how many bps did morrowgate's gross margin change in 2025").text


def test_a_ranking_leaves_out_what_is_in_another_currency(ask: Callable[..., Answer]) -> None:
    answer = ask("who had the most revenue in 2025")
    assert answer.text.startswith("Morrowgate has the most of the two companies for which I hold revenue in 2025; others may have more.\n1. Morrowgate: $1.0 billion")
    assert "Not ranked, being in another currency or unit: Hexby." in answer.text


def test_a_comparison_of_what_is_made_of_parts_is_computed(ask: Callable[..., Answer]) -> None:
    answer = ask("which had the higher revenue in q4 2025, morrowgate or pelham labs")
    assert answer.status is not Status.ANSWERED  # Pelham Labs has no quarters, and its year is no quarter
    assert ask("morrowgate net margin 2025 vs 2024").status is Status.ANSWERED


def test_amounts_per_share_from_before_and_after_a_split_are_not_compared(ask: Callable[..., Answer]) -> None:
    answer = ask("veldt labs eps growth 2025")
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith("These are not to be compared as they stand: the shares were split [1]")
    assert "four-for-one stock split" in answer.citations[0].quote


def test_a_loss_of_a_company_that_earns_gives_no_runway(ask: Callable[..., Answer]) -> None:
    assert not any(figure.computed for figure in ask("how long would $1bn last morrowgate at that rate").figures)


def test_a_plan_is_not_put_against_what_a_company_has_in_sum(ask: Callable[..., Answer]) -> None:
    answer = ask("total revenue of morrowgate and pelham labs 2024 to 2025")
    assert answer.figures[0].amount.value == 2_750_000_000
    assert answer.figures[0].computed == "$1.8 billion (Morrowgate) plus $950 million (Pelham Labs)"


def test_what_is_held_of_one_time_only_is_no_growth(ask: Callable[..., Answer]) -> None:
    answer = ask("by how much did pelham labs revenue grow in 2024")
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith("I cannot compute that: I could not find it for 2023.")


def test_different_currencies_are_not_added_up(ask: Callable[..., Answer]) -> None:
    assert not any(figure.computed for figure in ask("combined revenue of morrowgate and hexby in 2025").figures)


def test_a_quarter_that_cannot_be_made_up_is_not_the_year(ask: Callable[..., Answer]) -> None:
    assert ask("morrowgate net income q4 2025").status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "before", "said"),
    [
        ("and pelham labs?", "by how much did morrowgate revenue grow in 2025", "fell by 10%"),
        ("yoy?", "morrowgate r&d 2025", "rose by about 50%, from $100 million"),
        ("and in 2024?", "morrowgate net margin 2025", "net margin of 10.0% in 2024"),
        ("how long would $1.46bn last at that rate", "pelham labs operating loss 2025", "about 2.0 years"),
    ],
)
def test_a_follow_up_has_the_same_computed(ask: Callable[..., Answer], question: str, before: str, said: str) -> None:
    assert said in ask(question, before).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("did tilling works' revenue double from 2021 to 2022?", "No: Tilling Works's revenue rose by 45%, from $330 million in 2021 to $480 million in 2022"),
        ("did tilling works double its revenue in 2021", "Yes: Tilling Works's revenue rose by about 120%, from $150 million in 2020 to $330 million in 2021"),
        ("has tilling works' revenue tripled since 2020", "Yes: Tilling Works's revenue rose by about 220%, from $150 million in 2020 to $480 million in 2022"),
        ("how much has tilling works' revenue grown since 2020?", "Tilling Works's revenue rose by about 220%, from $150 million in 2020 to $480 million in 2022"),
        ("tilling works revenue 2021 to 2022 change", "Tilling Works's revenue rose by 45%, from $330 million in 2021 to $480 million in 2022"),
        ("tilling works headcount increase from 2021 to 2022", "Tilling Works's headcount rose by about 40%, from 90 employees at December 31, 2021 to 126 employees at December 31, 2022"),
        ("tilling works backlog growth from june 2022 to june 2023 in percent", "Tilling Works's backlog rose by 30%, from $200 million at June 30, 2022 to $260 million at June 30, 2023"),
    ],
)
def test_growth_is_between_the_times_that_are_said(ask: Callable[..., Answer], question: str, said: str) -> None:
    assert ask(question).text.startswith(said)


def test_a_change_to_a_year_that_is_not_held_is_not_that_of_another(ask: Callable[..., Answer]) -> None:
    answer = ask("tilling works revenue 2022 to 2023 change")
    assert answer.status is Status.NOT_FOUND
    assert "could not find it for 2023" in answer.text


def test_what_is_in_two_currencies_is_not_said_to_be_larger(ask: Callable[..., Answer]) -> None:
    answer = ask("which made more revenue in 2025, morrowgate or hexby?")
    assert answer.text.startswith("These are in different currencies")
    assert len(answer.figures) == 2


@pytest.mark.parametrize(
    "question",
    [
        "how many times larger was morrowgate's revenue than pelham labs' in 2025",
        "ratio of morrowgate's revenue to pelham labs' in 2025",
        "morrowgate's 2025 revenue as a multiple of pelham labs'",
        "morrowgate 2025 revenue divided by that of pelham labs",
    ],
)
def test_how_many_times_one_is_the_other_is_computed(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).text.startswith("Morrowgate has 2.22x as much as Pelham Labs (computed).")


@pytest.mark.parametrize("question", ["morrowgate revenue sum 2024 and 2025", "2024+2025 revenue of morrowgate", "sum the 2024 and 2025 revenue of morrowgate"])
def test_a_sum_is_asked_for_in_many_ways(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Morrowgate's revenue: $1.8 billion in all, $800 million in 2024 plus $1.0 billion in 2025 (computed).")
