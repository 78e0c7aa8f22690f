"""Everything that tells of a citizen, found through the models themselves, and erased for good.

As the owner of the database only: logs and histories are closed to everybody else. Rows about the
person are deleted, with their histories. Rows about somebody else that only name the person stay,
without the person: a company's timeline, the place of a need that was filled, the log of looks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Q

from citizens.models import Citizen, CitizenFileRow
from followup.models import InboxMail, Message
from jobcenter.models import AccessLog, Door, Event, SearchWord
from jobcenter.pointers import pointers_to

Ids = dict[Any, set[int]]
# Rows about others: what they say of the person is emptied, the row stays.
KEPT = {AccessLog, Event}
# Columns that hold a public id of anything and are no key; emptied where the row is another's.
NAMES = ("subject", "source", "citizen")
EMPTIED = {"source"}


@lru_cache(maxsize=1)
def histories() -> dict[Any, Any]:
    """Return the history table of each tracked model."""
    found: list[Any] = [m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]
    return {model.pgh_tracked_model: model for model in found}


@lru_cache(maxsize=1)
def bare_pointers() -> list[tuple[Any, str]]:
    """Return (model, column) of every tenant table that names its subject by a public id."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model") and hasattr(model, "jobcentre")
        for field in model._meta.local_fields
        if isinstance(field, models.UUIDField) and field.name in NAMES
    ]


def erase_citizens(jobcentre_id: int, citizen_ids: Collection[int]) -> int:
    """Erase citizens and all that tells of them; return how many. Inside the caller's transaction.

    Triggers are silent meanwhile: what is erased for good writes no history.
    """
    if not citizen_ids:
        return 0
    mails = [
        mail
        for mail in Citizen.objects.filter(jobcentre_id=jobcentre_id, pk__in=citizen_ids)
        .order_by().values_list("email", flat=True)
        if mail
    ]  # fmt: skip
    with pgtrigger.ignore():
        gone, public_ids = _gather(jobcentre_id, set(citizen_ids))
        _unname(jobcentre_id, set(citizen_ids), public_ids)
        _let_go(jobcentre_id, gone)
        for model in _children_first(gone):
            ids = gone[model]
            rows = model._base_manager.filter(pk__in=ids)
            rows._raw_delete(rows.db)
            erase_histories(model, ids)
        InboxMail.objects.filter(jobcentre_id=jobcentre_id, recipient__in=mails).delete()
    return len(citizen_ids)


def erase_histories(model: Any, ids: Collection[int]) -> None:
    """Delete the history of rows of one model."""
    history = histories().get(model)
    if history is not None:
        rows = history._base_manager.filter(pgh_obj_id__in=ids)
        rows._raw_delete(rows.db)


def _gather(jobcentre_id: int, citizen_ids: set[int]) -> tuple[Ids, set[UUID]]:
    """Return the ids of all rows about the citizens by model, and their public ids."""
    gone: Ids = defaultdict(set)
    public_ids: set[UUID] = set()
    new: list[tuple[Any, set[int]]] = [(Citizen, citizen_ids)]
    while new:
        while new:
            model, found = new.pop()
            found = found - gone[model]
            if not found:
                continue
            gone[model] |= found
            if any(field.name == "public_id" for field in model._meta.local_fields):
                rows = model._base_manager.filter(pk__in=found).order_by()
                public_ids |= set(rows.values_list("public_id", flat=True))
            new += _pointing(jobcentre_id, model, found)
        new = _named(jobcentre_id, public_ids, gone)
    here = {"jobcentre_id": jobcentre_id}
    rows_of_files = CitizenFileRow.objects.filter(**here, citizen_id__in=citizen_ids)
    gone[CitizenFileRow] |= set(rows_of_files.order_by().values_list("pk", flat=True))
    words = SearchWord.objects.filter(**here, kind="citizen", object_id__in=citizen_ids)
    gone[SearchWord] |= set(words.order_by().values_list("pk", flat=True))
    doors = Door.objects.filter(subject__in=public_ids, jobcentre_id=jobcentre_id)
    gone[Door] |= set(doors.order_by().values_list("pk", flat=True))
    return gone, public_ids


def _pointing(jobcentre_id: int, model: Any, ids: set[int]) -> Iterable[tuple[Any, set[int]]]:
    for pointing, name in pointers_to(model):
        field: Any = pointing._meta.get_field(name)
        if field.null and pointing is not Message:
            continue
        rows = pointing._base_manager.filter(jobcentre_id=jobcentre_id, **{f"{name}__in": ids})
        yield pointing, set(rows.order_by().values_list("pk", flat=True))


def _named(jobcentre_id: int, public_ids: set[UUID], gone: Ids) -> list[tuple[Any, set[int]]]:
    """Return the rows that name one of the public ids and are about it: messages, pauses, doors."""
    found = []
    for model, name in bare_pointers():
        if model in KEPT or name in EMPTIED or model is Door:
            continue
        rows = model._base_manager.filter(jobcentre_id=jobcentre_id, **{f"{name}__in": public_ids})
        ids = set(rows.order_by().values_list("pk", flat=True)) - gone[model]
        if ids:
            found.append((model, ids))
    people = [f"%{public_id}" for public_id in public_ids]
    told = Message.objects.filter(jobcentre_id=jobcentre_id).filter(
        Q(lines__reminder__subject__in=public_ids)
        | Q(recipient_key__regex="|".join(p[1:] for p in people) if people else "^$")
    )
    messages = set(told.order_by().values_list("pk", flat=True)) - gone[Message]
    return [*found, (Message, messages)] if messages else found


def _unname(jobcentre_id: int, citizen_ids: set[int], public_ids: set[UUID]) -> None:
    """Empty what rows about others say of the citizens."""
    here = {"jobcentre_id": jobcentre_id}
    events = Event.objects.filter(Q(citizen_id__in=citizen_ids) | Q(subject__in=public_ids), **here)
    events.filter(company_id__isnull=True, workplace_id__isnull=True).delete()
    events.update(citizen_id=None, subject=None, text="")
    AccessLog.objects.filter(citizen__in=public_ids, **here).update(reason="")
    for model, name in bare_pointers():
        if name in EMPTIED:
            rows = model._base_manager.filter(**here, **{f"{name}__in": public_ids})
            ids = set(rows.order_by().values_list("pk", flat=True))
            rows.update(**{name: None})
            erase_histories(model, ids)


def _let_go(jobcentre_id: int, gone: Ids) -> None:
    """Empty what rows that stay point at: another's row that only mentions what goes."""
    for model, ids in list(gone.items()):
        for pointing, name in pointers_to(model):
            field: Any = pointing._meta.get_field(name)
            if not field.null:
                continue
            rows = pointing._base_manager.filter(jobcentre_id=jobcentre_id, **{f"{name}__in": ids})
            rows.exclude(pk__in=gone.get(pointing, set())).update(**{name: None})


def _children_first(gone: Ids) -> list[Any]:
    """Return the models in an order in which no row that stays points at one that went."""
    left, order = [model for model, ids in gone.items() if ids], []
    while left:
        free = [
            model for model in left
            if not any(p in left and p is not model for p, _name in pointers_to(model))
        ] or left[:1]  # fmt: skip
        order += free
        left = [model for model in left if model not in free]
    return order
