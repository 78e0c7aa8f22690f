"""Everything held about a citizen, as the citizen reads it: on the page, on paper and as data.

Other files and rooms add what they hold, in `register()` of a wiring file:

    own_facts("placements", _read, order=50)

`_read(viewer, citizen)` returns a `Held`, or None where there is nothing: a title, what it is used
for, and facts of a name and a value. Values are texts or days; a line without a name stands for
itself. One query at most. No citizen number, nothing about third persons: colleagues by name and
function, companies by name, what a mentor or colleague wrote in free text is told of, not shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from citizens.models import Citizen
from jobcenter.dates import say
from jobcenter.viewer import Viewer

MOST = 200  # of one kind; whoever has more asks


@dataclass(frozen=True)
class Fact:
    """One thing that is held; `note` says where it comes from or since when."""

    name: Any
    value: Any
    note: Any = ""

    @property
    def text(self) -> str:
        """The value in words."""
        return say(self.value, "j. F Y") if isinstance(self.value, date) else str(self.value)


@dataclass(frozen=True)
class Held:
    """What is held of one kind, and what it is used for."""

    code: str
    title: Any
    why: Any
    facts: list[Fact] = field(default_factory=list)


_readers: list[tuple[int, str, Callable[[Viewer, Citizen], Held | None]]] = []


def own_facts(code: str, read: Callable[[Viewer, Citizen], Held | None], *, order: int) -> None:
    """Add a kind of facts that a citizen can read; `code` is its word in the file."""
    if any(known == code for _order, known, _read in _readers):
        raise ValueError(f"A kind of facts needs a code of its own: {code!r}")
    _readers.append((order, code, read))
    _readers.sort(key=lambda each: each[0])


def everything(viewer: Viewer, citizen: Citizen) -> list[Held]:
    """Return all that is held about the citizen who looks."""
    if viewer.subject != citizen.public_id or viewer.jobcentre_id != citizen.jobcentre_id:
        raise ValueError("Everything is for the citizen alone.")
    found = [read(viewer, citizen) for _order, _code, read in _readers]
    return [held for held in found if held is not None and held.facts]


def as_data(sections: list[Held], made_at: datetime) -> dict[str, Any]:
    """Return the sections as plain data, for a file that other programs read (GDPR art. 20)."""
    return {
        "made_at": made_at.isoformat(timespec="seconds"),
        "sections": [
            {
                "code": held.code, "title": str(held.title), "used_for": str(held.why),
                "facts": [
                    {
                        "name": str(fact.name),
                        "value": fact.value.isoformat()
                        if isinstance(fact.value, date) else str(fact.value),
                        **({"note": str(fact.note)} if fact.note else {}),
                    }
                    for fact in held.facts
                ],
            }
            for held in sections
        ],
    }  # fmt: skip
