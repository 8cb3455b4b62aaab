"""What became of a test: arranged, done, moved, not gone to, heard back of. Nothing is moved without a yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from bot import checkups
from bot.care import bloodtests as rules
from bot.care.bloodtests import LONGEST_AWAY, BloodTest, State
from bot.care.places import DAY
from bot.care.testplans import Anchor
from bot.conversation import asking_the_guide
from bot.conversation.bloodtests import kept
from bot.conversation.bloodtests.kept import TESTS
from bot.conversation.talk import Talk
from bot.store import bloodtests
from bot.store.people import Step
from bot.wording import Here, Said

SATURDAY = 5
FIX = "fix-"  # before what is pressed to put something right
OF_COMING = {"arranged", "test-was-done", "other-date", "not-going"}  # what is asked of a test to come
LONGEST_OFF, MOST_NEAR = 60 * DAY, 30  # around the day of a draw


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice under a test: what it does, the test, and a day where it has one."""
    verb, _, tail = rest.partition(":")
    uid, _, value = tail.partition(":")
    if verb == "extra":
        return _extra(talk, _day(uid))
    test = kept.named(talk, uid)
    fixes = verb.removeprefix(FIX)
    if test is None or fixes not in VERBS:
        return kept.gone(talk)
    if fixes == verb and verb in OF_COMING and not test.is_coming:
        return _change(talk, test, None)  # an old message: what it says now may not be what was meant
    return VERBS[fixes](talk, test, _day(value))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


# What became of it


def _said(talk: Talk, day: date | None) -> str:
    return talk.wording.day(day) if day else ""


def _clinic(talk: Talk) -> str:
    return asking_the_guide.clinic_line(talk)


def arranged(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    """Note that a test is arranged for its day."""
    saved = kept.save(talk, rules.arranged(test), kept.event(talk, rules.arranged(test)))
    text = talk.wording.plain("test-noted-arranged", day=_said(talk, saved.day), again=_again(talk, saved))
    return [talk.wording.under_test(text, saved, "change")]


def _not_yet(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    if test.state is State.DRAWN:
        again = kept.asks_on(talk, test)
        return [
            talk.wording.plain("test-again-on", day=_said(talk, again)) if again else talk.wording.plain("test-no-more")
        ]
    days = {"day": _said(talk, test.day), "again": _again(talk, test)}
    return [talk.wording.plain("test-noted-not-yet", **days, clinic=_clinic(talk))]


def _again(talk: Talk, test: BloodTest) -> str:
    """Return whether a test is spoken of on the day before it: not where that is past, or tests rest."""
    return "yes" if kept.asks_on(talk, test) == test.day - DAY else "no"


def _ask_day(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    talk.ask(Step(TESTS, {"at": "move", "test": test.uid}))
    return [talk.wording.test_days(talk.wording.plain("test-move-to", day=_said(talk, test.day)), test, ())]


def offer_days(talk: Talk, test: BloodTest, first: date) -> list[Said]:
    """Ask to which day a test is moved, and offer the first weekday from one on."""
    talk.ask(Step(TESTS, {"at": "move", "test": test.uid}))
    weekdays = [day for day in (first + number * DAY for number in range(7)) if day.weekday() < SATURDAY][:1]
    return [talk.wording.test_days(talk.wording.plain("test-move-to", day=_said(talk, test.day)), test, weekdays)]


def move(talk: Talk, test: BloodTest, day: date | None) -> list[Said]:
    """Move a test to another day, as the person says; the later ones stay."""
    if day is None or day == test.day:
        talk.settle(TESTS)
        return [talk.wording.plain("unchanged")]
    if day > talk.today + timedelta(days=LONGEST_AWAY):
        return [talk.wording.plain("tests-far")]
    talk.settle(TESTS)
    days = {"from": _said(talk, test.day), "to": _said(talk, day)}
    saved = kept.save(talk, rules.moved(test, day), talk.wording.plain("event-test-moved", **days).text)
    text = talk.wording.plain("test-moved", **days, clinic=_clinic(talk))
    return [talk.wording.under_test(text, saved, "change")]


def _leave(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    del test
    talk.settle(TESTS)
    return [talk.wording.plain("unchanged")]


def _ask_clinic(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    talk.settle(TESTS)
    return [talk.wording.plain("test-asks-clinic", day=_said(talk, test.day), clinic=_clinic(talk))]


def _not_going(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    off = rules.not_going(test)
    saved = kept.save(talk, off, kept.event(talk, off))
    text = talk.wording.plain(
        "test-noted-not-going", day=_said(talk, test.day), next=_next(talk, saved), clinic=_clinic(talk)
    )
    return [talk.wording.under_test(text, saved, "change")]


def _was_done(talk: Talk, test: BloodTest, day: date | None) -> list[Said]:
    """Note it as done: on the day that was named, else today, or on its own day where that is past."""
    return done(talk, test, day or min(test.day, talk.today))


def done(talk: Talk, test: BloodTest, day: date) -> list[Said]:
    """Note a test as done on a local day; say what comes next, and when the result is asked after."""
    plan = kept.plan(talk)
    drawn = rules.drawn(test, day, talk.today, sends=plan is None or plan.sends)
    saved = kept.save(talk, drawn, kept.event(talk, drawn))
    asks = kept.asks_on(talk, saved)
    result = talk.wording.plain("test-asks-result", day=_said(talk, asks)).text if asks else ""
    text = talk.wording.plain("test-noted-done", day=_said(talk, day), next=_next(talk, saved), result=result)
    noted = talk.wording.under_test(text, saved, "change", no_results=asks is not None)
    return [noted, *_count_on(talk, saved)]


def _next(talk: Talk, test: BloodTest) -> str:
    coming, plan = kept.ahead(talk, test), kept.plan(talk)
    if coming is None or plan is None:
        return talk.wording.plain("test-next-none").text
    how = "moved" if coming.moved_from else "counted" if plan.schedule else "given"
    return talk.wording.plain("test-next", day=_said(talk, coming.day), how=how).text


def _count_on(talk: Talk, test: BloodTest) -> list[Said]:
    """Ask, where tests are counted from the one before, whether one that was early or late moves the next."""
    plan, coming = kept.plan(talk), kept.ahead(talk, test)
    if plan is None or plan.schedule is None or plan.schedule.anchor is not Anchor.DRAW or coming is None:
        return []
    off = (test.drawn or test.day) - test.day
    if not off:
        return []
    days = {"drawn": _said(talk, test.drawn), "would": _said(talk, coming.day + off), "stands": _said(talk, coming.day)}
    said = talk.wording.plain("test-count-on", **days)
    return [replace(said, choices=talk.wording.yes_no(f"test:count:{test.uid}", "none"))]


def _counted_on(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    """Count all that is to come from the day that a test was done."""
    plan, drawn = kept.plan(talk), test.drawn
    if plan is None or plan.counted is None or drawn is None or talk.person is None:
        return [talk.wording.plain("unchanged")]
    near = min(islice(plan.after(drawn - LONGEST_OFF), MOST_NEAR), key=lambda day: abs(day - drawn), default=drawn)
    moved = replace(plan, counted=plan.counted + (drawn - near), until=drawn)
    bloodtests.drop_coming(talk.conn, plan, min(test.day, drawn))
    bloodtests.save_plan(talk.conn, moved)
    checkups.fill(talk.conn, moved, talk.places, talk.person, talk.now)
    following = kept.ahead(talk, replace(test, day=drawn))
    return [talk.wording.plain("test-counted-on", day=_said(talk, following.day if following else None))]


def _extra(talk: Talk, day: date | None) -> list[Said]:
    """Note a test that no plan has: one that was done, or is to be."""
    plan = kept.plan(talk)
    if day is None or plan is None or talk.circle is None or not kept.allowed(talk):
        return kept.gone(talk)
    bloodtests.add_all(talk.conn, [BloodTest(0, "", talk.circle.id, plan.id, day, plan.gap(day))])
    added = max(kept.tests(talk), key=lambda one: one.id)
    return done(talk, added, day) if day <= talk.today else arranged(talk, added, None)


def _change(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    text = talk.wording.plain("test-change", day=_said(talk, test.day), stands=talk.wording.test_stands(test))
    return [talk.wording.under_test(text, test, "test-was-done", "other-date", "not-going", "leave-it", fix=FIX)]


def _open(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    """Ask about one of several tests that were asked about together."""
    what = rules.due(test, talk.today)
    if what is None:
        return _change(talk, test, None)
    return [talk.wording.test_asked(test, what, Here(talk.now, talk.zone))]


# What came of it


def _not_sent(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    """Ask no more about results: this clinic sends none."""
    plan = kept.plan(talk)
    if plan is not None:
        bloodtests.save_plan(talk.conn, replace(plan, sends=False))
    if test.state is State.DRAWN:
        bloodtests.save(talk.conn, replace(test, state=State.DONE, next_step_at=None))
    return [talk.wording.plain("test-no-results")]


def _heard(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    kept.save(talk, rules.heard(test, yes=True), kept.event(talk, rules.heard(test, yes=True)))
    return [talk.wording.plain("test-heard-yes")]


def _not_heard(talk: Talk, test: BloodTest, _: date | None) -> list[Said]:
    kept.save(talk, rules.heard(test, yes=False), kept.event(talk, rules.heard(test, yes=False)))
    return [talk.wording.plain("test-heard-no", clinic=_clinic(talk))]


VERBS: dict[str, Callable[[Talk, BloodTest, date | None], list[Said]]] = {
    "arranged": arranged,
    "not-yet": _not_yet,
    "other-date": _ask_day,
    "move": move,
    "leave-it": _leave,
    "ask-clinic-first": _ask_clinic,
    "not-going": _not_going,
    "test-was-done": _was_done,
    "done": _was_done,
    "count": _counted_on,
    "change": _change,
    "open": _open,
    "not-sent": _not_sent,
    "heard": _heard,
    "not-heard": _not_heard,
}
