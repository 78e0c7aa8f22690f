"""The innermost middleware: one transaction round view and rendering, in one jobcentre."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from psycopg.pq import TransactionStatus

from jobcenter.compiled import compiled
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import AfterTransaction
from jobcenter.labels import SECOND_FACTOR, label_of
from jobcenter.models import Membership
from jobcenter.tenancy import own_memberships_of, set_tenant
from jobcenter.viewer import Viewer
from jobcenter.views import errors

logger = logging.getLogger("bro.request")
SESSION_KEY = "jobcentre_id"
MEMBERSHIP_KEY = "membership_id"
ONLY_JOBCENTRE = "only_jobcentre_id"  # set by a login through a jobcentre's own provider

# What two people at the same moment make of each other's rows: a deadlock, a lock that did not
# come, what one points at gone, the same thing twice (PostgreSQL's SQLSTATE).
COLLISIONS = {"40P01", "40001", "55P03", "23503", "23505", "23P01"}


class TenantMiddleware:
    """Sets who is looking and the one jobcentre they work in; rolls back what fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = request.membership = request.jobcentre = None  # type: ignore[attr-defined]
        request.has_failed = False  # type: ignore[attr-defined]
        with transaction.atomic():
            if request.user.is_authenticated:
                seat(request)
            else:
                set_tenant(None)
            response = self.get_response(request)
            if response.status_code >= 500 or request.has_failed:  # type: ignore[attr-defined]
                transaction.set_rollback(True)
        if isinstance(response, AfterTransaction):
            if not connection.in_atomic_block:  # only a test is still in one
                connection.close()
            response = response.work(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Hold the view's access label before it runs."""
        label = label_of(view, request.resolver_match)
        if label is None:
            raise PermissionDenied
        if label.kind in {"public", "door"}:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if (
            settings.MFA_REQUIRED
            and needs_second_factor(request)
            and label.needs != SECOND_FACTOR.needs
        ):
            return redirect("mfa_index")
        if label.kind == "login":
            return None
        if request.viewer is None:  # type: ignore[attr-defined]
            return redirect("jobcenter:choose")
        if label.kind == "can" and not any(request.viewer.can(need) for need in label.needs):  # type: ignore[attr-defined]
            raise PermissionDenied
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer the three ways an action says no, and two people who got into each other's way.

        Whatever a view wrote before it failed goes with it, a once-key above all: else *Back* and
        *Save* would say that the thing was made already.
        """
        request.has_failed = True  # type: ignore[attr-defined]
        if isinstance(error, NotYours):
            return errors.not_found(request, Http404())
        if isinstance(error, Stale):
            return errors.stale(request)
        if isinstance(error, Refused):
            return errors.refused(request, error)
        if isinstance(error, DatabaseError) and _is_collision(error):
            return errors.stale(request)
        return None


def _is_collision(error: DatabaseError) -> bool:
    """Return whether somebody else's write stood in the way and the page can still say so."""
    if getattr(error.__cause__, "sqlstate", None) not in COLLISIONS:
        return False
    # The constraint alone: the error's own text holds the row.
    diagnosis = getattr(error.__cause__, "diag", None)
    logger.warning(
        "Two at once: %s %s", type(error).__name__, getattr(diagnosis, "constraint_name", "") or ""
    )
    status = connection.connection.info.transaction_status
    return not connection.needs_rollback and bool(status != TransactionStatus.INERROR)


def seat(request: Any) -> None:
    """Give the request its membership: the one in the session, else the only one there is.

    The jobcentre and the membership of the session are set in one statement and then checked:
    row security lets a stranger to that jobcentre read nothing, and they are not seated.
    """
    user, session = request.user, request.session
    only = session.get(ONLY_JOBCENTRE)
    chosen = only or session.get(SESSION_KEY)
    noted = session.get(MEMBERSHIP_KEY)
    set_tenant(chosen, membership_id=noted if chosen else None)
    membership = _membership.first(user=user.pk, jobcentre=chosen) if chosen else None
    if membership is None and not only:
        membership = only_membership_of(user.pk)
    if membership is None:
        set_tenant(None)
        return
    if (membership.jobcentre_id, membership.pk) != (chosen, noted):
        session[SESSION_KEY], session[MEMBERSHIP_KEY] = membership.jobcentre_id, membership.pk
        set_tenant(membership.jobcentre_id, membership_id=membership.pk)
    membership.user = user
    request.membership = membership
    request.jobcentre = membership.jobcentre
    request.viewer = Viewer.of(membership)


@compiled
def _membership(*, user: int, jobcentre: int) -> QuerySet[Membership]:
    return (
        Membership.objects.active()
        .select_related("jobcentre", "team")
        .filter(user_id=user, jobcentre_id=jobcentre)
        .order_by()[:1]
    )


def only_membership_of(user_id: int) -> Membership | None:
    """Return a user's membership where there is exactly one; with several, they choose."""
    set_tenant(None)
    with own_memberships_of(user_id):
        mine = list(
            Membership.objects.active()
            .select_related("jobcentre")
            .filter(user_id=user_id)
            .order_by("id")[:2]
        )
    return mine[0] if len(mine) == 1 else None


def needs_second_factor(request: HttpRequest) -> bool:
    """Return whether this login still has to set up a second factor.

    A login through the municipality's own identity provider brings its own.
    """
    if request.session.get("signed_in_by") == "oidc" or request.session.get("has_mfa"):
        return False
    from allauth.mfa.utils import is_mfa_enabled

    if is_mfa_enabled(request.user):
        request.session["has_mfa"] = True
        return False
    return True


class LanguageOfUser:
    """The language a person chose follows them to the next machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if not cookie and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        elif not cookie:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)
