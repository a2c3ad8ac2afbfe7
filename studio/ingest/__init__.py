"""The first step: a file from outside becomes a Master, or is refused in one line."""

from studio.ingest.intake import ingest

__all__ = ["ingest"]
