"""Draws the charts of docs/charts.md: `python -m benchmarks.charts`, which builds the starter corpus's index first."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

from bot.answer import Answer
from bot.building import start
from bot.charts import picture
from bot.engine import Engine
from bot.library import Library
from index.figure import Basis
from tests.bot.drawing import answer_of, figure

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "charts"
ASKED = {
    "years": "nvidia revenue over time",
    "gaps": "xai operating loss by quarter",
    "days": "anthropic run rate over time",
    "companies": "compare revenue of meta, alphabet, nvidia and amd in 2025",
    "balances": "oracle rpo over time",
}
MADE_UP = {
    "plans": answer_of(
        *(figure("Thornwick", "capital_expenditures", v, y) for y, v in (("2022", "12000000000"), ("2024", "18500000000"), ("2025", "31000000000"))),
        figure("Thornwick", "capital_expenditures", "45000000000", "2026", high="52000000000", basis=Basis.GUIDANCE, n=2),
    ),
    "losses": answer_of(
        *(figure("Thornwick", "net_loss", v, y) for y, v in (("2021", "620000000"), ("2022", "1100000000"))),
        *(figure("Thornwick", "net_income", v, y) for y, v in (("2024", "300000000"), ("2025", "1900000000"))),
    ),
}
"""What the starter corpus has no example of."""


def main() -> None:
    """Draw each chart for a light and a dark ground."""
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        engine = Engine(Library.open(Path(folder)))
        answers = {name: engine.ask(question, today=date(2026, 11, 26)) for name, question in ASKED.items()}
    FOLDER.mkdir(exist_ok=True)
    for name, answer in (answers | MADE_UP).items():
        for dark in (False, True):
            _draw(name, answer, dark=dark)


def _draw(name: str, answer: Answer, *, dark: bool) -> None:
    made = picture(answer, dark=dark)
    if made is None:
        raise SystemExit(f"there is nothing to draw for {name!r}")
    path = FOLDER / f"{name}-{'dark' if dark else 'light'}.png"
    # A page of documentation needs neither all pixels nor all colours.
    with Image.open(io.BytesIO(made.png)) as image:
        small = image.convert("RGB").resize((960, round(image.height * 0.75)), Image.Resampling.LANCZOS)
        small.quantize(48).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1024} kB. {made.alt}")


if __name__ == "__main__":
    main()
