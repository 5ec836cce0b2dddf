"""The small corpus of `pages`, imported by the real program once for all tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.building import import_files, store_path
from bot.engine import Engine
from bot.library import Library
from bot.question import Turn
from corpus.manifest import read_manifest
from index import model as models
from index.errors import ModelMissing
from tests.bot.following import follow, story
from tests.bot.hostile import import_hostile
from tests.bot.pages import write_pages
from tests.web import Web

TODAY = date(2025, 11, 10)

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """A folder whose `models` holds the exported model: the one that the tests of the index keep between runs."""
    cache = Path(tempfile.gettempdir()) / f"burnrate-tests-{os.getuid()}"
    try:
        models.export(models.find(), cache)
    except ModelMissing as error:
        pytest.skip(f"no embedding model: {error}")
    return cache


@pytest.fixture(scope="session")
def new_data_dir(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes data directories that have the exported model and nothing else."""

    def make() -> Path:
        made = tmp_path_factory.mktemp("data")
        (made / "models").symlink_to(model_folder / "models", target_is_directory=True)
        return made

    return make


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages; their manifest is `manifest.jsonl` in it."""
    folder = tmp_path_factory.mktemp("pages")
    write_pages(folder)
    return folder


@pytest.fixture(scope="session")
def data_dir(new_data_dir: Callable[[], Path], pages: Path) -> Path:
    """A data directory with the pages published. Tests that change a corpus make one of their own."""
    made = new_data_dir()
    report, info = import_files(made, [pages], read_manifest(pages / "manifest.jsonl"))
    assert not report.failed
    assert info is not None
    return made


@pytest.fixture
def own_data_dir(new_data_dir: Callable[[], Path], data_dir: Path) -> Path:
    """The pages, published, for one test to change as it likes."""
    made = new_data_dir()
    shutil.copytree(data_dir / "generations", made / "generations")
    shutil.copy(store_path(data_dir), store_path(made))
    return made


@pytest.fixture(scope="session")
def library(data_dir: Path) -> Iterator[Library]:
    """The published pages."""
    opened = Library.open(data_dir)
    yield opened
    opened.snapshot.close()


@pytest.fixture(scope="session")
def engine(library: Library) -> Engine:
    """The engine on the pages."""
    return Engine(library)


@pytest.fixture(scope="session")
def ask(engine: Engine) -> Ask:
    """Asks on 10 November 2025, after the questions of `after`."""

    def ask(question: str, *, after: Sequence[str] = (), as_of: date | None = None) -> Answer:
        return engine.ask(question, today=TODAY, context=[Turn("user", text) for text in after], as_of=as_of)

    return ask


@pytest.fixture(scope="session")
def hostile(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one page that tries what a page can."""
    made = new_data_dir()
    import_hostile(made, tmp_path_factory.mktemp("hostile"))
    return made


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web of the test's own, which is where refreshing finds its sources."""
    with Web() as made:
        for key, value in made.environ().items():
            monkeypatch.setenv(key, value)
        yield made


@pytest.fixture
def followed(new_data_dir: Callable[[], Path], web: Web) -> Path:
    """An empty corpus that follows a page of that web."""
    made = new_data_dir()
    follow(made, verrin=web.put("/verrin", story(12)))
    return made
