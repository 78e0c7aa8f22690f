"""Partnership agreements: written, sent, signed, renewed; and what was delivered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from companies.actions import agreements as acts
from companies.actions import agreements_signing as signing
from companies.choices.agreement import DOOR
from companies.mails.agreements import signing_link
from companies.models import (
    AgreementGoal,
    AgreementScan,
    AgreementSignature,
)
from followup.models import Message
from jobcenter.clock import clock_at, now
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.agreements import company_signs, facts, goal
from tests.companies.factories import url


class TestWriting:
    def test_a_draft_is_kept_with_goals(self, made, carl, acting) -> None:
        with acting(carl):
            assert made.agreement.state == "draft"
            assert made.agreement.goals.count() == 2
            assert Event.objects.filter(kind="companies.agreement_drafted").count() == 1

    def test_a_reader_may_not(self, known, bente, acting) -> None:
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            acts.draft_agreement(known.company, facts(bente), actor=viewer)

    def test_another_jobcentre_does_not_reach_it(self, made, sol, acting, client_as) -> None:
        assert client_as(sol).get(url("agreement", made.agreement)).status_code == 404
        with pytest.raises((NotYours, PermissionDenied)), acting(sol) as viewer:
            acts.end_agreement(made.agreement, actor=viewer, version=1, reason="x")

    def test_a_goal_without_number_is_refused(self, known, carl, acting) -> None:
        told = facts(carl, goals=[goal(number=None)])
        with pytest.raises(Refused, match="milestone"), acting(carl) as viewer:
            acts.draft_agreement(known.company, told, actor=viewer)

    def test_the_database_refuses_it_too(self, made, carl, acting) -> None:
        with (
            acting(carl), pytest.raises(IntegrityError, match="goal_has_number"),
            transaction.atomic(),
        ):  # fmt: skip
            AgreementGoal.objects.filter(agreement=made.agreement, kind="people").update(
                number=None
            )

    def test_two_editors(self, made, carl, acting) -> None:
        with acting(carl) as viewer:
            acts.edit_agreement(made.agreement, made.facts, actor=viewer, version=1)
            with pytest.raises(Stale):
                acts.edit_agreement(made.agreement, made.facts, actor=viewer, version=1)

    def test_a_meeting_of_another_company_is_refused(self, made, shop, carl, acting) -> None:
        from tests.companies.factories import make_company, make_contact

        with acting(carl) as viewer:
            other = make_contact(make_company("Andet ApS"), viewer)
            with pytest.raises(Refused, match="held with this company"):
                acts.draft_agreement(made.company, replace(made.facts, meeting=other), actor=viewer)


class TestSending:
    def test_both_managements_are_written_to(self, sent, north, acting, carl) -> None:
        with acting(carl):
            kinds = Message.objects.filter(subject=sent.agreement.public_id)
            assert {each.address for each in kinds} == {"birthe@b.example", "mads@nord.example"}
            assert sent.agreement.state == "sent"

    def test_without_a_meeting_or_a_reason_it_is_refused(self, made, carl, acting) -> None:
        with acting(carl) as viewer:
            told = replace(made.facts, meeting=None)
            acts.edit_agreement(made.agreement, told, actor=viewer, version=1)
            with pytest.raises(Refused, match="meeting"):
                acts.send_agreement(made.agreement, actor=viewer, version=2)
            told = replace(told, no_meeting_reason="Aftalt i telefonen, de kender os")
            acts.edit_agreement(made.agreement, told, actor=viewer, version=2)
            assert acts.send_agreement(made.agreement, actor=viewer, version=3).number == 1

    def test_without_goals_it_is_refused(self, made, carl, acting) -> None:
        with acting(carl) as viewer:
            told = replace(made.facts, goals=[])
            acts.edit_agreement(made.agreement, told, actor=viewer, version=1)
            with pytest.raises(Refused, match="goal"):
                acts.send_agreement(made.agreement, actor=viewer, version=2)

    def test_a_rollback_queues_nothing(self, made, carl, north) -> None:
        def send_and_fail() -> None:
            with acting_in(north):
                acts.send_agreement(made.agreement, actor=Viewer.of(carl), version=1)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            send_and_fail()
        with acting_in(north):
            assert not Message.objects.filter(subject=made.agreement.public_id).exists()

    def test_taken_back_and_sent_again_is_a_new_text(self, sent, carl, acting) -> None:
        with acting(carl) as viewer:
            acts.take_agreement_back(sent.agreement, actor=viewer, version=2)
            told = replace(sent.facts, purpose="Fem faste pladser")
            acts.edit_agreement(sent.agreement, told, actor=viewer, version=3)
            text = acts.send_agreement(sent.agreement, actor=viewer, version=4)
            assert text.number == 2 and text.text_hash != sent.text.text_hash
            with pytest.raises(Refused, match="changed"):
                company_signs(sent)


class TestSigning:
    def test_by_both(self, signed) -> None:
        assert signed.agreement.state == "signed"
        assert signed.agreement.signed_at is not None

    def test_twice_is_refused(self, sent, mads, acting) -> None:
        with acting(mads):
            company_signs(sent)
            with pytest.raises(Refused, match="signed already"):
                company_signs(sent)

    def test_after_the_last_day_is_refused(self, sent, north) -> None:
        with (
            clock_at(now() + timedelta(days=306)), acting_in(north),
            pytest.raises(Refused, match="expired"),
        ):  # fmt: skip
            company_signs(sent)

    def test_only_the_manager_signs_for_us(self, sent, carl, acting) -> None:
        with pytest.raises(PermissionDenied), acting(carl) as viewer:
            signing.sign_for_us(sent.agreement, actor=viewer, text_hash=sent.text.text_hash)

    def test_a_door_opens_one_agreement(self, sent, north) -> None:
        from uuid import uuid4

        other = Viewer(north.pk, kind=DOOR, subject=uuid4())
        with acting_in(north), pytest.raises(NotYours):
            signing.sign_for_company(
                sent.agreement, actor=other, text_hash=sent.text.text_hash, name="Bo"
            )

    def test_on_paper(self, sent, carl, acting, client_as, mads, bente, nora) -> None:
        page = url("agreement_scan", sent.agreement)
        body = {"side": "company", "name": "Birthe Bager"}
        file = SimpleUploadedFile("x.pdf", b"%PDF-1.4 hemmeligt", "text/html")
        answer = client_as(carl).post(page, {**body, "file": file})
        assert answer.status_code == 302
        with acting(carl):
            scan = AgreementScan.objects.get()
            assert b"hemmeligt" not in bytes(scan.content_encrypted)
            assert AgreementSignature.objects.get().way == "scan"
        fetched = client_as(mads).get(url("agreement_file", scan))
        assert fetched.content == b"%PDF-1.4 hemmeligt"
        assert fetched["Content-Type"] == "application/pdf"
        assert "attachment" in fetched["Content-Disposition"]
        assert client_as(nora).get(url("agreement_file", scan)).status_code == 403

    def test_what_is_no_scan_is_told(self, sent, carl, client_as) -> None:
        file = SimpleUploadedFile("x.pdf", b"<script>", "application/pdf")
        answer = client_as(carl).post(
            url("agreement_scan", sent.agreement),
            {"side": "company", "name": "Birthe", "file": file},
        )
        assert answer.status_code == 422
        assert "PDF, JPEG eller PNG" in answer.content.decode()


class TestDoor:
    @pytest.fixture
    def link(self, sent, north) -> str:
        with acting_in(north):
            return signing_link(sent.agreement).removeprefix("http://localhost:8000")

    def post(self, client: Any, link: str, text_hash: str, **more: Any) -> Any:
        return client.post(
            link, {"name": "Birthe Bager", "agrees": "on", "text_hash": text_hash, **more}
        )

    def test_looking_signs_nothing(self, sent, link, client, north) -> None:
        for _time in range(3):
            answer = client.get(link)
            assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        with acting_in(north):
            assert not AgreementSignature.objects.exists()

    def test_the_button_signs_once(self, sent, link, client, north) -> None:
        assert self.post(client, link, sent.text.text_hash).status_code == 302
        again = self.post(client, link, sent.text.text_hash)
        assert again.status_code == 422
        with acting_in(north):
            assert AgreementSignature.objects.count() == 1
        assert "Birthe Bager" in client.get(link).content.decode()

    def test_it_asks_to_tick(self, sent, link, client) -> None:
        assert self.post(client, link, sent.text.text_hash, agrees="").status_code == 422

    def test_another_text_is_refused(self, sent, link, client) -> None:
        assert self.post(client, link, "0" * 64).status_code == 422

    def test_a_link_taken_back_opens_nothing(self, sent, link, client, carl, acting) -> None:
        with acting(carl) as viewer:
            acts.take_agreement_back(sent.agreement, actor=viewer, version=2)
        assert client.get(link).status_code == 410
        assert self.post(client, link, sent.text.text_hash).status_code == 410
        assert client.get(link + "pdf/").status_code == 410

    def test_an_old_link_opens_nothing(self, link, client) -> None:
        with clock_at(now() + timedelta(days=61)):
            assert client.get(link).status_code == 410

    def test_a_wrong_one_neither(self, client, north) -> None:
        assert client.get(reverse("agreements:sign", args=["x" * 43])).status_code == 404

    def test_the_document(self, link, client) -> None:
        answer = client.get(link + "pdf/")
        assert answer.content.startswith(b"%PDF")
