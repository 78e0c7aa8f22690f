"""Every action: works · reader refused · other jobcentre refused · rollback leaves nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.actions.people import PersonFacts
from companies.actions.profiles import ProfileFacts
from companies.actions.relations import RelationFacts
from companies.models import CompanyRelation, Contact, ContactParticipant, ContactPerson
from companies.queries import find_people
from companies.rules import NextStep
from jobcenter.clock import now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from tests.companies.factories import make_company, make_contact, make_person, make_workplace

CALL = ContactFacts(channel="phone", purpose="Høre om åbninger")
TOMORROW = timedelta(days=1)


def step(owner, days: int = 3) -> NextStep:
    return NextStep("Ringe igen", today() + timedelta(days=days), owner.pk)


class TestPeople:
    def test_add_makes_findable_and_tells_the_timeline(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            person = make_person(bakery, viewer, "Hanne  Højgaard", roles=["mentor", "hr"])
            assert person.name == "Hanne Højgaard"
            assert person.is_mentor
            assert [hit.title for hit in find_people(viewer, "høj", 5)] == ["Hanne Højgaard"]
            event = Event.objects.get(kind="companies.person_added")
            assert (event.company_id, event.subject) == (bakery.pk, person.public_id)

    def test_edit_takes_the_version_it_was_read_at(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            person = make_person(bakery, viewer)
            actions.edit_person(person, PersonFacts(name="Hanne Hald"), actor=viewer, version=1)
            with pytest.raises(Stale):
                actions.edit_person(person, PersonFacts(name="Nej"), actor=viewer, version=1)
            person.refresh_from_db()
            assert (person.name, person.version) == ("Hanne Hald", 2)
            assert [hit.title for hit in find_people(viewer, "hald", 5)] == ["Hanne Hald"]

    def test_left_is_noted_once_and_not_ahead(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            person = make_person(bakery, viewer)
            with pytest.raises(Refused, match="today or earlier"):
                actions.note_person_left(person, actor=viewer, on=today() + TOMORROW)
            actions.note_person_left(person, actor=viewer, on=today())
            with pytest.raises(Refused, match="already noted"):
                actions.note_person_left(person, actor=viewer, on=today())

    def test_workplace_of_another_company_is_refused(self, carl, acting, bakery) -> None:
        elsewhere = make_workplace(make_company("Andet ApS"))
        with acting(carl) as viewer, pytest.raises(Refused, match="another company"):
            make_person(bakery, viewer, workplace=elsewhere)

    def test_history_is_kept_by_the_database(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            person = make_person(bakery, viewer)
            ContactPerson.objects.filter(pk=person.pk).update(title="direktør")
            assert person.history.count() == 2


class TestContacts:
    def test_log(self, carl, nora, acting, bakery, shop) -> None:
        with acting(carl) as viewer:
            hanne = make_person(bakery, viewer, workplace=shop)
            mette = make_person(bakery, viewer, "Mette Mikkelsen")
            contact = make_contact(
                bakery, viewer, person=hanne, others=[mette, hanne], colleagues=[nora, carl],
                next_step=step(carl),
            )  # fmt: skip
            assert contact.workplace == shop
            assert contact.next_step_owner_id == carl.pk
            took_part = ContactParticipant.objects.filter(contact=contact)
            assert {(each.person_id, each.membership_id) for each in took_part} == {
                (mette.pk, None),
                (None, nora.pk),
            }
            event = Event.objects.get(kind="companies.contact_held")
            assert event.at == contact.held_at
            assert event.text == "Høre om åbninger"

    def test_log_refuses_the_future(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer, pytest.raises(Refused, match="Plan it"):
            make_contact(bakery, viewer, held_at=now() + TOMORROW)

    def test_plan_hold(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            planned = actions.plan_contact(bakery, CALL, actor=viewer, planned_at=now() + TOMORROW)
            held = actions.hold_contact(
                planned, actor=viewer, version=1, held_at=now(), outcome="Ja tak",
                next_step=step(carl),
            )  # fmt: skip
            assert held.pk == planned.pk
            assert (held.state, held.outcome, held.version) == ("held", "Ja tak", 2)
            with pytest.raises(Stale):
                actions.cancel_contact(held, actor=viewer, version=1, reason="sent")
            with pytest.raises(Refused, match="already been held"):
                actions.cancel_contact(held, actor=viewer, version=2, reason="sent")

    def test_plan_refuses_the_past(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer, pytest.raises(Refused, match="has passed"):
            actions.plan_contact(bakery, CALL, actor=viewer, planned_at=now() - TOMORROW)

    def test_cancel_needs_a_reason(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            planned = actions.plan_contact(bakery, CALL, actor=viewer, planned_at=now() + TOMORROW)
            with pytest.raises(Refused, match="why"):
                actions.cancel_contact(planned, actor=viewer, version=1, reason=" ")
            actions.cancel_contact(planned, actor=viewer, version=1, reason="Direktøren er syg")
            planned.refresh_from_db()
            assert planned.state == "cancelled"

    def test_next_step_is_done_once(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            contact = make_contact(bakery, viewer, next_step=step(carl))
            assert actions.finish_next_step(contact, actor=viewer)
            assert not actions.finish_next_step(contact, actor=viewer)
            assert Event.objects.filter(kind="companies.step_done").count() == 1

    def test_next_step_in_the_past_or_of_another_house(self, carl, sol, acting, bakery) -> None:
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="lie ahead"):
                make_contact(bakery, viewer, next_step=step(carl, -1))
            with pytest.raises(NotYours):
                make_contact(bakery, viewer, next_step=step(sol))

    def test_person_of_another_company(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            stranger = make_person(make_company("Andet ApS"), viewer)
            with pytest.raises(Refused, match="another company"):
                make_contact(bakery, viewer, person=stranger)


class TestRelations:
    def test_set_and_change(self, carl, nora, acting, bakery) -> None:
        with acting(carl) as viewer:
            facts = RelationFacts(owner=carl, status="possible")
            relation = actions.set_relation(bakery, facts, actor=viewer)
            changed = RelationFacts(owner=nora, status="cooperating", deputy=carl, segment=2)
            actions.set_relation(bakery, changed, actor=viewer, version=1)
            relation.refresh_from_db()
            assert (relation.owner, relation.deputy, relation.version) == (nora, carl, 2)

    def test_two_first_relations(self, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            facts = RelationFacts(owner=carl, status="possible")
            actions.set_relation(bakery, facts, actor=viewer)
            with pytest.raises(Stale):
                actions.set_relation(bakery, facts, actor=viewer)

    def test_refusals(self, carl, sol, acting, bakery) -> None:
        with acting(carl) as viewer:
            with pytest.raises(NotYours):
                actions.set_relation(bakery, RelationFacts(sol, "possible"), actor=viewer)
            with pytest.raises(Refused, match="another"):
                actions.set_relation(bakery, RelationFacts(carl, "possible", carl), actor=viewer)


def every_write(company, person, contact, planned, who):
    """Name and call of every action of the room."""
    return {
        "add_person": lambda v: actions.add_person(company, PersonFacts(name="X"), actor=v),
        "edit_person": lambda v: actions.edit_person(
            person, PersonFacts(name="X"), actor=v, version=1
        ),
        "note_person_back": lambda v: actions.note_person_back(person, actor=v),
        "note_person_left": lambda v: actions.note_person_left(person, actor=v, on=today()),
        "log_contact": lambda v: actions.log_contact(
            company, CALL, actor=v, held_at=now(), outcome="X"
        ),
        "plan_contact": lambda v: actions.plan_contact(
            company, CALL, actor=v, planned_at=now() + TOMORROW
        ),
        "hold_contact": lambda v: actions.hold_contact(
            planned, actor=v, version=1, held_at=now(), outcome="X"
        ),
        "cancel_contact": lambda v: actions.cancel_contact(planned, actor=v, version=1, reason="X"),
        "finish_next_step": lambda v: actions.finish_next_step(contact, actor=v),
        "set_relation": lambda v: actions.set_relation(
            company, RelationFacts(who, "possible"), actor=v
        ),
        "edit_contact": lambda v: actions.edit_contact(
            contact, CALL, actor=v, version=1, at=now(), outcome="X"
        ),
        "share_contact": lambda v: actions.share_contact(contact, actor=v),
        "withdraw_contact": lambda v: actions.withdraw_contact(contact, actor=v),
        "write_profile": lambda v: actions.write_profile(
            company.workplaces.get(), ProfileFacts(note="X"), actor=v
        ),
    }


NAMES = list(every_write(None, None, None, None, None))


HERE = {"contacts", "people", "presence", "profiles", "relations"}


def test_every_action_is_here() -> None:
    found = [
        name
        for name in actions.__all__
        if getattr(actions, name).__module__.rpartition(".")[2] in HERE
    ]
    assert sorted(NAMES) == sorted(found)


@pytest.fixture
def writes(carl, acting, bakery):
    """Every action over rows of North."""
    with acting(carl) as viewer:
        person = make_person(bakery, viewer)
        contact = make_contact(bakery, viewer, next_step=step(carl))
        planned = actions.plan_contact(bakery, CALL, actor=viewer, planned_at=now() + TOMORROW)
    make_workplace(bakery)
    return every_write(bakery, person, contact, planned, carl)


# Companies are national: another jobcentre's consultant does these for their own.
OF_OWN = {"add_person", "log_contact", "plan_contact", "write_profile"}


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_is_refused(writes, bente, acting, name) -> None:
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        writes[name](viewer)


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_OWN))
def test_another_jobcentre_is_refused(writes, sol, acting, name) -> None:
    """Companies are national: South may add its own person and contact, see below."""
    with acting(sol) as viewer:
        if name == "finish_next_step":
            assert writes[name](viewer) is False
        else:
            with pytest.raises(NotYours):
                writes[name](viewer)


@pytest.mark.parametrize("name", NAMES)
def test_a_rollback_leaves_nothing(writes, carl, acting, name) -> None:
    def count():
        models = (Contact, ContactPerson, CompanyRelation, Event)
        return [list(model.objects.order_by("pk").values_list()) for model in models]

    with acting(carl) as viewer:
        before = count()
        with transaction.atomic():
            writes[name](viewer)
            transaction.set_rollback(True)
        assert count() == before


@pytest.mark.parametrize("name", ["add_person", "log_contact", "plan_contact"])
def test_an_actor_of_another_house_cannot_act_here(writes, sol, north, acting, name) -> None:
    from jobcenter.viewer import Viewer

    with acting(north), pytest.raises(RuntimeError, match="own jobcentre"):
        writes[name](Viewer.of(sol))


def test_south_sees_nothing_of_norths(writes, carl, sol, acting, bakery) -> None:
    with acting(sol) as viewer:
        for model in (Contact, ContactPerson, CompanyRelation, ContactParticipant, Event):
            assert not model.objects.filter(jobcentre_id=viewer.jobcentre_id).exists()
            assert not model.objects.exists()
        assert find_people(viewer, "hanne", 5) == []
