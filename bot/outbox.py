"""THE ONE WAY OUT: claims what is owed, checks it once more, puts it into words, sends, tries again, gives up aloud.

At least once: what may have arrived is said once more, marked as a repeat. Decides nothing about doses but that a
prompt left.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from string import ascii_lowercase
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care.doses import Dose, Ladder, State
from bot.care.notices import Notice, about_pause
from bot.care.people import Circle, Person
from bot.care.places import Places
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName
from bot.messages import Ambiguous, Button, Channel, ChannelStopped, Moved, NotSent, Outgoing, Permanent
from bot.store import bell, doses, people, plans
from bot.store import outbox as rows
from bot.store.engine import Store
from bot.store.outbox import Claim, End, Letter
from bot.wording import About, Asked, Here, Reader, Said, Wording, choices_back, choices_kept, files_back

BATCH = 250
IN_FLIGHT = 64
CLAIM_FOR = timedelta(minutes=1)
REPEAT_PROMPT = timedelta(minutes=2)  # long enough for an answer to the first one to come in
REPEAT_ANSWER = timedelta(seconds=10)
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)
WORTH_A_LOOK = timedelta(minutes=10)  # a prompt that is later than this may be late because azalea was off

NOWHERE = Places("UTC")  # until somebody says where they are
UTC_ZONE = ZoneInfo("UTC")
A_MOMENT = timedelta(minutes=2)
OF_DOSES = {"had", "had-then", "later", "not", "unknown", "change"}  # choices that stand under any prompt

# The phrases that what time decided is said in, choices included: a locked phone shows them. Each has a form that names
# no medicine, amount, test or illness, for whoever did not choose plain words.
UNASKED = frozenset({
    "prompt", "prompt-past", "prompt-off", "still-open", "still-open-last", "back-to", "repeat", "before-unanswered",
    "before-off", "yesterday", "today-at", "done", "later", "not-today", "had-it", "did-not", "do-not-know",
    "silence", "pause-check", "pause-check-hospital", "pause-team", "pause-return", "yes", "no", "pause", "stop",
    "i-am-home", "go-on", "same-as-before", "changed-now", "they-stopped-it", "do-not-know-yet",
})  # fmt: skip

log = logging.getLogger(__name__)


def next_try(attempt: int, now: datetime) -> datetime:
    """Return when to try again after the *attempt*-th failure: 1, 2, 4 ... seconds, a minute at most."""
    pause: timedelta = FIRST_PAUSE * 2.0 ** min(attempt - 1, 10)
    return now + min(pause, LONGEST_PAUSE)


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter in words."""

    letter: Letter
    out: Outgoing
    buttons: dict[str, object] | None
    asked: tuple[Dose, Ladder] | None  # the dose that a prompt is about, and its ladder


@dataclass(frozen=True, slots=True)
class View:
    """All that a batch of letters is about, as it stands when they are claimed."""

    doses: Mapping[int, Dose]
    plans: Mapping[int, DosePlan]
    circles: Mapping[int, Circle]
    bound: Mapping[int, Mapping[int, int]]  # circle id -> accounts that may hear of it -> whose they are
    people: Mapping[int, Person]

    def reader(self, letter: Letter) -> Person:
        """Return who reads a letter about a circle."""
        return self.people[self.bound[letter.circle_id or 0][letter.account_id]]

    def plan(self, letter: Letter) -> DosePlan:
        """Return the plan that a prompt or a notice is about."""
        return self.plans[self.doses[letter.about].plan_id if letter.about else letter.body["plan"]]


class Outbox:
    """Sends what is to be said."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], wording: Wording) -> None:
        """Keep the store, the channels by name and the words; this run's claims carry a name of their own."""
        self._store = store
        self._channels = dict(channels)
        self._wording = wording
        self._run = secrets.token_hex(8)

    async def adopt(self, now: datetime) -> None:
        """Take over what was left half sent. Each may have arrived, so each is marked."""
        await self._store.write(lambda conn: self._adopt(conn, now))

    def _adopt(self, conn: Connection, now: datetime) -> None:
        left_over = rows.orphans(conn, self._run, now)
        rows.adopt(conn, left_over, [now if one.about is None else now + REPEAT_PROMPT for one in left_over])
        # A prompt that can no longer be repeated may have arrived: its dose was asked about, as far as is known.
        over = [one for one in left_over if one.rung and one.valid_until is not None and one.valid_until <= now]
        asked = doses.by_ids(conn, [one.about for one in over if one.about])
        doses.save_all(conn, [rules.seen(asked[one.about or 0], one.rung or 0) for one in over])

    async def post(self, now: datetime) -> None:
        """Send all that is owed at *now*. Raises ChannelStopped when a channel can send no more."""
        while self._channels:
            ready = await self._store.write(lambda conn: self._claim(conn, now))
            if ready is None:
                return
            ends = await self._send_all(ready, now)
            await self._store.write(lambda conn, ready=ready, ends=ends: self._finish(conn, ready, ends, now))  # type: ignore[misc]
            stopped = next((end.stopped for end in ends if end.stopped is not None), None)
            if stopped is not None:
                raise stopped

    def _claim(self, conn: Connection, now: datetime) -> list[Ready] | None:
        letters = rows.claim(conn, list(self._channels), Claim(self._run, now, now + CLAIM_FOR), BATCH)
        if not letters:
            return None
        views = _views(conn, letters)
        ready = []
        for letter, view in zip(letters, views, strict=True):
            if view is None or not (letter.body or letter.rung):
                log.error("outbox %s: what it is about cannot be read", letter.id)
                rows.finish(conn, [End(letter, rows.FAILED, now)], self._run)
                continue
            ready += self._alone(conn, letter, view, now)
        return ready

    def _alone(self, conn: Connection, letter: Letter, view: View, now: datetime) -> list[Ready]:
        """Return a letter in words, if it is to be sent; one that fails, fails alone."""
        try:
            return self._checked(conn, letter, view, now)
        except Exception as error:  # noqa: BLE001 - the others are to be sent
            log.error("outbox %s cannot be said: %s", letter.id, type(error).__name__)  # noqa: TRY400 - no traceback
            rows.finish(conn, [End(letter, rows.FAILED, now)], self._run)
            return []

    def _checked(self, conn: Connection, letter: Letter, view: View, now: datetime) -> list[Ready]:
        dose = view.doses.get(letter.about or 0)
        if _stale(letter, view, now):
            rows.finish(conn, [End(letter, rows.DROPPED, now)], self._run)
            return []
        if letter.repeats and letter.rung and dose is not None and rules.put_off(dose):
            # It did arrive: someone put the next one off.
            doses.save(conn, rules.seen(dose, letter.rung))
            shown = self._worded(conn, letter, view, now).buttons
            rows.finish(conn, [End(letter, rows.SENT, now, buttons=shown)], self._run)
            return []
        return [self._worded(conn, letter, view, now)]

    def _worded(self, conn: Connection, letter: Letter, view: View, now: datetime) -> Ready:
        circle = view.circles.get(letter.circle_id or 0)
        places = circle.places if circle else None
        zone = places.zone_at(now) if places else None
        said = self._said(conn, letter, view, Here(now, zone or UTC_ZONE))
        if letter.repeats:
            said = self._wording.repeated(said)
        if letter.about is not None and not self._channels[letter.channel].can.buttons:
            said = _numbered(conn, letter, said, now)
        out = _outgoing(letter.chat, said, now.astimezone(zone) if zone else None)
        return Ready(letter, out, choices_kept(said), _asked(letter, view))

    def _said(self, conn: Connection, letter: Letter, view: View, here: Here) -> Said:
        if "notice" in letter.body:
            return self._notice(letter, view, here)
        if letter.about is None:
            return Said(letter.body["text"], *choices_back(letter.buttons), files_back(letter.body))
        dose, plan, circle = view.doses[letter.about], view.plan(letter), view.circles[letter.circle_id or 0]
        name = DoseName(plan.uid, dose.day, dose.turn, dose.lap)
        amount = plan.amount(dose.day, dose.turn, dose.version)
        asked = Asked(dose, name, amount)
        wording = self._wording.to(Reader.of(view.reader(letter), circle))
        if letter.rung is None:
            return wording.before(asked, here)
        off = bell.outage_at(conn, dose.due_at) if here.now - dose.due_at > WORTH_A_LOOK else None
        was_off = (off.off_from, off.off_until) if off else None
        back = letter.rung == 1 and rules.is_back(plan, circle.places or NOWHERE, dose)
        return wording.prompt(asked, letter.rung, here, was_off, back=back)

    def _notice(self, letter: Letter, view: View, here: Here) -> Said:
        plan = view.plan(letter)
        since = letter.body.get("since")
        about = About(plan, plan.paused_at(here.now), date.fromisoformat(since) if since else None)
        circle = view.circles[letter.circle_id or 0]
        return self._wording.notice(Notice(letter.body["notice"]), about, view.reader(letter), circle, here)

    async def _send_all(self, ready: Sequence[Ready], now: datetime) -> list[Sent]:
        # One after the other within a chat, so that order holds; chats do not wait for each other.
        chats: dict[tuple[str, str], list[Ready]] = {}
        for one in ready:
            chats.setdefault((one.letter.channel, one.letter.chat), []).append(one)
        gate = asyncio.Semaphore(IN_FLIGHT)
        async with asyncio.TaskGroup() as tasks:
            sending = [tasks.create_task(self._send_chat(letters, gate, now)) for letters in chats.values()]
        return [end for task in sending for end in task.result()]

    async def _send_chat(self, letters: Sequence[Ready], gate: asyncio.Semaphore, now: datetime) -> list[Sent]:
        ends: list[Sent] = []
        async with gate:
            for one in letters:
                before = ends[-1].end if ends else None
                if before is not None and before.state == rows.WAITING and not before.repeats:
                    # What stands behind one that could not leave waits with it, so that order holds.
                    ends.append(Sent(replace(before, letter=one.letter, repeats=one.letter.repeats)))
                else:
                    ends.append(await self._send(one, now))
        return ends

    async def _send(self, ready: Ready, now: datetime) -> Sent:
        letter = ready.letter
        channel = self._channels.get(letter.channel)
        if channel is None:  # it stopped while this one waited for its turn
            return Sent(End(letter, rows.WAITING, now, not_before=now, repeats=letter.repeats))
        try:
            receipt = await channel.send(ready.out)
        except NotSent as error:
            again = error.retry_at or next_try(letter.attempt, now)
            return Sent(End(letter, rows.WAITING, now, not_before=again, repeats=letter.repeats))
        except Ambiguous:
            if letter.repeats:
                return Sent(End(letter, rows.SENT, now, buttons=ready.buttons))
            return Sent(End(letter, rows.WAITING, now, not_before=_repeat_at(letter, now), repeats=True))
        except Permanent:
            log.warning("account %s cannot be reached, outbox %s", letter.account_id, letter.id)
            return Sent(End(letter, rows.FAILED, now))
        except Moved as error:
            again = now if letter.attempt == 1 else next_try(letter.attempt, now)
            end = End(letter, rows.WAITING, now, not_before=again, repeats=letter.repeats)
            return Sent(end, moved_to=error.address)
        except ChannelStopped as error:
            end = End(letter, rows.WAITING, now, not_before=now, repeats=letter.repeats)
            self._channels.pop(letter.channel, None)
            return Sent(end, stopped=error)
        return Sent(End(letter, rows.SENT, now, ref=receipt.ref, buttons=ready.buttons))

    def _finish(self, conn: Connection, ready: Sequence[Ready], ends: Sequence[Sent], now: datetime) -> None:
        rows.finish(conn, [one.end for one in ends], self._run)
        for one in ends:
            if one.moved_to is not None:
                people.move_account(conn, one.end.letter.account_id, one.moved_to)
        left = {one.end.letter.id for one in ends if one.end.state == rows.SENT}
        prompts = [(one.letter.rung or 0, one.asked) for one in ready if one.letter.id in left and one.asked]
        _left(conn, prompts, now)


@dataclass(frozen=True, slots=True)
class Sent:
    """How one attempt ended, and what the channel said besides."""

    end: End
    moved_to: str | None = None
    stopped: ChannelStopped | None = None


def _asked(letter: Letter, view: View) -> tuple[Dose, Ladder] | None:
    if not letter.rung or letter.about is None:
        return None
    dose = view.doses[letter.about]
    return dose, rules.ladder_of(view.plan(letter), dose)


def _left(conn: Connection, prompts: Sequence[tuple[int, tuple[Dose, Ladder]]], now: datetime) -> None:
    """Move the ladder of each dose whose prompt left; each comes with its rung."""
    if not prompts:
        return
    # As they stand now: someone may have answered while the prompt was on its way.
    stand = doses.again(conn, [dose for _, (dose, _) in prompts])
    for rung, (dose, ladder) in prompts:
        stand[dose.id] = rules.left(stand[dose.id], rung, now, ladder)
    doses.save_all(conn, list(stand.values()))


def _views(conn: Connection, letters: Sequence[Letter]) -> list[View | None]:
    """Return what each letter is about; None for one whose rows cannot be read, so that it fails alone."""
    try:
        return [_view(conn, letters)] * len(letters)
    except Exception:  # noqa: BLE001 - each is tried alone below, and what fails is logged by its id
        return [_view_of_one(conn, letter) for letter in letters]


def _view_of_one(conn: Connection, letter: Letter) -> View | None:
    try:
        return _view(conn, [letter])
    except Exception:  # noqa: BLE001 - the caller logs it by its id
        return None


def _view(conn: Connection, letters: Sequence[Letter]) -> View:
    circle_ids = {letter.circle_id for letter in letters if letter.circle_id is not None}
    about = doses.by_ids(conn, [letter.about for letter in letters if letter.about is not None])
    noticed = {letter.body["plan"] for letter in letters if "plan" in letter.body}
    plan_ids = {dose.plan_id for dose in about.values()} | noticed
    circles = people.circles_by_ids(conn, circle_ids) if circle_ids else {}
    if not plan_ids:
        return View(about, {}, circles, {}, {})
    chats = people.chats_of(conn, list(circle_ids))
    bound = {circle_id: {one.id: one.person_id or 0 for one in found} for circle_id, found in chats.items()}
    readers = people.persons(conn, {one for found in bound.values() for one in found.values()})
    return View(about, plans.by_ids(conn, list(plan_ids)), circles, bound, readers)


def _stale(letter: Letter, view: View, now: datetime) -> bool:
    """Tell whether a letter must not leave any more: too late, settled or paused meanwhile, or not theirs to hear."""
    if letter.valid_until is not None and now >= letter.valid_until:
        return True
    if "text" in letter.body:
        return False
    if letter.account_id not in view.bound.get(letter.circle_id or 0, {}):
        return True
    if letter.about is None:
        return not _still_asked(letter, view, now)
    dose = view.doses[letter.about]
    if view.plan(letter).paused_at(now) is not None or (letter.rung and rules.is_hushed(dose)):
        return True
    return dose.state not in ({State.UNANSWERED, State.OFF} if "before" in letter.body else {State.OPEN})


def _still_asked(letter: Letter, view: View, now: datetime) -> bool:
    """Tell whether a question about a pause is still the one to ask."""
    circle = view.circles[letter.circle_id or 0]
    pause = view.plan(letter).paused_at(now)
    return pause is not None and about_pause(pause, (circle.places or NOWHERE).today(now)) == letter.body["notice"]


def _repeat_at(letter: Letter, now: datetime) -> datetime:
    return now + (REPEAT_ANSWER if letter.about is None else REPEAT_PROMPT)


def _numbered(conn: Connection, letter: Letter, said: Said, now: datetime) -> Said:
    """Return a prompt as it is numbered: from 1, for that is what people press every morning.

    Only a question that was asked a moment ago, and may be about to be answered, keeps its numbers; an older one is no
    longer in view.
    """
    shown = rows.with_choices(conn, letter.account_id)[:1] if said.first == 1 else []
    for row_id, sent_at, kept in shown:
        choices, letters, first = choices_back(kept)
        if {choice.data.partition(":")[0] for choice in choices} <= OF_DOSES:
            continue
        if now - sent_at > A_MOMENT:
            rows.drop_choices(conn, row_id)
        elif not letters:
            return replace(said, first=first + len(choices))
    return said


def _outgoing(chat: str, said: Said, at: datetime | None) -> Outgoing:
    numbers = [str(said.first + place) for place in range(len(said.choices))]
    marks = list(ascii_lowercase[: len(said.choices)]) if said.letters else numbers
    buttons = tuple(Button(one.label, one.data) for one in said.choices)
    return Outgoing(chat, said.text, buttons, tuple(marks), at, said.files)
