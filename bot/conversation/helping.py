"""Someone asks what azalea is: what it does, who sees what they write, what it cannot do. Writes nothing down."""

from __future__ import annotations

from bot.care import drafts
from bot.conversation import asking_the_guide
from bot.conversation.talk import Talk
from bot.wording import Said


def show(talk: Talk) -> list[Said]:
    """/help: say what azalea does, and offer what people do most."""
    return [talk.wording.help(talk.emergency, known=talk.person is not None)]


def more(talk: Talk) -> list[Said]:
    """Offer everything else that can be done."""
    return [talk.wording.more()] if talk.person else show(talk)


def who_sees(talk: Talk) -> list[Said]:
    """Say who azalea is, who can read what is written, and what whoever runs it could do."""
    if talk.person is None:
        return [talk.wording.beginning(talk.wording.without_data("who-sees-stranger", talk.desk.door).text)]
    return [talk.wording.with_data("who-sees", talk.desk.door)]


def pass_on(talk: Talk) -> list[Said]:
    """Say that nobody else reads this, and whom to ring."""
    clinic = talk.circle.clinic if talk.circle else None
    return [talk.wording.pass_on(clinic.name if clinic else "", asking_the_guide.clinic_line(talk))]


def amount_asked(talk: Talk) -> list[Said]:
    """Answer whether it is too much: the plan as it was given, and who can say. Works out nothing."""
    plan, keep = talk.plan, asking_the_guide.keepable(talk, talk.heard.text)
    line = asking_the_guide.clinic_line(talk)
    if plan is None:
        return [talk.wording.amount_asked("", line, keep)]
    told = [talk.wording.plan_now(drafts.lasting(plan, talk.today).schedule, talk.today, (), talk.zone)]
    told += [talk.wording.version(version) for version in drafts.told(plan, talk.today)]
    return [talk.wording.amount_asked("\n".join(told), line, keep)]
