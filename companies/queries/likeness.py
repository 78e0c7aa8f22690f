"""Who of a company's contact persons look alike; along the index of a company's people."""

from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from companies.models import ContactPerson, PersonMerge, PersonPair
from companies.models.likeness import PairState
from companies.rules.likeness import alike
from jobcenter.viewer import Viewer

PAIRS = 25
MERGES = 10
# Beyond so many people at one company comparing each with each is no help to anyone.
MOST_AT_ONE = 150
_COLUMNS = ("id", "company_id", "name", "phone", "email")
Facts = dict[str, Any]


@dataclass(frozen=True)
class Alike:
    """A contact person who looks like the one in hand, and why: mail, phone, name."""

    person: ContactPerson
    reasons: list[str]


def _facts(name: str, phone: Any, email: str) -> dict[str, str]:
    return {"name": name, "phone": str(phone or ""), "email": email or ""}


def alike_in_company(
    viewer: Viewer, company_id: int, *, name: str, phone: str, email: str, but: int | None = None
) -> list[Alike]:
    """Return our present contact persons of a company who may be the one described."""
    mine = _facts(name, phone, email)
    people = ContactPerson.objects.still_there().filter(
        jobcentre_id=viewer.jobcentre_id, company_id=company_id
    )
    found = []
    for person in people.order_by("name_key", "id")[:MOST_AT_ONE]:
        if person.pk == but:
            continue
        reasons = alike(mine, _facts(person.name, person.phone, person.email))
        if reasons:
            found.append(Alike(person, reasons))
    return found


def pairs_in(jobcentre_id: int, company_id: int | None = None) -> dict[tuple[int, int], Facts]:
    """Return every pair that looks alike, by ids in order; one pass over the people."""
    people = ContactPerson.objects.still_there().filter(jobcentre_id=jobcentre_id)
    if company_id is not None:
        people = people.filter(company_id=company_id)
    rows = people.order_by("company_id", "id").values_list(*_COLUMNS).iterator(chunk_size=5_000)
    found: dict[tuple[int, int], Facts] = {}
    for company, group in groupby(rows, key=lambda row: row[1]):
        facts = [(row[0], _facts(*row[2:])) for row in group][:MOST_AT_ONE]
        for (one, mine), (other, theirs) in combinations(facts, 2):
            if reasons := alike(mine, theirs):
                found[one, other] = {"company_id": company, "reasons": reasons}
    return found


def open_pairs(viewer: Viewer, after: int = 0) -> tuple[list[PersonPair], str]:
    """Return pairs to look at, the newest first, and the cursor of the next page."""
    pairs = PersonPair.objects.select_related("company", "first", "second").filter(
        jobcentre_id=viewer.jobcentre_id, state=PairState.OPEN
    )
    if after:
        pairs = pairs.filter(pk__lt=after)
    rows = list(pairs.order_by("-id")[: PAIRS + 1])
    return rows[:PAIRS], str(rows[PAIRS - 1].pk) if len(rows) > PAIRS else ""


def newest_merges(viewer: Viewer) -> list[PersonMerge]:
    """Return the newest merges, those undone included."""
    return list(
        PersonMerge.objects.select_related("company", "winner", "by", "undone_by")
        .filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("-id")[:MERGES]
    )
