"""The main job, end to end: one master in, a checked pack out.

The browser and the command line call these functions and nothing below them.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from studio import machine
from studio.analyse import analyse, follow_faces
from studio.analyse.analysis import Analysis
from studio.cache import limit_bytes, trim
from studio.campaigning import Planned
from studio.check import Report, kept_check
from studio.check.mending import Mending
from studio.check.subtitles import CheckedSubtitles, check_subtitles
from studio.check.waiving import waive
from studio.copywriting import Written
from studio.errors import Cancelled, InputRefused, PluginError, RenderError
from studio.ingest import ingest
from studio.ingest.master import Master
from studio.pack.manifest import Failure
from studio.pack.summary import titled
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.plan.recipe import Recipe, Skipped
from studio.plan.retiming import timed
from studio.platforms import effects
from studio.platforms.contract import Target
from studio.platforms.effects import Applied
from studio.progress import Event, Meter, OnEvent, Stage
from studio.render import Segments, pictures, render
from studio.render import prepare as encode_shared
from studio.render.output import Output
from studio.values import Frozen

SHARED = 0.8
"""How much of the work on an output is what it may share with others."""


class Prepared(Frozen):
    """A master that was let in and looked at."""

    master: Master
    analysis: Analysis
    subtitles: tuple[CheckedSubtitles, ...] = ()
    """What was found about its subtitle files as they came in; the fixes are meant for all placements."""
    unrecognisable: bool = False
    """Whether the brief says that people in it must not be recognised."""


class Made(Frozen):
    """A finished output with what was found about it."""

    target: Target
    recipe: Recipe
    output: Output
    report: Report

    @property
    def file(self) -> str:
        """Its name in the pack, such as ``instagram/square.jpg``."""
        return f"{self.target.id}{self.output.path.suffix}"

    @property
    def sidecar_files(self) -> tuple[str, ...]:
        """Such as ``youtube/video.en.srt``; a second file of one language and format gets a number."""
        names: list[str] = []
        for one in self.recipe.sidecars:
            language = one.language or "und"
            name, count = f"{self.target.id}.{language}.{one.format}", 1
            while name in names:
                count += 1
                name = f"{self.target.id}.{language}-{count}.{one.format}"
            names.append(name)
        return tuple(names)


Unmade = TypeVar("Unmade", Failure, Skipped)


class Production(Frozen):
    """All outputs for one master, in the order of the targets."""

    master: Master
    subtitles: tuple[CheckedSubtitles, ...] = ()
    """Its subtitle files as they came in, with what was found about them."""
    made: tuple[Made, ...]
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    written: Written = Written()
    """The posts and text files that go with them, from ``studio.copywriting``."""
    planned: Planned = Field(default_factory=Planned)
    """Brief, calendar and metrics of their campaign, from ``studio.campaigning``."""
    edits: Edits = Edits()
    """What was decided for them."""
    mending: Mending | None = None
    """What ``studio.mending`` changed."""

    @property
    def pictures(self) -> dict[str, str]:
        """Which file of the pack each picture is, by its placement's id."""
        return {made.target.id: made.file for made in self.made if made.recipe.kind == "image"}

    @property
    def left_out(self) -> tuple[Skipped, ...]:
        """What could not be made or written, and why."""
        unmade = (each for each in self.skipped if each.placement not in self.written.decided)
        return (*unmade, *self.written.skipped)

    def only(self, placements: Collection[str]) -> Production:
        """What is known of these placements."""
        return self.model_copy(
            update={
                "made": tuple(one for one in self.made if one.target.id in placements),
                "failed": tuple(one for one in self.failed if one.placement in placements),
                "skipped": tuple(one for one in self.skipped if one.placement in placements),
            }
        )


def renewed(before: Production, now: Production, targets: Sequence[Target]) -> Production:
    """What ``before`` holds with what ``now`` brought in its place, in the order of ``targets``."""
    order = {target.id: place for place, target in enumerate(targets)}
    anew = {one.recipe.placement for one in now.made}
    anew |= {one.placement for one in now.failed} | {one.placement for one in now.skipped}
    made = (*(one for one in before.made if one.recipe.placement not in anew), *now.made)
    failed = (*(one for one in before.failed if one.placement not in anew), *now.failed)
    skipped = (*(one for one in before.skipped if one.placement not in anew), *now.skipped)
    return Production(
        master=before.master,
        subtitles=before.subtitles,
        made=tuple(sorted(made, key=lambda one: order[one.recipe.placement])),
        failed=tuple(sorted(failed, key=lambda one: order[one.placement])),
        skipped=tuple(sorted(skipped, key=lambda one: order[one.placement])),
        edits=now.edits,
    )


def _ignore(_: Event) -> None:
    pass


def prepare(
    path: Path,
    subtitles: Sequence[Path] = (),
    *,
    cache: Path,
    name: str | None = None,
    on_event: OnEvent = _ignore,
    cancelled: threading.Event | None = None,
) -> Prepared:
    """Let a master in and look at it. Raises InputRefused for a file that the studio will not take."""
    on_event(Event(stage="read"))
    master = ingest(path, subtitles, name=name, cache=cache)
    on_event(Event(stage="analyse"))
    analysis = analyse(
        master,
        cache=cache,
        cancelled=cancelled,
        progress=lambda done: on_event(Event(stage="analyse", done=done)),
    )
    return Prepared(master=master, analysis=analysis, subtitles=check_subtitles(master, analysis, cache=cache))


def produce(
    prepared: Prepared,
    targets: Sequence[Target],
    edits: Edits,
    *,
    cache: Path,
    executor: Executor | None = None,
    on_event: OnEvent = _ignore,
    cancelled: threading.Event | None = None,
) -> Production:
    """Plan, render and check every output; one that fails does not stop the others.

    ``executor`` runs the outputs; without one they run in threads of this process, as many as suit the machine.
    Raises Cancelled, and StorageError when the disk is full.
    """
    applied, broken = effects_of(targets)
    wanted = [target for target in targets if target.id not in {one.placement for one in broken}]
    prepared = with_faces(prepared, wanted, edits, cache=cache, on_event=on_event, cancelled=cancelled)
    planned = plan(prepared.master, prepared.analysis, wanted, edits, applied)
    on_event = Meter(planned.recipes, on_event)
    by_id = {target.id: target for target in targets}
    groups: dict[str, list[Recipe]] = {}
    for recipe in planned.recipes:
        groups.setdefault(recipe.digest, []).append(recipe)
    trim(cache, limit_bytes())
    drawn = _draw(prepared.master, groups, cache=cache, on_event=on_event, cancelled=cancelled)
    segments = _encode_shared(prepared.master, planned.recipes, cache=cache, on_event=on_event, cancelled=cancelled)
    make = partial(
        _make, prepared, by_id, segments, drawn, edits=edits, cache=cache, on_event=on_event, cancelled=cancelled
    )
    with _workers(executor) as workers:
        results = _gather([workers.submit(make, recipes) for recipes in groups.values()])
    if cancelled and cancelled.is_set():
        raise Cancelled("the export was stopped", "start it again when you like; what is finished is kept")
    order = {target.id: place for place, target in enumerate(targets)}
    made = [result for result in results if isinstance(result, Made)]
    failed = [*broken, *(result for result in results if isinstance(result, Failure))]
    return Production(
        master=prepared.master,
        subtitles=prepared.subtitles,
        made=tuple(sorted(made, key=lambda one: order[one.recipe.placement])),
        failed=tuple(_titled(one, by_id) for one in sorted(failed, key=lambda one: order[one.placement])),
        skipped=tuple(_titled(one, by_id) for one in planned.skipped),
        edits=edits,
    )


def _titled(one: Unmade, targets: Mapping[str, Target]) -> Unmade:
    """The same with its name for people."""
    target = targets[one.placement]
    return one.model_copy(update={"title": titled(target.platform.name, target.placement.name)})


def with_faces(
    prepared: Prepared,
    targets: Sequence[Target],
    edits: Edits,
    *,
    cache: Path,
    on_event: OnEvent = _ignore,
    cancelled: threading.Event | None = None,
) -> Prepared:
    """The same with every face followed, where the edits want faces blurred; it takes as long as the master plays."""
    if not any(edits.of(target.id).faces_to_blur for target in targets):
        return prepared
    on_event(Event(stage="analyse", message="Looking for faces in every frame"))
    analysis = follow_faces(
        prepared.master,
        prepared.analysis,
        cache=cache,
        cancelled=cancelled,
        progress=lambda done: on_event(Event(stage="analyse", done=done)),
    )
    return prepared.model_copy(update={"analysis": analysis})


def effects_of(targets: Sequence[Target]) -> tuple[dict[str, Applied], tuple[Failure, ...]]:
    """What plugins add to the placements, by their ids, and the placements whose plugin could not say it."""
    found: dict[str, Applied] = {}
    broken: list[Failure] = []
    for target in targets:
        try:
            effect = effects.applied(target)
        except PluginError as error:
            broken.append(Failure(placement=target.id, reason=effects.broken(target.platform.slug, error).said))
            continue
        if effect:
            found[target.id] = effect
    return found, tuple(broken)


def _draw(
    master: Master,
    groups: Mapping[str, Sequence[Recipe]],
    *,
    cache: Path,
    on_event: OnEvent,
    cancelled: threading.Event | None,
) -> Mapping[str, Output | RenderError]:
    """Make all pictures together: each recipe's output, or what stopped it, by its digest."""

    def tell(recipe: Recipe, done: float) -> None:
        for same in groups[recipe.digest]:
            on_event(Event(stage="render", done=done, placement=same.placement))

    wanted = [same[0] for same in groups.values() if same[0].source == "frame"]
    made = pictures(wanted, master, cache=cache, progress=tell, cancelled=cancelled)
    return {recipe.digest: result for recipe, result in made}


def _encode_shared(
    master: Master, recipes: Sequence[Recipe], *, cache: Path, on_event: OnEvent, cancelled: threading.Event | None
) -> Segments:
    """Encode what the outputs share. A failure is told again, and blamed, where each output is made."""
    moving = [recipe for recipe in recipes if recipe.video]

    def tell(done: float) -> None:
        for recipe in moving:
            on_event(Event(stage="render", done=SHARED * done, placement=recipe.placement))

    try:
        return encode_shared(moving, master, cache=cache, progress=tell, cancelled=cancelled)
    except Cancelled:
        raise
    except RenderError:
        return {}  # each output meets it again by itself, and says so


def _make(
    prepared: Prepared,
    targets: Mapping[str, Target],
    segments: Segments,
    drawn: Mapping[str, Output | RenderError],
    recipes: Sequence[Recipe],
    *,
    edits: Edits,
    cache: Path,
    on_event: OnEvent,
    cancelled: threading.Event | None,
) -> list[Made | Failure]:
    """Recipes that give the same bytes: rendered once, checked for each placement."""

    def tell(stage: Stage, done: float = 0.0, message: str = "") -> None:
        for recipe in recipes:
            on_event(Event(stage=stage, done=done, placement=recipe.placement, message=message))

    master, analysis, known = prepared.master, prepared.analysis, drawn.get(recipes[0].digest)
    try:
        if isinstance(known, RenderError):
            raise known
        begun = 1.0 if known else SHARED if recipes[0].digest in segments else 0.0
        tell("render", begun)
        output = known or render(
            recipes[0],
            master,
            cache=cache,
            segments=segments,
            progress=lambda done: tell("render", max(begun, done)),
            cancelled=cancelled,
        )
        tell("check")
        made = []
        for recipe in recipes:
            target = targets[recipe.placement]
            report = kept_check(
                output.path, target,
                sha256=output.sha256, recipe=recipe, master=timed(master, edits.of(target.id)), analysis=analysis,
                unrecognisable=prepared.unrecognisable, cache=cache,
            )  # fmt: skip
            answered = waive(report.findings, target.id, edits.waivers)
            report = report.model_copy(update={"findings": answered})
            own = output.model_copy(update={"placement": recipe.placement})
            made.append(Made(target=target, recipe=recipe, output=own, report=report))
    except Cancelled:
        raise
    except (RenderError, InputRefused) as error:  # the latter from measuring an output that is gone or broken
        tell("failed", message=str(error))
        return [Failure(placement=recipe.placement, reason=error.said) for recipe in recipes]
    tell("done", 1.0)
    return [*made]


def _gather(futures: Sequence[Future[list[Made | Failure]]]) -> list[Made | Failure]:
    """All results; the first error calls off what has not begun."""
    try:
        return [result for future in as_completed(futures) for result in future.result()]
    except BaseException:
        for future in futures:
            future.cancel()
        raise


@contextmanager
def _workers(executor: Executor | None) -> Iterator[Executor]:
    """The given executor, left open; or one of our own, closed at the end."""
    if executor:
        yield executor
        return
    with ThreadPoolExecutor(max_workers=machine.outputs_at_once(), thread_name_prefix="output") as own:
        yield own
