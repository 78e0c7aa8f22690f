"""Health for machines: alive, ready, and figures without anything about people."""

from django.db import connection
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from jobcenter.permissions import allow


@allow.public
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@allow.public
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers; Redis may be away, as the sweep catches up."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"database": "away"}, status=503)
    return JsonResponse({"database": "ok"})


@allow.public
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Process metrics for Prometheus: no labels about people; keep it inside the network."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
