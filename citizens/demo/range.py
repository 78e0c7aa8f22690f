"""The demo's range of offers, and a year of stays in it."""

from datetime import timedelta
from random import Random
from typing import Any

from citizens import law
from citizens.choices.range import LowerReason, OfferKind, StayOutcome, StayState
from citizens.models import CaseTeamMember, Citizen, Offer, OfferGroup, OfferStay, TargetGroup
from citizens.rules.range import latest_day
from jobcenter.clock import now, today
from jobcenter.models import Event, Jobcentre
from jobcenter.sorting import danish_key

FAR = [3, 5, 7, 8, 9, 11, 13]
NEAR = [1, 2, 4, 6, 10, 12]
# kind and help, priority near and far, price, what it buys, wait, capacity, weeks | name | … |
RANGE = """
place 1 1 580 week 7 - -|Plads på en virksomhed|Virksomhederne|Vil prøve opgaver med kolleger.
centre 2 1 580 week 10 6 13|Virksomhedscenter Havnen|Havnens Kantine|Kan møde to dage om ugen.
course 3 2 2900 stay 14 12 2|Afklaring på 14 dage|Nordby Kursuscenter|I tvivl om retning.
job_club 2 - 240 week 0 - 13|Jobklubben|Jobcentret|Kan søge job fra i dag.
project 4 3 1100 week 21 10 26|Grøn Gruppe|Parkafdelingen|En rolig begyndelse udendørs.
project 5 4 1100 week 14 8 26|Køkkenprojektet|Medborgerhuset|Vil øve sig i et køkken først.
support:psychologist 1 1 1050 hour 10 - -|Psykologsamtaler|Psykologhuset|Aftales med borgeren.
support:transport 1 1 450 month 0 - -|Buskort og kørsel|Jobcentret|
support:language 1 1 420 hour 14 - -|Dansk på jobbet|Sprogcentret|Vil lære sprog med kolleger.
support:debt 1 1 0 hour 7 - -|Gældsrådgivning|Borgerservice|
support:exercise 1 1 150 hour 7 - -|Træning på recept|Sundhedscentret|
support:section_85 2 2 0 hour 14 - -|Støtte i hjemmet efter § 85|Socialafdelingen|
"""
STAYS = {
    "Virksomhedscenter Havnen": [StayOutcome.JOB, StayOutcome.FLEX_JOB, StayOutcome.NOTHING],
    "Afklaring på 14 dage": [StayOutcome.CLARIFIED, StayOutcome.PLACE, StayOutcome.PLACE],
    "Jobklubben": [StayOutcome.TURNED, StayOutcome.JOB, StayOutcome.CLARIFIED],
    "Grøn Gruppe": [StayOutcome.NOTHING, StayOutcome.PLACE, StayOutcome.STOPPED],
    "Køkkenprojektet": [StayOutcome.EDUCATION, StayOutcome.NOTHING, StayOutcome.PLACE],
}
REASONS = [LowerReason.NOT_READY, LowerReason.CITIZEN, LowerReason.WAIT]


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Make the range and a year of stays: a statement a table, however many."""
    if Offer.objects.filter(jobcentre=jobcentre).exists():
        return
    rows = [_entry(jobcentre, line) for line in RANGE.strip().splitlines()]
    offers = Offer.objects.bulk_create(offer for offer, _near, _far in rows)
    groups = {row.number: row for row in TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET)}
    priorities: dict[tuple[int, int], int] = {}
    for offer, near, far in rows:
        for numbers, priority in ((NEAR, near), (FAR, far)):
            for number in numbers:
                if priority is not None:
                    priorities[offer.pk, groups[number].pk] = priority
    OfferGroup.objects.bulk_create(
        OfferGroup(jobcentre=jobcentre, offer_id=offer, target_group_id=group, priority=priority)
        for (offer, group), priority in priorities.items()
    )
    _stays(jobcentre, offers, priorities)


def _number(text: str) -> int | None:
    return None if text == "-" else int(text)


def _entry(jobcentre: Jobcentre, line: str) -> tuple[Offer, int | None, int | None]:
    facts, name, provider, criteria = line.split("|")
    what, near, far, price, per, wait, capacity, weeks = facts.split()
    kind, _sep, help_ = what.partition(":")
    offer = Offer(
        jobcentre=jobcentre, kind=OfferKind(kind), help=help_, name=name, name_key=danish_key(name),
        provider=provider, criteria=criteria, price=int(price), price_per=per, wait_days=int(wait),
        capacity=_number(capacity), most_weeks=_number(weeks), enrols_itself=kind == "job_club",
    )  # fmt: skip
    return offer, _number(near), _number(far)


def _stays(
    jobcentre: Jobcentre, offers: list[Offer], priorities: dict[tuple[int, int], int]
) -> None:
    rng = Random(jobcentre.code)  # noqa: S311  the same demo every time
    team = CaseTeamMember.objects.filter(jobcentre=jobcentre).order_by("-pk")
    first = dict(team.values_list("citizen_id", "membership_id"))
    by_name = {offer.name: offer for offer in offers if offer.name in STAYS}
    stays = []
    for at, citizen in enumerate(Citizen.objects.filter(jobcentre=jobcentre).order_by("pk")):
        names = [
            name for name, offer in by_name.items()
            if (offer.pk, citizen.target_group_id) in priorities
        ]  # fmt: skip
        for turn in range(2):
            name = names[(at + 2 * turn) % len(names)]
            stays.append(
                _stay(by_name[name], citizen, first[citizen.pk], priorities, at, turn, rng)
            )
    OfferStay.objects.bulk_create(stays)
    for offer in by_name.values():
        offer.taken = sum(s.offer_id == offer.pk and s.state != StayState.ENDED for s in stays)
        offer.capacity = None if offer.capacity is None else max(offer.capacity, offer.taken + 1)
    Offer.objects.bulk_update(by_name.values(), ["taken", "capacity"])
    moment = now()
    Event.objects.bulk_create(
        Event(
            jobcentre=jobcentre, at=moment - (today() - stay.referred_on), kind="citizen.referred",
            group="support", actor_id=stay.owner_id, citizen_id=stay.citizen_id,
            subject=stay.citizen.public_id,
        )
        for stay in stays
    )  # fmt: skip


def _stay(
    offer: Offer, citizen: Citizen, owner: int, priorities: dict[tuple[int, int], int],
    at: int, turn: int, rng: Random,
) -> OfferStay:  # fmt: skip
    """The first turn lies behind; of the second every third runs, and one of those too long."""
    runs = turn == 1 and at % 3 == 0
    ago = (330 if turn == 0 else 150) - rng.randrange(40)
    if runs:
        ago = 7 * (offer.most_weeks or 8) + 9 if at == 3 else 10
    began = today() - timedelta(days=ago)
    best = min(
        (p for (_o, group), p in priorities.items() if group == citizen.target_group_id), default=1
    )
    priority = priorities[offer.pk, citizen.target_group_id]
    itself = offer.enrols_itself
    days = min(7 * (offer.most_weeks or 8), 20 + rng.randrange(60))
    return OfferStay(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, offer=offer,
        target_group_id=citizen.target_group_id, priority=priority,
        best_priority=None if itself else best, by_itself=itself,
        lower_reason=REASONS[at % 3] if priority > best and not itself else "",
        owner_id=owner, referred_on=began, started_on=began,
        latest_on=latest_day(began, offer.most_weeks),
        state=StayState.STARTED if runs else StayState.ENDED,
        ended_on=None if runs else began + timedelta(days=days),
        outcome="" if runs else STAYS[offer.name][(at + turn) % 3],
    )  # fmt: skip
