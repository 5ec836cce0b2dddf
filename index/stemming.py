"""Stemming: words as they are compared, whatever their ending, case or spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local

import Stemmer

from index.pattern import lazy_pattern

__all__ = ["WORD", "fold", "in_present", "stem", "stems"]


class _Folding(dict[int, str]):
    """What each character is folded to, by its code, filled as they are met."""

    def __missing__(self, code: int) -> str:
        char = "'" if chr(code) in "‘’" else chr(code)
        bare = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
        self[code] = found = bare.casefold()
        return found


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents and with straight quotes: how words are compared."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


WORD = lazy_pattern(r"[a-z0-9]+(?:[.&][a-z0-9]+)*")
_thread = local()


# British and American spellings of one word meet in the American one; each pattern with what a word must have for it.
_SPELLING = (
    ("re", lazy_pattern(r"^(.*(?:cent|met|lit|theat|fib|calib|lust))re(s)?$"), r"\1er\2"),
    ("our", lazy_pattern(r"^(.*(?:lab|col|fav|behavi|hon|neighb|endeav|harb|rum|hum|vap|arm|vig))our(.*)$"), r"\1or\2"),
    ("is", lazy_pattern(r"^(.{3,}(?:al|an|ar|at|el|er|et|id|il|im|in|iv|on|or|ot|tic|um))is(e|es|ed|er|ers|ing|ation|ations)$"), r"\1iz\2"),
    ("ce", lazy_pattern(r"^(licen|defen|offen|preten)ce(s|d)?$"), r"\1se\2"),
    ("mme", lazy_pattern(r"^(program)mes?$"), r"\1"),
)
_NO_VARIANT = frozenset("promise promises promised premise premises otherwise likewise supervise franchise".split())
_PASTS = {
    past: verb
    for verb, pasts in (line.split(": ") for line in (
        "overtake: overtook overtaken|undertake: undertook undertaken|lose: lost|keep: kept|freeze: froze frozen|choose: chose chosen|write: wrote written|drive: drove driven"
        "|rise: rose risen|break: broke broken|strike: struck|meet: met|send: sent|bring: brought|teach: taught|catch: caught|fight: fought|steal: stole stolen|swear: swore sworn"
        "|tear: tore|wear: wore|shrink: shrank shrunk|sink: sank sunk|lend: lent|forget: forgot forgotten|forgive: forgave forgiven|withhold: withheld|uphold: upheld"
        "|forgo: forwent forgone|foresee: foresaw foreseen|oversee: oversaw overseen|outspend: outspent|outgrow: outgrew outgrown|outsell: outsold|stand: stood|withstand: withstood"
        "|understand: understood|deal: dealt|swing: swung|spin: spun|throw: threw thrown|fly: flew flown|blow: blew blown|become: became|shake: shook shaken|arise: arose arisen"
        "|overcome: overcame|overrun: overran|undergo: underwent undergone|rebuild: rebuilt|resell: resold|repay: repaid|undo: undid undone|redo: redid|spring: sprang sprung"
        "|draw: drew drawn|know: knew|ride: rode ridden|sweep: swept|creep: crept|weep: wept|bend: bent|forbid: forbade forbidden|mistake: mistook mistaken|rewrite: rewrote rewritten"
    ).split("|"))
    for past in pasts.split()
}  # fmt: skip
"""The past forms of verbs that no ending tells, by which a question and a source mostly differ: "did it lose" and "it lost"."""
_FROM_VERB = {"production": "produce", "productions": "produce", "found": "find", **_PASTS}
"""Words whose stem by the rules is that of another: how much oil is produced is no oil product, what was found was not founded."""
_PAST = lazy_pattern(rf"\b(?:{'|'.join(sorted(_PASTS))})\b", re.IGNORECASE)
_RUN = lazy_pattern(r"\w+")


def in_present(text: str) -> str:
    """A text with the past forms of verbs that no ending tells put as the verb, for an index that stems by endings alone."""
    # Most texts have none, which looking their words up tells in a tenth of the time.
    if _PASTS.keys().isdisjoint(_RUN.findall(text.lower())):
        return text
    return _PAST.sub(lambda found: _PASTS[found.group().lower()], text)


def _american(word: str) -> str:
    if word in _NO_VARIANT:
        return word
    for needed, pattern, better in _SPELLING:
        if needed not in word:
            continue
        changed, count = pattern.subn(better, word)
        if count:
            return changed
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded English word (Snowball), whichever side of the Atlantic spelt it."""
    word = _FROM_VERB.get(word, _american(word))
    stemmer = getattr(_thread, "stemmer", None)
    if stemmer is None:
        stemmer = _thread.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order."""
    return tuple(map(stem, WORD.findall(fold(text).replace("'s ", " "))))
