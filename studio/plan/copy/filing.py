"""Placements that are a text: files written from the copy, one for each language, with the platform's posts in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from studio.errors import PluginError
from studio.ingest.copytext import Copy
from studio.messages import Message, Sentence, msg
from studio.plan.copy.alt_text import SUGGESTION, alt_text
from studio.plan.copy.drawing import Template
from studio.plan.copy.places import first_sentence
from studio.plan.copy.post import Post
from studio.plan.copy.posting import NO_WORDS, alt_text_limit, values_for
from studio.plan.recipe import Skipped
from studio.platforms.contract import Target
from studio.platforms.posts import PostRules
from studio.platforms.templates import TemplateText
from studio.values import Frozen, digest


class TextFile(Frozen):
    """One text of one placement in one language, as it will stand in its file."""

    placement: str
    language: str
    file: str
    """Relative to the pack: ``<platform>/<placement>.<language>.<ext>``."""
    text: str
    title: str
    alt_text: str
    """Of the picture that goes with it; empty where none does."""
    posts: tuple[str, ...]
    """Keys of the posts that it is made of (``Post.key``)."""
    recipe: str
    """Digest of all that shaped it."""
    reasons: tuple[Sentence, ...] = ()
    """What a person should know about it."""


class Files(Frozen):
    """What was written, and what was not."""

    files: tuple[TextFile, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class _Campaign(NamedTuple):
    """What all files of a pack share."""

    copies: Sequence[Copy]
    posts: Mapping[str, Post]
    """By their keys."""
    pictures: Mapping[str, str]
    master: str


def plan_files(
    copies: Sequence[Copy],
    targets: Sequence[Target],
    templates: Mapping[str, TemplateText],
    *,
    posts: Sequence[Post],
    pictures: Mapping[str, str],
    master: str,
) -> Files:
    """A file for each of ``targets`` that is a text and each language, in that order.

    ``templates`` are those of ``read_file_templates``, ``posts`` the campaign's; ``pictures`` says which file of the
    pack a placement's picture is, by the placement's id. One whose template is broken is skipped with the reason.
    """
    campaign = _Campaign(copies, {post.key: post for post in posts}, pictures, master)
    files: list[TextFile] = []
    skipped: list[Skipped] = []
    for target in (each for each in targets if each.placement.kind == "text"):
        if target.id not in templates:
            skipped.append(Skipped(placement=target.id, reason=msg("its template cannot be read")))
            continue
        try:
            template = Template(*templates[target.id])
            recipe = digest(templates[target.id].text)
            made = [file for copy in copies if (file := _file(copy, target, template, recipe, campaign))]
        except PluginError as error:
            skipped.append(Skipped(placement=target.id, reason=error.said))
            continue
        files += made
        if not made:
            skipped.append(Skipped(placement=target.id, reason=NO_WORDS))
    return Files(files=tuple(files), skipped=tuple(skipped))


def _file(copy: Copy, target: Target, template: Template, recipe: str, campaign: _Campaign) -> TextFile | None:
    """One text; ``None`` where the copy has no words for it."""
    platform, placement = target.platform, target.placement
    keys = [f"{platform.slug}/{name}/{copy.language}" for name in placement.posts]
    posts = [campaign.posts[key] for key in keys if key in campaign.posts]
    if placement.posts and not posts:
        return None
    picture = campaign.pictures.get(f"{platform.slug}/{placement.picture}")
    shown = alt_text(copy, campaign.master, alt_text_limit(platform)) if picture else ""
    rules = PostRules(id=placement.id, name=placement.name)
    values = values_for(copy, campaign.copies, platform, rules, template)
    values |= {
        "texts": dict.fromkeys(placement.posts, "") | {post.id: _said(post) for post in posts},
        "article": next((_said(post) for post in posts if post.format == "html"), ""),
        "title": values["title"] or first_sentence(values["message"]),
        "excerpt": first_sentence(values["message"]),
        "direction": "rtl" if values["right_to_left"] else "ltr",
        "picture": {"file": picture.rpartition("/")[2], "alt": shown} if picture else None,
    }
    text = template.draw(values)
    if not text:
        return None
    return TextFile(
        placement=target.id,
        language=copy.language,
        file=f"{target.id}.{copy.language}.{placement.format}",
        text=f"{text}\n",
        title=values["title"],
        alt_text=shown,
        posts=tuple(post.key for post in posts),
        recipe=digest([recipe, {name: str(value) for name, value in values.items()}]),
        reasons=tuple(_reasons(target, picture, shown)),
    )


def _said(post: Post) -> str:
    """A post's text; one that is HTML is safe already, and is not escaped again."""
    return Markup(post.text) if post.format == "html" else post.text  # noqa: S704 - its own template escaped it


def _reasons(target: Target, picture: str | None, shown: str) -> list[Message]:
    wanted = target.placement.picture
    if wanted is None:
        return []
    name = f"{target.platform.slug}/{wanted}"
    if picture is None:
        return [msg("It has no picture, since {name} is not in this pack: make that too.", name=name)]
    told = [msg("Its picture is {picture}, a file of its own: upload both.", picture=picture)]
    if shown.startswith(SUGGESTION):
        told.append(msg("Its picture's alt text is only a suggestion: write alt_text: in the copy file."))
    return told
