"""Wires retention cases into the frame's registries when Django starts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.actions.retention import receive
from companies.choices.retention import MARK_TEXTS, Due
from companies.handover import chosen
from companies.models import Company, RetentionCase, RetentionStep, RetentionTalk
from companies.queries.retention import waiting_cases
from companies.rules.retention import SECTION_56_WARNS, WARNS, marks
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def case_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the viewer's cases in which something is due, by number: one query."""
    rows = (
        waiting_cases(viewer, day)
        .select_related("company")
        .defer("company__search", "company__months")
        .order_by("next_on", "number")[:limit]
    )
    return [_row(case, day) for case in rows]


def cases_along(viewer: Viewer, day: date, limit: int) -> Any:
    """Return the same as an array in the query that asks what waits."""
    told = JSONObject(
        id="public_id", number="number", company="company__name", next_on="next_on",
        next_kind="next_kind", first="first_absence_on", mark="mark_done", until="section_56_to",
    )  # fmt: skip
    rows = waiting_cases(viewer, day).order_by("next_on", "number")
    return ArraySubquery(rows.values(told=told)[:limit])


def cases_told(array: list[dict[str, Any]], day: date) -> list[QueueRow]:
    """Return the rows of that array."""
    return [_row(_case_of(told), day) for told in array]


def _case_of(told: dict[str, Any]) -> RetentionCase:
    """Return the case of an array's row, with what a row of the queue says of it."""
    first, until = told["first"], told["until"]
    return RetentionCase(
        public_id=UUID(told["id"]), number=told["number"], company=Company(name=told["company"]),
        next_on=date.fromisoformat(told["next_on"]), next_kind=told["next_kind"],
        first_absence_on=date.fromisoformat(first) if first else None, mark_done=told["mark"],
        section_56_to=date.fromisoformat(until) if until else None,
    )  # fmt: skip


def why(case: RetentionCase) -> str:
    """Return what comes next in a case, in words that tell nothing of the person."""
    if case.next_kind == Due.MARK:
        mark = next(
            (each for each in marks(case.first_absence_on, case.mark_done) if not each.is_done),
            None,
        )
        if mark is not None:
            return _("Week %(weeks)s of the absence, %(day)s: %(what)s.") % {
                "weeks": mark.weeks, "day": say(mark.on, "j. F"), "what": MARK_TEXTS[mark.weeks],
            }  # fmt: skip
    if case.next_kind == Due.SECTION_56 and case.section_56_to:
        return _("The § 56 agreement runs out on %(day)s.") % {
            "day": say(case.section_56_to, "j. F Y")
        }
    told = {
        Due.TALK: _("The round-table talk is planned for %(day)s."),
        Due.STEP: _("The next step of the plan begins on %(day)s."),
        Due.IDLE: _("Nothing is planned. Plan a talk or a step, or close the case."),
    }.get(Due(case.next_kind), "")
    return told % {"day": say(case.next_on, "j. F")} if case.next_on else told


def _row(case: RetentionCase, day: date) -> QueueRow:
    assert case.next_on is not None  # noqa: S101  the constraint holds it
    told_before = {Due.MARK: WARNS, Due.SECTION_56: SECTION_56_WARNS}
    late = (day - case.next_on - told_before.get(Due(case.next_kind), timedelta())).days
    page = reverse("companies:retention_case", args=[case.public_id])
    tag = (
        Tag(ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}, "bad")
        if late > 0 and case.next_kind in {Due.TALK, Due.STEP}
        else Tag(Due(case.next_kind).label, "warn")
    )
    return QueueRow(
        severity="now" if late > 0 and case.next_kind != Due.IDLE else "week",
        title=_("Retention case %(number)s: %(company)s")
        % {"number": case.number, "company": case.company.name},
        why=why(case), actions=[Action(_("Open it"), page, primary=True)],
        subject=case.public_id, tag=tag, due_on=case.next_on, url=page,
    )  # fmt: skip


QUEUE = QueueKind(
    code="companies.retention", label=gettext_lazy("Retention cases"), order=19, find=case_rows,
    can=(Can.READ_CITIZENS,), waiting=waiting_cases, along=cases_along, told=cases_told,
)  # fmt: skip


def _owned(viewer: Viewer, member: int) -> Any:
    return RetentionCase.objects.open().filter(jobcentre_id=viewer.jobcentre_id, owner_id=member)


def _find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return the cases by number alone: who hands them over may not see into them."""
    return [
        HandoverRow(row.public_id, _("Retention case %(number)s") % {"number": row.number},
                    str(row.get_state_display()))
        for row in _owned(viewer, member).order_by("next_on", "number")[:limit]
    ]  # fmt: skip


def _give(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    rows = chosen(_owned(actor, from_id), only, leave)
    cases = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if cases:
        receive(cases, to, actor=actor)
    return len(cases)


def register() -> None:
    """Fill navigation, work queue, hand-over, sealed columns, event kinds and demo."""
    from companies import navigation
    from companies.demo import retention as demo_retention
    from followup.queue import register_queue
    from jobcenter import registries

    navigation.page(
        "offer", "retention", gettext_lazy("Retention cases"), "companies:retention",
        Can.READ_CITIZENS, order=30,
    )  # fmt: skip
    for code in ("opened", "changed", "moved", "section_56", "people", "talk", "plan", "given",
                 "erased"):  # fmt: skip
        registries.event_kind(
            f"companies.retention_{code}", gettext_lazy("retention case written in"),
            group="retention",
        )  # fmt: skip
    for model, column, purpose in (
        ("RetentionCase", "situation_encrypted", RetentionCase.SITUATION),
        ("RetentionCase", "reason_encrypted", RetentionCase.REASON),
        ("RetentionTalk", "agreed_encrypted", RetentionTalk.AGREED),
        ("RetentionStep", "note_encrypted", RetentionStep.NOTE),
    ):
        registries.sealed_column(f"companies.{model}", column, purpose)
    register_queue(QUEUE)
    handover_kind(
        HandoverKind(
            code="retention", label=gettext_lazy("Retention cases"), order=15,
            rows=_owned, find=_find,
            hand_over=_give, is_urgent=True,
        )
    )  # fmt: skip
    registries.demo(67, demo_retention.build)
