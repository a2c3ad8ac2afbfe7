"""Checks on how a video begins."""

from __future__ import annotations

from studio.analyse.analysis import Analysis
from studio.analyse.lasting import lasting
from studio.check.cures import opening
from studio.check.evidence import Evidence, seen
from studio.check.observed import OPENING_S, Look
from studio.check.ranges import Positive
from studio.check.telling import this
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg
from studio.plan.edits import PlacementEdits

BLACK = 0.06
"""Mean brightness under which a frame counts as black, unless something in it is lit."""
LIT = 0.25
"""Brightness of one pixel in a hundred from which something is."""
BLANK = 0.03
"""Contrast under which a frame shows nothing but one colour."""
CLEARLY = 1.5
"""How many times as bright, or as rich in contrast, a frame has to be to be a better start."""
MOVES = 0.008
"""Mean difference between frames a quarter of a second apart from which something moves: compression noise is under
0.003, a talking head over 0.01."""
FACE_AREA = 0.005
"""Share of the frame from which a face is noticed."""

PLAIN, ALONE = 0.75, 0.5
"""Share of a frame that is its plain ground, and of the box of what stands on it, from and up to which it is a logo."""
TITLE_LINES, TITLE_WIDTH = 2, 0.5
"""So many lines of writing, or one so wide, are words; less may be a logo's name."""


def clean_start(evidence: Evidence) -> Verdict:
    """The first frame is neither black nor blank."""
    looks = evidence.looks.opening
    if not looks:
        return unknown(msg("{file} has no first seconds to look at.", file=this(evidence.facts)))
    first = looks[0]
    told = {"luma": first.luma, "contrast": first.contrast, "at_s": first.at}
    if not _empty(first):
        return passed(msg("The first frame shows something."), **told)
    lit = next((look.at for look in looks if not _empty(look)), None)
    what = msg("black") if is_black(first) else msg("blank")
    if lit is None:
        until = msg("for {seconds:.1f} s or longer", seconds=looks[-1].at)
    else:
        until = msg("for {seconds:.2f} s", seconds=lit)
    empty = warned(msg("It starts {what} {until}: start later.", what=what, until=until), **told)
    return empty.mended_by(_later_start(evidence), safe=True)


def _empty(look: Look) -> bool:
    return is_black(look) or look.contrast < BLANK


def _clear(look: Look) -> bool:
    """Whether it is worth starting there: a film that is dark all through gains nothing by a later start."""
    lit = look.luma >= CLEARLY * BLACK or look.brightest >= CLEARLY * LIT
    return lit and look.contrast >= CLEARLY * BLANK


def is_black(look: Look) -> bool:
    """Whether nothing in the frame is lit: a lamp in the night is something to see."""
    return look.luma < BLACK and look.brightest < LIT


def _later_start(evidence: Evidence) -> PlacementEdits | None:
    """Where the master has light: as seen in the output, else as analysed further on."""
    if evidence.recipe is None:
        return None
    start, lit = evidence.recipe.start_s, next((look.at for look in evidence.looks.opening if _clear(look)), None)
    if lit is not None and lit < evidence.recipe.lead_s:
        return None  # it is a plugin's clip that starts so
    if lit is not None:
        return PlacementEdits(start_s=round(start + lit - evidence.recipe.lead_s, 2))
    later = _first_light(evidence.analysis, start) if evidence.analysis else None
    return PlacementEdits(start_s=later) if later is not None else None


def _first_light(analysis: Analysis, after: float) -> float | None:
    lit = [
        sample.at
        for shot in analysis.shots
        for sample in shot.samples
        if sample.at > after and sample.luma >= CLEARLY * BLACK and sample.contrast >= CLEARLY * BLANK
    ]
    return round(min(lit), 2) if lit else None


def strong_opening(evidence: Evidence, *, within_s: Positive = OPENING_S) -> Verdict:
    """The first seconds hold movement, a face or words; a black or still start warns."""
    looks = [look for look in evidence.looks.opening if look.at <= within_s]
    if not looks:
        return unknown(msg("{file} has no first seconds to look at.", file=this(evidence.facts)))
    if all(_empty(look) for look in looks):
        return clean_start(evidence)
    holds = _shown_early(evidence, within_s)
    if not holds and all(_empty(look) or stands_alone(look) for look in looks):
        bare = warned(
            msg(
                "The first {seconds:g} s show little more than a logo: start with a face, words or the scene itself.",
                seconds=within_s,
            ),
            within_s=within_s, figure=[look.figure.model_dump() for look in looks if look.figure][:1],
        )  # fmt: skip
        return _opened(bare, evidence)
    motion = max((look.motion or 0.0 for look in looks), default=0.0)
    if motion >= MOVES:
        holds.append(msg("movement"))
    told = {"within_s": within_s, "holds": [str(each) for each in holds], "motion": round(motion, 4)}
    if holds:
        return passed(msg("The first {seconds:g} s hold {things}.", seconds=within_s, things=tuple(holds)), **told)
    still = warned(
        msg(
            "Nothing moves in the first {seconds:g} s, and there is no face and no word: start with something that "
            "catches the eye.",
            seconds=within_s,
        ),
        **told,
    )
    return _opened(still, evidence)


def message_early(evidence: Evidence, *, within_s: Positive) -> Verdict:
    """A face or words show within ``within_s`` seconds."""
    if not evidence.looks.all or evidence.facts.kind != "video":
        return unknown(msg("{file} has no first seconds to look at.", file=this(evidence.facts)))
    holds = _shown_early(evidence, within_s)
    told = {"within_s": within_s, "holds": [str(each) for each in holds]}
    if holds:
        return passed(msg("The first {seconds:g} s show {things}.", seconds=within_s, things=tuple(holds)), **told)
    if evidence.faces_hidden:
        return unknown(msg("Faces are blurred on purpose; whether it says early what it is about, only people see."))
    silent = warned(
        msg("No face and no word shows in the first {seconds:g} s: say early what it is about.", seconds=within_s),
        **told,
    )
    return _opened(silent, evidence)


def _opened(verdict: Verdict, evidence: Evidence) -> Verdict:
    """With what mends such an opening: what begins with nothing starts later, for words would stand on nothing."""
    looks = evidence.looks.opening
    later = _later_start(evidence) if looks and _empty(looks[0]) else None
    return verdict.mended_by(later, safe=True) if later else opening(verdict, evidence)


def _shown_early(evidence: Evidence, within_s: float) -> list[Message]:
    """What of its message is seen within ``within_s``: a face, words."""
    holds = []
    if any(face.area >= FACE_AREA for look in evidence.looks.all if look.at <= within_s for face in look.faces[:1]):
        holds.append(msg("a face"))
    burned = [cue for words in (evidence.recipe.written if evidence.recipe else ()) for cue in words.cues]
    lines = [look.writing for look in evidence.looks.all if look.at <= within_s and look.writing]
    written = lasting([*lines, ()])
    titles = written if len(written) >= TITLE_LINES or any(line.width >= TITLE_WIDTH for line in written) else ()
    if (
        titles
        or any(cue.start < within_s for cue in burned)
        or any(each.shot.text for each in seen(evidence) if each.at <= within_s)
    ):
        holds.append(msg("words"))
    return holds


def stands_alone(look: Look) -> bool:
    """Whether a frame shows one small thing on a plain ground, such as a logo."""
    return look.figure is not None and look.figure.area <= ALONE and look.ground >= PLAIN and not look.faces
