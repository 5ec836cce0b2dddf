"""Company facts of an invented filer, in the shape that the SEC gives them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

__all__ = ["ANNUAL", "CIK", "QUARTER", "RESTATED", "Row", "company_facts", "larkmoor", "split"]

CIK = 8800456
ANNUAL = ("0008800456-25-000010", "10-K", "2025-02-26", 2025, "FY")
QUARTER = ("0008800456-25-000031", "10-Q", "2025-08-27", 2026, "Q2")
RESTATED = ("0008800456-26-000009", "10-K", "2026-02-25", 2026, "FY")

Row = tuple[tuple[str, str, str, int, str], str | None, str, float]
"""The filing that states a value, the days that it is for, and the value."""


def company_facts(concepts: Mapping[tuple[str, str, str], Sequence[Row]], cik: object = CIK, name: str = "LARKMOOR SYSTEMS INC") -> bytes:
    """A file of facts: rows by concept, label and unit."""
    kinds: dict[str, dict[str, dict[str, object]]] = {}
    for (concept, label, unit), rows in concepts.items():
        kind, _, short = concept.partition(":")
        about = kinds.setdefault(kind, {}).setdefault(short, {"label": label, "description": "An amount.", "units": {}})
        units = about["units"]
        assert isinstance(units, dict)
        units[unit] = [
            {**({} if begins is None else {"start": begins}), "end": ends, "val": value, "accn": accession, "fy": year, "fp": part, "form": form, "filed": filed}
            for (accession, form, filed, year, part), begins, ends, value in rows
        ]
    return json.dumps({"cik": cik, "entityName": name, "facts": kinds}).encode()


def larkmoor() -> bytes:
    """A year of 52 weeks that ends in January, a quarter and half a year after it, and a restatement a year later.

    The quarter repeats its year-earlier figure with the filing's own fy and fp, as the SEC's files do.
    """
    year, before, after = ("2024-01-29", "2025-01-26"), ("2023-01-30", "2024-01-28"), ("2025-01-27", "2026-01-25")
    quarter, earlier, half = ("2025-04-28", "2025-07-27"), ("2024-04-29", "2024-07-28"), ("2025-01-27", "2025-07-27")
    return company_facts({
        ("us-gaap:Revenues", "Revenues", "USD"): [
            (ANNUAL, *before, 6087000000), (ANNUAL, *year, 9412000000), (QUARTER, *earlier, 2301000000), (QUARTER, *quarter, 3107000000),
            (QUARTER, *half, 5990000000), (RESTATED, *before, 6087000000), (RESTATED, *year, 9398000000), (RESTATED, *after, 13204000000),
        ],
        ("us-gaap:NetIncomeLoss", "Net Income (Loss) Attributable to Parent", "USD"): [(ANNUAL, *before, -1310000000), (ANNUAL, *year, 2871400000), (RESTATED, *year, 2871000000)],
        ("us-gaap:EarningsPerShareDiluted", "Earnings Per Share, Diluted", "USD/shares"): [(ANNUAL, *year, 23.6), (RESTATED, *year, 2.36)],
        ("us-gaap:EarningsPerShareBasic", "Earnings Per Share, Basic", "USD/shares"): [(ANNUAL, *year, 24.1), (RESTATED, *year, 2.41)],
        ("us-gaap:EffectiveIncomeTaxRateContinuingOperations", "Effective Income Tax Rate Reconciliation, Percent", "pure"): [(ANNUAL, *year, 0.133)],
        ("us-gaap:OperatingLeaseLiability", "Operating Lease, Liability", "USD"): [(ANNUAL, None, "2025-01-26", 412000000)],
        ("us-gaap:AccumulatedOtherComprehensiveIncomeLossNetOfTax", "Accumulated Other Comprehensive Income (Loss), Net of Tax", "USD"): [(ANNUAL, None, "2024-01-28", 78000000)],
        ("us-gaap:Assets", "Assets", "USD"): [(ANNUAL, None, "2025-01-26", 18204000000), (QUARTER, None, "2025-01-26", 18204000000), (QUARTER, None, "2025-07-27", 20115000000)],
        ("dei:EntityCommonStockSharesOutstanding", "Entity Common Stock, Shares Outstanding", "shares"): [(ANNUAL, None, "2025-02-14", 1204000000)],
    })  # fmt: skip


def split(cik: int) -> bytes:
    """Earnings per share of a filer that split its shares ten to one, of which annual reports give three years each."""
    rows: list[Row] = []
    earned = {2021: 4.82, 2022: 6.63, 2023: 17.4, 2024: 19.1, 2025: 29.4, 2026: 4.91}
    for year in range(2023, 2027):
        filing = (f"{cik:010}-{year % 100}-000004", "10-K", f"{year + 1}-02-20", year, "FY")
        for told in range(year - 2, year + 1):
            value = round(earned[told] / 10, 2) if year >= 2025 and told < 2026 else earned[told]
            rows.append((filing, f"{told}-01-01", f"{told}-12-31", value))
    return company_facts({("us-gaap:EarningsPerShareDiluted", "Earnings Per Share, Diluted", "USD/shares"): rows}, cik, "BRACKENFELL POWER INC")
