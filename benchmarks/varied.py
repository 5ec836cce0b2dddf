"""A large corpus out of a small one: the starter corpus and given files, and variants of them up to a size.

    python -m benchmarks.varied DATA_DIR [--passages 10000] [--files PATH ...] [--tatqa FILE]

A variant is a document with other digits in its numbers, and every second time with other companies' names too, each
of the same length as what it stands for: the layout of text and tables, and so the work of reading them, stay those of
real documents. Variants that keep the names give a few companies thousands of figures; the others make many companies.
Documents of more than 60 passages (annual reports) are taken as they are and not varied.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.retrieval import tatqa
from bot.building import import_files, rebuild, store_path
from corpus.document import Extracted, Revision
from corpus.starting import starter_documents
from corpus.store import Store
from index.entity_table import EntityTable
from index.generation import open_current
from index.manifest import GenerationInfo

__all__ = ["grow", "variants", "vary"]

_LARGE = 60
_NOT_YEAR = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d,.]*\d))\d[\d,.]*")
_YEAR = re.compile(r"(?<![\d.,])20[12]\d(?![\d,.]*\d)")
_VOWELS, _OTHERS = "aeiou", "bdfgklmnprstvz"


def vary(revision: Revision, number: int, names: re.Pattern[str] | None) -> Revision:
    """The variant `number` (from 1) of a revision; `names` finds what is renamed in every second one."""
    chance = random.Random(f"{revision.document_id} {number}")  # noqa: S311 - the same texts each time
    text = _NOT_YEAR.sub(lambda found: "".join(_digit(c, chance) for c in found.group()), revision.text)
    title = revision.title
    if number % 2 and names is not None:
        text, title = (names.sub(partial(_renamed, number=number), words) for words in (text, title))
    else:
        back = number // 2 % 8 + 1
        text, title = (_YEAR.sub(lambda found: str(int(found.group()) - back), words) for words in (text, title))
    url = f"{revision.url}{'&' if '?' in revision.url else '?'}variant={number}"
    return replace(revision, text=text, title=title, url=url)


def _digit(char: str, chance: random.Random) -> str:
    # No zero in front, and the same number of digits.
    return str(chance.randrange(1, 10)) if char.isdigit() else char


def _renamed(found: re.Match[str], number: int) -> str:
    chance = random.Random(f"{found.group().casefold()} {number}")  # noqa: S311
    out = []
    for place, char in enumerate(found.group()):
        letter = chance.choice(_VOWELS if place % 2 else _OTHERS)
        out.append(char if not char.isalpha() else letter.upper() if char.isupper() else letter)
    return "".join(out)


def names_of(table: EntityTable) -> re.Pattern[str] | None:
    """What matches every company's and product's name in the table, the longest first."""
    forms = {
        form
        for entry in table.entries()
        if entry.listed or entry.kind in {"company", "product"}
        for form in (entry.name, *entry.aliases)
        if len(form) > 2
    }
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if longest else None


def variants(originals: Sequence[Revision], names: re.Pattern[str] | None) -> Iterator[tuple[Revision, Revision]]:
    """Variants without end, each with its original: the first of every document, then the second, and so on."""
    number = 0
    while originals:
        number += 1
        for original in originals:
            yield original, vary(original, number, names)


def grow(data_dir: Path, passages: int, files: Sequence[Path] = (), contexts: Path | None = None) -> GenerationInfo:
    """Builds a generation of about `passages` passages in `data_dir`."""
    with Store(store_path(data_dir)) as store:
        for revision in tatqa(contexts)[0].current() if contexts else ():
            _put(store, revision)
    import_files(data_dir, [starter_documents(), *files], None)
    with open_current(data_dir) as snapshot:
        sizes = Counter({one.document_id: len(snapshot.passages_of(one.document_id)) for one in snapshot.documents()})
        names = names_of(EntityTable.from_json(snapshot.meta("names") or "{}"))
        missing = passages - snapshot.info.passages
    with Store(store_path(data_dir)) as store:
        originals = [one for one in store.current() if sizes[one.document_id] <= _LARGE]
        with store.transaction():
            for original, variant in variants(originals, names):
                if missing <= 0:
                    break
                _put(store, variant)
                missing -= sizes[original.document_id]
        return rebuild(data_dir, store)


def _put(store: Store, revision: Revision) -> None:
    store.put(
        Extracted(revision.text, revision.blocks),
        url=revision.url,
        title=revision.title,
        publisher=revision.publisher,
        published=revision.published,
        source_type=revision.source_type,
        now=datetime.now(UTC),
        digest=revision.digest,
    )


def main() -> None:
    """Builds it and says what it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--files", type=Path, nargs="*", default=[], help="files or folders imported besides")
    parser.add_argument("--tatqa", type=Path, help="a TAT-QA file, whose contexts are imported besides")
    chosen = parser.parse_args()
    info = grow(chosen.data_dir, chosen.passages, chosen.files, chosen.tatqa)
    print(f"{info.documents} documents, {info.passages} passages, {info.figures} figures in {chosen.data_dir}")


if __name__ == "__main__":
    main()
