"""Wires the company's own page into the frame's registries when Django starts."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import CompanyRelation, Correction
from companies.queries.own_page import corrections_of, corrections_open, shown_correction
from companies.rules.own_page import FIELDS
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

SHOWN = (
    "public_id", "kind", "changes", "company__public_id", "company__name", "told_by__name",
    *(f"person__{name}" for name in FIELDS),
)  # fmt: skip


def _told(viewer: Viewer, day: date | None = None) -> QuerySet[Correction]:
    """Return open corrections of companies that are mine, or that nobody has."""
    relations = CompanyRelation.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("company_id")
    )
    return corrections_open(viewer).filter(
        Exists(relations.filter(owner_id=viewer.membership_id)) | ~Exists(relations)
    )


_SHOWN = Shown(Correction, _told, SHOWN)  # fmt: skip


def correction_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return corrections that wait for the viewer: one query."""
    return [_row(row) for row in bring_one(viewer, day, _SHOWN, limit)]


def _row(row: Any) -> QueueRow:
    told = shown_correction(row)
    new = ", ".join(after for _label, _before, after in told.fields)
    return QueueRow(
        severity="week", title=f"{row.company.name}: {told.about}",
        why=f"{told.kind_label}. {new}".rstrip(". ") + ".",
        actions=[
            Action(_("Take over"), reverse("companies:correction_accept", args=[row.public_id]),
                   method="post"),
            Action(_("Look at it"), reverse("companies:own_page", args=[row.company.public_id])),
        ],
        subject=row.public_id, tag=Tag(_("from the company"), "info"),
        url=reverse("companies:own_page", args=[row.company.public_id]),
    )  # fmt: skip


QUEUE = QueueKind(
    code="companies.corrections",
    label=gettext_lazy("Corrections from companies"),
    order=66,
    find=correction_rows,
    waiting=_told,
    can=(Can.LOG_CONTACT,),
    shown=_SHOWN,
    row=lambda row, viewer, day: _row(row),
)


def company_corrections(request: HttpRequest, **subject: Any) -> str:
    """What the company corrected and waits for us; fetched with the company, no query."""
    company = subject["company"]
    if not getattr(company, "told_corrections", None):
        return ""
    viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "rows": corrections_of(company), "company": company,
        "may_write": viewer.can(Can.LOG_CONTACT),
    }  # fmt: skip
    return render_to_string("companies/slot_corrections.html", context, request)


def register() -> None:
    """Fill timeline, slots, messages, work queue and demo."""
    from companies.demo import own_page as demo_own_page
    from companies.mails import own_page as mails_own_page
    from followup.kinds import register_message
    from followup.queue import register_queue
    from jobcenter import registries

    for code, label in [
        ("page_given", gettext_lazy("may open the company's own page")),
        ("page_taken_back", gettext_lazy("may no longer open the company's own page")),
        ("page_changed", gettext_lazy("corrected own details on the company's page")),
        ("correction_told", gettext_lazy("correction from the company")),
        ("correction_accepted", gettext_lazy("correction taken over")),
        ("correction_declined", gettext_lazy("correction not taken over")),
    ]:
        registries.event_kind(f"companies.{code}", label, group="relation", link=_to_person)
    registries.slot("company.main", company_corrections, order=5)
    register_message(mails_own_page.OwnPageLink())
    register_message(mails_own_page.OwnPageCode())
    register_queue(QUEUE)
    registries.demo(65, demo_own_page.build)


def _to_person(event: Any) -> str | None:
    return reverse("companies:person", args=[event.subject]) if event.subject else None
