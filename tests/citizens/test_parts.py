"""Cards and tabs that others put on the citizen's page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.test import Client
from django.urls import reverse

from citizens import navigation, parts
from citizens.actions import edit_citizen
from citizens.models import Citizen
from citizens.parts import Card, part
from jobcenter.models import Event, Membership
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import queries_of

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what the rooms registered as it is."""
    monkeypatch.setattr(parts, "_parts", list(parts._parts))
    monkeypatch.setattr(navigation, "_tabs", list(navigation._tabs))


def a_card(code: str, *, hidden: bool = False) -> None:
    """Register a card that tells of the citizen's events."""

    def rows(viewer: Viewer) -> Any:
        if hidden:
            return None
        own = Event.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"), kind=code
        )
        return ArraySubquery(own.order_by("pk").values(json=JSONObject(kind=F("kind"))))

    def tell(viewer: Viewer, citizen: Citizen, found: Any) -> Card | None:
        return Card(f"Kort {code}", [f"{len(found)} af dem"], "/der/", "Mere") if found else None

    part(code, rows=rows, tell=tell, order=50)


def test_a_card_comes_with_the_pages_one_query(
    nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    kim = make_citizen(nora)
    client = client_as(nora)
    url = reverse("citizens:page", args=[kim.public_id])
    before = queries_of(client, url)
    with acting(nora) as viewer:
        edit_citizen(kim, actor=viewer, version=kim.version, wishes="Noget med heste.")
    a_card("citizen.edited")
    a_card("citizen.barrier_lifted")
    a_card("citizen.ended", hidden=True)
    assert queries_of(client, url) <= before
    body = client.get(url).content.decode()
    assert "Kort citizen.edited" in body and "1 af dem" in body and 'href="/der/"' in body
    assert "Kort citizen.barrier_lifted" not in body
    assert "Kort citizen.ended" not in body


def test_tabs_of_the_case_team_alone_are_offered_to_it_alone(nora: Membership) -> None:
    navigation.tab("notes", "Noter", "citizens:page", order=5, team_only=True)
    viewer = Viewer.of(nora)
    codes = {each.code for each in navigation.tabs_for(viewer, in_team=True)}
    assert {"notes", navigation.OVERVIEW} <= codes
    assert "notes" not in {each.code for each in navigation.tabs_for(viewer, in_team=False)}
