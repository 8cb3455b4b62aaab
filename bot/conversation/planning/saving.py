"""A plan that was agreed to is saved: as a new version, with a line in the diary, and what is asked next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.care import drafts, timetable
from bot.care.diary import Kind
from bot.care.doses import Dose, State
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName, instant
from bot.conversation import bloodtests, coming, noting
from bot.conversation.planning.afterwards import ask_after_pause
from bot.conversation.planning.making import Made, make
from bot.conversation.planning.reading_back import SET_UP, read_back
from bot.conversation.planning.waiting import PLAN, Kept
from bot.conversation.talk import Talk
from bot.store import doses, people, plans
from bot.wording import Said, clock


def save(talk: Talk, kept: Kept) -> list[Said]:
    """Save what was read back; where it would begin on another day by now, read it back again."""
    if talk.circle is None or talk.person is None:
        return []
    made = make(talk, kept)
    if made.begins.isoformat() != kept["begins"]:  # a midnight, or a dose that fell due, since it was read back
        return read_back(talk, kept, made)
    talk.settle(PLAN)
    if made.old is None:
        return [_save_first(talk, made)]
    saved = _save_change(talk, made)
    if kept.get("resumes"):
        # Not before the change holds: what is left of today would be asked about with the old amount.
        saved = saved.resumed(max(talk.now, instant(made.begins, time.min, talk.places.zone_of(made.begins, 1))))
        plans.save_pauses(talk.conn, saved, None)
    return _saved(talk, kept, made, saved)


def _save_first(talk: Talk, made: Made) -> Said:
    if talk.circle is None or talk.person is None:
        return talk.wording.plain("start-first")
    first, *later = made.adds
    saved = plans.add(talk.conn, talk.circle.id, first, talk.person.id, talk.now)
    for version in later:
        saved = plans.change(talk.conn, saved, version, talk.person.id, talk.now)
    owed = coming.point(talk, saved, talk.places)
    passed = [one for one in timetable.on_day(saved, talk.places, talk.today) if one.at <= talk.now]
    before = ""
    in_set_up = people.waiting(talk.conn, talk.account.id, SET_UP)
    asked_next = in_set_up is not None and "voice" in in_set_up.draft
    if passed and saved.versions[0].from_day == talk.today and not asked_next:
        before = talk.wording.plain("plan-before", times=talk.wording.times([one.wall for one in passed])).text
    return talk.wording.plan_saved(talk.wording.asks_next(owed, talk.zone), before)


def _save_change(talk: Talk, made: Made) -> DosePlan:
    standing = talk.plan
    if standing is None or talk.person is None or talk.circle is None:
        message = "a change is of a plan, by a person"
        raise ValueError(message)
    saved = save_versions(talk, standing, made.plan)
    for dose in doses.on_days(talk.conn, saved.id, talk.today, talk.today):
        if dose.state is State.OPEN and made.begins == talk.today and dose.lap == 0:
            doses.save_version(talk.conn, dose, saved.on(talk.today).number)
    note(talk, talk.wording.changed_event(made.adds))
    coming.point(talk, saved, talk.places)
    return saved


def save_versions(talk: Talk, standing: DosePlan, changed: DosePlan) -> DosePlan:
    """Save the versions that *changed* has and *standing* has not."""
    if talk.person is None:
        return standing
    saved = standing
    for version in changed.versions[len(standing.versions) :]:
        saved = plans.change(talk.conn, saved, version, talk.person.id, talk.now)
    gone = {day for day in talk.person.quiet_on if _is_other(standing, day) and not _is_other(saved, day)}
    if gone:  # the quiet of nights goes with them
        quiet_on = {day: quiet for day, quiet in talk.person.quiet_on.items() if day not in gone}
        people.save_person(talk.conn, replace(talk.person, quiet_on=quiet_on))
    return saved


def _is_other(plan: DosePlan, day: date) -> bool:
    """Tell whether a local day has other times than every day."""
    return not drafts.same_times(plan.on(day).schedule, drafts.lasting(plan, day).schedule)


def note(talk: Talk, text: str) -> None:
    """Write a change of the plan into the diary, in words, and by whom."""
    noting.tell(talk, Kind.PLAN, text)


def _saved(talk: Talk, kept: Kept, made: Made, saved: DosePlan) -> list[Said]:
    upcoming = coming.asked(talk, saved, talk.places)
    text = talk.wording.plan_saved_change(upcoming, made.begins, talk.today)
    if kept.get("resumes"):
        return ask_after_pause(talk, text, made.begins, changed=bool(made.again()))
    waits = _still_open(talk, saved)
    lines = [text, _about_open(talk, saved, waits[0])] if waits else [text]
    asked = bloodtests.dose_changed(talk, made.begins) if made.again() else None
    if waits:
        return [talk.wording.with_answers("\n".join(lines), waits[1]), *([asked] if asked else ())]
    return [asked.behind(text) if asked else Said(text)]


def _about_open(talk: Talk, saved: DosePlan, dose: Dose) -> str:
    amount = talk.wording.amount(saved.amount(dose.day, dose.turn, dose.version))
    return talk.wording.plain("plan-still-open", time=clock(dose.wall), amount=amount).text


def _still_open(talk: Talk, saved: DosePlan) -> tuple[Dose, DoseName] | None:
    """Return today's dose if it is asked about."""
    for one in doses.on_days(talk.conn, saved.id, talk.today, talk.today):
        if one.state is State.OPEN and one.prompts:
            return one, DoseName(saved.uid, one.day, one.turn, one.lap)
    return None
