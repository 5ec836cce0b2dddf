"""What can go wrong in the bot's own part.

BotError
 ├── SettingError    (ValueError)  a setting has a value that cannot be used
 ├── QuestionError   (ValueError)  a question or batch line cannot be read
 ├── GoldenError     (ValueError)  the golden questions cannot be read
 ├── RefreshError    (RuntimeError) a refresh ended before it was done
 ├── StoreFailed     (RuntimeError) what chat remembers cannot be read or written
 ├── Refused         (PermissionError)  a platform does not take the credentials, or they lack a right
 └── VerificationError (AssertionError)  a drafted answer says more than its sources
"""

from __future__ import annotations

__all__ = [
    "BotError",
    "GoldenError",
    "QuestionError",
    "RefreshError",
    "Refused",
    "SettingError",
    "StoreFailed",
    "VerificationError",
]


class BotError(Exception):
    """Base of the errors that the bot raises."""


class SettingError(BotError, ValueError):
    """A setting cannot be used; the message names its key, its value and what would do."""


class QuestionError(BotError, ValueError):
    """A question or a line of a batch cannot be read."""


class GoldenError(BotError, ValueError):
    """The golden questions cannot be read; the message has a line for each problem, with file and line."""


class RefreshError(BotError, RuntimeError):
    """A refresh, or another change of the corpus, ended before it was done."""


class StoreFailed(BotError, RuntimeError):
    """What chat remembers cannot be read or written; the message names the file."""


class Refused(BotError, PermissionError):
    """A platform does not take the credentials, or they lack a right; the message says which and what to do."""


class VerificationError(BotError, AssertionError):
    """A drafted answer failed a check; it is never sent."""
