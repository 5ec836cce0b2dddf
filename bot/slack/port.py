"""The port to Slack: how cards get into channels, threads, private replies, forms and homes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.card import Action, Card, CardKind
from bot.chat.home import Home
from bot.chat.message import Asked, Clicked, Person, Place, Platform
from bot.chat.port import Event, Gone, Reply
from bot.slack.calls import ApiRefused, Unsure
from bot.slack.delivery import Delivery
from bot.slack.events import Form, Via
from bot.slack.private import PrivateReply, Responses
from bot.slack.replies import PostedReply
from bot.slack.sessions import Sessions
from bot.slack.streaming import StreamedReply, Streams
from bot.slack.views import ABOUT_FORM, BUTTON_FORM, form_view, home_view
from bot.slack.workspaces import Workspaces

__all__ = ["SlackPort"]

_LOG = logging.getLogger(__name__)
_URL_SECONDS = 30 * 60
_MOST_URLS = 10_000
_GROUPS_SECONDS = 60
_MOST_PROMPTS = 4
_FIRST_STATUS = 0.7  # seconds that a workspace's first question may wait to learn what it has


class SlackPort:
    """Slack, as the core asks of it."""

    def __init__(self, workspaces: Workspaces, delivery: Delivery, responses: Responses) -> None:
        self._workspaces = workspaces
        self._delivery = delivery
        self._responses = responses
        self._sessions = Sessions(delivery.calls)
        self._streams = Streams(delivery.calls)
        self._urls: OrderedDict[tuple[str, str, str], tuple[str, float]] = OrderedDict()
        self._groups: dict[str, tuple[float, dict[str, frozenset[str]]]] = {}

    @property
    def platform(self) -> Platform:
        """Slack."""
        return Platform.SLACK

    async def begin(self, event: Event, card: Card, *, private: bool = False) -> Reply:
        """Reply to an event, in its thread. Raises Gone where nobody could see it."""
        if private and not _is_private_place(event):
            alone = self._private(event)
            await alone.begin(card)
            return alone
        client, place = self._client(event.place), _answer_place(event)
        finish = None
        if card.kind is CardKind.WAITING and place.thread:
            finish, stoppable = await self._show_status(client, event, place)
            # Without Slack's own stop button, ours has to stand under the message, and streams have no room for it.
            if stoppable and (reply := await self._streamed(client, place, event, card, finish)) is not None:
                return reply
        try:
            ts = await self._delivery.post(client, place, card)
        except (Gone, ApiRefused, Unsure) as error:
            if finish is not None:
                finish()
            if not isinstance(error, Gone):
                raise
            return await self._elsewhere(event, card, error)
        return PostedReply(self._delivery, client, place, ts, finish)

    async def standing(self, place: Place, message: str) -> Reply:
        """A reply sent earlier, perhaps before a restart."""
        client = self._client(place)
        url, until = self._urls.get((place.workspace, place.channel, message), ("", 0.0))
        if url and until > time.monotonic():
            return PrivateReply.standing(self._delivery, self._responses, client, place, url)
        return PostedReply(self._delivery, client, place, message)

    async def announce(self, place: Place, card: Card) -> str:
        """Post without having been asked; gives the id of the message. Raises Gone where it cannot be posted."""
        return await self._delivery.post(self._client(place), place, card)

    async def whisper(self, event: Event, card: Card) -> None:
        """Tell the person alone: where they are, or in a direct message. Raises Gone where neither can be."""
        if _is_private_place(event):
            await self._delivery.post(self._client(event.place), _answer_place(event), card)
        else:
            await self._private(event).show(card)

    async def ask_back(self, event: Clicked, question: str) -> None:
        """Open a form with one question. Raises Gone where the press is too long ago for Slack."""
        form = Form(event.place, event.message, event.action, event.ref, response_url=_via(event).response_url)
        await self.open_form(
            event.place, _via(event).trigger, form_view(BUTTON_FORM, "Feedback", question, form.packed())
        )

    async def ask_about(self, form: Form, trigger: str) -> None:
        """Open the form for a question about somebody's message. Raises Gone as `ask_back`."""
        view = form_view(ABOUT_FORM, "Ask about this", "What do you want to know about this message?", form.packed())
        await self.open_form(form.place, trigger, view)

    async def open_form(self, place: Place, trigger: str, view: dict[str, object]) -> None:
        """Open a form. Raises Gone where what called for it is too long ago for Slack, which is three seconds."""
        client = self._client(place)
        await self._delivery.made(
            "views.open", lambda: client.views_open(trigger_id=trigger, view=view), again=False, longest=2
        )

    async def may_manage(self, person: Person, place: Place) -> bool:
        """Whether a person owns or administers the workspace that the place is in; people of others never do."""
        if person.workspace != place.workspace:
            return False
        try:
            client = self._client(place)
            found = await self._delivery.calls.make("users.info", lambda: client.users_info(user=person.id), longest=10)
        except (ApiRefused, Unsure, Gone) as error:
            _LOG.warning("who manages %s cannot be asked: %s", place.workspace, error)
            return False
        user = found.get("user") or {}
        ours = user.get("id") == person.id and user.get("team_id") in {None, place.workspace}
        return bool(ours and not user.get("deleted") and (user.get("is_admin") or user.get("is_owner")))

    async def groups(self, person: Person, team: str) -> frozenset[str]:
        """The user groups of a workspace that a person is in, at most a minute old; none where Slack does not say."""
        if person.workspace != team:
            return frozenset()
        until, members = self._groups.get(team, (0.0, {}))
        if until < time.monotonic():
            members = await self._members(team)
            self._groups[team] = (time.monotonic() + _GROUPS_SECONDS, members)
        return frozenset(group for group, people in members.items() if person.id in people)

    async def publish_home(self, person: Person, team: str, home: Home) -> None:
        """Show somebody their home. Raises Gone where it cannot be shown."""
        client, view = self._workspaces.client(team), home_view(home)
        await self._delivery.made("views.publish", lambda: client.views_publish(user_id=person.id, view=view))

    async def suggest(self, place: Place, prompts: Sequence[tuple[str, str]]) -> None:
        """Offer questions where somebody opened a conversation with us; a courtesy, as a status is."""
        offered = [{"title": title[:100], "message": message[:300]} for title, message in prompts[:_MOST_PROMPTS]]
        if not offered:
            return
        client = self._client(place)
        try:
            await self._delivery.calls.make(
                "assistant.threads.setSuggestedPrompts",
                lambda: client.assistant_threads_setSuggestedPrompts(
                    channel_id=place.channel, thread_ts=place.thread or None, prompts=offered
                ),
                longest=10,
            )
        except (ApiRefused, Unsure) as error:
            _LOG.info("prompts cannot be offered: %s", error)

    async def idle(self, place: Place) -> None:
        """Show that nothing is worked on in a thread: Slack leaves that to us when its stop button is pressed."""
        await self._sessions.idle(self._client(place), place)

    def learn(self, team: str, enterprise: str) -> None:
        """Keep that a workspace is of an organisation that the app is installed in as a whole."""
        self._workspaces.learn(team, enterprise)

    def took_away(self, channel: str, ts: str) -> bool:
        """Whether it was ourselves who deleted a message."""
        return (channel, ts) in self._delivery.removed

    def remember(self, event: Clicked) -> None:
        """Keep where a private message that was pressed on can be changed; nothing else finds it."""
        via = _via(event)
        if via.private and via.response_url and event.message:
            key = (event.place.workspace, event.place.channel, event.message)
            self._urls[key] = (via.response_url, time.monotonic() + _URL_SECONDS)
            self._urls.move_to_end(key)
            while len(self._urls) > _MOST_URLS:
                self._urls.popitem(last=False)

    def _client(self, place: Place) -> AsyncWebClient:
        return self._workspaces.client(place.workspace)

    def _private(self, event: Event) -> PrivateReply:
        client, place = self._client(event.place), _answer_place(event)
        if place.thread == event.id:
            # Slack shows private messages in a thread only where one is begun already.
            place = place.outside_thread
        return PrivateReply(self._delivery, self._responses, client, place, event.person, _via(event))

    async def _streamed(
        self, client: AsyncWebClient, place: Place, event: Event, card: Card, finish: Callable[[], None]
    ) -> Reply | None:
        """Begin a reply as a stream; None where it is to be posted."""
        try:
            stream = await self._streams.begun(client, place, event.person, card)
        except Unsure as error:
            _LOG.info("a stream may have begun: %s", error)
            left = await self._streams.left(client, place, self._workspaces.bot(place.workspace))
            return PostedReply(self._delivery, client, place, left, finish) if left else None
        return None if stream is None else StreamedReply(self._delivery, client, place, stream, finish)

    async def _elsewhere(self, event: Event, card: Card, cause: Gone) -> Reply:
        """Reply by the address that came with an interaction, where we are no member of the channel."""
        if not _via(event).response_url:
            raise cause
        client = self._client(event.place)
        reply = PrivateReply.shared(self._delivery, self._responses, client, event.place, _via(event))
        await reply.begin(card)
        return reply

    async def _show_status(self, client: AsyncWebClient, event: Event, place: Place) -> tuple[Callable[[], None], bool]:
        """Show that an answer is looked for; gives what to call when it is there, and whether Slack lets it be stopped."""
        title = event.text if isinstance(event, Asked) else ""
        begun = asyncio.ensure_future(self._sessions.working(client, place, event.person.id, title))
        if self._sessions.stoppable(place.workspace) is None:
            await asyncio.wait([begun], timeout=_FIRST_STATUS)

        async def end() -> None:
            await asyncio.wait([begun])
            await self._sessions.idle(client, place)

        return lambda: self._delivery.later(end(), "the status of a thread"), bool(
            self._sessions.stoppable(place.workspace)
        )

    async def _members(self, team: str) -> dict[str, frozenset[str]]:
        try:
            client = self._workspaces.client(team)
            found = await self._delivery.calls.make(
                "usergroups.list", lambda: client.usergroups_list(include_users=True), longest=10
            )
        except (ApiRefused, Unsure, Gone) as error:
            _LOG.warning("the user groups of %s cannot be asked: %s", team, error)
            return {}
        return {str(one["id"]): frozenset(one.get("users") or ()) for one in found.get("usergroups") or ()}


def _via(event: Event) -> Via:
    """How to reply to an interaction; empty where the event was none."""
    return event.via if isinstance(event.via, Via) else Via()


def _is_private_place(event: Event) -> bool:
    """Whether a place is a person's conversation with us, where a plain message is private already."""
    return event.place.channel.startswith("D") and not _via(event).response_url


def _answer_place(event: Event) -> Place:
    """Where a reply goes: the thread that an event is in or begins; what was private is shared in the channel."""
    place = event.place
    thread = place.thread or _via(event).thread
    if isinstance(event, Clicked) and not thread and not _via(event).private and event.action != Action.SHARE:
        thread = event.message
    return replace(place, thread=thread)
