"""Conversations as their pages show them, and the wheel drawn now beside last time."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from citizens.access.plan import of_my_cases
from citizens.choices.talk import GUIDE, Signpost, WheelArea
from citizens.models import Citizen, Talk, TalkNote, WheelMark
from citizens.rules.talk import ASK_WITHIN, points
from jobcenter.clock import today
from jobcenter.errors import NotYours
from jobcenter.viewer import Viewer

SHOWN = 50
RADIUS, MIDDLE_X, MIDDLE_Y = 100, 190, 140  # of the drawing, in its own units


def talks_of(viewer: Viewer, citizen: Citizen) -> QuerySet[Talk]:
    """Return the conversations of an opened citizen, the newest first, each with its marks."""
    marks = WheelMark.objects.filter(jobcentre_id=viewer.jobcentre_id, talk_id=OuterRef("pk"))
    told = marks.order_by("id").values(json=JSONObject(area=F("area"), mark=F("mark")))
    return (
        of_my_cases(viewer, Talk.objects.filter(citizen_id=citizen.pk))
        .select_related("held_by", "next_step", "citizen")
        .annotate(told=ArraySubquery(told))
        .order_by("-held_on", "-id")
    )


def get_talk(viewer: Viewer, citizen: Citizen, public_id: UUID) -> Talk:
    """Return a conversation of an opened citizen; NotYours otherwise."""
    talk = talks_of(viewer, citizen).filter(public_id=public_id).first()
    if talk is None:
        raise NotYours
    return talk


def notes_of(viewer: Viewer, talk: Talk) -> dict[str, list[TalkNote]]:
    """Return the notes of a conversation by signpost: one query."""
    found: dict[str, list[TalkNote]] = {}
    rows = TalkNote.objects.filter(jobcentre_id=viewer.jobcentre_id, talk_id=talk.pk)
    for note in rows.select_related("written_by").order_by("id"):
        found.setdefault(note.signpost, []).append(note)
    return found


def before(viewer: Viewer, talk: Talk) -> Talk | None:
    """Return the last conversation before this one that has a wheel or a number: one query."""
    earlier = Q(held_on__lt=talk.held_on) | Q(held_on=talk.held_on, pk__lt=talk.pk)
    has_wheel = WheelMark.objects.filter(jobcentre_id=viewer.jobcentre_id).values("talk_id")
    rows = talks_of(viewer, talk.citizen).filter(earlier)
    return rows.filter(Q(pk__in=has_wheel) | Q(motivation__isnull=False)).first()


@dataclass(frozen=True)
class Spoke:
    """One part of life: its name, the numbers, and where its name stands in the drawing."""

    area: str
    label: Any
    now: int | None
    before: int | None
    x: float
    y: float
    anchor: str
    end: tuple[float, float]

    @property
    def change(self) -> int | None:
        """Return how much it moved; None where one of the two is missing."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class Wheel:
    """The wheel drawn: what a template needs."""

    spokes: list[Spoke]
    now: str
    before: str
    rings: list[int]

    @property
    def is_drawn(self) -> bool:
        """Return whether there is anything to draw."""
        return bool(self.now or self.before)


def marks_of(talk: Talk | None) -> dict[str, int]:
    """Return the marks of a conversation by area."""
    told: list[dict[str, Any]] = getattr(talk, "told", [])
    return {each["area"]: each["mark"] for each in told}


def wheel_of(talk: Talk, earlier: Talk | None) -> Wheel:
    """Return the wheel of a conversation beside the one before."""
    now, then = marks_of(talk), marks_of(earlier)
    areas = [WheelArea(code) for code in WheelArea.values]
    names = points([11] * len(areas), RADIUS, 0)
    ends = points([10] * len(areas), RADIUS, 0)
    spokes = [
        Spoke(
            area=area.value, label=area.label, now=now.get(area), before=then.get(area),
            x=MIDDLE_X + x, y=MIDDLE_Y + y + 4, end=(MIDDLE_X + end[0], MIDDLE_Y + end[1]),
            anchor="middle" if abs(x) < 5 else "start" if x > 0 else "end",
        )
        for area, (x, y), end in zip(areas, names, ends, strict=True)
    ]  # fmt: skip
    return Wheel(
        spokes=spokes,
        now=_line([now.get(area) for area in areas]),
        before=_line([then.get(area) for area in areas]),
        rings=[20, 40, 60, 80, 100],
    )


def _line(marks: list[int | None]) -> str:
    if not any(marks):
        return ""
    return " ".join(f"{MIDDLE_X + x:g},{MIDDLE_Y + y:g}" for x, y in points(marks, RADIUS, 0))


@dataclass(frozen=True)
class Post:
    """A signpost with its help and its notes."""

    code: str
    label: Any
    help: Any
    questions: list[Any]
    notes: list[TalkNote]


def posts_of(notes: dict[str, list[TalkNote]]) -> list[Post]:
    """Return the guide with the notes of a conversation."""
    return [
        Post(post.value, post.label, GUIDE[post][0], GUIDE[post][1], notes.get(post.value, []))
        for post in Signpost
    ]


def to_rate(viewer: Viewer, citizen: Citizen) -> Talk | None:
    """Return the newest conversation the citizen has not said three things about: one query."""
    return (
        Talk.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk, is_rated=False,
            finished_at__isnull=False, held_on__gte=today() - ASK_WITHIN,
        )
        .select_related("held_by", "citizen")
        .order_by("-held_on", "-id")
        .first()
    )  # fmt: skip
