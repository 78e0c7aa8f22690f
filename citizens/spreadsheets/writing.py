"""Writes a batch of people from a file, many rows a statement, and keeps what undo needs."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from citizens.actions.citizen import CPR_PURPOSE, cpr_index
from citizens.choices import Function
from citizens.models import (
    BenefitPeriod,
    CaseTeamMember,
    Citizen,
    CitizenFile,
    CitizenFileRow,
    CitizenMatch,
    CitizenTargetGroup,
    MatchGroup,
)
from citizens.models.imports import PersonResult
from citizens.own.closing import close_doors_of
from citizens.spreadsheets.planning import Plan, World, plan_row
from jobcenter import registries
from jobcenter.clock import now
from jobcenter.encryption import seal
from jobcenter.models import Event, Membership, SearchWord
from jobcenter.models.sheets import RowFate
from jobcenter.permissions import Role
from jobcenter.rewriting import rewrite
from jobcenter.search import index_words, words_of
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

SEARCH_KIND = "citizen"
ADDRESSES = {"phone", "email"}
# What an import can write on a citizen: one statement for a whole batch.
WRITTEN = [
    "first_name", "last_name", "name_key", "phone", "email", "language", "case_number",
    "birth_date", "is_address_from_file", "is_address_protected", "cpr_encrypted", "cpr_index",
    "target_group", "sub_flag", "benefit", "version",
]  # fmt: skip
PERIODS: dict[str, Any] = {
    "target": CitizenTargetGroup,
    "match": CitizenMatch,
    "benefit": BenefitPeriod,
}
# Imports of one jobcentre write one after the other: who has no number is known by no constraint.
LOCK = 0x42524F43


@dataclass
class Told:
    """The timeline rows of a batch."""

    actor: Viewer
    events: list[tuple[str, int, UUID, str]] = field(default_factory=list)

    def add(self, kind: str, citizen: Citizen, text: str = "") -> None:
        """Note a row."""
        self.events.append((kind, citizen.pk, citizen.public_id, text))

    def write(self) -> None:
        """Write them all."""
        moment = now()
        Event.objects.bulk_create(
            [
                Event(
                    jobcentre_id=self.actor.jobcentre_id, at=moment, kind=kind,
                    group=registries.event_kinds[kind].group, actor_id=self.actor.membership_id,
                    actor_kind=self.actor.kind, citizen_id=pk, subject=subject, text=text[:500],
                )
                for kind, pk, subject, text in self.events
            ],
            batch_size=1_000,
        )  # fmt: skip


def one_import_at_a_time(jobcentre_id: int) -> None:
    """Wait until no other import of the jobcentre writes people, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, jobcentre_id])


def write_rows(sheet: CitizenFile, rows: list[CitizenFileRow], actor: Viewer) -> None:
    """Write what the preview showed, if it is still so; a row the database refuses stops none."""
    one_import_at_a_time(sheet.jobcentre_id)
    try:
        with transaction.atomic():
            _write(sheet, rows, actor)
    except DatabaseError:
        for row in rows:
            try:
                with transaction.atomic():
                    _write(sheet, [row], actor)
            except DatabaseError:
                _refuse(row, "not_stored")
    rewrite(rows, ["fate", "written", "problems"])


def _refuse(row: CitizenFileRow, code: str) -> None:
    row.fate, row.written = RowFate.REFUSED, {}
    row.problems = [{"field": "", "code": code, "params": {}}]


def _write(sheet: CitizenFile, rows: list[CitizenFileRow], actor: Viewer) -> None:
    world = World(sheet)
    world.load(rows, sheet.mapping, lock=True)
    plans: list[tuple[CitizenFileRow, Plan]] = []
    for row in rows:
        if row.result not in (PersonResult.NEW, PersonResult.CHANGED):
            row.fate = RowFate.SAME if row.result == PersonResult.UNCHANGED else RowFate.REFUSED
            if row.result == PersonResult.LEFT_OUT:
                row.fate = RowFate.NOT_RUN
            continue
        plan = plan_row(row, world)
        if plan.problems or plan.changes != row.changes:
            _refuse(row, "changed_since")
            continue
        row.fate, row.written = RowFate.WRITTEN, {}
        plans.append((row, plan))
    told = Told(actor)
    _write_people(plans, world, told)
    _write_periods(plans, world)
    _write_teams(plans, world, told)
    told.write()


def _columns_of(plan: Plan) -> dict[str, Any]:
    """Return what a plan writes on the citizen; the number sealed, and its keyed hash."""
    values = dict(plan.values)
    if plan.number:
        values["cpr_index"] = cpr_index(plan.number.digits)
        values["cpr_encrypted"] = seal(plan.number.digits, purpose=CPR_PURPOSE)
    if plan.target:
        values["target_group_id"], values["sub_flag"] = plan.target[0].pk, plan.target[1]
    if plan.benefit:
        values["benefit"] = plan.benefit
    if values.keys() & ADDRESSES:
        values["is_address_from_file"] = True
    return values


def _write_people(plans: list[tuple[CitizenFileRow, Plan]], world: World, told: Told) -> None:
    made: list[Citizen] = []
    changed: list[Citizen] = []
    renamed: list[Citizen] = []
    for row, plan in plans:
        citizen = plan.citizen or Citizen(jobcentre_id=world.jobcentre_id)
        values = _columns_of(plan)
        before = {name: plain(getattr(citizen, name)) for name in values}
        for name, value in values.items():
            setattr(citizen, name, value)
        citizen.name_key = danish_key(f"{citizen.first_name} {citizen.last_name}")
        if plan.citizen is None:
            before = {}
            made.append(citizen)
        elif values:
            citizen.version += 1
            changed.append(citizen)
            if {"first_name", "last_name"} & values.keys():
                renamed.append(citizen)
        row.written = {"made": plan.citizen is None, "before": before}
        plan.citizen = citizen
    Citizen.objects.bulk_create(made)
    rewrite(changed, WRITTEN)
    known = {citizen.pk for citizen in changed}
    close_doors_of(
        plan.citizen.public_id
        for _row, plan in plans
        if plan.citizen and plan.citizen.pk in known and ADDRESSES & plan.values.keys()
    )
    SearchWord.objects.bulk_create(
        [
            SearchWord(jobcentre_id=world.jobcentre_id, kind=SEARCH_KIND, object_id=each.pk,
                       word=word)
            for each in made
            for word in dict.fromkeys([*words_of(each.first_name), *words_of(each.last_name)])
        ],
        ignore_conflicts=True,
        batch_size=2_000,
    )  # fmt: skip
    for each in renamed:
        names = [each.first_name, each.last_name]
        index_words(world.jobcentre_id, SEARCH_KIND, each.pk, names)
    for row, plan in plans:
        written = plan.citizen
        assert written is not None  # noqa: S101  set above
        row.citizen_id = written.pk
        row.written |= {"id": written.pk, "version": written.version}
        told.add("citizen.registered" if row.written["made"] else "citizen.imported", written)
    rewrite([row for row, _plan in plans], ["citizen_id"])


def _write_periods(plans: list[tuple[CitizenFileRow, Plan]], world: World) -> None:
    """Close what held and open what holds now, a statement per kind and day."""
    opening: dict[str, list[tuple[CitizenFileRow, Any]]] = defaultdict(list)
    closing: dict[tuple[str, date], list[tuple[CitizenFileRow, Any]]] = defaultdict(list)
    for row, plan in plans:
        citizen, from_on = plan.citizen, plan.from_on or world.day
        base = {"jobcentre_id": world.jobcentre_id, "citizen": citizen, "from_on": from_on}
        groups = list(plan.groups)
        if plan.target:
            group, flag = plan.target
            period = CitizenTargetGroup(**base, target_group=group, sub_flag=flag)
            opening["target"].append((row, period))
            if copy := world.groups.get((group.ruleset, str(group.number))):
                groups.append(copy)
        if plan.benefit:
            opening["benefit"].append((row, BenefitPeriod(**base, benefit=plan.benefit)))
        for each in groups:
            period_of_match = CitizenMatch(**base, scheme_id=each.scheme_id, group=each)
            opening["match"].append((row, period_of_match))
        if not row.written["made"]:
            closing["all", from_on].append((row, (plan, groups)))
    for (_all, day), found in closing.items():
        _close(found, day, world.jobcentre_id)
    for kind, pairs in opening.items():
        PERIODS[kind].objects.bulk_create([period for _row, period in pairs])
        for row, period in pairs:
            row.written.setdefault("opened", {}).setdefault(kind, []).append(period.pk)


def _close(
    found: list[tuple[CitizenFileRow, tuple[Plan, list[MatchGroup]]]], day: date, jobcentre_id: int
) -> None:
    wanted: dict[str, dict[int, CitizenFileRow]] = {"target": {}, "benefit": {}}
    schemes: dict[tuple[int, int], CitizenFileRow] = {}
    for row, (plan, groups) in found:
        pk = row.written["id"]
        if plan.target:
            wanted["target"][pk] = row
        if plan.benefit:
            wanted["benefit"][pk] = row
        for group in groups:
            schemes[pk, group.scheme_id] = row
    here = {"jobcentre_id": jobcentre_id, "to_on__isnull": True}
    for kind, rows in wanted.items():
        held = PERIODS[kind].objects.filter(**here, citizen_id__in=rows)
        for pk, citizen_id in list(held.order_by("pk").values_list("pk", "citizen_id")):
            rows[citizen_id].written.setdefault("closed", {}).setdefault(kind, []).append(pk)
        held.update(to_on=day)
    ids = {pk for pk, _scheme in schemes}
    matches = CitizenMatch.objects.filter(**here, citizen_id__in=ids).order_by("pk")
    closed = []
    for pk, citizen_id, scheme_id in matches.values_list("pk", "citizen_id", "scheme_id"):
        if (citizen_id, scheme_id) in schemes:
            note = schemes[citizen_id, scheme_id].written.setdefault("closed", {})
            note.setdefault("match", []).append(pk)
            closed.append(pk)
    CitizenMatch.objects.filter(jobcentre_id=jobcentre_id, pk__in=closed).update(to_on=day)


def _write_teams(plans: list[tuple[CitizenFileRow, Plan]], world: World, told: Told) -> None:
    """Let the case worker a row names follow somebody whom nobody follows."""
    pairs = []
    for row, plan in plans:
        if plan.member is None or plan.citizen is None:
            continue
        joined = CaseTeamMember(
            jobcentre_id=world.jobcentre_id, citizen=plan.citizen, membership=plan.member,
            function=function_of(plan.member), from_on=world.day,
        )  # fmt: skip
        pairs.append((row, joined))
        told.add("citizen.team_joined", plan.citizen, plan.member.name)
    CaseTeamMember.objects.bulk_create([joined for _row, joined in pairs])
    for row, joined in pairs:
        row.written["team"] = joined.pk


def function_of(member: Membership) -> str:
    """Return what a colleague does in a case team when a file names them."""
    return Function.CASE_WORKER if Role.CASE_WORKER in member.roles else Function.CONSULTANT


def plain(value: Any) -> Any:
    """Return a value as the sealed notes keep it; of a number only whether there was one."""
    if isinstance(value, bytes | memoryview):
        return True
    return value if value is None or isinstance(value, int | str) else str(value)
