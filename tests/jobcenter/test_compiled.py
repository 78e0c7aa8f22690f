"""Queries kept as SQL: the same rows, and nothing of one reader kept for the next."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q, QuerySet, Value

from jobcenter.clock import now, today
from jobcenter.compiled import SHAPES_MOST, asker, compiled
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.tenancy import acting_in


@compiled
def _named(order: str, *, jobcentre: int, name: str) -> QuerySet[Membership]:
    return (
        Membership.objects.select_related("jobcentre")
        .filter(jobcentre_id=jobcentre)
        .filter(Q(name=name) | Q(name__gt=name))
        .annotate(asked=Value(name))
        .order_by(order)
    )


def test_each_call_gets_its_own_values(nora: Any, mads: Any, sol: Any) -> None:
    with acting_in(nora.jobcentre):
        found = _named("name", jobcentre=nora.jobcentre_id, name="N")
        assert [row.pk for row in found] == [
            row.pk
            for row in Membership.objects.filter(
                jobcentre_id=nora.jobcentre_id, name__gt="N"
            ).order_by("name")
        ]
        assert {row.asked for row in found} == {"N"}  # type: ignore[attr-defined]
        assert {row.jobcentre.code for row in found} == {nora.jobcentre.code}
        assert [row.pk for row in _named("-name", jobcentre=nora.jobcentre_id, name="N")] == [
            row.pk for row in reversed(found)
        ]
        assert len(_named("name", jobcentre=nora.jobcentre_id, name="A")) > len(found)
    with acting_in(sol.jobcentre):
        found = _named("name", jobcentre=sol.jobcentre_id, name="A")
        assert {row.jobcentre_id for row in found} == {sol.jobcentre_id}
        assert _named("name", jobcentre=nora.jobcentre_id, name="A") == []


def test_one_query_and_no_rows(nora: Any, django_assert_num_queries: Any) -> None:
    with acting_in(nora.jobcentre):
        _named("name", jobcentre=nora.jobcentre_id, name="A")
        with django_assert_num_queries(1):
            assert _named.first("name", jobcentre=nora.jobcentre_id, name="Ø") is None


def _refused(compose: Any, *shape: Any, **values: Any) -> str:
    with pytest.raises((TypeError, RuntimeError)) as caught:
        compiled(compose)(*shape, **values)
    return str(caught.value)


def test_what_must_not_be_kept_is_refused(db: None) -> None:
    mine = Membership.objects.order_by("id")

    def closed() -> Any:
        return mine

    def reckons(*, day: date) -> Any:
        return Membership.objects.filter(ended_on__gte=day - timedelta(days=3))

    def decides(*, jobcentre: int) -> Any:
        rows = Membership.objects.order_by("id")
        return rows.filter(jobcentre_id=jobcentre) if jobcentre % 200 < 100 else rows

    def forgets(*, jobcentre: int) -> Any:
        return Membership.objects.order_by("id")

    def asks_the_day(*, jobcentre: int) -> Any:
        return Membership.objects.filter(jobcentre_id=jobcentre, ended_on__gte=today())

    def asks_the_time(*, jobcentre: int) -> Any:
        return Membership.objects.filter(jobcentre_id=jobcentre, created_at__gte=now())

    def asks_what_one_may(*, jobcentre: int) -> Any:
        assert asker(jobcentre).can(Can.READ_COMPANIES)

    def takes_a_list(*, ids: list[int]) -> Any:
        return Membership.objects.filter(pk__in=ids)

    def cuts(*, most: int) -> Any:
        return Membership.objects.order_by("id")[:most]

    assert "must not keep a viewer" in _refused(closed)
    assert "reckon before" in _refused(reckons, day=date(2026, 1, 1))
    assert "must not depend" in _refused(decides, jobcentre=1)
    assert "does not use jobcentre" in _refused(forgets, jobcentre=1)
    assert "given the day" in _refused(asks_the_day, jobcentre=1)
    assert "given the day" in _refused(asks_the_time, jobcentre=1)
    assert "the same for all" in _refused(asks_what_one_may, jobcentre=1)
    assert "cannot take ids" in _refused(takes_a_list, ids=[1])
    assert "must not depend" in _refused(cuts, most=1)


def test_a_value_forgotten_is_refused(nora: Any) -> None:
    with acting_in(nora.jobcentre), pytest.raises(TypeError, match="Give each of"):
        _named("name", jobcentre=nora.jobcentre_id)


def test_shapes_are_few(nora: Any) -> None:
    @compiled
    def named(word: str) -> Any:
        return Membership.objects.filter(name=word)

    with acting_in(nora.jobcentre):
        for number in range(SHAPES_MOST):
            named(f"Nora {number}")
        with pytest.raises(TypeError, match="Too many shapes"):
            named("Nora")
