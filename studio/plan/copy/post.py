"""One text for one platform in one language, ready to be pasted."""

from __future__ import annotations

from typing import Literal

from studio.messages import Sentence
from studio.platforms.posts import Unit
from studio.values import Frozen


class Part(Frozen):
    """What is pasted at once: a whole post, or one of a thread."""

    text: str
    count: int
    """In the unit that the platform counts."""


class Post(Frozen):
    """One text of one platform, such as a caption in French."""

    platform: str
    """The platform's slug."""
    platform_name: str
    id: str
    name: str
    language: str
    right_to_left: bool = False
    format: Literal["text", "html"] = "text"
    unit: Unit
    limit: int | None = None
    """Of each part, in that unit; ``None`` where the platform has none."""
    parts: tuple[Part, ...]
    above_fold: str | None = None
    """What shows before "more"; ``None`` where all of it does."""
    hashtags: tuple[str, ...] = ()
    """For a field of their own, without ``#``; empty where they stand in the text."""
    link: str = ""
    """With the platform's own ``utm_*`` parameters, also where the text does not show it."""
    alt_text: str = ""
    """Of the picture or video that the post goes with; begins with "suggestion:" where nobody wrote one."""
    notes: tuple[Sentence, ...] = ()
    """What was shortened or left out, and what to do by hand."""

    @property
    def key(self) -> str:
        """Such as ``instagram/caption/fr``."""
        return f"{self.platform}/{self.id}/{self.language}"

    @property
    def text(self) -> str:
        """All parts, parted by blank lines."""
        return "\n\n".join(part.text for part in self.parts)
