"""Target group, match groups and benefit: what holds from one day, with the past kept."""

from datetime import date
from typing import Any

from django.db.models import Max

from citizens import rules
from citizens.actions.checks import check_may_write, locked
from citizens.choices import Benefit
from citizens.models import (
    Citizen,
    CitizenMatch,
    JobcentreScheme,
    MatchGroup,
    TargetGroup,
)
from citizens.periods import open_benefit, open_match_group, open_target_group
from citizens.schemes import as_law
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@action
def change_target_group(
    citizen: Citizen,
    *,
    actor: Viewer,
    target_group: TargetGroup,
    sub_flag: str = "",
    from_on: date | None = None,
) -> Citizen:
    """Move the citizen to another target group from `from_on`, today if left out."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    from_on = from_on or today()
    rows = present.target_groups.filter(jobcentre_id=present.jobcentre_id)
    rules.check_can_follow(from_on, _latest(rows), today())
    if (present.target_group_id, present.sub_flag) == (target_group.pk, sub_flag):
        raise Refused("target_group_same", N_("The citizen is already in that target group."))
    rules.check_can_enter_target_group(target_group.ruleset, target_group.number, sub_flag, from_on)
    open_target_group(present, target_group, sub_flag, from_on)
    present.target_group = target_group
    present.sub_flag = sub_flag
    present.version += 1
    present.save(update_fields=["target_group", "sub_flag", "version"])
    log_event(
        "citizen.target_group",
        actor=actor,
        citizen_id=present.pk,
        subject=present.public_id,
        text=target_group.paragraph,
    )
    return present


@action
def set_match_group(
    citizen: Citizen, *, actor: Viewer, group: MatchGroup, from_on: date | None = None
) -> CitizenMatch:
    """Place the citizen in a match group of an open scheme from `from_on`, today if left out."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    from_on = from_on or today()
    rows = present.matches.filter(jobcentre_id=present.jobcentre_id, scheme_id=group.scheme_id)
    rules.check_can_follow(from_on, _latest(rows), today())
    check_scheme(present.jobcentre_id, group, from_on)
    if rows.filter(to_on__isnull=True, group_id=group.pk).exists():
        raise Refused("match_group_same", N_("The citizen is already in that match group."))
    match = open_match_group(present, group, from_on)
    log_event(
        "citizen.match_group",
        actor=actor,
        citizen_id=present.pk,
        subject=present.public_id,
        text=f"{group.scheme.name_da}: {group.code}",
    )
    return match


@action
def change_benefit(
    citizen: Citizen, *, actor: Viewer, benefit: str, from_on: date | None = None
) -> Citizen:
    """Write what the citizen lives on from `from_on`, today if left out."""
    check_may_write(actor, citizen)
    if benefit not in Benefit.values:
        raise Refused("benefit_unknown", N_("Choose a benefit."))
    present = locked(citizen)
    from_on = from_on or today()
    rows = present.benefits.filter(jobcentre_id=present.jobcentre_id)
    rules.check_can_follow(from_on, _latest(rows), today())
    if present.benefit == benefit:
        raise Refused("benefit_same", N_("That benefit is already registered."))
    open_benefit(present, benefit, from_on)
    present.version += 1
    present.save(update_fields=["version"])
    log_event("citizen.benefit", actor=actor, citizen_id=present.pk, subject=present.public_id)
    return present


def check_scheme(jobcentre_id: int, group: MatchGroup, day: date) -> None:
    """Refuse a group of a scheme that can't be used here on that day."""
    scheme = as_law(group.scheme)
    kept_open = JobcentreScheme.objects.filter(
        jobcentre_id=jobcentre_id, scheme_id=group.scheme_id
    ).exists()
    rules.check_can_use_scheme(scheme, day, kept_open=kept_open)


def _latest(rows: Any) -> date | None:
    latest: date | None = rows.order_by().aggregate(latest=Max("from_on"))["latest"]
    return latest
