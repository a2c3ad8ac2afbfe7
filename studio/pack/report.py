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

from studio.check.finding import Finding
from studio.check.mending import Change
from studio.check.waiving import in_words
from studio.messages import ENGLISH, Message, msg, nmsg, tell, translated
from studio.pack import words
from studio.pack.checklist import Item, checklist, everywhere
from studio.pack.manifest import Manifest, PackedOutput, PackedPost
from studio.pack.pictures import Picture
from studio.pack.summary import (
    WORST_FIRST,
    Summary,
    anchor,
    mended,
    output_name,
    platform_name,
    standing,
    summary,
    text_anchor,
    waived,
    worst,
)
from studio.pack.templating import templates
from studio.pack.texts import length

OLD_AFTER_MONTHS = 12
"""Platforms change within a year; what was read longer ago is marked."""
_SHOWN = 8
"""Outputs that ask for something, on the first page."""


def months_since(as_of: str, today: date) -> int | None:
    """Whole months from the end of what ``as_of`` ("2025", "2025-03") names until today; ``None`` for "unknown"."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", as_of)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return max(0, (today.year - year) * 12 + today.month - month)


def report_html(
    manifest: Manifest, pictures: Mapping[str, tuple[Picture, ...]], today: date, language: str = ENGLISH
) -> str:
    """The whole page. ``pictures`` are those of each output, by its file; whatever comes from people is escaped."""
    environment = templates(language)
    environment.filters.update(
        answered=lambda finding: tell(in_words(finding.waived, finding.rule), language),
        cited=cited,
        clock=words.clock,
        data_uri=_data_uri,
        evidence=partial(words.evidence_in_words, language=language),
        read_on=lambda finding: tell(read_on(finding, today), language),
        said=lambda finding: tell(said(finding), language),
        spoken=lambda finding: _tongue(said(finding), language),
        tongue=partial(_tongue, language=language),
        tell=partial(tell, language=language),
        figure=partial(words.number, language=language),
    )
    general = everywhere(checklist(manifest.outputs), manifest.outputs)
    texts = [_text(packed, language) for packed in manifest.texts.posts]
    return environment.get_template("report.html.j2").render(
        manifest=manifest,
        language=language,
        master=words.master_in_words(manifest.master, language),
        summary=summary(manifest),
        shown=_SHOWN,
        mended=mended(manifest),
        platforms=_platforms(manifest, pictures, general, texts, language),
        texts=texts,
        general=[(item.finding, "") for item in general],
        campaign=_split(manifest.campaign, language),
        subtitles=[
            {"name": file.name, "open": found} for file in manifest.subtitles if (found := standing(file.findings))
        ],
        failed=[(_placement_title(one.placement), one.reason) for one in manifest.failed],
        skipped=[(_placement_title(one.placement), one.reason) for one in manifest.skipped],
    )


def _tongue(message: Message | str, language: str) -> str:
    """The language that a screen reader has to switch to; nothing: it is the page's own."""
    return "" if translated(message, language) else ENGLISH


def said(finding: Finding) -> Message | str:
    """What ``tell`` is given to say it in a reader's language."""
    return finding.said or finding.message


def read_on(finding: Finding, today: date) -> Message:
    """When the source was read, that this was long ago where it was, and what is not certain."""
    months = months_since(finding.as_of, today)
    if months is None:
        read = msg("date unknown")
    elif months > OLD_AFTER_MONTHS:
        read = msg("read {date}, over a year ago", date=finding.as_of)
    else:
        read = msg("read {date}", date=finding.as_of)
    return msg("{read}, not certain", read=read) if finding.confidence == "low" else read


def cited(source: str) -> tuple[str, str]:
    """A source's title and its address, which stands in angle brackets where there is one."""
    found = re.fullmatch(r"(.*\S)\s*<(https?://\S+)>", source)
    return (found[1], found[2]) if found else (source, "")


def by_platform(outputs: Sequence[PackedOutput], standing: Summary) -> list[tuple[str, list[PackedOutput]]]:
    """The platform whose worst output is the worst comes first, and so within it."""
    place = {row.anchor: number for number, row in enumerate(standing.rows)}
    ranked = sorted(outputs, key=lambda output: place[anchor(output)])
    order: dict[str, int] = {}
    for output in ranked:
        order.setdefault(_slug(output), len(order))
    ranked.sort(key=lambda output: order[_slug(output)])
    return [(slug, list(group)) for slug, group in groupby(ranked, key=_slug)]


def _slug(output: PackedOutput) -> str:
    return output.placement.partition("/")[0]


def _placement_title(placement: str) -> str:
    platform, _, name = placement.partition("/")
    return f"{words.title(platform)}: {words.title(name)}"


def _platforms(
    manifest: Manifest,
    pictures: Mapping[str, tuple[Picture, ...]],
    general: Iterable[Item],
    texts: list[dict[str, Any]],
    language: str,
) -> list[dict[str, Any]]:
    posts = {card["post"].key: card for card in texts}
    told = {(item.finding.rule, item.finding.message) for item in general}
    return [
        {
            "slug": slug,
            "name": platform_name(outputs[0]),
            "outputs": [
                _card(output, pictures.get(output.file, ()), posts, language) | {"mended": _mended(manifest, output)}
                for output in outputs
            ],
            "todo": _todo(outputs, told, language),
            "level": worst(finding for output in outputs for finding in output.findings),
        }
        for slug, outputs in by_platform(manifest.outputs, summary(manifest))
    ]


def _todo(outputs: list[PackedOutput], told: set[tuple[str, str]], language: str) -> list[tuple[Finding, str]]:
    """What is to do on one platform and not told for all, with the outputs it is about where these are not all."""
    items = [item for item in checklist(outputs) if (item.finding.rule, item.finding.message) not in told]
    names = {output.placement: tell(output_name(output), language) for output in outputs}
    return [
        (item.finding, "" if len(item.placements) == len(names) else ", ".join(names[one] for one in item.placements))
        for item in items
    ]


def _mended(manifest: Manifest, output: PackedOutput) -> list[Change]:
    """What was changed of it by itself, and helped."""
    kept = manifest.mending.kept if manifest.mending else ()
    return [change for change in kept if output.placement in change.seen_in]


def _card(
    output: PackedOutput, pictures: tuple[Picture, ...], posts: Mapping[str, dict[str, Any]], language: str
) -> dict[str, Any]:
    return {
        "output": output,
        "id": anchor(output),
        "platform": platform_name(output),
        "name": " ".join([tell(output_name(output), language), *([f"({output.language})"] if output.language else [])]),
        "made_of": [posts[key] for key in output.posts if key in posts],
        "facts": words.facts_in_words(output.facts, language),
        "pictures": pictures,
        "level": worst(output.findings),
        "score": output.score,
        **_split(output.findings, language),
    }


def _split(findings: Sequence[Finding], language: str) -> dict[str, Any]:
    """Findings by what becomes of them; ``fold`` stands for those that ask for nothing."""
    ordered = _by_level(findings)
    return {
        "open": standing(ordered),
        "waived": waived(ordered),
        "by_hand": [finding for finding in ordered if finding.level == "todo"],
        "folded": [finding for finding in ordered if finding.level in {"pass", "n/a"}],
        "fold": tell(_fold(ordered), language),
    }


def _text(packed: PackedPost, language: str) -> dict[str, Any]:
    post = packed.post
    return {
        "post": post,
        "id": text_anchor(packed),
        "platform": post.platform_name,
        "name": f"{tell(post.name, language)} ({post.language})",
        "length": length(packed),
        "level": worst(packed.findings),
        "open": [finding for finding in packed.findings if finding.stands],
        "waived": waived(packed.findings),
    }


def _by_level(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.level))


def _fold(findings: Iterable[Finding]) -> Message:
    """The line that stands for all findings that ask for nothing."""
    count = Counter(finding.level for finding in findings)
    passed = nmsg("{count} check passed", "{count} checks passed", count["pass"])
    idle = nmsg("{count} not applicable", "{count} not applicable", count["n/a"])
    if count["pass"] and count["n/a"]:
        return msg("{passed}, {idle}", passed=passed, idle=idle)
    return passed if count["pass"] else idle


def _data_uri(picture: Picture) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture.jpeg).decode()
