"""Changing a place: what may, who may, who holds it, two people at once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jobcenter.clock import clock_at, today
from jobcenter.errors import NotYours, Refused, Stale
from placements import actions
from tests.placements.factories import MONDAY, NOW, a_place, a_workplace, running

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day():
    with clock_at(NOW):
        yield


def typed(place, **facts):
    return {
        "version": place.version, "title": place.title, "tasks": "Pakke og veje",
        "weekly_hours": place.weekly_hours, "open_from": place.open_from, "open_to": None, **facts,
    }  # fmt: skip


def test_a_place_is_changed_and_found_by_its_new_name(nora, acting, client_as):
    place = a_place(nora)
    with acting(nora) as viewer:
        actions.edit_place(place, actor=viewer, **typed(place, title=" Kantinen "))
        place.refresh_from_db()
        assert (place.title, place.tasks, place.version) == ("Kantinen", "Pakke og veje", 2)
        assert list(place.history.order_by("-pgh_id").values_list("title", flat=True))[:2] == [
            "Kantinen", "Lager, pakkebordet",
        ]  # fmt: skip
    assert "Kantinen" in client_as(nora).get("/pladser/?ord=kantinen").content.decode()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"open_from": MONDAY + timedelta(days=2)}, "place_promised"),
        ({"open_to": MONDAY + timedelta(days=3)}, "place_promised"),
        ({"weekly_hours": Decimal(1)}, "place_hours_promised"),
    ],
)
def test_who_holds_it_still_fits(nora, acting, facts, code):
    place = running(nora).place
    with acting(nora) as viewer, pytest.raises(Refused) as refused:
        actions.edit_place(place, actor=viewer, **typed(place, **facts))
    assert refused.value.code == code


def test_a_closed_place_is_history(nora, acting):
    place = a_place(nora)
    with acting(nora) as viewer:
        closed = actions.close_place(place, actor=viewer, reason="Flytter")
        with pytest.raises(Stale):
            actions.edit_place(place, actor=viewer, **typed(place))
        with pytest.raises(Refused):
            actions.edit_place(place, actor=viewer, **typed(closed))


def test_others_may_not(nora, mads, sol, acting):
    place = a_place(nora)
    with acting(mads) as viewer, pytest.raises(PermissionDenied):
        actions.edit_place(place, actor=viewer, **typed(place))
    with acting(sol) as viewer, pytest.raises(NotYours):
        actions.edit_place(place, actor=viewer, **typed(place))


def test_two_at_once_see_both(nora, carl, client_as):
    place = a_place(nora, a_workplace())
    page = reverse("placements:edit_place", args=[place.public_id])
    shown = client_as(nora).get(page).content.decode()
    assert place.title in shown
    body = {
        "version": 1, "title": "Noras", "tasks": "", "weekly_hours": "37",
        "open_from": today().isoformat(), "open_to": "",
    }  # fmt: skip
    assert client_as(nora).post(page, body).status_code == 302
    late = client_as(carl).post(page, {**body, "title": "Carls"})
    assert late.status_code == 409
    assert "Noras" in late.content.decode() and "Carls" in late.content.decode()
    again = client_as(carl).post(page, {**body, "title": "Carls", "version": 2})
    assert again.status_code == 302
    wrong = client_as(carl).post(page, {**body, "version": 3, "open_to": "2020-01-01"})
    assert wrong.status_code == 422
