"""What a citizen says is wrong, and the answer somebody in the case team writes."""

from citizens.actions.checks import check_may_write, locked
from citizens.models import Citizen, OwnRemark
from citizens.rules.own import DOOR, OPEN_REMARKS
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@action
def tell_wrong(citizen: Citizen, *, actor: Viewer, text: str, about: str = "") -> OwnRemark:
    """Say that something held is wrong; the case team must answer. Only the citizen does."""
    if actor.kind != DOOR or actor.subject != citizen.public_id:
        raise NotYours
    text = text.replace("\0", "").strip()[:1000]
    if not text:
        raise Refused("remark_empty", N_("Write what is wrong."))
    present = locked(citizen)
    waiting = OwnRemark.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen=present, answered_at__isnull=True
    )
    if waiting.count() >= OPEN_REMARKS:
        raise Refused(
            "remarks_many", N_("Ten of your messages wait for an answer. Ring us, please.")
        )
    row = OwnRemark.objects.create(
        jobcentre_id=present.jobcentre_id, citizen=present, about=about[:40], text=text,
        told_at=now(),
    )  # fmt: skip
    _log("citizen.own_remark", actor, present)
    return row


@action
def answer_remark(remark: OwnRemark, *, actor: Viewer, answer: str) -> OwnRemark:
    """Answer a remark; the citizen is told that there is an answer. The first answer stays."""
    from citizens.mails.own import send_answered

    check_may_write(actor, remark.citizen)
    if actor.membership_id is None:
        raise NotYours
    answer = answer.replace("\0", "").strip()[:1000]
    if len(answer) < 3:
        raise Refused("remark_answer", N_("Write an answer: the citizen reads it."))
    rows = OwnRemark.objects.filter(jobcentre_id=actor.jobcentre_id, pk=remark.pk)
    present = lock_then_read(rows, "citizen")
    if present is None:
        raise NotYours
    if present.answered_at is not None:
        raise Refused("remark_answered", N_("A colleague has answered already."))
    present.answer, present.answered_at = answer, now()
    present.answered_by_id = actor.membership_id
    present.save(update_fields=["answer", "answered_at", "answered_by"])
    _log("citizen.own_remark_answered", actor, present.citizen)
    send_answered(present)
    return present


def _log(kind: str, actor: Viewer, citizen: Citizen) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
