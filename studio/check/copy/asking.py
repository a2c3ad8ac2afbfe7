"""Checks on what a post asks of its readers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import Words, phrase_at, phrases_in, tokens
from studio.check.copy.prose import Sentence
from studio.check.copy.saying import no_list, quoted, shortened
from studio.check.verdict import Verdict, passed, to_do, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.copy import links, signs
from studio.plan.copy.post import Post

_SHORT = 8
"""Words of a request, in languages whose every sentence begins with a verb."""
_HREF = re.compile(r"href=\"(https?://[^\"]+)\"")


def call_to_action(evidence: PostEvidence) -> Verdict:
    """A post that asks for something asks for one thing, with one verb, and gives one link for it."""
    words = evidence.words
    if words is None:
        return no_list(evidence)
    call = evidence.source.call_to_action if evidence.source else ""
    call = call if call and call in evidence.text else ""
    found = _asked(evidence, words, call)
    if not found:
        return unknown(msg("It asks for nothing, so that it needs no call to action."))
    leads = sorted(addresses(evidence))
    told = {"measured": found, "wanted": 1, "links": leads}
    if found == [call]:
        return to_do(
            msg("See whether “{call}” begins with a verb that says what to do, such as “{such}”.",
                call=call, such=words.asks[1]),
            **told,
        )  # fmt: skip
    if len(found) > 1:
        return warned(
            nmsg(
                "It asks for {count} thing ({calls}): choose one.",
                "It asks for {count} things ({calls}): choose the one that matters most.",
                len(found), calls=tuple(quoted(each) for each in found),
            ),
            **told,
        )  # fmt: skip
    return _with_one_link(evidence, found[0], leads, told)


def _with_one_link(evidence: PostEvidence, call: str, leads: list[str], told: dict[str, object]) -> Verdict:
    if evidence.rules.links == "none":
        return passed(msg("It asks for one thing: {call}.", call=quoted(call)), **told)
    if not leads:
        return warned(
            msg("It asks for one thing ({call}) and gives no link for it: add one.", call=quoted(call)), **told
        )
    if len(leads) > 1:
        return warned(
            nmsg(
                "It asks for one thing ({call}) and leads to {count} place: give one link.",
                "It asks for one thing ({call}) and leads to {count} places: give one link.",
                len(leads), call=quoted(call),
            ),
            **told,
        )  # fmt: skip
    return passed(msg("It asks for one thing, with one link: {call}.", call=quoted(call)), **told)


def asks_back(evidence: PostEvidence) -> Verdict:
    """It asks readers a question, or for their answer."""
    words = evidence.words
    questions = [each.text for each in evidence.sentences if each.asks]
    if questions:
        return passed(msg("It asks: {question}", question=shortened(questions[0])), where=questions[:3])
    if words is None:
        return no_list(evidence)
    for each in evidence.sentences:
        if phrases_in(each.tokens, words.asks_back):
            return passed(msg("It asks for an answer: {sentence}", sentence=shortened(each.text)), where=[each.text])
    return warned(
        msg("It asks readers nothing: end with a question that they can answer in the comments."),
        measured=0, wanted_min=1,
    )  # fmt: skip


def requests(sentence: Sentence, words: Words) -> list[tuple[str, ...]]:
    """How each call to action in a sentence begins; verbs that follow "and" only count behind another call."""
    return list(_requests(sentence, words))


def _requests(sentence: Sentence, words: Words) -> Iterator[tuple[str, ...]]:
    among, found, at = sentence.tokens, False, 0
    if sentence.asks or (words.verbs_first and len(among) > _SHORT and not sentence.text.endswith("!")):
        return
    starts, joined = set(sentence.pauses), False
    while at < len(among):
        joint = phrase_at(among, at, words.joints)
        if joint and (at == 0 or at in starts or found):
            at, joined = at + len(joint), True
            continue
        begins = at == 0 or joined or at in starts
        phrase = _request(among, at, words) if begins else ()
        if phrase and (found or _is_verb(among, at + len(phrase), phrase, words, opens=at == 0 or joined)):
            found = True
            yield phrase
        at, joined = at + max(1, len(phrase)), False


def _request(among: tuple[str, ...], at: int, words: Words) -> tuple[str, ...]:
    known = (*words.asks, *words.invites)
    phrase = phrase_at(among, at, known)
    if not phrase and words.verbs_first and among[at][0] == "و" and len(among[at]) > 3:  # noqa: PLR2004 - "and", joined to the verb
        phrase = phrase_at((*among[:at], among[at][1:], *among[at + 1 :]), at, known)
    after = at + len(phrase)
    noun = phrase and after < len(among) and among[after] in tokens(" ".join(words.noun_before))
    return () if noun else phrase


def _is_verb(among: tuple[str, ...], after: int, phrase: tuple[str, ...], words: Words, *, opens: bool) -> bool:
    """Whether what begins a clause is a request rather than a noun: "share this", and not "share prices".

    Behind a comma it may also be one thing of a list, so that "and" may only follow where it ``opens`` the sentence.
    """
    if len(phrase) > 1 or after == len(among):
        return True
    joint = phrase_at(among, after, words.joints)
    if joint and opens:
        beyond = after + len(joint)
        return beyond == len(among) or bool(_request(among, beyond, words) or phrase_at(among, beyond, words.common))
    return not joint and bool(phrase_at(among, after, words.common))


def _asked(evidence: PostEvidence, words: Words, call: str) -> list[str]:
    """Each thing that is asked for, once; an invitation is part of what else is asked for.

    The line that the copy file means as its call is one thing, whether its verb is known or not.
    """
    found: dict[tuple[str, ...], str] = {}
    meant = tokens(call)
    for each in evidence.sentences:
        asked = requests(each, words)
        if meant and each.tokens == meant and not asked:
            known = phrase_at(meant, 0, (*words.asks, *words.invites))
            asked = [known] if known else asked
            found |= {} if known else {meant: call}
        found |= {phrase: each.written(phrase) for phrase in asked if phrase not in found}
    if meant and not found:
        found[meant] = call
    invites = {tokens(each) for each in words.invites}
    return [said for phrase, said in found.items() if phrase not in invites] or list(found.values())[:1]


def hrefs(post: Post) -> set[str]:
    """The links of a post that is HTML, which its readers do not see."""
    return {html.unescape(link) for link in _HREF.findall(post.text)} if post.format == "html" else set()


def addresses(evidence: PostEvidence) -> set[str]:
    """Where its links lead, whatever they carry for those who count visits."""
    text = evidence.text
    found = {text[start:end] for start, end in signs.links(text)}
    found |= hrefs(evidence.post)
    led = {_bare(link) for link in found}
    own = evidence.source.link if evidence.source else ""
    if own and not found and links.short(own) in text:
        led.add(_bare(own))
    return led


def _bare(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:  # somebody's text only looks like a link
        return link
    query = [(name, value) for name, value in parse_qsl(parts.query) if not name.startswith("utm_")]
    return parts._replace(query=urlencode(query), fragment="").geturl().rstrip("/")
