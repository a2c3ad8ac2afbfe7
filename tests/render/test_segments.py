"""Pictures cut into segments: what is shared, what changes, what is made together."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from studio.ingest.master import Cue
from studio.plan.recipe import Captions, CaptionStyle, Clip, Framing, Recipe, VideoEncode
from studio.render.segments import MOST_PIXELS, Segment, batches, boundaries, cut, missing_runs
from studio.values import PixelBox, Size

STYLE = CaptionStyle(font_size=40, margin_left=20, margin_right=20, margin_bottom=30)
LEFT = Framing(mode="cover", crop=PixelBox(x=0, y=0, width=608, height=1080))
RIGHT = Framing(mode="cover", crop=PixelBox(x=1312, y=0, width=608, height=1080))
SHOTS = ((0, 300, LEFT), (300, 420, RIGHT), (420, 1020, LEFT))


def recipe(start: int, end: int, *cues: Cue, size: Size | None = None, rate: int = 30) -> Recipe:
    clips = tuple(
        Clip(start=max(low, start), end=min(high, end), framing=framing)
        for low, high, framing in SHOTS
        if max(low, start) < min(high, end)
    )
    return Recipe(
        placement="place/clip", master="0" * 64, kind="video", source="frames", fps=Fraction(rate), clips=clips,
        size=size or Size(width=1080, height=1920), video=VideoEncode(crf=20, preset="veryfast"),
        captions=Captions(language="en", cues=cues, style=STYLE) if cues else None,
    )  # fmt: skip


def segments(*recipes: Recipe) -> list[tuple[Segment, ...]]:
    made = cut(recipes, "engine")
    return [made[one.digest] for one in recipes]


def test_segments_cover_the_output_without_gaps() -> None:
    """Joined, they are the output: each begins where the one before ends."""
    [made] = segments(recipe(100, 1000))

    assert (made[0].start, made[-1].end) == (100, 1000)
    assert all(earlier.end == later.start for earlier, later in pairwise(made))


def test_segments_are_a_few_seconds_long_and_cut_where_shots_cut() -> None:
    """A joint costs a key frame, so there is one at each shot cut, and others only where a shot is long."""
    [made] = segments(recipe(0, 1020))

    assert {300, 420} <= {one.start for one in made}
    assert all(30 <= one.frames <= 90 for one in made)


def test_segments_end_where_a_subtitle_comes_or_goes() -> None:
    """A corrected word then costs its own seconds, and few of its neighbours'."""
    [made] = segments(recipe(420, 1020, Cue(start=2.5, end=5.5, text="one"), Cue(start=5.5, end=7, text="two")))

    ends = [one.end - 420 for one in made]
    assert {75, 165, 210} <= set(ends)
    assert ends[-1] == 600
    assert all(30 <= one.frames <= 90 for one in made)


def test_subtitles_that_change_all_the_time_make_no_short_segments() -> None:
    """Each costs a key frame, so none is shorter than a second."""
    [made] = segments(recipe(420, 1020, *(Cue(start=at / 3, end=at / 3 + 0.3, text=str(at)) for at in range(59))))

    assert all(30 <= one.frames <= 90 for one in made)


def test_a_shorter_output_shares_the_longer_ones_segments() -> None:
    """Ten seconds out of sixty are encoded once: the short output has no segment of its own."""
    long, short = segments(recipe(0, 1020), recipe(420, 720))

    assert {one.digest for one in short} <= {one.digest for one in long}


def test_another_output_leaves_most_segments_as_they_are() -> None:
    """A second platform cuts where it begins and ends, and only there the first one's segments change."""
    before = {one.digest for one in segments(recipe(0, 1020))[0]}
    after = segments(recipe(0, 1020), recipe(130, 180))[0]

    assert len([one for one in after if one.digest not in before]) <= 4


def test_a_corrected_subtitle_changes_the_segments_that_show_it() -> None:
    """One word in one cue: only the seconds of that cue are encoded again."""
    cues = [Cue(start=second, end=second + 1.5, text=f"cue {second}") for second in range(0, 33, 2)]
    corrected = [cue if cue.start != 20 else cue.model_copy(update={"text": "cue twenty"}) for cue in cues]
    [before], [after] = segments(recipe(0, 1020, *cues)), segments(recipe(0, 1020, *corrected))

    changed = [new for old, new in zip(before, after, strict=True) if old.digest != new.digest]
    assert len(changed) == 1
    assert changed[0].start <= 600 < changed[0].end


def test_a_cue_is_the_same_segment_wherever_the_output_begins() -> None:
    """Times count from the segment, so two outputs that show one cue at one moment of the master share it."""
    whole = recipe(420, 1020, Cue(start=5, end=7, text="same words"))
    later = recipe(540, 1020, Cue(start=1, end=3, text="same words"))

    first, second = segments(whole, later)

    assert {one.digest for one in second} <= {one.digest for one in first}


def test_two_sizes_share_nothing_but_the_decoder() -> None:
    """Another size is another picture, made by the same process where the seconds are the same."""
    upright, wide = segments(recipe(0, 300), recipe(0, 300, size=Size(width=1080, height=1080)))

    runs = missing_runs([*upright, *wide], set())

    assert len(runs) == 2
    assert len(batches(runs)) == 1


def test_neighbours_that_are_missing_are_one_run() -> None:
    """What exists is left out; what is missing on both sides of it is encoded separately."""
    [made] = segments(recipe(0, 1020))
    runs = missing_runs(made, {made[3].digest})

    assert [(run.start, run.end) for run in runs] == [(0, made[3].start), (made[3].end, 1020)]


def test_stretches_far_apart_are_made_by_two_processes() -> None:
    """Nobody decodes ten seconds in between that no output shows."""
    first, second = segments(recipe(0, 120), recipe(700, 1000))

    assert len(batches(missing_runs([*first, *second], set()))) == 2


def test_rates_are_never_mixed() -> None:
    """One process decodes at one rate."""
    slow, fast = segments(recipe(0, 240), recipe(0, 240, rate=25))

    assert len(batches(missing_runs([*slow, *fast], set()))) == 2


def test_a_runs_text_starts_half_a_frame_early() -> None:
    """Hundredths of a second, which is what subtitles in FFmpeg know, then hit the right frame."""
    [made] = segments(recipe(0, 240, Cue(start=1, end=2, text="now")))
    (captions,) = missing_runs(made, set())[0].written

    assert captions is not None
    assert [(round(cue.start * 30, 3), round(cue.end * 30, 3)) for cue in captions.cues] == [(29.5, 59.5)]


def test_boundaries_hold_every_start_and_end() -> None:
    """Whatever else is cut, an output begins and ends at a joint."""
    places = boundaries([recipe(13, 290), recipe(17, 1019)])

    assert {13, 290, 17, 1019} <= set(places)


def test_no_process_encodes_more_pictures_than_memory_allows() -> None:
    """Twenty sizes are spread over several processes, each with room for its encoders; none is left out."""
    sizes = [Size(width=1080, height=1920 - 16 * number) for number in range(20)]
    runs = missing_runs(
        [one for made in segments(*(recipe(0, 120, size=size) for size in sizes)) for one in made], set()
    )
    together = batches(runs)

    assert sum(len(group) for group in together) == len(runs) == 20
    assert 2 <= len(together) <= 5
    assert all(sum(run.pixels for run in group) <= MOST_PIXELS for group in together)
