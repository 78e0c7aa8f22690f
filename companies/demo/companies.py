"""The demo's companies: the shipped register file, and what two jobcentres know and did."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.actions.people import PersonFacts
from companies.actions.relations import RelationFacts
from companies.demo.words import CONTACTS_NORTH, CONTACTS_SOUTH, PEOPLE, DemoContact
from companies.models import Company, Contact, ContactPerson, Workplace
from companies.register.importing import import_register
from companies.rules import NextStep
from jobcenter.calendar import add_working_days
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

FILE = Path(__file__).parents[1] / "fixtures" / "cvr_fictitious.jsonl.gz"
SIZE = range(20, 60)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Load the register once, then give the jobcentre relations, people and contacts."""
    if not Company.objects.exists():
        import_register(FILE)
    if ContactPerson.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    is_north = jobcentre.code == "0901"
    staff = [people[name] for name in (("carl", "nora") if is_north else ("sol", "sol"))]
    actor = Viewer.of(staff[0])
    contacts = CONTACTS_NORTH if is_north else CONTACTS_SOUTH
    workplaces = demo_workplaces(jobcentre.code, len(PEOPLE) if is_north else 3)
    with clock_at(now() - timedelta(days=70)):  # so that the history reads as it came about
        known = [
            _know(workplace, actor, staff, number) for number, workplace in enumerate(workplaces)
        ]
    for told in contacts:
        workplace, person = known[told.company % len(known)]
        _contact(told, workplace, person, staff)


# The industries that fit what is told of each company in demo_words: a store, a kitchen, a
# factory, hauliers, craftsmen, an office, a workshop, a shop.
FITTING = [("52", "46"), ("56", "55"), ("10", "25", "31"), ("49", "38"), ("43", "41"),
           ("69", "70", "71", "62"), ("45", "33"), ("47",)]  # fmt: skip


def demo_workplaces(code: str, number: int) -> list[Workplace]:
    """Return suitable workplaces of a municipality: private, alive, middling, a company each.

    The first eight fit the story told of them, Mette's store first; the rest follow by number.
    """
    rows = list(
        Workplace.objects.select_related("company")
        .filter(municipality_code=code, status="active", employees__in=SIZE)
        .exclude(industry_code__startswith="84")
        .exclude(company__employees__gte=500)
        .order_by("p_number")
    )
    chosen: dict[int, Workplace] = {}
    for prefixes in FITTING:
        fitting = (row for row in rows if row.industry_code.startswith(prefixes))
        row = next((row for row in fitting if row.company_id not in chosen), None)
        if row is not None:
            chosen[row.company_id] = row
    for row in rows:
        chosen.setdefault(row.company_id, row)
    return list(chosen.values())[:number]


def _know(
    workplace: Workplace, actor: Viewer, staff: list[Membership], number: int
) -> tuple[Workplace, ContactPerson]:
    owner, other = (staff[number % 2], staff[(number + 1) % 2])
    actions.set_relation(
        workplace.company,
        RelationFacts(
            owner=owner,
            status="possible" if number % 4 == 3 else "cooperating",
            deputy=other if other != owner and number % 2 == 0 else None,
            segment=1 + number % 3,
        ),
        actor=actor,
    )
    first = None
    for told in PEOPLE[number % len(PEOPLE)]:
        facts: dict[str, Any] = {**told, "workplace": workplace}
        forename, house = told["name"].split()[0], workplace.company.name.split()[0]
        facts["email"] = f"{_plain(forename)}@{_plain(house)}.example"
        person = actions.add_person(workplace.company, PersonFacts(**facts), actor=actor)
        first = first or person
    assert first is not None  # noqa: S101  every company of the demo has people
    return workplace, first


def _plain(word: str) -> str:
    """Return a word as an address has it: æ, ø, å spelt out."""
    for letter, spelt in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        word = word.lower().replace(letter, spelt)
    return slugify(word)


def _contact(
    told: DemoContact, workplace: Workplace, person: ContactPerson, staff: list[Membership]
) -> Contact:
    who = staff[told.by]
    actor = Viewer.of(who)
    facts = ContactFacts(
        channel=told.channel, purpose=told.purpose, person=person, workplace=workplace
    )
    step = None
    if told.next_step:
        on = add_working_days(today(), max(told.next_in, 0)) if told.next_in else today()
        step = NextStep(told.next_step, on, who.pk)
    if told.days < 0:
        day = add_working_days(today(), -told.days)
        at = datetime.combine(day, time(9, 30), COPENHAGEN)
        with clock_at(now() - timedelta(days=1)):
            return actions.plan_contact(workplace.company, facts, actor=actor, planned_at=at)
    day = today() - timedelta(days=told.days)
    at = min(datetime.combine(day, time(10, 15), COPENHAGEN), now())
    with clock_at(at):
        return actions.log_contact(
            workplace.company, facts, actor=actor, held_at=at, outcome=told.outcome, next_step=step
        )
