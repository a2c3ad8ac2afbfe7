"""Holding a finished file against a placement's limits and tips."""

from studio.check.kept import kept_check
from studio.check.runner import Report, check, check_text, checks_by_name, names

__all__ = ["Report", "check", "check_text", "checks_by_name", "kept_check", "names"]
