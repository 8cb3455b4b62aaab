"""What people type, and what it may be taken for. The figure that counts: no text is "taken" that does not say so."""

# ruff: noqa: RUF001 - signs that look like other signs are what is tested here

from __future__ import annotations

import re
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.care.reading import (
    Ago,
    AskedWhether,
    ChangeSaid,
    Choice,
    ClockTime,
    Command,
    Count,
    Done,
    Doubt,
    FromToday,
    Half,
    Help,
    Later,
    Meaning,
    No,
    Nod,
    NotHad,
    NotTaken,
    NotYet,
    OtherDay,
    Pause,
    PauseSaid,
    TheyTook,
    TimeUnknown,
    ToldToStop,
    Took,
    TookMine,
    TravelSaid,
    Unclear,
    Weekday,
    Why,
    Yes,
    english_took,
    understand,
)
from bot.care.reading.sentence import sentence
from tests.corpus import fuzz

# A row break or a "|" is a new text; what would not be seen in this file is written as an escape.
ESCAPES = {r"\n": "\n", r"\t": "\t", r"\u200b": "\u200b", r"\u202e": "\u202e"}


def texts(block: str) -> list[str]:
    """Return the texts of a block."""
    found = block.strip("\n").replace("\n", "|")
    for escape, sign in ESCAPES.items():
        found = found.replace(escape, sign)
    return found.split("|")


TAKEN = texts(r"""
taken|Taken!|TAKEN|taken.|ＴＡＫＥＮ|ta\u200bken|TAKEN TAKEN TAKEN|taken taken|took|tkn|took it|Took it!|i took it
I took it.|had it|i had it|just had it|sorry just had it|sorry, just had it|I've taken it|I’ve taken it
i`ve taken it|ive taken it|i have taken it|i've had it|i’ve just had it|i've already taken it|have taken it
I've had it now|had my tablets|had my tablet|took my pills|took my meds|took my medicine|took the tablet
took my azathioprine|had my imuran|had my usual|swallowed it|swallowed|popped it
popped my pill|all good, taken|yes, taken|yes taken|yep, had it|yeah took it|yes i took it|ok taken
oh sorry, took it|thanks, taken|taken thanks|taken, thank you|took it now|took it just now|just took it
already taken|just taken|finally took it|took it x|taken 👍|taken ✅|👍 taken|taken 👍🏽|taken ✔️|💊 taken|taken 💊
taken 🙂|taken :)|done, took it|tablets taken|my tablet taken|meds taken|i did take it|given|gave it|i gave it
i've given it|gave the tablet|  took   it  |took it\n|took\tit|good morning, taken|hi, took it
took it took it took it|taken - thanks|taken already
""")

AM, PM, EITHER, DAY24 = Half.AM, Half.PM, Half.EITHER, Half.DAY24
TAKEN_AT = {
    "took it at 7:15": ClockTime(7, 15, EITHER),
    "took it at 7": ClockTime(7, 0, EITHER),
    "took it at 07:15": ClockTime(7, 15, DAY24),
    "took it at 19:15": ClockTime(19, 15, DAY24),
    "took it at 0:30": ClockTime(0, 30, DAY24),
    "took it at 0715": ClockTime(7, 15, DAY24),
    "had it at 8 this morning": ClockTime(8, 0, AM),
    "had it this morning at 8": ClockTime(8, 0, AM),
    "took it at 8 in the evening": ClockTime(20, 0, PM),
    "took it at 8 tonight": ClockTime(20, 0, PM),
    "took it at 8 at night": ClockTime(20, 0, PM),
    "took it at 12:30 this afternoon": ClockTime(12, 30, PM),
    "took it around 7am": ClockTime(7, 0, AM),
    "took it about 8": ClockTime(8, 0, EITHER),
    "took it at about 8": ClockTime(8, 0, EITHER),
    "taken 8am": ClockTime(8, 0, AM),
    "taken at 8": ClockTime(8, 0, EITHER),
    "taken about 8 pm": ClockTime(20, 0, PM),
    "took it at 8 p.m.": ClockTime(20, 0, PM),
    "took it at 8 a.m. today": ClockTime(8, 0, AM),
    "took it at 8.15pm": ClockTime(20, 15, PM),
    "took it @8": ClockTime(8, 0, EITHER),
    "took it @ 8pm": ClockTime(20, 0, PM),
    "took it at noon": ClockTime(12, 0, DAY24),
    "gave it 7.40": ClockTime(7, 40, EITHER),
    "gave it at 7:40": ClockTime(7, 40, EITHER),
    "yes took it at 8 o'clock, thanks": ClockTime(8, 0, EITHER),
    "I've had my tablets at 20:05": ClockTime(20, 5, DAY24),
    "took it at ٠٧:١٥": ClockTime(7, 15, DAY24),
}

DOUBTS = {
    Why.NEGATED: r"""
nobody took it|no one gave it|took it, not|took it... no wait|taken - not|it isn't taken|i dont take it|not done
not gave it|don't skip|refused to take it|i lied, took it|taken, just kidding|taken nope|without taking it
took it no|couldn't swallow it|threw it up, not taken
""",
    Why.FUTURE: r"""
going to take it|gonna take it|i will take it|will take it later|i'll take it soon|about to|about to take it
taking it now|need to take it|i have to take it|i want to take it
took it out, will take it|let me take it first|trying to take it|i must take it
""",
    Why.CONDITION: r"""
if I took it I'd be sick|i should have taken it|wish i had taken it|i wish i'd taken it|pretend i took it
i would have taken it|i'd have taken it|unless i took it|i could have taken it|suppose i took it
i hope i took it|i might have taken it|i almost took it|nearly took it|when i took it i was sick
imagine i had taken it|i meant to take it|until i took it
""",
    Why.OTHER_PERSON: r"""
took my kid to school|mum says she took hers|her tablets taken|gave him his|took your tablet|we took it|someone took it
everyone took it|took her pills|took his|you took it|mum: taken|not me, she took it|dad didn't take it
""",
    Why.AMOUNT: r"""
took half|took 2|took two|took one|took 1|took one and a half|took ½|took 1½|took 75 mg|took them all
took another|took it again|took more|took three|took x2|taken x 2|took 1.5|took 1,5|taken 1.50|took some
took only one|took a second one|took 2️⃣|took about 2|took around 2|taken about 3|took it at 7 2|took 50mg
took half of it|took a quarter|took most of it|all taken|took ٢|took it 2x|took 2 at 8am|had two|had half
taken {0}|taken 7.40|took on too much|taken 8.15
""",
    Why.WRONG: r"""
oops took it|took something else instead|accidentally took it|took the expired ones
""",
    Why.OTHER_DAY: r"""
took it last week|took it the other day|took it days ago|took tomorrow's|took it the night before
""",
    Why.QUESTION: r"""
taken? not sure|what if i take it|when should i take it?|did you take it|have you taken it?|why take it
took it right|should i skip it|took both?|took half?|who took it|which one is taken|could i have taken it
took it ? i think|?taken|was it given|how is it taken|has been taken|taken late?|may i take it at 9
am i taking it
""",
    Why.UNCLEAR: r"""
took a walk|taken aback|taken it to the pharmacy|took it out of the box|took it...|taken...|took 💊💊|taken 🙅
taken ❌|taken 👎|maybe took it|i think i took it|probably taken|'taken'|"taken"|(taken)|<b>taken</b>|took the bus
took a shower|took a break|given up|gave up|gave mine|gave my tablets|gave them|takes it|it takes ages|take it
took it with milk|took my temperature|took advantage|taken care of|took it to bits|took it sort of
tried and took it|taken;drop table log|taken %s|/ taken|i took|i have taken|just took|took its time
took my medicine back|took it badly|log taken 8am|it's taken|it is taken at 8am|y took it|taken by force
took it off|took it away|took up running|i took it because i felt bad|had it up to here with my boss|had it done
gave it away|swallowed my pride|took my tablets - i think|took it for granted|she-took it
""",
}
# The first reason that is found may be another than the one that comes to mind; a few have two.
ALSO = {
    "not me, she took it",
    "she-took it",
    "threw it up, not taken",
    "took a second one",
    "took it out, will take it",
    "tried and took it",
    "without taking it",
}
DOUBT_ROWS = [(why, text) for why, block in DOUBTS.items() for text in texts(block)]

UNCLEAR = texts(r"""
tаken|τaken|t̷a̷k̷e̷n̷|nekat|\u202enekat|tookit|takenn|mistaken|retaken|undertaken|i want to die|can't breathe
had a bad night|had lunch|i had a headache|'; DROP TABLE log;--|{0.__class__}|%s%n|${jndi:ldap}|<b>x</b>|*_[`~|🤷
🙅|yes?|ok?|later?|no idea|yes but|not sure|nothing|100|0|²|1²||\u200b|\n\n|...|!!!|👍?|feed the cat|:)|taken_ it
ok taken_|x y|yes no|what time is it
""")

SAID: list[tuple[Meaning, str]] = [
    (Yes(), "yes|yep|y|yeah|yup|Yes!|yes please|yes thanks|yes yes|YES YES YES|i agree|that's right|yes 👍"),
    (No(), "no|nope|n|nah|no thanks|no thank you|No.|no no"),
    (
        Nod(),
        "ok|k|kk|fine|thanks|👍|👌|✅|💊|👍🏽|✔️|great|ok thanks|okay|thank you|cool|ok ok|ok!|👍👍",
    ),
    (Nod(), "💊💊|all good|thx|will do|ok 👍"),
    (TookMine(None), "took mine|had mine|i've had mine|just had mine"),
    (Done(), "done|all done|Done!|done 👍|ok done|done thanks"),
    (Later(), "later|in a bit|driving|remind me later|remind me at lunch|not now|snooze|no, later|after my shift"),
    (Later(), "i'll do it later|busy|in a minute|at work|later please|wait|ask me again later|I'm driving"),
    (Later(wait=10), "give me 10|give me 10 minutes|in 10 minutes|10 mins|give me ten minutes"),
    (Later(wait=5), "5 more minutes|in 5|five minutes"),
    (Later(wait=30), "in half an hour|half an hour|remind me in 30 mins"),
    (Later(wait=60), "remind me in an hour|in an hour|1 hour"),
    (Later(wait=90), "in an hour and a half|in 1.5 hours|remind me in 90 minutes"),
    (Later(wait=120), "in 2 hours|in two hours"),
    (Later(until=ClockTime(9, 0, Half.EITHER)), "remind me at 9|ask again at 9"),
    (NotYet(), "not yet|sorry, not yet|not yet, driving|haven't had it yet|not taken yet"),
    (
        NotHad(),
        "skip|skipping it|not today|leaving it out|I'm leaving it out|skip it|skip today|no, skip it|leave it out",
    ),
    (NotHad(), "skipped it"),
    (Help(), "help|?|!?|?!|menu|hi|hello|start|Hello!|hi there|??|❓|help please|hey|help help"),
    (
        AskedWhether(),
        "took it?|taken?|did I take it?|did i take it|have i had it|did i take it today|had it?",
    ),
    (
        AskedWhether(),
        "have i taken it yet?|did i already take it|have I had my tablets today?|took it at 7?|taken ?|did i?",
    ),
    (AskedWhether(), "did i take mine this morning"),
    (AskedWhether(), "was it taken?|did i take today's|hi did i take it or not|took it?? 👍|took it؟|taken❓"),
    (Choice(1, None), "1|1.|1)|(1)|#1|１|1️⃣|١"),
    (Choice(99, None), "99"),
    (Choice(None, "b"), "b|B|b)|(b)|b."),
    (Command("taken", ""), "/taken|/TAKEN|/taken@azalea_bot|  /taken |／taken|\u200b/taken|/taken!"),
    (Command("today", ""), "/today@azalea_bot"),
    (Command("taken", "extra words"), "/taken extra words|/taken  extra words |/taken@bot\nextra words"),
    (Command("taken_", ""), "/taken_"),
    (Command("taken?", ""), "/taken?"),
    (Command("plan", "1½ x 50 mg at 8"), "/plan 1½ x 50 mg at 8|/Plan@b\n1½ x 50 mg at 8"),
    (Command("log", "Felt Rough"), "/log: Felt Rough"),
]
SAID_ROWS = [(meaning, text) for meaning, said in SAID for text in said.split("|")]

WHEN_SAID: dict[str, Meaning] = {
    "actually i took it at 8am": Took(ClockTime(8, 0, Half.AM)),
    "i took it just now after all": Took(None),
    "changed my mind i did take it": Took(None),
    "oh wait i did": Took(None),
    "had this mornings at 1": Took(ClockTime(1, 0, Half.EITHER), part="morning"),
    "took it a quarter of an hour ago": Took(Ago(15)),
    "took it three quarters of an hour ago": Took(Ago(45)),
    "took it 2 and a half hours ago": Took(Ago(150)),
    "took it 1h 30m ago": Took(Ago(90)),
    "took it 1 hour 20 mins ago": Took(Ago(80)),
    "took it a sec ago": Took(Ago(1)),
    "took it first thing this morning": Took(TimeUnknown("morning")),
    "took my evening dose": Took(TimeUnknown("evening")),
    "took yesterday's at 9": Took(ClockTime(9, 0, Half.EITHER), FromToday(-1)),
    "took last night's": Took(TimeUnknown("night"), FromToday(-1)),
    "took today's": Took(None),
    "took yesterday's on monday": Doubt(Why.OTHER_DAY),
    "took it tomorrow morning": Doubt(Why.OTHER_DAY),
    "took it at 8 an hour ago": Doubt(Why.TIME),
    "at 8 i took it at 9": Doubt(Why.TIME),
    "took it yesterday on monday": Doubt(Why.TIME),
    "took it yesterday an hour ago": Doubt(Why.TIME),
    "took it today yesterday": Doubt(Why.TIME),
    "took it at 45 to 8": Doubt(Why.TIME),
    "actually 25:00": Doubt(Why.TIME),
    "sorry, yesterday": OtherDay(FromToday(-1)),
    "no, last night": OtherDay(FromToday(-1)),
    "1.3 tabs from tomorrow": Unclear(),
    "dose up to 15": ChangeSaid("15"),
    "skip, nurse said hold it": ToldToStop("nurse said hold it"),
    "my white cells are low so they said stop": ToldToStop("my white cells are low so they said stop"),
    "i felt ill so i stopped the tablets": Unclear(),
    "actually from monday": ChangeSaid("", from_day=Weekday(0), instead=True),
    "they changed their mind, stay on 1": ChangeSaid("1", Decimal(1), instead=True),
    "they said 2 tablets from monday": ChangeSaid("2 tablets", Decimal(2), from_day=Weekday(0)),
    "actually i didn't take it": NotTaken(back=True),
    "i didn't take it": NotTaken(),
    "took 1 only": Doubt(Why.AMOUNT, Count(Decimal(1), named=False)),
    "im in sunny Spain": TravelSaid("Spain"),
    "im in my bed": Unclear(),
    "im in bed": Unclear(),
    "im going to be late": Unclear(),
    "i'm going to pass out": Unclear(),
    "im in a lot of pain": Unclear(),
    "im in the hospital": PauseSaid(Pause.HOSPITAL),
    "im in a really very long name of a place somewhere": Unclear(),
    "skip, it's monday": NotHad("it's monday"),
}


VETO_WORDS = texts(r"""
not|never|no|didn't|haven't|won't|if|when|unless|would|should|will|later|tomorrow|mum|she|hers
dad|kid|his|her|half|two|twice|double|another|wrong|mistake|maybe|forgot|nobody|almost|pretend|wish|who|can
didn’t|NOT|ｎｏｔ|2|½|?|❓|...|🙅|again
""")


@pytest.mark.parametrize("text", TAKEN)
def test_a_text_that_says_taken_is_taken(text: str) -> None:
    assert understand(text) == Took(None)


@pytest.mark.parametrize(("text", "at"), TAKEN_AT.items())
def test_a_time_that_is_said_is_kept_as_it_was_said(text: str, at: ClockTime) -> None:
    assert understand(text) == Took(at)


@pytest.mark.parametrize(("text", "meaning"), WHEN_SAID.items())
def test_a_time_and_a_day_are_carried_if_both_can_be_meant(text: str, meaning: Meaning) -> None:
    assert understand(text) == meaning


@pytest.mark.parametrize(("why", "text"), DOUBT_ROWS)
def test_what_only_speaks_of_taking_is_asked_about(why: Why, text: str) -> None:
    meaning = understand(text)
    assert isinstance(meaning, Doubt)
    assert meaning.why is why or text in ALSO


# What a veto stops, whatever else it is understood as.
VETOED = [text for why, text in DOUBT_ROWS if why is not Why.UNCLEAR] + texts(r"""
didn't take it|didnt take it|didn’t take it|not taken|never took it|haven't taken it yet|havent had it
i have not taken it|not had it|i've not taken it|no I didn't take it this morning|forgot it|forgot|missed
missed mine|i forgot to take it|wasn't taken|no i haven't taken it|i hadn't had it|never had it|not yet taken
will take it later|i'll take it soon|about to|about to take it|dad took it|my mum had it|my wife took hers
gave mia hers|my sister has taken it|gave it to dad|my daughter's taken it|tell mum i took it
took two by mistake|took 2 by mistake|gave it twice|think i took it twice|took it twice|took double
took all my pills|took an extra one|took too many|took the whole box|took the wrong one|took the wrong tablet
took it by mistake|took it by accident|can i take it now|forgot this morning can i take it now|should i take it
can i still take it|is it ok to take it|has dad had his|has anyone given mia hers|did dad have his?|do i take it
must i take it|did i take it yesterday|shall i take it
""")


def test_the_grammar_alone_takes_nothing_that_a_veto_stops() -> None:
    for text in VETOED:
        plain = sentence(text, {}).text
        assert not any(pattern.fullmatch(plain) for pattern in english_took.SAYS_TOOK), text


def test_the_vetoes_alone_stop_it_where_a_grammar_takes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = re.compile("(?P<before>)(?P<core>.*)(?P<after>)")
    monkeypatch.setattr(english_took, "SAYS_TOOK", (*english_took.SAYS_TOOK, everything))
    assert english_took.read_took(sentence("took a walk", {})) == Took(None)
    for text in VETOED:
        said = sentence(text, {})
        assert said.asked or not isinstance(english_took.read_took(said), Took), text


@pytest.mark.parametrize("text", UNCLEAR)
def test_anything_else_is_unclear(text: str) -> None:
    assert understand(text) == Unclear()


@pytest.mark.parametrize(("meaning", "text"), SAID_ROWS)
def test_short_answers_mean_what_they_say(meaning: Meaning, text: str) -> None:
    assert understand(text) == meaning


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "", "xx-YY"])
def test_a_language_that_is_not_known_is_read_as_english(language: str) -> None:
    assert understand("took it", language) == Took(None)
    assert not isinstance(understand("nicht taken", language), Took)


def test_the_corpus_is_as_large_as_it_claims() -> None:
    not_taken = {text for _, text in DOUBT_ROWS} | set(UNCLEAR) | {text for _, text in SAID_ROWS}
    assert len(not_taken) >= 400
    assert len(set(TAKEN) | set(TAKEN_AT)) >= 100


@pytest.mark.parametrize("veto", VETO_WORDS)
def test_one_veto_word_between_any_two_words_is_enough(veto: str) -> None:
    for words in map(str.split, [*TAKEN, *TAKEN_AT]):
        for place in range(len(words) + 1):
            vetoed = " ".join([*words[:place], veto, *words[place:]])
            assert not isinstance(understand(vetoed), Took), vetoed


@given(
    text=st.sampled_from([*TAKEN, *TAKEN_AT]),
    veto=st.sampled_from(VETO_WORDS),
    place=st.floats(0, 1),
    spaced=st.booleans(),
)
@settings(max_examples=1500, deadline=None)
def test_a_veto_typed_at_any_place_stops_taken(text: str, veto: str, place: float, *, spaced: bool) -> None:
    at = round(place * len(text))
    vetoed = text[:at] + (f" {veto} " if spaced else veto) + text[at:]
    meaning = understand(vetoed)
    # A figure that is typed into a time only makes another time.
    assert not isinstance(meaning, Took) or (veto == "2" and meaning.at is not None and not spaced), vetoed


@pytest.mark.parametrize("day", ["yesterday", "monday", "on friday", "2 days ago", "last night"])
def test_another_day_typed_between_any_two_words_is_never_silently_today(day: str) -> None:
    for words in map(str.split, [*TAKEN, *TAKEN_AT]):
        for place in range(len(words) + 1):
            meaning = understand(" ".join([*words[:place], day, *words[place:]]))
            assert not isinstance(meaning, Took) or meaning.day is not None, (words, place)


@example("T`KN")
@example("TOK")
@given(st.text(max_size=80))
@settings(max_examples=1000, deadline=None)
def test_any_text_is_read_without_an_error_and_is_taken_only_if_it_has_a_word_for_it(text: str) -> None:
    if isinstance(understand(text), Took):
        seen = unicodedata.normalize("NFKC", fuzz.APOSTROPHES.sub("", text)).casefold()
        assert any(word in seen for word in fuzz.TAKING)


@given(
    st.lists(
        st.sampled_from(texts("took|taken|it|i|not|had|my|8|at|7:15|?|.|,|half|mum|👍|yes|no|if|x|1|pill")), max_size=7
    )
)
@settings(max_examples=1500, deadline=None)
def test_no_mixture_with_a_veto_in_it_is_taken(words: list[str]) -> None:
    if isinstance(understand(" ".join(words)), Took):
        assert not {"not", "?", "half", "mum", "no", "if"} & set(words)


@pytest.mark.parametrize(
    "text",
    [
        "taken " * 17_000, "a" * 100_000, "1:1." * 25_000, "a" + " :)" * 33_000 + "a", " " * 100_000,
        "?" * 100_000, "not " * 25_000, "e\u0301\u0323" * 33_000, "\ufdfa" * 33_000, "👍" * 25_000,
        "\ud800" * 100_000, "at 8 " * 20_000, "took 8.30 " * 409, "\u0301\u0323" * 2_048, "y" * 4_096,
        "/" * 100_000, "👍" * 4_095 + "a", "1 " * 2_000,
    ],
)  # fmt: skip
def test_long_text_is_read_quickly(text: str) -> None:
    began = time.process_time()
    meaning = understand(text)
    assert time.process_time() - began < 0.2
    assert not isinstance(meaning, Took)


def test_twenty_times_taken_is_taken_once_and_a_thousand_times_is_noise() -> None:
    assert understand("TAKEN " * 20) == Took(None)
    assert not isinstance(understand("taken " * 600), Took)


def test_controls_and_lone_surrogates_are_dropped() -> None:
    assert understand("ta\x00ken\ud800") == Took(None)
    assert understand("/note\x00 \ud83da\x07b") == Command("note", "ab")


def test_seventy_letters_after_a_slash_are_no_command() -> None:
    assert understand("/" + "a" * 70) == Unclear()


@pytest.mark.parametrize("words", ["she took it", "she's had it", "she had hers"])
def test_who_she_is_only_the_circle_says(words: str) -> None:
    assert understand(words) == TheyTook("she", None)


@pytest.mark.parametrize("words", ["she never had it", "not me, she took it", "did she have it", "if she had it"])
def test_what_she_may_not_have_had_is_no_answer(words: str) -> None:
    assert not isinstance(understand(words), TheyTook)
