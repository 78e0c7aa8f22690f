"""Five years of contacts with the employers of the demo municipality, written in bulk.

Deterministic: the same register gives the same history. A little more than half of the employers
have been contacted (57 % of Danish workplaces in 2010); most of the cooperation is with few.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import QuerySet

from companies.actions.people import SEARCH_KIND
from companies.demo.history_words import (
    DECLINED,
    FAMILY_NAMES,
    FIRST,
    FORENAMES,
    NOTES,
    TITLES,
    TOGETHER,
    Story,
)
from companies.models import Company, CompanyRelation, Contact, ContactPerson
from jobcenter.calendar import add_working_days
from jobcenter.clock import COPENHAGEN, today
from jobcenter.models import Event, Jobcentre, Membership, SearchWord, User
from jobcenter.permissions import Role
from jobcenter.search import words_of
from jobcenter.sorting import danish_key

YEARS = 5
QUIET_DAYS = 21  # nothing newer: what is new in the demo is told by hand
CONTACTED = 0.57
# Who has left, and how many days ago: history stays when people do.
FORMER = (("Grethe Gadevang", 640), ("Palle Pilegård", 290))
# (smallest number of employees, relation's chance, contacts fewest to most)
EFFORT = ((50, 0.8, 8, 26), (10, 0.6, 4, 14), (5, 0.45, 2, 8), (0, 0.25, 1, 4))


@dataclass
class History:
    """Rows to write, all of one jobcentre."""

    people: list[ContactPerson] = field(default_factory=list)
    relations: list[CompanyRelation] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Give Nordby's employers the history they do not have yet; does nothing the second time."""
    if jobcentre.code != "0901" or _former(jobcentre).exists():
        return
    staff = _make_former(jobcentre, people) + [people[name] for name in ("carl", "nora", "tine")]
    rng = Random(901)  # noqa: S311  the same history every time is the point
    known = CompanyRelation.objects.filter(jobcentre=jobcentre).values("company_id")
    employers = (
        Company.objects.filter(municipality_code=jobcentre.code, employees__gte=1)
        .exclude(pk__in=known)
        .only("id", "public_id", "employees", "started_on", "ceased_on")
        .order_by("id")
    )
    history = History()
    for company in employers:
        if rng.random() < CONTACTED:
            _tell(rng, jobcentre, company, staff, history)
    _write(jobcentre, history)


def _former(jobcentre: Jobcentre) -> QuerySet[Membership]:
    return Membership.objects.filter(jobcentre=jobcentre, name__in=[name for name, _ in FORMER])


def _make_former(jobcentre: Jobcentre, people: dict[str, Membership]) -> list[Membership]:
    """Make the colleagues who left: their names stay in the history, they cannot log in."""
    made = []
    for name, days in FORMER:
        email = f"{name.split()[0].lower()}@nord.example"
        user = User.objects.create_user(email, None, name=name, is_active=False)
        made.append(
            Membership.objects.create(
                jobcentre=jobcentre, user=user, name=name, team=people["carl"].team,
                roles=[Role.COMPANY_CONSULTANT], ended_on=today() - timedelta(days=days),
            )
        )  # fmt: skip
    return made


def _tell(
    rng: Random, jobcentre: Jobcentre, company: Company, staff: list[Membership], to: History
) -> None:
    """Tell one employer's years: first attempts, then what came of them."""
    size = company.employees or 0
    _least, chance, fewest, most = next(each for each in EFFORT if size >= each[0])
    cooperates = rng.random() < chance
    days = _days(rng, company, rng.randint(fewest, most if cooperates else max(fewest, most // 3)))
    if not days:
        return
    persons = [_person(rng, jobcentre, company) for _ in range(1 + (cooperates and size >= 10))]
    to.people += persons
    declined = not cooperates and rng.random() < 0.25
    for number, day in enumerate(days):
        last = number == len(days) - 1
        if declined and last:
            story = DECLINED
        elif number < 2 or not cooperates:
            story = rng.choice(FIRST)
        else:
            story = rng.choice(TOGETHER)
        who = _who(rng, staff, day)
        to.contacts.append(_contact(rng, jobcentre, company, rng.choice(persons), who, story, day))
    if cooperates or declined or rng.random() < 0.3:
        owner = _who(rng, staff, today())
        resting = cooperates and days[-1] < today() - timedelta(days=540)
        status = "declined" if declined else "possible"
        if cooperates:
            status = "resting" if resting else "cooperating"
        to.relations.append(
            CompanyRelation(
                jobcentre=jobcentre, company=company, owner=owner, status=status,
                segment=min(4, 1 + next(i for i, each in enumerate(EFFORT) if size >= each[0])),
                since=days[0], note=rng.choice(NOTES),
            )
        )  # fmt: skip


def _days(rng: Random, company: Company, number: int) -> list[date]:
    """Return working days within the company's life and the last five years, in order."""
    first = today() - timedelta(days=365 * YEARS)
    last = today() - timedelta(days=QUIET_DAYS)
    if company.started_on:
        first = max(first, company.started_on)
    if company.ceased_on:
        last = min(last, company.ceased_on)
    span = (last - first).days
    if span < 1:
        return []
    found = {
        add_working_days(first + timedelta(days=rng.randrange(span)), 0) for _ in range(number)
    }
    return sorted(day for day in found if day <= last)


def _who(rng: Random, staff: list[Membership], day: date) -> Membership:
    """Return who was there that day: those who left did the work until then."""
    there = [each for each in staff if each.ended_on is None or day < each.ended_on]
    return there[0] if rng.random() < 0.5 else rng.choice(there)


def _person(rng: Random, jobcentre: Jobcentre, company: Company) -> ContactPerson:
    title, level, roles = rng.choice(TITLES)
    forename = rng.choice(FORENAMES)
    name = f"{forename} {rng.choice(FAMILY_NAMES)}"
    left = rng.random() < 0.12
    return ContactPerson(
        jobcentre=jobcentre, company=company, name=name, name_key=danish_key(name), title=title,
        level=level, roles=sorted(roles), phone=f"+4598{rng.randrange(1000, 9999):04d}00",
        left_on=today() - timedelta(days=rng.randint(30, 900)) if left else None,
    )  # fmt: skip


def _contact(
    rng: Random, jobcentre: Jobcentre, company: Company, person: ContactPerson,
    who: Membership, story: Story, day: date,
) -> Contact:  # fmt: skip
    at = datetime.combine(
        day, time(rng.randint(8, 14), rng.choice((0, 10, 15, 30, 45))), COPENHAGEN
    )
    step = rng.choice(story.steps) if story.steps and rng.random() < 0.5 else ""
    due = add_working_days(day, rng.randint(3, 15)) if step else None
    done = datetime.combine(due, time(9), COPENHAGEN) if due else None
    return Contact(
        jobcentre=jobcentre, company=company, person=person, by=who,
        channel=rng.choice(story.channels), state="held", held_at=at, purpose=story.purpose,
        outcome=rng.choice(story.outcomes), next_step=step, next_step_on=due,
        next_step_owner=who if step else None, next_step_done_at=done,
    )  # fmt: skip


def _write(jobcentre: Jobcentre, history: History) -> None:
    """Write everything with its timeline rows and search words, a few statements in all."""
    ContactPerson.objects.bulk_create(history.people, batch_size=1000)
    CompanyRelation.objects.bulk_create(history.relations, batch_size=1000)
    Contact.objects.bulk_create(history.contacts, batch_size=1000)
    Event.objects.bulk_create(_events(jobcentre, history), batch_size=2000)
    SearchWord.objects.bulk_create(
        [
            SearchWord(jobcentre=jobcentre, kind=SEARCH_KIND, object_id=person.pk, word=word)
            for person in history.people
            for word in words_of(person.name)
        ],
        batch_size=2000,
    )


def _events(jobcentre: Jobcentre, history: History) -> Iterator[Event]:
    for contact in history.contacts:
        assert contact.held_at is not None  # noqa: S101  all of them are held
        yield Event(
            jobcentre=jobcentre, at=contact.held_at, kind="companies.contact_held",
            group="contact", actor_id=contact.by_id, company_id=contact.company_id,
            subject=contact.public_id, text=contact.purpose,
        )  # fmt: skip
    for relation in history.relations:
        yield Event(
            jobcentre=jobcentre, at=datetime.combine(relation.since, time(9), COPENHAGEN),
            kind="companies.relation_changed", group="relation", actor_id=relation.owner_id,
            company_id=relation.company_id, subject=relation.company.public_id,
            text=relation.owner.name,
        )  # fmt: skip
