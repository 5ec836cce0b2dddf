"""Kinds of pages: interviews and calls that ask and answer, lists of prices, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "quorndale-interview.md": (
        """# "We ran out of cold rooms": Ada Fennick of Quorndale

Ada Fennick, 44, started Quorndale in 2018 and runs it from a fish market in Grimsby. It freezes vaccines.

**Who has put up the money?**

£38 million so far. We could have had more.

**Why did you shut the Leith depot?**

It was never full. The landlord had doubled what we paid, and two of our hospitals had built cold rooms of their own.

**How many depots do you have?**

Nineteen, from Aberdeen to Truro.
""",
        "2026-04-02",
        "article",
    ),
    "tarnbrook-call.md": (
        """# Tarnbrook Fibre Q1 2026 earnings call transcript

## Questions and answers

### Operator

Our first question comes from Lise Okonjo.

### Lise Okonjo

Is the Wessex extension still going ahead?

### Hugo Marchetti

Not for now. The council has withdrawn the permit that we had been promised, so the crews have moved to Devon.

### Lise Okonjo

And what did the strike do to margin?

### Petra Vane

The strike cost us about 70 basis points of gross margin. Gross margin was 41.5% in the quarter.

### Lise Okonjo

How many crews do you have now?

### Petra Vane

Thirty-one, after those that left.

### Operator

That is all.
""",
        "2026-05-06",
        "article",
    ),
    "harnsey.md": (
        """# Pricing

Harnsey bills by the token. Our prices are in dollars, and ours alone, we say.

Per million tokens.

| Model | Input | Output |
|---|---|---|
| Murre 3 | $4.00 | $18.00 |
| Murre 3 Swift | $0.60 | $2.40 |
| Murre 2 | $3.00 | $12.00 |

| Plan | Free | Plus | Team |
|---|---|---|---|
| Per month, billed monthly | $0 | $18 | $27 per seat |
| Per month, billed yearly | $0 | $15 | $22 per seat |

Murre 3 is the one that we would use ourselves.
""",
        "2026-05-20",
        "blog",
    ),
    "wirepost-ridgemere.md": (
        """# Ridgemere Compute borrows $300 million against its chips

Ridgemere Compute, which rents out computing power, has borrowed $300 million from a group of banks, it said on Tuesday.

Pellow Labs accounted for half of Ridgemere Compute's sales in the first quarter.

The company, which began in a disused mill, employs 520 people.
""",
        "2026-05-11",
        "article",
    ),
    "hall-log.md": (
        """# Log of halls

- May 30: Bude Hall given up.
- May 12: Saltash Hall put back from October 2026 to March 2027 because transformers are late.
- April 2: Looe Hall added.
""",
        "2026-05-30",
        "article",
    ),
    "wirepost-corrections.md": (
        """# Corrections

April 9. A story on April 7 about Quorndale said that it had sold its freezers to fourteen hospitals. The company says that fourteen hospitals have tried them and that nine have bought.
""",
        "2026-04-09",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("conversations"), PAGES, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much funding has quorndale raised", "38 million"),
        ("why did quorndale shut the leith depot", "landlord"),
        ("why is the wessex extension not going ahead", "permit"),
        ("strike impact on tarnbrook margin", "70 basis points"),
    ],
)
def test_what_a_page_asks_is_said_by_what_answers_it(ask: Callable[[str], Answer], question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [("murre 3 output price", "18"), ("murre 3 swift output price", "2.40")],
)
def test_a_list_of_prices_tells_models_and_plans_apart(ask: Callable[[str], Answer], question: str, first: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert first in answer.text.partition("\n")[0]


def test_a_question_of_a_page_is_no_answer(ask: Callable[[str], Answer]) -> None:
    answer = ask("is the wessex extension still going ahead")
    assert "still going ahead?" not in answer.text


def test_the_company_that_opens_a_paragraph_is_whom_the_page_is_about(ask: Callable[[str], Answer]) -> None:
    assert "520" in ask("how many people does ridgemere compute employ").text
    assert "520" not in ask("how many people does pellow labs employ").text


def test_of_a_day_that_was_moved_the_later_one_is_told(ask: Callable[[str], Answer]) -> None:
    answer = ask("when does saltash hall open")
    assert answer.status is not Status.ANSWERED or answer.text.startswith("March 2027")


def test_what_a_correction_takes_back_is_no_answer(ask: Callable[[str], Answer]) -> None:
    answer = ask("how many hospitals have bought quorndale's freezers")
    assert "A story on April 7" not in answer.text
    assert answer.status is not Status.ANSWERED or answer.text.startswith("nine")


def test_by_how_much_something_moved_a_measure_is_not_how_much_it_is(ask: Callable[[str], Answer]) -> None:
    answer = ask("weather impact on tarnbrook gross margin")
    assert "41.5" not in answer.text.partition("“")[0]


def test_how_many_have_bought_is_no_share_or_price(ask: Callable[[str], Answer]) -> None:
    answer = ask("how many clinics have bought tarnbrook")
    assert not answer.figures
