"""A citizen planted in every table that can tell of one, and the search for what is left."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from citizens.erasing import traces
from citizens.models import Citizen, CitizenFileRow
from followup.models import InboxMail, Message, MessageLine
from jobcenter.clock import now
from jobcenter.models import Door, Event, SearchWord
from jobcenter.pointers import pointers_to

MARK = "Xqzwplant"
MAIL = f"{MARK.lower()}@mail.example"
_serial = count(1)


def graph() -> set[Any]:
    """Return every model that can point at a citizen, near or far."""
    found: set[Any] = {Citizen}
    new: list[Any] = [Citizen]
    while new:
        for model, name in pointers_to(new.pop()):
            if model not in found and not model._meta.get_field(name).null:
                found.add(model)
                new.append(model)
    return found


def free_of_constraints(tables: list[str]) -> None:
    """Drop what holds the tables' rows to sense, until the transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE contype IN ('c', 'f', 'x') AND conrelid::regclass::text = ANY(%s)",
            [tables],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def filled(model: Any, jobcentre_id: int, said: dict[str, Any], made: dict[Any, Any]) -> Any:
    """Return a row of a model with the mark in every text; keys point at what was planted."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        name = field.attname
        if field.primary_key or name in said:
            continue
        if name == "jobcentre_id":
            values[name] = jobcentre_id
        elif isinstance(field, models.ForeignKey):
            target = made.get(field.remote_field.model)
            itself = field.remote_field.model is model
            values[name] = None if itself else target.pk if target else 1
        else:
            values[name] = value_of(field)
    return model(**values, **said)


def mark_of(field: Any) -> str:
    text = f"{MARK}{next(_serial)}" if field.unique else MARK
    return text[: field.max_length or 100]


def marks_of(field: Any) -> list[Any]:
    base = field.base_field
    return [1] if isinstance(base, models.IntegerField) else [MARK[: base.max_length or 9]]


# By the first kind that fits; a date and a moment in that order.
VALUES: list[tuple[Any, Any]] = [
    (models.UUIDField, lambda _field: uuid4()),
    (models.JSONField, lambda _field: {"said": MARK}),
    (models.DateTimeField, lambda _field: datetime(2019, 1, 1, tzinfo=UTC)),
    (models.DateField, lambda _field: date(2019, 1, 1)),
    (models.BinaryField, lambda f: [MARK] if hasattr(f, "purpose") else MARK.encode()),
    (models.BooleanField, lambda _field: False),
    (models.IntegerField | models.DecimalField | models.FloatField, lambda _field: 1),
    (models.CharField | models.TextField, mark_of),
    (ArrayField, marks_of),
]


def value_of(field: Any) -> Any:
    if field.choices:
        return next(code for code, _label in field.flatchoices if code)
    return next((make(field) for kind, make in VALUES if isinstance(field, kind)), None)


def plant(jobcentre_id: int) -> tuple[Citizen, dict[Any, Any]]:
    """Write a citizen into every table that can tell of one."""
    rows = graph()
    tables = [model._meta.db_table for model in rows | bare()]
    free_of_constraints(tables)
    made: dict[Any, Any] = {}
    told = {"state": "ended", "ended_on": date(2019, 1, 1), "email": MAIL, "phone": "+4520998877"}
    citizen = filled(Citizen, jobcentre_id, told, made)
    Citizen.objects.bulk_create([citizen])
    made[Citizen] = citizen
    left = rows - {Citizen}
    while left:
        ready = [
            model for model in left
            if not any(
                isinstance(f, models.ForeignKey) and f.remote_field.model in left - {model}
                for f in model._meta.concrete_fields
            )
        ] or list(left)[:1]  # fmt: skip
        for model in ready:
            made[model] = filled(model, jobcentre_id, {}, made)
            model._base_manager.bulk_create([made[model]])
            left.discard(model)
    return citizen, made


def bare() -> set[Any]:
    return {model for model, _name in traces.bare_pointers()}


def plant_bare(jobcentre_id: int, citizen: Citizen, made: dict[Any, Any]) -> None:
    """Write rows that name the citizen by an id that is no key."""
    free_of_constraints([m._meta.db_table for m in (MessageLine, CitizenFileRow, SearchWord, Door)])
    for model, name in traces.bare_pointers():
        said: dict[str, Any] = {name: citizen.public_id}
        if model in traces.KEPT:  # codes of ours, not words about anybody
            codes = {"kind", "group", "actor_kind", "purpose", "viewer_kind"}
            said |= {f.name: "x" for f in model._meta.concrete_fields if f.name in codes}
        if model is Event:
            said |= {"citizen_id": citizen.pk, "company_id": None, "workplace_id": None}
        row = filled(model, jobcentre_id, said, made)
        model._base_manager.bulk_create([row])
        made[model] = row
        if model is Event:  # of a company's timeline, about the citizen
            other = filled(model, jobcentre_id, {**said, "company_id": 4711}, made)
            model._base_manager.bulk_create([other])
    MessageLine.objects.bulk_create([filled(MessageLine, jobcentre_id, {}, made)])
    bundled = filled(Message, jobcentre_id, {"subject": None, "local_day": date(2019, 1, 2)}, made)
    Message.objects.bulk_create([bundled])
    MessageLine.objects.bulk_create([filled(MessageLine, jobcentre_id, {},
                                            {**made, Message: bundled})])  # fmt: skip
    keyed = {"recipient_key": f"candidate:{citizen.public_id}", "subject": None, "occurrence": "3"}
    Message.objects.bulk_create([filled(Message, jobcentre_id, keyed, made)])
    CitizenFileRow.objects.bulk_create(
        [filled(CitizenFileRow, jobcentre_id, {"citizen_id": citizen.pk}, made)]
    )
    SearchWord.objects.bulk_create(
        [SearchWord(jobcentre_id=jobcentre_id, kind="citizen", word=MARK.lower(),
                    object_id=citizen.pk)]
    )  # fmt: skip
    Door.objects.create(
        token_hash=MARK, jobcentre_id=jobcentre_id, kind="own", subject=citizen.public_id,
        made_at=now(), expires_at=now(),
    )  # fmt: skip
    InboxMail.objects.create(
        jobcentre_id=jobcentre_id, at=now(), channel="mail", recipient=MAIL, title=MARK, text=MARK
    )


def everywhere(*words: str) -> dict[str, int]:
    """Return in how many rows of which tables any of the words stands: every column of every one.

    Binary columns are searched as their bytes.
    """
    hits = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array_agg(a.attname || '|' || t.typname ORDER BY a.attnum)"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            " JOIN pg_type t ON t.oid = a.atttypid"
            " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') GROUP BY c.relname"
        )
        tables = cursor.fetchall()
        assert len(tables) > 100
        for table, columns in tables:
            texts = [
                f"encode(\"{name}\", 'escape')" if kind == "bytea" else f'"{name}"::text'
                for name, _bar, kind in (column.partition("|") for column in columns)
            ]
            whole = f"concat_ws(' ', {', '.join(texts)})"
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE {whole} ILIKE ANY(%s)',
                [[f"%{word}%" for word in words]],
            )
            if number := cursor.fetchone()[0]:
                hits[table] = number
    return hits


def has_words(model: Any) -> bool:
    return any(
        isinstance(f, models.CharField | models.TextField | models.JSONField)
        and not (f.choices or f.name.startswith("pgh_"))
        for f in model._meta.concrete_fields
    )
