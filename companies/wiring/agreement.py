"""Wires agreements into the frame's registries when Django starts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _to_agreement(event: Any) -> str | None:
    return reverse("companies:agreement", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill menu, list, search, timeline, slots, messages, work queue and demo."""
    from companies.actions.agreements_signing import SCAN_PURPOSE
    from companies.demo import agreements as demo_agreements
    from companies.listed.agreements import AGREEMENTS
    from companies.mails import agreements as mails_agreements
    from companies.queries.agreement_search import agreement_rows, find_agreements
    from companies.queue import agreements as agreement_queue
    from followup import kinds
    from followup.queue import register_queue
    from jobcenter import registries
    from jobcenter.lists import list_kind
    from jobcenter.permissions import Can

    list_kind(AGREEMENTS)
    for code, label in [
        ("companies.agreement_drafted", _("agreement drafted")),
        ("companies.agreement_sent", _("agreement sent for signing")),
        ("companies.agreement_taken_back", _("agreement taken back")),
        ("companies.agreement_signed_one", _("agreement signed by one side")),
        ("companies.agreement_signed", _("agreement signed by both sides")),
        ("companies.agreement_ended", _("agreement ended early")),
        ("companies.agreement_expired", _("agreement expired")),
        ("companies.agreement_evaluated", _("cooperation evaluated")),
        ("companies.agreement_scan_read", _("scan of a signature read")),
    ]:
        registries.event_kind(code, label, group="agreement", link=_to_agreement)
    registries.menu(_("Agreements"), "companies:agreements", Can.READ_COMPANIES, order=33)
    registries.search_kind(
        "agreement",
        _("Agreements"),
        find_agreements,
        Can.READ_COMPANIES,
        order=20,
        rows=agreement_rows,
    )
    registries.slot("company.main", agreement_queue.company_agreements, order=30)
    registries.slot("company.delivered", agreement_queue.sheet_agreements, order=10)
    registries.sealed_column("companies.AgreementScan", "content_encrypted", SCAN_PURPOSE)
    kinds.register(mails_agreements.EvaluateCooperation())
    kinds.register_message(mails_agreements.SignAgreement())
    kinds.register_message(mails_agreements.SignAgreementOurs())
    register_queue(agreement_queue.QUEUE)
    register_queue(agreement_queue.EVALUATIONS)
    registries.demo(60, demo_agreements.build)
