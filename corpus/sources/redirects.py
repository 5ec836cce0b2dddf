"""Where links lead that are not the address of their page, so that a page that is held is recognised by its link."""

from __future__ import annotations

from pathlib import Path

from corpus.state import open_state

__all__ = ["Redirects"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS redirects (link TEXT PRIMARY KEY, url TEXT NOT NULL) WITHOUT ROWID
"""


class Redirects:
    """The links of feeds that were followed and led elsewhere, in the state file of a data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def get(self, link: str) -> str:
        """The address that a link led to; itself where it is not known to lead elsewhere."""
        with open_state(self.data_dir, _SCHEMA) as state:
            row = state.execute("SELECT url FROM redirects WHERE link = ?", (link,)).fetchone()
        return link if row is None else str(row[0])

    def keep(self, link: str, url: str) -> None:
        """Remember where a link led."""
        with open_state(self.data_dir, _SCHEMA) as state:
            state.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?)", (link, url))
