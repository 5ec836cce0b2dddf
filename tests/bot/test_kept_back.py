"""What a source says is not disclosed answers a question for that, and for nothing else; what is asked in other words is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "between.md": ("# Tarn Cloud and Sorrel Labs\n\nTarn Cloud invested $1.25 billion in Sorrel Labs in 2024.\n", "2025-02-20", "article"),
    "prospectus.md": ("# Marrick Group prospectus\n\nThe number of shares to be offered and the price range for the offering of Marrick Group have not yet been determined. Tolver Labs sued Marrick Group in 2024.\n", "2025-02-20", "filing"),
    "price.md": ("# Quell Mills buys Yarrow Looms\n\nQuell Mills paid to rehire Ann Pellatt. The price for Yarrow Looms was not disclosed by Quell Mills.\n", "2025-02-20", "article"),
    "cash.md": ("# Corran Systems\n\nCash used in operating activities at Corran Systems was $91 million in 2024. Over six years Corran Systems took in $412 million from investors. Its gross margin for fiscal 2027 is expected to be around 60%.\n", "2025-02-20", "article"),
    "models.md": ("# Model board\n\n| Model | Maker | Input ($ per 1M tokens) | Output ($ per 1M tokens) | Context window (tokens) |\n|---|---|---|---|---|\n| Wren 4 | Istra Dyes | 3.00 | 15.00 | 400,000 |\n| Plover 3 | Ister Group | 0.40 | 1.20 | 256,000 |\n| Plover 2 | Ister Group | 0.90 | 2.20 | 128,000 |\n\nThe model Wren 4 is made by Istra Dyes. Ister Group makes the model Plover 3.\n", "2025-02-20", "dataset"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("kept_back"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["how much did marrick group pay to settle with tolver labs", "who is ann pellatt"])
def test_a_number_that_is_kept_back_is_none_of_another(ask: Callable[[str], Answer], question: str) -> None:
    assert "a source says it is not disclosed" not in ask(question).text


def test_a_price_that_is_kept_back_is_said_to_be(ask: Callable[[str], Answer]) -> None:
    assert "a source says it is not disclosed" in ask("how much did quell mills pay for yarrow looms").text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how much cash did corran systems's operations eat up in 2024", "$91 million"),
        ("how much did corran systems take from investors over its life", "$412 million"),
    ],
)
def test_other_words_find_it(ask: Callable[[str], Answer], question: str, value: str) -> None:
    assert value in ask(question).text


def test_the_last_fiscal_year_is_none_that_is_only_expected(ask: Callable[[str], Answer]) -> None:
    answer = ask("corran systems gross margin in its last full fiscal year")
    assert answer.status is Status.NOT_FOUND
    assert not answer.figures


def test_a_row_of_a_model_is_the_models_whoever_makes_it(ask: Callable[[str], Answer]) -> None:
    answer = ask("wren 4 or plover 3, which is cheaper on input?")
    assert answer.text.startswith("The smaller: Plover 3, $0.40")
    assert "$15.00" in ask("what does wren 4 cost per million output tokens").text


@pytest.mark.parametrize("question", ["tarn cloud sorrel labs investment total", "total investment of tarn cloud and sorrel labs"])
def test_one_sum_between_two_is_not_added_to_itself(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert "2.50 billion" not in answer.text
    assert "2.5 billion" not in answer.text
