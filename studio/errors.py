"""Every error that a user may meet.

StudioError
├── InputRefused        a file from outside that the studio will not take
├── SelectionError      something named on the command line or in edits that does not exist
├── PluginError         a platform folder that breaks the contract
├── RenderError         an output could not be made
│   └── Cancelled       because somebody asked to stop
└── StorageError        the disk or folder that the studio writes to

Each text says what is wrong, where, and what to do about it. Users see one line of it; anything that is not a
StudioError is a bug and keeps its traceback.
"""

from __future__ import annotations

from studio.messages import Message, msg


class StudioError(Exception):
    """What a user should read, without a traceback.

    ``problem`` says what is wrong and where, ``remedy`` what to do about it.
    """

    def __init__(self, problem: Message | str, remedy: Message | str) -> None:
        super().__init__(f"{problem}: {remedy}")
        self._parts = problem, remedy
        self.problem = str(problem)
        self.remedy = str(remedy)
        self.said = msg("{problem}: {remedy}", problem=problem, remedy=remedy)
        """All of it as data, to be told in other languages."""

    def __reduce__(self) -> tuple[type[StudioError], tuple[Message | str, Message | str]]:
        """How it comes back whole from another process."""
        return type(self), self._parts


class InputRefused(StudioError):
    """A file from outside that the studio will not take (exit code 2)."""


class SelectionError(StudioError):
    """A platform, placement, setting or edit that does not exist (exit code 2)."""


class PluginError(StudioError):
    """A platform folder that breaks the contract; it never stops the other platforms."""


class RenderError(StudioError):
    """An output that could not be made; the other outputs are still delivered (exit code 3)."""


class Cancelled(RenderError):
    """Somebody asked to stop."""


class StorageError(StudioError):
    """The studio cannot write where it should: disk full, no permission."""
