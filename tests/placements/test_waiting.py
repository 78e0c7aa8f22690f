"""The waiting list: in line, up with a reason, off it, and told when a place comes free."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from citizens.actions import end_citizen
from followup.queue import work_queue
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from placements.actions import waiting as acts
from placements.models import Waiting
from tests.placements.counting import queries_of
from tests.placements.factories import a_citizen, a_place, a_workplace, agreed
from tests.placements.reserving import reserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def put(acting):
    def work(member, place, citizen=None, **facts):
        with acting(member) as viewer:
            return acts.put_on_list(
                citizen or a_citizen(member), place, actor=viewer,
                **{"why": "Vil gerne være ude", **facts},
            )  # fmt: skip

    return work


def line(acting, member):
    with acting(member):
        return list(Waiting.objects.open().order_by("rank", "id"))


def first_of(acting, member):
    with acting(member) as viewer:
        return [
            row.subject
            for section in work_queue(viewer)
            if section.kind.code == "placements.waiting"
            for row in section.rows
        ]


def test_first_come_first_and_a_leader_moves_up_with_a_reason(nora, tine, put, acting):
    place = a_place(nora)
    one, two, three = (put(nora, place) for _ in range(3))
    assert line(acting, nora) == [one, two, three]
    with acting(nora) as viewer, pytest.raises(PermissionDenied):
        acts.move_up(three, actor=viewer, reason="x", version=1)
    with acting(tine) as viewer:
        with pytest.raises(Refused) as error:
            acts.move_up(three, actor=viewer, reason="  ", version=1)
        assert error.value.code == "waiting_reason"
        with pytest.raises(Stale):
            acts.move_up(three, actor=viewer, reason="Kan begynde nu", version=4)
        acts.move_up(three, actor=viewer, reason="Kan begynde nu", version=1)
        with pytest.raises(Refused) as error:
            acts.move_up(one, actor=viewer, reason="x", version=1)
        assert error.value.code == "waiting_first"
    assert line(acting, nora) == [one, three, two]


def test_once_in_a_line_and_only_by_the_case_team(nora, carl, tine, sol, put, acting):
    place, other = a_place(nora), a_place(sol)
    row = put(nora, place)
    with pytest.raises(Refused) as error:
        put(nora, place, row.citizen)
    assert error.value.code == "waiting_once"
    for member in (carl, tine):
        with pytest.raises(PermissionDenied):
            put(member, place, row.citizen)
    with pytest.raises(NotYours):
        put(nora, other)
    with acting(tine) as viewer, pytest.raises(PermissionDenied):
        acts.take_off_list(row, actor=viewer, reason="x", version=1)
    with pytest.raises(Refused):
        put(nora, place, why="Ring 010190-1234")


def test_taken_off_placed_or_ended_one_waits_no_more(nora, put, acting):
    place = a_place(nora)
    off, placed, ended = (put(nora, place) for _ in range(3))
    with acting(nora) as viewer:
        acts.take_off_list(off, actor=viewer, reason="Fik arbejde", version=1)
        end_citizen(ended.citizen, actor=viewer, reason="Flytter til en anden kommune")
    agreed(nora, place=place, citizen=placed.citizen)
    assert line(acting, nora) == []
    with acting(nora):
        states = dict(Waiting.objects.values_list("pk", "state"))
    assert states == {off.pk: "withdrawn", placed.pk: "placed", ended.pk: "withdrawn"}


def test_the_first_in_line_is_told_when_a_place_comes_free(nora, put, acting):
    workplace = a_workplace()
    place, other = a_place(nora, workplace), a_place(nora, workplace, title="Kantinen")
    agreed(nora, place=place)
    held = agreed(nora, place=other, ends_on=today() + timedelta(days=7))
    for_place, anywhere, third = (
        put(nora, place), put(nora, place, anywhere=True), put(nora, other)
    )  # fmt: skip
    assert first_of(acting, nora) == [anywhere.public_id]  # the other place is free in a week
    with acting(nora) as viewer:
        acts.take_off_list(anywhere, actor=viewer, reason="Fik arbejde", version=1)
    assert first_of(acting, nora) == [third.public_id]
    assert for_place in line(acting, nora)
    reserved(nora, place=other, starts_on=held.ends_on + timedelta(days=1))
    assert first_of(acting, nora) == []  # what is reserved is not free


def test_the_page(nora, tine, sol, put, client_as, acting):
    place, person = a_place(nora), a_citizen(nora)
    url = f"/pladser/{place.public_id}/venteliste/"
    client = client_as(nora)
    assert client.post(url, {"citizen": "", "why": ""}).status_code == 422
    said = {"citizen": str(person.public_id), "why": "Vil gerne være ude", "once": ""}
    assert client.post(url, said).status_code == 302
    assert client.post(url, said).status_code == 422  # is on it already
    row, other = line(acting, nora)[0], put(nora, place)
    page = client.get(url).content.decode()
    assert "Vil gerne være ude" in page and "Kim" in page
    seen = client_as(tine).get(url).content.decode()
    assert "Kim" not in seen and "Vil gerne" not in seen and "/op/" in seen
    up, off = (f"/pladser/venteliste/{other.public_id}/{way}/" for way in ("op", "af"))
    assert client.get(up).status_code == 403
    assert client_as(tine).get(up).status_code == 200
    assert client_as(tine).post(up, {"reason": "", "version": 1}).status_code == 422
    done = {"reason": "Begynder nu", "version": 1, "plads": str(place.public_id)}
    assert client_as(tine).post(up, done)["Location"] == url
    assert line(acting, nora) == [other, row]
    assert client_as(sol).get(off).status_code == 404
    assert client.post(off, {"reason": "Fik arbejde", "version": 2}).status_code == 302


def test_it_costs_no_more_with_more_in_line(nora, put, client_as):
    workplace = a_workplace()
    place = a_place(nora, workplace)
    put(nora, place)
    pages = [f"/pladser/{place.public_id}/venteliste/", f"/pladser/{place.public_id}/",
             "/pladser/tavle/"]  # fmt: skip
    client = client_as(nora)
    for url in pages:
        client.get(url)
    before = [queries_of(client, url) for url in pages]
    for _ in range(4):
        put(nora, place)
        put(nora, a_place(nora))
    assert [queries_of(client, url) for url in pages] == before
    assert max(before) <= 12
