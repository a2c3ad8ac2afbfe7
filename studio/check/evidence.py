"""Everything that the tip checks may ask about one output, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from studio import memo
from studio.analyse.analysis import Analysis, Sample, Shot
from studio.check.facts import Facts
from studio.check.observed import Looks, Refounds, Watched, Written
from studio.ingest.master import Cue, Master
from studio.paths import PACKAGE
from studio.plan.recipe import Clip, Recipe
from studio.platforms.contract import Target
from studio.values import Frozen, Region, Size, Span, digest


class Evidence(Frozen):
    """``recipe``, ``master`` and ``analysis`` are missing for a file that was made elsewhere."""

    target: Target
    facts: Facts
    path: Path | None = None
    """The file itself, for a plugin's check that has to open it."""
    looks: Looks = Looks()
    recipe: Recipe | None = None
    master: Master | None = None
    analysis: Analysis | None = None
    watched: Watched | None = None
    """What a video shows from its first frame to its last, and how drawn words stand out; ``None``: not watched."""
    unrecognisable: bool = False
    """Whether the brief says that people must not be recognised."""
    refound: Refounds | None = None
    """Faces looked for again in many frames; only where the recipe blurs faces, for it takes long."""
    drawn: tuple[tuple[Cue, Region | None], ...] = ()
    """Each burned-in subtitle, and the words of each card, with the place where their pixels land."""

    @property
    def faces_hidden(self) -> bool:
        """Whether faces are blurred in it on purpose, so that nobody should ask for one."""
        return self.recipe is not None and any(page.blur_faces and page.redactions for page in pages(self.recipe))

    @property
    def speech(self) -> tuple[Span, ...] | None:
        """When somebody speaks, in the output's own time; ``None`` where nobody listened. A GIF is silent."""
        if self.recipe and self.recipe.source == "gif":
            return ()
        if self.recipe is None or self.analysis is None:
            return None
        begin, lead = self.recipe.start_s, self.recipe.lead_s
        window = Span(start=begin, end=begin + self.recipe.body.duration_s)
        return tuple(
            Span(start=max(0.0, said.start - begin) + lead, end=min(window.end, said.end) - begin + lead)
            for said in self.analysis.speech
            if said.overlap(window) > 0
        )

    @property
    def subtitles(self) -> tuple[Cue, ...] | None:
        """What can be read while it plays: burned in, else beside it; ``None`` where nobody knows."""
        if self.recipe is None:
            return None
        if self.recipe.captions:
            return self.recipe.captions.cues
        return self.recipe.sidecars[0].cues if self.recipe.sidecars else ()


class Seen(NamedTuple):
    """One looked-at frame of the master that shows in the output."""

    at: float
    """In the output's own time."""
    master_at: float
    sample: Sample
    shot: Shot
    crop: Region
    """What of the master the output shows."""
    fitted: bool
    """Whether the crop is shown over a blurred copy of itself."""


def seen(evidence: Evidence) -> Sequence[Seen]:
    """The master's looked-at frames that show in the output, in order; empty where the master is not known."""
    recipe, master, analysis = evidence.recipe, evidence.master, evidence.analysis
    if recipe is None or master is None or analysis is None or master.size is None:
        return ()
    size = master.size
    return [
        each for shown in pictured(recipe) for clip in shown.clips for each in _seen_in(clip, shown, size, analysis)
    ]


def pictured(recipe: Recipe) -> tuple[Recipe, ...]:
    """The recipes whose clips say what of the master's picture is seen: itself, or each of its pages."""
    return tuple(one for one in pages(recipe) if one.shows_master)


def pages(recipe: Recipe) -> tuple[Recipe, ...]:
    """What is seen: the recipe itself, or each of a document's pages."""
    return recipe.parts if recipe.source == "pages" else (recipe,)


def _seen_in(clip: Clip, recipe: Recipe, size: Size, analysis: Analysis) -> list[Seen]:
    crop, fitted = clip.framing.crop.as_region(size), clip.framing.mode == "blur"
    samples = [(shot, sample) for shot in analysis.shots for sample in shot.samples]
    if recipe.fps is None or recipe.source == "still":
        inside = samples[:1]
    else:
        start, end = float(clip.start / recipe.fps), float(clip.end / recipe.fps)
        inside = [(shot, sample) for shot, sample in samples if start <= sample.at < end]
        if not inside and samples:
            inside = [min(samples, key=lambda each: abs(each[1].at - start))]
    begin, lead = recipe.start_s, recipe.lead_s
    return [Seen(max(0.0, sample.at - begin) + lead, sample.at, sample, shot, crop, fitted) for shot, sample in inside]


def within(region: Region, crop: Region) -> Region:
    """``region`` of the master as fractions of the crop, clipped to it; may be empty."""
    wide, high = crop.width or 1.0, crop.height or 1.0
    return Region(
        left=min(1.0, max(0.0, (region.left - crop.left) / wide)),
        top=min(1.0, max(0.0, (region.top - crop.top) / high)),
        right=min(1.0, max(0.0, (region.right - crop.left) / wide)),
        bottom=min(1.0, max(0.0, (region.bottom - crop.top) / high)),
    )


def gather(
    path: Path,
    target: Target,
    facts: Facts,
    *,
    recipe: Recipe | None = None,
    master: Master | None = None,
    analysis: Analysis | None = None,
    unrecognisable: bool = False,
    cache: Path | None = None,
) -> Evidence:
    """Look at the file, and at where its subtitles were drawn; what was seen before comes from ``cache``."""
    from studio.check.looks import look_at  # they decode: a third of a second that a kept report does not wait for
    from studio.check.refound import refind
    from studio.check.watching import watch

    drawn = [place for page in pages(recipe) for place in _drawn(page, cache)] if recipe else []
    return Evidence(
        target=target,
        facts=facts,
        path=path,
        looks=look_at(path, facts, cache=cache),
        watched=watch(path, facts, _written(recipe, drawn), cache=cache),
        unrecognisable=unrecognisable,
        refound=refind(path, facts, cache=cache) if recipe and recipe.blur_faces else None,
        recipe=recipe,
        master=master,
        analysis=analysis,
        drawn=tuple(drawn),
    )


def _written(recipe: Recipe | None, drawn: Sequence[tuple[Cue, Region | None]]) -> list[Written]:
    """The drawn words that show, with the height of the smallest letters among them."""
    if recipe is None or recipe.source == "pages":
        return []
    card = recipe.card
    letters = (card.body_size if card.body else card.title_size) if card else None
    if letters is None and recipe.captions:
        letters = recipe.captions.style.font_size
    return [(cue, region, float(letters)) for cue, region in drawn if region is not None and letters]


class _Drawn(Frozen):
    """Words, and where their pixels land; ``None`` where nothing shows."""

    places: tuple[tuple[Cue, Region | None], ...]


def _drawn(page: Recipe, cache: Path | None) -> tuple[tuple[Cue, Region | None], ...]:
    """Measured once for all outputs with the same words in the same style and size."""
    from studio.render import card, text

    def measure() -> _Drawn:
        written = (place for words in page.written for place in text.measure(words, page.size))
        return _Drawn(places=(*written, *(card.measure(page.card, page.size) if page.card else ())))

    if not (page.written or page.card):
        return ()
    asked = page.model_dump(mode="json", include={"captions", "hook", "card", "size"})
    return memo.remember(cache, "drawn", digest([asked, memo.code_digest(PACKAGE)]), _Drawn, measure).places
