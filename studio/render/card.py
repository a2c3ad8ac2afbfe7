"""``card``: words become a picture. What it looks like stands in ``templates/card.ass.j2``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from studio.ingest.master import Cue
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


def make_card(job: Job) -> Made:
    """The recipe's words on the template's ground."""
    recipe = job.recipe
    assert recipe.card
    path = job.folder / "card.ass"
    path.write_text(document(recipe.card, recipe.size), encoding="utf-8")
    picture = letter(job, Image.new("RGB", (recipe.size.width, recipe.size.height)), Path(path))
    missing = fonts.missing_glyphs("".join([*recipe.card.title, *recipe.card.body]))
    shown = " ".join(sorted(missing)[:8])
    return write(
        job, Compressor(picture), [f"no bundled font has {shown}, which show as empty boxes"] if missing else []
    )


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
        card=card,
        size=size,
        family=fonts.main_font().family,
        short=min(size.width, size.height),
        title=_styled(card.title, card.title_size, right_to_left=card.right_to_left),
        body=_styled(card.body, card.body_size, right_to_left=card.right_to_left),
    )


def _styled(lines: Iterable[str], letters: int, *, right_to_left: bool) -> str:
    """Lines with the font and size of each stretch of one script."""
    return "\\N".join(
        "".join(
            f"{{\\fn{font.family}\\fs{letters * font.line_em:.2f}}}{escape(run)}"
            for font, run in fonts.runs(mark_line(line, right_to_left=right_to_left))
        )
        for line in lines
    )
