"""The campaign's brief: whom it is for, with whom and how, and what was decided before launch. TOML in.

``docs/brief.md`` shows one. Everything may be left out: what is missing is asked for by the tips, never an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from studio.platforms.complaints import keys_at, model_in
from studio.values import Frozen

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
TipId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*\.[a-z0-9_]+$")]
Platform = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
"""A platform's slug."""
ContentType = Literal["timely", "emotion", "testimony", "facts", "surprise", "opinion"]
Narrative = Literal["alternative", "counter", "positive", "information"]


class Audience(Frozen):
    """People whom the campaign wants to reach."""

    name: Text | None = None
    """Who they are, in a few words, such as "football fans who have just left school"."""
    places: tuple[Text, ...] = ()
    """Towns, quarters or regions."""
    countries: tuple[Country, ...] = ()
    """Two letters each, such as "BE": their holidays are in the calendar."""
    ages: tuple[Annotated[int, Field(ge=0, le=120)], Annotated[int, Field(ge=0, le=120)]] | None = None
    """The youngest and the oldest, in years."""
    interests: tuple[Text, ...] = ()
    languages: tuple[Language, ...] = ()
    """Codes, such as "fr"."""
    platforms: tuple[Platform, ...] = ()
    """Those that these people use, by the names of their plugins."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ages and self.ages[0] > self.ages[1]:
            raise ValueError(f"ages are {list(self.ages)}: write the youngest first")
        return self


class PlatformPlan(Frozen):
    """What the campaign does on one platform."""

    audience: Literal["target", "public"] | None = None
    """Which of the two audiences it is for."""
    account: Text | None = None
    """The account that posts, such as "@cityyouth"."""
    budget_eur: Annotated[float, Field(ge=0)] | None = None
    """For advertising, in euros; 0 for none."""
    had_results: bool = False
    """Whether an earlier round of advertising showed what works."""
    narrative: Narrative | None = None
    """Where it is another than the campaign's."""
    posts_per_week: Annotated[float, Field(gt=0)] | None = None
    """The cadence that the campaign chose."""
    subreddit: Text | None = None
    """The part of the platform that it posts in, where it is divided by subject."""
    rules_read: bool = False
    """Whether somebody read that part's own rules."""


class Partner(Frozen):
    """Somebody who stands with the campaign."""

    name: Text
    role: Text | None = None
    credibility: Text | None = None
    """What their name does to yours in the eyes of the audience."""
    public_authority: bool = False


class Journalist(Frozen):
    """Somebody in the media who may be interested."""

    name: Text
    outlet: Text | None = None
    contact: Text | None = None


class Fact(Frozen):
    """A fact that carries the argument."""

    text: Text
    source: Text | None = None
    """Where it can be looked up."""


class Scenarios(Frozen):
    """What you will do when it happens; written before launch."""

    viral: Text | None = None
    """It goes viral and others take it over."""
    failure: Text | None = None
    """Nobody takes notice."""
    detractors: Text | None = None
    """People attack it."""
    off_topic: Text | None = None
    """The talk drifts off to something else."""
    absence: Text | None = None
    """The one person who knows how it works leaves or falls ill."""


class Series(Frozen):
    """Several episodes of one idea in one format."""

    name: Text | None = None
    episodes: tuple[Text, ...] = ()
    """Their working titles."""
    playlist: Text | None = None
    """What the list is called that others can add to their own channel."""


class Pilot(Frozen):
    """A trial with a few people of the audience before launch."""

    held: dt.date | None = None
    answers: Annotated[int, Field(ge=0)] = 0
    """How many people answered."""
    learned: Text | None = None
    """About the words, the messenger, the music, the pictures."""


class Targeting(Frozen):
    """Whom an advertisement is shown to, and whom not."""

    places: tuple[Text, ...] = ()
    ages: tuple[Annotated[int, Field(ge=13, le=120)], Annotated[int, Field(ge=13, le=120)]] | None = None
    """The youngest and the oldest, in years."""
    genders: tuple[Text, ...] = ()
    """Such as ["all"]."""
    interests: tuple[Text, ...] = ()
    exclusions: tuple[Text, ...] = ()
    """Audiences where it could do harm; or one line that begins with "none needed" and says why."""


class BriefPost(Frozen):
    """What is decided about one post beside its words."""

    name: Text
    platforms: tuple[Platform, ...] = ()
    type: ContentType | None = None
    """What makes it work: "timely", "emotion", "testimony", "facts", "surprise" or "opinion"."""
    voice: Text | None = None
    """Who speaks, such as "a mother" or "the coach"."""
    place: Text | None = None
    """Typed by a person; never taken from the file's GPS data."""
    pinned: bool = False
    """Whether it stays on top of the profile."""
    playlist: Text | None = None


class Ticked(Frozen):
    """A tip that only a person can judge, judged."""

    tip: TipId
    """Its id, such as "campaign.team"."""
    by: Text
    on: dt.date


class Brief(Frozen):
    """The whole file."""

    name: Text
    """What the campaign is called."""
    start: dt.date | None = None
    """The day of the launch."""
    end: dt.date | None = None
    """Its last day."""
    narrative: Narrative | None = None
    """Of what kind the story is: "alternative", "counter", "positive" or "information"."""
    people_must_not_be_recognised: bool = False
    """Whether faces of people in the pictures have to be made unrecognisable."""
    hashtag: Annotated[str, Field(pattern=r"^#?\w+$")] | None = None
    """The campaign's own, on every post."""
    hashtags: tuple[Annotated[str, Field(pattern=r"^#?\w+$")], ...] = ()
    """Those that the audience follows already."""
    keywords: tuple[Text, ...] = ()
    """Words that the audience searches for."""
    research: tuple[Text, ...] = ()
    """What is known about how the audience gets its information, and from where you know it."""
    voices: tuple[Text, ...] = ()
    """Local people who speak for the campaign."""
    allied_campaigns: tuple[Text, ...] = ()
    no_journalists_because: Text | None = None
    """Where the audience distrusts the media: why there are none."""
    evaluation: Text | None = None
    """Written after the end: what worked, what did not, what comes next."""
    audience: Audience = Audience()
    """Whom it wants to move."""
    public: Audience = Audience()
    """Supporters who carry it further, and help with money and partners."""
    platforms: Mapping[Platform, PlatformPlan] = {}
    """Each platform of the campaign, by the name of its plugin."""
    partners: tuple[Partner, ...] = ()
    journalists: tuple[Journalist, ...] = ()
    facts: tuple[Fact, ...] = ()
    scenarios: Scenarios = Scenarios()
    series: Series = Series()
    pilot: Pilot = Pilot()
    targeting: Targeting = Targeting()
    posts: tuple[BriefPost, ...] = ()
    ticked: tuple[Ticked, ...] = ()

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"it ends on {self.end}, before it starts on {self.start}: swap the two")
        return self

    def tick(self, tip: str) -> Ticked | None:
        """Who ticked a tip, and when; the last one where it was ticked again."""
        return next((each for each in reversed(self.ticked) if each.tip == tip), None)

    def says(self, field: str, platform: str = "") -> bool:
        """Whether somebody filled in a field, such as ``audience.places``, or ``platforms.account`` of ``platform``.

        Of lists, each entry has to have it.
        """
        return _filled(self, field.split("."), platform)


def _filled(value: object, parts: Sequence[str], platform: str) -> bool:
    if isinstance(value, Mapping):
        value = value.get(platform) if platform else tuple(value.values())
    if isinstance(value, tuple) and parts:
        return bool(value) and all(_filled(each, parts, platform) for each in value)
    if parts and value is not None:
        return _filled(getattr(value, parts[0]), parts[1:], platform)
    return bool(value.model_dump(exclude_defaults=True)) if isinstance(value, Frozen) else bool(value)


def fields() -> frozenset[str]:
    """Every field of a brief, as a tip asks for it: ``research``, ``audience.places``, ``platforms.account``."""
    inner = {
        f"{name}.{key}" for name, field in Brief.model_fields.items() if model_in(field.annotation)
        for key in keys_at(Brief, (name,))
    }  # fmt: skip
    return frozenset(Brief.model_fields) | inner
