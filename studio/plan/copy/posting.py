"""All posts of a campaign: each text of each platform in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from studio.errors import PluginError
from studio.ingest.copytext import Copy
from studio.messages import Message, msg
from studio.plan.captions import is_right_to_left
from studio.plan.copy import hashtags, links, markup, signs
from studio.plan.copy.alt_text import alt_text
from studio.plan.copy.counting import count
from studio.plan.copy.cutting import NEXT_PART, above_fold, thread
from studio.plan.copy.drawing import Template
from studio.plan.copy.fitting import Draft, fit
from studio.plan.copy.post import Part, Post
from studio.plan.recipe import Skipped
from studio.platforms.contract import Platform
from studio.platforms.posts import PostRules
from studio.platforms.templates import TemplateText
from studio.values import Frozen

NO_WORDS = msg("the copy has no words for it")
BY_HAND = msg("readers cannot press a link in this text: put it where the platform has a place for one")

_ENOUGH = 1000
"""Characters of the long text that tell its direction."""


class Posts(Frozen):
    """What was written, and what was not."""

    posts: tuple[Post, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class _Job(NamedTuple):
    """One post to write."""

    copy: Copy
    platform: Platform
    rules: PostRules
    template: Template
    link: str
    """With this post's own parameters; empty where the copy has none."""
    plain: str
    """The long text without marks."""
    right_to_left: bool

    @property
    def url(self) -> str:
        """The link as the text shows it."""
        return {"clickable": self.link, "shown": links.short(self.copy.link), "none": ""}[self.rules.links]


def plan_posts(
    copies: Sequence[Copy], platforms: Sequence[Platform], templates: Mapping[str, TemplateText], master: str
) -> Posts:
    """Every post that ``platforms`` take, platform by platform and language by language.

    ``templates`` are those of ``studio.platforms.templates.read_templates``, ``master`` is the name of the master's
    file. A post whose template is broken is skipped with the reason, and never stops the others.
    """
    posts: list[Post] = []
    skipped: list[Skipped] = []
    for platform in platforms:
        for rules in platform.posts:
            name = f"{platform.slug}/{rules.id}"
            if name not in templates:
                skipped.append(Skipped(placement=name, reason=msg("its template cannot be read")))
                continue
            try:
                template = Template(*templates[name])
                made = [_post(_job(copy, copies, platform, rules, template), master) for copy in copies]
            except PluginError as error:
                skipped.append(Skipped(placement=name, reason=error.said))
                continue
            posts += [post for post in made if post is not None]
            if not any(made):
                skipped.append(Skipped(placement=name, reason=NO_WORDS))
    return Posts(posts=tuple(posts), skipped=tuple(skipped))


def campaign_of(copies: Sequence[Copy]) -> str:
    """The name that all links of a campaign carry, in every language the same."""
    named = [copy.campaign for copy in copies] + [copy.title for copy in copies] + [copy.message for copy in copies]
    return links.campaign_name(next(filter(None, named), ""))


def printed_link(copy: Copy, copies: Sequence[Copy]) -> str:
    """The link for a QR code; empty where the copy has none."""
    if not copy.link:
        return ""
    return links.tagged(copy.link, source="qr", medium="print", campaign=campaign_of(copies), content=copy.language)


def alt_text_limit(platform: Platform) -> int | None:
    """How many characters of alt text the platform takes; ``None`` where it says nothing."""
    return min(filter(None, (rules.limit("alt_text_max_chars") for rules in platform.posts)), default=None)


def _job(copy: Copy, copies: Sequence[Copy], platform: Platform, rules: PostRules, template: Template) -> _Job:
    tag = partial(_tagged, platform=platform, campaign=campaign_of(copies), content=f"{rules.id}-{copy.language}")
    own = copy
    if copy.link and rules.links == "clickable":
        own = copy.model_copy(
            update={field: links.each_link(getattr(copy, field), copy.link, tag) for field in ("message", "body")}
        )
    link = tag(copy.link) if copy.link else ""
    plain = markup.plain(own.body)
    words = f"{own.title} {own.message} {plain[:_ENOUGH]}"
    rightwards = is_right_to_left(signs.change_links(words, lambda *_: ""))  # links are in Latin letters everywhere
    return _Job(own, platform, rules, template, link, plain, rightwards)


def _tagged(link: str, *, platform: Platform, campaign: str, content: str) -> str:
    medium = platform.utm_medium
    return links.tagged(link, source=platform.slug, medium=medium, campaign=campaign, content=content)


def _post(job: _Job, master: str) -> Post | None:
    """One post; ``None`` where the copy has nothing to say in it."""
    rules, most = job.rules, job.rules.limit("max_chars")
    draft, notes = _draft(job)
    draw, fits = partial(_draw, job), partial(_fits, job)
    if not draw(draft):
        return None
    texts = thread(draw(draft), fits) if rules.thread else None
    if texts is None:
        draft, more = fit(draft, lambda less: _without_parts(draw(less)), fits) or (draft, ())
        texts, notes = (_without_parts(draw(draft)),), (*notes, *more)
    fold = rules.limit("fold_chars")
    seen = [_seen(text, job) for text in texts]
    return Post(
        platform=job.platform.slug,
        platform_name=job.platform.name,
        id=rules.id,
        name=rules.name,
        language=job.copy.language,
        right_to_left=job.right_to_left,
        format="html" if job.template.is_html else "text",
        unit=rules.count,
        limit=most,
        parts=tuple(Part(text=text, count=count(shown, rules)) for text, shown in zip(texts, seen, strict=True)),
        above_fold=above_fold(seen[0], fold, rules) if fold else None,
        hashtags=draft.hashtags if rules.hashtags == "field" else (),
        link=job.link if rules.links != "none" else "",
        alt_text=alt_text(job.copy, master, alt_text_limit(job.platform)),
        notes=(*notes, BY_HAND) if job.link and rules.links == "shown" else notes,
    )


def _draft(job: _Job) -> tuple[Draft, tuple[Message, ...]]:
    """The copy as far as this post can use it, and what was left out."""
    copy, rules = job.copy, job.rules
    message, body = copy.message, job.plain
    if not message:
        message, _, body = body.partition("\n\n")
    wanted = [most for key in ("max_hashtags", "hashtag_advice_max") if (most := rules.limit(key)) is not None]
    every = hashtags.choose(copy.hashtags, None, message)
    tags = hashtags.choose(copy.hashtags, min(wanted, default=None), message)
    if rules.hashtags == "inline":
        message, tags = hashtags.inline(message, tags, copy.hashtags)
        every = tuple(tag for tag in every if f"#{tag}".casefold() not in message.casefold())
    draft = Draft(title=copy.title, message=message, body=body, hashtags=tags, keywords=copy.keywords)
    left = [tag for tag in every if tag not in tags] if rules.hashtags != "none" else []
    if not left or not wanted:
        return draft, ()
    note = msg("{hashtags} left out: at most {most} work well here", hashtags=hashtags.written(left), most=min(wanted))
    return draft, (note,)


def values_for(
    copy: Copy, copies: Sequence[Copy], platform: Platform, rules: PostRules, template: Template
) -> dict[str, Any]:
    """All that a template may say of ``copy``, whole: for texts that no limit cuts."""
    job = _job(copy, copies, platform, rules, template)
    return _values(job, _draft(job)[0])


def _draw(job: _Job, draft: Draft) -> str:
    return job.template.draw(_values(job, draft))


def _values(job: _Job, draft: Draft) -> dict[str, Any]:
    copy, rules = job.copy, job.rules
    return {
        "title": draft.title,
        "message": draft.message,
        "body": draft.body,
        "body_html": _body_html(job, draft.body),
        "body_markdown": job.copy.body if draft.body == job.plain else draft.body,
        "call_to_action": "" if copy.link and not job.url else copy.call_to_action,
        "link": job.url,
        "hashtags": hashtags.written(draft.hashtags) if rules.hashtags in {"end", "inline"} else "",
        "tags": draft.hashtags,
        "keywords": draft.keywords,
        "alt_text": copy.alt_text,
        "tone": copy.tone,
        "language": copy.language,
        "right_to_left": job.right_to_left,
        "thread": rules.thread,
        "next_part": NEXT_PART if rules.thread else "",
    }


def _body_html(job: _Job, body: str) -> Markup:
    """The long text with its marks, or without them where it was cut; nothing where the template is plain text."""
    if not job.template.escapes:
        return Markup()
    whole = body == job.plain
    return Markup(markup.as_html(job.copy.body) if whole else markup.paragraphs(body))  # noqa: S704 - both are safe


def _seen(text: str, job: _Job) -> str:
    return markup.visible(text) if job.template.is_html else text


def _without_parts(text: str) -> str:
    return "\n\n".join(filter(None, (section.strip() for section in text.split(NEXT_PART))))


def _fits(job: _Job, text: str) -> bool:
    most, heaviest = job.rules.limit("max_chars"), job.rules.limit("max_bytes")
    seen = _seen(text, job)
    return (most is None or count(seen, job.rules) <= most) and (heaviest is None or len(seen.encode()) <= heaviest)
