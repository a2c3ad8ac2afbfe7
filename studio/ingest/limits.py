"""How much of a machine a file from outside may take."""

from __future__ import annotations

from studio.values import Frozen


class Limits(Frozen):
    """Resource limits, checked from headers before anything is decoded."""

    file_bytes: int = 100 * 1000**3
    """An hour of 1080p ProRes 422 HQ (220 Mbit/s, Apple ProRes white paper) is 99 GB; more is not a finished master."""
    frame_pixels: int = 8192 * 4320
    """8K, the largest format that cameras and screens use; 35 megapixels are 53 MB a frame in 8 bit 4:2:0."""
    picture_pixels: int = 64_000_000
    """A whole picture in memory is 4 bytes a pixel, and converting its colours holds three of them: 768 MB."""
    jpeg_pixels: int = 120_000_000
    """108 MP telephones and 102 MP medium format; JPEG alone decodes at a reduced size (libjpeg's 1/2, 1/4, 1/8)."""
    least_side_pixels: int = 16
    """Of a picture or video: a face or letter needs as many, and less is a tracking pixel or a placeholder."""
    duration_s: float = 12 * 3600.0
    """The longest upload that any platform takes (YouTube, 12 hours)."""
    streams: int = 32
    """A camera writes up to eight, a broadcast master up to about twenty."""
    subtitle_bytes: int = 4 * 1000**2
    """Twelve hours of subtitles are about 1 MB in UTF-8 and 2 MB in UTF-16."""
    text_bytes: int = 1000**2
    """A text master: a novel has about as much, a post a thousandth of it."""
    cues: int = 20_000
    """Twelve hours at 25 cues a minute."""
    cue_characters: int = 2_000
    """Two lines of 42 characters are usual; more than this is not a subtitle."""
    copy_bytes: int = 500_000
    """The longest text that any platform takes is 125 000 characters, which are 375 000 bytes of UTF-8 in Chinese."""
    copy_field: int = 2_000
    """Characters of a title, a call or a link in a copy file: a browser's address bar takes about as many."""
    copy_message: int = 10_000
    """Characters of its message; what is longer belongs below the short texts."""
    copy_words: int = 60
    """Hashtags or keywords: the most that any platform counts."""
    jpeg_work: int = 1_500_000_000
    """Pixels times passes of a progressive JPEG: usual are ten passes, which took 4.5 s for 119 MP; bombs have 1000."""
    look_s: float = 1.0
    """Time spent on decoding a track's beginning, to see that it decodes and what it is like."""
    answer_s: float = 6.0
    """Time for everything about one recording; with one read under way it is over within 10 s."""
    read_s: float = 3.0
    """Time for opening a recording, and for any one read."""


LIMITS = Limits()
