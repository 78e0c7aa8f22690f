"""The inbox of enquiries as a file: jobcenter/lists.py says how a list is described."""

from typing import Any

from django.utils.translation import gettext_lazy

from companies.models import Enquiry
from companies.queries.enquiries import EnquiryFilters, all_enquiries, count_enquiries
from jobcenter.lists import Column, ListKind
from jobcenter.permissions import Can


def _cvr(row: Enquiry) -> Any:
    return row.company.cvr if row.company else ""


def _company(row: Enquiry) -> Any:
    return row.company.name if row.company else row.company_typed


# Without what was written: that is for whoever opens the enquiry.
ENQUIRIES = ListKind(
    code="enquiries",
    label=gettext_lazy("Enquiries"),
    url_name="companies:enquiries",
    can=(Can.READ_COMPANIES,),
    params=("tilstand", "hvem", "emne", "vej", "sent", "q", "firma"),
    columns=(
        Column("reference", gettext_lazy("Reference"), str, is_fixed=True),
        Column("received", gettext_lazy("Received"), lambda row: row.received_at),
        Column("channel", gettext_lazy("Came in by"), lambda row: row.get_channel_display()),
        Column("subject", gettext_lazy("Subject"), lambda row: row.get_subject_display()),
        Column("cvr", gettext_lazy("CVR"), _cvr),
        Column("company", gettext_lazy("Company"), _company),
        Column("asker", gettext_lazy("Who asks"), lambda row: row.asker_name),
        Column("state", gettext_lazy("State"), lambda row: row.get_state_display()),
        Column("owner", gettext_lazy("Owner"), lambda row: row.owner.name if row.owner else ""),
        Column("due", gettext_lazy("Answer due"), lambda row: row.due_at),
        Column("answered", gettext_lazy("First answer"), lambda row: row.first_answer_at),
        Column("minutes", gettext_lazy("Working minutes to the answer"),
               lambda row: row.answer_minutes, is_number=True),
        Column("closed", gettext_lazy("Finished"), lambda row: row.closed_at),
        Column("ending", gettext_lazy("How it ended"), lambda row: row.get_closing_display()),
        Column("note", gettext_lazy("Where to, or why"), lambda row: row.closing_note),
    ),
    rows=lambda viewer, query: all_enquiries(viewer, EnquiryFilters.of(query)),
    count=lambda viewer, query, cap: count_enquiries(viewer, EnquiryFilters.of(query), cap),
)  # fmt: skip
