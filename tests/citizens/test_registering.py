"""Registering without a number, the same person twice, and a protected name and address."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens import law
from citizens.actions import add_number, edit_citizen, register_citizen
from citizens.models import Citizen
from jobcenter import cpr
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.models import AccessLog, Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr, make_citizen, target_group
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
BORN = date(1988, 5, 17)


def facts(**over: Any) -> dict[str, Any]:
    """What a registration without a number needs."""
    return {
        "first_name": "Åse",
        "last_name": "O'Brøndum",
        "birth_date": BORN,
        "target_group": target_group(),
    } | over


def typed(**over: Any) -> dict[str, Any]:
    """The same as somebody types it."""
    return {
        "once": new_once(),
        "cpr": "",
        "birth_date": "1988-05-17",
        "first_name": "Åse",
        "last_name": "O'Brøndum",
        "language": "da",
        "target": f"{target_group().number}:{law.NO_FLAG}",
    } | over


def test_without_a_number_the_birth_date_is_asked_for(nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        citizen = register_citizen(actor=viewer, **facts())
        assert citizen.cpr_index is None and citizen.birth_date == BORN
        for born, code in [
            (None, "birth_date_missing"),
            (today() + timedelta(days=1), "birth_date_ahead"),
            (date(1890, 1, 1), "birth_date_long_ago"),
        ]:
            with pytest.raises(Refused) as refused:
                register_citizen(actor=viewer, **facts(birth_date=born, last_name="Andersen"))
            assert refused.value.code == code
        assert Citizen.objects.count() == 1


SAME = [
    ({"birth_date": BORN}, {"birth_date": BORN}),  # whole name and birth date
    (
        {"birth_date": date(1970, 1, 1), "last_name": "Gift", "email": "Aase@Eksempel.dk"},
        {"email": "aase@eksempel.dk"},
    ),
    (
        {"birth_date": date(1970, 1, 1), "last_name": "Gift", "phone": "+4520111213"},
        {"phone": "+4520111213"},
    ),
    ({"cpr": "known", "birth_date": None}, {"birth_date": "of the number"}),
]


@pytest.mark.parametrize(("there", "new"), SAME)
def test_who_may_be_here_already_is_asked_about(
    nora: Membership, bente: Membership, acting: Acting, there: dict[str, Any], new: dict[str, Any]
) -> None:
    digits = a_cpr()
    if there.get("cpr"):
        there = there | {"cpr": digits}
        new = new | {"birth_date": cpr.parse(digits).birth_date}
    with acting(bente) as viewer:
        register_citizen(actor=viewer, **facts(**there))
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            register_citizen(actor=viewer, **facts(**new))
        assert refused.value.code == "citizen_maybe_same"
        register_citizen(actor=viewer, is_somebody_else=True, **facts(**new))
        assert Citizen.objects.count() == 2


@pytest.mark.parametrize(
    "new",
    [
        {"birth_date": date(1988, 5, 18)},
        {"first_name": "Aase", "email": ""},  # "aa" counts as "å"; another name does not
        {"first_name": "Bo", "email": "aase@eksempel.dk"},
    ],
)
def test_others_are_not_asked_about(nora: Membership, acting: Acting, new: dict[str, Any]) -> None:
    with acting(nora) as viewer:
        register_citizen(
            actor=viewer, **facts(last_name="Holm", birth_date=BORN, email="aase@eksempel.dk")
        )
        register_citizen(actor=viewer, **facts(last_name="Brøndum", **new))


def test_two_numbers_are_two_people_and_a_number_meets_who_has_none(
    nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        first, second = a_cpr(), a_cpr()
        shared = {"email": "aase@eksempel.dk", "birth_date": None}
        register_citizen(actor=viewer, **facts(cpr=first, **shared))
        register_citizen(actor=viewer, **facts(cpr=second, **shared))
        register_citizen(actor=viewer, is_somebody_else=True, **facts(email="aase@eksempel.dk"))
        with pytest.raises(Refused) as refused:
            register_citizen(actor=viewer, **facts(cpr=a_cpr(), **shared))
        assert refused.value.code == "citizen_maybe_same"


def test_another_jobcentres_people_never_come_up(
    nora: Membership, sol: Membership, acting: Acting
) -> None:
    make_citizen(sol, cpr="", birth_date=BORN, first_name="Åse", last_name="O'Brøndum")
    with acting(nora) as viewer:
        register_citizen(actor=viewer, **facts())


def test_the_page_shows_who_it_may_be_masked_and_logs_it(
    nora: Membership, bente: Membership, client_as: ClientAs, acting: Acting
) -> None:
    hers = make_citizen(bente, cpr="", birth_date=BORN, first_name="Åse", last_name="O'Brøndum")
    client = client_as(nora)
    url = reverse("citizens:register")
    answer = client.post(url, typed())
    assert answer.status_code == 422
    body = answer.content.decode()
    assert reverse("citizens:page", args=[hers.public_id]) in body
    assert bente.name in body and "is_somebody_else" in body
    with acting(nora):
        look = AccessLog.objects.get(purpose="citizen.maybe_same")
        assert (look.citizen, look.membership_id) == (hers.public_id, nora.pk)
    answer = client.post(url, typed(is_somebody_else="on"))
    assert answer.status_code == 302
    with acting(nora):
        assert Citizen.objects.count() == 2


def test_neither_number_nor_birth_date_is_said_at_the_number(
    nora: Membership, client_as: ClientAs
) -> None:
    answer = client_as(nora).post(reverse("citizens:register"), typed(birth_date=""))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["cpr"]


def test_the_number_is_written_later_once_and_for_one_person(
    nora: Membership, carl: Membership, client_as: ClientAs, acting: Acting
) -> None:
    kim = make_citizen(nora, cpr="", birth_date=BORN)
    taken = a_cpr()
    there = make_citizen(nora, cpr=taken)
    url = reverse("citizens:write_number", args=[kim.public_id])
    client = client_as(nora)
    answer = client.post(url, {"cpr": taken})
    assert answer.status_code == 422
    assert "Amira" not in answer.context["form"].errors["cpr"][0]
    with acting(nora):  # who learned that the number is here is in the log of looks
        [look] = AccessLog.objects.filter(citizen=there.public_id, purpose="cpr.search")
        assert look.membership_id == nora.pk
    digits = a_cpr()
    assert client.post(url, {"cpr": digits}).status_code == 302
    with acting(nora) as viewer:
        kim.refresh_from_db()
        assert kim.cpr_index and kim.birth_date == cpr.parse(digits).birth_date
        with pytest.raises(Refused) as refused:
            add_number(kim, actor=viewer, cpr=a_cpr())
        assert refused.value.code == "cpr_there"
    with acting(carl) as viewer, pytest.raises(PermissionDenied):
        add_number(kim, actor=viewer, cpr=a_cpr())


def test_a_number_needs_its_birth_date_in_the_database(nora: Membership, acting: Acting) -> None:
    kim = make_citizen(nora)
    with acting(nora), pytest.raises(IntegrityError), transaction.atomic():
        Citizen.objects.filter(pk=kim.pk).update(birth_date=None)


def test_how_to_reach_the_protected_is_for_the_case_team_alone(
    nora: Membership, bente: Membership, mads: Membership, client_as: ClientAs
) -> None:
    kim = make_citizen(
        bente, phone="+4520111213", email="kim@eksempel.dk", is_address_protected=True
    )
    url = reverse("citizens:page", args=[kim.public_id])
    team = client_as(bente)
    page = team.get(url).content.decode()
    assert "kim@eksempel.dk" in page and "20 11 12 13" in page
    listed = team.get(reverse("citizens:list") + "?vis=mine&kolonner=name,phone").content.decode()
    assert kim.last_name in listed and "20 11 12 13" not in listed
    grant(kim, nora, mads)
    page = client_as(nora).get(url).content.decode()
    assert kim.last_name in page
    assert "kim@eksempel.dk" not in page and "20111213" not in page.replace(" ", "")


def test_protection_is_switched_on_in_the_form(
    nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    kim = make_citizen(nora)
    form = {
        "version": kim.version,
        "first_name": kim.first_name,
        "last_name": kim.last_name,
        "language": "da",
        "is_address_protected": "on",
    }
    answer = client_as(nora).post(reverse("citizens:edit", args=[kim.public_id]), form)
    assert answer.status_code == 302
    with acting(nora) as viewer:
        old = kim.version
        kim.refresh_from_db()
        assert kim.is_address_protected
        with pytest.raises(Stale):
            edit_citizen(kim, actor=viewer, version=old, is_address_protected=False)


def test_who_is_here_already_is_in_the_log_of_looks(
    nora: Membership, tine: Membership, acting: Acting, client_as: ClientAs
) -> None:
    """To learn that a number is here is to learn something of somebody."""
    there = make_citizen(tine, cpr=(number := a_cpr()))
    answer = client_as(nora).post(reverse("citizens:register"), typed(cpr=number))
    assert answer.status_code == 422
    with acting(nora):
        look = AccessLog.objects.get(citizen=there.public_id, membership_id=nora.pk)
        assert look.purpose == "cpr.search"
    client_as(nora).post(reverse("citizens:register"), typed(cpr=a_cpr(), first_name=""))
    with acting(nora):
        assert AccessLog.objects.filter(membership_id=nora.pk).count() == 1
