"""Reading the catalog: the sources that are followed, those shipped and those of the admin's own files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from yaml.nodes import Node, SequenceNode

from corpus.catalog.entries import Entry, read_listing, scalar, strings
from corpus.catalog.marked import spot
from corpus.catalog.values import (
    address,
    amount,
    choice,
    duration,
    filer,
    folder,
    form,
    meant,
    single_line,
    some_or_none,
    source_type,
)  # fmt: skip
from corpus.document import SourceType
from corpus.errors import CatalogError
from corpus.source import Source, SourceKind
from corpus.urls import document_id

__all__ = ["SHIPPED", "Catalog", "catalog_dir", "read_catalog"]

SHIPPED = Path(__file__).parent
"""Where the shipped lists of sources are."""

_T = TypeVar("_T")
_ONLY = {"forms": (SourceKind.FILER,), "facts": (SourceKind.FILER,), "topics": (SourceKind.FEED,), "limit": (SourceKind.FILER, SourceKind.FEED)}
_FACTS = 40
_EVERY = {
    SourceKind.FILER: timedelta(hours=6),
    SourceKind.FEED: timedelta(hours=6),
    SourceKind.PAGE: timedelta(days=1),
    SourceKind.FOLDER: timedelta(hours=1),
}
_LIMIT = 40
_FORMS = ("10-K", "10-Q", "8-K", "20-F", "6-K", "S-1")
_TYPES = {SourceKind.FILER: SourceType.FILING, SourceKind.FOLDER: SourceType.ARTICLE}


@dataclass(frozen=True, slots=True)
class Catalog:
    """What is followed, in the order of the files: those shipped, then the admin's own."""

    sources: tuple[Source, ...]

    def named(self, names: Sequence[str]) -> tuple[Source, ...]:
        """The sources with these names, case aside; all where none is given.

        Raises `CatalogError` with each name that there is not.
        """
        if not names:
            return self.sources
        known = {source.name.casefold(): source for source in self.sources}
        every = [source.name for source in self.sources]
        unknown = [
            f"there is no source {name!r} in the catalog{meant(name, every)}"
            for name in names
            if name.casefold() not in known
        ]
        if unknown:
            raise CatalogError(unknown)
        return tuple(known[name.casefold()] for name in names)


def catalog_dir(data_dir: Path) -> Path:
    """Where a data directory keeps the admin's own catalog files."""
    return data_dir / "catalog"


def read_catalog(data_dir: Path, shipped: Path = SHIPPED) -> Catalog:
    """The shipped catalog and the admin's own over it.

    An admin's entry with the name of a shipped one replaces it; where it does not say what to read (no `filer`,
    `feed`, `page` or `folder`), it changes only the keys that it has. `follow: false` drops the source.

    Raises `CatalogError` with everything that is wrong, each problem as "file:line: key: what, and what to do".
    """
    ours, theirs = read_listing(shipped), read_listing(catalog_dir(data_dir))
    problems = [*ours.problems, *theirs.problems]
    names = [entry.name for entry in ours.entries.values()]
    checking = _Checking({**ours.topics, **theirs.topics}, names, data_dir, problems)
    merged = dict(ours.entries)
    for folded, entry in theirs.entries.items():
        below = merged.get(folded)
        if below is not None and not entry.kinds:
            entry = replace(entry, keys={**below.keys, **entry.keys})  # noqa: PLW2901 — the same entry, completed
        merged[folded] = entry
    sources = tuple(source for entry in merged.values() if (source := checking.source(entry)) is not None)
    checking.repeated(sources)
    if checking.problems:
        raise CatalogError(sorted(dict.fromkeys(checking.problems), key=_place))
    return Catalog(sources)


def _place(problem: str) -> tuple[str, int]:
    """The file and line of a problem, to sort by."""
    match = re.match(r"(.*?\.ya?ml):(\d+):", problem)
    return (match[1], int(match[2])) if match is not None else ("", 0)


class _Checking:
    """Makes sources of entries, and gathers what is wrong."""

    def __init__(
        self, topics: Mapping[str, SequenceNode], shipped: Sequence[str], home: Path, problems: list[str]
    ) -> None:
        self.topics = topics
        self.shipped = shipped
        self.home = home
        self.problems = problems

    def source(self, entry: Entry) -> Source | None:
        """The source of an entry, None where it is not followed or is wrong."""
        before = len(self.problems)
        keys = entry.keys
        followed = self._value(keys, "follow", choice, default=True)
        if len(entry.kinds) != 1:
            if followed:
                self._kinds(entry)
            return None
        kind = SourceKind(entry.kinds[0])
        for key, kinds in _ONLY.items():
            if key in keys and kind not in kinds:
                fits = " and ".join(f"{one}s" for one in kinds)
                self.problems.append(f"{spot(keys[key])}: {key}: is for {fits} only; remove it from this {kind}")
        for key in ("publisher", "source_type"):
            if key not in keys and not (key == "source_type" and kind in _TYPES):
                self.problems.append(f"{entry.origin}: {key}: is missing in {entry.name!r}; say {_WANTED[key]}")
        readers: dict[SourceKind, Callable[[str], str]] = {
            SourceKind.FILER: filer,
            SourceKind.FEED: address,
            SourceKind.PAGE: address,
            SourceKind.FOLDER: lambda text: folder(text, self.home),
        }
        source = Source(
            name=entry.name,
            kind=kind,
            where=self._value(keys, kind.value, readers[kind], default=""),
            publisher=self._value(keys, "publisher", single_line, default=""),
            source_type=self._value(keys, "source_type", source_type, default=_TYPES.get(kind, SourceType.ARTICLE)),
            every=self._value(keys, "every", duration, default=_EVERY[kind]),
            forms=self._forms(keys) if kind is SourceKind.FILER else (),
            topics=self._topics(keys),
            limit=self._value(keys, "limit", amount, default=_LIMIT),
            facts=self._value(keys, "facts", some_or_none, default=_FACTS) if kind is SourceKind.FILER else 0,
            origin=entry.origin,
        )
        return source if followed and len(self.problems) == before else None

    def repeated(self, sources: Sequence[Source]) -> None:
        """Note sources that would read the same: an address twice, a form of a filer twice."""
        seen: dict[tuple[str, str], Source] = {}
        for source in sources:
            where = document_id(source.where) if source.kind in {SourceKind.FEED, SourceKind.PAGE} else source.where
            for form_ in source.forms or ("",):
                first = seen.setdefault((f"{source.kind}:{where}", form_), source)
                if first is not source:
                    also = f" for {form_}" if form_ else ""
                    self.problems.append(
                        f"{source.origin}: {source.kind}: {source.where!r} is followed{also} already by "
                        f"{first.name!r} ({first.origin}); remove one, or give it the other's name to replace it"
                    )
                    break

    def _kinds(self, entry: Entry) -> None:
        if entry.kinds:
            node = entry.keys[entry.kinds[0]]
            self.problems.append(
                f"{spot(node)}: {entry.kinds[0]}: {entry.name!r} has {' and '.join(entry.kinds)}; "
                "an entry follows one thing: make two of it"
            )
        elif not entry.misspelt:
            self.problems.append(
                f"{entry.origin}: {entry.name!r} does not say what to read; give it filer, feed, page or folder, "
                f"or the name of a shipped entry to change{meant(entry.name, self.shipped)}"
            )

    def _value(self, keys: Mapping[str, Node], key: str, check: Callable[[str], _T], *, default: _T) -> _T:
        if key not in keys:
            return default
        try:
            text = scalar(keys[key])
        except ValueError as error:
            self.problems.append(f"{spot(keys[key])}: {key}: {error}")
            return default
        return self._checked(key, text, keys[key], check, default)

    def _checked(self, key: str, text: str, node: Node, check: Callable[[str], _T], default: _T) -> _T:
        try:
            return check(text)
        except ValueError as error:
            self.problems.append(f"{spot(node)}: {key}: {text[:120]!r} {error}")
            return default

    def _list(self, key: str, node: Node, check: Callable[[str], str]) -> tuple[str, ...]:
        try:
            items = list(strings(node))
        except ValueError as error:
            self.problems.append(f"{spot(node)}: {key}: {error}")
            return ()
        if not items:
            self.problems.append(f"{spot(node)}: {key}: is an empty list; name at least one, or leave the key out")
        return tuple(dict.fromkeys(self._checked(key, text, item, check, "") for text, item in items))

    def _forms(self, keys: Mapping[str, Node]) -> tuple[str, ...]:
        return self._list("forms", keys["forms"], form) if "forms" in keys else _FORMS

    def _topics(self, keys: Mapping[str, Node]) -> tuple[str, ...]:
        node = keys.get("topics")
        if node is None:
            return ()
        if isinstance(node, SequenceNode):
            return self._list("topics", node, single_line)

        def named(text: str) -> str:
            if text in self.topics:
                return text
            raise ValueError(
                f"is no list of topics{meant(text, self.topics)}; name a list that stands under topics:, "
                "or write one in brackets"
            )

        name = self._value(keys, "topics", named, default="")
        return self._list("topics", self.topics[name], single_line) if name else ()


_WANTED = {
    "publisher": "who publishes it (for a filer the company, as people call it)",
    "source_type": f"what it is: {', '.join(member.value for member in SourceType)}",
}
