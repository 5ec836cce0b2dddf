"""Who says "we" is the company whose page it is, and half of a firm's name means the firm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.building import import_files
from bot.engine import Engine
from bot.library import Library
from bot.speaking import ours
from corpus.manifest import read_manifest

LETTER = """# Letter to our partners

The fund held positions in nine companies.

## Tidecombe

Tidecombe, the maker of weather models, keeps growing. We own 22% of the company.

## Sorrel Robotics

We put $208 million into Sorrel Robotics in July 2026.

Yours, Ignace Vanter and Merle Hollow
"""
NEWS = """# Sorrel Robotics raises money

Sorrel Robotics said that Vanter Hollow Partners had led its round. Ignace Vanter, of Vanter Hollow Partners, joins its board.
Merle Hollow stays in London.
"""


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    folder, data_dir = tmp_path_factory.mktemp("speaking"), new_data_dir()
    (folder / "letter.md").write_text(LETTER, encoding="utf-8")
    (folder / "news.md").write_text(NEWS, encoding="utf-8")
    rows = (
        '{"file": "letter.md", "url": "https://vanter.example/letter", "publisher": "Vanter Hollow Partners", "published": "2026-10-20", "source_type": "blog"}\n'
        '{"file": "news.md", "url": "https://wire.example/sorrel", "publisher": "The Wire", "published": "2026-07-20", "source_type": "article"}\n'
    )
    (folder / "manifest.jsonl").write_text(rows, encoding="utf-8")
    import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    engine = Engine(Library.open(data_dir))
    return lambda question: engine.ask(question, today=date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "number"),
    [("how much has vanter hollow put into sorrel robotics", 208_000_000), ("vanter hollow partners investment in sorrel robotics", 208_000_000)],
)
def test_what_we_did_is_what_the_page_s_company_did(ask: Callable[[str], Answer], question: str, number: int) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert [int(figure.amount.value) for figure in answer.figures] == [number]


def test_what_we_did_is_not_what_others_did(ask: Callable[[str], Answer]) -> None:
    assert ask("what stake does sorrel robotics hold in tidecombe").status is Status.NOT_FOUND


@pytest.mark.parametrize(("sentence", "told"), [("We own 22% of it.", True), ("Our share is 22%.", True), ("The US has 22% of it.", False), ("They own it.", False)])
def test_who_speaks_of_themselves(sentence: str, told: bool) -> None:
    assert ours(sentence) is told
