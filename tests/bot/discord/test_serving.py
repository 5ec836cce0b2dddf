"""The program itself, `burnrate serve`, told by its environment where Discord is."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

from tests.bot.discord.server import ADA, BOT, GENERAL, discord_server, texts
from tests.bot.test_service import ROOT, environ

REVENUE = f"<@{BOT}> What was Thornwick's revenue in 2024?"


def test_serve_answers_in_discord_and_ends_when_told(own_data_dir: Path) -> None:
    async def scenario() -> None:
        async with discord_server() as discord:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "serve", "--data-dir", str(own_data_dir),
                cwd=ROOT, env=environ(**discord.environ()), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            try:
                await discord.until(lambda: discord.identifies, 60)
                asked = discord.say(ADA, GENERAL, REVENUE)
                assert "$213" in texts(await discord.answer_to(asked, 60))
                # What is in hand when it is told to end is finished first.
                last = discord.say(ADA, GENERAL, REVENUE)
                await discord.until(lambda: discord.replies_to(last))
                process.send_signal(signal.SIGTERM)
                out, err = await asyncio.wait_for(process.communicate(), 60)
                assert process.returncode == 0, err.decode()
                assert "$213" in texts(discord.replies_to(last)[0])
                events = [json.loads(line)["event"] for line in out.decode().splitlines()]
                assert events[-1] == "stopped", out.decode()
                assert "discord commands synced" in events
                assert not discord.refusals
                assert discord.environ()["BURNRATE_DISCORD_TOKEN"] not in out.decode() + err.decode()
            finally:
                if process.returncode is None:
                    process.kill()

    asyncio.run(scenario())
