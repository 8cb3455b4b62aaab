"""What is taken, and every change of it: read, asked for where something is missing, read back, and saved.

A first plan is saved after a yes. A change of an amount has the number of tablets typed again, and so has whatever is
more than four tablets at one time. Nothing is worked out but strength x count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.care import drafts, timetable
from bot.care.diary import Kind, NewEvent
from bot.care.doses import Dose, State
from bot.care.drafts import DAY, Disagrees, Draft, NoTablets, SameTime
from bot.care.people import Right, may
from bot.care.places import Places
from bot.care.plans import Amount, DosePlan, Part, Version, tablets
from bot.care.reading import (
    ChangeSaid,
    Choice,
    DaySaid,
    Meaning,
    OtherMedicine,
    PlanRefused,
    PlanTrouble,
    PlanWords,
    Trouble,
    Unclear,
    Yes,
    read_count,
    read_plan,
    read_strength,
    resolve,
)
from bot.care.timetable import DoseName
from bot.conversation import asking_the_guide, coming, drafting
from bot.conversation.talk import Talk
from bot.store import diary, doses, new_uid, people, plans
from bot.store.people import Step
from bot.wording import Said, clock, figure, local, place
from bot.wording.planning import Echo

PLAN = "plan"
NEW_MEDICINE = "interactions/new-medicine"  # the page of the guide about one
SET_UP = people.LASTING[-1]
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
    Trouble.BAD_EVERY: "trouble-bad-every",
    Trouble.NOT_UNDERSTOOD: "trouble-not-understood",
}
QUOTING = {Trouble.BAD_TIME, Trouble.BAD_COUNT, Trouble.BAD_STRENGTH, Trouble.NOT_UNDERSTOOD}

Kept = dict[str, Any]  # of a step: "id", "draft", "asked", "answers", "typed", and what else was chosen


# The ways in


def plan(talk: Talk, words: str) -> list[Said]:
    """/plan alone shows the plan; with words it reads them, and asks."""
    if not _may_change(talk):
        return [talk.wording.plain("start-first")]
    return begin(talk, read_plan(words)) if words else [show(talk)]


def read_back(talk: Talk, words: str) -> list[Said]:
    """Read back what the set-up has gathered, as if it had been typed in one line."""
    return plan(talk, words)


def said(talk: Talk, words: PlanWords) -> list[Said]:
    """Take a plan that was typed without the command."""
    return begin(talk, words) if _may_change(talk) else [talk.wording.plain("not-yours")]


def refused(talk: Talk, kind: Trouble) -> list[Said]:
    """Say which plans are not kept."""
    read = read_plan(talk.heard.text)
    return [_not_read(talk, read if isinstance(read, PlanTrouble) else PlanTrouble(kind))]


def change(talk: Talk, words: ChangeSaid) -> list[Said]:
    """Take what the clinic changed: a number of tablets, or milligrams, which are never made into tablets."""
    standing = talk.plan
    if not _may_change(talk):
        return [talk.wording.plain("not-yours")]
    if standing is None:
        return [talk.wording.plain("plan-try-example")]
    day = resolve(words.from_day, talk.today) if words.from_day else None
    if words.from_day is not None and day is None:
        return [talk.wording.plain("no-such-day")]
    base = drafts.lasting(standing, day if isinstance(day, date) else talk.today + DAY).schedule
    if not drafts.one_amount(base):
        return [talk.wording.plain("plan-differ", schedule=talk.wording.schedule(base))]
    draft = drafts.from_change(base, day, words.count, words.mg, words.strength)
    return _go_on(talk, _fresh(draft) | {"told": True} | _flags(talk))


def changed_after(talk: Talk, flags: Kept) -> list[Said]:
    """Ask for the plan as it stands on a letter; *flags* say what else the saving of it ends."""
    return _ask_words(talk, "plan-as-on-letter", flags)


def begin(talk: Talk, read: PlanWords | PlanTrouble) -> list[Said]:
    """Begin with a plan as it was typed. What was read back before no longer waits for a yes."""
    flags = _flags(talk)
    _let_go(talk)
    if isinstance(read, PlanTrouble):
        return [_not_read(talk, read)]
    draft = drafts.from_words(read, talk.today)
    if draft is None:
        return [talk.wording.plain("no-such-day")]
    if talk.plan is not None:
        draft = drafts.with_known_strength(draft, drafts.lasting(talk.plan, talk.today + DAY).schedule)
    return _go_on(talk, _fresh(draft) | flags)


def _flags(talk: Talk) -> Kept:
    """Return what else the saving of the plan ends that is asked for now."""
    waiting = talk.step(PLAN)
    return {"resumes": True} if waiting is not None and waiting.draft.get("resumes") else {}


def _let_go(talk: Talk) -> None:
    """Forget the draft that waits, but not what else the saving of a plan was to end."""
    flags = _flags(talk)
    talk.settle(PLAN)
    if flags:
        talk.ask(Step(PLAN, {"id": new_uid(), "asked": "words", **flags}))


def _may_change(talk: Talk) -> bool:
    return talk.circle is not None and talk.person is not None and may(talk.person, Right.CHANGE, talk.circle)


def _not_read(talk: Talk, trouble: PlanTrouble) -> Said:
    stated = read_strength(trouble.words)
    if trouble.amount is not None and stated is not None:
        return talk.wording.plan_disagrees(trouble.amount, stated)
    quoted = {"words": trouble.words} if trouble.kind in QUOTING else {}
    return talk.wording.plain(TROUBLES[trouble.kind], **quoted)


def _fresh(draft: Draft) -> Kept:
    return {"id": new_uid(), "draft": drafting.kept(draft), "answers": 0, "typed": []}


def _ask_words(talk: Talk, phrase: str, flags: Kept) -> list[Said]:
    talk.ask(Step(PLAN, {"id": new_uid(), "asked": "words", **flags}))
    return [talk.wording.plain(phrase)]


def placed(talk: Talk, zone: str) -> list[Said]:
    """Keep where the patient is, said for the first time, and go on with a plan that waited for it."""
    saved = begin_in(talk, zone)
    waiting = talk.step(PLAN)
    waits = waiting is not None and waiting.draft["asked"] == "place"
    return [saved, *(_go_on(talk.again(), waiting.draft) if waiting and waits else [])]


def begin_in(talk: Talk, zone: str) -> Said:
    """Keep where the patient is, said for the first time."""
    places = Places(zone)
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=places))
    return talk.wording.plain("zone-saved", place=place(zone), time=local(talk.now, places.zone_at(talk.now)))


def who_can_say(talk: Talk, *, times: bool = False) -> str:
    """Return whom to ask, as a sentence. *times*: whether the times may move."""
    return talk.wording.can_say(asking_the_guide.clinic_line(talk), times=times)


def show(talk: Talk) -> Said:
    """Show the plan: what holds, what follows, and whether it rests."""
    standing = talk.plan
    if standing is None:
        return talk.wording.plain("plan-none", ask=talk.wording.plain("ask-plan").text)
    pause = standing.paused_at(talk.now)
    later = [talk.wording.version(one) for one in drafts.told(standing, talk.today)]
    if pause is not None:
        later.insert(0, talk.wording.stopped(pause, talk.zone))
    upcoming = [] if pause else coming.ahead(talk, standing, talk.places)
    now = drafts.lasting(standing, talk.today).schedule
    return talk.wording.plan_now(now, talk.wording.next_ones(upcoming, talk.zone), "\n".join(later))


# From a draft to what is read back


@dataclass(frozen=True, slots=True)
class Made:
    """What a draft would make of the plan: the versions it *adds*, and the plan after it.

    *now* is what holds today, *old* what would hold from then on without the draft.
    """

    now: Version | None
    old: Version | None
    adds: tuple[Version, ...]
    kept_times: tuple[Version, ...]
    plan: DosePlan

    @property
    def begins(self) -> date:
        """Return the local day from which it holds."""
        return self.adds[0].from_day

    def again(self) -> list[Part]:
        """Return the tablets whose number is to be typed again."""
        before = [one.schedule for one in (self.now, self.old) if one]
        return drafts.changed_parts(before, [one.schedule for one in self.adds])


def _made(talk: Talk, kept: Kept) -> Made:
    draft = drafting.back(kept["draft"])
    standing = talk.plan
    begins = _begins(talk, draft, date.fromisoformat(kept["from"]) if kept.get("from") else None)
    number = standing.versions[-1].number + 1 if standing else 1
    adds = drafts.versions(draft, begins, number)
    if standing is None:
        return Made(None, None, adds, (), DosePlan(0, "", 0, talk.now, adds))
    over = drafts.keeps_times(standing, adds)
    changed = standing
    for one in (*adds, *over):
        changed = changed.changed(one)
    now, old = drafts.lasting(standing, talk.today), drafts.lasting(standing, begins)
    return Made(now, old, adds, over, changed)


def _begins(talk: Talk, draft: Draft, chosen: date | None) -> date:
    standing, today, wanted = talk.plan, talk.today, chosen or draft.steps[0].from_day
    if standing is None:
        return max(today, wanted or today)
    if wanted is not None and wanted > today:
        return wanted
    schedule = drafts.versions(draft, today, 1)[0].schedule
    if wanted is not None and drafts.same_times(drafts.lasting(standing, today).schedule, schedule):
        return today
    begun = doses.days_begun(talk.conn, standing.id, today)
    return timetable.begins(standing, talk.places, schedule, begun, talk.now)


def _go_on(talk: Talk, kept: Kept) -> list[Said]:
    """Ask for the next thing that is missing; then read back."""
    if talk.circle is None or talk.circle.places is None:
        return _wait(talk, kept, "place", talk.wording.plain("ask-zone"))
    draft = drafting.back(kept["draft"])
    lacking = drafts.missing(draft)
    if isinstance(lacking, Disagrees | NoTablets | SameTime):
        _let_go(talk)
        return [_refusal(talk, lacking)]
    if lacking is not None:
        standing = drafts.lasting(talk.plan, talk.today).schedule if talk.plan else None
        asked = drafting.ask(talk, lacking, f"{kept['id']}.{kept['answers']}", standing)
        return _wait(talk, kept, "missing", asked)
    made = _made(talk, kept)
    many = _many(made, kept)
    if many is not None:
        amount, part = many
        return _wait(talk, kept, "many", talk.wording.plan_many(amount, part, kept["id"]))
    open_today = _open_today(talk, made)
    if open_today is not None and "from" not in kept and draft.steps[0].from_day is None:
        old, new = _old_and_new(talk, made)
        return _wait(talk, kept, "from", talk.wording.plan_which_dose(old, new, open_today, kept["id"]))
    return _read_back(talk, kept, made)


def _wait(talk: Talk, kept: Kept, asked: str, question: Said) -> list[Said]:
    talk.ask(Step(PLAN, {**kept, "asked": asked}))
    return [question]


def _refusal(talk: Talk, why: Disagrees | NoTablets | SameTime) -> Said:
    match why:
        case Disagrees(amount, mg):
            return talk.wording.plan_disagrees(amount, mg)
        case NoTablets():
            return talk.wording.plain("plan-no-tablets")
        case SameTime():
            return talk.wording.plain("trouble-same-time")


def _many(made: Made, kept: Kept) -> tuple[Amount, Part] | None:
    """Return tablets of which there are many at one time, and that were not typed again yet."""
    known = {one.amount for one in made.old.schedule.intakes} if made.old else set()
    for one in (intake for version in made.adds for intake in version.schedule.intakes):
        if tablets(one.amount) > MANY and one.amount not in known:
            left = [part for part in one.amount if _row(part) not in kept["typed"]]
            if left:
                return one.amount, left[0]
    return None


def _row(part: Part) -> list[str]:
    return [figure(part.count), figure(part.strength_mg)]


def _open_today(talk: Talk, made: Made) -> Dose | None:
    """Return the dose of today that is open, where a change of its amount could hold for it."""
    standing, today = talk.plan, talk.today
    if standing is None or not made.again():
        return None
    if not drafts.same_times(drafts.lasting(standing, today).schedule, made.adds[0].schedule):
        return None
    known = doses.on_days(talk.conn, standing.id, today, today)
    return next((one for one in known if one.state is State.OPEN and one.due_at <= talk.now), None)


def _old_and_new(talk: Talk, made: Made) -> tuple[str, str]:
    old = talk.wording.schedule(made.now.schedule) if made.now else ""
    return old, talk.wording.versions(made.adds)


def _read_back(talk: Talk, kept: Kept, made: Made) -> list[Said]:
    kept = {**kept, "begins": made.begins.isoformat()}
    upcoming = coming.ahead(talk, made.plan, talk.places)
    if made.old is None:
        new = talk.wording.versions(made.adds)
        in_set_up = people.waiting(talk.conn, talk.account.id, SET_UP)
        begins = _first_begins(talk, made, in_set_up)
        echo = talk.wording.plan_echo(new, upcoming, begins, kept["id"], in_set_up=in_set_up is not None)
        return _wait(talk, kept, "yes", echo)
    old, new = _old_and_new(talk, made)
    left = [part for part in made.again() if _row(part) not in kept["typed"]]
    again, when = (left[0], _when(talk, made, left[0])) if left else (None, "")
    nexts = talk.wording.plain("plan-next", next=talk.wording.next_ones(upcoming, talk.zone)).text
    if coming.rests(talk, made.plan) and not kept.get("resumes"):
        nexts = talk.wording.plain("still-stopped").text
    change = Echo(old, new, _from_when(talk, kept, made), nexts)
    return _wait(talk, kept, "again" if left else "yes", talk.wording.plan_change(change, kept["id"], again, when))


def _when(talk: Talk, made: Made, part: Part) -> str:
    """Return what tells some tablets apart from others that are typed again too; nothing where there are no others."""
    if len(made.again()) == 1:
        return ""
    if len(made.adds) > 1:
        found = next(one for one in made.adds if any(part in intake.amount for intake in one.schedule.intakes))
        return talk.wording.day(found.from_day)
    return talk.wording.told_apart([one for one in made.adds[0].schedule.intakes if part in one.amount], made.begins)


def _first_begins(talk: Talk, made: Made, in_set_up: Step | None) -> str:
    lines = []
    if made.begins > talk.today:
        lines.append(talk.wording.plain("plan-from-day", day=talk.wording.day(made.begins)).text)
    if in_set_up is not None and "voice" not in in_set_up.draft and talk.person is not None:
        lines.append(talk.wording.plain("plan-from-start", name=talk.person.name).text)
    return "\n".join(lines)


def _from_when(talk: Talk, kept: Kept, made: Made) -> str:
    says = {talk.today: "plan-from-today", talk.today + DAY: "plan-from-tomorrow"}.get(made.begins, "plan-from-day")
    day = {} if says == "plan-from-today" else {"day": talk.wording.day(made.begins)}
    lines = [talk.wording.plain(says, **day).text]
    mg = drafting.back(kept["draft"]).said_mg
    if mg is not None:
        lines.insert(0, talk.wording.plain("plan-mg-as-said", mg=figure(mg)).text)
    lines += talk.wording.kept_times(made.kept_times)
    lines += [talk.wording.no_longer(one) for one in _replaced(talk, made)]
    return "\n".join(lines)


def _replaced(talk: Talk, made: Made) -> list[Version]:
    """Return what was planned for later and is not any more."""
    if talk.plan is None:
        return []
    later = [one for one in drafts.ahead(talk.plan, talk.today) if one.until is None or not made.kept_times]
    return [one for one in later if made.plan.on(max(one.from_day, talk.today)) is not one]


# Answers


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about a plan. None: they are none."""
    kept, words = step.draft, talk.heard.text
    if isinstance(meaning, Choice) and (meaning.letter or not _in_view(talk, kept)):
        return None  # a letter is a choice, and a number belongs to what was shown last
    match kept["asked"]:
        case "words":
            return _typed_plan(talk, words, meaning)
        case "place":
            zone = timetable.zone_named(words)
            return placed(talk, zone) if zone else None
        case "missing":
            asked = drafts.missing(drafting.back(kept["draft"]))
            value = drafting.read(asked, words) if isinstance(asked, drafting.ASKED) else None
            if value is not None:
                return _answered(talk, kept, value, by_hand=True)
            return _go_on(talk, kept) if isinstance(meaning, Unclear) else None
        case "medicine":
            return _typed_medicine(talk, words, meaning)
        case "many" | "again":
            count = read_count(words)
            if count is not None or (words[:1].isdigit() and isinstance(meaning, Unclear | Choice | DaySaid)):
                return _typed_again(talk, kept, count)
            if isinstance(meaning, Yes | Unclear):
                said_what = "yes" if isinstance(meaning, Yes) else "words"
                return [talk.wording.plain("plan-type-number", said=said_what)]
    return None


def _in_view(talk: Talk, kept: Kept) -> bool:
    """Tell whether the question about the plan is the last one that was shown, or has no choices."""
    newest = next(iter(talk.shown()), None)
    mine = newest is not None and any(kept["id"] in choice.data for choice in newest.choices)
    return mine or kept["asked"] == "words"


def _typed_plan(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    read = read_plan(words)
    if not isinstance(read, PlanTrouble):
        return begin(talk, read)
    return [_not_read(talk, read)] if isinstance(meaning, Unclear | PlanRefused | OtherMedicine) else None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it says, the draft it is about, and its value."""
    what, _, tail = rest.partition(":")
    name, _, value = tail.partition(":")
    if what == "tests":
        return _tests(talk, name)
    if what == "retry":
        return _ask_words(talk, "plan-try-example", _flags(talk))
    step = talk.step(PLAN)
    if step is None or step.draft["id"] != name.partition(".")[0]:
        return []
    kept = step.draft
    match what, kept["asked"]:
        case "no", _:
            _let_go(talk)
            return [talk.wording.plain("plan-kept-old" if talk.plan else "plan-none-saved")]
        case "wrong", "many":
            return _nothing_saved(talk)
        case "from", "from":
            return _go_on(talk, {**kept, "from": value})
        case "yes", "yes":
            return _save(talk, kept)
        case "medicine", "medicine":
            return _medicine(talk, new=value == "yes")
        case "answer", "missing" if name == f"{kept['id']}.{kept['answers']}":
            return _answered(talk, kept, value, by_hand=False) or []
    return []


def _answered(talk: Talk, kept: Kept, value: str, *, by_hand: bool) -> list[Said] | None:
    draft = drafting.back(kept["draft"])
    asked = drafts.missing(draft)
    if not isinstance(asked, drafting.ASKED):
        return None
    taken = drafting.take(draft, asked, value)
    if taken is None:
        return None
    typed_now = list(kept["typed"])
    if by_hand and isinstance(asked, drafts.NoCount):
        typed_now.append([value, figure(asked.strength)])
    answers = kept["answers"] + 1
    return _go_on(talk, {**kept, "draft": drafting.kept(taken), "answers": answers, "typed": typed_now})


def _typed_again(talk: Talk, kept: Kept, count: Decimal | None) -> list[Said]:
    made = _made(talk, kept)
    if kept["asked"] == "many":
        many = _many(made, kept)
        part = many[1] if many else None
    else:
        part = next((one for one in made.again() if _row(one) not in kept["typed"]), None)
    if part is None or part.count != count:
        return _nothing_saved(talk, "plan-not-same")
    known = {**kept, "typed": [*kept["typed"], _row(part)]}
    if kept["asked"] == "many":
        return _go_on(talk, known)
    left = [one for one in made.again() if _row(one) not in known["typed"]]
    if not left:
        return _save(talk, known)
    return _wait(talk, known, "again", talk.wording.asked_again(left[0], _when(talk, made, left[0]), kept["id"]))


def _nothing_saved(talk: Talk, phrase: str = "plan-mistyped-it") -> list[Said]:
    """Say that another number was typed, and what holds still. What else the plan was to end is not forgotten."""
    _let_go(talk)
    standing = [drafts.lasting(talk.plan, talk.today), *drafts.told(talk.plan, talk.today)] if talk.plan else []
    return [talk.wording.nothing_saved(phrase, standing)]


# Saving


def _save(talk: Talk, kept: Kept) -> list[Said]:
    if talk.circle is None or talk.person is None:
        return []
    made = _made(talk, kept)
    if made.begins.isoformat() != kept["begins"]:  # a midnight, or a dose that fell due, since it was read back
        return _read_back(talk, kept, made)
    talk.settle(PLAN)
    if made.old is None:
        return [_save_first(talk, made)]
    saved = _save_change(talk, made)
    if kept.get("resumes"):
        saved = saved.resumed(talk.now)
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


def note(talk: Talk, text: str, kind: Kind = Kind.PLAN) -> None:
    """Write into the diary what was told, in words, and by whom."""
    if talk.circle is None or talk.person is None:
        return
    event = NewEvent(kind, talk.now, talk.person.id, talk.today, talk.zone.key, text)
    diary.tell(talk.conn, talk.circle.id, event)


def _saved(talk: Talk, kept: Kept, made: Made, saved: DosePlan) -> list[Said]:
    upcoming = coming.asked(talk, saved, talk.places)
    text = talk.wording.plan_saved_change(upcoming, made.begins, talk.today)
    if kept.get("resumes"):
        return ask_medicine(talk, text)
    waits = _still_open(talk, saved)
    lines = [text, _about_open(talk, saved, waits[0])] if waits else [text]
    if kept.get("told"):
        return [talk.wording.tests_changed("\n".join(lines))]
    return [talk.wording.with_answers("\n".join(lines), waits[1])] if waits else [Said(text)]


def _about_open(talk: Talk, saved: DosePlan, dose: Dose) -> str:
    amount = talk.wording.amount(saved.amount(dose.day, dose.turn, dose.version))
    return talk.wording.plain("plan-still-open", time=clock(dose.wall), amount=amount).text


def _still_open(talk: Talk, saved: DosePlan) -> tuple[Dose, DoseName] | None:
    """Return today's dose if it is asked about."""
    for one in doses.on_days(talk.conn, saved.id, talk.today, talk.today):
        if one.state is State.OPEN and one.prompts:
            return one, DoseName(saved.uid, one.day, one.turn, one.lap)
    return None


def ask_medicine(talk: Talk, before: str) -> list[Said]:
    """Ask, after a pause, whether another medicine is new."""
    kept = {"id": new_uid()}
    return _wait(talk, kept, "medicine", talk.wording.new_medicine(before, f"plan:medicine:{kept['id']}"))


def _typed_medicine(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    match meaning:
        case OtherMedicine():
            return _medicine(talk, new=True)
        case Unclear() if words.casefold().replace(",", " ").split()[:1] in (["yes"], ["yeah"], ["yep"]):
            return _medicine(talk, new=True)
    return None  # a plain yes or no presses its choice


def _medicine(talk: Talk, *, new: bool) -> list[Said]:
    talk.settle(PLAN)
    if not new:
        return [talk.wording.plain("no-new-medicine")]
    closing = talk.wording.plain("not-on-my-list", clinic=who_can_say(talk))
    return [asking_the_guide.excerpt(talk, NEW_MEDICINE), closing]


def _tests(talk: Talk, value: str) -> list[Said]:
    """Take the answer to whether the blood tests were changed too: their dates are not kept here yet."""
    if value == "ask":
        note(talk, talk.wording.plain("question-tests").text, Kind.PARKED)
        return [talk.wording.plain("plan-tests-asked")]
    return [talk.wording.plain("plan-tests-yes" if value == "yes" else "plan-tests-no")]
