"""``card``: words become a picture. What it looks like stands in ``templates/card.ass.j2``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from studio.ingest.master import Cue
from studio.messages import msg
from studio.paths import resource
from studio.plan.recipe import Card
from studio.render import fonts, text
from studio.render.bidi import mark_line
from studio.render.compress import Compressor
from studio.render.job import Job, Made
from studio.render.lettering import letter
from studio.render.picture import write
from studio.render.text import escape
from studio.values import Region, Size

GAP = 0.7
"""Between the title and the text, in heights of the text's letters."""


def make_card(job: Job) -> Made:
    """The recipe's words on the template's ground."""
    recipe = job.recipe
    assert recipe.card
    path = job.folder / "card.ass"
    path.write_text(document(recipe.card, recipe.size), encoding="utf-8")
    picture = letter(job, Image.new("RGB", (recipe.size.width, recipe.size.height)), path)
    missing = fonts.missing_glyphs("".join([*recipe.card.title, *recipe.card.body]))
    shown = " ".join(sorted(missing)[:8])
    note = msg("no bundled font has {letters}, which show as empty boxes", letters=shown)
    return write(job, Compressor(picture), [note] if missing else [])


def measure(card: Card, size: Size) -> tuple[tuple[Cue, Region | None], ...]:
    """The card's words, and where they and the mark above them land; ``None`` where nothing shows."""
    words = Cue(start=0, end=1, text="\n".join([*card.title, *card.body]))
    return tuple((words, region) for region in text.regions(document(card, size), size, 1))


def document(card: Card, size: Size) -> str:
    """The card as an ASS document for a picture of ``size``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # An ASS document, not a page: what comes from people is escaped by ``_styled``, by libass's own rules.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(resource("templates")), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("card.ass.j2").render(
        card=card, size=size, family=fonts.main_font().family, lines=list(_lines(card)), height=_height(card)
    )


@dataclass(frozen=True)
class _Line:
    """One line of words."""

    text: str
    """With the font and size of each stretch of one script."""
    middle: float
    """How far below the first line's top its middle stands, in pixels."""
    heading: bool


def _lines(card: Card) -> Iterator[_Line]:
    top = 0.0
    for number, line in enumerate([*card.title, *card.body]):
        heading = number < len(card.title)
        letters = card.title_size if heading else card.body_size
        if number == len(card.title):
            top += card.body_size * GAP
        yield _Line(_styled(line, letters, right_to_left=card.right_to_left), top + letters * card.leading / 2, heading)
        top += letters * card.leading


def _height(card: Card) -> float:
    """Of all lines together."""
    gap = card.body_size * GAP if card.body else 0
    return card.leading * (len(card.title) * card.title_size + len(card.body) * card.body_size) + gap


def _styled(line: str, letters: int, *, right_to_left: bool) -> str:
    return "".join(
        f"{{\\fn{font.family}\\fs{letters * font.line_em:.2f}}}{escape(run)}"
        for font, run in fonts.runs(mark_line(line, right_to_left=right_to_left))
    )
