"""A check of posts, asked about a whole campaign."""

from __future__ import annotations

from functools import partial

from studio.check.copy.asking import call_to_action
from studio.check.copy.sizes import length
from studio.check.copy.together import of_all
from studio.check.copy.tone import calm_tone
from tests.check.copy.building import said


def test_the_worst_decides_and_is_counted() -> None:
    """With the posts that it holds for."""
    verdict = of_all(calm_tone, [said("Rain."), said("NEVER!", platform="village"), said("Rain!!", language="fr")])

    assert verdict.level == "warn"
    assert (
        verdict.message == "2 of 3 posts, such as Townhall (Post, en): It shouts: NEVER in capitals. Write them small."
    )
    assert verdict.evidence["posts"] == ["village/post/en", "townhall/post/fr"]


def test_all_well_is_a_pass() -> None:
    """Parameters are given beforehand."""
    assert of_all(partial(length, max_chars=5), [said("Rain."), said("Sun.")]).level == "pass"
    assert of_all(partial(length, max_chars=4), [said("Rain."), said("Sun.")]).level == "warn"


def test_where_it_applies_to_nothing_it_says_so() -> None:
    """Posts that ask for nothing have no call to action; no posts, no verdict."""
    assert of_all(call_to_action, [said("Rain.")]).level == "n/a"
    assert of_all(calm_tone, []).level == "n/a"
