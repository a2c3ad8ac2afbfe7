"""Masters for the analysis's own tests, without ingest in between."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from studio.ingest.master import AudioTrack, Master, Still, VideoTrack
from studio.values import Size

FPS = Fraction(25)


def video_master(path: Path, *, seconds: float, size: tuple[int, int] = (320, 180), sound: bool = False) -> Master:
    """A clip with its picture in stream 0 and its sound, if any, in stream 1."""
    shape = Size(width=size[0], height=size[1])
    return Master(
        path=path,
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind="video",
        container="mov",
        bytes=path.stat().st_size,
        duration_s=seconds,
        video=VideoTrack(stream=0, codec="h264", size=shape, stored=shape, fps=FPS),
        audio=AudioTrack(stream=1, codec="aac", sample_rate=48000, channels=1) if sound else None,
    )


def sound_master(path: Path, *, seconds: float) -> Master:
    """A WAV file."""
    return Master(
        path=path,
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind="audio",
        container="wav",
        bytes=path.stat().st_size,
        duration_s=seconds,
        audio=AudioTrack(stream=0, codec="pcm_s16le", sample_rate=48000, channels=1),
    )


def picture_master(path: Path, picture: Image.Image, *, orientation: int = 1) -> Master:
    """A PNG or JPEG; ``orientation`` is the EXIF value that it carries."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.save(path, exif=exif, quality=95)
    width, height = picture.size if orientation < 5 else picture.size[::-1]
    return Master(
        path=path,
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind="image",
        container="JPEG",
        bytes=path.stat().st_size,
        still=Still(format="JPEG", size=Size(width=width, height=height), mode=picture.mode, orientation=orientation),
    )


def texture(width: int, height: int, seed: int = 7) -> Image.Image:
    """Something like leaves: blotches of many shades, neither plain nor lettered."""
    noise = np.random.default_rng(seed).integers(60, 200, (height // 8, width // 8, 3), np.uint8)
    return Image.fromarray(noise, "RGB").resize((width, height), Image.Resampling.BICUBIC)


def lettered(picture: Image.Image, text: str, place: tuple[int, int], size: int, ink: str) -> Image.Image:
    """``picture`` with a line of writing on it."""
    ImageDraw.Draw(picture).text(place, text, fill=ink, font_size=size)
    return picture
