"""What a citizen reads of everything held, takes along as a file, and says is wrong."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from citizens.actions.remark import tell_wrong
from citizens.forms.own import WrongForm
from citizens.models import OwnRemark
from citizens.own.door import Own, own_view
from citizens.own.facts import Held, as_data, everything
from citizens.rules.own import DOOR
from citizens.views.shared import add_refusal
from jobcenter import pdf
from jobcenter.access_log import record_look
from jobcenter.clock import now, today
from jobcenter.errors import Refused
from jobcenter.once import claim_once
from jobcenter.permissions import allow


@allow.door(DOOR)
@require_safe
@own_view
def held(request: HttpRequest, own: Own) -> HttpResponse:
    """Everything held about the citizen."""
    sections = everything(own.viewer, own.citizen)
    return own.show(request, "citizens/own/held.html", {"sections": sections})


@allow.door(DOOR)
@require_POST
@own_view
def file(request: HttpRequest, own: Own) -> HttpResponse:
    """Everything as one file: to read (PDF), or for other programs (JSON). It is logged."""
    sections = everything(own.viewer, own.citizen)
    record_look(own.viewer, own.citizen.public_id, "own.export")
    name = f"mig-{today():%Y-%m-%d}"
    if request.POST.get("form") == "json":
        words = json.dumps(as_data(sections, now()), ensure_ascii=False, indent=2)
        answer = HttpResponse(words, content_type="application/json; charset=utf-8")
        name += ".json"
    else:
        answer = HttpResponse(_on_paper(own, sections), content_type="application/pdf")
        name += ".pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _on_paper(own: Own, sections: list[Held]) -> bytes:
    blocks: list[pdf.Block] = []
    for each in sections:
        blocks += [pdf.heading(each.title), pdf.text(each.why)]
        rows = [
            (fact.name, f"{fact.text} ({fact.note})" if fact.note else fact.text)
            for fact in each.facts
        ]
        blocks.append(pdf.facts(rows))
    return pdf.render(
        "report",
        {
            "title": _("What we have written about you"),
            "language": translation.get_language() or "da",
            "lead": _("Not here: your citizen number, and what is also about other people."),
            "head": pdf.head_of(own.house), "blocks": blocks,
        },
    )  # fmt: skip


@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
@own_view
def wrong(request: HttpRequest, own: Own) -> HttpResponse:
    """Say that something is wrong; what was said before, and the answers."""
    kinds = [(each.code, each.title) for each in everything(own.viewer, own.citizen)]
    first = {"about": request.GET.get("om", "")}
    form = WrongForm(request.POST if request.method == "POST" else None, kinds=kinds, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            if claim_once(own.viewer, request.POST.get("once")):
                tell_wrong(own.citizen, actor=own.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "text")
        else:
            return redirect("own:wrong")
    said = OwnRemark.objects.filter(
        jobcentre_id=own.viewer.jobcentre_id, citizen_id=own.citizen.pk
    ).order_by("-pk")[:50]
    titles = dict(kinds)
    context = {
        "form": form, "said": [(each, titles.get(each.about, "")) for each in said],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return own.show(request, "citizens/own/wrong.html", context, status)
