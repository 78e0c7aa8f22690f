"""What the lead of an agreement publishes to its parties: renewed whenever the agreement moves."""

from typing import Any

from companies.models import (
    Agreement,
    AgreementSignature,
    AgreementText,
    PartyInvitation,
    SharedAgreement,
)
from companies.queries.agreement_text import content_of, parties_joined
from companies.queries.agreements import COUNTED, goals_counted
from companies.rules.parties import published
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.viewer import Viewer


@action
def publish_agreement(agreement: Agreement, *, actor: Viewer, first: bool = False) -> int:
    """Publish an agreement as it stands now, if it has parties, and return the copy's id or 0.

    One query where it has none, as most have not; `first` makes the copy. Without our notes, the
    meeting, evaluations and reasons; of our counts what may leave the house.
    """
    ours = SharedAgreement.objects.filter(jobcentre_id=actor.jobcentre_id, agreement=agreement)
    if not first and not ours.exists():
        return 0
    about = {"company_id": agreement.company_id, "starts_on": agreement.starts_on,
             "ends_on": agreement.ends_on}  # fmt: skip
    shared, _made = SharedAgreement.objects.update_or_create(
        jobcentre_id=actor.jobcentre_id, agreement=agreement,
        defaults={**about, "state": agreement.state, **_told(agreement, actor)},
    )  # fmt: skip
    PartyInvitation.objects.filter(jobcentre_id=actor.jobcentre_id, shared=shared).update(
        purpose=agreement.purpose, starts_on=agreement.starts_on, ends_on=agreement.ends_on
    )
    return shared.pk


def _told(agreement: Agreement, actor: Viewer) -> dict[str, Any]:
    goals = list(goals_counted(actor, today()).filter(agreement=agreement))
    text = None
    if agreement.state != "draft":
        texts = AgreementText.objects.filter(jobcentre_id=actor.jobcentre_id, agreement=agreement)
        text = texts.order_by("-number").first()
    counts = {}
    for goal in goals if agreement.state in COUNTED else []:
        count = published(goal.kind, goal.delivered)  # type: ignore[attr-defined]
        number = None if count.delivered is None else str(count.delivered)
        counts[str(goal.public_id)] = {"delivered": number, "few": count.is_few}
    return {
        "content": text.content if text else content_of(agreement, goals),
        "goals": [
            {
                "id": str(goal.public_id), "side": goal.side, "kind": goal.kind, "text": goal.text,
                "number": None if goal.number is None else str(goal.number),
                "due_on": goal.due_on.isoformat(),
                "done_on": goal.done_on.isoformat() if goal.done_on else None,
            }
            for goal in goals
        ],
        "counts": counts,
        "signatures": _signatures(text),
        "parties": parties_joined(agreement),
        "published_at": now(),
    }  # fmt: skip


def _signatures(text: AgreementText | None) -> list[dict[str, str]]:
    if text is None:
        return []
    rows = AgreementSignature.objects.filter(jobcentre_id=text.jobcentre_id, text=text)
    return [
        {"side": row.side, "name": row.name, "title": row.title,
         "signed_at": row.signed_at.isoformat(), "way": row.way}
        for row in rows.order_by("signed_at", "id")
    ]  # fmt: skip
