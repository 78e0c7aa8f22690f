"""A small world by hand: teams, places and placements as bare rows, so that sums can be counted."""

from datetime import date, datetime, time
from itertools import count
from typing import Any

from citizens.models import Citizen, CitizenMatch
from companies.models import Workplace
from jobcenter.clock import COPENHAGEN
from jobcenter.models import Jobcentre, Membership, Team, User
from jobcenter.permissions import Role
from jobcenter.viewer import Viewer
from placements.choices import State
from placements.models import CheckIn, Place, Placement, Visit
from tests.citizens.factories import match_group, target_group
from tests.companies.factories import make_company, make_person, make_workplace

_serial = count(1)


def noon(day: date) -> datetime:
    """Return midday in Copenhagen."""
    return datetime.combine(day, time(12), COPENHAGEN)


class World:
    """Builds rows in one jobcentre; use inside `acting_in`."""

    def __init__(self, jobcentre: Jobcentre) -> None:
        self.jobcentre = jobcentre
        self.company = make_company(f"Værk {next(_serial)} ApS")
        self.workplace = make_workplace(self.company)

    def team(self, name: str) -> Team:
        """Make a team."""
        return Team.objects.get_or_create(jobcentre=self.jobcentre, name=name)[0]

    def consultant(self, team: Team | None = None) -> Membership:
        """Make a job consultant of a team."""
        number = next(_serial)
        user = User.objects.create(email=f"k{number}@nord.example", name=f"Konsulent {number}")
        return Membership.objects.create(
            jobcentre=self.jobcentre,
            user=user,
            name=user.name,
            team=team,
            roles=[Role.JOB_CONSULTANT],
        )

    def another_workplace(self, name: str) -> Workplace:
        """Make a workplace of the same company."""
        return make_workplace(self.company, name)

    def place(
        self,
        opened_by: Membership,
        open_from: date = date(2026, 1, 1),
        workplace: Workplace | None = None,
        **facts: Any,
    ) -> Place:
        """Open a place."""
        return Place.objects.create(
            jobcentre=self.jobcentre,
            workplace=workplace or self.workplace,
            title=f"Plads {next(_serial)}",
            weekly_hours=20,
            open_from=open_from,
            opened_by=opened_by,
            **facts,
        )

    def citizen(self, *groups: str, from_on: date = date(2026, 1, 1)) -> Citizen:
        """Register a citizen in match groups written as “match-5/4”."""
        citizen = Citizen.objects.create(
            jobcentre=self.jobcentre,
            first_name="Amira",
            last_name=f"Khalil{next(_serial)}",
            target_group=target_group(),
        )
        for name in groups:
            scheme, code = name.split("/")
            group = match_group(code, scheme)
            CitizenMatch.objects.create(
                jobcentre=self.jobcentre,
                citizen=citizen,
                scheme=group.scheme,
                group=group,
                from_on=from_on,
            )
        return citizen

    def placement(
        self,
        consultant: Membership,
        starts_on: date,
        ends_on: date,
        *,
        citizen: Citizen | None = None,
        place: Place | None = None,
        workplace: Workplace | None = None,
        state: str = State.RUNNING,
        ended_on: date | None = None,
        **facts: Any,
    ) -> Placement:
        """Make a placement as a bare row."""
        citizen = citizen or self.citizen()
        place = place or self.place(consultant, workplace=workplace)
        person = make_person(self.company, Viewer.of(consultant))
        closed = state in (State.ENDED, State.INTERRUPTED, State.CANCELLED)
        started = state not in (State.DRAFT, State.AGREED, State.CANCELLED)
        return Placement.objects.create(
            jobcentre=self.jobcentre,
            citizen=citizen,
            place=place,
            consultant=consultant,
            mentor=person,
            starts_on=starts_on,
            ends_on=ends_on,
            weekly_hours=20,
            purpose="training",
            state=state,
            target_group_number=3,
            rule_id="test",
            legal_ref="LAB § 61",
            max_weeks=52,
            chain_starts_on=starts_on,
            latest_end_on=max(ends_on, date(2028, 1, 1)),
            end_reason="other" if state in (State.INTERRUPTED, State.CANCELLED) else "",
            ended_on=ended_on,
            started_at=noon(starts_on) if started else None,
            closed_at=noon(ended_on or ends_on) if closed else None,
            **facts,
        )

    def check_in(self, placement: Placement, week: date, given_on: date) -> CheckIn:
        """Give a week's status on a day."""
        return CheckIn.objects.create(
            jobcentre=self.jobcentre,
            placement=placement,
            week_starts_on=week,
            days_expected=5,
            rating="good",
            answered_by="mentor",
            answered_at=noon(given_on),
        )

    def visit(self, placement: Placement, held_on: date) -> Visit:
        """Hold a visit."""
        return Visit.objects.create(
            jobcentre=self.jobcentre,
            placement=placement,
            due_on=held_on,
            held_on=held_on,
            by=placement.consultant,
        )
