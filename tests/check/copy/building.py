"""Posts as the tests of their checks want them."""

from __future__ import annotations

from datetime import date
from typing import Any

from studio.check.copy.evidence import PostEvidence
from studio.ingest.copytext import Copy
from studio.plan.copy.post import Part, Post
from studio.platforms.posts import PostRules


def post(*parts: str, language: str = "en", **changes: Any) -> Post:
    told = {
        "platform": "townhall", "platform_name": "Townhall", "id": "post", "name": "Post", "language": language,
        "unit": "characters", "parts": tuple(Part(text=part, count=len(part)) for part in parts), **changes,
    }  # fmt: skip
    return Post.model_validate(told)


def said(*parts: str, language: str = "en", source: Copy | None = None, **changes: Any) -> PostEvidence:
    """One post of these parts; ``rules``, ``hashtags``, ``day`` and ``leads`` go around it, the rest into it."""
    around = {name: changes.pop(name) for name in ("hashtags", "day", "leads") if name in changes}
    rules = PostRules(id="post", name="Post", **changes.pop("rules", {}))
    return PostEvidence(post=post(*parts, language=language, **changes), rules=rules, source=source, **around)


def copy(language: str = "en", **told: Any) -> Copy:
    return Copy(name=f"walk.{language}.md", language=language, **told)


MONDAY = date(2026, 11, 30)
