"""Subtitles held against what can be read and what is said: of outputs, and of the files that came in."""

from studio.check.subtitles.files import CheckedSubtitles, check_subtitles

__all__ = ["CheckedSubtitles", "check_subtitles"]
