from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from corpus.catalog.reading import SHIPPED, Catalog, read_catalog
from corpus.document import SourceType
from corpus.errors import CatalogError
from corpus.source import SourceKind


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A shipped catalog of two sources and a list of topics."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "all.yaml").write_text(
        """
topics:
  ai: [AI, machine learning]
sources:
  - name: quillon-filings
    filer: 8800123
    publisher: Quillon
  - name: lantern
    feed: https://lantern.example/feed
    publisher: The Lantern
    source_type: article
    topics: ai
    every: 30m
""",
        "utf-8",
    )
    return folder


def read(shipped: Path, tmp_path: Path, text: str, name: str = "own.yaml") -> Catalog:
    """The catalog with a file of the admin's."""
    folder = tmp_path / "data" / "catalog"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return read_catalog(tmp_path / "data", shipped)


def problems(shipped: Path, tmp_path: Path, text: str) -> list[str]:
    """What is said of an admin's file, without its path."""
    with pytest.raises(CatalogError) as raised:
        read(shipped, tmp_path, text)
    return [problem.partition("own.yaml:")[2] for problem in raised.value.problems]


def test_the_shipped_catalog_is_read_without_an_admins(shipped: Path, tmp_path: Path) -> None:
    filings, lantern = read_catalog(tmp_path / "data", shipped).sources
    assert (filings.kind, filings.where, filings.source_type) == (SourceKind.FILER, "0008800123", SourceType.FILING)
    assert "10-K" in filings.forms
    assert filings.origin == f"{shipped / 'all.yaml'}:5"
    assert (lantern.topics, lantern.every) == (("AI", "machine learning"), timedelta(minutes=30))


def test_an_admin_adds_changes_replaces_and_drops(shipped: Path, tmp_path: Path) -> None:
    catalog = read(
        shipped,
        tmp_path,
        """
- name: Quillon-Filings
  every: 1h
- name: lantern
  page: https://lantern.example/prices
  publisher: The Lantern
  source_type: dataset
- name: notes
  folder: notes
  publisher: us
""",
    )
    filings, prices, notes = catalog.sources
    assert (filings.every, filings.where, filings.publisher) == (timedelta(hours=1), "0008800123", "Quillon")
    assert (prices.kind, prices.topics) == (SourceKind.PAGE, ())
    assert notes.where == str(tmp_path / "data" / "notes")
    dropped = read(shipped, tmp_path, "- name: lantern\n  follow: false\n")
    assert [source.name for source in dropped.sources] == ["quillon-filings"]


def test_an_admins_list_of_topics_takes_the_place_of_the_shipped(shipped: Path, tmp_path: Path) -> None:
    catalog = read(shipped, tmp_path, "topics:\n  ai: [robots]\n")
    assert catalog.sources[1].topics == ("robots",)


def test_values_are_read_as_written(shipped: Path, tmp_path: Path) -> None:
    # YAML would make true of ON, and an octal number of 0000012.
    catalog = read(
        shipped,
        tmp_path,
        "- {name: on, filer: ON, publisher: Onward}\n- {name: 12, filer: 0000012, publisher: Twelve}\n"
        "- {name: b, filer: brk.b, publisher: B, forms: [Form 10-k, 424b]}\n",
    )
    assert [source.where for source in catalog.sources[2:]] == ["ON", "0000000012", "BRK-B"]
    assert catalog.sources[4].forms == ("10-K", "424B")


_EXPECTED = """\
2: fed: there is no such key (did you mean feed?); known are confirmed, every, facts, feed, filer, folder, follow, forms, limit, name, page, publisher, source_type, topics
4: publisher: is missing in 'b'; say who publishes it (for a filer the company, as people call it)
4: source_type: is missing in 'b'; say what it is: filing, press_release, article, blog, dataset
5: feed: 'a.example/feed' is not an http or https address; give it in full, as https://host/path
6: topics: 'aii' is no list of topics (did you mean ai?); name a list that stands under topics:, or write one in brackets
7: every: '6x' is not a length of time; write a number and m, h, d or w, as 30m, 6h or 1d
8: limit: '0' is not a number from 1 to 500
9: publisher: is missing in 'c'; say who publishes it (for a filer the company, as people call it)
10: filer: 'QUILLONCORP' is neither a CIK (up to ten digits) nor a ticker; look it up at https://www.sec.gov/search-filings
11: forms: '10K' is not a form that can be followed (did you mean 10-K?); use 10-K, 10-Q, 8-K, S-1, 20-F, 6-K, 424B, 40-F, F-1
11: forms: '10-K/A' is an amendment; write 10-K, which brings its amendments along
11: forms: '424B5' is one of several kinds of prospectus; write 424B, which means them all
12: name: 'b' stands already at FOLDER/own.yaml:4; rename or remove one of them
15: page: 'http://me:secret@d.example/' holds a user name or password; burnrate reads public pages only
17: source_type: 'blogg' is not a kind of publication (did you mean blog?); use filing, press_release, article, blog, dataset
18: forms: is for filers only; remove it from this page
19: 'only words' is not an entry; write its keys, beginning with "- name:"
20: 'lantern-feed' does not say what to read; give it filer, feed, page or folder, or the name of a shipped entry to change (did you mean lantern?)
24: feed: 'e' has feed and page; an entry follows one thing: make two of it
26: every: stands twice in this entry; keep one of them
"""


def test_every_problem_is_told_at_once_with_its_line_and_key(shipped: Path, tmp_path: Path) -> None:
    found = problems(
        shipped,
        tmp_path,
        """\
- name: a
  fed: https://a.example/feed
  publisher: A
- name: b
  feed: a.example/feed
  topics: aii
  every: 6x
  limit: 0
- name: c
  filer: QUILLONCORP
  forms: [10K, 10-K/A, 424B5]
- name: b
  page: https://b.example/
- name: d
  page: http://me:secret@d.example/
  publisher: D
  source_type: blogg
  forms: [10-K]
- only words
- name: lantern-feed
  every: 1d
- name: e
  page: https://e.example/
  feed: https://e.example/feed
  every: 1d
  every: 2d
  publisher:
  source_type: [blog]
""",
    )
    assert found == [line.replace("FOLDER", str(tmp_path / "data" / "catalog")) for line in _EXPECTED.splitlines()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- name: a\n  feed: b: c\n", "2: it is not YAML (mapping values are not allowed here); check the indentation"),
        ("- name: a\n- &x b\n- *x\n", "2: anchors (&) and aliases (*) are not read; write the value out"),
        ("[" * 10_000, "1: it is nested too deeply for a catalog"),
        ("- a\n" * 60_000, "50000: it holds more than a catalog can; split it"),
        ("#" * 600_000, "1: it is larger than 512 KB; split it into several files"),
        ("sources: none\n", '1: sources: must be a list; begin each entry with "- name:"'),
        ("source:\n- name: a\n", "2: source: is no part of a catalog (did you mean sources?); a file holds sources"),
        ("- {name: a, page: 'https://a.example/\x07', publisher: A, source_type: blog}", "1: it is not YAML"),
        ("- name: !!python/object/apply:os.system [id]\n", "1: name: is a list"),
        ("--- a\n--- b\n", "2: it is not YAML"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_catalog_says_where_and_why(shipped: Path, tmp_path: Path, text: str, said: str) -> None:
    assert problems(shipped, tmp_path, text)[0].startswith(said)


def test_a_file_in_another_encoding_says_so(shipped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "catalog"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_bytes(b"- name: a\n  publisher: Mus\xe9e\n")
    with pytest.raises(CatalogError, match=r"own\.yaml:2: it is not in UTF-8"):
        read_catalog(tmp_path / "data", shipped)


def test_a_bad_file_does_not_hide_what_is_wrong_in_another(shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogError):
        read(shipped, tmp_path, "[", "a.yaml")
    with pytest.raises(CatalogError) as raised:
        read(shipped, tmp_path, "- name: lantern\n  every: often\n", "b.yaml")
    assert [Path(problem.split(":")[0]).name for problem in raised.value.problems] == ["a.yaml", "b.yaml"]


def test_following_the_same_twice_is_a_problem(shipped: Path, tmp_path: Path) -> None:
    (first, second) = problems(
        shipped,
        tmp_path,
        """\
- name: other
  feed: http://Lantern.example/feed/
  publisher: L
  source_type: blog
- name: more
  filer: CIK0008800123
  publisher: Quillon
  forms: [424B, 10-Q]
""",
    )
    assert first.startswith("1: feed: 'http://lantern.example/feed/' is followed already by 'lantern'")
    assert second.startswith("5: filer: '0008800123' is followed for 10-Q already by 'quillon-filings'")


def test_other_forms_of_the_same_filer_are_fine(shipped: Path, tmp_path: Path) -> None:
    catalog = read(shipped, tmp_path, "- {name: more, filer: 8800123, publisher: Quillon, forms: [424B]}\n")
    assert len(catalog.sources) == 3


def test_sources_are_found_by_name(shipped: Path, tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "data", shipped)
    assert catalog.named([]) == catalog.sources
    assert [source.name for source in catalog.named(["Lantern"])] == ["lantern"]
    with pytest.raises(CatalogError, match=r"no source 'lanten' in the catalog \(did you mean lantern\?\)"):
        catalog.named(["lanten", "lantern"])


def test_what_is_shipped_is_right(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    kinds = {source.kind for source in catalog.sources}
    assert {SourceKind.FILER, SourceKind.FEED} <= kinds
    assert all(source.origin.startswith(str(SHIPPED)) for source in catalog.sources)
    # Nothing is known of these but what a public source says, and each says which.
    text = "".join(path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.yaml")))
    assert text.count("confirmed:") == len(catalog.sources)
