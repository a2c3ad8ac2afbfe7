"""Which placements a pack is for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from studio.platforms.contract import Target


def choice(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The chosen targets, in their order; all of them at first, grouped by platform."""
    chosen: set[str] = set()
    groups = [(name, list(group)) for name, group in groupby(targets, key=lambda target: target.platform.name)]
    columns = st.columns(2, gap="medium")
    for place, (name, group) in enumerate(groups):
        names = {target.id: target.placement.name for target in group}
        with columns[place % 2]:
            picked = st.pills(
                name, list(names), selection_mode="multi", default=list(names), format_func=names.__getitem__,
                key=f"choice:{name}",
            )  # fmt: skip
        chosen |= set(picked)
    return tuple(target for target in targets if target.id in chosen)
