"""Support beside a placement: granted on the spot within one's own frame, used, ended."""

from datetime import date
from decimal import Decimal

from django.db.models import F

from citizens.access import in_case_team_of
from citizens.access.offers import grants_visible_to
from citizens.actions.checks import check_may_write, locked
from citizens.actions.offers import check_under_way
from citizens.choices.range import Effect, OfferKind
from citizens.frames import locked_frame
from citizens.models import Citizen, GrantFrame, Offer, SupportGrant, SupportUse
from citizens.rules import support as support_rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@action
def grant_support(
    citizen: Citizen,
    offer: Offer,
    *,
    actor: Viewer,
    owner: Membership,
    hours: Decimal | None = None,
    amount: Decimal | None = None,
    from_on: date,
    until_on: date,
    purpose: str = "",
) -> SupportGrant:
    """Grant hours or kroner of an entry that gives support, at once, within one's own frame.

    Refused beyond the frame of this year (with what is left), for a closed entry, for a citizen
    the work with whom has ended, and for an owner outside the case team.
    """
    check_may_write(actor, citizen)
    if actor.membership_id is None:
        raise NotYours
    support_rules.check_how_much(hours, amount)
    support_rules.check_period(from_on, until_on, today())
    present = locked(citizen)
    check_under_way(present)
    if not in_case_team_of(owner, present.pk):
        raise Refused("support_owner", N_("Only somebody in the case team can see to the support."))
    found = lock_then_read(Offer.objects.filter(jobcentre_id=actor.jobcentre_id, pk=offer.pk))
    if found is None:
        raise NotYours
    if found.kind != OfferKind.SUPPORT:
        raise Refused("support_kind", N_("Choose an entry that gives support."))
    if not found.is_open:
        raise Refused("offer_closed", N_("The offer was closed meanwhile. Choose another one."))
    frame = locked_frame(actor.jobcentre_id, actor.membership_id, today().year)
    if hours is not None:
        support_rules.check_within(hours, frame.hours, frame.hours_granted, in_hours=True)
    if amount is not None:
        support_rules.check_within(amount, frame.amount, frame.amount_granted, in_hours=False)
    _draw(frame, hours or Decimal(0), amount or Decimal(0))
    grant = SupportGrant.objects.create(
        jobcentre_id=present.jobcentre_id, citizen=present, offer=found, frame=frame,
        granted_by_id=actor.membership_id, owner=owner, hours=hours, amount=amount,
        purpose=one_line(purpose)[:300], granted_on=today(), from_on=from_on, until_on=until_on,
    )  # fmt: skip
    _log("citizen.support_granted", actor, present)
    return grant


def _draw(frame: GrantFrame, hours: Decimal, amount: Decimal) -> None:
    """Count what is granted; less than nought gives back. The database refuses an overdraft."""
    GrantFrame.objects.filter(jobcentre_id=frame.jobcentre_id, pk=frame.pk).update(
        hours_granted=F("hours_granted") + hours, amount_granted=F("amount_granted") + amount
    )


@action
def write_use(
    grant: SupportGrant, *, actor: Viewer, version: int, used_on: date, number: Decimal
) -> SupportUse:
    """Write what was used on a day; never more than was granted."""
    present = _open_grant(grant, actor, version)
    if actor.membership_id is None:
        raise NotYours
    support_rules.check_use(
        number, present.used, present.granted, used_on, present.from_on, today()
    )
    use = SupportUse.objects.create(
        jobcentre_id=present.jobcentre_id, grant=present, used_on=used_on, number=number,
        written_by_id=actor.membership_id,
    )  # fmt: skip
    present.used += number
    present.last_use_on = max(present.last_use_on or used_on, used_on)
    _save(present, "used", "last_use_on")
    _log("citizen.support_used", actor, present.citizen)
    return use


@action
def remove_use(use: SupportUse, *, actor: Viewer, version: int) -> None:
    """Take away a use written by mistake, while the support runs; history keeps it."""
    present = _open_grant(use.grant, actor, version)
    rows = SupportUse.objects.filter(jobcentre_id=actor.jobcentre_id, grant_id=present.pk)
    gone = rows.filter(pk=use.pk).order_by().first()
    if gone is None:
        return
    gone.delete()
    present.used -= gone.number
    present.last_use_on = rows.order_by("-used_on").values_list("used_on", flat=True).first()
    _save(present, "used", "last_use_on")


@action
def end_support(
    grant: SupportGrant,
    *,
    actor: Viewer,
    version: int,
    effect: str,
    ended_on: date,
    effect_text: str = "",
) -> SupportGrant:
    """End support with what it led to; what was not used goes back to the grantor's frame."""
    present = _open_grant(grant, actor, version)
    if effect not in Effect.values:
        raise Refused("support_effect", N_("Choose what it led to."))
    if ended_on > today() or ended_on < present.from_on:
        raise Refused(
            "support_day", N_("The last day lies between %(day)s and today."), day=present.from_on
        )
    _end(present, effect, ended_on, one_line(effect_text)[:300])
    _log("citizen.support_ended", actor, present.citizen)
    return present


def end_open_support(citizen: Citizen) -> None:
    """End what support a citizen has, when the work with them ends.

    For the action that ends it, inside its transaction.
    """
    rows = SupportGrant.objects.filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, ended_on__isnull=True
    )
    for grant in rows.order_by("frame_id"):
        _end(grant, Effect.UNKNOWN, max(today(), grant.from_on), "")


def _end(grant: SupportGrant, effect: str, day: date, text: str) -> None:
    grant.effect, grant.effect_text, grant.ended_on = effect, text, day
    _save(grant, "effect", "effect_text", "ended_on")
    back = support_rules.unused(grant.granted, grant.used)
    none = Decimal(0)
    _draw(grant.frame, -back if grant.in_hours else none, none if grant.in_hours else -back)


def _save(grant: SupportGrant, *fields: str) -> None:
    grant.version += 1
    grant.save(update_fields=[*fields, "version"])


def _open_grant(grant: SupportGrant, actor: Viewer, version: int) -> SupportGrant:
    check_may_write(actor, grant.citizen)
    locked(grant.citizen)
    rows = grants_visible_to(actor).filter(pk=grant.pk).order_by()
    present = lock_then_read(rows, "citizen", "offer", "owner", "frame")
    if present is None:
        raise NotYours
    if present.version != version:
        raise Stale
    if present.ended_on is not None:
        raise Refused("support_over", N_("The support has ended already."))
    return present


def _log(kind: str, actor: Viewer, citizen: Citizen) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
