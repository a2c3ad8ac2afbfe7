"""Draws the README's picture from a pack: ``python docs/picture.py demo-pack``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

if __name__ == "__main__":
    from studio.pack.contact_sheet import contact_sheet
    from studio.pack.manifest import Manifest

    pack = Path(sys.argv[1])
    data = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    data["master"]["path"] = "."  # a pack does not tell where its master lay
    manifest = Manifest.model_validate(data)
    sheet = contact_sheet(manifest, {output.file: pack / output.file for output in manifest.outputs})
    sheet.convert("P", palette=1, colors=256).save(DOCS / "pack.png", optimize=True)
