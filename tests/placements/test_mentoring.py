"""Mentor orders: who orders and decides, what is refused – by rules and by the database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from placements.actions import mentoring as acts
from placements.models import MentorHours, MentorOrder
from placements.queries import mentoring as reads
from placements.queue.mentoring import to_decide, waiting
from placements.rules import mentoring as rules
from tests.placements.mentoring import a_budget, an_order, hours_given

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


class TestRules:
    def test_half_a_year(self):
        assert rules.latest_end(date(2026, 1, 1)) == date(2026, 6, 30)
        assert rules.latest_end(date(2026, 8, 31)) == date(2027, 2, 27)
        assert rules.latest_end(date(2026, 9, 15)) == date(2027, 3, 14)

    def test_hours_and_cost(self):
        day = date(2026, 11, 2)
        assert rules.hours_of(Decimal(2), day, day + timedelta(weeks=13, days=-1)) == 26
        assert rules.hours_of(Decimal("1.5"), day, day + timedelta(days=9)) == Decimal("2.25")
        assert rules.cost_of(Decimal(26), 25_000) == 650_000
        assert rules.cost_of(Decimal("0.25"), 22_222) == 5_556

    def test_who_decides(self):
        frame = rules.Frame(amount=1_000, limit=400, granted=700, other=100, ceiling=1_050)
        assert rules.asks_leader(0, None) == {}
        assert list(rules.asks_leader(1, None)) == ["budget"]
        assert rules.asks_leader(250, frame) == {}
        assert list(rules.asks_leader(251, frame)) == ["ceiling"]
        assert list(rules.asks_leader(301, frame)) == ["amount", "ceiling"]
        assert list(rules.asks_leader(401, frame)) == ["limit", "amount", "ceiling"]

    def test_only_this_years_ceiling_is_known(self):
        known = rules.ceiling_of(2026)
        assert known and known.ore == 1_104_500 and not known.provenance.verified
        assert rules.ceiling_of(2027) is None

    @pytest.mark.parametrize(
        ("persons", "hidden"),
        [
            ({}, set()),
            ({1: 9, 2: 0}, set()),
            ({1: 3}, {1}),
            ({1: 3, 2: 8, 3: 9}, {1, 2}),
            ({1: 1, 2: 1, 3: 6, 4: 7}, {1, 2, 3}),
            ({1: 3, 2: 2, 3: 6}, {1, 2}),
        ],
    )
    def test_small_groups_hide(self, persons, hidden):
        assert rules.hidden_groups(persons) == hidden


class TestOrdering:
    def test_ordered_approved_and_told_without_a_word(self, kim, nora, mads, acting):
        a_budget(mads)
        order = an_order(nora, kim)
        assert (order.hours, order.cost_ore, order.for_leader) == (26, 650_000, False)
        with acting(nora) as viewer:
            done = acts.approve_order(order, actor=viewer, version=order.version)
            assert done.state == "approved"
            frame = reads.frame_of(nora.jobcentre_id, today().year)
            assert frame.granted == 650_000
            kinds = Event.objects.filter(kind__startswith="placements.mentor")
            assert {each.text for each in kinds} == {""}

    @pytest.mark.parametrize(
        ("over", "code"),
        [
            ({"weeks": 27}, "mentor_long"),
            ({"weeks": 0}, "mentor_backwards"),
            ({"weekly_hours": Decimal(-1)}, "mentor_hours"),
            ({"weekly_hours": None, "hours": Decimal("1.1")}, "mentor_hours"),
            ({"weekly_hours": Decimal(38)}, "mentor_week"),
            ({"rate_ore": 0}, "mentor_rate"),
            ({"kind": "volunteer"}, "mentor_unpaid"),
            ({"parallel": "beside"}, "mentor_parallel"),
            ({"kind": "double"}, "mentor_parallel"),
            ({"from_on": date(2026, 9, 1)}, "mentor_back"),
            ({"from_on": date(2028, 9, 1)}, "mentor_ahead"),
        ],
    )
    def test_bad_orders_are_refused(self, kim, nora, over, code):
        with pytest.raises(Refused) as told:
            an_order(nora, kim, **over)
        assert told.value.code == code

    def test_the_same_kind_twice_is_refused_also_by_the_database(self, kim, nora):
        order = an_order(nora, kim)
        with pytest.raises(Refused) as told:
            an_order(nora, kim, from_on=order.to_on)
        assert told.value.code == "mentororder_one_of_kind"
        an_order(nora, kim, kind="external")
        an_order(nora, kim, from_on=order.to_on + timedelta(days=1))

    def test_the_database_refuses_too(self, kim, nora, acting):
        order = an_order(nora, kim)
        for wrong in (
            {"hours": -1}, {"to_on": order.from_on + timedelta(days=200)}, {"cost_ore": 1},
            {"delivered": order.hours + 1}, {"state": "running"}, {"rate_ore": 0},
        ):  # fmt: skip
            with acting(nora), pytest.raises(DatabaseError), transaction.atomic():
                MentorOrder.objects.filter(pk=order.pk).update(**wrong)

    def test_only_the_case_team(self, kim, nora, bente, sol, acting):
        for who, error in ((bente, PermissionDenied), (sol, NotYours)):
            with pytest.raises(error):
                an_order(who, kim)
        order = an_order(nora, kim)
        with acting(bente) as viewer, pytest.raises(PermissionDenied):
            acts.approve_order(order, actor=viewer, version=1)
        with acting(sol) as viewer, pytest.raises(NotYours):
            acts.approve_order(order, actor=viewer, version=1)

    def test_rollback_leaves_nothing(self, kim, nora, acting):
        with acting(nora):
            with transaction.atomic():
                an_order(nora, kim)
                transaction.set_rollback(True)
            assert not MentorOrder.objects.exists()
            assert not Event.objects.filter(kind="placements.mentor_ordered").exists()


class TestDeciding:
    def test_beyond_the_limit_a_leader_decides_who_did_not_order(
        self, kim, nora, mads, tine, acting
    ):
        a_budget(mads, limit_ore=500_000)
        order = an_order(nora, kim)
        assert order.for_leader
        with acting(nora) as viewer, pytest.raises(Refused, match="leader"):
            acts.approve_order(order, actor=viewer, version=1)
        with acting(mads) as viewer:
            assert list(to_decide(viewer, today())) == [order]
            done = acts.approve_order(order, actor=viewer, version=1)
            assert (done.state, done.decided_by_id) == ("approved", mads.pk)
            assert not to_decide(viewer, today()).exists()

    def test_what_became_too_dear_goes_to_the_leader(self, kim, nora, mads, acting):
        a_budget(mads)
        order = an_order(nora, kim)
        a_budget(mads, version=1, amount_ore=100)
        with acting(nora) as viewer:
            done = acts.approve_order(order, actor=viewer, version=1)
            assert (done.state, done.for_leader) == ("ordered", True)

    def test_two_approvals_at_once(self, kim, nora, mads, acting):
        a_budget(mads)
        order = an_order(nora, kim)
        with acting(nora) as viewer:
            acts.approve_order(order, actor=viewer, version=1)
            with pytest.raises(Stale):
                acts.approve_order(order, actor=viewer, version=1)
            with pytest.raises(Refused, match="approved already"):
                acts.approve_order(order, actor=viewer, version=2)
        with acting(mads), pytest.raises(DatabaseError), transaction.atomic():
            MentorOrder.objects.filter(pk=order.pk).update(decided_by=mads)
        with acting(mads), pytest.raises(DatabaseError), transaction.atomic():
            MentorOrder.objects.filter(pk=order.pk).update(hours=1, cost_ore=25_000)

    def test_without_a_budget_a_leader_decides_except_on_volunteers(self, kim, nora, acting):
        assert an_order(nora, kim).for_leader
        free = an_order(nora, kim, kind="volunteer", rate_ore=0)
        with acting(nora) as viewer:
            assert acts.approve_order(free, actor=viewer, version=1).state == "approved"

    def test_refusing_and_cancelling_need_a_reason(self, kim, nora, mads, acting):
        order = an_order(nora, kim)
        with acting(nora) as viewer, pytest.raises(PermissionDenied):
            acts.refuse_order(order, actor=viewer, version=1, reason="Nej tak")
        with acting(mads) as viewer:
            with pytest.raises(Refused, match="reason"):
                acts.refuse_order(order, actor=viewer, version=1, reason=" ")
            acts.refuse_order(order, actor=viewer, version=1, reason="For dyrt")
        other = an_order(nora, kim)
        with acting(nora) as viewer:
            done = acts.cancel_order(other, actor=viewer, version=1, reason="Fik job")
            assert done.state == "cancelled"

    def test_the_reason_and_goal_stay_out_of_history(self, kim, nora, acting):
        an_order(nora, kim)
        with acting(nora):
            [row] = MentorOrder.history.rel.related_model.objects.order_by("-pgh_id")[:1]
            assert not hasattr(row, "goal")
            assert not hasattr(row, "reason")


class TestHours:
    def test_given_against_granted(self, kim, nora, mads, acting):
        order = hours_given(nora, mads, kim)
        with acting(nora) as viewer:
            assert (order.state, order.delivered) == ("running", 2)
            with pytest.raises(Refused, match="Only 24"):
                _enter(order, viewer, hours=Decimal("24.25"), week=2)
            entry = _enter(order, viewer, hours=Decimal(24), week=2)
            order.refresh_from_db()
            assert order.left == 0
            acts.take_out_hours(entry, actor=viewer)
            order.refresh_from_db()
            assert order.left == 24

    def test_the_database_counts_and_refuses(self, kim, nora, mads, acting):
        order = hours_given(nora, mads, kim)
        day = order.from_on + timedelta(weeks=4)
        with acting(nora):
            row = {
                "jobcentre_id": nora.jobcentre_id, "order": order, "by": "Lone", "what": "Talte",
                "evidence": "told", "entered_by": nora, "from_on": day, "to_on": day,
                "hours": Decimal(1),
            }  # fmt: skip
            for wrong in (
                {"hours": order.hours}, {"hours": -1}, {"what": " "},
                {"from_on": order.to_on, "to_on": order.to_on + timedelta(days=1)},
                {"from_on": order.from_on, "to_on": order.from_on},
            ):  # fmt: skip
                with pytest.raises(IntegrityError), transaction.atomic():
                    MentorHours.objects.create(**{**row, **wrong})

    @pytest.mark.parametrize(
        ("over", "code"),
        [
            ({"hours": Decimal(-2)}, "mentor_hours"),
            ({"week": 0}, "mentorhours_days_once"),
            ({"week": 9}, "mentor_hours_ahead"),
            ({"week": -2}, "mentor_hours_outside"),
        ],
    )
    def test_bad_hours(self, kim, nora, mads, acting, over, code):
        order = hours_given(nora, mads, kim)
        with acting(nora) as viewer, pytest.raises(Refused) as told:
            _enter(order, viewer, **({"hours": Decimal(1), "week": 2} | over))
        assert told.value.code == code

    def test_ending_frees_what_was_not_given_and_prolongs_once(self, kim, nora, mads, acting):
        order = hours_given(nora, mads, kim)
        with acting(nora) as viewer:
            order.refresh_from_db()
            done = acts.end_order(
                order, actor=viewer, version=order.version, ended_on=today(), outcome="partly"
            )
            assert done.state == "ended"
            assert reads.frame_of(nora.jobcentre_id, today().year).granted == 50_000
        longer = an_order(nora, kim, prolongs=done, from_on=today() + timedelta(days=1))
        assert longer.prolongs_id == order.pk
        with pytest.raises(Refused) as told:
            an_order(nora, kim, kind="external", prolongs=done, from_on=today() + timedelta(days=1))
        assert told.value.code == "mentororder_prolonged_once"

    def test_my_day(self, kim, nora, mads, acting):
        order = hours_given(nora, mads, kim)
        with acting(nora) as viewer:
            assert not waiting(viewer, today()).exists()
            assert waiting(viewer, order.to_on - timedelta(days=10)).exists()
            assert waiting(viewer, today() + timedelta(days=36)).exists()


def _enter(order, viewer, *, hours, week):
    day = order.from_on + timedelta(weeks=week)
    return acts.record_hours(
        order, actor=viewer, from_on=day, to_on=day + timedelta(days=2), hours=hours,
        by="Lone Lund", what="Fulgtes ad", evidence="sheet",
    )  # fmt: skip
