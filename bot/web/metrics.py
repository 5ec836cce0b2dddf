"""Metrics: what Prometheus is told, in a registry of one's own. No word of any question is among it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from bot.holding import pending
from corpus import runs
from corpus.errors import CorpusError
from index.errors import IndexingError
from index.generation import open_current

__all__ = ["Metrics"]

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Everything that is measured. One for the whole program; safe to use from any thread."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        self.answers = Counter(
            "burnrate_http_questions", "Questions over HTTP, by what became of them.", ["status"], registry=registry
        )
        self.in_hand = Gauge(
            "burnrate_http_questions_in_hand", "Questions over HTTP being answered or waiting.", registry=registry
        )
        self.seconds = Histogram(
            "burnrate_http_answer_seconds", "From a question over HTTP to its answer.", buckets=_SECONDS, registry=registry
        )
        self.requests = Counter(
            "burnrate_http_requests", "HTTP requests, by route and status.", ["route", "status"], registry=registry
        )
        self.connected = Gauge(
            "burnrate_platform_connected", "Whether a platform is connected.", ["platform"], registry=registry
        )
        self._documents = Gauge("burnrate_documents", "Documents of the generation served.", registry=registry)
        self._figures = Gauge("burnrate_figures", "Figures of the generation served.", registry=registry)
        self._newest = Gauge(
            "burnrate_newest_document_timestamp_seconds", "Day of the newest document.", registry=registry
        )
        self._built = Gauge(
            "burnrate_generation_built_timestamp_seconds", "When the generation served was built.", registry=registry
        )
        self._refreshed = Gauge(
            "burnrate_last_refresh_timestamp_seconds", "When the latest refresh ended.", registry=registry
        )
        self._refresh_ok = Gauge(
            "burnrate_last_refresh_succeeded", "Whether the latest refresh ran to its end.", registry=registry
        )
        self._held = Gauge("burnrate_generation_held", "Whether a generation waits for a decision.", registry=registry)

    def told(self, data_dir: Path) -> bytes:
        """All of it in Prometheus's text format, with how the corpus stands now. Reads the disk."""
        with suppress(IndexingError, CorpusError, sqlite3.Error, OSError):
            self._look(data_dir)
        return generate_latest(self.registry)

    def _look(self, data_dir: Path) -> None:
        self._held.set(pending(data_dir) is not None)
        ended = next((run for run in runs.runs(data_dir, 2) if run.ended is not None), None)
        if ended is not None and ended.ended is not None:
            self._refreshed.set(ended.ended.timestamp())
            self._refresh_ok.set("error" not in (ended.report or {"error": ""}))
        with open_current(data_dir) as snapshot:
            info, newest = snapshot.info, snapshot.newest()
        self._documents.set(info.documents)
        self._figures.set(info.figures)
        self._built.set(info.built_at.timestamp())
        if newest is not None:
            self._newest.set(datetime(newest.year, newest.month, newest.day, tzinfo=UTC).timestamp())

    @contextmanager
    def one_question(self) -> Iterator[None]:
        """Measures what is done within: a question over HTTP on its way to an answer."""
        began = time.perf_counter()
        self.in_hand.inc()
        try:
            yield
        except Exception:
            self.answers.labels("failed").inc()
            raise
        finally:
            self.in_hand.dec()
            self.seconds.observe(time.perf_counter() - began)
