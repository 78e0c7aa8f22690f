"""A company with all that its page or its preparation sheet tells, in one query each."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from companies.models import Company
from companies.queries.agreements import beside_agreements
from companies.queries.needs import beside_needs
from companies.queries.own_page import beside_corrections
from companies.queries.present import RelationShown, relation_of, with_relation
from companies.queries.sheet import beside_sheet
from jobcenter.clock import today
from jobcenter.compiled import Compiled, asker, compiled
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@compiled
def _page(*, jobcentre: int, company: UUID, day: date) -> QuerySet[Company]:
    ours = asker(jobcentre)
    beside = beside_agreements(ours, day) | beside_corrections(ours) | beside_needs(ours)
    return with_relation(ours, company, **beside)


@compiled
def _sheet(*, jobcentre: int, company: UUID, day: date) -> QuerySet[Company]:
    ours = asker(jobcentre)
    beside = beside_sheet(ours) | beside_agreements(ours, day) | beside_needs(ours)
    return with_relation(ours, company, **beside)


def company_page(viewer: Viewer, public_id: UUID) -> tuple[Company, RelationShown | None]:
    """Return a company for its page, and our relation with it; NotYours if there is no such."""
    return _told(viewer, public_id, _page)


def company_sheet(viewer: Viewer, public_id: UUID) -> tuple[Company, RelationShown | None]:
    """Return a company for its preparation sheet; NotYours if there is no such."""
    return _told(viewer, public_id, _sheet)


def _told(
    viewer: Viewer, public_id: UUID, query: Compiled[Company]
) -> tuple[Company, RelationShown | None]:
    if not viewer.can(Can.READ_COMPANIES):
        raise NotYours
    found = query.first(jobcentre=viewer.jobcentre_id, company=public_id, day=today())
    if found is None:
        raise NotYours
    return found, relation_of(found)
