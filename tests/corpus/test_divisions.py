"""Parts and items are told from sentences that speak of them."""

from __future__ import annotations

import pytest

from corpus.divisions import division_of, spaced


@pytest.mark.parametrize(
    ("line", "level", "number", "title"),
    [
        ("Item 7. Management’s Discussion and Analysis", 3, "7", "Management’s Discussion and Analysis"),
        ("ITEM 1A.RISK FACTORS", 3, "1a", "RISK FACTORS"),
        ("Item10.Directors and Officers", 3, "10", "Directors and Officers"),
        ("Item 2.02 Results of Operations", 3, "2.02", "Results of Operations"),
        ("Items 1 and 2. Business and Properties", 3, "1 and 2", "Business and Properties"),
        ("Item 16G — Corporate governance", 3, "16g", "Corporate governance"),
        ("Item 6. [Reserved]", 3, "6", "[Reserved]"),
        ("PART I – ITEM 1. FINANCIAL STATEMENTS", 3, "1", "FINANCIAL STATEMENTS"),
        ("ITEM 9.01(d). Exhibits", 3, "9.01(d)", "Exhibits"),
        ("PART II", 2, "ii", ""),
        ("Part I. Financial Information", 2, "i", "Financial Information"),
        ("PART II INFORMATION NOT REQUIRED IN PROSPECTUS", 2, "ii", "INFORMATION NOT REQUIRED IN PROSPECTUS"),
    ],
)
def test_divisions(line: str, level: int, number: str, title: str) -> None:
    found = division_of(line)
    assert found is not None
    assert (found.level, found.number, found.title) == (level, number, title)
    assert "".join(found.text.split()) == "".join(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "Item 7 of this report explains it.",
        "Item 402 of Regulation S-K",
        "Item 1A. Risk Factors of this Annual Report on Form 10-K",
        "Items sold",
        "Item 15(a)(1)",
        "Part of the plan",
        "Part II of this report",
        "Participation",
        "Part I, Item 2",
        "",
        "Item 7. " + "x" * 300,
    ],
)
def test_mentions(line: str) -> None:
    assert division_of(line) is None


def test_spaces_stand_where_only_the_setting_parts_a_number_from_its_title() -> None:
    assert spaced("ITEM 1.BUSINESS") == "ITEM 1. BUSINESS"
    assert spaced("Item7A.Risk") == "Item 7A. Risk"
    assert spaced("Note 3.Leases") == "Note 3. Leases"
    assert spaced("Item 1. Business") == "Item 1. Business"
    assert spaced("Item 2.02 Results") == "Item 2.02 Results"
