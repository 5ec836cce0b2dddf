from __future__ import annotations

import os
from pathlib import Path

from corpus.source import SourceKind
from corpus.sources.offer import Failed, Listed, Offer, Unchanged
from tests.corpus.sources.following import Following, source


def test_files_are_offered_once_and_again_when_they_change(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    (notes / "2026").mkdir(parents=True)
    (notes / "a.md").write_text("# A\n\nOne.", "utf-8")
    (notes / "2026" / "b.txt").write_text("Two.", "utf-8")
    (notes / "picture.png").write_bytes(b"\x89PNG")
    following = Following(tmp_path / "data")
    folder = source(SourceKind.FOLDER, str(notes))
    second, first, listed = following.refresh(folder)
    assert isinstance(first, Offer)
    assert isinstance(second, Offer)
    assert (first.url, first.name, first.body) == ("local:notes/a.md", "a.md", b"# A\n\nOne.")
    assert second.url == "local:notes/2026/b.txt"
    assert isinstance(listed, Listed)
    assert listed.urls == (second.url, first.url)
    assert following.refresh(folder)[:2] == [Unchanged(second.url), Unchanged(first.url)]
    (notes / "a.md").write_text("# A\n\nThree.", "utf-8")
    changed = following.refresh(folder)
    assert changed[0] == Unchanged(second.url)
    assert isinstance(changed[1], Offer)
    assert changed[1].body == b"# A\n\nThree."


def test_a_folder_that_lost_a_file_lists_the_others(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for name in ("a.md", "b.md"):
        (notes / name).write_text(name, "utf-8")
    following = Following(tmp_path / "data")
    folder = source(SourceKind.FOLDER, str(notes))
    following.refresh(folder)
    (notes / "a.md").unlink()
    listed = following.refresh(folder)[-1]
    assert isinstance(listed, Listed)
    assert listed.urls == ("local:notes/b.md",)


def test_a_file_that_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").symlink_to(notes / "missing.md")
    (notes / "b.md").write_text("B", "utf-8")
    with (notes / "c.md").open("wb") as file:
        os.truncate(file.fileno(), 60 * 1024 * 1024)
    broken, fine, large = Following(tmp_path / "data").refresh(source(SourceKind.FOLDER, str(notes)))
    assert isinstance(broken, Failed)
    assert isinstance(fine, Offer)
    assert isinstance(large, Failed)
    assert "bytes" in large.reason


def test_a_folder_that_is_not_there_is_one_failure(tmp_path: Path) -> None:
    (failed,) = Following(tmp_path / "data").refresh(source(SourceKind.FOLDER, str(tmp_path / "none")))
    assert isinstance(failed, Failed)
    assert "No such file" in failed.reason
