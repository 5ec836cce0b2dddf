"""Fitting: the weights of hybrid search chosen on one set of questions and measured on the other, both ways.

    python -m benchmarks.fitting --tatqa FILE --pages DIRECTORY [DIRECTORY ...]

A directory has `pages`, `manifest.jsonl` and `questions.jsonl`, in the form of the practice set; several are one set.
The weights are those of `index.fusion` and `index.lexical`: of the lexical score, of a document's other passages, of
words in a passage's context, and of pairs of words. The best by MRR@10 on one set is what the other is measured with, so
no number of the rows "chosen on the other" has seen its own questions. Beside them: dense search alone, BM25 alone, both in
equal reciprocal rank fusion, and the weights as shipped.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.retrieval import Asked, Contexts, Quality, practice, quality, tatqa
from corpus.store import Store
from index.fusion import Fusion, fuse
from index.generation import build, open_current
from index.lexical import LexicalIndex, Weights

__all__ = ["Settings", "main"]

_WIDTH = 150
_SHOWN = 50
_SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)
_NEIGHBOURS = (0.0, 0.1, 0.2)
_CONTEXTS = (0.2, 0.4, 0.8)
_PAIRS = (0.0, 0.7)

_Scores = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Settings:
    """One choice of all weights."""

    fusion: Fusion = Fusion()  # noqa: RUF009 - it is immutable
    weights: Weights = Weights()  # noqa: RUF009

    def __str__(self) -> str:
        return (
            f"lexical {self.fusion.lexical:g}, neighbours {self.fusion.neighbours:g}, "
            f"context {self.weights.context:g}, pairs {self.weights.pair:g}"
        )


class _Set:
    """The questions of a set with their candidates: dense ones, and lexical ones for each choice of weights."""

    def __init__(self, name: str, data_dir: Path, asked: Sequence[Asked]) -> None:
        self.name = name
        self._asked = asked
        self.lexical: dict[Weights, list[_Scores]] = {}
        self.dense: list[dict[int, float]] = []
        with open_current(data_dir) as snapshot:
            found = snapshot.content.passages(range(snapshot.info.passages))
            self._document_of = {number: passage.document_id for number, passage in found.items()}
            known = {document: place for place, document in enumerate(dict.fromkeys(self._document_of.values()))}
            self._document_number = {number: known[document] for number, document in self._document_of.items()}
            snapshot.search("load")
            dense = snapshot.searcher.indexes()[0]
            choices = {Weights(), Weights(pair=0.0), *(Weights(*pair) for pair in product(_CONTEXTS, _PAIRS))}
            indexes = {weights: LexicalIndex(snapshot.directory / "lexical", weights) for weights in choices}
            for one in asked:
                vector = snapshot.embed(one.question)
                scores = dict(dense.search(vector, _WIDTH))
                for weights, index in indexes.items():
                    words = dict(index.search(one.question, _WIDTH))
                    self.lexical.setdefault(weights, []).append(words)
                    missing = [number for number in words if number not in scores]
                    scores.update(zip(missing, map(float, dense.scores(vector, missing)), strict=True))
                self.dense.append(scores)

    def fused(self, settings: Settings) -> Quality:
        """How well the weighted sum of both does."""
        return self._quality(
            self._fused(dense, lexical, settings.fusion)
            for dense, lexical in zip(self._dense_for(settings.weights), self.lexical[settings.weights], strict=True)
        )

    def _fused(self, dense: _Scores, lexical: _Scores, fusion: Fusion) -> _Scores:
        numbers = list(dense)
        scores = fuse(
            np.array([dense[number] for number in numbers]), np.array([lexical.get(number, 0.0) for number in numbers]),
            np.array([self._document_number[number] for number in numbers]), fusion,
        )  # fmt: skip
        return dict(zip(numbers, scores.tolist(), strict=True))

    def baselines(self) -> dict[str, Quality]:
        """How well each does alone, and both in equal reciprocal rank fusion."""
        plain = self.lexical[Weights(pair=0.0)]
        return {
            "dense alone": self._quality(self.dense),
            "BM25 alone": self._quality(plain),
            "equal RRF": self._quality(_ranked(*both) for both in zip(self.dense, plain, strict=True)),
        }

    def _dense_for(self, weights: Weights) -> Iterable[_Scores]:
        """The dense scores that a search with these weights has: of its own candidates, not of other weights'."""
        for scores, words in zip(self.dense, self.lexical[weights], strict=True):
            best = sorted(scores, key=lambda number: -scores[number])[:_WIDTH]
            yield {number: scores[number] for number in {*best, *words}}

    def _quality(self, scored: Iterable[_Scores]) -> Quality:
        return quality([self._rank(*both) for both in zip(scored, self._asked, strict=True)])

    def _rank(self, scores: _Scores, one: Asked) -> int:
        best = sorted(scores, key=lambda number: (-scores[number], number))[:_SHOWN]
        documents = dict.fromkeys(self._document_of[number] for number in best)
        return next((place for place, document in enumerate(documents, 1) if document in one.answers), 0)


def _ranked(*found: _Scores) -> _Scores:
    """Equal-weight reciprocal rank fusion (Cormack and others, 2009), with its constant of 60."""
    fused: dict[int, float] = {}
    for scores in found:
        for place, number in enumerate(sorted(scores, key=lambda one: (-scores[one], one))[:_WIDTH], 1):
            fused[number] = fused.get(number, 0.0) + 1 / (60 + place)
    return fused


def _best(one: _Set) -> Settings:
    """The settings with the highest MRR@10; of equal ones, those nearest to what is shipped."""
    shipped = Settings()
    choices = [
        Settings(Fusion(share, neighbours), Weights(context, pair))
        for share, neighbours, context, pair in product(_SHARES, _NEIGHBOURS, _CONTEXTS, _PAIRS)
    ]

    def far(settings: Settings) -> float:
        return abs(settings.fusion.lexical - shipped.fusion.lexical) + abs(
            settings.weights.context - shipped.weights.context
        )

    return max(choices, key=lambda settings: (round(one.fused(settings).mrr10, 4), -far(settings)))


def _read(name: str, data_dir: Path, prepare: Callable[[Path], tuple[Contexts | Store, list[Asked]]]) -> _Set:
    data_dir.mkdir(parents=True, exist_ok=True)
    store, asked = prepare(data_dir)
    build(data_dir, store)
    return _Set(name, data_dir, asked)


def main() -> None:
    """Chooses on each set, measures on the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tatqa", type=Path, required=True, metavar="FILE")
    parser.add_argument("--pages", type=Path, nargs="+", required=True, metavar="DIRECTORY")
    chosen = parser.parse_args()

    def pages(data_dir: Path) -> tuple[Contexts | Store, list[Asked]]:
        store = Store(data_dir / "corpus.sqlite")
        return store, [asked for directory in chosen.pages for asked in practice(directory, store)]

    with tempfile.TemporaryDirectory() as temporary:
        sets = [
            _read("TAT-QA", Path(temporary) / "tatqa", lambda _: tatqa(chosen.tatqa)),
            _read("pages", Path(temporary) / "pages", pages),
        ]
    best = [_best(one) for one in sets]
    for one, own, other in zip(sets, best, best[::-1], strict=True):
        rows = {**one.baselines(), "as shipped": one.fused(Settings())}
        rows["chosen on the other"], rows["chosen on itself"] = one.fused(other), one.fused(own)
        for name, found in rows.items():
            print(f"{one.name:8} {name:20} {found}")
        print(f"{one.name:8} chooses: {own}")


if __name__ == "__main__":
    main()
