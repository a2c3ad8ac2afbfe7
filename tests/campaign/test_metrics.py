"""The metrics file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.campaign.metrics import load_metrics
from studio.errors import InputRefused


def written(folder: Path, text: str) -> Path:
    path = folder / "metrics.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_as_platforms_and_spreadsheets_write_them(tmp_path: Path) -> None:
    """Thousands are parted, shares are per cent, the order is that of days; an empty cell is not nought."""
    path = written(
        tmp_path,
        "platform,day,post,impressions,engagements,completion rate,seconds watched,video s\n"
        "picshare,2027-01-01,b,12 400,,43 %,11.5,30\n"
        "picshare,2026-12-31,a,900,0,0.5,,\n",
    )

    first, second = load_metrics(path)

    assert (first.day, first.engagements) == (date(2026, 12, 31), 0)
    assert (second.impressions, second.engagements, second.completion_rate) == (12400, None, 0.43)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("platform,day,clics\nx,2026-12-01,1\n", "line 1: unknown column 'clics': did you mean 'clicks'?"),
        ("platform,day,clicks\nx,2026-12-01,-1\n", "line 2: 'clicks' is '-1'"),
        ("platform,day,completion_rate\nx,2026-12-01,43\n", "line 2: 'completion_rate' is '43'"),
        ("platform,day,completion_rate\nx,2026-12-01,most %\n", "line 2: 'completion_rate' is 'most %'"),
        ("platform,day,seconds_watched\nx,2026-12-01,inf\n", "line 2: 'seconds_watched' is 'inf'"),
        ("platform,day,clicks\nx,yesterday,4\n", "line 2: 'day' is 'yesterday'"),
        ("platform,day,clicks\nx,2026-12-01,\n", "line 2: it has no figure: fill in one of impressions"),
        ("platform,day,clicks\ny,2026-12-01,4\n", "there is no platform 'y': choose one of: x"),
    ],
)
def test_refusals(tmp_path: Path, text: str, told: str) -> None:
    """Each says what is wrong, where, and what to do, on one line."""
    with pytest.raises(InputRefused) as refused:
        load_metrics(written(tmp_path, text), platforms={"x"})

    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
