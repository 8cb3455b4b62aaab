"""What is asked before a plan can be read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from bot.care.doses import Dose
from bot.care.places import DAY
from bot.care.plans import STRENGTHS, Amount, Part, total_mg
from bot.wording.amounts import AmountWords
from bot.wording.said import Choice, Said, clock, figure
from bot.wording.words import wanted

WANTS = wanted({
    "plan-many": "tablets mg strength whose", "plan-mistyped": "", "plan-half": "clock", "plan-day": "",
    "plan-strength": "", "plan-count": "strength whose said", "plan-none-of-it": "", "plan-times": "count often",
    "plan-which-dose": "old new", "plan-from-todays": "time", "plan-tomorrow-on": "", "plan-leave": "",
    "plan-start-over": "", "which-figure": "figure",
})  # fmt: skip


class PlanQuestionWords(AmountWords):
    """Puts what is asked about a plan in the making into words. *act* is what the choices begin with."""

    def or_leave(self, asked: Said, name: str, *, stands: bool) -> Said:
        """Return a question about the draft of a *name* with the way out of it: to what *stands*, or to the start."""
        leave = Choice(self._say("plan-leave" if stands else "plan-start-over"), f"plan:no:{name}", "no")
        return replace(asked, choices=(*asked.choices, leave), letters=True)

    def ask_which_figure(self, typed: str, mg: str, tablets: str) -> Said:
        """Ask whether a figure is the strength of a tablet or a number of them: what carries *mg*, and *tablets*."""
        choices = (Choice(f"{typed} mg", mg), Choice(self.count(Decimal(typed)), tablets))
        return Said(self._say("which-figure", figure=typed), choices, letters=True)

    def plan_day(self, act: str, days: Sequence[date]) -> Said:
        """Ask which of two days is meant."""
        return Said(self._say("plan-day"), tuple(Choice(self.day(one), f"{act}:{one.isoformat()}") for one in days))

    def plan_strength(self, act: str) -> Said:
        """Ask what the box says."""
        choices = (Choice(f"{figure(mg)} mg", f"{act}:{figure(mg)}") for mg in STRENGTHS)
        return Said(self._say("plan-strength"), tuple(choices))

    def plan_count(self, act: str, strength: Decimal, mg: Decimal | None, *, none: bool) -> Said:
        """Ask how many tablets of a strength there are, or what so many *mg* are; *none*: there may be none of them."""
        choices = (Choice(self._say("plan-none-of-it"), f"{act}:0"),) if none else ()
        said = "tablets" if mg is None else "mg"
        return Said(self._say("plan-count", strength=figure(strength), said=said), choices)

    def plan_times(self, act: str, offered: Sequence[Sequence[time]], count: int) -> Said:
        """Ask at what times of the day."""
        choices = (Choice(self.times(walls), f"{act}:{','.join(clock(one) for one in walls)}") for walls in offered)
        return Said(self._say("plan-times", count=str(count), often=_often(count)), tuple(choices))

    def plan_half(self, act: str, typed: str, walls: Sequence[time]) -> Said:
        """Ask whether a time is in the morning or in the evening."""
        return Said(
            self._say("plan-half", clock=typed), tuple(Choice(clock(one), f"{act}:{clock(one)}") for one in walls)
        )

    def plan_many(self, amount: Amount, part: Part, name: str) -> Said:
        """Ask once more about more than four tablets at one time."""
        text = self._say(
            "plan-many",
            tablets=self.amount(amount),
            mg=figure(total_mg(amount)),
            strength=figure(part.strength_mg),
        )
        return Said(text, (Choice(self._say("plan-mistyped"), f"plan:wrong:{name}", "no"),), letters=True)

    def plan_which_dose(self, old: str, new: str, dose: Dose, name: str) -> Said:
        """Ask whether a change holds for the dose of today that is open, or from tomorrow on."""
        today = Choice(self._say("plan-from-todays", time=clock(dose.wall)), f"plan:from:{name}:{dose.day.isoformat()}")
        following = (dose.day + DAY).isoformat()
        tomorrow = Choice(self._say("plan-tomorrow-on"), f"plan:from:{name}:{following}")
        text = self._say("plan-which-dose", old=old, new=new)
        return self.or_leave(Said(text, (today, tomorrow)), name, stands=True)


def _often(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, "more")
