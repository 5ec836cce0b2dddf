"""The entries of catalog files, as written: their keys with the places where they stand, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from corpus.catalog.marked import read_tree, spot
from corpus.catalog.values import meant, single_line
from corpus.errors import CatalogError
from corpus.source import SourceKind

__all__ = ["Entry", "Listing", "read_listing", "scalar", "strings"]

_KINDS = frozenset(kind.value for kind in SourceKind)
_KEYS = _KINDS | {"name", "publisher", "source_type", "every", "forms", "topics", "limit", "facts", "follow", "confirmed"}
_MOST = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, where it stands ("file:line"), the nodes of its keys, and whether others were unknown."""

    name: str
    origin: str
    keys: Mapping[str, Node]
    misspelt: bool = False

    @property
    def kinds(self) -> list[str]:
        """Those of its keys that say what to read; one, where the entry is right and no mere change of another."""
        return sorted(_KINDS & self.keys.keys())


@dataclass(slots=True)
class Listing:
    """What a layer of catalog files says: entries by their folded names, named lists of topics, and problems."""

    entries: dict[str, Entry] = field(default_factory=dict)
    topics: dict[str, SequenceNode] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_listing(folder: Path) -> Listing:
    """Read the `.yaml` and `.yml` files of a folder, in the order of their names. A folder that is not there is empty."""
    listing = Listing()
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and path.name[0] != ".")
    except FileNotFoundError:
        return listing
    except OSError as error:
        listing.problems.append(f"{folder}:1: the folder cannot be read ({error.strerror}); check its permissions")
        return listing
    for path in files:
        try:
            tree = read_tree(path)
        except CatalogError as error:
            listing.problems += error.problems
            continue
        if tree is not None:
            _read_file(tree, listing)
    if len(listing.entries) > _MOST:
        listing.problems.append(f"{folder}:1: it names {len(listing.entries)} sources; at most {_MOST} can be followed")
    return listing


def _read_file(tree: Node, listing: Listing) -> None:
    if isinstance(tree, MappingNode):
        for key, value in _pairs(tree, listing.problems):
            if key == "sources":
                _read_entries(value, listing)
            elif key == "topics":
                _read_topics(value, listing)
            else:
                listing.problems.append(
                    f"{spot(value)}: {key}: is no part of a catalog{meant(key, ('sources', 'topics'))}; "
                    "a file holds sources and topics, or is a list of sources"
                )
    else:
        _read_entries(tree, listing)


def _read_entries(node: Node, listing: Listing) -> None:
    if isinstance(node, ScalarNode) and not node.value:
        return
    if not isinstance(node, SequenceNode):
        listing.problems.append(f'{spot(node)}: sources: must be a list; begin each entry with "- name:"')
        return
    for item in node.value:
        _read_entry(item, listing)


def _read_entry(node: Node, listing: Listing) -> None:
    if not isinstance(node, MappingNode):
        listing.problems.append(
            f'{spot(node)}: {_shown(node)} is not an entry; write its keys, beginning with "- name:"'
        )
        return
    keys: dict[str, Node] = {}
    misspelt = False
    for key, value in _pairs(node, listing.problems):
        if key in _KEYS:
            keys[key] = value
        else:
            misspelt = True
            listing.problems.append(
                f"{spot(value)}: {key}: there is no such key{meant(key, _KEYS)}; known are {', '.join(sorted(_KEYS))}"
            )
    if "name" not in keys:
        listing.problems.append(f"{spot(node)}: name: is missing; give each entry a name of its own")
        return
    try:
        name = single_line(scalar(keys["name"]))
    except ValueError as error:
        listing.problems.append(f"{spot(keys['name'])}: name: {error}")
        return
    known = listing.entries.get(name.casefold())
    if known is not None:
        listing.problems.append(
            f"{spot(keys['name'])}: name: {name!r} stands already at {known.origin}; rename or remove one of them"
        )
        return
    listing.entries[name.casefold()] = Entry(name, spot(node), keys, misspelt)


def _read_topics(node: Node, listing: Listing) -> None:
    if not isinstance(node, MappingNode):
        listing.problems.append(f'{spot(node)}: topics: must be names of lists, as "ai: [AI, machine learning]"')
        return
    for key, value in _pairs(node, listing.problems):
        if not isinstance(value, SequenceNode):
            listing.problems.append(f"{spot(value)}: topics: {key}: {_shown(value)} is not a list of words")
        elif key in listing.topics:
            listing.problems.append(
                f"{spot(value)}: topics: {key}: stands already at {spot(listing.topics[key])}; rename one of them"
            )
        else:
            listing.topics[key] = value


def _pairs(node: MappingNode, problems: list[str]) -> Iterator[tuple[str, Node]]:
    """The keys and values of a mapping, each key once."""
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            problems.append(f"{spot(key)}: {_shown(key)} is not a key; write a word and a colon")
        elif key.value in seen:
            problems.append(f"{spot(key)}: {key.value}: stands twice in this entry; keep one of them")
        else:
            seen.add(key.value)
            yield key.value, value


def scalar(node: Node) -> str:
    """The text of a single value. Raises `ValueError` where there is none, or a list."""
    if not isinstance(node, ScalarNode):
        raise ValueError("is a list or an entry, where one value is needed")  # noqa: TRY004 — the file's fault
    text = str(node.value).strip()
    if not text:
        raise ValueError("is empty; give a value or leave the key out")
    return text


def strings(node: Node) -> Iterator[tuple[str, Node]]:
    """The values of a list, or the one that stands in its place, each with its node."""
    for item in node.value if isinstance(node, SequenceNode) else [node]:
        yield scalar(item), item


def _shown(node: Node) -> str:
    return repr(str(node.value)[:60]) if isinstance(node, ScalarNode) else "what stands here"
