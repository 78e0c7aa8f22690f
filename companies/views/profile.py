"""The profile of a workplace: its versions, and the form that writes the next one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from companies import actions
from companies.access import company as access
from companies.actions.profiles import ProfileFacts
from companies.forms import ProfileForm
from companies.queries import profiles_of
from jobcenter.conflicts import Change, conflict
from jobcenter.errors import Stale
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.READ_COMPANIES)
@require_GET
def versions(request: Request, workplace: UUID) -> HttpResponse:
    """Show every version of the profile, the newest first."""
    found = access.workplace(request.viewer, workplace)
    return render(
        request,
        "companies/profile.html",
        {
            "workplace": found,
            "versions": profiles_of(request.viewer, found),
            "may_write": request.viewer.can(Can.LOG_CONTACT),
        },
    )


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def edit(request: Request, workplace: UUID) -> HttpResponse:
    """Write the next version of the profile."""
    found = access.workplace(request.viewer, workplace)
    back = reverse("companies:workplace", args=[found.public_id])
    if request.method == "POST":
        form = ProfileForm(request.POST)
        if form.is_valid():
            try:
                actions.write_profile(
                    found,
                    ProfileFacts(**form.facts),
                    actor=request.viewer,
                    version=form.cleaned_data["version"] or 0,
                )
            except Stale:
                newest = profiles_of(request.viewer, found)[0]
                return conflict(
                    request,
                    yours=form,
                    theirs=ProfileForm.of(newest),
                    version=newest.number,
                    title=found.name,
                    back=back,
                    changed=Change(newest.written_by.name, newest.created_at),
                )
            messages.success(request, _("The profile is saved. The former one can still be read."))
            return redirect(back)
    else:
        newest_or_none = next(iter(profiles_of(request.viewer, found)), None)
        form = ProfileForm.of(newest_or_none)
    return render(
        request,
        "companies/profile_form.html",
        {"workplace": found, "form": form},
        status=422 if form.errors else 200,
    )
