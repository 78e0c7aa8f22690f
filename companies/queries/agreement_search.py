"""Agreements as the search box finds them."""

from typing import Any

from companies.choices.agreement import SEARCH_KIND, AgreementState
from companies.models import Agreement
from jobcenter.addresses import reverse
from jobcenter.finding import hits_of
from jobcenter.registries import FoundRows, Hit
from jobcenter.search import find_ids, words_of
from jobcenter.viewer import Viewer


def find_agreements(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Find agreements by purpose and company, for the search box."""
    return hits_of(agreement_rows(viewer, query, limit))


def agreement_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    if not words_of(query):
        return None
    ids = find_ids(viewer.jobcentre_id, SEARCH_KIND, query)
    rows = Agreement.objects.filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
    facts = {"id": "public_id", "name": "company__name", "purpose": "purpose", "state": "state"}
    return FoundRows(rows.order_by("-starts_on", "-id")[:limit], facts, _hit)


def _hit(facts: dict[str, Any]) -> Hit:
    text = f"{facts['purpose']} · {AgreementState(facts['state']).label}"
    return Hit(facts["name"], text, reverse("companies:agreement", args=[facts["id"]]))
