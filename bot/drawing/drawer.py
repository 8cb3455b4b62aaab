"""Draws charts, each in a short-lived process of its own: what drawing takes of memory is given back at once.

That process is told what to draw and nothing else: neither its arguments, its environment nor a log says anything of a
person, and what it says of an error is only the kind.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from bot.care.charts import Captions, Chart, chart_kept

LONGEST = 20.0  # seconds
CHILD = ("-m", "bot.drawing.child")
HOUSE = Path(__file__).parents[2]  # where the child finds this package, installed or not
LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # where some systems say what Python's own are
PNG = b"\x89PNG\r\n\x1a\n"


class DrawingFailed(Exception):  # noqa: N818 - a state of a picture, said as one
    """There is no picture. It says the kind of error, and nothing of what was to be drawn."""


class Drawer:
    """Draws one chart at a time, so that a small machine has room for it. *longest* is how many seconds it may take."""

    def __init__(self, longest: float = LONGEST) -> None:
        """Start nothing yet."""
        self._longest = longest
        self._gate = asyncio.Semaphore()

    async def draw(self, chart: Chart, captions: Captions) -> bytes:
        """Return a chart as a PNG. Raises DrawingFailed."""
        told = {"chart": chart_kept(chart), "changed": captions.changed, "band": captions.band}
        async with self._gate:
            return await self._drawn(json.dumps(told | {"months": captions.months}).encode())

    async def _drawn(self, told: bytes) -> bytes:
        pipe = asyncio.subprocess.PIPE
        try:
            child = await asyncio.create_subprocess_exec(
                sys.executable, *CHILD, stdin=pipe, stdout=pipe, stderr=pipe, cwd=HOUSE, env=_environment()
            )
        except OSError as error:
            raise DrawingFailed(type(error).__name__) from None
        try:
            async with asyncio.timeout(self._longest):
                picture, complaint = await child.communicate(told)
        except TimeoutError:
            raise DrawingFailed(TimeoutError.__name__) from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        if child.returncode != 0 or not picture.startswith(PNG):
            raise DrawingFailed(_kind(complaint, child.returncode))
        return picture


def _kind(complaint: bytes, code: int | None) -> str:
    """Return the name of the error that the child ends with, as its last line begins; else the code it ended with."""
    kind = complaint.decode(errors="replace").rstrip().rpartition("\n")[2].partition(":")[0]
    return kind if kind.isidentifier() else f"code {code}"


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in LIBRARIES if name in os.environ}
    return kept | {"MPLCONFIGDIR": _settings_folder(), "OPENBLAS_NUM_THREADS": "1"}


@cache
def _settings_folder() -> str:
    """Return where matplotlib keeps its list of fonts, which takes it longer to make than a picture."""
    folder = tempfile.mkdtemp(prefix="azalea-drawing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
