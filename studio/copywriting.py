"""From copy files to checked posts: the second job, beside the outputs. No pixel is needed for it."""

from __future__ import annotations

from collections.abc import Sequence

from studio.check.copy import check_post
from studio.ingest.copytext import Copy
from studio.pack.manifest import PackedPost, QrCode, Texts
from studio.pack.texts import FILES
from studio.plan.copy.alt_text import alt_texts
from studio.plan.copy.posting import Posts, alt_text_limit, plan_posts, printed_link
from studio.plan.recipe import Skipped
from studio.platforms.contract import Platform, Target
from studio.platforms.templates import read_templates
from studio.values import Frozen


class Written(Frozen):
    """What was written for a campaign, and from what."""

    copies: tuple[Copy, ...] = ()
    texts: Texts = Texts()
    skipped: tuple[Skipped, ...] = ()

    def alt_text_of(self, target: Target, master: str) -> dict[str, str]:
        """What one output shows, by language, as long as its platform takes it; ``master`` is its file's name."""
        return alt_texts(self.copies, master, alt_text_limit(target.platform))


def posts_for(copies: Sequence[Copy], targets: Sequence[Target], master: str) -> Posts:
    """Every post of the platforms that ``targets`` are on. ``master`` is the name of the master's file."""
    platforms = _platforms(targets)
    return plan_posts(copies, platforms, read_templates(platforms), master)


def write_texts(copies: Sequence[Copy], targets: Sequence[Target], master: str) -> Written:
    """The same, checked, with QR codes of the links and what a person should know."""
    if not copies:
        return Written()
    by_slug = {platform.slug: platform for platform in _platforms(targets)}
    planned = posts_for(copies, targets, master)
    texts = Texts(
        posts=tuple(PackedPost(post=post, findings=check_post(post, by_slug[post.platform])) for post in planned.posts),
        qr_codes=tuple(
            QrCode(language=copy.language, file=f"qr.{copy.language}.png", link=link)
            for copy in copies
            if (link := printed_link(copy, copies))
        ),
        files=FILES,
        notes=tuple(f"{copy.name}: {note}" for copy in copies for note in _notes(copy)),
    )
    return Written(copies=tuple(copies), texts=texts, skipped=planned.skipped)


def _notes(copy: Copy) -> tuple[str, ...]:
    if copy.alt_text:
        return copy.notes
    return (*copy.notes, "it has no alt_text, so that the pack has only a suggestion: look, and write one")


def _platforms(targets: Sequence[Target]) -> list[Platform]:
    """Each platform once, in the order of the targets."""
    return list({target.platform.slug: target.platform for target in targets}.values())
