"""What stands for a citizen whose name the viewer may not see."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from citizens.models import Citizen

# Crockford's letters: no I, L, O or U, so that a pseudonym can be read aloud.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def pseudonym(public_id: UUID) -> str:
    """Return the five letters that stand for a citizen whose name is masked.

    Taken from the random tail of the id: the same on every page, telling nothing.
    """
    tail = public_id.int & 0x1FFFFFF
    return "".join(_LETTERS[tail >> shift & 31] for shift in (20, 15, 10, 5, 0))


@dataclass(frozen=True)
class MaskedCitizen:
    """What everybody in the jobcentre may know of a citizen: that there is one."""

    id: int
    public_id: UUID
    state: str
    is_masked: Literal[True] = True

    @property
    def pseudonym(self) -> str:
        """The letters that stand for the name."""
        return pseudonym(self.public_id)


def display_name(citizen: Citizen, seen: bool, *, short: bool = False) -> str:
    """Return the full name (`short`: “Amira K.”, for lists) if seen, else the pseudonym."""
    if not seen:
        return pseudonym(citizen.public_id)
    return citizen.short_name if short else citizen.full_name
