"""The environment: what is taken, and what is refused plainly."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bot.settings import LEVELS, RESERVED, USED, BadSettings, read_settings


def test_nothing_set_is_enough() -> None:
    settings = read_settings({})
    assert (settings.data, settings.log_level, settings.without_effect) == (Path("data"), "INFO", ())


@pytest.mark.parametrize(
    ("environment", "option", "folder"),
    [
        ({}, None, "data"),
        ({"AZALEA_DATA": "/srv/azalea"}, None, "/srv/azalea"),
        ({"AZALEA_DATA": ""}, None, "data"),
        ({"AZALEA_DATA": "/srv/azalea"}, Path("here"), "here"),
        ({}, Path("here"), "here"),
    ],
)
def test_the_data_folder_is_the_option_then_the_setting_then_the_default(
    environment: dict[str, str], option: Path | None, folder: str
) -> None:
    assert read_settings(environment, option).data == Path(folder)


@pytest.mark.parametrize(
    ("environment", "key_file"),
    [({}, None), ({"AZALEA_KEY_FILE": ""}, None), ({"AZALEA_KEY_FILE": "/srv/key"}, Path("/srv/key"))],
)
def test_the_key_lies_where_it_was_chosen_to(environment: dict[str, str], key_file: Path | None) -> None:
    assert read_settings(environment).key_file == key_file


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("AZALEA_DTA", "AZALEA_DATA"),
        ("AZALEA_DATABSE", "AZALEA_DATABASE"),
        ("AZALEA_LOGLEVEL", "AZALEA_LOG_LEVEL"),
        ("AZALEA_TELEGRAM_TOKN", "AZALEA_TELEGRAM_TOKEN"),
        ("AZALEA_OPERATOR_PRIVCY", "AZALEA_OPERATOR_PRIVACY"),
        ("AZALEA_data", "AZALEA_DATA"),
    ],
)
def test_an_unknown_name_is_refused_and_the_nearest_named(name: str, near: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings({name: "x"})
    said = str(refused.value)
    assert f" {name}." in said
    assert f" {near}?" in said
    assert "\n" not in said


def test_even_a_name_like_no_other_gets_an_answer() -> None:
    with pytest.raises(BadSettings, match="AZALEA_"):
        read_settings({"AZALEA_": "x"})


def test_what_is_set_is_never_quoted() -> None:
    """It may be a token under a name that was mistyped."""
    with pytest.raises(BadSettings) as refused:
        read_settings({"AZALEA_TELEGRAM_TOKN": "1234:made-up"})
    assert "made-up" not in str(refused.value)


@pytest.mark.parametrize("name", ["PATH", "HOME", "azalea_data", "MY_AZALEA_DATA", "AZALEADATA"])
def test_other_names_are_other_peoples(name: str) -> None:
    assert read_settings({name: "x"}) == read_settings({})


@pytest.mark.parametrize("name", RESERVED)
def test_a_name_of_a_channel_to_come_is_no_mistake_and_is_told_to_do_nothing(name: str) -> None:
    assert read_settings({name: "x"}).without_effect == (name,)


@pytest.mark.parametrize("level", [*LEVELS, "debug", " info "])
def test_a_level_is_taken_in_any_case(level: str) -> None:
    assert read_settings({"AZALEA_LOG_LEVEL": level}).log_level == level.strip().upper()


@pytest.mark.parametrize("level", ["", "LOUD", "10", "TRACE"])
def test_another_level_is_refused_and_those_there_are_named(level: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings({"AZALEA_LOG_LEVEL": level})
    assert all(known in str(refused.value) for known in ("AZALEA_LOG_LEVEL", *LEVELS))


def test_settings_cannot_be_changed_later() -> None:
    settings = read_settings({})
    with pytest.raises(FrozenInstanceError):
        settings.log_level = "DEBUG"  # type: ignore[misc]


def test_each_name_is_known_once() -> None:
    assert len({*USED, *RESERVED}) == len(USED) + len(RESERVED)
