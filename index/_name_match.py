"""Matching names in text: any list of forms, as written in running text or loosely as people chat."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from index._ordinary import FINANCE_VERBS, MEASURES, ORDINARY
from index._typo import TypoIndex
from index.pattern import lazy_pattern

__all__ = ["NameMatcher", "Token", "folded", "tokens_of"]

_TOKEN = lazy_pattern(r"[a-z0-9]+(?:&[a-z0-9]+)*")
_TYPO_LETTERS = 5
_SENTENCE_START = lazy_pattern(r"(?:^|[.!?:•|\n“\"]\s*)$")
# "Series X", "Class X", "[X]": a letter, not a company.
_LETTER_USE = lazy_pattern(
    r"(?:\b(?:series|class|exhibit|form|model|type|item|part|schedule|customer|version|annex)\s|[\[(\d.])$", re.I
)


_PARTING = lazy_pattern(r"[;:!?|\n]|\.\s")
_AUXILIARIES = frozenset({"is", "was", "has", "had", "will", "and", "now", "also"})


class Token(NamedTuple):
    """A folded word at `text[start:end]`."""

    form: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What each character is folded to, by its code, filled as they are met."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFKD", chr(code))[:1].lower()
        self[code] = found = bare if len(bare) == 1 else chr(code)
        return found


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Lower case without accents, of the same length, so that offsets stay true."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def tokens_of(text: str) -> list[Token]:
    """The words of a text, folded."""
    make = tuple.__new__  # all that is read goes through here: the class's own takes twice as long
    return [make(Token, (m.group(), *m.span())) for m in _TOKEN.finditer(folded(text))]


def _key(form: str) -> tuple[str, ...]:
    """The folded words of a form, without where they stand: a corpus has thousands of forms."""
    return tuple(_TOKEN.findall(folded(form)))


class NameMatcher:
    """Finds every form of a set of names. Forms that are also words (`cased`) must be written as listed."""

    def __init__(self, forms: Mapping[str, str], cased: Iterable[str] = (), listed: Collection[str] = ()) -> None:
        """`forms` maps each form to its canonical name; `listed` are canonical names sure to be names."""
        self._names: dict[tuple[str, ...], str] = {}
        self._cased: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._listed = frozenset(listed)
        for form, name in [*forms.items(), *_ands(forms)]:
            key = _key(form)
            if key and key not in self._names:
                self._names[key] = name
                self._first[key[0]].append(key)
        for form in cased:
            self._cased[_key(form)].add(form)
        for keys in self._first.values():
            keys.sort(key=lambda k: (-len(k), k))
        self._typos = TypoIndex(
            word for key in self._names for word in key if len(word) >= _TYPO_LETTERS and word.isalpha()
        )

    @property
    def words(self) -> frozenset[str]:
        """The words of five letters and more that names are made of."""
        return self._typos.words

    def in_text(self, text: str) -> list[tuple[str, int, int]]:
        """Names in running text as (name, start, end), the longest at each place."""
        if self._first.keys().isdisjoint(_TOKEN.findall(folded(text))):
            return []
        return self._scan(text, tokens_of(text), chat=False)

    def in_chat(self, text: str, ordinary: Collection[str] = ()) -> list[tuple[str, int, int]]:
        """Names in a question: any case, "sertaos" for "Sertão's", a slip a word. Words of `ordinary` are none."""
        tokens = tokens_of(text)
        return self._scan(text, [self._meant(token, ordinary) for token in tokens], chat=True)

    def _meant(self, token: Token, ordinary: Collection[str]) -> Token:
        word = token.form
        if word in self._first or word in self._typos.words or word in ORDINARY:
            return token
        bare = word[:-1] if word.endswith("s") and len(word) > 3 else word
        if bare in self._first or bare in self._typos.words:
            return Token(bare, token.start, token.end)
        if len(word) < _TYPO_LETTERS or not word.isalpha() or word in ordinary or bare in ordinary:
            return token
        near = self._typos.nearest(word) or (self._typos.nearest(bare) if len(bare) >= _TYPO_LETTERS else None)
        return Token(near, token.start, token.end) if near else token

    def _scan(self, text: str, tokens: list[Token], *, chat: bool) -> list[tuple[str, int, int]]:
        found: list[tuple[str, int, int]] = []
        after = 0
        for place, (form, start, _) in enumerate(tokens):
            # Almost every word begins no name: look once, walk on.
            if form not in self._first or place < after:
                continue
            for key in self._first[form]:
                last = place + len(key)
                if last > len(tokens) or not self._same(key, tokens[place:last], chat=chat):
                    continue
                end = tokens[last - 1].end
                if self._joined(text, tokens[place:last]) and self._fits(key, text, start, end, chat=chat):
                    found.append((self._names[key], start, end))
                    after = last
                    break
        return found

    @staticmethod
    def _same(key: tuple[str, ...], tokens: list[Token], *, chat: bool) -> bool:
        here = tuple(token.form for token in tokens)
        if here == key:
            return True
        return chat and here[:-1] == key[:-1] and len(key[-1]) > 2 and here[-1] == key[-1] + "s"

    @staticmethod
    def _joined(text: str, tokens: list[Token]) -> bool:
        gaps = (text[a.end : b.start] for a, b in pairwise(tokens))
        return all(len(gap) <= 3 and not _PARTING.search(gap) for gap in gaps)

    def _fits(self, key: tuple[str, ...], text: str, start: int, end: int, *, chat: bool) -> bool:
        written = text[start:end]
        cased = self._cased.get(key)
        if chat:
            # Too common a word to take for a name unless it is written as one.
            word = len(key) == 1 and (len(key[0]) == 1 or key[0] in ORDINARY)
            return not word or (written in cased if cased else written[:1].isupper() and start > 0)
        if cased is not None:
            if written not in cased:
                return False
            if len(written) == 1:
                return not _LETTER_USE.search(text[max(0, start - 12) : start]) and text[end : end + 1] not in {
                    "]",
                    ")",
                    "-",
                    ".",
                }
            if len(key) == 1 and _SENTENCE_START.search(text[max(0, start - 4) : start]):
                return _acts(text, end)
            return True
        return written[:1].isupper() or written[:1].isdigit() or any(c.isupper() for c in written)


def _ands(forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each form that has an "&" with "and" in its place, and the other way about: people write either."""
    for form, name in forms.items():
        for written, other in ((" & ", " and "), (" and ", " & ")):
            if written in form:
                yield form.replace(written, other), name


def _acts(text: str, end: int) -> bool:
    """Whether what follows shows a name: a possessive, a verb of business, a comma, the end."""
    after = text[end : end + 30]
    if re.match(r"['’]s?\b|,|\s*$|\s*\n", after):
        return True
    word = re.match(r"\s+([A-Za-z]+)", after)
    if word is None:
        return False
    return word[1] in FINANCE_VERBS or word[1] in _AUXILIARIES or word[1].lower() in MEASURES or _OF_RESULTS.match(after) is not None


_OF_RESULTS = lazy_pattern(r"\s+(?:(?:capital|cash|operating|net|gross|annual|annuali[sz]ed|quarterly|total|run)[ -][a-z]|[QH][1-4]\b|FY ?\d|fiscal (?:19|20)\d\d|(?:19|20)\d\d )")
"""What follows a company's name before what is told of it: "Acme capital expenditures were", "Acme Q2 revenue was"."""
