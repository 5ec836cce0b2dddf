from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.document import SourceType
from corpus.source import Source, SourceKind
from corpus.sources.offer import Failed, Item, Listed, Offer, Unchanged
from tests.corpus.fact_files import ANNUAL, QUARTER, company_facts
from tests.corpus.sources.following import Following, source
from tests.edgar import Edgar, Filed, file_real_filings

CIK = 8800123
REPORTS = ("10-K", "10-Q")


def filer(*forms: str, where: str = f"{CIK:010}", limit: int = 40, facts: int = 0) -> Source:
    """Quillon, as a catalog follows it."""
    return source(SourceKind.FILER, where, source_type=SourceType.FILING, forms=forms, limit=limit, facts=facts)


def filing(number: int, form: str, filed: str, period: str = "", **more: object) -> Filed:
    """A filing of Quillon's."""
    return Filed(f"0008800123-26-{number:06}", form, filed, period, f"qln-{number}.htm", **more)  # type: ignore[arg-type]  # its fields


def offers(items: list[Item]) -> list[Offer]:
    """Those that are offers."""
    return [one for one in items if isinstance(one, Offer)]


@pytest.fixture
def edgar() -> Edgar:
    return Edgar(recent=3)


def test_filings_of_the_forms_followed_are_offered_newest_first(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP", "QLN")
        annual = edgar.file(CIK, filing(1, "10-K", "2026-02-20", "2025-12-31"), "<p>Annual</p>")
        edgar.file(CIK, filing(2, "4", "2026-03-01"), "<p>Not followed</p>")
        quarter = edgar.file(CIK, filing(3, "10-Q", "2026-05-02", "2026-03-31"), "<p>Quarter</p>")
        second, first, listed = Following(tmp_path, edgar).refresh(filer(*REPORTS))
        assert isinstance(first, Offer)
        assert isinstance(second, Offer)
        assert (second.url, second.body) == (quarter, b"<p>Quarter</p>")
        assert second.title == "Quillon Form 10-Q for the quarter ended March 31, 2026"
        assert (first.url, first.title) == (annual, "Quillon Form 10-K for the fiscal year ended December 31, 2025")
        assert (first.published, first.publisher, first.source_type) == (
            date(2026, 2, 20),
            "SEC EDGAR",
            SourceType.FILING,
        )
        assert first.name == "qln-1.htm"
        assert isinstance(listed, Listed)


def test_an_unchanged_list_costs_one_request_without_a_body(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        edgar.file(CIK, filing(1, "10-K", "2026-02-20", "2025-12-31"), "<p>Annual</p>")
        following = Following(tmp_path, edgar)
        following.refresh(filer(*REPORTS))
        edgar.asked()
        assert following.refresh(filer(*REPORTS)) == [Unchanged(f"{CIK:010}")]
        assert [(request.status, request.sent) for request in edgar.asked()] == [(304, 0)]


def test_only_what_is_new_is_fetched_and_amendments_come_along(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        annual = edgar.file(CIK, filing(1, "10-K", "2026-02-20", "2025-12-31"), "<p>Annual</p>")
        following = Following(tmp_path, edgar)
        following.refresh(filer(*REPORTS))
        amended = edgar.file(CIK, filing(2, "10-K/A", "2026-04-20", "2025-12-31"), "<p>Amended</p>")
        edgar.asked()
        offer, held, _ = following.refresh(filer(*REPORTS))
        assert isinstance(offer, Offer)
        assert (offer.url, offer.title) == (amended, "Quillon Form 10-K/A for the fiscal year ended December 31, 2025")
        assert held == Unchanged(annual)
        assert len([request for request in edgar.asked() if request.path.endswith(("qln-1.htm", "qln-2.htm"))]) == 1


def test_news_in_exhibits_is_offered_before_the_main_document(edgar: Edgar, tmp_path: Path) -> None:
    exhibits = (
        ("EX-99.1", "q1release.htm", "EX-99.1"),
        ("EX-10.1", "agreement.htm", "EX-10.1"),
        ("EX-99.2", "q1slides.pdf", "EX-99.2"),
        ("GRAPHIC", "logo.jpg", ""),
    )
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        main = edgar.file(
            CIK,
            filing(1, "8-K", "2026-04-29", "2026-04-29", exhibits=exhibits, items="2.02,9.01"),
            "<p>Cover</p>",
            ["<p>Revenue</p>", "<p>Agreement</p>", b"%PDF-1.4", b"\xff\xd8\xff"],
        )
        release, cover = offers(Following(tmp_path, edgar).refresh(filer("8-K")))
        assert (release.url, release.body) == (main.replace("qln-1", "q1release"), b"<p>Revenue</p>")
        assert release.title == "Quillon Form 8-K, Exhibit 99.1, April 29, 2026"
        assert (cover.url, cover.title) == (main, "Quillon Form 8-K, April 29, 2026")


def test_a_filing_whose_exhibit_fails_is_left_to_the_next_refresh(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        for number, day in ((1, "2026-04-29"), (2, "2026-04-30")):
            release = (("EX-99.1", f"release-{number}.htm", ""),)
            edgar.file(CIK, filing(number, "8-K", day, exhibits=release), "<p>Cover</p>", ["<p>News</p>"])
        edgar.fail(f"/Archives/edgar/data/{CIK}/000880012326000002/release-2.htm", 503, times=1)
        following = Following(tmp_path, edgar)
        failed, *rest = following.refresh(filer("8-K"))
        assert isinstance(failed, Failed)
        assert failed.url.endswith("release-2.htm")
        assert [offer.name for offer in offers(rest)] == ["release-1.htm", "qln-1.htm"]
        assert not any(isinstance(one, Listed) for one in rest)
        assert [offer.name for offer in offers(following.refresh(filer("8-K")))] == ["release-2.htm", "qln-2.htm"]


@pytest.mark.parametrize(("days", "again"), [(1, True), (30, False)])
def test_what_a_new_filing_lacks_is_looked_for_again(edgar: Edgar, tmp_path: Path, days: int, again: bool) -> None:
    filed = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        release = (("EX-99.1", "release.htm", ""),)
        edgar.file(CIK, filing(1, "8-K", filed, exhibits=release), "<p>Cover</p>", ["<p>News</p>"])
        folder = f"/Archives/edgar/data/{CIK}/000880012326000001"
        edgar.remove(f"{folder}/0008800123-26-000001-index-headers.html")
        following = Following(tmp_path, edgar)
        first = following.refresh(filer("8-K"))
        if again:
            assert isinstance(first[0], Failed)
            edgar.put(
                f"{folder}/0008800123-26-000001-index-headers.html", "&lt;TYPE&gt;EX-99.1\n&lt;FILENAME&gt;release.htm"
            )
            assert [offer.name for offer in offers(following.refresh(filer("8-K")))] == ["release.htm", "qln-1.htm"]
        else:  # filings of long ago have no list of their documents
            assert [offer.name for offer in offers(first)] == ["qln-1.htm"]
            assert following.refresh(filer("8-K")) == [Unchanged(f"{CIK:010}")]


def test_older_filings_are_looked_up_until_the_limit_is_reached(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        for number in range(1, 10):
            form = "10-K" if number % 2 else "4"
            edgar.file(CIK, filing(number, form, f"20{10 + number}-02-20"), f"<p>{number}</p>")
        following = Following(tmp_path, edgar)
        found = offers(following.refresh(filer("10-K", limit=3)))
        assert [offer.name for offer in found] == ["qln-9.htm", "qln-7.htm", "qln-5.htm"]
        lists = {request.path.rpartition("/")[2] for request in edgar.asked() if "/submissions/" in request.path}
        assert lists == {f"CIK{CIK:010}.json", f"CIK{CIK:010}-submissions-001.json"}
        # More is wanted of the same, unchanged list.
        assert [offer.name for offer in offers(following.refresh(filer("10-K", limit=4)))] == ["qln-3.htm"]


def test_every_kind_of_prospectus_is_meant_by_424b(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        for number, form in enumerate(("S-1", "S-1/A", "424B4", "424B5", "424A", "S-1MEF"), 1):
            edgar.file(CIK, filing(number, form, f"2026-06-0{number}"), "<p>Prospectus</p>")
        found = offers(Following(tmp_path, edgar).refresh(filer("S-1", "424B")))
        assert [offer.name for offer in found] == ["qln-4.htm", "qln-3.htm", "qln-2.htm", "qln-1.htm"]


def test_a_ticker_is_resolved_once_a_month(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP", "QLN")
        edgar.file(CIK, filing(1, "10-K", "2026-02-20", "2025-12-31"), "<p>Annual</p>")
        following = Following(tmp_path, edgar)
        assert offers(following.refresh(filer("10-K", where="QLN")))
        edgar.asked()
        following.refresh(filer("10-K", where="QLN"))
        assert [request.path for request in edgar.asked()] == [f"/submissions/CIK{CIK:010}.json"]
        (failed,) = following.refresh(filer("10-K", where="QLM"))
        assert isinstance(failed, Failed)
        assert "did you mean QLN?" in failed.reason


def test_without_an_identity_there_is_one_failure_that_says_what_to_set(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        following = Following(tmp_path, edgar, BURNRATE_SEC_IDENTITY="")
        (failed,) = following.refresh(filer("10-K"))
        assert isinstance(failed, Failed)
        assert "BURNRATE_SEC_IDENTITY" in failed.reason


@pytest.mark.parametrize(
    "body", ["<html>Busy</html>", "[]", '{"filings": {}}', '{"filings": {"recent": {"form": 3}}}', "[" * 100_000]
)
def test_a_list_of_another_shape_is_one_failure(edgar: Edgar, tmp_path: Path, body: str) -> None:
    with edgar:
        edgar.put(f"/submissions/CIK{CIK:010}.json", body, "application/json")
        (failed,) = Following(tmp_path, edgar).refresh(filer("10-K"))
        assert isinstance(failed, Failed)


def test_the_real_filings_go_through(tmp_path: Path) -> None:
    edgar = Edgar()
    with edgar:
        addresses = file_real_filings(edgar)
        following = Following(tmp_path, edgar)
        filers = [filer(*REPORTS, where=f"{cik:010}") for cik in (1045810, 1326801, 1652044)]
        found = offers(following.refresh(*filers))
        assert {offer.url for offer in found} == set(addresses.values())
        assert all(len(offer.body) > 1_000_000 for offer in found)
        edgar.asked()
        assert all(isinstance(one, Unchanged) for one in following.refresh(*filers))
        assert sum(request.sent for request in edgar.asked()) == 0


FACTS = f"/api/xbrl/companyfacts/CIK{CIK:010}.json"
REVENUE = ("us-gaap:Revenues", "Revenues", "USD")
STATED = {REVENUE: [(ANNUAL, "2024-01-29", "2025-01-26", 9412), (QUARTER, "2025-04-28", "2025-07-27", 3107)]}


def reports(edgar: Edgar, *filed: tuple[str, str, str, int, str]) -> None:
    for accession, form, day, _, _ in filed:
        edgar.file(CIK, Filed(accession, form, day, "", f"{accession}.htm"), "<p>Report</p>")


def sheets(items: list[Item]) -> list[Offer]:
    return [one for one in offers(items) if one.url.endswith("-index.htm")]


def test_facts_are_offered_by_filing_after_the_filings(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL, QUARTER)
        edgar.put(FACTS, company_facts(STATED, CIK), "application/json")
        items = Following(tmp_path, edgar).refresh(filer(*REPORTS, facts=40))
        quarter, annual = sheets(items)
        assert offers(items)[-2:] == [quarter, annual]
        assert quarter.title == "Quillon Form 10-Q filed August 27, 2025 (SEC company facts)"
        assert annual.url == f"https://www.sec.gov/Archives/edgar/data/{CIK}/{ANNUAL[0].replace('-', '')}/{ANNUAL[0]}-index.htm"
        assert (annual.published, annual.publisher, annual.source_type) == (date(2025, 2, 26), "SEC EDGAR", SourceType.FILING)


def test_facts_are_asked_for_when_a_new_report_is_filed_and_only_its_own_offered(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL)
        edgar.put(FACTS, company_facts({REVENUE: STATED[REVENUE][:1]}, CIK), "application/json")
        following = Following(tmp_path, edgar)
        assert len(sheets(following.refresh(filer(*REPORTS, facts=40)))) == 1
        edgar.asked()
        edgar.file(CIK, filing(7, "4", "2025-03-01"), "<p>Not followed</p>")
        assert not sheets(following.refresh(filer(*REPORTS, facts=40)))
        assert not [one for one in edgar.asked() if one.path == FACTS]
        reports(edgar, QUARTER)
        edgar.put(FACTS, company_facts(STATED, CIK), "application/json")
        (sheet,) = sheets(following.refresh(filer(*REPORTS, facts=40)))
        assert QUARTER[0] in sheet.url
        assert [one.status for one in edgar.asked() if one.path == FACTS] == [200]


def test_facts_that_did_not_change_cost_no_body(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL)
        edgar.put(FACTS, company_facts({REVENUE: STATED[REVENUE][:1]}, CIK), "application/json")
        following = Following(tmp_path, edgar)
        following.refresh(filer(*REPORTS, facts=40))
        reports(edgar, QUARTER)
        edgar.asked()
        assert not sheets(following.refresh(filer(*REPORTS, facts=40)))
        assert [(one.status, one.sent) for one in edgar.asked() if one.path == FACTS] == [(304, 0)]


def test_facts_of_a_new_report_that_are_not_there_yet_are_looked_for_again(edgar: Edgar, tmp_path: Path) -> None:
    today = datetime.now(UTC).date().isoformat()
    fresh = ("0008800123-26-000044", "10-Q", today, 2026, "Q2")
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL, fresh)
        edgar.put(FACTS, company_facts({REVENUE: STATED[REVENUE][:1]}, CIK), "application/json")
        following = Following(tmp_path, edgar)
        following.refresh(filer(*REPORTS, facts=40))
        edgar.put(FACTS, company_facts({REVENUE: [STATED[REVENUE][0], (fresh, "2026-04-28", "2026-07-27", 5)]}, CIK), "application/json")
        (sheet,) = sheets(following.refresh(filer(*REPORTS, facts=40)))
        assert fresh[0] in sheet.url


def test_only_facts_of_the_forms_followed_and_as_many_as_wanted(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL, QUARTER)
        edgar.put(FACTS, company_facts(STATED, CIK), "application/json")
        assert [ANNUAL[0] in one.url for one in sheets(Following(tmp_path / "a", edgar).refresh(filer("10-K", facts=40)))] == [True]
        assert [QUARTER[0] in one.url for one in sheets(Following(tmp_path / "b", edgar).refresh(filer(*REPORTS, facts=1)))] == [True]
        edgar.asked()
        assert not sheets(Following(tmp_path / "c", edgar).refresh(filer(*REPORTS)))
        assert not [one for one in edgar.asked() if one.path == FACTS]


@pytest.mark.parametrize("status", [None, 503])
def test_facts_that_are_broken_or_not_to_be_had_cost_no_filing(edgar: Edgar, tmp_path: Path, status: int | None) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL)
        edgar.put(FACTS, b'{"cik": 8800123, "facts": {', "application/json")
        if status:
            edgar.fail(FACTS, status, times=1)
        items = Following(tmp_path, edgar).refresh(filer(*REPORTS, facts=40))
        assert [one.name for one in offers(items)] == [f"{ANNUAL[0]}.htm"]
        (failed,) = [one for one in items if isinstance(one, Failed)]
        assert failed.url == f"https://data.sec.gov{FACTS}"
        # What may be had later is asked for again; what is broken is not, before something new is filed.
        assert any(isinstance(one, Listed) for one in items) == (status is None)


def test_a_company_without_facts_is_no_failure(edgar: Edgar, tmp_path: Path) -> None:
    with edgar:
        edgar.company(CIK, "QUILLON CORP")
        reports(edgar, ANNUAL)
        items = Following(tmp_path, edgar).refresh(filer(*REPORTS, facts=40))
        assert not [one for one in items if isinstance(one, Failed)]
        assert isinstance(items[-1], Listed)
