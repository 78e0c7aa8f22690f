"""The price of a place: what it is, what is in it, and every figure behind it from a day on."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from placements.access.price import READS, WRITES
from placements.actions import price as acts
from placements.choices.price import CostFigure
from placements.forms.price import CostForm
from placements.queries import price as reads
from placements.rules import price as rules
from placements.views.shared import add_refusal, form_page

FIELD_OF = {"price_day": "valid_from", "placecost_day_sane": "valid_from"}


def _day(text: str) -> date:
    """Return the day asked for; today for one that is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today()
    return day if 2000 <= day.year <= 2099 else today()


def _kr(amount: Decimal) -> str:
    return str(floatformat(rules.rounded(amount), "2g"))


def _steps(figures: Any, price: rules.Price) -> list[tuple[str, str, str]]:
    """Return what the price consists of: name, how it is reckoned, kroner a week."""
    said = {code: floatformat(figures[code], "-2g") for code in rules.FORMULA}
    return [
        (
            pgettext("price", "Job consultant"),
            _("%(consultant_year)s kr. a year ÷ %(consultant_load)s candidates ÷ 52 weeks") % said,
            _kr(price.consultant),
        ),
        (
            pgettext("price", "Mentor"),
            _("%(mentor_month)s kr. a month × 12 ÷ 52 weeks") % said, _kr(price.mentor),
        ),
        (
            pgettext("price", "Mentor courses"),
            _("%(courses_year)s kr. a year ÷ %(places)s places ÷ 52 weeks") % said,
            _kr(price.courses),
        ),
    ]  # fmt: skip


def _contained() -> list[tuple[str, str, str, str]]:
    """Return what is in each of the three figures: this price, municipal, mentor pay given."""
    yes, no, given = pgettext("price", "in it"), pgettext("price", "not in it"), "–"
    return [
        (pgettext("price", "Job consultant's salary"), yes, _("not told"), given),
        (pgettext("price", "Mentor pay"), yes, given, yes),
        (pgettext("price", "Mentor courses"), yes, given, no),
        (pgettext("price", "Rent"), no, yes, no),
        (pgettext("price", "Administration"), no, yes, no),
        (pgettext("price", "Leadership"), no, yes, no),
        (
            pgettext("price", "Support: psychologist, teaching, physiotherapist, networks"),
            no, no, no,
        ),
    ]  # fmt: skip


@allow(*READS)
@require_GET
def page(request: Request) -> HttpResponse:
    """The price on a day, what it consists of, compared, and Skive's example."""
    found = reads.price_page(request.viewer, _day(request.GET.get("dag", "")))
    week, municipal = found.price.week, found.municipal
    skive = rules.price_of(rules.SKIVE)
    least, most = rules.even_candidates(found.figures)
    skive_year = rules.year_of(rules.SKIVE)
    return render(
        request,
        "placements/price/page.html",
        {
            "page": found, "week": floatformat(week, "0g"),
            "municipal": floatformat(municipal, "-2g"),
            "total": _kr(week), "steps": _steps(found.figures, found.price),
            "bars": [
                *((_("%(share)s %% in use") % {"share": share}, round(kr))
                  for share, kr in found.used),
                (_("Municipal activation"), round(municipal)),
            ],
            "year": floatformat(rules.year_of(found.figures), "0g"),
            "places": floatformat(found.figures[rules.PLACES], "-2g"),
            "even_use": rules.even_use(found.figures), "least": least, "most": most,
            "contained": _contained(),
            "skive": _steps(rules.SKIVE, skive), "skive_total": _kr(skive.week),
            "skive_says": rules.SKIVE_SAYS, "skive_year": floatformat(skive_year, "-2g"),
            "skive_each": [floatformat(skive_year / number, "0g") for number in rules.SKIVE_PASSED],
            "skive_passed": rules.SKIVE_PASSED,
            "hourly": [floatformat(each, "0g") for each in rules.month_by_the_hour()],
            "can_write": any(request.viewer.can(can) for can in WRITES),
            "sees_overview": request.viewer.can(Can.SEE_DASHBOARD),
            "is_today": found.day == today(),
        },
    )  # fmt: skip


@allow(*WRITES)
@require_http_methods(["GET", "POST"])
def edit(request: Request, what: str) -> HttpResponse:
    """Enter a figure from a day on; what it changes is shown before it is saved."""
    if what not in CostFigure.values:
        raise NotYours
    viewer = request.viewer
    costs = reads.costs_of(viewer.jobcentre_id)
    entries = [reads.entry_of(row) for row in costs]
    mine = sum(row.what == what for row in costs)
    present = rules.figures_on(entries, today())[what]
    initial = {"value": floatformat(present, "-2u"), "valid_from": today(), "seen": mine}
    form = CostForm(request.POST or None, initial=initial, what=what)
    changes: list[rules.Change] | None = None
    if request.method == "POST" and form.is_valid():
        said = form.facts()
        try:
            rules.check_figure(what, said["value"], said["valid_from"])
            same_day = sum(
                row.what == what and row.valid_from == said["valid_from"] for row in costs
            )
            new = rules.Entry(what, said["value"], said["valid_from"], same_day)
            changes = rules.changes(entries, new)
            if "save" in request.POST:
                with transaction.atomic():
                    if claim_once(viewer, request.POST.get("once")):
                        acts.enter_cost(what, actor=viewer, **said)
                messages.success(request, _("Saved."))
                return redirect("placements:price")
        except Refused as error:
            field = FIELD_OF.get(error.code, "value")
            add_refusal(form, error, field if field in form.fields else None)
        except Stale:
            form.data = {**request.POST.dict(), "seen": mine}
            form.add_error(
                None, _("A colleague changed this meanwhile. Look again, and save once more.")
            )
    figures = rules.figures_on(entries, today())
    backwards = [each for each in changes or () if each.first < today()]
    return form_page(
        request, "placements/price/form.html", form=form, label=CostFigure(what).label,
        changes=changes, places=floatformat(figures[rules.PLACES], "-2g"),
        difference=rules.difference(backwards, figures[rules.PLACES], today())
        if backwards else None,
    )  # fmt: skip
