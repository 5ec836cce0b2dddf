"""Copies and near-copies of one story share a voice, so that ten reprints do not count as ten witnesses.

Near-duplicates are found by MinHash with banding; a story that shortens or quotes another, by the share of its word
runs that the other has too (Broder, "On the resemblance and containment of documents", 1997). Both look only at
candidates that have something in common, so that the work grows with the corpus, not with its square.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from rensa import RMinHash

__all__ = ["Fingerprint", "fingerprint", "voices"]

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


@lru_cache(maxsize=20_000)
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

    Documents without a date count as later than those with one.
    """
    held = sorted(fingerprints, key=lambda f: (f.published or date.max, f.document_id))
    parent = list(range(len(held)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for first, second in sorted(_candidates(held)):
        a, b = root(first), root(second)
        if a != b and _same_voice(held[first], held[second]):
            parent[max(a, b)] = min(a, b)
    members: dict[int, list[Fingerprint]] = defaultdict(list)
    for number, held_one in enumerate(held):
        members[root(number)].append(held_one)
    return {f.document_id: _origin(cluster).document_id for cluster in members.values() for f in cluster}


def _origin(cluster: list[Fingerprint]) -> Fingerprint:
    """The earliest; among those of one day, one that names none of the others as its source."""
    first_day = [f for f in cluster if f.published == cluster[0].published]
    return next(
        (f for f in first_day if not any(_credits(f, other) for other in cluster if other is not f)), first_day[0]
    )


def _candidates(held: list[Fingerprint]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    width = _PERMUTATIONS // _BANDS
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    texts: dict[int, list[int]] = defaultdict(list)
    for number, held_one in enumerate(held):
        if not held_one.copies or held_one.words < _SHORTEST:
            continue
        for band in range(_BANDS):
            buckets[band, held_one.minhash[band * width : (band + 1) * width]].append(number)
        for run in held_one.runs:
            texts[run].append(number)
    for bucket in buckets.values():
        # A chain through the bucket joins all of it: no need for every pair.
        pairs.update(pairwise(bucket))
        pairs.update((bucket[0], other) for other in bucket[1:])
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in texts.values():
        if 1 < len(numbers) <= _CROWD:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    pairs.update(pair for pair, count in shared.items() if count >= 3)
    return pairs


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
    contained = _containment(earlier, later)
    return contained >= (_ATTRIBUTED if _credits(later, earlier) or _credits(earlier, later) else _CONTAINMENT)


def _containment(a: Fingerprint, b: Fingerprint) -> float:
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
