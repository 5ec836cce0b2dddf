"""Sentences of a company's own report that speak of less than a balance."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.names import gather
from index.prose import prose_figures
from index.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def read(text: str, taxonomy: Taxonomy) -> set[tuple[str, str]]:
    """Each measure of the company as a whole that a sentence of its report states, with its number as written."""
    page = extract_markdown(f"# Form 10-K\n\nLarkmoor Systems, Inc. makes servers. Larkmoor sells them.\n\n{text}\n")
    revision = Revision(
        revision_id="r1", document_id="d1", url="https://larkmoor.example/10k", title="Larkmoor Systems Form 10-K", publisher="", published=date(2025, 2, 20), source_type=SourceType.FILING,
        text=page.text, blocks=page.blocks, fetched_at=datetime(2025, 2, 21, tzinfo=UTC),
    )  # fmt: skip
    names = gather([revision], Entities.load())
    return {(f.metric, page.text[f.amount.start : f.amount.end]) for f in prose_figures(revision, taxonomy, names, names.principal("d1")) if f.metric and not f.dimension}


@pytest.mark.parametrize(
    "text",
    [
        "During fiscal 2024, we recognized previously deferred income of $57.2 million in our statements of operations.",
        "Our deferred revenue and deferred revenue, noncurrent as of December 31, 2024 were $246.9 million and $28.0 million, respectively.",
        "The total amount of gift cards included in deferred revenues as of December 31, 2024 was $285.3 million.",
    ],
)
def test_less_than_the_balance_is_not_the_balance(text: str, taxonomy: Taxonomy) -> None:
    assert not {metric for metric, _ in read(text, taxonomy)} & {"deferred_revenue"}


def test_what_a_balance_is_made_up_of_is_not_the_balance(taxonomy: Taxonomy) -> None:
    found = read("Goodwill of $1.9 billion at December 31, 2024 consisted of $1.3 billion in lending and $573 million in vehicles.", taxonomy)
    assert {said for metric, said in found if metric == "goodwill"} <= {"$1.9 billion"}


def test_what_is_left_after_some_was_recognized_is_the_balance(taxonomy: Taxonomy) -> None:
    text = "Deferred revenue as of December 31, 2023 was $16.1 million, of which $12.4 million was recognized as revenue, and our deferred revenue as of December 31, 2024 was $20.6 million."
    assert ("deferred_revenue", "$20.6 million") in read(text, taxonomy)


def test_the_balance_itself_stays(taxonomy: Taxonomy) -> None:
    assert ("deferred_revenue", "$40.1 million") in read("Deferred revenue was $40.1 million at December 31, 2024.", taxonomy)


@pytest.mark.parametrize(
    "text",
    [
        "Other significant assumptions used in 2024 included an assumed income tax rate of 25%.",
        "Our effective tax rate for non-GAAP adjusted income was 11.6% in 2024.",
        "Few of our markets have tax rates below the 15% minimum in 2024.",
    ],
)
def test_rates_of_others_are_not_the_companys(text: str, taxonomy: Taxonomy) -> None:
    assert "tax_rate" not in {metric for metric, _ in read(text, taxonomy)}


def test_the_effective_rate_stays(taxonomy: Taxonomy) -> None:
    assert ("tax_rate", "21.4%") in read("Our effective tax rate was 21.4% in 2024.", taxonomy)


def test_so_many_of_its_shares_are_no_sum_of_money(taxonomy: Taxonomy) -> None:
    found = read("We paid $40 million and $50 million for two buildings. In 2024, Larkmoor repurchased 32.3 million of its common shares for $3.795 billion.", taxonomy)
    assert ("buyback", "32.3 million") not in found
    assert ("buyback", "$3.795 billion") in found
