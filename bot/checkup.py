"""The check-up that `doctor` prints: what is set up, what is not, and what to do about it."""

from __future__ import annotations

import asyncio
import importlib.util
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.building import store_path
from bot.chat.settings import ChatSettings
from bot.errors import BotError, SettingError
from bot.golden import golden_questions
from bot.settings import Settings
from bot.web.settings import HttpSettings
from corpus.checkup import examine_following
from corpus.errors import CorpusError
from corpus.store import Store
from index import model as models
from index.errors import IndexingError
from index.generation import open_current

__all__ = ["Check", "checkup", "platform_checks", "setting_checks"]

_PATIENCE = 60.0
"""Seconds that a platform has to answer all that is asked of it."""
_SHORT_TOKEN = 16


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


def setting_checks(environ: Mapping[str, str], data_dir: Path) -> list[Check]:
    """Look at the settings of serving, fetching and chat, and at an admin's own files."""
    return [
        _look("HTTP", lambda: _http(HttpSettings.read(environ))),
        _look("admins in chat", lambda: _admins(ChatSettings.read(environ))),
        *(Check(found.name, found.ok, found.detail.replace("\n", "; ")) for found in examine_following(data_dir, environ)),
        _look("golden questions", lambda: f"{len(golden_questions(data_dir))} questions"),
    ]


async def platform_checks(environ: Mapping[str, str], data_dir: Path) -> list[Check]:
    """Ask the platforms that are set up about tokens, scopes, intents and permissions."""
    found = await asyncio.gather(
        _asked("Slack", lambda: _slack(environ, data_dir)), _asked("Discord", lambda: _discord(environ))
    )
    return [check for checks in found for check in checks]


def _look(name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=work())
    except (BotError, CorpusError, OSError) as error:
        return Check(name, ok=False, detail=str(error).replace("\n", "; "))


def _http(settings: HttpSettings) -> str:
    where = f"{settings.host}:{settings.port}"
    if settings.token is None:
        return f"{where}; POST /v1/ask is off until BURNRATE_API_TOKEN is set"
    if len(settings.token) < _SHORT_TOKEN:
        raise SettingError(
            f"BURNRATE_API_TOKEN has {len(settings.token)} characters and could be guessed; `openssl rand -hex 24` makes one"
        )
    return f"{where}; POST /v1/ask takes questions"


def _admins(settings: ChatSettings) -> str:
    count = len(settings.admins)
    return f"{count} entries in BURNRATE_ADMINS" if count else "nobody; BURNRATE_ADMINS names who may run the corpus from chat"


async def _asked(name: str, work: Callable[[], Awaitable[list[Check]]]) -> list[Check]:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await work()
    except SettingError as error:
        return [Check(name, ok=False, detail=str(error))]
    except TimeoutError:
        return [Check(name, ok=False, detail=f"it did not answer within {_PATIENCE:g} s; is there a way to it from here?")]
    except Exception as error:  # noqa: BLE001 - whatever ails one platform, the others are looked at
        return [Check(name, ok=False, detail=f"it could not be asked ({type(error).__name__}: {error})")]


async def _slack(environ: Mapping[str, str], data_dir: Path) -> list[Check]:
    from bot.slack.checkup import check
    from bot.slack.settings import SlackSettings

    return await check(SlackSettings.read(environ), data_dir)


async def _discord(environ: Mapping[str, str]) -> list[Check]:
    from bot.discord.settings import DiscordSettings

    settings = DiscordSettings.read(environ)
    if settings is None:
        return [Check("Discord", ok=True, detail="not set up; docs/discord.md tells how")]
    from bot.discord.checkup import check

    return await check(settings)
