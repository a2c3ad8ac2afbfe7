"""A new plugin from a few answers: a folder of facts that passes the check at once."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from studio.errors import SelectionError, StorageError
from studio.paths import resource
from studio.platforms.contract import PixelSize
from studio.platforms.discovery import FACTS
from studio.platforms.facts import Confidence, Slug
from studio.values import Frozen, Size

Kind = Literal["video", "image"]
UPRIGHT: dict[Kind, Size] = {"video": Size(width=1080, height=1920), "image": Size(width=1080, height=1350)}
"""What fills a phone, and what fills its feed."""
_NAMES = {"video": "Video in a post", "image": "Picture in a post"}
_FORMATS = {"video": "mp4", "image": "jpeg"}
_BARRED = re.compile(r"[\x00-\x1f\x7f]")

_CURES = {
    "slug": "give a short name in small letters, digits and _, such as 'town_hall'",
    "url": "give an address that begins with https://, or none",
    "name": "give a name of one to two hundred characters",
    "size": "write width x height in pixels, such as 1080x1350",
}

Line = Annotated[str, Field(min_length=1, max_length=200)]


class Draft(Frozen):
    """The answers. Each but the slug and the name has a default that is right for somebody."""

    name: Line
    slug: Slug
    kind: Kind = "video"
    size: PixelSize = UPRIGHT["video"]
    seconds: Annotated[float, Field(ge=0, le=86_400)] = 60
    """The longest video that it takes; 0: no limit, or a picture."""
    megabytes: Annotated[float, Field(ge=0, le=1_000_000)] = 100
    """The biggest file that it takes; 0: no limit."""
    source: Line = "Seen in the app"
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$", max_length=2000)] = ""

    @property
    def confidence(self) -> Confidence:
        """What others can look up is better known than what somebody saw."""
        return "high" if self.url else "low"


def slug_of(name: str) -> str:
    """``Town Hall`` as a folder's name: ``town_hall``; empty for a name without any Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def draft(name: str, *, slug: str | None = None, kind: str = "video", **answers: object) -> Draft:
    """Answers as people give them. Raises SelectionError for one that makes no sense."""
    told: dict[str, object] = {"slug": slug or slug_of(name), "name": name.strip(), "kind": kind, **answers}
    if kind == "image":
        told["seconds"] = 0
    try:
        made = Draft.model_validate(told)
    except ValidationError as error:
        detail = error.errors()[0]
        key = str(detail["loc"][0])
        raise SelectionError(f"{key} is {detail['input']!r}", _CURES.get(key) or _remedy(detail["msg"])) from error
    if kind == "video" and (made.size.width % 2 or made.size.height % 2):
        raise SelectionError(f"size is {made.size}", "a video's sides must be even: add or take a pixel")
    return made


def write(answers: Draft, into: Path, today: date, *, taken: Collection[str] = ()) -> Path:
    """A new folder in ``into``; returns it. Raises SelectionError where there is one, StorageError on a full disk.

    ``taken`` are the names that other platforms have, in small letters.
    """
    folder = free(answers, into, taken)
    texts = {name: _text(f"{name}.j2", answers, today) for name in (FACTS, "README.md")}
    try:
        folder.mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"cannot write {folder} ({error.strerror})", "choose another folder, or make room"
        ) from error
    return folder


def free(answers: Draft, into: Path, taken: Collection[str]) -> Path:
    """The folder in ``into`` that a new plugin gets. Raises SelectionError where its name or folder is taken."""
    folder = into / answers.slug
    for name in (answers.slug, answers.name):
        if name.casefold() in taken:
            raise SelectionError(f"there is a platform '{name}' already", "choose another name")
    if folder.exists():
        raise SelectionError(f"{folder} is there already", "choose another name, or take it away")
    return folder


def _text(template: str, answers: Draft, today: date) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resource("templates", "plugin")), undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, autoescape=False,  # noqa: S701 - TOML and Markdown, no HTML
    )  # fmt: skip
    environment.filters.update(toml=_toml, comment=_one_line)
    divisor = math.gcd(answers.size.width, answers.size.height)
    return environment.get_template(template).render(
        **answers.model_dump(exclude={"size", "seconds", "megabytes"}),
        size=str(answers.size),
        seconds=_number(answers.seconds),
        megabytes=_number(answers.megabytes),
        confidence=answers.confidence,
        as_of=f"{today:%Y-%m}",
        aspect=f"{answers.size.width // divisor}:{answers.size.height // divisor}",
        placement_name=_NAMES[answers.kind],
        format=_FORMATS[answers.kind],
    )


def _toml(text: str) -> str:
    """A TOML string: JSON's, without the characters that TOML bars."""
    return json.dumps(_one_line(text), ensure_ascii=False)


def _one_line(text: str) -> str:
    return _BARRED.sub(" ", text)


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _remedy(said: str) -> str:
    said = said.removeprefix("Value error, ")
    return said[:1].lower() + said[1:]
