"""Published test plans fall on the days that their sources give, and can be traced; what is wrong is named by line."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app, main
from bot.care.testplans import Anchor, offsets
from bot.content import BadContent, content_folder, read_published_plans
from bot.wiring import read_desk
from tests.test_content import BANNED

TOMORROW = datetime.now(UTC).date() + timedelta(days=1)
PLANS = {plan.id: plan for plan in read_published_plans(content_folder(), today=TOMORROW)}

# What the sources say, as days: those that are written out, then the step that goes on after the last of them.
PUBLISHED: dict[str, tuple[Anchor, list[int], int | None]] = {
    "fda_label": (Anchor.START, [7, 14, 21, 28, 42, 56, 70, 84, 112], 30),
    "bsr2017": (Anchor.CHANGE, [14, 28, 42, 70, 98, 126, 210], 84),
    "sps_gastro": (Anchor.START, [14, 28, 56, 84, 175], 91),
    "sps_rheum": (Anchor.CHANGE, [14, 28, 42, 70], 28),
    "uk_smpc": (Anchor.START, [7, 14, 21, 28, 35, 42, 49, 56, 84], 28),
    "dtb2002": (Anchor.START, [7, 14, 21, 28, 119], 91),
    "gateshead_ibd": (Anchor.START, [0, 14, 28, 42, 56, 70, 84, 98, 112, 140, 168, 196, 287], 91),
    "leeds_ild": (Anchor.START, [14, 28, 42, 56, 84, 112, 140, 168, 259], 91),
    "fife_rheum": (Anchor.START, [7, 14, 21, 28, 35, 42, 70], 28),
    "grampian_renal": (Anchor.START, [7, 14, 21, 28, 35, 42], None),
    "scot_scg": (Anchor.START, [7, 14, 21, 28, 35, 42], None),
    "neuro": (Anchor.CHANGE, [14, 28, 42, 70, 98, 126, 210], 84),
}
STARTS = [date(2026, 12, 1), date(2027, 10, 31), date(2028, 2, 29)]
SHOWN = 365


def published(name: str, until: int) -> list[int]:
    """Return the days of the plan *name* up to the day *until*."""
    _, days, step = PUBLISHED[name]
    further = range(days[-1] + step, until + 1, step) if step else ()
    return [day for day in (*days, *further) if day <= until]


def preview(*words: str) -> Result:
    """Return how `azalea tests preview` ended here."""
    return CliRunner().invoke(app, ["tests", "preview", *words])


def dated(printed: str) -> list[list[str]]:
    """Return the lines of *printed* that begin with a date, in words."""
    return [line.split() for line in printed.splitlines() if line[:4].isdigit()]


# What is shipped.


def test_each_published_plan_is_shipped() -> None:
    assert set(PLANS) == set(PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_plan_is_counted_as_its_sources_count(name: str) -> None:
    anchor, days, step = PUBLISHED[name]
    assert PLANS[name].schedule.anchor is anchor
    assert list(islice(offsets(PLANS[name].schedule), len(days) + 50)) == (
        [*days, *range(days[-1] + step, days[-1] + 50 * step + 1, step)] if step else days
    )


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_plan_says_plainly_who_it_is_for_and_where_it_was_read(name: str) -> None:
    plan = PLANS[name]
    assert plan.sources
    assert {source.grade for source in plan.sources} <= set("ABC")
    assert plan.note.startswith("Counted from the ")
    assert not BANNED.search(" ".join([plan.title, plan.indication, plan.note, *plan.tests]))
    assert len({plan.title for plan in PLANS.values()}) == len(PLANS)


# The preview.


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_preview_prints_the_days_of_a_year(name: str, start: date) -> None:
    ended = preview(name, "--from", f"{start}")
    assert ended.exit_code == 0
    expected = [(start + timedelta(days=day), day) for day in published(name, SHOWN)]
    assert [[*line[:2], *line[2:4]] for line in dated(ended.stdout)] == [
        [f"{day}", f"{day:%A}", "day", f"{offset}"] for day, offset in expected
    ]
    sources = [line for line in ended.stdout.splitlines() if line.startswith("Source: ")]
    assert [line.rpartition(", ")[2] for line in sources] == [source.url for source in PLANS[name].sources]


def test_the_preview_names_the_phase() -> None:
    lines = preview("sps_gastro", "--from", "2026-12-01", "--until", "2027-01-26").stdout.splitlines()
    assert lines[:3] == [
        "2026-12-15  Tuesday    day 14   phase 1, every 14 days",
        "2026-12-29  Tuesday    day 28   phase 1, every 14 days",
        "2027-01-26  Tuesday    day 56   phase 2, every 28 days",
    ]
    assert not lines[3][:1].isdigit()


def test_the_preview_ends_where_the_calendar_does() -> None:
    ended = preview("fife_rheum", "--from", "9999-12-20")
    assert [line[0] for line in dated(ended.stdout)] == ["9999-12-27"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bsr", "--from", "2026-12-01"], "There is no plan bsr: the nearest is bsr2017, there are bsr2017, dtb2002, "),
        (["FDA_LABEL", "--from", "2026-12-01"], "There is no plan FDA_LABEL: the nearest is fda_label, there are "),
        (["../facts", "--from", "2026-12-01"], "There is no plan ../facts: "),
        (["!!!!", "--from", "2026-12-01"], "There is no plan !!!!: there are bsr2017, "),
        (["bsr2017", "--from", "2026-02-30"], "Invalid value for '--from': "),
        (["bsr2017", "--from", "tomorrow"], "Invalid value for '--from': "),
        (["bsr2017", "--from", "2026-12-01", "--until", "then"], "Invalid value for '--until': "),
        (["bsr2017", "--from", "2026-12-01", "--until", "2026-11-30"], "Invalid value: --until takes a day that is "),
        (["bsr2017"], "Missing option '--from'."),
    ],
)
def test_what_cannot_be_previewed_is_one_sentence_and_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["azalea", "tests", "preview", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1


def test_the_help_of_tests_shows_an_example() -> None:
    shown = CliRunner().invoke(app, ["tests", "--help"]).stdout
    assert "azalea tests preview bsr2017 --from 2026-12-01" in shown


# What is refused.


GOOD = (content_folder() / "testplans" / "fda_label.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of content with one plan in it."""
    for name in ("sources.toml", "facts.tsv"):
        shutil.copy(content_folder() / name, tmp_path / name)
    (tmp_path / "testplans").mkdir()
    (tmp_path / "testplans" / "one.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    """Return why the plans in *folder* are refused, from the name of the file on."""
    with pytest.raises(BadContent) as refused:
        read_published_plans(folder, today=date(2026, 11, 22))
    return str(refused.value).removeprefix(f"{folder}/")


def test_one_plan_is_read(folder: Path) -> None:
    (plan,) = read_published_plans(folder, today=date(2026, 11, 22))
    assert (plan.id, plan.title, plan.jurisdiction) == ("one", "FDA's label", "US")
    assert plan.sources[0].key == "FDA-RUN"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "FDA\'s label"\n', "", "line 1: title is missing."),
        ('"FDA\'s label"', "7", "line 1: title is not a text."),
        ('"US"', '" "', "line 2: jurisdiction is empty."),
        ('"start"', '"birth"', "line 4: anchor is not one of start, change, draw."),
        ('["blood count with platelets"]', "[]", "line 5: tests is empty."),
        ('["T5-01"]', "[]", "line 6: facts is empty."),
        ('"T5-01"', '"T5-99"', "line 6: the fact T5-99 is not in facts.tsv."),
        ("2026-11-22", "2026-11-23", "line 7: checked lies in the future."),
        ("2026-11-22", "soon", "line 7: this is not TOML: Invalid value."),
        ("note =", "colour = 7\nnote =", "line 8: colour is not a key known here."),
        ("[[phases]]", "[[steps]]", "line 10: steps is not a key known here."),
        ("every = 14\n", "", "line 15: every is missing."),
        ("every = 14", "every = 0", "line 15: the days from one test to the next are one at least."),
        ("every = 14", "every = true", "line 17: every is not a whole number."),
        ("every = 14", "every = 1.5", "line 17: every is not a whole number."),
        ("first = 42", "first = -1", "line 15: the first day of a phase is not before the day it is counted from."),
        ("first = 42", "first = 28", "line 15: a phase begins on day 28, and the one before it ends on 28."),
        ("every = 14\ntimes = 4", "every = 14", "line 19: a phase follows one that goes on without an end."),
        ("every = 14\ntimes = 4", "every = 14\ntimes = 0", "line 15: a phase has one test at least."),
    ],
)
def test_a_plan_is_refused_by_file_and_line(folder: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    changed = GOOD.replace(old, new) if "[[" in old else GOOD.replace(old, new, 1)
    (folder / "testplans" / "one.toml").write_text(changed, encoding="utf-8")
    assert refusal(folder) == f"testplans/one.toml, {said}"


def test_phases_stand_each_in_a_table(folder: Path) -> None:
    inline = GOOD.partition("\n[[")[0] + "phases = [{first = 7, every = 7}]\n"
    (folder / "testplans" / "one.toml").write_text(inline, encoding="utf-8")
    assert refusal(folder) == "testplans/one.toml, line 9: the phases are not each a table [[phases]]."


@pytest.mark.parametrize("name", ["One.toml", "one.txt", "the one.toml"])
def test_a_plan_is_called_in_small_letters(folder: Path, name: str) -> None:
    (folder / "testplans" / "one.toml").rename(folder / "testplans" / name)
    assert refusal(folder) == f"testplans/{name}: this is not a plan called name.toml, in small letters."


def test_the_folder_of_the_plans_is_needed(folder: Path) -> None:
    shutil.rmtree(folder / "testplans")
    assert refusal(folder) == "testplans: the folder of the test plans is missing."


# What an operator adds.


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """Return a folder of an operator with a plan of their own."""
    folder = tmp_path / "ours"
    (folder / "testplans").mkdir(parents=True)
    own = GOOD.replace("FDA's label", "St Anne's").replace("T5-01", "A-1").replace("every = 7", "every = 9")
    (folder / "testplans" / "st_annes.toml").write_text(own, encoding="utf-8")
    (folder / "facts.tsv").write_text("id\tfact\tsources\nA-1\tSt Anne's tests so.\tLeaflet\n", encoding="utf-8")
    (folder / "sources.toml").write_text(
        '[Leaflet]\nname = "Leaflet"\nurl = "https://example.org/l"\ngrade = "C"\nseen = 2026-11-22\n', encoding="utf-8"
    )
    return folder


def test_a_plan_of_the_operator_comes_first(overlay: Path) -> None:
    first, *others = read_published_plans(content_folder(), overlay)
    assert (first.id, first.title, [source.key for source in first.sources]) == ("st_annes", "St Anne's", ["Leaflet"])
    assert [plan.id for plan in others] == sorted(PUBLISHED)


def test_a_plan_of_the_operator_takes_the_place_of_one_of_that_name(overlay: Path) -> None:
    (overlay / "testplans" / "st_annes.toml").rename(overlay / "testplans" / "fda_label.toml")
    plans = read_published_plans(content_folder(), overlay)
    assert [plan.title for plan in plans if plan.id == "fda_label"] == ["St Anne's"]
    assert len(plans) == len(PUBLISHED)


async def test_a_plan_of_the_operator_is_offered_first_as_the_clinics_own(open_chat: Any, overlay: Path) -> None:
    own = overlay / "testplans" / "st_annes.toml"
    own.write_text(own.read_text(encoding="utf-8").replace('"US"', '"CA"'), encoding="utf-8")
    chat = await open_chat(datetime(2026, 12, 1, 19, 40))
    chat.overlay = overlay
    await chat.restart()
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/tests", "What published plans say")
    first, second, *_ = [button.label for button in chat.channel.sent[-1].buttons]
    assert (first, second) == ("Your clinic's own: St Anne's", PLANS["bsr2017"].title)
    await chat.says(first)
    assert "Source: Leaflet" in chat.channel.sent[-1].text
    counted = (await chat.says("1 dec"))[0]
    assert "- Thu 17 Dec" in counted
    assert "- Sat 26 Dec" in counted


def test_a_plan_of_the_operator_that_is_wrong_stops_the_start_and_is_named(overlay: Path) -> None:
    own = overlay / "testplans" / "st_annes.toml"
    own.write_text(own.read_text(encoding="utf-8").replace("every = 9", "every = 0"), encoding="utf-8")
    with pytest.raises(BadContent, match=r"testplans/st_annes\.toml, line 10"):
        read_desk(overlay)


def test_the_command_line_knows_the_plans_of_the_operator(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZALEA_CONTENT", str(overlay))
    ended = preview("st_annes", "--from", "2026-12-01")
    assert dated(ended.stdout)[1][0] == "2026-12-17"
    assert f"{len(PUBLISHED) + 1} test plans" in CliRunner().invoke(app, ["guide", "check"]).stdout


def test_the_check_of_the_content_names_a_plan_that_is_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("guide", "phrases"):
        shutil.copytree(content_folder() / name, folder / name)
    for name in ("countries.toml", "tests.toml"):
        shutil.copy(content_folder() / name, folder / name)
    monkeypatch.setattr("bot.content.content_folder", lambda: folder)
    assert "1 test plans" in CliRunner().invoke(app, ["guide", "check"]).stdout
    (folder / "testplans" / "one.toml").write_text(GOOD.replace("every = 30", "every = -30"), encoding="utf-8")
    ended = CliRunner().invoke(app, ["guide", "check"])
    assert "testplans/one.toml, line 20" in str(ended.exception)
