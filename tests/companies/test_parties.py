"""Several jobcentres in one agreement: who reads what, and who answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from companies.access import parties as access_parties
from companies.actions import agreements as agreement_acts
from companies.actions import parties as acts
from companies.mails.parties import InvitationWaits
from companies.models import (
    PartyAnswer,
    PartyGoal,
    PartyInvitation,
    SharedAgreement,
)
from companies.tasks import renew_parties
from companies.wiring.party import answer_rows, invitation_rows
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused
from jobcenter.tenancy import acting_in
from tests.companies.agreements import SECRET
from tests.companies.factories import url

TABLES = (
    "companies_sharedagreement", "companies_partyinvitation", "companies_partyanswer",
    "companies_partygoal",
)  # fmt: skip


def rows_as(who: Any) -> dict[str, int]:
    """Count rows by raw SQL, without any filter of ours."""
    found = {}
    with acting_in(who if isinstance(who, int) else who.jobcentre_id), connection.cursor() as c:
        for table in TABLES:
            c.execute(f"SELECT count(*) FROM {table}")
            found[table.removeprefix("companies_")] = c.fetchone()[0]
    return found


class TestWhoReads:
    def test_an_invited_house_reads_the_invitation_alone(self, asked, stine, client_as) -> None:
        assert rows_as(stine) == {
            "sharedagreement": 0, "partyinvitation": 1, "partyanswer": 0, "partygoal": 0,
        }  # fmt: skip
        body = client_as(stine).get(url("party", asked.invitation)).content.decode()
        assert "Fire faste pladser" in body and "Vil I være med?" in body
        for told in ("Økonomi", "Birthe", "Carl", SECRET):
            assert told not in body
        answer = client_as(stine).get(url("party_pdf", asked.invitation))
        assert answer.status_code == 404

    def test_a_third_house_sees_nothing(self, joined, mia, acting, client_as) -> None:
        assert set(rows_as(mia).values()) == {0}
        for name in ("party", "party_pdf", "party_withdraw"):
            assert client_as(mia).get(url(name, joined.invitation)).status_code == 404
        page = client_as(mia).get(url("agreement_parties", joined.agreement))
        assert page.status_code == 404
        with acting(mia) as viewer:
            with pytest.raises(NotYours):
                acts.accept_invitation(joined.invitation, actor=viewer)
            with pytest.raises(NotYours):
                access_parties.shared_agreement(viewer, joined.invitation)

    def test_nothing_set_is_nothing_read(self, joined, nothing_set) -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)

    def test_a_party_reads_the_agreement_and_not_our_notes(
        self, joined, stine, sol, client_as
    ) -> None:
        assert rows_as(stine) == {
            "sharedagreement": 1, "partyinvitation": 1, "partyanswer": 1, "partygoal": 3,
        }  # fmt: skip
        body = client_as(sol).get(url("party", joined.invitation)).content.decode()
        for told in ("Hver part betaler sit.", "Birthe Bager", "Mads", "Åben dag"):
            assert told in body
        assert SECRET not in body and "Hanne" not in body
        assert client_as(sol).get(url("party_pdf", joined.invitation)).content[:4] == b"%PDF"
        assert client_as(sol).get(url("agreement", joined.agreement)).status_code == 404
        with acting_in(stine.jobcentre_id):
            told = str(SharedAgreement.objects.values().get())
        assert SECRET not in told and "Hanne" not in told

    def test_who_was_put_out_reads_no_more(self, joined, carl, stine, acting, client_as) -> None:
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="no longer a party"):
                acts.withdraw_party(joined.invitation, actor=viewer)
            acts.withdraw_party(joined.invitation, actor=viewer, reason="Ny aftale")
        assert rows_as(stine)["sharedagreement"] == 0
        body = client_as(stine).get(url("party", joined.invitation)).content.decode()
        assert "Ny aftale" in body and "Hver part" not in body

    def test_a_party_writes_nothing_of_the_lead_s(self, joined, stine, acting) -> None:
        with acting(stine):
            assert SharedAgreement.objects.update(state="ended") == 0
            assert PartyInvitation.objects.update(note="x") == 0
            assert PartyInvitation.objects.filter(withdrawn_at=None).count() == 1

    def test_the_lead_writes_nothing_of_a_party_s(self, joined, carl, acting) -> None:
        with acting(carl):
            assert PartyAnswer.objects.update(state="left", leaves_on=today()) == 0
            assert PartyGoal.objects.update(delivered=99) == 0

    def test_nobody_answers_an_invitation_of_another(self, asked, mia, acting) -> None:
        lead, shared = asked.agreement.jobcentre_id, asked.invitation.shared_id
        forged = {
            "lead_id": lead, "shared_id": shared, "invitation_id": asked.invitation.pk,
            "state": "accepted", "answered_at": now(), "joined_on": today(),
        }  # fmt: skip
        with acting(mia) as viewer:
            with pytest.raises(IntegrityError, match="own_invitation"), transaction.atomic():
                PartyAnswer.objects.create(jobcentre_id=viewer.jobcentre_id, **forged)
            with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
                PartyAnswer.objects.create(jobcentre_id=asked.invitation.party_id, **forged)

    def test_nobody_counts_for_another(self, joined, mia, acting) -> None:
        answer = joined.answer
        with pytest.raises(IntegrityError, match="own_answer"), acting(mia) as viewer:
            PartyGoal.objects.create(
                jobcentre_id=viewer.jobcentre_id, lead_id=answer.lead_id, answer=answer,
                shared_id=answer.shared_id, goal_public_id=answer.invitation.public_id,
            )  # fmt: skip

    def test_nobody_invites_to_another_s_agreement(self, joined, mia, acting) -> None:
        told = joined.invitation
        with pytest.raises(IntegrityError, match="same_jobcentre"), acting(mia) as viewer:
            PartyInvitation.objects.create(
                jobcentre_id=viewer.jobcentre_id, party_id=told.jobcentre_id,
                shared_id=told.shared_id, company_id=told.company_id, purpose="x",
                starts_on=today(), ends_on=today(), invited_at=now(),
            )  # fmt: skip


class TestAnswering:
    def test_only_managers_answer(self, asked, sol, stine, acting, client_as) -> None:
        with acting(sol) as viewer, pytest.raises(PermissionDenied):
            acts.accept_invitation(asked.invitation, actor=viewer)
        assert client_as(sol).post(url("party_accept", asked.invitation)).status_code == 403
        page = url("party_accept", asked.invitation)
        assert client_as(stine).post(page).status_code == 302
        assert client_as(stine).post(page).status_code >= 400  # once

    def test_a_no_needs_a_reason_and_can_become_a_yes(
        self, asked, carl, stine, acting, client_as
    ) -> None:
        page = url("party_decline", asked.invitation)
        assert client_as(stine).post(page, {"reason": " "}).status_code == 422
        number = "Har nok at gøre. 010190-1234 ved hvorfor."
        assert client_as(stine).post(page, {"reason": number}).status_code == 302
        assert rows_as(stine)["sharedagreement"] == 0
        with acting(carl) as viewer:
            answer = PartyAnswer.objects.get()
            assert "1234" not in answer.reason
            [row] = answer_rows(viewer, today(), 9)
            assert "Har nok at gøre" in str(row.why)
        with acting(stine) as viewer:
            acts.accept_invitation(asked.invitation, actor=viewer)
        assert rows_as(stine)["sharedagreement"] == 1

    def test_taking_note_of_a_no_ends_it_and_they_can_be_asked_anew(
        self, asked, carl, stine, south, acting
    ) -> None:
        with acting(stine) as viewer:
            acts.decline_invitation(asked.invitation, actor=viewer, reason="Ikke nu")
        with acting(carl) as viewer:
            acts.withdraw_party(asked.invitation, actor=viewer)
            assert answer_rows(viewer, today(), 9) == []
            with pytest.raises(Refused, match="withdrawn"):
                acts.withdraw_party(asked.invitation, actor=viewer)
        with acting(stine) as viewer, pytest.raises(Refused, match="withdrawn"):
            acts.accept_invitation(asked.invitation, actor=viewer)
        with acting(carl) as viewer:
            again = acts.invite_party(asked.agreement, south, actor=viewer)
            with pytest.raises(Refused, match="invited already"):
                acts.invite_party(asked.agreement, south, actor=viewer)
        with acting(stine) as viewer:
            acts.accept_invitation(again, actor=viewer)

    def test_the_queue_of_the_manager(self, asked, stine, sol, client_as, acting) -> None:
        with acting(stine) as viewer:
            [row] = invitation_rows(viewer, today(), 9)
            assert "Jobcenter Nordby" in str(row.why)
        body = client_as(stine).get("/overblik/").content.decode()
        assert url("party", asked.invitation) in body
        assert url("party", asked.invitation) not in client_as(sol).get("/").content.decode()
        with acting(stine) as viewer:
            acts.accept_invitation(asked.invitation, actor=viewer)
            assert invitation_rows(viewer, today(), 9) == []

    def test_the_manager_is_written_to_until_it_is_answered(
        self, asked, north, south, sol, stine, acting
    ) -> None:
        kind = InvitationWaits()
        with acting(south):
            [one] = kind.candidates(south.pk, today())
            assert (one.recipient.name, one.due_on) == (stine.name, today())
            reminder = type("R", (), {"subject": one.subject})()
            text = kind.text(reminder, south)
            assert text is not None and asked.agreement.company.name not in str(text.lines)
        with acting(north):
            assert not list(kind.candidates(north.pk, today()))
        with acting(stine) as viewer:
            acts.accept_invitation(asked.invitation, actor=viewer)
        with acting(south):
            assert not list(kind.candidates(south.pk, today()))
            assert kind.text(reminder, south) is None

    def test_own_house_and_what_is_over(self, led, north, south, carl, acting) -> None:
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="a party already"):
                acts.invite_party(led.agreement, north, actor=viewer)
            agreement_acts.end_agreement(
                led.agreement, actor=viewer, version=led.agreement.version, reason="Slut"
            )
            with pytest.raises(Refused, match="nobody can join"):
                acts.invite_party(led.agreement, south, actor=viewer)

    def test_leaving_takes_thirty_days(self, joined, stine, carl, acting, client_as) -> None:
        page, soon = url("party_leave", joined.invitation), today() + timedelta(days=5)
        answer = client_as(stine).post(page, {"reason": "Ny ledelse", "leaves_on": soon})
        assert answer.status_code == 422
        last = today() + timedelta(days=30)
        answer = client_as(stine).post(page, {"reason": "Ny ledelse", "leaves_on": last})
        assert answer.status_code == 302
        renew_parties(stine.jobcentre_id)
        assert rows_as(stine)["sharedagreement"] == 1  # still a party
        with clock_at(now() + timedelta(days=31)):
            renew_parties(stine.jobcentre_id)
            assert rows_as(stine)["sharedagreement"] == 0
            with acting(carl) as viewer:
                assert PartyAnswer.objects.get().state == "left"
                assert len(answer_rows(viewer, today(), 9)) == 1

    def test_notice_that_ran_out_is_read_no_more_without_a_nightly_run(
        self, joined, stine, acting, client_as
    ) -> None:
        """The server's own day decides, with one day for the last count."""
        day = date.today()  # noqa: DTZ011  the server's, which no test moves
        page = url("party", joined.invitation)
        for days, reads in ((0, 1), (1, 1), (2, 0), (400, 0)):
            with acting(stine):
                PartyAnswer.objects.update(leaves_on=None, reason="Ny ledelse")
                PartyAnswer.objects.update(leaves_on=day - timedelta(days=days))
            assert rows_as(stine)["sharedagreement"] == reads, days
            if not reads:
                break
        assert "Økonomi" not in client_as(stine).get(page).content.decode()
        with acting(stine) as viewer, pytest.raises(NotYours):
            access_parties.shared_agreement(viewer, joined.invitation)

    def test_who_left_cannot_come_back_by_themselves(self, joined, stine, acting) -> None:
        with acting(stine):
            rows = PartyAnswer.objects.all()
            rows.update(state="left", leaves_on=today(), reason="Ny ledelse")
            for back in ({"state": "accepted"}, {"leaves_on": None, "state": "accepted"},
                         {"leaves_on": today() + timedelta(days=99)}):  # fmt: skip
                with pytest.raises(DatabaseError), transaction.atomic():
                    rows.update(**back)
            assert rows.get().state == "left"

    def test_notice_that_ran_out_is_not_lengthened(self, joined, stine, acting) -> None:
        gone = date.today() - timedelta(days=2)  # noqa: DTZ011
        with acting(stine):
            rows = PartyAnswer.objects.all()
            rows.update(leaves_on=gone, reason="Ny ledelse")
            for back in ({"leaves_on": None}, {"leaves_on": gone + timedelta(days=99)}):
                with pytest.raises(DatabaseError), transaction.atomic():
                    rows.update(**back)
            assert rows.update(state="left") == 1
