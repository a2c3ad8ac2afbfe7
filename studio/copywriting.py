"""From copy files to checked posts and text files: the second job, beside the outputs. No pixel is needed for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from studio.check import check_text
from studio.check.copy import check_post
from studio.check.waiving import waive
from studio.ingest.copytext import Copy
from studio.messages import Message, msg
from studio.pack.manifest import PackedOutput, PackedPost, QrCode, Texts
from studio.pack.summary import titled
from studio.pack.texts import FILES
from studio.plan.copy.alt_text import alt_texts
from studio.plan.copy.filing import TextFile, plan_files
from studio.plan.copy.post import Post
from studio.plan.copy.posting import Posts, alt_text_limit, plan_posts, printed_link
from studio.plan.edits import Waiver
from studio.plan.recipe import Skipped
from studio.platforms.contract import Platform, Target
from studio.platforms.templates import read_file_templates, read_templates
from studio.values import Frozen


class WrittenFile(Frozen):
    """An output that is a text, checked."""

    packed: PackedOutput
    text: str


class Written(Frozen):
    """What was written for a campaign, and from what."""

    copies: tuple[Copy, ...] = ()
    texts: Texts = Texts()
    files: tuple[WrittenFile, ...] = ()
    """Of the placements that are texts, one for each language."""
    skipped: tuple[Skipped, ...] = ()

    @property
    def decided(self) -> frozenset[str]:
        """Ids of all that copy makes, whether it could be written or not."""
        return frozenset({file.packed.placement for file in self.files} | {each.placement for each in self.skipped})

    def alt_text_of(self, target: Target, master: str) -> dict[str, str]:
        """What one output shows, by language, as long as its platform takes it; ``master`` is its file's name."""
        return alt_texts(self.copies, master, alt_text_limit(target.platform))


def posts_for(copies: Sequence[Copy], targets: Sequence[Target], master: str) -> Posts:
    """Every post of the platforms that ``targets`` are on. ``master`` is the name of the master's file."""
    platforms = _platforms(targets)
    return plan_posts(copies, platforms, read_templates(platforms), master)


def write_texts(
    copies: Sequence[Copy],
    targets: Sequence[Target],
    master: str,
    pictures: Mapping[str, str] = MappingProxyType({}),
    *,
    hashtags: Sequence[str] = (),
    waivers: Sequence[Waiver] = (),
) -> Written:
    """The same, checked, with text files, QR codes of the links and what a person should know.

    ``pictures`` says which file of the pack each placement's picture is (``Production.pictures``), ``hashtags`` are
    those that the audience follows, by the campaign's brief; ``waivers`` say which findings somebody answers for, on a
    post as "platform/post".
    """
    if not copies:
        return Written()
    by_slug = {platform.slug: platform for platform in _platforms(targets)}
    planned = posts_for(copies, targets, master)
    texts = Texts(
        posts=tuple(_checked_post(post, by_slug[post.platform], copies, hashtags, waivers) for post in planned.posts),
        qr_codes=tuple(
            QrCode(language=copy.language, file=f"qr.{copy.language}.png", link=link)
            for copy in copies
            if (link := printed_link(copy, copies))
        ),
        files=FILES,
        notes=tuple(msg("{name}: {note}", name=copy.name, note=note) for copy in copies for note in _notes(copy)),
    )
    filed = plan_files(
        copies, targets, read_file_templates(targets), posts=planned.posts, pictures=pictures, master=master
    )
    by_id = {target.id: target for target in targets}
    files = tuple(_checked(file, by_id[file.placement], planned.posts, waivers) for file in filed.files)
    names = {target.id: titled(target.platform.name, target.placement.name) for target in targets}
    names |= {
        f"{slug}/{rules.id}": titled(platform.name, rules.name)
        for slug, platform in by_slug.items()
        for rules in platform.posts
    }
    skipped = (one.model_copy(update={"title": names.get(one.placement)}) for one in (*planned.skipped, *filed.skipped))
    return Written(copies=tuple(copies), texts=texts, files=files, skipped=tuple(skipped))


def _checked_post(
    post: Post, platform: Platform, copies: Sequence[Copy], hashtags: Sequence[str], waivers: Sequence[Waiver]
) -> PackedPost:
    source = next((copy for copy in copies if copy.language == post.language), None)
    findings = check_post(post, platform, source=source, hashtags=hashtags)
    return PackedPost(post=post, findings=waive(findings, f"{post.platform}/{post.id}", waivers))


def _checked(file: TextFile, target: Target, posts: Sequence[Post], waivers: Sequence[Waiver]) -> WrittenFile:
    report = check_text(file.text, target, file.title)
    notes = (
        msg("{name}: {note}", name=Message(id=post.name), note=note)
        for post in posts
        if post.key in file.posts
        for note in post.notes
    )
    packed = PackedOutput(
        placement=target.id,
        platform=target.platform.name,
        name=target.placement.name,
        kind="text",
        file=file.file,
        language=file.language,
        posts=file.posts,
        sha256=hashlib.sha256(file.text.encode()).hexdigest(),
        recipe=file.recipe,
        facts=report.facts,
        findings=waive(report.findings, target.id, waivers),
        reasons=(*file.reasons, *notes),
        alt_text={file.language: file.alt_text} if file.alt_text else {},
    )
    return WrittenFile(packed=packed, text=file.text)


def _notes(copy: Copy) -> tuple[Message | str, ...]:
    if copy.alt_text:
        return copy.notes
    return (*copy.notes, msg("it has no alt_text, so that the pack has only a suggestion: look, and write one"))


def _platforms(targets: Sequence[Target]) -> list[Platform]:
    """Each platform once, in the order of the targets."""
    return list({target.platform.slug: target.platform for target in targets}.values())
