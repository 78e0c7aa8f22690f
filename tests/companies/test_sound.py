"""What nobody should have to find out: double saves, lost words, a stranger put in charge."""

import io
import os
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from companies import actions, tasks
from companies.actions import spreadsheets as imports
from companies.actions.enquiry_moves import give_enquiry
from companies.actions.handing import Part, hand_over_part
from companies.actions.people import note_person_back, note_person_left
from companies.actions.relations import RelationFacts
from companies.mail_intake import forget_old_mails, match_sender, take_mail
from companies.models import (
    ContactPerson,
    Enquiry,
    EnquiryLine,
    IncomingMail,
    Presence,
    Spreadsheet,
)
from followup.models import Message
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused
from jobcenter.models import Event, Jobcentre
from jobcenter.permissions import Role
from tests.companies import mails
from tests.companies.factories import make_company, make_person, url
from tests.companies.test_enquiries import facts
from tests.companies.test_spreadsheets import run, take, undo


def test_what_was_refused_can_be_saved_with_the_same_key(carl, client_as, bakery, acting, settings):
    """The page says: nothing was changed, go back and try again. So it must be so."""
    from companies.views import people

    client = client_as(carl)
    typed = {
        "name": "Hanne Holst", "level": "employee", "preferred_channel": "any", "language": "da",
        "once": str(uuid4()),
    }  # fmt: skip
    plain = people.actions.add_person

    def refuse(*args, **kwargs):
        plain(*args, **kwargs)
        raise Refused("no", "No.")

    people.actions.add_person = refuse
    try:
        assert client.post(url("person_add", bakery), typed).status_code == 422
    finally:
        people.actions.add_person = plain
    with acting(carl):
        assert not ContactPerson.objects.filter(jobcentre=carl.jobcentre).exists()
    assert client.post(url("person_add", bakery), typed).status_code == 302
    assert client.post(url("person_add", bakery), typed).status_code == 302
    with acting(carl):
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre).count() == 1


def test_a_contact_that_is_refused_keeps_what_was_typed(
    known, carl, client_as, acting, monkeypatch
):
    from companies.views import contacts

    def gone(*args, **kwargs):
        raise Refused("person_gone", "Gone.")

    monkeypatch.setattr(contacts.actions, "log_contact", gone)
    answer = client_as(carl).post(
        url("log", known.company),
        {"channel": "phone", "day": today().isoformat(), "time": "00:01", "purpose": "Høre om",
         "outcome": "Et langt referat.", "once": str(uuid4())},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Et langt referat." in answer.content.decode()


@pytest.fixture
def provider(sol, people, north, acting):
    """An external provider of North: an outsider with a membership."""
    with acting(people["nora"]):
        from jobcenter.models import Membership, User

        user = User.objects.create_user("ekstern@x.example", "x" * 20, name="Eva Ekstern")
        return Membership.objects.create(
            jobcentre=north, user=user, name="Eva Ekstern", email="ekstern@x.example",
            roles=[Role.EXTERNAL_PROVIDER],
        )  # fmt: skip


def test_no_outsider_is_put_in_charge(provider, carl, nora, acting, bakery, client_as):
    with acting(carl) as viewer:
        with pytest.raises(Refused):
            actions.set_relation(bakery, RelationFacts(provider, "possible"), actor=viewer)
        with pytest.raises(Refused):
            actions.set_relation(
                bakery, RelationFacts(carl, "possible", deputy=provider), actor=viewer
            )
        sheet = run(viewer, f"cvr;ansvarlig\n{bakery.cvr};{provider.email}\n")
        assert sheet.counts["fate"] == {"refused": 1}
    page = "/lister/companies/samlet/"
    typed = {"handling": "owner", "valgt": str(bakery.public_id), "trin": "vis"}
    client = client_as(carl)
    for colleague in (provider.public_id, provider.pk, nora.pk):
        assert client.post(page, {**typed, "colleague": str(colleague)}).status_code == 422
    assert client.post(page, {**typed, "colleague": str(nora.public_id)}).status_code == 200


def test_an_owner_who_left_may_stay_until_somebody_changes_it(carl, nora, acting, bakery):
    with acting(carl) as viewer:
        actions.set_relation(bakery, RelationFacts(nora, "possible"), actor=viewer)
        nora.ended_on = today()
        nora.save()
        kept = RelationFacts(nora, "cooperating", note="Nyt")
        assert actions.set_relation(bakery, kept, actor=viewer, version=1).note == "Nyt"
        actions.set_relation(bakery, RelationFacts(carl, "possible"), actor=viewer, version=2)
        again = RelationFacts(nora, "possible")
        with pytest.raises(Refused):
            actions.set_relation(bakery, again, actor=viewer, version=3)


def test_an_import_is_present_where_it_says_we_cooperate(carl, acting, bakery):
    other = make_company("Andre ApS")

    def there():
        rows = Presence.objects.filter(jobcentre=carl.jobcentre)
        return set(rows.values_list("company_id", flat=True))

    with acting(carl) as viewer:
        actions.set_relation(other, RelationFacts(carl, "cooperating"), actor=viewer)
        assert there() == {other.pk}
        sheet = run(
            viewer,
            f"cvr;ansvarlig;status\n{bakery.cvr};carl@nord.example;samarbejder\n"
            f"{other.cvr};;hviler\n",
        )
        assert there() == {bakery.pk}
        undo(viewer, sheet)
        assert there() == {other.pk}


def test_no_entrance_takes_anothers_mail(ole, south, client_as, acting):
    typed = {
        "entrance_opens": "08:00", "entrance_closes": "16:00", "answer_hours": "8",
        "entrance_phone": "", "entrance_email": south.entrance_email.upper(),
    }  # fmt: skip
    answer = client_as(ole).post(url("entrance_settings"), typed)
    assert answer.status_code == 422
    assert Jobcentre.objects.get(pk=ole.jobcentre_id).entrance_email != typed["entrance_email"]


def test_the_file_of_enquiries_leaves_a_trace(carl, client_as, acting):
    assert client_as(carl).get(url("enquiries_export")).status_code == 200
    with acting(carl):
        made = Event.objects.filter(jobcentre=carl.jobcentre, kind="jobcenter.export_made")
        assert made.count() == 1


ENQUIRIES = "companies.enquiries"


def test_enquiries_are_handed_over_as_their_thread_knows_it(carl, nora, bente, tine, acting):
    with acting(carl) as viewer:
        mine = actions.receive_enquiry(facts(), actor=viewer, owner=carl)
        offered = actions.receive_enquiry(facts(), actor=viewer, owner=carl)
        actions.offer_enquiry(offered, nora, actor=viewer)
    with acting(tine) as viewer:
        with pytest.raises(Refused):
            hand_over_part(carl, Part(ENQUIRIES, bente), actor=viewer)
        assert hand_over_part(carl, Part(ENQUIRIES, nora), actor=viewer) == 2
        rows = Enquiry.objects.filter(jobcentre=carl.jobcentre)
        assert {(row.owner_id, row.offered_to_id) for row in rows} == {(nora.pk, None)}
        lines = EnquiryLine.objects.filter(jobcentre=carl.jobcentre, kind="given")
        assert {(line.by_id, line.to_id) for line in lines} == {(tine.pk, nora.pk)}
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        give_enquiry(mine, bente, actor=viewer)


def test_what_comes_back_to_somebody_who_left_is_everybodys(carl, acting):
    with acting(carl) as viewer:
        enquiry = actions.receive_enquiry(facts(), actor=viewer, owner=carl)
        actions.close_enquiry(enquiry, actor=viewer, reason="helped")
        carl.ended_on = today()
        carl.save()
        actions.add_to_enquiry(enquiry, actor=viewer, text="En ting til")
        enquiry.refresh_from_db()
        assert (enquiry.state, enquiry.owner_id) == ("open", None)


def test_somebody_who_left_by_mistake_is_back(known, carl, bente, sol, client_as, acting):
    with acting(carl) as viewer:
        note_person_left(known.person, actor=viewer, on=today())
    client = client_as(carl)
    page = url("person_back", known.person)
    assert page in client.get(url("person", known.person)).content.decode()
    assert client_as(bente).post(page).status_code == 403
    assert client_as(sol).post(page).status_code == 404
    assert client.post(page).status_code == 302
    with acting(carl) as viewer:
        known.person.refresh_from_db()
        assert known.person.left_on is None
        version = known.person.version
        assert note_person_back(known.person, actor=viewer).version == version
    with acting(sol) as viewer, pytest.raises(NotYours):
        note_person_back(known.person, actor=viewer)


BOUNCED = """--r
Content-Type: text/plain

I'm sorry to have to inform you.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; hanne@bageriet.example
Action: {action}
Status: 5.1.1
--r
Content-Type: {kind}

From: Jobcenter Nordby <bro@nord.example>
X-Bro-Jobcentre: {code}
Message-ID: <{mail_id}>
Subject: Svar

Hej
--r--
"""


def bounce(message, code, *, action="failed", kind="message/rfc822", number=1):
    return mails.raw(
        f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: bro@nord.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce{number}@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="r" """,
        BOUNCED.format(mail_id=message, code=code, action=action, kind=kind),
    )


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_comes_back_is_noted_on_our_message(kind, carl, north, acting):
    with acting(carl) as viewer:
        enquiry = actions.receive_enquiry(
            facts(email="hanne@bageriet.example"), actor=viewer, owner=carl
        )
        actions.answer_enquiry(enquiry, actor=viewer, by_mail=True, text="Ja")
        ours = Message.objects.filter(jobcentre=north).latest("id")
        Message.objects.filter(pk=ours.pk, jobcentre=north).update(state="sent", sent_at=now())
    late = bounce(ours.message_id, north.code, action="delayed", kind=kind, number=2)
    assert take_mail(io.BytesIO(late)).outcome == ""  # it may still get through
    strange = bounce("x@y.example", north.code, kind=kind, number=3)
    assert take_mail(io.BytesIO(strange)).outcome == "automatic"
    assert (
        take_mail(io.BytesIO(bounce(ours.message_id, north.code, kind=kind))).outcome == "bounced"
    )
    with acting(carl):
        ours.refresh_from_db()
        assert ours.state == "bounced"
        assert Enquiry.objects.filter(jobcentre=north).count() == 1
        assert IncomingMail.objects.filter(jobcentre=north, outcome="bounced").count() == 1


def test_a_company_is_known_by_its_mail_domain(carl, acting, bakery, django_assert_max_num_queries):
    made = make_company("Tømrer Poulsen A/S", email="Info@Poulsen.example")
    with acting(carl), django_assert_max_num_queries(3):
        assert match_sender("per@poulsen.example", carl.jobcentre) == (made, None)
    with acting(carl):
        make_company("Poulsen Holding", email="cvr@poulsen.example")
        assert match_sender("per@poulsen.example", carl.jobcentre) == (None, None)


def test_rows_of_old_imports_are_deleted_and_nothing_else(carl, acting, bakery, client_as):
    later = now() + imports.KEPT + timedelta(hours=1)
    with acting(carl) as viewer:
        done = run(viewer, f"cvr;navn\n{bakery.cvr};Ib Ibsen\n")
        never = take(viewer, f"cvr;navn\n{bakery.cvr};Ida Iversen\n")
    assert tasks.forget_old_imports() == 0
    with clock_at(later):
        with acting(carl) as viewer:
            new = take(viewer, f"cvr;navn\n{bakery.cvr};Per Poulsen\n")
        assert tasks.forget_old_imports() == 2
        assert tasks.forget_old_imports() == 0
    with acting(carl) as viewer:
        sheets = Spreadsheet.objects.filter(jobcentre=carl.jobcentre)
        told = {(s.pk, s.state, s.rows.filter(jobcentre=s.jobcentre_id).count()) for s in sheets}
        settled = {(done.pk, "done", 0), (never.pk, "discarded", 0)}
        assert told == settled | {(new.pk, "uploaded", 1)}
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre).count() == 1
        with pytest.raises(Refused):
            imports.undo_spreadsheet(done, actor=viewer)
        assert take(viewer, "cvr;navn\n1;2\n").mapping == ["cvr", "name"]
    html = client_as(carl).get(url("spreadsheet", done)).content.decode()
    assert url("spreadsheet_undo", done) not in html


def test_old_mails_are_deleted_and_new_ones_are_not(tmp_path, db):
    for folder in ("new", "cur", "failed"):
        (tmp_path / folder).mkdir()
        for name, days in (("old", 31), ("young", 29)):
            path = tmp_path / folder / name
            path.write_bytes(b"x")
            moment = time.time() - days * 24 * 3600
            os.utime(path, (moment, moment))
    assert forget_old_mails(tmp_path) == 2
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.glob("*/*")}
    assert left == {"new/old", "new/young", "cur/young", "failed/young"}


def test_fields_are_counted_by_night(carl, ole, acting, bakery, client_as):
    with acting(carl) as viewer:
        make_person(bakery, viewer, title="chef")
    tasks.count_fields_everywhere()
    with acting(carl) as viewer:
        make_person(bakery, viewer, "Ib Ibsen", title="kok")
    from companies.queries.field_use import field_use

    with acting(ole) as viewer:
        use = {(u.model, u.field): u for u in field_use(viewer)[0]}
    assert use["ContactPerson", "title"].filled == 1
