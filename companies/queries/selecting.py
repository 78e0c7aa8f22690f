"""The companies of criteria, read from the jobcentre's narrow rows (decision 0007)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from companies import criteria_kinds
from companies.choices.campaign import MOST_ROWS, PUBLIC_FORMS, Figure, Rank, Sector
from companies.models import Company, CompanyStanding, IndustryFigure
from companies.queries.criteria import NONE, Criteria, groups_of
from companies.queries.standings import Question
from companies.queries.words import LAST
from companies.rules.segments import LOW_SKILLED
from jobcenter.clock import COPENHAGEN, now
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer


def months_ago(months: int) -> datetime:
    """Return the moment so many months ago, a month as 30.44 days."""
    return now() - timedelta(days=months * 30.44)


def moment(day: date) -> datetime:
    """Return midnight in Copenhagen."""
    return datetime.combine(day, time(), COPENHAGEN)


EMPLOYEES = "COALESCE(s.employees, s.size_class)"
PUBLIC = (
    "EXISTS (SELECT 1 FROM companies_company f"
    " WHERE f.id = s.company_id AND f.form_code = ANY(%(public)s))"
)


def question(viewer: Viewer, criteria: Criteria, cvr_numbers: list[str] | None = None) -> Question:
    """Return criteria as a question about the jobcentre's standings: existing employers only."""
    asked = Question(["s.jobcentre_id = %(jobcentre)s"], {"jobcentre": viewer.jobcentre_id})
    if cvr_numbers:
        asked.where.append(
            "s.company_id IN (SELECT c.id FROM companies_company c WHERE c.cvr = ANY(%(cvrs)s))"
        )
        asked.values["cvrs"] = cvr_numbers
    else:
        asked.where.append("s.is_here" if criteria.area == "here" else "(s.is_here OR s.is_known)")
        asked.where.append(f"{EMPLOYEES} >= 1")
    asked.where.append("s.is_active")
    _facts(asked, criteria)
    _ours(asked, viewer, criteria)
    for code, value in criteria.more:
        sql, values = criteria_kinds.criteria[code].select(viewer, value)
        asked.where.append(f"s.company_id IN ({sql})")
        asked.values |= values
    return asked


def _facts(asked: Question, criteria: Criteria) -> None:
    """Narrow by what the register says."""
    groups = [group for each in criteria.industries for group in groups_of(each)]
    branches = []
    if groups:
        branches.append("s.industry_group = ANY(%(groups)s)")
        asked.values["groups"] = groups
    for place, code in enumerate(criteria.codes):
        branches.append(
            f"(s.industry_code >= %(code{place})s AND s.industry_code < %(code{place}e)s)"
        )
        asked.values |= {f"code{place}": code, f"code{place}e": code + ":"}
    if branches:
        asked.where.append(f"({' OR '.join(branches)})")
    if criteria.least is not None:
        asked.where.append(f"{EMPLOYEES} >= %(least)s")
        asked.values["least"] = criteria.least
    if criteria.most is not None:
        asked.where.append(f"{EMPLOYEES} <= %(most)s")
        asked.values["most"] = criteria.most
    if criteria.town.isascii() and criteria.town.isdigit():
        asked.where.append("s.postcode = %(postcode)s")
        asked.values["postcode"] = criteria.town
    elif criteria.town:
        key = danish_key(criteria.town, length=100)
        asked.where.append("s.city_key >= %(town)s AND s.city_key < %(town_end)s")
        asked.values |= {"town": key, "town_end": key + LAST}
    if criteria.sector:
        asked.where.append(PUBLIC if criteria.sector == Sector.PUBLIC else f"NOT {PUBLIC}")
        asked.values["public"] = list(PUBLIC_FORMS)
    if criteria.protection:
        no = "" if criteria.protection == "only" else "NOT "
        asked.where.append(
            f"{no}EXISTS (SELECT 1 FROM companies_company f WHERE f.id = s.company_id"  # noqa: S608
            " AND f.advertising_protected)"
        )


def _ours(asked: Question, viewer: Viewer, criteria: Criteria) -> None:
    """Narrow by what we know and do."""
    if criteria.segments:
        numbers = [int(each) for each in criteria.segments if each != NONE]
        none = " OR s.segment IS NULL" if NONE in criteria.segments else ""
        asked.where.append(f"(s.segment = ANY(%(segments)s){none})")
        asked.values["segments"] = numbers
    if criteria.relation:
        known = {
            "with": "s.status <> ''",
            NONE: "s.status = ''",
            "mine": "(s.owner_id = %(me)s OR s.deputy_id = %(me)s)",
        }
        asked.where.append(known.get(criteria.relation, "s.status = %(status)s"))
        asked.values |= {"me": viewer.membership_id, "status": criteria.relation}
    if criteria.contact == "never":
        asked.where.append("s.last_contact_at IS NULL")
    elif criteria.months:
        is_older = criteria.contact == "older"
        asked.where.append(f"s.last_contact_at {'<' if is_older else '>='} %(ago)s")
        asked.values["ago"] = months_ago(criteria.months)
    elif criteria.since and criteria.until:
        no = "NOT " if criteria.contact == "not_in" else ""
        asked.where.append(f"{no}s.company_id IN ({CONTACTED})")
        asked.values |= period_values(criteria.since, criteria.until)
    if criteria.objection:
        kind = "" if criteria.objection in {"any", NONE} else " AND o.kind = %(objection)s"
        no = "NOT " if criteria.objection == NONE else ""
        asked.where.append(
            f"{no}EXISTS (SELECT 1 FROM companies_objection o"  # noqa: S608
            " WHERE o.jobcentre_id = s.jobcentre_id AND o.company_id = s.company_id"
            f" AND NOT o.is_settled{kind})"
        )
        asked.values["objection"] = criteria.objection
    if criteria.figure:
        rows = IndustryFigure.objects.filter(
            jobcentre_id=viewer.jobcentre_id, figure=criteria.figure, value__gt=0
        ).values_list("industry", flat=True)
        asked.where.append("s.industry_group = ANY(%(wanted)s)")
        asked.values["wanted"] = [g for each in rows.order_by("id") for g in groups_of(each)]


# Whoever was contacted in a period, read from an index that holds both columns.
CONTACTED = (
    "SELECT t.company_id FROM companies_contact t WHERE t.jobcentre_id = %(jobcentre)s"
    " AND t.state = 'held' AND t.held_at >= %(since)s AND t.held_at < %(until)s"
)


def period_values(since: date, until: date) -> dict[str, Any]:
    """Return a period's bounds; its last day belongs to it."""
    return {"since": moment(since), "until": moment(until + timedelta(days=1))}


def shares_of(viewer: Viewer, figure: str) -> dict[str, float]:
    """Return a figure by two-digit group: an administrator's, else the rule of thumb."""
    thumb = LOW_SKILLED if figure == Figure.LOW_SKILLED else {}
    known: dict[str, float] = {str(name): float(value) for name, value in thumb.items()}
    rows = IndustryFigure.objects.filter(jobcentre_id=viewer.jobcentre_id, figure=figure)
    known |= {row.industry: float(row.value) for row in rows.order_by("id")}
    return {group: value for each, value in known.items() for group in groups_of(each)}


def _ranked(asked: Question, viewer: Viewer, criteria: Criteria) -> str:
    """Join what the rank needs and return the expression it goes by."""
    if criteria.rank == Rank.EMPLOYEES:
        return EMPLOYEES
    shares = shares_of(viewer, criteria.rank)
    asked.values |= {"in_group": list(shares), "in_share": list(shares.values())}
    asked.joins += (
        " LEFT JOIN unnest(%(in_group)s::text[], %(in_share)s::float[]) AS w(grp, share)"
        " ON w.grp = s.industry_group"
    )
    estimate = f"{EMPLOYEES} * COALESCE(w.share, 0)"
    if criteria.rank == Rank.LOW_SKILLED:
        estimate = f"{estimate} / 100"
    known = criteria_kinds.measures.get(criteria.rank)
    if known is None:
        return estimate
    sql, values = known.select(viewer)
    asked.values |= values
    asked.joins += f" LEFT JOIN ({sql}) AS m ON m.company_id = s.company_id"
    return f"COALESCE(m.value, {estimate})"


def company_ids(
    viewer: Viewer, criteria: Criteria, cvr_numbers: list[str] | None = None,
    *, most: int = MOST_ROWS + 1,
) -> list[int]:  # fmt: skip
    """Return the ids of the companies in order, at most `most`: by name, or by what they are
    first in.
    """
    asked = question(viewer, criteria, cvr_numbers)
    order = "s.name_key, s.company_id"
    if criteria.rank and criteria.first:
        value = _ranked(asked, viewer, criteria)
        asked.where.append(f"{value} > 0")
        order = f"{value} DESC, {order}"
        most = min(most, criteria.first)
    text = asked.sql("s.company_id", limit=False, ordered=False)
    with connection.cursor() as cursor:
        cursor.execute(f"{text} ORDER BY {order} LIMIT %(limit)s", {**asked.values, "limit": most})
        return [pk for (pk,) in cursor.fetchall()]


def known_ids(viewer: Viewer, cvr_numbers: list[str]) -> tuple[list[int], list[str]]:
    """Return the standings' companies of a list of numbers, and the numbers nobody has here."""
    rows = Company.objects.filter(cvr__in=cvr_numbers).values_list("cvr", "pk")
    by_cvr = dict(rows.order_by("pk"))
    ours = set(
        CompanyStanding.objects.filter(
            jobcentre_id=viewer.jobcentre_id, company_id__in=list(by_cvr.values())
        ).values_list("company_id", flat=True).order_by()
    )  # fmt: skip
    missing = [cvr for cvr in cvr_numbers if by_cvr.get(cvr) not in ours]
    return [pk for pk in by_cvr.values() if pk in ours], missing
