"""The week's status: who may give it, when it can change, what is done about it; visits."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jobcenter.clock import clock_at
from jobcenter.errors import NotYours, Refused
from jobcenter.viewer import Viewer
from placements import actions
from placements.models import CheckIn, Visit
from tests.placements.factories import MONDAY, answered, at, mentor_of, running

pytestmark = pytest.mark.usefixtures("wednesday")
LAST = MONDAY - timedelta(weeks=1)


def history_of(check_in: CheckIn) -> int:
    return check_in.history.count()  # type: ignore[attr-defined]


def test_the_mentor_answers_and_sending_twice_changes_nothing(nora, acting):
    placement = running(nora)
    first = answered(placement, LAST, rating="good", note="Fint")
    with acting(nora):
        before = history_of(first)
    again = answered(placement, LAST, rating="good", note="Fint")
    with acting(nora):
        assert again.pk == first.pk
        assert again.answered_at == first.answered_at
        assert history_of(first) == before


def test_a_later_answer_replaces_it_until_monday_noon_and_history_keeps_both(nora, acting):
    placement = running(nora)
    first = answered(placement, MONDAY, rating="good")
    with clock_at(at(MONDAY + timedelta(days=7), 11, 59)):
        second = answered(placement, MONDAY, rating="could_be_better")
    with acting(nora):
        assert second.pk == first.pk
        assert history_of(first) == 2
        assert second.rating == "could_be_better"
    with clock_at(at(MONDAY + timedelta(days=7), 12)), pytest.raises(Refused) as error:
        answered(placement, MONDAY, rating="needs_action")
    assert error.value.code == "week_closed"
    with clock_at(at(MONDAY + timedelta(days=7), 12)):  # the same again is no change
        answered(placement, MONDAY, rating="could_be_better")


@pytest.mark.parametrize(
    ("week", "code"),
    [
        (MONDAY + timedelta(weeks=1), "week_not_begun"),
        (MONDAY + timedelta(days=1), "week_not_asked"),
        (MONDAY - timedelta(weeks=30), "week_not_asked"),
        (MONDAY - timedelta(weeks=3), "week_too_old"),
        (MONDAY + timedelta(weeks=60), "week_not_asked"),
    ],
)
def test_weeks_that_cannot_be_answered(nora, week, code):
    placement = running(nora, weeks_ago=5)
    with pytest.raises(Refused) as error:
        answered(placement, week)
    assert error.value.code == code


def test_only_working_days_can_be_missed(nora):
    placement = running(nora, workdays=[1, 3, 5])
    with pytest.raises(Refused) as error:
        answered(placement, LAST, absent_days=[2])
    assert error.value.code == "day_not_expected"
    check_in = answered(placement, LAST, absent_days=[3, 1, 3])
    assert (check_in.absent_days, check_in.days_expected) == ([1, 3], 3)
    assert check_in.needs_action


def test_a_rating_is_needed_and_a_note_is_cut(nora):
    placement = running(nora)
    for rating in ("", "great", "NEEDS_ACTION"):
        with pytest.raises(Refused):
            answered(placement, LAST, rating=rating)
    long = answered(placement, LAST, note="x" * 900 + "\x00")
    assert len(long.note) == 500


def test_only_the_placements_own_mentor(nora):
    one, other = running(nora), running(nora)
    from jobcenter.tenancy import acting_in

    with acting_in(one.jobcentre_id), pytest.raises(NotYours):
        actions.record_check_in(other, actor=mentor_of(one), week_starts_on=LAST, rating="good")


def test_the_consultant_answers_for_the_mentor_and_others_may_not(nora, tine, carl, sol, acting):
    placement = running(nora)
    said = {"week_starts_on": LAST, "rating": "good"}
    with acting(nora) as viewer:
        check_in = actions.record_check_in(placement, actor=viewer, **said)
    assert check_in.answered_by == "consultant"
    for member in (tine, carl):
        with acting(member) as viewer, pytest.raises(PermissionDenied):
            actions.record_check_in(placement, actor=viewer, **said)
    with acting(sol) as viewer, pytest.raises(NotYours):
        actions.record_check_in(placement, actor=viewer, **said)


def test_the_database_knows_mondays_and_days(nora, acting):
    placement = running(nora)
    check_in = answered(placement, LAST)
    wrong = [
        ({"week_starts_on": LAST + timedelta(days=1)}, "checkin_week_starts_monday"),
        ({"absent_days": [9]}, "checkin_days_known"),
        ({"rating": "great"}, "checkin_rating_known"),
        ({"rating": "needs_action"}, "checkin_help_needs_action"),
        ({"acted_note": "noget"}, "checkin_acted_whole"),
    ]
    with acting(nora):
        for values, name in wrong:
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                CheckIn.objects.filter(pk=check_in.pk).update(**values)


def test_what_was_done_is_written_once(nora, tine, sol, acting):
    placement = running(nora)
    check_in = answered(placement, LAST, rating="needs_action", note="Hjælp")
    with acting(tine) as viewer, pytest.raises(PermissionDenied):
        actions.handle_needs_action(check_in, actor=viewer, what="Ringet")
    with acting(sol) as viewer, pytest.raises(NotYours):
        actions.handle_needs_action(check_in, actor=viewer, what="Ringet")
    with acting(nora) as viewer:
        with pytest.raises(Refused) as error:
            actions.handle_needs_action(check_in, actor=viewer, what="  ")
        assert error.value.code == "what_missing"
        done = actions.handle_needs_action(check_in, actor=viewer, what="Ringet til Mette")
        assert done.acted_by_id == nora.pk
        again = actions.handle_needs_action(check_in, actor=viewer, what="Noget andet")
        assert again.acted_note == "Ringet til Mette"


def test_new_words_from_the_mentor_ask_again(nora, acting):
    placement = running(nora)
    check_in = answered(placement, MONDAY, rating="needs_action")
    with acting(nora) as viewer:
        actions.handle_needs_action(check_in, actor=viewer, what="Ringet")
    answered(placement, MONDAY, rating="needs_action", note="Det er sket igen")
    with acting(nora):
        check_in.refresh_from_db()
        assert check_in.acted_at is None
        assert CheckIn.objects.waiting().count() == 1


def test_an_ended_placement_takes_its_last_week_until_monday_noon(nora, acting):
    placement = running(nora, weeks_ago=12)
    friday = date(2026, 11, 20)
    with clock_at(at(friday, 15)), acting(nora) as viewer:
        actions.end_placement(placement, actor=viewer)
    with clock_at(at(friday, 16)):
        assert answered(placement, MONDAY).pk


def test_a_planned_visit_moves_and_is_held(nora, tine, sol, acting):
    placement = running(nora)
    with acting(tine) as viewer, pytest.raises(PermissionDenied):
        actions.plan_visit(placement, actor=viewer, due_on=MONDAY + timedelta(days=3))
    with acting(sol) as viewer, pytest.raises(NotYours):
        actions.plan_visit(placement, actor=viewer, due_on=MONDAY + timedelta(days=3))
    with acting(nora) as viewer:
        first = actions.plan_visit(placement, actor=viewer, due_on=MONDAY + timedelta(days=3))
        second = actions.plan_visit(placement, actor=viewer, due_on=MONDAY + timedelta(days=4))
        assert first.pk == second.pk
        with pytest.raises(Refused):
            actions.plan_visit(placement, actor=viewer, due_on=MONDAY - timedelta(days=3))
        today = MONDAY + timedelta(days=2)
        [held] = actions.hold_visits(
            [placement], actor=viewer, held_on=today, note="Aftalt mere tid"
        )
        [again] = actions.hold_visits(
            [placement], actor=viewer, held_on=today, note="Aftalt mere tid"
        )
        assert held.pk == again.pk == first.pk
        assert Visit.objects.count() == 1
        with pytest.raises(Refused):
            actions.hold_visits([placement], actor=viewer, held_on=today + timedelta(days=1))
        with pytest.raises(Refused):
            actions.hold_visits([], actor=viewer, held_on=today)


def test_new_link_and_taking_links_back(nora, tine, acting):
    from followup.models import Message
    from tests.placements.factories import a_token

    placement = running(nora)
    with acting(tine) as viewer:
        for act in (actions.send_new_link, actions.revoke_links):
            with pytest.raises(PermissionDenied):
                act(placement, actor=viewer)
    with acting(nora) as viewer:
        assert actions.send_new_link(placement, actor=viewer)
        message = Message.objects.get()
        assert message.recipient_key == f"contact:{placement.mentor.public_id}"
        a_token(placement)
        assert actions.revoke_links(placement, actor=viewer) == 1
        assert actions.revoke_links(placement, actor=viewer) == 0


def test_a_stranger_at_an_old_door_gets_one_mail_a_day_to_the_mentor(nora, acting):
    from followup.models import Message

    placement = running(nora)
    system = Viewer.system(placement.jobcentre_id)
    with acting(nora):
        assert actions.send_new_link_to_mentor(placement, actor=system)
        assert not actions.send_new_link_to_mentor(placement, actor=system)
        assert Message.objects.get().address == "mette@bageriet.example"


def test_a_changed_mentor_closes_the_former_ones_door(nora, acting):
    from jobcenter.doors import open_door
    from tests.placements.factories import a_mentor, a_token

    placement = running(nora)
    token = a_token(placement)
    bo = a_mentor(nora, placement.place.workplace, name="Bo", email="bo@b.example")
    with acting(nora) as viewer:
        actions.change_follow_up(placement, actor=viewer, mentor=bo)
    assert open_door("mentor", token) is None
