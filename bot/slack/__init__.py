"""Slack: its events into questions, clicks and commands, and cards into Block Kit."""
