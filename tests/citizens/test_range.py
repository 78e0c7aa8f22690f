"""The range of offers: order, room, reasons for a lower choice, stays from first to last day."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from threading import Barrier as Gate
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client

from citizens.access.offers import get_offer
from citizens.actions import end_citizen, remove_team_member
from citizens.actions.offers import (
    add_offer,
    change_offer,
    end_stay,
    open_offer,
    refer,
    start_stay,
)
from citizens.actions.team import add_team_member
from citizens.models import Citizen, Offer, OfferStay
from citizens.queries.range import choices_for
from citizens.queue.range import stay_rows
from citizens.range_sources import Places
from citizens.rules import range as rules
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.handover import handover_kinds
from jobcenter.models import Event, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen, target_group

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


def an_offer(keeper: Membership, **over: Any) -> Offer:
    """Add an entry to the keeper's range: a project of first priority for target group 3."""
    facts: dict[str, Any] = {"kind": "project", "name": "Grøn Gruppe", "capacity": 2,
                             "priority": 1}  # fmt: skip
    facts |= over
    priority = facts.pop("priority")
    priorities = {target_group(3): priority} if priority else {}
    with acting_in(keeper.jobcentre_id, membership_id=keeper.pk):
        return add_offer(actor=Viewer.of(keeper), priorities=priorities, **facts)


E = rules.Entry


@pytest.mark.parametrize(
    ("entries", "best"),
    [
        ([], None),
        ([E(1, 2, 3), E(2, 1, 0)], 2),  # the first is full
        ([E(1, 2, None), E(2, 1, 5, is_open=False)], 2),
        ([E(1, 2, None), E(2, 1, 5, is_there=True)], 2),
        ([E(1, 2, None), E(2, 1, None, is_choice=False)], 2),  # support runs beside
        ([E(1, None, None)], None),
        ([E(1, 3, 1), E(2, 1, 1)], 1),
    ],
)
def test_highest_open_choice(entries: list[rules.Entry], best: int | None) -> None:
    assert rules.highest_open(entries) == best


@pytest.mark.parametrize(
    ("priority", "best", "lower"),
    [(1, 1, False), (2, 1, True), (None, 1, True), (None, None, False), (1, None, False),
     (1, 2, False)],
)  # fmt: skip
def test_lower_choice(priority: int | None, best: int | None, lower: bool) -> None:
    assert rules.is_lower(priority, best) is lower


def test_small_words_of_the_rules() -> None:
    assert rules.latest_day(date(2026, 6, 1), 4) == date(2026, 6, 28)
    assert rules.latest_day(date(2026, 6, 1), None) is None
    assert rules.effect(4, 4) is None, "fewer than five are never told of"
    assert rules.effect(5, 2) == 40
    rules.check_reason(lower=False, code="", text="", other="other")
    for code, text in (("", ""), ("other", " ")):
        with pytest.raises(Refused):
            rules.check_reason(lower=True, code=code, text=text, other="other")


def test_only_those_who_keep_the_range_change_it(
    nora: Membership, ole: Membership, sol: Membership, acting: Acting
) -> None:
    offer = an_offer(ole)
    with acting(nora) as viewer:
        for write in (
            lambda: add_offer(actor=viewer, kind="project", name="x", priorities={}),
            lambda: change_offer(offer, actor=viewer, version=1, name="x", priorities={}),
            lambda: open_offer(offer, actor=viewer, version=1, is_open=False),
        ):
            with pytest.raises(PermissionDenied):
                write()
    with acting(ole) as viewer:
        change_offer(offer, actor=viewer, version=1, name="Ny", priorities={target_group(1): 3})
        with pytest.raises(Stale):
            change_offer(offer, actor=viewer, version=1, name="Nyere", priorities={})
        offer.refresh_from_db()
        assert (offer.name, offer.groups.get().priority) == ("Ny", 3)
    with acting(sol), pytest.raises((NotYours, PermissionDenied)):
        get_offer(Viewer.of(sol), offer.public_id)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": "  "}, "offer_name"),
        ({"name": "taget"}, "offer_name"),
        ({"kind": "job_club", "most_weeks": 14}, "offer_weeks"),
        ({"kind": "job_club", "most_weeks": None}, "offer_weeks"),
        ({"most_weeks": 105}, "offer_weeks"),
        ({"kind": "support", "help": ""}, "offer_help"),
        ({"price": -1, "price_per": "week"}, "offer_price"),
        ({"price": 10, "price_per": ""}, "offer_price"),
        ({"kind": "nothing"}, "offer_kind"),
    ],
)
def test_the_database_refuses_nonsense_with_a_sentence(
    facts: dict[str, Any], code: str, ole: Membership
) -> None:
    an_offer(ole, name="Taget")
    with pytest.raises(Refused) as refused:
        an_offer(ole, **facts)
    assert refused.value.code == code


def test_refer_start_and_end(
    kim: Citizen, nora: Membership, ole: Membership, acting: Acting
) -> None:
    offer = an_offer(ole, most_weeks=4, capacity=1)
    with acting(nora) as viewer:
        stay = refer(kim, offer, actor=viewer, owner=nora)
        assert (stay.priority, stay.best_priority, stay.lower_reason) == (1, 1, "")
        offer.refresh_from_db()
        assert (offer.taken, offer.free) == (1, 0)
        with pytest.raises(Refused, match="already"):
            refer(kim, offer, actor=viewer, owner=nora)
        with pytest.raises(Refused):  # never began, and says it led to a job
            end_stay(stay, actor=viewer, version=1, outcome="job", ended_on=today())
        for day in (today() + timedelta(days=1), today() - timedelta(days=1)):
            with pytest.raises(Refused):
                start_stay(stay, actor=viewer, version=1, started_on=day)
        start_stay(stay, actor=viewer, version=1, started_on=today())
        with pytest.raises(Stale):
            start_stay(stay, actor=viewer, version=1, started_on=today())
        stay.refresh_from_db()
        assert stay.latest_on == today() + timedelta(days=27)
        end_stay(stay, actor=viewer, version=2, outcome="place", ended_on=today())
        offer.refresh_from_db()
        assert offer.taken == 0
        with pytest.raises(Refused):
            end_stay(stay, actor=viewer, version=3, outcome="place", ended_on=today())
        kinds = Event.objects.filter(group="support").order_by("pk").values_list("kind", "text")
        assert list(kinds) == [
            ("citizen.referred", ""), ("citizen.stay_started", ""), ("citizen.stay_ended", ""),
        ]  # fmt: skip


def test_a_lower_choice_needs_a_reason(
    kim: Citizen, nora: Membership, ole: Membership, acting: Acting
) -> None:
    an_offer(ole)
    lower = an_offer(ole, name="Køkkenet", priority=2)
    outside = an_offer(ole, name="Ikke til 3", priority=None)
    with acting(nora) as viewer:
        for offer in (lower, outside):
            with pytest.raises(Refused) as refused:
                refer(kim, offer, actor=viewer, owner=nora)
            assert refused.value.code == "lower_reason"
        with pytest.raises(Refused) as refused:
            refer(kim, lower, actor=viewer, owner=nora, lower_reason="other")
        assert refused.value.code == "lower_text"
        assert not OfferStay.objects.exists()
        stay = refer(kim, lower, actor=viewer, owner=nora, lower_reason="citizen")
        assert (stay.priority, stay.best_priority) == (2, 1)
        with pytest.raises(IntegrityError), transaction.atomic():
            OfferStay.objects.filter(pk=stay.pk).update(lower_reason="")


def test_the_highest_choice_that_is_full_asks_for_no_reason(
    kim: Citizen, nora: Membership, ole: Membership, acting: Acting
) -> None:
    an_offer(ole, capacity=0)
    lower = an_offer(ole, name="Køkkenet", priority=2)
    with acting(nora) as viewer:
        assert refer(kim, lower, actor=viewer, owner=nora).best_priority == 2


def test_no_room_closed_or_no_stay(
    kim: Citizen, nora: Membership, bente: Membership, ole: Membership, acting: Acting
) -> None:
    full = an_offer(ole, capacity=0)
    support = an_offer(ole, name="Psykolog", kind="support", help="psychologist")
    closed = an_offer(ole, name="Lukket", priority=2)
    with acting(ole) as viewer:
        open_offer(closed, actor=viewer, version=1, is_open=False)
        change_offer(full, actor=viewer, version=1, name="x", capacity=0, priorities={})
    with acting(nora) as viewer:
        for offer, code in (
            (full, "offer_full"), (support, "offer_no_stay"), (closed, "offer_closed"),
        ):  # fmt: skip
            with pytest.raises(Refused) as refused:
                refer(kim, offer, actor=viewer, owner=nora, lower_reason="citizen")
            assert refused.value.code == code
        open_one = an_offer(ole, name="Åben")
        with pytest.raises(Refused) as refused:  # not in the case team
            refer(kim, open_one, actor=viewer, owner=bente)
        assert refused.value.code == "stay_owner"
        end_citizen(kim, actor=viewer, reason="Flyttet til en anden by")
        with pytest.raises(Refused) as refused:
            refer(kim, open_one, actor=viewer, owner=nora)
        assert refused.value.code == "citizen_ended_now"


def test_fewer_places_than_people_is_refused(
    kim: Citizen, nora: Membership, ole: Membership, acting: Acting
) -> None:
    offer = an_offer(ole, capacity=1)
    with acting(nora) as viewer:
        refer(kim, offer, actor=viewer, owner=nora)
    with acting(ole) as viewer, pytest.raises(Refused) as refused:
        change_offer(offer, actor=viewer, version=1, name="x", capacity=0, priorities={})
    assert refused.value.code == "offer_capacity"


def test_the_job_club_enrols_by_itself_from_day_one(
    nora: Membership, ole: Membership, acting: Acting
) -> None:
    club = an_offer(
        ole, kind="job_club", name="Jobklub", capacity=1, most_weeks=13, enrols_itself=True
    )
    first, second = make_citizen(nora), make_citizen(nora)
    other = make_citizen(nora, target_group=target_group(1))
    with acting(nora) as viewer:
        stay = OfferStay.objects.get()
        assert (stay.citizen_id, stay.by_itself, stay.state) == (first.pk, True, "started")
        assert stay.latest_on == today() + timedelta(days=90)
        assert not OfferStay.objects.filter(citizen__in=[second, other]).exists()
        end_citizen(first, actor=viewer, reason="Vendt i døren: fik job")
        stay.refresh_from_db()
        club.refresh_from_db()
        assert (stay.state, stay.outcome, club.taken) == ("ended", "stopped", 0)


def test_effect_is_shown_from_five(
    kim: Citizen, nora: Membership, ole: Membership, acting: Acting
) -> None:
    offer = an_offer(ole, capacity=None)
    for number in range(5):
        citizen = make_citizen(nora)
        with acting(nora) as viewer:
            [choice] = choices_for(viewer, kim, Places())
            assert choice.effect is None
            stay = refer(citizen, offer, actor=viewer, owner=nora)
            start_stay(stay, actor=viewer, version=1, started_on=today())
            outcome = "job" if number else "nothing"
            end_stay(stay, actor=viewer, version=2, outcome=outcome, ended_on=today())
    with acting(nora) as viewer:
        [choice] = choices_for(viewer, kim, Places())
        assert (choice.ended, choice.effect) == (5, 80)


def test_stays_that_last_too_long_come_on_my_day(
    kim: Citizen, nora: Membership, bente: Membership, ole: Membership, acting: Acting
) -> None:
    offer = an_offer(ole, most_weeks=1)
    waits = an_offer(ole, name="Venter")
    with acting(nora) as viewer:
        stay = refer(kim, offer, actor=viewer, owner=nora)
        start_stay(stay, actor=viewer, version=1, started_on=today())
        refer(kim, waits, actor=viewer, owner=nora)
        assert stay_rows(viewer, today(), 9) == []
        with clock_at(now() + timedelta(days=40)):
            rows = stay_rows(viewer, today(), 9)
            assert [row.severity for row in rows] == ["now", "week"]
            add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
            remove_team_member(kim.team.get(membership=nora), actor=viewer)
            assert stay_rows(viewer, today(), 9) == [], "no longer in the case team"
    with acting(bente) as viewer, clock_at(now() + timedelta(days=40)):
        assert len(stay_rows(viewer, today(), 9)) == 2, "and who stays has them now"


def test_a_leaver_hands_stays_over(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, carl: Membership,
    ole: Membership, acting: Acting,
) -> None:  # fmt: skip
    offer = an_offer(ole)
    with acting(nora) as viewer:
        refer(kim, offer, actor=viewer, owner=nora)
    kind = handover_kinds["citizens.stays"]
    with acting(tine) as viewer:
        assert "Kim" not in kind.find(viewer, nora.pk, 5)[0].title
        with pytest.raises(Refused):  # oneself into a case team
            kind.hand_over(viewer, nora.pk, tine, None, set())
        assert kind.hand_over(viewer, nora.pk, bente, None, set()) == 1
    with acting(carl) as viewer, pytest.raises(PermissionDenied):
        kind.hand_over(viewer, bente.pk, nora, None, set())


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_overbook(nora: Membership, ole: Membership) -> None:
    offer = an_offer(ole, capacity=1)
    both = [make_citizen(nora), make_citizen(nora)]
    gate, said = Gate(2), []

    def take(citizen: Citizen) -> None:
        try:
            with acting_in(nora.jobcentre_id, membership_id=nora.pk):
                gate.wait()
                refer(citizen, offer, actor=Viewer.of(nora), owner=nora)
            said.append("in")
        except Refused as error:
            said.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=take, args=[citizen]) for citizen in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["in", "offer_full"]
