"""The key file: made once, kept private and apart, refused in one sentence, and never lost on the way."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import disk
from bot.store.database_file import FILE_NAME
from bot.store.engine import open_reader, open_store
from bot.store.key_file import BadKey, MisplacedKey, key_folder, key_path, new_key, read_key
from bot.store.keys import Owner

ANA = Owner.of_person(1)
Spoil = Callable[[Path], object]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder where keys lie by themselves, for one test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "azalea" / "keys"


async def start(folder: Path, chosen: Path | None = None) -> str:
    """Start on a folder, and return which database it is."""
    async with open_store(folder, chosen) as store:
        return store.key.database


async def refused(folder: Path, chosen: Path | None = None, kind: type[Exception] = BadKey) -> str:
    """Return what is said where a start is refused, if it is one sentence."""
    with pytest.raises(kind) as error:
        await start(folder, chosen)
    said = str(error.value)
    assert said.endswith(".")
    assert ". " not in said
    assert "\n" not in said
    return said


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def photo(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


async def test_a_first_start_makes_a_private_key_outside_the_data_folder(tmp_path: Path, config: Path) -> None:
    before = os.umask(0)
    try:
        database = await start(tmp_path / "data")
    finally:
        os.umask(before)
    assert listed(config) == [f"{database}.key"]
    assert rights(config) == 0o700
    assert rights(config / f"{database}.key") == 0o600


async def test_no_key_lies_in_the_data_folder(tmp_path: Path, config: Path) -> None:
    database = await start(tmp_path / "data")
    root = read_key(config / f"{database}.key", database).keys.trees[0].nodes[""]
    held = b"".join(photo(tmp_path / "data").values())
    assert root not in held
    assert root.hex().encode() not in held


async def test_a_moved_or_copied_data_folder_finds_its_key(tmp_path: Path, config: Path) -> None:
    database = await start(tmp_path / "data")
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    (tmp_path / "data").rename(tmp_path / "moved")
    assert [await start(tmp_path / "copy"), await start(tmp_path / "moved")] == [database, database]
    assert listed(config) == [f"{database}.key"]


async def test_a_chosen_place_is_used_as_it_is(tmp_path: Path, config: Path) -> None:
    chosen = tmp_path / "usb" / "azalea"
    database = await start(tmp_path / "data", chosen)
    assert await start(tmp_path / "data", chosen) == database
    assert listed(tmp_path / "usb") == ["azalea"]
    assert listed(tmp_path) == ["data", "usb"]


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CONFIG_HOME": "/etc/xdg"}, Path("/etc/xdg/azalea/keys")),
        ({"XDG_CONFIG_HOME": "relative"}, Path.home() / ".config/azalea/keys"),
        ({}, Path.home() / ".config/azalea/keys"),
    ],
)
def test_where_keys_lie_by_themselves(environment: dict[str, str], folder: Path) -> None:
    assert key_folder(environment) == folder


# Places that are refused


def a_link_into_it(folder: Path) -> Path:
    folder.mkdir()
    (folder.parent / "link").symlink_to(folder)
    return folder.parent / "link" / "key"


@pytest.mark.parametrize("place", [lambda folder: folder / "key", lambda folder: folder / "a" / "key", a_link_into_it])
async def test_a_key_in_the_data_folder_is_refused(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    chosen = place(tmp_path / "data")
    there = (tmp_path / "data").exists()
    assert "data folder" in await refused(tmp_path / "data", chosen, MisplacedKey)
    assert (tmp_path / "data").exists() == there
    assert photo(tmp_path) == {}


async def test_a_data_folder_around_the_usual_place_is_refused_too(tmp_path: Path, config: Path) -> None:
    assert str(config) in await refused(tmp_path, None, MisplacedKey)
    assert photo(tmp_path) == {}


async def test_a_key_that_cannot_be_made_makes_no_database(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert "cannot write the key file" in await refused(tmp_path / "data", tmp_path / "file" / "key")
    assert list((tmp_path / "data").iterdir()) == []


# Keys that are refused


def missing(path: Path) -> None:
    path.unlink()


def damaged(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    at = words.index('"": "') + 5
    path.write_text(words[:at] + ("1" if words[at] == "0" else "0") + words[at + 1 :], encoding="utf-8")


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def something_else(path: Path) -> None:
    path.write_text('["a list"]', encoding="utf-8")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir(mode=0o700)


def read_by_others(path: Path) -> None:
    path.chmod(0o640)


def of_another_database(path: Path) -> None:
    path.unlink()
    new_key(path.parent / "other", path).settle()


def of_the_same_name_but_other_keys(path: Path) -> None:
    kept = read_key(path, path.stem)
    kept.change((kept.keys.trees[0].renewed(),))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (missing, "is gone"),
        (damaged, "is damaged"),
        (cut_short, "is damaged"),
        (emptied, "is damaged"),
        (something_else, "is damaged"),
        (a_folder, "is damaged"),
        (read_by_others, "may be used by others"),
        (of_another_database, "is the key of another database"),
        (of_the_same_name_but_other_keys, "does not open"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_a_key_that_does_not_fit_is_refused_and_nothing_is_changed(
    tmp_path: Path, config: Path, spoil: Spoil, said: str
) -> None:
    database = await start(tmp_path / "data")
    path = config / f"{database}.key"
    spoil(path)
    before = photo(tmp_path)
    told = await refused(tmp_path / "data")
    assert said in told
    assert str(path) in told
    with pytest.raises(BadKey) as error:
        async with open_reader(tmp_path / "data"):
            pass
    assert str(error.value) == told
    assert photo(tmp_path) == before


async def test_a_key_whose_database_is_gone_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    chosen = tmp_path / "key"
    await start(tmp_path / "data", chosen)
    before = chosen.read_bytes()
    assert "another database" in await refused(tmp_path / "other", chosen)
    assert chosen.read_bytes() == before
    assert not (tmp_path / "other" / FILE_NAME).exists()


async def test_a_folder_that_cannot_be_written_is_told_before_somebody_is_to_be_erased(
    tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await start(tmp_path / "data")
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != config and allowed(path, mode))
    assert "may not write in" in await refused(tmp_path / "data")


# Crashes


class Killed(BaseException):
    """What ends a test's azalea between two steps."""


def kill_at(monkeypatch: pytest.MonkeyPatch, number: int) -> list[int]:
    """Let nothing happen any more from the *number*-th time on that something is renamed or synced."""
    steps = [0]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **named: object) -> object:
            steps[0] += 1
            if steps[0] >= number:
                raise Killed
            return real(*args, **named)

        return step

    for name in ("rename", "replace", "unlink"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    return steps


@pytest.mark.parametrize("number", range(1, 12))
@pytest.mark.parametrize("chosen", [None, "key"])
async def test_a_first_start_that_is_killed_is_followed_by_one_that_works(
    tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch, number: int, chosen: str | None
) -> None:
    place = tmp_path / chosen if chosen else None
    with monkeypatch.context() as patch:
        steps = kill_at(patch, number)
        try:
            await start(tmp_path / "data", place)
        except Killed:
            pass
        else:
            assert steps[0] < number
    database = await start(tmp_path / "data", place)
    assert await start(tmp_path / "data", place) == database
    assert read_key(key_path(tmp_path / "data", database, place), database).path.exists()


@pytest.mark.parametrize("number", range(1, 8))
def test_a_change_of_the_file_that_is_killed_leaves_the_old_one_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    key = new_key(tmp_path / "data", tmp_path / "key")
    key.settle()
    with monkeypatch.context() as patch:
        kill_at(patch, number)
        with contextlib.suppress(Killed):
            key.change(key.without([ANA]))
    left = read_key(tmp_path / "key", key.database).keys.erased()
    assert left == ([] if number <= 3 else [ANA])
    key.change(key.without([ANA]))
    assert read_key(tmp_path / "key", key.database).keys.erased() == [ANA]
    assert listed(tmp_path) == ["key"]


def test_what_was_struck_out_is_wiped_and_not_only_unlinked(tmp_path: Path) -> None:
    key = new_key(tmp_path / "data", tmp_path / "key")
    key.settle()
    root = key.keys.trees[0].nodes[""].hex().encode()
    with (tmp_path / "key").open("rb") as held:
        assert root in held.read()
        key.change(key.without([ANA]))
        held.seek(0)
        assert not held.read().strip(b"\0")
    assert root not in (tmp_path / "key").read_bytes()


def test_a_copy_by_another_name_is_left(tmp_path: Path) -> None:
    key = new_key(tmp_path / "data", tmp_path / "key")
    key.settle()
    os.link(tmp_path / "key", tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()
    key.change(key.without([ANA]))
    assert (tmp_path / "copy").read_bytes() == before


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key"
    disk.write_whole(path, b"old")
    real = os.fstat

    def replaced_meanwhile(handle: int) -> os.stat_result:
        monkeypatch.setattr(os, "fstat", real)
        disk.write_whole(path, b"new")
        return real(handle)

    monkeypatch.setattr(os, "fstat", replaced_meanwhile)
    assert disk.read_whole(path) == b"new"
