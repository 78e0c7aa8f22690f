"""The demo's partnership agreements: fifty in Nordby, kept well, badly and in between."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from companies import actions
from companies.actions import agreements as acts
from companies.actions import agreements_signing as signing
from companies.actions.agreements import AgreementFacts, GoalFacts
from companies.actions.contacts import ContactFacts
from companies.choices import RelationStatus
from companies.choices.agreement import DOOR, Side
from companies.demo import demo_workplaces
from companies.models import Agreement, Company, CompanyRelation, ContactPerson
from companies.queries.agreement_text import template_of
from followup.choices import MessageState
from followup.models import Message
from jobcenter.clock import COPENHAGEN, clock_at, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

MANY = 50
WITH_PLACES = 12  # the first companies have placements to count
COURSE_HELD = "To mentorer har været på kursus"
PURPOSES = (
    "Fire faste pladser og en vej ind i faget",
    "Flere hænder i højsæsonen",
    "Fastholde dem, der bliver syge",
    "Praktik, der fører til job",
    "Rekruttere og lære op sammen",
)
AREAS = (("recruitment", "clarification"), ("recruitment", "fairs"), ("retention",),
         ("clarification", "upskilling"), ("network", "upskilling"))  # fmt: skip
# Months since it began, months it lasts, and how far: most are in force.
COURSES = ((8, 12), (5, 12), (11, 12), (2, 12), (10, 24), (6, 12), (14, 24))


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Write them through the ordinary actions, at the moments of the past; once."""
    if jobcentre.code != "0901" or _written(jobcentre.pk).exists():
        return
    for number, company in enumerate(_companies(jobcentre)):
        person = ContactPerson.objects.filter(
            jobcentre_id=jobcentre.pk, company=company, left_on__isnull=True
        ).order_by("-level", "id").first()  # fmt: skip
        if person is not None:
            _write(number, company, person, people)
    # Their mails went long ago; those that are out now have theirs.
    Message.objects.filter(
        jobcentre_id=jobcentre.pk, kind__startswith="companies.agreement_sign",
        subject__in=Agreement.objects.filter(jobcentre_id=jobcentre.pk)
        .exclude(state__in=["sent", "signed_one"]).values("public_id"),
    ).update(state=MessageState.CANCELLED)  # fmt: skip
    acts.expire_agreements(actor=Viewer.system(jobcentre))


def _written(jobcentre_id: int) -> QuerySet[Agreement]:
    """Return ours: other parts of the demo have contracts of their own."""
    return Agreement.objects.filter(jobcentre_id=jobcentre_id, purpose__in=PURPOSES)


def _companies(jobcentre: Jobcentre) -> list[Company]:
    """Return those with places first, then who cooperates with us."""
    first = [workplace.company for workplace in demo_workplaces(jobcentre.code, 12)]
    ids = [company.pk for company in first]
    rest = (
        CompanyRelation.objects.select_related("company")
        .filter(jobcentre_id=jobcentre.pk, status=RelationStatus.COOPERATING)
        .exclude(company_id__in=ids)
        .order_by("id")
    )
    return [*first, *(row.company for row in rest[: 2 * MANY])][: MANY + 6]


def _write(
    number: int, company: Company, person: ContactPerson, people: dict[str, Membership]
) -> None:
    if _written(person.jobcentre_id).count() >= MANY:
        return
    ago, lasts = COURSES[number % len(COURSES)]
    if number >= WITH_PLACES and number % 5 == 0:
        ago = 1
    starts_on = today() - timedelta(days=30 * ago + number % 9)
    ends_on = starts_on + timedelta(days=30 * lasts)
    if number % 17 == 16:  # three that are over
        starts_on, ends_on = starts_on - timedelta(days=430), today() - timedelta(days=number)
    goals = _goals(number, starts_on, ends_on)
    consultant = people[("carl", "tine")[number % 2]]
    actor = Viewer.of(consultant)
    held_at = datetime.combine(starts_on - timedelta(days=21), time(10), COPENHAGEN)
    with clock_at(held_at):
        meeting = actions.log_contact(
            company, ContactFacts(channel="visit", purpose="Aftale om samarbejdet", person=person),
            actor=actor, held_at=held_at, outcome="Vi er enige om, hvad begge bidrager med.",
        )  # fmt: skip
        agreement = acts.draft_agreement(
            company,
            AgreementFacts(
                purpose=PURPOSES[number % len(PURPOSES)], starts_on=starts_on, ends_on=ends_on,
                responsible=consultant, clauses=template_of(actor)[1],
                areas=AREAS[number % len(AREAS)], their_signer=person,
                our_signer=people["mads"], meeting=meeting,
                goals=goals,
                other_parties=["Erhvervsrådet Nordby"] if number == 0 else [],
            ),
            actor=actor,
        )  # fmt: skip
    if number % 12 == 11:
        return  # a draft
    with clock_at(held_at + timedelta(days=2)):
        text = acts.send_agreement(agreement, actor=actor, version=agreement.version)
    if number % 12 == 5:
        return  # out for signing
    with clock_at(held_at + timedelta(days=4)):
        door = Viewer(person.jobcentre_id, kind=DOOR, subject=agreement.public_id)
        signing.sign_for_company(
            agreement, actor=door, text_hash=text.text_hash, name=person.name, title=person.title
        )
    if number % 12 == 7:
        return  # Mads has still to sign
    with clock_at(held_at + timedelta(days=6)):
        signing.sign_for_us(agreement, actor=Viewer.of(people["mads"]), text_hash=text.text_hash)
    if number % 10 == 1:
        for goal in agreement.goals.filter(kind="milestone"):
            acts.tick_milestone(goal, actor=actor)


def _goals(number: int, starts_on: date, ends_on: date) -> list[GoalFacts]:
    half = starts_on + (ends_on - starts_on) / 2
    soon = min(max(today() + timedelta(days=20), starts_on), ends_on)
    goals = [GoalFacts(Side.JOBCENTRE, "days", ends_on, Decimal(14))]
    if number == 0:  # two jobcentres lift this one: `demo_parties`
        goals.append(GoalFacts(Side.JOBCENTRE, "needs", ends_on, Decimal(10)))
    if number < WITH_PLACES or number % 5 in {0, 3}:
        goals.append(GoalFacts(Side.COMPANY, "people", ends_on, Decimal((1, 2, 4, 8)[number % 4])))
    if number % 4 == 0:
        goals.append(GoalFacts(Side.COMPANY, "places", ends_on, Decimal(2 + number % 3)))
    if number % 3 == 0:
        goals.append(GoalFacts(Side.COMPANY, "hires", ends_on, Decimal(1)))
    if number % 5 == 1:
        goals.append(GoalFacts(Side.JOBCENTRE, "milestone", half, None, COURSE_HELD))
    if number % 5 == 2:
        goals.append(GoalFacts(Side.COMPANY, "milestone", soon, None, "Alle ledere har mødt os"))
        goals.append(GoalFacts(Side.COMPANY, "absence", ends_on, Decimal("4.5")))
    if number % 5 == 4:
        goals.append(GoalFacts(Side.COMPANY, "milestone", ends_on, None, "En åben dag om året"))
    return goals
