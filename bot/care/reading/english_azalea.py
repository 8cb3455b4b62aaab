"""English: what is said to azalea about azalea: who reads this, stop, tell someone, write this down, help."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.english_days import DAY
from bot.care.reading.english_pieces import CLINIC, POLITE, RELATION, SORRY
from bot.care.reading.life_meanings import NoteSaid, ParkSaid
from bot.care.reading.meanings import Died, Help, Meaning, PassOn, StopSaid, WhoSees
from bot.care.reading.sentence import Sentence

# --- to be written down -----------------------------------------------------------------------------------------------

# Held against the words as typed: what is to be kept is kept in the writer's spelling.
_NOTE: Final = re.compile(
    r"\s*(?:note(?: to self)?|log|diary|write (?:this )?down|write|jot down|for the diary)\s*(?:[:\-\u2013\u2014]\s*"
    r"|(?<=note)\s+(?!\?))(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHOM: Final = r"(?:(?:my |the )?(?:dr|doc|doctor|gp|nurse|consultant|specialist|clinic|hospital|team|pharmacist)s?)"
_PARK: Final = re.compile(
    rf"\s*(?:ask (?:them|{_WHOM})(?:\s*[:\-\u2013]\s*|\s+(?=about\b|if\b|whether\b|which\b|what\b|when\b|how\b|why\b"
    rf"|can\b|should\b|is\b))"
    rf"|(?:a )?question(?:s)? (?:for|to) (?:them|{_WHOM})\s*[:\-\u2013]\s*|for {_WHOM}\s*[:\-\u2013]\s*)(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)

# --- who is there, who reads this -------------------------------------------------------------------------------------

_SOMEONE: Final = rf"(?:anyone|anybody|someone|everyone|people|others|{CLINIC}|(?:my )?(?:{RELATION})|[^\W\d_]{{2,20}})"
_THIS: Final = "(?:this|it|what i (?:write|say|type)|my (?:messages?|answers?|diary|data|chat|chats)|these)"
_WHO_SEES: Final = re.compile(
    rf"(?:{SORRY})(?:(?:who|who else) (?:can |could |will |gets to )?(?:sees?|reads?|look at|gets?) (?:{_THIS}|what)"
    rf"|(?:can|does|do|will|could) {_SOMEONE} (?:else )?(?:see|read|look at|get) (?:{_THIS})|(?:is"
    rf"|are) {_THIS} (?:chat )?(?:private|confidential|secret|safe|secure|public)"
    rf"|(?:is this|are you) (?:the |my |a |an )?(?:real )?(?:clinic|hospital|doctor|nurse|doctors|person|human|bot"
    rf"|robot|ai|machine|real|computer|someone|nhs)"
    rf"|(?:who|what) (?:are you|is this|runs (?:this|you)|made you|is azalea)|are you (?:real|there|human))",
)

# --- pass it on -------------------------------------------------------------------------------------------------------

_TO_TELL: Final = r"(?:priya|them|her|him|" + CLINIC + r"(?: [^\W\d_]{2,20})?|[^\W\d_]{2,20})"
_PASS_ON: Final = re.compile(
    rf"(?:{SORRY})(?:(?:can|could|would|will) you (?:please )?|please )?(?:(?:tell|inform|contact|notify|email|ring"
    rf"|call|phone|message|text) (?!me\b|us\b|you\b|off\b|it off\b){_TO_TELL}"
    rf"|let (?!me\b|us\b){_TO_TELL} know|pass (?:this|that|it) on to {_TO_TELL}|(?:give|send) (?:this"
    rf"|that) to {_TO_TELL})(?: .*)?",
)

# --- stop -------------------------------------------------------------------------------------------------------------

_DELETE: Final = re.compile(
    rf"(?:{SORRY})(?:i want (?:you )?to )?(?:delete|erase|wipe|remove)(?: all| everything)?(?: of)?(?: ?(?:my (?:data"
    rf"|account|diary|records?|information|details)"
    rf"|everything|me|it all|all))?(?: please| now| about me){{0,2}}|(?:{SORRY})forget (?:about )?me",
)
_STOP: Final = re.compile(
    rf"(?:{SORRY})(?:i want (?:you |this )?to )?(?:(?:stop|quit|end|cancel)(?: it| this| that| all"
    rf"| everything)?(?: (?:texting|messaging|asking|reminding|sending|bothering|writing)(?: to)?"
    rf"(?: me)?(?: (?:messages|reminders|texts|things))?)?(?: now| all)?|unsubscribe(?: me)?|opt out"
    rf"|leave me (?:alone|be)|go away|(?:no more|dont send(?: me)?(?: any more| anymore)?) (?:messages|reminders|texts)"
    rf"|remove me|dont (?:text|message|write to|remind) me(?: any ?more| again)?|i want out){POLITE}",
)

# --- died -------------------------------------------------------------------------------------------------------------

_WHO_DIED: Final = rf"(?P<whose>(?:my |our )?(?:{RELATION})|he|she|they|[^\W\d_]{{2,20}})"
_DIED: Final = re.compile(
    rf"(?:{SORRY})(?!(?:it|phone|battery|i|that|this)\b)(?:(?!my (?:phone|battery|cat|dog|computer"
    rf"|laptop)\b){_WHO_DIED})(?:s)? (?:has |have |just |is |sadly |had )?"
    rf"(?:died|dead|passed away|passed|passed on|gone and died|deceased)(?: (?:{DAY}|now))?{POLITE}",
)

# --- help -------------------------------------------------------------------------------------------------------------

_HELLO: Final = (
    "help|menu|start|hi|hello|hey|hiya|hi there|hello there|good (?:morning|afternoon|evening|day)|help please"
    "|please help"
    "|commands|options|what can you do|what can i (?:do|say|type)|what do i do|how (?:does|do) (?:this|it|you"
    "|i) (?:work|use this|use it|use you)"
    "|instructions|morning|evening"
)
_HELP: Final = re.compile(rf"(?!start again)(?:{_HELLO})(?: (?:azalea|there|again)){{0,2}}")


def read_note(said: Sentence) -> Meaning | None:
    """Return what is to be kept, for the diary or for the clinic; read before all else, for it may say anything."""
    park = _PARK.fullmatch(said.words)
    if park:
        return ParkSaid(park["text"])
    note = _NOTE.fullmatch(said.words)
    return NoteSaid(note["text"]) if note else None


def read_about_azalea(said: Sentence) -> Meaning | None:
    """Return what is said to or about azalea itself."""
    if _WHO_SEES.fullmatch(said.text):
        return WhoSees()
    if _PASS_ON.fullmatch(said.text):
        return PassOn()
    return Help() if _HELP.fullmatch(said.text) else None


def read_stop(said: Sentence) -> Meaning | None:
    """Return that it is to stop, or that someone has died."""
    if said.asked:
        return None
    if _STOP.fullmatch(said.text):
        return StopSaid()
    if _DELETE.fullmatch(said.text):
        return StopSaid(delete=True)
    died = _DIED.fullmatch(said.text)
    if died is None:
        return None
    whose = died["whose"]
    relation = whose[:-1] if whose.endswith("s") and whose[:-1] in RELATION.split("|") else whose
    return Died(said.typed(relation))
