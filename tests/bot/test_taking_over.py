"""A generation that takes over what did not change is the one that building everything anew gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.building import import_files
from index.generation import open_current

PAGES = {
    "verrin.md": "# Verrin Labs in Tromso\n\nVerrin Labs, Inc. makes chips. Revenue at Verrin Labs was $12 million in 2024.\n",
    "pellow.md": "# A look at makers\n\nPellow had revenue of $40 million in fiscal 2024. Summit said that it lost $3 million in 2024.\n",
    "notes.md": "# Notes\n\nThe revenue of Quillon was $7 million in 2023, and Verrin spent $2 million on research in 2024.\n",
}
CHANGES = {
    "a company that another page names": {"new.md": "# Pellow Cloudworks, Inc.\n\nPellow Cloudworks, Inc. (NASDAQ: PLLW), or Pellow, rents out servers.\n"},
    "a name that turns out a word": {"new.md": "# Hikers\n\nThe summit was cold. They left the summit at noon, and a summit is a summit.\n"},
    "a fiscal year": {
        "new.md": "---\nsource_type: filing\npublished: 2025-02-01\n---\n# Quillon, Inc. Form 10-K\n\nFor the fiscal year ended June 30, 2024. Quillon, Inc. sells looms.\n"
    },
    "a page that went another way": {"verrin.md": "# Arden Works\n\nArden Works, Inc. bought Verrin Labs for $9 million in 2024.\n"},
}


def build(folder: Path, scratch: Path, pages: dict[str, str]) -> tuple[int, list[object], list[object]]:
    """Import pages; gives how many passages were embedded, and everything in the content but the numbers of rows."""
    scratch.mkdir(exist_ok=True)
    for name, text in pages.items():
        (scratch / name).write_text(text, encoding="utf-8")
    _, info = import_files(folder, [scratch], None)
    assert info is not None
    with open_current(folder) as snapshot:
        content = snapshot.content
        figures = content.execute(
            "SELECT document_id, revision_id, entity, metric, label, basis, dimension, start, end, value, unit, period_label, "
            "period_start, period_end FROM figures ORDER BY 1, 8, 10, 3, 4, 5"
        ).fetchall()
        passages = content.execute(
            "SELECT p.document_id, start, end, passage_id, hex(hash), heading, context, p.text, row, length(units), voice, outline FROM passages p "
            "JOIN documents USING (document_id) JOIN texts USING (document_id) ORDER BY 1, 2"
        ).fetchall()
    return info.embedded, figures, passages


@pytest.mark.parametrize("change", CHANGES)
def test_taking_over_gives_what_building_anew_gives(
    new_data_dir: Callable[[], Path], tmp_path: Path, change: str
) -> None:
    folder, anew = new_data_dir(), new_data_dir()
    build(folder, tmp_path / "pages", PAGES)
    embedded, figures, passages = build(folder, tmp_path / "pages", CHANGES[change])
    _, fresh_figures, fresh_passages = build(anew, tmp_path / "pages", {})
    assert figures == fresh_figures
    assert passages == fresh_passages
    assert figures
    assert embedded < len(passages)
