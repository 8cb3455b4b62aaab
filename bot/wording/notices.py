"""What azalea asks unasked of a plan: whether it still rests, what holds from now on, whether to go on asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.care.drafts import lasting
from bot.care.notices import Notice, rest_name
from bot.care.people import Circle, Person, Style
from bot.care.plans import DosePlan, Pause, Reason
from bot.wording.pausing import PauseWords
from bot.wording.said import Choice, Here, Said
from bot.wording.words import wanted

WANTS = wanted({
    "pause-check-hospital": "day", "pause-check": "day", "pause-team": "", "pause-return": "day",
    "pause-return-ahead": "day", "silence": "day", "i-am-home": "", "go-on": "", "same-as-before": "", "pause": "",
    "stop": "",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about: a plan, the pause it is in, and the first day without an answer."""

    plan: DosePlan
    pause: Pause | None
    since: date | None


class NoticeWords(PauseWords):
    """Puts questions about a plan into words. What a choice carries is read by `conversation.pausing`."""

    def notice(self, notice: Notice, about: About, reader: Person, circle: Circle, here: Here) -> Said:
        """Say what is no reminder. *circle* is whose plan it is about, *reader* who hears of it."""
        del circle  # so far everybody is asked about a plan of their own
        match notice:
            case Notice.SILENCE:
                return self._silence(about)
            case Notice.RETURN:
                return self._going_on(about, reader, here)
            case Notice.TEAM:
                name = _name(about)
                return Said(self._say("pause-team"), self.yes_no(f"pause:on:{name}", f"pause:still:{name}"))
            case Notice.PAUSED:
                return self._still_paused(about, here)

    def _silence(self, about: About) -> Said:
        """Ask whether to go on, under a prompt; so its choices are numbered on."""
        day = self.day(about.since) if about.since else ""
        acts = {"pause": f"pause:hold:{about.plan.uid}", "stop": "do:stop"}
        yes = Choice(self._say("yes"), f"pause:going-on:{about.plan.uid}", "yes")
        choices = (yes, *(Choice(self._say(one), data) for one, data in acts.items()))
        return Said(self._say("silence", day=day), choices, first=4)

    def _still_paused(self, about: About, here: Here) -> Said:
        """Ask whether a pause goes on as it is."""
        at_home = about.pause is None or about.pause.reason is not Reason.HOSPITAL
        day = self.day(about.pause.since.astimezone(here.zone).date()) if about.pause else ""
        phrase, end = ("pause-check", "go-on") if at_home else ("pause-check-hospital", "i-am-home")
        yes = Choice(self._say("yes"), f"pause:still:{_name(about)}", "yes")
        return Said(self._say(phrase, day=day), (yes, Choice(self._say(end), f"pause:on:{_name(about)}")))

    def _going_on(self, about: About, reader: Person, here: Here) -> Said:
        """Ask what holds after a pause. Only who chose plain words is told the amount unasked.

        Asked before the day that was named, "the same" is for that day, not for what is left of this one.
        """
        same = self._say("same-as-before")
        if reader.voice.style is Style.PLAIN:
            same = self._say("same-as-before-plain", schedule=self.short(lasting(about.plan, here.today).schedule))
        labels = {"changed": "changed-now", "stopped": "they-stopped-it", "unknown": "do-not-know-yet"}
        choices = (Choice(self._say(label), f"pause:{act}:{_name(about)}") for act, label in labels.items())
        until = about.pause.until if about.pause and about.pause.until else here.today
        phrase, act = ("pause-return-ahead", "then") if here.today < until else ("pause-return", "same")
        return Said(self._say(phrase, day=self.day(until)), (Choice(same, f"pause:{act}:{_name(about)}"), *choices))


def _name(about: About) -> str:
    return rest_name(about.plan, about.pause) if about.pause else about.plan.uid
