"""Every file of an exported pack, opened by another program than the one that wrote it, and read to its end.

Run as ``python -m tests.bench.second_reader PACK``; PACK is a folder. What is read is held against the manifest's
facts and the placement's limits for uploads by hand, by this script's own arithmetic: PyAV for moving pictures and
sound, OpenCV for pictures (Pillow writes them), pypdf for documents, the standard library for XML, HTML and JSON,
OpenCV's detector for QR codes. Ends with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from pypdf import PdfReader
from rich.console import Console
from rich.table import Table

from studio.check import names
from studio.platforms.registry import Registry, plugin_folders

Read = dict[str, Any]
"""Facts by the names that they have in the manifest."""
TOLERANCE_S = 0.03
"""One frame of AAC or of GIF's clock: containers count sound by packets."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def moving(path: Path) -> Read:
    """A video, a GIF or sound, every packet of every track decoded; raises where frames are damaged or out of order."""
    told: Read = {}
    with av.open(str(path)) as container:
        tracks = [one for one in container.streams if one.type in {"video", "audio"}]
        ends: dict[int, list[Fraction]] = defaultdict(list)
        for frame in container.decode(tracks):
            if frame.pts is not None:  # a cover picture has no time
                ends[0 if isinstance(frame, av.VideoFrame) else 1].append(frame.pts * frame.time_base)
            if isinstance(frame, av.AudioFrame):
                told["samples"] = told.get("samples", 0) + frame.samples
        for track in tracks:
            told |= _track(track, ends)
    if any(later <= earlier for times in ends.values() for earlier, later in pairwise(times)):
        raise ValueError("frames are out of order")
    return told


def _track(track: Any, ends: Mapping[int, list[Fraction]]) -> Read:
    codec = track.codec_context
    if track.type == "audio":
        return {"audio_codec": codec.name.removesuffix("float"), "sample_rate": codec.rate, "channels": codec.channels}
    if len(ends[0]) <= 1:
        return {"artwork": {"width": codec.width, "height": codec.height}}
    step = ends[0][1] - ends[0][0]
    told = {"width": codec.width, "height": codec.height, "video_codec": codec.name, "frames": len(ends[0])}
    return told | {"fps": 1 / step, "duration_s": float(ends[0][-1] - ends[0][0] + step)}


def picture(path: Path) -> Read:
    """A still picture's pixels."""
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise ValueError("OpenCV cannot decode it")
    clear = pixels.ndim == 3 and pixels.shape[2] == 4 and int(pixels[..., 3].min()) < 255
    return {"width": pixels.shape[1], "height": pixels.shape[0], "transparent": clear}


def document(path: Path) -> Read:
    """A PDF's pages, with all that is drawn on them and every picture in them."""
    pages = PdfReader(path, strict=True).pages
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages]
    for page in pages:
        if page.get_contents() is None or not ([len(image.data) for image in page.images] or page.extract_text()):
            raise ValueError("a page is empty")
    return {"pages": len(pages), "page_sizes": len(set(sizes)), "width": sizes[0][0], "height": sizes[0][1]}


class _Balance(HTMLParser):
    """Raises where a tag is closed that was not opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"</{tag}> at {self.getpos()} closes nothing")


def page(path: Path) -> Read:
    """An HTML page, tag by tag."""
    parser = _Balance()
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    if parser.open:
        raise ValueError(f"<{parser.open[-1]}> is never closed")
    return {}


def words(path: Path) -> Read:
    """Text in UTF-8: XML and JSON are parsed, a subtitle file's times must be in order."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".xml":
        ET.fromstring(text)
    if path.suffix == ".json":
        json.loads(text)
    starts = [line.split(" --> ")[0].replace(",", ".") for line in text.splitlines() if " --> " in line]
    if starts != sorted(starts):
        raise ValueError("cues are out of order")
    return {}


READERS: dict[str, Callable[[Path], Read]] = {
    **dict.fromkeys(("mp4", "gif", "m4a", "mp3", "ogg"), moving),
    **dict.fromkeys(("jpg", "png", "webp"), picture),
    **dict.fromkeys(("xml", "json", "srt", "vtt", "txt"), words),
    "pdf": document,
    "html": page,
}


def differences(read: Read, facts: Mapping[str, Any]) -> Iterator[str]:
    """What the manifest tells otherwise."""
    for key, found in read.items():
        told = facts.get(key)
        if key == "samples":
            told = facts["duration_s"] and round(facts["duration_s"] * read["sample_rate"])
            same = abs(told - found) <= TOLERANCE_S * read["sample_rate"]
        elif key == "duration_s":
            same = told is not None and abs(told - found) <= TOLERANCE_S
        elif key == "fps":
            same = told is not None and abs(Fraction(told) / found - 1) < Fraction(1, 1000)
        else:
            same = told == found
        if not same:
            yield f"{key} is {found}, and the manifest says {told}"


def breaches(read: Read, size: int, limits: Mapping[str, Any]) -> Iterator[str]:
    """Limits that the file does not keep; those on things that it has not are passed over."""
    high, wide = read.get("height"), read.get("width")
    seconds = read.get("duration_s") or (read["samples"] / read["sample_rate"] if "samples" in read else None)
    pixels = wide * high if wide and high else None
    most = {"bytes": size, "file_mb": size / 1e6, "duration_s": seconds, "fps": read.get("fps"), "pixels": pixels,
            "frames": read.get("frames"), "pages": read.get("pages"), "channels": read.get("channels"),
            "sample_rate_hz": read.get("sample_rate"), "side_sum_px": wide + high if wide and high else None,
            "pixels_total": pixels * read["frames"] if pixels and "frames" in read else None}  # fmt: skip
    slack = 1 + 1e-3  # of a rate such as 30000/1001 told as 29.97, of a frame's rounding
    for key, value in limits.items():
        bound, _, name = key.partition("_")
        measured = most.get(name)
        if measured is not None and (
            (bound == "max" and measured > value * slack) or (bound == "min" and measured * slack < value)
        ):
            yield f"{name} is {float(measured):g}, {key} is {value}"
        if wide and high and key.endswith("size_px"):
            against = {"max_size_px": int.__gt__, "min_size_px": int.__lt__, "size_px": int.__ne__}[key]
            if any(limit and against(side, limit) for side, limit in zip((wide, high), value, strict=True)):
                yield f"it is {wide}x{high}, {key} is {value}"
        if wide and high and key in {"aspect_min", "aspect_max"}:
            shape = wide / high
            if (shape * 1.01 < value) if key == "aspect_min" else (shape > value * 1.01):
                yield f"its shape is {shape:.3f}, {key} is {value}"


def held(pack: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts for each kind of file, and everything that is wrong."""
    manifest = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    outputs = {one["file"]: one for one in manifest["outputs"]}
    registry = Registry.load(plugin_folders(), names=names())
    targets = {target.id: target for target in registry.targets}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for path in sorted(one for one in pack.rglob("*") if one.is_file()):
        name, kind = path.relative_to(pack).as_posix(), path.suffix[1:]
        counts[kind]["files"] += 1
        try:
            read = READERS[kind](path)
        except Exception as error:  # noqa: BLE001 - each is told
            wrong.append(f"{name}: {type(error).__name__}: {error}")
            continue
        counts[kind]["opened"] += 1
        if name not in outputs:
            continue
        counts[kind]["outputs"] += 1
        out, data = outputs[name], path.read_bytes()
        other = [*differences({**read, "bytes": len(data)}, out["facts"])]
        if hashlib.sha256(data).hexdigest() != out["sha256"]:
            other.append("its SHA-256 is not the manifest's")
        rules = {limit.key: limit.value for limit in targets[out["placement"]].limits if limit.via is None}
        over = [*breaches(read, len(data), rules)]
        counts[kind]["equal"] += not other
        counts[kind]["within"] += not over
        wrong += [f"{name}: {said}" for said in (*other, *over)]
    missing = [name for name in outputs if not (pack / name).is_file()]
    return counts, [*wrong, *(f"{name}: missing" for name in missing), *_codes(pack, manifest)]


def _codes(pack: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """QR codes that do not say their link."""
    for code in manifest["texts"]["qr_codes"]:
        link, _, _ = cv2.QRCodeDetector().detectAndDecode(cv2.imread(str(pack / code["file"])))
        if link != code["link"]:
            yield f"{code['file']}: reads {link!r}, not {code['link']!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    counts, wrong = held(parser.parse_args().pack)
    table = Table("kind", "files", "opened", "outputs", "facts equal", "within limits")
    for kind, count in sorted(counts.items()):
        table.add_row(kind, *(str(count[column]) for column in ("files", "opened", "outputs", "equal", "within")))
    console = Console(width=120)
    console.print(table)
    for line in wrong:
        console.print(line, markup=False, soft_wrap=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
