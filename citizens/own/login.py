"""The national login (MitID through OpenID Connect), off until a municipality sets it up.

`BRO_CITIZEN_OIDC` names, by a jobcentre's code, issuer, client_id, secret, and `cpr_claim`, the
claim that holds the citizen number (`dk.cpr` at the brokers). Authorization code with PKCE; the
number is hashed with our key, compared, and forgotten: neither it nor a token is kept or logged.
Staff's login is another matter (`jobcenter/accounts.py`): a citizen has no user.
"""

import base64
import json
import secrets
import time
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from django.conf import settings
from django.urls import reverse
from urllib3.exceptions import HTTPError

from citizens.models import Citizen, OwnAccess
from jobcenter import cpr
from jobcenter.encryption import keyed_hash
from jobcenter.errors import N_, Refused
from jobcenter.models import Jobcentre

SECONDS = 5.0  # all of one answer of the provider, however slowly it comes
BYTES = 200_000  # an answer is a few thousand
SIGNED_WITH = ["RS256", "PS256", "ES256"]
CLAIM = "dk.cpr"


def provider_of(jobcentre: Jobcentre) -> dict[str, Any] | None:
    """Return the login a jobcentre has set up, or None."""
    found = settings.CITIZEN_OIDC.get(jobcentre.code)
    return dict(found) if found else None


def is_on(jobcentre: Jobcentre) -> bool:
    """Return whether citizens of a jobcentre can use the national login."""
    return provider_of(jobcentre) is not None


def _failed() -> Refused:
    return Refused("own_login", N_("The login did not get through. Try again, or use a code."))


def begin(jobcentre: Jobcentre, back: str) -> tuple[str, dict[str, str]]:
    """Return where to send the citizen, and what to remember until they come back to `back`."""
    provider = _of(jobcentre)
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    digest = sha256(kept["verifier"].encode()).digest()
    asked = {
        "response_type": "code", "client_id": provider["client_id"], "redirect_uri": back,
        "scope": provider.get("scope", "openid"), "state": kept["state"], "nonce": kept["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }  # fmt: skip
    try:
        page = str(_known(provider)["authorization_endpoint"])
    except (requests.RequestException, KeyError, ValueError) as error:
        raise _failed() from error
    return f"{page}{'&' if '?' in page else '?'}{urlencode(asked)}", kept


def finish(jobcentre: Jobcentre, back: str, kept: dict[str, str], code: str) -> str:
    """Return the number the provider vouches for, empty for none: hand it to `whose`, no further.

    Raises Refused where the provider's answer does not hold. To be called after the transaction
    (`AfterTransaction`): the provider may be slow, and nobody else shall wait for our connection.
    """
    provider = _of(jobcentre)
    try:
        claims = _claims(provider, back, kept, code)
    except (requests.RequestException, jwt.PyJWTError, KeyError, ValueError) as error:
        raise _failed() from error
    return str(claims.get(provider.get("cpr_claim", CLAIM)) or "")


def return_address(jobcentre: Jobcentre) -> str:
    """Return the absolute address the provider sends citizens back to."""
    return settings.BASE_URL.rstrip("/") + reverse("own:login_back", args=[jobcentre.code])


def _of(jobcentre: Jobcentre) -> dict[str, Any]:
    provider = provider_of(jobcentre)
    if provider is None:
        raise _failed()
    return provider


def _asked(method: str, url: str, **facts: Any) -> dict[str, Any]:
    """Return the object the provider answers with; ValueError for anything else, also too late."""
    latest = time.monotonic() + SECONDS
    found = bytearray()
    with requests.request(method, url, timeout=SECONDS, stream=True, **facts) as answer:
        answer.raise_for_status()
        try:
            # what has come so far, however little: a longer read would wait for more
            while chunk := answer.raw.read1(8_192, decode_content=True):
                found += chunk
                if time.monotonic() > latest or len(found) > BYTES:
                    raise ValueError("answer")
        except HTTPError as error:
            raise ValueError("answer") from error
    told = json.loads(found)  # a ValueError, also for bytes that are no text
    if not isinstance(told, dict):
        raise ValueError("answer")  # noqa: TRY004  whatever it is, it is no answer
    return told


def _known(provider: dict[str, Any]) -> dict[str, Any]:
    """Return what the provider publishes about itself; it must say who it is."""
    issuer = provider["issuer"].rstrip("/")
    told = _asked("GET", f"{issuer}/.well-known/openid-configuration")
    if str(told.get("issuer", "")).rstrip("/") != issuer:
        raise ValueError("issuer")
    return told


def _claims(provider: dict[str, Any], back: str, kept: dict[str, str], code: str) -> dict[str, Any]:
    known = _known(provider)
    tokens = _asked(
        "POST", known["token_endpoint"], auth=(provider["client_id"], provider["secret"]),
        data={
            "grant_type": "authorization_code", "code": code, "redirect_uri": back,
            "code_verifier": kept["verifier"],
        },
    )  # fmt: skip
    keys = _asked("GET", known["jwks_uri"])
    claims = _verified(provider, known, keys, str(tokens["id_token"]))
    if claims.get("nonce") != kept["nonce"]:
        raise ValueError("nonce")
    if provider.get("cpr_claim", CLAIM) not in claims and known.get("userinfo_endpoint"):
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        told = _asked("GET", known["userinfo_endpoint"], headers=bearer)
        if told.get("sub") != claims["sub"]:
            raise ValueError("sub")
        claims = {**told, **claims}
    return claims


def _verified(
    provider: dict[str, Any], known: dict[str, Any], keys: dict[str, Any], token: str
) -> dict[str, Any]:
    head = jwt.get_unverified_header(token)
    of_id = [
        key for key in jwt.PyJWKSet.from_dict(keys).keys
        if head.get("kid") in (None, key.key_id)
    ]  # fmt: skip
    if not of_id:
        raise ValueError("kid")
    claims: dict[str, Any] = jwt.decode(
        token, of_id[0].key, algorithms=SIGNED_WITH, audience=provider["client_id"],
        issuer=known["issuer"], options={"require": ["exp", "iat", "sub"]},
    )  # fmt: skip
    return claims


def whose(jobcentre: Jobcentre, number: str) -> Citizen | None:
    """Return the citizen with a number the provider vouched for; None for one we do not help."""
    try:
        digits = cpr.parse(number).digits
    except Refused:
        return None
    shut = OwnAccess.objects.filter(jobcentre_id=jobcentre.pk, closed_at__isnull=False)
    return (
        Citizen.objects.filter(jobcentre_id=jobcentre.pk, cpr_index=keyed_hash(digits))
        .exclude(pk__in=shut.values("citizen_id"))
        .select_related("jobcentre")
        .order_by()
        .first()
    )
