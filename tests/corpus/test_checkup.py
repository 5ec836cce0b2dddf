from __future__ import annotations

from pathlib import Path

from corpus.checkup import Finding, examine_following

IDENTITY = {"BURNRATE_SEC_IDENTITY": "Example Research admin@research.example"}


def found(data_dir: Path, **environ: str) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine_following(data_dir, environ)}


def test_the_sec_has_to_know_who_asks(tmp_path: Path) -> None:
    findings = found(tmp_path)
    assert all(one.ok for one in findings.values())
    assert "BURNRATE_SEC_IDENTITY" in findings["SEC"].detail
    assert all(one.ok for one in found(tmp_path, **IDENTITY).values())


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    finding = found(tmp_path, **IDENTITY, BURNRATE_FETCH_PAUSE="soon")["fetching"]
    assert not finding.ok
    assert "BURNRATE_FETCH_PAUSE" in finding.detail


def test_a_mistake_in_the_catalog_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "own.yaml").write_text("- name: a\n  page: nowhere\n")
    finding = found(tmp_path, **IDENTITY)["catalog"]
    assert not finding.ok
    assert "own.yaml:2" in finding.detail
