"""Questions of two: parts set against each other by nothing, what one has of another's, what one does with another's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "morrin.md": ("# Morrin Grid\n\nMorrin Grid had a backlog of $66.8 million at the end of 2025.\n", "2026-02-10", "article"),
    "morrin2.md": ("# Morrin Grid grows\n\nMorrin Grid had a backlog of $104 million at the end of September 2026.\n", "2026-10-10", "article"),
    "hanbrook-10k.md": (
        """# Hanbrook Memory annual report 2025

Hanbrook Memory makes chips. Revenue by segment was as follows.

| (in millions) | 2025 | 2024 | 2023 |
|---|---|---|---|
| Revenue: | | | |
| DRAM | $10,412 | $9,377 | $8,100 |
| NAND | $3,306 | $3,028 | $2,800 |
| Total revenue | $13,718 | $12,405 | $10,900 |

In NAND, shipments declined by 2% in 2025 while prices rose by 11%.

Ketterby Cloud accounted for 11% of Hanbrook Memory's revenue in 2025.

On January 19, 2026 we agreed to acquire Lanternfish, a maker of speech chips with 58 employees, for $165 million in stock.

Staff of the state's commission recommended a rate increase of $121 million on October 15, 2025.

Purchases of property and equipment at Hanbrook Memory were $4,100 million in 2025. Hanbrook Memory's property and equipment was $9,200 million at December 31, 2025.
""",
        "2026-02-12",
        "filing",
    ),
    "ketterby.md": (
        ("# Ketterby Cloud\n\nKetterby Cloud's revenue was $700 million in 2025. Ketterby Cloud runs 54,000 GPUs. Ketterby Cloud has tested a chip of Thessaly Logic.\n\n"
        "Ketterby Cloud announced the closing of a $130 million Series B led by Harrow Street Capital in December 2025.\n\n"
        "The X7 cost $2.80 an hour at Ketterby Cloud until September 30, 2026. Since October 1, 2026 the X7 costs $2.35 an hour at Ketterby Cloud.\n"),
        "2026-10-12",
        "article",
    ),
    "merger.md": (
        ("# Sablefor and Cotter\n\nSablefor would owe Cotter Aerospace a termination fee of $145 million if it accepts another proposal; Cotter Aerospace would owe Sablefor $218 million if the deal is barred. "
        "Dr. Padma Lindholm has joined Sablefor as Chief Scientific Officer.\n"),
        "2026-10-27",
        "press_release",
    ),
    "thessaly.md": (
        "# Thessaly Logic raises\n\nThessaly Logic, a chip company, will make its first 25,000 chips in 2026. We've raised a $420 million Series C, led by Blackthorn Row, with new money from the Saskel Fund and more of the old money from Firefly Lane.\n",
        "2026-03-18",
        "blog",
        "Thessaly Logic",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("two-sides"), PAGES, date(2026, 11, 28))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("hanbrook nand vs dram, 2025", "By revenue, as no measure is named.\nThe larger: DRAM, $10.4 billion against $3.3 billion."),
        ("morrin grid backlog now vs end of 25", "The larger: the newest, $104 million against $66.8 million."),
        ("what share of hanbrook's sales comes from ketterby", "share of revenue of 11% in 2025"),
        ("hanbrook annual revenue since 2023", "rose from $10.9 billion in 2023 to $13.7 billion in 2025"),
        ("hanbrook purchases of pp&e 2025", "capital expenditures of $4.1 billion"),
        ("who invested in the thessaly c round", "Saskel Fund"),
        ("what did hanbrook agree to buy in january", "Lanternfish"),
        ("break fee sablefor wd owe cotter aerospace", "$145 million"),
        ("sablefor new CSO?", "Padma Lindholm"),
    ],
)
def test_what_is_answered(ask: Callable[..., Answer], question: str, says: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert says in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "how many thessaly chips did ketterby order",  # not how many each of them has
        "hanbrook rate ask vs what staff recommended",  # not the one alone
        "how much of ketterby does harrow street own now",  # not what it raised
        "what share of ketterby's sales comes from hanbrook",  # not what share the one's own sales would be
    ],
)
def test_what_no_source_says(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_what_should_be_expected_is_no_advice(ask: Callable[..., Answer]) -> None:
    assert ask("when should we expect the Thessaly chips?").status is not Status.DECLINED
    assert ask("should we buy Hanbrook Memory stock?").status is Status.DECLINED


@pytest.mark.parametrize("question", ["who left", "when?", "and why"])
def test_a_question_of_nobody_is_asked_back(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).status is Status.CLARIFY
