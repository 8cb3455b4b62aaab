"""The content that is shipped can be traced, read and understood; content that cannot is refused by file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from bot.care.guide import SHELVES, Clinician, Crisis, CrisisWords, Excerpt, Words, folded
from bot.content import (
    LONGEST_BODY,
    BadContent,
    Countries,
    content_folder,
    plain,
    read_countries,
    read_guide,
    read_phrases,
)

CONTENT = Path(__file__).parents[1] / "content"
TOMORROW = datetime.now(UTC).date() + timedelta(days=1)  # east of Greenwich it is tomorrow already
GUIDE = read_guide(CONTENT, today=TOMORROW)

MEDICINES = r"\b(azathioprine|aza|imuran|azasan|mercaptopurine|thiopurines?|6-?mp|NUDT15|TPMT)\b"
BANNED = re.compile(
    r"!|\b(you should|you must|normal\w*|abnormal\w*|safe\w*|missed|alert\w*|increase your dose|lower your dose|"
    r"double (up|the dose|your dose)|skip (a|the|your) dose|promise\w*|guarantee\w*|don't worry|do not worry|"
    r"nothing to worry|no need to worry|rest assured|harmless|will (soon )?(pass|go away|get better|be fine)|"
    r"always works|cures?|is fine|are fine|you need to|you have to)\b",
    re.IGNORECASE,
)


def shown(excerpt: Excerpt) -> list[str]:
    """Return all that a person can be shown of *excerpt*."""
    return [excerpt.title, excerpt.body, *filter(None, [excerpt.neutral])]


def syllables(word: str) -> int:
    """Count them as the usual rule of thumb does: groups of vowels, a silent e at the end not counted."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)


def school_year(text: str) -> float:
    """Return the Flesch-Kincaid grade of *text*, medicines not counted; a list item is a sentence."""
    sentences = [
        words
        for sentence in re.split(r"[.:;?]\s|[.:;?]?\n", re.sub(MEDICINES, "", text, flags=re.IGNORECASE) + "\n")
        if (words := re.findall(r"[a-z']+", sentence.lower()))
    ]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


# What is shipped.


def test_the_content_is_found_beside_the_package() -> None:
    assert content_folder() == CONTENT


def test_the_guide_fills_every_shelf() -> None:
    assert GUIDE.shelves == SHELVES
    assert len(GUIDE.excerpts) >= 110
    assert len(GUIDE.shelf("tips")) >= 25
    assert {excerpt.topic for excerpt in GUIDE.shelf("sideeffects")} >= {"nausea", "hair-thinning", "sun"}
    assert GUIDE.get("urgent", "high-temperature") in GUIDE.shelf("urgent")
    assert GUIDE.get("urgent", "nausea") is None
    assert GUIDE.shelf("no such shelf") == ()


def test_shelves_are_listed_once_each_in_the_order_of_the_house() -> None:
    assert list(GUIDE.shelves) == [shelf for shelf in SHELVES if GUIDE.shelf(shelf)]


def test_every_excerpt_can_be_traced_to_what_was_read() -> None:
    lines = (CONTENT / "facts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    facts = {cells[0]: cells[2].split(";") for cells in (line.split("\t") for line in lines)}
    for excerpt in GUIDE.excerpts:
        assert excerpt.facts, excerpt.topic
        traced = {key for fact in excerpt.facts for key in facts[fact]}
        assert {source.key for source in excerpt.sources} == traced, excerpt.topic
        for source in excerpt.sources:
            assert source.grade in "ABC", excerpt.topic
            assert source.url.startswith(("https://", "http://")), excerpt.topic
            assert source.name, excerpt.topic


def test_every_excerpt_was_checked_after_its_sources_were_read() -> None:
    for excerpt in GUIDE.excerpts:
        assert max(source.seen for source in excerpt.sources) <= excerpt.checked <= TOMORROW, excerpt.topic


def test_no_excerpt_claims_a_clinician_without_a_name() -> None:
    for excerpt in GUIDE.excerpts:
        assert excerpt.clinician is None or excerpt.clinician.name, excerpt.topic


def test_every_excerpt_fits_one_message() -> None:
    for excerpt in GUIDE.excerpts:
        assert all(0 < len(text) <= LONGEST_BODY for text in shown(excerpt)), excerpt.topic


def test_every_excerpt_can_be_read_at_eleven() -> None:
    for excerpt in GUIDE.excerpts:
        for text in shown(excerpt)[1:]:
            assert school_year(plain(text)) <= 6.0, excerpt.topic


def test_the_measure_of_reading_tells_plain_words_from_a_leaflet() -> None:
    leaflet = "Immunosuppressive medication predisposes individuals to opportunistic infections requiring evaluation."
    assert school_year("The cat sat on the mat. It was warm.") < 2
    assert school_year(leaflet) > 12
    assert school_year(f"{leaflet} Azathioprine.") == school_year(leaflet)


def test_no_excerpt_commands_promises_or_judges() -> None:
    for excerpt in GUIDE.excerpts:
        assert [found[0] for text in shown(excerpt) for found in BANNED.finditer(text)] == [], excerpt.topic


def test_dividing_a_dose_is_only_something_to_ask_the_team_about() -> None:
    for excerpt in GUIDE.excerpts:
        for text in shown(excerpt):
            for line in re.split(r"\n|(?<=\.) ", text):
                asked = re.search(r"\bask (your|their) team about\b", line)
                assert "split the dose" not in line or asked, excerpt.topic


def test_every_excerpt_says_when_to_ring() -> None:
    for excerpt in GUIDE.excerpts:
        assert re.search(r"\bring\b", excerpt.body, re.IGNORECASE), excerpt.topic


def test_no_mark_is_left_where_marks_are_not_shown() -> None:
    for excerpt in GUIDE.excerpts:
        for text in shown(excerpt):
            assert not re.search(r"[*_`<>#\[\]\\]", plain(text)), excerpt.topic


@pytest.mark.parametrize("shelf", GUIDE.shelves)
def test_an_alias_names_one_excerpt_of_its_shelf(shelf: str) -> None:
    aliases = [folded(alias) for excerpt in GUIDE.shelf(shelf) for alias in excerpt.aliases]
    assert len(aliases) == len(set(aliases))


@pytest.mark.parametrize("excerpt", GUIDE.shelf("urgent"), ids=lambda excerpt: excerpt.topic)
def test_an_urgent_excerpt_can_be_shown_where_the_medicine_is_not_named(excerpt: Excerpt) -> None:
    assert excerpt.urgent
    assert excerpt.neutral
    assert not re.search(MEDICINES, f"{excerpt.title} {excerpt.neutral}", re.IGNORECASE)


# What is refused. The lines that are wrong are counted in these files.

SOURCES = """\
[NHS]
name = "NHS: a page"
url = "https://nhs.uk/page"
grade = "A"
seen = 2026-11-20

[CLINIC]
name = "A clinic's leaflet"
url = "https://clinic.example/leaflet"
grade = "C"
seen = 2026-11-21
"""
FACTS = "id\tfact\tsources\nF1-01\tSomething is so.\tCLINIC;NHS\nF1-02\tSomething else is.\tNHS\n"
PAGE = """\
+++
title = "Feeling sick"
aliases = [
    "nausea",
    "queasy",
]
facts = ["F1-01", "F1-02"]
checked = 2026-11-22
+++
Feeling sick is what this is about.

- ring your team
"""
URGENT = """\
+++
title = "Shivering"
aliases = ["shivers"]
facts = ["F1-02"]
checked = 2026-11-22
urgent = true
unless = ["shivers of joy"]
neutral = "Ring the team."
[clinician]
name = "Dr A. Example"
date = 2026-11-22
+++
Ring your team today.
"""
CRISIS = """\
[overdose]
aliases = ["took (all|half)"]

[die]
aliases = ["want to go"]
unless = ["want to go (home|out)"]
alone = ["no more"]
"""
WORDS = """\
fillers = ["a, the"]
everyday = ["lately"]
same = [
    "tablet, pill",
    "sick, throw up",
]
elsewhere = ["weather, football"]
beyond = ["(cook|bake) for me"]
own = ["aza"]
medicines = ["insulin, aspirin"]
"""
ASIDE = """\
kitchen = ["boil an egg", "a cake"]
chatter = ["how are you"]
"""
NAUSEA = "guide/en/sideeffects/nausea.md"
SHIVERING = "guide/en/urgent/shivering.md"
CRISES = "guide/en/crisis.toml"
COMPARED = "guide/en/words.toml"
OUTSIDE = "guide/en/outside.toml"
GOOD = {
    "sources.toml": SOURCES,
    "facts.tsv": FACTS,
    NAUSEA: PAGE,
    SHIVERING: URGENT,
    CRISES: CRISIS,
    COMPARED: WORDS,
    OUTSIDE: ASIDE,
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write *files*, by their path in *folder*."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def changed(text: str, old: str, new: str) -> str:
    """Return *text* with *old*, which stands in it once, made *new*."""
    assert text.count(old) == 1
    return text.replace(old, new)


def refusal(folder: Path, *, today: date | None = None) -> str:
    """Return what reading the guide in *folder* is refused with, the folder's own path left out."""
    with pytest.raises(BadContent) as refused:
        read_guide(folder, today=today)
    said = str(refused.value)
    assert said.startswith(f"{folder}/")
    assert said.endswith(".")
    assert "\n" not in said
    return said.removeprefix(f"{folder}/")


def test_good_files_become_a_guide(tmp_path: Path) -> None:
    guide = read_guide(write(tmp_path, GOOD), today=date(2026, 11, 22))
    nausea, shivering = guide.excerpts
    assert (nausea.shelf, nausea.topic, nausea.title) == ("sideeffects", "nausea", "Feeling sick")
    assert nausea.aliases == ("nausea", "queasy")
    assert nausea.body == "Feeling sick is what this is about.\n\n- ring your team"
    assert nausea.facts == ("F1-01", "F1-02")
    assert [source.key for source in nausea.sources] == ["NHS", "CLINIC"]
    assert (nausea.clinician, nausea.urgent, nausea.neutral) == (None, False, nausea.body)
    assert (nausea.unless, nausea.alone) == ((), ())
    assert shivering.clinician == Clinician("Dr A. Example", date(2026, 11, 22))
    assert (shivering.urgent, shivering.neutral, shivering.unless) == (True, "Ring the team.", ("shivers of joy",))
    assert guide.crises == (
        CrisisWords(Crisis.OVERDOSE, ("took all", "took half")),
        CrisisWords(Crisis.DIE, ("want to go",), ("want to go home", "want to go out"), ("no more",)),
    )
    assert guide.words == Words(
        fillers=("a", "the"),
        everyday=("lately",),
        same=(("tablet", "pill"), ("sick", "throw up")),
        elsewhere=("weather", "football"),
        beyond=("cook for me", "bake for me"),
        own=("aza",),
        medicines=("insulin", "aspirin"),
        outside=(("boil an egg", "a cake"), ("how are you",)),
    )


def test_a_name_with_brackets_stands_for_several(tmp_path: Path) -> None:
    page = changed(PAGE, '"queasy"', '"feel(|ing) (sick|queasy)", "sick (of|)"')
    page = changed(page, "checked =", 'alone = ["(|so) sick"]\nchecked =')
    guide = read_guide(write(tmp_path, {**GOOD, NAUSEA: changed(page, '"sick (of|)"', '"ill (now|)"')}))
    assert guide.excerpts[0].aliases == (
        *("nausea", "feel sick", "feel queasy", "feeling sick", "feeling queasy"),
        *("ill now", "ill"),
    )
    assert guide.excerpts[0].alone == ("sick", "so sick")


def test_a_body_that_names_no_medicine_is_its_own_neutral_form(tmp_path: Path) -> None:
    bare = changed(URGENT, 'neutral = "Ring the team."\n', "")
    naming = changed(bare, "Ring your team today.", "Ring about your azathioprine.")
    assert (
        read_guide(write(tmp_path / "bare", {**GOOD, SHIVERING: bare})).excerpts[1].neutral == "Ring your team today."
    )
    assert read_guide(write(tmp_path / "naming", {**GOOD, SHIVERING: naming})).excerpts[1].neutral is None


def test_lines_may_end_as_windows_ends_them_and_hidden_files_are_passed_by(tmp_path: Path) -> None:
    windows = {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in GOOD.items()}
    folder = write(tmp_path / "windows", {**windows, "guide/en/urgent/.page.md.swp": b"\0"})
    assert read_guide(folder) == read_guide(write(tmp_path / "plain", GOOD))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("+++\ntitle", "title", "line 1: a page begins with a line +++."),
        ("+++\nFeeling", "Feeling", "line 1: the front matter has no second line +++."),
        ("checked =", 'colour = "red"\nchecked =', "line 8: colour is not a key known here."),
        ("checked = 2026-11-22\n", "", "line 2: checked is missing."),
        ('title = "Feeling sick"\n', "", "line 2: title is missing."),
        ('"Feeling sick"', '" "', "line 2: title is empty."),
        ('"Feeling sick"', '"..."', "line 2: a title is one line and has a word in it."),
        ('"Feeling sick"', "7", "line 2: title is not a text."),
        ('    "nausea",\n    "queasy",\n', "", "line 3: aliases is empty."),
        ('"queasy"', "7", "line 3: aliases is not a list of texts."),
        ('"queasy"', '"?!"', 'line 5: the alias "?!" has no word in it.'),
        ('"queasy"', '"Nausea?"', 'line 5: the alias "Nausea?" is taken on this shelf, by nausea.md.'),
        ('"queasy"', '"(sick"', 'line 5: the brackets of "(sick" do not pair.'),
        ('"queasy"', '"sick|ill"', 'line 5: the brackets of "sick|ill" do not pair.'),
        ('"queasy"', '"ill (|)"', 'line 5: "ill" stands in aliases twice.'),
        ('"queasy"', '"(ill|?)"', 'line 5: the alias "?" has no word in it.'),
        (
            "checked =",
            'alone = ["queasy!"]\nchecked =',
            'line 8: the alias "queasy!" is taken on this shelf, by nausea.md.',
        ),
        ('["F1-01", "F1-02"]', "[]", "line 7: facts is empty."),
        ('"F1-02"', '"F9-99"', "line 7: the fact F9-99 is not in facts.tsv."),
        ("2026-11-22", '"2026-11-22"', "line 8: checked is not a date."),
        ("2026-11-22", "2026-11-22T08:00:00", "line 8: checked is not a date."),
        ("2026-11-22", "2026-11-23", "line 8: checked lies in the future."),
        ("checked =", "urgent = 1\nchecked =", "line 8: urgent is not true or false."),
        ("checked =", 'clinician = "me"\nchecked =', "line 8: clinician is not a table."),
        ("checked =", 'clinician = {name = "Me"}\nchecked =', "line 8: date is missing."),
        ("checked =", 'neutral = "Ring."\nunless = [1]\nchecked =', "line 9: unless is not a list of texts."),
        ("checked =", 'neutral = "Ring about Imuran."\nchecked =', "line 8: neutral names the medicine (Imuran)."),
        ("checked =", 'neutral = "-"\nchecked =', "line 8: neutral is empty."),
        ("Feeling sick is what this is about.\n\n- ring your team\n", "\n\n", "line 10: the body is empty."),
        ("- ring", "a" * 900 + " ring", "line 10: the body has 952 characters, 900 at most."),
    ],
)
def test_a_page_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, NAUSEA: changed(PAGE, old, new)})
    assert refusal(folder, today=date(2026, 11, 22)) == f"{NAUSEA}, {said}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("checked = 2026-11-22", "checked = yesterday", 8),
        ("checked = 2026-11-22", "checked = 2026-11-31", 8),
        ('    "queasy",\n]', "    queasy\n]", 5),
        ('"queasy",\n]', '"queasy",', 6),
        ("checked =", "checked = 2026-11-21\nchecked =", 9),
        ("2026-11-22\n", '2026-11-22\nneutral = """\nRing.\n', 10),
    ],
    ids=["no date", "no day of the calendar", "no text", "no end of a list", "a key twice", "no end of a text"],
)
def test_front_matter_that_is_not_toml_is_refused_by_its_line_in_the_file(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    folder = write(tmp_path, {**GOOD, NAUSEA: changed(PAGE, old, new)})
    assert refusal(folder).startswith(f"{NAUSEA}, line {line}: this is not TOML: ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("urgent = true\n", "", "line 2: a page on the urgent shelf says urgent = true."),
        ("urgent = true", "urgent = false", "line 6: a page on the urgent shelf says urgent = true."),
        ("[clinician]", "[nurse]", "line 9: nurse is not a key known here."),
        ("date = 2026-11-22\n+++", "day = 2026-11-22\n+++", "line 9: date is missing."),
        ("date = 2026-11-22\n+++", "date = 2026-11-22\nby = 'x'\n+++", "line 12: by is not a key known here."),
        ("date = 2026-11-22\n+++", "date = 2027-01-01\n+++", "line 11: date lies in the future."),
    ],
)
def test_an_urgent_page_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, SHIVERING: changed(URGENT, old, new)})
    assert refusal(folder, today=date(2026, 11, 22)) == f"{SHIVERING}, {said}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[die]", "[dye]", "line 4: dye is not one of die, overdose."),
        ("[overdose]", 'overdose = "x"\n[x]', "line 1: overdose is not a table."),
        ("[overdose]", "# [overdose]", "line 2: aliases is not one of die, overdose."),
        ('aliases = ["want to go"]\n', "", "line 4: aliases is missing."),
        ('alone = ["no more"]', 'only = ["no more"]', "line 7: only is not a key known here."),
        ('["no more"]', '"no more"', "line 7: alone is not a list of texts."),
        ("(home|out)", "(home|out", 'line 6: the brackets of "want to go (home|out" do not pair.'),
    ],
)
def test_the_words_of_a_crisis_are_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, CRISES: changed(CRISIS, old, new)})
    assert refusal(folder) == f"{CRISES}, {said}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('beyond = ["(cook|bake) for me"]\n', "", "line 1: beyond is missing."),
        ("fillers", "filling", "line 1: fillers is missing."),
        ("everyday", "every", "line 1: everyday is missing."),
        ('"lately"', '"of late"', 'line 2: "of late" is not one word.'),
        ('"weather, football"', '"weather, lately"', 'line 7: "lately" stands in this file twice.'),
        ('"sick, throw up"', '"sick, throw it up"', 'line 5: "throw it up" is not one word or two.'),
        ('"sick, throw up"', '"sick, "', 'line 5: "" is not one word or two.'),
        ('"sick, throw up"', '"sick, Pill"', 'line 5: "Pill" stands in this file twice.'),
        ('"sick, throw up"', '"sick, the"', 'line 5: "the" stands in this file twice.'),
        ("(cook|bake)", "(cook|bake", 'line 8: the brackets of "(cook|bake for me" do not pair.'),
    ],
)
def test_how_words_are_compared_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, COMPARED: changed(WORDS, old, new)})
    assert refusal(folder) == f"{COMPARED}, {said}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"a cake"', '"Boil an egg!"', 'line 1: "Boil an egg!" stands in this file twice.'),
        ('["how are you"]', '"how are you"', "line 2: chatter is not a list of texts."),
    ],
)
def test_what_lies_outside_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, OUTSIDE: changed(ASIDE, old, new)})
    assert refusal(folder) == f"{OUTSIDE}, {said}"


def test_no_crisis_may_be_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path, {**GOOD, CRISES: CRISIS[: CRISIS.index("[die]")]})
    assert refusal(folder) == f"{CRISES}, line 1: die is missing."


def test_an_alias_is_refused_on_the_second_page_of_its_shelf(tmp_path: Path) -> None:
    folder = write(tmp_path, {**GOOD, "guide/en/sideeffects/stomach.md": changed(PAGE, '"nausea"', '"tummy"')})
    expected = 'guide/en/sideeffects/stomach.md, line 5: the alias "queasy" is taken on this shelf, by nausea.md.'
    assert refusal(folder) == expected


def test_an_alias_may_stand_on_two_shelves(tmp_path: Path) -> None:
    folder = write(tmp_path, {**GOOD, "guide/en/tips/stomach.md": PAGE})
    assert read_guide(folder).shelves == ("sideeffects", "tips", "urgent")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id\tfact", "id\ttext", "line 1: the columns are not id, fact, sources."),
        ("is so.\tCLINIC", "is so. CLINIC", "line 2: a fact has three columns: id, fact, sources."),
        ("Something is so.", " ", "line 2: a fact has an id and says something."),
        ("F1-02", "F1-01", "line 3: the fact F1-01 stands here twice."),
        ("else is.\tNHS", "else is.\t", "line 3: the fact F1-02 has no source."),
        ("CLINIC;NHS", "CLINIC;NSH", "line 2: the source NSH of the fact F1-01 is not in sources.toml."),
    ],
)
def test_a_fact_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, "facts.tsv": changed(FACTS, old, new)})
    assert refusal(folder) == f"facts.tsv, {said}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[NHS]", 'NHS = "x"\n[X]', "line 1: NHS is not a table."),
        ('grade = "C"\n', "", "line 7: grade is missing."),
        ('grade = "C"', 'grade = "D"', "line 10: the grade of CLINIC is not A, B or C."),
        ('grade = "C"', 'grade = "C"\npages = 3', "line 11: pages is not a key known here."),
        ("https://clinic.example/leaflet", "(no URL shown)", "line 9: the url of CLINIC is not one."),
        ("seen = 2026-11-21", 'seen = "lately"', "line 11: seen is not a date."),
        ("seen = 2026-11-21", "seen = 2026-12-24", "line 11: seen lies in the future."),
    ],
)
def test_a_source_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write(tmp_path, {**GOOD, "sources.toml": changed(SOURCES, old, new)})
    assert refusal(folder, today=date(2026, 11, 22)) == f"sources.toml, {said}"


def test_sources_that_are_not_toml_are_refused_by_line(tmp_path: Path) -> None:
    folder = write(tmp_path, {**GOOD, "sources.toml": changed(SOURCES, "[CLINIC]", "[CLINIC")})
    assert refusal(folder).startswith("sources.toml, line 7: this is not TOML: ")


@pytest.mark.parametrize("missing", ["sources.toml", "facts.tsv"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, missing: str) -> None:
    folder = write(tmp_path, {name: text for name, text in GOOD.items() if name != missing})
    assert refusal(folder) == f"{missing}: this file cannot be read."


def test_a_guide_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, {"sources.toml": SOURCES, "facts.tsv": FACTS})
    assert refusal(folder) == "guide/en: the folder of the guide is missing."


@pytest.mark.parametrize("name", ["guide/en/sideeffects/Nausea.md", "guide/en/sideeffects/nausea.txt"])
def test_a_page_with_another_kind_of_name_is_refused(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, {"sources.toml": SOURCES, "facts.tsv": FACTS, name: PAGE})
    assert refusal(folder) == f"{name}: this is not a page called topic.md, in small letters."


def test_a_shelf_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, {**GOOD, "guide/en/sidefects/nausea.md": PAGE})
    assert refusal(folder).startswith("guide/en/sidefects: this is not one of the shelves about, ")


def test_bytes_that_are_no_text_are_refused_by_line(tmp_path: Path) -> None:
    folder = write(tmp_path, {**GOOD, NAUSEA: PAGE.encode().replace(b"sick is", b"\xff\xfe")})
    assert refusal(folder) == f"{NAUSEA}, line 10: this is not UTF-8."


# Whom to ring.

COUNTRIES = read_countries(CONTENT, today=TOMORROW)


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/London", "GB"),
        ("Europe/Belfast", "GB"),
        ("GB", "GB"),
        ("Europe/Dublin", "IE"),
        ("America/New_York", "US"),
        ("US/Eastern", "US"),
        ("America/Toronto", "CA"),
        ("Canada/Pacific", "CA"),
        ("Australia/Perth", "AU"),
        ("Pacific/Auckland", "NZ"),
        ("Europe/Berlin", "EU"),
        ("Atlantic/Reykjavik", "EU"),
        ("Europe/Oslo", "EU"),
        ("Asia/Tokyo", "ZZ"),
        ("Europe/Zurich", "ZZ"),
        ("UTC", "ZZ"),
        ("No/Where", "ZZ"),
        (None, "ZZ"),
    ],
)
def test_the_country_comes_from_the_zone(zone: str | None, code: str) -> None:
    assert COUNTRIES.of_zone(zone).code == code
    assert COUNTRIES.of_zone(zone) == COUNTRIES.get(code)


def test_every_zone_has_someone_to_ring() -> None:
    assert {COUNTRIES.of_zone(zone).code for zone in available_timezones()} == {
        *("GB", "IE", "US", "CA", "AU", "NZ", "EU", "ZZ"),
    }
    assert COUNTRIES.default == COUNTRIES.get("ZZ")
    assert COUNTRIES.get("DE") == COUNTRIES.get("EU")
    assert COUNTRIES.get("XX") is None


@pytest.mark.parametrize("code", ["GB", "IE", "US", "CA", "AU", "NZ", "EU", "ZZ"])
def test_every_country_says_numbers_and_where_they_were_read(code: str) -> None:
    country = COUNTRIES.get(code)
    assert country is not None
    lines = [country.emergency, country.advice, country.crisis, *filter(None, [country.poison])]
    for line in lines:
        assert line == line.strip()
        assert not line.endswith(".")
        assert not BANNED.search(line)
    assert re.search(r"\b\d{3}\b", country.emergency)
    assert re.search(r"\d", country.crisis)
    assert country.sources
    assert all(source.seen <= TOMORROW for source in country.sources)


COUNTRY = """\
[ZZ]
name = "elsewhere"
emergency = { say = "999", sources = ["NHS"] }
advice = { say = "ring 111", sources = ["NHS"] }
crisis = { say = "116 123", sources = ["CLINIC", "NHS"] }

[GB]
name = "the UK"
also = ["GG"]
emergency = { say = "999 or 112", sources = ["NHS"] }
advice = { say = "ring 111", sources = ["NHS"] }
crisis = { say = "116 123", sources = ["NHS"] }
poison = { say = "111", sources = ["CLINIC"] }
"""


def countries(folder: Path, text: str) -> Countries:
    return read_countries(write(folder, {"sources.toml": SOURCES, "countries.toml": text}))


def test_good_countries_are_read(tmp_path: Path) -> None:
    read = countries(tmp_path, COUNTRY)
    britain = read.get("GB")
    assert britain is not None
    assert (britain.name, britain.emergency, britain.advice) == ("the UK", "999 or 112", "ring 111")
    assert (britain.crisis, britain.poison) == ("116 123", "111")
    assert [source.key for source in britain.sources] == ["NHS", "CLINIC"]
    assert read.of_zone("Europe/Guernsey") == britain
    assert read.default.poison is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "the UK"\n', "", "line 7: name is missing."),
        ('name = "the UK"', 'name = ""', "line 8: name is empty."),
        ('name = "the UK"', 'name = "the UK"\nrulers = 1', "line 9: rulers is not a key known here."),
        ('{ say = "999 or 112", sources = ["NHS"] }', '"999"', "line 10: emergency is not a table."),
        ('say = "999 or 112", ', "", "line 10: say is missing."),
        ('"111", sources = ["CLINIC"]', '"111", sources = []', "line 13: poison has no source."),
        ('["CLINIC", "NHS"]', '["NSH"]', "line 5: the source NSH of crisis is not in sources.toml."),
        ('["GG"]', "7", "line 9: also is not a list of texts."),
        ("[ZZ]", 'XX = "x"\n[ZZ]', "line 1: XX is not a table."),
        ("[ZZ]", "[XX]", "line 1: ZZ, for wherever nothing else fits, is missing."),
        ("[GB]", "[GB", "line 7: this is not TOML: "),
    ],
)
def test_a_country_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadContent) as refused:
        countries(tmp_path, changed(COUNTRY, old, new))
    assert str(refused.value).startswith(f"{tmp_path}/countries.toml, {said}")


# Markdown.


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One.\n\nTwo\ngoes on.", "One.\n\nTwo goes on."),
        ("Do:\n\n- this\n- that\n\nThen rest.", "Do:\n\n- this\n- that\n\nThen rest."),
        ("Do:\n- this\n- that", "Do:\n\n- this\n- that"),
        ("1. first\n2. second", "- first\n- second"),
        ("- one\n\n- two\n\n  more of two", "- one\n- two\nmore of two"),
        ("- one\n  - inside\n- two", "- one\n- inside\n- two"),
        ("**Ring** *today*, `now`.", "Ring today, now."),
        ("See [the page](https://nhs.uk) or <https://nhs.uk>.", "See the page or https://nhs.uk."),
        ("# Title\n\nText", "Title\n\nText"),
        ("One  \ntwo", "One\ntwo"),
        ("One\n\n---\n\ntwo", "One\n\ntwo"),
        ("    code\n\ntext", "code\n\ntext"),
        ("> said", "said"),
        ("5 < 6 & \\*so\\*", "5 < 6 & *so*"),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


# Phrases.

FTL = """\
# How azalea greets.
hello = Hello { $name }.
-bot = azalea
tablets =
    { $count ->
        [one] one tablet
       *[other] { $count } tablets
    }
due =
    { -bot } asks: { tablets } at { $time }?
    - yes
    - no
starred = { $mark } first
"""
WANTS = {
    "hello": frozenset({"name"}),
    "tablets": frozenset({"count"}),
    "due": frozenset({"count", "time"}),
    "starred": frozenset({"mark"}),
}


def ftl_refusal(folder: Path, text: str, wants: Mapping[str, frozenset[str]]) -> str:
    """Return what reading *text* as the phrases is refused with, the folder's own path left out."""
    write(folder, {"phrases/en.ftl": text})
    with pytest.raises(BadContent) as refused:
        read_phrases(folder, wants)
    said = str(refused.value)
    assert said.startswith(f"{folder}/phrases/en.ftl, line ")
    return said.removeprefix(f"{folder}/phrases/en.ftl, ")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("hello", {"name": "Ana"}, "Hello Ana."),
        ("hello", {"name": "{ $x } *b* \ud800"}, "Hello { $x } *b* \ud800."),
        ("tablets", {"count": 1}, "one tablet"),
        ("tablets", {"count": "2"}, "2 tablets"),
        ("due", {"count": 2, "time": "08:00"}, "azalea asks: 2 tablets at 08:00?\n- yes\n- no"),
    ],
)
def test_a_phrase_is_said_with_its_arguments(
    tmp_path: Path, name: str, arguments: dict[str, str | int], said: str
) -> None:
    assert read_phrases(write(tmp_path, {"phrases/en.ftl": FTL}), WANTS).say(name, **arguments) == said


@pytest.mark.parametrize("arguments", [{}, {"nam": "Ana"}, {"name": "Ana", "surname": "B"}])
def test_a_phrase_said_with_other_arguments_raises_without_repeating_them(
    tmp_path: Path, arguments: dict[str, str]
) -> None:
    phrases = read_phrases(write(tmp_path, {"phrases/en.ftl": FTL}), WANTS)
    with pytest.raises(TypeError) as raised:
        phrases.say("hello", **arguments)
    assert "Ana" not in str(raised.value)


def test_a_phrase_that_nobody_declared_cannot_be_said(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        read_phrases(write(tmp_path, {"phrases/en.ftl": FTL}), WANTS).say("bye")


def test_what_goes_wrong_in_a_phrase_is_raised(tmp_path: Path) -> None:
    folder = write(tmp_path, {"phrases/en.ftl": "day = { DATETIME($at) }\n"})
    with pytest.raises(TypeError):
        read_phrases(folder, {"day": frozenset({"at"})}).say("day", at="today")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# How", "How", 'line 1: this is not Fluent: Expected token: "="'),
        ("hello = Hello { $name }.", "hello = Hello { $name .", 'line 2: this is not Fluent: Expected token: "}"'),
        ("    - no", "    [no]", "line 12: this is not Fluent: Expected an entry start"),
        ("hello = Hello { $name }.", "hello =\n    .title = { $name }", "line 3: the phrase hello has an attribute"),
        ("hello = Hello", "hello = * Hello", "line 2: a line of the phrase hello begins with *"),
        ("hello = Hello", 'hello = { "[" } Hello', "line 2: a line of the phrase hello begins with ["),
        ("    - no", '    {"*"} no', "line 12: a line of the phrase due begins with *"),
        ("    - no", '    { "" }. no', "line 12: a line of the phrase due begins with ."),
        ("[one] one", "[one] .one", "line 6: a line of the phrase tablets begins with ."),
        ("hello =", "tablets = some\nhello =", "line 5: the phrase tablets stands here twice"),
        ("hello = Hello { $name }.\n", "", "line 12: the phrase hello is missing"),
        ("tablets =", "# Again.\nhello = Hi\ntablets =", "line 5: the phrase hello stands here twice"),
        ("hello = Hello", 'hello = { "Hi\\u000A* " }', "line 2: a line of the phrase hello begins with *"),
        (
            "one tablet\n       *[other] { $count } tablets\n    }",
            '{ "" }\n       *[other] { $count }\n    }. x',
            "line 8: a line of the phrase tablets begins with .",
        ),
        ("hello =", "bye = Bye.\nhello =", "line 2: the phrase bye is unused"),
        ("hello =", "-bye = Bye.\nhello =", "line 2: the phrase -bye is unused"),
        ("hello =", "-dead = { -beef }\n-beef = x\nhello =", "line 2: the phrase -dead is unused"),
        ("{ $name }", "{ $name } { $surname }", "line 2: the phrase hello uses $surname, which it is not given"),
        ("{ $name }", "Ana", "line 2: the phrase hello does not use $name"),
        ("at { $time }", "now", "line 9: the phrase due does not use $time"),
        ("{ $time }?", "{ hello }?", "line 2: the phrase due uses $name, which it is not given"),
        ("-bot = azalea", "-bot = azalea { tablet }", "line 3: the phrase -bot refers to tablet, which is not here"),
        ("-bot = azalea", "-bot = azalea { -bot }", "line 3: the phrase -bot refers to itself"),
        ("{ -bot } asks", "{ -bott } asks", "line 10: the phrase due refers to -bott, which is not here"),
        ("{ $mark } first", "{ $mark } { due.x }", "line 13: the phrase starred names an attribute"),
        ("{ $mark }", "{ UPPER($mark) }", "line 13: the phrase starred calls the unknown UPPER"),
    ],
)
def test_phrases_are_refused_by_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert ftl_refusal(tmp_path, changed(FTL, old, new), WANTS) == f"{said}."


def test_a_mark_in_the_middle_of_a_line_is_no_mark(tmp_path: Path) -> None:
    text = 'rated =\n    Rated { $n ->\n        [one] *\n       *[other] **\n    } [of two]. { "[x]" }\n'
    said = read_phrases(write(tmp_path, {"phrases/en.ftl": text}), {"rated": frozenset({"n"})}).say("rated", n=1)
    assert said == "Rated * [of two]. [x]"


def test_a_term_takes_what_its_call_gives_it_and_nothing_of_the_phrase(tmp_path: Path) -> None:
    term = "-bot =\n    { $whose ->\n        [its] azalea's\n       *[plain] azalea\n    }\n"
    text = term + 'name = { -bot(whose: "its") } name\n'
    assert read_phrases(write(tmp_path, {"phrases/en.ftl": text}), {"name": frozenset()}).say("name") == "azalea's name"


def test_an_argument_may_be_called_name_or_self(tmp_path: Path) -> None:
    folder = write(tmp_path, {"phrases/en.ftl": "both = { $name } { $self }\n"})
    phrases = read_phrases(folder, {"both": frozenset({"name", "self"})})
    assert phrases.say("both", name="Ana", self="Ben") == "Ana Ben"


def test_a_language_without_phrases_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match=r"fr\.ftl: this file cannot be read\.$"):
        read_phrases(tmp_path, {}, language="fr")
