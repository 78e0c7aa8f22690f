"""Planning and starting: the law's length, the place, the person, the mentor."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements import actions
from placements.models import Place, Placement
from tests.placements.factories import (
    MONDAY,
    a_citizen,
    a_mentor,
    a_place,
    a_workplace,
    agreed,
    planned,
    running,
)

pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.mark.parametrize(
    ("group", "flag", "days", "allowed"),
    [
        (3, "", 13 * 7, True),
        (3, "", 13 * 7 + 1, False),
        (1, "", 4 * 7, True),
        (1, "", 4 * 7 + 1, False),
        (2, "", 4 * 7, True),
        (4, "", 5 * 7, False),
        (9, "", 13 * 7, True),
        (12, "jobparat", 5 * 7, False),
        (12, "aktivitetsparat", 13 * 7, True),
    ],
)
def test_a_work_trial_is_as_long_as_the_law_allows(nora, group, flag, days, allowed):
    citizen = a_citizen(nora, group, sub_flag=flag)
    facts = {"citizen": citizen, "starts_on": MONDAY, "ends_on": MONDAY + timedelta(days=days - 1)}
    if allowed:
        placement = planned(nora, **facts)
        assert placement.legal_ref == "LAB § 61"
        assert placement.target_group_number == group
        assert placement.latest_end_on >= placement.ends_on
    else:
        with pytest.raises(Refused) as error:
            planned(nora, **facts)
        assert "§ 61" in str(error.value)
        with acting_in(nora.jobcentre_id):
            assert not Placement.objects.filter(citizen_id=citizen.pk).exists()


def test_the_database_refuses_what_the_law_did_not_allow(nora, acting):
    placement = planned(nora)
    held = pytest.raises(IntegrityError, match="placement_within_the_law")
    with acting(nora), held, transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(ends_on=date(2027, 12, 1))


def test_planning_leaves_an_event_without_a_name(nora, acting):
    placement = planned(nora)
    with acting(nora):
        event = Event.objects.get(kind="placements.planned")
    assert event.citizen_id == placement.citizen_id
    assert event.company_id == placement.place.workplace.company_id
    assert "Kim" not in event.text


def test_a_reader_cannot_plan(nora, carl, mads, acting):
    citizen, place = a_citizen(nora), a_place(nora)
    for member in (carl, mads):
        with acting(member) as viewer, pytest.raises(PermissionDenied):
            actions.plan_placement(
                citizen, place, actor=viewer, starts_on=MONDAY, ends_on=MONDAY,
                weekly_hours=Decimal(10), purpose="training",
            )  # fmt: skip


def test_the_role_alone_is_not_enough(nora, tine, acting):
    """Tine may make placements, but not for a citizen whose case team she is not in."""
    citizen, place = a_citizen(nora), a_place(nora)
    with acting(tine) as viewer, pytest.raises(PermissionDenied):
        actions.plan_placement(
            citizen, place, actor=viewer, starts_on=MONDAY, ends_on=MONDAY,
            weekly_hours=Decimal(10), purpose="training",
        )  # fmt: skip


def test_another_jobcentre_cannot_plan(nora, sol, acting):
    citizen, place = a_citizen(nora), a_place(nora)
    with acting(sol) as viewer, pytest.raises(NotYours):
        actions.plan_placement(
            citizen, place, actor=viewer, starts_on=MONDAY, ends_on=MONDAY,
            weekly_hours=Decimal(10), purpose="training",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"ends_on": MONDAY - timedelta(days=1)}, "duration_ends_before_start"),
        ({"weekly_hours": Decimal(38)}, "hours_above_full_time"),
        ({"weekly_hours": Decimal(0)}, "hours_not_positive"),
        ({"purpose": "retention"}, "purpose_not_for_group"),
        ({"purpose": ""}, "purpose_missing"),
        ({"starts_on": date(2062, 11, 20), "ends_on": date(2062, 12, 1)}, "start_out_of_reach"),
        ({"starts_on": date(9999, 12, 30), "ends_on": date(9999, 12, 31)}, "start_out_of_reach"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(nora, over, code):
    with pytest.raises(Refused) as error:
        planned(nora, **over)
    assert error.value.code == code
    assert str(error.value).endswith((".", ")."))


def test_workdays_must_be_days_of_the_week(nora):
    for days in ([], [8]):
        with pytest.raises(Refused):
            planned(nora, workdays=days)


def test_a_second_open_placement_is_refused(nora):
    first = planned(nora)
    with pytest.raises(Refused) as error:
        planned(nora, citizen=first.citizen)
    assert error.value.code == "second_placement"


def test_a_place_is_never_overbooked(nora):
    first = agreed(nora)
    with pytest.raises(Refused) as error:
        planned(nora, place=first.place)
    assert error.value.code == "place_taken"
    after = planned(nora, place=first.place, starts_on=first.ends_on + timedelta(days=1))
    assert after.state == "draft"


def test_two_drafts_may_want_a_place_and_one_gets_it(nora, acting):
    place = a_place(nora)
    first, second = planned(nora, place=place), planned(nora, place=place)
    with acting(nora) as viewer:
        actions.agree_placement(first, actor=viewer)
        with pytest.raises(Refused) as error:
            actions.agree_placement(second, actor=viewer)
    assert error.value.code == "place_taken"


def test_the_exclusion_constraints_hold_behind_the_actions(nora, acting):
    first, second = agreed(nora), planned(nora)
    with acting(nora):
        with (
            pytest.raises(IntegrityError, match="placement_place_not_overbooked"),
            transaction.atomic(),
        ):
            Placement.objects.filter(pk=second.pk).update(place_id=first.place_id, state="agreed")
        with (
            pytest.raises(IntegrityError, match="placement_one_open_per_citizen"),
            transaction.atomic(),
        ):
            Placement.objects.filter(pk=second.pk).update(citizen_id=first.citizen_id)


def test_a_closed_or_later_place_is_refused(nora, acting):
    place = a_place(nora, open_from=MONDAY + timedelta(days=7))
    with pytest.raises(Refused) as error:
        planned(nora, place=place)
    assert error.value.code == "place_not_yet_open"
    with acting(nora) as viewer:
        actions.close_place(place, actor=viewer, reason="Flytter")
    with pytest.raises(Refused) as error:
        planned(nora, place=Place(pk=place.pk, jobcentre_id=place.jobcentre_id))
    assert error.value.code == "place_closed"


def test_agreeing_asks_the_law_again(nora, acting):
    """The target group changed meanwhile: what was planned is no longer allowed."""
    from citizens.actions import change_target_group
    from tests.citizens.factories import target_group

    placement = planned(nora)
    with acting(nora) as viewer:
        change_target_group(placement.citizen, actor=viewer, target_group=target_group(2))
        with pytest.raises(Refused) as error:
            actions.agree_placement(placement, actor=viewer)
    assert "§ 61" in str(error.value)


def test_starting_needs_a_mentor_who_can_be_reached(nora, acting):
    placement = agreed(nora)
    with acting(nora) as viewer:
        with pytest.raises(Refused) as error:
            actions.start_placement(placement, actor=viewer)
        assert error.value.code == "move_needs_mentor"
    mute = a_mentor(nora, placement.place.workplace, email="", phone="")
    with acting(nora) as viewer:
        actions.change_follow_up(placement, actor=viewer, mentor=mute)
        with pytest.raises(Refused) as error:
            actions.start_placement(placement, actor=viewer)
        assert error.value.code == "mentor_unreachable"
    mette = a_mentor(nora, placement.place.workplace, name="Mette M", email="m@b.example")
    with acting(nora) as viewer:
        actions.change_follow_up(placement, actor=viewer, mentor=mette)
        placement = actions.start_placement(placement, actor=viewer)
    assert placement.state == "running"


def test_a_mentor_of_another_company_is_refused(nora):
    stranger = a_mentor(nora, a_workplace(name="Et andet sted"))
    with pytest.raises(Refused) as error:
        planned(nora, mentor=stranger)
    assert error.value.code == "mentor_elsewhere"


def test_starting_too_early_is_refused(nora, acting):
    placement = agreed(nora, starts_on=MONDAY + timedelta(days=7))
    mette = a_mentor(nora, placement.place.workplace)
    with acting(nora) as viewer:
        actions.change_follow_up(placement, actor=viewer, mentor=mette)
        with pytest.raises(Refused) as error:
            actions.start_placement(placement, actor=viewer)
    assert error.value.code == "move_too_early"


def test_an_old_version_is_stale(nora, acting):
    placement = planned(nora)
    with acting(nora) as viewer:
        actions.agree_placement(placement, actor=viewer, version=placement.version)
        with pytest.raises(Stale):
            actions.cancel_placement(
                placement, actor=viewer, reason="company_withdrew", version=placement.version
            )


def test_a_rollback_leaves_nothing(nora, acting):
    citizen, place = a_citizen(nora), a_place(nora)
    with acting(nora) as viewer:

        def plan_and_fail() -> None:
            with transaction.atomic():
                actions.plan_placement(
                    citizen, place, actor=viewer, starts_on=MONDAY, ends_on=MONDAY,
                    weekly_hours=Decimal(10), purpose="training",
                )  # fmt: skip
                raise RuntimeError

        with pytest.raises(RuntimeError):
            plan_and_fail()
        assert not Placement.objects.exists()
        assert not Event.objects.filter(kind="placements.planned").exists()


def test_who_follows_joins_the_case_team(nora, tine, acting):
    from citizens.access import in_case_team

    placement = running(nora)
    with acting(nora) as viewer:
        actions.change_follow_up(placement, actor=viewer, mentor=placement.mentor, consultant=tine)
        assert in_case_team(Viewer.of(tine), placement.citizen_id)


def test_an_extension_is_a_linked_record_with_its_reason(nora, acting):
    placement = running(nora, weeks_ago=11)
    with acting(nora) as viewer:
        with pytest.raises(Refused) as error:
            actions.extend_placement(
                placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=13)
            )
        assert error.value.code == "extension_needs_assessment"
        longer = actions.extend_placement(
            placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=13),
            assessment="Tempoet er på vej op, og kassen er næsten lært.",
        )  # fmt: skip
        assert longer.extension_of_id == placement.pk
        assert longer.starts_on == placement.ends_on + timedelta(days=1)
        assert (longer.state, longer.chain_starts_on) == ("agreed", placement.starts_on)
        with pytest.raises(Refused) as error:
            actions.extend_placement(
                placement, actor=viewer, ends_on=longer.ends_on, assessment="igen"
            )
        assert error.value.code == "extension_twice"


def test_beyond_26_weeks_is_refused(nora, acting):
    placement = running(nora, weeks_ago=11)
    with acting(nora) as viewer, pytest.raises(Refused) as error:
        actions.extend_placement(
            placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=14), assessment="x"
        )
    assert "§ 61" in str(error.value)


def test_an_extension_that_starts_ends_the_one_before(nora, acting):
    from jobcenter.clock import clock_at
    from tests.placements.factories import at

    placement = running(nora, weeks_ago=11)
    with acting(nora) as viewer:
        longer = actions.extend_placement(
            placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=4),
            assessment="Mere tid.",
        )  # fmt: skip
        with clock_at(at(longer.starts_on)):
            actions.start_placement(longer, actor=viewer)
        placement.refresh_from_db()
        assert placement.state == "ended"


def test_stopping_needs_a_reason_and_takes_the_extension_with_it(nora, acting):
    placement = running(nora, weeks_ago=11)
    with acting(nora) as viewer:
        longer = actions.extend_placement(
            placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=4),
            assessment="Mere tid.",
        )  # fmt: skip
        with pytest.raises(Refused) as error:
            actions.interrupt_placement(placement, actor=viewer, reason="")
        assert error.value.code == "move_needs_reason"
        done = actions.interrupt_placement(
            placement, actor=viewer, reason="hired_here", initiative="company"
        )
        assert (done.state, done.end_reason) == ("interrupted", "hired_here")
        longer.refresh_from_db()
        assert longer.state == "cancelled"
        assert Event.objects.filter(kind="placements.interrupted").get().text == ""


def test_a_case_worker_in_the_team_may_stop_it_a_stranger_may_not(nora, bente, carl, acting):
    from citizens.actions import add_team_member

    placement = running(nora)
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        actions.interrupt_placement(placement, actor=viewer, reason="moved")
    with acting(nora) as viewer:
        add_team_member(placement.citizen, actor=viewer, membership=bente, function="case_worker")
    with acting(carl) as viewer, pytest.raises(PermissionDenied):
        actions.interrupt_placement(placement, actor=viewer, reason="moved")
    with acting(bente) as viewer:
        assert actions.interrupt_placement(placement, actor=viewer, reason="moved").state


def test_a_place_in_use_cannot_be_closed(nora, carl, mads, sol, acting):
    placement = running(nora)
    with acting(carl) as viewer:
        with pytest.raises(Refused) as error:
            actions.close_place(placement.place, actor=viewer, reason="Flytter")
        assert error.value.code == "place_in_use"
    with acting(mads) as viewer, pytest.raises(PermissionDenied):
        actions.close_place(placement.place, actor=viewer, reason="Flytter")
    with acting(sol) as viewer, pytest.raises(NotYours):
        actions.close_place(placement.place, actor=viewer, reason="Flytter")


def test_a_place_opens_at_a_living_workplace_only(nora, mads, acting):
    workplace = a_workplace(name="Lukket")
    type(workplace).objects.filter(pk=workplace.pk).update(status="ceased")
    workplace.refresh_from_db()
    facts = {"title": "X", "weekly_hours": Decimal(20), "open_from": MONDAY}
    with acting(nora) as viewer, pytest.raises(Refused):
        actions.open_place(workplace, actor=viewer, **facts)
    with acting(mads) as viewer, pytest.raises(PermissionDenied):
        actions.open_place(a_workplace(), actor=viewer, **facts)


def test_south_sees_nothing(nora, sol, acting):
    running(nora)
    with acting_in(sol.jobcentre_id):
        assert not Place.objects.exists()
        assert not Placement.objects.exists()
