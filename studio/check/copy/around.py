"""Checks on what goes with a post: its links, its alt text, the language it says it is in."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

import regex

from studio.check.copy.asking import hrefs
from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import base, phrase_at, tokens
from studio.check.copy.prose import is_unspaced
from studio.check.copy.saying import quoted
from studio.check.ranges import Count
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg, nmsg
from studio.plan.copy import signs
from studio.plan.copy.alt_text import SUGGESTION

PARAMETERS = ("utm_source", "utm_medium", "utm_campaign")
_FILE = regex.compile(
    r"\.(?:jpe?g|png|gif|webp|heic|avif|tiff?|mp4|mov|webm|mkv)\b|^\w*_\w*$|^(?:IMG|DSC|PXL|VID|MVI)[_-]?\d", regex.I
)
_ALIKE = 90
_ENOUGH_LETTERS = 40
_LOOKED_AT = 400
"""Characters; the language of a text does not change behind them."""
_SURE = 0.8
_FAMILIES = (
    frozenset({"no", "nb", "nn", "da"}), frozenset({"hr", "sr", "bs", "me"}), frozenset({"id", "ms"}),
    frozenset({"cs", "sk"}), frozenset({"mk", "bg"}),
)  # fmt: skip
"""Languages that nobody can tell apart from a few sentences."""
_TELLS = frozenset({
    "af", "ar", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "gu", "he",
    "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "lt", "lv", "me", "mk", "ml", "mr", "ms", "nb", "ne", "nl", "nn",
    "no", "pa", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk",
    "ur", "vi", "zh",
})  # fmt: skip
"""Those that langdetect knows, and their near relations."""


def tagged_links(evidence: PostEvidence) -> Verdict:
    """Every link to the campaign's own site says source, medium and campaign, and the source is the platform."""
    site = _host(evidence.source.link) if evidence.source else None
    text = evidence.text
    every = [*(text[start:end] for start, end in signs.links(text)), *hrefs(evidence.post)]
    own = list(dict.fromkeys(link for link in every if site and _host(link) == site))
    if not own:
        return unknown(msg("It has no link to the campaign's site that people can press."))
    told = {"measured": own, "wanted": [*PARAMETERS, f"utm_source={evidence.post.platform}"]}
    for link in own:
        given = parse_qs(urlsplit(link).query)
        missing = [name for name in PARAMETERS if not given.get(name)]
        if missing:
            return warned(
                msg("{link} does not say {missing}, so that nobody can tell where visits came from.",
                    link=quoted(link), missing=tuple(missing)),
                **told,
            )  # fmt: skip
        if given["utm_source"] != [evidence.post.platform]:
            return warned(
                msg("{link} counts its visits for “{found}”, not {platform}: take utm_source out of the copy's link.",
                    link=quoted(link), found=given["utm_source"][0], platform=evidence.post.platform_name),
                **told,
            )  # fmt: skip
    return passed(
        nmsg(
            "Its {count} link says where visits come from.", "Its {count} links say where visits come from.", len(own)
        ),
        **told,
    )


def useful_alt_text(evidence: PostEvidence, *, min_chars: Count = 20) -> Verdict:
    """Somebody wrote an alt text that says what is seen: no file name, no "image of", no copy of the post.

    It has ``min_chars`` characters or more, or a third of them in scripts without spaces.
    """
    if not evidence.leads:
        return unknown(msg("It is told with the platform's first text."))
    alt = evidence.post.alt_text.strip()
    least = min_chars // 3 if is_unspaced(alt) else min_chars
    told = {"measured": len(alt), "wanted_min": least, "where": alt}
    wrong = _useless(alt, evidence, least)
    if wrong is not None:
        return warned(wrong, **told)
    return passed(msg("The alt text says what is seen: {alt}", alt=quoted(alt)), **told)


def _useless(alt: str, evidence: PostEvidence, least: int) -> Message | None:
    """Why an alt text helps nobody; ``None`` where it does."""
    if not alt or alt.startswith(SUGGESTION.strip()):
        return msg("Nobody has written an alt text: look, and write alt_text in the copy file.")
    if _FILE.search(alt):
        return msg("The alt text {alt} is the name of a file: say what is seen.", alt=quoted(alt))
    said, among = evidence.words, tokens(alt)
    if said and among and (begins := phrase_at(among, 0, said.picture_of)):
        known = alt[: len(" ".join(begins))]
        return msg("The alt text begins with “{begins}”, which people know: begin with what is seen.", begins=known)
    if len(alt) < least:
        return nmsg(
            "The alt text has {count} character: say in a sentence what is seen.",
            "The alt text has {count} characters: say in a sentence what is seen.",
            len(alt),
        )
    if copied := _copied(alt, evidence):
        return msg("The alt text repeats the post ({text}): say what is seen instead.", text=quoted(copied))
    return None


def _copied(alt: str, evidence: PostEvidence) -> str:
    """What of the post the alt text repeats; empty where it is its own."""
    from rapidfuzz import fuzz

    source = evidence.source
    others = [source.title, source.message, f"{source.title} {source.message}"] if source else []
    plain = " ".join(tokens(alt))
    return next(
        (each for each in [*others, *evidence.texts] if each and fuzz.ratio(plain, " ".join(tokens(each))) >= _ALIKE),
        "",
    )


def language_as_declared(evidence: PostEvidence) -> Verdict:
    """It is in the language that its copy file names."""
    declared = base(evidence.post.language)
    prose = " ".join(each.text for each in evidence.sentences)[:_LOOKED_AT]
    letters = sum(sign.isalpha() for sign in prose)
    least = _ENOUGH_LETTERS // 3 if is_unspaced(prose) else _ENOUGH_LETTERS
    told = {"measured_letters": letters, "wanted": declared}
    if letters < least:
        return unknown(msg("It is too short to tell its language."), **told)
    if declared not in _TELLS:
        return unknown(
            msg("“{language}” is a language that cannot be recognised: read it yourself.", language=declared)
        )
    found = _most_likely(prose)
    if found is None:
        return unknown(msg("Its language cannot be told for sure: it may be mixed."), **told)
    if found == declared or any({found, declared} <= family for family in _FAMILIES):
        return passed(msg("It is in “{language}”, as its copy file says.", language=declared), measured=found, **told)
    return warned(
        msg("It seems to be in “{found}”, and its copy file says “{language}”: correct one of them.",
            found=found, language=declared),
        measured=found, where=prose[:80], **told,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _most_likely(text: str) -> str | None:
    """Asked of the same text once: the posts of many platforms begin alike."""
    from studio.ingest.subtitles.language import chances

    likely = chances(text)
    best = max(likely, key=lambda language: likely[language], default=None)
    return best if best and likely[best] >= _SURE else None


def _host(link: str) -> str | None:
    try:
        return urlsplit(link).hostname
    except ValueError:  # somebody's text only looks like a link
        return None
