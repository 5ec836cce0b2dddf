"""Merging: one entity table from the entity list and from what each document says about names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from index._ordinary import COMPANY_NOUNS, ORDINARY
from index.discovery import Discovered
from index.entities import Entities, plain_name
from index.entity_table import KINDS, EntityTable, TableEntry

__all__ = ["merge"]

_MOST_WORDS = 60_000
_BY_FAR = 3


def merge(discovered: Iterable[Discovered], known: Entities) -> EntityTable:
    """One table of the entity list and of what the documents of a corpus say."""
    entries: dict[str, TableEntry] = {}
    for e in known.all():
        entry = TableEntry(e.name, "company" if e.parent is None else "product", set(e.aliases), listed=True)
        entry.cased, entry.parent, entry.year_end = set(e.cased), e.parent or "", e.year_end
        entries[e.name] = entry
    groups: dict[str, TableEntry] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    kept: list[Discovered] = []
    for document in discovered:
        for name, count in document.listed:
            entries[name].documents[document.document_id] = count
        for found in document.names:
            key = plain_name(found.name)
            spellings[key][found.name] += found.count + 1
            entry = groups.setdefault(key, TableEntry(found.name))
            entry.kind = min(entry.kind, found.kind, key=KINDS.index)
            entry.aliases |= found.aliases
            entry.tickers |= found.tickers
            entry.documents[document.document_id] = entry.documents.get(document.document_id, 0) + max(found.count, 1)
            if found.owner:
                owners[key][plain_name(found.owner)] += 1
        words.update(document.words)
        # All that is wanted of it later is whom it is about.
        kept.append(replace(document, names=(), words=frozenset(), listed=()))
    _part_pairs(groups, known)
    homes = _homes(groups, known, words, {plain_name(d.registrant) for d in kept if d.registrant})
    _fold(groups, homes, entries, spellings, known, words)
    _tie(homes, entries, owners)
    common = [word for word, _ in words.most_common(_MOST_WORDS)]
    table = EntityTable(entries.values(), words=common)
    return EntityTable(entries.values(), {d.document_id: _about(d, table) for d in kept}, common)


def _part_pairs(groups: dict[str, TableEntry], known: Entities) -> None:
    """Leave out what is two names with a hyphen between them: "the Acme-Bolt deal" names no third one."""
    single = {plain_name(form) for e in known.all() for form in (e.name, *e.aliases)} | groups.keys()
    for key, entry in [*groups.items()]:
        halves = [plain_name(half) for half in re.split(r"[-‑–/]", entry.name)]
        if len(halves) == 2 and all(half in single and half != key for half in halves):
            del groups[key]


_LONG = 7
"""Letters from which on two words written as one are hardly another name."""


def _homes(groups: dict[str, TableEntry], known: Entities, words: Counter[str], filers: Collection[str] = ()) -> dict[str, str]:
    """For each discovered name, the key it goes by: its own, or that of the longer name it is short for.

    Who files a report under a name is short for nobody: "Acme" of "Acme Inc." is not "Acme Research", which that report names once.
    """
    longer: dict[str, list[str]] = defaultdict(list)
    listed = {plain_name(form) for e in known.all() for form in (e.name, *e.aliases)}
    for key, entry in groups.items():
        parts = key.split()
        if len(parts) > 1 and entry.kind == "company":
            for place in range(1, len(parts)):
                # "Acme Plains" may be short for Acme Plains Energy, and is a place beside the Acme Plains Water District.
                if place == 1 or entry.tickers or all(word in COMPANY_NOUNS for word in parts[place:]):
                    longer[" ".join(parts[:place])].append(key)
            if parts[-1] not in COMPANY_NOUNS and parts[-1] not in ORDINARY:
                longer[parts[-1]].append(key)
    homes: dict[str, str] = {}
    for key, entry in groups.items():
        several = longer.get(key, [])
        here = set(entry.documents)
        # Two long forms begin alike ("Acme Labs", "Acme Power"): the one named in the same documents, if it is one.
        # "Acme Plains" is short for Acme Plains Energy, and no other form.
        several = [k for k in several if not any(other.startswith(f"{k} ") for other in several)]
        near = [k for k in several if here & set(groups[k].documents)] if len(several) > 1 else several
        near = _by_far(near or several, groups, filers) if len(near or several) > 1 else near
        ordinary = key in ORDINARY or key in listed or key in filers or (words[key] > 0 and entry.kind == "other")
        homes[key] = near[0] if len(near) == 1 and not ordinary else key
    for key, entry in groups.items():
        # "ExxonMobil" is Exxon Mobil.
        joined = key.replace(" ", "")
        if joined != key and homes.get(joined) == joined and len(joined) >= _LONG and entry.kind == "company":
            homes[joined] = homes[key]
    for owner, entry in groups.items():
        # "International Reed Works Corporation (Reedworks or the company)": what follows is about one company.
        for short in {plain_name(alias) for alias in entry.aliases} - {owner} if entry.kind == "company" else ():
            if homes.get(short) == short and short not in listed and set(groups[short].documents) <= set(entry.documents):
                homes[short] = homes[owner]
    living = Counter(homes.values())
    for key, home in [*homes.items()]:
        # "Acme Europe" in one document does not name the company that all others call Acme.
        alone = homes[home] == home and home.split()[-1] not in COMPANY_NOUNS and living[home] == 2
        if home != key and alone and groups[key].count >= _BY_FAR * groups[home].count:
            homes[home] = homes[key] = key
            living[home], living[key] = 0, living[key] + 2
    return homes


def _by_far(forms: list[str], groups: Mapping[str, TableEntry], filers: Collection[str]) -> list[str]:
    """Of long forms that begin alike the one that the short form is used for, alone in a list; all where none stands out.

    "Acme" is Acme Compute, which files reports or is traded under a sign, and neither its "Acme Cloud" nor "Acme Borrower Two";
    else the one that is named three times as often as the others together.
    """
    reporting = [one for one in forms if one in filers or groups[one].tickers]
    if len(reporting) == 1 and all(groups[reporting[0]].count >= groups[one].count for one in forms):
        return reporting
    most = max(forms, key=lambda one: groups[one].count)
    return [most] if groups[most].count >= _BY_FAR * sum(groups[one].count for one in forms if one != most) else forms


def _fold(
    groups: dict[str, TableEntry],
    homes: dict[str, str],
    entries: dict[str, TableEntry],
    spellings: dict[str, Counter[str]],
    known: Entities,
    words: Counter[str],
) -> None:
    """Put the discovered names into the table, each with its short forms, tickers and counts."""
    exact = {plain_name(form): e.name for e in known.all() for form in (*e.aliases, e.name)}
    for key, entry in groups.items():
        home = homes[key]
        if home == key and entry.kind == "other" and not entry.tickers and (words[key] or key in ORDINARY):
            continue  # "Diluted", "Money": the corpus writes it small as well
        name = spellings[home].most_common(1)[0][0]
        target = entries[exact[home]] if home in exact else entries.setdefault(name, TableEntry(name))
        if not target.listed:
            target.kind = min(target.kind, groups[home].kind, key=KINDS.index)
            for document, count in entry.documents.items():
                target.documents[document] = target.documents.get(document, 0) + count
            target.aliases |= {
                a for a in (*entry.aliases, *spellings[key]) if a != name and plain_name(a) not in ORDINARY
            }
        target.tickers |= entry.tickers
    tickers = {t: e.name for e in entries.values() for t in e.tickers}
    for ticker, owner in tickers.items():
        # The ticker by itself, met in capitals, is no name of its own.
        own = entries.get(ticker)
        if own is not None and not own.listed and owner != ticker:
            del entries[ticker]
    _last_names(entries)
    _first_words(entries, words)


def _first_words(entries: dict[str, TableEntry], words: Counter[str]) -> None:
    """A company goes by its first word where it is the one company, or by far the most named, whose name begins so."""
    first: dict[str, set[str]] = defaultdict(set)
    for entry in entries.values():
        for form in (entry.name, *entry.aliases):
            if entry.kind == "company" and form:
                first[plain_name(form).partition(" ")[0]].add(entry.name)
    taken: dict[str, set[str]] = defaultdict(set)
    for e in entries.values():
        for form in (e.name, *e.aliases, *e.tickers):
            taken[plain_name(form)].add(e.name)
    for word, names in first.items():
        entry = max((entries[name] for name in sorted(names)), key=lambda e: e.count)
        others = sum(entries[name].count for name in names) - entry.count
        known = taken[word] - {entry.name} or word in ORDINARY or word in COMPANY_NOUNS or words[word] > 0
        alone = bool(entry.tickers) and not any(entries[name].tickers for name in names if name != entry.name)
        if (entry.count >= _BY_FAR * others or alone) and not entry.listed and len(word) > 3 and word.isalpha() and not known:
            entry.aliases.update(form.split()[0] for form in (entry.name, *entry.aliases) if form and plain_name(form).partition(" ")[0] == word)


def _last_names(entries: dict[str, TableEntry]) -> None:
    """People go by their last names: "Oyelaran" for "Dagny Oyelaran", where only one name ends so."""
    last: dict[str, list[str]] = defaultdict(list)
    taken = {plain_name(form) for e in entries.values() for form in (e.name, *e.aliases, *e.tickers)}
    for entry in entries.values():
        parts = entry.name.split()
        if (
            not entry.listed
            and entry.kind == "other"
            and 2 <= len(parts) <= 3
            and all(p[:1].isupper() and p.isalpha() for p in parts)
        ):
            last[parts[-1]].append(entry.name)
    for word, names in last.items():
        low = plain_name(word)
        if len(names) == 1 and len(word) > 3 and low not in ORDINARY and low not in taken and low not in COMPANY_NOUNS:
            entries[names[0]].aliases.add(word)


def _tie(homes: dict[str, str], entries: dict[str, TableEntry], owners: dict[str, Counter[str]]) -> None:
    """Give products and segments their owners."""
    by_form = {plain_name(form): e.name for e in entries.values() for form in (*e.aliases, e.name)}
    for key, counted in owners.items():
        child = entries.get(by_form.get(homes[key], ""))
        parent = by_form.get(homes.get(counted.most_common(1)[0][0], counted.most_common(1)[0][0]), "")
        if (
            child is None
            or child.listed
            or child.parent
            or not parent
            or parent == child.name
            or child.kind == "company"
        ):
            continue
        line, seen = parent, {child.name}
        while line and line not in seen:
            seen.add(line)
            line = entries[line].parent if line in entries else ""
        if line != child.name:
            child.parent = parent


def _about(document: Discovered, table: EntityTable) -> str:
    """Whom a document is about, by the table's name for it."""
    for words in (document.registrant, document.principal):
        found = table.find(words) if words else []
        if found:
            return found[0].name
    beside = {match.name for words in document.beside for match in table.find(words)}
    titled = [match for match in table.find(document.title) if match.name not in beside]
    companies = [m.name for m in titled if (entry := table.entry(m.name)) is not None and entry.kind != "other"]
    others = [
        m.name
        for m in titled
        if (entry := table.entry(m.name)) is not None and entry.documents.get(document.document_id, 0) > 1
    ]
    named = next(iter([*companies, *others]), "")
    return _spoken_of(document, table) if not named and document.spoken else named


def _spoken_of(document: Discovered, table: EntityTable) -> str:
    """The company that an interview names more than twice as often as any other: it is mostly "we" there."""
    counts = Counter({e.name: e.documents[document.document_id] for e in table.entries() if table.is_company(e.name) and document.document_id in e.documents})
    most = counts.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] >= 2 * most[1][1]) else ""
