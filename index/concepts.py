"""Concepts: the measure that a concept of the US GAAP or IFRS taxonomy is."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

__all__ = ["has_concepts", "metric_of", "rank_of"]

_STANDARD = frozenset({"us-gaap", "ifrs-full", "dei"})


def metric_of(concept: str) -> str | None:
    """The metric of a concept ("us-gaap:Revenues"), None where it has none or is a company's own."""
    prefix, _, name = concept.partition(":")
    return _metrics().get(name) if prefix in _STANDARD else None


def has_concepts(metric: str) -> bool:
    """Whether a metric is one that public concepts state, so that tags tell it."""
    return metric in _listed()


def rank_of(concept: str) -> int:
    """The place of a concept among those of its measure, from 0 on: the first says it best."""
    return _ranks().get(concept.partition(":")[2], 0)


@lru_cache(maxsize=1)
def _metrics() -> dict[str, str]:
    return {name: metric for metric, names in _listed().items() for name in names}


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {name: place for names in _listed().values() for place, name in enumerate(names)}


@lru_cache(maxsize=1)
def _listed() -> dict[str, list[str]]:
    """The concepts of each measure. The file is YAML of one list a line, which takes no parser for YAML, as loading one takes longer than the rest."""
    lines = resources.files("index").joinpath("data/concepts.yaml").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {metric: names.strip("[]").split(", ") for metric, _, names in pairs}
