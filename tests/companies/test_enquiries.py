"""Enquiries: received, taken, handed over, answered, closed; who may, and what is told."""

import contextlib
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from companies import actions
from companies.actions import EnquiryFacts
from companies.models import Contact, Enquiry, EnquiryLine
from followup.models import Message
from jobcenter.clock import COPENHAGEN, clock_at, now
from jobcenter.errors import NotYours, Refused
from jobcenter.models import Event
from jobcenter.viewer import Viewer

FRIDAY = datetime(2026, 11, 20, 15, 50, tzinfo=COPENHAGEN)
MONDAY = datetime(2026, 11, 23, 9, 10, tzinfo=COPENHAGEN)


def facts(**changed) -> EnquiryFacts:
    """Facts of an enquiry by phone."""
    told = {
        "subject": "labour", "text": "Vi mangler to til lageret.", "channel": "phone",
        "name": "Hanne Holst", "phone": "99 00 00 01", "company_typed": "Bageriet",
        **changed,
    }  # fmt: skip
    return EnquiryFacts(**told)


@pytest.fixture
def asked(carl, acting, bakery) -> Enquiry:
    """An enquiry of the bakery that nobody has taken, by mail address and phone."""
    with acting(carl) as viewer, clock_at(FRIDAY):
        return actions.receive_enquiry(
            facts(company=bakery, email="hanne@bageriet.example"), actor=viewer
        )


def kinds(enquiry: Enquiry) -> list[str]:
    return list(
        EnquiryLine.objects.filter(enquiry=enquiry)
        .order_by("at", "id")
        .values_list("kind", flat=True)
    )


def test_whoever_takes_it_first_owns_it(carl, nora, acting, asked) -> None:
    with acting(nora) as viewer:
        taken = actions.take_enquiry(asked, actor=viewer)
        assert (taken.state, taken.owner_id) == ("taken", nora.pk)
        assert actions.take_enquiry(asked, actor=viewer).version == taken.version  # a second click
    with acting(carl) as viewer, pytest.raises(Refused, match="Nora Nymann"):
        actions.take_enquiry(asked, actor=viewer)
    with acting(carl):
        assert kinds(asked) == ["asked", "taken"]


def test_the_owner_owns_it_until_another_accepts(carl, nora, tine, acting, asked) -> None:
    with acting(carl) as viewer:
        actions.take_enquiry(asked, actor=viewer)
        actions.offer_enquiry(asked, nora, actor=viewer, note="Du kender dem.")
        asked.refresh_from_db()
        assert (asked.owner_id, asked.offered_to_id) == (carl.pk, nora.pk)
        assert Message.objects.get(kind="companies.enquiry_notice").address == nora.email
    with acting(tine) as viewer, pytest.raises(Refused):
        actions.accept_enquiry(asked, actor=viewer)
    with acting(nora) as viewer:
        with pytest.raises(Refused):
            actions.decline_enquiry(asked, actor=viewer, reason=" ")
        actions.decline_enquiry(asked, actor=viewer, reason="På ferie i morgen")
    with acting(carl) as viewer:
        asked.refresh_from_db()
        assert (asked.owner_id, asked.offered_to_id) == (carl.pk, None)
        actions.offer_enquiry(asked, nora, actor=viewer)
    with acting(nora) as viewer:
        assert actions.accept_enquiry(asked, actor=viewer).owner_id == nora.pk
        with pytest.raises(Refused, match="settled"):
            actions.accept_enquiry(asked, actor=viewer)
        assert kinds(asked) == ["asked", "taken", "offered", "declined", "offered", "accepted"]


def test_it_is_not_offered_to_its_owner_or_to_who_cannot_act(carl, mads, acting, asked) -> None:
    with acting(carl) as viewer:
        with pytest.raises(Refused, match="Take"):
            actions.offer_enquiry(asked, mads, actor=viewer)
        actions.take_enquiry(asked, actor=viewer)
        for colleague in (carl, mads):
            with pytest.raises(Refused):
                actions.offer_enquiry(asked, colleague, actor=viewer)


def test_the_answer_is_measured_in_working_minutes(carl, acting, asked) -> None:
    with acting(carl) as viewer, clock_at(MONDAY):
        actions.take_enquiry(asked, actor=viewer)
        actions.answer_enquiry(asked, actor=viewer, by_mail=True, text="Vi ringer.", waits=True)
        asked.refresh_from_db()
        assert (asked.state, asked.answer_minutes) == ("waiting", 80)
        assert asked.first_answer_at == MONDAY
        [message] = Message.objects.filter(kind="companies.enquiry_answer")
        assert message.address == "hanne@bageriet.example"
        actions.answer_enquiry(asked, actor=viewer, by_mail=False, text="Talt med Hanne.")
        asked.refresh_from_db()
        assert (asked.state, asked.answer_minutes) == ("taken", 80)  # the first answer counts


def test_only_the_owner_or_a_leader_answers(carl, nora, tine, acting, asked) -> None:
    with acting(carl) as viewer:
        with pytest.raises(Refused, match="Take"):
            actions.answer_enquiry(asked, actor=viewer, by_mail=False, text="Ja")
        actions.take_enquiry(asked, actor=viewer)
    with acting(nora) as viewer:
        with pytest.raises(Refused, match="Carl Conradi"):
            actions.answer_enquiry(asked, actor=viewer, by_mail=False, text="Ja")
        actions.note_enquiry(asked, actor=viewer, text="De ringede også til mig.")
    with acting(tine) as viewer:
        actions.answer_enquiry(asked, actor=viewer, by_mail=False, text="Ja")


def test_a_meeting_becomes_a_planned_contact(carl, acting, asked, bakery) -> None:
    with acting(carl) as viewer:
        actions.take_enquiry(asked, actor=viewer)
        at = now() + timedelta(days=3)
        contact = actions.offer_meeting(asked, actor=viewer, reply="planned", planned_at=at)
        asked.refresh_from_db()
        assert asked.meeting_id == contact.pk
        assert Contact.objects.get(company=bakery).state == "planned"
        assert asked.first_answer_at is not None
        with pytest.raises(Refused, match="already"):
            actions.offer_meeting(asked, actor=viewer, reply="planned", planned_at=at)


def test_a_meeting_needs_a_company(carl, acting) -> None:
    with acting(carl) as viewer:
        enquiry = actions.receive_enquiry(facts(), actor=viewer, owner=carl)
        with pytest.raises(Refused, match="Choose the company"):
            actions.offer_meeting(enquiry, actor=viewer, reply="planned", planned_at=now())
        assert actions.offer_meeting(enquiry, actor=viewer, reply="declined") is None


@pytest.mark.parametrize(
    ("reason", "note", "is_fine"),
    [
        ("helped", "", True),
        ("unreachable", "", True),
        ("not_for_us", "", False),
        ("not_for_us", "Erhvervshuset", True),
        ("no_help", " ", False),
        ("no_help", "Ingen med kørekort", True),
        ("", "", False),
        ("whatever", "x", False),
    ],
)
def test_closing_says_how_it_ended(carl, acting, asked, reason, note, is_fine) -> None:
    with acting(carl) as viewer:
        if not is_fine:
            with pytest.raises(Refused):
                actions.close_enquiry(asked, actor=viewer, reason=reason, note=note)
            return
        closed = actions.close_enquiry(asked, actor=viewer, reason=reason, note=note)
        assert (closed.state, closed.closing, closed.owner_id) == ("closed", reason, carl.pk)
        with pytest.raises(Refused, match="closed already"):
            actions.close_enquiry(asked, actor=viewer, reason="helped")


def test_the_company_writes_more_and_a_closed_one_opens_again(carl, acting, asked) -> None:
    with acting(carl) as viewer:
        actions.close_enquiry(asked, actor=viewer, reason="unreachable")
        door = Viewer(viewer.jobcentre_id, "enquiry", subject=asked.public_id)
        actions.add_to_enquiry(asked, actor=door, text="Nu er vi der igen.")
        asked.refresh_from_db()
        assert (asked.state, asked.closing, asked.has_news) == ("taken", "", True)
        assert Message.objects.get(kind="companies.enquiry_notice").address == carl.email
        other = actions.receive_enquiry(facts(), actor=viewer)
        with pytest.raises(NotYours):
            actions.add_to_enquiry(other, actor=door, text="Ikke min")


def test_the_timeline_says_what_about_and_nothing_of_what_was_written(carl, acting, bakery) -> None:
    with acting(carl) as viewer:
        told = facts(company=bakery, subject="retention", text="Hun har fået en depression.")
        enquiry = actions.receive_enquiry(told, actor=viewer, owner=carl)
        actions.close_enquiry(enquiry, actor=viewer, reason="helped")
        events = Event.objects.filter(company_id=bakery.pk, group="enquiry").order_by("id")
        assert [e.kind.rpartition("_")[2] for e in events] == ["received", "closed"]
        assert {e.text for e in events} == {"Fastholdelse af en medarbejder"}


def test_who_may_not(mads, bente, ole, sol, acting, asked, carl) -> None:
    for who in (mads, bente, ole):
        with acting(who) as viewer:
            for write in (
                lambda v: actions.receive_enquiry(facts(), actor=v),
                lambda v: actions.take_enquiry(asked, actor=v),
                lambda v: actions.close_enquiry(asked, actor=v, reason="helped"),
                lambda v: actions.note_enquiry(asked, actor=v, text="x"),
            ):
                with pytest.raises(PermissionDenied):
                    write(viewer)
    with acting(sol) as viewer:
        with pytest.raises(NotYours):
            actions.take_enquiry(asked, actor=viewer)
        with pytest.raises(NotYours):
            actions.receive_enquiry(facts(), actor=viewer, owner=carl)


def test_a_receipt_goes_to_who_wrote_and_not_to_who_rang(carl, acting) -> None:
    with acting(carl) as viewer:
        actions.receive_enquiry(facts(email="a@b.example"), actor=viewer)
        assert not Message.objects.exists()
        system = Viewer.system(viewer.jobcentre_id)
        for number in range(5):
            told = facts(email="a@b.example", channel="form", text=f"Nr. {number}")
            actions.receive_enquiry(told, actor=system)
        assert Message.objects.filter(kind="companies.enquiry_receipt").count() == 2


def test_rollback_queues_nothing(carl, acting) -> None:
    with acting(carl) as viewer:
        system = Viewer.system(viewer.jobcentre_id)
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            actions.receive_enquiry(facts(email="a@b.example", channel="form"), actor=system)
            raise ZeroDivisionError
        assert not Message.objects.exists()
        assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "open"},
        {"state": "closed"},
        {"owner": None},
        {"closing": "helped"},
        {"offered_at": MONDAY},
        {"first_answer_at": MONDAY},
        {"first_answer_at": FRIDAY - timedelta(days=1), "answer_minutes": 0},
        {"due_at": FRIDAY - timedelta(days=1)},
        {"text": "  "},
        {"subject": "weather"},
        {"reference": "AEIOU222"},
        {"company": None, "asker_name": "", "asker_phone": "", "asker_email": "",
         "company_typed": ""},
        {"state": "closed", "closed_at": MONDAY, "closing": "no_help"},
    ],
)  # fmt: skip
def test_the_database_refuses_nonsense(carl, acting, asked, changed) -> None:
    with acting(carl) as viewer:
        actions.take_enquiry(asked, actor=viewer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Enquiry.objects.filter(pk=asked.pk).update(**changed)


def test_it_is_not_offered_to_its_owner_by_any_way(carl, acting, asked) -> None:
    with acting(carl) as viewer:
        actions.take_enquiry(asked, actor=viewer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Enquiry.objects.filter(pk=asked.pk).update(offered_to=carl, offered_at=MONDAY)
