"""The packages keep to their layers: bot may import index, index may import corpus, never back."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ALLOWED = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "bot": {"bot", "index", "corpus"},
}
MODULES = sorted(path for package in ALLOWED for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of the module in a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, package: str) -> set[str]:
    """The modules a source text imports, wherever in it, as dotted absolute names.

    `package` is the package that relative imports in the text start from.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            found.add(".".join([*base, *([node.module] if node.module else [])]))
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"__import__", "import_module", "importlib.import_module"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            found.add(node.args[0].value)
    return found


@pytest.mark.parametrize(
    ("source", "package", "expected"),
    [
        ("import bot.cli as c, json", "index", {"bot.cli", "json"}),
        ("def f():\n    from index.period import Period", "bot", {"index.period"}),
        ("from .amount import Amount", "index", {"index.amount"}),
        ("from . import amount", "index", {"index"}),
        ("from ..period import Period", "index.data", {"index.period"}),
        ("import importlib\nimportlib.import_module('bot.cli')", "index", {"importlib", "bot.cli"}),
        ("x = 'import bot'", "index", set()),
    ],
)
def test_reads_every_form_of_import(source: str, package: str, expected: set[str]) -> None:
    assert imports(source, package) == expected


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    name = name_of(path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    reached = {module.split(".")[0] for module in imports(path.read_text("utf-8"), package)}
    outside = reached & set(ALLOWED) - ALLOWED[layer]
    assert not outside, f"{name} imports {', '.join(sorted(outside))}, which is above {layer}"


def test_nothing_shipped_imports_the_tests() -> None:
    for path in MODULES:
        assert not {m for m in imports(path.read_text("utf-8"), name_of(path)) if m.split(".")[0] == "tests"}, path


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_packages_are_typed(package: str) -> None:
    assert (ROOT / package / "__init__.py").is_file()
    assert (ROOT / package / "py.typed").is_file()


def test_every_direct_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.split("==")[0] for line in lines if "==" in line and not line.startswith("#")]
    assert len(pins) == len(set(pins))
    assert {re.split(r"[<>=\[]", item)[0].strip() for item in wanted} <= set(pins)
