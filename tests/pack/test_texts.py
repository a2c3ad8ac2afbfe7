"""The texts of a pack."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import cv2
import pytest

from studio import pack
from studio.copywriting import write_texts
from studio.pack.manifest import Manifest, Texts
from studio.pack.texts import text_files
from studio.platforms.contract import Target, Tip
from tests.pack import example
from tests.plan.copy.building import platform, rules, words

ARABIC = {"language": "ar", "title": "نزهة", "message": "نزرع شجرة يوم السبت.", "body": "", "alt_text": ""}
EVIL = '</pre><script>alert("x")</script>'


def texts(*copies: object, **limits: int) -> Texts:
    town = platform(rules("utf16", limits={"max_chars": 2200, "fold_chars": 30, **limits}, hashtags="field"))
    targets = [Target(platform=town, placement=town.placements[0])]
    return write_texts(copies or (words(), words(**ARABIC)), targets, "walk.jpg").texts  # type: ignore[arg-type]


def manifest(tmp_path: Path, told: Texts) -> Manifest:
    return example.together(example.picture(tmp_path), texts=told).manifest


class Page(HTMLParser):
    """The texts to copy, with their language and direction, and every address that the page would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.copied: dict[str, str] = {}
        self._at: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "pre":
            self._at = found["id"]
            self.copied[str(self._at)] = ""

    def handle_endtag(self, tag: str) -> None:
        self._at = None if tag == "pre" else self._at

    def handle_data(self, data: str) -> None:
        if self._at:
            self.copied[self._at] += data


def test_the_page_gives_each_text_as_it_is(tmp_path: Path) -> None:
    """What is copied is the post, to the letter, in its language and direction; a button stands beside each."""
    told = texts()
    page = Page(text_files(manifest(tmp_path, told))["copy.html"].decode())

    # a line break right behind <pre> belongs to the mark, not to the text
    assert [text.removeprefix("\n") for text in page.copied.values()] == [packed.post.text for packed in told.posts]
    shown = [attrs for tag, attrs in page.tags if tag == "pre"]
    assert [(attrs["lang"], attrs["dir"]) for attrs in shown] == [("en", "ltr"), ("ar", "rtl")]
    assert [attrs["data-copy"] for tag, attrs in page.tags if tag == "button"] == list(page.copied)


def test_what_a_tip_finds_stands_with_its_post(tmp_path: Path) -> None:
    """What to make better and what a person has to look at, in the page and in the text file, but not what is well."""
    asks = [{"id": f"townhall.{check}", "advice": "Do.", "source": "help", "as_of": "2026-09", "check": check}
            for check in ("calm_tone", "call_to_action", "plain_language")]  # fmt: skip
    town = platform(rules()).model_copy(update={"tips": tuple(Tip.model_validate(tip) for tip in asks)})
    copy = words(message="NEVER wait. It rained.", body="", call_to_action="Three questions", hashtags=())

    told = write_texts([copy], [Target(platform=town, placement=town.placements[0])], "walk.jpg").texts
    files = {
        name: file.decode() for name, file in text_files(manifest(tmp_path, told)).items() if name.startswith("copy")
    }

    for name in ("copy.html", "copy.txt"):
        assert "It shouts: NEVER in capitals." in files[name]
        assert "See whether “Three questions” begins with a verb" in files[name]
        assert "too few to tell" not in files[name]
    levels = {each["rule"]: each["level"] for each in json.loads(files["copy.json"])["posts"][0]["findings"]}
    assert levels == {"townhall.calm_tone": "warn", "townhall.call_to_action": "todo", "townhall.plain_language": "n/a"}


def test_what_is_said_of_the_texts_is_in_the_readers_language(tmp_path: Path) -> None:
    """The page and the text file speak French to who reads French; the posts stay as they are."""
    copy = words(message="NEVER wait. It rained.", link="https://example.org/walk", alt_text="")
    files = text_files(manifest(tmp_path, texts(copy)), "fr")
    page, plain = files["copy.html"].decode(), files["copy.txt"].decode()

    assert '<html lang="fr"' in page
    assert ">Copier<span" in page
    assert re.search(r"<dt>(Lien|Texte alternatif)</dt>", page)
    assert "NEVER wait. It rained." in page
    assert "Lien\N{NO-BREAK SPACE}: https://example.org/walk" in plain
    assert not re.search(r"\b(Link|Alt text|Note|texts):", plain)


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    """It works from a stick without network, and its own policy forbids to load anything."""
    page = text_files(manifest(tmp_path, texts()))["copy.html"].decode()

    assert "default-src 'none'" in page
    loaded = [
        attrs.get("src") or attrs.get("href") for tag, attrs in Page(page).tags if tag in {"img", "script", "link"}
    ]
    assert [address for address in loaded if address and not address.startswith("data:")] == []


def test_nothing_in_a_copy_acts_on_the_page(tmp_path: Path) -> None:
    """Whatever somebody writes is shown as words."""
    told = texts(words(title=EVIL, message=EVIL, body=EVIL, alt_text=EVIL, hashtags=(EVIL,), name=EVIL))
    page = text_files(manifest(tmp_path, told))["copy.html"].decode()

    assert page.count("<script>") == 1
    assert EVIL not in page
    assert EVIL in next(iter(Page(page).copied.values()))


def test_what_stands_behind_the_fold_is_paler(tmp_path: Path) -> None:
    """The page shows what readers see before they ask for more."""
    told = texts()
    page = text_files(manifest(tmp_path, told))["copy.html"].decode()

    above = told.posts[0].post.above_fold
    assert above == "On Saturday we plant a thousan"
    assert f'{above}<span class="below">d trees.' in page


def test_the_plain_file_says_the_same(tmp_path: Path) -> None:
    """Texts, lengths, tags, links, alt text and notes, for whoever has no browser."""
    told = texts()
    plain = text_files(manifest(tmp_path, told))["copy.txt"].decode()

    for packed in told.posts:
        assert packed.post.text in plain
        assert f"Link: {packed.post.link}" in plain
        assert f"Alt text: {packed.post.alt_text}" in plain
    assert "Tags: PlantATree, Forest" in plain
    assert "Note: walk.en.md: it has no alt_text" in plain


def test_the_data_says_all(tmp_path: Path) -> None:
    """copy.json is what a program posts from: parts, counts, findings, links."""
    told = texts()
    data = json.loads(text_files(manifest(tmp_path, told))["copy.json"])

    assert [each["post"]["language"] for each in data["posts"]] == ["en", "ar"]
    assert data["posts"][0]["post"]["parts"][0]["text"] == told.posts[0].post.text
    assert {finding["rule"] for finding in data["posts"][0]["findings"]} == {"limit.max_chars", "limit.fold_chars"}
    assert data["master"] == "holiday.jpg"


def test_the_pack_brings_codes_that_are_read(tmp_path: Path) -> None:
    """A QR code a language, as a file, leads where the manifest says; a later pack without copy takes all away."""
    told, out = texts(), tmp_path / "pack"
    first = example.together(example.picture(tmp_path), texts=told)
    pack.write(first.manifest, first.files, first.sidecars, out, cache=tmp_path / "cache")

    assert [code.file for code in told.qr_codes] == ["qr.en.png", "qr.ar.png"]
    for code in told.qr_codes:
        assert "utm_source=qr" in code.link
        assert cv2.QRCodeDetector().detectAndDecode(cv2.imread(str(out / code.file)))[0] == code.link
    assert {"copy.txt", "copy.html", "copy.json"} <= {path.name for path in out.iterdir()}

    bare = example.picture(tmp_path)
    pack.write(bare.manifest, bare.files, bare.sidecars, out, cache=tmp_path / "cache")
    assert {path.name for path in out.iterdir()} == {"manifest.json", "report.html", "report.pdf", "alpha"}


def test_a_pack_without_copy_has_no_texts(tmp_path: Path) -> None:
    """No empty files."""
    assert text_files(manifest(tmp_path, Texts())) == {}


@pytest.mark.parametrize(("most", "said"), [(40, "1 text of 1 breaks a limit."), (2200, "")])
def test_the_report_shows_the_texts(tmp_path: Path, most: int, said: str) -> None:
    """Each text, how long it is, and what to mend, in the report's first sentence too."""
    told = texts(words(), max_chars=most)
    whole = example.together(example.picture(tmp_path), texts=told)
    pack.write(whole.manifest, whole.files, whole.sidecars, tmp_path / "pack", cache=tmp_path / "cache")
    page = (tmp_path / "pack" / "report.html").read_text("utf-8")

    headline = re.search(r'<p class="headline">(.*?)</p>', page)
    assert headline
    assert headline[1].endswith(said)
    assert 'lang="en" dir="ltr">On Saturday we plant' in page
    assert ("over the limit of 40" in page) == bool(said)
    assert 'href="copy.html"' in page
