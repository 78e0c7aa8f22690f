"""The timeline of a citizen: filtered, read on as one scrolls, as short of queries when long."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from citizens.actions import edit_citizen, open_barrier
from citizens.models import Citizen
from jobcenter.clock import now
from jobcenter.models import AccessLog, Event, Membership
from jobcenter.viewer import Viewer
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
MORE = {"HX-Request": "true", "HX-Target": "mere"}


def test_it_is_read_on_and_filtered(
    client_as: ClientAs, kim: Citizen, nora: Membership, acting: Acting
) -> None:
    client = client_as(nora)
    page = reverse("citizens:page", args=[kim.public_id])
    client.get(page)
    short = queries_of(client, page)
    with acting(nora) as viewer:
        edit_citizen(kim, actor=viewer, version=1, wishes="Et job")
        Event.objects.bulk_create(
            Event(
                jobcentre_id=kim.jobcentre_id, at=now() - timedelta(days=at), actor_id=nora.pk,
                kind="citizen.team_joined", group="access", citizen_id=kim.pk, text=f"Nr. {at}.",
            )
            for at in range(1, 3650, 60)
        )  # fmt: skip
    first = client.get(page).content.decode()
    assert "Nr. 1." in first
    assert "Nr. 3601." not in first
    assert 'hx-trigger="revealed, click"' in first
    key = first.split("efter=")[1].split("#")[0]
    more = client.get(f"{page}?efter={key}", headers=MORE).content.decode()
    assert "<html" not in more
    assert "Nr. 1." not in more
    whole = client.get(f"{page}?efter={key}").content.decode()
    assert "<html" in whole, "without JavaScript"
    rows = whole.split('<ol class="line">')[1].split("</ol>")[0]
    assert more.count("<li>") == rows.count("<li>") > 0
    changes = client.get(f"{page}?gruppe=citizen").content.decode()
    assert "Nr. 1." not in changes
    assert queries_of(client, page) == short <= MOST_QUERIES
    with acting(nora):
        assert AccessLog.objects.filter(purpose="citizen.timeline").count() == 1
    for address in ("?efter=x", "?efter=2020-01-01_1", "?gruppe=%00", "?gruppe=x&efter=_"):
        assert client.get(page + address).status_code == 200


def test_it_is_closed_to_others(
    client_as: ClientAs, kim: Citizen, nora: Membership, bente: Membership, tine: Membership,
    sol: Membership, acting: Acting,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        open_barrier(kim, actor=viewer, word="bolig", owner=nora)
    page = reverse("citizens:page", args=[kim.public_id])
    assert client_as(bente).get(page, headers=MORE).status_code == 403
    assert client_as(sol).get(page, headers=MORE).status_code == 404
    grant(kim, bente, tine)
    for address in (page, f"{page}?gruppe=barrier"):
        for headers in ({}, MORE):
            told = client_as(bente).get(address, headers=headers).content.decode()
            assert "arriere" not in told
    assert "Barriere skrevet op" in client_as(nora).get(page).content.decode()
