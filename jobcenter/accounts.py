"""Our answers to allauth: nobody signs up; a municipality's provider brings its own people."""

from collections.abc import Iterable
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jobcenter.clock import now, today
from jobcenter.encryption import keyed_hash
from jobcenter.middleware import ONLY_JOBCENTRE
from jobcenter.models import Jobcentre, Membership, SignInEvent, User
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in, own_memberships_of


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An identity provider's people are let in by their claims, into its own jobcentre."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the municipality's own provider vouches for; the claims decide the rest."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Map claims to a membership, or refuse with a page that says why."""
        settings = sociallogin.provider.app.settings
        jobcentre = Jobcentre.objects.filter(code=settings.get("jobcentre", "")).first()
        claims = claims_of(sociallogin)
        roles = roles_from(claims, settings)
        email = (claims.get("email") or "").lower()
        if jobcentre is None or not email:
            refuse(
                request,
                _("The login lacks an e-mail address or a jobcentre. Ask your administrator."),
            )
        known = User.objects.filter(email=email).first()
        user = sociallogin.user if sociallogin.is_existing else known
        if user and not belongs_only_to(user, jobcentre):
            refuse(
                request,
                _("This person also works in another jobcentre, and must log in with a password."),
            )
        if not roles:
            if user:
                end_membership(user, jobcentre)
            refuse(
                request,
                _("Your login works, but gives you no role in Bro. Ask your administrator."),
            )
        name = str(claims.get("name") or email)[:120]
        if user is None:
            user = User.objects.create_user(email, name=name)
        give_membership(user, jobcentre, roles, name=name)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        request.session["signed_in_by"] = "oidc"
        request.session[ONLY_JOBCENTRE] = jobcentre.pk
        request.session["jobcentre_id"] = jobcentre.pk


def claims_of(sociallogin: Any) -> dict[str, Any]:
    """Return the claims of the user info and the ID token as one dictionary."""
    extra = sociallogin.account.extra_data or {}
    if "userinfo" in extra or "id_token" in extra:
        return {**(extra.get("id_token") or {}), **(extra.get("userinfo") or {})}
    return dict(extra)


def roles_from(claims: dict[str, Any], settings: dict[str, Any]) -> list[str]:
    """Return the roles that the provider's `roles` table gives these claims, sorted."""
    values = claims.get(settings.get("roles_claim", "roles")) or []
    if isinstance(values, str):
        values = values.split()
    table: dict[str, str] = settings.get("roles", {})
    return sorted({table[v] for v in values if isinstance(v, str) and table.get(v) in Role.values})


def belongs_only_to(user: User, jobcentre: Jobcentre) -> bool:
    """Return whether a user has no active membership outside `jobcentre`.

    One municipality's provider must not vouch for another's people.
    """
    with own_memberships_of(user.pk):
        centres = set(
            Membership.objects.active().filter(user=user).values_list("jobcentre_id", flat=True)
        )
    return centres <= {jobcentre.pk}


def give_membership(
    user: User, jobcentre: Jobcentre, roles: Iterable[str], *, name: str
) -> Membership:
    """Give or renew the membership that the claims ask for."""
    with acting_in(jobcentre):
        membership, _made = Membership.objects.update_or_create(
            jobcentre=jobcentre,
            user=user,
            defaults={"name": name, "roles": list(roles), "ended_on": None},
            create_defaults={"name": name, "roles": list(roles), "email": user.email},
        )
        return membership


def end_membership(user: User, jobcentre: Jobcentre) -> None:
    """End the membership of someone whose claims no longer give any role."""
    with acting_in(jobcentre):
        Membership.objects.active().filter(jobcentre=jobcentre, user=user).update(ended_on=today())


def refuse(request: HttpRequest, sentence: str) -> NoReturn:
    """Answer with the page that says why a provider's person is not let in."""
    page = render_to_string("jobcenter/login_refused.html", {"sentence": sentence}, request)
    raise ImmediateHttpResponse(HttpResponse(page, status=403))


@receiver(user_logged_in)
def log_sign_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Write a sign-in that worked."""
    SignInEvent.objects.create(
        at=now(), user=user, who=keyed_hash(user.email), outcome=SignInEvent.Outcome.OK
    )


@receiver(user_login_failed)
def log_failed_sign_in(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Write a sign-in that failed, by keyed hash of what was typed."""
    typed = str(credentials.get("email") or credentials.get("username") or "").lower()
    SignInEvent.objects.create(at=now(), who=keyed_hash(typed), outcome=SignInEvent.Outcome.FAILED)
