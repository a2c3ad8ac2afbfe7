"""``report.html``: the pack for people. One file that needs nothing else: styles and pictures are in it."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from studio.check.finding import Finding
from studio.check.mending import Change
from studio.check.waiving import in_words
from studio.messages import ENGLISH, Message, msg, nmsg, tell
from studio.pack import words
from studio.pack.checklist import Item, beside, checklist, everywhere, of_campaign
from studio.pack.citing import cited, read_on
from studio.pack.manifest import Manifest, PackedOutput, PackedPost
from studio.pack.pictures import Picture
from studio.pack.summary import (
    anchor,
    by_level,
    by_platform,
    called,
    mended,
    named,
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

_SHOWN = 8
"""Outputs that ask for something, on the first page."""


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
        read_on=lambda finding: tell(read_on(finding, today, language), language),
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
        campaign=_split(manifest.campaign, language) | {"by_hand": _asked(manifest.campaign)},
        subtitles=[
            {"name": file.name, "open": found} for file in manifest.subtitles if (found := standing(file.findings))
        ],
        failed=[(called(one), one.reason) for one in manifest.failed],
        skipped=[(called(one), one.reason) for one in manifest.skipped],
    )


def _platforms(
    manifest: Manifest,
    pictures: Mapping[str, tuple[Picture, ...]],
    general: Sequence[Item],
    texts: list[dict[str, Any]],
    language: str,
) -> list[dict[str, Any]]:
    posts = {card["post"].key: card for card in texts}
    return [
        {
            "slug": slug,
            "name": platform_name(outputs[0]),
            "outputs": [
                _card(output, pictures.get(output.file, ()), posts, language) | {"mended": _mended(manifest, output)}
                for output in outputs
            ],
            "todo": _todo(outputs, general, language),
            "level": worst(finding for output in outputs for finding in output.findings),
        }
        for slug, outputs in by_platform(manifest.outputs, summary(manifest))
    ]


def _todo(outputs: list[PackedOutput], general: Sequence[Item], language: str) -> list[tuple[Finding, str]]:
    """What is to do on one platform and not told for all, with the outputs it is about where these are not all."""
    names = {output.placement: tell(output_name(output), language) for output in outputs}
    return [
        (item.finding, "" if len(item.placements) == len(names) else ", ".join(names[one] for one in item.placements))
        for item in beside(general, outputs)
    ]


def _asked(campaign: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """What is to do for the campaign, with the tips that wait for it where they are several."""
    return [
        (same[0], ", ".join(finding.rule for finding in same) if len(same) > 1 else "")
        for same in of_campaign(campaign)
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
        "name": tell(named(output), language),
        "made_of": [posts[key] for key in output.posts if key in posts],
        "facts": words.facts_in_words(output.facts, language),
        "pictures": pictures,
        "level": worst(output.findings),
        "score": output.score,
        **_split(output.findings, language),
    }


def _split(findings: Sequence[Finding], language: str) -> dict[str, Any]:
    """Findings by what becomes of them; ``fold`` stands for those that ask for nothing."""
    ordered = by_level(findings)
    return {
        "open": standing(ordered),
        "waived": waived(ordered),
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
