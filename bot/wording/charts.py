"""The few words in a chart. Says nothing of a value, and nothing of a range but that it was printed."""

from __future__ import annotations

from dataclasses import replace

from bot.care.charts import Captions, Chart, Panel
from bot.messages import Picture
from bot.wording.said import Said
from bot.wording.words import Words, wanted

WANTS = wanted({
    "chart-changed": "", "chart-range": "", "chart": "left", "chart-alt": "panels", "chart-panel": "name unit points",
    "chart-point": "value day", "chart-none": "", "chart-unknown": "words",
})  # fmt: skip

FILE = "values.png"
TOLD = 6  # values of a test that are told in words beside the picture


class ChartWords(Words):
    """Puts words into charts."""

    def chart(self, chart: Chart, left: int) -> Said:
        """Return a message with a chart; *left* is how many tests are not in it."""
        said = Said(self._say("chart", left=str(left or "none")).rstrip())
        panels = "\n".join(self._panel(panel) for panel in chart.panels)
        return replace(said, picture=self.picture(FILE, chart, self._say("chart-alt", panels=panels)))

    def _panel(self, panel: Panel) -> str:
        points = [self._say("chart-point", value=one.text, day=self.full_day(one.day)) for one in panel.points[-TOLD:]]
        return self._say("chart-panel", name=panel.title, unit=panel.unit or "none", points=", ".join(points))

    def picture(self, name: str, chart: Chart, alt: str) -> Picture:
        """Return a chart to be shown with a message, in a file of that name; *alt* says in words what is to be seen."""
        from babel.dates import get_month_names  # noqa: PLC0415 - takes megabytes that `azalea --help` does not need

        names = get_month_names("abbreviated", locale="en")
        months = tuple(names[month] for month in range(1, 13))
        return Picture(name, chart, Captions(self._say("chart-changed"), self._say("chart-range"), months), alt)
