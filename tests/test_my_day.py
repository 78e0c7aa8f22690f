"""My day stays within its queries however many kinds of work have something waiting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from django.db.models.query_utils import DeferredAttribute
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from followup import queue
from followup.brought import _made
from jobcenter.clock import now, today
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from tests.placements.factories import running

MOST = 12


@pytest.fixture
def everything_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every kind that can say that nothing waits say that something does."""

    def there(viewer: Any, day: Any) -> Any:
        return Jobcentre.objects.filter(pk=viewer.jobcentre_id)

    kinds = {
        code: replace(kind, waiting=there) if kind.waiting else kind
        for code, kind in queue.queue_kinds.items()
    }
    monkeypatch.setattr(queue, "queue_kinds", kinds)


@pytest.mark.usefixtures("everything_waits")
@pytest.mark.parametrize("who", ["nora", "carl", "bente", "both"])
def test_it_takes_twelve_queries_at_most_with_every_kind_waiting(
    who: str, people: Any, client_as: Any
) -> None:
    member = people["nora" if who == "both" else who]
    if who == "both":  # consultant of candidates and of companies
        member.roles = [*member.roles, *people["carl"].roles]
        with acting_in(member.jobcentre_id):
            member.save()
    if who in {"nora", "both"}:
        running(member)  # whoever follows somebody reads weeks and visits too
    client, url = client_as(member), reverse("placements:day")
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= MOST, "\n".join(sql[:200] for sql in asked)


def test_what_waits_of_many_kinds_is_brought_in_one_query(
    nora: Any, acting: Any, everything_waits: None
) -> None:
    brought = {code: kind.shown for code, kind in queue.queue_kinds.items() if kind.shown}
    assert len(brought) > 12
    with acting(nora) as viewer, CaptureQueriesContext(connection) as queries:
        found = queue.bring(viewer, today(), brought, 5)
    assert (len(queries), set(found)) == (1, set(brought))


def test_a_kind_of_usually_nothing_does_not_cost_a_query_of_its_own() -> None:
    """One that does takes from the twelve: convert another one, or bring this one along."""
    alone = {
        code for code, kind in queue.queue_kinds.items()
        if kind.waiting and not kind.shown and not kind.along
    }  # fmt: skip
    assert alone <= {
        "companies.party_invitations",  # managers'
        "citizens.queue.unfollowed",  # team leaders'
    }  # fmt: skip


def columns_of(model: Any, columns: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Return each column with its field; None for what a query reckons."""
    for column in columns:
        at, field = model, None
        for name in column.split("__"):
            names = {each.name for each in at._meta.get_fields()} | {
                each.attname for each in at._meta.concrete_fields
            }
            field = at._meta.get_field(name) if name in names else None
            at = field.related_model if field is not None and field.is_relation else at
        yield column, field


def values_of(field: Any, me: int) -> list[Any]:
    """Return values as JSON has them, one of each sort that a row may look at."""
    if field is None or field.is_relation:
        return [1, me] if field is not None and not field.null else [None, 1, me]
    if field.choices:
        return [value for value, _label in field.choices]
    found: list[Any] = ["7"]
    if isinstance(field, models.DateTimeField):
        found = [(now() + timedelta(days=days)).isoformat() for days in (-90, 5)]
    elif isinstance(field, models.DateField):
        found = [(today() + timedelta(days=days)).isoformat() for days in (-90, 5)]
    elif isinstance(field, models.UUIDField):
        found = [str(UUID(int=7))]
    elif isinstance(field, models.JSONField):
        found = [{}]
    elif isinstance(field, models.BooleanField):
        found = [False, True]
    elif isinstance(field, models.IntegerField | models.DecimalField):
        found = [7]
    return [None, *found] if field.null and not isinstance(field, models.UUIDField) else found


@pytest.mark.parametrize(
    "code", sorted(code for code, kind in queue.queue_kinds.items() if kind.shown)
)
def test_a_row_reads_no_column_but_those_it_was_brought(
    code: str, nora: Any, acting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        DeferredAttribute, "_check_parent_chain",
        lambda self, instance: pytest.fail(f"{type(instance).__name__}.{self.field.attname}"),
    )  # fmt: skip
    kind = queue.queue_kinds[code]
    assert kind.shown and kind.row
    told = dict(columns_of(kind.shown.model, kind.shown.columns))
    made = 0
    with acting(nora) as viewer:
        for values in product(*(values_of(field, viewer.membership_id) for field in told.values())):
            each = _made(kind.shown.model, kind.shown.columns, dict(zip(told, values, strict=True)))
            try:
                row = kind.row(each, viewer, today())
            except (TypeError, AttributeError, AssertionError, KeyError, NoReverseMatch):
                continue  # nothing there where the table's constraints have something
            made += row is not None
    assert made
