"""What filings say of their fiscal years: the day on which they end, and what they are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import SourceType
from index.fiscal import YearEnd
from index.fiscal_reading import year_end_of
from tests.index.tabled import filing

COVER = "<p>FORM 10-K</p><p>For the fiscal year ended {day}</p>"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (COVER.format(day="June 30, 2025"), (6, 30)),
        (COVER.format(day="December 31, 2024"), (12, 31)),
        # 52 and 53 weeks end near the end of a month.
        (COVER.format(day="November 29, 2024"), (11, 30)),
        (COVER.format(day="February 3, 2024"), (1, 31)),
        ("<p>FOR THE FISCAL YEAR ENDED MAY 31, 2025</p>", (5, 31)),
        # Off by one: what ended in February 2024 is called 2023.
        (COVER.format(day="February 3, 2024") + "<p>Fiscal year 2023 consisted of the 53 weeks ended on February 3, 2024.</p>", (1, 31, -1)),
        ("<p>Our results for the 52 weeks ended January 28, 2023 (“fiscal 2022”) are below.</p>", (1, 31, -1)),
        (
            COVER.format(day="February 2, 2024")
            + "<p>All references herein for the years 2023, 2022, and 2021 represent the fiscal years ended February 2, 2024, February 3, 2023, and January 28, 2022.</p>",
            (1, 31, -1),
        ),
        (COVER.format(day="January 31, 2025") + "<p>Our fiscal 2025 ended on January 31, 2025.</p>", (1, 31)),
        # A report on the first half says it of that.
        ("<p>Half-year Report</p><p>Unaudited results for the six months ended 30 September 2026. H1 FY27 was strong.</p>", (3, 31)),
        ("<p>Interim results for the six months to June 30, 2026</p>", (12, 31)),
        # A quarterly report says it of its quarter.
        ("<p>The first quarter of fiscal year 2024 ended on July 28, 2023.</p>", (4, 30)),
        ("<p>The third quarter of fiscal 2024 ended on November 2, 2024.</p>", (1, 31, -1)),
        ("<p>Results for the second quarter of its fiscal year 2027, which ended September 30, 2026.</p>", (3, 31)),
        # So does how long its year has run.
        ("<p>For the quarterly period ended June 30, 2023</p><p>Nine months ended June 30, 2023</p>", (9, 30)),
        ("<p>For the quarterly period ended September 1, 2023</p><p>Nine Months Ended September 1, 2023</p>", (11, 30)),
        ("<p>For the quarterly period ended June 30, 2025</p><p>Six months ended June 30, 2025</p>", (12, 31)),
        ("<p>Nine months ended June 30, 2023</p>", None),
        # How long the year has run stands over the columns, and the day under it.
        ("<p>For the quarterly period ended July 1, 2023</p>" + 3 * "<table><tr><td>Nine Months Ended</td></tr><tr><td>July 1, 2023</td></tr></table>", (9, 30)),
        ("<p>For the quarterly period ended June 30, 2023</p>" + 3 * "<table><tr><td>First Half</td></tr><tr><td>2023</td></tr></table>", (12, 31)),
        ("<p>For the quarterly period ended December 28, 2024</p>" + 3 * "<table><tr><td>Three Months Ended</td></tr><tr><td>December 28, 2024</td></tr></table>", (9, 30)),
        ("<p>For the quarterly period ended June 30, 2024</p><p>The second quarter was warm.</p>" + 3 * "<table><tr><td>Three Months Ended</td></tr></table>", None),
        ("<p>Our revenue grew in fiscal 2024.</p>", None),
    ],
)
def test_the_end_of_fiscal_years_and_their_names_are_read(said: str, expected: YearEnd | None) -> None:
    assert year_end_of(filing(said)) == expected


def test_a_release_says_it_of_its_quarter() -> None:
    said = filing("<p>Results for our third quarter of fiscal 2026, which ended July 3, 2026.</p>")
    assert year_end_of(replace(said, source_type=SourceType.PRESS_RELEASE)) == (9, 30)


def test_only_what_companies_publish_is_asked() -> None:
    assert year_end_of(replace(filing(COVER.format(day="June 30, 2025")), source_type=SourceType.ARTICLE)) is None


def test_a_release_says_it_of_the_year_to_come() -> None:
    said = "<p>Outlook: revenue, fiscal year ending March 31, 2027, of $2.65 billion</p>"
    release = replace(filing(said), source_type=SourceType.PRESS_RELEASE)
    assert year_end_of(release) == (3, 31)
    assert year_end_of(replace(filing(f"{said}<p>Our customer's fiscal year ending June 30, 2027</p>"), source_type=SourceType.PRESS_RELEASE)) is None
