"""The range's pages: who may open them, what a form refuses, in how many queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from citizens.actions.offers import refer
from citizens.models import Citizen, Offer, OfferStay
from jobcenter.models import Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant
from tests.citizens.test_range import an_offer

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


def test_only_the_case_team_refers_and_reads(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    ole: Membership, acting: Acting, client_as: ClientAs,
) -> None:  # fmt: skip
    offer = an_offer(ole)
    with acting(nora) as viewer:
        stay = refer(kim, offer, actor=viewer, owner=nora)
    grant(kim, bente, tine)
    urls = [
        reverse("citizens:support", args=[kim.public_id]),
        reverse("citizens:refer", args=[kim.public_id, offer.public_id]),
        reverse("citizens:start_stay", args=[kim.public_id, stay.public_id]),
        reverse("citizens:end_stay", args=[kim.public_id, stay.public_id]),
    ]
    for who, status in ((bente, 403), (tine, 403), (sol, 404), (nora, 200)):
        for url in urls:
            assert client_as(who).get(url).status_code == status, (who.name, url)
    page = client_as(bente).get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Grøn Gruppe" not in page
    assert "Henvist" not in page
    assert "Grøn Gruppe" in client_as(nora).get(
        reverse("citizens:page", args=[kim.public_id])
    ).content.decode()  # fmt: skip
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        refer(kim, offer, actor=viewer, owner=nora)


def test_the_pages_refer_with_a_reason(
    kim: Citizen, nora: Membership, ole: Membership, client_as: ClientAs, acting: Acting
) -> None:
    an_offer(ole)
    lower = an_offer(ole, name="Køkkenet", priority=2)
    client = client_as(nora)
    page = reverse("citizens:support", args=[kim.public_id])
    assert "Køkkenet" in client.get(page).content.decode()
    url = reverse("citizens:refer", args=[kim.public_id, lower.public_id])
    posted = {"owner": str(nora.public_id), "once": new_once()}
    response = client.post(url, posted)
    assert response.status_code == 422
    assert "lower_reason" in response.context["form"].errors
    posted |= {"lower_reason": "wait", "lower_text": "Bus\u202e\nkort"}
    assert client.post(url, posted).status_code == 302
    assert client.post(url, posted).status_code == 302, "a double click is no second stay"
    with acting(nora):
        assert OfferStay.objects.get().lower_text == "Bus kort"
    assert "Køkkenet" in client.get(page).content.decode()


def test_keeping_the_range_by_form(
    ole: Membership, nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    client = client_as(ole)
    url = reverse("citizens:new_offer", args=["project"])
    good = {"name": "Værksted", "capacity": "0", "price": "1100", "price_per": "week",
            "group_3": "2", "once": new_once()}  # fmt: skip
    for bad in ({"capacity": "-1"}, {"price": "-5"}, {"name": " "}, {"group_3": "12"}):
        assert client.post(url, good | bad).status_code == 422, bad
    assert client.post(url, good).status_code == 302
    with acting(ole):
        offer = Offer.objects.get()
        assert (offer.capacity, offer.groups.get().priority) == (0, 2)
    changed = good | {"version": "1", "capacity": "3"}
    page = reverse("citizens:offer", args=[offer.public_id])
    assert client.post(page, changed).status_code == 302
    assert client.post(page, changed).status_code == 409, "a colleague was faster"
    assert client.post(
        reverse("citizens:close_offer", args=[offer.public_id]), {"aaben": "nej"}
    ).status_code == 302  # fmt: skip
    assert client_as(nora).get(reverse("citizens:offers")).status_code == 200
    assert client_as(nora).get(url).status_code == 403


def test_the_pages_cost_the_same_with_more_rows(
    kim: Citizen, nora: Membership, ole: Membership, client_as: ClientAs, acting: Acting
) -> None:
    an_offer(ole)
    client = client_as(nora)
    urls = [reverse("citizens:support", args=[kim.public_id]), reverse("citizens:offers")]
    client.get(urls[0])
    before = [queries_of(client, url) for url in urls]
    for number in range(5):
        offer = an_offer(ole, name=f"Nr. {number}")
        with acting(nora) as viewer:
            refer(kim, offer, actor=viewer, owner=nora)
    assert [queries_of(client, url) for url in urls] == before
    assert max(before) <= MOST_QUERIES
