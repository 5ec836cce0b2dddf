"""Sessions: the status that Slack shows beside a thread while burnrate works, with its stop button.

Workspaces have the agent sessions, the older status of assistant threads, or neither; which one is found out by trying.
A status is a courtesy: whatever goes wrong with it, the answer does not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from enum import StrEnum

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.message import Place
from bot.slack.calls import ApiRefused, Calls, Unsure

__all__ = ["ABOUT_THE_PLACE", "Sessions"]

# What Slack says of one channel or moment, and not of what the workspace can do.
ABOUT_THE_PLACE = {
    "channel_not_found",
    "channel_type_not_supported",
    "invalid_thread_ts",
    "is_archived",
    "message_not_found",
    "messages_tab_disabled",
    "not_in_channel",
    "ratelimited",
    "thread_not_found",
    "user_not_found",
}
_UNHEARD = "missing_agent_session_stopped_event_subscription"
_AGAIN_AFTER = 3600.0
_SECONDS = 5.0


class _Way(StrEnum):
    SESSIONS = "agents.sessions"
    ASSISTANT = "assistant.threads"


class Sessions:
    """The status of threads, in the newest way that a workspace knows."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._clock = clock
        self._lacking: dict[tuple[str, _Way], float] = {}
        self._stoppable: dict[str, bool] = {}

    def stoppable(self, workspace: str) -> bool | None:
        """Whether Slack shows a stop button of its own beside a status; None where that is not known yet."""
        return self._stoppable.get(workspace)

    async def working(self, client: AsyncWebClient, place: Place, person: str, title: str) -> None:
        """Show that an answer is being looked for."""
        done = await self._try(
            place,
            _Way.SESSIONS,
            lambda: client.agents_sessions_setStatus(
                channel_id=place.channel,
                thread_ts=place.thread,
                status="processing",
                title=title[:200] or None,
                initiator_user_id=person or None,
            ),
        )
        if not done:
            await self._try(
                place,
                _Way.ASSISTANT,
                lambda: client.assistant_threads_setStatus(
                    channel_id=place.channel, thread_ts=place.thread, status="is looking …"
                ),
            )

    async def idle(self, client: AsyncWebClient, place: Place) -> None:
        """Show that nothing is being looked for any more."""
        done = await self._try(
            place,
            _Way.SESSIONS,
            lambda: client.agents_sessions_setStatus(channel_id=place.channel, thread_ts=place.thread, status="active"),
        )
        if not done:
            await self._try(
                place,
                _Way.ASSISTANT,
                lambda: client.assistant_threads_setStatus(channel_id=place.channel, thread_ts=place.thread, status=""),
            )

    async def _try(self, place: Place, way: _Way, call: Callable[[], Awaitable[AsyncSlackResponse]]) -> bool:
        """Whether a way worked, or is at least the right one."""
        key = (place.workspace, way)
        if self._lacking.get(key, 0.0) > self._clock():
            return False
        try:
            done = await self._calls.make(f"{way.value}.setStatus {place.channel}", call, longest=_SECONDS)
        except ApiRefused as error:
            if error.error not in ABOUT_THE_PLACE:
                self._lacking[key] = self._clock() + _AGAIN_AFTER
                self._stoppable[place.workspace] = False
                return False
        except Unsure:
            pass
        else:
            if way is _Way.SESSIONS:
                self._stoppable[place.workspace] = _UNHEARD not in str(done.get("warning") or "")
        return True
