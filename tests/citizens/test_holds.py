"""Held back from erasure by hand: who, why, until when; and the certificate on paper."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.actions import end_citizen
from citizens.actions import erasing as erasing
from citizens.actions.hold import hold_back, lift_hold
from citizens.erasing.kinds import BY_CODE
from citizens.erasing.running import carry_out
from citizens.models import Citizen, ErasureHold
from citizens.models.erasing import ErasureRun, ErasureState
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused
from jobcenter.models import Event, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_erasing import as_owner
from tests.citizens.test_own_held import door_of
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
YEARS = timedelta(days=6 * 366)


@pytest.fixture
def kim(nora: Membership, acting: Acting) -> Citizen:
    """Kim, whose case ended six years ago."""
    with clock_at(now() - YEARS):
        found = make_citizen(nora, first_name="Kim", last_name="O'Kjær")
        with acting(nora) as viewer:
            end_citizen(found, actor=viewer, reason="Flyttet til en anden by")
    return found


def found_of(jobcentre_id: int) -> tuple[int, int]:
    """Return how many citizens a preview would count, and how many are held back."""
    kind = BY_CODE["citizens"]
    assert kind.held is not None
    return kind.rows(jobcentre_id, today()).count(), kind.held(jobcentre_id, today()).count()


def test_held_back_left_out_shown_and_lifted(
    kim: Citizen, nora: Membership, ole: Membership, mads: Membership, acting: Acting,
    client_as: ClientAs,
) -> None:  # fmt: skip
    staff = client_as(nora)
    page = reverse("citizens:hold", args=[kim.public_id])
    assert page in staff.get(reverse("citizens:page", args=[kim.public_id])).text
    with acting(nora):
        assert found_of(kim.jobcentre_id) == (1, 0)
    wrong = staff.post(page, {"do": "hold", "reason": "x", "until": today() - timedelta(days=1)})
    assert wrong.status_code == 422
    form = {"do": "hold", "reason": "Klage til <b>Ankestyrelsen", "until": today()}
    assert staff.post(page, form).status_code == 302
    assert "Klage til &lt;b&gt;" in staff.get(page).text
    assert "Klage til" in staff.get(reverse("citizens:page", args=[kim.public_id])).text
    assert "Klage til" in door_of(kim).get(reverse("own:held")).text
    with acting(nora):
        assert found_of(kim.jobcentre_id) == (0, 1)
        told = [each.text for each in Event.objects.filter(kind__startswith="citizen.hold_")]
        assert told == [""]
    with clock_at(now() + timedelta(days=1)), acting(nora):
        assert found_of(kim.jobcentre_id) == (1, 0), "the day has passed"
    with acting(ole) as viewer:
        run = erasing.propose_erasure(actor=viewer)
    shown = client_as(mads).get(reverse("citizens:erasure", args=[run.public_id]))
    assert "en kollega holder det tilbage" in shown.text
    assert staff.post(page, form).status_code == 302, "held already: read it again"
    assert staff.post(page, {"do": "lift", "reason": ""}).status_code == 422
    assert staff.post(page, {"do": "lift", "reason": "Afgjort"}).status_code == 302
    with acting(nora) as viewer:
        assert found_of(kim.jobcentre_id) == (1, 0)
        row = ErasureHold.objects.get()
        assert (row.lifted_by_id, row.lifted_why) == (viewer.membership_id, "Afgjort")
        assert Event.objects.filter(kind="citizen.hold_lifted").count() == 1
        with pytest.raises(Refused, match="any more"):
            lift_hold(kim, actor=viewer, reason="Igen")


def test_one_at_a_time_and_a_lapsed_one_gives_way(
    kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        row = hold_back(kim, actor=viewer, reason="Klage", until=today())
        with pytest.raises(Refused, match="already"):
            hold_back(kim, actor=viewer, reason="Klage", until=today())
        with pytest.raises(Refused, match="five years"):
            hold_back(kim, actor=viewer, reason="Altid", until=today() + timedelta(days=1900))
        for broken in ({"lifted_why": "x"}, {"reason": " "}, {"until": today() - YEARS}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ErasureHold.objects.filter(pk=row.pk).update(**broken)
        with clock_at(now() + timedelta(days=3)):
            hold_back(kim, actor=viewer, reason="Retssag", until=today())
        assert ErasureHold.objects.filter(lifted_at__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_run_leaves_the_held_alone(
    kim: Citizen, nora: Membership, ole: Membership, mads: Membership, acting: Acting, app_url: str
) -> None:
    with acting(ole) as viewer:
        run = erasing.propose_erasure(actor=viewer)
    with acting(mads) as viewer:
        erasing.approve_erasure(run, actor=viewer)
    with acting(nora) as viewer:  # between approval and the night
        hold_back(kim, actor=viewer, reason="Klage", until=today())
    with as_owner(app_url):
        carry_out(run)
    with acting(nora):
        assert Citizen.objects.filter(pk=kim.pk).exists()


def test_who_may_not(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    acting: Acting, client_as: ClientAs,
) -> None:  # fmt: skip
    grant(kim, bente, tine)
    page = reverse("citizens:hold", args=[kim.public_id])
    for who, error in [(bente, PermissionDenied), (sol, NotYours)]:
        with acting(who) as viewer, pytest.raises((error, RuntimeError)):
            hold_back(kim, actor=viewer, reason="Klage", until=today())
        assert client_as(who).get(page).status_code in {403, 404}
    with acting(nora) as viewer, transaction.atomic():
        hold_back(kim, actor=viewer, reason="Klage", until=today())
        transaction.set_rollback(True)
    with acting_in(nora.jobcentre_id):
        assert not Event.objects.filter(kind="citizen.hold_placed").exists()


def test_few_queries(kim: Citizen, nora: Membership, acting: Acting, client_as: ClientAs) -> None:
    staff = client_as(nora)
    page = reverse("citizens:hold", args=[kim.public_id])
    staff.get(page)
    few = queries_of(staff, page)
    with acting(nora) as viewer:
        for _at in range(4):
            hold_back(kim, actor=viewer, reason="Klage", until=today())
            lift_hold(kim, actor=viewer, reason="Afgjort")
    assert queries_of(staff, page) == few <= MOST_QUERIES


def test_the_certificate_on_paper(
    nora: Membership, ole: Membership, mads: Membership, sol: Membership, acting: Acting,
    client_as: ClientAs,
) -> None:  # fmt: skip
    with acting(ole) as viewer:
        run = erasing.propose_erasure(actor=viewer)
    page = reverse("citizens:erasure_certificate", args=[run.public_id])
    assert client_as(mads).get(page).status_code == 404, "nothing is done yet"
    with acting(mads) as viewer:
        erasing.approve_erasure(run, actor=viewer)
        ErasureRun.objects.filter(pk=run.pk).update(
            state=ErasureState.DONE, started_at=now(), finished_at=now()
        )
    answer = client_as(mads).get(page)
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    assert "slettebevis" in answer["Content-Disposition"]
    assert client_as(nora).get(page).status_code == 403
    assert client_as(sol).get(page).status_code in {403, 404}
    shown = client_as(mads).get(reverse("citizens:erasure", args=[run.public_id]))
    assert page in shown.text
