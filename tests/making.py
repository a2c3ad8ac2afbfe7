"""Small real media that the tests make on the spot: those that the authors of plugins make too."""

from studio.testing import picture, sound, video

__all__ = ["picture", "sound", "video"]
