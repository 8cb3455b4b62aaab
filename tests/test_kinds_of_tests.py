"""What is printed on a report can be read from the content; what is wrong there is named by file and line."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.care.results import kind_of
from bot.content import BadContent, content_folder, read_test_kinds

SHIPPED = (content_folder() / "tests.toml").read_text(encoding="utf-8")
KINDS = read_test_kinds(content_folder())
GOOD = """\
[units]
"µmol/L" = ["umol/L"]
"mg/dL" = ["mg/dL"]
"%" = ["%"]

[tests.creatinine]
name = "creatinine"
spellings = ["creat"]
short = ["cr"]
units = ["µmol/L", "mg/dL", "%"]
us = "mg/dL"
factors = { "mg/dL" = "88.4" }
facts = ["F5-21"]
between = ["10", "5000"]
between_in = { "%" = ["0", "100"] }

[tests.bilirubin]
name = "bilirubin"
spellings = ["bili"]
units = ["µmol/L"]
between = ["1", "1500"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of content with two tests in it."""
    for name in ("sources.toml", "facts.tsv"):
        shutil.copy(content_folder() / name, tmp_path / name)
    (tmp_path / "tests.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_the_values_that_people_are_sent_are_known() -> None:
    keys = {kind.key for kind in KINDS}
    assert keys >= {"wbc", "neutrophils", "lymphocytes", "haemoglobin", "platelets", "mcv", "alt", "ast", "alp", "ggt"}
    assert keys >= {"bilirubin", "albumin", "creatinine", "egfr", "urea", "potassium", "sodium", "crp", "esr"}
    assert keys >= {"amylase", "lipase", "tgn", "mmp"}
    assert not keys & {"tpmt", "nudt15"}


def test_no_word_of_the_file_is_a_range_or_a_verdict() -> None:
    told = "\n".join(line for line in SHIPPED.splitlines() if not line.startswith("#"))
    assert not any(word in told.lower() for word in ("normal", "high", "low =", "ref", "range"))


def test_a_test_has_its_units_with_bounds_in_each(folder: Path) -> None:
    creatinine, bilirubin = read_test_kinds(folder)
    assert [unit.name for unit in creatinine.units] == ["µmol/L", "mg/dL", "%"]
    assert (creatinine.us, bilirubin.us) == ("mg/dL", "µmol/L")
    first, other, share = creatinine.units
    assert (first.factor, first.low, first.high) == (Decimal(1), Decimal(10), Decimal(5000))
    assert (other.factor, other.low, other.high) == (Decimal("88.4"), 10 / Decimal("88.4"), 5000 / Decimal("88.4"))
    assert (share.factor, share.low, share.high) == (None, Decimal(0), Decimal(100))
    assert kind_of("alt", (creatinine, bilirubin)) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[units]", "[unit]", "line 1: units is missing."),
        ('["umol/L"]', "7", "line 2: µmol/L is not a list of texts."),
        ('name = "creatinine"\n', "", "line 6: name is missing."),
        ('name = "creatinine"', "name = 7", "line 7: name is not a text."),
        ('spellings = ["bili"]', 'spellings = ["Creat"]', 'line 19: "creat" is a name of creatinine already.'),
        ('["µmol/L", "mg/dL", "%"]', "[]", "line 10: an empty list is not one of the units of this file."),
        ('["µmol/L", "mg/dL", "%"]', '["g"]', "line 10: g is not one of the units of this file."),
        ('us = "mg/dL"', 'us = "g/L"', "line 11: g/L is not one of its units."),
        ('"88.4"', '"many"', "line 12: the factor of mg/dL is not a number above 0 in quotes."),
        ('"88.4"', '"0"', "line 12: the factor of mg/dL is not a number above 0 in quotes."),
        ('facts = ["F5-21"]\n', "", "line 12: the factor of mg/dL rests on no fact."),
        ('"F5-21"', '"F5-99"', "line 13: the fact F5-99 is not in facts.tsv."),
        ('["10", "5000"]', '["5000", "10"]', "line 14: between is not two numbers in quotes, the lower first."),
        ('["10", "5000"]', '["10"]', "line 14: between is not two numbers in quotes, the lower first."),
        ('["10", "5000"]', '["nan", "5000"]', "line 14: between is not two numbers in quotes, the lower first."),
        ('["0", "100"]', '"0"', "line 15: between_in is not two numbers in quotes, the lower first."),
        ('between_in = { "%" = ["0", "100"] }\n', "", "line 10: % has neither a factor nor bounds of its own."),
        ("short =", "brief =", "line 9: brief is not a key known here."),
        (GOOD[GOOD.index("[tests.bilirubin]") :], "[tests]\nbilirubin = 7\n", "line 18: bilirubin is not a table."),
    ],
)
def test_a_test_is_refused_by_file_and_line(folder: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    (folder / "tests.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadContent) as refused:
        read_test_kinds(folder)
    assert str(refused.value).startswith(f"{folder}/tests.toml, {said}")


def test_a_factor_of_ten_needs_no_fact(folder: Path) -> None:
    changed = GOOD.replace('facts = ["F5-21"]\n', "").replace('"88.4"', '"10"')
    (folder / "tests.toml").write_text(changed, encoding="utf-8")
    assert read_test_kinds(folder)[0].units[1].factor == 10


def test_the_check_of_the_content_names_a_test_that_is_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("guide", "phrases", "testplans"):
        shutil.copytree(content_folder() / name, folder / name)
    shutil.copy(content_folder() / "countries.toml", folder / "countries.toml")
    monkeypatch.setattr("bot.content.content_folder", lambda: folder)
    assert "2 tests" in CliRunner().invoke(app, ["guide", "check"]).stdout
    (folder / "tests.toml").write_text(GOOD.replace('"88.4"', '"-1"'), encoding="utf-8")
    assert "tests.toml, line 12" in str(CliRunner().invoke(app, ["guide", "check"]).exception)
