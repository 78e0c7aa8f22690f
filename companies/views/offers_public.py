"""What a jobcentre offers companies: the public page, and the same as a leaflet on paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.models import ServiceOffer
from companies.queries.offers import published
from companies.views.doors import language_of
from jobcenter import pdf
from jobcenter.models import Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in


def _offers(code: str) -> tuple[Jobcentre, list[ServiceOffer]]:
    house = Jobcentre.objects.filter(code=code).first() if len(code) == 4 else None
    if house is None:
        raise Http404
    with acting_in(house):
        return house, published(house.pk)


@allow.public
@require_safe
def public(request: HttpRequest, code: str) -> HttpResponse:
    """Every offer with its declaration."""
    house, rows = _offers(code)
    with translation.override(language_of(request)):
        context = {
            "house": house, "rows": rows, "here": reverse("offers:public", args=[house.code]),
            "language": translation.get_language(), "languages": settings.LANGUAGES,
        }  # fmt: skip
        return render(request, "companies/entrance/offers.html", context)


@allow.public
@require_safe
def leaflet(request: HttpRequest, code: str) -> HttpResponse:
    """The same on paper: PDF/UA in Danish."""
    house, rows = _offers(code)
    if not rows:
        raise Http404
    with translation.override("da"):
        blocks: list[pdf.Block] = []
        for row in rows:
            blocks += [
                pdf.heading(row.name),
                pdf.text(row.what),
                pdf.facts([
                    (_("Who does what"), row.from_whom),
                    (_("Within"), _("%(days)s working days") % {"days": row.days}),
                    (_("Our promise"), row.promise),
                ]),
            ]  # fmt: skip
        made = pdf.render(
            "report",
            {
                "title": _("What we can do for your company"), "language": "da",
                "lead": _("Ring, or write to us: one entrance, whatever it is about."),
                "head": pdf.head_of(house), "blocks": blocks,
            },
        )  # fmt: skip
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="ydelser.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
