"""A still pack by Pillow as a person would write it: ``python pillow_way.py MASTER OUT PACK QUALITY``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from PIL import Image, ImageCms, ImageOps


def main(master: str, out: str, pack: str, quality: str) -> None:
    """One output after the other; colours are converted where that costs least, in the small picture."""
    srgb = ImageCms.createProfile("sRGB")
    for wanted in json.loads(pack):
        with Image.open(master) as opened:
            upright = ImageOps.exif_transpose(opened)
            picture = ImageOps.fit(upright, (wanted["width"], wanted["height"]), Image.Resampling.LANCZOS)
        profile = picture.info.get("icc_profile")
        if profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = ImageCms.profileToProfile(picture, source, srgb, ImageCms.Intent.RELATIVE_COLORIMETRIC)
        picture.info = {}
        picture.save(Path(out) / wanted["name"], quality=int(quality))


if __name__ == "__main__":
    main(*sys.argv[1:])
