"""Placements that are texts: files written from the copy, read back by readers of their kind."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any

import pytest

from studio.ingest.copytext import Copy
from studio.paths import resource
from studio.plan.copy.filing import Files, TextFile, plan_files
from studio.plan.copy.posting import plan_posts
from studio.platforms.contract import Placement, Target
from studio.platforms.registry import Registry
from studio.platforms.templates import TemplateText, read_file_templates, read_templates
from tests.plan.copy.building import platform, rules, words

EVIL = "]]> <script>alert(\"1\")</script> & 'quoted' \u2018so\u2019"
ARABIC = words(
    name="walk.ar.md", language="ar", title="نزهة في الغابة", message="نزرع ألف شجرة يوم السبت.",
    body="حيث كان الحريق.", alt_text="أطفال يزرعون شجرة.", hashtags=("نزهة",), keywords=("بيئة",),
)  # fmt: skip
NAMES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
}
PICTURES = {"wordpress/featured_image": "wordpress/featured_image.jpg", "tumblr/image": "tumblr/image.jpg"}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load([resource("plugins")])


def shipped(registry: Registry, placement: str, *copies: Copy, pictures: dict[str, str] | None = None) -> TextFile:
    """The last of the files that a shipped placement gets, one for each copy."""
    targets = registry.select([placement])
    platforms = [target.platform for target in targets]
    posts = plan_posts(copies, platforms, read_templates(platforms), "walk.jpg").posts
    shown = PICTURES if pictures is None else pictures
    made = plan_files(
        copies, targets, read_file_templates(targets), posts=posts, pictures=shown, master="forest-walk.jpg"
    )
    assert made.skipped == ()
    return made.files[-1]


def drawn(template: str, *copies: Copy, form: str = "txt", **more: Any) -> Files:
    """The files of a made-up placement with this template; its platform has one post, "post"."""
    placement = Placement.model_validate({"id": "letter", "name": "Letter", "kind": "text", "format": form, **more})
    town = platform(rules()).model_copy(update={"placements": (placement,)})
    posts = plan_posts(copies, [town], read_templates([town]), "walk.jpg").posts
    templates = {"townhall/letter": TemplateText(f"townhall/letter.{form}.j2", template)}
    target = Target(platform=town, placement=placement)
    return plan_files(copies, [target], templates, posts=posts, pictures={}, master="walk.jpg")


class Page(HTMLParser):
    """A page as a browser takes it apart: its tags, and what is read in each of the places that matter."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.read: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "img", "br"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.read[tag] = self.read.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


class Import:
    """An import file as an XML parser reads it, by the names that WordPress looks for."""

    def __init__(self, text: str) -> None:
        channel = ET.fromstring(text).find("channel")
        assert channel is not None
        self.version = channel.findtext("wp:wxr_version", namespaces=NAMES)
        self.items = channel.findall("item")

    def told(self, item: int, name: str) -> str | None:
        return self.items[item].findtext(name, namespaces=NAMES)

    def meta(self, item: int) -> dict[str | None, str | None]:
        return {each.findtext("wp:meta_key", namespaces=NAMES): each.findtext("wp:meta_value", namespaces=NAMES)
                for each in self.items[item].findall("wp:postmeta", NAMES)}  # fmt: skip


class TestWordPressImport:
    """What Tools > Import > WordPress reads."""

    def test_an_article_arrives_as_a_draft_with_all_that_belongs_to_it(self, registry: Registry) -> None:
        """Title, text, excerpt, slug, tags, status: each where the importer looks."""
        file = shipped(registry, "wordpress/import", words(title="Été: a walk"))
        read = Import(file.text)

        assert file.file == "wordpress/import.en.xml"
        assert read.version == "1.2"
        assert read.told(0, "title") == "Été: a walk"
        assert read.told(0, "wp:post_name") == "ete-a-walk"
        assert (read.told(0, "wp:status"), read.told(0, "wp:post_type")) == ("draft", "post")
        assert "<strong>fire</strong>" in str(read.told(0, "content:encoded"))
        assert "utm_source=wordpress" in str(read.told(0, "content:encoded"))
        assert read.told(0, "excerpt:encoded") == words().message
        assert [(tag.text, tag.attrib) for tag in read.items[0].findall("category")] == [
            ("trees", {"domain": "post_tag", "nicename": "trees"}),
            ("PlantATree", {"domain": "post_tag", "nicename": "plantatree"}),
            ("Forest", {"domain": "post_tag", "nicename": "forest"}),
        ]

    def test_the_featured_picture_comes_as_an_attachment_with_its_alt_text(self, registry: Registry) -> None:
        """The post names it as its thumbnail; its file is that of the pack, and that is said."""
        file = shipped(registry, "wordpress/import", words())
        read = Import(file.text)

        assert read.told(1, "wp:post_type") == "attachment"
        assert read.told(1, "wp:attachment_url") == "featured_image.jpg"
        assert read.meta(1) == {"_wp_attachment_image_alt": "Children plant an oak."}
        assert read.meta(0) == {"_thumbnail_id": read.told(1, "wp:post_id")}
        assert [str(reason) for reason in file.reasons] == [
            "Its picture is wordpress/featured_image.jpg, a file of its own: upload both."
        ]

    def test_without_the_picture_there_is_no_attachment(self, registry: Registry) -> None:
        """Nothing points to a file that is not there, and the reader learns why."""
        file = shipped(registry, "wordpress/import", words(), pictures={})

        assert len(Import(file.text).items) == 1
        assert Import(file.text).meta(0) == {}
        assert "wordpress/featured_image is not in this pack" in str(file.reasons[0])

    def test_nothing_that_somebody_writes_breaks_the_file_or_acts(self, registry: Registry) -> None:
        """Ends of CDATA, tags and quotes arrive as the words that they are; WordPress takes titles for HTML."""
        evil = words(title=EVIL, message=EVIL, body=EVIL, alt_text=EVIL, keywords=(EVIL,), call_to_action=EVIL)
        read = Import(shipped(registry, "wordpress/import", evil).text)

        assert read.meta(1)["_wp_attachment_image_alt"] == EVIL
        for html in (read.told(0, "title"), read.told(0, "content:encoded"), read.told(0, "excerpt:encoded")):
            page = Page(str(html))
            assert page.all("script") == []
        page = Page(f"<p>{read.told(0, 'title')}</p><div>{read.told(0, 'excerpt:encoded')}</div>")
        assert page.read == {"p": EVIL, "div": EVIL}

    def test_arabic_stays_arabic(self, registry: Registry) -> None:
        """Its own letters in title, slug and tags, and its direction around the text."""
        file = shipped(registry, "wordpress/import", words(), ARABIC)
        read = Import(file.text)

        assert file.file == "wordpress/import.ar.xml"
        assert read.told(0, "title") == ARABIC.title
        assert read.told(0, "wp:post_name") == "نزهة-في-الغابة"
        assert str(read.told(0, "content:encoded")).startswith('<div dir="rtl" lang="ar">')
        assert [tag.get("nicename") for tag in read.items[0].findall("category")] == ["بيئة", "نزهة"]


@pytest.mark.parametrize("placement", ["wordpress/post", "tumblr/text_post"])
class TestPages:
    """A post as HTML."""

    def test_a_page_holds_the_post_and_its_picture(self, registry: Registry, placement: str) -> None:
        """In its language and direction, with alt text, link and tags."""
        file = shipped(registry, placement, ARABIC)
        page = Page(file.text)
        (root,), (picture,), (link,) = page.all("html"), page.all("img"), page.all("a")

        assert root == {"lang": "ar", "dir": "rtl"}
        assert picture["alt"] == file.alt_text == ARABIC.alt_text
        assert picture["src"] in {"featured_image.jpg", "image.jpg"}
        assert page.read["title"] == page.read["h1"] == ARABIC.title
        assert ARABIC.message in page.read["article"]
        assert f"utm_source={placement.partition('/')[0]}" in str(link["href"])
        assert page.read["li"] == "نزهة"

    def test_nothing_in_a_copy_acts(self, registry: Registry, placement: str) -> None:
        """Tags and quotes are words, also inside attributes."""
        page = Page(shipped(registry, placement, words(title=EVIL, message=EVIL, body=EVIL, alt_text=EVIL)).text)

        assert page.all("script") == []
        assert page.all("img")[0]["alt"] == EVIL
        assert page.read["h1"] == EVIL
        assert page.read["p"].startswith(EVIL)

    def test_an_alt_text_that_nobody_wrote_is_marked(self, registry: Registry, placement: str) -> None:
        """It begins with "suggestion:", and the reader is told."""
        file = shipped(registry, placement, words(alt_text=""))

        assert str(Page(file.text).all("img")[0]["alt"]).startswith("suggestion: ")
        assert "only a suggestion" in str(file.reasons[-1])


@pytest.mark.parametrize("placement", ["reddit/text_post", "reddit/ama_post"])
def test_a_post_for_reddit_is_markdown(registry: Registry, placement: str) -> None:
    """The title's line, then the text with the marks that its writer gave it."""
    file = shipped(registry, placement, words())

    assert file.text.startswith("A walk in the wood\n\n")
    assert "stands where the **fire** was." in file.text
    assert "utm_source=reddit" in file.text
    assert file.posts[0] == "reddit/title/en"


def test_every_shipped_text_is_written_from_the_least_copy(registry: Registry) -> None:
    """One sentence is enough, and leaves no empty link."""
    least = Copy(name="short.en.md", language="en", message="Bring boots!")
    texts = [target.id for target in registry.targets if target.placement.kind == "text"]

    assert len(texts) == 13
    for name in texts:
        file = shipped(registry, name, least)
        assert "Bring boots!" in file.text, name
        assert 'href=""' not in file.text, name


def test_a_placement_without_posts_is_drawn_from_the_copy() -> None:
    """Whoever writes a plugin needs nothing but a template; there is a file for each language."""
    made = drawn("{{ title }}: {{ excerpt }} {{ hashtags }}", words(), ARABIC)

    assert [file.file for file in made.files] == ["townhall/letter.en.txt", "townhall/letter.ar.txt"]
    assert made.files[0].text == "A walk in the wood: On Saturday we plant a thousand trees. #PlantATree #Forest\n"
    assert made.files[0].recipe != made.files[1].recipe


def test_a_text_whose_posts_have_no_words_is_left_out() -> None:
    """It says so instead of handing over an empty frame."""
    made = drawn(
        "{{ texts.post }}", words(message="", body="", call_to_action="", link="", hashtags=()), posts=["post"]
    )

    assert made.files == ()
    assert str(made.skipped[0].reason) == "the copy has no words for it"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% if %}", "is no template"),
        ("{{ title.__class__.__mro__ }}", "cannot be drawn"),
        ("{{ 'x' * 999999999 }}", "is for small numbers only"),
    ],
)
def test_a_broken_or_hostile_template_is_told(template: str, said: str) -> None:
    """It runs in the sandbox, is skipped with its reason, and stops nothing else."""
    made = drawn(template, words())

    assert made.files == ()
    assert said in str(made.skipped[0].reason)
