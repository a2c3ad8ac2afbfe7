"""A small pack of made-up findings about real, tiny files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from PIL import Image

from studio.check.facts import Facts
from studio.check.finding import Finding, Level
from studio.ingest.master import Cue, Master, Still
from studio.pack.manifest import Manifest, PackedOutput
from studio.plan.recipe import Sidecar
from studio.values import Size, file_digest
from tests import making


@dataclass
class Example:
    """What ``studio.pack.write`` takes."""

    manifest: Manifest
    files: dict[str, Path]
    sidecars: dict[str, Sidecar] = field(default_factory=dict)


def finding(level: Level, message: str = "It is as it is.", **changes: Any) -> Finding:
    return Finding(**{
        "rule": "limit.max_duration_s", "level": level, "message": message, "source": "Help pages", "as_of": "2026-09",
        **changes,
    })  # fmt: skip


def picture(
    folder: Path, placement: str = "alpha/square", findings: Sequence[Finding] = (), size: int = 120
) -> Example:
    """A pack with one picture."""
    path = folder / f"{placement.replace('/', '-')}.jpg"
    Image.new("RGB", (size, size), (200, 90, 60)).save(path)
    facts = Facts(kind="image", format="jpeg", bytes=path.stat().st_size, width=size, height=size)
    return _of(placement, "image", path, facts, findings)


def video(folder: Path, placement: str = "beta/video", findings: Sequence[Finding] = ()) -> Example:
    """A pack with one video of 2 s and Arabic subtitles beside it."""
    path = making.video(folder / "output.mp4", size="160x90", options=["-g", "30"])
    facts = Facts(kind="video", format="mp4", bytes=path.stat().st_size, width=160, height=90, duration_s=2.0,
                  fps=Fraction(30), frames=60, video_codec="h264", audio_codec="aac", loudness_lufs=-14.1)  # fmt: skip
    example = _of(placement, "video", path, facts, findings, sidecars=(f"{placement}.ar.srt",))
    example.sidecars[f"{placement}.ar.srt"] = Sidecar(
        format="srt", language="ar", cues=(Cue(start=0.5, end=1.5, text="من قال ذلك؟"),)
    )
    return example


def together(*examples: Example, **changes: Any) -> Example:
    """One pack of several; ``changes`` are fields of its manifest."""
    manifest = examples[0].manifest.model_copy(
        update={"outputs": tuple(output for one in examples for output in one.manifest.outputs), **changes}
    )
    return Example(
        manifest,
        {name: path for one in examples for name, path in one.files.items()},
        {name: sidecar for one in examples for name, sidecar in one.sidecars.items()},
    )


def _of(placement: str, kind: Any, path: Path, facts: Facts, findings: Sequence[Finding], **more: Any) -> Example:
    file = f"{placement}{path.suffix}"
    output = PackedOutput(
        placement=placement, kind=kind, file=file, sha256=file_digest(path), recipe="1" * 64, facts=facts,
        findings=tuple(findings), reasons=("The face stays in the middle.",), **more,
    )  # fmt: skip
    master = Master(
        path=Path("/home/somebody/secret place/holiday.jpg"), name="holiday.jpg", sha256="2" * 64, kind="image",
        container="JPEG", bytes=1234, still=Still(format="JPEG", size=Size(width=400, height=300), mode="RGB"),
    )  # fmt: skip
    return Example(Manifest(studio="0.1.0", master=master, outputs=(output,)), {file: path})
