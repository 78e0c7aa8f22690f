"""How many of the area's employers were contacted in a period, by what they are.

Read from two indexes alone: the employers' narrow one and that of held contacts in a period.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.utils.translation import gettext as _

from companies.choices import Industry, Segment, SizeClass
from companies.choices.campaign import PUBLIC_FORMS, Sector
from companies.queries.criteria import groups_of
from companies.queries.selecting import CONTACTED, period_values
from jobcenter.clock import today
from jobcenter.viewer import Viewer

# Denmark 2010: 57 % of workplaces with more than one job had been contacted, 43 % had not
# (SFI's survey of companies' social engagement, 2011, cited in the guide's theme 1).
CONTACTED_2010 = 57
LEAST = 2  # employees: workplaces with one job are left out, as in the survey


@dataclass(frozen=True)
class Reach:
    """How many employers there are of a kind, and how many were contacted."""

    label: str
    total: int
    contacted: int
    reached_url: str = ""
    missed_url: str = ""

    @property
    def share(self) -> float:
        """Contacted in per cent of all, one decimal."""
        return round(100 * self.contacted / self.total, 1) if self.total else 0.0

    @property
    def missed(self) -> int:
        """How many were not contacted."""
        return self.total - self.contacted


@dataclass(frozen=True)
class Coverage:
    """The period and its breakdowns: title and rows, the whole first."""

    since: date
    until: date
    whole: Reach
    parts: tuple[tuple[str, tuple[Reach, ...]], ...]


_SQL = f"""
SELECT GROUPING(e.segment, e.industry_group, e.size_class, e.postcode, e.is_public),
       e.segment, e.industry_group, e.size_class, e.postcode, e.is_public,
       count(*), count(*) FILTER (WHERE e.is_contacted)
  FROM (SELECT s.segment, s.industry_group, s.size_class, s.postcode,
               p.id IS NOT NULL AS is_public, {{contacted}} AS is_contacted
          FROM companies_companystanding s
          LEFT JOIN companies_company p ON p.id = s.company_id
               AND p.form_code IN ({", ".join(f"'{code}'" for code in PUBLIC_FORMS)})
               AND p.municipality_code = %(code)s
          {{joined}}
         WHERE s.jobcentre_id = %(jobcentre)s AND s.is_here AND s.is_active
           AND s.size_class >= {LEAST}) e
 GROUP BY GROUPING SETS ((), (segment), (industry_group), (size_class), (postcode), (is_public))
"""  # noqa: S608  this module's own words
_WHOLE, _SEGMENT, _INDUSTRY, _SIZE, _AREA, _PUBLIC = 31, 15, 23, 27, 29, 30
PERIOD_JOIN = (
    f" LEFT JOIN (SELECT DISTINCT company_id FROM ({CONTACTED}) c) h ON h.company_id = s.company_id"  # noqa: S608
)


def coverage(viewer: Viewer, code: str, since: date, until: date) -> Coverage:
    """Return how well the employers of the jobcentre's municipality were reached, in one query."""
    values: dict[str, Any] = {
        "jobcentre": viewer.jobcentre_id, "code": code, **period_values(since, until)
    }  # fmt: skip
    if until >= today():  # up to now: the newest contact of each says it
        sql = _SQL.format(contacted="COALESCE(s.last_contact_at >= %(since)s, false)", joined="")
    else:
        sql = _SQL.format(contacted="h.company_id IS NOT NULL", joined=PERIOD_JOIN)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    found: dict[int, dict[Any, list[int]]] = {}
    for kind, segment, group, size, postcode, is_public, total, contacted in rows:
        key = {_SEGMENT: segment, _INDUSTRY: _section(group), _SIZE: size, _AREA: postcode,
               _PUBLIC: is_public}.get(kind)  # fmt: skip
        sums = found.setdefault(kind, {}).setdefault(key, [0, 0])
        sums[0] += total
        sums[1] += contacted
    period = {"kfra": since.isoformat(), "ktil": until.isoformat()}

    def reach(label: Any, counted: list[int], **criteria: Any) -> Reach:
        base = {"fra": LEAST, **criteria, **period}
        return Reach(
            str(label), counted[0], counted[1], urlencode({**base, "kontakt": "in"}, doseq=True),
            urlencode({**base, "kontakt": "not_in"}, doseq=True),
        )  # fmt: skip

    def numbers(kind: int, key: Any) -> list[int]:
        return found.get(kind, {}).get(key, [0, 0])

    segments = [reach(label, numbers(_SEGMENT, value), segment=value)
                for value, label in Segment.choices]  # fmt: skip
    segments.append(reach(_("in no group"), numbers(_SEGMENT, None), segment="none"))
    areas = sorted(found.get(_AREA, {}).items(), key=lambda each: -each[1][0])
    shown = [reach(place or _("not stated"), n, by=place) for place, n in areas[:12] if place]
    return Coverage(
        since,
        until,
        reach(_("All"), numbers(_WHOLE, None)),
        (
            (_("By segment"), _filled(segments)),
            (_("By industry"), _filled([
                reach(label, numbers(_INDUSTRY, value), branche=value)
                for value, label in Industry.choices
            ])),
            (_("By size"), _filled([
                reach(_("%(size)s employees") % {"size": label}, numbers(_SIZE, value),
                      **_between(value))
                for value, label in SizeClass.choices
            ])),
            (_("By area (postcode)"), _filled(shown)),
            (_("Private and public"), _filled([
                reach(Sector.PRIVATE.label, numbers(_PUBLIC, False), sektor="private"),
                reach(Sector.PUBLIC.label, numbers(_PUBLIC, True), sektor="public"),
            ])),
        ),
    )  # fmt: skip


def _filled(rows: list[Reach]) -> tuple[Reach, ...]:
    return tuple(row for row in rows if row.total)


_SECTIONS = {group: value for value in Industry.values for group in groups_of(value)}


def _section(group: str | None) -> str:
    return _SECTIONS.get(group or "", "")


def _between(size: int) -> dict[str, int]:
    """Return the interval of a size as criteria say it."""
    later = [value for value in sorted(SizeClass.values) if value > size]
    return {"fra": size, "til": later[0] - 1} if later else {"fra": size}
