"""Which placements a pack is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import streamlit as st

from studio.platforms.contract import Target
from studio.platforms.registry import one_of_each

Groups = Mapping[str, Sequence[Target]]
"""The placements of each platform, by its slug."""


def choice(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The chosen targets, in their order, grouped by platform; at first one of each platform."""
    groups = {slug: list(group) for slug, group in groupby(targets, key=lambda target: target.platform.slug)}
    first = {target.id for target in one_of_each(targets)}
    with st.container(horizontal=True, key="choose-many"):
        st.button("One for each platform", key="choose-first", on_click=_choose, args=(groups, first))
        st.button("All", key="choose-all", on_click=_choose, args=(groups, {target.id for target in targets}))
        st.button("None", key="choose-none", on_click=_choose, args=(groups, set()))
    chosen: set[str] = set()
    columns = st.columns(2, gap="medium")
    for place, (slug, group) in enumerate(groups.items()):
        names = {target.id: target.placement.name for target in group}
        st.session_state.setdefault(_key(slug), [one for one in names if one in first])
        with columns[place % 2]:
            picked = st.pills(
                group[0].platform.name, list(names), selection_mode="multi", format_func=names.__getitem__,
                key=_key(slug), wrap=True,
            )  # fmt: skip
        chosen |= set(picked)
    return tuple(target for target in targets if target.id in chosen)


def _choose(groups: Groups, wanted: Iterable[str]) -> None:
    """Before the page is drawn again: what somebody asked for at one click."""
    for slug, group in groups.items():
        st.session_state[_key(slug)] = [target.id for target in group if target.id in wanted]


def _key(slug: str) -> str:
    return f"choice:{slug}"
