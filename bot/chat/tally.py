"""The tally: what chat counts for those who run it, in Prometheus's terms."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

__all__ = ["Tally"]

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)


class Tally:
    """The counters of chat, in a registry that whoever serves them has."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        kept = registry if registry is not None else CollectorRegistry()
        self.questions = Counter(
            "burnrate_questions", "Questions, by what became of them.", ["platform", "entry", "status"], registry=kept
        )
        self.seconds = Histogram(
            "burnrate_answer_seconds", "From a question's coming in to its answer's being shown.", ["platform"],
            buckets=_SECONDS, registry=kept,
        )  # fmt: skip
        self.limited = Counter("burnrate_limited", "Questions over a limit.", ["platform", "scope"], registry=kept)
        self.failed = Counter("burnrate_failed", "Events that ended in an error.", ["platform"], registry=kept)
        self.feedback = Counter("burnrate_feedback", "What people said of answers.", ["platform", "verdict"], registry=kept)
        self.in_hand = Gauge("burnrate_questions_in_hand", "Questions worked on or waiting.", registry=kept)
