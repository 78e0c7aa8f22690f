"""The rows behind `held_work.py`: plan, conversations, choices, stays, support and files."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from citizens.models import (
    Citizen,
    CitizenDocument,
    ErasureHold,
    OfferStay,
    Plan,
    PlanGoal,
    PlanStep,
    PlanVoice,
    ReleasedOffer,
    SupportGrant,
    SupportUse,
    Talk,
    TalkNote,
    WheelMark,
)
from citizens.own.facts import MOST
from jobcenter.viewer import Viewer


def work_of(viewer: Viewer, citizen: Citizen) -> dict[str, Any]:
    """Return plan, conversations, stays, support and documents by name: one query, kept."""
    kept: dict[str, Any] | None = getattr(citizen, "_held_work", None)
    if kept is None:
        kept = _read(viewer, citizen)
        citizen._held_work = kept  # type: ignore[attr-defined]
    return kept


def _former(model: Any, here: dict[str, Any]) -> ArraySubquery:
    """Return other words that stood on a row before, the oldest first."""
    rows = model._meta.get_field("history").related_model.objects.filter(
        **here, pgh_obj_id=OuterRef("pk")
    )
    return ArraySubquery(
        rows.exclude(text=OuterRef("text")).order_by("pgh_id").values_list("text", flat=True)[:MOST]
    )


def _read(viewer: Viewer, citizen: Citizen) -> dict[str, Any]:
    here = {"jobcentre_id": viewer.jobcentre_id}
    own = {**here, "citizen_id": OuterRef("pk")}
    steps = (
        PlanStep.objects.filter(**here, goal_id=OuterRef("pk"))
        .order_by("due_on", "pk")
        .values(
            json=JSONObject(
                text="text",
                proof="proof",
                doer="doer",
                outside="outside",
                owner="owner__name",
                due="due_on",
                state="state",
                reason="reason",
                closed="closed_on",
                former=_former(PlanStep, here),
            )
        )
    )
    notes = (
        TalkNote.objects.filter(**here, talk_id=OuterRef("pk"))
        .order_by("pk")
        .values(
            json=JSONObject(post="signpost", text="text", at="written_at", name="written_by__name")
        )
    )
    marks = (
        WheelMark.objects.filter(**here, talk_id=OuterRef("pk"))
        .order_by("pk")
        .values(json=JSONObject(area="area", mark="mark"))
    )
    uses = SupportUse.objects.filter(**here, grant_id=OuterRef("pk")).order_by("used_on", "pk")
    parts: dict[str, QuerySet[Any]] = {
        "goals": PlanGoal.objects.filter(**own).order_by("pk").values(
            json=JSONObject(
                text="text", by="target_on", origin="origin", state="state", reason="reason",
                closed="closed_on", steps=ArraySubquery(steps), former=_former(PlanGoal, here),
            )
        ),
        "voices": PlanVoice.objects.filter(**own).order_by("-pk").values(
            json=JSONObject(
                kind="kind", text="text", at="said_at", through="through", version="plan_version",
                read="as_read", answer="answer", answered="answered_at", name="answered_by__name",
            )
        ),
        "talks": Talk.objects.filter(**own).order_by("-held_on", "-pk").values(
            json=JSONObject(
                day="held_on", name="held_by__name", focus="focus", motivation="motivation",
                why="why", step="next_step__text", notes=ArraySubquery(notes),
                marks=ArraySubquery(marks),
            )
        ),
        "stays": OfferStay.objects.filter(**own).order_by("-referred_on", "-pk").values(
            json=JSONObject(
                name="offer__name", kind="offer__kind", provider="offer__provider", state="state",
                referred="referred_on", start="started_on", latest="latest_on", end="ended_on",
                outcome="outcome", text="outcome_text", lower="lower_reason", words="lower_text",
                owner="owner__name",
            )
        ),
        "released": ReleasedOffer.objects.filter(**own).order_by("-pk").values(
            json=JSONObject(
                name="offer__name", kind="offer__kind", note="note", until="until", state="state",
                by="released_by__name", at="chosen_at", through="through", words="words",
                reason="reason", closed="closed_at",
            )
        ),
        "support": SupportGrant.objects.filter(**own).order_by("-from_on", "-pk").values(
            json=JSONObject(
                name="offer__name", hours="hours", amount="amount", purpose="purpose",
                start="from_on", until="until_on", end="ended_on", effect="effect",
                text="effect_text", owner="owner__name",
                uses=ArraySubquery(
                    uses.values(json=JSONObject(day="used_on", number="number"))[:MOST]
                ),
            )
        ),
        "holds": ErasureHold.objects.filter(**own).order_by("-pk").values(
            json=JSONObject(
                why="reason", until="until", start="placed_on", name="placed_by__name",
                end="lifted_at", lifted="lifted_why",
            )
        ),
        "documents": CitizenDocument.objects.filter(**own).order_by("-pk").values(
            json=JSONObject(
                title="title", kind="kind", added="created_at", name="added_by__name",
                removed="removed_at",
            )
        ),
    }  # fmt: skip
    plan = Plan.objects.filter(**own).order_by()
    row = (
        Citizen.objects.filter(**here, pk=citizen.pk)
        .order_by()
        .values_list(
            Subquery(plan.values(json=JSONObject(version=F("version"), at=F("changed_at")))),
            *(ArraySubquery(rows[: MOST + 1]) for rows in parts.values()),
        )
        .get()
    )
    return dict(zip(["plan", *parts], row, strict=True))
