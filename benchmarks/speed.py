"""Speed of a search: what it costs besides embedding the question, and what starting up costs.

    python -m benchmarks.speed [--passages 10000] [--data-dir DIRECTORY]

builds a generation of invented sentences, then prints (1) the parts of a warm search, (2) the processor time and
(3) the peak memory of a process that answers one search, beside a bare process that loads onnxruntime, the same
model and (for memory) a FAISS index of as many vectors, and embeds one sentence.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.asking import met
from benchmarks.retrieval import Contexts
from corpus.document import Block, BlockKind, Revision, SourceType
from index.generation import build, open_current
from index.search import Searcher
from index.snapshot import Snapshot

__all__ = ["invented", "main", "report"]

_ENDING = """
import json, resource
usage = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: a child inherits the peak of the process that started it.
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "mb": int(peak) / 1024}))
"""
_BARE = """
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
_BARE_FAISS = """
import faiss
index = faiss.read_index(sys.argv[2] + "/dense.faiss")
index.search(vector, 10)
"""
_OURS = """
import sys
from pathlib import Path
from index.generation import open_current
snapshot = open_current(Path(sys.argv[2]))
assert snapshot.search("Which company makes the most sensors?")
"""


def invented(count: int) -> Contexts:
    """A corpus of `count` passages of one or two invented sentences, twenty to a document."""
    chance = random.Random(7)  # noqa: S311 - the same texts each time
    makers = [f"{chance.choice('BDFGKLMNPRSTVZ')}{chance.choice('aeiou')}{end}" for end in "lor ntec rvik mbry".split()]
    things = "sensors turbines ledgers looms lanterns valves kites anchors".split()
    doings = "shipped sold ordered returned leased stored repaired".split()
    revisions = []
    for number in range(0, count, 20):
        text, blocks = "", []
        for _ in range(min(20, count - number)):
            heading = f"{chance.choice(things)} {chance.randrange(10**6)}"
            sentence = (
                f"{chance.choice(makers)} {chance.choice(doings)} {chance.randrange(10**5):,} "
                f"{chance.choice(things)} in {chance.randrange(1990, 2026)} for ${chance.randrange(10**4)} million."
            )
            for kind, words in ((BlockKind.HEADING, heading), (BlockKind.PARAGRAPH, sentence)):
                level = 2 if kind is BlockKind.HEADING else 0
                blocks.append(Block(kind, len(text), len(text) + len(words), level=level))
                text += words + "\n"
        identity = f"d{number:08}"
        revisions.append(
            Revision(
                revision_id=f"{identity}-1",
                document_id=identity,
                url=f"https://speed.example/{number}",
                title=f"Report {number}",
                publisher="Speed",
                published=None,
                source_type=SourceType.ARTICLE,
                text=text,
                blocks=tuple(blocks),
                fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
    return Contexts(revisions)


def report(data_dir: Path, rounds: int = 200) -> None:
    """Prints the measurements for the generation published in `data_dir`."""
    with open_current(data_dir) as snapshot:
        print(f"{snapshot.info.passages} passages")
        _warm(snapshot, rounds)
        model, directory = str(snapshot.model), str(snapshot.directory)
    runs = {
        "bare": [_BARE, model],
        "bare with FAISS": [_BARE + _BARE_FAISS, model, directory],
        "search": [_OURS, model, str(data_dir)],
    }
    measured = {name: [_child(*run) for _ in range(5)] for name, run in runs.items()}
    cpu = {name: min(run["cpu"] for run in all_runs) for name, all_runs in measured.items()}
    memory = {name: min(run["mb"] for run in all_runs) for name, all_runs in measured.items()}
    for name in runs:
        print(f"start-up  {name:16} {cpu[name]:6.2f} CPU s  {memory[name]:6.0f} MB peak")
    of_cpu, of_memory = cpu["search"] / cpu["bare"], memory["search"] / memory["bare with FAISS"]
    print(f"CPU ratio {of_cpu:.2f}  {met(of_cpu, 3)}   memory ratio {of_memory:.2f}  {met(of_memory, 1.5)}")


def _warm(snapshot: Snapshot, rounds: int) -> None:
    searcher = Searcher(snapshot.directory, snapshot.model, snapshot.content)
    questions = [f"How many sensors were sold in {1990 + number % 36} by maker {number}?" for number in range(rounds)]
    searcher.search(questions[0] + " once")
    dense, lexical = searcher.indexes()
    vectors = dict(zip(questions, map(searcher.embed, questions), strict=True))
    found = [number for number, _ in dense.search(vectors[questions[0]], 20)]
    parts: dict[str, Callable[[str], object]] = {
        "embed": lambda question: searcher.embed(question + " "),
        "dense": lambda question: dense.search(vectors[question], 120),
        "lexical": lambda question: lexical.search(question, 120),
        "read 20": lambda _: snapshot.content.passages(found),
        "search, embedded": lambda question: (searcher.embed(question), searcher.search(question)),
    }
    medians = {}
    for name, part in parts.items():
        times = []
        for question in questions:
            if name == "search, embedded":
                searcher.embed(question)
            begun = time.perf_counter()
            part(question)
            times.append(1000 * (time.perf_counter() - begun))
        medians[name] = statistics.median(times)
        print(f"warm      {name:16} {medians[name]:6.2f} ms  p95 {statistics.quantiles(times, n=20)[-1]:6.2f} ms")
    print(f"overhead over embedding: {medians['search, embedded'] / medians['embed']:.2f} of its time")


def _child(program: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", program + _ENDING, *arguments], capture_output=True, text=True, check=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    """Builds, or uses what is built, and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--data-dir", type=Path, help="where the index is, or is built if it is not there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        data_dir = arguments.data_dir or Path(temporary)
        if not (data_dir / "generations" / "CURRENT").is_file():
            build(data_dir, invented(arguments.passages))
        report(data_dir)


if __name__ == "__main__":
    main()
