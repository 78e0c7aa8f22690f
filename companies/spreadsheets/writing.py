"""Writes a batch of rows, and takes them back: what somebody changed since is theirs and stays."""

from typing import Any

from django.db import DatabaseError, transaction

from companies.actions.people import SEARCH_KIND
from companies.actions.presence import note_presences
from companies.models import CompanyRelation, ContactPerson, Spreadsheet, SpreadsheetRow
from companies.models.spreadsheets import RowFate, RowResult
from companies.spreadsheets.planning import Plan, World, plan_row
from jobcenter import registries
from jobcenter.clock import now, today
from jobcenter.models import Event, SearchWord
from jobcenter.pointers import is_used
from jobcenter.search import index_words, words_of
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

Told = list[tuple[str, Any, str]]


def write_rows(sheet: Spreadsheet, rows: list[SpreadsheetRow], actor: Viewer) -> None:
    """Write what the preview showed, if it is still so; a row the database refuses stops none."""
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
    SpreadsheetRow.objects.bulk_update(rows, ["fate", "written", "problems"], batch_size=500)


def _refuse(row: SpreadsheetRow, code: str) -> None:
    row.fate, row.written = RowFate.REFUSED, {}
    row.problems = [{"field": "", "code": code, "params": {}}]


def _write(sheet: Spreadsheet, rows: list[SpreadsheetRow], actor: Viewer) -> None:
    world = World(actor.jobcentre_id)
    world.load(rows, sheet.mapping, lock=True)
    plans: list[tuple[SpreadsheetRow, Plan]] = []
    for row in rows:
        if row.result not in (RowResult.NEW, RowResult.CHANGED):
            row.fate = RowFate.SAME if row.result == RowResult.UNCHANGED else RowFate.REFUSED
            if row.result == RowResult.LEFT_OUT:
                row.fate = RowFate.NOT_RUN
            continue
        plan = plan_row(row, sheet.mapping, world)
        if plan.changes != row.changes:
            _refuse(row, "changed_since")
            continue
        row.fate, row.written = RowFate.WRITTEN, {}
        plans.append((row, plan))
    told: Told = []
    _write_people(plans, actor, told)
    _write_relations(plans, actor, told)
    _tell(told, actor)


def _write_people(plans: list[tuple[SpreadsheetRow, Plan]], actor: Viewer, told: Told) -> None:
    made = []
    for row, plan in plans:
        if not plan.person_values or plan.company is None:
            continue
        values = _as_columns(plan.person_values)
        person = plan.person or ContactPerson(
            jobcentre_id=actor.jobcentre_id, company_id=plan.company.pk
        )
        before = {name: _plain(getattr(person, name)) for name in values}
        for name, value in values.items():
            setattr(person, name, value)
        after = {name: _plain(getattr(person, name)) for name in values}
        note = {"made": plan.person is None, "before": before, "after": after}
        row.written["person"] = note
        if plan.person is None:
            made.append((note, person))
        else:
            person.version += 1
            note |= {"id": person.pk, "version": person.version}
            person.save(update_fields=[*values, "version"])
            if "name" in values:
                index_words(actor.jobcentre_id, SEARCH_KIND, person.pk, [person.name])
            told.append(("companies.person_changed", person, person.name))
    ContactPerson.objects.bulk_create([person for _note, person in made])
    words = []
    for note, person in made:
        note |= {"id": person.pk, "version": person.version}
        told.append(("companies.person_added", person, person.name))
        words += [
            SearchWord(
                jobcentre_id=actor.jobcentre_id, kind=SEARCH_KIND, object_id=person.pk, word=word
            )
            for word in words_of(person.name)
        ]
    SearchWord.objects.bulk_create(words, ignore_conflicts=True, batch_size=1_000)


def _as_columns(values: dict[str, Any]) -> dict[str, Any]:
    columns = dict(values)
    if "workplace" in columns:
        columns["workplace_id"] = columns.pop("workplace")
    if "name" in columns:
        columns["name_key"] = danish_key(columns["name"])
    return columns


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it, the same from a form, from the database and from JSON."""
    if value is None or isinstance(value, int | str | list):
        return sorted(value) if isinstance(value, list) else value
    return str(value)


def _write_relations(plans: list[tuple[SpreadsheetRow, Plan]], actor: Viewer, told: Told) -> None:
    made: dict[int, CompanyRelation] = {}
    for row, plan in plans:
        if not plan.relation_values or plan.company is None:
            continue
        values = {
            f"{name}_id" if name in ("owner", "deputy") else name: value
            for name, value in plan.relation_values.items()
        }
        relation = plan.relation or made.get(plan.company.pk)
        is_new = relation is None
        if relation is None:
            relation = CompanyRelation(
                jobcentre_id=actor.jobcentre_id, company_id=plan.company.pk, since=today()
            )
            made[plan.company.pk] = relation
        before = {name: _plain(getattr(relation, name)) for name in values}
        for name, value in values.items():
            setattr(relation, name, value)
        after = {name: _plain(getattr(relation, name)) for name in values}
        if is_new:
            relation.save(force_insert=True)
        else:
            relation.version += 1
            relation.save(update_fields=[*values, "version"])
        row.written["relation"] = {
            "made": is_new, "before": before, "after": after,
            "id": relation.pk, "version": relation.version,
        }  # fmt: skip
        told.append(("companies.relation_changed", relation, ""))
    _note_presence(told, actor)


def _note_presence(told: Told, actor: Viewer) -> None:
    """Let other jobcentres see with whom we work now, as every change of a relation does."""
    changed = {row.company_id for _kind, row, _text in told if isinstance(row, CompanyRelation)}
    if changed:
        note_presences(changed, actor=Viewer.system(actor.jobcentre_id))


def _tell(told: Told, actor: Viewer) -> None:
    moment = now()
    Event.objects.bulk_create(
        [
            Event(
                jobcentre_id=actor.jobcentre_id,
                at=moment,
                kind=kind,
                group=registries.event_kinds[kind].group,
                actor_id=actor.membership_id,
                actor_kind=actor.kind,
                company_id=subject.company_id,
                workplace_id=getattr(subject, "workplace_id", None),
                subject=subject.public_id,
                text=text[:500],
            )
            for kind, subject, text in told
        ],
        batch_size=1_000,
    )


def take_back_rows(rows: list[SpreadsheetRow], actor: Viewer) -> None:
    """Take rows back, the last first; a part that somebody changed or used since is kept."""
    told: Told = []
    for row in rows:
        kept = []
        for on, model in (("relation", CompanyRelation), ("person", ContactPerson)):
            note = row.written.get(on)
            if note and not _take_back(model, note, actor, told):
                kept.append(on)
        row.fate = RowFate.KEPT if kept else RowFate.UNDONE
        row.written["kept"] = kept
    SpreadsheetRow.objects.bulk_update(rows, ["fate", "written"], batch_size=500)
    _note_presence(told, actor)
    _tell(told, actor)


def _take_back(model: Any, note: dict[str, Any], actor: Viewer, told: Told) -> bool:
    row = (
        model.objects.select_for_update(of=("self",))
        .filter(jobcentre_id=actor.jobcentre_id, pk=note["id"])
        .first()
    )
    if row is None or row.version != note["version"]:
        return False
    if any(_plain(getattr(row, name)) != value for name, value in note["after"].items()):
        return False
    is_person = model is ContactPerson
    if note["made"]:
        if is_used(row):
            return False
        told.append(("companies.import_undone", row, row.name if is_person else ""))
        if is_person:
            index_words(actor.jobcentre_id, SEARCH_KIND, row.pk, [])
        row.delete()
        return True
    for name, value in note["before"].items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*note["before"], "version"])
    if is_person and "name" in note["before"]:
        index_words(actor.jobcentre_id, SEARCH_KIND, row.pk, [row.name])
    told.append(("companies.import_undone", row, row.name if is_person else ""))
    return True
