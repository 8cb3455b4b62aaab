"""Pictures of charts: drawn by a process that ends, told nothing of anybody, and with no word of a value's meaning."""

from __future__ import annotations

import asyncio
import gc
import struct
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.care.charts import Chart, Panel, Point
from bot.drawing import drawer
from bot.drawing.drawer import PNG, Drawer, DrawingFailed
from tests.charts import CAPTIONS, chart, many, point

WIDTH = 1080
TYPED = "marmalade 7731"
MOST_GROWTH = 5_000_000  # bytes


def size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def resident() -> int:
    """Return how many bytes of memory this process takes."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


@pytest.mark.parametrize(
    "shown",
    [
        chart(point("2026-11-02", "31")),
        chart(point("2026-11-02", "<0.1", high="5"), point("2026-11-02", "0", "0", "0"), changes=("2026-11-02",)),
        chart(point("2026-11-02", "negative"), point("2024-01-02", "$1$"), point("2024-01-03", "123456789012")),
        chart(point("2026-11-02", ">5700", low="60"), title="Test " * 30, unit="pmol per 8x10^8 cells"),
        many(1, 30),
    ],
)
async def test_a_chart_becomes_a_picture_for_a_phone(shown: Chart) -> None:
    picture = await Drawer().draw(shown, CAPTIONS)
    assert picture.startswith(PNG)
    width, height = size(picture)
    assert width == WIDTH
    assert 0.5 < height / width < 1.5


async def test_six_panels_stand_above_each_other_in_one_picture() -> None:
    width, height = size(await Drawer().draw(many(6, 4), CAPTIONS))
    assert width == WIDTH
    assert 1.5 < height / width < 2


async def test_what_a_range_does_not_hold_looks_as_what_it_holds() -> None:
    below, within, above = [await colours(chart(point("2026-11-02", value, "5", "40"))) for value in ("2", "21", "60")]
    assert below == within == above


async def colours(shown: Chart) -> set[str]:
    """Return the colours that fill an area of a picture, by a process that can read it."""
    read = """
import sys, collections
from PIL import Image
pixels = Image.open(sys.stdin.buffer).convert("RGB").getdata()
found = collections.Counter(pixels)
print(*("%02x%02x%02x" % one for one, times in found.items() if times > 60))
"""
    picture = await Drawer().draw(shown, CAPTIONS)
    told = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", read], input=picture, capture_output=True)
    assert told.returncode == 0, told.stderr
    return set(told.stdout.decode().split())


async def test_a_chart_without_a_number_is_no_picture() -> None:
    with pytest.raises(DrawingFailed, match=r"^ValueError$"):
        await Drawer().draw(chart(point("2026-11-02", "negative")), CAPTIONS)


async def test_what_fails_says_its_kind_and_nothing_of_the_values(capfd: pytest.CaptureFixture[str]) -> None:
    broken = Chart((Panel("ALT", "U/L", (Point(date(2026, 11, 2), Decimal("NaN"), TYPED),)),))
    with pytest.raises(DrawingFailed) as failed:
        await Drawer().draw(broken, CAPTIONS)
    assert str(failed.value).isidentifier()
    assert failed.value.__cause__ is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("told", [b"{", b'{"chart": 1}'])
def test_a_broken_input_ends_with_the_name_of_an_error(told: bytes) -> None:
    child = subprocess.run(
        [sys.executable, *drawer.CHILD], input=told, capture_output=True, cwd=drawer.HOUSE, env=drawer._environment(),
        check=False,
    )  # fmt: skip
    assert (child.returncode, child.stdout) == (1, b"")
    assert child.stderr.decode().strip().isidentifier()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("print('no picture')", "code 0"),
        ("raise SystemExit(3)", "code 3"),
        (f"import sys; sys.exit('Something {TYPED}')", "code 1"),
        ("import os; os.kill(os.getpid(), 9)", "code -9"),
        ("import sys; print('building a list', file=sys.stderr); import no_such_module", "ModuleNotFoundError"),
    ],
)
async def test_a_child_that_draws_nothing_is_a_failure(monkeypatch: pytest.MonkeyPatch, code: str, kind: str) -> None:
    monkeypatch.setattr(drawer, "CHILD", ("-c", code))
    with pytest.raises(DrawingFailed) as failed:
        await Drawer().draw(many(1, 1), CAPTIONS)
    assert str(failed.value) == kind


async def test_a_python_that_is_gone_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(DrawingFailed, match=r"^FileNotFoundError$"):
        await Drawer().draw(many(1, 1), CAPTIONS)


async def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawer, "CHILD", ("-c", "import time; time.sleep(60)"))
    with pytest.raises(DrawingFailed, match=r"^TimeoutError$"):
        await asyncio.wait_for(Drawer(longest=0.2).draw(many(1, 1), CAPTIONS), 5)


async def test_one_is_drawn_after_the_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A child that finds the mark of another one fails."""
    mark = tmp_path / "busy"
    code = f"""
import os, sys, time
sys.stdin.read()
os.mkdir({str(mark)!r})
time.sleep(0.1)
os.rmdir({str(mark)!r})
sys.stdout.buffer.write({PNG!r})
"""
    monkeypatch.setattr(drawer, "CHILD", ("-c", code))
    one = Drawer()
    assert await asyncio.gather(*(one.draw(many(1, 1), CAPTIONS) for _ in range(3))) == [PNG] * 3


async def test_a_child_is_told_of_the_chart_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AZALEA_TELEGRAM_TOKEN", "HOME", "USER"):
        monkeypatch.setenv(name, TYPED)
    code = f"import os, sys; sys.stdout.buffer.write({PNG!r} + repr((sys.argv, dict(os.environ))).encode())"
    monkeypatch.setattr(drawer, "CHILD", ("-c", code))
    told = await Drawer().draw(chart(point("2026-11-02", "31"), title="Quillwort"), CAPTIONS)
    assert b"MPLCONFIGDIR" in told
    assert not any(word.encode() in told for word in (TYPED, "Quillwort", "31'"))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is only told so on Linux")
async def test_pictures_leave_nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    one, shown = Drawer(), many(1, 3)
    await one.draw(shown, CAPTIONS)
    assert "matplotlib" not in sys.modules
    # As large as the largest there are, from a child that takes no time.
    monkeypatch.setattr(drawer, "CHILD", ("-Sc", f"import sys; sys.stdout.buffer.write({PNG!r} + bytes(1_000_000))"))
    before = resident()
    for _ in range(20):
        await one.draw(shown, CAPTIONS)
    assert resident() - before < MOST_GROWTH
