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

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from studio.messages import ENGLISH
from studio.pack.contents import Contents
from studio.pack.document import report_pdf
from studio.pack.folder import write_folder
from studio.pack.manifest import Manifest
from studio.pack.pictures import pictures_of_all
from studio.pack.place import check_place, is_zip, resolved
from studio.pack.report import report_html
from studio.pack.sidecars import sidecar_text
from studio.pack.storing import storing
from studio.pack.texts import text_files
from studio.pack.zipped import write_zip
from studio.plan.recipe import Sidecar

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
        texts = {
            "manifest.json": manifest_json(manifest),
            "report.html": report_html(manifest, pictures, day, language),
            **{name: sidecar_text(sidecar) for name, sidecar in sidecars.items()},
            **written,
        }
        small = {name: text.encode() for name, text in texts.items()} | text_files(manifest)
        small["report.pdf"] = report_pdf(manifest, pictures, day, language)
        contents = Contents(texts=small, files=dict(files))
        put = write_zip if is_zip(out) else write_folder
        put(contents, resolved(out))


def manifest_json(manifest: Manifest) -> str:
    """``manifest.json``'s text, without the path that the master has on this machine."""
    data = manifest.model_dump(mode="json", by_alias=True, exclude={"master": {"path"}})
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
