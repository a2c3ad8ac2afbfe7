"""Copy, rules and platforms as the tests of posts want them."""

from __future__ import annotations

from typing import Any

from studio.ingest.copytext import Copy
from studio.plan.copy.post import Post
from studio.plan.copy.posting import Posts, plan_posts
from studio.platforms.contract import Placement, Platform
from studio.platforms.facts import Limit, Source
from studio.platforms.posts import PostRules
from studio.platforms.templates import TemplateText, read_templates

LINK = "https://example.org/walk?ref=a%20b#top"


def rules(
    count: Any = "characters", *, limits: dict[str, int] | None = None, name: str = "post", **more: Any
) -> PostRules:
    """What a platform's posts are like; ``limits`` by key, all well known."""
    told = tuple(
        Limit(key=key, value=value, source="help", as_of="2026-09", confidence="high")
        for key, value in (limits or {}).items()
    )
    return PostRules(id=name, name=name.title(), count=count, limits=told, **more)


def platform(*posts: PostRules, slug: str = "townhall") -> Platform:
    placement = Placement.model_validate({"id": "a", "name": "A", "kind": "image", "size": "64x64", "format": "jpeg"})
    source = Source(title="Help pages", url="https://example.org/help", as_of="2026-09")
    return Platform(slug=slug, name=slug.title(), sources={"help": source}, placements=(placement,), posts=posts)


def words(**changes: Any) -> Copy:
    return Copy(**{
        "name": "walk.en.md", "language": "en", "title": "A walk in the wood",
        "message": "On Saturday we plant a thousand trees. Bring your boots!", "call_to_action": "Sign up here",
        "link": LINK, "hashtags": ("PlantATree", "Forest"), "keywords": ("trees",),
        "alt_text": "Children plant an oak.",
        "body": "Every tree stands where the **fire** was.\n\nYou need no experience.",
        **changes,
    })  # fmt: skip


def written(post: PostRules, *copies: Copy, template: str | None = None) -> Posts:
    """All posts of a platform that has this one, by the project's own template or by ``template``."""
    town = platform(post)
    templates = read_templates([town])
    if template is not None:
        name = post.template or "post.txt.j2"
        templates = {f"townhall/{post.id}": TemplateText(f"townhall/{name}", template)}
    return plan_posts(copies or (words(),), [town], templates, "forest-walk_03.jpg")


def one(post: PostRules, copy: Copy | None = None, *, template: str | None = None) -> Post:
    (found,) = written(post, copy or words(), template=template).posts
    return found
