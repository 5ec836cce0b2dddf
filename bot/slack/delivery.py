"""Delivery: a card becomes one message of Slack's, whatever Slack thinks of its blocks or breaks off at."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.card import Card
from bot.chat.message import Person, Place, Platform
from bot.chat.port import Gone
from bot.slack.blocks import Message, brief, laid_out, plain_text
from bot.slack.calls import ApiRefused, Calls, Unsure
from bot.slack.pictures import upload

__all__ = ["Delivery", "Later", "what_to_click"]

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)
# What Slack says of blocks that it does not take, in whatever way.
_WRONG_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
_NO_PLACE = {
    "account_inactive",
    "cannot_reply_to_message",
    "cant_delete_message",
    "cant_update_message",
    "channel_not_found",
    "edit_window_closed",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "invalid_auth",
    "invalid_trigger_id",
    "is_archived",
    "is_inactive",
    "message_not_found",
    "missing_scope",
    "msg_blocked",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "not_in_channel",
    "restricted_action",
    "thread_not_found",
    "token_expired",
    "token_revoked",
    "trigger_expired",
    "user_not_found",
    "user_not_in_channel",
}
_POSTS = 3
_LATEST = 20
_MOST_REMOVED = 1000


class Later(Protocol):
    """Runs what nobody waits for, and sees to its errors."""

    def __call__(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Begin it; `name` is what the log calls it."""


class Delivery:
    """Sends cards, and knows what Slack's refusals mean."""

    def __init__(self, calls: Calls, session: Callable[[], aiohttp.ClientSession], later: Later) -> None:
        self.calls = calls
        self.session = session
        self.later = later
        self.removed: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def made(
        self,
        what: str,
        call: Callable[[], Awaitable[AsyncSlackResponse]],
        *,
        again: bool = True,
        longest: float | None = None,
    ) -> AsyncSlackResponse:
        """Make a call. Raises Gone for what says that the place is no longer there, or never was ours to write in."""
        try:
            return await self.calls.make(what, call, again=again, longest=longest)
        except ApiRefused as error:
            if error.error not in _NO_PLACE:
                raise
            if hint := what_to_click(error):
                _LOG.warning("%s; %s", error, hint)
            raise Gone(str(error)) from error

    async def sent(
        self, client: AsyncWebClient, place: Place, card: Card, send: Callable[[Message], Awaitable[_T]]
    ) -> _T:
        """Send a card by `send`, in smaller versions where Slack takes its blocks for wrong or too long."""
        picture = await self._uploaded(client, card)
        versions = [laid_out(card, picture)] if picture else []
        versions += [laid_out(card), brief(card), Message(plain_text(card))]
        for number, message in enumerate(versions):
            try:
                done = await send(message)
            except ApiRefused as error:
                if error.error not in _WRONG_BLOCKS:
                    raise
                _LOG.warning("a card is sent smaller: %s", error)
                continue
            if picture and number:
                # Slack did not take the chart within the message: it goes beside it.
                self.later(self._beside(client, card, place), "a chart beside its message")
            return done
        return await send(Message(plain_text(card)[:900]))

    async def post(self, client: AsyncWebClient, place: Place, card: Card) -> str:
        """Post a card; gives its id. It is there once, also where Slack broke off in the middle. Raises Gone."""
        return await self.sent(client, place, card, lambda message: self.put(client, place, message))

    async def remove(self, client: AsyncWebClient, place: Place, ts: str) -> None:
        """Delete a message; nothing where that is done already."""
        self.removed[place.channel, ts] = None
        while len(self.removed) > _MOST_REMOVED:
            self.removed.popitem(last=False)
        with suppress(Gone):
            await self.made(f"chat.delete {place.channel}", lambda: client.chat_delete(channel=place.channel, ts=ts))

    async def direct(self, client: AsyncWebClient, person: Person, message: Message) -> None:
        """Tell somebody in a direct message. Raises Gone."""
        opened = await self.made("conversations.open", lambda: client.conversations_open(users=person.id), longest=20)
        place = Place(Platform.SLACK, person.workspace, str(opened["channel"]["id"]))
        await self.put(client, place, message)

    async def put(self, client: AsyncWebClient, place: Place, message: Message) -> str:
        """Post a message; gives its id. Raises Gone, and Unsure where Slack breaks off each time."""
        key = uuid.uuid4().hex
        began = time.time()
        for attempt in range(_POSTS):
            try:
                done = await self.made(
                    f"chat.postMessage {place.channel}",
                    lambda: client.chat_postMessage(
                        channel=place.channel,
                        thread_ts=place.thread or None,
                        unfurl_links=False,
                        unfurl_media=False,
                        metadata={"event_type": "burnrate_reply", "event_payload": {"key": key}},
                        **message.fields(),
                    ),
                    again=False,
                )
                return str(done["ts"])
            except Unsure as error:
                # It may stand there all the same: look before it is said twice.
                if found := await self._found(client, place, key, began):
                    return found
                if attempt + 1 == _POSTS:
                    raise
                _LOG.warning("a message is posted again: %s", error)
                await asyncio.sleep(0.3 * 2**attempt)
        raise AssertionError  # the last attempt returns or raises

    async def _found(self, client: AsyncWebClient, place: Place, key: str, began: float) -> str:
        """The id of a message that an attempt posted which broke off; empty where there is none."""
        options: dict[str, Any] = {
            "channel": place.channel,
            "oldest": f"{began - 60:.6f}",
            "limit": _LATEST,
            "include_all_metadata": True,
        }

        async def look() -> AsyncSlackResponse:
            if place.thread:
                return await client.conversations_replies(ts=place.thread, **options)
            return await client.conversations_history(**options)

        try:
            found = await self.calls.make(f"conversations.replies {place.workspace}", look, longest=10)
        except (ApiRefused, Unsure) as error:
            _LOG.warning("whether a message was posted cannot be asked: %s", error)
            return ""
        for message in found.get("messages") or []:
            if ((message.get("metadata") or {}).get("event_payload") or {}).get("key") == key:
                return str(message["ts"])
        return ""

    async def _uploaded(self, client: AsyncWebClient, card: Card) -> str | None:
        if card.picture is None:
            return None
        try:
            return await upload(self.calls, client, self.session(), card.picture)
        except (ApiRefused, Unsure) as error:
            hint = what_to_click(error) if isinstance(error, ApiRefused) else ""
            _LOG.warning("a chart is left out: %s; %s", error, hint)
            return None

    async def _beside(self, client: AsyncWebClient, card: Card, place: Place) -> None:
        if card.picture is not None:
            await upload(self.calls, client, self.session(), card.picture, place)


def what_to_click(error: ApiRefused) -> str:
    """What a person has to do where Slack refuses something for want of a right; empty where it is nothing of that."""
    if error.error == "missing_scope":
        needed = error.needed or "that is missing"
        return f"add the scope {needed} in OAuth & Permissions > Bot Token Scopes, then press Reinstall to Workspace"
    if error.error in {"not_in_channel", "channel_not_found", "user_not_in_channel"}:
        return "invite the app to the channel: type /invite @burnrate there"
    if error.error in {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}:
        return "the token is no longer good: reinstall the app in Install App and set its token anew"
    if error.error in {"restricted_action", "no_permission", "msg_blocked"}:
        return "the workspace's settings do not let the app do that; ask an owner"
    return ""
