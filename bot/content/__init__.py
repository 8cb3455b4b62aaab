"""Reads the content folder into a guide and phrases, and refuses what is wrong in it by naming the file and the line.

Knows nothing of chats: which phrases are wanted is told to it, what they are for is not.

`guide_files` reads the guide, `pages` one page of it, `facts` what the content rests on, `overlay` what an operator
laid over the guide, `words` how words are compared; `coverage` says which claims and facts are carried by what,
`reading_age` how plainly the pages read. `countries` reads whom to ring where, `testplans` when others have blood
tested, `test_kinds` what is printed then, `phrase_file` what the chat says, `markdown` takes marks out. `sources` is
where things were read, `tables` and `texts` know where in a file something stands, and how to refuse it.
"""

from __future__ import annotations

from pathlib import Path

from bot.content.countries import Countries, Country, read_countries
from bot.content.coverage import coverage
from bot.content.guide_files import read_guide
from bot.content.markdown import plain
from bot.content.pages import LONGEST_BODY
from bot.content.phrase_file import Phrases, read_phrases
from bot.content.reading_age import reading_age
from bot.content.test_kinds import read_test_kinds
from bot.content.testplans import PublishedPlan, read_published_plans
from bot.content.texts import BadContent

__all__ = [
    "LONGEST_BODY",
    "BadContent",
    "Countries",
    "Country",
    "Phrases",
    "PublishedPlan",
    "content_folder",
    "coverage",
    "plain",
    "read_countries",
    "read_guide",
    "read_phrases",
    "read_published_plans",
    "read_test_kinds",
    "reading_age",
]


def content_folder() -> Path:
    """Return the folder with the content: beside the package in a checkout, inside it where the wheel was installed."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "content"
    # A stranger's site-packages/content is not ours.
    return beside if (beside / "sources.toml").is_file() else package / "_content"
