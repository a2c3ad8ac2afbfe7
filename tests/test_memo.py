"""Small results that are kept: found again, made again where damaged, and tied to the code that made them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio import memo
from studio.errors import StorageError
from studio.values import Size

SIZE = Size(width=3, height=2)


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    """The second asker gets the first one's result."""
    made: list[int] = []

    def make() -> Size:
        made.append(1)
        return SIZE

    assert [memo.remember(tmp_path, "sizes", "one", Size, make) for _ in range(3)] == [SIZE] * 3
    assert len(made) == 1


def cut(kept: bytes) -> bytes:
    return kept[: len(kept) // 2]


def one_digit_changed(kept: bytes) -> bytes:
    return kept.replace(b"9", b"8")


def emptied(_: bytes) -> bytes:
    return b""


def scrambled(_: bytes) -> bytes:
    return b"\xff\xfe\n\xff"


@pytest.mark.parametrize("damage", [cut, one_digit_changed, emptied, scrambled])
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """A cut or changed file is noticed, even where it still reads well, replaced, and never an error."""
    memo.save(tmp_path, "sizes", "one", Size(width=99, height=99))
    place = tmp_path / "sizes" / "one.kept"
    place.write_bytes(damage(place.read_bytes()))

    assert memo.load(tmp_path, "sizes", "one", Size) is None
    assert memo.remember(tmp_path, "sizes", "one", Size, lambda: SIZE) == SIZE
    assert memo.load(tmp_path, "sizes", "one", Size) == SIZE


def test_a_result_under_another_name_is_not_taken(tmp_path: Path) -> None:
    """A file that was copied over another one is not believed."""
    memo.save(tmp_path, "sizes", "one", SIZE)
    (tmp_path / "sizes" / "one.kept").rename(tmp_path / "sizes" / "two.kept")

    assert memo.load(tmp_path, "sizes", "two", Size) is None


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The error names the folder and what to do."""
    (tmp_path / "cache").write_text("a file where a folder should be")

    with pytest.raises(StorageError, match=r"cannot keep .*cache.*STUDIO_CACHE"):
        memo.save(tmp_path / "cache", "sizes", "one", SIZE)


def test_code_that_changed_has_another_digest(tmp_path: Path) -> None:
    """One changed letter in one file is enough; files that are no code do not count."""
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder, text in zip(folders, ("x = 1\n", "x = 1\n", "x = 2\n"), strict=True):
        folder.mkdir()
        (folder / "code.py").write_text(text)
    (folders[1] / "notes.txt").write_text("anything")

    first, same, other = (memo.code_digest(folder) for folder in folders)

    assert first == same != other
