"""Tables: how many of TAT-QA's questions about one number of a real report's table are answered right.

    python -m benchmarks.tables --tatqa FILE [--contexts N] [--wrong]

TAT-QA (https://nextplusplus.github.io/TAT-QA) gives tables of annual reports with the paragraphs beside them and questions
about both. Each context becomes a page of a company with an invented name, which is put before its questions, as a chat
would. Asked are the questions whose answer is one number that stands in the table: no year, no sum, no list. An answer is
right if its first figure, or where it only quotes, its text has the number's digits; scale is judged elsewhere.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import islice, product
from pathlib import Path
from typing import Any

from bot.answer import Answer, Status
from bot.building import import_files
from bot.engine import Engine
from bot.library import Library
from corpus.manifest import read_manifest

__all__ = ["main"]

_FIRST = "Bar Cor Dal Fen Gal Har Jor Kel Lor Mar Nor Pel Quin Ros Sal Tor Ul Var Wen Yar".split()
_SECOND = "bury dane field gate holm iver keth lock mere nock ring stow thorpe vale wick".split()
_PUBLISHED = date(2020, 3, 2)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WHEN = re.compile(r"\b(?:which|what) (?:fiscal )?(?:years?|fy|period|quarter)\b|\bwhen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    digits: str


def _digits(number: str) -> str:
    return number.replace(",", "").replace(".", "").strip("0")


def _page(name: str, context: dict[str, Any]) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in context["table"]["table"])
    words = [p["text"] for p in sorted(context["paragraphs"], key=lambda p: int(p["order"]))]
    around = "".join(f"<p>{escape(text)}</p>" for text in words)
    title = f"{name} annual report for 2019"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{name} Corp. ({name}) reports.</p>{around}<table>{rows}</table></body></html>"


def _asked(name: str, context: dict[str, Any]) -> Iterator[_Asked]:
    for one in context["questions"]:
        answer = one["answer"][0] if isinstance(one["answer"], list) and len(one["answer"]) == 1 else ""
        found = _NUMBER.findall(str(answer))
        if one["answer_type"] == "span" and one["answer_from"] == "table" and len(found) == 1 and not _WHEN.search(one["question"]):
            yield _Asked(f"{name}: {one['question']}", _digits(found[0]))


def _right(answer: Answer, asked: _Asked) -> bool:
    if answer.figures:
        return _digits(format(abs(answer.figures[0].amount.value), "f")) == asked.digits
    return asked.digits in {_digits(number) for number in _NUMBER.findall(answer.text)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Builds the pages' index, asks, and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--tatqa", type=Path, required=True)
    parser.add_argument("--contexts", type=int, default=120)
    parser.add_argument("--wrong", action="store_true", help="print each question that is answered wrongly")
    given = parser.parse_args(arguments)
    contexts = [c for c in json.loads(given.tatqa.read_text("utf-8")) if any(_asked("", c))][: given.contexts]
    names = islice((first + second for second, first in product(_SECOND, _FIRST)), len(contexts))
    with tempfile.TemporaryDirectory() as folder:
        pages, data_dir = Path(folder) / "pages", Path(folder) / "data"
        pages.mkdir()
        asked: list[_Asked] = []
        rows = []
        for name, context in zip(names, contexts, strict=True):
            (pages / f"{name}.html").write_text(_page(name, context), "utf-8")
            rows.append({"file": f"{name}.html", "url": f"https://{name.lower()}.example/annual-report", "publisher": name})
            rows[-1] |= {"published": _PUBLISHED.isoformat(), "source_type": "filing"}
            asked += _asked(name, context)
        (pages / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        import_files(data_dir, [pages], read_manifest(pages / "manifest.jsonl"))
        engine = Engine(Library.open(data_dir))
        counts: Counter[str] = Counter()
        for one in asked:
            answer = engine.ask(one.question, today=date(2020, 6, 1))
            verdict = "no answer" if answer.status is not Status.ANSWERED else "right" if _right(answer, one) else "wrong"
            counts[verdict] += 1
            if verdict == "wrong" and given.wrong:
                print(f"{one.question}\n  wanted {one.digits}: {answer.text.splitlines()[0][:200]}")
        print(f"{len(contexts)} tables, {len(asked)} questions: " + ", ".join(f"{counts[v]} {v}" for v in ("right", "wrong", "no answer")))


if __name__ == "__main__":
    main()
