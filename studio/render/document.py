"""``pages``: the pictures of the recipe's parts become a PDF, a page each, with words for who does not see them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from studio.errors import RenderError
from studio.messages import msg
from studio.render import rendering
from studio.render.fit import megabytes
from studio.render.job import Job, Made

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The same pages give the same file: nobody needs to know when it was made."""


def make_document(job: Job) -> Made:
    """The document: a point of its pages is a pixel of their pictures, which are embedded as they are.

    Raises RenderError where it is over its bytes, which its pictures' own limits should have seen to.
    """
    recipe, target = job.recipe, job.folder / "output.pdf"
    pictures = []
    for number, part in enumerate(recipe.parts):
        job.check_cancelled()
        step = job.part(0.9 * number / len(recipe.parts), 0.9 * (number + 1) / len(recipe.parts))
        made = rendering.render(part, job.master, cache=job.cache, segments={}, progress=step, cancelled=job.cancelled)
        pictures.append(made)
    _write(job, [made.path for made in pictures], target)
    size = target.stat().st_size
    if recipe.max_bytes is not None and size > recipe.max_bytes:
        problem = msg(
            "{placement} cannot fit into {limit}: its pages take {size}",
            placement=recipe.placement, limit=megabytes(recipe.max_bytes), size=megabytes(size),
        )  # fmt: skip
        raise RenderError(problem, msg("ask for fewer pages"))
    notes = [note for made in pictures for note in made.notes]
    return Made(target, tuple(note for at, note in enumerate(notes) if note not in notes[:at]))


def _write(job: Job, pictures: list[Path], target: Path) -> None:
    from fpdf import FPDF
    from fpdf.prefs import ViewerPreferences

    recipe = job.recipe
    width, height = recipe.size.width, recipe.size.height
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(_EPOCH)
    pdf.set_lang(recipe.language or "und")
    if recipe.title:
        pdf.set_title(recipe.title)
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    for picture, words in zip(pictures, recipe.alternatives, strict=True):
        pdf.add_page()
        pdf.image(picture, 0, 0, width, height, alt_text=words)
    pdf.output(str(target))
