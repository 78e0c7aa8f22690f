"""The health of a centre: how long people stay, how they leave, and what that says.

The words of warning follow the guide on company centres (DOMAIN §2): a centre can turn into a
project without the company's own culture, and this is how it shows first. The bounds are the
house's own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from placements.rules.mentoring import SMALL, hidden_groups

LOOK_BACK = timedelta(days=730)
WHOLE_RUN = timedelta(weeks=13, days=-3)  # Monday of the first week to Friday of the thirteenth
EARLY_SHARE, SILENT_SHARE = 33, 70  # per cent

JOB = frozenset({"hired_here", "hired_elsewhere", "education"})
CAUSES = {
    "person": frozenset({"illness", "private_matters", "absence_unknown_cause", "moved"}),
    "match": frozenset({"not_the_right_match"}),
    "company": frozenset({"no_tasks", "company_changes"}),
}


@dataclass(frozen=True)
class Run:
    """One person's unbroken time at a centre, extensions included, after it has ended."""

    starts_on: date
    last_on: date
    stopped_because: str = ""  # empty when it ended as planned
    who: int = 0  # whose time it was: five times of one person are one person


@dataclass(frozen=True)
class Health:
    """What can be said; a share is None where fewer than five people stand behind it."""

    ended: int
    whole: int | None = None  # per cent with 13 unbroken weeks
    early: int | None = None  # per cent stopped before time, a job or education not counted
    jobs: int | None = None  # per cent who stopped for a job or education
    causes: dict[str, int] = field(default_factory=dict)  # of the early ones; small ones left out
    answered: int | None = None  # per cent of the weeks due
    signs: Sequence[str] = ()


def cause_of(reason: str) -> str:
    """Return where a stop had its cause: person, match, company or other."""
    return next((cause for cause, reasons in CAUSES.items() if reason in reasons), "other")


def health_of(runs: Iterable[Run], *, weeks_due: int, weeks_answered: int) -> Health:
    """Return a centre's health from runs that ended and the weeks asked about.

    Nothing is said of fewer than five people, and no cause that fewer than five share.
    """
    runs = list(runs)
    answered = round(100 * weeks_answered / weeks_due) if weeks_due >= SMALL else None
    if len({each.who for each in runs}) < SMALL:
        return Health(len(runs), answered=answered, signs=_signs(None, None, answered))
    early = [each for each in runs if each.stopped_because and each.stopped_because not in JOB]
    jobs = sum(each.stopped_because in JOB for each in runs)
    whole = sum(each.last_on - each.starts_on + timedelta(days=1) >= WHOLE_RUN for each in runs)
    causes = Counter(cause_of(each.stopped_because) for each in early)
    people = Counter(cause for cause, _who in {(cause_of(e.stopped_because), e.who) for e in early})
    small = hidden_groups(people)
    share_early, share_jobs = _percent(len(early), runs), _percent(jobs, runs)
    return Health(
        ended=len(runs),
        whole=_percent(whole, runs),
        early=share_early,
        jobs=share_jobs,
        causes={cause: number for cause, number in causes.items() if cause not in small},
        answered=answered,
        signs=_signs(share_early, share_jobs, answered),
    )


def _percent(number: int, runs: Sequence[Run]) -> int:
    return round(100 * number / len(runs))


def _signs(early: int | None, jobs: int | None, answered: int | None) -> list[str]:
    signs = []
    if early is not None and early > EARLY_SHARE:
        signs.append("early")
    if jobs == 0:
        signs.append("no_jobs")
    if answered is not None and answered < SILENT_SHARE:
        signs.append("silent")
    return signs
