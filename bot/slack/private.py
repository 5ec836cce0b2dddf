"""Private replies: seen by one person alone, where they are or, where that cannot be, in a direct message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.card import Card, CardKind
from bot.chat.message import Person, Place
from bot.chat.port import Gone
from bot.slack.blocks import Message
from bot.slack.calls import ApiRefused, Unsure
from bot.slack.delivery import Delivery
from bot.slack.events import Via
from bot.slack.replies import ON_THE_WAY

__all__ = ["PrivateReply", "Responses"]

_LOG = logging.getLogger(__name__)
_USES = 5  # that Slack allows of one response_url
_ATTEMPTS = 3
_SECONDS = 10.0
# How long an answer may take before somebody is told that one is coming, where that is a message of its own.
_PATIENCE = 0.7


class Responses:
    """Answers at the addresses that come with interactions; each may be used some times, for half an hour."""

    def __init__(self, session: Callable[[], aiohttp.ClientSession], *, first_pause: float = 0.5) -> None:
        self._session = session
        self._first_pause = first_pause

    async def sent(self, url: str, message: Message, *, replace: bool = False, public: bool = False) -> bool:
        """Whether a message was taken there; False where it was not, so that another way has to be found.

        Raises ApiRefused where the blocks are wrong.
        """
        body: dict[str, Any] = {
            **message.fields(),
            "response_type": "in_channel" if public else "ephemeral",
            "replace_original": replace,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        for attempt in range(_ATTEMPTS):
            if attempt:
                await asyncio.sleep(self._first_pause * 2**attempt)
            try:
                async with asyncio.timeout(_SECONDS), self._session().post(url, json=body) as response:
                    said = (await response.text(errors="replace"))[:500]
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                _LOG.info("a private reply broke off: %s", str(error) or type(error).__name__)
                continue
            if response.status == 429:
                await asyncio.sleep(min(_seconds(response.headers.get("Retry-After")), 30))
            elif response.status < 400 and '"ok":false' not in said.replace(" ", ""):
                return True
            elif "invalid_blocks" in said or "too_long" in said:
                raise ApiRefused("invalid_blocks", "response_url", detail=f": {said}")
            elif response.status < 500:
                _LOG.info("an address for replies is no longer good: %s %s", response.status, said)
                return False
        return False


def _seconds(value: str | None) -> float:
    try:
        return max(float(value or 1), 0.0)
    except ValueError:
        return 1.0


class PrivateReply:
    """A reply that one person sees. Where it can, it changes in place; else its last word alone is said."""

    def __init__(
        self,
        delivery: Delivery,
        responses: Responses,
        client: AsyncWebClient,
        place: Place,
        person: Person | None,
        via: Via,
    ) -> None:
        """`via` says where to answer an interaction; without it the reply goes by the Web API."""
        self._delivery = delivery
        self._responses = responses
        self._client = client
        self._place = place
        self._person = person
        self._url = via.response_url
        # What was pressed on must stay as it is; but the reply to a slash command is ours to change.
        self._replaces = via.slash
        self._uses = 0
        self._shown = False
        self._public = False
        self._waiting: asyncio.Task[None] | None = None

    @classmethod
    def standing(
        cls, delivery: Delivery, responses: Responses, client: AsyncWebClient, place: Place, url: str
    ) -> PrivateReply:
        """The private message whose button came with the address `url`, to be changed."""
        reply = cls(delivery, responses, client, place, None, Via(url))
        reply._replaces = reply._shown = True
        return reply

    @classmethod
    def shared(
        cls, delivery: Delivery, responses: Responses, client: AsyncWebClient, place: Place, via: Via
    ) -> PrivateReply:
        """A reply for all in a channel that we are no member of, which only the address of an interaction reaches."""
        reply = cls(delivery, responses, client, place, None, via)
        reply._public = True
        return reply

    @property
    def message(self) -> str:
        """Nothing: nobody can find it again."""
        return ""

    async def begin(self, card: Card) -> None:
        """Show the first card: at once where the next can take its place, else only if that one is long in coming."""
        if card.kind is CardKind.WAITING and not (self._url and self._replaces):
            self._waiting = asyncio.ensure_future(self._patiently(card))
            return
        await self._show(card)

    async def show(self, card: Card) -> None:
        """Show a card in place of the one before, or by itself. Raises Gone where the person cannot be reached."""
        if self._waiting is not None:
            self._waiting.cancel()
            await asyncio.wait([self._waiting])
            self._waiting = None
        if card.kind in ON_THE_WAY and not (self._url and self._replaces):
            return
        await self._show(card)

    async def remove(self) -> None:
        """Take it away where that can be."""
        if self._waiting is not None:
            self._waiting.cancel()
        if self._url and self._replaces and self._shown:
            try:
                async with self._delivery.session().post(self._url, json={"delete_original": True}) as response:
                    await response.read()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                _LOG.info("a private reply was not taken away: %s", error)

    async def _patiently(self, card: Card) -> None:
        await asyncio.sleep(_PATIENCE)
        try:
            await self._show(card)
        except (Gone, ApiRefused, Unsure) as error:
            _LOG.info("nobody could be told to wait: %s", error)

    async def _show(self, card: Card) -> None:
        await self._delivery.sent(self._client, self._place, card, self._sent)
        self._shown = True

    async def _sent(self, message: Message) -> None:
        if self._url and self._uses < _USES:
            self._uses += 1
            replace = self._replaces and self._shown
            if await self._responses.sent(self._url, message, replace=replace, public=self._public):
                return
            self._url = ""
        if self._person is None:
            raise Gone("the address of a private message is no longer good")
        await self._told(self._person, message)

    async def _told(self, person: Person, message: Message) -> None:
        """Tell somebody without an address for replies."""
        if self._place.channel:
            try:
                await self._delivery.made(
                    f"chat.postEphemeral {self._place.channel}",
                    lambda: self._client.chat_postEphemeral(
                        channel=self._place.channel,
                        user=person.id,
                        thread_ts=self._place.thread or None,
                        **message.fields(),
                    ),
                    again=False,
                )
            except Gone as error:
                _LOG.info("not said in the channel, so in a direct message: %s", error)
            else:
                return
        await self._delivery.direct(self._client, person, message)
