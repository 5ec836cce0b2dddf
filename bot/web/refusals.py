"""Refusals: whatever is not answered is told why, as JSON, with what would do."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiohttp import web

__all__ = ["refuse", "reply"]

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def reply(body: Mapping[str, object], status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A response of JSON that nobody keeps."""
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json", headers={**_HEADERS, **(headers or {})})


def refuse(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """A response that says what was wrong: `error` for programs, `message` for people."""
    return reply({"error": code, "message": message}, status, headers)
