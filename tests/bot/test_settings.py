"""Settings from the environment and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.settings import Settings


def test_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    environ = {"BURNRATE_DATA_DIR": str(tmp_path / "environment")}
    assert Settings.read(environ).data_dir == (tmp_path / "environment").resolve()
    assert Settings.read(environ, str(tmp_path / "line")).data_dir == (tmp_path / "line").resolve()


def test_there_is_a_default_folder() -> None:
    settings = Settings.read({})
    assert settings.data_dir.name == "burnrate"
    assert settings.model is None


def test_reading_makes_nothing(tmp_path: Path) -> None:
    Settings.read({"BURNRATE_DATA_DIR": str(tmp_path / "new")})
    assert not (tmp_path / "new").exists()


def test_a_file_is_no_data_directory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(SettingError, match="BURNRATE_DATA_DIR") as raised:
        Settings.read({"BURNRATE_DATA_DIR": str(path)})
    assert str(path) in str(raised.value)


def test_a_model_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="BURNRATE_MODEL"):
        Settings.read({"BURNRATE_MODEL": str(tmp_path)})
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert Settings.read({"BURNRATE_MODEL": str(tmp_path)}).model == tmp_path


def test_the_schedule_is_on_or_off() -> None:
    assert Settings.read({}).scheduled
    assert not Settings.read({"BURNRATE_SCHEDULE": "Off"}).scheduled
    with pytest.raises(SettingError, match="BURNRATE_SCHEDULE"):
        Settings.read({"BURNRATE_SCHEDULE": "daily"})
