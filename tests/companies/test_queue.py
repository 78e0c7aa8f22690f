"""What the room puts on “my day”, and the demo it builds."""

from datetime import timedelta

import pytest

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.demo import companies as demo
from companies.models import Company, CompanyRelation, Contact, ContactPerson
from companies.queue.work import contact_rows, planned_rows, step_rows
from companies.rules import NextStep
from jobcenter.clock import clock_at, now, today
from jobcenter.tenancy import acting_in
from tests.companies.factories import make_contact

VISIT = ContactFacts(channel="visit", purpose="Halvårsmøde")


def test_planned_contacts_of_today_and_those_nobody_settled(carl, nora, acting, bakery) -> None:
    with acting(carl) as viewer:
        for hours in (1, 24 * 3):
            actions.plan_contact(
                bakery, VISIT, actor=viewer, planned_at=now() + timedelta(hours=hours)
            )
        day = today() + timedelta(days=2)
        (row,) = planned_rows(viewer, day, 10)
        assert row.title == bakery.name
        assert "Halvårsmøde" in row.why
        assert row.tag is not None
        assert row.tag.tone == "bad"  # it has passed and nobody has said what came of it
        assert len(planned_rows(viewer, day + timedelta(days=2), 10)) == 2
        assert len(planned_rows(viewer, day + timedelta(days=2), 1)) == 1
    with acting(nora) as viewer:
        assert planned_rows(viewer, day, 10) == []


def test_next_steps_that_are_due(carl, nora, acting, bakery) -> None:
    with acting(carl) as viewer:
        step = NextStep("Sende papirer", today() + timedelta(days=1), nora.pk)
        contact = make_contact(bakery, viewer, next_step=step)
        assert step_rows(viewer, step.on, 10) == []
    with acting(nora) as viewer:
        assert step_rows(viewer, today(), 10) == []
        (row,) = step_rows(viewer, step.on, 10)
        assert (row.severity, row.due_on) == ("week", step.on)
        (late,) = step_rows(viewer, step.on + timedelta(days=4), 10)
        assert late.severity == "now"
        actions.finish_next_step(contact, actor=viewer)
        assert step_rows(viewer, step.on, 10) == []


def test_queue_costs_a_query_each(carl, acting, bakery, django_assert_num_queries) -> None:
    with acting(carl) as viewer:
        for _ in range(4):
            make_contact(bakery, viewer, next_step=NextStep("Ringe", today(), carl.pk))
            actions.plan_contact(bakery, VISIT, actor=viewer, planned_at=now())
        with django_assert_num_queries(2):
            assert len(step_rows(viewer, today(), 10)) == 4
            assert len(planned_rows(viewer, today(), 10)) == 4


@pytest.mark.parametrize("weekday", [0, 4, 6])
def test_the_demo_is_built_once_on_any_day(people, north, south, weekday) -> None:
    moment = now() + timedelta(days=(weekday - now().weekday()) % 7)
    with clock_at(moment):
        for _ in range(2):
            for jobcentre in (north, south):
                with acting_in(jobcentre):
                    demo.build(jobcentre, people)
        with acting_in(north):
            counts = [model.objects.count() for model in (CompanyRelation, ContactPerson, Contact)]
            assert counts == [8, 13, 14]
            mette = ContactPerson.objects.select_related("workplace").mentors().get(
                name="Mette Mikkelsen"
            )  # fmt: skip
            assert mette.workplace.municipality_code == "0901"
            assert Contact.objects.with_open_step().filter(next_step_on=today()).exists()
        with acting_in(south):
            assert Contact.objects.count() == 3
    assert Company.objects.count() >= 2850


def test_both_in_one_query(carl, acting, bakery, django_assert_num_queries) -> None:
    with acting(carl) as viewer:
        for hours in (1, 2):
            actions.plan_contact(
                bakery, VISIT, actor=viewer, planned_at=now() + timedelta(hours=hours)
            )
        make_contact(bakery, viewer, next_step=NextStep("Sende papirer", today(), carl.pk))
        day = today() + timedelta(days=1)
        apart = [*planned_rows(viewer, day, 10), *step_rows(viewer, day, 10)]
        with django_assert_num_queries(1):
            together = contact_rows(viewer, day, 10)
        assert sorted(r.key or str(r.subject) for r in together) == sorted(
            r.key or str(r.subject) for r in apart
        )
        assert len(together) == 3
        assert len(contact_rows(viewer, day, 2)) == 2
