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


def worded(
    *,
    everyday: tuple[str, ...] = (),
    elsewhere: tuple[str, ...] = (),
    beyond: tuple[str, ...] = (),
    outside: tuple[tuple[str, ...], ...] = (),
) -> Finder:
    """Return a finder over two pages, and how it compares words."""
    words = Words(
        ("why", "when", "do", "i"),
        everyday,
        elsewhere=elsewhere,
        beyond=beyond,
        own=("aza",),
        medicines=("insulin", "aspirin"),
        outside=outside,
    )
    return Finder(Guide(TWO, words=words))


def test_fillers_tell_names_apart_that_are_one_without_them() -> None:
    assert [one.excerpt.topic for one in worded().ranked(None, "why do i drink it")][:1] == ["water"]
    assert [one.excerpt.topic for one in worded().ranked(None, "when do i drink it")][:1] == ["time"]


def test_everyday_words_that_no_page_has_are_passed_over() -> None:
    told = "honestly lately everybody here somehow nearly always eventually says again today and tomorrow drink water"
    assert not worded().ranked(None, told)
    words = tuple(told.removesuffix(" drink water").split())
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


def test_what_is_more_like_questions_outside_than_like_any_page_finds_nothing() -> None:
    asked = "drink of the gods"
    assert worded().ranked(None, asked)
    assert not worded(outside=(("what do gods drink", "gods of greece"),)).ranked(None, asked)
    assert worded(outside=(("what do gods drink", "gods of greece"),)).ranked(None, "a glass of water")


def test_where_this_medicine_is_named_little_speaks_for_what_lies_outside() -> None:
    outside = (("a glass vase",),)
    assert not worded(outside=outside).ranked(None, "glass vase")
    assert worded(outside=outside).ranked(None, "glass of aza")


def test_another_medicine_by_itself_is_outside_and_beside_this_one_is_not() -> None:
    one = worded(beyond=("othermedicine with water",))
    assert not one.ranked(None, "aspirin with water")
    assert one.ranked(None, "aspirin with water and aza")
    assert one.ranked(None, "honey with water")


def test_words_side_by_side_say_more_than_each_alone() -> None:
    pages = (
        replace(PAGE, topic="one", asked=("milk before tea", "cake after lunch")),
        replace(PAGE, topic="two", asked=("milk after tea", "cake before lunch")),
    )
    both = Finder(Guide(pages))
    assert both.ranked(None, "so cake before lunch then")[0].excerpt.topic == "two"
    assert both.ranked(None, "so cake after lunch then")[0].excerpt.topic == "one"


def test_pieces_of_a_word_are_enough_where_two_slips_are_too_many() -> None:
    pages = (replace(PAGE, topic="two", asked=("foot cream",)), replace(PAGE, topic="one", asked=("foot verruca",)))
    assert Finder(Guide(pages)).ranked(None, "verucas on foot")[0].excerpt.topic == "one"
