"""The demo's places and placements: a working week in Nordby, and a little of Sønderby's."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from citizens import law
from citizens.actions import add_team_member
from citizens.choices import Function
from citizens.models import Citizen
from companies.demo import demo_workplaces
from companies.models import ContactPerson, Workplace
from jobcenter.calendar import add_working_days, monday_of
from jobcenter.clock import COPENHAGEN, clock_at, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements import actions
from placements.choices import AnsweredBy, Rating, VisitChannel
from placements.demo.words import INTERRUPTED, MENTORS, PLACES, WEEKS, Story
from placements.models import CheckIn, Place, Placement, Visit
from placements.rules import rhythm

PURPOSES = ("training", "clarification", "ordinary_hours")


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Open places and run placements through the ordinary actions, at the moments of the past."""
    if Place.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    is_north = jobcentre.code == "0901"
    opener = people["carl" if is_north else "sol"]
    workplaces = [
        (workplace, _mentor(jobcentre, workplace))
        for workplace in demo_workplaces(jobcentre.code, 12 if is_north else 3)
    ]
    known = [pair for pair in workplaces if pair[1] is not None]
    # Mette's has three, the others share forty, so that a few are free.
    shares = [3] + [-(-40 // (len(known) - 1))] * (len(known) - 1) if is_north else [2, 2, 2]
    places = _open_places(known, Viewer.of(opener), shares)
    citizens = list(Citizen.objects.filter(jobcentre_id=jobcentre.pk).order_by("id"))
    if is_north:
        for citizen in citizens[30:36]:  # Bente's: Tine follows a few of them
            with clock_at(_morning(today() - timedelta(days=79))):
                add_team_member(
                    citizen,
                    actor=Viewer.of(people["bente"]),
                    membership=people["tine"],
                    function=Function.CONSULTANT,
                )
        _past(citizens[10:20], places[-12:], people["nora"])
        for index, citizen in enumerate(citizens[:36]):
            follower = people["nora"] if index < 30 else people["tine"]
            story = WEEKS[index if index < 30 else index - 7]
            _run(citizen, places[index], follower, story, index)
    else:
        for index, citizen in enumerate(citizens[:4]):
            _run(citizen, places[index], people["sol"], WEEKS[index + 5], index)


def _mentor(jobcentre: Jobcentre, workplace: Workplace) -> ContactPerson | None:
    """Return the mentor at a workplace, the first with an e-mail."""
    people = ContactPerson.objects.still_there().filter(
        jobcentre_id=jobcentre.pk, company_id=workplace.company_id
    )
    return people.mentors().order_by("id").first() or people.order_by("id").first()


Spot = tuple[Place, ContactPerson]


def _open_places(
    known: Sequence[tuple[Workplace, ContactPerson | None]], actor: Viewer, shares: Sequence[int]
) -> list[Spot]:
    spots: list[Spot] = []
    for number, (workplace, mentor) in enumerate(known):
        assert mentor is not None  # noqa: S101  the caller left the others out
        for turn in range(shares[number]):
            title, tasks = PLACES[len(spots) % len(PLACES)]
            with clock_at(_morning(today() - timedelta(days=330 - number * 5))):
                place = actions.open_place(
                    workplace,
                    actor=actor,
                    title=title,
                    tasks=tasks,
                    weekly_hours=Decimal(37 if turn % 2 else 30),
                    open_from=today(),
                )
            spots.append((place, mentor))
    return spots


def _morning(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, 12), COPENHAGEN)


def _weeks_allowed(citizen: Citizen) -> int:
    trial_class = law.trial_class(citizen.target_group.number, citizen.sub_flag, today())
    return 4 if trial_class == "A" else 13


def _plan(
    citizen: Citizen, spot: Spot, actor: Viewer, starts_on: date, weeks: int, *, mentor: bool = True
) -> Placement:
    place, person = spot
    return actions.plan_placement(
        citizen,
        place,
        actor=actor,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=7 * weeks - 3),  # a Friday
        weekly_hours=min(place.weekly_hours, Decimal(20 + citizen.pk % 4 * 5)),
        purpose=PURPOSES[citizen.pk % len(PURPOSES)],
        mentor=person if mentor else None,
    )


def _run(
    citizen: Citizen, spot: Spot, follower: Membership, story: Story, index: int
) -> Placement | None:
    """Bring one placement to where the story leaves it today."""
    if story.kind == "none":
        return None
    actor, most = Viewer.of(follower), _weeks_allowed(citizen)
    monday = monday_of(today())
    if story.kind in {"draft", "agreed"}:
        first = monday + timedelta(weeks=story.weeks)
        if story.weeks == 0:
            first = add_working_days(today(), 0)
        placement = _plan(citizen, spot, actor, first, most, mentor=story.weeks > 0)
        if story.kind == "agreed":
            actions.agree_placement(placement, actor=actor)
        return placement
    # Four weeks are short: half of those trials began this week, or all would end at once.
    begun = min(story.weeks, most - 2) if most > 4 else story.weeks % 2
    length = most
    if story.kind == "ending":
        length = begun + 2
    first = monday - timedelta(weeks=begun)
    with clock_at(_morning(first - timedelta(days=4), 10)):
        placement = _plan(citizen, spot, actor, first, min(length, most))
        actions.agree_placement(placement, actor=actor)
    with clock_at(_morning(first, 8)):
        placement = actions.start_placement(placement, actor=actor)
    _follow(placement, story, follower, index)
    return placement


def _follow(placement: Placement, story: Story, follower: Membership, index: int) -> None:
    """Write the weeks and visits since the start; the last week is the story's own."""
    rng = Random(index)  # noqa: S311  the same demo every time
    weeks = list(rhythm.due_by(placement.starts_on, placement.ends_on, today()))
    if story.kind == "silent":
        weeks = weeks[: -story.silent_weeks]
    elif story.kind in {"help", "absent", "better", "open"}:
        weeks = weeks[:-1]
    CheckIn.objects.bulk_create([_week_row(placement, week, rng) for week in weeks])
    due = list(rhythm.due_by(placement.starts_on, placement.ends_on, today()))
    if due and story.kind in {"help", "absent", "better"}:
        last = due[-1]
        with clock_at(_morning(last.due_on, 14)):
            actions.record_check_in(
                placement,
                actor=Viewer(placement.jobcentre_id, kind="mentor", subject=placement.public_id),
                week_starts_on=last.week_starts_on,
                rating={
                    "help": Rating.NEEDS_ACTION,
                    "absent": Rating.GOOD,
                    "better": Rating.COULD_BE_BETTER,
                }[story.kind],
                absent_days=story.absent,
                note=story.note,
            )
    _visits(placement, story, follower)


def _week_row(placement: Placement, week: rhythm.CheckInWeek, rng: Random) -> CheckIn:
    days = placement.days_of(week.week_starts_on)
    better = rng.random() < 0.2
    by_consultant = rng.random() < 0.15
    answered = _morning(week.due_on, 13 if not by_consultant else 15)
    return CheckIn(
        jobcentre_id=placement.jobcentre_id,
        placement=placement,
        week_starts_on=week.week_starts_on,
        absent_days=[],
        days_expected=len(days),
        rating=Rating.COULD_BE_BETTER if better else Rating.GOOD,
        note=rng.choice(MENTORS) if rng.random() < 0.5 else "",
        answered_by=AnsweredBy.CONSULTANT if by_consultant else AnsweredBy.MENTOR,
        answered_by_membership=placement.consultant if by_consultant else None,
        answered_at=answered,
    )


def _visits(placement: Placement, story: Story, follower: Membership) -> None:
    """Visits every week up to the last one the story allows, and what is planned."""
    held = []
    for week in rhythm.visit_weeks(placement.starts_on, placement.ends_on):
        day = week.week_starts_on + timedelta(days=placement.place_id % 4)
        if day >= today() or day < placement.starts_on:
            continue
        held.append(
            Visit(
                jobcentre_id=placement.jobcentre_id,
                placement=placement,
                due_on=day,
                held_on=day,
                channel=VisitChannel.VISIT,
                by=follower,
            )
        )
    if story.unvisited:
        held = held[: -story.unvisited]
    Visit.objects.bulk_create(held)
    if story.visit_in is not None:
        actions.plan_visit(
            placement,
            actor=Viewer.of(follower),
            due_on=min(add_working_days(today(), story.visit_in), placement.ends_on),
        )


def _past(citizens: Sequence[Citizen], spots: Sequence[Spot], follower: Membership) -> None:
    """Placements that are over: most as planned, a few stopped before their time."""
    for index, citizen in enumerate(citizens):
        actor, most = Viewer.of(follower), _weeks_allowed(citizen)
        weeks = min(most, 8)
        first = monday_of(today()) - timedelta(weeks=19 + index)
        with clock_at(_morning(first, 8)):
            placement = _plan(citizen, spots[index % len(spots)], actor, first, weeks)
            actions.agree_placement(placement, actor=actor)
            placement = actions.start_placement(placement, actor=actor)
        rng = Random(index)  # noqa: S311
        reason = INTERRUPTED.get(index)
        last = placement.ends_on if reason is None else placement.starts_on + timedelta(days=18)
        CheckIn.objects.bulk_create(
            _week_row(placement, week, rng)
            for week in rhythm.due_by(placement.starts_on, last, last)
        )
        with clock_at(_morning(last, 15)):
            if reason is None:
                actions.end_placement(placement, actor=actor)
            else:
                actions.interrupt_placement(
                    placement, actor=actor, reason=reason[0], initiative=reason[1]
                )
