"""The day to reorder: when azalea is to say so, and what became of it. Counts no tablets, and orders none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.care import occasions as rules
from bot.care.bloodtests import LONGEST_AWAY
from bot.care.diary import Kind
from bot.care.occasions import Occasion, What
from bot.care.people import LONGEST_WORDS
from bot.care.places import DAY
from bot.care.reading.occasions import Supply
from bot.care.reading.test_dates import DatesTrouble, Given, Rule, read_dates
from bot.conversation import choosing, noting, which
from bot.conversation.occasions.kept import DATES, allowed, save, still_open
from bot.conversation.talk import Talk
from bot.store import new_uid, occasions
from bot.store.people import Step
from bot.wording import Said

BEFORE = 7 * DAY  # before the tablets run out
USUAL = 28  # days that a supply lasts for many
SHOWN = 3  # days that are read back
RUNNING_OUT = "missed/running-out"


def command(talk: Talk, words: str) -> list[Said]:
    """Answer /reorder: show the day that is kept, or ask for one; with words behind it, take those."""
    if not allowed(talk):
        return [talk.wording.plain("start-first")]
    if words:
        return take(talk, words) or [talk.wording.plain("reorder-not-read", words=words[:LONGEST_WORDS])]
    one = next(iter(still_open(talk, What.REORDER)), None)
    return [talk.wording.reorder_kept(one, talk.today)] if one else ask(talk)


def ask(talk: Talk) -> list[Said]:
    """Ask when azalea is to say so."""
    talk.ask(Step(DATES, {"at": "reorder"}))
    page = talk.desk.guide.get(*RUNNING_OUT.split("/"))
    return [talk.wording.reorder_when(page.title if page else "", RUNNING_OUT)]


def ask_day(talk: Talk, at: str) -> list[Said]:
    """Ask for a day: on which to be told, or on which the tablets "last" until."""
    talk.ask(Step(DATES, {"at": at, "every": USUAL if at == "lasts" else None}))
    return [talk.wording.plain("reorder-lasts" if at == "lasts" else "reorder-date")]


def take(talk: Talk, words: str, *, every: int | None = None, lasts: bool = False) -> list[Said] | None:
    """Take days as typed, and read them back; None where words name none.

    *every* is how often, where that was said before; *lasts*: the day is the one on which the tablets run out.
    """
    match read_dates(words, talk.today):
        case Given((day,)):
            return _read_back(talk, max(day - BEFORE, talk.today) if lasts else day, every)
        case Given():
            return [talk.wording.plain("reorder-one")]
        case Rule(schedule, first) if len(schedule.phases) == 1 and schedule.phases[0].times is None:
            often = schedule.phases[0].every
            if first is not None:
                return _read_back(talk, first, often)
            talk.ask(Step(DATES, {"at": "first", "every": often}))
            return [talk.wording.plain("reorder-first")]
        case DatesTrouble.EITHER | DatesTrouble.NO_SUCH | DatesTrouble.FAR as trouble:
            return [talk.wording.plain(f"tests-{trouble.value}")]
        case DatesTrouble.PAST:
            return [talk.wording.plain("appointment-past")]
    return None


def _read_back(talk: Talk, day: date, every: int | None) -> list[Said]:
    asked = new_uid()
    talk.ask(Step(DATES, {"at": "confirm", "id": asked, "day": day.isoformat(), "every": every}))
    return [talk.wording.reorder_read_back(_fresh(talk, day, every), asked, SHOWN, talk.today)]


def _fresh(talk: Talk, day: date, every: int | None) -> Occasion:
    circle, person = talk.circle, talk.person
    return Occasion(0, "", circle.id if circle else 0, person.id if person else None, What.REORDER, day, every=every)


def confirmed(talk: Talk, asked: str) -> list[Said]:
    """Keep what was read back, in place of what was kept before."""
    step = talk.step(DATES)
    if step is None or step.draft.get("id") != asked or not allowed(talk):
        return []
    talk.settle(DATES)
    one = _fresh(talk, date.fromisoformat(step.draft["day"]), step.draft["every"])
    for before in still_open(talk, What.REORDER):
        occasions.save(talk.conn, rules.off(before))
    how = talk.wording.reorder_rule(one, talk.today)
    save(talk, one, talk.wording.plain("event-reorder", how=how).text)
    return [talk.wording.plain("reorder-saved")]


def ask_end(talk: Talk, one: Occasion) -> list[Said]:
    """Ask whether nothing is to be said of it any more."""
    return [talk.wording.ask("reorder-end", {f"date:stop:{one.uid}": "yes", "none": "no"})]


def stop(talk: Talk, one: Occasion) -> list[Said]:
    """Say nothing of it any more."""
    save(talk, rules.off(one), talk.wording.plain("event-reorder-off").text)
    return [talk.wording.plain("reorder-ended")]


def done(talk: Talk, one: Occasion, day: date | None) -> list[Said]:
    """Note that it was done, for the day that a button names or for the one that words can be about; once a day."""
    about = day or rules.answered_day(one, talk.today)
    if about is None or not one.falls_on(about):
        return [talk.wording.reordered(one, talk.today, already=True)]
    saved = save(talk, rules.over(one, about), talk.wording.plain("event-reordered").text)
    return [talk.wording.reordered(saved if saved.is_open else None, talk.today)]


def done_alone(talk: Talk) -> list[Said] | None:
    """Take "done" right below the question whether it was done; with tablets open it is asked which. None: else."""
    asked = choosing.question(talk)
    if asked is None or not choosing.is_last(talk, asked):
        return None
    uids = {choice.data.split(":")[2] for choice in asked.choices if choice.data.startswith("date:done:")}
    one = next((one for one in still_open(talk, What.REORDER) if one.uid in uids), None)
    if one is None:
        return None
    doses = which.open_now(talk)
    return [talk.wording.done_or_ordered(doses[-1].name, one)] if doses else done(talk, one, one.day)


def tomorrow(talk: Talk, one: Occasion) -> list[Said]:
    """Say it again on the next day."""
    day = one.said_of or one.day
    save(talk, rules.untold(one, day, talk.today + DAY), None)
    return [talk.wording.plain("reorder-tomorrow")]


def ask_other_day(talk: Talk, one: Occasion) -> list[Said]:
    """Ask for another day."""
    talk.ask(Step(DATES, {"at": "move", "uid": one.uid}))
    return [talk.wording.plain("reorder-date")]


def move(talk: Talk, one: Occasion) -> list[Said] | None:
    """Take a typed day as the one on which to say it; what comes again is counted from there."""
    found = read_dates(talk.heard.text, talk.today)
    if not isinstance(found, Given) or len(found.days) != 1:
        return take(talk, talk.heard.text, every=one.every)
    [day] = found.days
    if day > talk.today + timedelta(days=LONGEST_AWAY):
        return [talk.wording.plain("tests-far")]
    talk.settle(DATES)
    how = talk.wording.reorder_rule(replace(one, day=day), talk.today)
    save(talk, rules.moved(one, day, None), talk.wording.plain("event-reorder", how=how).text)
    return [talk.wording.plain("reorder-saved")]


def supply(talk: Talk, words: Supply) -> list[Said] | None:
    """Take "ordered them" and "got them"; None where nothing is kept that it could be about."""
    one = next(iter(still_open(talk, What.REORDER)), None)
    ran_out = any(choice.data == "date:reorder" for shown in talk.shown() for choice in shown.choices)
    if not allowed(talk) or (one is None and not (ran_out and words is Supply.GOT)):
        return None
    if words is Supply.ORDERED and one is not None:
        return done(talk, one, None)
    noting.tell(talk, Kind.REORDER, talk.wording.plain("event-got").text)
    return [talk.wording.plain("got-them")]
