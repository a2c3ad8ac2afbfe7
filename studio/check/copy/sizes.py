"""Checks on how long a post is, and on what its beginning says."""

from __future__ import annotations

from studio.check.copy import prose
from studio.check.copy.asking import addresses
from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import folded
from studio.check.copy.saying import quoted
from studio.check.ranges import Count
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.copy import signs
from studio.plan.copy.counting import count
from studio.plan.copy.places import first_sentence
from studio.platforms.posts import Unit

_A_THOUGHT = 3
"""Words of the shortest sentence that says something: "We plant trees"."""


def length(evidence: PostEvidence, *, max_chars: Count, unit: Unit | None = None) -> Verdict:
    """Each of its parts has at most ``max_chars``, counted as its platform counts or in ``unit``.

    With the unit of another platform, it says whether the text can be passed on there.
    """
    rules = evidence.rules if unit is None else evidence.rules.model_copy(update={"count": unit, "link_weight": None})
    counts = [count(text, rules) for text in evidence.texts]
    longest = max(counts)
    told = {"measured": counts if len(counts) > 1 else longest, "wanted_max": max_chars}
    if longest > max_chars:
        return warned(
            nmsg(
                "It has {count} character, and {most} or fewer are advised: shorten it.",
                "It has {count} characters, and {most} or fewer are advised: shorten it.",
                longest, most=max_chars,
            ),
            **told,
        )  # fmt: skip
    return passed(
        nmsg(
            "It has {count} character, within {most}.",
            "It has {count} characters, within {most}.",
            longest,
            most=max_chars,
        ),
        **told,
    )


def words(
    evidence: PostEvidence,
    *,
    min_words: Count = 0,
    max_words: Count | None = None,
    link: bool = False,
    unless_tone: tuple[str, ...] = (),
) -> Verdict:
    """It has ``min_words`` to ``max_words`` words, and with ``link`` a link.

    More words are fine where the copy file's ``tone`` says one of ``unless_tone``.
    """
    if prose.is_unspaced(evidence.text):
        return unknown(msg("Its words stand without spaces, and cannot be counted."))
    found = len(signs.words(evidence.text))
    leads = sorted(addresses(evidence))
    told: dict[str, object] = {"measured": found, "wanted_min": min_words or None, "wanted_max": max_words}
    told |= {"links": leads, "wanted_links": 1} if link else {}
    if found < min_words:
        return warned(
            nmsg(
                "It has {count} word, and {least} or more are advised: give the background.",
                "It has {count} words, and {least} or more are advised: give the background.",
                found, least=min_words,
            ),
            **told,
        )  # fmt: skip
    if max_words is not None and found > max_words and not _excused(evidence, unless_tone):
        return warned(
            nmsg(
                "It has {count} word, and {most} or fewer are advised: say less, and link to the rest.",
                "It has {count} words, and {most} or fewer are advised: say less, and link to the rest.",
                found, most=max_words,
            ),
            **told,
        )  # fmt: skip
    if link and evidence.rules.links == "clickable" and not leads:
        return warned(msg("It has no link: add one to the details or the source."), **told)
    return passed(nmsg("It has {count} word.", "It has {count} words.", found), **told)


def _excused(evidence: PostEvidence, tones: tuple[str, ...]) -> bool:
    tone = folded(evidence.source.tone) if evidence.source else ""
    return any(folded(each) in tone for each in tones)


def full_thought(evidence: PostEvidence, *, chars: Count) -> Verdict:
    """The first ``chars`` characters hold a whole sentence, which shows before "more"."""
    text = evidence.texts[0]
    said = [
        each
        for each in prose.sentences(evidence.post.model_copy(update={"parts": evidence.post.parts[:1]}))
        if each.words
    ]
    if not said:
        return warned(msg("It has no words: write a caption."), measured=0, wanted_min=1)
    first = first_sentence(text)
    found = count(first, evidence.rules)
    told = {"measured": found, "wanted_max": chars, "where": [first]}
    if len(said[0].words) < _A_THOUGHT and not prose.is_unspaced(first):
        whole = next((each for each in said if len(each.words) >= _A_THOUGHT), None)
        shown = text[: whole.end_in(text)] if whole else ""
        if not shown or count(shown, evidence.rules) > chars:
            return warned(
                msg(
                    "Its first {chars} characters hold no whole thought: {sentence}",
                    chars=chars,
                    sentence=quoted(first),
                ),
                **told,
            )
        return passed(msg("A whole thought shows before “more”: {sentence}", sentence=quoted(shown)), **told)
    if found > chars:
        return warned(
            msg(
                "Its first sentence has {found} characters, and {chars} show: begin with a shorter one.",
                found=found, chars=chars,
            ),
            **told,
        )  # fmt: skip
    return passed(msg("A whole thought shows before “more”: {sentence}", sentence=quoted(first)), **told)
