"""``copy.txt``, ``copy.html`` and ``copy.json``: the posts of a pack, for people to copy from and for programs."""

from __future__ import annotations

import base64
import json
from itertools import groupby
from typing import Any

from studio.check.copy import UNITS
from studio.messages import ENGLISH, Message, msg, tell
from studio.pack.manifest import Manifest, PackedPost
from studio.pack.templating import templates
from studio.render.qr import qr_png

TXT, HTML, JSON = FILES = ("copy.txt", "copy.html", "copy.json")
_RULE = "-" * 60


def text_files(manifest: Manifest, language: str = ENGLISH) -> dict[str, bytes]:
    """Every file that tells the pack's posts, by its name; none where nothing was written.

    ``language`` is that of what the studio says of them; the posts stay in their own.
    """
    if not manifest.texts.files:
        return {}
    codes = {code.file: qr_png(code.link) for code in manifest.texts.qr_codes}
    told = {TXT: _txt(manifest, language), HTML: _html(manifest, codes, language), JSON: _json(manifest)}
    return {**{name: text.encode() for name, text in told.items()}, **codes}


def length(packed: PackedPost) -> Message:
    """How long a post is, in words: ``143 of 280 weighted characters``."""
    counts = [part.count for part in packed.post.parts]
    unit, most = Message(id=UNITS[packed.post.unit]), packed.post.limit
    told = msg("{count} {unit}", count=max(counts), unit=unit)
    if most:
        told = msg("{count} of {limit} {unit}", count=max(counts), limit=most, unit=unit)
    return msg("{parts} posts, the longest {length}", parts=len(counts), length=told) if len(counts) > 1 else told


def open_findings(packed: PackedPost) -> list[Message | str]:
    """What to mend, to make better or to look at, in words."""
    return [finding.sentence for finding in packed.findings if finding.level in {"fail", "warn", "todo"}]


def _txt(manifest: Manifest, language: str) -> str:
    def line(label: Message, said: Message | str) -> str:
        return tell(msg("{label}: {value}", label=label, value=said), language)

    blocks = [tell(msg("{name}: texts", name=manifest.master.name), language) + "\n"]
    for packed in manifest.texts.posts:
        post = packed.post
        head = f"{post.platform_name} · {tell(post.name, language)} · {post.language}\n"
        head += f"{tell(length(packed), language)}\n{_RULE}"
        parts = f"\n{_RULE}\n".join(part.text for part in post.parts)
        extras = [line(msg("Tags"), ", ".join(post.hashtags))] if post.hashtags else []
        extras += [line(msg("Link"), post.link)] if post.link else []
        extras += [line(msg("Alt text"), post.alt_text)] if post.alt_text else []
        extras += [line(msg("Note"), note) for note in (*post.notes, *open_findings(packed))]
        blocks.append("\n".join([head, parts, _RULE, *extras, ""]))
    blocks += [line(msg("Note"), note) for note in manifest.texts.notes]
    return "\n\n".join(blocks).rstrip() + "\n"


def _json(manifest: Manifest) -> str:
    data = {"master": manifest.master.name, **manifest.texts.model_dump(mode="json", exclude={"files"})}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _html(manifest: Manifest, codes: dict[str, bytes], language: str) -> str:
    """One page that needs nothing else; whatever comes from people is escaped."""
    posts = manifest.texts.posts
    return (
        templates(language)
        .get_template("copy.html.j2")
        .render(
            manifest=manifest,
            language=language,
            platforms=[
                {"name": name, "posts": [_card(packed) for packed in group]}
                for name, group in groupby(posts, key=lambda packed: packed.post.platform_name)
            ],
            languages=list(dict.fromkeys(packed.post.language for packed in posts)),
            codes=[
                (code, "data:image/png;base64," + base64.b64encode(codes[code.file]).decode())
                for code in manifest.texts.qr_codes
            ],
        )
    )


def _card(packed: PackedPost) -> dict[str, Any]:
    post = packed.post
    return {
        "post": post,
        "id": post.key.replace("/", "-"),
        "length": length(packed),
        "direction": "rtl" if post.right_to_left else "ltr",
        "open": open_findings(packed),
        "parts": [folded(part.text, post.above_fold if at == 0 else None) for at, part in enumerate(post.parts)],
    }


def folded(text: str, above: str | None) -> tuple[str, str]:
    """A part as what shows at once and what a reader must ask for."""
    if above is None or not text.startswith(above):
        return text, ""
    return above, text[len(above) :]
