"""The newsletter: to who agreed, once, stopped by one POST; five thousand in seconds."""

import time
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from companies.actions import newsletters as actions
from companies.models import ContactPerson, Newsletter, NewsletterConsent
from companies.queue import newsletters as newsletter_queue
from companies.rules.newsletters import next_due, sent_by_when_due
from followup.models import Message
from followup.rules import next_open
from followup.sending import send_waiting
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from tests.companies.factories import HTML, make_company, url
from tests.companies.gatherings import somebody

pytestmark = pytest.mark.django_db
NEWS = [
    {"kind": "text", "title": "Nyt", "text": "Vi har plads."},
    {"kind": "events", "title": "Det sker", "text": ""},
]


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, None), (date(2026, 9, 25), date(2026, 11, 25)), (date(2026, 12, 31),
     date(2027, 2, 28)), (date(2026, 7, 31), date(2026, 9, 30))],
)  # fmt: skip
def test_when_the_next_is_due(last, due) -> None:
    assert next_due(last) == due


@pytest.mark.parametrize("day", [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 800, 7)])
def test_the_last_day_that_makes_the_next_due(day) -> None:
    sent = sent_by_when_due(day)
    assert next_due(sent) <= day < next_due(sent + timedelta(days=1))


class TestReminder:
    def rows(self, member, acting, day):
        with acting(member) as viewer:
            waits = newsletter_queue.QUEUE.waiting(viewer, day).exists()
            rows = newsletter_queue.newsletter_rows(viewer, day, 5)
            assert waits or not rows, "the gate opens some days early, never late"
            return rows

    def test_every_second_month_for_who_wrote_the_last(self, carl, tine, acting, client_as):
        with acting(carl) as viewer:
            agreed(viewer, 1)
            assert not newsletter_queue.newsletter_rows(viewer, today(), 5)
            letter = actions.write_newsletter("Nyt", NEWS, actor=viewer)
            actions.send_newsletter(letter, actor=viewer)
        due = next_due(today())
        assert not self.rows(carl, acting, due - timedelta(days=1))
        assert not self.rows(tine, acting, due)
        (row,) = self.rows(carl, acting, due)
        assert row.due_on == due and "nyt/" in row.actions[0].url
        with acting(carl) as viewer:
            draft = actions.write_newsletter("Næste", NEWS, actor=viewer)
        (row,) = self.rows(carl, acting, due)
        assert str(draft.public_id) in row.actions[0].url
        with clock_at(now() + timedelta(days=63)):
            page = client_as(carl).get("/")
            assert "Der sendes et hver anden måned." in page.text

    def test_for_all_once_the_writer_has_left(self, carl, tine, sol, acting):
        with acting(carl) as viewer:
            agreed(viewer, 1)
            letter = actions.write_newsletter("Nyt", NEWS, actor=viewer)
            actions.send_newsletter(letter, actor=viewer)
            Membership.objects.filter(jobcentre_id=carl.jobcentre_id, pk=carl.pk).update(
                ended_on=today()
            )
        assert self.rows(tine, acting, next_due(today()))
        assert not self.rows(sol, acting, next_due(today()))


def agreed(viewer, number: int) -> NewsletterConsent:
    person = somebody(viewer, number)
    return actions.note_consent(person, actor=viewer, given_on=today(), way="visit")


class TestSending:
    def test_only_to_who_agreed_and_once(self, carl, acting) -> None:
        with acting(carl) as viewer:
            letter = actions.write_newsletter("Nyt i maj", NEWS, actor=viewer)
            with pytest.raises(Refused, match="Nobody has agreed"):
                actions.send_newsletter(letter, actor=viewer)
            rows = [agreed(viewer, number) for number in range(4)]
            somebody(viewer, 9)  # has not agreed
            assert actions.stop_newsletter(rows[1], actor=viewer, way="told")
            assert not actions.stop_newsletter(rows[1], actor=viewer, way="told")
            ContactPerson.objects.filter(jobcentre=carl.jobcentre, pk=rows[2].person_id).update(
                left_on=today()
            )
            assert actions.send_newsletter(letter, actor=viewer) == 2
            for again in (
                lambda: actions.send_newsletter(letter, actor=viewer),
                lambda: actions.write_newsletter("X", NEWS, actor=viewer, newsletter=letter),
                lambda: actions.drop_newsletter(letter, actor=viewer),
            ):
                with pytest.raises(Refused, match="has been sent"):
                    again()
            assert Message.objects.filter(jobcentre=carl.jobcentre).count() == 2

    def test_bad_input(self, carl, bente, sol, acting) -> None:
        with acting(carl) as viewer:
            row = agreed(viewer, 1)
            empty = actions.write_newsletter("Tomt", [NEWS[1]], actor=viewer)
            with pytest.raises(Refused, match="at least one block"):
                actions.send_newsletter(empty, actor=viewer)
            with pytest.raises(Stale):
                actions.write_newsletter("X", NEWS, actor=viewer, newsletter=empty, version=7)
            with pytest.raises(Refused, match="already"):
                actions.note_consent(row.person, actor=viewer, given_on=today(), way="mail")
            with pytest.raises(Refused, match="still to come"):
                actions.note_consent(
                    row.person, actor=viewer, given_on=today() + timedelta(1), way="mail"
                )
            silent = somebody(viewer, 2, email="")
            with pytest.raises(Refused, match="no e-mail"):
                actions.note_consent(silent, actor=viewer, given_on=today(), way="mail")
        with acting(bente) as viewer:
            with pytest.raises(PermissionDenied):
                actions.send_newsletter(empty, actor=viewer)
            with pytest.raises(PermissionDenied):
                actions.stop_newsletter(row, actor=viewer, way="told")
        with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
            actions.drop_newsletter(empty, actor=viewer)

    def test_five_thousand_are_queued_in_seconds(self, carl, acting) -> None:
        with acting(carl) as viewer:
            company = make_company()
            people = ContactPerson.objects.bulk_create(
                ContactPerson(jobcentre=carl.jobcentre, company=company, name=f"P {n}",
                              name_key=f"p {n}", email=f"p{n}@firma.example")
                for n in range(5_000)
            )  # fmt: skip
            NewsletterConsent.objects.bulk_create(
                NewsletterConsent(jobcentre=carl.jobcentre, person=person, given_on=today(),
                                  way="form")
                for person in people
            )  # fmt: skip
            letter = actions.write_newsletter("Nyt", NEWS, actor=viewer)
            began = time.perf_counter()
            assert actions.send_newsletter(letter, actor=viewer) == 5_000
            took = time.perf_counter() - began
            print(f"5,000 queued in {took:.1f} s")
            assert took < 10


@pytest.mark.django_db(transaction=True)
def test_one_click_stops_it(carl, north, acting, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with acting(carl) as viewer:
        row = agreed(viewer, 1)
        other = agreed(viewer, 2)
        letter = actions.write_newsletter("Nyt", NEWS, actor=viewer)
        actions.send_newsletter(letter, actor=viewer)
    with clock_at(next_open(now() + timedelta(days=4))):  # whatever the hour now
        send_waiting(north.pk)
    sent = {each.to[0]: each for each in mail.outbox}
    one = sent["p1@firma.example"]
    assert one.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = one.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in one.body and "Vi har plads." in one.body
    path = "/" + address.split("/", 3)[3]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    with acting_in(north):
        row.refresh_from_db()
        assert row.stopped_at is None  # looking stops nothing
    for _twice in range(2):
        told = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert told.status_code == 200 and not told.cookies
    with acting_in(north):
        row.refresh_from_db()
        other.refresh_from_db()
        assert row.stopped_way == "one_click" and other.stopped_at is None
    assert client.get("/nyhedsbrev/findes-ikke/").status_code == 404


class TestPages:
    def test_write_preview_send(self, carl, sol, acting, client_as) -> None:
        client = client_as(carl)
        form = {"title": "", "version": "0", "b0-kind": "text", "b0-title": HTML, "b0-text": "Hej",
                "b1-kind": "contact", "b1-title": "", "b1-text": "", "b2-kind": "text"}  # fmt: skip
        assert client.post(reverse("companies:newsletter_new"), form).status_code == 422
        form["title"] = "Nyt i maj"
        assert client.post(reverse("companies:newsletter_new"), form).status_code == 302
        with acting(carl) as viewer:
            letter = Newsletter.objects.get(jobcentre=carl.jobcentre)
            assert [block["kind"] for block in letter.blocks] == ["text", "contact"]
            somebody(viewer, 3)
        shown = client.get(url("newsletter", letter)).content.decode()
        assert HTML not in shown and "Nordby" in shown
        assert client.get(url("newsletter_edit", letter)).status_code == 200
        assert client_as(sol).get(url("newsletter", letter)).status_code == 404
        assert client.post(url("newsletter_send", letter)).status_code == 302  # refused: nobody
        assert client.post(url("newsletter_drop", letter)).status_code == 302
        assert client.get(reverse("companies:newsletters")).status_code == 200

    def test_note_and_stop(self, nora, acting, client_as) -> None:
        client = client_as(nora)
        with acting(nora) as viewer:
            somebody(viewer, 3)
        who = reverse("companies:newsletter_recipients")
        said = {"email": "x@firma.example", "given_on": today().isoformat(), "way": "visit"}
        assert client.post(who, said).status_code == 422
        assert client.post(who, said | {"email": "P3@firma.example"}).status_code == 302
        with acting(nora):
            row = NewsletterConsent.objects.get(jobcentre=nora.jobcentre)
        assert client.post(url("newsletter_told_stop", row)).status_code == 302
        assert client.get(who).status_code == 200
