"""Stopped at every step, and started again: nothing that was answered is lost, nothing is written twice."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import reports
from bot.messages import Abilities, Hear, Incoming, Outgoing, Raw, Receipt
from bot.wiring import Azalea, open_azalea

AGAIN = "Again, in case it did not reach you:\n"
EVE = datetime(2026, 11, 30, 19, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

SET_UP = ("/start", "yes", "/timezone Europe/London", "/plan 1 x 50 mg at 08:00", "yes")
DAYS = (
    ("01 08:40", "not today"),
    ("02 08:20", "took it"),
    ("02 09:20", "not today"),  # asks whether to change it
    ("02 09:30", "yes"),
    ("02 10:20", "took it at 9:45"),
    ("02 10:30", ""),
)


class PowerCut(BaseException):
    """The machine goes dark."""


class Paper:
    """A network that goes dark with the machine at the *n*-th step: while reading, before or after a message left."""

    name = "paper"
    can = Abilities(buttons=True, edits=False, longest_text=4096)

    def __init__(self, dark_at: int, *, arrives: bool) -> None:
        self.steps: list[str] = []
        self.arrived: list[str] = []
        self._dark_at = dark_at
        self._arrives = arrives

    def _step(self, kind: str) -> bool:
        self.steps.append(kind)
        return len(self.steps) == self._dark_at

    async def listen(self, hear: Hear) -> None:
        """Hear nothing by itself."""

    def read(self, raw: Raw) -> Incoming:
        if self._step("read"):
            raise PowerCut
        return Incoming("paper", "Ana", "Ana", "Ana", raw.body["text"], raw.at)

    async def send(self, out: Outgoing) -> Receipt:
        dark = self._step("send")
        if not dark or self._arrives:
            self.arrived.append(out.text)
        if dark:
            raise PowerCut
        return Receipt(None)

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Show nothing."""


class Life:
    """What Ana types, and azalea going on after each power cut."""

    def __init__(self, folder: Path, paper: Paper) -> None:
        self.folder, self.paper = folder, paper
        self.now = EVE
        self.cuts = 0

    async def live(self, script: Sequence[tuple[datetime, str]]) -> None:
        left = list(script)
        while left:
            with suppress(PowerCut, BaseExceptionGroup):
                await self._live(left)
                return
            self.cuts += 1
            self.now += MINUTE

    async def _live(self, left: list[tuple[datetime, str]]) -> None:
        async with open_azalea(self.folder, {"paper": self.paper}) as azalea:
            while left:
                moment, text = left[0]
                await self._until(azalea, moment)
                if text:
                    # Once this returns the message is acknowledged; until then the network hands it over again.
                    await azalea.hear([Raw("paper", moment.isoformat(), {"text": text}, moment)])
                left.pop(0)
                await azalea.settle(self.now)

    async def _until(self, azalea: Azalea, moment: datetime) -> None:
        await azalea.settle(self.now)
        while (owed := await azalea.next_owed()) is not None and owed <= moment:
            self.now = max(owed, self.now)
            await azalea.settle(self.now)
        self.now = moment

    async def diary(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads(await reports.diary(self.folder, as_json=True))
        return entries


def setting_up() -> list[tuple[datetime, str]]:
    return [*((EVE + n * 5 * MINUTE, text) for n, text in enumerate(SET_UP)), (EVE + timedelta(hours=1), "")]


def days() -> list[tuple[datetime, str]]:
    return [(datetime.fromisoformat(f"2026-12-{moment}").replace(tzinfo=UTC), text) for moment, text in DAYS]


def without_mark(texts: Sequence[str]) -> Counter[str]:
    return Counter(text.removeprefix(AGAIN) for text in texts)


async def live(folder: Path, script: list[tuple[datetime, str]], dark_at: int = 0, *, arrives: bool = True) -> Life:
    life = Life(folder, Paper(dark_at, arrives=arrives))
    await life.live(script)
    return life


def told(entries: Sequence[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    return [(entry["day"][-2:], entry["kind"], entry["corrects"] is None) for entry in entries]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("furnished")
    asyncio.run(live(folder, setting_up()))
    return folder


def all_was_said_once_and_repeats_are_marked(life: Life, said: Sequence[str]) -> None:
    """Hold what arrived against what arrives when nothing goes wrong."""
    expected, arrived = Counter(said), without_mark(life.paper.arrived)
    assert set(arrived) == set(expected)
    unmarked = Counter(text for text in life.paper.arrived if not text.startswith(AGAIN))
    for text, times in arrived.items():
        assert unmarked[text] <= expected[text], "what is said again is marked"
        assert times <= expected[text] + life.cuts, "a power cut makes a message be said once more at most"


async def test_stopped_at_every_step_of_the_set_up_it_goes_on_from_there(tmp_path: Path) -> None:
    await live(tmp_path / "blank", [(EVE, "")])
    calm = await live(tmp_path / "calm", setting_up())
    assert len(calm.paper.steps) == 2 * len(SET_UP) + len(
        calm.paper.arrived
    )  # each is read to be kept, and to be worked
    for dark_at, _ in enumerate(calm.paper.steps, start=1):
        shutil.copytree(tmp_path / "blank", tmp_path / f"{dark_at}")
        life = await live(tmp_path / f"{dark_at}", setting_up(), dark_at, arrives=dark_at % 2 == 0)
        assert life.cuts == 1
        all_was_said_once_and_repeats_are_marked(life, calm.paper.arrived)


@pytest.mark.parametrize("arrives", [True, False], ids=["after it left", "before it left"])
async def test_stopped_at_every_step_of_a_day_each_answer_is_in_the_diary_once(
    furnished: Path,
    tmp_path: Path,
    arrives: bool,  # noqa: FBT001 - a situation
) -> None:
    shutil.copytree(furnished, tmp_path / "calm")
    calm = await live(tmp_path / "calm", days())
    right = told(await calm.diary())
    assert right == [
        ("01", "not_had", True),
        ("02", "taken", True),
        ("02", "not_had", False),
        ("02", "taken", False),
    ]
    for dark_at, kind in enumerate(calm.paper.steps, start=1):
        if kind == "read" and not arrives:
            continue  # reading is cut off in one way only
        shutil.copytree(furnished, tmp_path / f"{dark_at}")
        life = await live(tmp_path / f"{dark_at}", days(), dark_at, arrives=arrives)
        assert life.cuts == 1
        assert told(await life.diary()) == right, f"stopped at step {dark_at}"
        all_was_said_once_and_repeats_are_marked(life, calm.paper.arrived)
