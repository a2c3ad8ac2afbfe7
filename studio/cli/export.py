"""``studio export``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from studio.check.score import Score
from studio.cli import EXIT_SOME_FAILED, common, telling
from studio.copywriting import write_texts
from studio.export import Production, prepare, produce, write_pack
from studio.ingest.copy_file import load_copies
from studio.messages import ENGLISH
from studio.pack import check_place, manifest_json
from studio.pack.manifest import Manifest
from studio.paths import cache_dir

Out = Annotated[Path | None, typer.Option("--out", "-o", help="A folder or a .zip; without it, beside you.")]


def export(
    master: common.MasterPath,
    *,
    subtitles: common.SubtitlePaths = None,
    copy: common.CopyPaths = None,
    platforms: common.Platforms = None,
    out: Out = None,
    edits: common.EditsPath = None,
    as_json: common.AsJson = False,
    strict: common.Strict = False,
    language: common.Language = None,
    progress: telling.Mode = "auto",
    cores: common.Cores = None,  # noqa: ARG001 - its callback sets them
) -> None:
    """Adapt a master to every platform and hand over a checked pack.

    Exit codes: 0 all outputs made; 1 with --strict when a limit is broken; 2 input refused; 3 some outputs could
    not be made (the others are delivered); 4 the pack could not be written.
    """
    registry = common.load_registry()
    targets = common.select(registry, platforms)
    decided = common.load_edits(edits, registry)
    copies = load_copies(copy or ())
    out = out or Path(f"{master.stem}-pack")
    check_place(out)
    with common.stop_on_signal() as cancelled, telling.progress(progress) as on_event:
        prepared = prepare(master, subtitles or (), cache=cache_dir(), on_event=on_event, cancelled=cancelled)
        production = produce(prepared, targets, decided, cache=cache_dir(), on_event=on_event, cancelled=cancelled)
        written = write_texts(copies, targets, prepared.master.name, production.pictures)
        production = production.model_copy(update={"written": written})
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
        return
    for note in (*production.master.notes, *(repair for one in production.master.subtitles for repair in one.repairs)):
        console.print(f"note: {note}", style="dim", markup=False)
    console.print(_table(manifest))
    _tell_texts(console, manifest)
    for skipped in manifest.skipped:
        console.print(f"left out: {skipped.placement} ({skipped.reason})", style="dim", markup=False)
    where = out if out.suffix.lower() == ".zip" else out / "report.html"
    console.print(f"\nPack: {out}\nReport: {where}", markup=False)


def leave(manifest: Manifest, *, strict: bool) -> None:
    """End with the exit code that says how it went."""
    if manifest.failed:
        raise typer.Exit(EXIT_SOME_FAILED)
    findings = [output.findings for output in manifest.outputs] + [post.findings for post in manifest.texts.posts]
    if strict and any(common.breaks_a_limit(each) for each in findings):
        raise typer.Exit(1)


def _tell_texts(console: Console, manifest: Manifest) -> None:
    """How many texts there are, and what is wrong with them."""
    posts = manifest.texts.posts
    if posts:
        console.print(f"\n{len(posts)} texts in {len({packed.post.language for packed in posts})} languages: copy.html")
    for packed in posts:
        for finding in packed.findings:
            if finding.level == "fail":
                console.print(f"{packed.post.key}: {finding.message}", style="bold red", markup=False)
    for note in manifest.texts.notes:
        console.print(f"note: {note}", style="dim", markup=False)


def _table(manifest: Manifest) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("placement", "score", "size", "seconds", "MB", "fail", "warn", "points lost"):
        table.add_column(heading, justify="left" if heading in {"placement", "points lost"} else "right")
    for output in manifest.outputs:
        facts = output.facts
        levels = [finding.level for finding in output.findings]
        table.add_row(
            f"{output.placement} ({output.language})" if output.language else output.placement,
            "" if output.score.value is None else str(output.score.value),
            f"{facts.width}x{facts.height}" if facts.width else "",
            f"{facts.duration_s:.1f}" if facts.duration_s else "",
            f"{facts.bytes / 1e6:.2f}",
            f"[bold red]{levels.count('fail')}[/]" if "fail" in levels else "0",
            f"[yellow]{levels.count('warn')}[/]" if "warn" in levels else "0",
            f"[dim]{_lost(output.score)}[/]",
        )
    return table


def _lost(score: Score) -> str:
    """Which parts of a score lost points: ``legible on a phone -10``."""
    lost = [(part.name, part.points - part.earned) for part in score.parts if part.earned is not None and part.lost]
    return ", ".join(f"{name} -{points:g}" for name, points in lost)
