"""What the rules go by when they suggest a segment, and how segments changed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from companies import criteria_kinds
from companies.choices import Segment
from companies.choices.campaign import FORM_OF_SEGMENT, Figure, Rank
from companies.models import Company, CompanyRelation, CompanyStanding, SegmentChange
from companies.queries.selecting import shares_of
from companies.rules.segments import CompanyFacts, Suggestion, suggest
from jobcenter import registries
from jobcenter.clock import now
from jobcenter.viewer import Viewer

PAGE = 25
LATELY = timedelta(days=365)


def suggestions(viewer: Viewer, company_ids: list[int]) -> dict[int, Suggestion]:
    """Return what the rules suggest for companies, in a fixed number of queries."""
    shares = shares_of(viewer, Figure.LOW_SKILLED)
    told: dict[int, dict[str, Any]] = {}
    for read in registries.facts.values():
        for pk, values in read(viewer, company_ids).items():
            told.setdefault(pk, {}).update(values)
    sickness = _measured(viewer, Rank.SICKNESS, company_ids)
    found = {}
    for row in CompanyStanding.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id__in=company_ids
    ).defer("search"):
        known = told.get(row.company_id, {})
        found[row.company_id] = suggest(
            CompanyFacts(
                employees=row.size_class if row.employees is None else row.employees,
                low_skilled_share=shares.get(row.industry_group),
                sickness=sickness.get(row.company_id),
                openings=(known.get("free_places") or 0) + (known.get("open_needs") or 0),
                running=known.get("running_placements") or 0,
                before=known.get("past_placements") or 0,
                contacts_lately=bool(row.last_contact_at and row.last_contact_at >= now() - LATELY),
                status=row.status,
            )
        )
    return found


def _measured(viewer: Viewer, code: str, company_ids: list[int]) -> dict[int, float]:
    """Return a number per company that rooms above know; nothing where none does."""
    kind = criteria_kinds.measures.get(f"{code}_share")
    if kind is None:
        return {}
    sql, values = kind.select(viewer)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT company_id, value FROM ({sql}) m WHERE company_id = ANY(%(ids)s)",  # noqa: S608
            {**values, "ids": company_ids},
        )
        return {pk: float(value) for pk, value in cursor.fetchall()}


@dataclass(frozen=True)
class Suggested:
    """A company with a relation, its segment and the one that fits by the rules."""

    relation: CompanyRelation
    suggestion: Suggestion

    @property
    def company(self) -> Company:
        """The company."""
        return self.relation.company

    @property
    def differs(self) -> bool:
        """Whether the rules suggest another segment."""
        return self.relation.segment != self.suggestion.segment

    @property
    def suggested_label(self) -> str:
        """The suggested segment in words."""
        return str(Segment(self.suggestion.segment).label)


def page_of_segment(
    viewer: Viewer, segment: int | None, after: str = ""
) -> tuple[list[Suggested], str]:
    """Return companies of a segment with what the rules suggest, by name, and what follows."""
    rows = (
        CompanyRelation.objects.select_related("company", "owner")
        .defer("company__search", "company__months")
        .filter(jobcentre_id=viewer.jobcentre_id, segment=segment)
        .order_by("company__name_key", "company_id")
    )
    try:
        start = Company.objects.filter(public_id=UUID(after)).first()
    except ValueError:
        start = None
    if start is not None:
        later = rows.filter(company__name_key=start.name_key, company_id__gt=start.pk)
        rows = rows.filter(company__name_key__gt=start.name_key) | later
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    fits = suggestions(viewer, [row.company_id for row in shown])
    following = str(shown[-1].company.public_id) if len(found) > PAGE else ""
    return [Suggested(row, fits[row.company_id]) for row in shown if row.company_id in fits], (
        following
    )


@dataclass(frozen=True)
class SegmentTotal:
    """A segment, its contact form, and how many companies are in it."""

    value: str  # as the address says it
    label: str
    form: str
    number: int


def totals(viewer: Viewer) -> list[SegmentTotal]:
    """Return the four segments and no segment, with how many companies each has."""
    rows = (
        CompanyRelation.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .order_by()
        .values_list("segment")
        .annotate(number=Count("pk"))
    )
    numbers = dict(rows)
    return [
        *(
            SegmentTotal(str(each.value), str(each.label), str(FORM_OF_SEGMENT[each].label),
                         numbers.get(each.value, 0))
            for each in Segment
        ),
        SegmentTotal("none", "", "", numbers.get(None, 0)),
    ]  # fmt: skip


def changes_of_segment(viewer: Viewer, company_id: int) -> list[SegmentChange]:
    """Return how a company's segment changed, the newest first."""
    return list(
        SegmentChange.objects.select_related("by")
        .filter(jobcentre_id=viewer.jobcentre_id, company_id=company_id)
        .order_by("-at", "-id")[:50]
    )
