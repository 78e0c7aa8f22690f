"""Queries kept as SQL: the same rows, and nothing of one reader kept for the next."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db.models import Q, QuerySet, Value

from jobcenter.clock import now, on_day, today
from jobcenter.compiled import SHAPES_MOST, Word, asker, compiled
from jobcenter.models import Membership
from jobcenter.permissions import Can, Role
from jobcenter.sorting import danish_key
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


@compiled
def _ended(*, jobcentre: int, day: date, since: datetime) -> QuerySet[Membership]:
    week = timedelta(days=7)
    return Membership.objects.filter(
        jobcentre_id=jobcentre, ended_on__gte=day - week + timedelta(days=1),
        created_at__lte=since + week,
    )  # fmt: skip


def test_days_may_be_added_to_a_date(nora: Any) -> None:
    with acting_in(nora.jobcentre):
        ended = date(2026, 5, 20)
        Membership.objects.filter(pk=nora.pk).update(ended_on=ended)
        asked = {"jobcentre": nora.jobcentre_id, "since": nora.created_at}
        for days, there in [(0, True), (6, True), (7, False)]:
            found = _ended(day=ended + timedelta(days=days), **asked)
            assert (nora.pk in {row.pk for row in found}) is there
        asked["since"] = nora.created_at - timedelta(days=8)
        assert _ended(day=ended, **asked) == []


@compiled
def _by_role(roles: frozenset[str], *, jobcentre: int, me: int = 0) -> QuerySet[Membership]:
    viewer = asker(jobcentre, me, roles=roles)
    rows = Membership.objects.filter(jobcentre_id=viewer.jobcentre_id).order_by("id")
    return rows if viewer.can(Can.ADMINISTER) else rows.filter(pk=viewer.membership_id)


def _ended_today() -> Q:
    return Q(ended_on=today())


@compiled
def _ended_on(*, jobcentre: int, day: date) -> QuerySet[Membership]:
    with on_day(day):
        return Membership.objects.filter(_ended_today(), jobcentre_id=jobcentre)


def test_one_of_the_values_may_be_today(nora: Any) -> None:
    day = today()
    with acting_in(nora.jobcentre):
        Membership.objects.filter(pk=nora.pk).update(ended_on=day)
        assert _ended_on(jobcentre=nora.jobcentre_id, day=day - timedelta(days=1)) == []
        assert _ended_on(jobcentre=nora.jobcentre_id, day=day) == [nora]
    assert today() == day, "the clock goes on"


@compiled
def _typed(*, jobcentre: int, word: Word, other: Word) -> QuerySet[Membership]:
    return Membership.objects.filter(jobcentre_id=jobcentre).annotate(
        as_typed=Value(f"<{word}|{other}>"), sorted_so=Value(f"{danish_key(word)}!{word}"),
    )[:1]  # fmt: skip


def test_text_may_stand_round_a_word(nora: Any) -> None:
    with acting_in(nora.jobcentre):
        for word, other in (("Ål", "b"), ("AArhus", "word"), ("word", "AArhus")):
            row: Any = _typed.first(jobcentre=nora.jobcentre_id, word=word, other=other)
            assert row.as_typed == f"<{word}|{other}>"
            assert row.sorted_so == f"{danish_key(word)}!{word}"


def test_roles_are_a_shape(nora: Any, mads: Any) -> None:
    with acting_in(nora.jobcentre):
        asked = {"jobcentre": nora.jobcentre_id, "me": nora.pk}
        assert len(_by_role(frozenset({Role.ADMINISTRATOR}), **asked)) > 1
        assert [row.pk for row in _by_role(frozenset(nora.roles), **asked)] == [nora.pk]


def test_one_query_and_no_rows(nora: Any, django_assert_num_queries: Any) -> None:
    with acting_in(nora.jobcentre):
        _named("name", jobcentre=nora.jobcentre_id, name="A")
        with django_assert_num_queries(1):
            assert _named.first("name", jobcentre=nora.jobcentre_id, name="Ø") is None


def _closed() -> Any:
    mine = Membership.objects.order_by("id")

    def compose() -> Any:
        return mine

    return compose


def _reckons(*, most: int) -> Any:
    return Membership.objects.filter(pk__lt=most + 3)


def _decides(*, day: date) -> Any:
    rows = Membership.objects.filter(ended_on=day)
    return rows if day > date(2026, 1, 1) else rows.order_by("id")


def _forgets(*, jobcentre: int) -> Any:
    return Membership.objects.order_by("id")


def _asks_the_day(*, jobcentre: int) -> Any:
    return Membership.objects.filter(jobcentre_id=jobcentre, ended_on__gte=today())


def _asks_the_time(*, jobcentre: int) -> Any:
    return Membership.objects.filter(jobcentre_id=jobcentre, created_at__gte=now())


def _combines(*, day: date) -> Any:
    return Membership.objects.filter(created_at__gte=datetime.combine(day, time.min, UTC))


def _asks_what_one_may(*, jobcentre: int) -> Any:
    assert asker(jobcentre).can(Can.READ_COMPANIES)


def _asks_the_roles(*, jobcentre: int) -> Any:
    return Membership.objects.none() if asker(jobcentre).roles & {Role.MANAGER} else None


def _takes_a_list(*, ids: list[int]) -> Any:
    return Membership.objects.filter(pk__in=ids)


def _cuts(*, most: int) -> Any:
    return Membership.objects.order_by("id")[:most]


@pytest.mark.parametrize(
    ("compose", "values", "said"),
    [
        (_closed(), {}, "must not keep a viewer"),
        (_reckons, {"most": 1}, "reckon before"),
        (_decides, {"day": date(2026, 1, 1)}, "must not depend"),
        (_forgets, {"jobcentre": 1}, "does not use jobcentre"),
        (_asks_the_day, {"jobcentre": 1}, "given the day"),
        (_asks_the_time, {"jobcentre": 1}, "given the day"),
        (_combines, {"day": date(2026, 1, 1)}, "reckon before"),
        (_asks_what_one_may, {"jobcentre": 1}, "the same for all"),
        (_asks_the_roles, {"jobcentre": 1}, "the same for all"),
        (_takes_a_list, {"ids": [1]}, "cannot take ids"),
        (_cuts, {"most": 1}, "must not depend"),
    ],
)
def test_what_must_not_be_kept_is_refused(
    db: None, compose: Any, values: dict[str, Any], said: str
) -> None:
    with pytest.raises((TypeError, RuntimeError), match=said):
        compiled(compose)(**values)


def test_a_value_forgotten_is_refused(nora: Any) -> None:
    with acting_in(nora.jobcentre), pytest.raises(TypeError, match="Give each of"):
        _named("name", jobcentre=nora.jobcentre_id)


def test_shapes_are_few(nora: Any, caplog: Any) -> None:
    @compiled
    def named(word: str) -> Any:
        return Membership.objects.filter(name=word)

    with acting_in(nora.jobcentre):
        for number in range(SHAPES_MOST):
            named(f"Nora {number}")
        assert not caplog.records
        assert named("Nora") == []
        assert "too many shapes" in caplog.text
        assert len(named._texts) == 1, "it begins anew rather than grow"
