"""Golden questions: how they are written, and what is made of answers that are others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.answer import Status
from bot.errors import GoldenError
from bot.golden import GoldenQuestion, Verdict, check_golden, golden_questions, read_golden
from bot.library import Library

TODAY = date(2025, 11, 10)


def test_the_shipped_ones_can_be_read_and_name_their_documents(tmp_path: Path) -> None:
    shipped = golden_questions(tmp_path)
    assert len(shipped) >= 5
    assert all(one.shipped and one.source for one in shipped)


def test_everything_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "golden.yaml"
    path.write_text(
        "- question: fine\n  value: 12,000\n  today: 2026-01-02\n- value: 3\n- question: x\n  value: much\n"
        "- question: x\n  colour: red\n- question: x\n  status: perhaps\n- question: x\n  as_of: soon\n- question: x\n  source: here\n",
        encoding="utf-8",
    )
    with pytest.raises(GoldenError) as caught:
        read_golden(path)
    lines = str(caught.value).splitlines()
    assert [int(line.removeprefix(f"{path}:").split(":")[0]) for line in lines] == [4, 5, 7, 9, 11, 13]
    for wrong in ("{", "a: b\n"):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(GoldenError, match=r"golden\.yaml"):
            read_golden(path)
    path.write_text("- question: fine\n  value: 12,000\n  today: 2026-01-02\n", encoding="utf-8")
    assert read_golden(path)[0].value == 12_000


REVENUE = "thornwick revenue 2024"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (GoldenQuestion(REVENUE, value=Decimal(213_000_000), unit="USD"), ""),
        (GoldenQuestion(REVENUE, source="https://filings.example/thwk/10k-2024", text="213"), ""),
        (GoldenQuestion(REVENUE, value=Decimal(213_000_000), unit="EUR"), "should state 213000000 EUR"),
        (GoldenQuestion(REVENUE, value=Decimal(1)), "should state 1 and states 213000000 USD"),
        (GoldenQuestion(REVENUE, text="profit of the year"), "should say 'profit of the year'"),
        (GoldenQuestion(REVENUE, source="https://other.example/"), "should cite https://other.example/"),
        (GoldenQuestion(REVENUE, status=Status.NOT_FOUND), "should be not_found and is answered"),
        (GoldenQuestion("should i buy thornwick stock", status=Status.DECLINED), ""),
    ],
)
def test_what_is_pinned_is_compared(library: Library, one: GoldenQuestion, why: str) -> None:
    (result,) = check_golden([one], library, library, TODAY)
    assert why in result.why
    # It was so before: nothing breaks.
    assert result.verdict is (Verdict.FAILING if why else Verdict.KEPT)
    (first,) = check_golden([one], None, library, TODAY)
    assert first.verdict is result.verdict


def test_shipped_questions_are_asked_only_where_their_document_is(library: Library) -> None:
    elsewhere = GoldenQuestion(REVENUE, source="https://other.example/", shipped=True)
    assert check_golden([elsewhere], library, library, TODAY) == []
