"""What goes wrong on demand, by method, so many times; the method * is any.

429 403 400_chat_not_found 401 409 500   refused in Telegram's words, without effect
migrate       the group becomes a supergroup first, then the call is refused; only calls in a group
drop_before   the connection is cut, without effect
hang          no answer for as long as the bot waits, without effect
drop_after    done, then the connection is cut
truncated     done, then the answer breaks off
badjson       done, then the answer is no JSON
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from bot.sandbox.refusals import Refused, bad, conflict, forbidden, too_many
from bot.sandbox.state_file import Json

REFUSALS = {"429", "403", "400_chat_not_found", "401", "409", "500"}
KINDS = REFUSALS | {"drop_before", "drop_after", "hang", "truncated", "badjson", "migrate"}
ANY = "*"
RETRY_AFTER = 3  # seconds


@dataclass(slots=True)
class Fault:
    """One kind of fault, *count* more times. *method* is in small letters."""

    method: str
    kind: str
    count: int
    retry_after: int


class Faults:
    """Those that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a fault come; a count of 0 takes back those of its method."""
        if fault.count == 0:
            self._coming = [one for one in self._coming if one.method != fault.method]
        else:
            self._coming.append(fault)

    def coming(self) -> list[Json]:
        """Return what is still to come."""
        return [asdict(one) for one in self._coming]

    def take(self, method: str, *, in_a_group: bool) -> Fault | None:
        """Return the fault that hits this call, and count it."""
        for fault in self._coming:
            if fault.method in {method, ANY} and (fault.kind != "migrate" or in_a_group):
                fault.count -= 1
                self._coming = [one for one in self._coming if one.count > 0]
                return fault
        return None


def refusal(fault: Fault, *, in_a_group: bool) -> Refused:
    """Return how the call is refused, for the kinds that refuse."""
    match fault.kind:
        case "429":
            return too_many(fault.retry_after)
        case "403":
            return forbidden("bot was kicked from the group chat" if in_a_group else "bot was blocked by the user")
        case "401":
            return Refused(401, "Unauthorized")
        case "409":
            return conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        case "500":
            return Refused(500, "Internal Server Error")
        case _:
            return bad("chat not found")
