"""Facts about videos and sound."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from studio.errors import InputRefused
from studio.ingest import ingest
from studio.ingest.limits import Limits
from studio.ingest.master import VideoTrack
from studio.render import ffmpeg
from studio.values import Size
from tests import making


def convert(source: Path, target: Path, *options: str, before: Sequence[str] = ()) -> Path:
    ffmpeg.run([*before, "-i", str(source), *options, "-y", str(target)], doing="making a test clip")
    return target


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2 s, 320x180, 30 fps, with a tone."""
    return making.video(tmp_path_factory.mktemp("clip") / "clip.mp4")


def track(path: Path) -> VideoTrack:
    video = ingest(path).video
    assert video
    return video


def test_a_plain_clip_gives_plain_facts(clip: Path) -> None:
    """Size, rate, length, codecs and digest are measured."""
    master = ingest(clip)
    assert (master.kind, master.container, master.duration_s) == ("video", "mov", pytest.approx(2, abs=0.05))
    assert master.bytes == clip.stat().st_size and len(master.sha256) == 64 and master.notes == ()
    assert master.video and master.audio
    assert (master.video.codec, master.video.size, master.video.fps) == ("h264", Size(width=320, height=180), 30)
    assert not (master.video.variable_rate or master.video.interlaced or master.video.alpha or master.video.rotation)
    assert (master.audio.codec, master.audio.sample_rate, master.audio.channels) == ("aac", 48000, 1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotation_is_applied_to_the_size(clip: Path, tmp_path: Path, turn: int) -> None:
    """A telephone's clip has the size that a player shows, and the turn is told clockwise."""
    turned = convert(clip, tmp_path / "a.mp4", "-c", "copy", before=["-display_rotation", str(-turn)])
    video = track(turned)
    assert (video.rotation, video.stored) == (turn, Size(width=320, height=180))
    assert video.size == (Size(width=320, height=180) if turn == 180 else Size(width=180, height=320))


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path) -> None:
    """The displayed width follows the pixel aspect."""
    wide = making.video(tmp_path / "a.mp4", options=["-vf", "setsar=4/3"])
    video = track(wide)
    assert (video.size, video.square_pixels) == (Size(width=427, height=180), False)


def test_interlaced_variable_hdr_and_alpha_are_seen(tmp_path: Path) -> None:
    """What later filters depend on is told by the decoded frames and the packets."""
    fields = making.video(tmp_path / "i.mp4", options=["-flags", "+ildct+ilme", "-vf", "setfield=tff"])
    assert track(fields).interlaced
    uneven = making.video(tmp_path / "v.mkv", options=["-vf", r"select=not(mod(n\,3))+gt(n\,40)", "-fps_mode", "vfr"])
    assert track(uneven).variable_rate
    colours = "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc"
    hdr = making.video(
        tmp_path / "h.mp4", options=["-c:v", "libx265", "-vf", colours, "-pix_fmt", "yuv420p10le", "-t", "0.5"]
    )
    assert (track(hdr).transfer, track(hdr).bit_depth, track(hdr).matrix) == ("pq", 10, "bt2020")
    red = "color=red@0.5:size=64x64:rate=10,format=rgba"
    clear = making.video(tmp_path / "a.mov", picture=red, options=["-c:v", "png", "-pix_fmt", "rgba", "-t", "0.5"])
    assert track(clear).alpha


def test_the_best_picture_and_the_default_sound_are_used(clip: Path, tmp_path: Path) -> None:
    """Not the first track but the largest picture is taken, cover art never, and the note says what was left out."""
    options = ["-map", "0:v", "-map", "0:a", "-map", "0:v", "-map", "0:a", "-filter:v:0", "scale=160:90"]
    options += ["-disposition:a:0", "0", "-disposition:a:1", "default"]
    many = convert(clip, tmp_path / "a.mp4", *options)
    master = ingest(many)
    assert master.video and master.video.stream == 2
    assert master.audio and master.audio.stream == 3
    assert [str(note).split(" (")[0] for note in master.notes] == ["track 1", "track 2"]


def test_cover_art_does_not_make_a_video(clip: Path, tmp_path: Path) -> None:
    """A song with a cover is sound."""
    song = convert(
        clip, tmp_path / "a.mp3", "-map", "0:a", "-map", "0:v", "-c:v", "mjpeg", "-frames:v", "1",
        "-disposition:v", "attached_pic",
    )  # fmt: skip
    master = ingest(song)
    assert master.kind == "audio" and master.video is None
    assert any("cover picture" in str(note) for note in master.notes)


def test_sound_alone_is_sound_whatever_its_name(tmp_path: Path) -> None:
    """A WebM without a picture is an audio master."""
    master = ingest(making.sound(tmp_path / "a.webm"))
    assert (master.kind, master.duration_s) == ("audio", pytest.approx(2, abs=0.05))


@pytest.mark.parametrize("name", ["a.ts", "a.avi", "a.flv", "a.mpg", "a.mkv", "a.wmv", "a.mov"])
def test_every_container_is_read(clip: Path, tmp_path: Path, name: str) -> None:
    """The containers that people have all come in with their length."""
    master = ingest(convert(clip, tmp_path / name, "-ar", "44100"))
    assert (master.kind, master.duration_s) == ("video", pytest.approx(2, abs=0.2))


def test_a_length_that_the_header_lacks_is_measured(clip: Path, tmp_path: Path) -> None:
    """A browser's recording tells no duration; its packets do."""
    live = convert(clip, tmp_path / "a.mkv", "-c", "copy", "-f", "matroska", "-live", "1")
    master = ingest(live)
    assert master.duration_s == pytest.approx(2, abs=0.05)
    assert any("tells no length" in str(note) for note in master.notes)


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_what_is_missing_at_the_end_is_told(tmp_path: Path, name: str) -> None:
    """A file cut off behind a good header lasts as long as what is there."""
    whole = making.video(tmp_path / name, seconds=12, options=["-movflags", "faststart"] if name == "a.mp4" else [])
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    master = ingest(whole)
    assert master.duration_s and 4 < master.duration_s < 8
    assert any("it is cut off: its header promises 12" in str(note) for note in master.notes)


def test_a_file_without_its_index_is_refused(clip: Path, tmp_path: Path) -> None:
    """An upload that stopped before the end of an MP4 is refused with what to do."""
    (tmp_path / "a.mp4").write_bytes(clip.read_bytes()[: clip.stat().st_size * 7 // 10])
    with pytest.raises(InputRefused, match=r"damaged or cut off: copy or upload it again"):
        ingest(tmp_path / "a.mp4")


def test_damage_that_still_decodes_gets_a_note(clip: Path, tmp_path: Path) -> None:
    """Some flipped bytes do not stop a clip, but a person is told."""
    data = bytearray(clip.read_bytes())
    start = data.find(b"mdat") + 2000
    for at in range(start, start + 60_000, 997):
        data[at] ^= 0x5A
    (tmp_path / "a.mp4").write_bytes(data)
    master = ingest(tmp_path / "a.mp4")
    assert master.kind == "video"
    assert "the picture is damaged in places, but decodes" in map(str, master.notes)


def test_nothing_that_decodes_is_refused(clip: Path, tmp_path: Path) -> None:
    """A good header over rubbish is refused at once, and not while rendering."""
    data = bytearray(clip.read_bytes())
    start = data.find(b"mdat") + 8
    end = data.find(b"moov") - 8
    data[start:end] = bytes(end - start)
    (tmp_path / "a.mp4").write_bytes(data)
    with pytest.raises(InputRefused, match="no picture and no sound that can be decoded"):
        ingest(tmp_path / "a.mp4")


def test_limits_are_kept_before_decoding(clip: Path) -> None:
    """Pixels, seconds and tracks over the limit are refused from the header."""
    for limits, what in (
        (Limits(frame_pixels=320 * 179), "frames of 320x180 pixels"),
        (Limits(duration_s=1), "claims to last"),
        (Limits(streams=1), "more than 1 tracks"),
    ):
        with pytest.raises(InputRefused, match=what):
            ingest(clip, limits=limits)


def test_sound_that_outlasts_the_picture_is_left_out(tmp_path: Path) -> None:
    """The master lasts as long as its picture."""
    long = making.video(tmp_path / "a.mp4", seconds=6, picture="testsrc2=size=320x180:rate=30:duration=2")
    master = ingest(long)
    assert master.duration_s == pytest.approx(2, abs=0.1)
    assert any("sound goes on for" in str(note) for note in master.notes)


def test_hostile_names_are_only_names(clip: Path, tmp_path: Path) -> None:
    """Quotes, shell words, filter syntax and image patterns in a file name do nothing."""
    nasty = tmp_path / "it's; $(touch pwned) [0:v],drawtext=text=x:'%03d é العربية.mp4"
    shutil.copy(clip, nasty)
    assert ingest(nasty).name == nasty.name
    assert sorted(tmp_path.iterdir()) == [nasty]
    protocol = Path(shutil.copy(clip, tmp_path / "concat:a|b.mp4"))
    assert ingest(protocol).kind == "video"


def test_a_given_name_is_shown_and_the_path_kept(clip: Path) -> None:
    """What people call an upload is for people only, and is one clean line."""
    master = ingest(clip, name="../../Our film\n.mp4")
    assert master.path == clip
    assert "\n" not in master.name and "/" not in master.name


def test_text_tracks_inside_become_subtitles(clip: Path, tmp_path: Path) -> None:
    """Subtitles in the video are used where no file is given, and a file goes before them."""
    srt = tmp_path / "a.srt"
    srt.write_text(
        "1\n00:00:00,500 --> 00:00:01,500\n<i>Hello</i> my good old friends, how are you doing on this lovely day?\n"
    )
    both = tmp_path / "a.mkv"
    ffmpeg.run(["-i", str(clip), "-i", str(srt), "-map", "0", "-map", "1", "-c:v", "copy", str(both)], doing="muxing")
    (inside,) = ingest(both).subtitles
    assert inside.cues[0].text == "Hello my good old friends, how are you doing on this lovely day?"
    assert (inside.cues[0].start, inside.cues[0].end, inside.language) == (0.5, 1.5, "en")
    assert [given.name for given in ingest(both, [srt]).subtitles] == ["a.srt"]


def test_subtitles_after_the_end_are_told(clip: Path, tmp_path: Path) -> None:
    """A subtitle file that belongs to something longer is noticed."""
    srt = tmp_path / "a.srt"
    srt.write_text("1\n00:00:01,000 --> 00:00:02,000\nin time\n\n2\n00:01:00,000 --> 00:01:02,000\nlate\n")
    assert any("1 of 2 cues of a.srt starts after the end" in str(note) for note in ingest(clip, [srt]).notes)


def test_the_average_rate_is_exact(tmp_path: Path) -> None:
    """Broadcast rates stay fractions."""
    assert track(making.video(tmp_path / "a.mp4", fps="30000/1001")).fps == Fraction(30000, 1001)


def test_a_track_that_turns_up_late_does_no_harm(clip: Path, tmp_path: Path) -> None:
    """An FLV whose header hides its sound is read as far as it is told."""
    file = convert(clip, tmp_path / "a.flv", "-c:v", "copy", "-ar", "44100")
    data = bytearray(file.read_bytes())
    data[4] = 0x01  # only a picture is announced
    file.write_bytes(data)
    assert ingest(file).kind == "video"


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bytes_never_end_in_a_traceback(clip: Path, tmp_path: Path, seed: int) -> None:
    """Whatever is damaged, the answer is a master or a refusal."""
    chance = random.Random(seed)
    source = convert(
        clip, tmp_path / f"a.{('mkv', 'ts', 'avi', 'flv', 'mp4')[seed % 5]}", "-c:v", "copy", "-ar", "44100"
    )
    data = bytearray(source.read_bytes())
    for _ in range(30):
        data[chance.randrange(8, 3000)] = chance.randrange(256)
    source.write_bytes(data)
    with contextlib.suppress(InputRefused):
        assert ingest(source).duration_s


def test_a_video_too_small_to_show_anything_is_refused(tmp_path: Path) -> None:
    """A placeholder of a few pixels is no master."""
    tiny = making.video(tmp_path / "a.mp4", seconds=0.5, size="64x8")
    with pytest.raises(InputRefused, match=r"picture of 64x8 pixels, and 16 on each side are the least"):
        ingest(tiny)
