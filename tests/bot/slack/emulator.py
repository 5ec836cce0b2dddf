"""The npm package `emulate` as another Slack, which is not ours: it has the pages and calls of an install by OAuth.

`scripts/setup --dev` installs it, with a Node of its own, beside the virtual environment's packages.
"""

from __future__ import annotations

import asyncio
import html
import json
import platform
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

__all__ = ["APP", "Emulated", "emulated", "missing"]

_NPM = Path(sys.prefix) / "npm" / "node_modules"
_NODE = _NPM / f"node-linux-{'arm64' if platform.machine() in {'aarch64', 'arm64'} else 'x64'}" / "bin" / "node"
_EMULATE = _NPM / "emulate" / "dist" / "index.js"
_PERSON = "xoxp-of-ada"
_SCOPES = ["channels:history", "channels:join", "channels:manage", "chat:write"]
APP = {"client_id": "1.2", "client_secret": "c0ffee", "redirect_uri": "https://burnrate.example/slack/oauth_redirect"}


def missing() -> str:
    """Why it cannot be run; empty where it can."""
    lacking = [path.name for path in (_NODE, _EMULATE) if not path.is_file()]
    why = f"npm has not installed emulate with its Node ({', '.join(lacking)} missing): scripts/setup --dev does"
    return why if lacking else ""


class Emulated:
    """What runs, and what somebody does in its pages."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self._session = session

    async def called(self, method: str, token: str = _PERSON, **fields: str) -> dict[str, Any]:
        """Call its Web API, which has to take it."""
        headers = {"Authorization": f"Bearer {token}"}
        async with self._session.post(f"{self.base}/api/{method}", data=fields, headers=headers) as response:
            said = dict(await response.json())
        assert said["ok"], (method, said)
        return said

    async def allowed(self, address: str) -> str:
        """Open the page that asks for the rights and press the button of a person; gives where it sends the browser."""
        async with self._session.get(address) as page:
            text = await page.text()
        form = next((one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if ">ada<" in one), None)
        if page.status != 200 or form is None:
            raise AssertionError(f"{page.status}: {text[-600:]}")
        fields = {html.unescape(k): html.unescape(v) for k, v in re.findall(r'name="([^"]*)" value="([^"]*)"', form)}
        action = html.unescape(re.findall(r'action="([^"]*)"', form)[0])
        async with self._session.post(self.base + action, data=fields, allow_redirects=False) as sent:
            return sent.headers["Location"]


@asynccontextmanager
async def emulated(folder: Path) -> AsyncIterator[Emulated]:
    """Run it on a free port, with an app to install, a person and all scopes checked."""
    seed = folder / "emulate.json"
    app = {"name": "burnrate", "client_id": APP["client_id"], "client_secret": APP["client_secret"]}
    slack = {
        "team": {"name": "Emulated"},
        "users": [{"name": "ada", "real_name": "Ada"}],
        "oauth_apps": [app | {"redirect_uris": [APP["redirect_uri"]]}],
        "tokens": [{"token": _PERSON, "user": "ada", "scopes": _SCOPES}],
        "strict_scopes": True,
    }
    seed.write_text(json.dumps({"slack": slack}), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [str(_EMULATE), "start", "--service", "slack", "--port", str(port), "--seed", str(seed)]
    process = await asyncio.create_subprocess_exec(
        str(_NODE), *words, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(60):
            while b"Ready" not in said:
                line = await process.stdout.readline()
                assert line, said.decode()
                said += line
        async with aiohttp.ClientSession() as session:
            yield Emulated(f"http://127.0.0.1:{port}", session)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
