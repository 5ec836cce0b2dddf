"""YAML read as a tree that remembers its lines, with limits that hostile files run into."""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml.nodes import Node

from corpus.errors import CatalogError

__all__ = ["LARGEST", "read_tree", "spot"]

LARGEST = 512 * 1024
"""Bytes; a catalog file that is larger is refused."""

_DEEPEST = 8
_NODES = 50_000


class _Refused(Exception):
    """The file uses what a catalog has no need of: at which line, and what."""

    def __init__(self, event: yaml.Event, problem: str) -> None:
        super().__init__(problem)
        mark = event.start_mark
        self.line = mark.line + 1 if mark is not None else 1


class _Loader(yaml.SafeLoader):
    """Composes nodes and constructs nothing, so that values stay as written and keep their lines."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name  # for the marks
        self._depth = self._count = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _Refused(event, "anchors (&) and aliases (*) are not read; write the value out")
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST:
            raise _Refused(event, "it is nested too deeply for a catalog")
        if self._count > _NODES:
            raise _Refused(event, "it holds more than a catalog can; split it")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def read_tree(path: Path) -> Node | None:
    """The tree of a YAML file, None where it is empty. Every scalar is as it was written, whatever YAML makes of it.

    Raises `CatalogError`, with file and line, where it cannot be read, is no YAML, is too large or too deep, or uses
    anchors and aliases.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise CatalogError([f"{path}:1: it cannot be read ({error.strerror}); check its permissions"]) from error
    if len(data) > LARGEST:
        raise CatalogError([f"{path}:1: it is larger than {LARGEST // 1024} KB; split it into several files"])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError([f"{path}:{line}: it is not in UTF-8; save it anew as UTF-8"]) from error
    try:
        loader = _Loader(text, str(path))
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()
    except _Refused as error:
        raise CatalogError([f"{path}:{error.line}: {error}"]) from error
    except yaml.MarkedYAMLError as error:
        said = ", ".join(part for part in (error.context, error.problem) if part)
        raise CatalogError(
            [f"{_line(path, error.problem_mark or error.context_mark)}: it is not YAML ({said}); check the indentation"]
        ) from error
    except yaml.YAMLError as error:
        said = str(error).splitlines()[0]
        raise CatalogError([f"{path}:1: it is not YAML ({said})"]) from error


def spot(node: Node) -> str:
    """Where a node stands, as "file:line"."""
    return f"{node.start_mark.name}:{node.start_mark.line + 1}"


def _line(path: Path, mark: yaml.Mark | None) -> str:
    return f"{path}:{mark.line + 1 if mark is not None else 1}"
