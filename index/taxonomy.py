"""The taxonomy of metrics: what a figure can measure, by every name people and filings give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from index._metric_file import Kin, Metric, Span, TaxonomyError, merged_entry, metric_of, read_entries
from index._ordinary import ORDINARY
from index._phrase import PhraseError, PhraseTrie, Word, expand, words_of
from index._typo import TypoIndex

__all__ = ["Kin", "Metric", "MetricMention", "RowReading", "Span", "Taxonomy", "TaxonomyError"]


@dataclass(frozen=True, slots=True)
class MetricMention:
    """A metric named at `text[start:end]`, which is `words`."""

    metric: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a table row's label says: the metric, and the part of the company it is for ("" for the whole)."""

    metric: str
    part: str = ""


_POWER = frozenset({"watt", "kilowatt", "megawatt", "gigawatt", "terawatt", "w", "kw", "mw", "gw", "tw"})
_DURATION = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year"})
_ISO = re.compile(r"[A-Z]{3}")
_FOOTNOTE = re.compile(
    r"(?:\s*\(\s*(?:\d{1,2}|[a-z])\s*\))+\s*$|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+|(?<=[a-z)])\d{1,2}\s*$", re.IGNORECASE
)
_IN_UNITS = re.compile(
    r"\((?:in|\$|us\$|usd|r\$|€|£|%|unaudited|mw|gw|thousands?|millions?|billions?)[^()]*\)|:\s*$", re.IGNORECASE
)
# Words that add nothing to a row's label: "Total revenue, as reported" is revenue.
_NEUTRAL = frozenset(
    "total consolidated gaap net our the company's company reported as of which in at and , for end period year "
    "quarter half unaudited adjusted actual fiscal first second third fourth month ended three six nine twelve "
    "per cent % $ million billion thousand usd eur brl us r amount".split()
)
_PARENTHESES = re.compile(r"\([^()]*\)")


# What a typing slip of a metric's word would look like, but is a word itself.
_WORDS_OF_THEIR_OWN = ORDINARY | frozenset(
    "founded founder founders finding landed handed signed joined hosted posted traded trained trading training "
    "planted started staffed headed hiring firing listed leased loaned owned paired shipped stocks stores shorter "
    "version versions mission missions leader leaders lender lenders launch launched latest letter letters".split()
)


class Taxonomy:
    """Every metric, with one matcher over all their names. Build it with `Taxonomy.load`."""

    def __init__(self, metrics: Sequence[Metric], source: str = "metrics") -> None:
        """Compile the matcher. Raises TaxonomyError, naming `source`, on a metric that cannot be used."""
        self._metrics = {metric.id: metric for metric in metrics}
        self._text = PhraseTrie()
        self._question = PhraseTrie()
        self._rows: dict[tuple[str, ...], str] = {}
        for metric in metrics:
            self._check(metric, source)
        for metric in metrics:
            self._compile(metric, source)
        for metric in metrics:
            for label in (w for phrase in metric.aliases for w in expand(phrase)):
                self._rows.setdefault(_label_key(label), metric.id)
        self._typos = TypoIndex(word for word in self._question.vocabulary() if len(word) > 5 and word.isalpha())

    @classmethod
    def load(cls, extra: Path | None = None) -> Taxonomy:
        """The built-in taxonomy, extended or overridden by an admin's YAML file of the same form.

        A metric with a known id adds its wordings to that one's and replaces its other keys.
        Raises TaxonomyError where a file cannot be read or used.
        """
        builtin = files("index").joinpath("data/metrics.yaml").read_text("utf-8")
        source = "index/data/metrics.yaml"
        entries = read_entries(builtin, source)
        if extra is None:
            return cls([metric_of(entry, source) for entry in entries.values()], source)
        try:
            own = read_entries(extra.read_text("utf-8"), str(extra))
        except (OSError, UnicodeDecodeError) as error:
            raise TaxonomyError(f"cannot read {extra}: {error}") from error
        for key, entry in own.items():
            entries[key] = merged_entry(entries[key], entry) if key in entries else entry
        return cls([metric_of(entry, str(extra)) for entry in entries.values()], str(extra))

    def __iter__(self) -> Iterator[Metric]:
        return iter(self._metrics.values())

    def __contains__(self, metric_id: object) -> bool:
        return metric_id in self._metrics

    def metric(self, metric_id: str) -> Metric:
        """The metric with an id. Raises TaxonomyError where there is none."""
        try:
            return self._metrics[metric_id]
        except KeyError:
            raise TaxonomyError(f"no metric {metric_id!r}; known: {', '.join(self._metrics)}") from None

    def kin(self, metric_id: str) -> tuple[Kin, ...]:
        """What people mean by the same words as this metric; its opposite is not among them."""
        found = self._metrics.get(metric_id)
        return found.kin if found else ()

    def canonical(self, metric_id: str, value: Decimal) -> tuple[str, Decimal]:
        """The metric and value as they are stored: an operating income of -5 is an operating loss of 5.

        A loss printed in parentheses or with a minus sign is still a loss.
        """
        found = self._metrics.get(metric_id)
        if found is None or found.opposite is None or value >= 0:
            return metric_id, value
        loss = "loss" in metric_id or metric_id.endswith("_used")
        return (metric_id if loss else found.opposite), -value

    def compatible(self, metric_id: str, unit: str) -> bool:
        """Whether a metric can be in an Amount's unit. A bare number ("") fits counts, power, durations and ratios."""
        found = self._metrics.get(metric_id)
        return found is not None and any(_fits(kind, unit) for kind in found.units)

    def find_metrics(self, text: str, *, asked: bool = False) -> list[MetricMention]:
        """The metrics that a text names, in order, the longest name at each place.

        `asked` is for questions: names too common for running text count ("worth", "staff"), and misspelt ones.
        A name of several metrics gives a mention for each, the likeliest first.
        """
        words = words_of(text)
        if asked:
            words = self._corrected(words)
        trie = self._question if asked else self._text
        found: list[MetricMention] = []
        for match in trie.matches(words):
            start, end = words[match.head].start, words[match.tail - 1].end
            found.extend(MetricMention(phrase.metric, start, end, text[start:end]) for phrase in match.phrases)
        return found

    def row_metric(self, label: str) -> str | None:
        """The metric that a table row's label names as a whole; None for "Cost per rack" and the like."""
        reading = self.row_reading(label)
        return reading.metric if reading is not None and not reading.part else None

    def row_reading(self, label: str) -> RowReading | None:
        """The metric in a row's label and the part of the company it is for ("Data Center revenue")."""
        cleaned = _IN_UNITS.sub(" ", _FOOTNOTE.sub("", label)).strip()
        for form in (cleaned, _PARENTHESES.sub(" ", cleaned)):
            key = _label_key(form)
            if key in self._rows:
                return RowReading(self._rows[key])
            trimmed = _trimmed(key)
            if trimmed in self._rows:
                return RowReading(self._rows[trimmed])
        head, colon, part = cleaned.partition(":")
        if colon and part.strip():
            reading = self.row_reading(head)
            return RowReading(reading.metric, part.strip()) if reading is not None and not reading.part else None
        words = words_of(cleaned)
        matches = list(self._text.matches(words))
        if len(matches) != 1 or matches[0].tail - matches[0].head != matches[0].last - matches[0].first:
            return None
        match = matches[0]
        rest = [w for i, w in enumerate(words) if not match.first <= i < match.last]
        if all(w.form in _NEUTRAL or w.form[0].isdigit() for w in rest):
            return RowReading(match.phrases[0].metric)
        if match.last == len(words) and len(rest) <= 5 and all(w.form != "." for w in rest):
            return RowReading(match.phrases[0].metric, cleaned[: rest[-1].end].strip(" ,–-"))
        return None

    def _corrected(self, words: list[Word]) -> list[Word]:
        known = self._typos.words
        out = []
        for word in words:
            form = word.form
            # A word of its own is no slip of another: "founded" is not "funded".
            slip = len(form) > 5 and form.isalpha() and form not in known and form not in _WORDS_OF_THEIR_OWN
            near = self._typos.nearest(form) if slip else None
            out.append(Word(near, word.start, word.end) if near else word)
        return out

    def _check(self, metric: Metric, source: str) -> None:
        for key, other in [("opposite", metric.opposite), *(("kin", kin.metric) for kin in metric.kin)]:
            if other is not None and other not in self._metrics:
                raise TaxonomyError(f"{source}: metric {metric.id}: {key}: no metric {other!r}")
        if metric.opposite is not None and self._metrics[metric.opposite].opposite != metric.id:
            raise TaxonomyError(f"{source}: metric {metric.id}: opposite: {metric.opposite!r} does not name it back")

    def _compile(self, metric: Metric, source: str) -> None:
        for key, phrases in (
            ("aliases", metric.aliases),
            ("says", metric.says),
            ("rows", metric.rows),
            ("asks", metric.asks),
            ("not", metric.not_),
        ):
            for phrase in phrases:
                try:
                    self._add(metric.id, key, phrase)
                except PhraseError as error:
                    raise TaxonomyError(f"{source}: metric {metric.id}: {key}: {error}") from error

    def _add(self, metric_id: str, key: str, phrase: str) -> None:
        if key == "rows":
            self._rows.setdefault(_label_key(phrase), metric_id)
            return
        for wording in expand(phrase):
            self._question.add(metric_id, wording, blocks=key == "not")
            if key != "asks":
                self._text.add(metric_id, wording, blocks=key == "not")


def _fits(kind: str, unit: str) -> bool:
    if kind == "any":
        return True
    if kind in {"money", "money_per_unit"}:
        return _ISO.fullmatch(unit) is not None
    if kind == "percent":
        return unit in {"percent", "percentage_points"}
    if kind == "ratio":
        return unit in {"ratio", ""}
    if kind == "power":
        return unit == "" or unit in _POWER
    if kind == "duration":
        return unit == "" or unit in _DURATION
    return unit == "" or unit in _nouns(kind)


@lru_cache(maxsize=512)
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(noun.strip() for noun in kind.removeprefix("count:").split(","))


def _label_key(label: str) -> tuple[str, ...]:
    return tuple(word.form for word in words_of(label) if word.form not in {",", "."})


def _trimmed(key: tuple[str, ...]) -> tuple[str, ...]:
    """A label's words without those at its ends that add nothing."""
    first, last = 0, len(key)
    while first < last and key[first] in {"total", "consolidated", "gaap", "our", "the", "of", "which"}:
        first += 1
    while last > first and key[last - 1] in {"total", "net", "unaudited", "%", "reported", "as"}:
        last -= 1
    return key[first:last]
