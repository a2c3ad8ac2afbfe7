"""How the checks of the brief say that there is nothing to judge yet."""

from __future__ import annotations

from studio.check.verdict import Verdict, to_do
from studio.messages import msg


def no_brief() -> Verdict:
    """Nobody gave one."""
    return to_do(msg("There is no brief to judge: write one (docs/brief.md), and give it with --brief."))


def no_posts() -> Verdict:
    """Nobody has said anything about single posts yet."""
    return to_do(msg("Nothing is known of the posts of this platform: list them under posts in the brief."))
