"""The taxonomy of metrics: what a figure can measure, by every name people and filings give it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from index._hole import HOLES
from index._metric_file import Kin, Metric, Span, TaxonomyError, merged_entry, metric_of, read_entries
from index._ordinary import ORDINARY
from index._phrase import PhraseError, Phrases, PhraseTrie, Word, expand, open_places, words_of
from index._spelled import SPELLED
from index._typo import TypoIndex
from index.amount import is_money
from index.pattern import lazy_pattern

__all__ = ["PER_SHARE", "Kin", "Metric", "MetricMention", "RowReading", "Span", "Taxonomy", "TaxonomyError"]

PER_SHARE = frozenset({"eps", "loss_per_share"})
"""Measures of what was earned or lost for a share, basic or diluted."""


class MetricMention(NamedTuple):
    """A metric named at `text[start:end]`, which is `words`.

    In a question `holes` are the places in it, as offsets in the text, where any words may stand: "Acme" in "what will
    Acme pay for".
    """

    metric: str
    start: int
    end: int
    words: str
    holes: tuple[tuple[int, int], ...] = ()

    def own(self, text: str) -> list[tuple[int, int]]:
        """The places of its words in the text it was found in, without the holes."""
        bounds = [self.start, *(at for hole in self.holes for at in hole), self.end]
        return [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if text[start:end].strip()]


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a table row's label says: the metric, and the part of the company it is for ("" for the whole)."""

    metric: str
    part: str = ""


_POWER = frozenset({"watt", "kilowatt", "megawatt", "gigawatt", "terawatt", "w", "kw", "mw", "gw", "tw"})
_DURATION = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year"})
_FOOTNOTE = lazy_pattern(
    r"(?:\s*\(\s*(?:\d{1,2}|[a-z])\s*\))+\s*$|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+|(?<=[a-z)])\d{1,2}\s*$", re.IGNORECASE
)
_IN_UNITS = lazy_pattern(
    r"\((?:in|\$|us\$|usd|eur|gbp|r\$|€|£|¥|%|unaudited|mw|gw|thousands?|millions?|billions?)[^()]*\)|:\s*$"
    r"|(?:,|\s[–—-])\s*(?:in\s)?(?:(?:[a-z]{0,2}\$|[€£¥₹]|us dollars?|usd|eur|euros?|gbp|sterling)\s?(?:thousands?|millions?|billions?|mn?|bn?|k|'?000s?)?"
    r"|thousands?|millions?|billions?|%|mw|gw)\s*$",
    re.IGNORECASE,
)
# "Repurchases of Class A and Class C common stock" are of common stock.
_OF_CLASSES = lazy_pattern(r"\bClass [A-C](?:(?:,| and|, and) (?:Class )?[A-C]\b)* (?=(?:common|capital|ordinary) (?:stock|shares)\b)|(?<=per share) of (?:common|capital) stock\b", re.IGNORECASE)
_PAID_IN_SHARES = lazy_pattern(r"\b(?:stock|share|equity)-based\b", re.IGNORECASE)
_BEFORE_TAXES = lazy_pattern(r"(?:,\s*|\()?\b(?:pre-?tax|before (?:income )?tax(?:es)?)\b\)?", re.IGNORECASE)
"""How an expense is stated all the same: "Total stock-based compensation, before tax"."""
_OWN_SHARES = lazy_pattern(
    r"\b((?:(?:re)?purchases?|acquisitions?|retirements?) of )(?:the )?(?:company(?:['’]s)?|corporation['’]s|our(?: own)?|its(?: own)?|outstanding) (?=(?:class [a-c] )?(?:common|capital|ordinary|treasury) (?:stock|shares)\b)",
    re.IGNORECASE,
)
"""Whose shares a company buys back, which goes without saying: "Purchases of company common stock"."""
_AT_COST = lazy_pattern(r",? (?:stated )?at cost(?=,? (?:net of|less)\b)", re.IGNORECASE)
_NET_OF = lazy_pattern(r"[,–—-]?\s+(?:net of|less:?)\s(?!.*\b(?:net|refunds?)\b).*$", re.IGNORECASE)
"""What was taken off: "Sales, net of returns and allowances", "Accounts receivable, less allowance for doubtful accounts"."""
_WITHOUT = lazy_pattern(r",?\s+(?:excluding|exclusive of)\b.*$", re.IGNORECASE)
_OF_OWNERS = lazy_pattern(r"(?<=\w)\s+(?:attributable|available) (?:to|for) (?!.*\b(?:non-?controlling|minority|redeemable|discontinued|continuing|participating|unvested|preferred)\b).*$", re.IGNORECASE)
_OF_WHOM = lazy_pattern(r"(?:(?<=holders)|(?<=owners)) of (?:the )?[A-Z].*$")
_SPENT = lazy_pattern(r"(?:(?<=administrative)|(?<=administration)|(?<=engineering)|(?<=general)|(?<=development)) (?:expenses?|costs?)$", re.IGNORECASE)
# Words that add nothing to a row's label: "Total revenue, as reported" is revenue.
_NEUTRAL = frozenset(
    "total consolidated gaap net our the company's company reported as of which in at and , for end period year "
    "quarter half unaudited adjusted actual fiscal first second third fourth month ended three six nine twelve "
    "per cent % $ million billion thousand usd eur brl us r amount - – — "
    "january february march april may june july august september october november december".split()
)
# "Assets held for sale" are no part of sales.
_GOES_ON = frozenset("for of from to by in on with at as and or per before after under than".split())
_BETWEEN = lazy_pattern(r"[.;:!?|—]\s+")
_REMEMBERED = 8192
"""Clauses whose metrics are remembered; a few megabytes."""
_PARENTHESES = lazy_pattern(r"\([^()]*\)")


# What a typing slip of a metric's word would look like, but is a word itself.
_WORDS_OF_THEIR_OWN = ORDINARY | SPELLED | frozenset(
    "founded founder founders finding landed handed signed joined hosted posted traded trained trading training "
    "planted started staffed headed hiring firing listed leased loaned owned paired shipped stocks stores shorter "
    "version versions mission missions leader leaders lender lenders launch launched latest letter letters".split()
)


class Taxonomy:
    """Every metric, with one matcher over all their names. Build it with `Taxonomy.load`."""

    def __init__(
        self, entries: Iterable[Mapping[str, Any]], source: str, compiled: _Compiled | None = None, key: str = ""
    ) -> None:
        """Compile the matcher, unless it is given. Raises TaxonomyError, naming `source`, on an entry of no use."""
        self._key = key
        self._entries = list(entries)
        self._metrics = {metric.id: metric for metric in (metric_of(entry, source) for entry in self._entries)}
        for metric in self:
            self._check(metric, source)
        self._compiled = compiled or _compiled(list(self), source)
        self._text = PhraseTrie(self._compiled.phrases, asked=False)
        self._question = PhraseTrie(self._compiled.phrases, asked=True)
        self._rows = self._compiled.rows
        self._parts_of = lru_cache(maxsize=512)(self._parts)
        self._mentions_of = lru_cache(maxsize=_REMEMBERED)(self._mentions)
        self._reading_of = lru_cache(maxsize=_REMEMBERED)(self._read_row)

    @classmethod
    def load(cls, extra: Path | None = None, *, packed: str | None = None) -> Taxonomy:
        """The built-in taxonomy, extended or overridden by an admin's YAML file of the same form.

        A metric with a known id adds its wordings to that one's and replaces its other keys. `packed` is what
        `pack` gave for the same files, which saves compiling them; of other files it is ignored.
        Raises TaxonomyError where a file cannot be read or used.
        """
        builtin, own_text = files("index").joinpath("data/metrics.yaml").read_text("utf-8"), ""
        source = "index/data/metrics.yaml"
        if extra is not None:
            try:
                own_text, source = extra.read_text("utf-8"), str(extra)
            except (OSError, UnicodeDecodeError) as error:
                raise TaxonomyError(f"cannot read {extra}: {error}") from error
        key = _key(builtin, own_text)
        if packed is not None:
            data = json.loads(packed)
            if data["key"] == key:
                compiled = _Compiled(Phrases(data["phrases"]), data["rows"], data["words"], data["parts"])
                return cls(data["entries"], source, compiled, key)
        return _read(builtin, own_text if extra is not None else None, source)

    def pack(self) -> str:
        """The taxonomy in its compiled form, for `load`."""
        compiled = self._compiled
        kept: dict[str, Any] = {"key": self._key, "entries": self._entries, "phrases": compiled.phrases.lines, "rows": compiled.rows}
        kept.update(words=sorted(compiled.words), parts=compiled.parts)
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

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

    def opposite(self, metric_id: str) -> str | None:
        """The same measure with the other sign, where it has a name of its own."""
        found = self._metrics.get(metric_id)
        return found.opposite if found else None

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
        if asked:
            return list(_found(self._question, text, self._corrected(words_of(text))))
        found: list[MetricMention] = []
        for start, end in _clauses(text):
            for metric, first, last, words, _ in self._mentions_of(text[start:end]):
                found.append(MetricMention(metric, start + first, start + last, words))
        return found

    def spelled(self, words: str) -> str:
        """The words by which a question names a measure with those that it mistypes as they are meant: "cahced input price"."""
        said = words_of(words)
        for word, meant in reversed([*zip(said, self._corrected(said), strict=True)]):
            if word.form != meant.form:
                words = f"{words[: word.start]}{meant.form}{words[word.end :]}"
        return words

    def named(self, text: str, metrics: frozenset[str]) -> frozenset[str]:
        """Those of some metrics that a text names; quick where it has none of their words."""
        if not self.may_name(text, metrics):
            return frozenset()
        clauses = [text[start:end] for start, end in _clauses(text)]
        likely = [clause for clause in clauses if self.may_name(clause, metrics)] if len(clauses) > 1 else clauses
        return metrics.intersection([mention.metric for clause in likely for mention in self._mentions_of(clause)])

    def may_name(self, text: str, metrics: frozenset[str]) -> bool:
        """Whether a text has a word of some metrics' names; where not, it names none of them."""
        return any(map(text.lower().__contains__, self._parts_of(metrics)))

    def _parts(self, metrics: frozenset[str]) -> tuple[str, ...]:
        """Strings one of which a text must contain to name any of some metrics, none of which contains another."""
        every = {part for metric in metrics for part in self._compiled.parts.get(metric, ())}
        return tuple(_containing_none(every))

    def _mentions(self, clause: str) -> tuple[MetricMention, ...]:
        return tuple(_found(self._text, clause, words_of(clause)))

    def row_metric(self, label: str) -> str | None:
        """The metric that a table row's label names as a whole; None for "Cost per rack" and the like."""
        reading = self.row_reading(label)
        return reading.metric if reading is not None and not reading.part else None

    def row_reading(self, label: str) -> RowReading | None:
        """The metric in a row's label and the part of the company it is for ("Data Center revenue")."""
        return self._reading_of(label)

    def _read_row(self, label: str) -> RowReading | None:
        label = _BEFORE_TAXES.sub(" ", label) if _PAID_IN_SHARES.search(label) else _OWN_SHARES.sub(r"\1", label)
        cleaned = _OF_CLASSES.sub("", _IN_UNITS.sub(" ", _FOOTNOTE.sub("", label.replace("/(", " (")))).strip()
        cleaned = _AT_COST.sub("", cleaned)
        bare = _WITHOUT.sub("", _NET_OF.sub(", net", _PARENTHESES.sub(" ", cleaned)))
        for form in (cleaned, _PARENTHESES.sub(" ", cleaned), bare, _OF_OWNERS.sub("", bare), _OF_WHOM.sub("", bare), _SPENT.sub("", bare)):
            key = _label_key(form)
            for known in (" ".join(key), " ".join(_trimmed(key))):
                if known in self._rows:
                    return RowReading(self._rows[known])
        head, colon, part = _PARENTHESES.sub(" ", cleaned).partition(":")
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
        if match.last == len(words) and len(rest) <= 5 and all(w.form != "." for w in rest) and rest[-1].form not in _GOES_ON:
            return RowReading(match.phrases[0].metric, cleaned[: rest[-1].end].strip(" ,–-"))
        return None

    def _corrected(self, words: list[Word]) -> list[Word]:
        known = self._compiled.words
        out = []
        for word in words:
            form = word.form
            # A word of its own is no slip of another: "founded" is not "funded".
            strange = form.isalpha() and form not in known and form not in _WORDS_OF_THEIR_OWN
            near = None
            if strange and len(form) > 4:
                near = self._typos.nearest(form)
            if strange and near is None:
                near = self._shortened.get(form)
            out.append(Word(near, word.start, word.end) if near else word)
        return out

    def _check(self, metric: Metric, source: str) -> None:
        for key, other in [("opposite", metric.opposite), *(("kin", kin.metric) for kin in metric.kin)]:
            if other is not None and other not in self._metrics:
                raise TaxonomyError(f"{source}: metric {metric.id}: {key}: no metric {other!r}")
        if metric.opposite is not None and self._metrics[metric.opposite].opposite != metric.id:
            raise TaxonomyError(f"{source}: metric {metric.id}: opposite: {metric.opposite!r} does not name it back")

    @cached_property
    def _shortened(self) -> dict[str, str]:
        """Words as chats write them without vowels ("ppl", "mrgn"), where that is one word's alone."""
        found: dict[str, set[str]] = {}
        for word in self._compiled.words:
            bare = re.sub("[aeiou]", "", word)
            if 3 <= len(bare) < len(word) and word[0] == bare[0]:
                found.setdefault(bare, set()).add(word)
        return {bare: words.pop() for bare, words in found.items() if len(words) == 1}

    @cached_property
    def _typos(self) -> TypoIndex:
        return TypoIndex(self._compiled.words)


@lru_cache(maxsize=2)
def _read(builtin: str, own: str | None, source: str) -> Taxonomy:
    """The taxonomy of the built-in file and an admin's own, compiled once in a process however many indexes it builds."""
    entries = read_entries(builtin, "index/data/metrics.yaml")
    for name, entry in read_entries(own, source).items() if own is not None else ():
        entries[name] = merged_entry(entries[name], entry) if name in entries else entry
    return Taxonomy(entries.values(), source, key=_key(builtin, own or ""))


class _Compiled:
    """What the wordings of all metrics come to.

    Phrases, rows' labels with their metrics, words that typing slips are corrected to, and for each metric strings one
    of which a text must contain to name it.
    """

    def __init__(
        self, phrases: Phrases, rows: dict[str, str], words: Collection[str], parts: dict[str, list[str]]
    ) -> None:
        self.phrases = phrases
        self.rows = rows
        self.words = frozenset(words)
        self.parts = parts


def _compiled(metrics: Sequence[Metric], source: str) -> _Compiled:
    phrases, rows, vocabulary = Phrases(), dict[str, str](), set[str]()
    named: dict[str, set[str]] = {}
    labels: list[tuple[str, str]] = []
    for metric in metrics:
        for key, wordings in (
            ("aliases", metric.aliases),
            ("says", metric.says),
            ("asks", metric.asks),
            ("not", metric.not_),
        ):
            for phrase in wordings:
                try:
                    for wording in expand(phrase):
                        parts = phrases.add(metric.id, wording, "says" if key == "aliases" else key)
                        vocabulary.update(parts)
                        if key in {"aliases", "says"}:
                            named.setdefault(metric.id, set()).add(_needed(parts))
                        if key == "aliases":
                            plain = wording.isascii() and wording.replace(" ", "").isalpha()
                            labels.append((" ".join(parts if plain else _label_key(wording)), metric.id))
                except PhraseError as error:
                    raise TaxonomyError(f"{source}: metric {metric.id}: {key}: {error}") from error
        for phrase in metric.rows:
            rows.setdefault(" ".join(_label_key(phrase)), metric.id)
    for label, metric_id in labels:
        rows.setdefault(label, metric_id)
    words = [word for word in vocabulary if len(word) > 5 and word.isalpha()]
    return _Compiled(phrases, rows, words, {metric_id: _containing_none(parts) for metric_id, parts in named.items()})


def _needed(parts: tuple[str, ...]) -> str:
    """The longest word of a phrase, as far as its plural and possessive have it too."""
    longest = max([part for part in parts if part not in HOLES], key=len)
    # What reads "and" may be written "&".
    return "" if longest == "and" else longest.removesuffix("y")


def _containing_none(parts: Collection[str]) -> list[str]:
    """Those of some strings that contain none of the others, sorted."""
    kept: list[str] = []
    for part in sorted(parts, key=len):
        if not any(map(part.__contains__, kept)):
            kept.append(part)
    return sorted(kept)


@lru_cache(maxsize=8)
def _key(*texts: str) -> str:
    """What a compiled taxonomy is known by: its files, and the code that reads them."""
    # No more than that it changed has to be told, which takes no library for cryptography.
    code = [files("index").joinpath(name).read_bytes() for name in ("taxonomy.py", "_phrase.py", "_metric_file.py")]
    whole = b"\0".join([*code, *(text.encode() for text in texts)])
    return f"{crc32(whole):08x} {len(whole)}"


def _found(trie: PhraseTrie, text: str, words: list[Word]) -> Iterator[MetricMention]:
    for match in trie.matches(words):
        start, end = words[match.head].start, words[match.tail - 1].end
        whole = (match.first, match.last) == (match.head, match.tail)
        for phrase in match.phrases:
            holes = open_places(phrase, words, match) if whole and "*" in phrase.words else ()
            yield MetricMention(phrase.metric, start, end, text[start:end], holes)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text between marks that no phrase crosses: what stands in several texts is read once."""
    start = 0
    for mark in _BETWEEN.finditer(text):
        yield start, mark.start() + 1  # without the space, as at the end of a text
        start = mark.end()
    if start < len(text):
        yield start, len(text)


def _fits(kind: str, unit: str) -> bool:
    if kind == "any":
        return True
    if kind in {"money", "money_per_unit"}:
        return is_money(unit)
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
    return tuple([word.form for word in words_of(label) if word.form not in {",", "."}])


def _trimmed(key: tuple[str, ...]) -> tuple[str, ...]:
    """A label's words without those at its ends that add nothing."""
    first, last = 0, len(key)
    while first < last and key[first] in {"total", "consolidated", "gaap", "our", "the", "of", "which"}:
        first += 1
    while last > first and key[last - 1] in {"total", "net", "unaudited", "%", "reported", "as"}:
        last -= 1
    return key[first:last]
