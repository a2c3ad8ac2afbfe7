"""From a production to what is handed over: the manifest, and the folder or zip."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio import __version__, pack
from studio.campaigning import judged
from studio.errors import StorageError
from studio.export import Made, Production
from studio.messages import ENGLISH
from studio.pack.manifest import Manifest, PackedOutput
from studio.plan.edits import Edits
from studio.platforms.problem import Problem

EDITS = "edits.json"
"""Where a pack keeps what was decided for it, to be handed on with ``--edits``."""


def manifest(production: Production, broken: Sequence[Problem] = ()) -> Manifest:
    """What is in the pack, as data. ``broken`` says why plugins were left out."""
    contents = Manifest(
        studio=__version__,
        master=production.master,
        subtitles=production.subtitles,
        outputs=(
            *(_packed(made, production) for made in production.made),
            *(file.packed for file in production.written.files),
        ),
        texts=production.written.texts,
        failed=production.failed,
        skipped=production.left_out,
        mending=production.mending,
        edits=EDITS if production.edits != Edits() else None,
        broken=tuple(f"{one.plugin}: {one.message}: {one.cure}" for one in broken),
    )
    return judged(contents, production.planned, (made.target.platform for made in production.made))


def write_pack(
    production: Production, out: Path, broken: Sequence[Problem] = (), *, cache: Path, language: str = ENGLISH
) -> Manifest:
    """Write the folder or zip that is handed over, its report in ``language``.

    Raises StorageError and leaves nothing half-written.
    """
    if any(not made.output.path.exists() for made in production.made):
        raise StorageError("a finished output was cleared from the cache", "make the pack again")
    contents = manifest(production, broken)
    files = {made.file: made.output.path for made in production.made}
    sidecars = {
        name: sidecar
        for made in production.made
        for name, sidecar in zip(made.sidecar_files, made.recipe.sidecars, strict=True)
    }
    written = {file.packed.file: file.text for file in production.written.files}
    if contents.edits:
        written[contents.edits] = production.edits.model_dump_json(indent=2, exclude_defaults=True) + "\n"
    pack.write(contents, files, sidecars, out, cache=cache, written=written, language=language)
    return contents


def _packed(made: Made, production: Production) -> PackedOutput:
    """One output's line in the manifest."""
    return PackedOutput(
        placement=made.target.id,
        platform=made.target.platform.name,
        name=made.target.placement.name,
        kind=made.recipe.kind,
        shape=made.target.placement.shape,
        file=made.file,
        sidecars=made.sidecar_files,
        sha256=made.output.sha256,
        recipe=made.recipe.digest,
        facts=made.report.facts,
        findings=made.report.findings,
        reasons=(*made.recipe.reasons, *made.output.notes),
        alt_text=production.written.alt_text_of(made.target, production.master.name),
    )
