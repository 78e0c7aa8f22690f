"""Opening what holds from a day: the rows that several actions write, inside theirs."""

from datetime import date
from typing import Any

from django.db.models import F

from citizens.choices.range import OPEN_STAYS
from citizens.models import (
    Barrier,
    BenefitPeriod,
    CaseTeamMember,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
    MatchGroup,
    OfferStay,
    PlanStep,
    SupportGrant,
    TargetGroup,
)
from citizens.rules.plan import OPEN_STEPS
from jobcenter.clock import today


def open_target_group(
    citizen: Citizen, target_group: TargetGroup, sub_flag: str, from_on: date
) -> None:
    """Close the present target group and open the next, with its row in the scheme of LAB § 6.

    The copy in the scheme lets figures count any scheme in one way.
    """
    _close(citizen.target_groups, from_on)
    CitizenTargetGroup.objects.create(
        jobcentre_id=citizen.jobcentre_id,
        citizen=citizen,
        target_group=target_group,
        sub_flag=sub_flag,
        from_on=from_on,
    )
    group = (
        MatchGroup.objects.filter(scheme__code=target_group.ruleset, code=str(target_group.number))
        .select_related("scheme")
        .order_by()
        .first()
    )
    if group is not None:
        open_match_group(citizen, group, from_on)


def open_match_group(citizen: Citizen, group: MatchGroup, from_on: date) -> CitizenMatch:
    """Close the present group of the scheme and open the next."""
    _close(citizen.matches.filter(scheme_id=group.scheme_id), from_on)
    return CitizenMatch.objects.create(
        jobcentre_id=citizen.jobcentre_id,
        citizen=citizen,
        scheme_id=group.scheme_id,
        group=group,
        from_on=from_on,
    )


def open_benefit(citizen: Citizen, benefit: str, from_on: date) -> None:
    """Close the present benefit and open the next, and copy it on the citizen."""
    _close(citizen.benefits, from_on)
    BenefitPeriod.objects.create(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, benefit=benefit, from_on=from_on
    )
    citizen.benefit = benefit
    citizen.save(update_fields=["benefit"])


def open_team_member(citizen: Citizen, membership_id: int, function: str) -> CaseTeamMember:
    """Add the row of a new member from today."""
    return CaseTeamMember.objects.create(
        jobcentre_id=citizen.jobcentre_id,
        citizen=citizen,
        membership_id=membership_id,
        function=function,
        from_on=today(),
    )


def pass_on(citizen: Citizen, left: int, to: int | None) -> None:
    """Give what somebody still has open for a citizen to another of the case team."""
    ours = {"jobcentre_id": citizen.jobcentre_id, "citizen_id": citizen.pk}
    for theirs in (
        Barrier.objects.filter(lifted_on__isnull=True),
        PlanStep.objects.filter(state__in=OPEN_STEPS),
        OfferStay.objects.filter(state__in=OPEN_STAYS),
        SupportGrant.objects.filter(ended_on__isnull=True),
    ):
        theirs.filter(**ours, owner_id=left).update(owner_id=to, version=F("version") + 1)


def _close(rows: Any, day: date) -> None:
    rows.filter(to_on__isnull=True).update(to_on=day)
