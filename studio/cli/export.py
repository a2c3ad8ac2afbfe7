"""``studio export``: the main job."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from studio.campaigning import load_planned
from studio.check.mending import Mending, Outcome
from studio.check.score import Score
from studio.cli import EXIT_SOME_FAILED, common, telling
from studio.copywriting import write_texts
from studio.delivering import EDITS, write_pack
from studio.export import Production, prepare, produce
from studio.ingest.copy_file import load_copies
from studio.ingest.copytext import title_of
from studio.mending import produce_mended
from studio.messages import ENGLISH
from studio.pack import check_place, manifest_json
from studio.pack.manifest import Manifest
from studio.paths import cache_dir

Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="A folder or a .zip; without it, MASTER-pack in the folder you are in."),
]
Fix = Annotated[bool, typer.Option("--fix", help="Try every safe fix, keep what helps, and tell before and after.")]


def export(
    master: common.MasterPath,
    *,
    subtitles: common.SubtitlePaths = None,
    copy: common.CopyPaths = None,
    platforms: common.Platforms = None,
    out: Out = None,
    edits: common.EditsPath = None,
    brief: common.BriefPath = None,
    calendar: common.CalendarPath = None,
    metrics: common.MetricsPath = None,
    fix: Fix = False,
    as_json: common.AsJson = False,
    strict: common.Strict = False,
    language: common.Language = None,
    progress: telling.Mode = "auto",
    cores: common.Cores = None,  # noqa: ARG001 - its callback sets them
) -> None:
    """Adapt a master to every platform and hand over a checked pack: the outputs, and report.html to open first.

    Such as: export talk.mp4 --platforms instagram,facebook/teaser --out talk-pack

    Exit codes: 0 all outputs made; 1 with --strict when a limit is broken; 2 input refused; 3 some outputs could
    not be made (the others are delivered); 4 the pack could not be written.
    """
    registry = common.load_registry()
    targets = common.select(registry, platforms)
    copies = load_copies(copy or ())
    title = title_of(copies)
    decided = common.load_edits(edits, registry, title)
    planned = load_planned(registry, brief=brief, calendar=calendar, metrics=metrics)
    out = out or Path(f"{master.stem}-pack")
    check_place(out)
    with common.stop_on_signal() as cancelled, telling.progress(progress) as on_event:
        prepared = prepare(master, subtitles or (), cache=cache_dir(), on_event=on_event, cancelled=cancelled)
        prepared = prepared.model_copy(update={"unrecognisable": planned.unrecognisable})
        make = partial(produce_mended, title=title) if fix else produce
        production = make(prepared, targets, decided, cache=cache_dir(), on_event=on_event, cancelled=cancelled)
        written = write_texts(
            copies, targets, prepared.master.name, production.pictures,
            hashtags=planned.hashtags, waivers=decided.waivers,
        )  # fmt: skip
        production = production.model_copy(update={"written": written, "planned": planned})
        manifest = write_pack(production, out, registry.problems, cache=cache_dir(), language=language or ENGLISH)
    tell(manifest, production, out, as_json=as_json)
    leave(manifest, strict=strict)


def tell(manifest: Manifest, production: Production, out: Path, *, as_json: bool) -> None:
    """What was made, on standard output; what was not, on standard error."""
    for failure in manifest.failed:
        typer.echo(f"studio: {failure.placement} could not be made: {failure.reason}", err=True)
    if as_json:
        typer.echo(manifest_json(manifest), nl=False)
        return
    console = Console()
    if not console.is_terminal:
        typer.echo(str(out))
        if manifest.mending:
            tell_mending(Console(stderr=True), manifest.mending)
        return
    for note in (*production.master.notes, *_about_subtitles(production)):
        console.print(f"note: {note}", style="dim", markup=False)
    console.print(_table(manifest))
    if manifest.mending:
        tell_mending(console, manifest.mending)
    _tell_texts(console, manifest)
    common.print_findings(console, manifest.campaign, levels={"fail", "warn"})
    for skipped in manifest.skipped:
        console.print(f"left out: {skipped.placement} ({skipped.reason})", style="dim", markup=False)
    where = out if out.suffix.lower() == ".zip" else out / "report.html"
    console.print(f"\nPack: {out}\nReport: {where}", markup=False)


def _about_subtitles(production: Production) -> Iterator[str]:
    """What is wrong with the subtitle files that came in, told once and not for each output."""
    for file in production.subtitles:
        yield from (f"{file.name}: {one.message}" for one in file.findings if one.level == "warn")


def leave(manifest: Manifest, *, strict: bool) -> None:
    """End with the exit code that says how it went."""
    if manifest.failed:
        raise typer.Exit(EXIT_SOME_FAILED)
    findings = [output.findings for output in manifest.outputs] + [post.findings for post in manifest.texts.posts]
    if strict and any(common.breaks_a_limit(each) for each in findings):
        raise typer.Exit(1)


def tell_mending(console: Console, mending: Mending) -> None:
    """How the outputs stood before and after ``--fix``, and what was changed for it: the same change once."""
    before, after = mending.before, mending.after
    console.print(
        f"\nFixes: {before.failed} failed and {before.warned} warned before, {after.failed} and {after.warned} after; "
        f"{len(mending.kept)} of {len(mending.changes)} fixes kept.",
        markup=False, highlight=False,
    )  # fmt: skip
    alike: dict[tuple[Outcome, str, str], list[str]] = {}
    for change in mending.changes:
        alike.setdefault((change.outcome, change.told, str(change.found)), []).append(change.placement)
    for (outcome, told, found), placements in alike.items():
        line = Text.assemble("  ", (", ".join(placements), "bold"), ": ", told, _OUTCOMES[outcome])
        console.print(line.append(f"\n    since: {found}", "dim"), style="" if outcome == "kept" else "dim")
    if mending.kept:
        console.print(f"They stand in {EDITS} of the pack: take them out and hand them on with --edits.", markup=False)
    if mending.to_look_at:
        console.print(
            f"{mending.to_look_at} more have a fix that somebody should look at first: studio serve shows it.",
            highlight=False,
        )


_OUTCOMES: dict[Outcome, str] = {
    "kept": "", "taken back": " (taken back: the output stood no better with it)",
    "not made": " (taken back: it could not be made so)",
}  # fmt: skip


def _tell_texts(console: Console, manifest: Manifest) -> None:
    """How many texts there are, and what is wrong with them."""
    posts = manifest.texts.posts
    if posts:
        console.print(f"\n{len(posts)} texts in {len({packed.post.language for packed in posts})} languages: copy.html")
    for packed in posts:
        for finding in packed.findings:
            if finding.counts_as == "fail":
                console.print(f"{packed.post.key}: {finding.message}", style="bold red", markup=False)
    for note in manifest.texts.notes:
        console.print(f"note: {note}", style="dim", markup=False)


def _table(manifest: Manifest) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    before = {one.placement: one.before for one in manifest.mending.outputs} if manifest.mending else {}
    for heading in ("placement", "score", "size", "seconds", "MB", "fail", "warn", "points lost"):
        table.add_column(heading, justify="left" if heading in {"placement", "points lost"} else "right")
    for output in manifest.outputs:
        facts = output.facts
        levels = [finding.counts_as for finding in output.findings]
        earlier = before.get(output.placement)
        table.add_row(
            f"{output.placement} ({output.language})" if output.language else output.placement,
            "" if output.score.value is None else str(output.score.value),
            f"{facts.width}x{facts.height}" if facts.width else "",
            f"{facts.duration_s:.1f}" if facts.duration_s else "",
            f"{facts.bytes / 1e6:.2f}",
            _count(levels.count("fail"), earlier.failed if earlier else None, "bold red"),
            _count(levels.count("warn"), earlier.warned if earlier else None, "yellow"),
            f"[dim]{_lost(output.score)}[/]",
        )
    return table


def _count(now: int, before: int | None, style: str) -> str:
    """A number of findings, with what it was before something was mended."""
    shown = f"[{style}]{now}[/]" if now else "0"
    return shown if before is None or before == now else f"[dim]{before} →[/] {shown}"


def _lost(score: Score) -> str:
    """Which parts of a score lost points: ``legible on a phone -10``."""
    lost = [(part.name, part.points - part.earned) for part in score.parts if part.earned is not None and part.lost]
    return ", ".join(f"{name} -{points:g}" for name, points in lost)
