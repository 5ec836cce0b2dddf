"""The log of `serve`: JSON lines, and no secret in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import secrets_of, start_logging

SLACK = "xoxb-" + "1234-abcdefgh"
DISCORD = ".".join(("MTA" + "x" * 21, "GabcDE", "y" * 30))


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    start_logging(secrets_of({"BURNRATE_API_TOKEN": 'pa"ss-word', "BURNRATE_SLACK_SIGNING_SECRET": "f00dfeed", "HOME": "/home/anna"}), stream)
    yield stream
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level
    logging.captureWarnings(capture=False)


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_an_object_with_time_level_and_event_first(out: io.StringIO) -> None:
    structlog.get_logger().info("serving", port=80)
    (line,) = lines(out)
    assert list(line) == ["timestamp", "level", "event", "port"]
    assert line["level"] == "info"


def test_errors_come_with_their_traceback_in_the_line(out: io.StringIO) -> None:
    try:
        int("f00dfeed")
    except ValueError:
        structlog.get_logger().exception("failed")
        logging.getLogger("discord.client").exception("failed too")
    first, second = lines(out)
    for line in (first, second):
        assert "ValueError" in str(line["exception"])
        assert "f00dfeed" not in str(line)
    assert second["logger"] == "discord.client"


@pytest.mark.parametrize(
    "secret",
    ['pa"ss-word', "f00dfeed", SLACK, DISCORD, "xapp-1-A1-2-abc", "https://discord.example/api/webhooks/12345/" + "w" * 40],
)
def test_secrets_are_hidden_wherever_they_stand(out: io.StringIO, secret: str) -> None:
    log = structlog.get_logger()
    log.info(secret, header=f"Bearer {secret}", more={"deep": [secret]})
    logging.getLogger("slack_bolt").warning("got %s", secret)
    hidden = secret.rsplit("/", 1)[-1]
    assert hidden not in out.getvalue()
    assert json.dumps(hidden)[1:-1] not in out.getvalue()
    assert len(lines(out)) == 2


def test_what_libraries_chat_about_is_left_out(out: io.StringIO) -> None:
    logging.getLogger("aiohttp.access").info("GET /")
    assert not out.getvalue()
