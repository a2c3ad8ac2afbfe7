"""The calendar: what goes out where and when. ``docs/calendar.md`` shows the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from studio.campaign.tables import Cells, Row, Wrong, read_table, refused, require_platform, values, words
from studio.errors import SelectionError
from studio.platforms.facts import Slug
from studio.platforms.problem import nearest
from studio.values import Frozen

Kind = Literal["ask", "relationship"]
"""Whether a post wants something of its readers, or is there for them."""
MINUTE = "%Y-%m-%d %H:%M"
YEARS = range(2000, 2100)
"""Of a calendar: what lies elsewhere is a slip, and at the ends of time no other zone has such a moment."""


def _zone(name: str) -> str:
    if name:
        zone_named(name)
    return name


Hashtag = Annotated[str, AfterValidator(lambda tag: tag.lstrip("#"))]


class ScheduledPost(Frozen):
    """One post at one moment on one platform."""

    platform: Slug
    when: AwareDatetime
    timezone: Annotated[str, AfterValidator(_zone)] = ""
    """Of the audience, such as "Europe/Paris"; nothing: the offset of ``when`` stands for it."""
    id: str = ""
    """What the team calls it, and what rows of metrics name; nothing: its platform and moment."""
    post: str = ""
    """Which of the platform's texts it is, by id, such as ``caption``; nothing where there is only one."""
    text: str = ""
    language: str = ""
    hashtags: tuple[Hashtag, ...] = ()
    """Without ``#``; also those that stand in the text may be named here."""
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    """Outputs of the pack that go with it, as ``<platform>/<placement>``."""
    video: str = ""
    """Digest or name of the master whose video it shows; repeats of one video have the same."""
    video_s: float | None = Field(None, gt=0)
    kind: Kind | None = None
    """``None``: nobody has marked it."""
    curated: bool = False
    """Whether it passes on what others made."""
    credit: str = ""
    """Who made what is passed on."""
    approved: bool = False
    rendered: bool = False
    """Whether its outputs are made; true of a post that is words alone."""
    pinned: bool = False
    series: str = ""
    episode: int | None = Field(None, ge=1)
    playlist: str = ""
    intro: str = ""
    """What the episode opens with, by name; episodes of one series have the same."""
    outro: str = ""
    brand_kit: str = ""
    thumbnail: str = ""
    """The template of its thumbnail, by name."""
    voice: str = ""
    """Whose voice it speaks with, such as "Amina, mother of two"."""
    content_type: str = ""
    """Such as ``testimony``; which there are, the brief's checks say."""
    place: str = ""
    """Typed, never read from a file's own data."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """What one field asks of another."""
        if self.credit and not self.curated:
            raise ValueError("it has a credit and is not marked as curated: write curated = true, or leave credit out")
        if self.episode is not None and not self.series:
            raise ValueError("it is an episode of no series: write the name of the series")
        return self

    @property
    def local(self) -> datetime:
        """Its moment on the audience's clocks."""
        return self.when.astimezone(ZoneInfo(self.timezone)) if self.timezone else self.when

    @property
    def day(self) -> date:
        """On the audience's calendars."""
        return self.local.date()

    @property
    def name(self) -> str:
        """What people know it by."""
        return self.id or f"{self.platform} {self.local:{MINUTE}}"

    @property
    def ready(self) -> bool:
        """Whether it could go out now."""
        return self.approved and self.rendered

    def again(self, when: datetime) -> ScheduledPost:
        """The same post at another moment. Raises SelectionError for one that nobody has approved."""
        if not self.approved:
            raise SelectionError(f"{self.name} is not approved", "approve it before it is scheduled again")
        known_by = f"{self.id} again {when:{MINUTE}}" if self.id else ""
        return self.model_copy(update={"when": when, "id": known_by, "pinned": False})


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name. Raises ValueError with the nearest that exists."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        guess = nearest(name, available_timezones())
        cure = f"did you mean '{guess}'?" if guess else "write one such as Europe/Paris"
        raise ValueError(f"there is no time zone '{name}': {cure}") from error


def moment(written: datetime, timezone: str) -> datetime:
    """A local time as the moment that it means. One with an offset is taken as it stands.

    Raises ValueError for a time that clocks skip or show twice, and where no zone is known.
    """
    if written.tzinfo is not None:
        return written
    if not timezone:
        raise ValueError(f"'{written:{MINUTE}}' has no time zone: write timezone, such as Europe/Paris")
    zone = zone_named(timezone)
    early, late = (written.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    shown = early.astimezone(UTC).astimezone(zone)
    if shown.replace(tzinfo=None) != written:
        raise ValueError(f"clocks in {timezone} skip {written:{MINUTE}}: write {shown:{MINUTE}}")
    if early.utcoffset() != late.utcoffset():
        both = f"{early.isoformat(timespec='minutes')} or {late.isoformat(timespec='minutes')}"
        raise ValueError(f"clocks in {timezone} show {written:{MINUTE}} twice: write {both}")
    return early


def load_calendar(
    path: Path, *, timezone: str = "", platforms: Collection[str] | None = None
) -> tuple[ScheduledPost, ...]:
    """The posts of a calendar file (.csv, or .toml and .json with ``posts``), in the order of time.

    ``timezone`` holds where neither a post nor the file names one; ``platforms`` are the slugs that exist, where the
    caller knows them. Raises InputRefused, with the line that is to blame.
    """
    table = read_table(path, "posts", columns=ScheduledPost.model_fields, above=("timezone",))
    zone = str(table.above.get("timezone", "")) or timezone

    def ready(row: Row) -> Cells:
        return _ready(row, zone, platforms)

    posts = tuple(values(table, ScheduledPost, ready))
    named: set[str] = set()
    for row, post in zip(table.rows, posts, strict=True):
        if post.id and post.id in named:
            raise refused(table.name, Wrong(row.where, f"the id '{post.id}' is taken", "give each post its own"))
        named.add(post.id)
    return in_order(posts)


def in_order(posts: Sequence[ScheduledPost]) -> tuple[ScheduledPost, ...]:
    """By their moments; those of one moment by platform and name."""
    return tuple(sorted(posts, key=lambda post: (post.when, post.platform, post.name)))


def _ready(row: Row, zone: str, platforms: Collection[str] | None) -> Cells:
    require_platform(row, platforms)
    cells = {"timezone": zone, **row.cells}
    cells |= {key: words(cells[key]) for key in ("hashtags", "links", "media") if key in cells}
    if "when" in cells:
        try:
            cells["when"] = moment(_written(cells["when"]), str(cells["timezone"]))
        except ValueError as error:
            problem, _, cure = str(error).rpartition(": ")
            raise Wrong(row.where, problem, cure) from error
    return cells


def _written(value: Any) -> datetime:
    """What stands in the cell: ISO 8601, with or without an offset."""
    text = str(value).strip()
    try:
        written = datetime.fromisoformat(text)
    except ValueError:
        written = None
    if written is None or len(text) <= len("2026-11-26"):
        raise ValueError(f"'{text}' is no day and time: write it as 2026-11-26 18:30")
    if written.year not in YEARS:
        raise ValueError(f"'{text}' lies in another century: write it as 2026-11-26 18:30")
    return written
