"""Letters in words: what was decided when they were written, or what their doses, plans and notices are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from string import ascii_lowercase
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care.notices import Notice
from bot.care.places import NOWHERE
from bot.care.timetable import DoseName
from bot.messages import Abilities, Button, Outgoing
from bot.sending import Ready
from bot.store import bell
from bot.store import outbox as rows
from bot.store.posting import Letter
from bot.views import OF_A_DAY, View, prompted
from bot.wording import About, Asked, Here, Reader, Said, Wording, choices_back, choices_kept, files_back, picture_back

WORTH_A_LOOK = timedelta(minutes=10)  # a prompt that is later than this may be late because azalea was off
UTC_ZONE = ZoneInfo("UTC")
A_MOMENT = timedelta(minutes=2)
OF_DOSES = {"had", "had-then", "later", "not", "unknown", "change"}  # choices that stand under any prompt
OF_TESTS = {"test", "type"}

# The phrases that what time decided is said in, choices included: a locked phone shows them. Each has a form that names
# no medicine, amount, test or illness, for whoever did not choose plain words.
UNASKED = frozenset({
    "prompt", "prompt-past", "prompt-off", "still-open", "still-open-last", "back-to", "repeat", "before-unanswered",
    "before-off", "yesterday", "today-at", "done", "later", "not-today", "had-it", "did-not", "do-not-know",
    "silence", "pause-check", "pause-check-hospital", "pause-team", "pause-return", "yes", "no", "pause", "stop",
    "i-am-home", "go-on", "same-as-before", "changed-now", "they-stopped-it", "do-not-know-yet", "settled", "stands",
    "change", "press-again", "test-called", "test-of", "test-arranged", "test-was-done", "test-tomorrow", "test-today",
    "test-done", "test-result", "test-heard", "other-date", "not-going", "type-it", "not-sent", "not-yet",
    "appointment-called", "appointment-of", "appointment-tomorrow", "appointment-list", "appointment-after",
    "nothing-new",
    "next-appointment", "plan-changed", "dates-changed", "my-list", "summary-label", "add-a-question", "move-it",
    "reorder-today", "to-reorder", "reorder-ordered", "tomorrow-label", "tip-waits", "show-it", "no-more-tips",
    "the-pause",
})  # fmt: skip


class Letters:
    """Puts letters into words."""

    def __init__(self, wording: Wording, can: Mapping[str, Abilities]) -> None:
        """Keep the words, and what each channel can do, by its name."""
        self._wording = wording
        self._can = can

    def forget(self) -> None:
        """Keep nothing of what was put into words."""
        self._wording.forget()

    def worded(self, conn: Connection, letter: Letter, view: View, now: datetime) -> Ready:
        """Return a letter in words."""
        circle = view.circles.get(letter.circle_id or 0)
        places = circle.places if circle else None
        zone = places.zone_at(now) if places else None
        said = self._said(conn, letter, view, Here(now, zone or UTC_ZONE))
        if letter.repeats and letter.edits is None:
            said = self._wording.repeated(said)
        if letter.about is not None and not self._can[letter.channel].buttons:
            said = _numbered(conn, letter, said, now)
        out = _outgoing(letter, said, now.astimezone(zone) if zone else None)
        return Ready(letter, out, choices_kept(said), prompted(letter, view))

    def _said(self, conn: Connection, letter: Letter, view: View, here: Here) -> Said:
        if "bare" in letter.body or "leaves" in letter.body:
            return Said("")
        if "notice" in letter.body and letter.about is not None:
            return self._notice(letter, view, here)
        if OF_A_DAY & letter.body.keys():
            return self._of_a_day(letter, view, here)
        if letter.about is None:
            page = letter.buttons is not None and not letter.buttons["choices"]
            picture = picture_back(letter.body)
            return Said(letter.body["text"], *choices_back(letter.buttons), files_back(letter.body), page, picture)
        dose, plan, circle = view.doses[letter.about], view.plan(letter), view.circles[letter.circle_id or 0]
        name = DoseName(plan.uid, dose.day, dose.turn, dose.lap)
        amount = plan.amount(dose.day, dose.turn, dose.version)
        asked = Asked(dose, name, amount)
        wording = self._wording.to(Reader.of(view.reader(letter), circle))
        if "again" in letter.body:
            since, until = (datetime.fromisoformat(moment) for moment in letter.body["again"])
            return wording.press_again(asked, letter.body["rung"], here, (since, until))
        if letter.edits is not None:
            return wording.settled(asked, view.entries.get(dose.id, ()), here)
        if letter.rung is None:
            return wording.before(asked, here)
        off = bell.outage_at(conn, dose.due_at) if here.now - dose.due_at > WORTH_A_LOOK else None
        was_off = (off.off_from, off.off_until) if off else None
        back = letter.rung == 1 and rules.is_back(plan, circle.places or NOWHERE, dose)
        return wording.prompt(asked, letter.rung, here, was_off, back=back)

    def _of_a_day(self, letter: Letter, view: View, here: Here) -> Said:
        """Return what is said in one message of tests, occasions and a plan that rests."""
        reader, circle = view.reader(letter), view.circles[letter.circle_id or 0]
        wording = self._wording.to(Reader.of(reader, circle))
        parked = [one.text for one in view.parked.get(circle.id, ())]
        parts = [wording.test_part(test, what, here) for test, what in view.asked(letter, here.now)]
        parts += [wording.occasion_part(one, day, tell, parked, here) for one, day, tell in view.told(letter, here.now)]
        if view.noticed(letter, here.now) is not None:
            plan = view.plan(letter)
            parts.append(wording.rest_part(self._notice(letter, view, here), plan, plan.paused_at(here.now)))
        return wording.together(parts)

    def _notice(self, letter: Letter, view: View, here: Here) -> Said:
        plan = view.plan(letter)
        since = letter.body.get("since")
        about = About(plan, plan.paused_at(here.now), date.fromisoformat(since) if since else None)
        circle = view.circles[letter.circle_id or 0]
        return self._wording.notice(Notice(letter.body["notice"]), about, view.reader(letter), circle, here)


def _numbered(conn: Connection, letter: Letter, said: Said, now: datetime) -> Said:
    """Return a prompt as it is numbered: from 1, for that is what people press every morning.

    Only a question that was asked a moment ago, and may be about to be answered, keeps its numbers; an older one is no
    longer in view.
    """
    shown = rows.with_choices(conn, letter.account_id)[:1] if said.first == 1 else []
    for row_id, sent_at, kept in shown:
        choices, letters, first = choices_back(kept)
        acts = {choice.data.partition(":")[0] for choice in choices}
        if acts <= OF_DOSES:
            continue
        if now - sent_at > A_MOMENT and acts <= OF_TESTS:
            continue  # its labels can be typed for as long as it is in view
        if now - sent_at > A_MOMENT:
            rows.drop_choices(conn, row_id, now)
        elif not letters:
            return replace(said, first=first + len(choices))
    return said


def _outgoing(letter: Letter, said: Said, at: datetime | None) -> Outgoing:
    numbers = [str(said.first + place) for place in range(len(said.choices))]
    marks = list(ascii_lowercase[: len(said.choices)]) if said.letters else numbers
    buttons = tuple(Button(one.label, one.data, one.weight) for one in said.choices)
    return Outgoing(
        letter.chat,
        said.text,
        buttons,
        tuple(marks),
        at,
        said.files,
        letter.edits,
        "leaves" in letter.body,
        said.picture,
        said.covered,
    )
