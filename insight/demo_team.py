"""A second team for the demo, so that the manager has something to compare and to ask about.

Team Vest follows fourteen places at four workplaces. The last week's check-ins are missing at
two of them: what the manager's page finds by itself. Some of Tine's placements in team Øst have
ended in the last weeks, so that the jobcentre was as busy a month ago as it is today.
"""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from citizens import law
from citizens.models import (
    CaseTeamMember,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
    MatchGroup,
    TargetGroup,
)
from companies.demo import demo_workplaces
from companies.models import ContactPerson, Workplace
from jobcenter.calendar import monday_of
from jobcenter.clock import COPENHAGEN, today
from jobcenter.models import Jobcentre, Membership, Team, User
from jobcenter.permissions import Role
from jobcenter.sorting import danish_key
from placements.choices import AnsweredBy, Rating, State, VisitChannel
from placements.models import CheckIn, Place, Placement, Visit
from placements.rules import rhythm

# (place, began so many weeks ago, misses its last check-in, misses its last visit)
RUNNING = [
    (0, 11, True, False), (1, 10, True, False), (2, 10, True, True), (3, 9, False, False),
    (4, 8, True, False), (5, 8, True, True), (6, 7, False, False), (7, 6, False, False),
    (8, 3, False, False), (9, 2, True, False), (10, 2, False, False), (11, 2, False, False),
    (12, 2, False, False),
]  # fmt: skip
# (place, began, ended so many weeks ago)
OVER = [(8, 16, 4), (9, 15, 3), (10, 15, 3), (11, 15, 3), (12, 15, 3), (13, 14, 2)]
# Tine's: (began, ended so many weeks ago)
OVER_IN_EAST = [(14, 4), (14, 3), (13, 3), (13, 3), (13, 2), (12, 2), (12, 2), (11, 1), (10, 1)]
WORKPLACE_OF = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3]
NAMES = """
Ebbe Lauge|Sanne Toft|Ayse Kaya|Bo Hvid|Lotte Fisker|Ivan Horvat|Rikke Damm|Samuel Okoro|Jytte Bro
Kurt Hede|Amina Yusuf|Tue Balle|Marta Zielinska|Finn Rosager|Dorthe Eg|Hassan Omar|Stine Vad
Jan Elkjær|Zahra Karimi|Poul Lindegaard|Hanna Kowalska|Bilal Aziz|Grethe Riis|Nanna Bay|Omar Said
Else Marie Krogh|Tim Bruhn|Aisha Mohamud
"""
MATCH = list("4543445342453445434544345345")
TITLES = ["Lager og varemodtagelse", "Køkken", "Grønne områder", "Kantine", "Pakkeri", "Rengøring"]


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Make the team, its places and its placements as rows: no mails, no reminders of the past."""
    team, _made = Team.objects.get_or_create(jobcentre=jobcentre, name="Vest")
    vita = _vita(jobcentre, team)
    workplaces = demo_workplaces(jobcentre.code, 16)[12:16]
    if len(workplaces) < 4:
        return
    mentors = [_mentor(jobcentre, workplace) for workplace in workplaces]
    places = [_place(jobcentre, vita, workplaces[w], n) for n, w in enumerate(WORKPLACE_OF)]
    citizens = _citizens(jobcentre, vita, len(RUNNING) + len(OVER), people["tine"])
    monday = monday_of(today())
    _over_in_east(jobcentre, citizens[len(RUNNING) + len(OVER) :], people["tine"])
    for number, (place, began, no_status, no_visit) in enumerate(RUNNING):
        first = monday - timedelta(weeks=began)
        placement = _placement(
            citizens[number],
            places[place],
            vita,
            mentors[WORKPLACE_OF[place]],
            first,
            13,
            State.RUNNING,
        )
        _follow(placement, vita, number, no_status=no_status, no_visit=no_visit)
    for number, (place, began, ended) in enumerate(OVER, start=len(RUNNING)):
        first = monday - timedelta(weeks=began)
        placement = _placement(
            citizens[number], places[place], vita, mentors[WORKPLACE_OF[place]], first,
            began - ended, State.ENDED,
        )  # fmt: skip
        _follow(placement, vita, number, no_status=False, no_visit=False)


def _over_in_east(jobcentre: Jobcentre, citizens: list[Citizen], tine: Membership) -> None:
    """Fill some of the places that are empty now with placements that ended lately."""
    free = Place.objects.filter(jobcentre_id=jobcentre.pk).exclude(
        placements__state__in=[State.DRAFT, State.AGREED, State.RUNNING]
    )
    places = free.select_related("workplace").order_by("id")[: len(citizens)]
    for number, (citizen, place, (began, ended)) in enumerate(
        zip(citizens, places, OVER_IN_EAST, strict=False)
    ):
        first = monday_of(today()) - timedelta(weeks=began)
        mentor = _mentor(jobcentre, place.workplace)
        weeks = began - ended
        placement = _placement(citizen, place, tine, mentor, first, weeks, State.ENDED)
        _follow(placement, tine, number, no_status=False, no_visit=False)


def _vita(jobcentre: Jobcentre, team: Team) -> Membership:
    user = User.objects.filter(email="vita@nord.example").first() or User.objects.create_user(
        "vita@nord.example", None, name="Vita Vang"
    )
    member, _made = Membership.objects.get_or_create(
        jobcentre=jobcentre,
        user=user,
        defaults={
            "name": "Vita Vang", "team": team, "phone": "+4572000011",
            "email": "vita@nord.example", "roles": [str(Role.JOB_CONSULTANT)],
        },
    )  # fmt: skip
    return member


def _mentor(jobcentre: Jobcentre, workplace: Workplace) -> ContactPerson:
    known = ContactPerson.objects.filter(
        jobcentre_id=jobcentre.pk, company_id=workplace.company_id, left_on__isnull=True
    )
    name = f"Mentor hos {workplace.name}"[:120]
    return known.order_by("id").first() or ContactPerson.objects.create(
        jobcentre=jobcentre,
        company_id=workplace.company_id,
        workplace=workplace,
        name=name,
        name_key=danish_key(name),
        title="Mentor",
        roles=["mentor"],
        email=f"mentor{workplace.p_number}@virksomhed.example",
    )


def _place(jobcentre: Jobcentre, vita: Membership, workplace: Workplace, number: int) -> Place:
    return Place.objects.create(
        jobcentre=jobcentre,
        workplace=workplace,
        title=TITLES[number % len(TITLES)],
        weekly_hours=30,
        open_from=today() - timedelta(days=300),
        opened_by=vita,
    )


def _citizens(
    jobcentre: Jobcentre, vita: Membership, vitas: int, tine: Membership
) -> list[Citizen]:
    """Register the first `vitas` as Vita's and the others as Tine's."""
    since = today() - timedelta(days=200)
    target = TargetGroup.objects.get(ruleset=law.CURRENT_RULESET, number=3)
    groups = {
        (group.scheme.code, group.code): group
        for group in MatchGroup.objects.select_related("scheme").filter(
            scheme__code__in=["match-5", law.CURRENT_RULESET]
        )
    }
    made = []
    for number, name in enumerate(NAMES.replace("\n", "|").strip("|").split("|")):
        first, _, last = name.partition(" ")
        citizen = Citizen.objects.create(
            jobcentre=jobcentre, first_name=first, last_name=last, target_group=target,
            benefit="kontanthjaelp",
            birth_date=date(1972 + number, 1 + number % 12, 3 + number % 25),
        )  # fmt: skip
        held = {"jobcentre": jobcentre, "citizen": citizen, "from_on": since}
        CitizenTargetGroup.objects.create(**held, target_group=target)
        owner = vita if number < vitas else tine
        CaseTeamMember.objects.create(**held, membership=owner, function="consultant")
        for key in (("match-5", MATCH[number]), (law.CURRENT_RULESET, "3")):
            if group := groups.get(key):
                CitizenMatch.objects.create(**held, scheme=group.scheme, group=group)
        made.append(citizen)
    return made


def _placement(
    citizen: Citizen,
    place: Place,
    vita: Membership,
    mentor: ContactPerson,
    first: date,
    weeks: int,
    state: str,
) -> Placement:
    last = first + timedelta(days=7 * weeks - 3)
    over = state == State.ENDED
    return Placement.objects.create(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, place=place, consultant=vita,
        mentor=mentor, starts_on=first, ends_on=last, weekly_hours=25, purpose="training",
        state=state, target_group_number=3, rule_id="demo", legal_ref="LAB § 61", max_weeks=13,
        chain_starts_on=first, latest_end_on=first + timedelta(days=90),
        agreed_at=_at(first - timedelta(days=5)), started_at=_at(first),
        ended_on=last if over else None, closed_at=_at(last) if over else None,
    )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 20), COPENHAGEN)


def _follow(
    placement: Placement, vita: Membership, number: int, *, no_status: bool, no_visit: bool
) -> None:
    """Write the weeks: the last decided check-in and the last visit are missing where asked."""
    rng = Random(number)  # noqa: S311  the same demo every time
    weeks = [
        week
        for week in rhythm.check_in_weeks(placement.starts_on, placement.last_day)
        if week.due_on < today()
    ]
    decided = [week for week in weeks if week.escalate_on <= today()]
    missing = decided[-1] if no_status and decided else None
    CheckIn.objects.bulk_create(
        CheckIn(
            jobcentre_id=placement.jobcentre_id, placement=placement,
            week_starts_on=week.week_starts_on, days_expected=len(week.working_days),
            rating=Rating.COULD_BE_BETTER if rng.random() < 0.2 else Rating.GOOD,
            answered_by=AnsweredBy.MENTOR, answered_at=_at(week.due_on) + timedelta(hours=4),
        )
        for week in weeks
        if week is not missing and not (no_status and week not in decided)
    )  # fmt: skip
    visits = [
        week
        for week in rhythm.visit_weeks(placement.starts_on, placement.last_day)
        if week.week_starts_on + timedelta(days=2) < today()
    ]
    full = [w for w in visits if w.week_starts_on + timedelta(weeks=1) <= monday_of(today())]
    Visit.objects.bulk_create(
        Visit(
            jobcentre_id=placement.jobcentre_id, placement=placement,
            due_on=week.week_starts_on + timedelta(days=2),
            held_on=week.week_starts_on + timedelta(days=2), by=vita, channel=VisitChannel.VISIT,
        )
        for week in visits
        if not (no_visit and full and week.week_starts_on >= full[-1].week_starts_on)
    )  # fmt: skip
