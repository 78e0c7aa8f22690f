"""What the list of companies is narrowed to and sorted by, as its address says it."""

from dataclasses import dataclass
from typing import Any

from companies.choices import Industry, RegisterStatus, RelationStatus, SizeClass

LONGEST = 100
# The word of the address for each sort, with a "-" before it downwards.
SORTS = (
    "name", "town", "industry", "employees", "contact", "step", "status", "owner", "segment",
)  # fmt: skip
# How long ago the last contact was: within so many days, or not for so many, or never.
CONTACTS = ("30", "90", "365", "-90", "-365", "never")
STEPS = ("late", "week", "any", "none")
NONE = "none"


def _box(text: str) -> tuple[float, float, float, float] | None:
    """Return a field of the map: south, west, north, east; None for what is none."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        return None
    return south, west, north, east


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; each is a parameter of the address."""

    query: str = ""
    area: str = ""  # "here", "all", or "": here without a query, all with one
    town: str = ""  # a town's name or its beginning, or a postcode
    industry: str = ""
    size: str = ""  # the lower end of the smallest size wanted
    status: str = RegisterStatus.ACTIVE  # "active", "ceased" or "any"
    relation: str = ""  # "with", "mine", "none", or a relation's status
    owner: str = ""  # a colleague's public id, or "none": known to us, without a fixed contact
    segment: str = ""  # "1" to "4", or "none": known to us, in no group
    contact: str = ""  # of CONTACTS
    step: str = ""  # of STEPS
    box: tuple[float, float, float, float] | None = None  # south, west, north, east in degrees
    sort: str = "name"

    @classmethod
    def of(cls, query: Any) -> "Filters":
        """Read them from an address's parameters; what is not known there is left out."""

        def param(name: str) -> str:
            return str(query.get(name, "")).replace("\x00", "").strip()[:LONGEST]

        def one_of(name: str, known: Any) -> str:
            value = param(name)
            return value if value in known else ""

        sort = param("sorter")
        return cls(
            query=param("q"),
            area=one_of("omraade", ("here", "all")),
            town=param("by"),
            industry=one_of("branche", Industry.values),
            size=one_of("fra", {str(value) for value in SizeClass.values}),
            status=one_of("status", (*RegisterStatus.values, "any")) or RegisterStatus.ACTIVE,
            relation=one_of("relation", ("with", "mine", NONE, *RelationStatus.values)),
            owner=param("ansvarlig"),
            segment=one_of("segment", ("1", "2", "3", "4", NONE)),
            contact=one_of("kontakt", CONTACTS),
            step=one_of("skridt", STEPS),
            box=_box(param("felt")),
            sort=sort if sort.removeprefix("-") in SORTS else "name",
        )

    @property
    def asks_ours(self) -> bool:
        """Whether it asks for companies that we know something about."""
        return bool(
            self.relation not in {"", NONE}
            or self.owner
            or self.segment
            or self.step
            or self.contact not in {"", "never"}
        )

    @property
    def area_used(self) -> str:
        """A name is looked for everywhere, and so is what is ours; a bare list begins at home."""
        if self.area in {"here", "all"}:
            return self.area
        return "all" if (self.query or self.asks_ours) and not self.box else "here"

    @property
    def is_national(self) -> bool:
        """Whether only the register knows the answer: the whole country, nothing of ours asked."""
        ours = self.asks_ours or self.contact == "never" or self.box is not None
        return self.area_used == "all" and not ours

    @property
    def industry_groups(self) -> list[str]:
        """The two-digit groups of the section asked for."""
        if not self.industry:
            return []
        first, _, last = self.industry.partition("-")
        return [f"{number:02d}" for number in range(int(first), int(last) + 1)]
