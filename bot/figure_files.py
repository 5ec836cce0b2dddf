"""Figures as files: CSV that spreadsheets may open safely, JSON and Parquet, written row by row."""

from __future__ import annotations

import csv
import itertools
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bot.errors import SettingError
from bot.figure_table import FigureRow

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["new_file", "write_csv", "write_json", "write_parquet"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = frozenset({"value", "high", "confidence", "start", "end", "amount_start", "amount_end"})
_BATCH = 5_000
"""Rows of a Parquet row group, and so of what is held in memory."""
_WHOLE = frozenset({"start", "end", "amount_start", "amount_end"})


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file to write to, which takes its name only once it is whole. Raises OSError where the folder is not there."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        made.chmod(0o644)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def write_csv(found: Iterable[FigureRow], out: IO[str]) -> int:
    """Write figures as CSV with a header and give their number. No cell of text is one that a spreadsheet would compute."""
    count = 0
    writer = csv.DictWriter(out, FigureRow.names(), lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in found:
        columns = row.columns()
        writer.writerow({name: value if name in _NUMBERS else _harmless(value) for name, value in columns.items()})
        count += 1
    return count


def _harmless(value: object) -> object:
    """A cell that opens as text: a page's title may begin with "=HYPERLINK("."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA) else value


def write_json(found: Iterable[FigureRow], generation: str, write: Callable[[str], object]) -> int:
    """Write figures as one JSON object, row by row, and give their number."""
    write(f'{{\n  "generation": {json.dumps(generation)},\n  "figures": [')
    count = 0
    for row in found:
        write(("," if count else "") + "\n    " + json.dumps(row.to_json(), ensure_ascii=False))
        count += 1
    write(("\n  " if count else "") + f'],\n  "count": {count}\n}}\n')
    return count


def write_parquet(found: Iterator[FigureRow], path: Path) -> int:
    """Write figures as Parquet, a few thousand rows at a time, and give their number. Raises SettingError without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        msg = "Parquet needs pyarrow, which is not installed: `pip install 'burnrate[parquet]'`, or use --csv"
        raise SettingError(msg) from error
    count = 0
    schema = _schema(pa)
    with new_file(path) as made, parquet.ParquetWriter(made, schema) as writer:
        while batch := [row.columns() for row in itertools.islice(found, _BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def _schema(arrow: Any) -> pa.Schema:
    """The columns: amounts stay text, which is exact, as the widest runs from cents to trillions."""
    kinds = {"confidence": arrow.float64(), "fiscal": arrow.bool_(), **dict.fromkeys(_WHOLE, arrow.int64())}
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in FigureRow.names()])
