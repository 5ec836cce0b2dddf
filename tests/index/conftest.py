"""What the tests of the index share: a model exported once, data directories that use it, small corpora."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

import pytest

from corpus.document import Block, BlockKind, Cell, Revision, SourceType
from index import model as models
from index.errors import ModelMissing


class Maker(Protocol):
    """Makes a revision out of lines: "# " starts a heading, "| " a table row, anything else is a paragraph."""

    def __call__(self, name: str, *lines: str, version: int = 1, title: str = "") -> Revision: ...


class Shelf:
    """Revisions in memory, in place of a store."""

    def __init__(self, *revisions: Revision) -> None:
        self.revisions = list(revisions)

    def current(self) -> Iterable[Revision]:
        return iter(self.revisions)

    def current_ids(self) -> list[tuple[str, str]]:
        return [(revision.document_id, revision.revision_id) for revision in self.revisions]


@pytest.fixture(scope="session")
def exported() -> Path:
    """The default model's export, kept between runs as it takes ten seconds to make."""
    cache = Path(tempfile.gettempdir()) / f"burnrate-tests-{os.getuid()}"
    try:
        return models.export(models.find(), cache)
    except ModelMissing as error:
        pytest.skip(f"no embedding model: {error}")


@pytest.fixture
def data_dir(exported: Path, tmp_path: Path) -> Path:
    """An empty data directory that has the model already."""
    directory = tmp_path / "data"
    directory.mkdir()
    (directory / "models").symlink_to(exported.parent, target_is_directory=True)
    return directory


@pytest.fixture(scope="session")
def make() -> Maker:
    def made(name: str, *lines: str, version: int = 1, title: str = "") -> Revision:
        text, blocks = "", []
        for line in lines:
            start = len(text)
            if line.startswith("# "):
                text += line[2:]
                blocks.append(Block(BlockKind.HEADING, start, len(text), level=1))
            elif line.startswith("| "):
                cells: list[Cell] = []
                for column, words in enumerate(line[2:].split(" | ")):
                    text += " | " if cells else ""
                    cells.append(Cell(len(text), len(text) + len(words), column))
                    text += words
                blocks.append(Block(BlockKind.ROW, start, len(text), table=0, cells=tuple(cells)))
            else:
                text += line
                blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
            text += "\n"
        return Revision(
            revision_id=f"{name}-{version}",
            document_id=name,
            url=f"https://press.example/{name}",
            title=title or name.capitalize(),
            publisher="Example Press",
            published=date(2026, 3, 1),
            source_type=SourceType.ARTICLE,
            text=text,
            blocks=tuple(blocks),
            fetched_at=datetime(2026, 3, 2, tzinfo=UTC),
            voice=name,
        )

    return made


@pytest.fixture(scope="session")
def shelf() -> Callable[..., Shelf]:
    """Makes a store out of revisions."""
    return Shelf
