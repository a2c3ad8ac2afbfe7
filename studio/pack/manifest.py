"""``manifest.json``: what is in a pack, as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio.check.facts import Facts
from studio.check.finding import Finding
from studio.check.mending import Mending
from studio.check.score import Score, score
from studio.check.subtitles import CheckedSubtitles
from studio.ingest.master import Master
from studio.messages import Sentence
from studio.plan.copy.post import Post
from studio.plan.recipe import Skipped
from studio.values import Frozen, OutputKind


class PackedOutput(Frozen):
    """One finished file of the pack."""

    placement: str
    platform: str = ""
    """The platform's name for people; nothing: made from the placement's id."""
    name: str = ""
    """The placement's name for people; nothing: made from its id."""
    kind: OutputKind
    shape: Literal["rectangle", "circle"] = "rectangle"
    """``circle``: the app cuts it so, and previews show it so."""
    file: str
    """Relative to the pack, always with forward slashes."""
    language: str | None = None
    """Of a text: a placement has one for each language."""
    posts: tuple[str, ...] = ()
    """Of a text: which posts it is made of, as platform/post/language; what they count stands there."""
    sidecars: tuple[str, ...] = ()
    sha256: str
    recipe: str
    """The recipe's digest."""
    facts: Facts
    findings: tuple[Finding, ...]
    score: Score = Field(default_factory=lambda made: score(made["findings"]))
    """How good it is: what its findings add up to."""
    reasons: tuple[Sentence, ...] = ()
    """Why it was made so."""
    alt_text: dict[str, str] = {}
    """What it shows, by language; begins with "suggestion:" where nobody wrote it."""


class PackedPost(Frozen):
    """One text of the pack."""

    post: Post
    findings: tuple[Finding, ...]


class QrCode(Frozen):
    """A link to print."""

    language: str
    file: str
    """Relative to the pack."""
    link: str


class Texts(Frozen):
    """Everything that was written from the campaign's copy."""

    posts: tuple[PackedPost, ...] = ()
    qr_codes: tuple[QrCode, ...] = ()
    files: tuple[str, ...] = ()
    """Where the posts stand for people and programs, relative to the pack."""
    notes: tuple[Sentence, ...] = ()
    """What a person should know about the copy itself."""


class Failure(Frozen):
    """A placement whose output could not be made."""

    placement: str
    reason: Sentence
    title: Sentence | None = None
    """What people call it; ``None``: made from its id."""


class Manifest(Frozen):
    """The whole pack. ``master.path`` is left out: a machine's paths are nobody's business."""

    studio: str
    """The studio's version."""
    master: Master
    subtitles: tuple[CheckedSubtitles, ...] = ()
    """Its subtitle files as they came in, with what was found about them."""
    outputs: tuple[PackedOutput, ...]
    campaign: tuple[Finding, ...] = ()
    """What was found about the campaign as a whole."""
    texts: Texts = Texts()
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Placements that this kind of master cannot fill, and posts that could not be written."""
    mending: Mending | None = None
    """What was changed by itself, and how each output stood before and after."""
    edits: str | None = None
    """The file of the pack that holds what was decided for it, where anything was."""
    broken: tuple[str, ...] = ()
    """Plugins that were left out because they are broken: which, why, and what to do."""
