"""Company facts from a catalogued filer to an answer, over an EDGAR on the loopback."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.engine import Engine
from bot.library import Library
from bot.refreshing import RefreshReport, refresh
from tests.bot.following import ANNA
from tests.corpus.fact_files import ANNUAL, CIK, QUARTER, RESTATED, larkmoor
from tests.edgar import Edgar, Filed

FACTS = f"/api/xbrl/companyfacts/CIK{CIK:010}.json"


def outcomes(report: RefreshReport) -> dict[str, int]:
    return {kind: len(entries) for kind, entries in report.lists().items() if entries}


def test_a_refresh_brings_a_filers_company_facts_and_only_new_ones_after_that(new_data_dir: Callable[[], Path]) -> None:
    data_dir = new_data_dir()
    (data_dir / "catalog").mkdir()
    (data_dir / "catalog" / "own.yaml").write_text(f"- name: larkmoor\n  filer: {CIK}\n  publisher: Larkmoor Systems\n  forms: [10-K, 10-Q]\n", "utf-8")
    every = larkmoor()
    with Edgar() as edgar:
        edgar.company(CIK, "LARKMOOR SYSTEMS INC")

        def file(*filed: tuple[str, str, str, int, str]) -> None:
            for accession, form, day, _, _ in filed:
                edgar.file(CIK, Filed(accession, form, day, day, f"{accession}.htm"), f"<h1>Larkmoor Systems Form {form}</h1><p>See the exhibits.</p>")

        def read() -> dict[str, int]:
            return outcomes(refresh(data_dir, ANNA, ["larkmoor"], environ=edgar.environ()))

        file(ANNUAL, QUARTER)
        edgar.put(FACTS, every.replace(RESTATED[0].encode(), b"none"), "application/json")
        assert read() == {"new": 4}
        assert read() == {"unchanged": 1}
        file(RESTATED)
        edgar.put(FACTS, every[:-50], "application/json")
        # A file that is cut short costs no filing, and what was read before stays.
        assert read() == {"new": 1, "unchanged": 2, "failed": 1}
        file(("0008800456-26-000077", "10-Q", "2026-05-27", 2027, "Q1"))
        edgar.put(FACTS, every, "application/json")
        assert read() == {"new": 2, "unchanged": 3}
    library = Library.open(data_dir)
    answer = Engine(library).ask("what was Larkmoor Systems' revenue in fiscal 2025?", today=date(2026, 6, 1))
    assert answer.figures[0].amount.value == 9398000000
    assert answer.citations[0].title == "Larkmoor Systems Form 10-K filed February 25, 2026 (SEC company facts)"
    assert [one.figure.amount.value for one in answer.disagreements] == [9412000000]
