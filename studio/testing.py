"""What the author of a plugin tests with; the project's own tests and ``studio plugin check`` use the same.

::

    from pathlib import Path
    from studio import testing

    FOLDER = Path("plugins/townhall")

    def test_nothing_is_wrong():
        assert testing.problems(FOLDER) == ()

    def test_the_post(tmp_path):
        master = testing.video(tmp_path / "master.mp4", seconds=8)
        (post,) = testing.make(FOLDER, master, work=tmp_path).made
        assert [finding.rule for finding in post.report.findings if finding.level == "fail"] == []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from studio.check import names
from studio.check.contradictions import contradictions
from studio.check.plugins import fault_in
from studio.check.score import LIMIT
from studio.copywriting import write_texts
from studio.errors import PluginError
from studio.export import Made, Production, prepare, produce
from studio.ingest.copytext import Copy
from studio.plan.copy.posting import NO_WORDS
from studio.plan.edits import Edits
from studio.platforms import ageing, effects
from studio.platforms.contract import Platform, Target
from studio.platforms.discovery import Place, place_of
from studio.platforms.lines import line_of
from studio.platforms.problem import Problem
from studio.platforms.reading import read_platform
from studio.platforms.registry import clashes
from studio.render import ffmpeg
from studio.values import Frozen

__all__ = ["Proof", "Tier", "make", "picture", "problems", "prove", "sound", "tier", "video"]

Tier = Literal["broken", "loads", "makes", "current"]
"""What a plugin has earned; each holds all that stand before it. ``loads``: nothing is wrong with its facts. ``makes``:
every placement's output was made from a sample master within the limits. ``current``: every fact was read within
``studio.platforms.ageing.CURRENT_DAYS``."""

SAMPLE_S = 4.0
"""A sample master is no longer than a plugin asks for."""
_WORDS = "1\n00:00:00,200 --> 00:00:03,600\nGood morning, neighbours.\n"

_COPY = Copy(
    name="words.en.md",
    language="en",
    title="The town hall opens its doors",
    message="Good morning, neighbours.",
    call_to_action="Come in",
    link="https://example.org/town",
    hashtags=("OpenDoors",),
    keywords=("town hall",),
    alt_text="The doors of the town hall stand open.",
    body="Everybody is **welcome** on Saturday.",
)


def problems(
    folder: Path | Place, *, today: date | None = None, others: Sequence[Platform] = ()
) -> tuple[Problem, ...]:
    """Everything that is wrong with the plugin in ``folder``, with file, line and cure; empty for a good one.

    Its ``plugin.py`` is run, as if its folder were trusted (a ``Place`` says so itself). ``today`` is what dates count
    from, ``others`` the platforms whose names it must not take. Nothing is made: see ``prove``.
    """
    place = _place(folder)
    platform = read_platform(place, names())
    if not isinstance(platform, Platform):
        return tuple(platform)
    text = place.facts.read_text(encoding="utf-8")
    faults = [*ageing.future_faults(platform, today or _today()), *contradictions(platform)]
    found = [
        Problem(file=place.facts, line=line_of(text, one.path), message=one.message, cure=one.cure) for one in faults
    ]
    found += _effects(platform, place)
    rivals = [other for other in others if other.slug != platform.slug]
    return (*found, *clashes(platform, rivals))


def make(folder: Path | Place, master: Path, *, work: Path, subtitles: Sequence[Path] = ()) -> Production:
    """All outputs of the plugin from one master, with their findings; kept below ``work``.

    Raises PluginError for a plugin that does not load, and what ``studio.export`` raises.
    """
    targets = _targets(_place(folder))
    return produce(prepare(master, subtitles, cache=work), targets, Edits(), cache=work)


class Proof(Frozen):
    """What came of making every placement's output from sample masters."""

    made: tuple[Made, ...]
    problems: tuple[Problem, ...] = ()
    """Placements without an output, outputs that break a limit, and checks that broke."""


def prove(folder: Path | Place, *, work: Path) -> Proof:
    """Make every placement's output from the first sample master that fits it. Raises PluginError."""
    place = _place(folder)
    targets = [target for target in _targets(place) if target.placement.kind != "text"]
    made: dict[str, Made] = {}
    missing: dict[str, str] = {}
    for master, subtitles in _samples(work, _longest(targets)):
        left = [target for target in targets if target.id not in made]
        if not left:
            break
        production = produce(prepare(master, subtitles, cache=work), left, Edits(), cache=work)
        made |= {one.target.id: one for one in production.made}
        missing |= {one.placement: str(one.reason) for one in production.skipped}
        missing |= {one.placement: str(one.reason) for one in production.failed}
    found = [problem for one in made.values() for problem in _wrong(one, place)]
    found += [_missing(name, why, place) for name, why in missing.items() if name not in made]
    found += _unwritten(place)
    return Proof(
        made=tuple(made[target.id] for target in targets if target.id in made),
        problems=tuple({problem.message: problem for problem in found}.values()),
    )


def tier(platform: Platform | None, proof: Proof | None, today: date) -> Tier:
    """What a plugin has earned; ``platform`` is nothing where there are problems, ``proof`` where none was asked."""
    if platform is None:
        return "broken"
    if proof is None or proof.problems:
        return "loads"
    return "current" if all(ageing.is_current(fact.as_of, today) for fact in ageing.dated_facts(platform)) else "makes"


def video(
    path: Path,
    *,
    seconds: float = 2.0,
    size: str = "320x180",
    fps: str = "30",
    picture: str | None = None,
    sound: str | None = "sine=frequency=440:sample_rate=48000",
    options: Sequence[str] = (),
) -> Path:
    """A short clip at ``path``: ``picture`` and ``sound`` are lavfi sources, ``sound=None`` leaves the track out."""
    inputs = ["-f", "lavfi", "-i", picture or f"testsrc2=size={size}:rate={fps}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", sound]
    ffmpeg.run(
        [*inputs, "-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
         *options, "-y", str(path)],
        doing="making a test clip",
    )  # fmt: skip
    return path


def picture(path: Path, *, size: str = "1280x720") -> Path:
    """A test picture at ``path``; its format follows the name."""
    source = ["-f", "lavfi", "-i", f"testsrc2=size={size}", "-frames:v", "1", "-update", "1"]
    ffmpeg.run([*source, "-y", str(path)], doing="making a test picture")
    return path


def sound(path: Path, *, seconds: float = 2.0, source: str = "sine=frequency=440:sample_rate=48000") -> Path:
    """A short sound file at ``path``; its format follows the name."""
    ffmpeg.run(["-f", "lavfi", "-i", source, "-t", str(seconds), "-y", str(path)], doing="making a test sound")
    return path


def _samples(work: Path, seconds: float) -> Iterator[tuple[Path, list[Path]]]:
    """Sample masters of every kind, each made only when it is asked for, with subtitles for the video."""
    folder = work / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    words = folder / "words.srt"
    words.write_text(_WORDS, encoding="utf-8")
    clip = folder / f"clip-{seconds:g}.mp4"
    yield (clip if clip.exists() else video(clip, seconds=seconds, size="1280x720")), [words]
    yield picture(folder / "picture.png"), []
    yield sound(folder / "sound.wav", seconds=seconds), [words]
    text = folder / "words.txt"
    text.write_text("Good morning, neighbours. The town hall opens its doors on Saturday.\n", encoding="utf-8")
    yield text, []


def _longest(targets: Sequence[Target]) -> float:
    """As long as the placement that asks for most, in whole seconds."""
    asked = [limit.value for target in targets for limit in target.limits if limit.key == "min_duration_s"]
    return max([SAMPLE_S, *(float(value) + 1 for value in asked if isinstance(value, (int, float)))])


def _effects(platform: Platform, place: Place) -> Iterator[Problem]:
    for index, placement in enumerate(platform.placements):
        if fault := effects.tried(Target(platform=platform, placement=placement)):
            line = line_of(place.facts.read_text(encoding="utf-8"), ("placements", index, "effect"))
            yield Problem(file=place.facts, line=line, message=f"effect {fault}", cure="mend plugin.py")


def _missing(placement: str, why: str, place: Place) -> Problem:
    return Problem(
        file=place.facts,
        message=f"no output for {placement} could be made from any sample master ({why})",
        cure="change the placement",
    )


def _unwritten(place: Place) -> list[Problem]:
    """Posts and texts whose templates cannot be drawn from a whole copy."""
    skipped = write_texts([_COPY], _targets(place), "clip.mp4").skipped
    return [
        Problem(file=place.facts, message=f"{each.placement} cannot be written ({each.reason})", cure="mend it")
        for each in skipped
        if each.reason != NO_WORDS
    ]


def _wrong(made: Made, place: Place) -> Iterator[Problem]:
    target = made.target
    for finding in made.report.findings:
        if broken := fault_in(finding):
            code = target.platform.code
            yield Problem(file=code.file if code else place.facts, message=broken, cure="mend it")
        elif finding.level == "fail" and finding.rule.startswith(LIMIT):
            said, _, _ = finding.message.partition(": ")
            yield Problem(
                file=place.facts,
                message=f"the output for {target.id} breaks {finding.rule.removeprefix('limit.')} ({said})",
                cure="change the limit, or the placement",
            )


def _place(folder: Path | Place) -> Place:
    return folder if isinstance(folder, Place) else place_of(folder, trusted=True)


def _targets(place: Place) -> list[Target]:
    platform = read_platform(place, names())
    if not isinstance(platform, Platform):
        raise PluginError(f"{platform[0].file}: {platform[0].message}", platform[0].cure)
    return [Target(platform=platform, placement=placement) for placement in platform.placements]


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the reader's day
