"""Logs without anything personal: route names instead of paths, numbers and tokens struck."""

import logging
import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("bro.request")

_TOKEN_PATH = re.compile(r"/(m|henvendelse/s|beskeder/kvittering)/[^/\s'\"]+")
# PostgreSQL tells the whole row that it refused.
_ROW = re.compile(r"^(\s*(?:DETAIL|CONTEXT):).*$", re.MULTILINE)
_CPR = re.compile(r"\b\d{6}[- ]?\d{4}\b")
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def scrub(text: str) -> str:
    """Strike citizen numbers, ids, mail addresses, door tokens and refused rows from a log."""
    text = _ROW.sub(r"\1 …", _TOKEN_PATH.sub(r"/\1/…", text))
    text = _CPR.sub("[number]", _ID.sub("[id]", text))
    return _ADDRESS.sub("[address]", text)


class SafeFormatter(logging.Formatter):
    """Formats a record, its traceback included, and strikes what is personal."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


class RequestLogMiddleware:
    """One line per request: method, route, status, milliseconds, jobcentre."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        jobcentre = getattr(request, "jobcentre", None)
        logger.info(
            "%s %s %s %.0fms %s",
            request.method,
            match.view_name if match else "-",
            response.status_code,
            (time.perf_counter() - began) * 1000,
            jobcentre.code if jobcentre else "-",
        )
        return response
