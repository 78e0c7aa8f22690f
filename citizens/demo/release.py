"""The demo's choices: some can choose among offers, one has chosen."""

from datetime import timedelta
from typing import Any

from citizens.choices.plan import Through
from citizens.choices.release import ReleaseState
from citizens.models import CaseTeamMember, Citizen, Offer, OfferStay, ReleasedOffer
from jobcenter.calendar import add_working_days
from jobcenter.clock import now, today
from jobcenter.models import Event, Jobcentre

NAMES = ["Afklaring på 14 dage", "Køkkenprojektet", "Plads på en virksomhed"]
NOTES = ["Her kan du prøve lidt af hvert.", "Du har sagt, at du kan lide at lave mad.", ""]


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Let the first few choose: four statements."""
    if ReleasedOffer.objects.filter(jobcentre=jobcentre).exists():
        return
    found = Offer.objects.filter(jobcentre=jobcentre, name__in=NAMES)
    offers = {offer.name: offer for offer in found}
    citizens = list(Citizen.objects.filter(jobcentre=jobcentre, state="active").order_by("pk")[:3])
    team = CaseTeamMember.objects.filter(jobcentre=jobcentre, citizen__in=citizens)
    first = dict(team.order_by("-pk").values_list("citizen_id", "membership_id"))
    there = set(
        OfferStay.objects.filter(jobcentre=jobcentre, citizen__in=citizens, ended_on__isnull=True)
        .values_list("citizen_id", "offer_id")
    )  # fmt: skip
    rows = []
    for at, citizen in enumerate(citizens):
        for number, name in enumerate(NAMES):
            offer = offers.get(name)
            if offer is None or (citizen.pk, offer.pk) in there or citizen.pk not in first:
                continue
            row = ReleasedOffer(
                jobcentre=jobcentre, citizen=citizen, offer=offer, note=NOTES[number],
                released_by_id=first[citizen.pk], released_on=today() - timedelta(days=2),
                until=today() + timedelta(days=12),
            )  # fmt: skip
            if at == 1 and name == NAMES[0]:
                row.state, row.through = ReleaseState.CHOSEN, Through.LINK
                row.chosen_at = now() - timedelta(days=1)
                row.words = "Jeg kan begynde, når børnene er i skole."
                row.answer_by = add_working_days(today(), 4)
            rows.append(row)
    ReleasedOffer.objects.bulk_create(rows)
    Event.objects.bulk_create(
        Event(
            jobcentre=jobcentre, at=now() - timedelta(days=2), kind="citizen.offer_released",
            group="plan", actor_id=row.released_by_id, citizen_id=row.citizen_id,
            subject=row.citizen.public_id,
        )
        for row in rows
    )  # fmt: skip
