"""Hashtags that people can read, say and follow."""

from __future__ import annotations

import pytest

from studio.check.copy.tags import hashtags, listed_hashtags, tags, weekday_tags
from tests.check.copy.building import MONDAY, copy, said


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Rain.", "warn"), ("Rain. #Rain", "pass"), ("#One #Two #Three", "pass"), ("#One #Two #Three #Four", "warn"),
        ("#Rain #rain", "pass"), (f"#{'Ab' * 10}", "pass"), (f"#{'Ab' * 10}a", "warn"),
    ],
)  # fmt: skip
def test_one_to_three_short_hashtags(text: str, level: str) -> None:
    """At most 20 letters each; the same one twice is one."""
    assert hashtags(said(text)).level == level


@pytest.mark.parametrize(
    ("language", "tag", "level"),
    [
        ("en", "COP30", "pass"), ("en", "Agenda2030", "pass"), ("en", "Walk4471", "warn"), ("en", "Trees123", "warn"),
        ("en", "Knightsbridge", "pass"), ("en", "Strngthsbrg", "warn"), ("en", "NHS", "pass"), ("en", "tbt", "pass"),
        ("en", "wrldpc", "warn"),
        ("en", "lgbtq", "pass"), ("de", "Rechtschreibung", "pass"), ("it", "Costruiamo", "pass"),
        ("es", "Abstracto", "pass"), ("es", "Vlngstrct", "warn"), ("fr", "Arbres", "pass"), ("ar", "ازرع_شجرة", "pass"),
        ("ar", "شجرة12345", "warn"),
    ],
)  # fmt: skip
def test_hashtags_can_be_said(language: str, tag: str, level: str) -> None:
    """No number but a short one or a year, no run of consonants that the language does not have."""
    assert hashtags(said(f"#{tag}", language=language)).level == level


@pytest.mark.parametrize(
    ("language", "tag", "level"),
    [
        ("en", "PlantATree", "pass"), ("en", "plantatree", "warn"), ("en", "disinformation", "pass"),
        ("en", "together", "pass"), ("en", "plant_a_tree", "pass"), ("en", "Plantatree", "warn"),
        ("de", "baumschule", "pass"), ("de", "pflanzeinenbaum", "warn"), ("ar", "ازرعشجرة", "pass"),
    ],
)  # fmt: skip
def test_words_in_hashtags_begin_with_capitals(language: str, tag: str, level: str) -> None:
    """Where a tag is made of words that the copy uses; one long word, a German compound and Arabic need none."""
    message = {
        "en": "Plant a tree with us.", "de": "Pflanz einen Baum: die Schule, den baum, pflanz!", "ar": "ازرع شجرة",
    }[language]  # fmt: skip
    verdict = hashtags(said(f"#{tag}", language=language, source=copy(language, message=message)))

    assert verdict.level == level, verdict.message


@pytest.mark.parametrize(
    ("language", "tag", "right"),
    [
        ("en", "MotivationMonday", 0), ("en", "ThrowbackThursday", 3), ("en", "tbt", 3), ("en", "MuseumMonday", 0),
        ("fr", "MotivationDuLundi", 0), ("de", "MotivationsMontag", 0), ("es", "FelizLunes", 0),
        ("it", "BuonLunedì", 0), ("nl", "MaandagMotivatie", 0), ("fr", "LundiSoir", 0), ("ar", "الخميس", 3),
    ],
)  # fmt: skip
def test_weekday_hashtags_go_out_on_their_day(language: str, tag: str, right: int) -> None:
    """On any other day they fail; without a day nobody can tell."""
    for day in range(7):
        on = MONDAY.replace(month=12, day=1 + (day + 6) % 7)
        assert on.weekday() == day
        verdict = weekday_tags(said(f"#{tag}", language=language, day=on))
        assert verdict.level == ("pass" if day == right else "fail")
    assert weekday_tags(said(f"#{tag}", language=language)).level == "n/a"


def test_other_hashtags_have_no_day() -> None:
    """What is usual on the day is suggested."""
    verdict = weekday_tags(said("#PlantATree", day=MONDAY))

    assert verdict.level == "n/a"
    assert "#MotivationMonday" in verdict.message


def test_one_hashtag_is_from_the_list() -> None:
    """The tip's own, else those of the campaign's audience, else those of the copy file; as tags are written."""
    tagged = said("#PlantATree", source=copy(hashtags=("Plant a tree",)))

    assert listed_hashtags(tagged).level == "pass"
    assert listed_hashtags(tagged, least=2).level == "warn"
    assert listed_hashtags(tagged.model_copy(update={"hashtags": ("Forest",)})).level == "warn"
    assert listed_hashtags(tagged, wanted=("#planTATREE",)).level == "pass"
    assert listed_hashtags(said("#PlantATree")).level == "warn"
    arabic = said("#ازرع_شجرة", language="ar", source=copy("ar", hashtags=("ازرع شجرة",)))
    assert listed_hashtags(arabic).level == "pass"


@pytest.mark.parametrize(
    ("text", "level"),
    [("a, b, c, d, e", "pass"), ("a, b, c, d", "warn"), ("a, b, c, d, a", "warn"), ("أ، ب، ج، د، هـ", "pass")],
)
def test_five_tags(text: str, level: str) -> None:
    """Each counts once; the Arabic comma parts them too."""
    assert tags(said(text)).level == level


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("en", "short film, trees", "pass"), ("en", "forest, trees", "warn"), ("en", "video, photo", "warn"),
        ("fr", "vidéo, arbres", "pass"), ("de", "Foto, Bäume", "pass"), ("ar", "فيديو، شجرة", "pass"),
        ("ar", "غابة، شجرة", "warn"), ("en", "ShortFilm, trees", "pass"), ("sv", "video, träd", "pass"),
    ],
)  # fmt: skip
def test_tags_name_medium_and_subject(language: str, text: str, level: str) -> None:
    """In the text's language or in English; one alone is not enough."""
    assert tags(said(text, language=language), min_tags=2, medium=True).level == level
