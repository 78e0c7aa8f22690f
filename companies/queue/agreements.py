"""What agreements put on “my day”: to sign, to finish, to renew, to evaluate; and on pages."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.choices.agreement import Side
from companies.mails.agreements import EVALUATED_BEFORE, FIRST_AFTER, cooperations
from companies.models import Agreement, AgreementSignature, CompanyRelation
from companies.queries.agreements import of_company
from companies.rules.agreements import RENEW_BEFORE, anniversary
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.compiled import compiled
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

# A whole year's evaluations would bury the rest of the day.
MOST_TO_EVALUATE = 3


def agreement_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return mine to sign, to send, to renew, and years to evaluate: two queries."""
    rows = [*_of_agreements(viewer, day, limit), *evaluation_rows(viewer, day, limit)]
    return sorted(rows, key=lambda row: (row.severity != "now", row.due_on or day))[:limit]


def _of_agreements(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    return [_row(viewer, each, day) for each in bring_one(viewer, day, _SHOWN, limit)]


def _waiting(viewer: Viewer, day: date) -> QuerySet[Agreement]:
    """Return the agreements that wait for the viewer, what ends first on top."""
    jobcentre, me = viewer.jobcentre_id, viewer.membership_id
    ours = AgreementSignature.objects.filter(
        jobcentre_id=jobcentre, text__agreement_id=OuterRef("pk"), side="jobcentre",
        text__agreement__state="signed_one",
    )  # fmt: skip
    renewed = Agreement.objects.filter(
        jobcentre_id=jobcentre, previous_id=OuterRef("pk")
    ).exclude(state="ended")  # fmt: skip
    mine = Q(responsible_id=me) & (
        Q(state__in=["draft", "sent", "signed_one"])
        | Q(state="signed", ends_on__lte=day + RENEW_BEFORE, is_renewed=False)
    )
    return (
        Agreement.objects.annotate(has_ours=Exists(ours), is_renewed=Exists(renewed))
        .filter(Q(our_signer_id=me, state__in=["sent", "signed_one"], has_ours=False) | mine)
        .filter(jobcentre_id=jobcentre)
        .order_by("ends_on", "id")
    )


_SHOWN = Shown(
    Agreement, _waiting,
    ("public_id", "purpose", "state", "ends_on", "our_signer_id", "company__name", "has_ours"),
)  # fmt: skip


def _row(viewer: Viewer, found: Any, day: date) -> QueueRow:
    page = reverse("companies:agreement", args=[found.public_id])
    is_out = found.state in {"sent", "signed_one"}
    if is_out and found.our_signer_id == viewer.membership_id and not found.has_ours:
        why, tag, word, severity = (
            _("Waits for your signature."), Tag(_("to sign"), "warn"), _("Read and sign"), "now",
        )  # fmt: skip
    elif found.state == "draft":
        why, tag, word, severity = (
            _("A draft: nobody has been asked to sign it."), Tag(_("draft"), "plain"), _("Open it"),
            "week",
        )  # fmt: skip
    elif is_out:
        why, tag, word, severity = (
            _("Sent, and not signed by both yet. Ring if it takes long."),
            Tag(_("not signed"), "warn"), _("Open it"), "week",
        )  # fmt: skip
    else:
        page = reverse("companies:agreement_renew", args=[found.public_id])
        why, tag, word, severity = (
            _("Ends within 60 days. Renew it, or let it end."), Tag(_("to renew"), "warn"),
            _("Renew"), "now" if found.ends_on - day <= timedelta(days=14) else "week",
        )  # fmt: skip
    return QueueRow(
        severity=severity, title=f"{found.company.name}: {found.purpose}", why=why,
        actions=[Action(word, page, primary=severity == "now")], subject=found.public_id, tag=tag,
        due_on=found.ends_on, url=reverse("companies:agreement", args=[found.public_id]),
    )  # fmt: skip


@compiled
def _cooperations(
    *, jobcentre: int, me: int, evaluated_from: date, since: date
) -> QuerySet[CompanyRelation, Any]:
    """A consultant has hundreds, of which a few are due: plain rows."""
    return (
        cooperations(jobcentre, Side.JOBCENTRE, evaluated_from=evaluated_from, since=since)
        .filter(owner_id=me)
        .annotate(company_public_id=F("company__public_id"), company_name=F("company__name"))
        .order_by("company__name_key", "id")
        .values_list(
            "pk", "public_id", "since", "evaluated", "company_public_id", "company_name",
            named=True,
        )
    )  # fmt: skip


def evaluation_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the years that have waited longest; the last row says how many come after it."""
    if not (viewer.can(Can.WRITE_AGREEMENTS) and viewer.can(Can.LOG_CONTACT)):
        return []
    mine = _cooperations(
        jobcentre=viewer.jobcentre_id, me=viewer.membership_id,
        evaluated_from=day - EVALUATED_BEFORE, since=day - FIRST_AFTER,
    )  # fmt: skip
    due = ((row, anniversary(row.since, day)) for row in mine)
    left = sorted(
        ((row, year) for row, year in due if year is not None and year not in row.evaluated),
        key=lambda each: (each[1], each[0].pk),
    )
    rows = [
        QueueRow(
            severity="week", title=relation.company_name,
            why=_("Another year together: how does the cooperation work? Three questions."),
            actions=[
                Action(_("Evaluate"), reverse(
                    "companies:agreement_evaluation", args=[relation.company_public_id]
                ))
            ],
            subject=relation.public_id, tag=Tag(_("to evaluate"), "info"), due_on=year,
            url=reverse("companies:company", args=[relation.company_public_id]),
        )
        for relation, year in left[:MOST_TO_EVALUATE]
    ]  # fmt: skip
    if after := len(left) - len(rows):
        more = ngettext(
            "%(number)d more comes after it.", "%(number)d more come after it.", after
        ) % {"number": after}
        rows[-1] = replace(rows[-1], why=f"{rows[-1].why} {more}")
    return rows


QUEUE = QueueKind(
    code="companies.agreements",
    label=gettext_lazy("Partnership agreements"),
    order=65,
    find=_of_agreements,
    waiting=_waiting,
    shown=_SHOWN,
    row=lambda found, viewer, day: _row(viewer, found, day),
    can=(Can.WRITE_AGREEMENTS, Can.SIGN_AGREEMENTS),
)
EVALUATIONS = QueueKind(
    code="companies.evaluations",
    label=gettext_lazy("Years together to evaluate"),
    order=65,
    find=evaluation_rows,
    can=(Can.WRITE_AGREEMENTS,),
)


def company_agreements(request: HttpRequest, **subject: Any) -> str:
    """The company's agreements: agreed and delivered, both ways. No query of its own."""
    viewer = request.viewer  # type: ignore[attr-defined]
    company = subject["company"]
    rows = of_company(viewer, company)
    may_write = viewer.can(Can.WRITE_AGREEMENTS)
    if not rows and not may_write:
        return ""
    context = {"rows": rows, "company": company, "may_write": may_write}
    return render_to_string("companies/slot_agreements.html", context, request)


def sheet_agreements(request: HttpRequest, **subject: Any) -> str:
    """The same on the preparation sheet: what is in force, without buttons. No query of its own."""
    viewer = request.viewer  # type: ignore[attr-defined]
    rows = [
        row for row in of_company(viewer, subject["company"])
        if row.agreement.state in {"signed", "expired"}
    ]  # fmt: skip
    if not rows:
        return ""
    return render_to_string(
        "companies/slot_agreements.html", {"rows": rows, "is_sheet": True}, request
    )
