"""Entities: the companies, products and parts of companies that a list names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from index._typo import TypoIndex
from index.errors import IndexingError
from index.fiscal import YearEnd

__all__ = ["LEGAL_FORMS", "Entities", "Entity", "EntityListError", "plain_name"]

_SHIPPED = Path(__file__).resolve().parent / "data" / "entities.yaml"
_KEYS = frozenset({"name", "aliases", "parent", "year_end", "cased", "people"})
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp pbc plc sa nv ag se gmbh spa oy oyj ab asa bv "
    "kk pte pty holdings group sarl srl as".split()
)
"""The words that companies end their registered names with, folded."""
_TYPO_LETTERS = 5


class EntityListError(IndexingError, ValueError):
    """An entity list cannot be used; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A listed name. `year_end` is the month and day its fiscal year ends on, None where it is not listed.

    `cased` are those of its names that are also words: in running text they count only as written here. `people` are the
    names of who heads or founded it, as questions put them in its place; documents are not read for them.
    """

    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    year_end: YearEnd | None = None
    cased: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def plain_name(name: str) -> str:
    """A name as it is compared: no case, accents, punctuation, possessive or legal form ("Sertão S.A." is "sertao")."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    bare = re.sub(r"['’]s?(?=\s|$)", "", bare.strip())
    words = re.findall(r"[a-z0-9]+(?:&[a-z0-9]+)*", re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", bare))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words) or bare


class Entities:
    """The shipped list with an admin's list laid over it."""

    def __init__(self, entities: list[Entity]) -> None:
        self._entities = {entity.name: entity for entity in entities}
        self._plain: dict[str, Entity] = {}
        for entity in self._entities.values():
            for form in (entity.name, *entity.aliases):
                self._plain.setdefault(plain_name(form), entity)
        self._typos = TypoIndex(form for form in self._plain if len(form) >= _TYPO_LETTERS)

    @classmethod
    def load(cls, extra: Path | None = None) -> Entities:
        """Read the shipped list and, over it, `extra`. Raises EntityListError for a list that cannot be used."""
        entities = _read(_SHIPPED)
        if extra is not None:
            entities += _read(extra)
        _check_parents(entities)
        return cls(entities)

    def all(self) -> list[Entity]:
        """Every entity, in the order listed."""
        return list(self._entities.values())

    def resolve(self, name: str) -> Entity | None:
        """The entity a name stands for, whatever its case, accents, punctuation, possessive or legal form.

        Names of five letters and more may have one slip, where only one entity is that near.
        """
        plain = plain_name(name)
        for form in (plain, plain.removesuffix("s")):
            if form and form in self._plain:
                return self._plain[form]
        if len(plain) < _TYPO_LETTERS:
            return None
        near = {self._plain[form].name for form in self._typos.near(plain)}
        return self._entities[near.pop()] if len(near) == 1 else None

    def children(self, name: str) -> list[Entity]:
        """The listed products and parts of an entity, and theirs."""
        found = [entity for entity in self._entities.values() if entity.parent == name]
        return [each for child in found for each in (child, *self.children(child.name))]

    def parents(self, name: str) -> list[Entity]:
        """What an entity is a part or product of, nearest first."""
        found: list[Entity] = []
        entity = self._entities.get(name)
        while entity is not None and entity.parent is not None:
            entity = self._entities.get(entity.parent)
            if entity is None or entity in found:
                break
            found.append(entity)
        return found


def _read(path: Path) -> list[Entity]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise EntityListError(f"{path} cannot be read: {error}") from error
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise EntityListError(f"{path} must be a list of entries, each with a name")
    return [_entity(row, number, path) for number, row in enumerate(rows, 1)]


def _entity(row: Any, number: int, path: Path) -> Entity:
    where = f"{path}, entry {number}"
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise EntityListError(f"{where}: needs a name, got {row!r}")
    unknown = set(row) - _KEYS
    if unknown:
        raise EntityListError(f"{where} ({row['name']}): unknown key {min(unknown)!r}; known are {sorted(_KEYS)}")
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise EntityListError(f"{where} ({row['name']}): aliases must be a list of texts, got {aliases!r}")
    end = row.get("year_end")
    if end is not None and not (
        isinstance(end, list)
        and len(end) == 2
        and all(type(n) is int for n in end)
        and 1 <= end[0] <= 12
        and 1 <= end[1] <= 31
    ):
        raise EntityListError(f"{where} ({row['name']}): year_end must be [month, day], got {end!r}")
    cased = row.get("cased") or []
    if not isinstance(cased, list) or not set(cased) <= {row["name"], *aliases}:
        raise EntityListError(f"{where} ({row['name']}): cased must be a list of its names, got {cased!r}")
    parent = row.get("parent")
    if parent is not None and not isinstance(parent, str):
        raise EntityListError(f"{where} ({row['name']}): parent must be a name, got {parent!r}")
    people = row.get("people") or []
    if not isinstance(people, list) or not all(isinstance(one, str) and one.strip() for one in people):
        raise EntityListError(f"{where} ({row['name']}): people must be a list of names, got {people!r}")
    return Entity(row["name"], tuple(aliases), parent, (int(end[0]), int(end[1])) if end else None, tuple(cased), tuple(people))


def _check_parents(entities: list[Entity]) -> None:
    """Raise EntityListError where a parent is not listed, or an entity comes to belong to itself."""
    parents = {entity.name: entity.parent for entity in entities}
    for name, parent in parents.items():
        seen, above = {name}, parent
        while above is not None:
            if above not in parents:
                raise EntityListError(f"{name}: parent {above!r} is not listed; list it, or leave the parent out")
            if above in seen:
                raise EntityListError(f"{name}: it is its own parent, through {above!r}")
            seen.add(above)
            above = parents[above]
