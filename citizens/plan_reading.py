"""The plan as the citizen reads it: the same page through every door and on a colleague's screen.

A door makes a `Reading` – who looks, whose plan, where the page posts to – and answers with
`read_plan(request, reading)`. The page shows on GET; a POST says one thing and comes back.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from citizens.actions.plan_voice import say_of_plan
from citizens.actions.talk import rate_talk
from citizens.choices.plan import Through, VoiceKind
from citizens.forms.plan_voice import GoalVoiceForm, VerdictForm, WishForm
from citizens.forms.talk import RatingForm
from citizens.models import CaseTeamMember, Citizen, PlanVoice
from citizens.queries.plan import plan_of
from citizens.queries.talk import to_rate
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.models import Jobcentre
from jobcenter.once import claim_once
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

SHOWN = 30
FORMS: dict[str, Any] = {
    "verdict": VerdictForm, "goal": GoalVoiceForm, "wish": WishForm, "rating": RatingForm,
}  # fmt: skip
SAID = {*VoiceKind.values, "new", "rated"}


@dataclass(frozen=True)
class Reading:
    """One opening of a plan by its citizen."""

    viewer: Viewer
    citizen: Citizen
    house: Jobcentre
    through: str  # Through
    here: str  # where the page is, and posts to
    close: str = ""  # where a POST closes the page
    back: str = ""  # a colleague's way back
    template: str = "citizens/plan/read.html"
    with_csrf: bool = False  # the door without a cookie has nothing to protect
    frame: dict[str, Any] = field(default_factory=dict)  # what the template's frame wants

    @property
    def is_screen(self) -> bool:
        """Return whether a colleague sits beside."""
        return self.through == Through.SCREEN


def voices_of(viewer: Viewer, citizen: Citizen) -> QuerySet[PlanVoice]:
    """Return what a citizen said, the newest first, of an opened citizen."""
    rows = PlanVoice.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
    return rows.select_related("answered_by", "heard_by").order_by("-id")


def verdict_of(voices: list[PlanVoice]) -> PlanVoice | None:
    """Return the newest yes or no; whether it is about the present plan its version tells."""
    kinds = {VoiceKind.AGREE, VoiceKind.DISAGREE}
    return next((each for each in voices if each.kind in kinds), None)


def read_plan(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the plan, or take what the citizen says of it."""
    forms: dict[str, Any] = {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    status = 200
    if request.method == "POST":
        name = request.POST.get("do", "")
        if name not in forms:
            return _to(reading, "")
        form = FORMS[name](request.POST, auto_id=f"{name}_%s")
        forms[name] = form
        if form.is_valid():
            try:
                return _to(reading, _say(request, reading, form))
            except Refused as problem:
                form.add_error("text" if "text" in form.fields else None, sentence(problem))
            except Stale:
                return _to(reading, "new")
        status = 422
    return _page(request, reading, forms, status=status)


def _say(request: HttpRequest, reading: Reading, form: Any) -> str:
    if isinstance(form, RatingForm):
        talk = to_rate(reading.viewer, reading.citizen)
        if talk is not None and talk.public_id == form.cleaned_data["talk"]:
            rate_talk(talk, actor=reading.viewer, through=reading.through, answers=form.answers())
        return "rated"
    kind = form.kind()
    with transaction.atomic():
        if claim_once(reading.viewer, request.POST.get("once")):
            say_of_plan(
                reading.citizen, actor=reading.viewer, kind=kind, text=form.cleaned_data["text"],
                version=form.cleaned_data.get("version") or 0, through=reading.through,
            )  # fmt: skip
    return str(kind)


def _to(reading: Reading, said: str) -> HttpResponse:
    query = {"sprog": translation.get_language() or "da", **({"sagt": said} if said else {})}
    return closed(redirect(f"{reading.here}?{urlencode(query)}"), reading)


def _page(
    request: HttpRequest, reading: Reading, forms: dict[str, Any], *, status: int
) -> HttpResponse:
    plan = plan_of(reading.viewer, reading.citizen)
    voices = list(voices_of(reading.viewer, reading.citizen)[:SHOWN])
    verdict = verdict_of(voices)
    said = request.GET.get("sagt", "")
    team = CaseTeamMember.objects.on(today()).filter(
        jobcentre_id=reading.viewer.jobcentre_id, citizen_id=reading.citizen.pk,
        membership__ended_on__isnull=True,
    )  # fmt: skip
    context = {
        "reading": reading, "citizen": reading.citizen, "house": reading.house,
        "plan": plan, "forms": forms, "voices": voices, "verdict": verdict,
        "is_answered": verdict is not None and verdict.plan_version == plan.version,
        "team": list(team.select_related("membership").order_by("from_on", "pk")[:3]),
        "said": said if said in SAID else "",
        "language": translation.get_language(), "languages": settings.LANGUAGES,
        "here": reading.here, "talk": to_rate(reading.viewer, reading.citizen), **reading.frame,
    }  # fmt: skip
    return closed(render(request, reading.template, context, status=status), reading)


def closed(response: HttpResponse, reading: Reading | None = None) -> HttpResponse:
    """Keep the page out of caches and search engines, and its address out of other sites' logs.

    Where the address tells nothing, the browser may name it: the check of posted forms asks.
    """
    add_never_cache_headers(response)
    if reading is None or not reading.with_csrf:
        response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
