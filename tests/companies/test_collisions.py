"""Two people at once, with real connections: one row merged, removed, changed and written about."""

import threading
import time
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import connection

from companies import actions
from companies.actions import merging
from companies.actions import spreadsheets as imports
from companies.actions.contacts import ContactFacts
from companies.actions.people import PersonFacts
from companies.actions.relations import RelationFacts
from companies.models import CompanyRelation, Contact, ContactParticipant, ContactPerson
from jobcenter.clock import now
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import make_company, make_contact, make_person, url
from tests.companies.test_spreadsheets import run, undo
from tests.placements.test_races import as_member, at_once

pytestmark = pytest.mark.django_db(transaction=True)


class Meanwhile:
    """Does something in a thread of its own that has to wait for this transaction."""

    def __init__(self, work) -> None:
        self.said: list[str] = []
        self.thread = threading.Thread(target=self._run, args=(work,))

    def _run(self, work) -> None:
        self.said = at_once(work)

    def __enter__(self) -> "Meanwhile":
        self.thread.start()
        time.sleep(0.4)  # until it stands in the queue
        return self

    def __exit__(self, *_: object) -> None:
        self.thread.join(20)


def waits_for(member, mine, theirs) -> list[str]:
    """Do `mine` without committing, let `theirs` begin, commit; return what it came to."""
    with ExitStack() as stack, acting_in(member.jobcentre_id, membership_id=member.pk):
        mine(Viewer.of(member))
        meanwhile = stack.enter_context(Meanwhile(theirs))
        assert meanwhile.thread.is_alive(), "it did not have to wait"
    return meanwhile.said


@pytest.fixture
def two(carl, acting, bakery):
    with acting(carl) as viewer:
        one = make_person(bakery, viewer, "Hanne Holst", phone="+4598000001")
        other = make_person(bakery, viewer, "Hanne M. Holst", email="h@b.example")
    return one, other


def merge(winner, loser):
    versions = (winner.version, loser.version)
    return lambda viewer: merging.merge_people(
        winner, loser, actor=viewer, take=set(), versions=versions
    )


def test_of_two_merges_at_once_the_second_is_told(two, carl, nora):
    one, other = two
    said = at_once(as_member(carl, merge(one, other)), as_member(nora, merge(other, one)))
    assert said == ["already_merged", "done"]
    with acting_in(carl.jobcentre_id):
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre).count() == 1


def test_who_is_written_about_while_being_merged_is_who_they_became(two, carl, nora, bakery):
    one, other = two
    facts = ContactFacts("phone", "Høre om åbninger", person=other, others=[one, other])
    log = as_member(
        nora,
        lambda viewer: actions.log_contact(
            bakery, facts, actor=viewer, held_at=now(), outcome="De vil gerne."
        ),
    )
    assert waits_for(carl, merge(one, other), log) == ["done"]
    with acting_in(carl.jobcentre_id):
        contact = Contact.objects.get(jobcentre=carl.jobcentre)
        assert contact.person_id == one.pk
        assert not ContactParticipant.objects.filter(jobcentre=carl.jobcentre).exists()


def test_a_contact_is_corrected_while_its_people_are_merged(two, carl, nora, bakery, acting):
    """The merge moves the contact's rows: both lock people first, so that neither is killed."""
    one, other = two
    with acting(carl) as viewer:
        contact = make_contact(bakery, viewer, person=other, others=[one])
    facts = ContactFacts("phone", "Høre mere", person=other, others=[one])

    def edit(viewer):
        actions.edit_contact(
            contact, facts, actor=viewer, version=1, at=contact.held_at, outcome="De vil gerne."
        )

    assert waits_for(carl, merge(one, other), as_member(nora, edit)) == ["done"]
    with acting_in(carl.jobcentre_id):
        contact.refresh_from_db()
        assert (contact.person_id, contact.purpose) == (one.pk, "Høre mere")


def test_who_is_merged_while_being_written_about_waits(two, carl, nora, bakery):
    one, other = two
    facts = ContactFacts("visit", "Halvårsmøde", person=other)
    when = now() + timedelta(days=1)

    def plan(viewer):
        actions.plan_contact(bakery, facts, actor=viewer, planned_at=when)

    assert waits_for(nora, plan, as_member(carl, merge(one, other))) == ["done"]
    with acting_in(carl.jobcentre_id):
        assert Contact.objects.get(jobcentre=carl.jobcentre).person_id == one.pk


def test_who_is_written_about_while_an_import_is_undone(carl, nora, bakery, acting):
    with acting(carl) as viewer:
        sheet = run(viewer, f"cvr;navn\n{bakery.cvr};Ib Ibsen\n")
        ib = ContactPerson.objects.get(jobcentre=carl.jobcentre)
    facts = ContactFacts("phone", "Høre om åbninger", person=ib)
    log = as_member(
        nora,
        lambda viewer: actions.log_contact(
            bakery, facts, actor=viewer, held_at=now(), outcome="De vil gerne."
        ),
    )
    assert waits_for(carl, lambda viewer: undo(viewer, sheet), log) == ["person_gone"]


def test_an_import_is_undone_while_somebody_edits(carl, nora, bakery, acting):
    with acting(carl) as viewer:
        sheet = run(viewer, f"cvr;navn\n{bakery.cvr};Ib Ibsen\n{bakery.cvr};Ida Iversen\n")
        ib = ContactPerson.objects.get(jobcentre=carl.jobcentre, name="Ib Ibsen")

    def edit(viewer):
        actions.edit_person(ib, PersonFacts("Ib Ibsen", title="kok"), actor=viewer, version=1)

    said = waits_for(nora, edit, as_member(carl, lambda viewer: undo(viewer, sheet)))
    assert said == ["done"]
    with acting_in(carl.jobcentre_id):
        left = ContactPerson.objects.get(jobcentre=carl.jobcentre)
        assert (left.name, left.title) == ("Ib Ibsen", "kok")


def test_an_import_is_run_twice_at_once(carl, bakery, acting):
    with acting(carl) as viewer:
        sheet = imports.take_spreadsheet(*_file(f"cvr;navn\n{bakery.cvr};Ib Ibsen\n"), actor=viewer)
        imports.choose_columns(sheet, ["cvr", "name"], actor=viewer)
        imports.go_on(sheet, None, actor=viewer)
        imports.run_spreadsheet(sheet, actor=viewer)
    go = as_member(carl, lambda viewer: imports.go_on(sheet, None, actor=viewer))
    assert at_once(go, go, go) == ["done"] * 3
    with acting_in(carl.jobcentre_id):
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre).count() == 1


def _file(text):
    import io

    raw = text.encode()
    return io.BytesIO(raw), "liste.csv", len(raw)


def test_two_change_the_same_rows_in_opposite_orders(carl, tine, nora, acting, client_as):
    with acting(carl) as viewer:
        companies = [make_company(f"Firma {n} ApS") for n in range(12)]
        for company in companies:
            actions.set_relation(company, RelationFacts(carl, "possible"), actor=viewer)
    page = "/lister/companies/samlet/"
    ids = [str(company.public_id) for company in companies]
    asked = [
        (client_as(carl), {"handling": "owner", "colleague": str(nora.public_id)}, ids),
        (client_as(tine), {"handling": "segment", "segment": "2"}, ids[::-1]),
    ]
    posts = []
    for client, what, rows in asked:
        facts = {**what, "valgt": ",".join(rows)}
        shown = client.post(page, {**facts, "trin": "vis"})
        assert shown.status_code == 200
        posts.append((client, {**facts, "trin": "gem", "set": shown.context["seen"]}))
    answers = []

    def save(client, facts):
        answers.append(client.post(page, facts).status_code)
        connection.close()

    said = at_once(*(lambda c=client, f=facts: save(c, f) for client, facts in posts))
    assert (said, answers) == (["done", "done"], [200, 200])
    with acting_in(carl.jobcentre_id):
        rows = CompanyRelation.objects.filter(jobcentre=carl.jobcentre)
        assert {row.version for row in rows} <= {2, 3}


def test_a_deadlock_is_a_sentence_and_not_a_failure(carl, nora, bakery, acting, client_as):
    """Held the wrong way round on purpose: who is stopped reads that nothing was saved."""
    with acting(carl) as viewer:
        other = make_company("Andre ApS")
        rows = [
            actions.set_relation(company, RelationFacts(carl, "possible"), actor=viewer)
            for company in (bakery, other)
        ]
    barrier = threading.Barrier(2)
    client = client_as(nora)
    answers = []

    def hold(viewer):
        ours = CompanyRelation.objects.filter(jobcentre_id=viewer.jobcentre_id)
        ours.select_for_update().get(pk=rows[1].pk)
        barrier.wait(5)
        ours.select_for_update().get(pk=rows[0].pk)

    def post():
        from companies.views import people

        plain = people.actions.set_relation

        def slow(company, *args, **kwargs):
            done = plain(company, *args, **kwargs)
            barrier.wait(5)
            plain(other, *args, **{**kwargs, "version": 1})
            return done

        people.actions.set_relation = slow
        try:
            facts = {"owner": str(nora.public_id), "status": "possible", "version": "1"}
            answers.append(client.post(url("relation", bakery), facts).status_code)
        finally:
            people.actions.set_relation = plain
            connection.close()

    said = at_once(as_member(carl, hold), post)
    with acting_in(carl.jobcentre_id):
        version = CompanyRelation.objects.get(jobcentre=carl.jobcentre, company=bakery).version
    # PostgreSQL stops whoever waited long enough first: the page, or the other transaction.
    assert (answers, version) in [([409], 1), ([302], 2)], said
