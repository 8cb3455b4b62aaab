"""How the words of a question are compared: what says little, what says something else, what tells names apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.care.guide import Excerpt, Guide, Words
from bot.finder import Finder

PAGE = Excerpt("tips", "page", "A page", (), "Words.", (), date(2026, 11, 22), ())
TWO = (
    replace(PAGE, topic="water", aliases=("glass of water",), asked=("why do i drink",)),
    replace(PAGE, topic="time", aliases=("time of day",), asked=("when do i drink",)),
)


def worded(*, everyday: tuple[str, ...] = (), elsewhere: tuple[str, ...] = (), beyond: tuple[str, ...] = ()) -> Finder:
    """Return a finder over two pages, and how it compares words."""
    words = Words(("why", "when", "do", "i"), everyday, elsewhere=elsewhere, beyond=beyond)
    return Finder(Guide(TWO, words=words))


def test_fillers_tell_names_apart_that_are_one_without_them() -> None:
    assert [one.excerpt.topic for one in worded().ranked(None, "why do i drink it")][:1] == ["water"]
    assert [one.excerpt.topic for one in worded().ranked(None, "when do i drink it")][:1] == ["time"]


def test_everyday_words_that_no_page_has_are_passed_over() -> None:
    told = "honestly lately everybody somehow nearly always says drink water"
    assert not worded().ranked(None, told)
    words = ("honestly", "lately", "everybody", "somehow", "nearly", "always", "says")
    assert worded(everyday=words).ranked(None, told)


def test_an_everyday_word_is_no_slip_of_another() -> None:
    assert worded().ranked(None, "grass")
    assert not worded(everyday=("grass",)).ranked(None, "grass")


def test_everyday_words_alone_have_to_say_more() -> None:
    assert worded().ranked(None, "glass")
    assert not worded(everyday=("glass",)).ranked(None, "glass")


def test_a_word_of_elsewhere_is_no_word_of_the_guide() -> None:
    assert worded().ranked(None, "water polo")
    assert not worded(elsewhere=("water",)).ranked(None, "water polo")


def test_what_lies_beyond_the_guide_may_be_part_of_a_name() -> None:
    assert not worded(beyond=("of water",)).ranked(None, "drink of water")
    assert worded(beyond=("of water",)).find(None, "can i have a glass of water please").excerpts
