"""The log of what keeps running: one JSON object a line, also for what libraries say, and no secret in any of it."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

import structlog

__all__ = ["secrets_of", "start_logging"]

_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|KEY")
_SHAPES = re.compile(
    # Tokens of Slack, of Discord's bots, of Discord's interactions in addresses, and of whoever calls us.
    r"xox[a-z](?:\.xox[a-z])?-[\w.-]+|xapp-[\w.-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=/webhooks/)\d+/[\w.-]{30,}"
    r"|(?<=/interactions/)\d+/[\w.-]{30,}|(?<=[Bb]earer )[\w.~+/=-]{6,}"
)
_SHORTEST = 6
"""A secret of fewer characters would hide words that are none."""


def secrets_of(environ: Mapping[str, str]) -> list[str]:
    """The secrets among the settings of an environment."""
    ours = [value.strip() for key, value in environ.items() if key.startswith("BURNRATE_") and _SECRET.search(key)]
    return [value for value in ours if len(value) >= _SHORTEST]


def start_logging(secrets: Iterable[str], stream: TextIO = sys.stdout) -> None:
    """Have structlog, and warnings of the standard library's loggers, write JSON lines to a stream."""
    written = {form for secret in secrets for form in (secret, json.dumps(secret)[1:-1])}
    hidden = re.compile("|".join(map(re.escape, sorted(written, key=len, reverse=True)))) if written else None

    def render(_logger: object, _method: str, event: Mapping[str, object]) -> str:
        first = {key: event[key] for key in ("timestamp", "level", "event") if key in event}
        line = json.dumps({**first, **event}, ensure_ascii=False, default=str)
        if hidden is not None:
            line = hidden.sub("***", line)
        return _SHAPES.sub("***", line)

    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared[:-1], structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shared[-1], render],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
