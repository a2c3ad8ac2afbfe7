"""Holding a finished file against a placement's limits and tips."""

from studio.check.kept import kept_check
from studio.check.runner import Report, check, check_text, names

__all__ = ["Report", "check", "check_text", "kept_check", "names"]
