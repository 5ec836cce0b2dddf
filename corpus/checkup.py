"""What stands in the way of refreshing: settings that cannot be used, a catalog with mistakes, the SEC not told who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.catalog.reading import read_catalog
from corpus.errors import CatalogError
from corpus.net.errors import FetchSettingError
from corpus.net.settings import FetchSettings
from corpus.source import SourceKind

__all__ = ["Finding", "examine_following"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `detail` says what was found and, where something is amiss, what to do."""

    name: str
    ok: bool
    detail: str


def examine_following(data_dir: Path, environ: Mapping[str, str]) -> list[Finding]:
    """Look at the settings for fetching and at the catalog. Nothing is fetched."""
    findings = []
    identity: str | None = None
    try:
        identity = FetchSettings.read(environ).sec_identity
    except FetchSettingError as error:
        findings.append(Finding("fetching", ok=False, detail=str(error)))
    else:
        findings.append(Finding("fetching", ok=True, detail="settings can be used"))
    try:
        sources = read_catalog(data_dir).sources
    except CatalogError as error:
        return [*findings, Finding("catalog", ok=False, detail=str(error))]
    findings.append(Finding("catalog", ok=True, detail=f"{len(sources)} sources are followed"))
    filers = sum(source.kind is SourceKind.FILER for source in sources)
    if filers and identity is None:
        detail = (
            f"the SEC is not told who asks, so the {filers} companies followed there are left out: set BURNRATE_SEC_IDENTITY "
            "to a name and an e-mail address, such as 'Example Research admin@research.example'"
        )
        findings.append(Finding("SEC", ok=True, detail=detail))  # a choice: the rest is read all the same
    elif filers:
        findings.append(Finding("SEC", ok=True, detail=f"{filers} companies are followed, as {identity}"))
    return findings
