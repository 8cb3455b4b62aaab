"""Tidies the name of a place out of a sentence. Knows no map: which zone a place has is looked up elsewhere."""

from __future__ import annotations

from typing import Final

from bot.care.reading.english_pieces import listed

_IN_FRONT: Final = ("my ", "our ", "sunny ", "lovely ", "rainy ")
# What stands behind "in" and "going to" and is on no map.
_NO_PLACE: Final = listed(
    "bed pain hospital a&e er icu a+e the clinic work school home class shower bath car bus train loo toilet kitchen "
    "garden doctor doctors dentist shops shop gym pub park holiday charge trouble tears labour love agony meeting "
    "remission flare isolation quarantine theatre surgery ward here there now today tonight it that this town sleep "
    "lunch dinner breakfast church court prison doubt danger need hell stop go get take have do be pass try ask ring "
    "call see wait miss forget start leave make eat drink die faint throw vomit cry scream kill say tell check give "
    "put lie sit skip use change move come run feel find keep let look want watch buy pick lot bit house room office "
    "middle bad good no so debt shock fit cut hurt end collapse burst explode cancel phone email speak talk up my a"
)


def place(words: str) -> str | None:
    """Return the name of the place, as typed, or None where the words name none that could be on a map."""
    front = next((each for each in _IN_FRONT if words.casefold().startswith(each)), "")
    name = words[len(front) :]
    bare = name.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return None if not bare or bare.partition(" ")[0] in _NO_PLACE else name
