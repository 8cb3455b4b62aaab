"""The environment: what is taken, and what is refused plainly."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bot.care.joining import Door, Join
from bot.settings import LEVELS, RESERVED, USED, Settings, read_settings
from bot.settings_reading import BadSettings
from bot.settings_telegram import TELEGRAM, Telegram, Webhook

TOKEN = "1234:Made-up_token"
HERE = "http://127.0.0.1:8081"
OPERATOR = {
    "AZALEA_OPERATOR_NAME": "St Anne's",
    "AZALEA_OPERATOR_CONTACT": "020 7188",
    "AZALEA_OPERATOR_PRIVACY": "https://stannes.example/privacy",
}


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
def test_a_name_of_what_is_to_come_is_no_mistake_and_is_told_to_do_nothing(name: str) -> None:
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


# Telegram


def on(**environment: str) -> Telegram:
    found = read_settings({f"AZALEA_{name}": value for name, value in environment.items()}).telegram
    assert found is not None
    return found


def refused(**environment: str) -> str:
    """Return how settings are refused, if it is one sentence that quotes none of them."""
    with pytest.raises(BadSettings) as refused:
        read_settings({f"AZALEA_{name}": value for name, value in environment.items()})
    said = str(refused.value)
    assert "\n" not in said
    assert [value for value in environment.values() if value and value in said] == []
    return said


def token_file(folder: Path, text: str, mode: int = 0o600) -> str:
    path = folder / "token"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return str(path)


def test_a_token_alone_is_telegrams_own() -> None:
    assert on(TELEGRAM_TOKEN=f" {TOKEN}\n") == Telegram(TOKEN, "https://api.telegram.org")
    assert read_settings({}).telegram is None
    assert read_settings({"AZALEA_TELEGRAM_TOKEN": ""}).telegram is None


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
def test_a_token_can_lie_in_a_file(tmp_path: Path, mode: int) -> None:
    assert on(TELEGRAM_TOKEN_FILE=token_file(tmp_path, f"{TOKEN}\n", mode)).token == TOKEN


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o606])
def test_a_token_that_anybody_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(BadSettings, match="chmod 600"):
        on(TELEGRAM_TOKEN_FILE=token_file(tmp_path, TOKEN, mode))


@pytest.mark.parametrize("text", ["", "Made-up", "1234", f"{TOKEN} {TOKEN}", f"{TOKEN}/x", f"bot{TOKEN}", "\udc80"])
def test_what_is_no_token_is_refused_and_not_quoted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "token"
    path.write_bytes(text.encode(errors="surrogateescape"))
    path.chmod(0o600)
    with pytest.raises(BadSettings) as said:
        on(TELEGRAM_TOKEN_FILE=str(path))
    assert "AZALEA_TELEGRAM_TOKEN_FILE" in str(said.value)
    assert "Made-up" not in str(said.value)


def test_no_token_is_ever_quoted(tmp_path: Path) -> None:
    assert "both set" in refused(TELEGRAM_TOKEN=TOKEN, TELEGRAM_TOKEN_FILE="/run/token")
    assert "AZALEA_TELEGRAM_TOKEN holds no token" in refused(TELEGRAM_TOKEN=f"{TOKEN}?")
    assert "cannot be read" in refused(TELEGRAM_TOKEN_FILE=str(tmp_path / TOKEN))
    assert "AZALEA_TELEGRAM_API" in refused(TELEGRAM_API=f"http://{TOKEN}@127.0.0.1", TELEGRAM_TOKEN=TOKEN)
    settings = read_settings({"AZALEA_TELEGRAM_TOKEN": TOKEN})
    assert "Made-up" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("api", "taken"),
    [
        ("", TELEGRAM),
        ("https://bots.example:8443/api/", "https://bots.example:8443/api"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("http://127.4.5.6/", "http://127.4.5.6"),
        ("http://localhost:8081", "http://localhost:8081"),
        ("http://[::1]:8081", "http://[::1]:8081"),
    ],
)
def test_the_address_is_https_or_on_this_machine(api: str, taken: str) -> None:
    assert on(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=api).api == taken


@pytest.mark.parametrize(
    "api",
    [
        "http://api.telegram.org",
        "http://127.0.0.1.example",
        "http://localhost.example",
        "ftp://127.0.0.1",
        "bots.example",
        "https:///bots",
        "https://a b",
        "https://host:port",
        "https://host:99999",
        "https://[::1",
        "https://host/?x=1",
        "https://host/#x",
        "https://user:pass@host",
        "HOST",
    ],
)
def test_another_address_is_refused(api: str) -> None:
    assert "AZALEA_TELEGRAM_API" in refused(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=api)


HOOK = {
    "TELEGRAM_TOKEN": TOKEN,
    "TELEGRAM_WEBHOOK": "https://bot.example.org/telegram",
    "TELEGRAM_WEBHOOK_SECRET": "Kestrel_marmalade-7",
    "TELEGRAM_WEBHOOK_PORT": "8080",
}


def test_updates_are_asked_for_or_handed_over() -> None:
    assert on(TELEGRAM_TOKEN=TOKEN).webhook is None
    webhook = on(**HOOK).webhook
    assert webhook == Webhook("https://bot.example.org/telegram", 8080, "Kestrel_marmalade-7")
    assert "Kestrel" not in repr(webhook)


def test_the_secret_of_a_webhook_can_lie_in_a_file(tmp_path: Path) -> None:
    place = {"TELEGRAM_WEBHOOK_SECRET": "", "TELEGRAM_WEBHOOK_SECRET_FILE": token_file(tmp_path, "Kestrel\n")}
    webhook = on(**HOOK | place).webhook
    assert webhook is not None
    assert webhook.secret == "Kestrel"
    assert "both set" in refused(**HOOK | {"TELEGRAM_WEBHOOK_SECRET_FILE": place["TELEGRAM_WEBHOOK_SECRET_FILE"]})


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("TOKEN", "", "AZALEA_TELEGRAM_TOKEN_FILE"),
        ("WEBHOOK", "", "AZALEA_TELEGRAM_WEBHOOK:"),
        ("WEBHOOK_SECRET", "", "AZALEA_TELEGRAM_WEBHOOK_SECRET_FILE"),
        ("WEBHOOK_PORT", "", "AZALEA_TELEGRAM_WEBHOOK_PORT"),
        ("WEBHOOK", "http://bot.example.org/telegram", "https"),
        ("WEBHOOK", "bot.example.org", "https"),
        ("WEBHOOK", "https://bot.example.org/telegram?x=1", "https"),
        ("WEBHOOK", "https://me:word@bot.example.org/telegram", "https"),
        ("WEBHOOK", "https://bot.example.org:8080/telegram", "8443"),
        ("WEBHOOK_SECRET", "two words", "AZALEA_TELEGRAM_WEBHOOK_SECRET "),
        ("WEBHOOK_SECRET", "x" * 257, "AZALEA_TELEGRAM_WEBHOOK_SECRET "),
        ("WEBHOOK_SECRET", "\u00e9", "AZALEA_TELEGRAM_WEBHOOK_SECRET "),
        ("WEBHOOK_PORT", "0", "AZALEA_TELEGRAM_WEBHOOK_PORT"),
        ("WEBHOOK_PORT", "65536", "AZALEA_TELEGRAM_WEBHOOK_PORT"),
        ("WEBHOOK_PORT", "http", "AZALEA_TELEGRAM_WEBHOOK_PORT"),
        ("WEBHOOK_PORT", "\u0668\u0660", "AZALEA_TELEGRAM_WEBHOOK_PORT"),
    ],
)
def test_half_a_webhook_is_refused(name: str, value: str, named: str) -> None:
    with pytest.raises(BadSettings) as said:
        on(**HOOK | {f"TELEGRAM_{name}": value})
    assert named in str(said.value)
    assert "\n" not in str(said.value)
    assert not any(one in str(said.value) for one in ("Kestrel", "Made-up", "me:word"))


@pytest.mark.parametrize("public", ["https://bot.example.org:8443/x", "http://127.0.0.1:9/x"])
def test_a_webhook_is_public_on_telegrams_ports_or_on_this_machine(public: str) -> None:
    webhook = on(**HOOK | {"TELEGRAM_WEBHOOK": public}).webhook
    assert webhook is not None
    assert webhook.public == public


@pytest.mark.parametrize(
    ("chosen", "api", "join"),
    [
        ("", TELEGRAM, Join.CODE),
        ("", HERE, Join.OPEN),
        ("open", TELEGRAM, Join.OPEN),
        (" Code ", HERE, Join.CODE),
    ],
)
def test_a_code_is_needed_unless_only_this_machine_reaches_it(chosen: str, api: str, join: Join) -> None:
    settings = read_settings({"AZALEA_JOIN": chosen} | OPERATOR)
    door = settings.door(Telegram(TOKEN, api))
    assert door == Door(join, "St Anne's", "020 7188", "https://stannes.example/privacy")


def test_another_way_to_join_is_refused() -> None:
    said = refused(JOIN="anybody")
    assert all(one in said for one in ("AZALEA_JOIN", "code", "open"))


def test_what_is_shown_to_people_is_one_line_and_not_endless() -> None:
    assert read_settings({"AZALEA_OPERATOR_PRIVACY": " a\n b "}).privacy == "a b"
    assert "AZALEA_OPERATOR_CONTACT" in refused(OPERATOR_CONTACT="x" * 1001)


# What it takes to run


def readied(environment: dict[str, str]) -> Settings:
    settings = read_settings(environment)
    assert settings.ready() == settings.telegram
    return settings


def test_what_is_to_be_set_is_named() -> None:
    with pytest.raises(BadSettings) as said:
        readied({})
    assert all(one in str(said.value) for one in ("AZALEA_TELEGRAM_TOKEN_FILE", "azalea sandbox"))


def test_all_that_is_missing_is_named_in_one_sentence() -> None:
    whole = {"AZALEA_TELEGRAM_TOKEN": TOKEN, "AZALEA_KEY_FILE": "/srv/key"} | OPERATOR
    assert readied(whole).lacking() == ""
    wanted = [name for name in whole if name != "AZALEA_TELEGRAM_TOKEN"]
    for missing in [*([name] for name in wanted), wanted]:
        with pytest.raises(BadSettings) as said:
            readied({name: value for name, value in whole.items() if name not in missing})
        assert [name for name in wanted if name in str(said.value)] == missing
        assert str(said.value).count(".") == 1


def test_on_this_machine_a_token_is_enough() -> None:
    assert readied({"AZALEA_TELEGRAM_TOKEN": TOKEN, "AZALEA_TELEGRAM_API": HERE}).lacking() == ""
