"""``report.html``: the pack for people. One file that needs nothing else: styles and pictures are in it."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from studio.check.finding import Finding, Level
from studio.check.mending import Change
from studio.check.waiving import in_words
from studio.messages import tell
from studio.pack import words
from studio.pack.checklist import Item, checklist, everywhere
from studio.pack.manifest import Manifest, PackedOutput, PackedPost
from studio.pack.pictures import Picture
from studio.pack.texts import length
from studio.paths import resource
from studio.values import Frozen

WORST_FIRST: tuple[Level, ...] = ("fail", "warn", "todo", "pass", "n/a")
OLD_AFTER_MONTHS = 12
"""Platforms change within a year; what was read longer ago is marked."""


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
    texts: int = 0
    unfit: int = 0
    """Texts that break a limit."""

    @property
    def level(self) -> Level:
        """The worst of it."""
        if self.fail or self.failed:
            return "fail"
        return "warn" if self.warn else "pass"

    @property
    def headline(self) -> str:
        """What a campaign lead needs to know, in one sentence."""
        if not self.outputs:
            return "No output could be made."
        if self.refused:
            standing = f"{self.refused} of {_count(self.outputs, 'output')} {_verb(self.refused)} a platform's limit."
        else:
            every = "It keeps" if self.outputs == 1 else "All keep"
            standing = f"{_count(self.outputs, 'output')} ready. {every} the platforms' limits."
        standing += f" {self.failed} could not be made." if self.failed else ""
        unfit = f" {self.unfit} of {_count(self.texts, 'text')} {_verb(self.unfit)} one." if self.unfit else ""
        return standing + unfit


def tally(manifest: Manifest) -> Tally:
    """Count the findings of all outputs and texts."""
    posts = manifest.texts.posts
    told = [*(output.findings for output in manifest.outputs), *(packed.findings for packed in posts)]
    count = Counter(finding.counts_as for findings in told for finding in findings)
    return Tally(
        outputs=len(manifest.outputs),
        fail=count["fail"],
        warn=count["warn"],
        todo=len(checklist(manifest.outputs)),
        passed=count["pass"],
        failed=len(manifest.failed),
        refused=sum(worst(output.findings) == "fail" for output in manifest.outputs),
        texts=len(posts),
        unfit=sum(worst(packed.findings) == "fail" for packed in posts),
    )


def worst(findings: Iterable[Finding]) -> Level:
    """How an output as a whole stands. What is left for people to do is no fault of the file."""
    levels = {finding.counts_as for finding in findings}
    return "fail" if "fail" in levels else "warn" if "warn" in levels else "pass"


def months_since(as_of: str, today: date) -> int | None:
    """Whole months from the end of what ``as_of`` ("2025", "2025-03") names until today; ``None`` for "unknown"."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", as_of)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return max(0, (today.year - year) * 12 + today.month - month)


def report_html(manifest: Manifest, pictures: Mapping[str, tuple[Picture, ...]], today: date) -> str:
    """The whole page. ``pictures`` are those of each output, by its file; whatever comes from people is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # trim: a pack's page is opened by people, its source is not.
    environment = Environment(
        loader=FileSystemLoader(resource("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        answered=lambda finding: tell(in_words(finding.waived, finding.rule)),
        cited=_cited,
        clock=words.clock,
        data_uri=_data_uri,
        evidence=words.evidence_in_words,
        read_on=partial(_read_on, today=today),
    )
    general = everywhere(checklist(manifest.outputs), manifest.outputs)
    texts = [_text(packed) for packed in manifest.texts.posts]
    posts = {card["post"].key: card for card in texts}
    kept = manifest.mending.kept if manifest.mending else ()
    platforms = [
        _platform(slug, outputs, pictures, general, posts, kept=kept)
        for slug, outputs in _by_platform(manifest.outputs)
    ]
    cards = [*(card for platform in platforms for card in platform["outputs"]), *texts]
    return environment.get_template("report.html.j2").render(
        manifest=manifest,
        master=words.master_in_words(manifest.master),
        tally=tally(manifest),
        platforms=platforms,
        texts=texts,
        general=[(item.finding, "") for item in general],
        to_mend=[(card, finding) for card in cards for finding in card["open"] if finding.counts_as == "fail"],
        failed=[(_placement_title(one.placement), one.reason) for one in manifest.failed],
        skipped=[(_placement_title(one.placement), one.reason) for one in manifest.skipped],
    )


def _by_platform(outputs: Iterable[PackedOutput]) -> list[tuple[str, list[PackedOutput]]]:
    """In the order in which the platforms appear first."""
    order: dict[str, int] = {}
    for output in outputs:
        order.setdefault(_slug(output.placement), len(order))
    ranked = sorted(outputs, key=lambda output: order[_slug(output.placement)])
    return [(slug, list(group)) for slug, group in groupby(ranked, key=lambda output: _slug(output.placement))]


def _slug(placement: str) -> str:
    return placement.partition("/")[0]


def _placement_title(placement: str) -> str:
    platform, _, name = placement.partition("/")
    return f"{words.title(platform)}: {words.title(name)}"


def _platform_name(output: PackedOutput) -> str:
    return output.platform or words.title(_slug(output.placement))


def _platform(
    slug: str,
    outputs: list[PackedOutput],
    pictures: Mapping[str, tuple[Picture, ...]],
    general: tuple[Item, ...],
    posts: Mapping[str, dict[str, Any]],
    *,
    kept: Sequence[Change],
) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": _platform_name(outputs[0]),
        "outputs": [_card(output, pictures.get(output.file, ()), posts, kept) for output in outputs],
        "todo": _todo(outputs, {(item.finding.rule, item.finding.message) for item in general}),
        "level": worst(finding for output in outputs for finding in output.findings),
    }


def _todo(outputs: list[PackedOutput], told: set[tuple[str, str]]) -> list[tuple[Finding, str]]:
    """What is to do on one platform and not told for all, with the outputs it is about where these are not all."""
    items = [item for item in checklist(outputs) if (item.finding.rule, item.finding.message) not in told]
    names = {output.placement: _name(output) for output in outputs}
    return [
        (item.finding, "" if len(item.placements) == len(names) else ", ".join(names[one] for one in item.placements))
        for item in items
    ]


def _name(output: PackedOutput) -> str:
    return output.name or words.title(output.placement.partition("/")[2])


def _card(
    output: PackedOutput, pictures: tuple[Picture, ...], posts: Mapping[str, dict[str, Any]], kept: Sequence[Change]
) -> dict[str, Any]:
    ordered = sorted(output.findings, key=lambda finding: WORST_FIRST.index(finding.level))
    language = [output.language] if output.language else []
    return {
        "output": output,
        "id": "-".join([output.placement.replace("/", "-"), *language]),
        "platform": _platform_name(output),
        "name": " ".join([_name(output), *(f"({each})" for each in language)]),
        "made_of": [posts[key] for key in output.posts if key in posts],
        "facts": words.facts_in_words(output.facts),
        "pictures": pictures,
        "level": worst(output.findings),
        "open": [finding for finding in ordered if finding.level in {"fail", "warn"}],
        "folded": [finding for finding in ordered if finding.level in {"pass", "n/a"}],
        "mended": [change for change in kept if change.placement == output.placement],
        "fold": _fold(output.findings),
    }


def _text(packed: PackedPost) -> dict[str, Any]:
    post = packed.post
    return {
        "post": post,
        "id": f"text-{post.key.replace('/', '-')}",
        "platform": post.platform_name,
        "name": f"{post.name} ({post.language})",
        "length": length(packed),
        "level": worst(packed.findings),
        "open": [finding for finding in packed.findings if finding.level in {"fail", "warn"}],
    }


def _fold(findings: Iterable[Finding]) -> str:
    """The line that stands for all findings that ask for nothing."""
    count = Counter(finding.level for finding in findings)
    told = [f"{_count(count['pass'], 'check')} passed"] if count["pass"] else []
    return ", ".join([*told, f"{count['n/a']} not applicable"] if count["n/a"] else told)


def _read_on(finding: Finding, today: date) -> str:
    """When the source was read, and that this was long ago where it was."""
    months = months_since(finding.as_of, today)
    if months is None:
        return "date unknown"
    return f"read {finding.as_of}, over a year ago" if months > OLD_AFTER_MONTHS else f"read {finding.as_of}"


def _cited(source: str) -> tuple[str, str]:
    """A source's title and its address, which stands in angle brackets where there is one."""
    found = re.fullmatch(r"(.*\S)\s*<(https?://\S+)>", source)
    return (found[1], found[2]) if found else (source, "")


def _data_uri(picture: Picture) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture.jpeg).decode()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _verb(number: int) -> str:
    return "breaks" if number == 1 else "break"
