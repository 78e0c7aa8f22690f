"""The demo's frames for support, and what was granted within them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from citizens.choices.range import Effect
from citizens.models import Citizen, GrantFrame, Offer, SupportGrant, SupportUse
from jobcenter.clock import today
from jobcenter.models import Jobcentre

# support, hours or None, kroner or None, began and ends in days from today, uses (days ago, how
# much), effect and days since it ended, what it is to help with
Grants = list[tuple[str, Any, Any, int, int, list[tuple[int, int]], str, int, str]]
GRANTS: Grants = [
    ("Psykologsamtaler", 10, None, -30, 60, [(24, 1), (17, 1), (9, 1)], "", 0, "Ro de første uger"),
    ("Buskort og kørsel", None, 1350, -40, -5, [(38, 450), (10, 450)], "", 0, "Bussen er for sen"),
    ("Dansk på jobbet", 20, None, -50, 11, [], "", 0, "Ordene i køkkenet"),
    ("Gældsrådgivning", 6, None, -120, -60, [(110, 2), (90, 2)], Effect.MUCH, 60, ""),
    ("Træning på recept", 12, None, -15, 75, [(12, 1), (5, 1)], "", 0, ""),
]  # fmt: skip


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Give the consultants frames, and five candidates support: a statement a table."""
    if GrantFrame.objects.filter(jobcentre=jobcentre).exists():
        return
    names = ["nora", "bente", "tine"] if jobcentre.code == "0901" else ["sol"]
    frames = {
        name: GrantFrame(
            jobcentre=jobcentre, membership=people[name], year=today().year, hours=Decimal(60),
            amount=Decimal(15000),
        )
        for name in names
    }  # fmt: skip
    first = frames[names[0]]
    offers = {
        offer.name: offer for offer in Offer.objects.filter(jobcentre=jobcentre, kind="support")
    }
    mine = Citizen.objects.filter(
        jobcentre=jobcentre, team__membership=first.membership, team__to_on__isnull=True
    ).order_by("pk")
    grants, uses = [], []
    for citizen, row in zip(mine[: len(GRANTS)], GRANTS, strict=False):
        name, hours, amount, start, end, used, effect, ago, purpose = row
        grant = SupportGrant(
            jobcentre=jobcentre, citizen=citizen, offer=offers[name], frame=first,
            granted_by=first.membership, owner=first.membership, hours=hours, amount=amount,
            used=sum(number for _day, number in used), purpose=purpose,
            granted_on=today() + timedelta(days=start), from_on=today() + timedelta(days=start),
            until_on=today() + timedelta(days=end), effect=effect,
            last_use_on=today() - timedelta(days=used[-1][0]) if used else None,
            ended_on=today() - timedelta(days=ago) if effect else None,
        )  # fmt: skip
        grants.append(grant)
        uses += [
            SupportUse(
                jobcentre=jobcentre, grant=grant, used_on=today() - timedelta(days=day),
                number=Decimal(number), written_by=first.membership,
            )
            for day, number in used
        ]  # fmt: skip
        counted = Decimal(grant.used) if effect else grant.granted
        if hours is not None:
            first.hours_granted += counted
        else:
            first.amount_granted += counted
    GrantFrame.objects.bulk_create(frames.values())
    SupportGrant.objects.bulk_create(grants)
    SupportUse.objects.bulk_create(uses)
