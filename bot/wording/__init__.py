"""Decisions become phrases and choices. Every word comes from content; nothing here decides or sends.

`said` is what a message is made of, `words` what all wording stands on; then a file for each kind of thing that is
spoken of, each with the phrases it wants.
"""

from __future__ import annotations

from bot.wording import (
    amounts,
    answering,
    asking,
    away,
    baseline,
    bloodtests,
    charts,
    guide,
    helping,
    introducing,
    joining,
    leaving,
    notices,
    occasions,
    pausing,
    plan_questions,
    planning,
    preferences,
    results,
    setting_up,
    summary,
)
from bot.wording.asking import Asked
from bot.wording.notices import About
from bot.wording.results import figures
from bot.wording.said import (
    Choice,
    Here,
    Off,
    Option,
    Phrases,
    Said,
    choices_back,
    choices_kept,
    clock,
    figure,
    files_back,
    local,
    picture_back,
    text_kept,
)
from bot.wording.setting_up import place
from bot.wording.words import Reader, Wants

__all__ = [
    "WANTS",
    "About",
    "Asked",
    "Choice",
    "Here",
    "Off",
    "Option",
    "Phrases",
    "Reader",
    "Said",
    "Wording",
    "choices_back",
    "choices_kept",
    "clock",
    "figure",
    "figures",
    "files_back",
    "local",
    "picture_back",
    "place",
    "text_kept",
]

# The phrases there have to be, each with its arguments. A phrase file that differs from this stops the start.
WANTS: Wants = (
    amounts.WANTS | answering.WANTS | asking.WANTS | away.WANTS | baseline.WANTS | bloodtests.WANTS | charts.WANTS
    | guide.WANTS | helping.WANTS | introducing.WANTS | joining.WANTS | leaving.WANTS | notices.WANTS
    | occasions.WANTS | pausing.WANTS | plan_questions.WANTS | planning.WANTS | preferences.WANTS | results.WANTS
    | setting_up.WANTS | summary.WANTS
)  # fmt: skip


class Wording(
    summary.SummaryWords,
    baseline.BaselineWords,
    setting_up.SetUpWords,
    preferences.PreferenceWords,
    helping.HelpingWords,
    introducing.IntroducingWords,
    joining.JoiningWords,
    leaving.LeavingWords,
    guide.GuideWords,
    notices.NoticeWords,
    results.ResultWords,
    charts.ChartWords,
    asking.AskWords,
):
    """Puts decisions into words of one language, for one reader."""

    wants = WANTS
