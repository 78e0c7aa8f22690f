"""Which segment fits a company: points for what is known, each with its reason in words.

The rules suggest, people decide. The weights are this program's own rule of thumb, written here
to be seen and argued about; what speaks for a company is named by the practice (“Selection rests
on knowledge: openings, sickness absence, jobs for low-skilled”).
"""

from dataclasses import dataclass

from jobcenter.errors import N_

# Sections of the industry code by how much of their work needs no education, in per cent of the
# jobs: a rule of thumb until an administrator writes a figure with its source.
LOW_SKILLED = {
    "01-03": 35, "05-09": 25, "10-33": 30, "35-39": 20, "41-43": 20, "45-47": 35, "49-53": 40,
    "55-56": 50, "58-63": 5, "64-68": 10, "69-75": 5, "77-82": 55, "84-84": 10, "85-85": 10,
    "86-88": 20, "90-93": 20, "94-99": 15,
}  # fmt: skip
MANY_LOW_SKILLED = 30  # per cent
HIGH_SICKNESS = 5.0  # per cent of the working time

# Points; from how many on a company belongs in a segment.
LARGE, MIDDLING, SMALL = 3, 2, 1
OPENINGS, SICKNESS, LOW_SKILLED_JOBS, TOGETHER_NOW, TOGETHER_BEFORE = 3, 2, 2, 3, 1
IN_TOUCH, DOES_NOT_WANT = 1, -4
FROM = ((7, 1), (5, 2), (3, 3))


@dataclass(frozen=True)
class CompanyFacts:
    """What is known of a company; None is not known."""

    employees: int | None = None
    low_skilled_share: float | None = None  # per cent of the jobs in its industry
    sickness: float | None = None  # per cent of the working time
    openings: int = 0  # free places and open needs
    running: int = 0  # placements now
    before: int = 0  # placements in former days
    contacts_lately: bool = False  # in touch within a year
    status: str = ""


@dataclass(frozen=True)
class Reason:
    """Points and what they are for; `message` is a msgid with `%(number)s`."""

    points: int
    message: str
    number: object = ""


@dataclass(frozen=True)
class Suggestion:
    """The segment that fits, 1 to 4, and why."""

    segment: int
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """All points together."""
        return sum(reason.points for reason in self.reasons)


def suggest(facts: CompanyFacts) -> Suggestion:
    """Return the segment that fits a company, with every point it rests on."""
    reasons = [*_of_the_company(facts), *_of_us(facts)]
    points = sum(reason.points for reason in reasons)
    segment = next((number for least, number in FROM if points >= least), 4)
    return Suggestion(segment, tuple(reasons))


def _of_the_company(facts: CompanyFacts) -> list[Reason]:
    """Return what its size, its openings, its sickness absence and its industry count."""
    reasons = []
    size = facts.employees or 0
    if size >= 100:
        reasons.append(Reason(LARGE, N_("%(number)s employees: large"), size))
    elif size >= 20:
        reasons.append(Reason(MIDDLING, N_("%(number)s employees: middling"), size))
    elif size >= 5:
        reasons.append(Reason(SMALL, N_("%(number)s employees: small"), size))
    if facts.openings:
        reasons.append(Reason(OPENINGS, N_("open places or needs: %(number)s"), facts.openings))
    if facts.sickness is not None and facts.sickness >= HIGH_SICKNESS:
        reasons.append(Reason(SICKNESS, N_("high sickness absence: %(number)s %%"), facts.sickness))
    share = facts.low_skilled_share
    if share is not None and share >= MANY_LOW_SKILLED and size >= 5:
        reasons.append(
            Reason(LOW_SKILLED_JOBS, N_("many jobs for low-skilled in the industry"), share)
        )
    return reasons


def _of_us(facts: CompanyFacts) -> list[Reason]:
    """Return what the cooperation so far counts."""
    reasons = []
    if facts.running:
        reasons.append(Reason(TOGETHER_NOW, N_("placements now: %(number)s"), facts.running))
    elif facts.before:
        reasons.append(Reason(TOGETHER_BEFORE, N_("placements before: %(number)s"), facts.before))
    if facts.contacts_lately:
        reasons.append(Reason(IN_TOUCH, N_("in touch within a year")))
    if facts.status == "declined":
        reasons.append(Reason(DOES_NOT_WANT, N_("does not want to work with us")))
    return reasons
