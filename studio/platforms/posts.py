"""What a platform's posts are like: how their text is counted, cut, folded and tagged.

``docs/posts.md`` explains it to those who write plugins.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from studio.platforms.facts import Limit, Slug, value_of
from studio.values import Frozen

Unit = Literal["characters", "graphemes", "utf16", "bytes", "weighted", "emoji_bytes", "words"]
"""How a text is measured.

``characters``: Unicode code points. ``graphemes``: what people see as one sign, a family emoji too. ``utf16``: code
units of UTF-16, two for most emoji. ``bytes``: of UTF-8. ``weighted``: the published rules of twitter-text, where most
scripts of Asia and any emoji count two and a link 23. ``emoji_bytes``: code points, and emoji by their bytes of UTF-8.
``words``: as people count them, and links as none; for advice, since no platform counts so.
"""
Template = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*\.(txt|html)\.j2$")]


class PostRules(Frozen):
    """One text that a person types or pastes on a platform: a post, a caption, a title, a list of tags."""

    id: Slug
    name: str
    template: Template | None = None
    """Which Jinja2 template makes it; nothing: ``<id>.txt.j2`` where there is one, else ``post.txt.j2``."""
    count: Unit = "characters"
    link_weight: int | None = Field(None, ge=1)
    """What any link counts, however long it is; nothing: as its characters (``weighted`` has its own rule)."""
    mentions: Literal["whole", "name"] = "whole"
    """``name``: of ``@name@server`` only ``@name`` counts."""
    thread: bool = False
    """A text that is too long becomes several numbered posts, each an answer to the one before."""
    links: Literal["clickable", "shown", "none"] = "clickable"
    """``shown``: readers see a link but cannot press it, so that it is written short. ``none``: links do not belong."""
    hashtags: Literal["end", "inline", "field", "none"] = "end"
    """Where they go: after the text; in it, where the text has the words; a field of their own; nowhere."""
    source: str | None = None
    """A key of the platform's ``sources``: where it was read how texts are counted, threaded, linked and tagged."""
    limits: tuple[Limit, ...] = ()
    """Whole numbers: ``max_chars``, ``max_bytes``, ``max_hashtags``, ``max_mentions``, ``max_links``,
    ``alt_text_max_chars``; and, as advice, ``fold_chars`` and ``hashtag_advice_max``."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """What one key asks of another."""
        if self.thread and self.limit("max_chars") is None:
            raise ValueError(f"post '{self.id}' has threads and no limit: add a limit max_chars, or take thread out")
        if self.thread and (self.template or "").endswith(".html.j2"):
            raise ValueError(f"post '{self.id}' is HTML, which cannot be cut into a thread: take thread out")
        for limit in self.limits:
            if type(limit.value) is not int or limit.value < 0:
                raise ValueError(f"{limit.key} of post '{self.id}' is {limit.value!r}: write a whole number")
        return self

    def limit(self, key: str) -> int | None:
        """The value of one limit, that of a hand-made post first; ``None`` where the platform has none."""
        value: int | None = value_of(self.limits, key)
        return value
