"""What is said about blood tests: their dates, what is asked of each, and what was noted. Says nothing of a value.

What is asked unasked names no test, unless the reader chose plain words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.care.bloodtests import Ask, BloodTest
from bot.care.people import Style
from bot.care.resting import Rest
from bot.care.testplans import Phase
from bot.care.timetable import DoseName
from bot.wording.occasions import OccasionWords, Part
from bot.wording.said import Choice, Here, Said
from bot.wording.words import wanted

WANTS = wanted({
    "test-called": "style", "your-date": "", "test-of": "test patient",
    "test-arranged": "test day", "test-tomorrow": "test", "test-today": "test", "test-done": "test date",
    "test-result": "test date", "test-heard": "test date",
    "test-was-done": "", "other-date": "", "not-going": "", "type-it": "", "not-sent": "",
    "new-dates": "", "ask-clinic-first": "", "no-results-sent": "", "extra-test": "", "the-one-of": "day",
    "tests-none": "", "tests-new": "", "test-dates": "", "test-open": "day stands", "tests-stay": "day",
    "tests-changed": "", "tests-count-anew": "since would stands", "tests-counted-anew": "since day", "i-will-ask": "",
    "tests-stay-none": "", "tests-rest-too": "", "tests-rest": "day", "tests-resting": "day until", "test-rests": "",
    "tests-ask-again": "", "tests-asked-again": "", "dates-the-same": "", "dates-same": "",
    "event-tests-rest": "day", "event-tests-asked": "day", "question-tests": "", "event-tests-anew": "day",
    "published-plans": "", "clinics-own": "title", "tests-published": "",
    "tests-anchor": "anchor title note sources checked",
    "tests-given": "days", "tests-counted": "rule begun days", "name-tells": "", "tests-end": "",
    "tests-rule-instead": "days", "test-other-day": "from to",
    "tests-instead": "days", "as-well": "", "in-their-place": "", "tests-added": "days", "tests-list": "days",
    "test-line": "day stands",
    "tests-from-last": "", "tests-first": "", "tests-ended": "", "tests-word": "", "tests-word-saved": "test",
    "name-long": "most", "tests-past": "", "tests-over": "", "tests-far": "", "tests-many": "most",
    "tests-either": "", "tests-no-such": "", "tests-weekday": "", "tests-rule": "", "tests-not-read": "words",
    "test-phase": "every times last", "test-every": "weeks days", "test-stands": "state day", "test-moved-from": "day",
    "test-next": "day how", "test-next-none": "", "test-noted-done": "day next result", "test-asks-result": "day",
    "test-noted-arranged": "day again", "test-noted-not-yet": "day again clinic", "test-move-to": "day",
    "test-moved": "from to clinic",
    "test-noted-not-going": "day next clinic", "test-asks-clinic": "day clinic", "test-again-on": "day",
    "test-no-more": "", "test-no-results": "", "test-heard-yes": "", "test-heard-no": "clinic",
    "test-already": "day", "test-which": "day", "test-which-one": "", "test-change": "day stands",
    "test-count-on": "drawn would stands", "test-counted-on": "day", "test-gone": "", "test-booked": "from to",
    "test-stays-open": "day",
    "test-when": "day stands", "test-book": "day",
    "test-future": "", "done-which": "day", "the-tablets": "", "the-blood-test": "",
    "event-tests": "days", "event-tests-off": "", "event-test": "day stands", "event-test-moved": "from to",
})  # fmt: skip

OFFERED = 8  # days in one message


class TestWords(OccasionWords):
    """Puts blood tests into words. What a choice carries is read by `conversation.bloodtests`."""

    def test_called(self) -> str:
        """Return what a test is called where others may look on."""
        voice = self._reader.voice
        called = self._say("test-called") if voice.style is Style.PLAIN else voice.tests or self._say("test-called")
        patient = self._reader.patient
        return self._say("test-of", test=called, patient=patient) if patient else called

    def short_day(self, day: date) -> str:
        """Return a day without its weekday: 15 Dec."""
        return self.day(day).partition(" ")[2]

    def test_part(self, test: BloodTest, what: Ask, here: Here) -> Part:
        """Return what is asked of a test, unasked, as one of several things."""
        return self.test_asked(test, what, here), Choice(self.day(test.day), f"test:open:{test.uid}")

    def tests_which(self, tests: Sequence[BloodTest]) -> Said:
        """Ask which of several tests was meant."""
        choices = tuple(Choice(self.day(one.day), f"test:open:{one.uid}") for one in tests)
        return Said(self._say("test-which-one"), choices)

    def test_asked(self, test: BloodTest, what: Ask, here: Here) -> Said:
        """Ask about one test."""
        return Said(self._asked(test, what, here), self._choices(test, what, here))

    def _asked(self, test: BloodTest, what: Ask, here: Here) -> str:
        called = self.test_called()
        if what is Ask.DAY:
            return self._say("test-today" if here.today >= test.day else "test-tomorrow", test=called)
        if what is Ask.ARRANGED:
            return self._say("test-arranged", test=called, day=self.day(test.day))
        return self._say(f"test-{what.value}", test=called, date=self.short_day(test.drawn or test.day))

    def _choices(self, test: BloodTest, what: Ask, here: Here) -> tuple[Choice, ...]:
        match what:
            case Ask.ARRANGED:
                yes = Choice(self._say("yes"), f"test:arranged:{test.uid}", "yes")
                return (yes, self._choice("not-yet", test, "no"), self._choice("other-date", test))
            case Ask.DAY:
                today = (self._choice("test-was-done", test),) if here.today >= test.day else ()
                return (*today, self._choice("other-date", test), self._choice("not-going", test))
            case Ask.DONE:
                done = self._choice("test-was-done", test, "yes")
                return (done, self._choice("other-date", test), self._choice("not-going", test, "no"))
            case Ask.RESULT:
                no = self._choice("not-yet", test, "no")
                yes = Choice(self._say("type-it"), f"type:{test.uid}", "yes")
                return (yes, no, self._choice("not-sent", test))
            case Ask.HEARD:
                return self.yes_no(f"test:heard:{test.uid}", f"test:not-heard:{test.uid}")

    def _choice(self, label: str, test: BloodTest, role: str = "") -> Choice:
        return Choice(self._say(label), f"test:{label}:{test.uid}", role)

    # Dates

    def how_it_stands(self, test: BloodTest, *, rests: bool) -> str:
        """Return in words how a test stands, and whether it *rests*: nothing is asked of it."""
        return f"{self.test_stands(test)}{self._say('test-rests') if rests else ''}"

    def test_stands(self, test: BloodTest) -> str:
        """Return in words how a test stands."""
        said = self._say("test-stands", state=test.state.value, day=self.day(test.drawn or test.day))
        moved = self._say("test-moved-from", day=self.day(test.moved_from)) if test.moved_from else ""
        return f"{said}{moved}"

    def dated(self, day: date, today: date, test: BloodTest | None = None, *, rests: bool = False) -> str:
        """Return a day of a plan, with its year where that is another one, and how its test stands, if it has a row."""
        named = self.day(day) if day.year == today.year else self.full_day(day)
        stands = self.how_it_stands(test, rests=rests) if test else ""
        return self._say("test-line", day=named, stands=stands).rstrip(" :")

    def test_rule(self, phases: Sequence[Phase]) -> str:
        """Return how often tests are: every 2 weeks (14 days), 3 times; every 4 weeks."""
        parts = [
            self._say(
                "test-phase", every=self._every(one), times=str(one.times or ""), last="no" if one.times else "yes"
            )
            for one in phases
        ]
        return "; ".join(parts)

    def _every(self, phase: Phase) -> str:
        """Return how far its tests are apart, in weeks as well where those are whole: a month is read as four."""
        weeks, over = divmod(phase.every, 7)
        return self._say("test-every", weeks="none" if over else str(weeks), days=str(phase.every))

    def under_test(self, said: Said, test: BloodTest, *labels: str, no_results: bool = False, fix: str = "") -> Said:
        """Return a message with choices for a test, and the one that ends questions about results.

        *fix* stands before what they carry, where they put something right.
        """
        choices = tuple(Choice(self._say(one), f"test:{fix}{one}:{test.uid}") for one in labels)
        never = (Choice(self._say("no-results-sent"), f"test:not-sent:{test.uid}"),) if no_results else ()
        return replace(said, choices=(*said.choices, *choices, *never))

    def test_days(self, said: Said, test: BloodTest, days: Sequence[date]) -> Said:
        """Return a message that offers days to move a test to."""
        offered = (Choice(self.day(day), f"test:move:{test.uid}:{day.isoformat()}") for day in days)
        rest = (self._choice(one, test) for one in ("ask-clinic-first", "leave-it"))
        return replace(said, choices=(*offered, *rest), letters=True)

    def test_which(self, said: Said, tests: Sequence[BloodTest], done: date) -> Said:
        """Return a message that asks which test was done on a day."""
        offered = tuple(
            Choice(self._say("the-one-of", day=self.day(one.day)), f"test:done:{one.uid}:{done.isoformat()}")
            for one in tests
        )
        extra = Choice(self._say("extra-test"), f"test:extra:{done.isoformat()}")
        return replace(said, choices=(*offered, extra, Choice(self._say("leave-it"), "none", "no")))

    def test_other_day(self, test: BloodTest, noted: date, day: date) -> Said:
        """Ask whether a test that is noted as done was done on another day."""
        said = self._say("test-other-day", **{"from": self.day(noted)}, to=self.day(day))
        return Said(said, self.yes_no(f"test:fix-test-was-done:{test.uid}:{day.isoformat()}", "none"))

    def done_which(self, dose: DoseName, test: BloodTest) -> Said:
        """Ask whether the tablets were had, or the test was done."""
        tablets = Choice(self._say("the-tablets"), f"had:{dose}")
        blood = Choice(self._say("the-blood-test"), f"test:done:{test.uid}:{test.day.isoformat()}")
        return Said(self._say("done-which", day=self.day(test.day)), (tablets, blood))

    def moves(self, test: BloodTest, day: date, *, extra: bool = False) -> Said:
        """Ask whether a test is to be on another day; or whether that is an *extra* one."""
        said = self._say("test-booked", **{"from": self.day(test.day)}, to=self.day(day))
        more = (Choice(self._say("extra-test"), f"test:extra:{day.isoformat()}"),) if extra else ()
        return Said(said, (*self.yes_no(f"test:move:{test.uid}:{day.isoformat()}", "none"), *more))

    def tests_published(self, plans: Sequence[tuple[str, str, bool]], further: int) -> Said:
        """Offer published plans, each by its id and title, and whether it is of the clinic that runs azalea.

        *further* is where the next ones begin, if there are any.
        """
        labels = ((name, self._say("clinics-own", title=title) if own else title) for name, title, own in plans)
        choices = [Choice(label, f"test:plan:{name}") for name, label in labels]
        if further:
            choices.append(Choice(self._say("further"), f"test:published:{further}"))
        return Said(self._say("tests-published"), (*choices, Choice(self._say("none-of-these"), "none", "no")))

    def tests_resting(self, said: Said, rest: Rest, wake: str) -> Said:
        """Return a message about the dates that says when nothing is asked of them, and offers to ask again."""
        until = self.day(rest.until) if rest.until else "open"
        text = f"{said.text}\n{self._say('tests-resting', day=self.day(rest.first), until=until)}"
        return replace(said, text=text, choices=(*said.choices, Choice(self._say("tests-ask-again"), wake)))

    def tests_menu(self, said: Said) -> Said:
        """Return a message about the dates with what can be done with them."""
        acts = {"test:new": "new-dates", "test:ask-off": "remove"}
        return replace(said, choices=(*said.choices, *(Choice(self._say(label), data) for data, label in acts.items())))
