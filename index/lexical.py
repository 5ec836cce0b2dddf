"""The lexical index: passages by the words they use, stemmed, with tantivy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.stemming import in_present

if TYPE_CHECKING:
    import tantivy

__all__ = ["Entry", "LexicalIndex", "Weights", "write"]

_WRITER_MEMORY = 32_000_000

# Words that say nothing about what a passage is about, and the words questions are made of.
STOP_WORDS = (
    "a about all also am an and any are as at be been being but by can could did do does doing for from give had has "
    "have having how i if in into is it its itself just know let like many may me might more most much my no not of "
    "on or our out please same shall should show so some such tell than that the their them then there these they "
    "this those to under up us using was we were what whats when where whether which who whom whose why will with "
    "would you your"
).split()

_LOOKED_UP = 256
"""Values that are looked up one by one; a set of them is found by going through all that there are."""

# "1,452.4" and "1452.4" are one word, and so is "2019" whatever stands beside it.
_WORD = r"[\p{L}\p{N}]+(?:[.'’&][\p{L}\p{N}]+)*"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is indexed, with the name that its document is about."""

    passage_id: int
    document_id: str
    text: str
    context: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a word found in a passage's context counts, and a pair of neighbouring words, against 1 in the text."""

    context: float = 0.4
    pair: float = 0.7


def write(directory: Path, entries: Iterable[Entry]) -> None:
    """Builds the index of `entries` in `directory`, which is made; holds about 32 MB at a time."""
    import tantivy

    directory.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(directory))
    index.register_tokenizer("words", _analyzer())
    writer = index.writer(heap_size=_WRITER_MEMORY, num_threads=1)
    for entry in entries:
        document = tantivy.Document()
        document.add_unsigned("passage", entry.passage_id)
        document.add_text("document", entry.document_id)
        document.add_text("about", entry.about)
        document.add_text("text", _plain(entry.text))
        document.add_text("context", _plain(entry.context))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class LexicalIndex:
    """Searches the index that `write` made in `directory`. Safe to share between threads.

    Scores are sums of BM25 over the question's words; they compare within one question only.
    """

    def __init__(self, directory: Path, weights: Weights | None = None) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        self._weights = weights or Weights()
        self._analyzer = _analyzer()
        index = tantivy.Index.open(str(directory))
        index.register_tokenizer("words", self._analyzer)
        self._schema = index.schema
        self._searcher = index.searcher()
        # A question is searched for in all documents and in those about its companies.
        self._query = lru_cache(maxsize=16)(self._made)

    @property
    def count(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def search(
        self, question: str, limit: int, documents: Collection[str] | None = None, *, about: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """The `limit` passages that share most with the words of `question`, best first.

        Every character of the question is taken as text: there is no query syntax. `documents` keeps the search to
        those documents, `about` to those about one of some names. A question of stop words alone finds nothing.
        """
        query = self._query(question) if limit > 0 else None
        for field, values in (("document", documents), ("about", about)):
            if query is not None and values is not None:
                query = self._kept_to(query, field, values) if values else None
        if query is None:
            return []
        hits = self._searcher.search(query, limit, count=False).hits
        ids = self._searcher.fast_field_values("passage", [address for _, address in hits])
        return [(int(number or 0), score) for number, (score, _) in zip(ids, hits, strict=True)]

    def _kept_to(self, query: Any, field: str, values: Collection[str]) -> Any:
        """A query kept to passages with one of some values in a field: each looked up by itself, unless they are very many."""
        make, should, must = self._tantivy.Query, self._tantivy.Occur.Should, self._tantivy.Occur.Must
        if len(values) > _LOOKED_UP:
            among = make.term_set_query(self._schema, field, list(values))
        else:
            among = make.boolean_query([(should, make.term_query(self._schema, field, one, index_option="basic")) for one in values])
        return make.boolean_query([(must, query), (must, make.const_score_query(among, 0.0))])

    def frequency(self, stem: str) -> int:
        """In how many passages' text or context a stemmed word stands."""
        return max(int(self._searcher.doc_freq(field, stem)) for field in ("text", "context"))

    def words(self, question: str) -> list[str]:
        """The stems that `question` is looked up by, in order, stop words left out."""
        return self._analyzer.analyze(_plain(question))

    def _made(self, question: str) -> Any | None:
        words, tantivy = self.words(question), self._tantivy
        if not words:
            return None
        should = tantivy.Occur.Should
        clauses = []
        for word in dict.fromkeys(words):
            clauses.append((should, tantivy.Query.term_query(self._schema, "text", word)))
            if self._weights.context:
                found = tantivy.Query.term_query(self._schema, "context", word)
                clauses.append((should, tantivy.Query.boost_query(found, self._weights.context)))
        if self._weights.pair:
            for pair in dict.fromkeys(pairwise(words)):
                if pair[0] == pair[1]:
                    continue
                near = tantivy.Query.phrase_query(self._schema, "text", list(pair), slop=1)
                clauses.append((should, tantivy.Query.boost_query(near, self._weights.pair)))
        return tantivy.Query.boolean_query(clauses)


def _plain(text: str) -> str:
    return in_present(_THOUSANDS.sub("", text))


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("about", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="words", index_option="position")
    builder.add_text_field("context", tokenizer_name="words", index_option="freq")
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    import tantivy

    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.custom_stopword(STOP_WORDS))
        .filter(tantivy.Filter.stemmer("English"))
        .build()
    )
