"""The demo's mentors: a budget with a plan, some running, one to decide, some that ended."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from citizens import law
from citizens.access import citizens_visible_to
from citizens.choices.range import Help
from citizens.models import Citizen, GrantFrame, Offer, SupportGrant, TargetGroup
from jobcenter.calendar import monday_of
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import mentoring as acts
from placements.choices.mentoring import Evidence, Frequency, MentorKind, MentorOutcome, Parallel
from placements.models import MentorHours, MentorOrder
from placements.rules import mentoring as rules

GOALS = (
    "Kan selv møde til tiden og melde fravær, når mentoren er væk.",
    "Kender arbejdsgangen og spørger selv en kollega.",
    "Kan sige fra og til, før det bliver for meget.",
    "Kan selv tage bussen frem og tilbage.",
)
MENTORS = (
    (MentorKind.COMPANY, "Lone Lund", 210), (MentorKind.EXTERNAL, "Broen Mentorer", 425),
    (MentorKind.SOCIAL, "Steen Skov", 340), (MentorKind.VOLUNTEER, "Inga Iversen", 0),
    (MentorKind.DOUBLE, "Poul Palle Dal", 390),
)  # fmt: skip
DONE = (
    "Fulgtes ad de første morgener.", "Talte ugen igennem og aftalte den næste.",
    "Øvede at ringe og sige, at man kommer senere.", "Gik opgaverne igennem ved maskinen.",
)  # fmt: skip
SKIPPED = 6  # the first candidates stay as they are: others' demo and journeys use them
MOST = 14


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Fill one jobcentre, once."""
    if jobcentre.code != "0901" or MentorOrder.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    groups = TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET).order_by("number")
    acts.save_budget(
        today().year, actor=Viewer.of(people["mads"]), version=0, amount_ore=40_000_000,
        limit_ore=1_500_000, full_time_persons=Decimal(60), other_ore=18_000_000,
        planned={each: (12, 400) for each in groups if each.number in {3, 5, 7}}
        | {each: (6, 150) for each in groups if each.number in {2, 6}},
    )  # fmt: skip
    actor = Viewer.of(people["nora"])
    others = citizens_visible_to(actor).filter(state="active").order_by("id")[SKIPPED:]
    often = Counter(each.target_group_id for each in others)  # groups that are not small
    citizens = sorted(others, key=lambda each: (-often[each.target_group_id], each.pk))[:MOST]
    orders = MentorOrder.objects.bulk_create(
        [_order(people["nora"], each, number) for number, each in enumerate(citizens)]
    )
    MentorHours.objects.bulk_create([row for order in orders for row in _hours(order)])
    for citizen in citizens[:1]:
        _beside(people["nora"], citizen)
    for citizen in citizens[:1]:  # one through the front door, beyond a colleague's own limit
        with clock_at(now() - timedelta(days=2)):
            acts.order_mentor(
                citizen, actor=actor, kind=MentorKind.EXTERNAL, mentor_name="Broen Mentorer",
                goal=GOALS[2], frequency=Frequency.WEEKLY,
                from_on=monday_of(today()) + timedelta(weeks=2),
                to_on=monday_of(today()) + timedelta(weeks=26, days=-1), weekly_hours=Decimal(3),
                rate_ore=42_500, parallel=Parallel.UNASKED,
            )  # fmt: skip


def _beside(owner: Membership, citizen: Citizen) -> None:
    """Grant § 85 support that runs beside what is ordered below."""
    own = {"jobcentre_id": citizen.jobcentre_id}
    offer = Offer.objects.filter(**own, help=Help.SECTION_85).order_by("pk").first()
    frame = GrantFrame.objects.filter(**own, membership=owner, year=today().year).first()
    if offer is None or frame is None:
        return
    begin = today() - timedelta(weeks=3)
    SupportGrant.objects.create(
        **own, citizen=citizen, offer=offer, frame=frame, granted_by=owner, owner=owner,
        hours=Decimal(12), used=Decimal(3), last_use_on=today() - timedelta(days=4),
        granted_on=begin, from_on=begin, until_on=today() + timedelta(weeks=12),
    )  # fmt: skip
    frame.hours_granted += 12
    frame.save(update_fields=["hours_granted"])


def _order(owner: Membership, citizen: Citizen, number: int) -> MentorOrder:
    """Return an order that runs or has ended, as the actions would have written it."""
    kind, name, kroner = MENTORS[number % len(MENTORS)]
    begin = monday_of(today()) - timedelta(weeks=4 + 2 * number)
    begin = max(begin, date(today().year, 1, 5))
    end = begin + timedelta(weeks=13 if number % 3 else 20, days=-1)
    asked = datetime.combine(begin - timedelta(days=4), time(10), COPENHAGEN)
    is_over = end < today() - timedelta(days=3)
    hours = rules.hours_of(Decimal(2), begin, end)
    return MentorOrder(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen,
        target_group_id=citizen.target_group_id, kind=kind, mentor_name=name,
        goal=GOALS[number % len(GOALS)], frequency=Frequency.WEEKLY, weekly_hours=Decimal(2),
        hours=hours, rate_ore=kroner * 100, cost_ore=rules.cost_of(hours, kroner * 100),
        from_on=begin, to_on=end, parallel=Parallel.BESIDE if kind == "double" else Parallel.NONE,
        parallel_note="Mentoren tager arbejdet, § 85 tager hjemmet." if kind == "double" else "",
        owner=owner, ordered_by=owner,
        decided_by=owner, decided_at=asked, ordered_at=asked,
        state="ended" if is_over else "running", ended_on=end if is_over else None,
        outcome=MentorOutcome.REACHED if is_over and number % 2 else MentorOutcome.PARTLY
        if is_over else "",
    )  # fmt: skip


def _hours(order: MentorOrder) -> list[MentorHours]:
    """Return hours by the week, until the last one that is over; two orders are silent."""
    if order.pk % 5 == 0:
        return []
    rows = []
    for week in range(10):
        monday = order.from_on + timedelta(weeks=week)
        sunday = monday + timedelta(days=6)
        if sunday >= today() or sunday > order.last_on:
            break
        rows.append(
            MentorHours(
                jobcentre_id=order.jobcentre_id, order=order, from_on=monday, to_on=sunday,
                hours=Decimal("1.5") if week % 3 == 2 else Decimal(2), by=order.mentor_name,
                what=DONE[week % len(DONE)],
                evidence=Evidence.SHEET if week % 2 else Evidence.TOLD,
                entered_by_id=order.owner_id,
            )
        )  # fmt: skip
    return rows
