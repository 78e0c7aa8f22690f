"""Takes an import of people back: what somebody has changed or used since is theirs and stays."""

from collections import defaultdict
from typing import Any

from citizens.models import CaseTeamMember, Citizen, CitizenFileRow
from citizens.spreadsheets.writing import (
    PERIODS,
    SEARCH_KIND,
    WRITTEN,
    Told,
    one_import_at_a_time,
)
from jobcenter.models import Referral, SearchWord
from jobcenter.models.sheets import RowFate
from jobcenter.pointers import pointers_to
from jobcenter.rewriting import rewrite
from jobcenter.search import index_words
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

OWN = {*PERIODS.values(), CaseTeamMember}


def take_back_rows(rows: list[CitizenFileRow], actor: Viewer) -> None:
    """Take rows back; each whole or not at all."""
    if not rows:
        return
    jobcentre_id = rows[0].jobcentre_id
    one_import_at_a_time(jobcentre_id)
    here = Citizen.objects.filter(
        jobcentre_id=jobcentre_id, pk__in=[row.written["id"] for row in rows]
    )
    citizens = {each.pk: each for each in here.select_for_update(of=("self",)).order_by("pk")}
    kept = _changed_since(rows, citizens, jobcentre_id)
    going: list[tuple[CitizenFileRow, Citizen]] = []
    back: list[tuple[CitizenFileRow, Citizen]] = []
    for row in rows:
        if row.line in kept:
            row.fate = RowFate.KEPT
            row.written["kept"] = ["citizen"]
            continue
        row.fate = RowFate.UNDONE
        (going if row.written["made"] else back).append((row, citizens[row.written["id"]]))
    told = Told(actor)
    _remove(going, jobcentre_id, told)
    _restore(back, jobcentre_id, told)
    rewrite(rows, ["fate", "written"])
    told.write()


def _changed_since(
    rows: list[CitizenFileRow], citizens: dict[int, Citizen], jobcentre_id: int
) -> set[int]:
    """Return the lines that somebody has changed or used since."""
    kept = {
        row.line for row in rows
        if (found := citizens.get(row.written["id"])) is None
        or found.version != row.written["version"]
    }  # fmt: skip
    still = _opened_as_written(rows, jobcentre_id)
    kept |= {row.line for row in rows if row.line not in still}
    ours: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        for kind, pks in row.written.get("opened", {}).items():
            ours[PERIODS[kind]] |= set(pks)
        if row.written.get("team"):
            ours[CaseTeamMember].add(row.written["team"])
    made = {row.written["id"]: row.line for row in rows if row.written["made"]}
    for model, name in pointers_to(Citizen):
        used = model._default_manager.filter(
            jobcentre_id=jobcentre_id, **{f"{name}__in": list(made)}
        )
        if model in OWN:
            used = used.exclude(pk__in=ours[model])
        kept |= {made[pk] for pk in used.order_by().values_list(name, flat=True)}
    subjects = {each.public_id: each.pk for each in citizens.values()}
    referred = Referral.objects.filter(jobcentre_id=jobcentre_id, subject__in=list(subjects))
    referred_ids = {subjects[subject] for subject in referred.values_list("subject", flat=True)}
    kept |= {made[pk] for pk in referred_ids & made.keys()}
    return kept


def _opened_as_written(rows: list[CitizenFileRow], jobcentre_id: int) -> set[int]:
    """Return the lines whose periods and case worker still hold as the import opened them."""
    open_now: dict[Any, set[int]] = {}
    for kind, model in [*PERIODS.items(), ("team", CaseTeamMember)]:
        pks = [pk for row in rows for pk in _pks(row, kind)]
        there = model.objects.filter(jobcentre_id=jobcentre_id, pk__in=pks, to_on__isnull=True)
        open_now[kind] = set(there.order_by().values_list("pk", flat=True))
    return {
        row.line for row in rows
        if all(set(_pks(row, kind)) <= there for kind, there in open_now.items())
    }  # fmt: skip


def _pks(row: CitizenFileRow, kind: str) -> list[int]:
    if kind == "team":
        return [row.written["team"]] if row.written.get("team") else []
    return list(row.written.get("opened", {}).get(kind, []))


def _close_again(pairs: list[tuple[CitizenFileRow, Citizen]], jobcentre_id: int) -> None:
    """Delete the periods the import opened, open those it closed."""
    for kind, model in [*PERIODS.items(), ("team", CaseTeamMember)]:
        here = model.objects.filter(jobcentre_id=jobcentre_id)
        here.filter(pk__in=[pk for row, _citizen in pairs for pk in _pks(row, kind)]).delete()
        closed = [
            pk for row, _citizen in pairs for pk in row.written.get("closed", {}).get(kind, [])
        ]
        here.filter(pk__in=closed).update(to_on=None)


def _remove(pairs: list[tuple[CitizenFileRow, Citizen]], jobcentre_id: int, told: Told) -> None:
    if not pairs:
        return
    _close_again(pairs, jobcentre_id)
    ids = [citizen.pk for _row, citizen in pairs]
    SearchWord.objects.filter(
        jobcentre_id=jobcentre_id, kind=SEARCH_KIND, object_id__in=ids
    ).delete()
    for _row, citizen in pairs:
        told.add("citizen.import_undone", citizen)
    Citizen.objects.filter(jobcentre_id=jobcentre_id, pk__in=ids).delete()


def _restore(pairs: list[tuple[CitizenFileRow, Citizen]], jobcentre_id: int, told: Told) -> None:
    _close_again(pairs, jobcentre_id)
    for row, citizen in pairs:
        before = row.written["before"]
        for name, value in before.items():
            setattr(citizen, name, value)
        if before:
            citizen.version += 1
        citizen.name_key = danish_key(f"{citizen.first_name} {citizen.last_name}")
        if {"first_name", "last_name"} & before.keys():
            names = [citizen.first_name, citizen.last_name]
            index_words(jobcentre_id, SEARCH_KIND, citizen.pk, names)
        told.add("citizen.import_undone", citizen)
    rewrite([citizen for _row, citizen in pairs], WRITTEN)
