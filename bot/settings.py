"""Settings: where data lives and which model embeds, from the environment and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `model` is the directory of a sentence-transformers model, None for the default one.

    `scheduled` is whether `serve` refreshes what is followed as it falls due.
    """

    data_dir: Path
    model: Path | None = None
    scheduled: bool = True

    @classmethod
    def read(cls, environ: Mapping[str, str], data_dir: str | None = None) -> Settings:
        """Read the settings from `environ`, with the command line's `data_dir` in front.

        Raises SettingError, naming the key, for a value that cannot be used.
        """
        where = data_dir or environ.get("BURNRATE_DATA_DIR") or _usual_folder()
        folder = Path(where).expanduser()
        if folder.exists() and not folder.is_dir():
            msg = f"BURNRATE_DATA_DIR (or --data-dir) is {str(folder)!r}, which is a file; name a folder"
            raise SettingError(msg)
        named = environ.get("BURNRATE_MODEL")
        model = Path(named).expanduser() if named else None
        if model is not None and not (model / "config.json").is_file():
            msg = f"BURNRATE_MODEL is {named!r}, which has no config.json; name the folder of a sentence-transformers model"
            raise SettingError(msg)
        scheduled = environ.get("BURNRATE_SCHEDULE", "").strip().lower() or "on"
        if scheduled not in {"on", "off"}:
            raise SettingError(f"BURNRATE_SCHEDULE is {scheduled!r}; it is on or off")
        return cls(folder.resolve(), model, scheduled == "on")


def _usual_folder() -> str:
    # Imported here: it loads much that nobody needs who names a folder.
    import platformdirs

    return platformdirs.user_data_dir("burnrate", appauthor=False)
