"""The metrics file: its form, checked key by key, and the metrics it lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from index.errors import IndexingError
from index.pattern import lazy_pattern

__all__ = ["Kin", "Metric", "Span", "TaxonomyError", "merged_entry", "metric_of", "read_entries"]

_LISTS = ("aliases", "asks", "says", "rows", "not")
_SCALARS = ("name", "span", "opposite", "caveat")
_UNITS = frozenset({"money", "money_per_unit", "percent", "ratio", "power", "duration", "any"})
_ID = lazy_pattern(r"[a-z][a-z0-9_]*")


class TaxonomyError(IndexingError, ValueError):
    """The metrics file cannot be used; the message names the file, the metric, the key and the value."""


class Span(StrEnum):
    """Whether a metric is measured over a period or at a moment."""

    FLOW = "flow"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Kin:
    """A metric that people mean by the same word, and how it differs, as a clause."""

    metric: str
    differs: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A term of the taxonomy.

    `units` are the kinds it can be in: money, money_per_unit, percent, ratio, power, duration, any, or
    `count:` with the singular nouns counted. `opposite` is the metric of the other sign: -X of one is X of the other.
    """

    id: str
    name: str
    units: tuple[str, ...]
    span: Span
    opposite: str | None = None
    caveat: str = ""
    aliases: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    kin: tuple[Kin, ...] = ()


def read_entries(text: str, source: str) -> dict[str, dict[str, Any]]:
    # Imported here: a taxonomy that is kept compiled needs none of it.
    import yaml

    try:
        loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (it is a safe loader)
    except yaml.YAMLError as error:
        raise TaxonomyError(f"{source}: not YAML: {error}") from error
    listed = loaded.get("metrics") if isinstance(loaded, Mapping) else None
    if not isinstance(listed, list):
        raise TaxonomyError(f"{source}: metrics: expected a list, found {type(listed).__name__}")
    entries: dict[str, dict[str, Any]] = {}
    for entry in listed:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not _ID.fullmatch(entry["id"]):
            raise TaxonomyError(f"{source}: metrics: each needs an id in snake_case, found {entry!r:.80}")
        if entry["id"] in entries:
            raise TaxonomyError(f"{source}: metric {entry['id']}: listed twice")
        for key in entry:
            if key not in {"id", "unit", "kin", *_LISTS, *_SCALARS}:
                raise TaxonomyError(f"{source}: metric {entry['id']}: unknown key {key!r}")
        entries[entry["id"]] = entry
    return entries


def merged_entry(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    out = {**old, **new}
    for key in _LISTS:
        if isinstance(new.get(key), list):
            out[key] = [*old.get(key, []), *new[key]]
    if isinstance(new.get("kin"), dict):
        out["kin"] = {**old.get("kin", {}), **new["kin"]}
    return out


def metric_of(entry: Mapping[str, Any], source: str) -> Metric:
    where = f"{source}: metric {entry['id']}"
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise TaxonomyError(f"{where}: {key}: expected a list of words, found {value!r:.80}")
        lists[key] = tuple(value)
    units = entry.get("unit", "any")
    units = units if isinstance(units, list) else [units]
    for unit in units:
        if not isinstance(unit, str) or (unit not in _UNITS and not unit.startswith("count:")):
            raise TaxonomyError(f"{where}: unit: {unit!r} is none of {', '.join(sorted(_UNITS))}, count:NOUN")
    span = entry.get("span", "flow")
    if span not in {"flow", "instant"}:
        raise TaxonomyError(f"{where}: span: {span!r} is neither flow nor instant")
    kin = entry.get("kin", {})
    if not isinstance(kin, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in kin.items()):
        raise TaxonomyError(f"{where}: kin: expected metric ids with a clause each, found {kin!r:.80}")
    for key in ("name", "opposite", "caveat"):
        if not isinstance(entry.get(key, ""), str):
            raise TaxonomyError(f"{where}: {key}: expected words, found {entry[key]!r:.80}")
    return Metric(
        id=entry["id"],
        name=entry.get("name") or entry["id"].replace("_", " "),
        units=tuple(units),
        span=Span(span),
        opposite=entry.get("opposite"),
        caveat=entry.get("caveat", ""),
        aliases=lists["aliases"],
        asks=lists["asks"],
        says=lists["says"],
        rows=lists["rows"],
        not_=lists["not"],
        kin=tuple(Kin(key, value) for key, value in kin.items()),
    )
