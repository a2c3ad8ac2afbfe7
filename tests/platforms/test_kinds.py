"""What a placement of each kind may say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from studio.platforms.contract import Placement
from studio.values import Size

GOOD: list[dict[str, Any]] = [
    {"kind": "image", "format": "webp", "size": "512x512", "fit": "contain", "transparency": True},
    {"kind": "image", "format": "jpeg", "size": "401x401", "shape": "circle", "ground": "#1e3a4c"},
    {"kind": "video", "format": "mp4", "size": "640x640", "shape": "circle", "aim": {"max_s": 60}},
    {"kind": "video", "format": "gif", "size": "481x271", "captions": "burned", "aim": {"max_s": 4}},
    {"kind": "audio", "format": "m4a", "artwork": "1400x1400", "sidecars": ["srt"]},
    {"kind": "audio", "format": "ogg", "channels": 1, "aim": {"max_s": 60}},
    {"kind": "document", "format": "pdf", "size": "1080x1350", "pages": 5, "captions": "burned"},
    {"kind": "text", "format": "xml"},
    {"kind": "text", "format": "html", "template": "page.html.j2", "posts": ["title"], "picture": "cover"},
]


def place(**facts: Any) -> Placement:
    return Placement.model_validate({"id": "post", "name": "Post", **facts})


@pytest.mark.parametrize("facts", GOOD, ids=[f"{one['kind']}-{one['format']}-{len(one)}" for one in GOOD])
def test_every_kind_can_be_declared_and_read_back(facts: dict[str, Any]) -> None:
    """A placement says what its kind needs, and survives JSON."""
    made = place(**facts)

    assert Placement.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"kind": "image", "format": "jpeg"}, 'kind "image" needs a size: add one'),
        ({"kind": "audio", "format": "mp3", "size": "1080x1080"}, '"size" is for image and video and document only'),
        ({"kind": "audio", "format": "ogg", "artwork": "1400x1400"}, '"ogg" carries no artwork: write "m4a" or "mp3"'),
        ({"kind": "audio", "format": "mp3", "artwork": "1400x700"}, "artwork is square, and this is 1400x700"),
        ({"kind": "audio", "format": "pdf"}, 'format "pdf" does not suit kind "audio": write "m4a" or "mp3" or "ogg"'),
        (
            {"kind": "image", "format": "jpeg", "size": "512x512", "transparency": True},
            '"jpeg" has no transparent parts',
        ),
        ({"kind": "image", "format": "png", "size": "512x512", "transparency": True, "ground": "#ffffff"}, "exclude"),
        ({"kind": "image", "format": "png", "size": "512x256", "shape": "circle"}, "a circle stands in a square"),
        ({"kind": "image", "format": "png", "size": "512x512", "aim": {"max_s": 6}}, '"aim" is for video and audio'),
        ({"kind": "video", "format": "gif", "size": "480x270", "sidecars": ["srt"]}, "take sidecars out"),
        ({"kind": "video", "format": "mp4", "size": "640x640", "pages": 4}, '"pages" is for document only'),
        ({"kind": "text", "format": "html", "captions": "burned"}, '"captions" is for video and document only'),
        ({"kind": "image", "format": "png", "size": "512x512", "ground": "white"}, "ground"),
        ({"kind": "image", "format": "png", "size": "512x512", "posts": ["title"]}, '"posts" is for text only'),
        ({"kind": "text", "format": "xml", "template": "page.html.j2"}, 'name one that ends in ".xml.j2"'),
    ],
)
def test_what_does_not_suit_the_kind_is_named_with_its_cure(facts: dict[str, Any], message: str) -> None:
    """Whoever writes a plugin reads which key is wrong, and what to write instead."""
    with pytest.raises(ValidationError) as told:
        place(**facts)

    assert message in str(told.value)


def test_a_circle_keeps_its_corners_clear() -> None:
    """What matters stands inside the circle, or inside the app's own safe zone where that is larger."""
    clear = place(
        kind="video", format="mp4", size="640x640", shape="circle", safe_zone={"bottom": 200, "source": "help"}
    ).clear_zone

    assert (clear.top, clear.left, clear.right, clear.bottom) == (94, 94, 94, 200)


def test_a_rectangle_has_its_own_safe_zone_only() -> None:
    """Nothing is added where the app cuts nothing."""
    made = place(kind="image", format="jpeg", size="1080x1080", safe_zone={"top": 10, "source": "help"})

    assert made.clear_zone == made.safe_zone
    assert made.canvas == Size(width=1080, height=1080)
