"""A citizen's data held back from erasure: who, why, until when, and lifting it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from citizens.access import get_case_citizen
from citizens.actions.hold import hold_back, lift_hold
from citizens.models import Citizen, ErasureHold
from citizens.views.shared import add_refusal, private
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.fields import LineField
from jobcenter.http import Request
from jobcenter.permissions import Can, allow

FIELD_OF = {"hold_past": "until", "hold_far": "until", "hold_reason": "reason"}


class HoldForm(forms.Form):
    """Why, and until when."""

    reason = LineField(
        label=pgettext_lazy("hold", "Why must it be kept?"), max_length=300,
        help_text=gettext_lazy("A complaint or a lawsuit, say. The candidate can read it."),
    )  # fmt: skip
    until = forms.DateField(label=gettext_lazy("Until and including"))


class LiftForm(forms.Form):
    """Why not any more."""

    reason = LineField(label=pgettext_lazy("hold", "Why not any more?"), max_length=300)


def holds_of(request: Request, citizen: Citizen) -> list[ErasureHold]:
    """Return the holds of an opened citizen, the newest first: one query."""
    rows = ErasureHold.objects.filter(jobcentre_id=request.viewer.jobcentre_id, citizen=citizen)
    return list(rows.select_related("placed_by", "lifted_by").order_by("-pk")[:20])


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def hold(request: Request, citizen: UUID) -> HttpResponse:
    """Hold back, or lift what is held back."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.end")
    rows = holds_of(request, found)
    standing = next((each for each in rows if each.lifted_at is None), None)
    is_lifting = request.POST.get("do") == "lift"
    data = request.POST if request.method == "POST" else None
    lapsed = standing is not None and standing.until < today()
    form: Any = (LiftForm if standing and not lapsed else HoldForm)(data)
    if request.method == "POST" and isinstance(form, LiftForm) != is_lifting:
        messages.error(request, _("It changed while you looked. Read it again."))
        return redirect("citizens:hold", found.public_id)
    if request.method == "POST" and form.is_valid():
        try:
            (lift_hold if is_lifting else hold_back)(
                found, actor=request.viewer, **form.cleaned_data
            )
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            said = _("It can be erased again.") if is_lifting else _("It is held back.")
            messages.success(request, said)
            return redirect("citizens:hold", found.public_id)
    return render(
        request, "citizens/hold.html",
        {
            "citizen": found, "form": form, "standing": standing, "lapsed": lapsed,
            "earlier": [each for each in rows if each.lifted_at is not None],
        },
        status=422 if form.errors else 200,
    )  # fmt: skip
