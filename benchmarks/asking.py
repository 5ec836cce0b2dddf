"""Asking: what an answer costs besides embedding the question, what starting up costs, and what memory it takes.

    python -m benchmarks.asking DATA_DIR [--part warm|start|memory ...] [--slowest N]

Each part says whether its aim is met: all else takes less than embedding, over all and for each kind; starting up at most
three times and memory at most one and a half times what the bare process takes.

DATA_DIR holds an index of the starter corpus and more; `python -m benchmarks.varied DATA_DIR` makes one of 10,000
passages. Questions of five kinds are asked, each once:

warm    the time of embedding each question beside everything else, and that by stage, both by the processor time of the
        thread. Each question is embedded once more by itself right after, so that what else the machine does weighs on
        both alike. Of three rounds, each in a process of its own, so that nothing is remembered, the least of each counts.
start   the processor time (user and system) of one `burnrate ask`, beside a bare process that loads onnxruntime and
        the same model and embeds one sentence. They take turns; the least of each counts.
memory  the peak of a process that answered 50 questions, beside a bare one with FAISS holding the same vectors.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from bot import stages
from bot.engine import Engine
from index.generation import open_current

__all__ = ["BARE", "BARE_FAISS", "PEAK", "Asked", "asked", "main", "met", "questions"]

COMPANIES = (
    *("OpenAI", "Anthropic", "xAI", "NVIDIA", "Microsoft", "Alphabet", "Meta", "Amazon", "Oracle", "CoreWeave"),
    *("Databricks", "Mistral"),
)
_TODAY = date(2026, 11, 20)
_FIRST = (
    *("Who founded Perplexity?", "What was Apple's revenue in 2024?", "Why did Intel shares fall?", "What was Intel's headcount in 2009?"),
    *("Which had more revenue in 2024, Apple or Intel?", "How has Apple's revenue grown over time?"),
)
"""One of each kind, by which is loaded and compiled what is so once."""
_ROUNDS = 7
_WARM_ROUNDS = 3

BARE = """
import sys
import numpy, onnxruntime
from tokenizers import Tokenizer
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(sys.argv[1] + "/model.onnx", options, providers=["CPUExecutionProvider"])
tokenizer = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
coded = tokenizer.encode("Which company makes the most sensors?")
feed = {"input_ids": numpy.array([coded.ids]), "attention_mask": numpy.array([coded.attention_mask])}
vector = session.run(["sentence_embedding"], feed)[0]
"""
BARE_FAISS = """
import faiss
index = faiss.read_index(sys.argv[2] + "/dense.faiss")
index.search(vector, 10)
"""
_OURS = """
import sys
from datetime import date
from pathlib import Path
from bot.engine import Engine
from bot.library import Library
engine = Engine(Library.open(Path(sys.argv[1])))
for question in sys.argv[2:]:
    engine.ask(question, today=date(2026, 11, 20))
"""
_ROUND = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from benchmarks.asking import asked, questions
from bot.engine import Engine
from bot.library import Library
print(json.dumps([asdict(one) for one in asked(Engine(Library.open(Path(sys.argv[1]))), questions())]))
"""
# Not ru_maxrss: a child inherits the peak of the process that started it.
PEAK = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's milliseconds: `embed` of the embedding by itself, `rest` of all else, and that by `stages`."""

    kind: str
    question: str
    status: str
    embed: float
    rest: float
    stages: dict[str, float]


def questions() -> dict[str, list[str]]:
    """Questions of each kind, about companies of the starter corpus."""
    found: dict[str, list[str]] = {"figure": [], "text": [], "comparison": [], "trend": [], "not found": []}
    for number, (one, other) in enumerate(pairwise((*COMPANIES, COMPANIES[0]))):
        year = 2023 + number % 3
        found["figure"] += [
            f"What was {one}'s revenue in {year}?",
            f"How much did {one} spend on capital expenditures in {year}?",
            f"what is {one} worth",
        ]
        found["text"] += [
            f"Who is the chief executive of {one}?",
            f"Why did {one} lose money?",
            f"When did {one} announce its latest funding round?",
        ]
        found["comparison"].append(f"Which had more revenue in {year}, {one} or {other}?")
        found["trend"].append(f"How has {one}'s revenue grown over time?")
        found["not found"] += [f"What was {one}'s headcount in 2009?", f"What is the mascot of {one} called?"]
    return found


def asked(engine: Engine, wanted: dict[str, list[str]]) -> list[Asked]:
    """Ask each question once, after a few others that load what is loaded once; by the processor time of this thread."""
    snapshot = engine.library.snapshot
    stages.perf_counter = time.thread_time  # type: ignore[attr-defined]  # of a busy machine the clock tells little
    for first in _FIRST:
        engine.ask(first, today=_TODAY)
    out = []
    for kind, texts in wanted.items():
        for text in texts:
            answer = engine.ask(text, today=_TODAY)
            begun = time.thread_time()
            snapshot.embed(f"{text} ")
            embed = 1000 * (time.thread_time() - begun)
            spent = {name: took for name, took in answer.timings_ms.items() if name not in {"embed", "total"}}
            out.append(Asked(kind, text, answer.status.value, embed, sum(spent.values()), spent))
    return out


def _warm(data_dir: Path, slowest: int) -> None:
    rounds = [[Asked(**one) for one in json.loads(_output([_ROUND, str(data_dir)]))] for _ in range(_WARM_ROUNDS)]
    found = [_least(same) for same in zip(*rounds, strict=True)]
    names = list(found[0].stages)
    print(f"{'warm, ms':12} {'asked':>5} {'embed':>7} {'rest':>7} {'ratio':>6}   {'  '.join(names)}")
    kinds = list(dict.fromkeys(one.kind for one in found))
    for kind in (*kinds, "all"):
        of_kind = [one for one in found if kind in {one.kind, "all"}]
        embed, rest = (statistics.median(values) for values in zip(*((o.embed, o.rest) for o in of_kind), strict=True))
        parts = (f"{statistics.median(one.stages[name] for one in of_kind):{len(name)}.2f}" for name in names)
        ratio = rest / embed
        print(f"{kind:12} {len(of_kind):5} {embed:7.2f} {rest:7.2f} {ratio:6.2f}   {'  '.join(parts)}   {met(ratio, 1)}")
    sums = sum(one.rest for one in found) / sum(one.embed for one in found)
    over = sum(one.rest > one.embed for one in found)
    print(f"of the sums: {sums:.2f}; {over} of {len(found)} questions took longer besides embedding than embedding")
    for one in sorted(found, key=lambda one: -one.rest)[:slowest]:
        print(f"  {one.rest:7.1f} {one.status:10} {one.question}", {k: round(v, 1) for k, v in one.stages.items()})


def _least(same: Sequence[Asked]) -> Asked:
    """One question by the least that it took in any round, and the least that its embedding did."""
    best = min(same, key=lambda one: one.rest)
    return replace(best, embed=min(one.embed for one in same))


def met(ratio: float, most: float) -> str:
    """Whether an aim is met: at most so many times what something is set beside."""
    return f"aim {most:g}: {'met' if ratio <= most else 'not met'}"


def _start(data_dir: Path, model: str) -> None:
    chosen = {kind: texts[0] for kind, texts in questions().items()}
    commands = {"bare": [sys.executable, "-c", BARE, model]}
    for kind, text in chosen.items():
        # What the console script of an installation runs.
        program = "import sys; sys.argv[0] = 'burnrate'; from bot.cli import main; main()"
        commands[kind] = [sys.executable, "-c", program, "ask", "--data-dir", str(data_dir), text]
    took: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        for name, command in commands.items():
            took.setdefault(name, []).append(_cpu(command))
    for name, seconds in took.items():
        ratio = min(seconds) / min(took["bare"])
        aim = "" if name == "bare" else met(ratio, 3)
        print(f"start  {name:12} {min(seconds):6.2f} CPU s (median {statistics.median(seconds):.2f})  ratio {ratio:.2f}  {aim}")


def _cpu(command: Sequence[str]) -> float:
    # As an installation has it, with its modules compiled: the first round does that where it was not done.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[-1]!r} ended with exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _memory(data_dir: Path, model: str, directory: str) -> None:
    texts = [text for row in zip(*questions().values(), strict=False) for text in row][:50]
    commands = {
        "bare with FAISS": [BARE + BARE_FAISS + PEAK, model, directory],
        "50 questions": [_OURS + PEAK, str(data_dir), *texts],
    }
    peaks = {name: min(_printed(command) for _ in range(3)) / 1024 for name, command in commands.items()}
    for name, peak in peaks.items():
        ratio = peak / peaks["bare with FAISS"]
        print(f"memory {name:16} {peak:6.0f} MB  ratio {ratio:.2f}  {met(ratio, 1.5)}")


def _printed(command: Sequence[str]) -> int:
    return int(json.loads(_output(command)))


def _output(command: Sequence[str]) -> str:
    return subprocess.run([sys.executable, "-c", *command], stdout=subprocess.PIPE, text=True, check=True).stdout


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--part", choices=["warm", "start", "memory"], nargs="*", default=["warm", "start", "memory"])
    parser.add_argument("--slowest", type=int, default=0, help="print so many of the slowest questions")
    chosen = parser.parse_args()
    with open_current(chosen.data_dir) as snapshot:
        info, model, directory = snapshot.info, str(snapshot.model), str(snapshot.directory)
    print(f"{info.documents} documents, {info.passages} passages, {info.figures} figures")
    if "warm" in chosen.part:
        _warm(chosen.data_dir, chosen.slowest)
    if "start" in chosen.part:
        _start(chosen.data_dir, model)
    if "memory" in chosen.part:
        _memory(chosen.data_dir, model, directory)


if __name__ == "__main__":
    main()
