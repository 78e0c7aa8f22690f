"""The request as views see it, behind the middleware."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
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


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from, past as many proxies as BRO_PROXIES trusts."""
    return str(get_adapter().get_client_ip(request) or "")
