"""The last step: the folder or zip that is handed over.

::

    OUT/manifest.json
    OUT/report.html, report.pdf
    OUT/copy.txt, copy.html, copy.json, qr.<language>.png
    OUT/<platform>/<placement>.<ext>
    OUT/<platform>/<placement>.<language>.srt
    OUT/<platform>/<placement>.<language>.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pydantic import ConfigDict

from studio import memo
from studio.messages import ENGLISH, catalogue_digest
from studio.pack.contents import Contents
from studio.pack.document import report_pdf
from studio.pack.folder import write_folder
from studio.pack.manifest import Manifest
from studio.pack.pictures import Picture, pictures_of_all
from studio.pack.place import check_place, is_zip, resolved
from studio.pack.report import report_html
from studio.pack.sidecars import sidecar_text
from studio.pack.storing import storing
from studio.pack.texts import text_files
from studio.pack.zipped import write_zip
from studio.paths import PACKAGE
from studio.plan.recipe import Sidecar
from studio.values import Frozen, digest

__all__ = ["check_place", "manifest_json", "write"]


def write(
    manifest: Manifest,
    files: Mapping[str, Path],
    sidecars: Mapping[str, Sidecar],
    out: Path,
    *,
    cache: Path,
    written: Mapping[str, str] = MappingProxyType({}),
    today: date | None = None,
    language: str = ENGLISH,
) -> None:
    """Write the pack to ``out``: a zip where its name ends in ``.zip``, else a folder.

    ``files`` says where each finished output lies now and ``sidecars`` what each subtitle file holds, both by their
    names in the pack (``PackedOutput.file`` and ``.sidecars``); ``written`` is the text of each output that is one.
    Small pictures for the report are kept in ``cache``.
    ``today`` is what the age of sources counts from, and ``language`` that of the report.

    A former pack in that folder is brought up to date; what else lies in it stays. Raises StorageError where the place
    holds something else or cannot be written; then nothing half-written stands under a final name.
    """
    check_place(out)
    with storing(out):
        pictures = pictures_of_all(manifest.outputs, files, cache)
        day = today or date.today()  # noqa: DTZ011 - the reader's
        told = manifest_json(manifest)
        texts = {
            "manifest.json": told,
            "report.html": report_html(manifest, pictures, day, language),
            **{name: sidecar_text(sidecar) for name, sidecar in sidecars.items()},
            **written,
        }
        small = {name: text.encode() for name, text in texts.items()} | text_files(manifest, language)
        small["report.pdf"] = _on_paper(manifest, pictures, day, language, told=told, cache=cache)
        contents = Contents(texts=small, files=dict(files))
        put = write_zip if is_zip(out) else write_folder
        put(contents, resolved(out))


class _Paper(Frozen):
    """A finished PDF."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    pdf: bytes


def _on_paper(
    manifest: Manifest, pictures: Mapping[str, tuple[Picture, ...]], day: date, language: str, *, told: str, cache: Path
) -> bytes:
    """The report as PDF, or as it was made before of the same: laying out a large pack takes seconds."""
    key = digest([told, language, catalogue_digest(language), str(day), memo.code_digest(PACKAGE)])

    def make() -> _Paper:
        return _Paper(pdf=report_pdf(manifest, pictures, day, language))

    return memo.remember(cache, "reports", key, _Paper, make).pdf


def manifest_json(manifest: Manifest) -> str:
    """``manifest.json``'s text, without the path that the master has on this machine."""
    return manifest.model_dump_json(indent=2, by_alias=True, exclude={"master": {"path"}}) + "\n"
