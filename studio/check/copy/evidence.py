"""What the checks of posts may ask about one post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from studio.check.copy.lexicon import Words, words_of
from studio.check.copy.prose import Sentence, sentences, texts
from studio.ingest.copytext import Copy
from studio.plan.copy.post import Post
from studio.platforms.contract import Platform
from studio.platforms.posts import PostRules
from studio.values import Frozen


class PostEvidence(Frozen):
    """One post, and what is known around it."""

    post: Post
    rules: PostRules
    source: Copy | None = None
    """The copy file that it was written from."""
    hashtags: tuple[str, ...] = ()
    """Those that the campaign's audience follows, without ``#``; empty: those of the copy file."""
    day: date | None = None
    """When it goes out, where that is known."""
    leads: bool = True
    """Whether it is the first post of its platform: what all of them share is told with that."""

    @property
    def texts(self) -> list[str]:
        """Each part as it is seen."""
        return texts(self.post)

    @property
    def text(self) -> str:
        """All of it as it is seen."""
        return "\n\n".join(self.texts)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return sentences(self.post)

    @property
    def words(self) -> Words | None:
        """What is known of its language."""
        return words_of(self.post.language)


def gather_post(
    post: Post,
    platform: Platform,
    *,
    source: Copy | None = None,
    hashtags: Sequence[str] = (),
    day: date | None = None,
) -> PostEvidence:
    """One post with the rules of its platform; see ``PostEvidence`` for the rest."""
    rules = next(each for each in platform.posts if each.id == post.id)
    leads = post.id == platform.posts[0].id
    return PostEvidence(post=post, rules=rules, source=source, hashtags=tuple(hashtags), day=day, leads=leads)
