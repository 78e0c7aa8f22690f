"""The plan as the citizen reads it: the same page through every door and on a colleague's screen.

A door makes a `Reading` – who looks, whose plan, where the page posts to – and answers with
`read_plan(request, reading)`. The page shows on GET; a POST says one thing and comes back.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from citizens.access.release import releases_of
from citizens.actions.plan_voice import say_of_plan
from citizens.actions.release import choose_offer
from citizens.actions.talk import rate_talk
from citizens.choices.plan import Through, VoiceKind
from citizens.choices.release import ReleaseState
from citizens.forms.plan_voice import GoalVoiceForm, VerdictForm, WishForm
from citizens.forms.release import ChoiceForm
from citizens.forms.talk import RatingForm
from citizens.models import Citizen, PlanVoice, ReleasedOffer
from citizens.queries.plan import around, plan_of
from citizens.queries.talk import to_rate
from jobcenter.clock import local_day, today
from jobcenter.errors import Refused, Stale
from jobcenter.models import Jobcentre
from jobcenter.once import claim_once
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

SHOWN = 30
TOLD = timedelta(days=60)  # so long the citizen reads that an offer was taken back
FORMS: dict[str, Any] = {
    "verdict": VerdictForm, "goal": GoalVoiceForm, "wish": WishForm, "rating": RatingForm,
    "choice": ChoiceForm,
}  # fmt: skip
SAID = {*VoiceKind.values, "new", "rated", "choice"}


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
        if isinstance(form, ChoiceForm):
            form.offer_among(_can_choose(releases_of(reading.viewer, reading.citizen)))
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
    if isinstance(form, ChoiceForm):
        choose_offer(
            reading.citizen, UUID(form.cleaned_data["offer"]), actor=reading.viewer,
            through=reading.through, words=form.cleaned_data["text"],
        )  # fmt: skip
        return "choice"
    kind = form.kind()
    with transaction.atomic():
        if claim_once(reading.viewer, request.POST.get("once")):
            say_of_plan(
                reading.citizen, actor=reading.viewer, kind=kind, text=form.cleaned_data["text"],
                version=form.cleaned_data.get("version") or 0, through=reading.through,
            )  # fmt: skip
    return str(kind)


def _can_choose(released: list[ReleasedOffer]) -> list[ReleasedOffer]:
    day = today()
    return [each for each in reversed(released) if each.can_be_chosen(day)]


def _is_told(row: ReleasedOffer) -> bool:
    """Return whether the citizen reads what came of it: taken up, or taken back lately."""
    if row.closed_at is None:
        return False
    return row.state == ReleaseState.DONE or (
        row.state == ReleaseState.REVOKED and local_day(row.closed_at) >= today() - TOLD
    )


def _to(reading: Reading, said: str) -> HttpResponse:
    query = {"sprog": translation.get_language() or "da", **({"sagt": said} if said else {})}
    return closed(redirect(f"{reading.here}?{urlencode(query)}"), reading)


def _page(
    request: HttpRequest, reading: Reading, forms: dict[str, Any], *, status: int
) -> HttpResponse:
    plan = plan_of(reading.viewer, reading.citizen)
    voices = list(voices_of(reading.viewer, reading.citizen)[:SHOWN])
    verdict = verdict_of(voices)
    released = releases_of(reading.viewer, reading.citizen)
    choice = forms["choice"]
    choice.offer_among(_can_choose(released))
    said = request.GET.get("sagt", "")
    team, talk = around(reading.viewer, reading.citizen)
    context = {
        "reading": reading, "citizen": reading.citizen, "house": reading.house,
        "plan": plan, "forms": forms, "voices": voices, "verdict": verdict,
        "is_answered": verdict is not None and verdict.plan_version == plan.version,
        "team": team, "talk": talk,
        "said": said if said in SAID else "",
        "language": translation.get_language(), "languages": settings.LANGUAGES,
        "chosen": next((each for each in released if each.state == ReleaseState.CHOSEN), None),
        "settled": [each for each in released if _is_told(each)],
        "here": reading.here, **reading.frame,
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
