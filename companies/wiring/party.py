"""Wires agreements with several jobcentres into the frame's registries when Django starts."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import PartyAnswer, PartyInvitation
from companies.queries.parties import waiting_for_us
from companies.queue.agreements import agreement_rows
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.clock import today
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

SHOWN = 5


def invitation_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return invitations that wait for the manager's answer: one query."""
    return [_invited(row, day) for row in waiting_for_us(viewer)[:limit]]


def _invited(row: PartyInvitation, day: date) -> QueueRow:
    page = reverse("companies:party", args=[row.public_id])
    why = _("%(house)s asks us to be a party to the agreement with %(company)s.") % {
        "house": row.jobcentre, "company": row.company.name,
    }  # fmt: skip
    return QueueRow(
        severity="week", title=f"{row.company.name}: {row.purpose}", why=why,
        actions=[Action(_("Read and answer"), page)], subject=row.public_id,
        tag=Tag(_("invitation"), "info"), url=page,
    )  # fmt: skip


def _refused(viewer: Viewer, day: date | None = None) -> QuerySet[PartyAnswer]:
    """Return answers of agreements I am responsible for: no, or no longer."""
    return PartyAnswer.objects.filter(
        lead_id=viewer.jobcentre_id, state__in=["declined", "left"],
        invitation__withdrawn_at__isnull=True,
        shared__agreement__responsible_id=viewer.membership_id,
        shared__agreement__jobcentre_id=viewer.jobcentre_id,
    )  # fmt: skip


def answer_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return parties that said no or left, until somebody takes note: one query."""
    return [_answered(row) for row in bring_one(viewer, day, _ANSWERED, limit)]


_ANSWERED = Shown(
    PartyAnswer, lambda viewer, day: _refused(viewer).order_by("answered_at", "id"),
    ("state", "reason", "jobcentre__unit_label", "jobcentre__name", "invitation__public_id",
     "invitation__purpose", "invitation__company__name"),
)  # fmt: skip


def _answered(row: PartyAnswer) -> QueueRow:
    told = row.invitation
    page = reverse("companies:party_withdraw", args=[told.public_id])
    said = _("%(house)s has declined: %(reason)s") if row.state == "declined" else _(
        "%(house)s has left the agreement: %(reason)s"
    )  # fmt: skip
    return QueueRow(
        severity="week", title=f"{told.company.name}: {told.purpose}",
        why=said % {"house": row.jobcentre, "reason": row.reason},
        actions=[Action(_("Take note"), page)], subject=told.public_id,
        tag=Tag(_("party"), "warn"), url=page, key=f"answer-{told.public_id}",
    )  # fmt: skip


INVITATIONS = QueueKind(
    code="companies.party_invitations",
    label=gettext_lazy("Invited to other jobcentres' agreements"),
    order=64,
    find=invitation_rows,
    waiting=waiting_for_us,
    can=(Can.SIGN_AGREEMENTS,),
)
ANSWERS = QueueKind(
    code="companies.party_answers",
    label=gettext_lazy("Parties that said no"),
    order=64,
    find=answer_rows,
    waiting=_refused,
    can=(Can.WRITE_AGREEMENTS,),
    shown=_ANSWERED,
    row=lambda row, viewer, day: _answered(row),
)


def waits_for_manager(request: HttpRequest, **_subject: Any) -> str:
    """What waits for a manager's word, on the page where their day begins: two queries."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.can(Can.SIGN_AGREEMENTS):
        return ""
    day = today()
    to_sign = (row for row in agreement_rows(viewer, day, SHOWN) if row.severity == "now")
    rows = [*to_sign, *invitation_rows(viewer, day, SHOWN)]
    if not rows:
        return ""
    return render_to_string("companies/slot_waits_for_manager.html", {"rows": rows}, request)


def _to_party(event: Any) -> str | None:
    return reverse("companies:party", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill timeline, work queue and demo."""
    from companies.demo import parties as demo_parties
    from companies.mails.parties import InvitationWaits
    from followup.kinds import register as register_reminder
    from followup.queue import register_queue
    from jobcenter import registries

    for code, label in [
        ("invited", gettext_lazy("jobcentre invited as party to an agreement")),
        ("withdrawn", gettext_lazy("no longer party or invited to an agreement")),
        ("joined", gettext_lazy("party to an agreement")),
        ("declined", gettext_lazy("declined to be party to an agreement")),
        ("leaves", gettext_lazy("leaves an agreement")),
        ("share", gettext_lazy("took on a share of a goal")),
    ]:
        registries.event_kind(f"companies.party_{code}", label, group="agreement", link=_to_party)
    registries.slot("overview.first", waits_for_manager)
    register_queue(INVITATIONS)
    register_queue(ANSWERS)
    register_reminder(InvitationWaits())
    registries.demo(62, demo_parties.build)
