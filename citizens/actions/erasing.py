"""Rules of keeping, and an erasure: proposed, approved or not. It is carried out by the owner."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from citizens.erasing.kinds import BY_CODE, KINDS, before_of
from citizens.models.erasing import ErasureCount, ErasureRun, ErasureState, KeepingRule
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def _may(actor: Viewer, capability: Can = Can.ADMINISTER) -> None:
    if actor.kind != "system" and not actor.can(capability):
        raise PermissionDenied


def months_of(jobcentre_id: int) -> dict[str, int]:
    """Return how many months each kind is kept here."""
    set_here = dict(
        KeepingRule.objects.filter(jobcentre_id=jobcentre_id).values_list("kind", "months")
    )
    return {kind.code: set_here.get(kind.code, kind.months) for kind in KINDS}


@action
def set_months(months: dict[str, int], *, actor: Viewer) -> None:
    """Set how long each kind is kept; refused outside its bounds."""
    _may(actor)
    present = months_of(actor.jobcentre_id)
    for code, number in months.items():
        kind = BY_CODE[code]
        if not kind.least <= number <= kind.most:
            raise Refused(
                "months_out_of_bounds",
                N_("Write a number of months between %(least)s and %(most)s."),
                least=kind.least,
                most=kind.most,
            )
        if number != present[code]:
            KeepingRule.objects.update_or_create(
                jobcentre_id=actor.jobcentre_id, kind=code,
                defaults={
                    "months": number, "set_by_id": actor.membership_id, "set_on": today()
                },
            )  # fmt: skip


@action
def propose_erasure(*, actor: Viewer) -> ErasureRun:
    """Count what the rules would erase today; nothing is erased until somebody approves."""
    _may(actor)
    day = today()
    try:
        with transaction.atomic():
            run = ErasureRun.objects.create(
                jobcentre_id=actor.jobcentre_id, made_on=day, made_by_id=actor.membership_id
            )
    except IntegrityError:
        raise Refused("erasure_open", N_("An erasure is under way already.")) from None
    counts = []
    for code, months in months_of(actor.jobcentre_id).items():
        kind, before = BY_CODE[code], before_of(day, months)
        held = kind.held(actor.jobcentre_id, before).count() if kind.held else 0
        counts.append(
            ErasureCount(
                jobcentre_id=actor.jobcentre_id, run=run, kind=code, months=months, before=before,
                found=kind.rows(actor.jobcentre_id, before).count(), held=held,
            )
        )  # fmt: skip
    ErasureCount.objects.bulk_create(counts)
    return run


def _has_changed_rules(actor: Viewer) -> bool:
    """Return whether the actor changed a rule since the erasure that was carried out last."""
    done = ErasureRun.objects.filter(jobcentre_id=actor.jobcentre_id, state=ErasureState.DONE)
    last = done.order_by("-made_on", "-id").values_list("made_on", flat=True).first()
    history = apps.get_model("citizens", "KeepingRuleEvent")._default_manager
    changed = history.filter(jobcentre_id=actor.jobcentre_id, set_by_id=actor.membership_id)
    if last is not None:
        changed = changed.filter(set_on__gte=last)
    return bool(changed.exists())


def check_is_another(run: ErasureRun, *, actor: Viewer) -> None:
    """Refuse whoever proposed the erasure or changed a rule of it: it takes two people."""
    if run.made_by_id is not None and run.made_by_id == actor.membership_id:
        raise Refused(
            "erasure_own", N_("Somebody else must approve the erasure: you proposed it yourself.")
        )
    if _has_changed_rules(actor):
        raise Refused(
            "erasure_own_rules",
            N_("Somebody else must approve the erasure: you changed a rule it follows."),
        )


def _decide(run: ErasureRun, actor: Viewer, state: str) -> ErasureRun:
    _may(actor, Can.APPROVE_ERASURE)
    if actor.membership_id is None:
        raise PermissionDenied  # an erasure is approved by a person
    rows = ErasureRun.objects.filter(jobcentre_id=actor.jobcentre_id, pk=run.pk)
    present = lock_then_read(rows)
    if present is None:
        raise NotYours
    if present.state != ErasureState.PREVIEW:
        raise Refused("erasure_decided", N_("Somebody has decided on the erasure already."))
    if state == ErasureState.APPROVED:
        check_is_another(present, actor=actor)
    present.state = state
    present.decided_by_id, present.decided_at = actor.membership_id, now()
    present.save(update_fields=["state", "decided_by", "decided_at"])
    return present


@action
def approve_erasure(run: ErasureRun, *, actor: Viewer) -> ErasureRun:
    """Let what the preview shows be erased for good; the next nightly run of the owner does it.

    Refused to whoever proposed it, and to whoever changed a rule since the last one carried out.
    """
    return _decide(run, actor, ErasureState.APPROVED)


@action
def decline_erasure(run: ErasureRun, *, actor: Viewer) -> ErasureRun:
    """Put a preview away; the next month proposes anew."""
    return _decide(run, actor, ErasureState.DECLINED)
