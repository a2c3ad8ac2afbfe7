"""Which part of a master an output shows."""

from __future__ import annotations

from studio.plan.windows import best_still, choose
from studio.platforms.contract import Aim
from tests.plan.building import FACE, analysis, cues, sample, shot, video

TEASER = Aim(max_s=6, pick="highlight")


def test_a_short_master_is_taken_whole() -> None:
    """Nothing is cut from a master that fits."""
    window = choose(video(5), analysis(shot(0, 5)), TEASER)

    assert (window.span.start, window.span.end, window.reason) == (0, 5, None)


def test_the_highlight_is_where_somebody_speaks_to_the_camera() -> None:
    """Six seconds with speech and a face beat six seconds of scenery."""
    seen = analysis(shot(0, 10), shot(10, 20, faces=(FACE,)), shot(20, 30), speech=((10.2, 16.0),))

    window = choose(video(30), seen, TEASER)

    assert 9.8 <= window.span.start <= 10.3
    assert window.span.end == 16.0
    assert window.reason is not None
    assert "somebody speaks and a face shows" in str(window.reason)


def test_the_highlight_of_an_hour_is_found_wherever_it_lies() -> None:
    """Seven seconds to the camera in an hour of scenery, between two starts that a grid would try."""
    hour = [shot(start, start + 60) for start in range(0, 3600, 60)]
    seen = analysis(*hour[:-1], shot(3540, 3600, faces=(FACE,)), speech=((12.0, 13.0), (3571.3, 3576.9)))

    window = choose(video(3600), seen, TEASER)

    assert (window.span.start, window.span.end) == (3571.3, 3576.9)


def test_the_highlight_is_never_longer_than_the_aim() -> None:
    """A teaser of six seconds has six at most, wherever the edges lie."""
    seen = analysis(
        *(shot(start, start + 7.3, motion=0.03) for start in (0.0, 7.3, 14.6)), speech=((1.0, 8.1), (9.0, 17.5))
    )

    window = choose(video(21.9), seen, TEASER)

    assert 3.6 <= window.span.seconds <= 6 + 1e-9


def test_the_highlight_never_starts_black() -> None:
    """A black start loses people, even where the rest would be good."""
    seen = analysis(shot(0, 8, luma=0.01, motion=0.5), shot(8, 20), speech=((0.0, 8.0),))

    window = choose(video(20), seen, TEASER)

    assert window.span.start >= 8 - 1e-6


def test_the_opening_skips_black_and_ends_with_a_sentence() -> None:
    """The first minute begins where there is something to see and ends where a sentence does."""
    words = cues((3, 6, "We asked people in our street"), (6, 9.5, "what they would do."), (10, 14, "They told us"))
    master = video(30, subtitles=(words,))
    seen = analysis(shot(0, 2, luma=0.0), shot(2, 30), speech=((3.0, 9.5), (10.0, 14.0)))

    window = choose(master, seen, Aim(max_s=10))

    assert window.span.start == 2
    assert window.span.end == 9.5
    assert "a sentence ends" in str(window.reason)


def test_a_start_chosen_by_hand_is_kept() -> None:
    """What people decided is not second-guessed; only the end is ours."""
    window = choose(video(30), analysis(shot(0, 30)), TEASER, start_s=11.25)

    assert window.span.start == 11.25
    assert window.span.end <= 17.25


def test_a_start_chosen_past_the_end_still_gives_a_window() -> None:
    """A start behind the master's end is moved to where something is left."""
    window = choose(video(30), analysis(shot(0, 30)), TEASER, start_s=99)

    assert 0 < window.span.seconds <= 6


def test_the_best_still_is_sharp_lit_and_has_a_face() -> None:
    """The thumbnail is a sharp frame with a whole face, never a black or blurred one."""
    frames = (
        sample(0, luma=0.0, sharpness=900),
        sample(1, sharpness=900, luma=0.95),
        sample(2, faces=(FACE,), sharpness=20),
        sample(3, faces=(FACE,), sharpness=400),
        sample(4, sharpness=500),
    )
    seen = analysis(shot(0, 5).model_copy(update={"samples": frames}))

    best = best_still(seen)

    assert best is not None
    assert best.at == 3


def test_sound_has_no_still() -> None:
    """Where nothing was looked at there is no picture to choose."""
    assert best_still(analysis()) is None


def test_no_flash_of_another_shot_is_left_at_an_end() -> None:
    """A subtitle that ends a moment after the cut does not drag three frames of the next shot in."""
    words = cues((10, 13, "Nobody asked me."), (13.2, 16.1, "So I asked them."))
    seen = analysis(shot(0, 10), shot(10, 16, faces=(FACE,)), shot(16, 30), speech=((10.1, 16.1),))

    window = choose(video(30, subtitles=(words,)), seen, TEASER)

    assert (window.span.start, window.span.end) == (10, 16)


def test_a_stretch_without_looks_is_judged_by_the_last_look_before_it() -> None:
    """In a long master looks lie far apart: what showed last still shows, and not the film's black first frame."""
    frames = (sample(0, luma=0.0), sample(15), sample(30), sample(45))
    seen = analysis(shot(0, 60).model_copy(update={"samples": frames}), speech=((16.5, 22.0),))

    window = choose(video(60), seen, TEASER)

    assert 16 <= window.span.start <= 17


def test_the_highlight_does_not_start_in_a_fade() -> None:
    """A picture that is only just coming up from black is no beginning."""
    seen = analysis(shot(0, 8, luma=0.1, motion=0.05), shot(8, 20))

    assert choose(video(20), seen, TEASER).span.start >= 8 - 1e-6


SPOKEN = cues((1, 3, "We asked one question."), (3.5, 6, "Nobody knew"), (6.2, 9, "what to say."))


def test_a_chosen_end_in_a_pause_is_the_end() -> None:
    """Nothing is said there, so that nothing is cut."""
    window = choose(video(30, subtitles=(SPOKEN,)), analysis(shot(0, 30)), Aim(), end_s=12)

    assert (window.span.start, window.span.end) == (0, 12)


def test_a_chosen_end_never_cuts_a_word() -> None:
    """Inside of a subtitle it moves back: to the sentence before where that keeps enough, else to the last pause."""
    master = video(30, subtitles=(SPOKEN,))
    seen = analysis(shot(0, 30))

    assert choose(master, seen, Aim(), end_s=4).span.end == 3
    assert choose(master, seen, Aim(), end_s=8).span.end == 6.2
    assert "because somebody chose to end by 4.0 s" in str(choose(master, seen, Aim(), end_s=4).reason)


def test_a_chosen_end_keeps_to_what_the_placement_aims_at() -> None:
    """From its start on, a teaser is six seconds long whatever its end."""
    window = choose(video(30), analysis(shot(0, 30)), TEASER, start_s=10, end_s=25)

    assert window.span.start == 10
    assert window.span.seconds <= 6


def test_a_chosen_end_before_the_chosen_part_moves_its_start() -> None:
    """The part that the studio would choose lies later: then it is the seconds before that end."""
    seen = analysis(shot(0, 20), shot(20, 30, faces=(FACE,)), speech=((20.0, 26.0),))

    window = choose(video(30), seen, TEASER, end_s=8)

    assert (window.span.start, window.span.end) == (2, 8)
