"""Concepts: the list is read as YAML would be."""

from __future__ import annotations

from importlib import resources

import yaml

from index import concepts


def test_the_list_is_what_yaml_makes_of_it() -> None:
    packed = resources.files("index").joinpath("data/concepts.yaml").read_text(encoding="utf-8")
    assert concepts._listed() == yaml.safe_load(packed)
