"""Benchmarks: what they are given is looked at before anything is measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import annual


def test_an_annual_report_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "annual-report.html"
    monkeypatch.setattr(sys, "argv", ["annual", __file__, str(missing)])
    with pytest.raises(SystemExit) as ended:
        annual.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert str(missing) in said
    assert __file__ not in said
    assert "Traceback" not in said
