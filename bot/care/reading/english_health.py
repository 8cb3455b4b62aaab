"""English: short supplies, other medicines, pregnancy, need, and what does not ail. Judges none of it."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.dose_meanings import OtherMedicine, PregnancySaid
from bot.care.reading.english_days import DAY
from bot.care.reading.english_pieces import (
    CLINIC,
    FEEL,
    HEALTHY,
    IT,
    NUMBER,
    OPENERS,
    POLITE,
    SORRY,
    TABLETS,
    UNWELL,
    number_of,
)
from bot.care.reading.english_when import ONE_WHEN
from bot.care.reading.life_meanings import NoteSaid, RunningOut
from bot.care.reading.meanings import HelpMe, Meaning
from bot.care.reading.sentence import Sentence

# --- supplies ---------------------------------------------------------------------------------------------------------

_SHOP: Final = "(?:the |my )?(?:pharmacy|chemist|chemists|boots|drugstore)"
_RUN_OUT: Final = re.compile(
    rf"(?:{SORRY})(?:(?:ive |i have |we have |weve |i |im |i am |nearly |almost |about to |have |got ){{0,4}}(?:run"
    rf"|ran|running|runs) (?:out|low)"
    rf"(?: of (?:{IT}))?|(?:im |i am |we are |nearly |almost ){{0,4}}(?:out of|low on) (?:{IT})|none left"
    rf"|no (?:more )?(?:{TABLETS})(?: left)?"
    rf"|(?:i )?(?:have |havent got any |havent any |dont have any |got )?(?:none|any|no (?:{TABLETS})) left"
    rf"|{_SHOP} (?:is |was |were |are |has |had )?"
    rf"(?:closed|shut|none|out of stock|run out|ran out|no stock|didnt have any)|(?:i )?need (?:a |to )?(?:refill"
    rf"|reorder|more (?:{TABLETS})"
    rf"|new prescription|repeat prescription|repeat)(?: (?:{TABLETS}))?|last one today|(?:this is |thats )?(?:the "
    rf"|my )?last (?:one|tablet|pill))"
    rf"(?: (?:now|today|tomorrow|already|soon|(?:until|till|til) {DAY})){{0,2}}{POLITE}",
)
_LEFT: Final = re.compile(
    rf"(?:{SORRY})(?:i |ive |i have |we have |weve )?(?:only |just )?(?:have |got |have got )?(?:only "
    rf"|just )?(?P<left>{NUMBER})"
    rf"(?: (?:{TABLETS}))? left(?: now)?{POLITE}",
)

# --- other medicines --------------------------------------------------------------------------------------------------

_OTHERS_NAMED: Final = (
    "prednisolone|prednisone|pred|steroids?|budesonide|tacro|tacrolimus|ciclosporin|cyclosporine?|methotrexate|mtx"
    "|mercaptopurine|6-?mp|allopurinol|febuxostat|septrin|co-?trimoxazole|trimethoprim|antibiotics?|amoxicillin"
    "|penicillin|doxycycline|clarithromycin|ciprofloxacin|paracetamol|tylenol|acetaminophen|ibuprofen|nurofen|advil"
    "|aspirin|naproxen|codeine|tramadol|humira|adalimumab|infliximab|remicade|vedolizumab|ustekinumab|stelara|entyvio"
    "|mesalazine|mesalamine|pentasa|asacol|sulfasalazine|hydroxychloroquine|mycophenolate|cellcept|omeprazole"
    "|lansoprazole|ranitidine|warfarin|apixaban|statins?|atorvastatin|simvastatin|ramipril|lisinopril|amlodipine"
    "|bisoprolol|metformin|insulin|levothyroxine|thyroxine|folic acid|vitamin d|vitamins?|iron|ferrous sulphate"
    "|sertraline|citalopram|amitriptyline|gabapentin|antihistamines?|cetirizine|loratadine|inhaler|contraceptive"
    "|the pill"
)
_NAME: Final = rf"(?P<name>{_OTHERS_NAMED})"
_OTHER_MEDICINE: Final = (
    re.compile(
        rf"(?:{OPENERS}|{SORRY})(?:(?:i |ive |i have |im |i am |just |also |been |was ){{0,4}}(?:take|took|taken|had"
        rf"|taking|started|starting|start"
        rf"|put|given|given me|prescribed|on|using|got|have|use|forgot|missed)(?: on)? )?(?:(?:my|some|a|an|the|a new"
        rf"|new|course of) ){{0,4}}{_NAME}"
        rf"(?: (?:tablets?|pills?|capsules?|injection|course|dose))?(?:,? ?{NUMBER} ?(?:mg|mcg|g|ml))?(?: {ONE_WHEN}"
        rf"| now| too| as well| as well today"
        rf"| today| daily| od| bd| once a day| twice a day| (?:once|twice) daily){{0,3}}{POLITE}",
    ),
    re.compile(
        rf"{CLINIC} (?:has |have |just ){{0,4}}(?:gave|given|prescribed|started|put) me (?:on )?(?:some |a "
        rf"|new ){{0,4}}{_NAME}{POLITE}"
    ),
    re.compile(
        rf"(?:{OPENERS})(?:(?:i |ive |i have |im |i am |just |been ){{0,4}}(?:started|starting|on|got|given|taking"
        rf"|have|prescribed) )?(?:a |some |another )?"
        rf"(?P<new>new|another|other|different) (?:medicine|medication|meds|tablets?|pills?|drug)(?: (?:from"
        rf"|off) {CLINIC}| today| now)?{POLITE}",
    ),
)

# --- pregnancy --------------------------------------------------------------------------------------------------------

_CHILD: Final = (
    "(?:pregnant|expecting(?: a baby)?|having a baby|trying for a baby|trying to (?:get pregnant|conceive|have a baby)"
    "|trying to have (?:kids|children)|breastfeeding|breast feeding)"
)
_WHO_IS: Final = (
    "(?:(?:i think |maybe |what if |if )?(?:im|i am|i might be|i may be|i could be|shes|she is|were|we are|my (?:wife"
    "|partner|girlfriend|daughter) is|am i|is she|i get|i got|i found out im|found out im|just found out im) )?"
)
_PREGNANCY: Final = re.compile(
    rf"(?:{OPENERS}|{SORRY})(?:{_WHO_IS}(?:now |just )?{_CHILD}|(?:can|could|should|may) (?:i|we|she|you) (?:still )?"
    r"(?:get|be|become|try to get|have) (?:pregnant|a baby|children|kids)|pregnancy|positive pregnancy test"
    r"|(?:i |we )?(?:want|would like|hope|plan) (?:to (?:get pregnant|have a baby|try for a baby)|a baby))"
    rf"(?: (?:and )?(?:on|with|while on|while taking|taking|when taking) (?:{IT}))?(?: (?:now|again|too))?{POLITE}"
)

# --- how it is not ----------------------------------------------------------------------------------------------------

_AILMENT: Final = (
    "(?:(?:high |raised )?(?:fever|temperature|temp)|nausea|sickness|vomiting|diarrhoea|diarrhea|rash|itch|itching"
    "|cough|headaches?|(?:stomach |tummy |joint )?(?:pains?|aches?|cramps?)|bleeding|chills|side effects|symptoms)"
)
_WITHOUT: Final = re.compile(
    rf"(?:(?:sorry|no|hi|hello|hey|well) ){{0,2}}"
    rf"(?:(?:i|s?he|ive|s?hes|had|has|have|got|still|theres|there|is|was) ){{0,3}}"
    rf"no (?:more )?{_AILMENT}(?:(?: and| or|,)?(?: no)? {_AILMENT}){{0,3}}"
    rf"(?: (?:{ONE_WHEN}|today|now|so far|any ?more|at all|tonight|last night|yesterday|since yesterday))?{POLITE}"
)

# --- in need ----------------------------------------------------------------------------------------------------------

_SO: Final = "(?:really |so |very |a bit |quite |pretty |just |too |still ){0,4}"
_HELP_ME: Final = re.compile(
    rf"(?:{SORRY})(?:(?:can (?:some|any)one |can you |please |someone ){{0,4}}help me(?: please)?"
    rf"|(?:i )?need (?:some )?help(?: please| now)?"
    rf"|(?:i |im |i am |ive been )?(?:{FEEL}) {_SO}(?:{UNWELL})|(?:im|i am) (?:not {_SO}(?:{FEEL} )?(?:{HEALTHY})"
    rf"|{_SO}(?:ill|unwell|poorly|not well))"
    rf"|i (?:dont|do not) feel {_SO}(?:{HEALTHY})|somethings? (?:is |s )?wrong(?: with me)?"
    rf"|not feeling {_SO}(?:{HEALTHY})){POLITE}",
)


def read_supplies(said: Sentence) -> Meaning | None:
    """Return that tablets are short."""
    left = _LEFT.fullmatch(said.text)
    if left:
        return RunningOut(said.typed(said.text), number_of(left["left"]))
    return RunningOut(said.typed(said.text)) if _RUN_OUT.fullmatch(said.text) else None


def read_other_medicine(said: Sentence) -> Meaning | None:
    """Return that another medicine is meant."""
    for pattern in _OTHER_MEDICINE:
        match = pattern.fullmatch(said.text)
        if match:
            return OtherMedicine(said.typed(match.groupdict().get("name") or ""))
    return None


def read_pregnancy(said: Sentence) -> Meaning | None:
    """Return that pregnancy is meant, told or asked about."""
    return PregnancySaid() if _PREGNANCY.fullmatch(said.text) else None


def read_without(said: Sentence) -> Meaning | None:
    """Return that somebody has no fever, nausea or the like, for the diary: all of it is plainly negated."""
    return NoteSaid(said.typed(said.text)) if not said.asked and _WITHOUT.fullmatch(said.text) else None


def read_need(said: Sentence) -> Meaning | None:
    """Return that somebody is in need."""
    return HelpMe() if _HELP_ME.fullmatch(said.text) else None
