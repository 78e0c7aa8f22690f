"""Mentor orders when the case ends, and § 85 support beside them, read from what was granted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from citizens.actions import end_citizen, reopen_citizen
from citizens.actions.support import grant_support
from citizens.models import GrantFrame, Offer
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.models import Event
from placements.actions import mentoring as acts
from placements.models import MentorOrder
from placements.queries import mentoring as reads
from placements.queue.mentoring import rows, to_decide, waiting
from placements.rules import mentoring as rules
from tests.placements.mentoring import a_budget, an_order, hours_given

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def section_85(member, citizen, acting, *, days=60, help_="section_85", purpose="Hjemmet"):
    """Grant five hours of it from today."""
    with acting(member) as viewer:
        GrantFrame.objects.get_or_create(
            jobcentre_id=member.jobcentre_id, membership=member, year=today().year,
            defaults={"hours": Decimal(60)},
        )  # fmt: skip
        offer, _made = Offer.objects.get_or_create(
            jobcentre_id=member.jobcentre_id, kind="support", help=help_, name=f"Støtte {help_}"
        )
        return grant_support(
            citizen, offer, actor=viewer, owner=member, hours=Decimal(5), from_on=today(),
            until_on=today() + timedelta(days=days), purpose=purpose,
        )  # fmt: skip


def ended(citizen, member, acting):
    with acting(member) as viewer:
        return end_citizen(citizen, actor=viewer, reason="Flyttet til en anden by")


class TestTheCaseEnds:
    @pytest.mark.parametrize(
        ("state", "becomes"),
        [("ordered", "cancel"), ("approved", "cancel"), ("running", "ask"), ("ended", None)],
    )
    def test_what_becomes_of_an_order(self, state, becomes):
        assert rules.AT_CASE_END.get(state) == becomes

    @pytest.mark.parametrize(
        ("last", "case_ended", "counts"),
        [
            (date(2026, 12, 1), None, date(2026, 12, 1)),
            (date(2026, 12, 1), date(2026, 11, 20), date(2026, 11, 20)),
            (date(2026, 11, 1), date(2026, 11, 20), date(2026, 11, 1)),
        ],
    )
    def test_the_last_day_that_counts(self, last, case_ended, counts):
        assert rules.last_day(last, case_ended) == counts

    def test_what_has_not_begun_is_cancelled_with_the_reason_code(self, kim, nora, mads, acting):
        asked = an_order(nora, kim)
        a_budget(mads)
        granted = an_order(nora, kim, kind="external")
        with acting(nora) as viewer:
            acts.approve_order(granted, actor=viewer, version=1)
        ended(kim, nora, acting)
        with acting(mads) as viewer:
            assert not to_decide(viewer, today()).exists()
        with acting(nora) as viewer:
            assert not waiting(viewer, today()).exists()
            for order in (asked, granted):
                order.refresh_from_db()
                assert (order.state, order.reason_code) == ("cancelled", "case_ended")
            assert reads.frame_of(nora.jobcentre_id, today().year).granted == 0
            told = Event.objects.filter(kind="placements.mentor_cancelled")
            assert [each.text for each in told] == ["", ""]

    def test_what_runs_comes_to_who_follows_it_at_once(self, kim, nora, mads, acting):
        order = hours_given(nora, mads, kim)
        with acting(nora) as viewer:
            assert not waiting(viewer, today()).exists()
        ended(kim, nora, acting)
        with acting(nora) as viewer:
            [row] = rows(viewer, today(), 5)
            assert row.severity == "now"
            assert "Flyttet" not in row.why
            entry = {"actor": viewer, "hours": Decimal(1), "by": "Lone", "what": "Talte",
                     "evidence": "told"}  # fmt: skip
            acts.record_hours(order, from_on=today(), to_on=today(), **entry)
            order.refresh_from_db()
            done = acts.end_order(
                order, actor=viewer, version=order.version, ended_on=today(), outcome="stopped"
            )
            assert (done.state, done.reason_code) == ("ended", "case_ended")
            assert not waiting(viewer, today()).exists()

    def test_nothing_is_granted_after_the_case(self, kim, nora, mads, acting, monkeypatch):
        order = hours_given(nora, mads, kim)
        ended(kim, nora, acting)
        later = today() + timedelta(days=5)
        monkeypatch.setattr(acts, "today", lambda: later)
        with acting(nora) as viewer:
            order.refresh_from_db()
            with pytest.raises(Refused) as told:
                acts.record_hours(
                    order, actor=viewer, from_on=later, to_on=later, hours=Decimal(1), by="Lone",
                    what="Talte", evidence="told",
                )  # fmt: skip
            assert told.value.code == "mentor_hours_case"
            with pytest.raises(Refused) as told:
                acts.end_order(
                    order, actor=viewer, version=order.version, ended_on=later, outcome="not"
                )
            assert told.value.code == "mentor_end_case"

    def test_taken_up_again_it_runs_on(self, kim, nora, mads, acting):
        hours_given(nora, mads, kim)
        ended(kim, nora, acting)
        with acting(nora) as viewer:
            reopen_citizen(kim, actor=viewer)
            assert not waiting(viewer, today()).exists()

    def test_a_rollback_leaves_the_order(self, kim, nora, acting):
        order = an_order(nora, kim)
        with acting(nora) as viewer:
            with transaction.atomic():
                end_citizen(kim, actor=viewer, reason="Flyttet til en anden by")
                transaction.set_rollback(True)
            order.refresh_from_db()
            assert order.state == "ordered"

    def test_only_who_may_end_the_case(self, kim, nora, bente, acting):
        order = an_order(nora, kim)
        with acting(bente) as viewer, pytest.raises(PermissionDenied):
            end_citizen(kim, actor=viewer, reason="Flyttet til en anden by")
        with acting(nora):
            order.refresh_from_db()
            assert order.state == "ordered"

    def test_the_database_knows_the_codes(self, kim, nora, acting):
        order = an_order(nora, kim)
        for wrong in ({"reason_code": "bored"}, {"state": "cancelled"}):
            with acting(nora), pytest.raises(DatabaseError), transaction.atomic():
                MentorOrder.objects.filter(pk=order.pk).update(**wrong)

    def test_the_page_says_it(self, kim, nora, mads, client_as, acting):
        order = hours_given(nora, mads, kim)
        ended(kim, nora, acting)
        page = client_as(nora).get(reverse("placements:mentor_order", args=[order.public_id]))
        assert page.context["case_ended_on"] == today()
        assert page.context["can_end"]
        assert not page.context["can_prolong"]
        form = client_as(nora).get(reverse("placements:mentor_end", args=[order.public_id]))
        assert form.context["form"].initial["ended_on"] == today()


class TestSection85:
    GRANTED = rules.Beside(granted=(rules.Span(date(2026, 11, 1), date(2026, 12, 1)),))

    @pytest.mark.parametrize(
        ("kind", "parallel", "beside", "warns"),
        [
            ("company", "none", rules.Beside(), False),
            ("company", "none", GRANTED, True),
            ("company", "unasked", GRANTED, True),
            ("company", "beside", GRANTED, True),
            ("company", "none", rules.Beside(referred=True), True),
            ("double", "none", rules.Beside(), True),
            ("company", "unasked", rules.Beside(), True),
        ],
    )
    def test_warnings(self, kind, parallel, beside, warns):
        assert bool(rules.warns_of_parallel(kind, parallel, beside)) is warns

    def test_no_is_refused_where_it_is_granted(self, kim, nora, acting):
        section_85(nora, kim, acting)
        with pytest.raises(Refused) as told:
            an_order(nora, kim)
        assert told.value.code == "mentor_parallel_known"
        an_order(nora, kim, parallel="beside", parallel_note="Mentoren tager arbejdet")
        an_order(nora, kim, from_on=today() + timedelta(days=100))

    def test_other_support_is_none_of_it(self, kim, nora, acting):
        section_85(nora, kim, acting, help_="psychologist")
        an_order(nora, kim)

    def test_pages_name_dates_and_not_what_for(self, kim, nora, mads, client_as, acting):
        order = an_order(nora, kim)
        section_85(nora, kim, acting, purpose="Hemmeligt")
        until = f"{today() + timedelta(days=60):%Y}"
        for name, key in (("order", order), ("new", kim)):
            url = reverse(f"placements:mentor_{name}", args=[key.public_id])
            page = client_as(nora).get(url)
            text = page.content.decode()
            assert [span.first for span in page.context["beside"].granted] == [today()]
            assert until in text
            assert "Hemmeligt" not in text
        of_leader = client_as(mads).get(reverse("placements:mentor_order", args=[order.public_id]))
        assert not of_leader.context["beside"].granted
