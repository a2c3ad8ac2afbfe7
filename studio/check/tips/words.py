"""Checks on the words in the finished picture, ours and those that it shows anyway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from studio.analyse.lasting import lasting
from studio.check.evidence import Evidence
from studio.check.ranges import AtLeastOne, Positive, Share
from studio.check.telling import this
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg, nmsg
from studio.values import Region

LEAST_HIGH, LEAST_WIDE = 0.02, 0.15
"""Shares of the picture's sides under which a line of writing is part of the scene, or leaves that look like one."""
LINE_EM = 0.7
"""Height of a line of writing, as its box is found, in heights of its letters' em."""
PRINT_LINES, PRINT_SHARE = 4, 0.03
"""So many lines of writing, over so much of the picture, make it something to be read: a poster, a slide."""


def text_contrast(
    evidence: Evidence,
    *,
    min_ratio: Annotated[float, Field(ge=1, le=21)] = 4.5,
    min_large: Annotated[float, Field(ge=1, le=21)] = 3.0,
    large_px: Positive = 18.66,
    width_px: AtLeastOne = 360,
) -> Verdict:
    """Words that we drew stand out from what is behind them by W3C WCAG 2.2 (1.4.3), measured on the finished pixels.

    ``min_large`` is enough for bold letters of ``large_px`` and more where the picture is ``width_px`` wide.
    """
    contrasts = evidence.watched.contrasts if evidence.watched else ()
    size = evidence.facts.size
    if not contrasts or size is None:
        return unknown(msg("It holds no words of ours whose contrast could be measured."))
    wanted = {
        found: min_large if found.letters_px * width_px / size.width >= large_px else min_ratio for found in contrasts
    }
    pale = [found for found in contrasts if found.ratio < wanted[found]]
    worst = min(contrasts, key=lambda found: found.ratio)
    told = {"worst_ratio": worst.ratio, "wanted_min": wanted[worst], "at_s": [found.at for found in pale]}
    if not pale:
        return passed(
            msg("All words stand out: the palest have a contrast of {ratio:.1f} to 1.", ratio=worst.ratio), **told
        )
    text = nmsg(
        "{count} text hardly stands out, at {at:.1f} s, with a contrast of {ratio:.1f} to 1 where {wanted:g} is "
        "wanted: put a darker ground behind it.",
        "{count} texts hardly stand out; the palest, at {at:.1f} s, has a contrast of {ratio:.1f} to 1 where "
        "{wanted:g} is wanted: put a darker ground behind them.",
        len(pale), at=worst.at, ratio=worst.ratio, wanted=wanted[worst],
    )  # fmt: skip
    return warned(text, **told, regions=[found.box.model_dump() for found in pale])


def words_early(evidence: Evidence, *, within_s: Positive) -> Verdict:
    """Words stand on the screen within ``within_s`` seconds: subtitles, in the picture or beside it, or a title.

    What looks like writing in a single frame of the opening, where the next ones are near, is part of the scene.
    """
    looks = [look for look in evidence.looks.all if look.at <= within_s]
    if evidence.facts.kind != "video" or not looks:
        return unknown(msg("{file} has no first seconds to look at.", file=this(evidence.facts)))
    cues = [cue for cue in evidence.subtitles or () if cue.start < within_s]
    standing = lasting([*(look.writing for look in evidence.looks.all), ()])
    opening = evidence.looks.opening
    lines = [line for look in looks for line in large(look.writing) if look not in opening or line in standing]
    told = {"within_s": within_s, "subtitles": len(cues), "lines": [line.model_dump() for line in lines]}
    if cues or lines:
        return passed(msg("Words stand on the screen within the first {seconds:g} s.", seconds=within_s), **told)
    text = msg(
        "No words stand on the screen in the first {seconds:g} s: say what it is about in a title or in subtitles.",
        seconds=within_s,
    )
    return warned(text, **told)


def lasting_lines(evidence: Evidence) -> tuple[Region, ...]:
    """Lines of writing on the finished picture; of a video, those that stand still through several frames."""
    looks = [look.writing for look in evidence.looks.all if look.writing]
    if evidence.facts.kind != "video":
        return tuple(line for lines in looks for line in lines)
    return lasting([*looks, ()]) if looks else ()


def small_print(evidence: Evidence, *, width_px: int, min_text_px: float) -> Verdict | None:
    """Whether a picture that is there to be read can be read on a phone; ``None`` where it is none.

    A sign in a street need not be legible; four lines and more are a poster or a slide, and at least half of them
    have to be.
    """
    lines, size = lasting_lines(evidence), evidence.facts.size
    if size is None or len(lines) < PRINT_LINES or sum(line.area for line in lines) < PRINT_SHARE:
        return None
    high = width_px / size.aspect
    letters = sorted(line.height * high / LINE_EM for line in lines)
    small = [px for px in letters if px < min_text_px]
    told = {"text_px": [round(px, 1) for px in letters], "wanted_min_px": min_text_px, "at_width_px": width_px}
    if 2 * len(small) < len(letters):
        return passed(msg("Most of the writing can be read on a phone {width} px wide.", width=width_px), **told)
    text = msg(
        "{small} of {all} lines of writing are under {least:g} px high on a phone {width} px wide, the smallest "
        "{px:.1f}: enlarge them, or say less.",
        small=len(small), all=len(letters), least=min_text_px, width=width_px, px=letters[0],
    )  # fmt: skip
    return warned(text, **told)


def clear_of_app(evidence: Evidence, *, max_share: Share = 0.3) -> Verdict:
    """No main face lies under the app's own buttons by more than ``max_share`` of it, and no lasting writing does."""
    zone = evidence.target.placement.safe_zone
    looks = evidence.looks.all
    if not looks:
        return unknown(msg("{file} has no picture.", file=this(evidence.facts)))
    if not any((zone.top, zone.right, zone.bottom, zone.left)):
        return unknown(msg("The app lays nothing over it."))
    free = zone.free(evidence.target.placement.canvas)
    faces = [look.at for look in looks if look.faces and _hidden(look.faces[0], free) > max_share]
    seen = sum(1 for look in looks if look.faces)
    lines = [line for line in large(lasting_lines(evidence)) if _hidden(line, free) > max_share]
    told = {"faces_at_s": faces, "writing": [line.model_dump() for line in lines]}
    wrong: list[Message] = []
    if faces and len(faces) * 2 >= seen:
        wrong.append(msg("a face"))
    if lines:
        wrong.append(msg("writing"))
    if not wrong:
        return passed(msg("Nothing that matters lies under the app's own buttons."), **told)
    text = msg(
        "The app's own buttons lie over {what}: move the focal point, or show more around it.", what=tuple(wrong)
    )
    return warned(text, **told)


def _hidden(region: Region, free: Region) -> float:
    """Share of ``region`` that lies outside of ``free``."""
    return 1 - region.overlap(free) / region.area if region.area else 0.0


def large(lines: Sequence[Region]) -> list[Region]:
    """Those that are more than part of the scene."""
    return [line for line in lines if line.height >= LEAST_HIGH and line.width >= LEAST_WIDE]
