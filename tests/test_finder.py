"""What people type finds the excerpt that is meant, and what sounds urgent is never passed by."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.guide import Crisis, CrisisWords, Excerpt, Guide, folded
from bot.content import read_guide
from bot.finder import Finder, Found

SHIPPED = read_guide(Path(__file__).parents[1] / "content")
FINDER = Finder(SHIPPED)
PAGE = Excerpt(
    shelf="tips",
    topic="page",
    title="A page",
    aliases=("page",),
    body="Words.",
    facts=(),
    checked=date(2026, 11, 22),
    sources=(),
)


def page(shelf: str, topic: str, *aliases: str, unless: tuple[str, ...] = ()) -> Excerpt:
    """Return a page of a guide made for one test."""
    return replace(PAGE, shelf=shelf, topic=topic, title=topic.title(), aliases=aliases, unless=unless)


def finder(*pages: Excerpt) -> Finder:
    """Return a finder over *pages* alone."""
    return Finder(Guide(pages))


def topics(found: Found) -> list[str]:
    """Return what was found, in order."""
    return [excerpt.topic for excerpt in found.excerpts]


# Finding.


@pytest.mark.parametrize("excerpt", SHIPPED.excerpts, ids=lambda excerpt: excerpt.topic)
def test_every_shipped_excerpt_is_found_by_each_of_its_names(excerpt: Excerpt) -> None:
    for name in (excerpt.title, excerpt.topic, *excerpt.aliases):
        assert FINDER.find(excerpt.shelf, name).winner == excerpt, name
        assert FINDER.find(None, f"  {name.upper()}?! ").winner == excerpt, name


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("nausea", "nausea"),
        ("NAUSEA!!", "nausea"),
        ("nausia", "nausea"),
        ("nausae", "nausea"),
        ("nasuea", "nausea"),
        ("nauseea", "nausea"),
        ("nausseaaaa", "nausea"),
        ("nausia since the new ones", "nausea"),
        ("\N{FULLWIDTH LATIN SMALL LETTER N}ausea", "nausea"),
        ("feeling sick all day is that the tablets", "nausea"),
        ("want to throw up, sorry", "nausea"),
        ("sick to my stomach since monday", "nausea"),
        ("can\N{RIGHT SINGLE QUOTATION MARK}t face food", "nausea"),
        ("hair-thinning", "hair-thinning"),
        ("im loosing my hair", "hair-thinning"),
        ("alopeica", "hair-thinning"),
        ("burned in an hour on aza", "sun"),
        ("sunbrun", "sun"),
        ("sun", "sun"),
        ("sick", "nausea"),
        ("ive been sick twice", "nausea"),
        ("puking", "nausea"),
        ("tummy upset", "nausea"),
        ("hair", "hair-thinning"),
        ("my hair is falling out", "hair-thinning"),
        ("am i going bald", "hair-thinning"),
        ("burned by the sun", "sun"),
        ("High temperature or shivering", "high-temperature"),
        ("forgot this morning can i take it now", "late-tablet"),
        ("too late now?", "late-tablet"),
        ("late tablet", "late-tablet"),
        ("can i double up tomorow to catch up", "late-tablet"),
        ("threw up about 2 hours after my pill do i retake", "sick-after"),
        ("been sick 20 min after it", "sick-after"),
        ("only 4 left", "running-out"),
        ("i ran out on holiday", "running-out"),
        ("can i just stop if i feel great", "stopping"),
        ("septrin and azathioprine together", "co-trimoxazole"),
        ("gout - can i take allopurinol", "allopurinol"),
        ("can i have a glass of wine", "alcohol"),
        ("can i eat brie and runny eggs", "raw-food"),
        ("tylenol ok?", "paracetamol"),
        ("my MCV is 104", "mcv"),
        ("6-TGN 210 and 6-MMP 8000 what now", "metabolites"),
        ("grandchild had nasal flu vaccine should i keep away", "people-near-you"),
        ("can i breastfeed", "breastfeeding"),
        ("does azathioprine cause cancer", "cancer-risk"),
        ("how long for eczema", "skin"),
        ("dad takes it, what do i log", "helping-someone"),
        ("what do i tell work", "at-work"),
        ("is chicken soup ok", "eating"),
        ("my poo is really loose", "diarrhoea"),
        ("itchy skin", "small-things"),
        ("i cant cope", "weight-mood-sleep"),
        ("i feel like a burden", "weight-mood-sleep"),
        ("honestly my hubby reckons the pharmacist gave him a different brand", "names"),
        ("pharmacy wont give me my prescription", "running-out"),
    ],
)
def test_what_people_type_finds_one_excerpt(words: str, topic: str) -> None:
    found = FINDER.find(None, words)
    assert topics(found) == [topic]
    assert found.winner is not None
    assert found.close == ()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "?!",
        "\0",
        "\ud800",
        "🤒",
        "what is the weather",
        "pancakes",
        "sum",
        "write me a letter",
        "a",
        "never again",
        "i am off sick",
        "busy for 3 days",
        "can you book me a taxi",
        "who won the match",
        "is sertraline addictive",
        "side effects of gabapentin",
        "how old are you",
        "my screen is frozen",
        "need a sick note",
    ],
)
def test_what_the_guide_does_not_know_finds_nothing(words: str) -> None:
    assert FINDER.find(None, words) == Found()
    assert FINDER.find(None, words).winner is None


@pytest.mark.parametrize(
    ("words", "topic"),
    [("nausae vomitign", "nausea"), ("tirednes hedaache", "headache-dizziness")],
)
def test_what_is_only_near_is_offered_and_not_guessed(words: str, topic: str) -> None:
    found = FINDER.find(None, words)
    assert found.winner is None
    assert topics(found)[0] == topic
    assert found.close == found.excerpts


def test_words_that_name_two_excerpts_offer_both() -> None:
    found = FINDER.find("sideeffects", "I feel sick in the sun")
    assert sorted(topics(found)) == ["nausea", "sun"]
    assert found.winner is None


def test_what_is_urgent_is_offered_first() -> None:
    assert topics(FINDER.find(None, "feeling sick and a fever"))[:2] == ["high-temperature", "nausea"]


def test_what_is_urgent_does_not_hide_what_was_asked() -> None:
    assert topics(FINDER.find(None, "had pancreatitis years ago, can i try it again"))[:2] == [
        "severe-tummy-pain",
        "after-a-reaction",
    ]


@pytest.mark.parametrize(
    "words",
    ["yellow fever cert for kenya", "texted about a shingles vacine", "what is this pml thing", "keeled over laughing"],
)
def test_what_only_sounds_urgent_is_not_heard(words: str) -> None:
    assert FINDER.urgent(words) is None


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("38.6 and shaking", "high-temperature"),
        ("my wee is the colour of coke", "yellow-eyes"),
        ("throat like razor blades", "infection-signs"),
        ("dad just keeled over", "sudden-collapse"),
        ("belly rock hard", "severe-tummy-pain"),
        ("lost 2 stone and not even trying", "lumps-and-sweats"),
        ("mums mouth has dropped on one side", "weakness"),
    ],
)
def test_what_is_urgent_is_heard_as_people_put_it(words: str, topic: str) -> None:
    assert FINDER.urgent(words) == SHIPPED.get("urgent", topic)


def test_no_more_than_four_are_offered() -> None:
    many = finder(*(page("tips", f"t{number}", "water", f"word{number}") for number in range(6)))
    assert topics(many.find(None, "water")) == ["t0", "t1", "t2", "t3"]
    assert topics(many.find(None, "water please")) == ["t0", "t1", "t2", "t3"]
    assert topics(many.find(None, "watwr")) == ["t0", "t1", "t2", "t3"]
    assert len(finder(*(page("tips", f"waters{letter}", "x") for letter in "abcdef")).find(None, "waters").close) == 4


def test_a_shelf_is_searched_alone() -> None:
    two = finder(page("tips", "water", "tap"), page("bloodtests", "needle", "tap"))
    assert topics(two.find("tips", "tap")) == ["water"]
    assert topics(two.find("bloodtests", "a tap")) == ["needle"]
    assert topics(two.find(None, "tap")) == ["water", "needle"]
    assert two.find("tips", "needle") == two.find("no such shelf", "tap") == Found()


def test_a_whole_name_goes_before_an_alias_inside_the_words() -> None:
    two = finder(page("tips", "sun-cream", "lotion"), page("tips", "sun", "sun"))
    assert topics(two.find(None, "sun cream")) == ["sun-cream"]


def test_a_name_inside_a_longer_name_does_not_count() -> None:
    two = finder(page("tips", "hair", "hair"), page("tips", "loss", "hair loss"))
    assert topics(two.find(None, "about my hair loss")) == ["loss"]


def test_an_alias_is_not_found_inside_a_word() -> None:
    assert finder(page("tips", "sun", "sun")).find(None, "on Sunday") == Found()


@pytest.mark.parametrize("words", ["mot", "sunn", "hat"])
def test_a_slip_in_a_short_word_is_not_forgiven(words: str) -> None:
    assert finder(page("tips", "mole", "mole", "sun", "hair")).find(None, words).winner is None


def test_one_name_takes_one_slip() -> None:
    one = finder(page("tips", "x", "falling asleep"))
    assert one.find(None, "fallling asleep").winner
    assert one.find(None, "falling asleeep").winner
    assert one.find(None, "fallnig aslepe").winner is None


def test_a_letter_put_before_the_first_is_another_word() -> None:
    assert finder(page("tips", "x", "echoes")).find(None, "my cechoes in here").winner is None


def test_a_question_is_looked_for_in_the_first_words_and_what_is_urgent_in_all() -> None:
    assert FINDER.find(None, "blah " * 300 + "nausea") == Found()
    assert FINDER.urgent("blah " * 300 + "fever")


def test_an_empty_guide_finds_nothing() -> None:
    assert finder().find(None, "nausea") == Found()
    assert finder().urgent("fever") is None


def test_names_without_a_word_are_never_found() -> None:
    odd = replace(page("urgent", "odd", "?", "odd one", unless=("!",)), title="?")
    assert finder(odd).find(None, "?") == Found()
    assert finder(odd).urgent("? odd one") == odd


# Urgent.


@pytest.mark.parametrize(
    "words",
    [
        *(
            "fever",
            "FEVER",
            "Fever!",
            "feverrrr",
            "\N{FULLWIDTH LATIN SMALL LETTER F}ever",
            "fe\N{SOFT HYPHEN}ver",
            "f\N{ZERO WIDTH SPACE}ever",
        ),
        *(
            "i dont have a fever",
            "no fever but shivering",
            "no fever this morning but 39 now",
            "i had no temp until an hour ago",
            "fever gone up",
            "i have 39",
            "she has 39.5",
            "took it, but I have a fever",
            "not taken. fever.",
            "fever?",
        ),
        *("skip, temp 38.9 and shivering", "temp 39 shivering", "temp38,5", "temp: 39", "38.9 temp", "TEMP 101F"),
        *("mia has a fever 39 and is shivering", "mia has a fever 39", "ask them: is fever normal on this"),
        *("nurse line is closed and i have a fever, 111 or a&e?", "dad is confused today and had a fever"),
        *("I have a temperature", "temperture of 39", "temprature", "tempreture", "tempature", "temperatur"),
        *(
            "shivring",
            "shiverin all night",
            "hsivering",
            "shivvering",
            "shievring",
            "got the shivers",
            "a bit feverish",
        ),
        *("feverih", "burning up", "chills", "chils", "I caught a chill", "can't stop shaking", "going hot and cold"),
        *("hay fever, or maybe a fever", "at room temperature but my temperature is 39", "chilly and shivery"),
        *("eyes yellow, fever 39", "temp\0\ud80038 🤒", "high\ntemp", "high-temp", "high_temp", "fever/chills"),
    ],
)
def test_a_high_temperature_is_heard_in(words: str) -> None:
    heard = FINDER.urgent(words)
    assert isinstance(heard, Excerpt)
    assert (heard.shelf, heard.topic) == ("urgent", "high-temperature")


@pytest.mark.parametrize(
    "words",
    [
        *("took too much", "I took too many!", "taken too many tablets", "TOOK 2 BY MISTAKE", "took two by mistake"),
        *("took it twice", "think i took it twice", "took twice", "gave it twice", "mum gave it twice, help"),
        *("double dose", "had a double dose today", "doubled up", "overdose", "overdosed", "overdsoe", "over-dose"),
        *("all my pills", "lost count, all my pills", "took it 2x", "took a handful", "handful of pills"),
        *("my kid swallowed some", "a child took my tablets", "child took it by mistake", "swallowed the tablets"),
        *("he swallowed my tablets", "took 20 tablets", "i took thirty pills", "too many tablets", "too many pills"),
        *("an extra tablet", "one too many", "twice by mistake", "took it again by mistake", "accidentally took two"),
        *("accidently took 2", "accidentally doubled it", "took an extra one", "took another tablet", "took a handful"),
        *("i take it twice a day but took it twice", "got into my tablets", "took it twice?"),
        *("swallowed my pills with vodka", "my child took it", "child took her nan's tablets", "all my pills are gone"),
        *("i doubled my dose", "not taken, gave it twice yesterday", "did I take too much", "took more than i should"),
        *("took the wrong one", "i took two tablets instead of one", "took 4 instead of 2", "took 3 today oops"),
        *(
            "oops took 3",
            "oops i took 3 tablets and now what",
            "oops just took 3",
            "Oops, took 2",
            "whoops i took two tablets",
            "oops, ive taken 3",
            "ive taken 3 instead of 2",
        ),
        *("took my morning and evening ones together", "forgot i already took it and took another", "od'd", "i OD'd"),
        *("i gave her two by mistake", "gave mia two tablets by mistake", "lena and i both gave it"),
        *("gave her the wrong tablet", "took both doses at the same time"),
    ],
)
def test_too_much_is_heard_in(words: str) -> None:
    heard = FINDER.urgent(words)
    assert isinstance(heard, Excerpt)
    assert (heard.shelf, heard.topic) == ("urgent", "taken-too-much")


@pytest.mark.parametrize(
    "words",
    [
        *("/plan 2 x 50 mg at 08:00", "2 x 50 mg at 08:00", "2 tablets", "2 tablets of 50 mg twice a day", "2x50"),
        *("two tablets of 50 mg", "twice a day", "twice daily", "took it", "took both", "took both doses", "took 2"),
        *("i take it twice a day", "i took it twice a day", "took it 2 x 50 mg", "took my tablets twice daily"),
        *("azathioprine 50mg twice daily", "take two", "took 2 tablets", "took two tablets", "took 1.5", "took 50 mg"),
        *("took it at 7 2", "50 mg tablets", "box of 28 tablets", "20 tablets left", "too many tablets left"),
        *("too many tablets to swallow", "it took too much time", "they took too much blood", "one too many drinks"),
        *("doubled up in pain", "overdue", "overdone it in the garden", "my double bed", "take a dose", "both taken"),
        *("never take a double dose?", "should i take an extra dose", "do not take an extra tablet", "extra table"),
        *("i pressed it twice by mistake", "sent that twice by mistake", "tapped i took it by mistake"),
        *("my child took it at 8", "child took her tablet", "swallowed my tablets with water", "the kid took it"),
        *("do i take all my pills together", "i lost all my pills", "i take all my pills in the morning"),
        *("gave it", "gave it at 8", "took it by mistake", "took it again at 8", "two by two", "extra", "mistake"),
        *("took two", "gave her two", "mia took two", "took 1 instead of 2", "took it at 2 instead of 1", "how odd"),
        *("am i odd", "took mine and gave her hers", "took the morning one"),
        *(
            "took 2 as planned",
            "oops took it at 2",
            "oops, took 2 days to answer",
            "oops took two steps back",
            "oops i took 3 buses",
            "whoops took 3 attempts",
        ),
    ],
)
def test_a_plan_or_a_plain_answer_is_not_too_much(words: str) -> None:
    assert FINDER.urgent(words) is None


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            " ",
            "\0",
            "\ud800",
            "🤒",
            "taken",
            "took it",
            "yes",
            "took both at 8",
            "1",
            "not today",
            "skip",
            "later",
        ),
        *(
            "feverfew",
            "can I take feverfew tea",
            "room temperature",
            "keep it at room temperature?",
            "room temp",
            "hay fever",
        ),
        *("hay fever tablets", "yellow fever vaccine", "what temperature should i store it at", "fridge temperature"),
        *("chilly today", "I like chilli", "chillis", "my child's dose", "the hills", "chill out", "turning up late"),
        *(
            "a sliver of soap",
            "electric shaver",
            "the shiner",
            "temp job",
            "I work as a temp",
            "contemporary",
            "attempt 38",
        ),
        *(
            "never had this",
            "hot and cold water",
            "how long do the tablets last",
            "silver",
            "tempted",
            "forever",
            "bird feeder",
        ),
    ],
)
def test_an_everyday_sentence_is_not_urgent(words: str) -> None:
    assert FINDER.urgent(words) is None


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (
            "bleeding",
            ("bruises all over", "nosebleed wont stop", "black poo", "throwing up blood", "gums are bleeding"),
        ),
        ("bleeding", ("red spots on my legs", "blood in my wee", "brusies", "bleeding wont stop")),
        ("bleeding", ("i'm bleeding", "im bleeding alot", "i cut myself", "shes bleeding")),
        ("feeling-very-ill", ("ambulance", "an ambulance please", "call 911", "call 999", "not feeling well")),
        ("high-temperature", ("im shaking and hot", "hot and shaking")),
        ("infection-signs", ("stiff neck", "my neck is stiff")),
        ("severe-tummy-pain", ("my belly really hurts",)),
        ("sick-again-and-again", ("vomiting all day", "been sick all day")),
        ("sudden-collapse", ("im having a seizure",)),
        ("breathing", ("i cant breathe", "can't breath", "short of breath", "face is swollen", "throat is closing up")),
        (
            "chickenpox-contact",
            ("grandson has chicken pox, i sat with him", "husband has shingles", "measles at school"),
        ),
        (
            "feeling-very-ill",
            ("i feel awful", "feeling very ill", "feel like death", "a bad reaction", "call an ambulance"),
        ),
        ("feeling-very-ill", ("help me", "Help me!", "please help me", "HELP ME NOW", "emergency", "sos")),
        (
            "infection-signs",
            ("sore throat", "mouth ulcers", "it burns when i pee", "white patches on my tongue", "uti"),
        ),
        ("itching-in-pregnancy", ("pregnant and itching", "my palms are itchy", "itching but no rash")),
        ("lumps-and-sweats", ("swollen glands and night sweats, losing weight", "a lump in my neck")),
        (
            "severe-rash",
            ("skin peeling and blistering", "rash all over", "my skin is peeling off", "came out in hives"),
        ),
        ("severe-tummy-pain", ("severe stomach pain", "pain going through to my back", "tummy hurts so bad")),
        ("sick-again-and-again", ("been sick five times today", "cant keep anything down", "cannot stop vomiting")),
        ("sudden-collapse", ("i fainted", "dad is confused and clammy", "he wont wake up", "passed out this morning")),
        ("sudden-hair-loss", ("hair coming out in clumps", "lost half my hair", "week 3 and hair falling out fast")),
        ("weakness", ("face is drooping", "slurred speech", "cant move my arm", "left side is weak", "blurry vision")),
        (
            "yellow-eyes",
            ("eyes look yellow", "my eyes look yellow", "/symptom eyes look yellow", "dark urine", "jaundice"),
        ),
    ],
)
def test_each_page_of_the_urgent_shelf_is_heard_in(topic: str, words: tuple[str, ...]) -> None:
    for typed in words:
        assert FINDER.urgent(typed) == SHIPPED.get("urgent", topic), typed


@pytest.mark.parametrize(
    "words",
    [
        *(
            "took it",
            "felt a bit sick",
            "sore arm from jab",
            "funny taste",
            "/symptom funny taste",
            "fieber 39",
            "help",
        ),
        *("can you help me set a reminder", "help me change the time", "i need help with the plan", "/help", "help?"),
        *("feel sick", "nausea", "bit queasy", "bit tired today", "mild headache", "knee hurts", "my back hurts"),
        *("im a bit confused by the buttons", "confused about the time", "shingles vaccine", "had my shingles jab"),
        *("bruise from the blood test", "my son is fit and well", "new trousers dont fit", "i cut my finger cooking"),
        *("i stroke the cat", "collapsed on the sofa and slept", "septic tank", "lost my tablets", "ran out", "ran 5k"),
        *("a cold", "runny nose", "dry skin", "itchy nose", "my tablet is yellow", "the yellow one", "red wine"),
        *(
            "i feel awful about missing it",
            "im dying to know",
            "in hospital",
            "home now",
            "nurse said hold it",
            "missed",
        ),
        *("forgot it", "woke up late", "cant sleep", "cant see the button", "my hair is thinning", "hair loss"),
        *("bleeding gums last year", "i cut myself shaving", "took it, not feeling well about the job"),
    ],
)
def test_an_ordinary_day_brings_no_block(words: str) -> None:
    assert FINDER.urgent(words) is None


@pytest.mark.parametrize("excerpt", SHIPPED.shelf("urgent"), ids=lambda excerpt: excerpt.topic)
def test_a_name_that_stands_alone_is_heard_only_alone(excerpt: Excerpt) -> None:
    for name in excerpt.alone:
        assert FINDER.urgent(f" {name.upper()}!! ") == excerpt, name
    one = finder(page("urgent", "x", "y"), replace(page("urgent", "z", "w"), alone=("help me",)))
    assert one.urgent("help me") == replace(page("urgent", "z", "w"), alone=("help me",))
    assert one.urgent("help me with this") is None
    assert one.find("urgent", "help me").winner is not None


def test_a_crisis_goes_before_every_page() -> None:
    words = (CrisisWords(Crisis.OVERDOSE, ("too",)), CrisisWords(Crisis.DIE, ("end",)))
    both = Finder(Guide((page("urgent", "blood", "blood"),), words))
    assert both.urgent("blood, the end") is Crisis.DIE
    assert both.urgent("blood, the end, too") is Crisis.OVERDOSE
    assert both.urgent("blood") == page("urgent", "blood", "blood")
    assert both.find(None, "end") == Found()


@pytest.mark.parametrize("excerpt", SHIPPED.shelf("urgent"), ids=lambda excerpt: excerpt.topic)
def test_every_alias_of_an_urgent_page_is_heard_in_a_sentence(excerpt: Excerpt) -> None:
    for alias in excerpt.aliases:
        assert FINDER.urgent(f"took it at 8, {alias}. ok?") == excerpt, alias


@pytest.mark.parametrize("excerpt", SHIPPED.shelf("urgent"), ids=lambda excerpt: excerpt.topic)
def test_a_phrase_that_means_nothing_is_not_heard_and_holds_an_alias(excerpt: Excerpt) -> None:
    bare = Finder(Guide((replace(excerpt, unless=()),)))
    for phrase in excerpt.unless:
        assert FINDER.urgent(f"is it {phrase} or so") is None, phrase
        assert bare.urgent(f"is it {phrase} or so") is not None, phrase


# A crisis.


@pytest.mark.parametrize(
    "words",
    [
        *(
            "i want to die",
            "I WANT TO DIE",
            "i just want to die",
            "wanna die",
            "i want 2 die",
            "dad says he wants to die",
        ),
        *(
            "suicidal",
            "im feeling suicidal",
            "sucidal",
            "suicide",
            "thinking about suicide tonight",
            "suicidle thoughts",
        ),
        *("end it all", "i want to end it all", "ending it all tonight", "i want to end my life", "ending my life"),
        *(
            "kill myself",
            "im going to kill myself",
            "i could kill my self",
            "she wants to kill herself",
            "i want to kms",
        ),
        *(
            "i cant go on",
            "can't go on",
            "cant go on like this",
            "i can\N{RIGHT SINGLE QUOTATION MARK}t go on any more",
        ),
        *("better off dead", "id be better off dead", "they would be better off without me", "rather be dead"),
        *("i wish i was dead", "wish i were dead", "wish i had never been born", "i dont want to be alive"),
        *(
            "i don't want to live",
            "no reason to live",
            "nothing to live for",
            "life is not worth living",
            "tired of living",
        ),
        *(
            "self harm",
            "self-harm",
            "selfharm",
            "i want to hurt myself",
            "i keep cutting myself",
            "i cut myself on purpose",
        ),
        *("going to hang myself", "slit my wrists", "jump off a bridge", "throw myself under a train"),
        *("i want to take all my pills", "tempted to take all my tablets", "thinking of overdosing", "lethal dose?"),
        *("how many pills would kill me", "enough tablets to end it", "nobody would miss me", "hope i dont wake up"),
        *("took it, and i want to die", "/log i want to die", "not today. i want to die", "fever 39 and i want to die"),
        *(
            "goodbye everyone",
            "let me die",
            "i dont want to be here",
            "i cant do this anymore",
            "i can't cope anymore!",
        ),
    ],
)
def test_a_wish_to_die_is_heard_in(words: str) -> None:
    assert FINDER.urgent(words) is Crisis.DIE


@pytest.mark.parametrize(
    "words",
    [
        *(
            "took all my pills",
            "Took all my tablets.",
            "i took all the pills",
            "taken all my meds",
            "she took all her pills",
        ),
        *("swallowed all my tablets", "swallowed the whole box", "took the whole box", "took a whole packet of them"),
        *("ate the whole bottle", "emptied the whole bottle", "took all of my pills", "downed a bottle of pills"),
        *(
            "i've taken an overdose",
            "took an od",
            "overdosed on purpose",
            "took them all on purpose",
            "took too many on purpose",
        ),
        *("took every pill i had", "swallowed the lot", "i want to die, took all my pills", "fever. took all my pills"),
        *("took it at 8 and then took all my pills", "my daughter swallowed the whole packet", "took all my imuran"),
    ],
)
def test_an_overdose_that_may_be_meant_is_heard_in(words: str) -> None:
    assert FINDER.urgent(words) is Crisis.OVERDOSE


@pytest.mark.parametrize(
    "words",
    [
        *(
            "dying for a coffee",
            "this queue is killing me",
            "im dead tired",
            "my phone died",
            "dad died",
            "my nan died",
        ),
        *("my feet are killing me", "dead on my feet", "the battery is dying", "to die for", "i nearly died laughing"),
        *(
            "dropped dead",
            "i'm dead",
            "die hard is on",
            "the plant died",
            "dead line",
            "deadline is friday",
            "the dye ran",
        ),
        *(
            "i dont want to die",
            "scared, i do not want to die",
            "am i going to die",
            "will this kill me",
            "killer heels",
        ),
        *("shoot myself in the foot", "killing myself laughing", "cutting myself some slack", "i cut myself shaving"),
        *("dont want to live in london", "i cant go on holiday", "cant go on sunday", "i dont want to go on steroids"),
        *("i dont want to be here at 9", "cant do this any more than i do", "suicide squad is on", "ran 5 kms"),
        *("end of it all", "at the end of the day", "in the end i took it", "end my plan", "want to end this plan"),
        *(
            "took all my stuff home",
            "took all day",
            "took the whole day off",
            "took my tablets",
            "took them all to the tip",
        ),
        *(
            "ate the whole box of chocolates",
            "took the box of tablets back",
            "hurt my back",
            "hurt myself playing football",
        ),
        *(
            "i take all my tablets at 8",
            "took all my meds as usual",
            "stab myself with the pen",
            "top myself up with water",
        ),
        *(
            "wake up early",
            "i hope i dont wake up late",
            "tired of living with this",
            "sick of it",
            "off work",
            "i give up",
        ),
    ],
)
def test_a_way_of_speaking_is_no_crisis(words: str) -> None:
    assert not isinstance(FINDER.urgent(words), Crisis)


@pytest.mark.parametrize("words", SHIPPED.crises, ids=lambda words: words.crisis)
def test_every_name_of_a_crisis_is_heard_and_every_exception_is_one(words: CrisisWords) -> None:
    bare = Finder(Guide((), (replace(words, unless=()),)))
    for alias in words.aliases:
        assert FINDER.urgent(f"took it at 8, {alias}. ok?") is words.crisis, alias
    for alias in words.alone:
        assert FINDER.urgent(f"{alias}!") is words.crisis, alias
        assert FINDER.urgent(f"so {alias} with it") is not words.crisis, alias
    for phrase in words.unless:
        assert FINDER.urgent(f"is it {phrase} or so") is not words.crisis, phrase
        assert bare.urgent(f"is it {phrase} or so") is words.crisis, phrase


@pytest.mark.parametrize(
    "words", ["i cant cope any more", "i cant go on", "i dont want to be here", "took the whole box"]
)
def test_words_of_a_crisis_are_heard_before_any_page(words: str) -> None:
    assert isinstance(FINDER.urgent(words), Crisis)


def test_the_first_page_of_the_urgent_shelf_goes_first() -> None:
    two = finder(page("tips", "calm", "blood"), page("urgent", "b", "blood"), page("urgent", "a", "faint"))
    assert two.urgent("faint, and blood everywhere") == page("urgent", "b", "blood")


def test_other_shelves_are_never_urgent() -> None:
    assert finder(page("sideeffects", "fever", "fever")).urgent("fever") is None


def test_only_the_alias_that_is_part_of_the_phrase_is_set_aside() -> None:
    one = finder(page("urgent", "x", "chills", "a chill", unless=("chill",)))
    assert one.urgent("chill") is None
    assert one.urgent("a chill")


# Odd texts.

ODD = {
    "letters": string.ascii_lowercase * 4000,
    "one letter": "x" * 100_000,
    "words": "the quick brown fox is at room temperature today " * 2000,
    "typos": "shiverimg temparate chillx " * 3700,
    "surrogates": "\ud800\x00🤒" * 33_000,
    "wide": "﷽" * 5000,
    "accents": "e\N{COMBINING ACUTE ACCENT}" * 50_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_a_very_long_text_is_answered_and_what_is_urgent_in_it_heard(text: str) -> None:
    FINDER.find(None, text)
    assert FINDER.urgent(f"{text} fever")
    assert FINDER.urgent(f"fever {text}")


@pytest.mark.parametrize("words", ["took my tablets at eight and all is well ", "took ", "i dont want to ", "fever "])
def test_a_long_text_of_words_that_begin_names_is_read_quickly(words: str) -> None:
    """Eight times the letters take about eight times as long, not sixty-four."""

    def took(letters: int) -> float:
        text = words * (letters // len(words))
        times = []
        for _ in range(3):
            start = process_time()
            FINDER.urgent(text)
            times.append(process_time() - start)
        return min(times)

    assert took(100_000) < 24 * took(12_500)


@given(st.text(st.characters(codec=None)))
def test_no_text_breaks_the_search(text: str) -> None:
    found = FINDER.find(None, text)
    assert len(found.excerpts) <= 4
    assert (found.winner is None) == (not found.sure)
    FINDER.urgent(text)


@given(st.text(), st.text())
def test_a_fever_is_heard_in_any_company_that_words_can_keep(before: str, after: str) -> None:
    words = folded(f"{before} shivering {after}")
    if "shivering" in words:
        assert FINDER.urgent(f"{before} shivering {after}")


@pytest.mark.parametrize("word", ["temperature", "shivering", "feverish"])
def test_each_slip_after_the_first_letter_is_heard(word: str) -> None:
    for place in range(1, len(word)):
        assert FINDER.urgent(f"a {word[:place] + word[place + 1 :]} today"), place
        assert FINDER.urgent(f"a {word[:place]}q{word[place:]} today"), place
        assert FINDER.urgent(f"a {word[:place]}q{word[place + 1 :]} today"), place
        assert FINDER.urgent(f"a {word[: place - 1]}{word[place]}{word[place - 1]}{word[place + 1 :]} today"), place


def test_folding_parts_letters_from_digits_and_drops_what_is_not_seen() -> None:
    assert folded("Temp38.9°, can\N{RIGHT SINGLE QUOTATION MARK}t\N{ZERO WIDTH SPACE} “SLEEP”!") == (
        "temp",
        "38",
        "9",
        "cant",
        "sleep",
    )
    assert folded("sooooo 1000 ÉTÉ") == ("so", "1000", "été")
    assert folded("") == ()
