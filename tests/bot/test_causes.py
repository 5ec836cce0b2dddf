"""Why something happened, said in so many words, and of the very thing that is asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "report.md": (
        """# Pellwarren Mills annual report 2024

Pellwarren Mills spins and weaves flax for sails. It has three divisions.

Sailcloth grew because two shipyards moved their orders from cotton. Dyeing grew 31% as the Ostley works opened and the old vats were cleared. Repairs declined 6%, because newer cloth tears less and yards let their service contracts lapse.

In May 2024 Ostrey Looms told us that it had wrongly written up the flax that it holds for us. Our share of Ostrey's losses for 2023 has therefore been restated.

The request that Pellwarren Mills sell its stake in Ostrey was denied, since cotton had changed the market.

If Pellwarren Mills delivers the new loom more than 90 days late, customers receive a credit.

In April 2024 Pellwarren closed four of its nine depots and let 60 people go.

The operating loss of Pellwarren Mills was bigger still in 2024, at $2.4 million, because it includes $640,000 of pay in shares, for which no money leaves the bank.

Capital expenditures of Pellwarren Mills were $9 million in 2024. It had said that it expected $8 million to $9 million.

Gross margin rose to 38% from 33%, on lower prices for raw flax.
""",
        "2025-02-20",
        "filing",
    ),
    "talk.md": (
        """# A talk with Ines Calloway of Pellwarren

Ines Calloway has run Pellwarren Mills since 2019.

**Why did you get rid of the free samples?**

One visitor in a hundred ever ordered, and they were a third of what we posted. We shut the scheme on the first of May.

**When does the new loom arrive?**

In the spring. I would say May rather than March.

**And why a dividend now, when you cannot weave fast enough?**

Money is not what we are short of. We are short of weavers.
""",
        "2025-03-14",
        "article",
    ),
    "shares.md": (
        """# Pellwarren slides

On Thursday the shares of Pellwarren Mills fell 11%. The reason is in the line below. It now means to spend a third more on looms this year than it said in June.

Orders were left in Ostley because flax came late, and Pellwarren Mills expects to make up most of that by October.
""",
        "2025-06-12",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("causes"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "cause"),
    [
        ("why did pellwarren's repairs business decline", "tears less"),
        ("what drove sailcloth growth at pellwarren", "two shipyards"),
        ("how come dyeing grew at pellwarren", "Ostley works"),
        ("what lifted pellwarren's gross margin", "raw flax"),
        ("why was pellwarren's 2024 operating loss so much bigger than the cash it burned", "pay in shares"),
        ("why did pellwarren kill off its free samples", "a hundred"),
        ("why a dividend now at pellwarren", "short of weavers"),
        ("how come pellwarren's shares fell", "a third more on looms"),
        ("why did pellwarren restate", "wrongly written up"),
        ("why was pellwarren not made to sell ostrey", "since cotton"),
        ("what got pellwarren's gross margin up", "raw flax"),
    ],
)
def test_why_it_happened_is_told(ask: Callable[[str], Answer], question: str, cause: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert cause in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "why did pellwarren close depots",
        "why did pellwarren stop its paid samples abroad",
        "why is the new loom late at pellwarren",
        "why did sailcloth decline at pellwarren",
        "what pushed up pellwarren's interest expense",
        "why did pellwarren cut its dividend",
        "why did pellwarren raise its outlook",
        "why did pellwarren's capital expenditures rise in 2024",
    ],
)
def test_the_cause_of_something_else_is_not_told(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
