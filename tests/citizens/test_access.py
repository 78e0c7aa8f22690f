"""Who sees whom: every persona against one citizen, and what each look leaves behind."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from citizens.access import (
    MaskedCitizen,
    citizens_visible_to,
    display_name,
    get_citizen,
    get_masked_citizen,
    get_open_citizen,
    may_see_name,
    pseudonym,
    requests_to_decide,
)
from citizens.actions import (
    add_team_member,
    ask_for_access,
    grant_access,
    refuse_access,
    remove_team_member,
)
from citizens.models import AccessRequest, Citizen
from citizens.search import find_citizens
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused
from jobcenter.ids import uuid7
from jobcenter.models import AccessLog, Event, Jobcentre, Membership, Referral, Team
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen

Acting = Callable[[Any], AbstractContextManager[Viewer]]
ClientAs = Callable[[Membership], Client]
WHY = "Vi har en plads, der måske passer."


def ask(acting: Acting, who: Membership, citizen: Citizen) -> AccessRequest:
    with acting(who) as viewer:
        found = get_masked_citizen(viewer, citizen.public_id)
        return ask_for_access(found, actor=viewer, reason=WHY)


# persona: status of the citizen's page, whether the name is on it
MATRIX = {
    "nora": (200, True),
    "bente": (200, False),
    "carl": (200, False),
    "mads": (200, False),
    "tine": (200, False),
    "ole": (403, False),
    "sol": (404, False),
}


@pytest.mark.parametrize("persona", MATRIX)
def test_each_persona_sees_what_they_need(
    persona: str, people: dict[str, Membership], kim: Citizen, client_as: ClientAs, acting: Acting
) -> None:
    who = people[persona]
    status, named = MATRIX[persona]
    response = client_as(who).get(reverse("citizens:page", args=[kim.public_id]))
    text = response.content.decode()
    assert response.status_code == status
    assert ("Kjær" in text) is named
    if status == 200 and not named:
        assert pseudonym(kim.public_id) in text
        for hidden in ("Kim", "Aktivitetsparat", "1993"):
            assert hidden not in text
    with acting(who) as viewer:
        looks = AccessLog.objects.filter(citizen=kim.public_id)
        assert looks.count() == (1 if named else 0)
        assert bool(may_see_name(viewer, [kim.pk])) is named
        assert citizens_visible_to(viewer).filter(pk=kim.pk).exists() is named


@pytest.mark.parametrize(
    ("view", "method"),
    [
        ("edit", "get"), ("edit", "post"), ("number", "get"), ("number", "post"),
        ("target", "get"), ("target", "post"), ("benefit", "post"), ("end", "post"),
        ("reopen", "post"), ("team", "get"), ("team", "post"), ("access_log", "get"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("persona", "status"), [("bente", 403), ("carl", 403), ("sol", 404)])
def test_no_other_door_opens_without_the_need(
    view: str,
    method: str,
    persona: str,
    status: int,
    people: dict[str, Membership],
    kim: Citizen,
    client_as: ClientAs,
) -> None:
    url = reverse(f"citizens:{view}", args=[kim.public_id])
    response = getattr(client_as(people[persona]), method)(url)
    assert response.status_code == status
    assert "Kjær" not in response.content.decode()


def test_a_right_over_some_citizen_is_none_over_another(
    nora: Membership, bente: Membership, kim: Citizen, acting: Acting
) -> None:
    make_citizen(bente)
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        get_open_citizen(viewer, kim.public_id, purpose="citizen.page")


def test_outsider_reaches_only_what_was_referred(
    north: Jobcentre, nora: Membership, kim: Citizen, acting: Acting
) -> None:
    from jobcenter.models import User

    other = make_citizen(nora)
    user = User.objects.create_user("ekstern@mail.example", name="Ekstern")
    with acting_in(north):
        member = Membership.objects.create(
            jobcentre=north, user=user, name="Ekstern", roles=[Role.EXTERNAL_PROVIDER]
        )
        referral = Referral.objects.create(
            jobcentre=north,
            membership=member,
            kind="citizen",
            subject=kim.public_id,
            from_on=today() - timedelta(days=3),
        )
        viewer = Viewer.of(member)
        found = get_citizen(viewer, kim.public_id, purpose="citizen.page")
        assert not found.is_masked
        assert may_see_name(viewer, [kim.pk, other.pk]) == {kim.pk}
        with pytest.raises(NotYours):
            get_citizen(viewer, other.public_id, purpose="citizen.page")
        referral.to_on = today() - timedelta(days=1)
        referral.save()
        with pytest.raises(NotYours):
            get_citizen(viewer, kim.public_id, purpose="citizen.page")


def test_doors_open_their_own_subject_only(
    north: Jobcentre, nora: Membership, kim: Citizen
) -> None:
    other = make_citizen(nora)
    own = Viewer(north.pk, "candidate", subject=kim.public_id)
    mentor = Viewer(north.pk, "mentor", subject=uuid7())
    api = Viewer(north.pk, "api")
    with acting_in(north):
        assert get_citizen(own, kim.public_id, purpose="citizen.own").pk == kim.pk  # type: ignore[union-attr]
        for viewer, citizen in [(own, other), (mentor, kim), (api, kim)]:
            with pytest.raises(NotYours):
                get_citizen(viewer, citizen.public_id, purpose="x")
            assert may_see_name(viewer, [citizen.pk]) == set()
        assert may_see_name(Viewer.system(north), [kim.pk, other.pk]) == {kim.pk, other.pk}


def test_a_role_that_is_taken_away_takes_the_sight(
    nora: Membership, kim: Citizen, acting: Acting
) -> None:
    with acting(nora):
        nora.roles = [Role.BUSINESS]
        nora.save()
        viewer = Viewer.of(nora)
        assert may_see_name(viewer, [kim.pk]) == set()
        with pytest.raises(PermissionDenied):
            get_citizen(viewer, kim.public_id, purpose="citizen.page")


def test_granted_access_reads_and_ends(
    nora: Membership, carl: Membership, tine: Membership, kim: Citizen, acting: Acting
) -> None:
    request = ask(acting, carl, kim)
    with acting(tine) as viewer:
        grant_access(request, actor=viewer, until=today() + timedelta(days=7))
    with acting(carl) as viewer:
        found = get_citizen(viewer, kim.public_id, purpose="citizen.page")
        assert not found.is_masked
        assert citizens_visible_to(viewer).filter(pk=kim.pk).exists()
        assert find_citizens(viewer, "kjær", 5)[0].title == "Kim Kjær"
        with clock_at(now() + timedelta(days=8)):
            assert isinstance(
                get_citizen(viewer, kim.public_id, purpose="citizen.page"), MaskedCitizen
            )
            assert may_see_name(viewer, [kim.pk]) == set()
        kinds = (
            Event.objects.filter(citizen_id=kim.pk).order_by("id").values_list("kind", flat=True)
        )
        assert list(kinds)[-2:] == ["citizen.access_asked", "citizen.access_granted"]


def test_reading_access_is_no_right_to_write(
    carl: Membership, bente: Membership, tine: Membership, kim: Citizen, acting: Acting
) -> None:
    from citizens.actions import edit_citizen, reveal_cpr

    request = ask(acting, bente, kim)
    with acting(tine) as viewer:
        grant_access(request, actor=viewer, until=today())
    with acting(bente) as viewer:
        found = get_open_citizen(viewer, kim.public_id, purpose="citizen.page")
        with pytest.raises(PermissionDenied):
            edit_citizen(found, actor=viewer, version=1, wishes="x")
        with pytest.raises(PermissionDenied):
            reveal_cpr(found, actor=viewer, reason="vitas")


def test_refusal_is_told_with_its_reason(
    carl: Membership, tine: Membership, kim: Citizen, acting: Acting, client_as: ClientAs
) -> None:
    request = ask(acting, carl, kim)
    with acting(tine) as viewer:
        with pytest.raises(Refused, match="Write a sentence"):
            refuse_access(request, actor=viewer, answer="Nej")
        refuse_access(request, actor=viewer, answer="Ring til Nora i stedet.")
        with pytest.raises(Refused, match="already answered"):
            grant_access(request, actor=viewer, until=today())
    page = client_as(carl).get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Ring til Nora i stedet." in page


@pytest.mark.parametrize("days", [-1, 93])
def test_access_has_a_near_end(
    days: int, carl: Membership, tine: Membership, kim: Citizen, acting: Acting
) -> None:
    request = ask(acting, carl, kim)
    with acting(tine) as viewer, pytest.raises(Refused):
        grant_access(request, actor=viewer, until=today() + timedelta(days=days))


def test_who_may_answer(
    nora: Membership,
    carl: Membership,
    mads: Membership,
    tine: Membership,
    sol: Membership,
    north: Jobcentre,
    kim: Citizen,
    acting: Acting,
) -> None:
    own = ask(acting, tine, kim)
    request = ask(acting, carl, kim)
    with acting(tine) as viewer:
        assert list(requests_to_decide(viewer)) == [request], "not her own"
        with pytest.raises(PermissionDenied):
            grant_access(own, actor=viewer, until=today())
    with acting(mads) as viewer:
        assert set(requests_to_decide(viewer)) == {own, request}
    with acting(carl) as viewer:
        assert not requests_to_decide(viewer).exists()
        with pytest.raises(PermissionDenied):
            grant_access(request, actor=viewer, until=today())
    with acting(sol) as viewer, pytest.raises(PermissionDenied):
        grant_access(request, actor=viewer, until=today())
    with acting(tine):
        tine.team = Team.objects.create(jobcentre=north, name="Vest")
        tine.save()
        assert not requests_to_decide(Viewer.of(tine)).exists(), "another team's citizen"


def test_asking_twice_or_without_reason_is_refused(
    carl: Membership, nora: Membership, kim: Citizen, acting: Acting
) -> None:
    ask(acting, carl, kim)
    with pytest.raises(Refused, match="already asked"):
        ask(acting, carl, kim)
    with pytest.raises(Refused, match="can see the citizen already"):
        ask(acting, nora, kim)
    with acting(carl) as viewer, pytest.raises(Refused, match="Write a sentence"):
        ask_for_access(get_masked_citizen(viewer, kim.public_id), actor=viewer, reason="fordi ")


def test_leaders_take_others_into_the_team_never_themselves(
    tine: Membership, bente: Membership, ole: Membership, kim: Citizen, acting: Acting
) -> None:
    with acting(tine) as viewer:
        masked = get_masked_citizen(viewer, kim.public_id)
        with pytest.raises(PermissionDenied):
            add_team_member(masked, actor=viewer, membership=tine, function="support")
        with pytest.raises(Refused, match="can't be in a case team"):
            add_team_member(masked, actor=viewer, membership=ole, function="support")
        add_team_member(masked, actor=viewer, membership=bente, function="case_worker")
    with acting(bente) as viewer:
        assert may_see_name(viewer, [kim.pk]) == {kim.pk}


def test_leaving_the_team_ends_the_sight_at_once(
    nora: Membership, bente: Membership, kim: Citizen, acting: Acting
) -> None:
    with acting(nora) as viewer:
        only = kim.team.get()
        with pytest.raises(Refused, match="Somebody must follow"):
            remove_team_member(only, actor=viewer)
        member = add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
        with pytest.raises(Refused, match="already in the case team"):
            add_team_member(kim, actor=viewer, membership=bente, function="deputy")
        remove_team_member(member, actor=viewer)
        assert may_see_name(Viewer.of(bente), [kim.pk]) == set()
        with pytest.raises(Refused, match="no longer"):
            remove_team_member(member, actor=viewer)
        # and back again the same day
        add_team_member(kim, actor=viewer, membership=bente, function="deputy")
        assert may_see_name(Viewer.of(bente), [kim.pk]) == {kim.pk}


def test_search_finds_only_names_one_may_see(
    nora: Membership, carl: Membership, sol: Membership, kim: Citizen, acting: Acting
) -> None:
    with acting(nora) as viewer:
        assert [hit.title for hit in find_citizens(viewer, "kim kj", 5)] == ["Kim Kjær"]
        assert find_citizens(viewer, "010190-1234", 5)[0].url == reverse("citizens:find_number")
        assert find_citizens(viewer, "x' OR 1=1 --", 5) == []
    for who in (carl, sol):
        with acting(who) as viewer:
            assert find_citizens(viewer, "kim", 5) == []


def test_access_log_tells_who_when_what_for(
    nora: Membership,
    bente: Membership,
    tine: Membership,
    kim: Citizen,
    acting: Acting,
    client_as: ClientAs,
) -> None:
    with acting(nora) as viewer:
        add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
    client_as(nora).get(reverse("citizens:page", args=[kim.public_id]))
    url = reverse("citizens:access_log", args=[kim.public_id])
    assert client_as(nora).get(url).status_code == 403
    page = client_as(bente).get(url).content.decode()
    assert "Nora Nymann" in page
    assert "Åbnede siden" in page
    masked = client_as(tine).get(url).content.decode()
    assert "Nora Nymann" in masked
    assert "Kjær" not in masked
    with acting(nora):
        purposes = AccessLog.objects.filter(citizen=kim.public_id).order_by("id")
        assert list(purposes.values_list("purpose", flat=True)) == [
            "citizen.page",
            "citizen.access_log",
        ]
    for hostile in ("?side=x", "?side=2026-01-01T00:00:00%2B00:00_9", "?side=_", "?side=%00"):
        assert client_as(bente).get(url + hostile).status_code == 200


def test_names_at_their_length(kim: Citizen) -> None:
    assert display_name(kim, True) == "Kim Kjær"
    assert display_name(kim, True, short=True) == "Kim K."
    assert display_name(kim, False) == pseudonym(kim.public_id)
    assert str(kim) == f"citizen {kim.pk}"
