"""The entity table: every name of a corpus, listed or discovered, to find in texts and in questions."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from index._name_match import NameMatcher, folded
from index._ordinary import ALWAYS_TRIMMED, COMPANY_NOUNS, MEASURES, ORDINARY
from index._typo import TypoIndex
from index.fiscal import FiscalCalendar, YearEnd, calendar_of, unpacked_end
from index.pattern import lazy_pattern

__all__ = ["KINDS", "EntityMatch", "EntityTable", "TableEntry"]

KINDS = ("company", "segment", "product", "other")
"""What a name can be, the surest first."""
_BETWEEN = lazy_pattern(r"[.:!?|]\s+")
_REMEMBERED = 8192
"""Clauses whose names are remembered; a few megabytes."""
_CHAT_WORD = lazy_pattern(r"[\w][\w’'.&-]*[\w]|\w")
_BEFORE_NAME = frozenset(
    "of at for by about from is did does has was will are can could with vs versus or and to".split()
)
_PLAIN_COMPANY = lazy_pattern(
    r"(?:^|\b(?:of|at|for|by|about|from|did|does|has|is|vs) )"
    r"(?P<name>(?P<first>[a-z]{3,})(?: [a-z]{3,}){0,2} (?:ai|labs?|inc|corp|systems|technologies))\b"
)
_NO_FIRST = frozenset(
    "what which how who why when where total all big many more most top generative enterprise consumer frontier "
    "spending spend revenue share price any every each other another some new best average overall global us "
    "american chinese european much capex cost physical agentic open local".split()
)


@dataclass(slots=True)
class TableEntry:
    """A name of the corpus. `documents` says how often each document names it; `cased` forms are also words."""

    name: str
    kind: str = "other"
    aliases: set[str] = field(default_factory=set)
    tickers: set[str] = field(default_factory=set)
    cased: set[str] = field(default_factory=set)
    parent: str = ""
    year_end: YearEnd | None = None
    listed: bool = False
    documents: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How often the corpus names it."""
        return sum(self.documents.values())


class EntityMatch(NamedTuple):
    """A name of the table, by its canonical form, found at `text[start:end]`."""

    name: str
    start: int
    end: int


class EntityTable:
    """The names of a corpus with their other forms and relations; `entity_merging.merge` builds one, JSON keeps it."""

    def __init__(
        self, entries: Iterable[TableEntry], principals: dict[str, str] | None = None, words: Collection[str] = ()
    ) -> None:
        """`principals` maps document ids to whom they are about; `words` are the corpus's lower-case words."""
        self._entries = {entry.name: entry for entry in entries}
        self._principals = dict(principals or {})
        self._words = frozenset(words)
        order = sorted(self._entries.values(), key=lambda e: (not e.listed, KINDS.index(e.kind), -e.count, e.name))
        forms: dict[str, str] = {}
        cased: set[str] = set()
        for own in (True, False):
            for entry in order:
                for form in [entry.name] if own else sorted(entry.aliases | entry.tickers):
                    forms.setdefault(form, entry.name)
                cased |= entry.cased
        self._forms = forms
        self._matcher = NameMatcher(forms, cased, [e.name for e in order if e.listed])
        self._in_text = lru_cache(maxsize=_REMEMBERED)(self._matcher.in_text)
        # What names a question has is asked at several places.
        self._in_chat = lru_cache(maxsize=16)(self._matcher.in_chat)
        # A question asks whose years end when for each of hundreds of figures of a few companies.
        self._year_ends: dict[str, YearEnd | None] = {}
        self._common = self._words | ORDINARY | MEASURES | ALWAYS_TRIMMED
        self._slips = TypoIndex(w for w in self._words | ORDINARY if len(w) >= 5)

    # ------------------------------------------------------------------ finding

    def find(self, text: str) -> list[EntityMatch]:
        """The names in running text, as capitalised there, the longest at each place."""
        found: list[EntityMatch] = []
        start = 0
        # No name crosses these marks, so what stands in several texts is read once.
        for mark in (*_BETWEEN.finditer(text), None):
            end = len(text) if mark is None else mark.start() + 1  # without the space, as at the end of a text
            for name, first, last in self._in_text(text[start:end]) if end > start else ():
                found.append(EntityMatch(name, start + first, start + last))
            start = end if mark is None else mark.end()
        return found

    def match(self, question: str) -> list[EntityMatch]:
        """The names in a chat-style question: any case, "tansys" for "Tansy's", one slip in a word of five letters."""
        return [EntityMatch(*found) for found in self._in_chat(question, self._words)]

    def unknown_names(self, question: str) -> list[str]:
        """What looks like a company in a question and is no name of the corpus, as written, possessives left out.

        A strange word counts where it is capitalised inside the question, stands before "labs", "systems" and the
        like, or stands beside a measure ("acme capex", "revenue of acme"); a slip of an ordinary word does not.
        """
        taken = [(m.start, m.end) for m in self.match(question)]
        words = [
            (m.group(), m.start(), m.end(), any(s < m.end() and m.start() < e for s, e in taken))
            for m in _CHAT_WORD.finditer(question)
        ]
        found: list[str] = []
        place = 0
        while place < len(words):
            word, start, _, known = words[place]
            if known or not self._strange(word):
                place += 1
                continue
            last = place
            while last + 1 < len(words) and not words[last + 1][3] and self._goes_on(words[last + 1][0]):
                last += 1
            if self._asked_about(question, words, place, last):
                stop = words[last][2]
                found.append(_unpossessed(question[start:stop], self._words))
            place = last + 1
        return found if found or taken else self._plainly_named(question)

    def _plainly_named(self, question: str) -> list[str]:
        """A company whose name is all ordinary words: "together ai funding", "headcount of thinking machines lab"."""
        found = _PLAIN_COMPANY.search(folded(question))
        if found is None or found.group("first") in ALWAYS_TRIMMED or found.group("first") in _NO_FIRST:
            return []
        around = {w for w in re.findall(r"[a-z&]+", folded(question)) if w in MEASURES}
        return [question[found.start("name") : found.end("name")]] if around else []

    def unknown(self, question: str) -> list[str]:
        """The same as `unknown_names`."""
        return self.unknown_names(question)

    def _strange(self, word: str) -> bool:
        low = re.sub(r"['’]s?$", "", folded(word))
        if len(low) < 3 or not low.replace("-", "").replace("'", "").isalpha() or (len(low) < 4 and word.islower()):
            return False
        bare = low.removesuffix("s")
        if {low, bare, low.removesuffix("es"), low.removesuffix("ed"), low.removesuffix("ing")} & self._common:
            return False
        if word.isupper() and len(word) < 6:
            return len(word) > 2
        parts = re.split(r"[-'’.]", low)
        if len(parts) > 1 and all(p in ORDINARY or p in self._words or len(p) < 3 for p in parts):
            return False
        return len(low) < 5 or not (self._slips.near(low) or self._slips.near(bare))

    def is_plain(self, words: str) -> bool:
        """Whether all words are ordinary ones: "Data Center", "Fiscal Year"."""
        found = re.findall(r"[a-z]+", folded(words))
        known = ORDINARY | MEASURES
        return bool(found) and all(w in known or w.removesuffix("s") in known for w in found)

    def is_word(self, written: str) -> bool:
        """Whether documents use it as a word, in lower case, too: "planning", "gas"."""
        return folded(written).removesuffix("s") in self._words or folded(written) in self._words

    def _goes_on(self, word: str) -> bool:
        low = folded(word)
        return low in COMPANY_NOUNS - MEASURES or (low not in MEASURES and self._strange(word))

    @staticmethod
    def _asked_about(question: str, words: Sequence[tuple[str, int, int, bool]], first: int, last: int) -> bool:
        word = words[first][0]
        if word[:1].isupper() and not question.isupper() and first > 0:
            return True
        if last > first and folded(words[last][0]) in COMPANY_NOUNS:
            return True
        after = [folded(w[0]) for w in words[last + 1 : last + 4]]
        before = [folded(w[0]) for w in words[max(0, first - 3) : first]]
        if word[-2:] in ("'s", "’s") and after:
            return True
        beside = any(w in MEASURES for w in after[:1]) or (
            any(w in MEASURES for w in after) and (first == 0 or before[-1] in _BEFORE_NAME)
        )
        asked_of = bool(before) and before[-1] in _BEFORE_NAME and any(w in MEASURES for w in before)
        return beside or asked_of

    # ------------------------------------------------------------------ relations

    def entry(self, name: str) -> TableEntry | None:
        """The entry of a canonical name."""
        return self._entries.get(name)

    def entries(self) -> list[TableEntry]:
        """Every entry, by name."""
        return [self._entries[name] for name in sorted(self._entries)]

    def principal(self, document_id: str) -> str:
        """The name a document is about, "" where it is about none in particular."""
        return self._principals.get(document_id, "")

    def subjects(self, document_id: str) -> tuple[str, ...]:
        """The name a document is about and what that belongs to."""
        return tuple(self.lineage(self.principal(document_id)))

    def documents_about(self, name: str) -> list[str]:
        """The documents whose principal is a name."""
        return self._about.get(name, [])

    def lineage(self, name: str) -> list[str]:
        """A name and its parents, nearest first."""
        out: list[str] = []
        while name and name not in out:
            out.append(name)
            entry = self._entries.get(name)
            name = entry.parent if entry is not None else ""
        return out

    def family(self, names: Collection[str]) -> set[str]:
        """Names with their parents and their parts."""
        return {each for name in names for each in (*self.lineage(name), *self.parts(name))}

    def parts(self, name: str) -> list[str]:
        """The names whose parent a name is, with their own parts; none of them twice."""
        out: list[str] = []
        left = [name]
        while left:
            left = [part for one in left for part in self._parts.get(one, ()) if part != name and part not in out]
            out += left
        return out

    @cached_property
    def _about(self) -> dict[str, list[str]]:
        """The documents about each name, in order."""
        about: dict[str, list[str]] = {}
        for document, name in sorted(self._principals.items()):
            about.setdefault(name, []).append(document)
        return about

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        """The names that have a parent, by it."""
        parts: dict[str, list[str]] = {}
        for entry in self._entries.values():
            if entry.parent:
                parts.setdefault(entry.parent, []).append(entry.name)
        return parts

    @property
    def words(self) -> frozenset[str]:
        """The corpus's lower-case words."""
        return self._words

    def meaning(self, name: str) -> tuple[object, ...]:
        """What is known of a name and what it belongs to, other than where and how often it is named."""
        return tuple(
            (e.name, e.kind, e.listed, e.year_end, tuple(sorted(e.cased)))
            for each in self.lineage(name)
            if (e := self._entries.get(each)) is not None
        )

    def meanings(self) -> dict[str, tuple[object, ...]]:
        """What each form of each name stands for."""
        known = {name: self.meaning(name) for name in self._entries}
        return {form: known[name] for form, name in self._forms.items()}

    def companies(self, text: str) -> list[EntityMatch]:
        """The names in running text that are companies, or listed."""
        return [match for match in self.find(text) if self.is_company(match.name)]

    def is_company(self, name: str) -> bool:
        """Whether a name is a company's, or on the list."""
        entry = self._entries.get(name)
        return entry is not None and (entry.listed or entry.kind == "company")

    def is_product(self, name: str) -> bool:
        """Whether a name is a product's: on the list with an owner, or found to be one."""
        entry = self._entries.get(name)
        return entry is not None and entry.kind == "product"

    def is_listed(self, name: str) -> bool:
        """Whether a name is on the entity list."""
        entry = self._entries.get(name)
        return entry is not None and entry.listed

    def calendar(self, name: str) -> FiscalCalendar | None:
        """A company's fiscal calendar, None where it is the ordinary one as far as is known."""
        end = self.year_end(name)
        return calendar_of(end) if end else None

    def same(self, names: Collection[str]) -> set[str]:
        """The names themselves; a figure is never taken from a parent or a part instead."""
        return set(names)

    def year_end(self, name: str) -> YearEnd | None:
        """Month and day on which a fiscal year ends, where it is listed for the name or what it belongs to."""
        try:
            return self._year_ends[name]
        except KeyError:
            ends = (self._entries[each].year_end for each in self.lineage(name) if each in self._entries)
            return self._year_ends.setdefault(name, next((end for end in ends if end is not None), None))

    # ------------------------------------------------------------------ keeping

    def to_json(self) -> str:
        """The table as JSON, the same for the same corpus."""
        rows = [
            {
                "name": e.name,
                "kind": e.kind,
                "aliases": sorted(e.aliases),
                "tickers": sorted(e.tickers),
                "cased": sorted(e.cased),
                "parent": e.parent,
                "year_end": list(e.year_end) if e.year_end else None,
                "listed": e.listed,
                "documents": dict(sorted(e.documents.items())),
            }
            for e in self.entries()
        ]
        kept = {
            "entries": rows,
            "principals": dict(sorted(self._principals.items())),
            "words": " ".join(sorted(self._words)),
        }
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> EntityTable:
        """The table that `to_json` wrote; an empty one from "{}". Raises ValueError on anything else."""
        data = json.loads(text)
        try:
            entries = [
                TableEntry(
                    row["name"],
                    row["kind"],
                    set(row["aliases"]),
                    set(row["tickers"]),
                    set(row["cased"]),
                    row["parent"],
                    unpacked_end(row["year_end"]),
                    row["listed"],
                    row["documents"],
                )
                for row in data.get("entries", [])
            ]
            return cls(entries, data.get("principals", {}), data.get("words", "").split())
        except (AttributeError, KeyError, TypeError, IndexError) as error:
            raise ValueError(f"not an entity table: {error!r}") from error


def _unpossessed(written: str, words: Collection[str]) -> str:
    """A name without its possessive: "midjourney's" and chat's "midjourneys" lose it, "systems" keeps its s."""
    bare = re.sub(r"['’]s?$", "", written)
    low = folded(bare)
    lone = " " not in bare and low == bare and low.endswith("s") and not low.endswith(("ss", "us", "is", "os", "labs", "ics", "systems", "works", "ies"))
    return bare[:-1] if lone and low not in words and len(low) > 4 else bare
