"""Which documents a change of names touches: only their figures are read anew."""

from __future__ import annotations

import re
from collections.abc import Callable

from index._name_match import folded
from index.entity_table import EntityTable

__all__ = ["touched_by"]

_WORD = re.compile(r"[^\W_]+")


def touched_by(before: EntityTable, after: EntityTable) -> Callable[[str, str], bool]:
    """Tells of a document's id and text whether its figures may be others by the second table than by the first.

    They may where the document is about another name, or where its text has a word of a form that now stands for
    another name, or for one that is otherwise known: of another kind, with another parent or fiscal year. How often the
    corpus names something decides only whose form it is, and that is compared.
    """
    old, new = before.meanings(), after.meanings()
    forms = {form for form in old.keys() | new.keys() if old.get(form) != new.get(form)}
    words = {_first(form) for form in forms} | set(before.words ^ after.words)

    def touched(document: str, text: str) -> bool:
        about = before.principal(document), after.principal(document)
        if about[0] != about[1] or before.meaning(about[0]) != after.meaning(about[1]):
            return True
        return bool(words) and not words.isdisjoint(_WORD.findall(folded(text)))

    return touched


def _first(form: str) -> str:
    found = _WORD.search(folded(form))
    return found.group() if found else folded(form)
