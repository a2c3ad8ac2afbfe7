"""Checks on how a post speaks to people."""

from __future__ import annotations

import regex

from studio.check.copy.asking import requests
from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import Words, folded, phrase_at, phrases_in, tokens
from studio.check.copy.prose import Sentence
from studio.check.copy.saying import no_list, quoted, shortened
from studio.check.ranges import Count, Share
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.copy import signs

_CAPITALS = regex.compile(r"(?<![\p{L}\p{M}\p{N}_#@&.-])\p{Lu}[\p{Lu}\p{M}'\u2019]*(?![\p{L}\p{M}\p{N}_&]|[.-]\p{L})")
_RUN = regex.compile(r"(?:[!\uff01\u203c][\s?]*){2,}|[?!\u2049\u2048]{3,}")
_LONG = 9
"""Letters; no abbreviation has so many."""
_ROW, _NO_ACRONYM = 3, 6
"""So many words in capitals side by side, one of them with so many letters, are no abbreviations."""
_VERB = 5
"""Letters of a verb whose ending says who speaks."""
_FEW = 3
"""Sentences of which a share says something."""
_SIDE_BY_SIDE = regex.compile(r"[\s'\"\u2019]+")


def calm_tone(evidence: PostEvidence) -> Verdict:
    """No words in capitals, abbreviations aside, and no rows of exclamation marks."""
    loud = [word for text in evidence.texts for word in shouted(text, evidence.words)]
    rows = [found[0].strip() for text in evidence.texts for found in _RUN.finditer(text)]
    told = {"measured": [*loud, *rows], "wanted": 0}
    if loud and rows:
        return warned(
            msg(
                "It shouts, with {words} in capitals and {marks}: say it calmly.", words=tuple(loud[:3]), marks=rows[0]
            ),
            **told,
        )
    if loud:
        return warned(msg("It shouts: {words} in capitals. Write them small.", words=tuple(loud[:3])), **told)
    if rows:
        return warned(msg("It shouts: {marks}. One mark is enough.", marks=rows[0]), **told)
    return passed(msg("Its tone is calm: no words in capitals, no rows of exclamation marks."), **told)


def shouted(text: str, words: Words | None) -> list[str]:
    """The words in capitals that are no abbreviations, and each row of such words."""
    text = signs.change_links(text, lambda *_: " ")
    rows: list[list[str]] = []
    end = -1
    for found in _CAPITALS.finditer(text):
        beside = bool(rows) and _SIDE_BY_SIDE.fullmatch(text, end, found.start()) is not None
        rows[-1].append(found[0]) if beside else rows.append([found[0]])
        end = found.end()
    return [" ".join(row) for row in rows if _is_shouted(row, words)]


def _is_shouted(row: list[str], words: Words | None) -> bool:
    letters = [word for word in row if len(word) > 1]
    known = set(words.shouted if words else ())
    if len(letters) > 1 and words:
        known |= set(words.common)  # alone, "WHO" and "US" are names
    loud = any(folded(word) in known or len(word) >= _LONG for word in letters)
    return loud or (len(letters) >= _ROW and max(map(len, letters)) >= _NO_ACRONYM)


def no_lecture(evidence: PostEvidence, *, max_share: Share = 0.3) -> Verdict:
    """At most ``max_share`` of its sentences tell people what they must do; its call to action does not count."""
    words = evidence.words
    if words is None:
        return no_list(evidence)
    call = evidence.source.call_to_action if evidence.source else ""
    every = [each for each in evidence.sentences if not (call and tokens(each.text) == tokens(call))]
    if not every:
        return unknown(msg("It has no sentences."))
    few = len(every) < _FEW
    wrong = [each.text for each in every if _lectures(each, words, only_must=few)]
    share = len(wrong) / len(every) if few or len(wrong) > 1 else 0.0  # one invitation is no lecture
    told = {"measured": round(share, 2), "wanted_max": max_share, "where": wrong}
    if share > max_share:
        return warned(
            msg(
                "Sentences that tell people what to do: {wrong} of {all}, such as {sentence}: say what you see.",
                wrong=len(wrong), all=len(every), sentence=quoted(wrong[0]),
            ),
            **told,
        )  # fmt: skip
    return passed(
        msg("Sentences that tell people what to do: {wrong} of {all}.", wrong=len(wrong), all=len(every)), **told
    )


def _lectures(sentence: Sentence, words: Words, *, only_must: bool) -> bool:
    if sentence.asks:
        return False
    own = words.first_person[:1]  # "I must" tells nobody else what to do
    if any(sentence.tokens[max(0, at - 1) : at] != own for at, _ in phrases_in(sentence.tokens, words.must)):
        return True
    if only_must:
        return False
    starts = (0, *(at for at in sorted(sentence.pauses) if at < len(sentence.tokens)))
    return any(phrase_at(sentence.tokens, at, words.orders) for at in starts) or any(requests(sentence, words))


def personal(evidence: PostEvidence, *, second_person: bool = False) -> Verdict:
    """A person speaks: it asks a question or says I or we; with ``second_person``, speaking to readers counts too."""
    words = evidence.words
    questions = [each.text for each in evidence.sentences if each.asks]
    if questions:
        return passed(msg("It asks: {question}", question=shortened(questions[0])), where=questions[:3])
    if words is None:
        return no_list(evidence)
    for each in evidence.sentences:
        if word := _person(each, words, second_person=second_person):
            return passed(
                msg("A person speaks: {sentence}", sentence=shortened(each.text)), measured=word, where=[each.text]
            )
    return warned(msg("Nobody speaks in it: ask something, or say I or we."), measured=0, wanted="a question, I or we")


def _person(sentence: Sentence, words: Words, *, second_person: bool) -> str:
    told = (*words.first_person, *(words.second_person if second_person else ()))
    found = phrases_in(sentence.tokens, told)
    if found:
        return " ".join(found[0][1])
    verbs = (word for word in sentence.tokens if len(word) > _VERB and word.endswith(words.first_person_endings))
    return next(verbs, "")


def professional(evidence: PostEvidence, *, max_emoji: Count = 3, max_tags: Count = 5) -> Verdict:
    """It is written for colleagues: calm, without slang, with few emoji (``max_emoji``) and hashtags (``max_tags``)."""
    text = evidence.text
    words = evidence.words
    emoji = [sign for sign in signs.graphemes(text) if signs.is_emoji(sign)]
    tags = len(list(signs.hashtags(text)))
    slang = [" ".join(found) for each in evidence.sentences if words
             for _, found in phrases_in(each.tokens, words.professional_not)]  # fmt: skip
    told = {"emoji": len(emoji), "hashtags": tags, "slang": slang, "wanted_max_emoji": max_emoji}
    calm = calm_tone(evidence)
    if calm.level != "pass":
        return calm
    if slang:
        return warned(msg("“{word}” is not how colleagues write to each other.", word=slang[0]), **told)
    if len(emoji) > max_emoji:
        return warned(
            nmsg(
                "It has {count} emoji; colleagues expect {most} at most.",
                "It has {count} emoji; colleagues expect {most} at most.",
                len(emoji), most=max_emoji,
            ),
            **told,
        )  # fmt: skip
    if tags > max_tags:
        return warned(
            nmsg(
                "It has {count} hashtag; colleagues expect {most} at most.",
                "It has {count} hashtags; colleagues expect {most} at most.",
                tags, most=max_tags,
            ),
            **told,
        )  # fmt: skip
    return passed(msg("It reads as written for colleagues: calm, without slang, with few emoji and hashtags."), **told)
