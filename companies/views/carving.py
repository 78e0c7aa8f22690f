"""Task carving: a skilled job taken apart with the company, and some of it lifted into a need."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from companies.access import company as access
from companies.actions import needs as acts
from companies.choices.need import CarvingState
from companies.forms.needs import CarvingForm, carving_values
from companies.models import Carving, Company, Need
from companies.queries import people_of, workplaces_of
from companies.rules import needs as rules
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _world(request: Request, company: Company) -> dict[str, Any]:
    people = people_of(request.viewer, company=company)
    return {
        "people": [each for each in people if each.left_on is None],
        "workplaces": workplaces_of(company),
    }


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def new(request: Request, company: UUID) -> HttpResponse:
    """Begin: which job, and what it consists of."""
    found = access.company(request.viewer, company)
    form = CarvingForm(request.POST or None, **_world(request, found))
    if request.method == "POST" and form.is_valid():
        if not claim_once(request.viewer, request.POST.get("once")):
            messages.info(request, _("It was saved the first time."))
            return redirect("companies:company", found.public_id)
        made = acts.start_carving(found, form.facts, actor=request.viewer)
        return _saved(request, made)
    return _form(request, found, form, None)


def _tasks(carving: Carving) -> list[dict[str, Any]]:
    rows = carving.tasks.filter(jobcentre_id=carving.jobcentre_id).order_by("order")
    return [dict(row) for row in rows.values("text", "minutes", "who", "is_lifted")]


def _filled(request: Request, carving: Carving) -> CarvingForm:
    return CarvingForm(
        **_world(request, carving.company), tasks=_tasks(carving), initial=carving_values(carving)
    )


@allow(Can.READ_COMPANIES)
@require_http_methods(["GET", "POST"])
def carving(request: Request, carving: UUID) -> HttpResponse:
    """The job with its tasks: change them, see the hours, and lift."""
    found = access.carving(request.viewer, carving)
    if request.method != "POST":
        return _form(request, found.company, _filled(request, found), found)
    form = CarvingForm(request.POST, **_world(request, found.company))
    if form.is_valid():
        try:
            acts.save_carving(
                found, form.facts, actor=request.viewer, version=form.cleaned_data["version"] or 0
            )
        except Stale:
            stored = access.carving(request.viewer, carving)
            return conflict(
                request, yours=form, theirs=_filled(request, stored), version=stored.version,
                title=stored.job_title,
                back=reverse("companies:carving", args=[stored.public_id]),
                changed=last_change(request.viewer, stored),
            )  # fmt: skip
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            return _saved(request, access.carving(request.viewer, carving))
    return _form(request, found.company, form, found)


def _saved(request: Request, carving: Carving) -> HttpResponse:
    """Go on to the lifted job where that was asked for, else show the sum."""
    if request.POST.get("videre") == "1":
        page = reverse("companies:need_new", args=[carving.company.public_id])
        return redirect(f"{page}?opgaver={carving.public_id}")
    messages.success(request, _("The tasks are saved and added up."))
    return redirect("companies:carving", carving.public_id)


def _form(
    request: Request, company: Company, form: CarvingForm, carving: Carving | None
) -> HttpResponse:
    tasks = _tasks(carving) if carving else []
    minutes = [rules.Task(row["minutes"], row["who"], row["is_lifted"]) for row in tasks]
    made = None
    if carving is not None and carving.state == CarvingState.LIFTED:
        made = Need.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, carving=carving
        ).first()  # fmt: skip
    wrong = form.is_bound and (form.errors or any(row.errors for row in form.tasks))
    context = {
        "company": company, "form": form, "carving": carving, "tasks": tasks, "made": made,
        "lifted": rules.hours(rules.lifted_minutes(minutes)),
        "listed": rules.hours(sum(task.minutes for task in minutes)),
        "may_write": request.viewer.can(Can.LOG_CONTACT) and made is None,
    }  # fmt: skip
    return render(request, "companies/carving.html", context, status=422 if wrong else 200)
