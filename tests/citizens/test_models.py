"""What the database refuses by itself, and what history holds."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from citizens import law
from citizens.actions import edit_citizen
from citizens.law_data import load_law
from citizens.models import (
    AccessRequest,
    BenefitPeriod,
    CaseTeamMember,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
    MatchGroup,
    MatchScheme,
    TargetGroup,
)
from jobcenter.clock import now
from jobcenter.models import Jobcentre, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr, make_citizen, match_group, target_group
from tests.conftest import become, owner_url

Acting = Callable[[Any], AbstractContextManager[Viewer]]


def refuses(constraint: str) -> AbstractContextManager[Any]:
    """Expect the database to refuse by the name of a constraint."""
    return pytest.raises(IntegrityError, match=constraint)


def a_match(citizen: Citizen, group: MatchGroup, *days: date | None) -> CitizenMatch:
    return CitizenMatch.objects.create(
        jobcentre_id=citizen.jobcentre_id,
        citizen=citizen,
        scheme_id=group.scheme_id,
        group=group,
        from_on=days[0],
        to_on=days[1],
    )


D1, D2, D3, D4 = (date(2026, month, 1) for month in (1, 2, 3, 4))


def test_one_match_group_at_a_time_in_each_scheme(kim: Citizen, acting: Acting, nora: Any) -> None:
    with acting(nora):
        a_match(kim, match_group("4"), D1, D3)
        a_match(kim, match_group("3"), D3, None)
        a_match(kim, match_group("jobparat", "visitation-2014"), D1, None)
        with refuses("citizenmatch_one_at_a_time"), transaction.atomic():
            a_match(kim, match_group("2"), D2, D4)
        with refuses("citizenmatch_one_at_a_time"), transaction.atomic():
            a_match(kim, match_group("2"), D4, None)


def test_a_group_belongs_to_its_scheme(kim: Citizen, acting: Acting, nora: Any) -> None:
    with acting(nora), refuses("citizenmatch_group_of_scheme"), transaction.atomic():
        CitizenMatch.objects.create(
            jobcentre_id=kim.jobcentre_id,
            citizen=kim,
            scheme=MatchScheme.objects.get(code="match-3"),
            group=match_group("5"),
            from_on=D1,
        )


def test_one_target_group_and_one_benefit_at_a_time(
    kim: Citizen, acting: Acting, nora: Any
) -> None:
    own = {"jobcentre_id": kim.jobcentre_id, "citizen": kim}
    with acting(nora):
        with refuses("citizentargetgroup_one_at_a_time"), transaction.atomic():
            CitizenTargetGroup.objects.create(
                **own, target_group=target_group(2), from_on=date(2999, 1, 1)
            )
        BenefitPeriod.objects.create(**own, benefit="dagpenge", from_on=D1)
        with refuses("benefitperiod_one_at_a_time"), transaction.atomic():
            BenefitPeriod.objects.create(**own, benefit="sygedagpenge", from_on=D2)


def test_periods_run_forwards(kim: Citizen, acting: Acting, nora: Any) -> None:
    with acting(nora), pytest.raises(DatabaseError), transaction.atomic():
        a_match(kim, match_group("4"), D3, D1)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "lost"}, "citizen_"),
        ({"state": "ended"}, "citizen_end_dated"),
        ({"language": "xx"}, "citizen_language_known"),
        ({"sub_flag": "x"}, "citizen_sub_flag_known"),
        ({"benefit": "x"}, "citizen_benefit_known"),
        ({"first_name": ""}, "citizen_has_a_name"),
        ({"cpr_index": None}, "citizen_cpr_whole"),
        ({"version": 0}, "citizen_version_positive"),
    ],
)
def test_citizen_facts_are_held(
    change: dict[str, Any], constraint: str, kim: Citizen, acting: Acting, nora: Any
) -> None:
    with acting(nora), refuses(constraint), transaction.atomic():
        Citizen.objects.filter(pk=kim.pk).update(**change)


def test_a_number_is_registered_once_in_a_jobcentre(
    kim: Citizen, acting: Acting, nora: Any, sol: Any
) -> None:
    digits = a_cpr()
    one, elsewhere = make_citizen(nora, cpr=digits), make_citizen(sol, cpr=digits)
    assert one.cpr_index == elsewhere.cpr_index
    with acting(nora), refuses("citizen_cpr_once"), transaction.atomic():
        Citizen.objects.filter(pk=kim.pk).update(cpr_index=one.cpr_index)


def test_two_without_a_number_are_fine(kim: Citizen, acting: Acting, nora: Any) -> None:
    other = make_citizen(nora)
    with acting(nora):
        Citizen.objects.filter(pk__in=[kim.pk, other.pk]).update(cpr_index=None, cpr_encrypted=None)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"reason": ""}, "accessrequest_has_a_reason"),
        ({"state": "x"}, "accessrequest_"),
        ({"state": "granted"}, "accessrequest_"),
        ({"until": D1}, "accessrequest_grant_ends"),
        ({"state": "granted", "decided": "self", "until": D4}, "accessrequest_not_by_oneself"),
        ({"state": "granted", "decided": "tine"}, "accessrequest_grant_ends"),
    ],
)
def test_access_requests_are_held(
    facts: dict[str, Any],
    constraint: str,
    kim: Citizen,
    acting: Acting,
    nora: Any,
    carl: Membership,
    tine: Membership,
) -> None:
    who = facts.pop("decided", None)
    if who:
        facts |= {"decided_by": carl if who == "self" else tine, "decided_at": now()}
    row = {"reason": "Fordi jeg skal.", "asked_at": now()} | facts
    with acting(nora), refuses(constraint), transaction.atomic():
        AccessRequest.objects.create(
            jobcentre_id=kim.jobcentre_id, membership=carl, citizen=kim, **row
        )


def test_a_member_is_in_the_team_once(kim: Citizen, acting: Acting, nora: Any) -> None:
    with acting(nora), refuses("caseteammember_open_once"), transaction.atomic():
        CaseTeamMember.objects.create(
            jobcentre_id=kim.jobcentre_id,
            citizen=kim,
            membership=nora,
            function="deputy",
            from_on=D1,
        )


def test_rows_of_another_jobcentre_are_out_of_reach(
    kim: Citizen, acting: Acting, sol: Membership
) -> None:
    with acting(sol):
        assert not Citizen.objects.filter(pk=kim.pk).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseTeamMember.objects.create(
                jobcentre_id=sol.jobcentre_id,
                citizen_id=kim.pk,
                membership=sol,
                function="deputy",
                from_on=D1,
            )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            CaseTeamMember.objects.create(
                jobcentre_id=kim.jobcentre_id,
                citizen_id=kim.pk,
                membership=sol,
                function="deputy",
                from_on=D1,
            )


def test_history_follows_every_write_and_holds_no_number(
    kim: Citizen, acting: Acting, nora: Any
) -> None:
    with acting(nora) as viewer:
        edit_citizen(kim, actor=viewer, version=1, wishes="Et job")
        Citizen.objects.filter(pk=kim.pk).update(phone="+4520112233")
        rows = list(kim.history.order_by("pgh_id"))
        assert [row.pgh_label for row in rows] == ["insert", "update", "update"]
        columns = {field.name for field in type(rows[0])._meta.get_fields()}
        assert not {"cpr_encrypted", "cpr_index"} & columns
        assert rows[1].pgh_context == {"membership": nora.pk}


@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET jobcentre_id = jobcentre_id", "DELETE FROM {}"]
)
@pytest.mark.parametrize(
    "table",
    [
        "jobcenter_accesslog",
        "jobcenter_event",
        "citizens_citizenevent",
        "citizens_accessrequestevent",
    ],
)
def test_traces_can_only_be_added_to(
    statement: str, table: str, kim: Citizen, acting: Acting, nora: Any
) -> None:
    with (
        acting(nora),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


@pytest.mark.django_db(transaction=True)
def test_law_is_loaded_whole_and_again(app_url: str, north: Jobcentre) -> None:
    become(owner_url())  # the law's rows are nobody's: the application only reads them
    try:
        load_law()
    finally:
        become(app_url)
    numbers = TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET).values_list(
        "number", flat=True
    )
    assert sorted(numbers) == list(range(1, 14))
    assert TargetGroup.objects.filter(ruleset=law.DRAFT_RULESET, active=True).count() == 0
    with acting_in(north):
        assert MatchScheme.objects.count() == len(law.match_schemes())
        assert MatchGroup.objects.filter(scheme__code="match-5").count() == 5
