"""Workplaces on a map, in a grid of fields: counted by the database, whatever is filtered."""

from dataclasses import dataclass
from math import sqrt

from django.db import connection
from django.db.models import Subquery

from companies.choices import RegisterStatus
from companies.models import Workplace
from companies.queries import standings
from companies.queries.filters import Filters
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer

COLUMNS = 12
PAPER = 720  # units of the drawing's width


@dataclass(frozen=True)
class Field:
    """A field of the grid: how many workplaces, whose town most often, and where on the paper."""

    number: int
    town: str
    box: str  # south,west,north,east as the list's address takes it
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Map:
    """The fields that hold something, on paper of a width and a height."""

    fields: list[Field]
    number: int
    width: int
    height: int


# Edges have half a digit more than coordinates, so that no workplace lies on one.
_SQL = """
WITH found AS MATERIALIZED (
  SELECT w.latitude, w.longitude, w.city FROM companies_workplace w
    JOIN jobcenter_jobcentre j ON j.id = %(jobcentre)s AND j.code = w.municipality_code
   WHERE w.latitude IS NOT NULL AND w.status = 'active' AND w.company_id IN ({companies})
), edge AS (
  SELECT round(min(latitude)::numeric, 5) - 0.0000105 AS south, max(latitude)::numeric AS north,
         round(min(longitude)::numeric, 5) - 0.0000105 AS west,
         round(greatest(max(longitude) - min(longitude), 0.01)::numeric / {columns}, 5) + 0.00001
           AS step,
         round(cos(radians(avg(latitude)))::numeric, 2) AS narrow FROM found
)
SELECT e.south, e.west, e.step, e.narrow, e.north,
       floor((f.longitude::numeric - e.west) / e.step)::int AS x,
       floor((f.latitude::numeric - e.south) / (e.step * e.narrow))::int AS y,
       count(*), mode() WITHIN GROUP (ORDER BY f.city)
  FROM found f CROSS JOIN edge e GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY count(*) DESC, 6, 7
"""


MOST_COUNTED = 10_000


def unplaced(viewer: Viewer) -> int:
    """Return how many of our area's workplaces nobody placed; counting stops after MOST_COUNTED.

    Asked only where the map is empty: along the index of the municipality.
    """
    home = Jobcentre.objects.filter(pk=viewer.jobcentre_id).values("code")
    rows = Workplace.objects.filter(
        municipality_code=Subquery(home), latitude=None, status=RegisterStatus.ACTIVE
    )
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


def map_of(viewer: Viewer, filters: Filters) -> Map:
    """Return the map of the workplaces, in our area, of the companies the filters leave."""
    asked = standings.question(viewer, filters, [])
    companies = asked.sql("s.company_id", limit=False, ordered=False)
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(companies=companies, columns=COLUMNS), asked.values)
        rows = cursor.fetchall()
    if not rows:
        return Map([], 0, PAPER, PAPER // 2)
    south, west, step, narrow, north = (float(value) for value in rows[0][:5])
    side, tall = PAPER / COLUMNS, step * narrow
    lines = int((north - south) // tall) + 1
    most = max(row[7] for row in rows)
    fields = []
    for *_edges, x, y, number, town in rows:
        box = (south + y * tall, west + x * step, south + (y + 1) * tall, west + (x + 1) * step)
        fields.append(Field(
            number, town, ",".join(f"{value:.7f}" for value in box),
            round((x + 0.5) * side, 1), round((lines - y - 0.5) * side, 1),
            round(side * (0.18 + 0.30 * sqrt(number / most)), 1),
        ))  # fmt: skip
    return Map(fields, sum(row[7] for row in rows), PAPER, round(lines * side))
