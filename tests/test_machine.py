"""How much of the machine is used, and that it can be set."""

from __future__ import annotations

import pytest

from studio import machine
from studio.errors import SelectionError


@pytest.mark.parametrize(("cores", "encoders", "threads"), [(2, 1, 3), (2, 2, 2), (2, 6, 1), (16, 1, 24), (16, 6, 4)])
def test_encoders_share_the_cores(monkeypatch: pytest.MonkeyPatch, cores: int, encoders: int, threads: int) -> None:
    """Alone an encoder takes x264's usual one and a half threads a core; together they take no more than that."""
    monkeypatch.setenv("STUDIO_CORES", str(cores))

    assert machine.encoder_threads(encoders) == threads


@pytest.mark.parametrize(("cores", "outputs"), [(1, 1), (2, 2), (4, 2), (16, 4)])
def test_outputs_at_once_follow_the_cores(monkeypatch: pytest.MonkeyPatch, cores: int, outputs: int) -> None:
    """One core makes one output at a time."""
    monkeypatch.setenv("STUDIO_CORES", str(cores))

    assert machine.outputs_at_once() == outputs


@pytest.mark.parametrize("wrong", ["0", "-1", "many", "1.5"])
def test_a_wrong_number_is_said(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """The error names the setting and what it should be."""
    monkeypatch.setenv("STUDIO_CORES", wrong)

    with pytest.raises(SelectionError, match=f"STUDIO_CORES is '{wrong}'"):
        machine.cores()


def test_without_a_setting_all_cores_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """At least one."""
    monkeypatch.delenv("STUDIO_CORES", raising=False)

    assert machine.cores() >= 1
