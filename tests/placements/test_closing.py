"""A contact person's mail changes: what went to the former one is closed, for good."""

from django.test import Client

from companies.actions.people import edit_person, facts_of
from companies.models import ContactPerson
from placements.mails.weeks import mentor_link
from placements.models import Placement, SharingReader


def move(viewer, person, **facts):
    """Change a contact person as somebody who may log contacts can."""
    person = ContactPerson.objects.get(pk=person.pk)
    edit_person(person, facts_of(person, **facts), actor=viewer, version=person.version)


def test_links_to_a_former_mail_stay_closed_when_it_comes_back(shared, nora, carl, acting):
    with acting(nora) as viewer:
        placement = Placement.objects.get(pk=shared.placement.pk)
        week = mentor_link(placement)
    week = week[week.index("/m/") :]
    reader = Client()
    assert reader.get(week).status_code == 200
    assert reader.get(shared.link).status_code == 200
    before = shared.reader.person.email
    with acting(carl) as viewer:
        move(viewer, shared.reader.person, email="en-anden@eksempel.dk")
        move(viewer, shared.reader.person, email=before)
        assert not SharingReader.objects.get(pk=shared.reader.pk).is_same, "confirmed anew first"
    assert reader.get(week).status_code == 410
    assert reader.get(shared.link).status_code == 410


def test_another_name_or_title_closes_nothing(shared, nora, carl, acting):
    with acting(carl) as viewer:
        move(viewer, shared.reader.person, title="Kantineleder")
        assert SharingReader.objects.get(pk=shared.reader.pk).is_same
    assert Client().get(shared.link).status_code == 200
