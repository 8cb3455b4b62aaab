"""What is said in words of a test: "bloods done", "bloods on friday", "cant, im away till the 30th"."""

from __future__ import annotations

from datetime import date

from bot.care import bloodtests as rules
from bot.care.bloodtests import BloodTest, State
from bot.care.places import DAY
from bot.care.reading import DayWord, Either, Meaning, TestSaid, resolve
from bot.care.reading.test_answers import Became, TestAnswer, names_a_test, read_test_answer
from bot.care.reading.test_dates import Away, DatesTrouble, Given, Rule, away_until, read_dates
from bot.conversation import choosing, which
from bot.conversation.bloodtests import answers, kept
from bot.conversation.bloodtests.dates import take
from bot.conversation.bloodtests.keeping import ask_end
from bot.conversation.talk import Shown, Talk
from bot.store.people import Step
from bot.wording import Said

SAME = 3 * DAY  # what is said so near to a day may be about it
LONGEST_OFF = 14 * DAY  # how far off a day may be, that is told again on the same day
ABOUT = {"test", kept.DATES}  # what choices are about, under what is said of a test
WEEK = 7
FEW = 3  # tests to choose from


def said(talk: Talk, words: TestSaid) -> list[Said] | None:
    """Take "bloods done" and "bloods on friday"; None where no dates are kept that it could be about."""
    if not kept.allowed(talk) or kept.plan(talk) is None:
        return None
    day = _resolved(words.day, talk.today, past=words.done) if words.day else talk.today
    if day is None:
        return [talk.wording.plain("tests-either")]
    return _done_on(talk, day) if words.done else _booked(talk, day)


def _resolved(day: DayWord, today: date, *, past: bool) -> date | None:
    found = resolve(day, today, past=past)
    return None if isinstance(found, Either) else found


def _done_on(talk: Talk, day: date) -> list[Said]:
    if day > talk.today:
        return [talk.wording.plain("test-future")]
    tests = kept.tests(talk)
    noted = _noted(talk, tests, day)
    near = rules.nearest(tests, day)
    if noted is not None and (near is None or near.day > day):
        if noted.drawn and noted.drawn != day and noted.state in {State.DRAWN, State.DONE}:
            return [talk.wording.test_other_day(noted, noted.drawn, day)]
        already = talk.wording.plain("test-already", day=talk.wording.day(noted.drawn or noted.day))
        return [talk.wording.under_test(already, noted, "change")]
    coming = [one for one in tests if one.is_coming]
    clear = near is not None and abs((near.day - day).days) <= max(SAME.days, min(near.gap // 2, WEEK))
    if near is None or not clear or len([one for one in coming if one.day <= day]) > 1:
        return [talk.wording.test_which(talk.wording.plain("test-which", day=talk.wording.day(day)), coming[:FEW], day)]
    return answers.done(talk, near, day)


def _noted(talk: Talk, tests: list[BloodTest], day: date) -> BloodTest | None:
    """Return the test that is noted as done near a day; as told today, it may be further off."""
    done = [(one, abs(one.drawn - day)) for one in tests if one.drawn is not None]
    near = [one for one, off in done if off <= (LONGEST_OFF if one.told == talk.today else SAME)]
    return near[0] if near else None


def removed_alone(talk: Talk) -> list[Said] | None:
    """Take "remove" below what was said of a test as about the dates; None where something else was asked since."""
    newest = next(iter(talk.shown()), None)
    acts = {choice.data.partition(":")[0] for choice in newest.choices} if newest else set()
    if newest is None or not acts & ABOUT or not kept.plan(talk):
        return None
    return ask_end(talk)


def done_alone(talk: Talk) -> list[Said] | None:
    """Take "done" on a day with a test still open: of that, if it was asked about last; else it is asked which.

    None where no test is open, or where the tests were not asked about last and no tablets are open.
    """
    tests = [one for one in kept.tests(talk) if one.is_coming and one.day <= talk.today]
    if not tests or not kept.allowed(talk):
        return None
    asked = choosing.question(talk)
    if asked is not None and choosing.is_last(talk, asked) and choosing.about_test(asked):
        one = _asked_about(talk) or (tests[0] if len(tests) == 1 else None)
        if one is None or one not in tests:
            return [talk.wording.tests_which(tests[-FEW:])]
        return answers.done(talk, one, min(one.day, talk.today))
    doses = which.open_now(talk)
    return [talk.wording.done_which(doses[-1].name, tests[-1])] if doses else None


def which_of(talk: Talk, asked: Shown) -> Said | None:
    """Ask which test a yes or no is about, where several were asked about together; None where they were not."""
    parts = (choice.data.rpartition(":") for choice in asked.choices)
    named = [one for act, _, uid in parts if act == "test:open" and (one := kept.named(talk, uid)) is not None]
    return talk.wording.tests_which(named) if named else None


def _booked(talk: Talk, day: date) -> list[Said]:
    near = rules.nearest(kept.tests(talk), day)
    if near is None:
        return [talk.wording.test_which(talk.wording.plain("test-book", day=talk.wording.day(day)), (), day)]
    return answers.arranged(talk, near, None) if near.day == day else [talk.wording.moves(near, day, extra=True)]


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take a typed date as the one that a test is moved to."""
    del meaning
    test = kept.named(talk, step.draft["test"])
    day = _typed_day(talk)
    if test is None or day is None:
        return None
    return answers.move(talk, test, day)


def in_words(talk: Talk) -> list[Said] | None:
    """Take words about a test: below a question about one, as "cant im away till the 30th", or words that name it."""
    answer, away = read_test_answer(talk.heard.text), away_until(talk.heard.text)
    if answer is None and away is None and names_a_test(talk.heard.text):
        return _dated(talk)
    if (answer is None and away is None) or not kept.allowed(talk) or kept.plan(talk) is None:
        return None
    test = _asked_about(talk)
    if answer is not None and answer.named and test is None:
        test = rules.nearest(kept.tests(talk), talk.today)
    if test is None or not test.is_coming:
        return None
    return _became(talk, test, answer) if answer is not None else _away(talk, test, away)


def _dated(talk: Talk) -> list[Said] | None:
    """Take dates that words name beside a blood test; None where they name none, or one and no dates are kept."""
    found = read_dates(talk.heard.text, talk.today)
    if found is DatesTrouble.WEEKDAY:
        return [talk.wording.plain("tests-weekday")]
    if not isinstance(found, Given | Rule) or not kept.allowed(talk):
        return None
    if isinstance(found, Rule) or len(found.days) > 1:
        return take(talk, talk.heard.text)
    return _booked(talk, found.days[0]) if kept.plan(talk) else None


def _asked_about(talk: Talk) -> BloodTest | None:
    """Return the test that the last message asks about, if it asks about one."""
    asked = choosing.question(talk)
    if asked is None or not choosing.is_last(talk, asked) or not choosing.about_test(asked):
        return None
    uids = {uid for choice in asked.choices for uid in choice.data.split(":")[2:3]}
    return kept.named(talk, uids.pop()) if len(uids) == 1 else None


def _away(talk: Talk, test: BloodTest, away: Away | None) -> list[Said]:
    until = _resolved(away.until, test.day - DAY, past=False) if away and away.until else None
    return answers.offer_days(talk, test, (until or test.day) + DAY)


def _became(talk: Talk, test: BloodTest, answer: TestAnswer) -> list[Said] | None:
    past = answer.became is Became.DONE
    day = _resolved(answer.day, talk.today, past=past) if answer.day else None
    if answer.day is not None and day is None:
        return [talk.wording.plain("tests-either")]
    match answer.became:
        case Became.DONE:
            return _done_on(talk, day or min(test.day, talk.today))
        case Became.ARRANGED if day is None or day == test.day:
            return answers.arranged(talk, test, None)
        case Became.ARRANGED | Became.MOVED:
            return [talk.wording.moves(test, day)] if day else answers.offer_days(talk, test, test.day + DAY)
        case Became.MISSED:
            said = talk.wording.plain("test-stays-open", day=talk.wording.day(test.day))
            return [talk.wording.under_test(said, test, "other-date", "not-going")]
        case Became.NO_MORE:
            return ask_end(talk)


def _typed_day(talk: Talk) -> date | None:
    found = read_dates(talk.heard.text, talk.today)
    return found.days[0] if isinstance(found, Given) and len(found.days) == 1 else None
