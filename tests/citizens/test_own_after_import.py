"""A mail that came from a file opens nobody's page until the case team says that it is theirs."""

import pytest
from django.test import Client
from django.urls import reverse

from citizens.actions.plan_voice import send_plan_link
from citizens.models import Citizen
from jobcenter.clock import now
from jobcenter.errors import Refused
from jobcenter.models import Door
from tests.citizens.factories import a_cpr, make_citizen
from tests.citizens.importing import HEAD, line, run, undo
from tests.citizens.test_own import BORN, RIGHT, code_of

MINE = "administrator@anden.example"


def opens(north, address: str) -> bool:
    """Return whether a code to an address opens the own page of somebody born on Kim's day."""
    client = Client()
    code = code_of(north, client, reverse("own:ask", args=[north.code]), address)
    if not code:
        return False
    typed = {"address": address, "code": code} | RIGHT
    answer = client.post(reverse("own:enter", args=[north.code]), typed)
    return answer.status_code == 302 and client.get(reverse("own:page")).status_code == 200


def test_who_imports_an_own_address_reads_nothing(north, ole, nora, acting, client_as):
    digits = a_cpr(BORN)
    kim = make_citizen(nora, cpr=digits, email="kim@mail.example")
    assert opens(north, "kim@mail.example")
    with acting(ole) as viewer:
        row = line(cpr=digits, first=kim.first_name, last=kim.last_name, mail=MINE)
        sheet = run(viewer, HEAD + row, overwrites=True)
    with acting(nora) as viewer:
        kim.refresh_from_db()
        assert kim.email == MINE
        still = Door.objects.filter(
            subject=kim.public_id, revoked_at__isnull=True, expires_at__gt=now()
        )
        assert not still.exists(), "what was open is closed"
        with pytest.raises(Refused) as refused:
            send_plan_link(kim, actor=viewer)
        assert refused.value.code == "link_address_from_file"
    page = client_as(nora).get(reverse("citizens:own", args=[kim.public_id])).content.decode()
    assert "kom fra en fil" in page and MINE in page
    with acting(ole) as viewer:
        undo(viewer, sheet)
    assert opens(north, "kim@mail.example"), "as it was before the file"


def test_no_code_goes_to_an_address_from_a_file_until_the_case_team_says_so(
    north, ole, nora, acting, client_as
):
    digits = a_cpr(BORN)
    kim = make_citizen(nora, cpr=digits, email="")
    with acting(ole) as viewer:
        row = line(cpr=digits, first=kim.first_name, last=kim.last_name, mail="kim@mail.example")
        run(viewer, HEAD + row)
    assert not opens(north, "kim@mail.example")
    offer = reverse("citizens:own_offer", args=[kim.public_id])
    assert client_as(ole).post(offer).status_code == 403
    assert client_as(nora).post(offer).status_code == 302
    assert opens(north, "kim@mail.example")
    with acting(nora):
        assert not Citizen.objects.get(pk=kim.pk).is_address_from_file
