"""From a draft to what is read back: asked for where something is missing, then old and new in words."""

from __future__ import annotations

from dataclasses import replace

from bot.care import drafts
from bot.care.drafts import Disagrees, NoTablets, SameTime
from bot.care.places import DAY
from bot.care.plans import Part
from bot.conversation import coming, drafting, offering
from bot.conversation.planning.making import Made, make, many_of, open_dose_of_today, replaced, row, unusual
from bot.conversation.planning.waiting import Kept, fresh, let_go, wait
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said, figure
from bot.wording.planning import Echo

SET_UP = people.LASTING[-1]


def go_on(talk: Talk, kept: Kept) -> list[Said]:
    """Ask for the next thing that is missing; then read back."""
    if talk.circle is None or talk.circle.places is None:
        return wait(talk, kept, "place", talk.wording.plain("ask-zone"))
    draft = drafting.back(kept["draft"])
    lacking = drafts.missing(draft)
    if isinstance(lacking, Disagrees) and talk.plan is None and kept["answers"]:
        left = {**fresh(drafts.without_counts(draft)), "sure": kept["sure"]}  # what was asked for is asked for again
        first, *others = go_on(talk, left)
        return [replace(first, text=f"{_refusal(talk, lacking).text}\n\n{first.text}"), *others]
    if isinstance(lacking, Disagrees | NoTablets | SameTime):
        let_go(talk)
        return [_refusal(talk, lacking)]
    if lacking is not None:
        standing = drafts.lasting(talk.plan, talk.today).schedule if talk.plan else None
        act = f"plan:answer:{kept['id']}:{kept['answers']}"
        (asked,), offered = offering.kept_back([drafting.ask(talk, lacking, act, standing)], act)
        asked = talk.wording.or_leave(asked, kept["id"], stands=talk.plan is not None or "before" in kept)
        return wait(talk, {**kept, "offered": offered}, "missing", asked)
    made = make(talk, kept)
    many = many_of(made, kept)
    if many is not None:
        amount, part = many
        return wait(talk, kept, "many", talk.wording.plan_many(amount, part, kept["id"]))
    still_open = open_dose_of_today(talk, made)
    if still_open is not None and "from" not in kept and draft.steps[0].from_day is None:
        old, new = old_and_new(talk, made)
        return wait(talk, kept, "from", talk.wording.plan_which_dose(old, new, still_open, kept["id"]))
    return read_back(talk, kept, made)


def _refusal(talk: Talk, why: Disagrees | NoTablets | SameTime) -> Said:
    match why:
        case Disagrees(amount, mg):
            return talk.wording.plan_disagrees(amount, mg)
        case NoTablets():
            return talk.wording.plain("plan-no-tablets")
        case SameTime():
            return talk.wording.plain("trouble-same-time")


def old_and_new(talk: Talk, made: Made) -> tuple[str, str]:
    """Return what is taken now, and what would be, in words."""
    old = talk.wording.schedule(made.now.schedule, talk.today) if made.now else ""
    return old, talk.wording.versions(made.adds)


def read_back(talk: Talk, kept: Kept, made: Made) -> list[Said]:
    """Read a draft back, and ask for a yes, or for the number of tablets once more."""
    kept = {**kept, "begins": made.begins.isoformat()}
    upcoming = coming.ahead(talk, made.plan, talk.places)
    if made.old is None:
        new = talk.wording.versions(made.adds)
        in_set_up = people.waiting(talk.conn, talk.account.id, SET_UP)
        begins = _first_begins(talk, kept, made, in_set_up)
        echo = talk.wording.plan_echo(new, upcoming, begins, kept["id"], in_set_up=in_set_up is not None)
        return wait(talk, kept, "yes", echo)
    old, new = old_and_new(talk, made)
    left = [part for part in made.again() if row(part) not in kept["typed"]]
    again, which = (left[0], told_when(talk, made, left[0])) if left else (None, "")
    nexts = talk.wording.plain("plan-next", next=talk.wording.next_ones(upcoming, talk.zone)).text
    if coming.rests(talk, made.plan) and not kept.get("resumes"):
        nexts = talk.wording.plain("still-stopped").text
    change = Echo(old, new, _from_when(talk, kept, made), nexts)
    return wait(talk, kept, "again" if left else "yes", talk.wording.plan_change(change, kept["id"], again, which))


def told_when(talk: Talk, made: Made, part: Part) -> str:
    """Return what tells some tablets apart from others that are typed again too; nothing where there are no others."""
    if len(made.again()) == 1:
        return ""
    if len(made.adds) > 1:
        found = next(one for one in made.adds if any(part in intake.amount for intake in one.schedule.intakes))
        return talk.wording.day(found.from_day)
    return talk.wording.told_apart([one for one in made.adds[0].schedule.intakes if part in one.amount], made.begins)


def _first_begins(talk: Talk, kept: Kept, made: Made, in_set_up: Step | None) -> str:
    lines = _look_again(talk, kept)
    if made.begins > talk.today:
        lines.append(talk.wording.plain("plan-from-day", day=talk.wording.day(made.begins)).text)
    if in_set_up is not None and "voice" not in in_set_up.draft and talk.person is not None:
        lines.append(talk.wording.plain("plan-from-start", name=talk.person.name).text)
    elif talk.keeps:
        lines.append(talk.wording.plain("plan-for").text)
    return "\n".join(lines)


def _look_again(talk: Talk, kept: Kept) -> list[str]:
    odd = unusual(talk, drafting.back(kept["draft"]), kept)
    return [talk.wording.plain("plan-strength-odd", strength=talk.wording.listed(odd)).text] if odd else []


def _from_when(talk: Talk, kept: Kept, made: Made) -> str:
    says = {talk.today: "plan-from-today", talk.today + DAY: "plan-from-tomorrow"}.get(made.begins, "plan-from-day")
    day = {} if says == "plan-from-today" else {"day": talk.wording.day(made.begins)}
    lines = [*_look_again(talk, kept), talk.wording.plain(says, **day).text]
    mg = drafting.back(kept["draft"]).said_mg
    if mg is not None:
        lines.insert(0, talk.wording.plain("plan-mg-as-said", mg=figure(mg)).text)
    lines += talk.wording.kept_times(made.kept_times)
    lines += [talk.wording.no_longer(one) for one in replaced(talk, made)]
    return "\n".join(lines)
