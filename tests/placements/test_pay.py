"""Mentor pay: lists from what happened, nothing twice, decided by another one, frozen after."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from jobcenter.clock import now
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from placements.actions import centre as centres
from placements.actions import pay as acts
from placements.models import Centre, CentrePay, PayLine, PayList, Place, Placement
from placements.queries import pay as reads
from placements.queue.pay import decide_rows, to_decide
from tests.placements.factories import answered, running
from tests.placements.paying import SEPTEMBER, a_centre, listed, priced, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 9)


@pytest.fixture
def bakery(nora, carl, mads):
    return a_centre(nora, carl, mads)


def lines(who, acting, found):
    with acting(who):
        rows = PayLine.objects.filter(pay_list=found).order_by("week", "kind")
        return [(row.kind, row.week, row.amount_ore, row.edition) for row in rows]


class TestListing:
    def test_started_weeks_that_are_over_once(self, bakery, carl, acting):
        priced(carl, bakery.agreement)
        made = listed(carl, bakery.agreement)
        assert (made.total_ore, made.rows, made.state) == (70_000, 2, "waiting")
        assert lines(carl, acting, made) == [
            ("week", FIRST, 35_000, 0), ("week", SECOND, 35_000, 0),
        ]  # fmt: skip
        with pytest.raises(Refused) as told:
            listed(carl, bakery.agreement)
        assert told.value.code == "pay_empty"
        with pytest.raises(Refused) as told:
            listed(carl, bakery.agreement, month=12)
        assert told.value.code == "pay_early"

    def test_bought_free_hours_by_the_places_of_the_week(self, bakery, carl, acting):
        priced(carl, bakery.agreement, week_ore=0, hour_ore=20_000,
               steps=((1, Decimal(3)), (2, Decimal(6))), start_ore=500_000)  # fmt: skip
        made = listed(carl, bakery.agreement)
        got = lines(carl, acting, made)
        assert ("start", SEPTEMBER, 500_000, 0) in got
        hours = [row for row in got if row[0] == "hours"]
        assert len(hours) == 10, "every week since September"
        assert {row[2] for row in hours} == {60_000}

    def test_a_contract_from_a_wednesday_is_listed_once_too(self, bakery, carl, mads, acting):
        begins = FIRST + timedelta(days=2)
        other = signed(carl, mads, bakery.company, starts_on=begins)
        priced(carl, other, valid_from=FIRST, hour_ore=20_000, steps=((1, Decimal(5)),))
        made = listed(carl, other)
        assert ("hours", FIRST, 60_000, 0) in lines(carl, acting, made), "three of five workdays"
        with pytest.raises(Refused) as told:
            listed(carl, other)
        assert told.value.code == "pay_empty"

    def test_attendance_from_the_mentors_status(self, bakery, carl, acting):
        priced(carl, bakery.agreement, by_attendance=True)
        with pytest.raises(Refused):
            listed(carl, bakery.agreement)
        answered(bakery.placement, SECOND, absent_days=[1])
        made = listed(carl, bakery.agreement)
        assert lines(carl, acting, made) == [("week", SECOND, 35_000, 0)]
        with acting(carl) as viewer:
            (row,) = reads.month_rows(viewer, 2026, 11)
        assert (row.due_ore, row.left_ore, row.unanswered) == (35_000, 0, 1)

    def test_a_price_changed_backwards_comes_as_corrections(self, bakery, carl, mads, acting):
        priced(carl, bakery.agreement)
        first = listed(carl, bakery.agreement)
        with acting(mads) as viewer:
            acts.approve_pay_list(first, actor=viewer)
        priced(carl, bakery.agreement, valid_from=SECOND, week_ore=40_000, seen=1)
        again = listed(carl, bakery.agreement)
        assert lines(carl, acting, again) == [("week", SECOND, 5_000, 1)]
        assert again.total_ore == 5_000

    def test_what_did_not_happen_is_taken_back(self, bakery, carl, mads, acting):
        priced(carl, bakery.agreement)
        first = listed(carl, bakery.agreement)
        with acting(mads) as viewer:
            acts.approve_pay_list(first, actor=viewer)
            Placement.objects.filter(pk=bakery.placement.pk).update(
                state="interrupted", end_reason="illness", closed_at=now(),
                ended_on=FIRST + timedelta(days=2),
            )  # fmt: skip
        again = listed(carl, bakery.agreement)
        assert lines(carl, acting, again) == [("week", SECOND, -35_000, 1)]

    def test_a_returned_list_pays_nothing_and_can_be_made_anew(self, bakery, carl, mads, acting):
        priced(carl, bakery.agreement)
        first = listed(carl, bakery.agreement)
        with acting(mads) as viewer:
            acts.return_pay_list(first, actor=viewer, reason="Uge 46 er forkert")
            assert set(first.lines.values_list("is_void", flat=True)) == {True}
        assert listed(carl, bakery.agreement).total_ore == 70_000

    def test_one_week_is_not_paid_under_two_agreements(self, bakery, carl, mads, acting):
        priced(carl, bakery.agreement)
        first = listed(carl, bakery.agreement)
        with acting(mads) as viewer:
            acts.approve_pay_list(first, actor=viewer)
        other = signed(carl, mads, bakery.company)
        priced(carl, other, week_ore=90_000)
        with pytest.raises(Refused) as told:
            listed(carl, other)
        assert told.value.code == "pay_empty"

    def test_a_centre_is_paid_for_its_own_places_wherever_they_are(
        self, bakery, nora, carl, acting
    ):
        """Another company's place in the centre counts; one of the company outside does not."""
        away = running(nora, weeks_ago=2, person={"first_name": "Nr. 2"})
        with acting(carl):
            person = bakery.agreement.their_signer
            centre = Centre.objects.create(
                jobcentre_id=carl.jobcentre_id, company=bakery.company, name="Bagercentret",
                model="network", state="running", starts_on=SEPTEMBER, places_planned=4,
                ends_on=bakery.agreement.ends_on, consultant=carl, mentor=person,
                agreement=bakery.agreement,
            )  # fmt: skip
            Place.objects.filter(pk=away.place_id).update(centre=centre)
        priced(carl, bakery.agreement, hour_ore=20_000, steps=((1, Decimal(5)),))
        with acting(carl):
            person.left_on = FIRST
            person.save(update_fields=["left_on"])
        made = listed(carl, bakery.agreement)
        with acting(carl):
            rows = PayLine.objects.filter(pay_list=made)
            assert set(rows.filter(kind="week").values_list("placement_id", flat=True)) == {away.pk}
            assert max(rows.filter(kind="hours").values_list("week", flat=True)) == FIRST

    @pytest.mark.parametrize("how", ["ended", "let_out"])
    def test_what_was_paid_stays_paid_when_a_place_leaves_the_centre(
        self, how, bakery, nora, carl, acting
    ):
        away = running(nora, weeks_ago=2, person={"first_name": "Nr. 2"})
        with acting(carl):
            centre = Centre.objects.create(
                jobcentre_id=carl.jobcentre_id, company=bakery.company, name="Bagercentret",
                model="network", state="running", starts_on=SEPTEMBER, places_planned=4,
                ends_on=bakery.agreement.ends_on, consultant=carl,
                mentor=bakery.agreement.their_signer, agreement=bakery.agreement,
            )  # fmt: skip
            Place.objects.filter(pk=away.place_id).update(centre=centre)
        priced(carl, bakery.agreement)
        made = listed(carl, bakery.agreement)
        assert (made.total_ore, made.rows) == (70_000, 2)
        with acting(carl) as viewer:
            place = Place.objects.get(pk=away.place_id)
            if how == "ended":
                centres.end_centre(centre, actor=viewer, version=1, reason="Flytter")
            else:
                centres.let_place_out(centre, place, actor=viewer)
            found = reads.facts_of(carl.jobcentre_id, [bakery.agreement], FIRST, SECOND)
            assert found[bakery.agreement.pk].left(FIRST, SECOND) == []
        with pytest.raises(Refused) as told:
            listed(carl, bakery.agreement)
        assert told.value.code == "pay_empty"

    def test_a_place_taken_in_is_not_paid_for_weeks_before(self, bakery, nora, carl, acting):
        with acting(carl) as viewer:
            centre = Centre.objects.create(
                jobcentre_id=carl.jobcentre_id, company=bakery.company, name="Bagercentret",
                model="virtual", state="running", starts_on=SEPTEMBER, places_planned=4,
                ends_on=bakery.agreement.ends_on, consultant=carl,
                mentor=bakery.agreement.their_signer, agreement=bakery.agreement,
            )  # fmt: skip
            centres.take_place_in(centre, bakery.place, actor=viewer)
        priced(carl, bakery.agreement)
        with pytest.raises(Refused) as told:
            listed(carl, bakery.agreement)
        assert told.value.code == "pay_empty"

    def test_ended_early_pays_until_that_day(self, bakery, carl, acting):
        priced(carl, bakery.agreement)
        with acting(carl):
            bakery.agreement.state, bakery.agreement.end_reason = "ended", "Lukket"
            bakery.agreement.save()
            found = reads.facts_of(carl.jobcentre_id, [bakery.agreement], FIRST, SECOND)
        contract = found[bakery.agreement.pk].contract
        assert contract and contract.last is not None
        assert contract.last < bakery.agreement.ends_on


class TestDeciding:
    def test_never_by_who_made_it(self, bakery, mads, tine, carl, acting):
        priced(carl, bakery.agreement)
        made = listed(mads, bakery.agreement)
        with acting(mads) as viewer:
            assert not to_decide(viewer, date(2026, 11, 18)).exists()
            with pytest.raises(Refused) as told:
                acts.approve_pay_list(made, actor=viewer)
            assert told.value.code == "pay_own"
            with pytest.raises(IntegrityError), transaction.atomic():
                PayList.objects.filter(pk=made.pk).update(
                    state="approved", decided_by=mads, decided_at=now()
                )
        with acting(tine) as viewer:
            (row,) = decide_rows(viewer, date(2026, 11, 18), 9)
            assert "Kim" not in row.title + row.why
            done = acts.approve_pay_list(made, actor=viewer)
        assert done.state == "approved"
        with acting(tine) as viewer, pytest.raises(Refused):
            acts.return_pay_list(made, actor=viewer, reason="For sent")

    def test_who_may(self, bakery, nora, bente, carl, sol, acting):
        for who in (nora, bente):
            with pytest.raises(PermissionDenied):
                priced(who, bakery.agreement)
        priced(carl, bakery.agreement)
        for who in (nora, bente):
            with pytest.raises(PermissionDenied):
                listed(who, bakery.agreement)
        made = listed(carl, bakery.agreement)
        with acting(carl) as viewer, pytest.raises(PermissionDenied):
            acts.approve_pay_list(made, actor=viewer)
        with acting(sol) as viewer:
            assert not PayList.objects.exists()
            with pytest.raises((NotYours, PermissionDenied)):
                acts.approve_pay_list(made, actor=viewer)

    def test_rollback_leaves_nothing(self, bakery, carl, acting):
        priced(carl, bakery.agreement)
        with acting(carl), transaction.atomic():
            listed(carl, bakery.agreement)
            transaction.set_rollback(True)
        with acting(carl):
            assert not PayList.objects.exists()
            assert not Event.objects.filter(kind="placements.pay_listed").exists()

    def test_events_tell_neither_whom_nor_how_much(self, bakery, carl, acting):
        priced(carl, bakery.agreement)
        listed(carl, bakery.agreement)
        with acting(carl):
            rows = Event.objects.filter(kind__startswith="placements.pay")
            assert {(row.text, row.citizen_id) for row in rows} == {("", None)}
            assert rows.count() == 2


class TestDatabase:
    def test_nothing_is_changed_or_paid_twice(self, bakery, carl, mads, acting):
        priced(carl, bakery.agreement)
        made = listed(carl, bakery.agreement)
        with acting(carl):
            row = PayLine.objects.filter(pay_list=made).order_by("week").first()
            copy = {
                field.attname: getattr(row, field.attname)
                for field in PayLine._meta.concrete_fields
                if field.attname not in ("id", "public_id", "created_at")
            }
            for wrong in (
                {}, {"edition": 1, "amount_ore": 35_000}, {"edition": 2, "before_ore": 70_000,
                "amount_ore": -35_000}, {"week": FIRST + timedelta(days=1)}, {"is_void": True},
                {"week": FIRST + timedelta(weeks=9), "amount_ore": 1},
                {"week": FIRST + timedelta(weeks=9), "citizen_id": None},
            ):  # fmt: skip
                with pytest.raises(DatabaseError), transaction.atomic():
                    PayLine.objects.create(**(copy | wrong))
            for change in (
                lambda: PayLine.objects.filter(pk=row.pk).update(amount_ore=1),
                lambda: PayLine.objects.filter(pk=row.pk).update(is_void=True),
                lambda: PayLine.objects.filter(pk=row.pk).delete(),
                lambda: PayList.objects.filter(pk=made.pk).delete(),
                lambda: PayList.objects.filter(pk=made.pk).update(made_by=mads),
                lambda: CentrePay.objects.update(week_ore=1),
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    change()
        with acting(mads) as viewer:
            acts.approve_pay_list(made, actor=viewer)
            with pytest.raises(DatabaseError), transaction.atomic():
                PayList.objects.filter(pk=made.pk).update(total_ore=1)
            with pytest.raises(DatabaseError), transaction.atomic():
                PayLine.objects.create(**(copy | {"week": FIRST + timedelta(weeks=9)}))

    def test_one_list_of_a_company_waits(self, bakery, carl, acting):
        priced(carl, bakery.agreement)
        listed(carl, bakery.agreement)
        priced(carl, bakery.agreement, valid_from=FIRST, week_ore=1_000, seen=1)
        with pytest.raises(Refused) as told:
            listed(carl, bakery.agreement)
        assert told.value.code == "paylist_one_waits"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"valid_from": SEPTEMBER + timedelta(days=1)}, {"week_ore": 0}, {"source": " "},
            {"hour_ore": 20_000}, {"week_ore": 2_000_000}, {"week_ore": 0, "start_ore": 5},
            {"valid_from": SEPTEMBER - timedelta(weeks=1)},
        ],
    )  # fmt: skip
    def test_prices_that_are_refused(self, bakery, carl, wrong):
        with pytest.raises(Refused):
            priced(carl, bakery.agreement, **wrong)

    def test_two_colleagues_at_once_and_an_unsigned_agreement(self, bakery, carl, acting):
        priced(carl, bakery.agreement)
        with pytest.raises(Stale):
            priced(carl, bakery.agreement)
        with acting(carl):
            bakery.agreement.state, bakery.agreement.signed_at = "draft", None
            bakery.agreement.save()
        with pytest.raises(Refused) as told:
            listed(carl, bakery.agreement)
        assert told.value.code == "pay_unsigned"


def test_the_month_asks_as_much_with_many(nora, carl, mads, acting, django_assert_max_num_queries):
    def month():
        with acting(carl) as viewer:
            return reads.month_rows(viewer, 2026, 11)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for each in (a_centre(nora, carl, mads),):
        priced(carl, each.agreement)
    with CaptureQueriesContext(connection) as few:
        month()
    for number in range(3):
        each = a_centre(nora, carl, mads) if number < 1 else None
        if each:
            priced(carl, each.agreement)
        else:
            running(nora, weeks_ago=2, person={"first_name": f"Nr. {number}"})
    with CaptureQueriesContext(connection) as many:
        month()
    assert len(many) == len(few)
