"""Reserving on the screen: who may, what is said when somebody was first, what it costs."""

from datetime import timedelta

import pytest

from jobcenter.clock import today
from placements.actions import reservations as acts
from placements.models import Reservation
from tests.placements.counting import queries_of
from tests.placements.factories import a_citizen, a_place, a_workplace
from tests.placements.reserving import reserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def form_for(row=None, **facts):
    first = row.starts_on if row else today() + timedelta(days=7)
    return {
        "citizen": "", "what_for": "Holdet i januar", "starts_on": first.isoformat(),
        "ends_on": (first + timedelta(days=60)).isoformat(), "weekly_hours": "25",
        "held_until": (today() + timedelta(days=10)).isoformat(), "once": "", **facts,
    }  # fmt: skip


def test_reserve_plan_move_and_give_back(nora, client_as, acting):
    place, person, client = a_place(nora), a_citizen(nora), client_as(nora)
    url = f"/pladser/{place.public_id}/reserver/"
    assert "Kim" in client.get(url).content.decode()
    answer = client.post(url, form_for(citizen=str(person.public_id)))
    with acting(nora):
        mine = Reservation.objects.get()
    assert answer["Location"] == f"/pladser/reserveret/{mine.public_id}/"
    page = client.get(answer["Location"]).content.decode()
    plan = f"/forloeb/nyt/{person.public_id}/{place.public_id}/"
    assert plan in page
    assert f'value="{mine.starts_on}"' in client.get(plan).content.decode()

    other = a_place(nora, place.workplace, title="Kantinen")
    move = f"/pladser/reserveret/{mine.public_id}/flyt/"
    assert "Kantinen" in client.get(move).content.decode()
    said = {"place": str(other.public_id), "starts_on": mine.starts_on.isoformat()}
    assert client.post(move, said | {"version": 9}).status_code == 422
    assert client.post(move, said | {"version": 1, "place": "x"}).status_code == 422
    answer = client.post(move, said | {"version": 1, "next": "/pladser/?vis=open"})
    assert answer["Location"] == "/pladser/?vis=open"

    back = f"/pladser/reserveret/{mine.public_id}/tilbage/"
    assert client.post(back, {"reason": "", "version": 2}).status_code == 422
    client.post(back, {"reason": "Fik arbejde", "version": 2})
    with acting(nora):
        mine.refresh_from_db()
    assert (mine.place_id, mine.state) == (other.pk, "given_back")


def test_who_came_second_is_told_who_was_first_and_what_is_free(nora, tine, client_as):
    workplace = a_workplace()
    first = reserved(nora, place=a_place(nora, workplace))
    other = a_place(nora, workplace, title="Kantinen")
    client = client_as(tine)
    answer = client.post(f"/pladser/{first.place.public_id}/reserver/", form_for(first))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert nora.name in page and "Kim" not in page
    assert f"/pladser/{other.public_id}/reserver/" in page


def test_names_are_for_the_case_team(nora, tine, sol, ole, client_as):
    mine = reserved(nora)
    url = f"/pladser/reserveret/{mine.public_id}/"
    for page in (url, f"/pladser/{mine.place.public_id}/"):
        assert "Kim" in client_as(nora).get(page).content.decode()
        text = client_as(tine).get(page).content.decode()
        assert "Kim" not in text and nora.name in text
    assert client_as(sol).get(url).status_code == 404
    assert client_as(ole).get(url).status_code in {403, 404}
    for end in ("flyt", "tilbage", "hvem"):
        assert client_as(tine).post(url + f"{end}/", {}).status_code == 403


def test_a_team_names_its_person(nora, client_as, acting):
    mine, person = reserved(nora, what_for="Holdet i januar"), a_citizen(nora)
    url = f"/pladser/reserveret/{mine.public_id}/hvem/"
    assert client_as(nora).get(url).status_code == 200
    client_as(nora).post(url, {"citizen": str(person.public_id), "version": 1})
    with acting(nora):
        mine.refresh_from_db()
    assert mine.citizen_id == person.pk


def test_why_it_was_given_back_is_for_who_sees_the_candidate(nora, tine, client_as, acting):
    mine = reserved(nora)
    with acting(tine) as viewer:
        acts.take_over_reservation(mine, tine, actor=viewer)
    with acting(nora) as viewer:
        acts.give_back(mine, actor=viewer, reason="Skal opereres i knæet")
    url = f"/pladser/reserveret/{mine.public_id}/"
    assert "opereres" in client_as(nora).get(url).content.decode()
    assert "opereres" not in client_as(tine).get(url).content.decode()


def test_bad_input_keeps_what_was_typed(nora, client_as):
    place = a_place(nora)
    for wrong in (
        {"what_for": ""}, {"weekly_hours": "99"}, {"held_until": "2031-01-01"},
        {"starts_on": "i morgen"}, {"what_for": "Til 010190-1234"}, {"citizen": "nul"},
    ):  # fmt: skip
        answer = client_as(nora).post(f"/pladser/{place.public_id}/reserver/", form_for(**wrong))
        assert answer.status_code == 422, wrong


def test_the_lists_cost_no_more_with_more_reservations(nora, client_as):
    workplace = a_workplace()
    first = reserved(nora, place=a_place(nora, workplace))
    pages = ["/pladser/?vis=open", f"/pladser/{first.place.public_id}/",
             f"/pladser/{first.place.public_id}/reserver/",
             f"/pladser/reserveret/{first.public_id}/",
             f"/pladser/reserveret/{first.public_id}/flyt/"]  # fmt: skip
    client = client_as(nora)
    client.get(pages[0])
    before = [queries_of(client, url) for url in pages]
    for _ in range(4):
        reserved(nora, place=a_place(nora, workplace))
        reserved(nora, place=first.place, what_for="Holdet", weekly_hours=3)
    assert [queries_of(client, url) for url in pages] == before
    assert max(before) <= 12
