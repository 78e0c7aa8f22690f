"""What candidates said after conversations: shares of groups of five or more, never an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from citizens.models import TalkRating
from citizens.rules.talk import quarters_shown
from insight.rules.suppression import SMALL, hidden_cells
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.viewer import Viewer

QUARTERS = 4
QUESTIONS = ("heard", "decided", "knows")


@dataclass(frozen=True)
class RatingRow:
    """A group: how many answered, and in per cent how many said yes or mostly yes.

    `shares` is None where the group is hidden.
    """

    name: str
    number: int
    shares: list[int] | None


def _shares(row: Mapping[str, Any]) -> list[int]:
    return [round(100 * row[name] / row["number"]) for name in QUESTIONS]


def _rows(counted: Mapping[Any, Any], names: Mapping[Any, str]) -> list[RatingRow]:
    """Return the groups, small ones and those that would betray them hidden."""
    hidden = hidden_cells({key: row["number"] for key, row in counted.items()})
    return [
        RatingRow(names[key], row["number"], None if key in hidden else _shares(row))
        for key, row in counted.items()
    ]


def ratings_of(viewer: Viewer) -> dict[str, Any]:
    """Return the last four whole quarters: the jobcentre, its teams, each quarter. Two queries."""
    quarters = quarters_shown(today(), QUARTERS)
    rows = TalkRating.objects.filter(jobcentre_id=viewer.jobcentre_id, quarter__in=quarters)
    said = {name: Count("pk", filter=Q(**{f"{name}__gte": 3})) for name in QUESTIONS}
    by_quarter: dict[Any, Any] = {
        row["quarter"]: row
        for row in rows.values("quarter").annotate(number=Count("pk"), **said).order_by("-quarter")
    }
    teams: dict[Any, Any] = {
        row["team_id"]: row
        for row in rows.values("team_id", name=F("team__name"))
        .annotate(number=Count("pk"), **said)
        .order_by(F("team__name").asc(nulls_last=True), "team_id")
    }
    number = sum(row["number"] for row in by_quarter.values())
    whole = {name: sum(row[name] for row in by_quarter.values()) for name in QUESTIONS}
    return {
        "number": number,
        "is_small": number < SMALL,
        "whole": None if number < SMALL else _shares({**whole, "number": number}),
        "teams": _rows(teams, {key: row["name"] or _("No team") for key, row in teams.items()}),
        "quarters": _rows(
            by_quarter,
            {
                day: _("%(quarter)s. quarter %(year)s")
                % {"quarter": (day.month + 2) // 3, "year": day.year}
                for day in by_quarter
            },
        ),
        "until": quarters[0],
    }


@allow(Can.SEE_DASHBOARD)
@require_GET
def ratings(request: Request) -> HttpResponse:
    """What candidates said after conversations."""
    return render(request, "insight/ratings.html", ratings_of(request.viewer))
