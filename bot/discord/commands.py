"""Commands: `/ask`, `/corpus …`, `/burnrate …` and what can be done with a message, as Discord offers them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import discord
import structlog
from discord import app_commands

from bot.chat.message import Entry
from bot.discord.hearing import said_in

if TYPE_CHECKING:
    from bot.discord.client import BurnrateClient

__all__ = ["add_commands", "sync_commands"]

_log = structlog.get_logger()
_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_SERVERS_AND_DIRECT = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
_ANY_INSTALL = app_commands.AppInstallationType(guild=True, user=True)
_SERVER_INSTALL = app_commands.AppInstallationType(guild=True, user=False)
_MOST_CHOICE = 100
_MOST_QUESTION = 1500


def add_commands(client: BurnrateClient) -> None:
    """Give a client's tree all commands."""
    tree = client.tree
    for command in (_ask(client), _burnrate(client), _corpus(client)):
        tree.add_command(command)
    tree.add_command(
        _menu(
            "Check this claim",
            lambda at, message: client.asked_by(at, "", Entry.CHECK, private=True, about=said_in(message)),
        )
    )
    tree.add_command(_menu("Ask about this", client.ask_what_about))


async def sync_commands(client: BurnrateClient) -> bool:
    """Send the commands to Discord, where it has others; says whether it had."""
    ours = [command.to_dict(client.tree) for command in client.tree.get_commands()]
    theirs = await client.http.get_global_commands(client.application_id or 0)
    if _same(ours, theirs):
        return False
    await client.tree.sync()
    _log.info("discord commands synced", count=len(ours))
    return True


def _same(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the commands that Discord has are those that we would send, however it writes them back."""
    mine = {(one["type"], one["name"]): one for one in ours}
    held = {(one.get("type", 1), one["name"]): one for one in theirs}
    return mine.keys() == held.keys() and all(_covers(one, held[key]) for key, one in mine.items())


def _covers(wanted: Any, held: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(held, Mapping) and all(
            _covers(value, held.get(key)) for key, value in wanted.items() if key != "dm_permission"
        )
    if isinstance(wanted, (list, tuple)):
        held = held or []
        if all(isinstance(one, int) for one in wanted):
            return sorted(wanted) == sorted(held)
        return len(wanted) == len(held) and all(_covers(one, other) for one, other in zip(wanted, held, strict=True))
    if not wanted or not held:
        return not wanted and not held
    return str(wanted) == str(held)


def _ask(client: BurnrateClient) -> app_commands.Command[Any, ..., Any]:
    @app_commands.describe(
        question="A question about a company's figures or facts",
        private="Show the answer to me alone (it can be shared after)",
    )
    async def ask(
        interaction: discord.Interaction[BurnrateClient],
        question: app_commands.Range[str, 1, _MOST_QUESTION],
        private: bool = False,  # noqa: FBT001, FBT002  an option of the command
    ) -> None:
        await client.asked_by(interaction, question, Entry.COMMAND, private=private)

    async def complete(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:  # noqa: ARG001  the library's signature
        return [app_commands.Choice(name=one, value=one) for one in await _completed(client, typed)]

    ask.__annotations__ = {**ask.__annotations__, "interaction": discord.Interaction}
    command: app_commands.Command[Any, ..., Any] = app_commands.Command(
        name="ask",
        description="Ask about a company's money or facts; the answer quotes its sources",
        callback=ask,
        allowed_contexts=_EVERYWHERE,
        allowed_installs=_ANY_INSTALL,
    )
    command.autocomplete("question")(complete)
    return command


async def _completed(client: BurnrateClient, typed: str) -> list[str]:
    """The question with the company completed whose name is being typed; questions to begin with where nothing is."""
    if not typed.strip():
        prompts = await asyncio.to_thread(client.desk.suggestions)
        return [question for _, question in prompts if len(question) <= _MOST_CHOICE][:25]
    words = typed.split(" ")
    out: list[str] = []
    for count in (3, 2, 1):
        head, tail = " ".join(words[:-count]), " ".join(words[-count:])
        if len(words) < count or len(tail.strip()) < 2:
            continue
        names = await asyncio.to_thread(client.desk.companies, tail)
        out += [f"{head} {name}".strip() for name in names]
    return [one for one in dict.fromkeys(out) if len(one) <= _MOST_CHOICE][:25]


def _menu(
    title: str, run: Callable[[discord.Interaction[Any], discord.Message], Coroutine[Any, Any, None]]
) -> app_commands.ContextMenu:
    async def about(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await run(interaction, message)

    about.__annotations__ = {"interaction": discord.Interaction, "message": discord.Message}
    return app_commands.ContextMenu(
        name=title, callback=about, allowed_contexts=_EVERYWHERE, allowed_installs=_ANY_INSTALL
    )


_Run = Callable[..., Coroutine[Any, Any, None]]


def _command(name: str, description: str, run: _Run, **described: str) -> app_commands.Command[Any, ..., Any]:
    run.__annotations__ = {**run.__annotations__, "interaction": discord.Interaction}
    return app_commands.Command(name=name, description=description, callback=app_commands.describe(**described)(run))


def _corpus(client: BurnrateClient) -> app_commands.Group:
    """Commands on the corpus. Discord hides them from whoever may not manage the server; the desk asks again."""
    group = app_commands.Group(
        name="corpus",
        description="What burnrate answers from (for admins)",
        allowed_contexts=_SERVERS_AND_DIRECT,
        allowed_installs=_SERVER_INSTALL,
        default_permissions=discord.Permissions(manage_guild=True),
    )
    for name, description in (
        ("status", "What is served, what is in it, and what is held"),
        ("watches", "Which channels are told about which companies"),
        ("verify", "Check everything that is kept"),
        ("help", "What these commands do"),
    ):
        group.add_command(_bare(client, "corpus", name, description))
    for name, description in (
        ("sources", "What is followed, and how each source stands"),
        ("history", "What was served when, and the latest refreshes"),
        ("gaps", "What people asked in vain"),
        ("audit", "Who changed what, and from where"),
    ):
        group.add_command(_paged(client, name, description))
    for name, description, option in (
        ("refresh", "Read what is followed now, and publish what is new", "Only these sources"),
        ("publish", "Publish what is held, or take documents held for review", "Ids of documents held"),
        ("discard", "Discard what is held", "Ids of documents held"),
        ("rollback", "Serve the generation before again", "Or this generation"),
        ("diff", "Which documents and figures differ", "Two generations; the last two if left out"),
    ):
        group.add_command(_with_words(client, name, description, option))

    async def add(interaction: discord.Interaction[Any], url: str) -> None:
        await client.commanded_by(interaction, "corpus", "add", *url.split())

    async def remove(interaction: discord.Interaction[Any], document: str) -> None:
        await client.commanded_by(interaction, "corpus", "remove", *document.split())

    group.add_command(_command("add", "Try a page or feed, and follow it once confirmed", add, url="Its address"))
    group.add_command(_command("remove", "Take a document out, once confirmed", remove, document="Its id or address"))
    group.add_command(_watching(client, "watch", "Tell a channel of new figures of a company"))
    group.add_command(_watching(client, "unwatch", "Tell a channel no more"))
    return group


def _bare(client: BurnrateClient, group: str, name: str, description: str) -> app_commands.Command[Any, ..., Any]:
    async def run(interaction: discord.Interaction[Any]) -> None:
        await client.commanded_by(interaction, group, name)

    return _command(name, description, run)


def _paged(client: BurnrateClient, name: str, description: str) -> app_commands.Command[Any, ..., Any]:
    async def run(interaction: discord.Interaction[Any], page: app_commands.Range[int, 1, 9999] = 1) -> None:
        await client.commanded_by(interaction, "corpus", name, *((str(page),) if page > 1 else ()))

    return _command(name, description, run, page="Which page of the list")


def _with_words(
    client: BurnrateClient, name: str, description: str, option: str
) -> app_commands.Command[Any, ..., Any]:
    async def run(interaction: discord.Interaction[Any], which: str = "") -> None:
        await client.commanded_by(interaction, "corpus", name, *which.split())

    return _command(name, description, run, which=option)


def _watching(client: BurnrateClient, name: str, description: str) -> app_commands.Command[Any, ..., Any]:
    async def run(
        interaction: discord.Interaction[Any], company: str, channel: discord.TextChannel | discord.Thread | None = None
    ) -> None:
        where = (f"<#{channel.id}>",) if channel is not None else ()
        await client.commanded_by(interaction, "corpus", name, *company.split(), *where)

    async def complete(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:  # noqa: ARG001  the library's signature
        names = await asyncio.to_thread(client.desk.companies, typed)
        return [app_commands.Choice(name=one, value=one) for one in names if len(one) <= _MOST_CHOICE][:25]

    described = {"company": "Its name", "channel": "Where to tell; here if left out"}
    command = _command(name, description, run, **described)
    command.autocomplete("company")(complete)
    return command


def _burnrate(client: BurnrateClient) -> app_commands.Group:
    group = app_commands.Group(
        name="burnrate",
        description="What burnrate can do, and how it behaves here",
        allowed_contexts=_EVERYWHERE,
        allowed_installs=_ANY_INSTALL,
    )

    async def config(
        interaction: discord.Interaction[Any],
        setting: Literal["mode", "answers", "topics", "language"] | None = None,
        value: str = "",
    ) -> None:
        await client.commanded_by(interaction, "burnrate", "config", *((setting,) if setting else ()), *value.split())

    for name, description in (
        ("help", "What can be asked, and what answers rest on"),
        ("status", "What answers are drawn from, and how fresh it is"),
        ("forget", "Forget what I asked and what I was answered"),
    ):
        group.add_command(_bare(client, "burnrate", name, description))
    told = "mode: mentioned, every, never; answers: public, private; topics: companies; language: en, de …"
    group.add_command(
        _command(
            "config",
            "How burnrate behaves in this channel (for admins)",
            config,
            setting="What to set; all are shown if left out",
            value=told,
        )
    )
    return group
