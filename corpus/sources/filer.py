"""What a company files with the SEC, by EDGAR."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, timedelta

from corpus.archives import index_page
from corpus.companyfacts import FiledFacts, read_company_facts
from corpus.dates import long_day
from corpus.document import SourceType
from corpus.errors import ImportFailure
from corpus.factsheet import PUBLISHER, pack_sheet, sheet_title
from corpus.net.errors import FetchFailure
from corpus.net.fetching import Fetcher, Page
from corpus.source import Source
from corpus.sources.exhibits import Exhibit, has_exhibits, read_exhibits, wanted
from corpus.sources.lists import Patience, list_address
from corpus.sources.offer import Failed, Gone, Item, Listed, Offer, Unchanged
from corpus.sources.page import file_name, without
from corpus.sources.submissions import Filing, follows, is_of, read_older, read_submissions
from corpus.sources.tickers import filer_of

__all__ = ["ARCHIVES", "read_filer"]

ARCHIVES = "https://www.sec.gov/Archives"
"""What filings are cited by, wherever they were fetched from."""

FACTS = "https://data.sec.gov/api/xbrl/companyfacts"
"""Where the SEC's company facts are, wherever they were fetched from."""

_REPORTS = ("10-K", "10-Q", "20-F", "40-F")
_OLDER = 20  # files of older filings that are looked through, at some thousand filings each
_SETTLING = timedelta(days=3)  # in which parts of a filing may come after the list that names it
_YEARLY = ("10-K", "20-F", "40-F")


async def read_filer(source: Source, fetcher: Fetcher, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
    """The newest filings of the forms that a source follows, each after the exhibits worth reading beside it.

    After them come the facts of the SEC's company facts, a sheet for each of the `facts` newest filings that stated any.
    A filing does not change, so one whose main document is held is not fetched again; the main document comes last,
    so that its exhibits are held where it is. `limit` is how many filings back is looked.
    """
    edgar = _Edgar(source, fetcher)
    try:
        cik = source.where if source.where.isdigit() else await filer_of(source.where, fetcher)
        listed, filings = await edgar.filings(cik)
    except FetchFailure as failure:
        yield Failed(source.where, f"{failure.url.partition('#')[0]}: {failure.reason}", failure.retry_after)
        return
    except ImportFailure as error:
        yield Failed(source.where, str(error))
        return
    if listed.not_modified:
        yield Unchanged(source.where)
        return
    for filing in filings:
        if (lost := edgar.patience.lost(edgar.archives)) is not None:
            yield Failed(source.where, f"the rest is left to the next refresh: {lost.reason}", lost.retry_after)
            return
        if holds(url := edgar.public(cik, filing, filing.document)):
            yield Unchanged(url)
            continue
        async for item in edgar.documents(cik, filing, holds):
            yield item
    if source.facts:
        async for item in edgar.facts(cik, holds):
            yield item
    if not edgar.patience.put_off:
        yield Listed(source.where, listed.url, listed.validators)


class _Edgar:
    """One reading of a filer."""

    def __init__(self, source: Source, fetcher: Fetcher) -> None:
        self.source = source
        self.fetcher = fetcher
        self.patience = Patience()
        self.today = date.min
        self.newest: Filing | None = None
        """The newest report, which brings new facts."""
        data = fetcher.settings.sec_data_url.rstrip("/")
        self.company_facts = f"{data}/api/xbrl/companyfacts"
        self.submissions = f"{data}/submissions"
        self.archives = fetcher.settings.sec_archives_url.rstrip("/")

    async def filings(self, cik: str) -> tuple[Page, list[Filing]]:
        """The page of submissions, and of the filings it lists those that are followed, newest first."""
        address = list_address(f"{self.submissions}/CIK{cik}.json", self.source)
        page = await self.fetcher.get(address, sec=True)
        self.today = page.fetched_at.date()
        if page.not_modified:
            return page, []
        listed = await asyncio.to_thread(read_submissions, page.body)
        found = [filing for filing in listed.filings if follows(filing, self.source.forms)]
        self.newest = max((f for f in found if is_of(f.form, _REPORTS)), key=lambda f: (f.filed, f.accession), default=None)
        for name in listed.older[:_OLDER]:
            if len(found) >= self.source.limit:
                break
            older = await self.fetcher.get(f"{self.submissions}/{name}", conditional=False, sec=True)
            rows = await asyncio.to_thread(read_older, older.body)
            found += [filing for filing in rows if follows(filing, self.source.forms)]
        found.sort(key=lambda filing: (filing.filed, filing.accession), reverse=True)
        once = {filing.accession: filing for filing in found}
        return page, list(once.values())[: self.source.limit]

    async def documents(self, cik: str, filing: Filing, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
        """The exhibits of a filing and then its main document, left out where an exhibit cannot be had for now."""
        exhibits: tuple[Exhibit, ...] = ()
        before = self.patience.put_off
        if has_exhibits(filing.form):
            index = f"{filing.accession}-index-headers.html"
            page = await self._get(cik, filing, index)
            if isinstance(page, Page):
                exhibits = wanted(filing.form, await asyncio.to_thread(read_exhibits, page.body))
            elif not isinstance(page, Gone):  # filings of long ago have no such page
                yield page
        for exhibit in exhibits:
            url = self.public(cik, filing, exhibit.name)
            if holds(url):
                yield Unchanged(url)
                continue
            page = await self._get(cik, filing, exhibit.name)
            yield self._offer(page, url, filing, exhibit) if isinstance(page, Page) else page
        if self.patience.put_off == before:
            page = await self._get(cik, filing, filing.document)
            url = self.public(cik, filing, filing.document)
            yield self._offer(page, url, filing) if isinstance(page, Page) else page

    async def facts(self, cik: str, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
        """A sheet of facts for each of the newest filings, the newest first; nothing where the newest report's is held.

        A company without tagged filings has no company facts, which is no failure.
        """
        if self.newest is not None and holds(index_page(cik, self.newest.accession)):
            return
        shown = f"{FACTS}/CIK{cik}.json"
        try:
            page = await self.fetcher.get(list_address(f"{self.company_facts}/CIK{cik}.json", self.source), sec=True)
        except FetchFailure as failure:
            self.patience.failed(self.company_facts, failure)
            if not isinstance(without(shown, failure), Gone):
                yield Failed(shown, failure.reason, failure.retry_after)
            return
        if page.not_modified:
            self._await_facts(())
            return
        try:
            filed = await asyncio.to_thread(read_company_facts, page.body, lambda form: is_of(form, self.source.forms))
        except ImportFailure as error:
            self._await_facts(())
            yield Failed(shown, str(error))
            return
        for sheet in reversed(filed[-self.source.facts :]):
            if holds(sheet.url):
                continue
            yield Offer(
                url=sheet.url,
                body=pack_sheet(sheet),
                content_type="application/json",
                name="",
                title=sheet_title(self.source.publisher, sheet),
                author=None,
                publisher=PUBLISHER,
                published=sheet.filed,
                source_type=SourceType.FILING,
                fetched_from=sheet.url,
                validators=None,
            )
        self._await_facts(filed)
        yield Listed(shown, page.url, page.validators)

    def _await_facts(self, filed: Sequence[FiledFacts]) -> None:
        """Have the list read again where the facts of a new report may still be on their way."""
        newest = self.newest
        if newest is not None and self.today - newest.filed <= _SETTLING and all(sheet.accession != newest.accession for sheet in filed):
            self.patience.put_off += 1

    async def _get(self, cik: str, filing: Filing, name: str) -> Page | Gone | Failed:
        url = f"{self.archives}/edgar/data/{int(cik)}/{filing.folder}/{name}"
        try:
            page = await self.fetcher.get(url, conditional=False, sec=True)
        except FetchFailure as failure:
            self.patience.failed(url, failure)
            missing = without(self.public(cik, filing, name), failure)
            if isinstance(missing, Gone) and self.today - filing.filed <= _SETTLING:
                self.patience.put_off += 1
                return Failed(
                    missing.url, f"the filing is new, and this part of it is not there yet ({failure.reason})"
                )
            return missing
        self.patience.answered(url)
        return page

    def _offer(self, page: Page, url: str, filing: Filing, exhibit: Exhibit | None = None) -> Offer:
        return Offer(
            url=url,
            body=page.body,
            content_type=page.content_type,
            name=file_name(url),
            title=_title(self.source.publisher, filing, exhibit),
            author=None,
            publisher=PUBLISHER,
            published=filing.filed,
            source_type=SourceType.FILING,
            fetched_from=page.url,
            validators=None,  # it does not change, and is not asked for again
        )

    def public(self, cik: str, filing: Filing, name: str) -> str:
        """The address on the SEC's own site of a document of a filing."""
        return f"{ARCHIVES}/edgar/data/{int(cik)}/{filing.folder}/{name}"


def _title(company: str, filing: Filing, exhibit: Exhibit | None) -> str:
    title = f"{company} Form {filing.form}"
    if exhibit is not None:
        return f"{title}, Exhibit {exhibit.number}, {long_day(filing.filed)}"
    form = filing.form.removesuffix("/A")
    if filing.period is not None and form.startswith(_YEARLY):
        return f"{title} for the fiscal year ended {long_day(filing.period)}"
    if filing.period is not None and form.startswith("10-Q"):
        return f"{title} for the quarter ended {long_day(filing.period)}"
    return f"{title}, {long_day(filing.filed)}"

