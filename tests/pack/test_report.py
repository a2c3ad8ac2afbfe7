from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studio.check.mending import Change, Mending
from studio.check.subtitles import CheckedSubtitles
from studio.messages import msg, tell
from studio.pack.citing import months_since
from studio.pack.manifest import Failure
from studio.pack.pictures import pictures_of
from studio.pack.report import report_html
from studio.pack.summary import summary, tally, titled
from studio.plan.edits import PlacementEdits, SubtitleTiming
from studio.platforms.problem import Problem
from tests.pack.example import Example, finding, picture, together, video

TODAY = date(2026, 11, 22)


class Page(HTMLParser):
    """What stands in a page: its tags with their attributes, and its text outside styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._style = False
        self.feed(html)
        self.text = re.sub(r"\s+", " ", self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def report(example: Example, language: str = "en") -> str:
    pictures = {one.file: pictures_of(example.files[one.file], one.facts) for one in example.manifest.outputs}
    return report_html(example.manifest, pictures, TODAY, language)


def test_the_report_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    """No scripts, and every picture, style and font is in the file; links lead only to the pack's own files."""
    example = together(picture(tmp_path), video(tmp_path))

    page = Page(report(example))

    assert not page.all("script") and not page.all("link")
    assert all((image["src"] or "").startswith("data:image/jpeg;base64,") for image in page.all("img"))
    assert {link["href"] for link in page.all("a") if not (link["href"] or "").startswith("#")} == {
        "alpha/square.jpg", "beta/video.mp4", "beta/video.ar.srt", "manifest.json", "report.pdf",
    }  # fmt: skip
    assert "http" not in Page(report(example)).text


def test_every_output_is_shown(tmp_path: Path) -> None:
    """A picture once, a video by frames from its whole length, each with words for those who cannot see it."""
    images = Page(report(together(picture(tmp_path), video(tmp_path)))).all("img")

    assert len(images) == 6
    assert all(image["alt"] for image in images)
    assert len({image["src"] for image in images[1:]}) == 5, "the frames of a moving video differ"


def test_names_from_people_stay_words(tmp_path: Path) -> None:
    """Markup in a master's name, a message or a source is shown, not run."""
    nasty = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    example = picture(tmp_path, findings=[finding("fail", nasty, source=nasty, evidence={nasty: nasty})])
    master = example.manifest.master.model_copy(update={"name": nasty, "notes": (nasty,)})
    example = together(example, master=master, failed=(Failure(placement="alpha/x", reason=nasty),))

    page = Page(report(example))

    assert not page.all("script")
    assert not [image for image in page.all("img") if "onerror" in image]
    assert page.text.count(nasty) >= 6


def test_findings_stand_worst_first(tmp_path: Path) -> None:
    """What breaks a limit comes before advice, and passes come last, folded."""
    levels = [finding("pass", "ok one"), finding("n/a", "not here"), finding("warn", "advice"),
              finding("fail", "too long")]  # fmt: skip
    page = Page(report(picture(tmp_path, findings=levels)))

    card = page.text[page.text.rindex("Square") :]
    places = [card.index(message) for message in ("too long", "advice", "ok one", "not here")]
    assert sorted(places) == places
    assert "1 check passed, 1 not applicable" in card
    assert page.all("details")


def test_what_is_to_do_by_hand_is_told_once(tmp_path: Path) -> None:
    """Advice for people is gathered below its platform, or at the end where it is about every output."""
    every, own = finding("todo", "Ask people to share it."), finding("todo", "Write a caption.", rule="alpha.caption")
    example = together(
        picture(tmp_path, findings=[every, own]),
        picture(tmp_path, "alpha/wide", [every]),
        picture(tmp_path, "beta/x", [every]),
    )

    text = Page(report(example)).text

    assert tally(example.manifest).todo == 2
    assert text.count("Ask people to share it.") == 1
    assert "1 to do by hand when you post on Alpha Write a caption. Square" in text
    assert text.index("For every output") < text.index("Ask people to share it.")
    assert "3 outputs are ready." in text, "what people have to do is no fault of the files"


def test_the_campaign_shows_what_is_wrong_and_folds_the_rest(tmp_path: Path) -> None:
    """What is open stands there; what is to do and what passed are a line each, which opens."""
    campaign = (
        finding("pass", "A team is named.", rule="campaign.team"),
        finding("todo", "Ask a partner.", rule="campaign.partner"),
        finding("todo", "Ask a partner.", rule="facebook.partner"),
        finding("warn", "Post more often.", rule="campaign.often"),
    )
    example = together(picture(tmp_path), campaign=campaign)

    text = Page(report(example)).text

    order = ("Post more often.", "1 to do by hand for the campaign", "Ask a partner.",
             "1 check passed", "A team is named.")  # fmt: skip
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)
    assert text.count("Ask a partner.") == 1, "two tips that ask for the same thing ask once"
    assert "campaign.partner, facebook.partner" in text
    assert tally(example.manifest).todo == 1


def test_how_the_pack_stands_comes_before_what_is_wrong_with_it(tmp_path: Path) -> None:
    """The outputs, worst first, before long lists about subtitle files and the campaign."""
    subtitles = (CheckedSubtitles(name="talk.srt", language="en", findings=(finding("warn", "Too fast."),)),)
    example = together(picture(tmp_path), subtitles=subtitles, campaign=(finding("warn", "Post more often."),))

    text = Page(report(example)).text

    assert text.index("Outputs, worst first") < text.index("Subtitle files talk.srt") < text.index("The campaign ")


def test_what_was_mended_for_all_stands_with_the_outputs_that_show_it(tmp_path: Path) -> None:
    """A picture says nothing of subtitles that were moved."""
    moved = PlacementEdits(subtitle_timing=(SubtitleTiming(language="en", shift_s=-1.6),))
    change = Change(
        placement="*", rule="tip", found="They come late.", change=moved, told="show subtitles 1.60 s earlier",
        outcome="kept", seen_in=("beta/video",),
    )  # fmt: skip
    mending = Mending(rounds=1, changes=(change,))

    html = report(together(picture(tmp_path), video(tmp_path), mending=mending))

    assert html.count(tell(change.said)) == 1
    assert html.index('id="beta-video"') < html.index(tell(change.said))


def test_outputs_of_one_placement_are_told_apart_by_their_language(tmp_path: Path) -> None:
    """In the table as well as on their cards."""
    one, other = picture(tmp_path).manifest.outputs[0], picture(tmp_path).manifest.outputs[0]
    outputs = (one.model_copy(update={"language": "ar"}), other.model_copy(update={"language": "en"}))
    manifest = picture(tmp_path).manifest.model_copy(update={"outputs": outputs})

    assert [tell(row.title) for row in summary(manifest).rows] == ["Alpha: Square (ar)", "Alpha: Square (en)"]


def test_a_sources_address_is_a_link(tmp_path: Path) -> None:
    """A title with a web address in angle brackets is linked; anything else stays text."""
    findings = [finding("warn", source="Help pages <https://example.org/a?b=1&c=2>"),
                finding("warn", source="Odd <javascript:alert(1)>")]  # fmt: skip

    page = Page(report(picture(tmp_path, findings=findings)))

    assert "https://example.org/a?b=1&c=2" in [link["href"] for link in page.all("a")]
    assert not [link for link in page.all("a") if (link["href"] or "").startswith("javascript")]
    assert "Help pages (read" in page.text
    assert "Odd <javascript:alert(1)> (read" in page.text


def test_each_finding_names_its_evidence_source_and_date(tmp_path: Path) -> None:
    """A reader sees what was measured, who says so, and when that was read; old sources are marked."""
    findings = [
        finding("fail", "Too long.", evidence={"duration_s": 6.3, "at_most_s": 6}, source="Video help"),
        finding("warn", "Old.", source="Old paper", as_of="2017-05"),
        finding("warn", "Undated.", source="Folk wisdom", as_of="unknown", confidence="low"),
    ]

    text = Page(report(picture(tmp_path, findings=findings))).text

    assert "duration: 6.3 s · at most: 6 s" in text
    assert "Video help (read 2026-09)" in text
    assert "Old paper (read 2017-05, over a year ago)" in text
    assert "Folk wisdom (date unknown, not certain)" in text


@pytest.mark.parametrize(
    ("as_of", "months"),
    [("2026-11", 0), ("2025-11", 12), ("2025-10", 13), ("2025", 11), ("2024", 23), ("unknown", None), ("2027-01", 0)],
)
def test_a_sources_age_is_counted_from_the_end_of_what_it_names(as_of: str, months: int | None) -> None:
    """A bare year counts from its December: nothing is called old that may not be."""
    assert months_since(as_of, TODAY) == months


def test_the_headline_says_how_the_pack_stands(tmp_path: Path) -> None:
    """One sentence at the top: all well, something refused, something missing, or nothing at all."""
    good, bad = picture(tmp_path, findings=[finding("warn")]), picture(tmp_path, "beta/x", [finding("fail")] * 2)
    lost = (Failure(placement="beta/video", reason="It broke."),)

    assert [
        " ".join(tell(each) for each in tally(one.manifest).headline)
        for one in (good, together(good, good), together(good, bad), together(good, failed=lost),
                    together(good, outputs=(), failed=lost))
    ] == [
        "1 output is ready. It keeps the platform's limits.",
        "2 outputs are ready. All keep the platforms' limits.",
        "1 output of 2 is not ready: mend it first.",
        "1 output is ready. It keeps the platform's limits. 1 could not be made.",
        "No output could be made.",
    ]  # fmt: skip


def test_what_is_missing_is_named_with_its_reason(tmp_path: Path) -> None:
    """An output that could not be made is not passed over."""
    failed = (Failure(placement="beta/video", reason="FFmpeg stopped: try another copy."),)

    text = Page(report(together(picture(tmp_path), failed=failed))).text

    assert "Could not be made Beta: Video FFmpeg stopped: try another copy." in text


def test_an_output_that_cannot_be_read_is_still_reported(tmp_path: Path) -> None:
    """A damaged file has no picture, and its findings are told all the same."""
    example = video(tmp_path, findings=[finding("fail", "The file is damaged.")])
    example.files["beta/video.mp4"].write_bytes(b"not a video")

    text = Page(report(example)).text

    assert "No picture of this file." in text
    assert "The file is damaged." in text


def test_a_broken_plugin_is_named(tmp_path: Path) -> None:
    """Whoever misses a platform reads why it is not there, without a path of the machine that made the pack."""
    broken = Problem(file=Path("/home/somebody/plugins/town/platform.toml"), line=3, message="is odd", cure="mend it")
    line = f"{broken.plugin}: {broken.message}: {broken.cure}"

    told = report(together(picture(tmp_path), broken=(line,)))

    assert "Platforms that were left out" in told
    assert "town/platform.toml:3: is odd: mend it" in told
    assert "somebody" not in told


def test_why_and_what_is_missing_are_told_in_french(tmp_path: Path) -> None:
    """Reasons, failures and notes are in the reader's language; what has no words in it is marked as English."""
    why = msg("the frame at {at:.1f} s: somebody chose it", at=2.5)
    made = picture(tmp_path)
    (output,) = made.manifest.outputs
    failure = Failure(
        placement="place/clip", title=titled("Place", "Short clip"), reason=msg("{name} has no sound", name="clip.mp4")
    )
    told = together(
        Example(
            made.manifest.model_copy(update={"outputs": (output.model_copy(update={"reasons": (why, "It is.")}),)}),
            made.files, made.sidecars,
        ),
        failed=(failure,),
    )  # fmt: skip

    page = report(told, "fr")

    assert '<span dir="auto">l’image à 2,5\N{NO-BREAK SPACE}s\N{NO-BREAK SPACE}: quelqu’un l’a choisie</span>' in page
    assert '<span dir="auto" lang="en">It is.</span>' in page
    assert "<b>Place\N{NO-BREAK SPACE}: Clip court</b>" in page
    assert "clip.mp4 n’a pas de son" in page
