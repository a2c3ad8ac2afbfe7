"""Holding a finished file against a placement's limits and tips."""

from studio.check.runner import Report, check, check_copy, names

__all__ = ["Report", "check", "check_copy", "names"]
