"""Lists of rounds and analysts' tables: the column says what a number is, whatever stands in its row. Invented firms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.extraction import figures_of
from index.names import gather
from index.periods import find_periods
from index.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def _read(text: str, *, title: str, publisher: str = "Runway Wire") -> set[str]:
    read = extract_markdown(f"# {title}\n\n{text}\n")
    page = Revision(
        revision_id="r1", document_id="d1", url="https://runway.example/1", title=title, publisher=publisher, published=date(2026, 11, 9),
        source_type=SourceType.ARTICLE, text=read.text, blocks=read.blocks, fetched_at=datetime(2026, 11, 10, tzinfo=UTC),
    )  # fmt: skip
    names = gather([page], Entities.load())
    return {f"{f.entity} | {f.metric} | {f.amount.value:f} {f.amount.unit} | {f.period.label if f.period else ''} | {f.basis.value}" for f in figures_of(page, TAXONOMY, names)}


def test_a_round_in_a_row_is_not_what_stands_under_valuation() -> None:
    told = _read(
        "Largest rounds, 1 October to 8 November 2026 (millions)\n\n| Company | Base | Round | Raised | Valuation | Lead investor |\n|---|---|---|---|---|---|\n"
        "| Tarnholm Photonics | Oulu | Series B | €96 | €540 | Lakeland Growth |\n| Ravensgard | York | Series C | £64 | £310 | Castleyard Capital |\n",
        title="The northern funding tracker",
    )
    when = "October 1 to November 8, 2026"
    assert f"Tarnholm Photonics | funding_raised | 96000000 EUR | {when} | actual" in told
    assert f"Tarnholm Photonics | valuation | 540000000 EUR | {when} | actual" in told
    assert f"Ravensgard | valuation | 310000000 GBP | {when} | actual" in told


@pytest.mark.parametrize("columns", ["Company | Stage | Amount | Valuation", "Company | Base | Amount | Valuation"])
def test_an_amount_in_a_list_of_rounds_is_what_was_raised(columns: str) -> None:
    told = _read(f"Five largest rounds, June 2026 ($ millions)\n\n| {columns} |\n|---|---|---|---|\n| Ossunna AI | Leeds | 3,000 | 74,000 |\n| Grackel Labs | Hull | 220 | 2,900 |\n", title="Money in")
    assert "Ossunna AI | funding_raised | 3000000000 USD | June 2026 | actual" in told
    assert "Grackel Labs | valuation | 2900000000 USD | June 2026 | actual" in told


def test_crores_are_a_scale_of_their_own() -> None:
    told = _read("Ten million and up: selected rounds, October 2026\n\n| Company | Amount |\n|---|---|\n| Vellamore Cloud | INR 1,900 crore |\n| Orsola Labs | $850m |\n", title="October's money")
    assert "Vellamore Cloud | funding_raised | 19000000000 INR | October 2026 | actual" in told


def test_analysts_mark_what_was_and_what_they_expect() -> None:
    told = _read(
        "Keelstone Cloud (KLSN) reports next week. Keelstone Cloud is late.\n\nIsocline estimates ($ millions)\n\n|  | 3Q25A | 2Q26A | 3Q26E | FY27E |\n|---|---|---|---|---|\n"
        "| Revenue | 1,372 | 1,930 | 2,210 | 9,900 |\n",
        title="Keelstone Cloud (KLSN): preview", publisher="Isocline Research",
    )  # fmt: skip
    assert {line for line in told if "| revenue |" in line} == {
        "Keelstone Cloud | revenue | 1372000000 USD | Q3 2025 | actual", "Keelstone Cloud | revenue | 1930000000 USD | Q2 2026 | actual",
        "Keelstone Cloud | revenue | 2210000000 USD | Q3 2026 | estimate", "Keelstone Cloud | revenue | 9900000000 USD | fiscal 2027 | estimate",
    }  # fmt: skip


@pytest.mark.parametrize(("words", "label"), [("October 1 to November 8, 2026", "October 1 to November 8, 2026"), ("1 October to 8 November 2026", "October 1 to November 8, 2026"), ("June 3-9, 2026", "June 3 to June 9, 2026")])
def test_days_from_one_to_another_are_a_stretch(words: str, label: str) -> None:
    assert [found.period.label for found in find_periods(words, published=date(2026, 11, 9))] == [label]


def test_a_list_of_rounds_by_day_is_of_its_companies_and_counts_their_staff() -> None:
    told = _read(
        "| Date | Company | Base | Round | Amount ($m) | Post-money ($m) | Lead | Staff |\n|---|---|---|---|---|---|---|---|\n"
        "| 2026-05-21 | Ossunna AI | Leeds | D | 440 | 2,810 | Veldkamp | 640 |\n| 2026-05-23 | Grackel Labs | Hull | C | 193.8 | 890 | Orrery | 278 |\n",
        title="The list",
    )
    assert "Ossunna AI | funding_raised | 440000000 USD | May 21, 2026 | actual" in told
    assert "Ossunna AI | valuation | 2810000000 USD | May 21, 2026 | actual" in told
    assert "Ossunna AI | headcount | 640  | May 21, 2026 | actual" in told


def test_power_under_two_headers_is_contracted_or_live() -> None:
    told = _read(
        "| Site | Place | Landlord | Contracted MW | Live MW |\n|---|---|---|---|---|\n| Gannet Point | Hull | Ossunna AI | 120 | 40 |\n| Kiln Lane | Leeds | Ossunna AI | 235 | 230 |\n",
        title="Ossunna AI and its halls",
    )
    assert any("contracted_power | 120 megawatt" in one for one in told)
    assert any("| power_capacity | 40 megawatt" in one for one in told)


def test_a_price_that_holds_from_a_day_on_is_of_the_day_nearest_to_the_news() -> None:
    told = _read(
        "Prices per million tokens\n\n| Model | Until November 12 | From November 13 |\n|---|---|---|\n| Wren 5 | $16.00 | $9.60 |\n",
        title="Sallowbank Labs cuts the price of Wren 5",
    )
    assert {line.split(" | ")[3] for line in told if "9.60" in line or "16.00" in line} == {"November 12, 2026", "November 13, 2026"}
