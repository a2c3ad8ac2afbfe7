"""How a pack stands, worst first: what a campaign lead needs within ten seconds, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from studio.check.finding import Finding, Level
from studio.check.score import LIMIT, Earned
from studio.messages import Message, msg, nmsg
from studio.pack import words
from studio.pack.checklist import checklist, of_campaign
from studio.pack.manifest import Failure, Manifest, PackedOutput, PackedPost
from studio.plan.recipe import Skipped
from studio.values import Frozen

WORST_FIRST: tuple[Level, ...] = ("fail", "warn", "todo", "pass", "n/a")
MOST_TASKS = 5
"""More is no plan for today."""
_UNSCORED = 101
"""Behind every score: nothing was measured that could be bad."""


class Tally(Frozen):
    """How the pack stands, in numbers."""

    outputs: int
    fail: int
    warn: int
    todo: int
    """Things to do by hand, each counted once."""
    passed: int
    failed: int
    """Outputs that could not be made."""
    refused: int
    """Outputs that break a limit."""
    better: int = 0
    """Outputs that keep every limit and could be better."""
    texts: int = 0
    unfit: int = 0
    """Texts that break a limit."""

    @property
    def to_mend(self) -> int:
        """Outputs that are not ready: made against a limit, or not made at all."""
        return self.refused + self.failed

    @property
    def fine(self) -> int:
        """Outputs of which nothing is asked."""
        return self.outputs - self.refused - self.better

    @property
    def level(self) -> Level:
        """The worst of it."""
        if self.fail or self.failed or not self.outputs:
            return "fail"
        return "warn" if self.warn else "pass"

    @property
    def headline(self) -> tuple[Message, ...]:
        """What a campaign lead needs to know, in a sentence or a few."""
        if not self.outputs:
            return (msg("No output could be made."),)
        return tuple(sentence for sentence in (*self._ready, self._missing, self._unfit) if sentence)

    @property
    def _ready(self) -> tuple[Message, ...]:
        if not self.refused:
            ready = nmsg("{count} output is ready.", "{count} outputs are ready.", self.outputs)
            return ready, nmsg("It keeps the platform's limits.", "All keep the platforms' limits.", self.outputs)
        return (
            nmsg(
                "{count} output of {all} is not ready: mend it first.",
                "{count} outputs of {all} are not ready: mend them first.",
                self.refused,
                all=self.outputs,
            ),
        )

    @property
    def _missing(self) -> Message | None:
        return nmsg("{count} could not be made.", "{count} could not be made.", self.failed) if self.failed else None

    @property
    def _unfit(self) -> Message | None:
        if not self.unfit:
            return None
        return nmsg(
            "{count} text of {all} breaks a limit.", "{count} texts of {all} break a limit.", self.unfit,
            all=self.texts,
        )  # fmt: skip


class Row(Frozen):
    """One output as a line of the summary."""

    anchor: str
    """Where the report tells more."""
    platform: str
    name: Message | str
    level: Level
    score: int | None
    parts: tuple[Earned, ...]
    """What the score is made of."""
    asks: int
    """How many findings ask for something."""

    @property
    def title(self) -> Message:
        """What it is called."""
        return titled(self.platform, self.name)

    @property
    def rank(self) -> tuple[int, int, str]:
        """What sorts the worst first."""
        return WORST_FIRST.index(self.level), _UNSCORED if self.score is None else self.score, self.anchor


class Place(Frozen):
    """Where something is to be done."""

    platform: str
    name: Message | str
    anchor: str = ""
    """Empty where nothing was made."""
    called: Message | str | None = None
    """Instead of platform and name."""

    @property
    def title(self) -> Message | str:
        """What it is called."""
        return self.called or titled(self.platform, self.name)


class Task(Frozen):
    """One thing to do, told once for all places that need it."""

    level: Level
    said: Message | str
    where: tuple[Place, ...]
    """The worst first; none for what is about the whole campaign."""

    @property
    def others(self) -> int:
        """How many places there are beside the first."""
        return max(0, len(self.where) - 1)


class Summary(Frozen):
    """The first page of a report."""

    tally: Tally
    first: tuple[Task, ...]
    """What to do first: three to five things, fewer where there is less to do."""
    rows: tuple[Row, ...]
    """Every output, worst first."""

    @property
    def pressing(self) -> tuple[Row, ...]:
        """Those that ask for something."""
        return tuple(row for row in self.rows if row.asks)


def summary(manifest: Manifest) -> Summary:
    """Everything that was found, as its first page."""
    return Summary(
        tally=tally(manifest),
        first=tuple(_tasks(manifest)[:MOST_TASKS]),
        rows=tuple(sorted((_row(output) for output in manifest.outputs), key=lambda row: row.rank)),
    )


def tally(manifest: Manifest) -> Tally:
    """Count the findings of all outputs and texts. What was waived is counted nowhere."""
    posts = manifest.texts.posts
    told = [
        *(output.findings for output in manifest.outputs),
        *(packed.findings for packed in posts),
        manifest.campaign,
    ]
    count = Counter(finding.counts_as for findings in told for finding in findings)
    levels = Counter(worst(output.findings) for output in manifest.outputs)
    return Tally(
        outputs=len(manifest.outputs),
        fail=count["fail"],
        warn=count["warn"],
        todo=len(checklist(manifest.outputs)) + len(of_campaign(manifest.campaign)),
        passed=count["pass"],
        failed=len(manifest.failed),
        refused=levels["fail"],
        better=levels["warn"],
        texts=len(posts),
        unfit=sum(worst(packed.findings) == "fail" for packed in posts),
    )


def mended(manifest: Manifest) -> Message | None:
    """What was mended by itself, in a sentence; nothing where no fix was kept."""
    mending = manifest.mending
    if mending is None or not mending.kept:
        return None
    return msg(
        "Mended by itself: {before} warnings and failures before, {after} after.",
        before=mending.before.faults, after=mending.after.faults,
    )  # fmt: skip


def worst(findings: Iterable[Finding]) -> Level:
    """How an output as a whole stands. What is left for people to do is no fault of the file, nor what is waived."""
    levels = {finding.level for finding in findings if finding.stands}
    return "fail" if "fail" in levels else "warn" if "warn" in levels else "pass"


def standing(findings: Iterable[Finding]) -> list[Finding]:
    """What is wrong and nobody answers for, worst first."""
    return by_level(one for one in findings if one.stands)


def by_level(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first; those of one level stay in their order."""
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.level))


def waived(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What somebody decided to leave as it is: it stays visible and does not count."""
    return tuple(finding for finding in findings if finding.waived and finding.level in {"fail", "warn"})


def by_platform(outputs: Sequence[PackedOutput], summed: Summary) -> list[tuple[str, list[PackedOutput]]]:
    """The platform whose worst output is the worst comes first, and so within it."""
    place = {row.anchor: number for number, row in enumerate(summed.rows)}
    ranked = sorted(outputs, key=lambda output: place[anchor(output)])
    order: dict[str, int] = {}
    for output in ranked:
        order.setdefault(_slug(output), len(order))
    ranked.sort(key=lambda output: order[_slug(output)])
    return [(slug, list(group)) for slug, group in groupby(ranked, key=_slug)]


def _slug(output: PackedOutput) -> str:
    return output.placement.partition("/")[0]


def titled(platform: str, name: Message | str) -> Message:
    """A placement with its platform."""
    return msg("{platform}: {name}", platform=platform, name=Message(id=name) if isinstance(name, str) else name)


def platform_name(output: PackedOutput) -> str:
    """The platform as people know it."""
    return output.platform or words.title(output.placement.partition("/")[0])


def output_name(output: PackedOutput) -> str:
    """The placement as people know it."""
    return output.name or words.title(output.placement.partition("/")[2])


def anchor(output: PackedOutput) -> str:
    """The id of an output's place in the report."""
    return "-".join([output.placement.replace("/", "-"), *([output.language] if output.language else [])])


def text_anchor(packed: PackedPost) -> str:
    """The same for a post."""
    return f"text-{packed.post.key.replace('/', '-')}"


def _row(output: PackedOutput) -> Row:
    return Row(
        anchor=anchor(output),
        platform=platform_name(output),
        name=named(output),
        level=worst(output.findings),
        score=output.score.value,
        parts=output.score.parts,
        asks=sum(finding.stands for finding in output.findings),
    )


def _tasks(manifest: Manifest) -> list[Task]:
    """What could not be made, then what fails, then what most outputs would gain from."""
    missing = [
        Task(
            level="fail",
            said=msg("Could not be made: {reason}", reason=failure.reason),
            where=(_unmade(failure),),
        )
        for failure in manifest.failed
    ]
    outputs = sorted(manifest.outputs, key=lambda output: _row(output).rank)
    found = [
        *((finding, _place(output)) for output in outputs for finding in output.findings),
        *((finding, _post_place(packed)) for packed in manifest.texts.posts for finding in packed.findings),
        *((finding, None) for finding in manifest.campaign),
    ]
    return [*missing, *sorted(_grouped(found), key=_urgency)]


def _grouped(found: Sequence[tuple[Finding, Place | None]]) -> list[Task]:
    """The same thing in several places is one task, told as the worst place has it."""
    tasks: dict[tuple[str, str], Task] = {}
    for finding, place in found:
        if not finding.stands:
            continue
        key = finding.level, finding.rule if finding.rule.startswith(LIMIT) else finding.check or finding.rule
        known = tasks.get(key, Task(level=finding.level, said=finding.sentence, where=()))
        where = known.where if place is None or place in known.where else (*known.where, place)
        tasks[key] = known.model_copy(update={"where": where})
    return list(tasks.values())


def _urgency(task: Task) -> tuple[int, int]:
    return WORST_FIRST.index(task.level), -len(task.where)


def _place(output: PackedOutput) -> Place:
    return Place(platform=platform_name(output), name=named(output), anchor=anchor(output))


def named(output: PackedOutput) -> Message | str:
    """``output_name`` with its language, where there is one output for each."""
    name = output_name(output)
    return _in_language(name, output.language) if output.language else name


def _post_place(packed: PackedPost) -> Place:
    post = packed.post
    return Place(platform=post.platform_name, name=_in_language(post.name, post.language), anchor=text_anchor(packed))


def _in_language(name: str, language: str) -> Message:
    return msg("{name} ({language})", name=Message(id=name), language=language)


def called(one: Failure | Skipped) -> Message | str:
    """What people call a placement that nothing was made for."""
    platform, _, name = one.placement.partition("/")
    return one.title or titled(words.title(platform), words.title(name))


def reasoned(one: Failure | Skipped) -> Message:
    """The same with the reason why nothing was made."""
    return msg("{label}: {value}", label=called(one), value=one.reason)


def _unmade(failure: Failure) -> Place:
    platform, _, name = failure.placement.partition("/")
    return Place(platform=words.title(platform), name=words.title(name), called=failure.title)
