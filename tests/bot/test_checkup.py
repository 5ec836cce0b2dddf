"""What `doctor` looks at and advises."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.building import store_path
from bot.checkup import Check, checkup, platform_checks, setting_checks
from bot.settings import Settings
from corpus.store import Store


def checks(folder: Path) -> dict[str, Check]:
    return {check.name: check for check in checkup(Settings(folder))}


def test_all_is_well_with_a_published_corpus(data_dir: Path) -> None:
    found = checks(data_dir)
    assert all(check.ok for check in found.values())
    assert "6 documents" in found["documents"].detail


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    found = checks(tmp_path / "new")
    assert not found["data directory"].ok
    assert "burnrate init" in found["data directory"].detail
    assert not found["index"].ok
    assert not (tmp_path / "new").exists()


def test_an_empty_corpus_is_told(new_data_dir: Callable[[], Path]) -> None:
    folder = new_data_dir()
    with Store(store_path(folder)):
        pass
    found = checks(folder)
    assert found["data directory"].ok
    assert found["embedding model"].ok
    assert not found["documents"].ok
    assert "corpus import" in found["documents"].detail
    assert not found["index"].ok


def test_settings_are_looked_at_and_what_is_wrong_with_one_is_named(tmp_path: Path) -> None:
    found = {check.name: check for check in setting_checks({}, tmp_path)}
    assert all(check.ok for check in found.values())
    assert "BURNRATE_API_TOKEN" in found["HTTP"].detail
    assert "nobody" in found["admins in chat"].detail

    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "own.yaml").write_text("- name: one\n  page: nothing\n", encoding="utf-8")
    (tmp_path / "golden.yaml").write_text("- value: 3\n", encoding="utf-8")
    wrong = {"BURNRATE_API_TOKEN": "short", "BURNRATE_ADMINS": "anna", "BURNRATE_FETCH_PAUSE": "x"}
    found = {check.name: check for check in setting_checks(wrong, tmp_path)}
    assert not any(check.ok for check in found.values())
    assert "could be guessed" in found["HTTP"].detail
    assert "short" not in found["HTTP"].detail
    assert "'anna'" in found["admins in chat"].detail
    assert "BURNRATE_FETCH_PAUSE" in found["fetching"].detail
    assert "own.yaml:2" in found["catalog"].detail
    assert "golden.yaml:1" in found["golden questions"].detail


def test_platforms_are_asked_only_where_they_are_set_up_and_one_stops_no_other(tmp_path: Path) -> None:
    found = asyncio.run(platform_checks({}, tmp_path))
    assert [(check.name, check.ok) for check in found] == [("Slack", True), ("Discord", True)]
    environ = {
        "BURNRATE_SLACK_BOT_TOKEN": "nonsense", "BURNRATE_DISCORD_TOKEN": "a.b.c",
        "BURNRATE_DISCORD_API_URL": "http://127.0.0.1:9/api/v10",
    }  # fmt: skip
    found = asyncio.run(platform_checks(environ, tmp_path))
    assert [check.ok for check in found] == [False, False]
    assert "BURNRATE_SLACK_BOT_TOKEN" in found[0].detail
    assert "127.0.0.1:9" in found[1].detail
