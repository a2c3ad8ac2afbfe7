"""Files come in piece by piece, survive broken lines, and never become more than was announced."""

from __future__ import annotations

import os
import resource
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from studio.errors import InputRefused, SelectionError, StorageError
from studio.ui import upload_routes
from studio.ui.uploads import OffsetMismatch, TakenOver, Uploads, readable_name
from tests.ui.serving import Site, serving

DATA = os.urandom(300_000)


@pytest.fixture
def store(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads", limit_bytes=1 << 31, reserve_bytes=0)


@pytest.fixture
def site(store: Uploads) -> Iterator[Site]:
    with serving(Starlette(routes=upload_routes.routes(store))) as running:
        yield running


def send(site: Site, key: str, offset: int, data: bytes) -> int:
    return site.ask("PUT", f"/api/uploads/{key}?offset={offset}", data).status


def test_a_file_sent_in_pieces_arrives_whole(site: Site, store: Uploads) -> None:
    """The pieces in their order are the file, byte for byte, under the name that it had."""
    begun = site.announce("talk.mp4", len(DATA))
    key = begun.data["id"]
    for offset in range(0, len(DATA), 100_000):
        assert send(site, key, offset, DATA[offset : offset + 100_000]) == 200

    assert begun.status == 201
    assert store.path(key).read_bytes() == DATA
    assert store.find(key).name == "talk.mp4"


def test_an_upload_goes_on_after_the_line_dropped(site: Site, store: Uploads) -> None:
    """What came before the break is kept, the studio says how much that is, and the rest completes the file."""
    key = site.announce("talk.mp4", len(DATA)).data["id"]
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        head = f"PUT /api/uploads/{key}?offset=0 HTTP/1.1\r\nHost: x\r\nContent-Length: {len(DATA)}\r\n\r\n"
        line.sendall(head.encode() + DATA[:123_456])
    deadline = time.monotonic() + 5
    while (offset := site.ask("GET", f"/api/uploads/{key}").data["offset"]) == 0 and time.monotonic() < deadline:
        time.sleep(0.02)

    assert 0 < offset <= 123_456
    assert send(site, key, offset, DATA[offset:]) == 200
    assert store.path(key).read_bytes() == DATA


def test_an_upload_survives_a_restart_of_the_studio(tmp_path: Path) -> None:
    """Nothing about an upload is only in memory."""
    first = Uploads(tmp_path, reserve_bytes=0)
    key = first.create("talk.mp4", len(DATA)).id
    with first.append(key, 0) as write:
        write(DATA[:1000])

    second = Uploads(tmp_path, reserve_bytes=0)
    with second.append(key, second.offset(key)) as write:
        write(DATA[1000:])

    assert second.path(key).read_bytes() == DATA


@pytest.mark.parametrize("offset", [0, 99, 101, 10**18])
def test_a_piece_at_the_wrong_place_is_refused_with_the_right_one(site: Site, offset: int) -> None:
    """Nothing is written, and the answer says where to go on."""
    key = site.announce("a.mp4", 1000).data["id"]
    send(site, key, 0, bytes(100))

    answer = site.ask("PUT", f"/api/uploads/{key}?offset={offset}", b"later")

    assert (answer.status, answer.data) == (409, {"offset": 100})


@pytest.mark.parametrize("offset", ["", "-1", "1e3", "x", "²"])
def test_an_offset_that_is_no_number_is_refused(site: Site, offset: str) -> None:
    """An odd query is the sender's mistake, not a crash."""
    key = site.announce("a.mp4", 1000).data["id"]

    assert site.ask("PUT", f"/api/uploads/{key}?offset={quote(offset)}", b"x").status == 400


def test_more_bytes_than_announced_are_refused(site: Site, store: Uploads) -> None:
    """One byte over, and the file is not complete with it."""
    key = site.announce("a.mp4", 10).data["id"]

    assert send(site, key, 0, bytes(11)) == 413
    with pytest.raises(SelectionError):
        store.path(key)


def test_a_file_over_the_limit_is_refused_before_it_is_sent(tmp_path: Path) -> None:
    """The answer says what to do; nothing is left on the disk."""
    store = Uploads(tmp_path / "uploads", limit_bytes=5, reserve_bytes=0)

    with pytest.raises(InputRefused, match="send a shorter"):
        store.create("long.mp4", 6)
    assert not (tmp_path / "uploads").exists()


def test_a_full_disk_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    """Where the file and the reserve do not fit, the upload does not begin."""
    store = Uploads(tmp_path, reserve_bytes=1 << 60)

    with serving(Starlette(routes=upload_routes.routes(store))) as site:
        answer = site.announce("a.mp4", 10)

    assert answer.status == 507
    assert "free some space" in answer.data["remedy"]
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_on_the_way_keeps_what_came(store: Uploads) -> None:
    """The write fails with words, and the upload can go on later."""
    key = store.create("a.mp4", 10).id

    def fill() -> None:
        with store.append(key, 0) as write:
            write(b"12345")
            raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="disk is full"):
        fill()

    assert store.offset(key) == 5


def test_an_unwritable_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that names the folder and the setting that moves it."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageError, match="STUDIO_DATA"):
        Uploads(tmp_path / "uploads", reserve_bytes=0).create("a.mp4", 10)


def test_an_empty_file_is_complete_at_once(store: Uploads) -> None:
    """It is for the next step to say that it is empty."""
    assert store.path(store.create("empty.mp4", 0).id).read_bytes() == b""


HOSTILE = [
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/etc/passwd",
    "a\x00b.mp4",
    "\u202egpj.exe",
    "...",
    "",
    "x" * 900,
    "a/",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_never_becomes_a_path(site: Site, store: Uploads, tmp_path: Path, name: str) -> None:
    """Files lie under random names only; people see a harmless one."""
    key = site.announce(name, 3).data["id"]
    send(site, key, 0, b"abc")

    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert {path for path in made if not path.startswith("_")} == {
        "uploads", f"uploads/{key}", f"uploads/{key}/{key}", f"uploads/{key}/about.json",
    }  # fmt: skip
    shown = store.find(key).name
    assert shown and len(shown) <= 200 and shown.isprintable() and not set("/\\") & set(shown)


@pytest.mark.parametrize("key", ["..", "../uploads", "A" * 32, "0" * 31, "0" * 33, "0" * 32, "%2e%2e", "a b"])
def test_an_id_that_was_never_given_finds_nothing(site: Site, store: Uploads, key: str) -> None:
    """Ids are checked before they meet the disk."""
    store.create("a.mp4", 10)
    for method in ("GET", "PUT", "DELETE"):
        assert site.ask(method, f"/api/uploads/{key.replace(' ', '%20')}?offset=0").status == 404


def test_ids_are_long_and_never_repeat(store: Uploads) -> None:
    """Whoever does not know an id cannot guess it."""
    ids = {store.create("a.mp4", 1).id for _ in range(50)}

    assert len(ids) == 50
    assert all(len(key) == 32 for key in ids)


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}, {"origin": "null"}]
)
def test_another_sites_page_cannot_send_files(site: Site, tmp_path: Path, headers: dict[str, str]) -> None:
    """A browser says where a request comes from, and only the studio's own page is heard."""
    answer = site.ask("POST", "/api/uploads", b'{"name": "a", "bytes": 1}', **headers)

    assert answer.status == 403
    assert not (tmp_path / "uploads").exists()


def test_the_studios_own_page_can_send_files(site: Site) -> None:
    """The headers that a browser adds for the studio's own page are right."""
    headers = {"origin": f"http://127.0.0.1:{site.port}", "sec_fetch_site": "same-origin"}

    assert site.ask("POST", "/api/uploads", b'{"name": "a", "bytes": 1}', **headers).status == 201


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"name": "a"}', b'{"name": "a", "bytes": -1}', b'{"bytes": "x"}', b"\xff"]
)
def test_an_announcement_that_says_nothing_is_refused(site: Site, body: bytes) -> None:
    """It is the sender's mistake, not a crash."""
    assert site.ask("POST", "/api/uploads", body).status == 400


@pytest.mark.parametrize("body", [bytes(8192), [bytes(2048)] * 4])
def test_an_announcement_without_end_is_not_read_to_its_end(site: Site, body: bytes | list[bytes]) -> None:
    """Whether it tells its length or comes in chunks."""
    answer = site.ask("POST", "/api/uploads", iter(body) if isinstance(body, list) else body)

    assert (answer.status, answer.data["problem"]) == (413, "this announcement is too long")


def test_a_second_connection_takes_over_from_a_dead_one(store: Uploads) -> None:
    """A connection that hangs cannot spoil what a newer one continues."""
    key = store.create("a.mp4", 10).id
    with store.append(key, 0) as stale:
        stale(b"12345")
        with store.append(key, 5) as fresh:
            fresh(b"67890")
        with pytest.raises(TakenOver):
            stale(b"xxxxx")

    assert store.path(key).read_bytes() == b"1234567890"


def test_a_complete_file_takes_nothing_more(store: Uploads) -> None:
    """Its end is where the next piece would have to begin, and there is no place left."""
    key = store.create("a.mp4", 3).id
    with store.append(key, 0) as write:
        write(b"abc")

    with pytest.raises(OffsetMismatch), store.append(key, 3) as write:
        write(b"d")
    assert store.path(key).read_bytes() == b"abc"


def test_a_removed_upload_is_gone(site: Site, tmp_path: Path) -> None:
    """Nothing of it stays on the disk."""
    key = site.announce("a.mp4", 3).data["id"]

    assert site.ask("DELETE", f"/api/uploads/{key}").status == 204
    assert site.ask("GET", f"/api/uploads/{key}").status == 404
    assert list((tmp_path / "uploads").iterdir()) == []


def test_forgotten_uploads_expire_and_others_stay(store: Uploads, tmp_path: Path) -> None:
    """Only what is the store's own and old is removed."""
    old, new = store.create("old.mp4", 3).id, store.create("new.mp4", 3).id
    for path in [*(tmp_path / "uploads" / old).glob("*"), tmp_path / "uploads" / old]:
        os.utime(path, (1, 1))
    other = tmp_path / "uploads" / "not-an-upload"
    other.mkdir()
    os.utime(other, (1, 1))

    store.expire(3600)

    assert {path.name for path in (tmp_path / "uploads").iterdir()} == {new, "not-an-upload"}


def test_what_ends_while_others_expire_stops_nobody(store: Uploads, tmp_path: Path) -> None:
    """Somebody's last piece gives a file its name, or another page clears away too, while this one looks around."""
    old = store.create("old.mp4", 3).id
    (tmp_path / "uploads" / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "uploads" / old / "renamed").symlink_to(tmp_path / "nowhere")

    store.expire(3600)

    assert store.find(old).name == "old.mp4"


def test_a_file_that_becomes_complete_while_somebody_asks(store: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is how much there was, even where the last piece comes between two looks at the disk."""
    key = store.create("a.mp4", 3).id
    stat = Path.stat

    def last_piece_comes(path: Path, **more: bool) -> os.stat_result:
        try:
            return stat(path, **more)
        finally:
            if path.name in {key, "part"}:
                monkeypatch.undo()
                with store.append(key, 0) as write:
                    write(b"abc")

    monkeypatch.setattr(Path, "stat", last_piece_comes)

    assert store.offset(key) in {0, 3}


def test_a_large_file_is_never_in_memory(site: Site, store: Uploads) -> None:
    """256 MB go through with less than 64 MB more at the peak, client and server together."""
    piece, count = bytes(upload_routes.PIECE_BYTES), 32
    key = site.announce("big.mp4", len(piece) * count).data["id"]
    send(site, key, 0, piece)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(1, count):
        assert send(site, key, number * len(piece), piece) == 200

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert store.path(key).stat().st_size == len(piece) * count
    assert grown < 64 * 1024


def test_a_piece_that_is_too_large_is_refused(site: Site) -> None:
    """The size of a piece bounds what a broken line can cost."""
    key = site.announce("big.mp4", 1 << 30).data["id"]

    assert send(site, key, 0, bytes(upload_routes.PIECE_BYTES + 1)) == 413


def test_readable_names_keep_other_scripts() -> None:
    """Names are cleaned, not flattened to ASCII."""
    assert readable_name("مقابلة ٢.mp4") == "مقابلة ٢.mp4"
