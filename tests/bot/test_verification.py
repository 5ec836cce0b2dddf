"""Nothing is sent that its sources do not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.answer import Answer, Citation, StatedFigure, Status
from bot.errors import VerificationError
from bot.verification import verify
from index.amount import Amount
from index.figure import Basis

TEXT = "Larkmoor had revenue of $213.0 million in 2024. It employs 1,180 people. Revenue | 213,000 | 141,700"
QUOTE = "Larkmoor had revenue of $213.0 million in 2024."
AMOUNT = Amount(0, 0, Decimal(213_000_000), "USD", digits=4, scale=5)


def citation(quote: str = QUOTE, n: int = 1) -> Citation:
    start = TEXT.index(quote)
    return Citation(
        n=n, document_id="d1", revision_id="r1", title="Larkmoor's year", publisher="The Wire",
        url="https://wire.example/1", published=date(2025, 3, 4), source_type="article", digest=False,
        quote=quote, start=start, end=start + len(quote),
    )  # fmt: skip


def answer(text: str, *citations: Citation, figures: tuple[StatedFigure, ...] = ()) -> Answer:
    return Answer("larkmoor revenue", Status.ANSWERED, text, citations=citations, figures=figures)


def text_of(document: str) -> str:
    return {"d1": TEXT}[document]


def stated(amount: Amount = AMOUNT, *, computed: str = "") -> StatedFigure:
    return StatedFigure("Larkmoor", "revenue", amount, "2024", Basis.ACTUAL, (1,), computed)


def refused(bad: Answer) -> str:
    with pytest.raises(VerificationError) as raised:
        verify(bad, text_of)
    return str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue was $213.0 million in 2024 [1].",
        "Revenue was $213 million [1].",
        "Revenue was $0.213 billion [1].",
        "It grew [1]. Source: The Wire, 4 March 2025.",
    ],
)
def test_what_the_quotes_say_passes_unchanged(text: str) -> None:
    good = answer(text, citation())
    assert verify(good, text_of) is good


def test_a_forged_quote_is_refused() -> None:
    forged = replace(citation(), quote="Larkmoor had revenue of $900.0 million in 2024.")
    assert "quote 1" in refused(answer("Revenue grew [1].", forged))


@pytest.mark.parametrize("moved", [1, -1, 40])
def test_a_quote_at_another_place_is_refused(moved: int) -> None:
    good = citation("It employs 1,180 people.")
    assert "quote 1" in refused(answer("It hires [1].", replace(good, start=good.start + moved, end=good.end + moved)))


def test_an_empty_quote_is_refused() -> None:
    assert "quote 1" in refused(answer("It hires [1].", replace(citation(), quote="", start=3, end=3)))


@pytest.mark.parametrize("mark", ["[2]", "[0]", "[12]"])
def test_a_mark_without_a_citation_is_refused(mark: str) -> None:
    assert mark in refused(answer(f"Revenue grew {mark}.", citation()))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Revenue was $640 million [1].", "640"),
        ("Revenue was $213 billion [1].", "213"),
        ("It has 1,181 people [1].", "1,181"),
        ("It grew by 50.3% [1].", "50.3"),
        ("It will double by 2031 [1].", "2031"),
    ],
)
def test_a_number_no_quote_has_is_refused(text: str, number: str) -> None:
    assert number in refused(answer(text, citation()))


def test_a_number_of_an_uncited_part_of_the_document_is_refused() -> None:
    assert "1,180" in refused(answer("It has 1,180 people [1].", citation()))


def test_a_figure_must_stand_in_what_it_cites() -> None:
    other = citation("It employs 1,180 people.")
    assert "213000000" in refused(answer("It hires [1].", other, figures=(stated(),)))


def test_a_table_row_bears_its_number_at_the_tables_scale() -> None:
    row = citation("Revenue | 213,000 | 141,700")
    verify(answer("Revenue was $213.0 million [1].", row, figures=(stated(),)), text_of)


def test_a_computed_figure_may_be_in_no_quote() -> None:
    computed = stated(Amount(0, 0, Decimal(71_300_000), "USD", digits=3, scale=5), computed="213.0 - 141.7 million")
    verify(answer("The rise was $71.3 million [1].", citation(), figures=(computed,)), text_of)


def test_an_answer_needs_a_citation_and_a_refusal_does_not() -> None:
    assert "citation" in refused(answer("Revenue grew."))
    declined = replace(answer("I can't do that."), status=Status.DECLINED)
    assert verify(declined, text_of) is declined


def test_a_not_found_that_quotes_is_checked_too() -> None:
    forged = replace(citation(), quote="It has not said so, whatever is written.")
    assert "quote 1" in refused(replace(answer("Not said [1].", forged), status=Status.NOT_FOUND))
