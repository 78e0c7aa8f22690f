"""The weekly mail to the mentor: who gets it when, once more, and what is in it."""

from datetime import date, timedelta

import pytest
from django.core import mail

from followup.models import Message
from followup.sweep import sweep
from jobcenter.clock import clock_at
from jobcenter.tenancy import acting_in
from placements.reminders import WeeklyCheckIn
from tests.placements.factories import MONDAY, a_place, answered, at, running

pytestmark = pytest.mark.usefixtures("wednesday")
LAST = MONDAY - timedelta(weeks=1)


def candidates(jobcentre_id: int, day: date) -> list[tuple[str, int]]:
    with acting_in(jobcentre_id):
        found = list(WeeklyCheckIn().candidates(jobcentre_id, day))
    return [(each.occurrence, each.step) for each in found]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (2, []),  # Wednesday
        (3, [("2026-W47", 0)]),  # Thursday: the link
        (4, [("2026-W47", 0)]),
        (6, [("2026-W47", 0)]),  # Sunday
        (7, [("2026-W47", 1)]),  # Monday: one reminder
        (8, []),  # Tuesday: the consultant's
        (10, [("2026-W48", 0)]),
    ],
)
def test_one_link_and_one_reminder(nora, days, expected):
    placement = running(nora)
    answered(placement, LAST)
    assert candidates(nora.jobcentre_id, MONDAY + timedelta(days=days)) == expected


def test_an_answer_ends_it(nora):
    placement = running(nora)
    answered(placement, LAST)
    answered(placement, MONDAY)
    for days in range(3, 8):
        assert candidates(nora.jobcentre_id, MONDAY + timedelta(days=days)) == []


def test_who_is_not_asked(nora, acting):
    from companies.models import ContactPerson
    from placements import actions

    stopped, left = running(nora), running(nora)
    thursday = MONDAY + timedelta(days=3)
    with acting(nora) as viewer:
        actions.interrupt_placement(stopped, actor=viewer, reason="moved")
        ContactPerson.objects.filter(pk=left.mentor_id).update(left_on=MONDAY)
    assert candidates(nora.jobcentre_id, thursday) == []


def test_the_sweep_asks_two_queries_however_many_there_are(nora, acting, django_assert_num_queries):
    for _ in range(3):
        running(nora)
    with acting(nora), django_assert_num_queries(2):
        assert (
            len(list(WeeklyCheckIn().candidates(nora.jobcentre_id, MONDAY + timedelta(days=3))))
            == 3
        )


def send_everything(jobcentre_id: int) -> None:
    from followup.tasks import send_in_jobcentre

    sweep(jobcentre_id)
    send_in_jobcentre(jobcentre_id)


@pytest.mark.django_db(transaction=True)
def test_one_mail_for_a_mentor_with_three_and_nothing_but_first_names(nora, acting):
    with clock_at(at(MONDAY)):
        first = running(nora, person={"first_name": "Kim", "last_name": "Kjærsgaard"})
        others = [
            running(
                nora, place=a_place(nora, first.place.workplace), mentor=first.mentor,
                person={"first_name": name, "last_name": "Hemmelig"},
            )
            for name in ("Amira", "Jonas")
        ]  # fmt: skip
        for placement in (first, *others):
            answered(placement, LAST)
    with clock_at(at(MONDAY + timedelta(days=3), 9)):
        send_everything(nora.jobcentre_id)
        send_everything(nora.jobcentre_id)
    [letter] = mail.outbox
    assert letter.to == ["mette@bageriet.example"]
    whole = letter.subject + letter.body
    for name in ("Kim", "Amira", "Jonas"):
        assert name in letter.body and name not in letter.subject
    for secret in ("Kjærsgaard", "Hemmelig", str(first.citizen.public_id), str(first.public_id)):
        assert secret not in whole
    assert letter.body.count("/m/") == 3
    assert "72 00 00 10" in letter.body  # whom to call: Nora's number
    with acting(nora):
        kept = Message.objects.get()
        assert "/m/" not in kept.body  # links are never stored
