"""What tests of other people's code need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio.platforms import isolation


@pytest.fixture
def quick_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process for plugins' code of its own, which waits for four seconds only: enough for a crowded machine."""
    isolation.worker.cache_clear()
    monkeypatch.setattr(isolation, "LIMIT_S", 4)
    yield
    isolation.worker().close()
    isolation.worker.cache_clear()
