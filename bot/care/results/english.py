"""The English around a value: what joins a name to its number, and what makes a number something else."""

from __future__ import annotations

import re

# Between a name and its number. A bracket is passed over where it begins with a letter: (ALT), (CKD-EPI 2021).
JOINS = re.compile(
    r"(?:\s+|[:=|*#)\]]|[(\[](?=[0-9<>.])|[.,](?=\s|$)|,(?=[0-9<>])|-(?=[\s<>])|(?<=[a-z+])-(?=[0-9<>.])"
    r"|\([a-z][^()\n]{0,30}\)|\[[a-z][^\[\]\n]{0,30}\]"
    r"|(?:(?:it )?(?:is|was|were)(?: at)?|it'?s|c[ao]me back(?: at| as)?|counts?|levels?|results?|values?|now|still"
    r"|only|today|of|abs(?:olute)?|serum|plasma)\b)*"
)
# Before a name on its line, these make a number a rule and no value: "ring us if WBC < 3.5 or neutrophils < 2".
RULES = re.compile(
    r"\b(?:if|unless|when|whenever|until|should|must|target|goal|aim|threshold|cut-?off|limit|withhold|stop|ideal)\b"
    r"|\b(?:takes?|taking|took|urine|urinary)\s(?:my\s|the\s)?$"
)
# A number that goes with one of these is no value: a dose, a time, how many of something.
NOT_OF_A_TEST = re.compile(
    r"[ \t]?(?:mgs?|mcg|ug|grams?|g|mls?|l|iu|units?|mmol|meq|umol|tabs?|tablets?|pills?|caps?|capsules?|sachets?"
    r"|drops?|spoons?|doses?|times|x|am|pm|a\.m|p\.m|o'?clock|h|hrs?|hours?|mins?|minutes?|days?|weeks?|wks?|months?|years?"
    r"|yrs?|y/?o|tests?|bloods?|vials?|people|of|daily|once|twice|each|every|(?:a|per) day)\b"
)
# A whole number that goes with one of these is a day.
DAY = re.compile(
    r"[0-9]{1,2}[ \t]?(?:st|nd|rd|th|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april"
    r"|august|september|october|november|december)\b"
)
# 1.5 lakh is another number than 1.5.
MANY = re.compile(r"\s?(?:thousand|thou|lakhs?|lacs?|millions?|billions?|mio|tys|tsd|crores?)\b")
DATE_OR_TIME = re.compile(
    r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2,4}(?![0-9])|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}:[0-5][0-9](?![0-9])"
    r"|[0-9]{1,2}[ /-](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
# What is printed where no number is.
WORDS_PRINTED = re.compile(r"(?:positive|negative|trace|not detected|undetect(?:ed|able)|1:[1-9][0-9]{2,4})(?![\w:])")
NO_NUMBERS = re.compile(r"[-+]?(?:nan|inf(?:inity|inite)?|\u221e)(?![a-z0-9])")
BOUND = re.compile(r"(?:(?P<sign>[<>])=?|(?P<less>less than)|(?P<more>(?:more|greater) than))\s*")
# Marks of a report beside a value. They are passed over, and not kept.
FLAG = re.compile(r"[hl](?![\w/])|[ \t]*(?:\*+|\(?\b(?:high|low|hh|ll|h|l|abnormal|normal)\b\)?(?![a-z]))")
# A range printed beside a value: (4.0-11.0), [4,0 - 11,0], ref 4-11, (<5).
_PRINTED = r"[0-9]+(?:[.,'][0-9]+)*"
RANGE = re.compile(
    r"[\s,;|]*+[(\[]?[ \t]{0,3}(?:(?:the |lab(?:'s)? |my )?(?:normal )?(?:ref(?:erence)?\b\.?|range|rr|nr|normal)"
    r"(?: range| interval)?\s*(?:is|of|:)?\s*)?"
    rf"(?:(?P<low>{_PRINTED})\s*(?:-|\bto\b)\s*(?P<high>{_PRINTED})|(?P<sign>[<>])=?\s*(?P<limit>{_PRINTED}))"
    r"(?![.,]?[0-9]|\s?[-/:][0-9])"
)
# Tests that laboratories do too, and azalea keeps no values of; a day or "was" beside the number tells of a result.
_NOT_KEPT = (
    r"(?<![\w])(?:(?:f(?:a?ecal)?|stool) )?(?:calprotectin|ferritin|tsh|hba1c|cholesterol|triglycerides|troponin|inr"
    r"|tpmt|glucose|ha?ematocrit|globulin|urate|ldh|psa|fcp)(?: (?:level|result|test|count))?"
)
_FIGURE = r"[<>]?\s?[0-9]+(?:[.,][0-9]+)*"
NOT_KEPT = re.compile(
    rf"{_NOT_KEPT}(?:\s(?:was|came back(?: at| as)?)\s{_FIGURE}(?![\w/:.,-]*[0-9])"
    rf"|[\s:=]{{1,2}}{_FIGURE}(?=,?\s(?:(?:on|from|of)\s)?(?:the\s)?(?:{DAY.pattern}|[0-9]{{1,2}}[./-][0-9]{{1,2}})))"
)
# Words that stand before numbers which are no tests.
_NO_TESTS = """
    at on from by in to for and or was is it the a my had have has are took take taken dose doses date day
    week month year age aged temp temperature weight bp pulse page about around of with since until next room
    call ring phone after before number no id lab collected received specimen report time hospital nhs ward
    not than then last previous previously down up over under below above only but i we he she they one two
    jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat
"""
NO_TESTS = frozenset(_NO_TESTS.split())
