"""Charts: what is on them is the answer's numbers, planned ones look otherwise, and what is missing stays open."""

from __future__ import annotations

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from bot.answer import Answer
from bot.charts import drawn, picture, write_chart
from bot.series import series_of
from index.figure import Basis
from tests.bot.drawing import answer_of, figure

_COURSE = answer_of(
    figure("Thornwick", "capital_expenditures", "12000000000", "2022"),
    figure("Thornwick", "capital_expenditures", "18500000000", "2024"),
    figure("Thornwick", "capital_expenditures", "31000000000", "2025"),
    figure("Thornwick", "capital_expenditures", "45000000000", "2026", high="52000000000", basis=Basis.GUIDANCE, n=2),
)


def chart(answer: Answer, *, dark: bool = False) -> Figure:
    series = series_of(answer)
    assert series is not None
    return drawn(series, answer.citations, dark=dark)


def words(drawing: Figure) -> set[str]:
    axes = drawing.axes[0]
    texts = [*drawing.texts, *axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
    return {text.get_text() for text in texts}


def test_every_number_is_labelled_with_its_period_and_the_sources_with_their_days() -> None:
    found = words(chart(_COURSE))
    assert {"$12B", "$18.5B", "$31B", "$45B–52B", "2022", "2024", "2025", "2026", "Thornwick: capital expenditures"} <= found
    assert any("North Ledger (2 April 2026)" in text and "SEC filing (25 February 2026)" in text and "digested" in text for text in found)


def test_what_is_planned_is_hatched_and_said_to_be_no_result() -> None:
    drawing = chart(_COURSE)
    hatched = [bar.get_hatch() for bar in drawing.axes[0].patches]
    assert [bool(h) for h in hatched] == [False, False, False, True]
    assert any("hatched: guidance, not a result" in text for text in words(drawing))


def test_a_missing_year_keeps_its_place_and_has_no_bar() -> None:
    drawing = chart(_COURSE)
    assert "not\nheld" in words(drawing)
    bars = [bar for bar in drawing.axes[0].patches if isinstance(bar, Rectangle)]
    assert [round(bar.get_x() + bar.get_width() / 2) for bar in bars] == [2022, 2024, 2025, 2026]
    assert {"2023"} <= words(drawing)


def test_a_line_is_not_drawn_across_what_is_missing_and_is_dashed_to_a_plan() -> None:
    figures = [figure(e, "revenue", v, y) for e in ("Thornwick", "Halvard") for y, v in (("2020", "5"), ("2022", "6"), ("2023", "7"))]
    figures.append(figure("Thornwick", "revenue", "9", "2024", basis=Basis.PROJECTION))
    spans = [(tuple(np.asarray(line.get_xdata(), dtype=float)), line.get_linestyle()) for line in chart(answer_of(*figures)).axes[0].lines]
    assert ((2020.0, 2022.0), "-") not in spans
    assert ((2022.0, 2023.0), "-") in spans
    assert ((2023.0, 2024.0), "--") in spans


def test_the_words_for_who_cannot_see_it_have_the_same_numbers() -> None:
    made = picture(_COURSE)
    assert made is not None
    for told in ("2022: $12 billion", "2024: $18.5 billion", "2025: $31 billion", "2026: $45 billion to $52 billion (guidance)", "Not held: 2023", "North Ledger"):
        assert told in made.alt


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_is_wide_enough_for_a_phone_and_on_the_ground_asked_for(dark: bool) -> None:
    made = picture(_COURSE, dark=dark)
    assert made is not None
    with Image.open(io.BytesIO(made.png)) as image:
        assert image.format == "PNG"
        assert image.width == 1280
        assert image.height <= image.width
        corner = int(np.asarray(image.convert("L"))[2, 2])
    assert (corner < 60) is dark


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "answer",
    [
        _COURSE,
        answer_of(*(figure(e, "api_price", v, "2025", per="million tokens") for e, v in (("Thornwick", "15"), ("Halvard", "3"), ("Ardenmoor AI", "0.55")))),
        answer_of(*(figure("Ardenmoor AI", "operating_margin", v, q, unit="percent") for q, v in (("Q1 2025", "-122"), ("Q2 2025", "-64"), ("Q3 2025", "4")))),
        answer_of(*(figure("Thornwick", "revenue", str(40 + n), f"Q{n % 4 + 1} {2022 + n // 4}") for n in range(12))),
        answer_of(*(figure(f"{name} Compute and Networking Holdings of the North", "revenue", "4200000000", "2025") for name in ("Thornwick", "Halvard", "Ardenmoor"))),
    ],
    ids=["course", "prices", "negative", "quarters", "long names"],
)
def test_no_words_run_off_the_picture(answer: Answer, dark: bool) -> None:
    drawing = chart(answer, dark=dark)
    drawing.canvas.draw()
    whole = drawing.bbox
    for text in [*drawing.texts, *drawing.axes[0].texts, *drawing.axes[0].get_xticklabels(), *drawing.axes[0].get_yticklabels()]:
        box = text.get_window_extent()
        if text.get_text():
            assert box.x0 >= whole.x0 - 1, text.get_text()
            assert box.x1 <= whole.x1 + 1, text.get_text()
            assert box.y0 >= whole.y0 - 1, text.get_text()
            assert box.y1 <= whole.y1 + 1, text.get_text()


def test_a_caption_in_capitals_keeps_within_the_picture_and_names_a_publisher_once() -> None:
    cited = tuple(replace(_COURSE.citations[0], n=n, publisher="SEC EDGAR AND NEWSWIRE", published=date(2020 + n, 9, 28)) for n in range(1, 5))
    figures = tuple(figure("Thornwick", "revenue", "5", str(2020 + n), n=n) for n in range(1, 5))
    drawing = chart(replace(_COURSE, figures=figures, citations=cited))
    drawing.canvas.draw()
    caption = drawing.texts[-1]
    assert caption.get_text().count("SEC EDGAR") == 1
    assert caption.get_window_extent().x1 <= drawing.bbox.x1


def test_a_title_that_looks_like_a_formula_is_shown_as_it_is() -> None:
    names = ("$A_1$ and $B^2$", "\\frac{1}{2}", "<b>&amp;")
    drawing = chart(answer_of(*(figure(name, "revenue", str(n), "2025") for n, name in enumerate(names, 1))))
    drawing.canvas.draw()
    assert set(names) <= words(drawing)


def test_files_are_png_or_svg_and_none_is_written_where_there_is_no_course(tmp_path: Path) -> None:
    assert write_chart(_COURSE, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert write_chart(_COURSE, tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert "<title>Thornwick: capital expenditures</title>" in svg
    assert "$45 billion to $52 billion (guidance)" in svg
    assert not write_chart(answer_of(), tmp_path / "b.png")
    assert not (tmp_path / "b.png").exists()


def test_the_same_answer_gives_the_same_picture_in_any_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda dark: picture(_COURSE, dark=dark), (False, True) * 4))
    assert len({m.png for m in made if m}) == 2


def test_the_program_does_not_load_matplotlib_before_it_draws() -> None:
    code = "import sys, bot.cli, bot.charts, bot.terminal; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
