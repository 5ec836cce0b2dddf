"""Chat: one conversation, its answers, feedback and commands, the same on every platform."""
