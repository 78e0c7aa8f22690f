"""How much of everything there is, and how it is shared among the jobcentres.

Row `i` of a table belongs to the first jobcentre when `i % 10 < first_tenths`; the others take
turns with the rest. So every id follows from a jobcentre and a number within it, every table can
be made without looking at another, and rows of all jobcentres lie mixed as they do in real life.
"""

from dataclasses import asdict, dataclass

RUNNING_PER_CONSULTANT = 31
CANDIDATES_PER_CONSULTANT = 35


@dataclass(frozen=True)
class Size:
    """What a database of this size holds, five years of life."""

    name: str
    jobcentres: int
    first_tenths: int  # how many tenths of everything the first jobcentre holds
    companies: int
    workplaces: int
    citizens: int
    placements: int
    running: int
    contacts: int
    persons: int
    places: int
    messages: int
    looks: int
    enquiries: int
    busy_every: int  # each so-manieth contact is with the first company: its timeline is long


SIZES = {
    size.name: size
    for size in (
        Size("nation", 98, 1, 420_000, 500_000, 100_000, 350_000, 11_200, 5_000_000, 250_000,
             60_000, 300_000, 500_000, 60_000, 50),
        Size("municipality", 2, 9, 46_000, 55_000, 11_000, 38_500, 1_240, 550_000, 27_500,
             6_600, 33_000, 55_000, 6_600, 50),
        Size("tiny", 3, 5, 400, 480, 120, 360, 40, 1_000, 240, 60, 200, 100, 100, 20),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Centre:
    """One jobcentre's numbers, a row of `bench.centre`."""

    j: int
    code: str
    companies: int
    contacted: int  # companies it is in touch with
    workplaces: int
    citizens: int
    active: int
    running: int
    open: int  # running, agreed and drafts
    placements: int
    places: int
    persons: int
    followers: int  # job consultants whose candidates are at companies
    consultants: int  # all job consultants
    sellers: int  # company consultants
    workers: int  # case workers
    members: int
    teams: int

    def row(self) -> dict[str, object]:
        """Return the columns."""
        return asdict(self)


def share(size: Size, total: int, j: int) -> int:
    """Return how many of `total` rows belong to jobcentre `j`, counted from 1."""
    first = total // 10 * size.first_tenths + min(total % 10, size.first_tenths)
    if j == 1:
        return first
    others = size.jobcentres - 1
    return (total - first + others - 1 - (j - 2)) // others


LEADERS = 4  # team leader, manager, administrator, plan leader


def centre(size: Size, j: int) -> Centre:
    """Return the numbers of jobcentre `j`."""
    running = share(size, size.running, j)
    followers = -(-running // RUNNING_PER_CONSULTANT)
    citizens = share(size, size.citizens, j)
    active = max(citizens * 35 // 100, followers * CANDIDATES_PER_CONSULTANT)
    active = min(active, citizens)
    left = max(active - followers * CANDIDATES_PER_CONSULTANT, 0)
    consultants = followers + max(-(-left // CANDIDATES_PER_CONSULTANT), 1)
    sellers, workers = -(-consultants // 6), -(-consultants // 7)
    companies = share(size, size.companies, j)
    persons = share(size, size.persons, j)
    places = share(size, size.places, j)
    return Centre(
        j=j,
        code=f"{900 + j:04d}",
        companies=companies,
        contacted=min(max(companies // 5, places), persons // 2),
        workplaces=share(size, size.workplaces, j),
        citizens=citizens,
        active=active,
        running=running,
        open=running + max(running // 8, 1),
        placements=share(size, size.placements, j),
        places=places,
        persons=persons,
        followers=followers,
        consultants=consultants,
        sellers=sellers,
        workers=workers,
        members=consultants + sellers + workers + LEADERS,
        teams=6 if j == 1 else 2,
    )


def centres(size: Size) -> list[Centre]:
    """Return every jobcentre's numbers."""
    return [centre(size, j) for j in range(1, size.jobcentres + 1)]


def row_id(size: Size, j: int, k: int) -> int:
    """Return the id of number `k` of jobcentre `j`: what `bench.id` is in SQL."""
    tenths = size.first_tenths
    if j == 1:
        return 1 + k // tenths * 10 + k % tenths
    at = k * (size.jobcentres - 1) + j - 2
    return 1 + at // (10 - tenths) * 10 + tenths + at % (10 - tenths)
