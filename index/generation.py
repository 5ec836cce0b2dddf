"""Generations: immutable sets of index files, built aside and published by replacing one pointer."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index import model as models
from index.errors import BuildLocked, GenerationDamaged, NoGeneration
from index.manifest import MANIFEST, GenerationInfo, read_manifest, sync_directory, write_manifest
from index.snapshot import Snapshot

# The build loads more than a question needs; `build` imports it when it is called.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from index.assembling import Carry, ExtractFigures, Progress, ReadTold, Revisions, SubjectOf

__all__ = ["build", "clean", "current_id", "generations", "open_current", "open_generation", "publish", "remove"]

_CURRENT = "CURRENT"
_LOCK = ".lock"
_STAGING = ".build-"
_KEPT = 3
"""The one served, the one before it to go back to, and one that is held."""


def build(  # noqa: PLR0913 - a generation is made of that many things
    data_dir: Path,
    store: Revisions,
    *,
    model: str | Path | None = None,
    extract_figures: ExtractFigures | None = None,
    figures_version: str = "",
    notes: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    published: bool = True,
    carry: Carry | None = None,
    read_told: ReadTold | None = None,
    subject_of: SubjectOf | None = None,
) -> GenerationInfo:
    """Builds a generation from the current revisions of `store` and publishes it (unless told not to).

    `model` is a sentence-transformers directory, or None for the default. Passages that the current generation
    has are not embedded again. Figures are copied from it where the revision and `figures_version` (say, the
    version of the rules that extract them; "" for never) are the same and `carry` does not want them read anew, and
    extracted otherwise; so is what `read_told` says that blocks tell. `subject_of` says the name that a document is about. `notes` are kept for `Snapshot.meta`. Nothing changes
    for readers before the end; a build that dies leaves files that the next one removes.

    Raises BuildLocked where another build is running, and the ModelErrors of `index.model`.
    """
    import secrets

    from index.assembling import Previous, assemble

    root = _root(data_dir)
    root.mkdir(parents=True, exist_ok=True)
    with _locked(root):
        _remove_leftovers(root)
        source = models.find(model)
        exported = models.export(source, data_dir)
        now = datetime.now(UTC)
        identity = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        staging = root / f"{_STAGING}{identity}"
        staging.mkdir()
        snapshot = _open_usable(data_dir)
        try:
            info = assemble(
                staging,
                store,
                exported,
                identity=identity,
                built_at=now,
                extract_figures=extract_figures,
                figures_version=figures_version,
                notes=notes or {},
                previous=None if snapshot is None else Previous(snapshot.directory, snapshot.info),
                progress=progress,
                carry=carry,
                read_told=read_told,
                subject_of=subject_of,
            )
            write_manifest(staging, info)
            staging.rename(root / identity)
            sync_directory(root)
            if published:
                _point_to(root, identity)
        finally:
            if snapshot is not None:
                snapshot.close()
            shutil.rmtree(staging, ignore_errors=True)
        _remove_old(root)
    return info


def publish(data_dir: Path, generation_id: str) -> GenerationInfo:
    """Makes a generation that is still kept the current one. Raises NoGeneration, GenerationDamaged, BuildLocked."""
    root = _root(data_dir)
    directory = _directory(root, generation_id)
    with _locked(root):
        info = read_manifest(directory)
        _point_to(root, generation_id)
    return info


def current_id(data_dir: Path) -> str:
    """The id of the published generation. Raises NoGeneration where none has been published."""
    try:
        return (_root(data_dir) / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise NoGeneration(f"no index has been built yet in {data_dir}") from error


def open_current(data_dir: Path) -> Snapshot:
    """The published generation, open for reading. Raises NoGeneration, GenerationDamaged."""
    identity = ""
    # Between reading the pointer and opening, newer generations may push this one out: then read it again.
    while identity != (identity := current_id(data_dir)):
        with suppress(NoGeneration):
            return open_generation(data_dir, identity)
    raise GenerationDamaged(f"the published generation {identity} is missing from {_root(data_dir)}")


def open_generation(data_dir: Path, generation_id: str) -> Snapshot:
    """A kept generation, open for reading. Raises NoGeneration, GenerationDamaged."""
    directory = _directory(_root(data_dir), generation_id)
    return Snapshot(directory, models.exported(data_dir, read_manifest(directory).model_key))


def generations(data_dir: Path) -> list[GenerationInfo]:
    """The generations that are kept, the newest first; damaged ones are left out."""
    found = []
    for directory in _complete(_root(data_dir)):
        try:
            found.append(read_manifest(directory))
        except GenerationDamaged:
            continue
    return sorted(found, key=lambda info: (info.built_at, info.id), reverse=True)


def clean(data_dir: Path) -> list[str]:
    """Removes leftovers of builds that died, and generations past the newest three that nobody has open.

    Says what was removed. The published generation always stays. Raises BuildLocked while a build runs.
    """
    root = _root(data_dir)
    if not root.is_dir():
        return []
    with _locked(root):
        return [*_remove_leftovers(root), *_remove_old(root)]


def remove(data_dir: Path, generation_id: str) -> bool:
    """Removes a generation, also one that is damaged, unless someone has it open; says whether it did.

    Raises NoGeneration for a name that is none, BuildLocked while a build runs.
    """
    root = _root(data_dir)
    directory = root / generation_id
    if directory.parent != root or generation_id.startswith(".") or not directory.is_dir():
        raise NoGeneration(f"there is no generation {generation_id!r} in {root}")
    with _locked(root):
        return _remove_unless_open(directory)


def _root(data_dir: Path) -> Path:
    return data_dir / "generations"


def _directory(root: Path, generation_id: str) -> Path:
    directory = root / generation_id
    # A name from a command line must not lead anywhere else.
    if directory.parent != root or generation_id.startswith(".") or not (directory / MANIFEST).is_file():
        raise NoGeneration(f"there is no generation {generation_id!r} in {root}")
    return directory


def _complete(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return [path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")]


def _open_usable(data_dir: Path) -> Snapshot | None:
    """The current generation to take work over from, if it is whole enough for that."""
    try:
        return open_current(data_dir)
    except (NoGeneration, GenerationDamaged):
        return None


def _point_to(root: Path, generation_id: str) -> None:
    pointer = root / f".{_CURRENT}-{os.getpid()}"
    with pointer.open("w", encoding="utf-8") as stream:
        stream.write(generation_id + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    pointer.replace(root / _CURRENT)
    sync_directory(root)


def _remove_leftovers(root: Path) -> list[str]:
    leftovers = [path for path in root.iterdir() if path.name.startswith((_STAGING, f".{_CURRENT}-"))]
    for path in leftovers:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return [path.name for path in leftovers]


def _remove_old(root: Path) -> list[str]:
    newest = sorted(_complete(root), key=_age, reverse=True)
    pointer = root / _CURRENT
    current = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    kept = [path for path in newest if path.name == current]
    removed = []
    for path in newest:
        if path in kept:
            continue
        if len(kept) < _KEPT:
            kept.append(path)
        elif _remove_unless_open(path):
            removed.append(path.name)
    return removed


def _age(directory: Path) -> tuple[str, str]:
    try:
        return read_manifest(directory).built_at.isoformat(), directory.name
    except GenerationDamaged:
        return "", directory.name


def _remove_unless_open(directory: Path) -> bool:
    try:
        held = os.open(directory / MANIFEST, os.O_RDONLY)
    except FileNotFoundError:
        shutil.rmtree(directory, ignore_errors=True)
        return True
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        # Renamed first, so that nobody opens half of it and a death in between leaves a leftover.
        going = directory.with_name(f"{_STAGING}gone-{directory.name}")
        directory.rename(going)
        shutil.rmtree(going, ignore_errors=True)
        return True
    finally:
        os.close(held)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Keeps other builds out, in this process and others; the system lets go of it when the process dies."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            raise BuildLocked(f"another build is running ({_holder(stream.read())}); wait for it to end") from error
        stream.seek(0)
        stream.truncate()
        json.dump({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}, stream)
        stream.flush()
        yield


def _holder(written: str) -> str:
    try:
        holder = json.loads(written)
        return f"process {holder['pid']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "just started"
