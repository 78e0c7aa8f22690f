"""Search, switching jobcentre, people, and the pages every footer links to."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jobcenter import finding
from jobcenter.errors import NotYours
from jobcenter.http import Request
from jobcenter.models import Membership
from jobcenter.permissions import Can, allow
from jobcenter.styleguide import samples as styleguide_samples
from jobcenter.tenancy import own_memberships_of

HITS_PER_KIND = 6


@allow.member
@require_GET
def search(request: Request) -> HttpResponse:
    """Find companies, workplaces, contact persons and citizens, by what the viewer may see."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    groups: list[dict[str, object]] = []
    if len(query) >= 2:
        found = finding.find(request.viewer, query, HITS_PER_KIND)
        groups = [{"label": kind.label, "hits": hits} for kind, hits in found]
    template = "jobcenter/search.html"
    if request.htmx:
        template += "#results"
    return render(request, template, {"query": query, "groups": groups})


def _memberships(user_id: int) -> list[Membership]:
    with own_memberships_of(user_id):
        return list(
            Membership.objects.active()
            .select_related("jobcentre")
            .filter(user_id=user_id)
            .order_by("jobcentre__name", "id")
        )


@allow.login
@require_GET
def choose(request: Request) -> HttpResponse:
    """Choose which jobcentre to work in; says so when there is none."""
    return render(request, "jobcenter/choose.html", {"memberships": _memberships(request.user.pk)})


@allow.login
@require_POST
def switch(request: Request, jobcentre: UUID) -> HttpResponse:
    """Work in another of one's own jobcentres from now on."""
    for membership in _memberships(request.user.pk):
        if membership.jobcentre.public_id == jobcentre:
            request.session["jobcentre_id"] = membership.jobcentre_id
            return redirect("/")
    raise NotYours


@allow.public
@require_GET
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement (lov 692/2018 §§ 3–6)."""
    return render(request, "jobcenter/accessibility.html")


@allow(Can.ADMINISTER)
@require_GET
def people(request: Request) -> HttpResponse:
    """Who works here, with which roles."""
    memberships = (
        Membership.objects.filter(jobcentre_id=request.viewer.jobcentre_id)
        .select_related("team", "user")
        .order_by("ended_on", "name", "id")
    )
    return render(request, "jobcenter/people.html", {"memberships": memberships})


@allow.public
@require_GET
def styleguide(request: Request) -> HttpResponse:
    """Every component on one page, for developers."""
    with transaction.atomic():
        return render(request, "jobcenter/styleguide.html", styleguide_samples())
