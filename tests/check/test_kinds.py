"""What is measured on GIFs, sound alone, documents, stickers and cards, and what the checks make of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import fpdf
import pytest
from PIL import Image

from studio.check import Report, check
from studio.check.looks import look_at
from studio.check.measuring import measure
from studio.errors import InputRefused
from studio.ingest import ingest
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.platforms.contract import Platform, Target
from studio.render import ffmpeg, render
from tests import making
from tests.check.building import SOURCES, only, tip
from tests.plan.building import analysis, shot

SRT = "1\n00:00:00,000 --> 00:00:00,900\nAsk one question.\n"


def gif(path: Path, frames: int = 5) -> Path:
    pictures = [Image.new("RGB", (64, 48), (40 * number, 90, 90)) for number in range(frames)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=80, loop=0)
    return path


def document(path: Path, *sizes: tuple[int, int], **told: str) -> Path:
    pdf = fpdf.FPDF(unit="pt", format=(100, 100))
    for width, height in sizes:
        pdf.add_page(format=(width, height))
    for name, value in told.items():
        getattr(pdf, f"set_{name}")(value)
    pdf.output(str(path))
    return path


def target(*tips: dict[str, Any], **placement: Any) -> Target:
    place = {"id": "post", "name": "Post", **placement}
    platform = Platform.model_validate(
        {"slug": "town", "name": "Town", "sources": SOURCES, "placements": [place], "tips": tips}
    )
    return Target(platform=platform, placement=platform.placements[0])


def checked(master: Path, cache: Path, place: Target, subtitles: Path | None = None) -> Report:
    """An output made for ``place``, held against it."""
    came_in = ingest(master, [subtitles] if subtitles else [])
    seen = analysis(shot(0, came_in.duration_s or 0), speech=((0, came_in.duration_s or 0),))
    seen = seen.model_copy(update={"loudness_lufs": -20.0})
    (recipe,) = plan(came_in, seen, [place], Edits()).recipes
    output = render(recipe, came_in, cache=cache)
    return check(output.path, place, recipe=recipe, master=came_in, analysis=seen)


class TestMeasuring:
    """What a file is."""

    def test_a_gif_that_moves_is_a_video(self, tmp_path: Path) -> None:
        """One that does not is a picture."""
        facts = measure(gif(tmp_path / "a.gif"))

        assert (facts.kind, facts.format, facts.frames, facts.fps) == ("video", "gif", 5, Fraction(25, 2))
        assert facts.duration_s == pytest.approx(0.4) and facts.video_codec == "gif"
        assert measure(gif(tmp_path / "b.gif", 1)).kind == "image"
        assert look_at(tmp_path / "a.gif", facts).opening

    def test_a_document(self, tmp_path: Path) -> None:
        """Pages, their sizes, what it tells of itself and of people."""
        facts = measure(document(tmp_path / "a.pdf", (100, 80), (100, 80), (90, 80), title="Plan", author="Ann"))

        assert (facts.kind, facts.format, facts.pages, facts.page_sizes) == ("document", "pdf", 3, 2)
        assert (facts.width, facts.height, facts.title) == (100, 80, "Plan")
        assert facts.personal_data == ("author",)
        assert len(look_at(tmp_path / "a.pdf", facts).spread) == 3

    def test_a_damaged_document_is_refused(self, tmp_path: Path) -> None:
        """In one line, as damaged pictures are."""
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")

        with pytest.raises(InputRefused, match="cannot be read as a PDF"):
            measure(tmp_path / "a.pdf")

    def test_transparency(self, tmp_path: Path) -> None:
        """Parts of it, not just the room for it."""
        picture = Image.new("RGBA", (32, 32), (10, 20, 30, 255))
        picture.save(tmp_path / "opaque.png")
        picture.putpixel((5, 5), (0, 0, 0, 0))
        picture.save(tmp_path / "clear.png")

        assert measure(tmp_path / "opaque.png").transparent is False
        assert measure(tmp_path / "clear.png").transparent is True

    def test_sound_tells_its_title_and_its_own_rate(self, tmp_path: Path) -> None:
        """Artwork counts for the file's size, not for the sound's rate."""
        Image.effect_noise((300, 300), 90).convert("RGB").save(tmp_path / "cover.jpg", quality=95)
        path = tmp_path / "a.mp3"
        ffmpeg.run(
            ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2", "-i", str(tmp_path / "cover.jpg"),
             "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic", "-b:a", "64k",
             "-metadata", "title=A tune", str(path)],
            doing="making a tune",
        )  # fmt: skip
        facts = measure(path)

        assert (facts.kind, facts.title) == ("audio", "A tune")
        assert facts.artwork and facts.artwork.width == 300
        assert facts.audio_kbps == pytest.approx(64, rel=0.05)


class TestChecks:
    """What is said about outputs of each kind."""

    def test_nobody_misses_speech_in_a_silent_loop(self, tmp_path: Path) -> None:
        """And it plays everywhere, though it is no H.264."""
        clip = making.video(tmp_path / "a.mp4", seconds=1)
        place = target(tip("text_over_speech"), tip("plays_everywhere"), kind="video", format="gif", size="160x90")
        report = checked(clip, tmp_path, place)

        assert {finding.level for finding in report.findings} == {"pass"}

    def test_captions_on_pages_are_looked_at(self, tmp_path: Path) -> None:
        """Where they land, and whether they can be read on a phone."""
        clip = making.video(tmp_path / "a.mp4", seconds=1)
        (tmp_path / "a.srt").write_text(SRT)
        place = target(
            tip("captions_visible"), tip("legible_on_phone"), tip("not_upscaled", max_factor=3), kind="document",
            format="pdf", size="216x270", captions="burned",
        )  # fmt: skip
        report = checked(clip, tmp_path, place, tmp_path / "a.srt")

        assert {finding.level for finding in report.findings} == {"pass"}
        assert only(report, "town.legible_on_phone").evidence["text_px"] > 15

    def test_the_words_of_a_card_are_looked_at(self, tmp_path: Path) -> None:
        """Letters that no font has fail; others pass."""
        place = target(tip("captions_visible"), tip("legible_on_phone"), kind="image", format="png", size="360x360")
        for words, level in (("Ask one question", "pass"), ("Egypt \U00013000", "fail")):
            (tmp_path / "post.md").write_text(f"# {words}\n", encoding="utf-8")
            assert only(checked(tmp_path / "post.md", tmp_path, place), "town.captions_visible").level == level

    def test_a_cards_words_count_on_a_thumbnail_and_no_face_is_missed(self, tmp_path: Path) -> None:
        """Its title is large enough; and it is no photo."""
        place = target(tip("thumbnail"), tip("shows_a_face"), kind="image", format="png", size="640x360")
        (tmp_path / "post.md").write_text("# Ask one question\n")
        report = checked(tmp_path / "post.md", tmp_path, place)

        assert [finding.level for finding in report.findings] == ["pass", "n/a"]

    def test_captions_in_a_circle_keep_inside_it(self, tmp_path: Path) -> None:
        """The app cuts the square's corners away."""
        clip = making.video(tmp_path / "a.mp4", seconds=1)
        (tmp_path / "a.srt").write_text(SRT)
        place = target(
            tip("captions_visible"), kind="video", format="mp4", size="240x240", shape="circle", captions="burned"
        )

        assert only(checked(clip, tmp_path, place, tmp_path / "a.srt"), "town.captions_visible").level == "pass"

    @pytest.mark.parametrize("check_name", ["picture_quality", "faces_whole", "has_picture", "no_personal_data"])
    def test_sound_and_documents_pass_through_every_check(self, tmp_path: Path, check_name: str) -> None:
        """What does not apply says so; nothing raises."""
        clip = making.video(tmp_path / "a.mp4", seconds=1)
        for facts in (
            {"kind": "audio", "format": "m4a", "artwork": "100x100"},
            {"kind": "document", "format": "pdf", "size": "108x135"},
            {"kind": "image", "format": "webp", "size": "128x128", "fit": "contain", "transparency": True},
        ):
            report = checked(clip, tmp_path, target(tip(check_name), **facts))
            assert [finding.rule for finding in report.findings] == [f"town.{check_name}"]
