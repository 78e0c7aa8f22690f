"""The work queue of “my day”: rooms above register what may need a person.

register_queue(QueueKind(
    code="placements.needs_action", label=_("Check-ins that need action"), order=10,
    find=lambda viewer, today, limit: [QueueRow(severity="now", …)], can=(Can.MAKE_PLACEMENTS,),
))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet

from followup.brought import Shown, bring
from jobcenter.clock import today
from jobcenter.compiled import asker, compiled
from jobcenter.models import Jobcentre
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

LIMIT = 25
SEVERITIES = ("now", "week")


@dataclass(frozen=True)
class Tag:
    """A short word with a tone of the component `tag`: bad, warn, ok, info, plain."""

    label: Any
    tone: str = "plain"


@dataclass(frozen=True)
class Action:
    """A click that deals with a row: a link, or a form that posts."""

    label: Any
    url: str
    method: str = "get"
    primary: bool = False


@dataclass(frozen=True)
class QueueRow:
    """One thing that needs the viewer: what, why, and one click to do or open it."""

    severity: str  # "now" or "week"
    title: str
    why: Any
    actions: list[Action]
    subject: UUID
    tag: Tag | None = None
    due_on: date | None = None
    url: str = ""  # where the title leads
    key: str = ""  # identity on the page; the subject if empty
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class QueueKind:
    """A kind of thing to do; `find(viewer, today, limit)` returns at most `limit` rows."""

    code: str
    label: Any
    order: int
    find: Callable[[Viewer, date, int], list[QueueRow]]
    can: tuple[Can, ...] = ()  # any of them; empty: every member of the jobcentre
    # For a kind that is empty on most days: the rows that wait. All such kinds are asked in one
    # query whether there are any, and only those that say yes are found. That query is compiled:
    # it may add days to the day, and ask the viewer for numbers and roles, not for the time.
    waiting: Callable[[Viewer, date], QuerySet[Any]] | None = None
    # For a kind of few and short rows: `along(viewer, today, limit)` is an array in that same
    # query, and `told(array, today)` makes the rows of it. Such a kind costs no query of its own.
    along: Callable[[Viewer, date, int], Any] | None = None
    told: Callable[[list[Any], date], list[QueueRow]] | None = None
    # For a kind with `waiting`: what it shows, and the row made of each. All such kinds of which
    # something waits are brought in one more query, however many they are.
    shown: Shown | None = None
    row: Callable[[Any, Viewer, date], QueueRow | None] | None = None  # None: it does not wait


@dataclass(frozen=True)
class QueueSection:
    """The rows of one kind on the page; `has_more` if the limit cut them."""

    kind: QueueKind
    rows: list[QueueRow]
    has_more: bool


queue_kinds: dict[str, QueueKind] = {}


def register_queue(kind: QueueKind) -> None:
    """Add a kind of work; a second one with the same code is a mistake."""
    if not kind.code or kind.code in queue_kinds:
        raise ValueError(f"A kind of work needs a code of its own: {kind.code!r}")
    queue_kinds[kind.code] = kind


def work_queue(viewer: Viewer, *, limit: int = LIMIT) -> list[QueueSection]:
    """Return what needs the viewer, kind by kind in their order, empty kinds left out.

    Costs what the kinds cost, one query each is expected, and two for all that may be empty.
    """
    day = today()
    sections = []
    mine = [
        kind for kind in sorted(queue_kinds.values(), key=lambda kind: kind.order)
        if not kind.can or any(viewer.can(need) for need in kind.can)
    ]  # fmt: skip
    there = _with_work(viewer, day, mine, limit + 1)
    wanted = {kind.code: kind.shown for kind, _along in there if kind.shown and kind.row}
    objects = bring(viewer, day, wanted, limit + 1)
    for kind, along in there:
        if kind.row and kind.code in objects:
            made = (kind.row(each, viewer, day) for each in objects[kind.code])
            rows = [row for row in made if row is not None]
        elif along is None or kind.told is None:
            rows = kind.find(viewer, day, limit + 1)
        else:
            rows = kind.told(along, day)
        if rows:
            shown = sorted(rows[:limit], key=lambda row: SEVERITIES.index(row.severity))
            sections.append(QueueSection(kind, shown, len(rows) > limit))
    return sections


def _with_work(
    viewer: Viewer, day: date, kinds: list[QueueKind], limit: int
) -> list[tuple[QueueKind, list[Any] | None]]:
    """Leave out the kinds of which nothing waits, as far as one query can tell.

    Beside each kind stands what that query brought along, None where it is still to be found.
    """
    gates = {kind.code: kind.waiting for kind in kinds if kind.waiting and not kind.along}
    brought = {kind.code: kind.along for kind in kinds if kind.along}
    if len(gates) + len(brought) < 2:
        return [(kind, None) for kind in kinds]
    [answers] = _waits(
        tuple(gates.values()), tuple(brought.values()), limit, viewer.roles,
        jobcentre=viewer.jobcentre_id, me=viewer.membership_id, team=viewer.team_id, day=day,
    )  # fmt: skip
    there = dict(zip([*gates, *brought], answers, strict=True))
    return [
        (kind, there[kind.code] if kind.along else None)
        for kind in kinds if there.get(kind.code, True)
    ]  # fmt: skip


@compiled
def _waits(
    gates: tuple[Callable[[Viewer, date], QuerySet[Any]], ...],
    along: tuple[Callable[[Viewer, date, int], Any], ...],
    limit: int,
    roles: frozenset[str],
    *,
    jobcentre: int,
    me: int = 0,
    team: int = 0,
    day: date = date.min,
) -> QuerySet[Jobcentre, Any]:
    viewer = asker(jobcentre, me, team, roles)
    asked = [Exists(waiting(viewer, day).order_by()) for waiting in gates]
    brought = [bring(viewer, day, limit) for bring in along]
    return Jobcentre.objects.filter(pk=jobcentre).values_list(*asked, *brought)


def by_severity(sections: list[QueueSection]) -> dict[str, list[QueueRow]]:
    """Return all rows as "now" and "week", each in the order of the kinds."""
    return {
        severity: [row for s in sections for row in s.rows if row.severity == severity]
        for severity in SEVERITIES
    }
