"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data_dir: Path) -> Run:
    """Runs a command line in this process, on the small corpus unless told where."""

    def run(*arguments: str | Path, where: Path = data_dir, given: str = "") -> Done:
        monkeypatch.setenv("BURNRATE_DATA_DIR", str(where))
        monkeypatch.setattr(sys, "argv", ["burnrate", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        assert isinstance(code, int | None)
        return Done(code or 0, captured.out, captured.err)

    return run


ON_A_DAY = ("--today", "2025-11-10")


def test_json_is_alone_on_standard_output_and_as_contracted(run: Run) -> None:
    done = run("ask", "thornwick revenue 2024", "--json", *ON_A_DAY)
    answer = done.json()
    assert (done.code, answer["status"]) == (0, "answered")
    assert set(answer) >= {
        "question", "status", "answer", "figures", "citations", "disagreements", "as_of", "generation", "timings_ms",
    }  # fmt: skip
    figure = answer["figures"][0]
    assert (figure["metric"], figure["value"], figure["unit"], figure["basis"]) == (
        "revenue",
        "213000000",
        "USD",
        "actual",
    )
    citation = answer["citations"][figure["citations"][0] - 1]
    assert (citation["n"], citation["source_type"], citation["published"]) == (1, "filing", "2025-02-20")
    assert citation["url"] == "https://filings.example/thwk/10k-2024"
    assert answer["disagreements"][0]["figure"]["value"] == "230000000"


def test_for_people_it_prints_the_answer_with_its_source(run: Run) -> None:
    done = run("ask", "thornwick revenue 2024", *ON_A_DAY)
    assert done.code == 0
    assert "$213.0 million" in done.out
    assert "filings.example" in done.out


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("what was the revenue of Quellmark in 2024", "not_found"),
        ("what was revenue?", "clarify"),
        ("should i buy thornwick stock", "declined"),
    ],
)
def test_an_honest_no_is_done(run: Run, question: str, status: str) -> None:
    done = run("ask", question, "--json", *ON_A_DAY)
    assert (done.code, done.json()["status"]) == (0, status)


def test_as_of(run: Run) -> None:
    done = run("ask", "what revenue does thornwick expect in 2025?", "--json", "--as-of", "2025-09-01", *ON_A_DAY)
    assert done.json()["figures"][0]["value"] == "290000000"
    assert done.json()["as_of"] == "2025-08-06"


BATCH = (
    '{"id": "q2", "question": "thornwick net loss 2023", "asked_on": "2025-11-10"}\n'
    "\n"
    '{"question": "should i buy it?"}\n'
    '{"id": 1, "question": "and in 2023?", "context": [{"role": "user", "text": "thornwick revenue 2024"}]}\n'
)


def test_a_batch_is_answered_line_by_line_in_order(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(BATCH, encoding="utf-8")
    done = run("ask", "--batch", path, *ON_A_DAY)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row.get("id") for row in rows] == ["q2", None, 1]
    assert "id" not in rows[1]
    assert rows[0]["figures"][0]["value"] == "70100000"
    assert rows[1]["status"] == "declined"
    assert rows[2]["figures"][0]["value"] == "141700000"
    piped = run("ask", "--batch", "-", *ON_A_DAY, given=BATCH)
    assert [json.loads(line).get("id") for line in piped.out.splitlines()] == ["q2", None, 1]


def test_a_broken_batch_line_is_named(run: Run) -> None:
    done = run("ask", "--batch", "-", *ON_A_DAY, given='{"question": "thornwick revenue 2024"}\nbroken\n')
    assert done.code == 2
    assert done.err.startswith("burnrate: ")
    assert "line 2" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "one", "--batch", "-"],
        ["ask", "one", "--as-of", "soon"],
        ["ask", "--batch", "no-such-file.jsonl"],
        ["frobnicate"],
        ["ask", "one", "--frobnicate"],
        ["corpus", "import"],
    ],
)
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert not done.out
    assert done.err


def test_a_wrong_setting_is_2_and_names_its_key(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    done = run("ask", "thornwick revenue", where=path)
    assert done.code == 2
    assert "BURNRATE_DATA_DIR" in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["corpus", "show", "nothing"],
        ["corpus", "remove", "nothing"],
        ["corpus", "import", "--manifest", "none.jsonl", "."],
    ],
)
def test_what_cannot_be_done_is_1_with_one_plain_line(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "burnrate: " in done.err


def test_debug_adds_the_traceback(run: Run) -> None:
    done = run("--debug", "corpus", "show", "nothing")
    assert done.code == 1
    assert "Traceback" in done.err


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["corpus", "--help"], ["corpus", "import", "-h"]])
def test_help_everywhere(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 0
    assert done.out.startswith("Usage:")


def test_data_dir_goes_before_the_environment(run: Run, data_dir: Path, tmp_path: Path) -> None:
    for arguments in (["--data-dir", data_dir, "corpus", "status"], ["corpus", "status", "--data-dir", data_dir]):
        done = run(*arguments, "--json", where=tmp_path)
        assert done.json()["documents"] == 6


def test_list_show_status_and_doctor(run: Run, data_dir: Path) -> None:
    rows = run("corpus", "list", "--json").json()
    assert len(rows) == 6
    filing = next(row for row in rows if row["source_type"] == "filing")
    shown = run("corpus", "show", filing["id"], "--json").json()
    assert "213,000" in shown["text"]
    assert shown["url"] == filing["url"]
    assert filing["title"] in run("corpus", "show", filing["id"]).out
    status = run("corpus", "status", "--json").json()
    assert (status["documents"], status["newest_document"]) == (6, "2025-11-05")
    assert status["generation"] in run("corpus", "status").out
    doctor = run("doctor", "--json")
    assert (doctor.code, doctor.json()["ok"]) == (0, True)


def test_without_a_corpus_the_commands_say_what_to_do(run: Run, tmp_path: Path) -> None:
    for command in (["corpus", "list"], ["corpus", "status"]):
        done = run(*command, where=tmp_path / "new")
        assert done.code == 1
        assert not done.out
        assert len(done.err.strip().splitlines()) == 1
    doctor = run("doctor", "--json", where=tmp_path / "new")
    assert (doctor.code, doctor.json()["ok"]) == (1, False)
    assert "burnrate init" in run("doctor", where=tmp_path / "new").out


def test_init_import_and_remove(run: Run, new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    where = new_data_dir()
    made = run("init", "--empty", "--json", where=where)
    assert (made.code, made.json()["generation"]) == (0, None)
    assert run("corpus", "list", "--json", where=where).json() == []

    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.md").write_text(
        "---\nurl: https://wire.example/v\npublished: 2025-03-04\n---\n# Verrin\n\n"
        "Revenue at Verrin Labs was $12 million in 2024.\n",
        encoding="utf-8",
    )
    (pages / "bad.pdf").write_bytes(b"%PDF-1.7 not really")
    done = run("corpus", "import", pages, "--json", where=where)
    report = done.json()
    assert done.code == 1
    assert [Path(row["path"]).name for row in report["new"]] == ["good.md"]
    assert [Path(row["path"]).name for row in report["failed"]] == ["bad.pdf"]
    assert report["generation"]
    assert "bad.pdf" in done.err

    again = run("corpus", "import", pages / "good.md", "--json", where=where)
    assert (again.code, len(again.json()["unchanged"]), again.json()["generation"]) == (0, 1, None)

    answer = run("ask", "verrin labs revenue 2024", "--json", *ON_A_DAY, where=where).json()
    assert answer["figures"][0]["value"] == "12000000"
    document = report["new"][0]["document_id"]
    removed = run("corpus", "remove", document, "--yes", "--json", where=where)
    assert (removed.code, removed.json()["removed"]) == (0, document)
    gone = run("ask", "verrin labs revenue 2024", "--json", *ON_A_DAY, where=where).json()
    assert gone["status"] == "not_found"
    assert not gone["citations"]


def test_a_manifest_says_what_the_pages_do_not(run: Run, pages: Path, data_dir: Path) -> None:
    done = run("corpus", "import", pages, "--manifest", pages / "manifest.jsonl", "--json")
    assert (done.code, len(done.json()["unchanged"])) == (0, 6)


def program(data_dir: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("BURNRATE_")}
    return subprocess.run(
        [sys.executable, "-W", "error", *command],
        env=environ | {"BURNRATE_DATA_DIR": str(data_dir), "PYTHONIOENCODING": "utf-8"},
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


ASKING = """
import sys
sys.argv = ["burnrate", "ask", "who led ardenmoor's round?", "--json", "--today", "2025-11-10"]
from bot.cli import main
main()
heavy = {"torch", "sentence_transformers", "transformers", "trafilatura", "pypdf"} & set(sys.modules)
print(",".join(sorted(heavy)) or "none", file=sys.stderr)
import gc
print(gc.isenabled(), file=sys.stderr)
"""


def test_asking_loads_no_torch_and_nothing_that_reads_pages_and_collects_no_garbage(data_dir: Path) -> None:
    done = program(data_dir, "-c", ASKING)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr.split()[-2:] == ["none", "False"]


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    heavy = "{'torch', 'onnxruntime', 'faiss', 'tantivy', 'numpy', 'lxml', 'trafilatura'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, bot.cli; print(sorted({heavy} & set(sys.modules)))"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_program_reads_other_peoples_languages(data_dir: Path) -> None:
    done = program(data_dir, "-m", "bot.cli", "ask", "qual é a receita da thornwick em 2024? revenue", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["question"].startswith("qual é")


def test_a_course_is_a_table_and_drawn_into_the_file_that_chart_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "course.png"
    done = run("ask", "thornwick revenue 2022 to 2024", "--chart", path, *ON_A_DAY)
    assert done.code == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    assert str(path) in done.err
    assert [line.split()[0] for line in done.out.splitlines() if "█" in line] == ["2022", "2023", "2024"]
    assert "Thornwick Systems: revenue of" not in done.out


def test_where_there_is_nothing_to_draw_it_says_so_and_answers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.svg"
    done = run("ask", "thornwick revenue 2024", "--json", "--chart", path, *ON_A_DAY)
    assert done.code == 0
    assert done.json()["status"] == "answered"
    assert "no chart" in done.err
    assert not path.exists()


def test_a_chart_is_a_png_or_svg(run: Run, tmp_path: Path) -> None:
    done = run("ask", "thornwick revenue 2022 to 2024", "--chart", tmp_path / "course.gif", *ON_A_DAY)
    assert done.code == 2
    assert ".svg" in done.err
