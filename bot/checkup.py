"""The check-up that `doctor` prints: what is set up, what is not, and what to do about it."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass

from bot.building import store_path
from bot.settings import Settings
from corpus.errors import CorpusError
from corpus.store import Store
from index import model as models
from index.errors import IndexingError
from index.generation import open_current

__all__ = ["Check", "checkup"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `detail` says what was found and, where it is not ok, what to do."""

    name: str
    ok: bool
    detail: str


def checkup(settings: Settings) -> list[Check]:
    """Look at the data directory, the store, the model and the index, in that order."""
    return [_folder(settings), _documents(settings), _model(settings), _index(settings)]


def _folder(settings: Settings) -> Check:
    folder = settings.data_dir
    if not folder.is_dir():
        return Check("data directory", ok=False, detail=f"{folder} does not exist yet; `burnrate init` makes it")
    if not os.access(folder, os.W_OK):
        return Check("data directory", ok=False, detail=f"{folder} cannot be written; check its owner and permissions")
    return Check("data directory", ok=True, detail=str(folder))


def _documents(settings: Settings) -> Check:
    path = store_path(settings.data_dir)
    if not path.is_file():
        return Check("documents", ok=False, detail="none yet; `burnrate init` brings the starter corpus")
    try:
        with Store(path) as store:
            count = len(store.current_ids())
    except CorpusError as error:
        return Check("documents", ok=False, detail=str(error))
    return Check("documents", ok=count > 0, detail=f"{count} documents" + ("" if count else "; `burnrate corpus import`"))


def _model(settings: Settings) -> Check:
    try:
        found = models.find(settings.model)
    except IndexingError as error:
        return Check("embedding model", ok=False, detail=str(error))
    if (models.exported(settings.data_dir, found.key) / "model.json").is_file():
        return Check("embedding model", ok=True, detail=f"exported, key {found.key}")
    if importlib.util.find_spec("torch") is None:
        return Check("embedding model", ok=False, detail="not exported yet, and torch is missing: install burnrate[export]")
    return Check("embedding model", ok=True, detail="installed; it is exported when an index is first built")


def _index(settings: Settings) -> Check:
    try:
        with open_current(settings.data_dir) as snapshot:
            info = snapshot.info
    except IndexingError as error:
        return Check("index", ok=False, detail=f"{error}; `burnrate init` or `burnrate corpus import` builds one")
    return Check("index", ok=True, detail=f"generation {info.id}: {info.documents} documents, {info.figures} figures")
