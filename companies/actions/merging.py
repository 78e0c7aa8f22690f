"""Two contact persons become one, without loss, and two again."""

import json
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from companies.actions.people import SEARCH_KIND
from companies.models import ContactPerson, PersonMerge, PersonPair
from companies.models.likeness import PairState
from companies.queries.likeness import pairs_in
from followup.models import Message, Pause, Reminder
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.pointers import pointers_to
from jobcenter.search import index_words
from jobcenter.viewer import Viewer

# What a person chooses between; roles are kept from both.
CHOSEN = (
    "name", "title", "workplace", "level", "phone", "email", "language", "preferred_channel",
    "union", "trade",
)  # fmt: skip
# Where followup names a contact person by a key instead of a foreign key.
KEYED: tuple[type[models.Model], ...] = (Reminder, Message, Pause)
_FIXED = {"id", "public_id", "jobcentre", "company", "created_at", "version", "name_key"}


def _may_merge(actor: Viewer) -> None:
    if actor.kind != "system" and not (
        actor.can(Can.LOG_CONTACT) or actor.can(Can.IMPORT_COMPANIES)
    ):
        raise PermissionDenied


def _dump(row: models.Model) -> dict[str, Any]:
    """Return a row as JSON keeps it, every column of it, moments to the microsecond."""
    (plain,) = serializers.serialize("python", [row])
    kept: dict[str, Any] = json.loads(json.dumps(plain, default=str))
    return kept


def _bring_back(rows: list[dict[str, Any]]) -> None:
    """Insert rows as they were, their ids and moments included."""
    for found in serializers.deserialize("json", json.dumps(rows)):
        found.object.save_base(raw=True, force_insert=True)


@action
def merge_people(
    winner: ContactPerson,
    loser: ContactPerson,
    *,
    actor: Viewer,
    take: set[str],
    versions: tuple[int, int],
) -> PersonMerge:
    """Merge `loser` into `winner`; `take` names the fields that are to be the loser's.

    Everything that points at the loser, in whatever room, points at the winner afterwards. Two
    at once: the second waits for the first and is told.
    """
    _may_merge(actor)
    if actor.membership_id is None:
        raise NotYours
    winner, loser = _locked_pair(winner, loser, actor)
    if winner.company_id != loser.company_id:
        raise Refused("merge_elsewhere", N_("They belong to different companies."))
    if (winner.version, loser.version) != versions:
        raise Stale
    before, was = _dump(winner)["fields"], _dump(loser)
    moved, dropped = _move_pointers(loser, winner)
    names = _take_fields(winner, loser, take)
    index_words(actor.jobcentre_id, SEARCH_KIND, loser.pk, [])
    index_words(actor.jobcentre_id, SEARCH_KIND, winner.pk, [winner.name, loser.name])
    gone = ContactPerson.objects.filter(jobcentre_id=actor.jobcentre_id, pk=loser.pk)
    gone._raw_delete(gone.db)  # whatever still points at it refuses
    after = _dump(winner)["fields"]
    merge = PersonMerge.objects.create(
        jobcentre_id=actor.jobcentre_id,
        company_id=winner.company_id,
        winner=winner,
        loser_id=was["pk"],
        loser_public_id=loser.public_id,
        loser=was,
        before={name: before[name] for name in names},
        after={name: after[name] for name in names},
        moved=moved,
        dropped=dropped,
        by_id=actor.membership_id,
    )
    _tell("companies.people_merged", winner, actor, f"{was['fields']['name']} → {winner.name}")
    return merge


def _locked_pair(
    one: ContactPerson, other: ContactPerson, actor: Viewer
) -> tuple[ContactPerson, ContactPerson]:
    if one.pk == other.pk:
        raise Refused("merge_itself", N_("Choose two different persons."))
    # Locked in full, not “no key”: a row that is just being written about the loser waits too.
    found = {
        row.pk: row
        for row in ContactPerson.objects.select_for_update(of=("self",))
        .filter(jobcentre_id=actor.jobcentre_id, pk__in=[one.pk, other.pk])
        .order_by("pk")
    }
    for person in (one, other):
        if person.pk in found:
            continue
        merge = merge_of(actor, person)
        if merge is None:
            raise NotYours
        raise Refused(
            "already_merged",
            N_("%(who)s has just merged %(loser)s into %(winner)s. Nothing more was changed."),
            who=merge.by.name, loser=merge.loser_name, winner=merge.winner.name,
        )  # fmt: skip
    return found[one.pk], found[other.pk]


def merge_of(actor: Viewer, person: ContactPerson) -> PersonMerge | None:
    """Return the merge a person went into, if there is one."""
    return (
        PersonMerge.objects.select_related("by", "winner")
        .filter(jobcentre_id=actor.jobcentre_id, loser_id=person.pk, undone_at__isnull=True)
        .first()
    )


def _take_fields(winner: ContactPerson, loser: ContactPerson, take: set[str]) -> list[str]:
    names = [field.name for field in ContactPerson._meta.local_fields if field.name not in _FIXED]
    for name in take & set(CHOSEN):
        setattr(winner, name, getattr(loser, name))
        if name == "name":
            winner.name_key = loser.name_key
    winner.roles = sorted({*winner.roles, *loser.roles})
    if winner.absent_from is None:
        winner.absent_from, winner.absent_to = loser.absent_from, loser.absent_to
    if loser.left_on is None:
        winner.left_on = None  # one of them is still there
    winner.version += 1
    names.append("name_key")
    winner.save(update_fields=[*names, "version"])
    return names


def _move_pointers(
    loser: ContactPerson, winner: ContactPerson
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Point everything at the winner; what cannot be there twice is kept aside, whole."""
    moved: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    for model, name in pointers_to(ContactPerson):
        rows = model._default_manager.filter(jobcentre_id=loser.jobcentre_id, **{name: loser.pk})
        if model is PersonPair:
            for row in rows.order_by("pk"):
                dropped.append(_dump(row))
                row.delete()
            continue
        _move(rows, model, name, winner.pk, moved, dropped)
    key, to = (f"contact:{person.public_id}" for person in (loser, winner))
    for model in KEYED:
        rows = model._default_manager.filter(jobcentre_id=loser.jobcentre_id, recipient_key=key)
        _move(rows, model, "recipient_key", to, moved, None)
    return moved, dropped


def _move(
    rows: Any,
    model: type[models.Model],
    name: str,
    to: Any,
    moved: list[dict[str, Any]],
    dropped: list[dict[str, Any]] | None,
) -> None:
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return
    ours = model._default_manager.filter(jobcentre_id=rows[0].jobcentre_id)
    try:
        with transaction.atomic():
            ours.filter(pk__in=ids).update(**{name: to})
    except IntegrityError:
        ids = _move_one_by_one(ours, ids, name, to, dropped)
    moved.append({"model": model._meta.label, "field": name, "ids": ids})


def _move_one_by_one(
    ours: Any, ids: list[int], name: str, to: Any, dropped: list[dict[str, Any]] | None
) -> list[int]:
    done = []
    for pk in ids:
        try:
            with transaction.atomic():
                ours.filter(pk=pk).update(**{name: to})
            done.append(pk)
        except IntegrityError:
            if dropped is not None:  # the winner stands there already
                row = ours.get(pk=pk)
                dropped.append(_dump(row))
                row.delete()
    return done


@action
def undo_merge(merge: PersonMerge, *, actor: Viewer) -> list[str]:
    """Make two persons of one again, exactly; returns the fields somebody has changed since,
    which stay as they are now.
    """
    _may_merge(actor)
    found = (
        PersonMerge.objects.select_for_update(of=("self",))
        .filter(jobcentre_id=actor.jobcentre_id, pk=merge.pk)
        .first()
    )
    if found is None or actor.membership_id is None:
        raise NotYours
    if found.undone_at is not None:
        raise Refused("merge_undone", N_("The merge has already been undone."))
    later = PersonMerge.objects.filter(
        jobcentre_id=actor.jobcentre_id,
        winner_id=found.winner_id,
        undone_at__isnull=True,
        pk__gt=found.pk,
    )
    if later.exists():
        raise Refused(
            "merge_not_last",
            N_("Somebody else has been merged into the same person since. Undo that merge first."),
        )
    winner = ContactPerson.objects.select_for_update(of=("self",)).get(
        jobcentre_id=actor.jobcentre_id, pk=found.winner_id
    )
    kept = _give_back_fields(winner, found)
    _bring_back([found.loser])
    loser = ContactPerson.objects.get(jobcentre_id=actor.jobcentre_id, pk=found.loser_id)
    _move_back(found, winner, loser)
    _bring_back(found.dropped)
    for person in (winner, loser):
        index_words(actor.jobcentre_id, SEARCH_KIND, person.pk, [person.name])
    found.undone_at, found.undone_by_id = now(), actor.membership_id
    found.save(update_fields=["undone_at", "undone_by"])
    _tell("companies.merge_undone", winner, actor, f"{loser.name}, {winner.name}")
    return kept


def _give_back_fields(winner: ContactPerson, merge: PersonMerge) -> list[str]:
    present = _dump(winner)["fields"]
    mine = [name for name, value in merge.after.items() if present[name] == value]
    kept = [name for name in merge.after if name not in mine and name != "name_key"]
    former = ContactPerson._meta.label_lower
    values = {**present, **{name: merge.before[name] for name in mine}}
    row = {"model": former, "pk": winner.pk, "fields": values}
    (old,) = serializers.deserialize("json", json.dumps([row]))
    for name in mine:
        setattr(winner, name, getattr(old.object, name))
    winner.version += 1
    winner.save(update_fields=[*mine, "version"])
    return kept


def _move_back(merge: PersonMerge, winner: ContactPerson, loser: ContactPerson) -> None:
    for part in merge.moved:
        model: Any = apps.get_model(part["model"])
        is_key = part["field"] == "recipient_key"
        now_at = f"contact:{winner.public_id}" if is_key else winner.pk
        back = f"contact:{loser.public_id}" if is_key else loser.pk
        model._default_manager.filter(
            jobcentre_id=merge.jobcentre_id, pk__in=part["ids"], **{part["field"]: now_at}
        ).update(**{part["field"]: back})


def _tell(kind: str, person: ContactPerson, actor: Viewer, text: str) -> None:
    log_event(
        kind, actor=actor, company_id=person.company_id, workplace_id=person.workplace_id,
        subject=person.public_id, text=text,
    )  # fmt: skip


@action
def find_duplicates(*, actor: Viewer, company_id: int | None = None) -> int:
    """Compare the people of every company, or of one, and return how many pairs are new.

    What was called different stays so; pairs that no longer look alike are forgotten.
    """
    _may_merge(actor)
    found = pairs_in(actor.jobcentre_id, company_id)
    known = PersonPair.objects.filter(jobcentre_id=actor.jobcentre_id)
    if company_id is not None:
        known = known.filter(company_id=company_id)
    present = {(p.first_id, p.second_id): p for p in known.order_by("pk")}
    gone = [
        pair.pk for ids, pair in present.items()
        if ids not in found and pair.state == PairState.OPEN
    ]  # fmt: skip
    PersonPair.objects.filter(jobcentre_id=actor.jobcentre_id, pk__in=gone).delete()
    new = [
        PersonPair(
            jobcentre_id=actor.jobcentre_id, first_id=ids[0], second_id=ids[1],
            company_id=facts["company_id"], reasons=facts["reasons"],
        )
        for ids, facts in found.items()
        if ids not in present
    ]  # fmt: skip
    PersonPair.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True)
    return len(new)


@action
def note_different(pair: PersonPair, *, actor: Viewer) -> None:
    """Remember that two are not the same person."""
    _may_merge(actor)
    PersonPair.objects.filter(jobcentre_id=actor.jobcentre_id, pk=pair.pk).update(
        state=PairState.DIFFERENT, decided_by_id=actor.membership_id
    )
