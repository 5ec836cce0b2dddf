"""A child process that reads files, so that one bad file cannot hang or exhaust the program.

The parent speaks to it over two pipes: a JSON line with a path (and what is known of the file), a pickled answer
back. It is started at the first file, kept for the next ones, and started anew after a file that killed it.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from corpus.caps import Caps
from corpus.companyfacts import FiledFacts, read_company_facts
from corpus.document import Extracted
from corpus.errors import ImportFailure, TookTooLong, TooLarge
from corpus.extraction import extract, extract_file

__all__ = ["Worker"]

_FAILURES = {cls.__name__: cls for cls in (ImportFailure, TooLarge, TookTooLong)}
_MEGABYTE = 1024**2
_LONGEST_ANSWER = 512 * _MEGABYTE  # bytes; a document read takes a few


class _Failed(NamedTuple):
    """An error of the child's, by the name of its class."""

    name: str
    message: str


_TOO_LONG = pickle.dumps(_Failed("TooLarge", "what was read from it is far larger than a document; split it"))


class Worker:
    """Reads files in a child process, each within `seconds` of wall time and `megabytes` of memory.

    Without them it is 120 seconds and 3072 MB, or what BURNRATE_READ_SECONDS and BURNRATE_READ_MEGABYTES say. A context manager; not for use by two threads at once.
    """

    def __init__(self, seconds: float | None = None, megabytes: int | None = None) -> None:
        caps = Caps.read(os.environ)
        self.seconds = caps.seconds if seconds is None else seconds
        self.megabytes = caps.megabytes if megabytes is None else megabytes
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def file(self, path: Path) -> Extracted:
        """What `extract_file` reads from a file. Raises `ImportFailure`, or `TookTooLong` past the caps."""
        return self._document({"path": str(path.absolute())})

    def data(self, data: bytes, *, name: str = "", content_type: str = "", url: str | None = None) -> Extracted:
        """What `extract` reads from bytes. Raises as `file` does."""
        return self._document({"size": len(data), "name": name, "content_type": content_type, "url": url}, data)

    def facts(self, data: bytes) -> tuple[FiledFacts, ...]:
        """What `read_company_facts` reads from bytes. Raises as `file` does."""
        found: tuple[FiledFacts, ...] = self._ask({"size": len(data), "facts": True}, data)
        return found

    def _document(self, request: dict[str, object], data: bytes = b"") -> Extracted:
        found: Extracted = self._ask(request, data)
        return found

    def _ask(self, request: dict[str, object], data: bytes) -> Any:
        process = self._process if self._process is not None and self._process.poll() is None else self._start()
        if process.stdin is None or process.stdout is None:  # both were asked for; this tells the type checker
            raise OSError("the pipes to the reading process are missing")
        deadline = time.monotonic() + self.seconds
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n" + data)
            process.stdin.flush()
            size = int.from_bytes(_read(process.stdout, 8, deadline))
            packed = _read(process.stdout, size, deadline) if size <= _LONGEST_ANSWER else _TOO_LONG
            # The answer is from our own child, over a pipe that no one else holds.
            answer = pickle.loads(packed)  # noqa: S301
        except TimeoutError:
            self.close()
            raise TookTooLong(
                f"reading it took longer than {self.seconds:g} seconds; it may be damaged, or far larger than "
                "a document"
            ) from None
        except (OSError, EOFError, pickle.UnpicklingError):
            self.close()
            raise TookTooLong(
                "reading it ended the process that read it, probably for want of memory; it may be damaged or "
                "too complex"
            ) from None
        except BaseException:
            self.close()
            raise
        if packed is _TOO_LONG:
            self.close()  # the rest of its answer is still in the pipe
        if isinstance(answer, _Failed):
            raise _FAILURES.get(answer.name, ImportFailure)(answer.message)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self.close()
        root = str(Path(__file__).resolve().parents[1])
        search = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from corpus.worker import _serve; _serve()", str(self.megabytes * _MEGABYTE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": search},
        )
        return self._process


def _read(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while size > 0:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        part = os.read(pipe.fileno(), min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _serve() -> None:
    """The child: answer requests until the pipe closes."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        memory = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"]) if "size" in request else None
        answer = pickle.dumps(_answer(request, data))
        answers.write(len(answer).to_bytes(8) + answer)
        answers.flush()


def _answer(request: dict[str, str], data: bytes | None) -> Extracted | tuple[FiledFacts, ...] | _Failed:
    try:
        if data is None:
            return extract_file(Path(request["path"]))
        if "facts" in request:
            return read_company_facts(data)
        return extract(data, name=request["name"], content_type=request["content_type"], url=request["url"])
    except ImportFailure as error:
        return _Failed(type(error).__name__, str(error))
    except MemoryError:
        return _Failed("TookTooLong", "reading it takes too much memory; it may be damaged or too complex")
    except RecursionError:
        return _Failed("ImportFailure", "it is nested too deeply to be read")
    # The outermost edge of this process: whatever goes wrong is this file's failure, not the import's.
    except Exception as error:  # noqa: BLE001
        return _Failed("ImportFailure", f"it cannot be read ({type(error).__name__}: {str(error)[:200]})")
