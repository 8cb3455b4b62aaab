"""What letters are about, as it stands when they are claimed, and which of them must not leave any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from bot.care import bloodtests as tests
from bot.care import doses as rules
from bot.care import occasions as dates
from bot.care.bloodtests import Ask, BloodTest, BloodTestPlan
from bot.care.diary import Entry, Event
from bot.care.diary import parked as still_parked
from bot.care.doses import Dose, State
from bot.care.notices import Notice, about_pause
from bot.care.occasions import Occasion, Tell, What
from bot.care.people import Circle, Person
from bot.care.places import NOWHERE, Places
from bot.care.plans import DosePlan
from bot.sending import Prompted
from bot.store import bloodtests, diary, doses, occasions, people, plans, reaching
from bot.store.posting import Letter

OF_A_DAY = {"tests", "occasions", "notice"}  # what is said in one message, as far as it still holds
WORDED = {"text", "bare", "leaves"}  # what these say was decided when they were written


@dataclass(frozen=True, slots=True)
class View:
    """All that a batch of letters is about, as it stands when they are claimed."""

    doses: Mapping[int, Dose]
    circles: Mapping[int, Circle]
    plans: Mapping[int, DosePlan] = field(default_factory=dict)
    bound: Mapping[int, Mapping[int, int]] = field(
        default_factory=dict
    )  # circle id -> accounts that may hear of it -> whose they are
    people: Mapping[int, Person] = field(default_factory=dict)
    entries: Mapping[int, Sequence[Entry]] = field(default_factory=dict)  # of the doses whose prompts are changed
    tests: Mapping[int, BloodTest] = field(default_factory=dict)
    test_plans: Mapping[int, BloodTestPlan] = field(default_factory=dict)  # by circle
    occasions: Mapping[int, Occasion] = field(default_factory=dict)
    parked: Mapping[int, Sequence[Event]] = field(
        default_factory=dict
    )  # by circle with an appointment: what is kept for it

    def asked(self, letter: Letter, now: datetime) -> list[tuple[BloodTest, Ask]]:
        """Return the tests that a letter asks about, without those of which that is not asked any more."""
        plan = self.test_plans.get(letter.circle_id or 0)
        if plan is not None and plan.rests(self._today(letter, now)):
            return []
        about = letter.body.get("tests", ())
        found = [(self.tests[number], Ask(what)) for number, what in about if number in self.tests]
        return [(test, what) for test, what in found if tests.applies(test, what, self._today(letter, now))]

    def told(self, letter: Letter, now: datetime) -> list[tuple[Occasion, date, Tell]]:
        """Return the occasions that a letter tells of, for which day, without those of which that is out of date."""
        places = self._places(letter)
        about = letter.body.get("occasions", ())
        named = ((self.occasions.get(number), date.fromisoformat(day), Tell(what)) for number, what, day in about)
        return [(one, day, tell) for one, day, tell in named if one and dates.applies(one, day, tell, now, places)]

    def noticed(self, letter: Letter, now: datetime) -> Notice | None:
        """Return what a letter asks about a plan that rests, if that is still the question."""
        if "notice" not in letter.body or letter.body["plan"] not in self.plans:
            return None
        pause, notice = self.plan(letter).paused_at(now), Notice(letter.body["notice"])
        return notice if pause is not None and about_pause(pause, self._today(letter, now)) is notice else None

    def _places(self, letter: Letter) -> Places:
        return self.circles[letter.circle_id or 0].places or NOWHERE

    def _today(self, letter: Letter, now: datetime) -> date:
        return self._places(letter).today(now)

    def reader(self, letter: Letter) -> Person:
        """Return who reads a letter about a circle."""
        return self.people[self.bound[letter.circle_id or 0][letter.account_id]]

    def plan(self, letter: Letter) -> DosePlan:
        """Return the plan that a prompt or a notice is about."""
        return self.plans[self.doses[letter.about].plan_id if letter.about else letter.body["plan"]]


def views_of(conn: Connection, letters: Sequence[Letter]) -> list[View | None]:
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
    about_ids = [letter.about for letter in letters if letter.about is not None]
    about = doses.by_ids(conn, about_ids) if about_ids else {}
    noticed = {letter.body["plan"] for letter in letters if "plan" in letter.body}
    plan_ids = {dose.plan_id for dose in about.values()} | noticed
    circles = people.circles_by_ids(conn, circle_ids) if circle_ids else {}
    test_ids = {number for letter in letters for number, _ in letter.body.get("tests", ())}
    occasion_ids = {number for letter in letters for number, *_ in letter.body.get("occasions", ())}
    if not (plan_ids or test_ids or occasion_ids):
        return View(about, circles)
    chats = reaching.chats_of(conn, list(circle_ids))
    bound = {circle_id: {one.id: one.person_id or 0 for one in found} for circle_id, found in chats.items()}
    readers = people.persons(conn, {one for found in bound.values() for one in found.values()})
    changed = {letter.about for letter in letters if letter.edits is not None and letter.about is not None}
    entries = diary.of_doses(conn, changed) if changed else {}
    plans_of = plans.by_ids(conn, list(plan_ids)) if plan_ids else {}
    tested = bloodtests.by_ids(conn, test_ids) if test_ids else {}
    test_plans = bloodtests.plans_by_circle(conn, {one.circle_id for one in tested.values()}) if tested else {}
    occasions_of = occasions.by_ids(conn, occasion_ids) if occasion_ids else {}
    visited = {one.circle_id for one in occasions_of.values() if one.what is What.APPOINTMENT}
    parked = {circle_id: still_parked(diary.events(conn, circle_id)) for circle_id in visited}
    return View(
        about,
        circles,
        plans=plans_of,
        bound=bound,
        people=readers,
        entries=entries,
        tests=tested,
        test_plans=test_plans,
        occasions=occasions_of,
        parked=parked,
    )


def stale(letter: Letter, view: View, now: datetime) -> bool:
    """Tell whether a letter must not leave any more: too late, settled or paused meanwhile, or not theirs to hear."""
    if letter.valid_until is not None and now >= letter.valid_until:
        return True
    if WORDED & letter.body.keys():
        return False
    if letter.account_id not in view.bound.get(letter.circle_id or 0, {}):
        return True
    if OF_A_DAY & letter.body.keys() and letter.about is None:
        return not (view.asked(letter, now) or view.told(letter, now) or view.noticed(letter, now))
    dose = view.doses[letter.about or 0]
    if letter.edits is not None:
        return "again" in letter.body and dose.state is not State.OPEN
    if _rests(letter, view, now) or (letter.rung and rules.is_hushed(dose)):
        return True
    return dose.state not in ({State.UNANSWERED, State.OFF} if "before" in letter.body else {State.OPEN})


def is_lost(letter: Letter, now: datetime) -> bool:
    """Tell whether a letter about a day did not leave in its hours, and can not have arrived either."""
    late = letter.valid_until is not None and now >= letter.valid_until
    return late and not letter.repeats and letter.about is None and bool(OF_A_DAY & letter.body.keys())


def _rests(letter: Letter, view: View, now: datetime) -> bool:
    """Tell whether nothing is to be asked about a dose for a pause.

    An open one that was due before the pause began is asked about as ever: a pause that begins at once ends those.
    """
    pause = view.plan(letter).paused_at(now)
    # "before": an earlier dose, which is only asked about beside a prompt of the next one.
    return pause is not None and ("before" in letter.body or pause.since <= view.doses[letter.about or 0].due_at)


def prompted(letter: Letter, view: View) -> Prompted | None:
    """Return what a letter asks, if it is a prompt."""
    if letter.rung is None or letter.about is None:
        return None
    dose = view.doses[letter.about or 0]
    return Prompted(dose, letter.rung, rules.ladder_of(view.plan(letter), dose))
