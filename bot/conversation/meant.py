"""What follows from what somebody's words mean by themselves, once they are no answer to anything that waits.

Three tables, by what the words are about; each meaning has its story.
"""

from __future__ import annotations

from bot.care import reading
from bot.care.reading import Meaning
from bot.care.reading.english_questions import speaks_of_having
from bot.conversation import (
    answers,
    asking_the_guide,
    bloodtests,
    clocks,
    correcting,
    going_on,
    had,
    helping,
    leaving,
    moving,
    occasions,
    other_amount,
    parking,
    pausing,
    planning,
    putting_off,
    results,
    setting_up,
    shifting,
    summary,
    telling,
    unsure,
)
from bot.conversation.talk import Talk
from bot.wording import Said

# What a line of a report may look like.
TAKEN_FOR_VALUES = reading.OtherMedicine | reading.PlanSaid | reading.PlanRefused | reading.ChangeSaid | reading.Doubt


def about_azalea(talk: Talk, meaning: Meaning) -> list[Said]:
    """Answer what may be asked before anything is set up."""
    match meaning:
        case reading.WhoSees():
            return helping.who_sees(talk)
        case reading.PassOn():
            return helping.pass_on(talk)
        case reading.ForgotMayI() if talk.person is None:
            return asking_the_guide.late(talk)
        case reading.Unclear() | reading.Doubt() if talk.person is None:
            return asking_the_guide.free(talk, meaning)
    return []


def follow(talk: Talk, meaning: Meaning) -> list[Said]:
    """Do what words mean by themselves."""
    of_values = _of_values(talk, meaning)
    if of_values is not None:
        return of_values
    if isinstance(meaning, TAKEN_FOR_VALUES) and results.names_some(talk):
        return results.take(talk, talk.heard.text) or []
    return _about_a_dose(talk, meaning) or _about_days(talk, meaning) or _about_the_rest(talk, meaning)


def _of_values(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take what puts a value right, takes it out, or adds its range, however it reads by itself.

    "sorry 31" is minutes, and "i meant 8" a time; not just below values that were written down.
    """
    if isinstance(meaning, TAKEN_FOR_VALUES | reading.Unclear):
        return results.asked(talk) or results.ranged(talk) or results.taken_out(talk) or results.corrected(talk)
    if isinstance(meaning, reading.ChangeAnswer) and meaning.day is None and results.written_last(talk):
        return results.last_taken_out(talk)
    below = isinstance(meaning, reading.Later | reading.Actually) and results.written_last(talk)
    return results.corrected(talk) if below else None


def _about_a_dose(talk: Talk, meaning: Meaning) -> list[Said]:  # noqa: C901, PLR0912 - a table
    match meaning:
        case reading.Took(reading.ClockTime() as at, None, part=str(part)):
            return had.took_of(talk, at, part)
        case reading.Took(at, day, aside):
            return had.took(talk, at, day, aside)
        case reading.TookMine(at, day):
            # Who keeps somebody has no plan of their own here.
            return unsure.doubt(talk) if talk.keeps else had.took(talk, at, day)
        case reading.TimeSaid(at, day):
            return had.took(talk, at, day, ask=True)
        case reading.Done():
            return bloodtests.done_alone(talk) or occasions.reorders.done_alone(talk) or had.done(talk)
        case reading.AskedWhether(whose, day):
            return unsure.asked_whether(talk, day, whose)
        case reading.Doubt(count=reading.Count() as count):
            return other_amount.said(talk, count)
        case reading.Doubt(why):
            return _asked_besides(talk, meaning) or unsure.doubt(talk, why)
        case reading.TookBoth():
            return had.both(talk)
        case reading.TheyTook(whose, at, day, by) if unsure.is_patient(talk, whose):
            return had.took(talk, at, day, ask=bool(by))
        case reading.TheyTook(whose):
            return unsure.somebody_elses(talk, whose)
        case reading.NotTaken(day, aside, back):
            return answers.not_taken(talk, day, aside, back=back)
        case reading.NotYet():
            return putting_off.said(talk)
        case reading.Later(wait, until):
            return putting_off.said(talk, wait, until)
        case reading.NotHad(reason):
            return answers.not_had(talk, reason)
        case reading.ToldToStop(reason, until):
            return pausing.told(talk, reason, until)
        case reading.Forgot():
            return answers.forgot(talk, meaning)
        case reading.ForgotMayI():
            return asking_the_guide.late(talk)
        case reading.Actually(at):
            return correcting.actually(talk, at)
        case reading.OtherDay(day):
            return correcting.other_day(talk, day)
        case reading.ChangeAnswer(day):
            return correcting.change(talk, day)
        case reading.SickAfter(spat):
            return telling.sick_after(talk, as_typed=spat)
        case reading.TooMuch(whose) if not whose or unsure.is_patient(talk, whose):
            return telling.too_much(talk)
        case reading.TooMuch() | reading.NotTheirs():
            return telling.not_theirs(talk)
        case reading.OtherMedicine():
            return telling.other_medicine(talk)
        case reading.PregnancySaid():
            return telling.pregnancy(talk)
        case reading.OtherLanguage():
            return unsure.other_language(talk)
        case reading.Nod():
            return unsure.nod(talk) or [talk.wording.plain("nod")]
    return []


def _asked_besides(talk: Talk, meaning: reading.Doubt) -> list[Said]:
    """Answer what is asked in words about a dose; what they say was had is asked about, and not let go by."""
    found = asking_the_guide.free(talk, meaning)
    if not found or not speaks_of_having(talk.heard.text):
        return found
    return setting_up.joined(found, unsure.doubt(talk))


def _about_days(talk: Talk, meaning: Meaning) -> list[Said]:  # noqa: C901, PLR0912 - a table
    match meaning:
        case reading.PlanSaid(words):
            return planning.said(talk, words)
        case reading.PlanRefused(kind):
            return planning.refused(talk, kind)
        case reading.ChangeSaid():
            return planning.change(talk, meaning)
        case reading.OtherTime():
            return planning.other_time(talk, meaning)
        case reading.ShiftSaid():
            return shifting.said(talk, meaning)
        case reading.TravelSaid(from_day=None) if found := asking_the_guide.beside(talk, reading.Unclear()):
            return found
        case reading.TravelSaid():
            return moving.said(talk, meaning, talk.heard.text)
        case reading.Unclear():
            return moving.named(talk)
        case reading.NotGoing(pause):
            return pausing.not_going(talk, pause=pause)
        case reading.ComingHome():
            return going_on.coming_home(talk, meaning)
        case reading.ZoneSaid(at):
            return clocks.said(talk, at)
        case reading.PauseSaid():
            return pausing.said(talk, meaning)
        case reading.BackSaid():
            return going_on.back(talk, meaning)
    return []


def _about_the_rest(talk: Talk, meaning: Meaning) -> list[Said]:  # noqa: C901 - a table
    match meaning:
        case reading.RunningOut():
            return telling.running_out(talk)
        case reading.TestSaid():
            return bloodtests.said(talk, meaning) or telling.test(talk)
        case reading.TestAsked():
            return bloodtests.asked(talk)
        case reading.ResultSaid(text):
            return results.corrected(talk) or results.take(talk, text) or [talk.wording.plain("start-first")]
        case reading.ResultAsked():
            return results.take(talk, talk.heard.text, explain=True) or asking_the_guide.test_asked(talk)
        case reading.AmountAsked():
            return helping.amount_asked(talk)
        case reading.NoteSaid(text):
            return telling.note_said(talk, text)
        case reading.ParkSaid(text):
            return [parking.keep(talk, text)]
        case reading.SummaryAsked(words):
            return summary.show(talk, words)
        case reading.Died(whose):
            return leaving.died(talk, whose)
        case reading.HelpMe():
            return telling.aside(talk, talk.heard.text)
    values = results.corrected(talk) or results.take(talk, talk.heard.text)
    return values or asking_the_guide.free(talk, meaning) or [unsure.unclear(talk)]
