"""Checks on hashtags and tags."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import regex

from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import WEEKDAYS, base, folded, tokens, words_of
from studio.check.ranges import Count
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.messages import Message, msg, nmsg
from studio.plan.copy import signs
from studio.plan.copy.hashtags import hashtag

DAYS = (
    msg("Monday"), msg("Tuesday"), msg("Wednesday"), msg("Thursday"), msg("Friday"), msg("Saturday"), msg("Sunday"),
)  # fmt: skip
_CHUNK = regex.compile(r"\p{Lu}+(?![\p{Ll}])|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+")
"""The words of ``LikeThis2030``."""
_YEAR = regex.compile(r"(?:1[89]|20|21)\d\d")
_MOST_DIGITS = 2
_CONSONANTS = {"es": 4, "it": 4, "fr": 5, "de": 8, "nl": 8}
"""The longest runs of consonants in common words: "obstrucción", "Angstschweiß"."""
_CONSONANTS_ELSE = 6
_ACRONYM = 5
"""Letters of the longest abbreviation that people spell out: ``tbt``, ``lgbtq``."""
_VOWEL = r"[aeiouyæœø\u0131]+"
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "no", "nn", "fi", "hu", "is", "et"})
"""Languages that write several nouns as one word."""
_LATIN = regex.compile(r"^[\p{Latin}\p{M}]+$")
_LONGEST_PART, _FEWEST_LETTERS = 4, 8


def hashtags(
    evidence: PostEvidence, *, min_tags: Count = 1, max_tags: Count = 3, max_length: Count = 20, capitals: bool = True
) -> Verdict:
    """It has ``min_tags`` to ``max_tags`` hashtags; each is short, can be said, and shows its words by capitals."""
    tags = tags_of(evidence)
    told = {"measured": len(tags), "wanted_min": min_tags, "wanted_max": max_tags, "hashtags": list(tags)}
    if len(tags) < min_tags:
        return warned(
            nmsg(
                "It has {count} hashtag, and {least} or more help people find it.",
                "It has {count} hashtags, and {least} or more help people find it.",
                len(tags), least=min_tags,
            ),
            **told,
        )  # fmt: skip
    if len(tags) > max_tags:
        return warned(
            nmsg(
                "It has {count} hashtag, and {most} at most are advised: keep the best.",
                "It has {count} hashtags, and {most} at most are advised: keep the best.",
                len(tags), most=max_tags,
            ),
            **told,
        )  # fmt: skip
    wrong = [said for tag in tags if (said := _fault(tag, evidence, max_length, capitals=capitals))]
    if wrong:
        return warned(msg("{faults}.", faults=tuple(wrong)), **told)
    return passed(
        nmsg(
            "Its {count} hashtag is short and can be said.",
            "Its {count} hashtags are short and can be said.",
            len(tags),
        )
        if tags
        else msg("It has no hashtags, and needs none."),
        **told,
    )


def weekday_tags(evidence: PostEvidence) -> Verdict:
    """A hashtag of a weekday, such as #ThrowbackThursday, is posted on its day."""
    found = [(tag, day) for tag in tags_of(evidence) if (day := weekday_of(tag, evidence.post.language)) is not None]
    told = {"hashtags": [tag for tag, _ in found], "wanted": [WEEKDAYS[day] for _, day in found]}
    if not found:
        such = _trends(evidence)
        if such:
            return unknown(msg("It has no hashtag of a weekday; {such} would suit its day.", such=f"#{such[0]}"))
        return unknown(msg("It has no hashtag of a weekday."))
    tag, day = found[0]
    if evidence.day is None:
        return unknown(msg("#{tag} belongs to a {day}: post it then.", tag=tag, day=DAYS[day]), **told)
    wrong = [(tag, day) for tag, day in found if day != evidence.day.weekday()]
    if wrong:
        tag, day = wrong[0]
        return failed(
            msg(
                "#{tag} belongs to a {day}, and this goes out on a {posted}: take it out, or change the day.",
                tag=tag, day=DAYS[day], posted=DAYS[evidence.day.weekday()],
            ),
            measured=WEEKDAYS[evidence.day.weekday()], **told,
        )  # fmt: skip
    return passed(msg("#{tag} goes out on its day.", tag=tag), measured=WEEKDAYS[day], **told)


def listed_hashtags(evidence: PostEvidence, *, wanted: tuple[str, ...] = (), least: Count = 1) -> Verdict:
    """At least ``least`` of its hashtags are ``wanted``: by default those that the campaign's audience follows."""
    listed = wanted or evidence.hashtags or (evidence.source.hashtags if evidence.source else ())
    if not listed:
        return warned(
            msg("The campaign names no hashtags that its audience follows: list some under hashtags in the copy file."),
            measured=0, wanted_min=least,
        )  # fmt: skip
    known = {folded(tag) for each in listed if (tag := hashtag(each.lstrip("#")))}
    found = [tag for tag in tags_of(evidence) if folded(tag) in known]
    told = {"measured": found, "wanted": list(listed), "wanted_min": least}
    if len(found) < least:
        return warned(
            msg("None of its hashtags is one that the campaign chose: use one of {listed}.", listed=tuple(listed[:5]))
            if not found
            else nmsg(
                "It has {count} hashtag that the campaign chose; {least} or more are wanted.",
                "It has {count} hashtags that the campaign chose; {least} or more are wanted.",
                len(found), least=least,
            ),
            **told,
        )  # fmt: skip
    return passed(
        msg("It has hashtags that the campaign chose: {found}.", found=tuple(f"#{tag}" for tag in found)), **told
    )


def tags(evidence: PostEvidence, *, min_tags: Count = 5, max_length: Count = 100, medium: bool = False) -> Verdict:
    """It is a list of at least ``min_tags`` tags, none longer than ``max_length``.

    With ``medium``, one names what the post is (photo, video) and one its subject.
    """
    found = _listed(evidence)
    told = {"measured": len(found), "wanted_min": min_tags, "tags": list(found)}
    if len(found) < min_tags:
        return warned(
            nmsg(
                "It has {count} tag, and {least} or more are advised: add keywords to the copy file.",
                "It has {count} tags, and {least} or more are advised: add keywords to the copy file.",
                len(found), least=min_tags,
            ),
            **told,
        )  # fmt: skip
    long = [tag for tag in found if len(tag) > max_length]
    if long:
        return warned(msg("“{tag}” is too long for a tag: say it in fewer words.", tag=long[0]), **told)
    if medium:
        return _names_both(evidence, found, told)
    return passed(nmsg("It has {count} tag.", "It has {count} tags.", len(found)), **told)


def tags_of(evidence: PostEvidence) -> tuple[str, ...]:
    """Its hashtags without ``#``, each once: those in the text, then those in a field of their own."""
    written = [text[start + 1 : end] for text in evidence.texts for start, end in signs.hashtags(text)]
    return tuple({folded(tag): tag for tag in (*written, *evidence.post.hashtags)}.values())


def _listed(evidence: PostEvidence) -> tuple[str, ...]:
    parts = regex.split(r"[,\u060c\n]", evidence.text)
    named = [part.strip().lstrip("#") for part in (*parts, *evidence.post.hashtags) if part.strip()]
    return tuple({folded(_apart(tag)): tag for tag in named}.values())


def _names_both(evidence: PostEvidence, found: Sequence[str], told: dict[str, object]) -> Verdict:
    names = {
        " ".join(tokens(name))
        for language in dict.fromkeys((evidence.post.language, "en"))
        if (known := words_of(language))
        for name in known.media
    }
    media = [tag for tag in found if folded(_apart(tag)) in names]
    if not media:
        return warned(msg("No tag names what it is: add one such as photo or video."), media=media, **told)
    if len(media) == len(found):
        return warned(msg("No tag names its subject: add one."), media=media, **told)
    return passed(msg("Its tags name what it is ({medium}) and its subject.", medium=media[0]), media=media, **told)


def _fault(tag: str, evidence: PostEvidence, max_length: int, *, capitals: bool) -> Message | None:
    length = len(signs.graphemes(tag))
    if length > max_length:
        return nmsg(
            "#{tag} has {count} letter, over {most}: shorten it",
            "#{tag} has {count} letters, over {most}: shorten it",
            length, tag=tag, most=max_length,
        )  # fmt: skip
    if not _sayable(tag, base(evidence.post.language)):
        return msg("#{tag} cannot be said aloud: choose words", tag=tag)
    if capitals and (better := _with_capitals(tag, evidence)):
        return msg("#{tag} hides its words: write #{better}", tag=tag, better=better)
    return None


def _sayable(tag: str, language: str) -> bool:
    """No long number but a year, and no run of consonants that the language has in no word."""
    for chunk in _CHUNK.findall(tag):
        if chunk[0].isdigit():
            if len(chunk) > _MOST_DIGITS and not _YEAR.fullmatch(chunk):
                return False
            continue
        if not _LATIN.match(chunk) or (chunk.isupper() and len(chunk) <= _ACRONYM):
            continue
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", chunk.casefold()) if sign.isalpha())
        if len(plain) <= _ACRONYM and not regex.search(_VOWEL, plain):
            continue
        runs = [len(run) for run in regex.split(_VOWEL, plain)]
        if max(runs) > min(_CONSONANTS.get(language, _CONSONANTS_ELSE), max(_ACRONYM, len(plain) - 1)):
            return False
    return True


def _with_capitals(tag: str, evidence: PostEvidence) -> str | None:
    """The tag with a capital for each word, where it has none inside and is made of words that the copy uses."""
    if "_" in tag or not tag[1:].islower() or len(tag) < _FEWEST_LETTERS:
        return None
    known = evidence.words
    source = evidence.source
    said = f"{source.title} {source.message} {' '.join(source.keywords)} {source.body}" if source else evidence.text
    told = set(tokens(" ".join(word for word in signs.words(said) if folded(word) != folded(tag))))
    common = set(known.common if known else ())
    plain = folded(tag)
    if plain in told | common:
        return None
    parts = _parted(plain, told | common)
    little = [part for part in parts if part in common]
    if (
        not parts
        or max(map(len, parts)) < _LONGEST_PART
        or (base(evidence.post.language) in _COMPOUNDING and not little)
    ):
        return None
    return "".join(part[:1].upper() + part[1:] for part in parts)


def _parted(text: str, known: set[str]) -> list[str]:
    """A text as words that are known, as few as possible; empty where it cannot be."""
    best: list[list[str] | None] = [[], *[None] * len(text)]
    for end in range(1, len(text) + 1):
        for start in range(end):
            before = best[start]
            if before is None or text[start:end] not in known:
                continue
            if (now := best[end]) is None or len(before) + 1 < len(now):
                best[end] = [*before, text[start:end]]
    return best[-1] or []


def _apart(tag: str) -> str:
    """``ShortFilm`` or ``short_film`` as ``short film``."""
    return " ".join(regex.findall(r"[\p{L}\p{M}\p{N}]+", regex.sub(r"(?<=\p{Ll})(?=\p{Lu})", " ", tag)))


def weekday_of(tag: str, language: str) -> int | None:
    """Which weekday a hashtag belongs to, counted from Monday."""
    plain = folded(tag)
    for each in dict.fromkeys((language, "en")):
        known = words_of(each)
        for day, name in enumerate(WEEKDAYS):
            if plain in {folded(one) for one in (known.weekday_tags.get(name, ()) if known else ())}:
                return day
    parts = folded(_apart(tag)).split()
    names = [name for each in dict.fromkeys((language, "en")) for name in enumerate(day_names(each))]
    return next((day for day, name in names if name in parts and "every" not in parts), None)


def _trends(evidence: PostEvidence) -> tuple[str, ...]:
    """What is usual on the day on which it goes out."""
    known = evidence.words
    if evidence.day is None or known is None:
        return ()
    return known.weekday_tags.get(WEEKDAYS[evidence.day.weekday()], ())


def day_names(language: str) -> tuple[str, ...]:
    """Monday to Sunday as the language writes them; empty for one that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        days = Locale.parse(base(language)).days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(folded(days[day]) for day in range(7))
