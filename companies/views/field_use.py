"""Registering as little as others need: which fields are filled, and who reads them."""

from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from companies.field_readers import READERS
from companies.queries.field_use import FieldUse, field_use, is_unused
from jobcenter.clock import now
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.ADMINISTER)
@require_http_methods(["GET", "POST"])
def fields(request: Request) -> HttpResponse:
    """List every field with its readers, those nobody fills or reads on top; POST counts anew."""
    if request.method == "POST":
        field_use(request.viewer, afresh=True)
        return redirect("companies:fields")
    uses, counted_at = field_use(request.viewer)
    rows = [_row(use) for use in uses]
    rows.sort(key=lambda row: (not row["is_unused"], row["use"].filled))
    unused = sum(1 for row in rows if row["is_unused"])
    return render(
        request,
        "companies/fields.html",
        {"rows": rows, "unused": unused, "counted_at": counted_at},
    )


def _row(use: FieldUse) -> dict[str, Any]:
    model: Any = apps.get_model("companies", use.model)
    return {
        "use": use,
        "model": model._meta.verbose_name,
        "label": model._meta.get_field(use.field).verbose_name,
        "share": round(100 * use.filled / use.rows) if use.rows else 0,
        "readers": [reader.label for reader in READERS[use.model][use.field]],
        "is_unused": is_unused(use, now()),
    }
