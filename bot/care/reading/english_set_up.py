"""English: what is said to a question of the set-up whatever it asks: why, not now, and who agrees. Knows no step.

Also who leaves for a while, who is back, and who begins anew.
"""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.english_pieces import POLITE, RELATION, SORRY, THANKS, listed
from bot.care.reading.spelling import fold, same_but_for_a_slip

LONGEST: Final = 100  # letters of what is read as a remark
MOST_NAMES: Final = 2  # words of a name that stands beside a relation

_WHY: Final = re.compile(
    rf"(?:{SORRY})(?:but |and )?(?:why|y|whats? for|for what|how come"
    r"|why (?:this|that|do (?:you|u|i|we)|are (?:you|u)|should i|is (?:this|that|it)|would you|does it)\b.*"
    r"|(?:what is|whats|what are) (?:this|that|it|these|those|the (?:question|point)s?)(?: question)?(?: for| about)?"
    r"|what (?:do|does|will) (?:you|u|it|azalea)(?: want| need| do with)? (?:this|that|it)(?: for)?"
    rf"|what for(?: please)?|what do (?:you|u) mean|what does (?:this|that|it) mean){POLITE}"
)
_ENOUGH: Final = re.compile(
    rf"(?:{SORRY})(?:not (?:now|just now|today|yet|right now|at the moment|for now)|(?:maybe|perhaps)? ?(?:later|l8r)"
    r"(?: maybe| perhaps| on)?|(?:i will|ill|will) do (?:it|this|that|them) (?:later|tomorrow)"
    r"|another time|some other time"
    r"|(?:that will|thatll|that'll|this will|itll|it will) (?:do|be all)(?: for now)?"
    r"|(?:that is|thats|that's) (?:all|it|enough|fine|everything|ok|okay)(?: for now)?|nothing(?: else| more)?"
    r"|none(?: of (?:these|them|those))?|no|nope|nah|no need|not needed|i am (?:fine|good|ok)|im (?:fine|good|ok)"
    r"|i'm (?:fine|good|ok)|skip(?: (?:it|this|that|these))?|leave it|enough|finish(?:ed)?|i am done|im done|im all set"
    r"|all good|all set|neither|dont need (?:any|it|them)"
    rf"|no (?:quiet hours|clinic(?: number)?|number|trial|country|more)){POLITE}"
)
_THANKS: Final = re.compile(THANKS)
_NO_THANKS: Final = re.compile(r"no,? (?:thanks|thank you|thx|ta)|thanks?,? (?:but )?no(?: thanks?)?")
_AGREED: Final = (
    "agree", "agreed", "i agree", "sure", "yes ok", "ok yes", "yes sure", "sure yes", "yes i agree", "ok i agree",
    "i do", "yes i do", "of course", "yes of course", "i consent", "yes you may", "you may", "yes please", "yes go on",
    "yes start", "i am happy to", "im happy to", "yes thats fine", "yes that is fine", "i accept", "accept",
    "i agree to this", "yes please start", "yes", "yes fine", "yes you can",
    "go ahead", "yes go ahead", "ok go ahead", "lets go", "yes lets go", "please do", "yes please do",
    "i am ok with that",
    "im ok with that", "i am fine with that", "im fine with that",
    "thats fine with me", "ok lets start", "lets start",
    "yes i agree to that", "ya sure", "yes lets begin", "yes please let us begin", "yes let us begin",
    "yes do", "yes please do start", "please do start", "yea sure", "yeah sure", "ok fine yes", "fine yes", "ok sure",
    "go on then", "yes go on then", "ok go on then", "yeah go on", "yeah go on then", "sure go on", "yes fine go on",
    "i am agree", "im agree", "yes i am agree", "yes please i am agree", "yes please i agree", "i agree yes",
)  # fmt: skip
_AND_THANKS: Final = re.compile(rf"(?<=\w) (?:{THANKS})$")
_AGREED_FOR: Final = re.compile(
    rf"yes (?:please )?(?:but )?(?:its |it is |this is )?for (?:my )?(?:{RELATION})(?: not (?:for )?me)?"
)
_YES: Final = ("yes", "yeah", "correct", "yes it is", "yes please")
_FOR_NOW: Final = "(?: (?:now|for now|sorry|for a (?:bit|while|sec|second|minute|moment))){0,2}"
_LEAVES: Final = re.compile(
    r"(?:(?:sorry|ok|oh|right|hi|well|but|i dont know|dont know|not sure)\b ?){0,4}"
    r"(?:(?:i |ill |i will )?(?:b ?r ?b|be right back|be back (?:soon|later|in .+)"
    r"|back (?:soon|later|in .+))|gtg|g2g|(?:i |ive |i have )?(?:got to|gotta|have to|need to|must)"
    r" (?:go|run|dash|leave|stop)"
    r"|(?:just )?(?:a|one|1|half a|give me a|wait a|hang on a|hold on a) ?(?:sec|second|min|minute|mo|moment)s?"
    r"|(?:hang|hold) on|wait|bear with me|(?:i |ill |i will |let me |will )(?:just )?"
    r"(?:check|have a look|(?:go and )?look"
    r"|find out|ask|do (?:it|this|that)|finish (?:it|this|that)?|come back|get back to (?:you|this)|continue|carry on)"
    r"(?: (?:at |on |for )?(?:it|this|the (?:box|label|packet)|my \w+|later|first|tomorrow|tonight|another time"
    r"|after \w+"
    r"|in \w+ \w+)){0,3}"
    r"|(?:i am|im) (?:busy|at work|driving|going out|off out|in a meeting)|talk (?:to you )?later|ttyl|(?:good ?)?bye"
    rf"(?: bye)?|(?:the )?(?:phone|door|doorbell)s?(?: is|s)? (?:is )?ringing|someones at the door){_FOR_NOW}{POLITE}"
)
_GREETING: Final = "(?:(?:hi|hello|hey|ok|okay|right|so|well|sorry|and|now|yes|there|again|azalea)\\b ?)"
_GOES_ON: Final = re.compile(
    rf"{_GREETING}{{0,6}}"
    r"(?:start|begin|go on|continue|carry on|restart|back to set up|resume"
    r"|(?:i am|im) (?:back|here|ready)(?: (?:now|again))?|back(?: (?:now|again))?|ready"
    r"|(?:lets|let us|can we|shall we|we can) (?:start|begin|go on|go"
    r"|continue|carry on|finish(?: (?:it|this))?)|where were we|what was (?:it|the question)|what (?:now|next)"
    rf"|whats next)(?: now| then| again| please)*{POLITE}"
)
_GREETS: Final = re.compile(rf"{_GREETING}{{1,6}}")
_NO_GREETING: Final = listed("ok okay right so well sorry and now yes again there")
_MORE: Final = re.compile(
    r"(?:(?:please|yes|first|but|can you|could you|i want to|id like to|i would like to)\b ?){0,4}"
    r"(?:(?:tell me|know|hear|read) )?"
    r"(?:a (?:bit|little) )?more(?: info(?:rmation)?| details)?(?: about (?:it|this|that|you|azalea))?"
    r"(?: first| please){0,2}"
)
_STARTS_OVER: Final = re.compile(
    r"(?:(?:can|could|may) (?:i|we) |(?:lets|let us) |i want to |please )?(?:start(?: all)? over"
    r"|start (?:it )?(?:anew|afresh"
    r"|from (?:the (?:beginning|start|top)|scratch))|(?:all )?from the (?:beginning|start|top)|from scratch|start again"
    rf"|begin again|over again){POLITE}"
)
_STAYS: Final = (
    r"(?:(?:(?:i|we|s?he) )?lives? in|(?:i )?come from|(?:(?:i am|im) )?from|(?:my |our )?home is(?: in)?|based in)"
)
_IS_IN: Final = (
    r"(?:(?:(?:i am|im|we are|s?he is) )?"
    r"(?:(?:currently|now|away|on holiday|on vacation|travelling|staying) )?(?:in|visiting))"
)
_WHILE: Final = (
    r"(?: (?:now|right now|at the moment|just now|currently|today|this (?:week|month)"
    r"|for (?:now|work|a .+|\d+ .+|the .+)"
    r"|(?:till|until|til) .+|on (?:holiday|vacation|business)))"
)
_LEAVES_AGAIN: Final = (
    r"(?: (?:(?:till|until|til) .+|for (?:now|work|a .+|the .+)|at the moment|on (?:holiday|vacation|business)))"
)
_BOTH: Final = (
    re.compile(rf"{_IS_IN} (?P<away>[^\d]+?){_WHILE}{{0,2}}(?: and| but)? {_STAYS} (?P<home>[^\d]+?)"),
    re.compile(rf"{_STAYS} (?P<home>[^\d]+?)(?: and| but)? {_IS_IN} (?P<away>[^\d]+?){_WHILE}{{0,2}}"),
    re.compile(rf"(?P<home>[^\d]+?)(?: and| but)? {_IS_IN} (?P<away>[^\d]+?){_LEAVES_AGAIN}"),
)
_AWAY: Final = re.compile(r"\b(?:on (?:holiday|vacation|a trip)|visiting|travell?ing|abroad|staying)\b")
_WHERE: Final = re.compile(r"(?:(?:i|we|s?he|they) lives? in|(?:i am|im|we are|were|s?he is) (?:living )?in) \w")
_HOLIDAY: Final = re.compile(
    r".*\b(?:on (?:holiday|vacation|a trip)|visiting|travell?ing|staying)\b(?: (?:now|here|at the moment))?"
    r"(?: (?:in|to|around|at|with \w+ in))? (?P<place>[^\d]{2,40})"
)
_RELATION: Final = (
    rf"(?:(?:step|grand|god|foster )?(?:{RELATION})|grandson|granddaughter|partner|wife|husband|niece|nephew|lad"
    r"|little one|kid|toddler)(?:[ -]in[ -]law)?"
)
_ONESELF: Final = re.compile(
    r"(?:(?:no|actually|sorry|oh|wait|well|yes|just|only|i mean|hmm|erm?)[\s,]+)*"
    r"(?:(?:it is|is|its|it's|this is|they are|thats|that's|(?:the )?(?:pt|patient)(?: is|'s)?) )?"
    r"(?:actually )?(?:just |only )?(?:for )?"
    r"(?:me+|myself|mine|self|i do|i take (?:it|them|(?:the|my) tablets?)|i am|i'm|im)"
    r"(?: (?:myself|actually|please|(?:the one )?who takes (?:it|them)|really|only|after all|lol|haha))*"
)
_AGE: Final = r"(?:\d{1,2}|[a-z]+)(?: (?:years?|yrs?|months?)(?: old)?)?"
_WHOSE: Final = re.compile(
    r"(?:(?:no|actually|yes|well|erm?)[\s,]+)*(?:(?:it is|its|it's|they are|theyre|this is) )?(?:for )?"
    rf"(?:my|our) (?:\d{{1,2}}[ -]years?[ -]old )?(?P<relation>{_RELATION})s?"
    r"(?:,? (?:(?:who|which|she|he) is )?(?:is )?(?:called |named )?"
    r"(?P<name>(?!(?:he|she|they|who)\b)[^\W\d_][^\d,]*?))?"
    rf"(?:[, ]+(?:(?:who|and|he|she|they)(?: is|s|'s| are|'re)?|is|aged?) (?:is )?(?:aged? )?{_AGE}"
    r"|,? ?\(?\d{1,3}\)?(?: (?:years?|yrs?|months?)(?: old)?)?)?",
    re.IGNORECASE,
)
_NAMED_FIRST: Final = re.compile(
    r"(?:for )?(?P<name>[^\W\d_][^\d,]*?),? (?:(?:he|she) is |hes |shes |is )?"
    rf"my (?P<relation>{_RELATION})(?:[, ].*)?",
    re.IGNORECASE,
)
_NO_NAME: Final = listed("take takes taking has have does do needs need who is and uses use on with that")


_PICTURES: Final = re.compile(r"[^\w\s.!?:;&/+-]")


def _plain(words: str) -> str:
    return " ".join(_PICTURES.sub(" ", fold(words).replace("'", "").replace(",", " ")).split()).strip(" .!?")


def _short(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Match a few words; what is long is more than such a remark, and would take long to be looked through."""
    plain = _plain(words)
    return pattern.fullmatch(plain) if len(plain) <= LONGEST else None


def asks_why(words: str) -> bool:
    """Tell whether somebody asks why they are asked, or what it is for."""
    return _WHY.fullmatch(_plain(words)) is not None


def wants_no_more(words: str) -> bool:
    """Tell whether somebody politely leaves it there: "not now, thank you", "that will do"."""
    said = [_plain(one) for one in (words, *re.split(r"[.,;!]+|\band\b", words))]
    whole, *pieces = [one for one in said if one] or [""]
    if _NO_THANKS.fullmatch(whole) or _ENOUGH.fullmatch(whole):
        return True
    return len(pieces) > 1 and all(_ENOUGH.fullmatch(one) or _THANKS.fullmatch(one) for one in pieces)


def leaves_for_now(words: str) -> bool:
    """Tell whether somebody goes away for a while, or looks something up: "brb", "let me check the box"."""
    return _short(_LEAVES, words) is not None


def goes_on(words: str) -> bool:
    """Tell whether somebody begins or is back, and wants no more than the question: "hi, I'm back", "where were we"."""
    return _short(_GOES_ON, words) is not None


def greets(words: str) -> bool:
    """Tell whether words are a greeting and nothing else."""
    return _short(_GREETS, words) is not None and not _NO_GREETING.issuperset(_plain(words).split())


def asks_more(words: str) -> bool:
    """Tell whether somebody wants to be told more before they say yes."""
    return _short(_MORE, words) is not None


def starts_over(words: str) -> bool:
    """Tell whether somebody wants to begin from the first question: "start over"."""
    return _short(_STARTS_OVER, words) is not None


def home_and_away(words: str) -> tuple[str, str] | None:
    """Return where somebody lives and where they are for a while: "im in thailand now, live in leeds"."""
    found = next(filter(None, (_short(pattern, words) for pattern in _BOTH)), None)
    return (found["home"].strip(), found["away"].strip()) if found else None


def agrees(words: str) -> bool:
    """Tell whether words agree as plainly as a yes; a slip of the finger may stand in them, another word may not."""
    plain = _AND_THANKS.sub("", _plain(words))
    return "?" not in words and (
        _AGREED_FOR.fullmatch(plain) is not None or any(same_but_for_a_slip(plain, one) for one in _AGREED)
    )


def says_yes(words: str) -> bool:
    """Tell whether words are a yes with a slip of the finger."""
    return any(same_but_for_a_slip(_plain(words), one) for one in _YES)


def away_in(words: str) -> str | None:
    """Return where somebody says they are for a while only; empty where they name no place, None if they are not."""
    plain = _plain(words)
    if not _AWAY.search(plain):
        return None
    found = _HOLIDAY.fullmatch(plain)
    return found["place"] if found else ""


def says_where(words: str) -> bool:
    """Tell whether a sentence says where somebody lives or is, whatever was asked."""
    return _WHERE.match(_plain(words)) is not None


def names_oneself(words: str) -> bool:
    """Tell whether words say that it is for oneself: "no, it's me"."""
    return _ONESELF.fullmatch(_plain(words)) is not None


def person_said(words: str) -> tuple[str, str] | None:
    """Return the name, as typed, and the relation that words give of somebody: "my son Leo, he is 9".

    The name is empty where they give none; None where they name no relation, or say something else besides.
    """
    said = " ".join(words.replace("\u2019", "'").split()).strip(" .!?")
    for pattern in (_WHOSE, _NAMED_FIRST):
        found = pattern.fullmatch(said)
        if found:
            name = (found["name"] or "").strip(" ,")
            fits = len(name.split()) <= MOST_NAMES and not _NO_NAME.intersection(name.casefold().split())
            return (name, found["relation"].casefold().replace(" ", "-")) if fits else None
    return None
