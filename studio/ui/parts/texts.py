"""The posts of a pack, to read and to copy: how long each is, what shows before "more", what to make better."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import streamlit as st

from studio.copywriting import Written
from studio.messages import tell
from studio.pack.manifest import PackedPost
from studio.pack.summary import worst
from studio.pack.texts import folded, length, open_findings
from studio.ui import words
from studio.ui.parts.component import component

_SIGNS = {"fail": ":material/error:", "warn": ":material/warning:"}


def texts(written: Written) -> None:
    """Draw the posts of one language, platform by platform, and name the files that hold whole texts."""
    posts = written.texts.posts
    languages = list(dict.fromkeys(packed.post.language for packed in posts))
    language = languages[0]
    if len(languages) > 1:
        language = st.pills(
            "Language", languages, default=language, format_func=words.language, key="texts-language", required=True
        )
    for note in written.texts.notes:
        st.caption(str(note))
    shown = (packed for packed in posts if packed.post.language == language)
    for slug, group in groupby(shown, key=lambda packed: packed.post.platform):
        own = list(group)
        level = worst([finding for packed in own for finding in packed.findings])
        name = f"{own[0].post.platform_name}: {words.counted(len(own), 'text')}"
        with st.expander(name, icon=_SIGNS.get(level), key=f"texts:{slug}"):
            component("posts")(key=f"posts:{slug}:{language}", data={"posts": [_data(packed) for packed in own]})
            files = [
                file.packed.file
                for file in written.files
                if file.packed.language == language and file.packed.placement.startswith(f"{slug}/")
            ]
            if files:
                st.caption(f"Whole texts in the pack: {', '.join(files)}")


def _data(packed: PackedPost) -> dict[str, Any]:
    """A post as the browser draws it; every text becomes text there, never markup."""
    post = packed.post
    beside = {"Tags": ", ".join(post.hashtags), "Link": post.link, "Alt text": post.alt_text}
    return {
        "name": post.name,
        "length": tell(length(packed)),
        "language": "en" if post.format == "html" else post.language,
        "direction": "rtl" if post.right_to_left and post.format == "text" else "ltr",
        "code": post.format == "html",
        "parts": [folded(part.text, post.above_fold if at == 0 else None) for at, part in enumerate(post.parts)],
        "folds": post.above_fold is not None,
        "beside": [[label, text] for label, text in beside.items() if text],
        "warnings": [str(finding) for finding in open_findings(packed)],
        "notes": [words.sentence(note) for note in post.notes],
    }
