# ruff: noqa: RUF001 - other alphabets are what these tests are about
"""Bytes of subtitle files as letters."""

from __future__ import annotations

import pytest

from studio.ingest.subtitles.encoding import decode

TEXTS = {
    "arabic": ("cp1256", "أهلا وسهلا بكم في هذا الفيديو\nسنتحدث اليوم عن الطبخ"),
    "arabic, short": ("cp1256", "مرحبا بكم"),
    "persian": ("cp1256", "سلام به همه، امروز درباره فيلم صحبت مي کنيم"),
    "russian": ("cp1251", "Привет, друзья!\nСегодня мы поговорим о кино."),
    "russian, short": ("cp1251", "Да, конечно"),
    "ukrainian": ("cp1251", "Привіт, як твої справи? Сьогодні їмо борщ"),
    "bulgarian": ("cp1251", "Добър ден, как сте днес? Аз съм много добре, благодаря."),
    "hebrew": ("cp1255", "שלום לכולם\nהיום נדבר על אוכל טוב"),
    "hebrew, short": ("cp1255", "שלום לכולם"),
    "french": ("cp1252", "Où êtes-vous allés cet été ?\nC'était très agréable."),
    "french, one word": ("cp1252", "Voilà"),
    "german": ("cp1252", "Schöne Grüße aus München"),
    "danish": ("cp1252", "Hvad er klokken? Jeg kan godt lide rødgrød med fløde på."),
    "english with typographic marks": ("cp1252", "It’s a “good” day — isn’t it, café"),
    "polish": ("cp1250", "Zażółć gęślą jaźń, proszę państwa"),
    "czech": ("cp1250", "Dobrý den, jak se máte? Příliš žluťoučký kůň"),
    "greek": ("cp1253", "Καλημέρα σε όλους σας"),
    "turkish": ("cp1254", "Bugün güneşli bir gün, şimdi çıkıyoruz"),
    "japanese": ("cp932", "こんにちは、今日は映画の話をします"),
    "chinese": ("gb18030", "你好，今天我们来谈谈电影"),
}


def srt(text: str) -> str:
    cues = (f"{n}\r\n00:00:0{n},000 --> 00:00:0{n},900\r\n{line}\r\n" for n, line in enumerate(text.split("\n"), 1))
    return "\r\n".join(cues)


@pytest.mark.parametrize("case", TEXTS)
def test_old_encodings_are_recognised(case: str) -> None:
    """Files from before Unicode come out right, even very short ones, and the guess is told."""
    encoding, text = TEXTS[case]
    decoded = decode(srt(text).encode(encoding))
    assert decoded
    assert (decoded.text, decoded.encoding) == (srt(text), encoding)
    assert any(f"read as {encoding}" in str(repair) for repair in decoded.repairs)


@pytest.mark.parametrize("case", ["arabic", "french", "japanese"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_guessing(case: str, encoding: str) -> None:
    """Every Unicode encoding, with its mark or without, is read exactly and needs no note."""
    text = srt(TEXTS[case][1])
    decoded = decode(text.encode(encoding))
    assert decoded and (decoded.text.lstrip("\ufeff"), decoded.repairs) == (text, ())


def test_one_broken_character_does_not_change_the_encoding() -> None:
    """UTF-8 with a damaged byte stays UTF-8, and the damage is told."""
    data = srt("Où êtes-vous allés cet été ? C'était très agréable, là-bas, à la forêt près du château." * 3).encode()
    decoded = decode(data + b"\xe9 fin")
    assert decoded and decoded.encoding == "utf-8"
    assert [str(one) for one in decoded.repairs] == ["1 unreadable character was replaced by a question mark sign"]


def test_binary_is_no_text() -> None:
    """What is no text in any encoding is not forced into one."""
    assert decode(bytes(range(256)) * 16) is None
