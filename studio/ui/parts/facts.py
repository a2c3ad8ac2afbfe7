"""What came in, in plain words."""

from __future__ import annotations

import streamlit as st

from studio.ingest.master import Master, Subtitles
from studio.ui import words

_SURROUND = 2


def facts(master: Master) -> None:
    """A master's facts and notes."""
    rows = [("Length", words.seconds(master.duration_s) if master.duration_s is not None else "")]
    if master.written:
        rows += [("Title", words.safe(master.written.title)), ("Words", str(len(master.written.words.split())))]
        rows += [("Language", words.language(master.written.language)), ("File", _file(master))]
    else:
        rows += [("Picture", _picture(master)), ("Sound", _sound(master)), ("File", _file(master))]
        rows += [("Subtitles", "<br>".join(_subtitles(track) for track in master.subtitles) or "none")]
    cells = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in rows if said)
    repairs = [f"{track.name}: {repair}" for track in master.subtitles for repair in track.repairs]
    notes = "".join(f"<li>{words.safe(words.sentence(note))}</li>" for note in (*master.notes, *repairs))
    folded = f'<ul class="notes" aria-label="Notes">{notes}</ul>' if notes else ""
    st.html(f'<div class="studio-facts"><dl>{cells}</dl>{folded}</div>')


def _picture(master: Master) -> str:
    if master.video:
        track = master.video
        shape = "upright" if track.size.height > track.size.width else "wide"
        shape = "square" if track.size.height == track.size.width else shape
        rate = f"{float(track.fps):.4g} frames a second{', uneven' if track.variable_rate else ''}"
        extra = words.joined(
            [
                "HDR" if track.transfer != "sdr" else "",
                "interlaced" if track.interlaced else "",
                f"turned by {track.rotation}°" if track.rotation else "",
            ]
        )
        return words.safe(words.joined([f"{track.size.width} × {track.size.height}, {shape}", rate, extra]))
    if master.still:
        size = master.still.size
        return words.safe(
            words.joined([f"{size.width} × {size.height}", master.still.format, master.still.profile or ""])
        )
    return "none"


def _sound(master: Master) -> str:
    if master.kind == "image":
        return ""
    if master.audio is None:
        return "none"
    channels = {1: "mono", _SURROUND: "stereo"}.get(master.audio.channels, f"{master.audio.channels} channels")
    return words.joined([channels, f"{master.audio.sample_rate / 1000:g} kHz", words.safe(master.audio.codec.upper())])


def _file(master: Master) -> str:
    return words.safe(words.joined([master.name, words.size(master.bytes)]))


def _subtitles(track: Subtitles) -> str:
    count = words.counted(len(track.cues), "line")
    return f"<b>{words.safe(words.language(track.language).capitalize())}</b> · {count} · {words.safe(track.name)}"
