"""Quotes whose words fit a question, and which are about another time, company or measure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "ordwin-cash.md": (
        """# Ordwin's first quarter

Free cash flow at Ordwin was $38 million in 2024, it said in its report.

Ordwin lost $37 million in the first quarter of 2026.

Over the same quarter Ordwin burned $3.7 million of cash.
""",
        "2026-05-12",
        "article",
    ),
    "ordwin-deals.md": (
        """# Deals around Ordwin

In late 2025 Ordwin declined an investment of $500 million from Castelmere Capital.

On March 31, 2025, Ordwin closed a funding round of $40 million led by Castelmere Capital, at a valuation of $300 million.

Peverell Foods agreed in July 2025 to buy Dunmarrow Mills for $9 million in stock.
""",
        "2026-01-20",
        "article",
    ),
    "ordwin-kin.md": (
        """# Kin and owners

Tarnby Robotics had been valued at $1 billion in its Series A of 2023.

Net income at Tarnby Robotics was $73 million in 2023.

Free cash flow at Tarnby Robotics was $38 million in 2023.

Tarnby Robotics had 117 million monthly active users in March 2026.

Operating income at Tarnby Robotics was $81 million in 2024, and Tarnby Robotics's net income was $72 million. Revenue from the warehouse grew 142%.

Tarnby Robotics's effective tax rate for 2025 was lower than the statutory rate of 21% owing to credits.
""",
        "2026-04-01",
        "article",
    ),
    "ordwin-stakes.md": (
        """# Stakes and suits

Dunmarrow Mills had revenue of $48 million in the first quarter of 2026. Peverell Foods gave no number of its own for it.

Ordwin agreed to pay $15 million to settle a class action by authors. The settlement covers about 482,000 works. It comes to about $30 per work.

In March 2026 Ordwin closed a funding round of $122 million. Only $10 million of the round was paid up front.

Tarnby Labs said that Wren-1 cost $294,000 to train.
""",
        "2026-05-20",
        "article",
    ),
    "ordwin-growth.md": (
        """# What moved at Castelmere Capital

Advertising sales at Castelmere Capital in 2024 increased $28 million, or 22%, compared to 2023 due to a rise in prices.
""",
        "2025-02-01",
        "article",
    ),
    "ordwin-plans.md": (
        """# Ordwin wants more

In May 2026 Peverell Foods was targeting a listing, and aimed to raise about $75 million.

Castelmere Capital closed a funding round of $20 million on January 6, 2026, above a target of $15 million.
""",
        "2026-05-25",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("ordwin"), PAGES, date(2026, 11, 20))


@pytest.mark.parametrize(
    "question",
    [
        "what was Ordwin's free cash flow in 2025?",
        "Ordwin free cash flow 2021",
        "how much cash did Ordwin burn in 2020?",
        "how much did Castelmere Capital raise in 2025?",
        "what is Castelmere Capital's market cap?",
        "how much did Dunmarrow Mills raise?",
        "how much did Tarnby Robotics raise?",
        "what was Tarnby Robotics's operating income in 2023?",
        "how much cash did Tarnby Robotics burn in 2023?",
        "Tarnby Robotics weekly active users",
        "what was Tarnby Robotics's effective tax rate in 2025?",
        "Tarnby Robotics data center revenue in dollars for 2024?",
        "how much did Peverell Foods raise in H1 2026?",
        "Castelmere Capital advertising sales 2024",
        "how much money did Peverell Foods make on Dunmarrow Mills in Q1 2026?",
    ],
)
def test_a_quote_about_another_time_company_or_deal_is_no_answer(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what was Ordwin's free cash flow in 2024?", "$38"),
        ("how much did Ordwin raise in 2025?", "$40"),
        ("how much does Peverell Foods plan to raise in 2026?", "about $75"),
        ("how much did Castelmere Capital raise in 2026?", "$20"),
        ("how big is the Ordwin settlement?", "$15"),
        ("how much of Ordwin's round was paid up front?", "$10"),
        ("how many works are in the Ordwin settlement?", "about 482,000"),
        ("by how much did Castelmere Capital's advertising sales increase in 2024?", "$28"),
    ],
)
def test_what_is_of_the_time_and_company_asked_answers(ask: Callable[[str], Answer], question: str, value: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(value) or answer.text.partition("of ")[2].startswith(value)


def test_a_product_is_not_answered_for_from_its_owners_page(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    folder = new_data_dir()
    (folder / "entities.yaml").write_text("- name: Peverell Foods\n- name: Dunmarrow\n  parent: Peverell Foods\n", encoding="utf-8")
    pages = {
        "peverell.md": (
            """# Peverell Foods Form 10-K for 2024

Peverell Foods builds technology that helps people cook. Its products are Dunmarrow, Tollmark and Fennel. Revenue comes from advertising.

Dunmarrow brings people closer to the dishes that they love, through pictures and short films.

## Results of operations

Total revenue for 2024 was $164.50 million, an increase of 22% compared to 2023, due to an increase in advertising revenue.
""",
            "2025-02-01",
            "filing",
        )
    }
    ask = asker(folder, tmp_path, pages, date(2026, 11, 20))
    assert ask("peverell foods revenue 2024").status is Status.ANSWERED
    for question in ("dunmarrow revenue 2024", "dunmarrow advertising sales 2024"):
        assert ask(question).status is Status.NOT_FOUND


def test_what_is_said_of_the_owner_is_told_to_be(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    folder = new_data_dir()
    (folder / "entities.yaml").write_text("- name: Peverell Foods\n- name: Dunmarrow\n  parent: Peverell Foods\n", encoding="utf-8")
    pages = {
        "listing.md": ("# Peverell Foods IPO shows what Dunmarrow costs\n\nPeverell Foods shares began trading on June 12, 2026, the date of its IPO.\n", "2026-06-20", "article"),
        "boss.md": ("# Dunmarrow has a boss\n\nAda Tern is the chief executive of Dunmarrow.\n", "2026-06-21", "article"),
    }
    ask = asker(folder, tmp_path, pages, date(2026, 11, 20))
    assert "This is said of Peverell Foods, which Dunmarrow is part of." in ask("when will dunmarrow go public").text
    for question in ("when did peverell foods go public", "who is the chief executive of dunmarrow"):
        answer = ask(question)
        assert answer.status is Status.ANSWERED
        assert "This is said of" not in answer.text


@pytest.mark.parametrize("question", ["what had ordwin budgeted for cash burn in q1 2026", "ordwin loss q1 2026 in euros"])
def test_what_was_spent_is_neither_what_was_budgeted_nor_other_money(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
