"""THE ONE WAY OUT: claims what is owed, checks it once more, puts it into words, sends, tries again, gives up aloud.

At least once: what may have arrived is said once more, marked as a repeat. Decides nothing about doses but that a
prompt left.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from string import ascii_lowercase
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care.diary import Entry
from bot.care.doses import Dose, State
from bot.care.notices import Notice, about_pause
from bot.care.people import Circle, Person
from bot.care.places import Places
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName
from bot.messages import Button, Channel, ChannelStopped, Outgoing
from bot.sending import REPEAT_PROMPT, Prompted, Ready, Sending, Sent
from bot.store import bell, diary, doses, people, plans
from bot.store import outbox as rows
from bot.store.engine import Store
from bot.store.outbox import Claim, End, Letter
from bot.wording import About, Asked, Here, Reader, Said, Wording, choices_back, choices_kept, files_back

BATCH = 250
PACED = 50  # at most under way where a network asks for a pace: some two seconds of it
IN_FLIGHT = 64
TOGETHER = 0.02  # seconds
CLAIM_FOR = timedelta(minutes=1)
WORTH_A_LOOK = timedelta(minutes=10)  # a prompt that is later than this may be late because azalea was off

NOWHERE = Places("UTC")  # until somebody says where they are
UTC_ZONE = ZoneInfo("UTC")
A_MOMENT = timedelta(minutes=2)
WORDED = {"text", "bare", "leaves"}  # what these say was decided when they were written
OF_DOSES = {"had", "had-then", "later", "not", "unknown", "change"}  # choices that stand under any prompt

# The phrases that what time decided is said in, choices included: a locked phone shows them. Each has a form that names
# no medicine, amount, test or illness, for whoever did not choose plain words.
UNASKED = frozenset({
    "prompt", "prompt-past", "prompt-off", "still-open", "still-open-last", "back-to", "repeat", "before-unanswered",
    "before-off", "yesterday", "today-at", "done", "later", "not-today", "had-it", "did-not", "do-not-know",
    "silence", "pause-check", "pause-check-hospital", "pause-team", "pause-return", "yes", "no", "pause", "stop",
    "i-am-home", "go-on", "same-as-before", "changed-now", "they-stopped-it", "do-not-know-yet", "settled", "stands",
    "change",
})  # fmt: skip

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """All that a batch of letters is about, as it stands when they are claimed."""

    doses: Mapping[int, Dose]
    plans: Mapping[int, DosePlan]
    circles: Mapping[int, Circle]
    bound: Mapping[int, Mapping[int, int]]  # circle id -> accounts that may hear of it -> whose they are
    people: Mapping[int, Person]
    entries: Mapping[int, Sequence[Entry]]  # of the doses whose prompts are changed

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
        self._sending = Sending(channels)
        # Few at a time where they leave one by one: an answer is not to wait behind hundreds of reminders.
        self._most = PACED if any(one.can.rates for one in channels.values()) else BATCH
        self._wording = wording
        self._run = secrets.token_hex(8)
        self._gate = asyncio.Semaphore(IN_FLIGHT)
        self._under_way: dict[asyncio.Task[list[Sent]], set[int]] = {}  # with the accounts they go to
        self._nudged = asyncio.Event()
        self._resting = False

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

    async def post(self, now: Callable[[], datetime]) -> None:
        """Send until nothing is owed and nothing is under way; what comes up meanwhile is sent as well.

        A message that hangs holds up its own chat alone. Raises ChannelStopped when a channel can send no more.
        """
        stopped: ChannelStopped | None = None
        try:
            while self._sending.channels or self._under_way:
                if stopped is None and not self._resting:
                    await self._begin(now())
                if not self._under_way:
                    break
                ends = await self._ended()
                if ends:
                    await self._store.write(lambda conn, ends=ends: self._finish(conn, ends, now()))  # type: ignore[misc]
                stopped = stopped or next((end.stopped for end in ends if end.stopped is not None), None)
        finally:
            for task in self._under_way:
                task.cancel()
            self._under_way.clear()
            self._wording.forget()
        if stopped is not None:
            raise stopped

    def rest(self, *, rests: bool) -> None:
        """Begin to send nothing more, or go on; what is under way goes on to its end."""
        self._resting = rests
        self.nudge()

    def nudge(self) -> None:
        """Tell that there may be more to send, while it is waited for what is under way."""
        self._nudged.set()

    async def nudged(self) -> None:
        """Wait until there may be more to send."""
        await self._nudged.wait()
        self._nudged.clear()

    async def _begin(self, now: datetime) -> None:
        """Claim what is owed to chats that nothing is under way to, and begin to send it."""
        busy = {account for accounts in self._under_way.values() for account in accounts}
        ready = await self._store.write(lambda conn: self._claim(conn, now, busy))
        chats: dict[tuple[str, str], list[Ready]] = {}
        for one in ready:
            chats.setdefault((one.letter.channel, one.letter.chat), []).append(one)
        for letters in chats.values():
            task = asyncio.create_task(self._send(letters, now))
            self._under_way[task] = {one.letter.account_id for one in letters}

    async def _send(self, letters: Sequence[Ready], now: datetime) -> list[Sent]:
        async with self._gate:
            return await self._sending.chat(letters, now)

    async def _ended(self) -> list[Sent]:
        """Wait until something that is under way ended, or there is more to send; return how it ended."""
        self._nudged.clear()
        nudged = asyncio.create_task(self._nudged.wait())
        try:
            await asyncio.wait({*self._under_way, nudged}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            nudged.cancel()
        # Most end at about the same time, and are written down in one transaction.
        done, _ = await asyncio.wait(self._under_way, timeout=TOGETHER)
        over = [task for task in self._under_way if task in done]
        for task in over:
            del self._under_way[task]
        return [end for task in over for end in task.result()]

    def _claim(self, conn: Connection, now: datetime, busy: Collection[int]) -> list[Ready]:
        room = self._most - len(self._under_way)
        if room <= 0:
            return []
        claim = Claim(self._run, now, now + CLAIM_FOR)
        letters = rows.claim(conn, list(self._sending.channels), claim, room, busy)
        if not letters:
            return []
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
        if _stale(letter, view, now) or not self._can(letter):
            rows.finish(conn, [End(letter, rows.DROPPED, now)], self._run)
            return []
        if letter.repeats and letter.rung and dose is not None and rules.put_off(dose):
            # It did arrive: someone put the next one off.
            doses.save(conn, rules.seen(dose, letter.rung))
            shown = self._worded(conn, letter, view, now).buttons
            rows.finish(conn, [End(letter, rows.SENT, now, buttons=shown)], self._run)
            return []
        return [self._worded(conn, letter, view, now)]

    def _can(self, letter: Letter) -> bool:
        return letter.edits is None or self._sending.channels[letter.channel].can.edits

    def _worded(self, conn: Connection, letter: Letter, view: View, now: datetime) -> Ready:
        circle = view.circles.get(letter.circle_id or 0)
        places = circle.places if circle else None
        zone = places.zone_at(now) if places else None
        said = self._said(conn, letter, view, Here(now, zone or UTC_ZONE))
        if letter.repeats and letter.edits is None:
            said = self._wording.repeated(said)
        if letter.about is not None and not self._sending.channels[letter.channel].can.buttons:
            said = _numbered(conn, letter, said, now)
        out = _outgoing(letter, said, now.astimezone(zone) if zone else None)
        return Ready(letter, out, choices_kept(said), _prompted(letter, view))

    def _said(self, conn: Connection, letter: Letter, view: View, here: Here) -> Said:
        if "bare" in letter.body or "leaves" in letter.body:
            return Said("")
        if "notice" in letter.body:
            return self._notice(letter, view, here)
        if letter.about is None:
            page = letter.buttons is not None and not letter.buttons["choices"]
            return Said(letter.body["text"], *choices_back(letter.buttons), files_back(letter.body), page)
        dose, plan, circle = view.doses[letter.about], view.plan(letter), view.circles[letter.circle_id or 0]
        name = DoseName(plan.uid, dose.day, dose.turn, dose.lap)
        amount = plan.amount(dose.day, dose.turn, dose.version)
        asked = Asked(dose, name, amount)
        wording = self._wording.to(Reader.of(view.reader(letter), circle))
        if letter.edits is not None:
            return wording.settled(asked, view.entries.get(dose.id, ()), here)
        prompted = _prompted(letter, view)
        if prompted is None:
            return wording.before(asked, here)
        off = bell.outage_at(conn, dose.due_at) if here.now - dose.due_at > WORTH_A_LOOK else None
        was_off = (off.off_from, off.off_until) if off else None
        back = prompted.rung == 1 and rules.is_back(plan, circle.places or NOWHERE, dose)
        return wording.prompt(asked, prompted.rung, here, was_off, back=back)

    def _notice(self, letter: Letter, view: View, here: Here) -> Said:
        plan = view.plan(letter)
        since = letter.body.get("since")
        about = About(plan, plan.paused_at(here.now), date.fromisoformat(since) if since else None)
        circle = view.circles[letter.circle_id or 0]
        return self._wording.notice(Notice(letter.body["notice"]), about, view.reader(letter), circle, here)

    def _finish(self, conn: Connection, ends: Sequence[Sent], now: datetime) -> None:
        rows.finish(conn, [one.end for one in ends], self._run)
        for one in ends:
            if one.moved_to is not None:
                people.move_account(conn, one.end.letter.account_id, one.moved_to)
        gone = {one.end.letter.account_id for one in ends if one.gone}
        if gone:
            people.lose(conn, gone, now)
        people.reach(conn, {one.end.letter.account_id for one in ends if one.end.ref is not None})
        left = [one.ready.asked for one in ends if one.end.state == rows.SENT]
        _left(conn, [asked for asked in left if asked is not None], now)


def _prompted(letter: Letter, view: View) -> Prompted | None:
    if letter.rung is None or letter.about is None:
        return None
    dose = view.doses[letter.about]
    return Prompted(dose, letter.rung, rules.ladder_of(view.plan(letter), dose))


def _left(conn: Connection, prompts: Sequence[Prompted], now: datetime) -> None:
    """Move the ladder of each dose whose prompt left."""
    if not prompts:
        return
    # Someone may have answered while the prompt was on its way.
    stand = doses.as_they_stand(conn, [one.dose for one in prompts])
    for one in prompts:
        stand[one.dose.id] = rules.left(stand[one.dose.id], one.rung, now, one.ladder)
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
        return View(about, {}, circles, {}, {}, {})
    chats = people.chats_of(conn, list(circle_ids))
    bound = {circle_id: {one.id: one.person_id or 0 for one in found} for circle_id, found in chats.items()}
    readers = people.persons(conn, {one for found in bound.values() for one in found.values()})
    changed = {letter.about for letter in letters if letter.edits is not None and letter.about is not None}
    entries = diary.of_doses(conn, changed) if changed else {}
    return View(about, plans.by_ids(conn, list(plan_ids)), circles, bound, readers, entries)


def _stale(letter: Letter, view: View, now: datetime) -> bool:
    """Tell whether a letter must not leave any more: too late, settled or paused meanwhile, or not theirs to hear."""
    if letter.valid_until is not None and now >= letter.valid_until:
        return True
    if WORDED & letter.body.keys():
        return False
    if letter.account_id not in view.bound.get(letter.circle_id or 0, {}):
        return True
    if letter.about is None:
        return not _still_asked(letter, view, now)
    dose = view.doses[letter.about]
    if letter.edits is not None:
        return False
    if view.plan(letter).paused_at(now) is not None or (letter.rung and rules.is_hushed(dose)):
        return True
    return dose.state not in ({State.UNANSWERED, State.OFF} if "before" in letter.body else {State.OPEN})


def _still_asked(letter: Letter, view: View, now: datetime) -> bool:
    """Tell whether a question about a pause is still the one to ask."""
    circle = view.circles[letter.circle_id or 0]
    pause = view.plan(letter).paused_at(now)
    return pause is not None and about_pause(pause, (circle.places or NOWHERE).today(now)) == letter.body["notice"]


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
            rows.drop_choices(conn, row_id, now)
        elif not letters:
            return replace(said, first=first + len(choices))
    return said


def _outgoing(letter: Letter, said: Said, at: datetime | None) -> Outgoing:
    numbers = [str(said.first + place) for place in range(len(said.choices))]
    marks = list(ascii_lowercase[: len(said.choices)]) if said.letters else numbers
    buttons = tuple(Button(one.label, one.data) for one in said.choices)
    return Outgoing(
        letter.chat, said.text, buttons, tuple(marks), at, said.files, letter.edits, "leaves" in letter.body
    )
