"""The manifest of a generation: what it was built from, and the checksum of each of its files."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import GenerationDamaged

__all__ = ["MANIFEST", "GenerationInfo", "altered_files", "read_manifest", "sync_directory", "write_manifest"]

MANIFEST = "manifest.json"
FORMAT = 5
"""Goes up whenever older programs could not read a generation's files."""


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """A generation: `embedded` of its passages were embedded for it, the rest taken from the one before."""

    id: str
    built_at: datetime
    model_key: str
    documents: int
    passages: int
    figures: int
    embedded: int


def write_manifest(directory: Path, info: GenerationInfo) -> None:
    """Writes the manifest of the files in `directory` and puts everything on the disk for good."""
    files = {}
    for file in _files(directory):
        with file.open("rb") as stream:
            files[file.relative_to(directory).as_posix()] = {
                "bytes": file.stat().st_size,
                "sha256": _sha256(stream),
            }
            os.fsync(stream.fileno())
    described = {**asdict(info), "built_at": info.built_at.isoformat(), "format": FORMAT, "files": files}
    with (directory / MANIFEST).open("w", encoding="utf-8") as stream_out:
        json.dump(described, stream_out, indent=1)
        stream_out.write("\n")
        stream_out.flush()
        os.fsync(stream_out.fileno())
    for folder in (*{file.parent for file in _files(directory)}, directory):
        sync_directory(folder)


def read_manifest(directory: Path) -> GenerationInfo:
    """What the manifest in `directory` says. Raises GenerationDamaged where it cannot be read."""
    described = _described(directory)
    try:
        return GenerationInfo(
            id=str(described["id"]),
            built_at=datetime.fromisoformat(described["built_at"]),
            model_key=str(described["model_key"]),
            documents=int(described["documents"]),
            passages=int(described["passages"]),
            figures=int(described["figures"]),
            embedded=int(described["embedded"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GenerationDamaged(f"{directory / MANIFEST} lacks what it should say: {error}") from error


def altered_files(directory: Path) -> list[str]:
    """What is wrong with the files of a generation, compared with its manifest, one line for each."""
    listed: dict[str, Any] = _described(directory)["files"]
    found = {file.relative_to(directory).as_posix(): file for file in _files(directory)}
    problems = [f"{directory.name}: {name} is missing" for name in sorted(listed.keys() - found.keys())]
    problems += [f"{directory.name}: {name} is not in the manifest" for name in sorted(found.keys() - listed.keys())]
    for name in sorted(listed.keys() & found.keys()):
        with found[name].open("rb") as stream:
            if _sha256(stream) != listed[name]["sha256"]:
                problems.append(f"{directory.name}: {name} has changed since it was built (checksum differs)")
    return problems


def _sha256(stream: BinaryIO) -> str:
    import hashlib  # it takes memory that answering needs nothing of

    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # a file, as its protocol has it


def sync_directory(directory: Path) -> None:
    """Puts a directory's entries on the disk: a rename is not safe before that."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(directory: Path) -> list[Path]:
    # tantivy's lock files come and go with whoever opens the index.
    return sorted(
        file
        for file in directory.rglob("*")
        if file.is_file() and file.name != MANIFEST and not (file.name.startswith(".tantivy") and ".lock" in file.name)
    )


def _described(directory: Path) -> dict[str, Any]:
    path = directory / MANIFEST
    try:
        described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GenerationDamaged(f"{path} cannot be read: {error}") from error
    if described.get("format") != FORMAT:
        raise GenerationDamaged(f"{path} has format {described.get('format')}, not {FORMAT}; `burnrate corpus verify --repair` builds it again")
    return described
