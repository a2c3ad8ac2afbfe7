"""Effects of plugins on finished outputs: filters, title cards and end cards."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from studio.errors import RenderError
from studio.ingest.master import Cue
from studio.plan.effects import with_effect
from studio.plan.recipe import Framing, GifEncode, Recipe
from studio.platforms.effects import Applied
from studio.platforms.hooks import EffectKind
from studio.render import pictures, prepare, render
from studio.values import PixelBox, Size, file_digest
from tests import making
from tests.render.recipes import (
    FAST,
    SMALL,
    captions,
    frames_of,
    master_of,
    picture_recipe,
    samples_of,
    sound_of,
    video_recipe,
)  # fmt: skip

PLUGIN = """\
import numpy as np
from moviepy import VideoClip

def register(studio):
    studio.effect(negative, "filter")
    studio.effect(title, "before")
    studio.effect(end, "after")
    studio.effect(fails, "after")

def negative(size):
    return "negate"

def title(size, fps):
    def draw(at):
        return np.full((size.height, size.width, 3), 250 if at < 0.25 else 130, np.uint8)
    return VideoClip(draw, duration=0.5)

def end(size, fps):
    from moviepy import ColorClip
    return ColorClip((size.width, size.height), (0, 0, 250), duration=0.5)

def fails(size, fps):
    def draw(at):
        if at > 0.2:
            raise ValueError("no ink")
        return np.zeros((size.height, size.width, 3), np.uint8)
    return VideoClip(draw, duration=0.5)
"""
GREEN = "color=0x108030:size=320x180:rate=30"


def applied(folder: Path, kind: EffectKind, name: str, chain: str | None = None) -> Applied:
    """An effect of the made plugin, as its platform would resolve it; its code runs in this process."""
    file = folder / "plugin.py"
    file.write_text(PLUGIN, encoding="utf-8")
    return Applied(
        kind=kind, plugin="townhall", name=name, filter=chain, seconds=0 if chain else 0.5, file=file, confined=False,
        sha256=file_digest(file),
    )  # fmt: skip


def brightness(path: Path) -> list[float]:
    return [float(frame.mean()) for frame in frames_of(path)]


def test_a_filter_changes_the_picture_and_leaves_the_text_clear(tmp_path: Path) -> None:
    """Every frame goes through it, exactly as many come out, and captions are written over it."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN))
    text = captions(Cue(start=0.5, end=1.0, text="Hello"))
    plain = video_recipe(master, 45, captions=text)
    recipe = with_effect(plain, applied(tmp_path, "filter", "negative", "negate"))
    shared = prepare([plain, recipe], master, cache=tmp_path)
    frames = frames_of(render(recipe, master, cache=tmp_path, segments=shared).path)

    assert len(frames) == 45
    assert frames[3].mean(axis=(0, 1)) == pytest.approx((0xEF, 0x7F, 0xCF), abs=25)
    assert [n for n, frame in enumerate(frames) if (frame[90:].min(axis=2) > 245).any()] == list(range(15, 30))
    assert set(shared[plain.digest]).isdisjoint(shared[recipe.digest])


def test_a_filter_counts_time_from_the_output_s_start(tmp_path: Path) -> None:
    """What moves with time is never cut into pieces that each begin anew, nor moved by what is decoded before."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN, seconds=8, sound=None))
    fade = applied(tmp_path, "filter", "fade", "fade=in:start_frame=0:nb_frames=20")
    recipe = with_effect(video_recipe(master, 180, start=40, size=Size(width=64, height=36)), fade)
    light = brightness(render(recipe, master, cache=tmp_path).path)

    assert len(light) == 180
    assert light[0] < 5 and min(light[25:]) > 40


def test_a_title_card_comes_first_and_everything_moves_with_it(tmp_path: Path) -> None:
    """Exact frames, silence under the card, sound and captions in step behind it."""
    flash = "color=black:size=320x180:rate=30,drawbox=color=white:thickness=fill:enable='between(n,45,47)'"
    beep = "aevalsrc='if(between(t,1.5,1.6),0.5*sin(2*PI*1000*t),0)':s=48000"
    master = master_of(making.video(tmp_path / "m.mp4", picture=flash, sound=beep, seconds=2))
    text = captions(Cue(start=0.2, end=0.4, text="Hello"))
    title = applied(tmp_path, "before", "title")
    made = render(with_effect(video_recipe(master, 60, captions=text), title), master, cache=tmp_path)
    frames, light = frames_of(made.path), brightness(made.path)
    start, samples = samples_of(made.path)

    assert len(frames) == 75
    assert light[:15] == pytest.approx([250] * 8 + [130] * 7, abs=4)
    assert [n for n, one in enumerate(light) if one > 200 and n >= 15] == [60, 61, 62]
    beeps = start + float(np.argmax(np.abs(samples) > 0.1)) / 48000
    assert beeps == pytest.approx(2.0, abs=0.006)
    assert [n for n, one in enumerate(frames) if n >= 15 and light[n] < 100 and (one[90:] > 200).any()] == list(
        range(21, 27)
    )


def test_an_end_card_comes_last_and_is_drawn_once(tmp_path: Path) -> None:
    """Joined by stream copy behind the master's part; a second output of another length has the very same card."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN))
    end = applied(tmp_path, "after", "end")
    first = render(with_effect(video_recipe(master, 40), end), master, cache=tmp_path)
    kept = sorted((tmp_path / "segments").rglob("*.mp4"))
    second = render(with_effect(video_recipe(master, 20), end), master, cache=tmp_path)
    blue = [[n for n, f in enumerate(frames_of(one.path)) if f[..., 2].mean() > 200] for one in (first, second)]

    assert blue == [list(range(40, 55)), list(range(20, 35))]
    assert len(sorted((tmp_path / "segments").rglob("*.mp4"))) == len(kept) + 1  # the shorter picture alone
    with av.open(str(second.path)) as container:
        times = [frame.pts * frame.time_base for frame in container.decode(video=0)]
    assert times == [Fraction(number, 30) for number in range(35)]
    assert samples_of(second.path)[1].size / 48000 == pytest.approx(35 / 30, abs=0.022)


def test_an_output_that_must_be_smaller_keeps_its_card(tmp_path: Path) -> None:
    """Encoded again at a lower quality, with all of its frames in order."""
    noise = "color=gray:size=320x180:rate=30,noise=alls=80:allf=t"
    master = master_of(making.video(tmp_path / "m.mp4", picture=noise))
    recipe = with_effect(video_recipe(master, 30, max_bytes=120_000), applied(tmp_path, "before", "title"))
    made = render(recipe, master, cache=tmp_path)
    light = brightness(made.path)

    assert made.path.stat().st_size <= 120_000
    assert made.notes
    assert len(light) == 45
    assert light[2] == pytest.approx(250, abs=6)


def test_a_drawn_video_and_a_gif_have_their_effects(tmp_path: Path) -> None:
    """A moving still goes through the filter; a GIF is made of the video with its card."""
    Image.new("RGB", (320, 180), (16, 128, 48)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    framing = Framing(mode="cover", crop=PixelBox(x=70, y=0, width=180, height=180))
    still = Recipe(
        placement="test/still", master=master.sha256, kind="video", source="still", size=SMALL, fps=Fraction(25, 2),
        clips=({"start": 0, "end": 10, "framing": framing},), video=FAST,  # type: ignore[arg-type]
    )  # fmt: skip
    turned = with_effect(still, applied(tmp_path, "filter", "negative", "negate"))
    frames = frames_of(render(turned, master, cache=tmp_path).path)
    assert len(frames) == 10
    assert frames[5].mean(axis=(0, 1)) == pytest.approx((239, 127, 207), abs=25)

    loop = still.model_copy(update={"source": "gif", "parts": (still,), "gif": GifEncode(fps=still.fps), "video": None})
    titled = with_effect(loop, applied(tmp_path, "before", "title"))
    assert brightness(render(titled, master, cache=tmp_path).path)[:3] == pytest.approx([250] * 3, abs=6)


def test_pictures_go_through_the_same_filter(tmp_path: Path) -> None:
    """Alone or together with others that have none, also of odd sizes."""
    Image.new("RGB", (320, 180), (200, 40, 40)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    plain = picture_recipe(master, size=Size(width=161, height=91))
    recipe = with_effect(plain, applied(tmp_path, "filter", "negative", "negate"))
    made = dict(pictures([plain, recipe], master, cache=tmp_path))
    alone = render(recipe, master, cache=tmp_path / "other")

    shown = [Image.open(one.path).resize((1, 1)).getpixel((0, 0)) for one in (made[plain], made[recipe], alone)]  # type: ignore[union-attr]
    assert shown[0] == pytest.approx((200, 40, 40), abs=3)
    assert shown[1] == shown[2] == pytest.approx((55, 215, 215), abs=3)


@pytest.mark.parametrize(
    ("kind", "name", "chain", "said"),
    [
        ("after", "fails", None, "its effect 'fails' raised ValueError: no ink (plugin.py, line 25)"),
        ("filter", "wrong", "no_such_filter=1", "its effect 'wrong' gave the filter 'no_such_filter=1', which does"),
        ("filter", "slow", "fps=15", "its effect 'slow' makes 3 frames of 180x180 out of 5 of 180x180"),
        ("filter", "turned", "scale=90:180", "its effect 'turned' makes 5 frames of 90x180 out of 5 of 180x180"),
    ],
)
def test_an_effect_that_fails_names_its_plugin_and_stops_nobody_else(
    tmp_path: Path, kind: EffectKind, name: str, chain: str | None, said: str
) -> None:
    """A RenderError with what to mend; the other outputs are prepared together as ever."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN, seconds=1))
    plain = video_recipe(master, 10)
    recipe = with_effect(plain, applied(tmp_path, kind, name, chain))

    assert plain.digest in prepare([plain, recipe], master, cache=tmp_path)
    with pytest.raises(RenderError, match="the plugin 'townhall' is broken") as caught:
        render(recipe, master, cache=tmp_path)
    assert said in caught.value.problem
    assert str(tmp_path / "plugin.py") in caught.value.remedy


def test_a_plugin_that_changes_while_it_is_used_is_refused(tmp_path: Path) -> None:
    """What is kept under a digest was drawn by the text that the digest covers."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN, seconds=1))
    recipe = with_effect(video_recipe(master, 10), applied(tmp_path, "after", "end"))
    (tmp_path / "plugin.py").write_text(PLUGIN.replace("250)", "90)"), encoding="utf-8")

    with pytest.raises(RenderError, match="changed while it was in use"):
        render(recipe, master, cache=tmp_path)


def test_sound_behind_a_card_has_every_sample(tmp_path: Path) -> None:
    """Resampled and limited, its times go on evenly, and it is as long as the picture."""
    beats = "aevalsrc='0.9*sin(2*PI*440*t)*lt(mod(t,0.5),0.02)':s=44100"
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN, sound=beats, options=["-ac", "1"]))
    recipe = with_effect(video_recipe(master, 45, sound=sound_of(master)), applied(tmp_path, "before", "title"))
    with av.open(str(render(recipe, master, cache=tmp_path).path)) as container:
        packets = [packet for packet in container.demux(audio=0) if packet.size]

    assert [packet.pts for packet in packets] == [1024 * number for number in range(len(packets))]
    assert sum(packet.duration or 0 for packet in packets) == 2.0 * 48000


def test_sound_is_silent_only_where_the_card_is(tmp_path: Path) -> None:
    """The level of what is heard does not depend on the card."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=GREEN))
    recipe = with_effect(video_recipe(master, 45, sound=sound_of(master)), applied(tmp_path, "before", "title"))
    _, samples = samples_of(render(recipe, master, cache=tmp_path).path)
    _, plain = samples_of(render(recipe.body, master, cache=tmp_path).path)

    assert np.abs(samples[: 23 * 1000]).max() < 0.001
    loud = [float(np.sqrt(np.mean(part**2))) for part in (samples[30000:80000], plain[6000:56000])]
    assert loud[0] == pytest.approx(loud[1], rel=0.02)
