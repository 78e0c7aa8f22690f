"""Campaign mail is stopped by one POST, and by nothing less."""

from datetime import timedelta

import pytest
from django.test import Client

from companies.actions.mail_consent import STOP_DOOR, stop_mail
from companies.mails.campaigns import stop_link
from companies.models import ContactPerson
from jobcenter.clock import clock_at, now
from jobcenter.errors import NotYours
from jobcenter.models import Event
from jobcenter.viewer import Viewer
from tests.companies.factories import make_person


@pytest.fixture
def person(bakery, carl, acting) -> ContactPerson:
    """Somebody who agreed to mail."""
    with acting(carl) as viewer:
        return make_person(bakery, viewer, email="h@b.example", may_receive_mail=True)


def path_of(person: ContactPerson, carl, acting) -> str:
    with acting(carl):
        link = stop_link(person)
    assert "h@b" not in link
    return link[link.index("/afmeld/") :]


def test_looking_stops_nothing_and_one_click_does(person, carl, acting) -> None:
    path = path_of(person, carl, acting)
    for _ in range(2):
        assert Client().get(path).status_code == 200
    with acting(carl):
        person.refresh_from_db()
        assert person.may_receive_mail
    for _ in range(2):  # a mail program may say it twice
        answer = Client().post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and answer["Referrer-Policy"] == "no-referrer"
    with acting(carl):
        person.refresh_from_db()
        assert not person.may_receive_mail
        assert Event.objects.filter(kind="companies.mail_stopped").count() == 1


def test_a_link_is_ones_own_and_grows_old(person, bakery, carl, sol, acting) -> None:
    path = path_of(person, carl, acting)
    with acting(carl) as viewer:
        other = make_person(bakery, viewer, "Bo", email="bo@b.example", may_receive_mail=True)
        door = Viewer(viewer.jobcentre_id, kind=STOP_DOOR, subject=person.public_id)
        for actor in (door, viewer):
            with pytest.raises(NotYours):
                stop_mail(other, actor=actor)
    with clock_at(now() + timedelta(days=401)):
        assert Client().post(path).status_code == 410
    assert Client().get("/afmeld/" + "x" * 43 + "/").status_code == 404
    foreign = Viewer(sol.jobcentre_id, kind=STOP_DOOR, subject=person.public_id)
    with pytest.raises(NotYours), acting(sol):
        stop_mail(person, actor=foreign)
