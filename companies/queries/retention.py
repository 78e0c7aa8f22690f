"""Retention cases as lists and pages read them: whole for those who are with one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from companies.choices.retention import CaseState
from companies.models import (
    PunchCard,
    RetentionCase,
    RetentionMember,
    RetentionStep,
    RetentionTalk,
)
from jobcenter.clock import today
from jobcenter.models import AccessLog
from jobcenter.viewer import Viewer

SHOWN = 200
TONES = {
    "opened": "warn", "talked": "info", "planned": "info", "part_time": "info",
    "full_time": "ok", "closed": "plain",
}  # fmt: skip


def cases_of(viewer: Viewer, *, show: str) -> list[RetentionCase]:
    """Return the cases the viewer is with, what comes next first: one query."""
    rows = (
        RetentionCase.objects.of_member(viewer.membership_id)
        .filter(jobcentre_id=viewer.jobcentre_id)
        .select_related("company", "owner")
        .defer("company__search", "company__months")
    )
    if show == "closed":
        rows = rows.filter(state=CaseState.CLOSED).order_by("-closed_on", "-number")
    else:
        rows = rows.open().order_by("next_on", "number")
    return list(rows[: SHOWN + 1])


def cases_masked(viewer: Viewer) -> Sequence[dict[str, Any]]:
    """Return number, state and owner of every open case: what a manager sees, and no more."""
    rows = RetentionCase.objects.open().filter(jobcentre_id=viewer.jobcentre_id)
    found = rows.order_by("-number").values_list("number", "state", "owner__name")
    return [
        {"number": number, "state": state, "owner_name": owner,
         "label": CaseState(state).label, "tone": TONES[state]}
        for number, state, owner in found[: SHOWN + 1]
    ]  # fmt: skip


def waiting_cases(viewer: Viewer, day: date) -> QuerySet[RetentionCase]:
    """Return the viewer's own cases in which something is due."""
    return RetentionCase.objects.open().filter(
        jobcentre_id=viewer.jobcentre_id, owner_id=viewer.membership_id, next_on__lte=day
    )


def talks_of(case: RetentionCase) -> list[RetentionTalk]:
    """Return the talks, the newest first, one ahead on top."""
    rows = RetentionTalk.objects.filter(jobcentre_id=case.jobcentre_id, case=case)
    return list(rows.select_related("by").order_by(F("held_on").desc(nulls_first=True), "-id"))


def steps_of(case: RetentionCase) -> list[RetentionStep]:
    """Return the plan's steps in their order."""
    rows = RetentionStep.objects.filter(jobcentre_id=case.jobcentre_id, case=case)
    return list(rows.order_by("starts_on"))


def people_of_case(case: RetentionCase) -> list[RetentionMember]:
    """Return who sees the case besides its owner."""
    rows = RetentionMember.objects.filter(jobcentre_id=case.jobcentre_id, case=case)
    return list(rows.select_related("member").order_by("member__name", "id"))


def looks_at(case: RetentionCase) -> list[AccessLog]:
    """Return who opened the case lately."""
    rows = AccessLog.objects.filter(jobcentre_id=case.jobcentre_id, citizen=case.public_id)
    return list(rows.select_related("membership").order_by("-at", "-pk")[:5])


def cards_to_spend(case: RetentionCase) -> list[PunchCard]:
    """Return the company's cards that hold today and have a punch left."""
    return list(
        PunchCard.objects.filter(
            jobcentre_id=case.jobcentre_id, company_id=case.company_id, starts_on__lte=today(),
            ends_on__gte=today(), spent__lt=F("granted"),
        ).order_by("ends_on", "id")[:10]
    )  # fmt: skip
