"""Copies and near-copies of one story share a voice, so that ten reprints do not count as ten witnesses.

Near-duplicates are found by MinHash with banding; a story that shortens or quotes another, by the share of its word
runs that the other has too (Broder, "On the resemblance and containment of documents", 1997). Both look only at
candidates that have something in common, so that the work grows with the corpus, not with its square.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, groupby, pairwise
from operator import itemgetter

from rensa import RMinHash

from corpus.packing import from_iso

__all__ = ["BAND", "Fingerprint", "containment", "fingerprint", "marks", "near", "voices"]

_RUN = 4  # words in a shingle
_PERMUTATIONS = 64
_BANDS = 16  # of 4 rows: a pair at resemblance 0.6 is a candidate 9 times in 10, at 0.2 once in 40
_RESEMBLANCE = 0.55
_CONTAINMENT = 0.5  # of the shorter text's runs, for a copy that does not say whose
_ATTRIBUTED = 0.12  # for one that names the other's publisher: unrelated stories of one event share under 0.05
_WINDOW_DAYS = 14  # a reprint comes out within days of its original
_CROWD = 24  # a run that so many texts share is boilerplate
_SAMPLED = 400  # runs kept of each text, those with the smallest hashes
_SHORTEST = 40  # words; shorter texts are alike by chance

BAND = 1 << 48
"""The least number of a band's mark; runs have smaller ones."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SCALES = {"bn": "billion", "bln": "billion", "b": "billion", "mn": "million", "mln": "million", "m": "million",
           "trn": "trillion", "tn": "trillion", "pct": "percent"}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+")
_CREDIT = re.compile(
    r"\b(?:report(?:s|ed|ing)?|citing|cited|according to|told|said|writes|wrote|first published|via|obtained by|"
    r"seen by)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is needed of a document to tell whether it copies another.

    `copies` is false for texts that repeat one another by their nature without being copies (filings).
    """

    minhash: tuple[int, ...]
    runs: tuple[int, ...]
    words: int
    credits: str
    document_id: str = ""
    publisher: str = ""
    published: date | None = None
    copies: bool = True

    def packed(self) -> str:
        """The part that comes from the text, as JSON."""
        return json.dumps([self.minhash, self.runs, self.words, self.credits], separators=(",", ":"))

    @classmethod
    def unpacked(
        cls, packed: str, document_id: str, *, publisher: str, published: date | None, copies: bool
    ) -> Fingerprint:
        """The fingerprint from `packed()`, with what the store knows of the document."""
        minhash, runs, words, credited = _load(packed)
        return cls(minhash, runs, words, credited, document_id, publisher, published, copies)


def _load(packed: str) -> tuple[tuple[int, ...], tuple[int, ...], int, str]:
    minhash, runs, words, credited = json.loads(packed)
    return tuple(minhash), tuple(runs), words, credited


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text, not yet of a document."""
    words = [_SCALES.get(word, word) for word in _WORD.findall(text.lower())]
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1))}
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=7)
    minhash.update(sorted(runs))
    hashes = sorted(int.from_bytes(blake2b(run.encode(), digest_size=6).digest()) for run in runs)
    credited = " ".join(s[0] for s in _SENTENCE.finditer(text[:6000]) if _CREDIT.search(s[0])).casefold()
    return Fingerprint(tuple(minhash.digest()), tuple(hashes[:_SAMPLED]), len(words), credited[:2000])


def voices(fingerprints: Iterable[Fingerprint]) -> dict[str, str]:
    """The voice of each document: the id of the earliest published among those that say the same in the same words.

    Documents without a date count as later than those with one. What is compared lies in a temporary file, so that
    memory holds no more than a few numbers of each document.
    """
    with closing(sqlite3.connect("")) as scratch:
        scratch.executescript(_SCRATCH)
        scratch.executemany("INSERT INTO held (id, day, packed) VALUES (?, ?, ?)", map(_kept, fingerprints))
        # From here on a document is its place in the order of publication.
        scratch.execute("INSERT INTO placed SELECT NULL, id, packed FROM held ORDER BY day, id")
        scratch.execute("DELETE FROM held")
        (count,) = scratch.execute("SELECT count(*) FROM placed").fetchone()

        @lru_cache(maxsize=256)
        def held_at(number: int) -> Fingerprint:
            (packed,) = scratch.execute("SELECT packed FROM placed WHERE number = ?", (number,)).fetchone()
            return _unkept(packed)

        _spread(scratch)
        parent = array("q", range(count + 1))

        def root(number: int) -> int:
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        for first, second in scratch.execute("SELECT DISTINCT a, b FROM pairs ORDER BY a, b"):
            a, b = root(first), root(second)
            if a != b and _same_voice(held_at(first), held_at(second)):
                parent[max(a, b)] = min(a, b)
        members: dict[int, list[int]] = defaultdict(list)
        names = [""]
        for number, name in scratch.execute("SELECT number, id FROM placed ORDER BY number"):
            names.append(name)
            if root(number) != number:
                members[root(number)].append(number)
        out = {name: name for name in names[1:]}
        for first, others in members.items():
            origin = _origin([held_at(number) for number in (first, *others)]).document_id
            out.update((names[number], origin) for number in (first, *others))
    return out


_SCRATCH = """
CREATE TABLE held (id TEXT, day TEXT, packed TEXT);
CREATE TABLE placed (number INTEGER PRIMARY KEY, id TEXT, packed TEXT);
CREATE TABLE bands (key TEXT, number INTEGER);
CREATE TABLE runs (key INTEGER, number INTEGER);
CREATE TABLE shared (a INTEGER, b INTEGER);
CREATE TABLE pairs (a INTEGER, b INTEGER);
"""


def _kept(held: Fingerprint) -> tuple[str, str, str]:
    day = (held.published or date.max).isoformat()
    about = [held.document_id, held.publisher, held.published and day, held.copies]
    return held.document_id, day, json.dumps([held.packed(), *about])


def _unkept(kept: str) -> Fingerprint:
    packed, name, publisher, day, copies = json.loads(kept)
    return Fingerprint.unpacked(packed, name, publisher=publisher, published=from_iso(day), copies=copies)


def _origin(cluster: list[Fingerprint]) -> Fingerprint:
    """The earliest; among those of one day, one that names none of the others as its source."""
    first_day = [f for f in cluster if f.published == cluster[0].published]
    return next(
        (f for f in first_day if not any(_credits(f, other) for other in cluster if other is not f)), first_day[0]
    )


def _spread(scratch: sqlite3.Connection) -> None:
    """Find the pairs of texts worth comparing: those alike in a band, and those that share a few runs."""
    width = _PERMUTATIONS // _BANDS
    for number, packed in scratch.execute("SELECT number, packed FROM placed"):
        one = _unkept(packed)
        if not one.copies or one.words < _SHORTEST:
            continue
        bands = (one.minhash[band * width : (band + 1) * width] for band in range(_BANDS))
        scratch.executemany(
            "INSERT INTO bands VALUES (?, ?)", ((f"{band} {values}", number) for band, values in enumerate(bands))
        )
        scratch.executemany("INSERT INTO runs VALUES (?, ?)", ((run, number) for run in one.runs))
    for numbers in _groups(scratch.execute("SELECT key, number FROM bands ORDER BY key, number")):
        # A chain through those alike joins all of them: no need for every pair.
        chain = {*pairwise(numbers), *((numbers[0], other) for other in numbers[1:])}
        scratch.executemany("INSERT INTO pairs VALUES (?, ?)", chain)
    for numbers in _groups(scratch.execute("SELECT key, number FROM runs ORDER BY key, number")):
        if len(numbers) <= _CROWD:
            scratch.executemany("INSERT INTO shared VALUES (?, ?)", combinations(numbers, 2))
    scratch.execute("INSERT INTO pairs SELECT a, b FROM shared GROUP BY a, b HAVING count(*) >= 3")


def _groups(rows: Iterable[tuple[object, int]]) -> Iterator[list[int]]:
    """The texts that have a key in common, from keys and texts in order, for each key of several."""
    for _, same in groupby(rows, key=itemgetter(0)):
        numbers = [number for _, number in same]
        if len(numbers) > 1:
            yield numbers


def marks(one: Fingerprint) -> list[int]:
    """What texts worth comparing have in common: one number for each band, from `BAND` on, and those of their runs."""
    if not one.copies or one.words < _SHORTEST:
        return []
    width = _PERMUTATIONS // _BANDS
    bands = (repr((band, one.minhash[band * width : (band + 1) * width])) for band in range(_BANDS))
    return [*(BAND + int.from_bytes(blake2b(b.encode(), digest_size=6).digest()) for b in bands), *one.runs]


def near(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts say the same in the same words, for the most part, whoever published them and when."""
    if min(one.words, other.words) < _SHORTEST:
        return False
    same = sum(a == b for a, b in zip(one.minhash, other.minhash, strict=True)) / _PERMUTATIONS
    return same >= _RESEMBLANCE or containment(one, other) >= _CONTAINMENT


def _same_voice(earlier: Fingerprint, later: Fingerprint) -> bool:
    if not earlier.copies or not later.copies:
        return False
    same = sum(a == b for a, b in zip(earlier.minhash, later.minhash, strict=True)) / _PERMUTATIONS
    if same >= _RESEMBLANCE:
        return True
    if earlier.published is None or later.published is None:
        return False
    if (later.published - earlier.published).days > _WINDOW_DAYS:
        return False
    contained = containment(earlier, later)
    return contained >= (_ATTRIBUTED if _credits(later, earlier) or _credits(earlier, later) else _CONTAINMENT)


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """The share of the shorter text's runs that the longer has, from the runs kept of both.

    Only runs below the smaller of the two largest kept hashes can be compared: of those, both texts kept all.
    """
    limit = min(a.runs[-1] if len(a.runs) == _SAMPLED else 1 << 48, b.runs[-1] if len(b.runs) == _SAMPLED else 1 << 48)
    ours, theirs = ({run for run in f.runs if run <= limit} for f in (a, b))
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0


def _credits(one: Fingerprint, other: Fingerprint) -> bool:
    name = re.sub(r"^the\s+", "", other.publisher.casefold()).strip()
    return len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", one.credits) is not None
