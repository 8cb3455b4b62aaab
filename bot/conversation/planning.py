"""/plan: what the label says is read back, and saved after a yes."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from bot.care import timetable
from bot.care.people import Right, may
from bot.care.plans import Amount, DosePlan, Part, Schedule, Version, tablets
from bot.care.reading import ClockTime, Half, PlanTrouble, Trouble, read_clock, read_plan
from bot.conversation import coming
from bot.conversation.talk import Talk
from bot.store import doses, new_uid, people, plans
from bot.store.people import Step
from bot.wording import Said, clock

PLAN = "plan"
MANY = 4  # more tablets than these at one time are asked about once more, whatever the dose

TROUBLES = {
    Trouble.EMPTY: "trouble-empty",
    Trouble.NO_TIME: "trouble-no-time",
    Trouble.NO_AMOUNT: "trouble-no-amount",
    Trouble.MG_ALONE: "trouble-mg-alone",
    Trouble.BAD_TIME: "trouble-bad-time",
    Trouble.BAD_COUNT: "trouble-bad-count",
    Trouble.BAD_STRENGTH: "trouble-bad-strength",
    Trouble.SAME_TIME: "trouble-same-time",
    Trouble.HOURLY: "trouble-hourly",
    Trouble.OTHER_MEDICINE: "trouble-other-medicine",
    Trouble.MG_DISAGREE: "trouble-mg-disagree",
    Trouble.NOT_UNDERSTOOD: "trouble-not-understood",
}
QUOTING = {Trouble.BAD_TIME, Trouble.BAD_COUNT, Trouble.BAD_STRENGTH, Trouble.NOT_UNDERSTOOD}


def plan(talk: Talk, words: str) -> list[Said]:
    """/plan alone shows the plan; with words it reads them, and asks."""
    if talk.circle is None or talk.person is None or not may(talk.person, Right.CHANGE, talk.circle):
        return [talk.wording.plain("start-first")]
    if not words:
        return [_show(talk)]
    people.settle_step(talk.conn, talk.account.id)  # what was read back before no longer waits for a yes
    read = read_plan(words)
    if isinstance(read, PlanTrouble):
        quoted = {"words": read.words} if read.kind in QUOTING else {}
        return [talk.wording.plain(TROUBLES[read.kind], **quoted)]
    draft = {
        "id": new_uid(),
        "amount": [[str(part.count), str(part.strength_mg)] for part in read.amount],
        "times": [[at.hour, at.minute, at.half.name] for at in read.times],
    }
    return resume(talk, Step(PLAN, draft))


def _show(talk: Talk) -> Said:
    standing = talk.plan
    if standing is None:
        ask = talk.wording.plain("ask-plan").text
        return talk.wording.plain("plan-none", ask=ask)
    today = talk.now.astimezone(talk.zone).date()
    newest = standing.versions[-1]
    following = newest if newest.from_day > today else None
    return talk.wording.plan_now(standing.on(today).schedule, following, coming.ahead(talk, standing, talk.zone))


def resume(talk: Talk, step: Step) -> list[Said]:
    """Go on with a plan that was begun: ask what is not clear yet, then read it back."""
    people.ask(talk.conn, talk.account.id, step, talk.now)
    if talk.circle is None or talk.circle.zone is None:
        return [talk.wording.plain("ask-zone")]
    unclear = next((at for at in _times(step.draft) if at.half is Half.EITHER), None)
    if unclear is not None:
        return [talk.wording.plan_half(f"{unclear.hour}:{unclear.minute:02}", unclear.readings())]
    walls = sorted(at.readings()[0] for at in _times(step.draft))
    if len(set(walls)) < len(walls):
        people.settle_step(talk.conn, talk.account.id)
        return [talk.wording.plain("trouble-same-time")]
    return [_echo(talk, step.draft)]


def _times(draft: dict[str, Any]) -> list[ClockTime]:
    return [ClockTime(hour, minute, Half[half]) for hour, minute, half in draft["times"]]


def _schedule(draft: dict[str, Any]) -> Schedule:
    amount: Amount = tuple(Part(Decimal(count), Decimal(strength)) for count, strength in draft["amount"])
    return Schedule(amount, tuple(sorted(at.readings()[0] for at in _times(draft))))


def half(talk: Talk, wall: time) -> list[Said]:
    """Take the answer to "in the morning or in the evening?"."""
    step = people.step(talk.conn, talk.account.id)
    if step is None or step.kind != PLAN:
        return [talk.wording.plain("button-gone")]
    times = _times(step.draft)
    place = next((n for n, at in enumerate(times) if at.half is Half.EITHER and wall in at.readings()), None)
    if place is None:
        return [talk.wording.plain("button-gone")]
    exact = [[at.hour, at.minute, at.half.name] for at in times]
    exact[place] = [wall.hour, wall.minute, Half.DAY24.name]
    return resume(talk, Step(PLAN, {**step.draft, "times": exact}))


def typed(talk: Talk, words: str) -> list[Said] | None:
    """Take a plan that was typed without the command, where one was asked for."""
    return None if isinstance(read_plan(words), PlanTrouble) else plan(talk, words)


def typed_half(talk: Talk, words: str) -> list[Said] | None:
    """Take a time that was typed where one of two was asked for: "8am", "20:00"."""
    step = people.step(talk.conn, talk.account.id)
    at = read_clock(words)
    if step is None or step.kind != PLAN or at is None or at.half is Half.EITHER:
        return None
    asked = any(one.half is Half.EITHER and at.readings()[0] in one.readings() for one in _times(step.draft))
    return half(talk, at.readings()[0]) if asked else None


def _begins(talk: Talk, schedule: Schedule, standing: DosePlan | None) -> date:
    today = talk.now.astimezone(talk.zone).date()
    if standing is None:
        return today
    begun = doses.days_begun(talk.conn, standing.id, today)
    return timetable.begins(standing, talk.zone, schedule.walls, begun, talk.now)


def _echo(talk: Talk, draft: dict[str, Any]) -> Said:
    schedule = _schedule(draft)
    standing, changed = _changed(talk, schedule)
    today = talk.now.astimezone(talk.zone).date()
    if standing is None and talk.person is not None:
        from_when = talk.wording.plain("plan-from-start", name=talk.person.name)
    elif changed.versions[-1].from_day == today:
        from_when = talk.wording.plain("plan-from-today")
    else:
        from_when = talk.wording.plain("plan-from-tomorrow", day=talk.wording.day(changed.versions[-1].from_day))
    owed = coming.ahead(talk, changed, talk.zone)
    return talk.wording.plan_echo(schedule, owed, from_when.text, draft["id"])


def _changed(talk: Talk, schedule: Schedule) -> tuple[DosePlan | None, DosePlan]:
    standing = talk.plan
    number = standing.versions[-1].number + 1 if standing else 1
    version = Version(number, _begins(talk, schedule, standing), schedule)
    fresh = DosePlan(0, "", 0, talk.now, (version,))
    return standing, standing.changed(version) if standing else fresh


def yes(talk: Talk, draft: str, *, sure: bool) -> list[Said]:
    """Save the plan that was read back. More than four tablets at one time are asked about once more."""
    step = people.step(talk.conn, talk.account.id)
    if step is None or step.kind != PLAN or step.draft["id"] != draft:
        return [talk.wording.plain("button-gone")]
    schedule = _schedule(step.draft)
    if tablets(schedule.amount) > MANY and not sure:
        return [talk.wording.plan_many(schedule, draft)]
    people.settle_step(talk.conn, talk.account.id)
    return [_save(talk, schedule)]


def _save(talk: Talk, schedule: Schedule) -> Said:
    standing, changed = _changed(talk, schedule)
    if talk.circle is None or talk.person is None:
        return talk.wording.plain("start-first")
    version = changed.versions[-1]
    if standing is None:
        saved = plans.add(talk.conn, talk.circle.id, version, talk.person.id, talk.now)
    else:
        saved = plans.change(talk.conn, standing, version, talk.person.id, talk.now)
    owed = coming.first(talk, saved)
    plans.point(talk.conn, [(saved.id, owed.at)])
    passed = _passed(saved, talk) if standing is None else []
    times = talk.wording.listed([clock(o.wall) for o in passed]) if passed else ""
    before = talk.wording.plain("plan-before", times=times).text if passed else ""
    return talk.wording.plain("plan-saved", next=talk.wording.dose(owed.day, owed.wall), before=before)


def _passed(saved: DosePlan, talk: Talk) -> list[timetable.Occurrence]:
    today = talk.now.astimezone(talk.zone).date()
    return [o for o in timetable.on_day(saved, talk.zone, today) if o.at <= talk.now]


def no(talk: Talk, draft: str) -> list[Said]:
    """Leave the plan as it was."""
    step = people.step(talk.conn, talk.account.id)
    if step is not None and step.kind == PLAN and step.draft["id"] == draft:
        people.settle_step(talk.conn, talk.account.id)
    standing = talk.plan
    return [talk.wording.plain("plan-kept-old" if standing else "plan-none-saved")]
