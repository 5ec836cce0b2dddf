"""Who holds how much, who sells the shares, which part has more, and what is expected beside what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PROSPECTUS = """<!DOCTYPE html><html><head><title>Pellbrook Cloud, Inc. Form S-1</title></head><body>
<h1>Pellbrook Cloud, Inc. Form S-1</h1>
<p>Pellbrook Cloud, Inc., or Pellbrook, sells capacity on accelerators. Quillow Partners and the Tarn Infrastructure Fund are among our holders.</p>
<h2>Principal stockholders</h2>
<table>
<tr><td>Name</td><td>Percent before the offering</td><td>Percent after the offering</td></tr>
<tr><td>Lucan Orrery, chief executive officer</td><td>16.9%</td><td>14.1%</td></tr>
<tr><td>Quillow Partners</td><td>14.3%</td><td>12.2%</td></tr>
<tr><td>Tarn Infrastructure Fund</td><td>8.6%</td><td>7.3%</td></tr>
</table>
<h2>Underwriting</h2>
<p>Castell Brothers and Nordwick Markets act as lead underwriters of this offering.</p>
<h2>Revenue</h2>
<table>
<tr><td>(in millions of dollars)</td><td>Six months ended June 30, 2026</td><td>Six months ended June 30, 2025</td></tr>
<tr><td>Revenue:</td><td></td><td></td></tr>
<tr><td>API platform</td><td>88.4</td><td>38.9</td></tr>
<tr><td>Enterprise licences</td><td>37.5</td><td>22.6</td></tr>
<tr><td>Total revenue</td><td>125.9</td><td>61.5</td></tr>
<tr><td>Operating loss</td><td>(41.4)</td><td>(42.8)</td></tr>
<tr><td>Adjusted EBITDA</td><td>12.4</td><td>3.1</td></tr>
</table>
</body></html>"""
PAGES = {
    "prospectus.html": (PROSPECTUS, "2026-07-20", "filing", "Pellbrook Cloud"),
    "round.md": ("# Gravelle closes its round\n\nGravelle AI completed a Series C of $750 million in August 2026, at a valuation of $9.4 billion. Ostman Capital pulled out in July.\n", "2026-08-20", "article"),
    "outlook.md": (
        "# Pellbrook's second quarter\n\nPellbrook Cloud now sees 2026 revenue between $310 million and $320 million. The old range was $290 million to $300 million. Capital expenditures will be higher than we told you in May, at $140 million to $150 million.\n\nFor 2027 Pellbrook Cloud expects the following:\n\n- revenue of $510 million\n- capital expenditures of $190 million\n",
        "2026-08-12",
        "press_release",
        "Pellbrook Cloud",
    ),
    "cuts.md": ("# Gravelle cuts\n\nGravelle AI approved a plan in October 2025 that will reduce its workforce by about 190 people.\n", "2025-10-27", "article"),
    "fund.md": ("# Ridgecombe\n\nThe Ridgecombe campus of Pellbrook Cloud opened in May 2026. We pay $1.4 million a year into the Ridgecombe community fund.\n", "2026-06-01", "article"),
    "buys.md": ("# Gravelle buys\n\nGravelle AI agreed in July 2026 to buy Corran Labs for $90 million in stock. Gravelle AI was valued at $8.6 billion in an employee share sale in May 2026.\n", "2026-07-02", "article"),
    "power.md": ("# Gravelle's power\n\nGravelle AI said in April 2026 that it had passed its goal of securing 3 gigawatts of power capacity.\n", "2026-04-02", "article"),
    "models.md": ("# Tallwren\n\nPellbrook Cloud offers Tallwren Grand and Tallwren Petite. Tallwren Grand has a context window of 400,000 tokens. Tallwren Petite has a context window of 128,000 tokens.\n", "2026-07-01", "press_release", "Pellbrook Cloud"),
    "talk.md": (
        "# Ada Corrin of Corvane\n\nCorvane makes racks. It has factories in Aurora, Colorado, and Penang, Malaysia. Corvane is to close its line in Yuma on July 9, 2026. Ada Corrin runs Corvane.\n\n**The newspapers say that Corvane has 310 employees.**\n\nI don't know where that comes from. Somebody counted contractors, perhaps.\n",
        "2026-07-05",
        "article",
    ),
    "racks.md": ("# Corvane's racks\n\nCorvane had rack revenue of $16.6 million in 2025, up 32% and a record.\n\nIn 2024 Tollmere led Corvane's round.\n", "2026-02-05", "article"),
    "notes.md": ("# Gravelle's notes\n\nGravelle AI sold $460 million of 1.25% convertible notes due 2031 in March 2026. The notes have an initial conversion price of about $71.40 per share.\n", "2026-03-10", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("holders"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("tarn infrastructure fund's stake in pellbrook before the ipo", "8.6%", "7.3%"),
        ("what share of pellbrook does quillow own once the ipo is done", "12.2%", "14.3%"),
        ("hey, what slice of pellbrook does Quillow Partners keep after the float?", "12.2%", "14.3%"),
        ("what % of pellbrook does its ceo own after the offering", "14.1%", "16.9%"),
    ],
)
def test_what_somebody_holds_stands_in_the_table_of_holders(question: str, told: str, not_told: str, ask: Callable[..., Answer]) -> None:
    text = ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize("question", ["how much of Gravelle does Ostman Capital own after the series c", "how big was ostman's cheque in the gravelle series C"])
def test_what_one_holds_or_gave_is_not_told_by_the_whole_round(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["which banks led the pellbrook ipo", "who are the underwriters of pellbrook's offering"])
def test_who_sells_the_shares_is_told_by_name(question: str, ask: Callable[..., Answer]) -> None:
    assert "Castell Brothers and Nordwick Markets" in ask(question).text


def test_two_parts_are_set_against_each_other_whatever_the_order(ask: Callable[..., Answer]) -> None:
    answer = ask("pellbrook h1 26: API or enterprise licences, which brings in more?")
    assert answer.text.startswith("The larger: API platform, $88.4 million against $37.5 million.")


def test_the_number_of_one_part_is_no_comparison(ask: Callable[..., Answer]) -> None:
    assert ask("pellbrook h1 26: API or consulting, which brings in more?").status is Status.NOT_FOUND


def test_half_on_half_sets_halves_of_two_years_against_each_other(ask: Callable[..., Answer]) -> None:
    assert ask("Is pellbrook's operating loss growing or shrinking, H1 on H1?").text.startswith("Pellbrook Cloud's operating loss fell from $42.8 million in H1 2025 to $41.4 million in H1 2026.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("pellbrook capex guidance 2026", "$140 million to $150 million"),
        ("pellbrook revenue guidance 2026", "$310 million to $320 million"),
        ("pellbrook capex outlook 2027", "$190 million"),
        ("how many heads is gravelle cutting", "190"),
        ("conversion price on the gravelle 2031 converts", "$71.40"),
    ],
)
def test_what_the_pages_say_is_read_as_what_it_is(question: str, told: str, ask: Callable[..., Answer]) -> None:
    assert told in ask(question).text


@pytest.mark.parametrize(
    "question",
    ["did pellbrook guide adjusted ebitda for 2026, and to what", "how much does the ridgecombe campus cost", "what does a 1% move in power prices do to pellbrook's operating loss", "which lab is the tenant at pellbrook's ridgecombe site",
     "corvane rack gross margin 2025", "corvane's rack market cap in 2025", "who led corvane's 2019 round", "what day did the corvane deal close", "who at corvane is retiring", "who owns gravelle", "gravelle valuation per employee", "how many of gravelle's gigawatts are actually built and running today"],
)  # fmt: skip
def test_what_is_near_is_no_answer(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["context window grand vs petite tallwren", "tallwren grand or petite: which has the larger context window"])
def test_products_of_one_family_are_told_by_their_last_words(question: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)
    assert "Tallwren Grand, 400,000 tokens against 128,000 tokens" in answer.text


def test_what_was_put_to_somebody_who_rejects_it_is_no_figure(ask: Callable[..., Answer]) -> None:
    assert "310" not in ask("corvane headcount").text


def test_a_plant_is_a_factory(ask: Callable[..., Answer]) -> None:
    assert "Aurora" in ask("where does corvane have its plants").text
