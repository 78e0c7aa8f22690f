"""Signing an agreement: by a link, logged in, or on paper; and the yearly evaluation."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from companies.actions.agreements import (
    locked_agreement,
    may_write_agreements,
    tell_agreement,
)
from companies.choices.agreement import DOOR, EVALUATION_DOOR, Side, SignedBy
from companies.models import (
    Agreement,
    AgreementScan,
    AgreementSignature,
    AgreementText,
    Company,
    Evaluation,
)
from companies.rules import agreements as rules
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.uploads import check_file, sealed
from jobcenter.viewer import Viewer

SCAN_PURPOSE = "companies.AgreementScan.content"
SIGNED_ALREADY = N_("This side has signed already.")


@dataclass(frozen=True)
class Answers:
    """A side's answer about a year: 1 (badly) to 4 (well), and two sentences."""

    rating: int
    goes_well: str = ""
    do_better: str = ""


@action
def sign_for_company(
    agreement: Agreement, *, actor: Viewer, text_hash: str, name: str, title: str = ""
) -> AgreementSignature:
    """Sign through the door of the mail: exactly the text that was shown, once, in time."""
    if actor.kind != DOOR or actor.subject != agreement.public_id:
        raise NotYours
    agreement = locked_agreement(agreement, actor)
    signature = _sign(
        agreement, actor, Side.COMPANY, SignedBy.LINK, name=name, title=title, read=text_hash
    )
    revoke_doors(DOOR, agreement.public_id)
    return signature


@action
def sign_for_us(agreement: Agreement, *, actor: Viewer, text_hash: str) -> AgreementSignature:
    """Sign as the manager, logged in."""
    if actor.membership_id is None or not actor.can(Can.SIGN_AGREEMENTS):
        raise PermissionDenied
    agreement = locked_agreement(agreement, actor)
    return _sign(agreement, actor, Side.JOBCENTRE, SignedBy.LOGIN, name=actor.name, read=text_hash)


@action
def add_scan(
    agreement: Agreement, *, actor: Viewer, side: str, name: str, content: bytes
) -> AgreementSignature:
    """Note that a side signed on paper, with the scan: kept encrypted, its type told by content."""
    may_write_agreements(actor)
    if actor.membership_id is None:
        raise NotYours
    kind = check_file(content)
    agreement = locked_agreement(agreement, actor)
    scan = AgreementScan.objects.create(
        jobcentre_id=actor.jobcentre_id, content_type=kind, size=len(content),
        uploaded_by_id=actor.membership_id,
        content_encrypted=sealed(content, purpose=SCAN_PURPOSE),
    )  # fmt: skip
    signature = _sign(agreement, actor, side, SignedBy.SCAN, name=name, scan=scan)
    if side == Side.COMPANY:
        revoke_doors(DOOR, agreement.public_id)
    return signature


def _sign(
    agreement: Agreement,
    actor: Viewer,
    side: str,
    way: str,
    *,
    name: str,
    title: str = "",
    read: str = "",
    scan: AgreementScan | None = None,
) -> AgreementSignature:
    if agreement.ends_on < today():
        raise Refused("agreement_expired", rules.SAYS["expired"])
    text = (
        AgreementText.objects.filter(jobcentre_id=actor.jobcentre_id, agreement=agreement)
        .order_by("-number")
        .first()
    )
    signed = AgreementSignature.objects.filter(
        jobcentre_id=actor.jobcentre_id, text=text, side=side
    )
    if text is not None and agreement.state != "draft" and signed.exists():
        raise Refused("signed_already", SIGNED_ALREADY)
    move = "sign_first" if agreement.state == "sent" else "sign_second"
    target = rules.check_agreement_move(agreement.state, move)
    if text is None or (read and read != text.text_hash):
        raise Refused("text_changed", N_("The text was changed. Read it again before you sign."))
    if not name.strip():
        raise Refused("no_name", N_("Write who signs."))
    try:
        with transaction.atomic():
            signature = AgreementSignature.objects.create(
                jobcentre_id=actor.jobcentre_id, text=text, side=side, way=way, scan=scan,
                name=" ".join(name.split()), title=" ".join(title.split()), signed_at=now(),
                text_hash=text.text_hash, by_id=actor.membership_id,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("signed_already", SIGNED_ALREADY) from None
    agreement.state = target
    agreement.version += 1
    if target == "signed":
        agreement.signed_at = signature.signed_at
    agreement.save(update_fields=["state", "signed_at", "version"])
    if target == "signed" and agreement.previous_id is not None:
        former = locked_agreement(Agreement(pk=agreement.previous_id), actor)
        former.state = rules.check_agreement_move(former.state, "replace")
        former.version += 1
        former.save(update_fields=["state", "version"])
    tell_agreement("signed" if target == "signed" else "signed_one", agreement, actor)
    return signature


@action
def answer_evaluation(
    company: Company,
    answers: Answers,
    *,
    actor: Viewer,
    side: str,
    year_on: date,
    agreement: Agreement | None = None,
) -> Evaluation:
    """Keep one side's answer about a year; each side answers once."""
    if side == Side.JOBCENTRE:
        may_write_agreements(actor)
    elif actor.kind != EVALUATION_DOOR:
        raise NotYours
    row = Evaluation(
        jobcentre_id=actor.jobcentre_id, company=company, agreement=agreement, year_on=year_on,
        side=side, rating=answers.rating, goes_well=" ".join(answers.goes_well.split()),
        do_better=" ".join(answers.do_better.split()), answered_at=now(),
        by_id=actor.membership_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused("evaluated", N_("That year has been evaluated already. Thank you.")) from None
    log_event(
        "companies.agreement_evaluated", actor=actor, company_id=company.pk,
        subject=agreement.public_id if agreement else None, text=str(year_on.year),
    )  # fmt: skip
    return row
