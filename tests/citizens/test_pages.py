"""The room's pages: what each shows, to whom, in how many queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.access import pseudonym
from citizens.actions import add_team_member
from citizens.models import Citizen
from jobcenter.models import AccessLog, Jobcentre, Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr, keep_open, make_citizen
from tests.lists import a_file

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]

MOST_QUERIES = 12


def a_form(**over: str) -> dict[str, str]:
    """Return the register form as a browser posts it."""
    return {
        "cpr": a_cpr(),
        "first_name": "Søren",
        "last_name": "O'Neill Ågård",
        "target": "3:",
        "language": "da",
        "once": new_once(),
    } | over


def queries_of(client: Client, url: str) -> int:
    """Return how many queries a page takes, savepoints left out."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len([q for q in captured if "SAVEPOINT" not in q["sql"]])


def test_list_shows_mine_first_and_masks_the_rest(
    client_as: ClientAs, nora: Membership, bente: Membership, kim: Citizen
) -> None:
    hers = make_citizen(bente, first_name="Hanne", last_name="Hemmelig")
    client = client_as(nora)
    mine = client.get(reverse("citizens:list")).content.decode()
    assert "Kim Kjær" in mine
    assert pseudonym(hers.public_id) not in mine
    everybody = client.get(reverse("citizens:list") + "?vis=alle").content.decode()
    assert "Kim Kjær" in everybody
    assert pseudonym(hers.public_id) in everybody
    assert "Hemmelig" not in everybody


@pytest.mark.parametrize("query", ["ord=Hemmelig", "maalgruppe=6", "matchgruppe=match-5:2"])
def test_filters_never_tell_what_the_mask_hides(
    query: str,
    client_as: ClientAs,
    north: Jobcentre,
    nora: Membership,
    bente: Membership,
) -> None:
    from tests.citizens.factories import match_group, target_group

    keep_open(north, "match-5")
    hers = make_citizen(
        bente,
        last_name="Hemmelig",
        target_group=target_group(6),
        match_groups=(match_group("2"),),
    )
    url = reverse("citizens:list") + f"?vis=alle&{query}"
    assert pseudonym(hers.public_id) not in client_as(nora).get(url).content.decode()
    assert "Hemmelig" in client_as(bente).get(url).content.decode()


def test_list_pages_without_names_in_the_address(client_as: ClientAs, nora: Membership) -> None:
    for number in range(27):
        make_citizen(nora, first_name="Aa", last_name=f"Person{number:02d}")
    client = client_as(nora)
    first = client.get(reverse("citizens:list")).content.decode()
    assert "Person00" in first
    assert "Person25" not in first
    cursor = first.split("side=")[1].split('"')[0]
    assert "erson" not in cursor
    second = client.get(reverse("citizens:list") + f"?side={cursor}").content.decode()
    assert "Person24" not in second
    assert "Person25" in second
    assert "Person26" in second


@pytest.mark.parametrize(
    "query",
    ["?side=abc", "?maalgruppe=x%00", "?maalgruppe=99999", "?matchgruppe=%00:4", "?konsulent=1",
     "?ord=%27%22%3Cscript%3E", "?tilstand=x", "?vis=x", "?ord=" + "x" * 500],
)  # fmt: skip
def test_list_takes_any_address(query: str, client_as: ClientAs, nora: Membership) -> None:
    response = client_as(nora).get(reverse("citizens:list") + query)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_register_makes_a_citizen_with_groups(
    client_as: ClientAs, north: Jobcentre, nora: Membership, acting: Acting
) -> None:
    keep_open(north, "match-5", "lab-6")
    client = client_as(nora)
    form = a_form(**{"match_match-5": "4", "benefit": "kontanthjaelp", "phone": "20112233"})
    response = client.post(reverse("citizens:register"), form)
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "Søren O&#x27;Neill Ågård" in page
    assert "LAB § 6, nr. 3" in page
    assert "Match 4" in page
    assert "20 11 22 33" in page
    assert form["cpr"] not in page
    with acting(nora):
        citizen = Citizen.objects.get()
        assert citizen.matches.count() == 2, "the old scheme, and § 6 as a scheme"
        assert citizen.team.get().membership_id == nora.pk


def test_register_twice_by_a_double_click_makes_one(
    client_as: ClientAs, nora: Membership, acting: Acting
) -> None:
    client = client_as(nora)
    form = a_form()
    assert client.post(reverse("citizens:register"), form).status_code == 302
    second = client.post(reverse("citizens:register"), form)
    assert second["Location"] == reverse("citizens:list")
    with acting(nora):
        assert Citizen.objects.count() == 1


def test_refused_register_gives_the_once_key_back(
    client_as: ClientAs, nora: Membership, kim: Citizen
) -> None:
    from citizens.actions import reveal_cpr
    from jobcenter.tenancy import acting_in

    with acting_in(nora.jobcentre_id):
        taken = reveal_cpr(kim, actor=Viewer.of(nora), reason="identity")
    client = client_as(nora)
    form = a_form(cpr=taken)
    refused = client.post(reverse("citizens:register"), form)
    assert refused.status_code == 422
    assert "Kjær" not in refused.content.decode()
    assert client.post(reverse("citizens:register"), form | {"cpr": a_cpr()}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cpr", "123"),
        ("cpr", "321393-1234"),
        ("cpr", "0000000000"),
        ("cpr", "١٢٣٤٥٦٧٨٩٠"),
        ("cpr", ""),
        ("first_name", ""),
        ("first_name", "a\x00b"),
        ("first_name", "x" * 81),
        ("last_name", "   "),
        ("target", "8:"),
        ("target", "12:"),
        ("target", "99:"),
        ("phone", "12"),
        ("email", "nope"),
        ("language", "xx"),
        ("from_on", "2999-01-01"),
        ("from_on", "x"),
        ("wishes", "x" * 4001),
    ],
)
def test_register_refuses_nonsense(
    field: str, value: str, client_as: ClientAs, nora: Membership, acting: Acting
) -> None:
    response = client_as(nora).post(reverse("citizens:register"), a_form(**{field: value}))
    assert response.status_code == 422
    with acting(nora):
        assert not Citizen.objects.exists()


def test_edit_tells_of_somebody_elses_change(
    client_as: ClientAs, nora: Membership, kim: Citizen
) -> None:
    client = client_as(nora)
    url = reverse("citizens:edit", args=[kim.public_id])
    form = {"first_name": "Kim", "last_name": "Kjær", "language": "da", "version": "1"}
    assert client.post(url, form | {"wishes": "Et job"}).status_code == 302
    conflict = client.post(url, form | {"wishes": "Noget andet"})
    assert conflict.status_code == 409
    assert "Noget andet" in conflict.content.decode()
    assert "Et job" in client.get(reverse("citizens:page", args=[kim.public_id])).content.decode()


def test_number_is_shown_once(client_as: ClientAs, nora: Membership, acting: Acting) -> None:
    digits = a_cpr()
    citizen = make_citizen(nora, cpr=digits)
    client = client_as(nora)
    url = reverse("citizens:number", args=[citizen.public_id])
    shown = f"{digits[:6]}-{digits[6:]}"
    assert shown not in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    form = {"reason": "vitas", "once": new_once()}
    answer = client.post(url, form)
    assert shown in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert shown not in client.post(url, form).content.decode(), "loaded again"
    with acting(nora):
        look = AccessLog.objects.get(purpose="cpr.reveal")
        assert (look.reason, look.citizen) == ("vitas", citizen.public_id)


def test_find_by_number_is_posted_and_logged(
    client_as: ClientAs, nora: Membership, carl: Membership, sol: Membership, acting: Acting
) -> None:
    digits = a_cpr()
    citizen = make_citizen(nora, cpr=digits)
    url = reverse("citizens:find_number")
    found = client_as(carl).post(url, {"cpr": f"{digits[:6]} {digits[6:]}"})
    assert found["Location"] == reverse("citizens:page", args=[citizen.public_id])
    elsewhere = client_as(sol).post(url, {"cpr": digits})
    assert elsewhere.status_code == 200
    assert digits not in elsewhere.content.decode()
    assert client_as(carl).post(url, {"cpr": "x"}).status_code == 422
    with acting(carl):
        assert AccessLog.objects.filter(purpose="cpr.search").count() == 1


def test_export_masks_and_defuses(
    client_as: ClientAs, nora: Membership, bente: Membership, acting: Acting
) -> None:
    make_citizen(nora, first_name="=HYPERLINK(1)", last_name="Ærø", phone="+4520112233")
    hers = make_citizen(bente, last_name="Hemmelig")
    text = a_file(client_as(nora), "citizens", "vis=alle")
    assert "'=HYPERLINK(1) Ærø;" in text
    assert "20 11 22 33" in text
    assert pseudonym(hers.public_id) in text
    assert "Hemmelig" not in text
    with acting(nora):
        assert AccessLog.objects.filter(purpose="citizen.export").count() == 1


def test_pages_take_few_queries_that_do_not_grow(
    client_as: ClientAs,
    north: Jobcentre,
    nora: Membership,
    bente: Membership,
    tine: Membership,
    acting: Acting,
) -> None:
    keep_open(north, "match-5")

    def grow(times: int) -> Citizen:
        from citizens.access import get_masked_citizen
        from citizens.actions import ask_for_access, change_target_group, set_match_group
        from tests.citizens.factories import match_group, target_group

        for _ in range(times):
            citizen = make_citizen(nora, match_groups=(match_group("4"),), benefit="dagpenge")
            other = make_citizen(bente)
            with acting(nora) as viewer:
                add_team_member(citizen, actor=viewer, membership=bente, function="case_worker")
                set_match_group(citizen, actor=viewer, group=match_group("3"))
                change_target_group(citizen, actor=viewer, target_group=target_group(2))
                ask_for_access(
                    get_masked_citizen(viewer, other.public_id),
                    actor=viewer,
                    reason="En plads, der måske passer.",
                )
        return citizen

    citizen = grow(1)
    page = reverse("citizens:page", args=[citizen.public_id])
    addresses = [
        (nora, reverse("citizens:list")),
        (nora, reverse("citizens:list") + "?vis=alle"),
        (nora, reverse("citizens:list") + "?ord=amira"),
        (nora, page),
        (tine, page),
        (tine, reverse("citizens:requests")),
        (tine, reverse("citizens:access_log", args=[citizen.public_id])),
        (nora, reverse("citizens:team", args=[citizen.public_id])),
        (nora, reverse("citizens:register")),
    ]
    # One client each: a session's first page writes where it works.
    clients = {who: client_as(who) for who, _url in addresses}
    for who, url in addresses:
        clients[who].get(url)  # warm: content types and templates
    before = [queries_of(clients[who], url) for who, url in addresses]
    grow(5)
    with acting(nora) as viewer:
        from citizens.actions import edit_citizen

        for version in range(3, 8):
            citizen.refresh_from_db()
            edit_citizen(citizen, actor=viewer, version=citizen.version, wishes=f"v{version}")
    after = [queries_of(clients[who], url) for who, url in addresses]
    assert before == after
    assert max(after) <= MOST_QUERIES, dict(zip((url for _, url in addresses), after, strict=True))
