"""`burnrate check` on the command line."""

from __future__ import annotations

from tests.bot.test_cli import Run, run

__all__ = ["run"]

ON_A_DAY = ("--today", "2025-11-10")


def test_json_is_alone_on_standard_output(run: Run) -> None:
    done = run("check", "Thornwick had revenue of $231 million in 2024.", "--json", *ON_A_DAY)
    assert (done.code, done.err) == (0, "")
    out = done.json()
    assert set(out) == {"text", "claims", "unchecked", "as_of", "generation"}
    assert out["claims"][0]["verdict"] == "contradicted"
    assert out["claims"][0]["citations"][0]["quote"] in "Revenue | 213,000 | 141,700 | 88,250 We had revenue of $213.0 million in 2024, up from $141.7 million a year earlier."


def test_a_person_sees_the_verdict_the_reason_and_the_source(run: Run) -> None:
    done = run("check", "-", *ON_A_DAY, given="Thornwick had revenue of $213 million in 2024. I love it.")
    assert done.code == 0
    assert "SUPPORTED Thornwick had revenue of $213 million in 2024." in done.out
    assert "NOT CHECKED I love it." in done.out
    assert "filings.example" in done.out


def test_what_is_found_nowhere_is_done_and_no_failure(run: Run) -> None:
    done = run("check", "Bramblewick had revenue of $4 billion in 2024.", *ON_A_DAY)
    assert done.code == 0
    assert done.out.startswith("NOT FOUND")


def test_an_empty_text_is_wrong_usage(run: Run) -> None:
    done = run("check", "  ", *ON_A_DAY)
    assert done.code == 2
    assert "give a sentence or a paragraph" in done.err
