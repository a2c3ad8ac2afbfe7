"""The library of tip checks, by the name that a ``platform.toml`` uses.

They warn; they fail only where nobody can want the output as it is.
"""

from __future__ import annotations

from studio.check.named import by_name
from studio.check.tips import captions, faces, picture, privacy, start, subtitles, technical, watched, words

CHECKS = by_name(
    captions.captions_visible,
    captions.legible_on_phone,
    faces.faces_whole,
    faces.shows_a_face,
    faces.square_and_whole,
    picture.little_text,
    picture.not_upscaled,
    picture.picture_quality,
    picture.thumbnail,
    picture.transparency_kept,
    privacy.nobody_recognisable,
    start.clean_start,
    start.message_early,
    start.strong_opening,
    subtitles.captions_off_faces,
    subtitles.cue_duration,
    subtitles.cue_gaps,
    subtitles.cue_overlap,
    subtitles.line_count,
    subtitles.line_length,
    subtitles.reading_speed,
    subtitles.speech_subtitled,
    subtitles.subtitle_files,
    subtitles.subtitle_language,
    subtitles.subtitle_timing,
    subtitles.text_over_speech,
    technical.duration,
    technical.encoding,
    technical.file_size,
    technical.frame_rate,
    technical.full_screen,
    technical.has_picture,
    technical.loudness,
    technical.no_personal_data,
    technical.plays_everywhere,
    technical.shape,
    watched.end_card,
    watched.no_flashing,
    watched.no_gaps,
    watched.steady,
    words.clear_of_app,
    words.text_contrast,
    words.words_early,
)
