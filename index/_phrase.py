"""Phrases: wordings of the taxonomy, found in text by their words, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

from index._hole import HOLES, NUMBER_WORDS, SIGNS, Word, fill, leads

__all__ = ["Phrase", "PhraseError", "PhraseMatch", "PhraseTrie", "Phrases", "Word", "expand", "lowered", "open_places", "singular", "words_of"]

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*[^\W\d_]*"  # a number with what is glued to it: 6.4bn, 2q26
    r"|[^\W_]+(?:[&'’.@][^\W_]+)*"  # a word: r&d, company's, u.s
    r"|[$€£¥₹%&+,]"
    r"|[.;:!?|—]|\s–\s|\n\s*\n"  # what no phrase crosses
)
_MARKS = {"&": "and", "+": "and", **{mark: mark for mark in "$€£¥₹%,"}}
"""How the marks that belong to phrases read; no phrase crosses another."""
# Among them "sales", what is sold in a year, where "a sale" is one deal, and "salaries", where "a salary" is one person's.
_KEEP_S = frozenset(
    "less plus sales salaries various previous status basis versus gas bonus always perhaps census across news".split()
)
_GROUP = re.compile(r"\(([^()]*\|[^()]*|[^()]*)\)")
_MOST_FORMS = 600


class PhraseError(ValueError):
    """A phrase cannot be read."""


class Phrase(NamedTuple):
    """What a phrase stands for: it names `metric`, or, where it `blocks`, only looks as if it did."""

    metric: str
    words: tuple[str, ...]
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found from word `first` up to (not including) word `last`.

    `head` and `tail` bound its own words next to its holes: those that name the measure, without the sum. The search
    goes on at `after`.
    """

    phrases: tuple[Phrase, ...]
    first: int
    last: int
    head: int
    tail: int
    after: int


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """A lower-case word without possessive and plural endings: "companies'" and "company's" give "company"."""
    if word[-2:] in ("'s", "’s"):
        word = word[:-2]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "'s")) or word in _KEEP_S:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def lowered(text: str) -> str:
    """Lower-case text of the same length, so that offsets into it are offsets into the original."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class _Forms(dict[str, str]):
    """How words are compared, filled as they are met, and begun anew when there are very many."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = form = singular(word) if word[0].isalnum() else _MARKS.get(word, ".")
        return form


_MOST_WORDS = 65536
_FORMS = _Forms()


def words_of(text: str) -> list[Word]:
    """The words of a text, with the marks that matter to phrases; "&" and "+" read as "and"."""
    make = tuple.__new__  # all that is read goes through here: the class's own takes twice as long
    return [make(Word, (_FORMS[match.group()], *match.span())) for match in _WORD.finditer(lowered(text))]


def expand(phrase: str) -> Iterator[str]:
    """Yield every wording of a phrase with alternatives in parentheses: "(net|) loss" is "net loss" and "loss".

    Raises PhraseError where parentheses do not match or the alternatives multiply beyond reason.
    """
    pieces: list[tuple[str, ...]] = []
    place = 0
    for match in _GROUP.finditer(phrase):
        pieces.append((phrase[place : match.start()],))
        pieces.append(tuple(match.group(1).split("|")))
        place = match.end()
    pieces.append((phrase[place:],))
    if any(mark in part for piece in pieces for part in piece for mark in "()"):
        raise PhraseError(f"parentheses do not match in {phrase!r}")
    forms = 1
    for piece in pieces:
        forms *= len(piece)
    if forms > _MOST_FORMS:
        raise PhraseError(f"{phrase!r} has {forms} wordings, more than {_MOST_FORMS}")
    for choice in product(*pieces):
        yield "".join(choice)


class _Node:
    __slots__ = ("children", "ends", "holes")

    def __init__(self) -> None:  # there are tens of thousands: those of a dataclass take twice as long
        self.children: dict[str, _Node] = {}
        self.holes: tuple[tuple[str, _Node], ...] = ()
        self.ends: tuple[Phrase, ...] = ()


class Phrases:
    """Phrases by their first word, as lines of text: what is kept of them, and what a `PhraseTrie` is made from.

    A line is who it names, what it does ("says", "asks" for questions only, "not" for blocking) and its words. Those of a
    word are one string: most are read and never needed.
    """

    def __init__(self, lines: dict[str, str] | None = None) -> None:
        self.lines: dict[str, str] = {} if lines is None else lines

    def add(self, metric: str, wording: str, kind: str) -> tuple[str, ...]:
        """Add a wording without alternatives, and give its words and holes.

        Raises PhraseError where it has no words or an unknown hole.
        """
        parts = _parts(wording)
        if HOLES.issuperset(parts):
            raise PhraseError(f"{wording!r} has no words of its own")
        line = " ".join((metric, kind, *parts))
        known = self.lines.get(parts[0])
        self.lines[parts[0]] = line if known is None else f"{known}\n{line}"
        return parts


class PhraseTrie:
    """Phrases by their words; the longest that starts at a word is found in one walk.

    Most phrases are for words that the texts at hand do not have, so those that begin with a word are put in place
    when it is first met. Safe to share between threads: one that comes too late does the same work again.
    """

    def __init__(self, phrases: Phrases, *, asked: bool) -> None:
        """`asked` is for questions: they have the phrases of the kind "asks" too."""
        self._asked = asked
        self._lines = phrases.lines
        self._first: dict[str, _Node] = {}

    @cached_property
    def _holes(self) -> list[tuple[str, _Node]]:
        """What follows each hole that phrases begin with."""
        return [(hole, self._branch(hole)) for hole in self._lines if hole in HOLES]

    def _branch(self, first: str) -> _Node:
        """What follows a first word."""
        top = _Node()
        for line in self._lines[first].split("\n"):
            metric, kind, _, *rest = line.split(" ")
            if kind == "asks" and not self._asked:
                continue
            node = top
            for part in rest:
                if part in HOLES:
                    found = next((child for hole, child in node.holes if hole == part), None)
                    if found is None:
                        found = _Node()
                        node.holes += ((part, found),)
                    node = found
                else:
                    following = node.children.get(part)
                    if following is None:  # mostly it is there
                        following = node.children[part] = _Node()
                    node = following
            blocks = kind == "not"
            if not node.ends or all((p.metric, p.blocks) != (metric, blocks) for p in node.ends):
                node.ends += (Phrase(metric, (first, *rest), blocks),)
        return top

    def _starts(self, words: list[Word], first: int) -> list[tuple[_Node, int]]:
        """What may follow a word that begins phrases, and where; nothing where none goes on."""
        form = words[first].form
        todo: list[tuple[_Node, int]] = []
        if form in self._lines:
            branch = self._first.get(form)
            if branch is None:
                branch = self._first[form] = self._branch(form)
            # Most words that begin a phrase are followed by none that goes on with it.
            if branch.ends or branch.holes or (first + 1 < len(words) and words[first + 1].form in branch.children):
                todo.append((branch, first + 1))
        if leads(words, first):
            for hole, after in self._holes:
                todo.extend((after, end) for end in fill(hole, words, first))
        return todo

    @staticmethod
    def _ends(words: list[Word], todo: list[tuple[_Node, int]]) -> list[tuple[int, tuple[Phrase, ...]]]:
        """Where phrases end that have begun, and which they are."""
        found: list[tuple[int, tuple[Phrase, ...]]] = []
        while todo:
            node, place = todo.pop()
            if node.ends:
                found.append((place, node.ends))
            if place >= len(words):
                continue
            form = words[place].form
            child = node.children.get(form)
            if child is not None:
                todo.append((child, place + 1))
            if node.holes:
                number = leads(words, place)
                for hole, after in node.holes:
                    if number or hole == "*":
                        todo.extend((after, end) for end in fill(hole, words, place))
        return found

    def matches(self, words: list[Word]) -> Iterator[PhraseMatch]:
        """Yield the longest match at each place, left to right, without overlaps.

        A blocking phrase yields nothing; it keeps its own metric from being named within it, and only that one.
        """
        lines = self._lines
        blocked: dict[str, int] = {}
        place = 0
        count = len(words)
        while place < count:
            form = words[place].form
            # Almost every word starts no phrase: look once, walk on.
            if form not in lines and not (form[0].isdigit() or form in SIGNS or form in NUMBER_WORDS):
                place += 1
                continue
            todo = self._starts(words, place)
            if not todo:
                place += 1
                continue
            last = place
            chosen: list[Phrase] = []
            found = self._ends(words, todo)
            for end, phrases in found:
                for phrase in phrases:
                    if phrase.blocks:
                        blocked[phrase.metric] = max(blocked.get(phrase.metric, 0), end)
            for end, phrases in found:
                # A name that reaches past what blocks it stands.
                named = [p for p in phrases if not p.blocks and blocked.get(p.metric, 0) < end]
                if named and end > last:
                    last, chosen = end, named
            if not chosen:
                place += 1
                continue
            match = _match(chosen, words, place, last)
            yield match
            place = match.after


def open_places(phrase: Phrase, words: list[Word], match: PhraseMatch) -> tuple[tuple[int, int], ...]:
    """The places in the text, from and to, that the "*" of a phrase fill in a match of it."""
    out: list[tuple[int, int]] = []
    place, parts = match.first, phrase.words
    for at, part in enumerate(parts):
        if part != "*":
            place += 1
            continue
        rest = parts[at + 1 :]
        fixed = next((i for i, p in enumerate(rest) if p == "*"), len(rest))
        if fixed == len(rest):
            until = match.last - fixed
        else:
            until = next((p for p in range(place + 1, match.last) if all(words[p + i].form == rest[i] for i in range(fixed))), place + 1)
        out.append((words[place].start, words[until - 1].end))
        place = until
    return tuple(out)


_LINKS = frozenset("at in from of to for on since through across or a an the by with and its".split())


def _match(phrases: list[Phrase], words: list[Word], first: int, last: int) -> PhraseMatch:
    """A match with the words to show for it: those before its first sum or number, or those after its last."""
    parts = phrases[0].words
    holes = [i for i, part in enumerate(parts) if part in HOLES and part != "*"]
    head, tail = first, last
    if holes:
        lead = [p for p in parts[: holes[0]] if p not in _LINKS]
        trail = len(parts) - 1 - holes[-1]
        if lead and "*" not in parts[: holes[0]]:
            tail = first + holes[0]
        elif "*" in parts[: holes[0]]:
            tail = first + parts.index("*")
        elif trail:
            head = last - trail
    after = last
    while after > first + 1 and parts[-1] in _LINKS and words[after - 1].form in _LINKS:
        after -= 1
    return PhraseMatch(tuple(phrases), first, last, head, tail, after)


class _Pieces(dict[str, str]):
    """What pieces of wordings that are a hole or a plain word come to, as most are; others have no place here."""

    def __missing__(self, piece: str) -> str:
        if piece not in HOLES and not (piece.isascii() and piece.isalpha()):
            raise KeyError(piece)
        self[piece] = part = piece if piece in HOLES else _FORMS[piece]
        return part


_PIECES = _Pieces()


def _parts(wording: str) -> tuple[str, ...]:
    """The words and holes of a wording."""
    try:
        return tuple([_PIECES[piece] for piece in wording.lower().split()])
    except KeyError:
        return tuple(_parts_of_marks(wording))


def _parts_of_marks(wording: str) -> Iterator[str]:
    for piece in re.split(r"(\{[a-z]+\}|(?<!\S)\*(?!\S))", wording):
        if piece in HOLES:
            yield piece
        elif piece.startswith("{"):
            raise PhraseError(f"unknown {piece} in {wording!r}; known: {', '.join(sorted(HOLES))}")
        else:
            yield from (word.form for word in words_of(piece))
