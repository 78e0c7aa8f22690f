"""What stands on a citizen's page besides the dated facts: profile, barriers, case team.

One query: each part is an array of its own, however long.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from citizens.access import barriers_visible_to
from citizens.choices import BARRIER, Function, LanguageLevel, ProfileKind
from citizens.models import CaseTeamMember, Citizen, ProfileLine
from citizens.models.law import in_language
from citizens.parts import Card, Part, asked_for, cards_of
from jobcenter.clock import on_day, today
from jobcenter.compiled import asker, compiled
from jobcenter.viewer import Viewer

MOST = 60
LIFTED_SHOWN = 30


@dataclass(frozen=True)
class Line:
    """A line of the profile, in words."""

    public_id: UUID
    kind: str
    title: str
    detail: str


@dataclass(frozen=True)
class BarrierRow:
    """A barrier, in words."""

    public_id: UUID
    word: str
    text: str
    owner: str
    opened_on: date
    opened_by: str
    due_on: date | None
    lifted_on: date | None
    lifted_by: str
    how: str


@dataclass(frozen=True)
class Member:
    """One of the case team."""

    membership_id: int
    name: str
    phone: str
    function: str


@dataclass(frozen=True)
class Known:
    """All of it. `barriers` is empty for those outside the case team."""

    team: list[Member]
    lines: dict[str, list[Line]] = field(default_factory=dict)
    barriers: list[BarrierRow] = field(default_factory=list)
    lifted: list[BarrierRow] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    def has_in_team(self, viewer: Viewer) -> bool:
        """Return whether the viewer is in the case team."""
        return any(each.membership_id == viewer.membership_id for each in self.team)

    def sections(self) -> list[tuple[str, Any, list[Line]]]:
        """Return every kind of line with its label and lines, what matters at work left out."""
        return [
            (kind.value, kind.label, self.lines.get(kind.value, []))
            for kind in ProfileKind
            if kind != ProfileKind.CONSIDERATION
        ]

    def considerations(self) -> list[Line]:
        """Return what matters at work."""
        return self.lines.get(ProfileKind.CONSIDERATION.value, [])


def known_of(viewer: Viewer, citizen: Citizen) -> Known:
    """Return what the page shows of a citizen the viewer has opened: one query."""
    asked = asked_for(viewer)
    row: Any = _everything.first(
        asked, viewer.kind, viewer.roles,
        jobcentre=viewer.jobcentre_id, me=viewer.membership_id or 0, team=viewer.team_id or 0,
        citizen=citizen.pk, day=today(),
    )  # fmt: skip
    by_kind: dict[str, list[Line]] = {}
    for each in row[1]:
        by_kind.setdefault(each["kind"], []).append(_line(each))
    return Known(
        team=[
            Member(each["member"], each["name"], each["phone"] or "",
                   str(Function(each["function"]).label))
            for each in row[0]
        ],
        lines=by_kind,
        barriers=[_barrier(each) for each in row[2]],
        lifted=[_barrier(each) for each in row[3]],
        cards=cards_of(viewer, citizen, asked, list(row[4:])),
    )  # fmt: skip


@compiled
def _everything(
    asked: tuple[Part, ...],
    kind: str,
    roles: frozenset[str],
    *,
    jobcentre: int,
    citizen: int,
    day: date,
    me: int = 0,
    team: int = 0,
) -> QuerySet[Citizen, Any]:
    with on_day(day):
        return _composed(asker(jobcentre, me, team, roles, kind), citizen, asked)


def _composed(viewer: Viewer, citizen: int, asked: tuple[Part, ...]) -> QuerySet[Citizen, Any]:
    own = {"jobcentre_id": viewer.jobcentre_id, "citizen_id": OuterRef("pk")}
    team = (
        CaseTeamMember.objects.on(today())
        .filter(**own)
        .order_by("from_on", "pk")
        .values(
            json=JSONObject(
                member=F("membership_id"), name=F("membership__name"),
                phone=F("membership__phone"), function=F("function"),
            )
        )
    )  # fmt: skip
    lines = (
        ProfileLine.objects.filter(**own)
        .order_by(F("to_year").desc(nulls_first=True), F("from_year").desc(nulls_last=True), "pk")
        .values(
            json=JSONObject(
                id=F("public_id"), kind=F("kind"), da=F("word__name_da"), en=F("word__name_en"),
                text=F("text"), place=F("place"), level=F("level"), start=F("from_year"),
                end=F("to_year"),
            )
        )[:MOST]
    )  # fmt: skip
    told = JSONObject(
        id=F("public_id"), da=F("word__name_da"), en=F("word__name_en"), text=F("text"),
        owner=F("owner__name"), opened=F("opened_on"), opener=F("opened_by__name"),
        due=F("due_on"), lifted=F("lifted_on"), lifter=F("lifted_by__name"), how=F("how"),
    )  # fmt: skip
    barriers = barriers_visible_to(viewer).filter(**own)
    is_open = barriers.filter(lifted_on__isnull=True).order_by("opened_on", "pk")
    is_lifted = barriers.filter(lifted_on__isnull=False).order_by("-lifted_on", "-pk")
    return (
        Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id, pk=citizen)
        .order_by()
        .values_list(
            ArraySubquery(team),
            ArraySubquery(lines),
            ArraySubquery(is_open.values(json=told)),
            ArraySubquery(is_lifted.values(json=told)[:LIFTED_SHOWN]),
            *(part.rows(viewer) for part in asked),
        )
    )


def _line(told: dict[str, Any]) -> Line:
    word = in_language(told["da"], told["en"]) if told["da"] else ""
    more = [told["text"] if word else "", told["place"], _years(told["start"], told["end"])]
    if told["level"]:
        more.append(str(LanguageLevel(told["level"]).label))
    return Line(
        public_id=UUID(told["id"]),
        kind=told["kind"],
        title=word or told["text"],
        detail=" · ".join(part for part in more if part),
    )


def _years(start: int | None, end: int | None) -> str:
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start}
    return _("until %(year)s") % {"year": end} if end else ""


def _barrier(told: dict[str, Any]) -> BarrierRow:
    return BarrierRow(
        public_id=UUID(told["id"]),
        word=in_language(told["da"], told["en"]),
        text=told["text"],
        owner=told["owner"],
        opened_on=date.fromisoformat(told["opened"]),
        opened_by=told["opener"],
        due_on=date.fromisoformat(told["due"]) if told["due"] else None,
        lifted_on=date.fromisoformat(told["lifted"]) if told["lifted"] else None,
        lifted_by=told["lifter"] or "",
        how=told["how"],
    )


def lines_of(viewer: Viewer, citizen: Citizen, kind: str) -> list[Line]:
    """Return the lines of one kind."""
    return known_of(viewer, citizen).lines.get(kind, [])


def label_of(kind: str) -> str:
    """Return what a list is called."""
    if kind == BARRIER:
        return _("Barriers")
    return str(capfirst(str(ProfileKind(kind).label)))
