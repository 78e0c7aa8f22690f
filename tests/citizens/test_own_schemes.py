"""A jobcentre's own way of grouping: made by an administrator, used, and nobody else's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from citizens.actions import set_match_group
from citizens.actions.lists import add_scheme, keep_scheme
from citizens.models import JobcentreScheme, MatchGroup, MatchScheme
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.models import Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
TRACKS = [("Spor A – klar nu", "Track A – ready now"), ("Spor B – på vej", "Track B – on the way")]


def tracks(viewer: Viewer, **over: Any) -> MatchScheme:
    """Make the scheme of the tests."""
    facts: dict[str, Any] = {"name_da": "Nordbys spor", "name_en": "Nordby's tracks"}
    return add_scheme(actor=viewer, **(facts | {"groups": TRACKS} | over))


def test_an_own_scheme_is_used_like_the_laws(
    ole: Membership, nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    kim = make_citizen(nora)
    form = {
        "once": new_once(),
        "name_da": "Nordbys spor",
        "name_en": "Nordby's tracks",
        "groups_da": "Spor A – klar nu\n\n Spor B – på vej ",
        "groups_en": "Track A – ready now\nTrack B – on the way",
    }
    admin = client_as(ole)
    page = reverse("citizens:schemes")
    assert admin.post(page, form).status_code == 302
    assert admin.post(page, form).status_code == 302, "a double click makes one"
    with acting(nora) as viewer:
        scheme = MatchScheme.objects.get(jobcentre_id=viewer.jobcentre_id)
        assert [group.name_da for group in scheme.groups.all()] == [da for da, _ in TRACKS]
        second = scheme.groups.select_related("scheme").get(code="2")
        assert set_match_group(kim, actor=viewer, group=second).from_on == today()
    shown = client_as(nora).get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Nordbys spor" in shown and "Spor B – på vej" in shown
    listed = client_as(nora).get(reverse("citizens:list")).content.decode()
    assert "Spor B – på vej" in listed
    assert queries_of(admin, page) <= MOST_QUERIES


def test_it_is_taken_out_of_use_and_the_past_stays(
    ole: Membership, nora: Membership, acting: Acting
) -> None:
    kim = make_citizen(nora)
    with acting(ole) as viewer:
        scheme = tracks(viewer)
    with acting(nora) as viewer:
        group = scheme.groups.select_related("scheme").get(code="1")
        set_match_group(kim, actor=viewer, group=group)
    with acting(ole) as viewer:
        keep_scheme(scheme, actor=viewer, is_kept=False)
        assert not JobcentreScheme.objects.filter(scheme=scheme).exists()
    with acting(nora):
        assert kim.matches.filter(group__scheme=scheme).count() == 1


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"name_en": " "}, "scheme_unnamed"),
        ({"groups": TRACKS[:1]}, "groups_number"),
        ({"groups": [(f"Spor {n}", f"Track {n}") for n in range(21)]}, "groups_number"),
        ({"groups": [*TRACKS, ("Spor C", "")]}, "groups_unequal"),
        ({"groups": [*TRACKS, ("SPOR A – klar nu", "Track C")]}, "groups_twice"),
        ({"name_da": "matchkategori 1–5"}, "scheme_twice"),
    ],
)
def test_what_makes_no_sense_is_refused(
    ole: Membership, acting: Acting, over: dict[str, Any], code: str
) -> None:
    with acting(ole) as viewer:
        with pytest.raises(Refused) as refused:
            tracks(viewer, **over)
        assert refused.value.code == code
        assert not MatchScheme.objects.filter(jobcentre__isnull=False).exists()


@pytest.mark.parametrize("persona", ["nora", "mads", "carl"])
def test_only_an_administrator_makes_one(
    persona: str, people: dict[str, Membership], acting: Acting
) -> None:
    with acting(people[persona]) as viewer, pytest.raises(PermissionDenied):
        tracks(viewer)


def test_another_jobcentre_neither_sees_nor_changes_it(
    ole: Membership, sol: Membership, acting: Acting
) -> None:
    with acting(ole) as viewer:
        scheme = tracks(viewer)
    with acting(sol):
        assert not MatchScheme.objects.filter(pk=scheme.pk).exists()
        assert not MatchGroup.objects.filter(scheme_id=scheme.pk).exists()
        assert MatchScheme.objects.filter(code="match-5").exists()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE citizens_matchscheme SET name_da = 'Taget'")
            assert cursor.rowcount == 0, "nor anybody the law's"


def test_the_laws_groups_can_be_copied(client_as: ClientAs, ole: Membership) -> None:
    answer = client_as(ole).get(reverse("citizens:schemes") + "?fra=match-5")
    assert "Match 5 – ingen match" in answer.context["form"].initial["groups_da"]
    unequal = {
        "once": new_once(),
        "name_da": "X",
        "name_en": "X",
        "groups_da": "A\nB",
        "groups_en": "A",
    }
    answer = client_as(ole).post(reverse("citizens:schemes"), unequal)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["groups_en"]
