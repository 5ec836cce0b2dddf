"""What a quote has to say to answer some questions at all: pages that tell of something near it, or of the thing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "vote.md": (
        """# County gives Halbrook Works a tax break

The county board voted 3-2 on Thursday to give Halbrook Works a tax break for its hall at Ordley.

The power of the hall comes from Three Rivers over a new line, whose cost, $214 million, Halbrook Works will bear.
""",
        "2026-09-28",
        "article",
    ),
    "loss.md": (
        """# Halbrook Works loses more

Halbrook Works lost $680 million in 2025 and expects to lose $1.3 billion this year. It spends $1.60 for each dollar of sales.

The lower figure, a net run rate for Halbrook Works, is a rival's claim. In May it closed a $90 million round led by Ostrey Capital.

Cleo Marsh, the finance chief of Halbrook Works, said on her last call that she retires in March.

Halbrook Works paid its first dividend in 2024.

The Market Office has opened an inquiry into the proposed acquisition of Halbrook Works by Tarn Holdings. Case officer: Harriet Bolsover.
""",
        "2026-10-20",
        "article",
    ),
}
TOLD = {
    "told.md": (
        """# The vote at Ordley

The county board voted 3-2 to give Halbrook Works a tax break. Board members Dale Ostby and Carmen Luedtke voted against the Halbrook Works tax break.

Halbrook Works pays Three Rivers 6.1 cents per kilowatt-hour for power.

Halbrook Works is run by Ann Tolland, who came from a bank.

Halbrook Works has appointed Joris Feld as finance chief, to succeed Cleo Marsh, who retires in March.

The next dividend of Halbrook Works is payable on December 15, 2026.

Halbrook Works plans to break even in 2029, a year later than it had said.
""",
        "2026-11-01",
        "article",
    ),
}
ASKED = {
    "power price halbrook works pays three rivers per kwh": "6.1 cents",
    "who runs halbrook works": "Tolland",
    "who voted against the halbrook works tax break": "Ostby",
    "by what year does halbrook works plan to stop losing money": "2029",
    "new finance chief of halbrook works?": "Feld",
    "who replaced marsh as finance chief of halbrook works": "Feld",
    "when is halbrook works' next dividend paid": "December 15",
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("near"), PAGES, date(2026, 11, 10))


@pytest.fixture(scope="module")
def ask_told(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("told"), TOLD, date(2026, 11, 10))


@pytest.mark.parametrize("question", [*ASKED, "who else bid for halbrook works", "who leads halbrook works"])
def test_what_is_only_near_is_no_answer(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize("question", ASKED)
def test_the_thing_itself_is(ask_told: Callable[[str], Answer], question: str) -> None:
    answer = ask_told(question)
    assert answer.status is Status.ANSWERED
    assert ASKED[question] in answer.text
