"""The manifest: everything that Slack has to know of the app, to be pasted into Slack's page for new apps."""

from __future__ import annotations

from typing import Any

__all__ = ["BOT_SCOPES", "COMMANDS", "SHORTCUTS", "app_manifest"]

# Each with what it is for; doctor says so where one is missing.
BOT_SCOPES: dict[str, str] = {
    "app_mentions:read": "see questions that mention it",
    "assistant:write": "be an agent, with suggested prompts and a stop button",
    "channels:history": "see follow-ups, edits and deletions in public channels",
    "chat:write": "answer",
    "chat:write.public": "share answers in public channels that it is not in",
    "commands": "slash commands and shortcuts",
    "files:write": "attach charts",
    "groups:history": "see follow-ups, edits and deletions in private channels",
    "im:history": "see direct messages",
    "im:write": "tell somebody privately where it is in no channel with them",
    "mpim:history": "see follow-ups in group messages",
    "usergroups:read": "know which people an admins' user group holds",
    "users:read": "know who manages the workspace",
}
SHORTCUTS = {"burnrate_check": "Check this claim", "burnrate_ask_about": "Ask about this"}
COMMANDS = {
    "/ask": ("Ask about a company's money or facts, privately", "What was Acme's revenue in 2024?"),
    "/corpus": ("Run the sources behind the answers (admins)", "status | refresh | add URL | sources | gaps | help"),
    "/burnrate": ("Help, settings of this channel, forgetting", "help | config | forget"),
}
_EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "tokens_revoked",
)
_ABOUT = "Answers questions about companies' money and facts, with quotes from sources it has checked."
_LONG = (
    "burnrate answers questions about companies' money and facts from a collection of filings, releases and articles "
    "that your admins choose. Every number comes with the words of its source, who published it and when. Where sources "
    "disagree, it says so; where it finds nothing, it says that it does not know. Ask it in a channel by mentioning it, in a "
    "direct message, or privately with /ask."
)


def app_manifest(*, sockets: bool = True, public_url: str = "", older_view: bool = False) -> dict[str, Any]:
    """The manifest as JSON.

    With `sockets` Slack sends events over Socket Mode; otherwise to `public_url`, which is where browsers and Slack reach
    the HTTP port. `older_view` declares the assistant view that workspaces had before the agent view. Prompts are not in it:
    they are offered when somebody opens the conversation, from what the corpus can answer then.
    """
    public = public_url.rstrip("/")
    to = {} if sockets else {"request_url": f"{public}/slack/events"}
    url = {} if sockets else {"url": f"{public}/slack/events"}
    if older_view:
        view: dict[str, Any] = {"assistant_view": {"assistant_description": _ABOUT}}
        events = [*_EVENTS, "assistant_thread_started", "assistant_thread_context_changed"]
    else:
        view = {"agent_view": {"agent_description": _ABOUT}}
        events = [*_EVENTS, "agent_session_stopped"]
    oauth: dict[str, Any] = {"scopes": {"bot": list(BOT_SCOPES)}}
    if public:
        oauth["redirect_urls"] = [f"{public}/slack/oauth_redirect"]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "burnrate",
            "description": _ABOUT,
            "long_description": _LONG,
            "background_color": "#1f3b2d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "burnrate", "always_online": True},
            "shortcuts": [
                {"name": name, "type": "message", "callback_id": key, "description": f"{name} with burnrate"}
                for key, name in SHORTCUTS.items()
            ],
            "slash_commands": [
                {"command": command, "description": about, "usage_hint": hint, "should_escape": True, **url}
                for command, (about, hint) in COMMANDS.items()
            ],
            **view,
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**to, "bot_events": sorted(events)},
            "interactivity": {"is_enabled": True, **to},
            "org_deploy_enabled": bool(public),
            "socket_mode_enabled": sockets,
            "token_rotation_enabled": False,
        },
    }
