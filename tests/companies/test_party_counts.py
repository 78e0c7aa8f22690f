"""Several jobcentres in one agreement: counts, traces and pages."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from companies.access import parties as access_parties
from companies.actions import agreements as agreement_acts
from companies.actions import need_moves
from companies.actions import parties as acts
from companies.models import (
    Agreement,
    PartyAnswer,
    PartyGoal,
    PartyInvitation,
    SharedAgreement,
)
from companies.queries import agreements, party_sums
from companies.queries import parties as reads
from companies.tasks import renew_parties, renew_parties_everywhere
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import Refused
from jobcenter.models import Event, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.agreements import SECRET
from tests.companies.factories import HTML, url
from tests.companies.needs import make_need


def fill(sol: Membership, company: Any, acting: Any, number: int) -> None:
    """Fill so many needs of the company in South."""
    with acting(sol) as viewer:
        for _each in range(number):
            need = make_need(company, viewer)
            need_moves.fill_need(need, actor=viewer, seat=1, how="job")


class TestCounting:
    def sums(self, who: Any, joined: Any, acting: Any) -> list[tuple[str, list[str]]]:
        with acting(who) as viewer:
            found = access_parties.invitation_to_us(viewer, joined.invitation.public_id)
            shared = access_parties.shared_agreement(viewer, found)
            goals = reads.goals_of(shared)
            parts = reads.parts_for_party(viewer, shared, found.answer, goals, today())
            rows = reads.put_together(
                goals, parts, starts_on=shared.starts_on, day=today(), is_counted=True
            )
        return [(row.sum_shown, [part.delivered_shown for part in row.parts]) for row in rows]

    def lead_sums(self, carl: Any, joined: Any, client_as: Any) -> str:
        return client_as(carl).get(url("agreement_parties", joined.agreement)).content.decode()

    def test_a_few_people_do_not_leave_the_house(
        self, joined, sol, stine, carl, acting, client_as
    ) -> None:
        fill(sol, joined.company, acting, 2)
        renew_parties(stine.jobcentre_id)
        with acting(carl):
            row = PartyGoal.objects.get(is_few=True)
            assert row.delivered is None  # not even by raw SQL
        assert "færre end 5" in self.lead_sums(carl, joined, client_as)
        assert "1–4" in self.lead_sums(carl, joined, client_as)
        assert self.sums(stine, joined, acting)[0] == ("2", ["0", "2"])  # one's own is whole

    def test_five_and_more_are_added(self, joined, sol, stine, carl, acting, client_as) -> None:
        fill(carl, joined.company, acting, 2)
        fill(sol, joined.company, acting, 6)
        renew_parties_everywhere()
        renew_parties(stine.jobcentre_id)
        renew_parties(carl.jobcentre_id)
        body = client_as(carl).get(url("agreement", joined.agreement)).content.decode()
        assert 'data-label="Leveret tilsammen">8<' in body  # ours whole, theirs published
        assert self.sums(stine, joined, acting)[0] == ("7–10", ["færre end 5", "6"])

    def test_counts_begin_when_the_house_joins(self, asked, sol, stine, acting) -> None:
        fill(sol, asked.company, acting, 5)
        with clock_at(now() + timedelta(days=3)), acting(stine) as viewer:
            acts.accept_invitation(asked.invitation, actor=viewer)
            assert {row.delivered for row in PartyGoal.objects.all()} == {Decimal(0), None}

    def test_shares(self, joined, stine, sol, carl, acting, client_as) -> None:
        with acting(stine):
            wanted = SharedAgreement.objects.get().goals[0]["id"]
        page = url("party", joined.invitation) + f"andel/{wanted}/"
        client = client_as(stine)
        assert client_as(sol).post(page, {"share": "3"}).status_code == 403
        for wrong in ("0", "-1", "11", "mange"):
            assert client.post(page, {"share": wrong}).status_code == 422
        assert client.post(page, {"share": "6"}).status_code == 302
        body = self.lead_sums(carl, joined, client_as)
        assert "påtaget 6" in body and "6 af 10" in body
        assert client.post(page, {"share": ""}).status_code == 302
        with acting(stine):
            assert not PartyGoal.objects.filter(share__isnull=False).exists()
            milestone = SharedAgreement.objects.get().goals[2]["id"]
        page = url("party", joined.invitation) + f"andel/{milestone}/"
        assert client.post(page, {"share": "1"}).status_code == 422
        page = url("party", joined.invitation) + f"andel/{joined.agreement.public_id}/"
        assert client.post(page, {"share": "1"}).status_code == 404

    def test_the_copy_follows_the_agreement(self, joined, carl, stine, acting) -> None:
        with acting(carl) as viewer:
            agreement_acts.end_agreement(
                joined.agreement, actor=viewer, version=joined.agreement.version, reason=SECRET
            )
        with acting(stine):
            shared = SharedAgreement.objects.get()
            assert shared.state == "ended" and SECRET not in str(shared.content)


class TestTraces:
    def lines(self, who: Any) -> list[tuple[str, str]]:
        with acting_in(who.jobcentre_id):
            rows = Event.objects.filter(kind__startswith="companies.party_").order_by("at", "id")
            return [(row.kind.removeprefix("companies.party_"), row.text) for row in rows]

    def test_both_sides_know_once(self, joined, carl, stine, client_as) -> None:
        for _again in range(2):
            renew_parties(carl.jobcentre_id)
            renew_parties(stine.jobcentre_id)
        assert [kind for kind, _text in self.lines(carl)] == ["invited", "joined"]
        assert [kind for kind, _text in self.lines(stine)] == ["invited", "joined"]
        assert "Job og Virksomhed Sønderby" in self.lines(carl)[0][1]
        assert "Jobcenter Nordby" in self.lines(stine)[0][1]
        body = client_as(stine).get(url("company", joined.company)).content.decode()
        assert url("party", joined.invitation) in body
        answer = client_as(carl).get(url("party", joined.invitation))
        assert answer.url == url("agreement_parties", joined.agreement)

    def test_a_refused_answer_tells_nobody(self, asked, stine, acting, monkeypatch) -> None:
        told: list[Any] = []
        monkeypatch.setattr(acts, "_news", told.append)
        with acting(stine) as viewer, pytest.raises(Refused):
            acts.decline_invitation(asked.invitation, actor=viewer, reason="")
        assert told == [] and self.lines(stine) == []

    def test_the_paper_names_all(self, joined, carl, client_as, acting) -> None:
        from companies.queries.agreement_text import content_of, parties_joined

        with acting(carl):
            [row] = parties_joined(joined.agreement)
            assert row["house"] == "Job og Virksomhed Sønderby"
            assert row["house"] in content_of(joined.agreement, [])["parties"]
        assert client_as(carl).get(url("agreement_pdf", joined.agreement)).status_code == 200


class TestPages:
    def test_inviting_on_the_page(self, led, carl, nora, south, client_as) -> None:
        page = url("party_invite", led.agreement)
        assert client_as(nora).post(page, {}).status_code == 403
        assert client_as(carl).post(page, {"party": ""}).status_code == 422
        body = {"party": south.public_id, "note": HTML}
        assert client_as(carl).post(page, body).status_code == 302
        assert client_as(carl).post(page, body).status_code == 422  # no choice any more
        shown = client_as(carl).get(url("agreement_parties", led.agreement)).content.decode()
        assert "venter på svar" in shown

    def test_withdrawing_on_the_page(self, asked, carl, client_as) -> None:
        page = url("party_withdraw", asked.invitation)
        assert client_as(carl).get(page).status_code == 200
        assert client_as(carl).post(page, {}).status_code == 302

    def test_markup_stays_text(self, led, carl, stine, south, acting, client_as) -> None:
        with acting(carl) as viewer:
            made = acts.invite_party(led.agreement, south, actor=viewer, note=HTML)
        body = client_as(stine).get(url("party", made)).content.decode()
        assert HTML not in body and "&lt;script&gt;" in body

    def test_costs(
        self, joined, carl, stine, client_as, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for who, page in (
            (carl, url("agreement_parties", joined.agreement)),
            (carl, url("agreement", joined.agreement)),
            (stine, url("party", joined.invitation)),
            (stine, url("party_agreements")),
        ):
            client = client_as(who)
            client.get(page)
            with django_assert_max_num_queries(14):  # a savepoint is begun and ended
                assert client.get(page).status_code == 200

    def test_costs_do_not_grow(
        self, joined, carl, mia, acting, client_as, django_assert_num_queries: Any
    ) -> None:
        from django.test.utils import CaptureQueriesContext

        page, client = url("agreement_parties", joined.agreement), client_as(carl)
        client.get(page)
        with CaptureQueriesContext(connection) as before:
            client.get(page)
        with acting(carl) as viewer:
            told = acts.invite_party(joined.agreement, mia.jobcentre, actor=viewer)
        with acting(mia) as viewer:
            acts.accept_invitation(told, actor=viewer)
        with django_assert_num_queries(len(before)):
            client.get(page)
        assert Viewer.system(mia.jobcentre).kind == "system"


class TestListAndBox:
    def rows(self, carl: Any, acting: Any, company: Any) -> list[Any]:
        with acting(carl) as viewer:
            [listed] = agreements.listed(viewer, agreements.AgreementFilters())
            [boxed] = agreements.of_company(viewer, company)
        return [listed, boxed]

    def test_all_parties_numbers_count_where_the_lead_reads(
        self, joined, sol, carl, stine, acting
    ) -> None:
        for row in self.rows(carl, acting, joined.company):
            assert row.goals[0].delivered_shown == "0"
        fill(sol, joined.company, acting, 2)
        renew_parties(stine.jobcentre_id)
        for row in self.rows(carl, acting, joined.company):
            assert row.goals[0].delivered_shown == "1–4", "a few do not leave the house"
            assert row.goals[0].delivered == 0, "our own stays our own"
        fill(sol, joined.company, acting, 8)
        renew_parties(stine.jobcentre_id)
        for row in self.rows(carl, acting, joined.company):
            assert row.goals[0].delivered_shown == "10"
            assert row.goals[0].light == "reached"

    def test_who_was_put_out_counts_no_more(self, joined, sol, carl, stine, acting) -> None:
        fill(sol, joined.company, acting, 6)
        renew_parties(stine.jobcentre_id)
        with acting(carl) as viewer:
            acts.withdraw_party(joined.invitation, actor=viewer, reason="Slut")
        for row in self.rows(carl, acting, joined.company):
            assert row.goals[0].delivered_shown == "0"

    def test_the_company_and_other_houses_read_our_own_alone(
        self, joined, sol, carl, stine, acting
    ) -> None:
        fill(sol, joined.company, acting, 6)
        renew_parties(stine.jobcentre_id)
        with acting(carl):
            door = Viewer(kind="company", jobcentre_id=carl.jobcentre_id)
            [row] = agreements.of_company(door, joined.company)
            assert row.goals[0].delivered_shown == "0"
        with acting(sol) as viewer:
            assert agreements.of_company(viewer, joined.company) == []
            assert party_sums.of_all(viewer.jobcentre_id) == {}


class TestRenewing:
    def renewed(self, joined: Any, carl: Any, acting: Any) -> Any:
        with acting(carl) as viewer:
            former = Agreement.objects.get(pk=joined.agreement.pk)
            facts = agreement_acts.renewal_of(former, list(former.goals.order_by("order")))
            facts = replace(facts, no_meeting_reason="Som sidst")
            made = agreement_acts.draft_agreement(
                joined.company, facts, actor=viewer, previous=former
            )
            return list(PartyInvitation.objects.filter(shared__agreement_id=made.pk))

    def test_the_parties_are_invited_anew(self, joined, carl, stine, south, acting) -> None:
        [invited] = self.renewed(joined, carl, acting)
        assert invited.party_id == south.pk
        assert invited.starts_on > joined.invitation.ends_on
        with acting(stine):
            found = PartyInvitation.objects.get(pk=invited.pk)
            assert getattr(found, "answer", None) is None, "they answer themselves"
            assert PartyAnswer.objects.get().invitation_id == joined.invitation.pk

    @pytest.mark.parametrize(
        "gone", [{"leaves_on": date(2027, 6, 1), "reason": "Ny ledelse"}, {"state": "declined"}]
    )
    def test_who_gave_notice_or_said_no_is_not(self, joined, carl, stine, acting, gone) -> None:
        with acting(stine):
            PartyAnswer.objects.update(**{"reason": "Nej", **gone})
        assert self.renewed(joined, carl, acting) == []

    def test_an_invitation_nobody_answered_is_not(self, asked, carl, acting) -> None:
        assert self.renewed(asked, carl, acting) == []
