"""A citizen reads own placements: the company by name, nobody who works there."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from citizens.own.door import COOKIE
from citizens.rules.own import DOOR
from jobcenter.clock import now
from jobcenter.doors import make_door
from tests.placements.factories import running


def test_the_citizen_reads_the_placement_but_not_who_works_there(nora, north) -> None:
    placement = running(nora)
    client = Client()
    client.cookies[COOKIE] = make_door(
        DOOR, jobcentre_id=north.pk, subject=placement.citizen.public_id,
        expires_at=now() + timedelta(minutes=15),
    )  # fmt: skip
    page = client.get(reverse("own:held")).text
    assert placement.place.workplace.name in page
    assert placement.mentor.name not in page
    assert "Dine forløb" in page
