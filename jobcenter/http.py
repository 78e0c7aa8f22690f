"""The request as views see it, behind the middleware."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from jobcenter.models import Jobcentre, Membership, User
from jobcenter.viewer import Viewer


class Request(HttpRequest):
    """A request of somebody seated in a jobcentre: the labels let no other through."""

    viewer: Viewer
    membership: Membership
    jobcentre: Jobcentre
    htmx: HtmxDetails
    user: User


class AfterTransaction(HttpResponse):
    """What a view answers that has to wait for somebody outside the house.

    When the request's transaction has ended and its connection is given back, `work(request)` runs
    and returns the response. It opens a transaction of its own for what it writes.
    """

    def __init__(self, work: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__()
        self.work = work


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from, past as many proxies as BRO_PROXIES trusts."""
    return str(get_adapter().get_client_ip(request) or "")
