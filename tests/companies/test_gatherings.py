"""Events: seats held by the database, the waiting list, invitations with a calendar, the link."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.actions import gathering_answers as answers
from companies.actions import gatherings as actions
from companies.choices.gathering import DOOR
from companies.mails.gatherings import calendar_of, door_to
from companies.models import Gathering, Invitation
from companies.queries.gatherings import companies_of, people_to_invite
from followup.models import Message
from followup.rules import next_open
from followup.sending import send_waiting
from jobcenter.calendar_files import appointment
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import HTML, url
from tests.companies.gatherings import facts, invited, plan, somebody

pytestmark = pytest.mark.django_db


class TestSeats:
    def test_exactly_as_many_as_there_are_seats(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            said = [
                answers.answer(row, actor=viewer, comes=True).state
                for row in invited(gathering, viewer, 5)
            ]
            assert said == ["coming"] * 3 + ["waiting"] * 2
            gathering.refresh_from_db()
            assert gathering.taken == 3 and gathering.free == 0

    def test_the_database_refuses_one_more(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            rows = invited(gathering, viewer, 5)
            for row in rows:
                answers.answer(row, actor=viewer, comes=True)
            with pytest.raises(IntegrityError, match="not_over_capacity"), transaction.atomic():
                Invitation.objects.filter(jobcentre=carl.jobcentre, pk=rows[4].pk).update(
                    state="coming"
                )
            with pytest.raises(IntegrityError, match="not_over_capacity"), transaction.atomic():
                Gathering.objects.filter(jobcentre=carl.jobcentre).update(capacity=2)

    def test_a_free_seat_goes_to_who_waited_longest(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            rows = invited(gathering, viewer, 5)
            for hours, row in enumerate(rows):
                with clock_at(now() + timedelta(hours=hours)):
                    answers.answer(row, actor=viewer, comes=True)
            Message.objects.filter(jobcentre=carl.jobcentre).delete()
            answers.answer(rows[0], actor=viewer, comes=False)
            rows[3].refresh_from_db()
            rows[4].refresh_from_db()
            assert (rows[3].state, rows[4].state) == ("coming", "waiting")
            told = Message.objects.get(jobcentre=carl.jobcentre)
            assert told.subject == rows[3].public_id and told.context == {"what": "seat"}

    def test_more_seats_are_given_out_at_once(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            for row in invited(gathering, viewer, 5):
                answers.answer(row, actor=viewer, comes=True)
            actions.edit_gathering(gathering, facts(carl, capacity=4), actor=viewer, version=1)
            gathering.refresh_from_db()
            assert gathering.taken == 4
            with pytest.raises(Refused, match="coming already"):
                actions.edit_gathering(gathering, facts(carl, capacity=2), actor=viewer, version=2)

    def test_who_has_a_seat_never_loses_it_by_asking_for_more(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            rows = invited(gathering, viewer, 2)
            answers.answer(rows[0], actor=viewer, comes=True, seats=2)
            answers.answer(rows[1], actor=viewer, comes=True)
            with pytest.raises(Refused, match="keep the 2"):
                answers.answer(rows[0], actor=viewer, comes=True, seats=3)
            answers.answer(rows[0], actor=viewer, comes=True, seats=1)
            gathering.refresh_from_db()
            assert gathering.taken == 2
            with pytest.raises(Refused):
                answers.answer(rows[0], actor=viewer, comes=True, seats=21)


class TestActions:
    def test_readers_are_refused(self, carl, bente, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            row = invited(gathering, viewer, 1)[0]
        with acting(bente) as viewer:
            for write in (
                lambda: actions.plan_gathering(facts(carl), actor=viewer),
                lambda: actions.invite(gathering, [row.person], actor=viewer),
                lambda: actions.send_invitations(gathering, actor=viewer),
                lambda: actions.call_off(gathering, "Syg", actor=viewer),
                lambda: answers.answer(row, actor=viewer, comes=True),
                lambda: answers.note_attendance(gathering, {}, actor=viewer),
            ):
                with pytest.raises(PermissionDenied):
                    write()

    def test_another_jobcentre_finds_nothing(self, carl, sol, tine, acting, client_as) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            row = invited(gathering, viewer, 1)[0]
        with acting(sol) as viewer, pytest.raises(NotYours):
            answers.answer(row, actor=viewer, comes=True)
        client = client_as(sol)
        for name in ("gathering", "gathering_sheet", "gathering_attendance"):
            assert client.get(url(name, gathering)).status_code == 404
        assert client.get(url("gathering_answer", row)).status_code == 404

    def test_a_rollback_writes_to_nobody(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            invited(gathering, viewer, 2)
            with transaction.atomic():
                assert actions.send_invitations(gathering, actor=viewer) == 2
                transaction.set_rollback(True)
            assert not Message.objects.filter(jobcentre=carl.jobcentre).exists()

    def test_only_who_agreed_is_written_to_and_once(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            invited(gathering, viewer, 2)
            quiet = somebody(viewer, 7, may_receive_mail=False)
            assert actions.invite(gathering, [quiet, quiet], actor=viewer) == 1
            assert actions.invite(gathering, [quiet], actor=viewer) == 0
            assert actions.send_invitations(gathering, actor=viewer) == 2
            assert actions.send_invitations(gathering, actor=viewer) == 0

    def test_called_off_and_stale(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            rows = invited(gathering, viewer, 3)
            answers.answer(rows[0], actor=viewer, comes=True)
            Message.objects.filter(jobcentre=carl.jobcentre).delete()
            with pytest.raises(Stale):
                actions.edit_gathering(gathering, facts(carl), actor=viewer, version=7)
            with pytest.raises(Refused):
                actions.call_off(gathering, " ", actor=viewer)
            actions.call_off(gathering, "Taleren er syg", actor=viewer)
            told = Message.objects.get(jobcentre=carl.jobcentre)
            assert told.subject == rows[0].public_id
            for again in (
                lambda: actions.call_off(gathering, "Igen", actor=viewer),
                lambda: actions.hold_gathering(gathering, "Fint", actor=viewer),
                lambda: answers.answer(rows[1], actor=viewer, comes=True),
                lambda: actions.invite(gathering, [], actor=viewer),
            ):
                with pytest.raises(Refused):
                    again()

    def test_who_came_and_what_came_of_it(self, carl, acting) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            rows = invited(gathering, viewer, 2)
            answers.answer(rows[0], actor=viewer, comes=True)
            said = {row.pk: answers.Attendance(True, "Vil have besøg") for row in rows}
            with pytest.raises(Refused, match="not begun"):
                answers.note_attendance(gathering, said, actor=viewer)
            with pytest.raises(Refused, match="not begun"):
                actions.hold_gathering(gathering, "Fint", actor=viewer)
            with clock_at(gathering.ends_at):
                assert answers.note_attendance(gathering, said, actor=viewer) == 1
                actions.hold_gathering(gathering, "Fint", actor=viewer)
            rows[0].refresh_from_db()
            assert rows[0].came and rows[0].outcome == "Vil have besøg"

    def test_whom_to_invite(self, carl, acting) -> None:
        with acting(carl) as viewer:
            person = somebody(viewer, 1)
            boss = somebody(viewer, 2, level="management", may_receive_mail=False)
            numbers = [person.company.cvr, boss.company.cvr, "12345678"]
            found = people_to_invite(viewer, companies_of(viewer, "numbers", numbers), 10)
            assert {each.pk for each in found} == {person.pk, boss.pk}
            assert not people_to_invite(viewer, companies_of(viewer, "panel", []), 10)


class TestCalendar:
    def test_an_appointment_is_escaped_and_folded(self) -> None:
        begin = now().replace(year=2026, month=12, day=3, hour=9, minute=0, second=0)
        text = appointment(
            uid="1@bro", title="Møde; om, alt\nmuligt", starts_at=begin,
            ends_at=begin + timedelta(hours=2), place="Å" * 80, organizer='Jobcenter "N"\r\nX',
            organizer_mail="a@b.example", sequence=3,
        )  # fmt: skip
        assert "DTSTART:20261203T090000Z\r\n" in text and "SEQUENCE:3\r\n" in text
        assert "SUMMARY:Møde\\; om\\, alt\\nmuligt\r\n" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert "X:mailto" not in text and "\r\nX" not in text
        assert text.replace("\r\n ", "").count("Å" * 80) == 1

    def test_called_off_takes_it_out_of_the_calendar(self, carl, north, acting) -> None:
        with acting(carl) as viewer:
            gathering = actions.call_off(plan(carl), "Syg", actor=viewer)
            text = calendar_of(gathering, north)
        assert "METHOD:CANCEL" in text and "SEQUENCE:2" in text


@pytest.mark.django_db(transaction=True)
def test_the_mail_carries_the_appointment_and_a_link(carl, north, acting, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock_at(now().replace(hour=10)):
        with acting(carl) as viewer:
            gathering = plan(carl, text="Kom og hør.\n\nDer er kaffe.")
            invited(gathering, viewer, 1)
            actions.send_invitations(gathering, actor=viewer)
        with clock_at(next_open(now() + timedelta(days=4))):
            send_waiting(north.pk)
    (sent,) = mail.outbox
    (appended,) = sent.attachments
    assert appended[0] == "moede.ics" and "STATUS:TENTATIVE" in appended[1]
    assert "/arrangement/" in sent.body and "Der er kaffe." in sent.body
    assert "Person 0" not in sent.subject


class TestTheLink:
    @pytest.fixture
    def link(self, carl, acting):
        with acting(carl) as viewer:
            gathering = plan(carl, title=HTML)
            row = invited(gathering, viewer, 1)[0]
            return door_to(row).partition("/arrangement/")[2], row

    def test_says_yes_and_no_and_gives_the_appointment(self, link, north) -> None:
        token, row = link
        address, client = f"/arrangement/{token}", Client()
        page = client.get(address)
        assert page.status_code == 200 and HTML not in page.content.decode()
        assert page["Referrer-Policy"] == "no-referrer"
        assert client.post(address, {}).status_code == 422
        assert client.post(address, {"comes": "ja", "seats": "50"}).status_code == 422
        assert client.post(address, {"comes": "ja", "seats": "4"}).status_code == 302
        with acting_in(north):
            row.refresh_from_db()
            assert row.state == "waiting" and row.answered_by is None  # there are three seats
        assert client.post(address, {"comes": "ja", "seats": "2"}).status_code == 302
        with acting_in(north):
            row.refresh_from_db()
            assert row.state == "coming"
        found = client.get(f"{address}kalender/")
        assert found["Content-Type"].startswith("text/calendar")
        assert b"CONFIRMED" in found.content
        assert client.post(address, {"comes": "nej"}).status_code == 302

    def test_is_for_one_person_and_until_it_begins(self, link, carl, acting, north) -> None:
        token, row = link
        with acting(carl) as viewer:
            other = somebody(viewer, 9)
            actions.invite(row.gathering, [other], actor=viewer)
            theirs = Invitation.objects.select_related("gathering").get(
                jobcentre=north, person=other
            )
            door = Viewer(north.pk, kind=DOOR, subject=row.public_id)
            with pytest.raises(NotYours):
                answers.answer(theirs, actor=door, comes=True)
        with clock_at(row.gathering.starts_at):
            said = Client().post(f"/arrangement/{token}", {"comes": "ja"})
            assert said.status_code == 422
        assert Client().get("/arrangement/findes-ikke/").status_code == 404
        with clock_at(row.gathering.ends_at + timedelta(days=2)):
            assert Client().get(f"/arrangement/{token}").status_code == 410


class TestPages:
    def test_plan_invite_answer_close(self, carl, acting, client_as) -> None:
        client = client_as(carl)
        form = {
            "kind": "speed_dating", "title": "Dating", "purpose": "Mødes", "place": "Her",
            "on": (today() + timedelta(days=3)).isoformat(), "from_time": "13:00",
            "to_time": "12:00", "capacity": "5", "responsible": str(carl.public_id),
        }  # fmt: skip
        assert client.post(reverse("companies:gathering_new"), form).status_code == 422
        form |= {"to_time": "15:00", "rounds": "6", "round_minutes": "10"}
        assert client.post(reverse("companies:gathering_new"), form).status_code == 302
        with acting(carl) as viewer:
            gathering = Gathering.objects.get(jobcentre=carl.jobcentre)
            assert gathering.rounds == 6
            assert gathering.starts_at.astimezone(COPENHAGEN).hour == 13
            person = somebody(viewer, 1)
        page = url("gathering_invite", gathering)
        assert client.post(page, {"source": "numbers", "numbers": "x"}).status_code == 422
        assert client.post(page, {"source": "panel"}).status_code == 422
        told = client.post(page, {"source": "numbers", "numbers": person.company.cvr})
        assert told.status_code == 302
        assert client.post(url("gathering_send", gathering)).status_code == 302
        with acting(carl):
            row = Invitation.objects.get(jobcentre=carl.jobcentre)
            assert row.mailed_at
        assert client.post(url("gathering_answer", row), {"comes": "ja"}).status_code == 302
        with clock_at(gathering.ends_at):
            page = url("gathering_attendance", gathering)
            said = {f"kom-{row.public_id}": "ja", f"udbytte-{row.public_id}": HTML}
            assert client.post(page, said).status_code == 302
            shown = client.get(url("gathering", gathering)).content.decode()
            assert HTML not in shown and "alert" in shown
            assert client.post(url("gathering_close", gathering), {"note": ""}).status_code == 422
            told = client.post(url("gathering_close", gathering), {"note": "Fint"})
            assert told.status_code == 302
        assert client.get(reverse("companies:gatherings") + "?vis=over").status_code == 200

    def test_two_editors(self, carl, acting, client_as) -> None:
        with acting(carl) as viewer:
            gathering = plan(carl)
            actions.edit_gathering(
                gathering, replace(facts(carl), title="Andet"), actor=viewer, version=1
            )
        on = gathering.starts_at.astimezone(COPENHAGEN).date()
        form = {
            "kind": "information", "title": "Mit", "purpose": "Mødes", "place": "Her",
            "on": on.isoformat(), "from_time": "13:00", "to_time": "14:00", "capacity": "5",
            "responsible": str(carl.public_id), "version": "1",
        }  # fmt: skip
        client = client_as(carl)
        assert client.post(url("gathering_edit", gathering), form).status_code == 422
        form["version"] = "2"
        assert client.post(url("gathering_edit", gathering), form).status_code == 302

    def test_queries_do_not_grow(self, carl, acting, client_as) -> None:
        client = client_as(carl)

        def counted(address: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            return len(asked)

        with acting(carl) as viewer:
            gathering = plan(carl)
            answers.answer(invited(gathering, viewer, 1)[0], actor=viewer, comes=True)
        pages = [
            reverse("companies:gatherings"), url("gathering", gathering),
            url("gathering_sheet", gathering), url("gathering_attendance", gathering),
        ]  # fmt: skip
        client.get(pages[0])  # the first request of a login costs more
        one = [counted(page) for page in pages]
        with acting(carl) as viewer:
            people = [somebody(viewer, 20 + each) for each in range(5)]
            actions.invite(gathering, people, actor=viewer)
            for row in Invitation.objects.select_related("gathering").filter(
                jobcentre=carl.jobcentre
            ):
                answers.answer(row, actor=viewer, comes=True)
            for _each in range(5):
                plan(carl)
        assert [counted(page) for page in pages] == one
        assert max(one) <= 12
