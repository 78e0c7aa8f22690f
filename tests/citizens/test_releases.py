"""Offers released to a citizen: chosen by link, on the own page, on our screen; taken up."""

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
from django.urls import reverse

from citizens.access.release import get_release, releases_of
from citizens.actions import end_citizen
from citizens.actions.offers import open_offer
from citizens.actions.plan import add_goal
from citizens.actions.plan_voice import close_plan_links
from citizens.actions.release import (
    choose_offer,
    release_offer,
    revoke_release,
    take_up_choice,
)
from citizens.models import Citizen, Offer, OfferStay, PlanGoal, PlanStep, ReleasedOffer
from citizens.queue.release import choice_rows
from citizens.rules import release as rules
from followup.queue import work_queue
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event, Membership
from jobcenter.once import new_once
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_own_held import door_of
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_plan_voices import at_the_door, opened
from tests.citizens.test_profile import grant
from tests.citizens.test_range import an_offer

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("state", "until", "is_open", "free", "can"),
    [
        ("open", DAY, True, 1, True),
        ("open", DAY, True, None, True),
        ("open", DAY - timedelta(days=1), True, 1, False),
        ("open", DAY, False, 1, False),
        ("open", DAY, True, 0, False),
        ("chosen", DAY, True, 1, False),
        ("revoked", DAY, True, 1, False),
    ],
)
def test_what_can_be_chosen(
    state: str, until: date, is_open: bool, free: int | None, can: bool
) -> None:
    assert rules.can_be_chosen(state, until, DAY, is_open=is_open, free=free) is can
    if not can:
        with pytest.raises(Refused):
            rules.check_can_choose(state, until, DAY, is_open=is_open, free=free)


@pytest.mark.parametrize(("days", "code"), [(-1, "release_past"), (91, "release_far")])
def test_until_when(days: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_until(DAY + timedelta(days=days), DAY)
    assert refused.value.code == code


@pytest.fixture
def kim(nora: Membership) -> Citizen:
    """Kim, of whom Nora is the case team."""
    return make_citizen(nora, first_name="Kim", last_name="O'Kjær", email="kim@mail.example")


@pytest.fixture
def green(ole: Membership) -> Offer:
    """A project below the highest choice, with one place."""
    an_offer(ole, name="Øverst", priority=1)
    return an_offer(ole, name="Grøn Gruppe & Søn", priority=2, capacity=1)


@pytest.fixture
def place(ole: Membership) -> Offer:
    """Places at companies: nobody is enrolled."""
    return an_offer(ole, name="Plads", kind="place", priority=1, capacity=None)


def let(citizen: Citizen, offer: Offer, viewer: Viewer, **over: Any) -> ReleasedOffer:
    """Release an offer for a week."""
    facts: dict[str, Any] = {"until": today() + timedelta(days=7), "note": "Kom og se"}
    return release_offer(citizen, offer, actor=viewer, **(facts | over))


def test_released_chosen_by_link_and_enrolled(
    kim: Citizen, green: Offer, nora: Membership, acting: Acting, client_as: ClientAs
) -> None:
    staff = client_as(nora)
    form = {"once": new_once(), "note": "Udendørs æøå", "until": today() + timedelta(days=7)}
    page = reverse("citizens:release_offer", args=[kim.public_id, green.public_id])
    for _click in range(2):  # a double click releases one
        assert staff.post(page, form).status_code == 302
    phone = Client()
    here = opened(kim, phone, acting, nora)
    shown = phone.get(here).text
    assert "Grøn Gruppe &amp; Søn" in shown
    assert "Udendørs æøå" in shown
    empty = phone.post(here, {"do": "choice"})
    assert (empty.status_code, "Vælg et." in empty.text) == (422, True)
    with acting(nora):
        row = ReleasedOffer.objects.get()
    said = {"do": "choice", "offer": row.public_id, "text": "Efter <b>jul</b>"}
    answer = phone.post(here, said)
    assert answer.status_code == 302
    assert "Tak. Vi har fået dit valg." in phone.get(answer["Location"]).text
    assert "Efter &lt;b&gt;jul" in phone.get(here).text
    with acting(nora) as viewer:
        [line] = choice_rows(viewer, today(), 5)
        assert line.title.endswith("valgte Grøn Gruppe & Søn")
        assert [each.method for each in line.actions] == ["post", "get"]
        events = Event.objects.filter(kind__startswith="citizen.offer_")
        assert not [each for each in events if "jul" in each.text]
    assert "valgte Grøn Gruppe" in staff.get(reverse("placements:day")).text
    assert "Efter" in staff.get(reverse("citizens:plan", args=[kim.public_id])).text
    clicked = staff.post(line.actions[0].url, headers={"HX-Request": "true"})
    assert clicked["HX-Redirect"].endswith("/plan/#valg"), "one click on my day"
    with acting(nora) as viewer:
        row.refresh_from_db()
        stay = OfferStay.objects.get()
        assert (row.state, row.stay_id, row.step_id) == ("done", stay.pk, None)
        assert stay.lower_reason == "citizen", "the wish is the reason for a lower choice"
        assert choice_rows(viewer, today(), 5) == []
        assert Offer.objects.get(pk=green.pk).taken == 1
    assert "du er tilmeldt." in phone.get(here).text
    with acting(nora) as viewer:
        close_plan_links(kim, actor=viewer)
    late = phone.post(here, said)
    assert late.status_code == 410
    assert "Efter &lt;b&gt;jul" in late.text, "what was typed is given back"


def test_a_place_becomes_a_step(
    kim: Citizen, place: Offer, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        row = let(kim, place, viewer)
        row = choose_offer(kim, row.public_id, actor=viewer, through="screen")
        assert row.heard_by_id == viewer.membership_id
        done = take_up_choice(row, actor=viewer, version=row.version)
        step = PlanStep.objects.get()
        assert (done.step_id, step.text, step.goal.origin) == (step.pk, "Plads", "citizen")
        end = let(kim, place, viewer)
        other = add_goal(kim, actor=viewer, text="Et andet mål")
        row = choose_offer(kim, end.public_id, actor=at_the_door(kim), through="own")
        take_up_choice(row, actor=viewer, version=row.version, goal=other)
        assert PlanStep.objects.filter(goal=other).count() == 1
        stranger = make_citizen(nora)
        foreign = add_goal(stranger, actor=viewer, text="Ikke Kims")
        row = let(kim, place, viewer)
        row = choose_offer(kim, row.public_id, actor=viewer, through="screen")
        with pytest.raises(NotYours):
            take_up_choice(row, actor=viewer, version=row.version, goal=foreign)
        assert PlanGoal.objects.filter(citizen=kim).count() == 2


def test_one_choice_at_a_time_and_a_new_mind(
    kim: Citizen, green: Offer, place: Offer, nora: Membership, acting: Acting
) -> None:
    own = at_the_door(kim)
    with acting(nora) as viewer:
        first, second = let(kim, green, viewer), let(kim, place, viewer)
        choose_offer(kim, first.public_id, actor=own, through="own", words="Ja")
        with pytest.raises(Refused, match="already"):
            choose_offer(kim, first.public_id, actor=own, through="own")
        choose_offer(kim, second.public_id, actor=own, through="own")
        first.refresh_from_db()
        assert (first.state, first.words, first.chosen_at) == ("open", "", None)
        assert ReleasedOffer.objects.get(state="chosen").pk == second.pk
        row = ReleasedOffer.objects.get(pk=first.pk)
        row.state, row.chosen_at, row.through = "chosen", now(), "own"
        row.answer_by = today()
        with pytest.raises(IntegrityError, match="one_choice"), transaction.atomic():
            row.save()


def test_revoked_closed_full_and_past(
    kim: Citizen, green: Offer, place: Offer, nora: Membership, ole: Membership, acting: Acting
) -> None:
    client = door_of(kim)
    page = reverse("own:plan")
    with acting(nora) as viewer:
        row = let(kim, green, viewer)
        with pytest.raises(Refused) as refused:
            revoke_release(row, actor=viewer, version=1, reason=" ")
        assert refused.value.code == "release_reason"
        row = revoke_release(row, actor=viewer, version=1, reason="Holdet er aflyst")
        with pytest.raises(Refused, match="dealt"):
            revoke_release(row, actor=viewer, version=2, reason="Igen")
    gone = client.post(page, {"do": "choice", "offer": row.public_id})
    assert gone.status_code == 422
    assert "kan ikke vælges mere" in gone.text
    assert "Holdet er aflyst" in gone.text
    with acting(nora) as viewer:
        row = let(kim, green, viewer)
        own = at_the_door(kim)
        Offer.objects.filter(pk=green.pk).update(taken=1)
        with pytest.raises(Refused, match="full"):
            choose_offer(kim, row.public_id, actor=own, through="own")
        Offer.objects.filter(pk=green.pk).update(taken=0)
        choose_offer(kim, row.public_id, actor=own, through="own")
        Offer.objects.filter(pk=green.pk).update(taken=1)
        row.refresh_from_db()
        with pytest.raises(Refused, match="no free place"):
            take_up_choice(row, actor=viewer, version=row.version)
        row.refresh_from_db()
        assert row.state == "chosen", "it waits on"
        assert [each.method for each in choice_rows(viewer, today(), 5)[0].actions] == ["get"]
        late = let(kim, place, viewer)
        with clock_at(now() + timedelta(days=8)), pytest.raises(Refused, match="any more"):
            choose_offer(kim, late.public_id, actor=own, through="own")
    with acting(ole) as viewer:
        open_offer(place, actor=viewer, version=place.version, is_open=False)
    assert client.post(page, {"do": "choice", "offer": late.public_id}).status_code == 422
    assert "Plads" not in client.get(page).text


def test_what_is_refused_at_release(
    kim: Citizen, green: Offer, nora: Membership, ole: Membership, acting: Acting
) -> None:
    support = an_offer(ole, name="Psykolog", kind="support", help="psychologist")
    with acting(nora) as viewer:
        let(kim, green, viewer)
        with pytest.raises(Refused) as refused:
            let(kim, green, viewer)
        assert refused.value.code == "release_twice"
        with pytest.raises(Refused) as refused:
            let(kim, support, viewer)
        assert refused.value.code == "release_kind"
        with pytest.raises(Refused):
            let(kim, green, viewer, until=today() - timedelta(days=1))
        row = ReleasedOffer.objects.get()
        for broken in ({"state": "revoked"}, {"through": "own"}, {"reason": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ReleasedOffer.objects.filter(pk=row.pk).update(**broken)
        kim.refresh_from_db()
        end_citizen(kim, actor=viewer, reason="Flyttet til en anden by")
        row.refresh_from_db()
        assert row.state == "lapsed"
        with pytest.raises(Refused):
            let(kim, green, viewer)


def test_two_colleagues_at_once(
    kim: Citizen, green: Offer, nora: Membership, acting: Acting, client_as: ClientAs
) -> None:
    with acting(nora) as viewer:
        row = let(kim, green, viewer)
        row = choose_offer(kim, row.public_id, actor=viewer, through="screen")
        take_up_choice(row, actor=viewer, version=row.version)
        with pytest.raises(Stale):
            revoke_release(row, actor=viewer, version=row.version, reason="For sent")
    staff = client_as(nora)
    page = reverse("citizens:revoke_release", args=[kim.public_id, row.public_id])
    answer = staff.post(page, {"version": 1, "reason": "For sent"}, follow=True)
    assert "Det blev ændret, mens du kiggede" in answer.text


@pytest.mark.django_db(transaction=True)
def test_chosen_in_two_browsers_at_once(kim: Citizen, ole: Membership, nora: Membership) -> None:
    offers = [an_offer(ole, name=f"Tilbud {at}", capacity=9) for at in range(2)]
    viewer = Viewer.of(nora)
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        rows = [let(kim, offer, viewer) for offer in offers]
    gate, problems = Gate(2), []

    def choose(row: ReleasedOffer) -> None:
        try:
            with acting_in(nora.jobcentre_id):
                gate.wait(10)
                choose_offer(kim, row.public_id, actor=at_the_door(kim), through="link")
        except Exception as error:  # noqa: BLE001
            problems.append(error)
        finally:
            connection.close()

    threads = [Thread(target=choose, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert problems == []
    with acting_in(nora.jobcentre_id):
        assert ReleasedOffer.objects.filter(state="chosen").count() == 1


def test_who_may_not(
    kim: Citizen, green: Offer, nora: Membership, bente: Membership, tine: Membership,
    sol: Membership, acting: Acting, client_as: ClientAs,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        row = let(kim, green, viewer)
    other = make_citizen(nora, first_name="Freja")
    with acting_in(nora.jobcentre_id):
        with pytest.raises(NotYours):
            choose_offer(kim, row.public_id, actor=at_the_door(other), through="own")
        with pytest.raises(NotYours):
            choose_offer(other, row.public_id, actor=at_the_door(other), through="own")
        assert releases_of(at_the_door(other), kim) == []
    assert "Grøn Gruppe" not in door_of(other).get(reverse("own:plan")).text
    args = [kim.public_id, row.public_id]
    grant(kim, bente, tine)
    for who, error in [(bente, PermissionDenied), (sol, NotYours)]:
        with acting(who) as viewer:
            with pytest.raises((error, NotYours)):
                get_release(viewer, kim, row.public_id)
            with pytest.raises((error, RuntimeError)):
                take_up_choice(row, actor=viewer, version=1)
            with pytest.raises((error, RuntimeError)):
                let(kim, green, viewer)
            assert choice_rows(viewer, today(), 5) == []
        client = client_as(who)
        for name in ("take_up_choice", "revoke_release"):
            answer = client.post(reverse(f"citizens:{name}", args=args), {"reason": "Nej tak"})
            assert answer.status_code in {403, 404}
        page = reverse("citizens:release_offer", args=[kim.public_id, green.public_id])
        assert client.post(page, {"until": today()}).status_code in {403, 404}


def test_a_rollback_changes_nothing(
    kim: Citizen, green: Offer, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        row = let(kim, green, viewer)
        with transaction.atomic():
            choose_offer(kim, row.public_id, actor=at_the_door(kim), through="own")
            transaction.set_rollback(True)
        assert not Event.objects.filter(kind="citizen.offer_chosen").exists()
        assert work_queue(viewer) is not None
        row.refresh_from_db()
        assert row.state == "open"


def test_queries_do_not_grow(
    kim: Citizen, green: Offer, nora: Membership, ole: Membership, acting: Acting,
    client_as: ClientAs,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        let(kim, green, viewer)
    staff, own = client_as(nora), door_of(kim)
    pages = [(staff, reverse("citizens:plan", args=[kim.public_id])), (own, reverse("own:plan"))]
    for client, page in pages:  # the first visit of a day writes who has been here
        client.get(page)
    few = [queries_of(client, page) for client, page in pages]
    for at in range(4):
        offer = an_offer(ole, name=f"Tilbud {at}")
        with acting(nora) as viewer:
            let(kim, offer, viewer)
    assert [queries_of(client, page) for client, page in pages] == few
    assert max(few) <= MOST_QUERIES, few


@pytest.mark.parametrize("text", ["x" * 1001, "\u202e<script>'; DROP"])
def test_very_long_and_strange_words(
    kim: Citizen, green: Offer, nora: Membership, acting: Acting, text: str
) -> None:
    with acting(nora) as viewer:
        row = let(kim, green, viewer, note="æ" * 900)
        assert len(row.note) == 300
    client = door_of(kim)
    said = {"do": "choice", "offer": row.public_id, "text": text}
    answer = client.post(reverse("own:plan"), said)
    assert answer.status_code == (422 if len(text) > 1000 else 302)
    page = client.get(reverse("own:plan")).text
    assert "<script>'" not in page
    assert "\u202e" not in page
