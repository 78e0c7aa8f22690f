"""Login: password with a second factor, or the municipality's own identity provider."""

import json
from urllib.parse import urlsplit

from jobcenter.settings.environment import env, flag

ACCOUNT_ADAPTER = "jobcenter.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Five wrong passwords lock one login. A whole municipality may share one address, so that limit
# is wide; behind a proxy it is the address the proxy saw that counts.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,200/15m/ip", "login": "300/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("BRO_PROXIES", "0"))
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Bro"
MFA_REQUIRED = flag("BRO_MFA_REQUIRED", default=True)

SOCIALACCOUNT_ADAPTER = "jobcenter.accounts.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_LOGIN_ON_GET = False
# A JSON list of OpenID Connect providers, each with provider_id, name, client_id, secret and
# settings: server_url, jobcentre (its code), roles_claim, roles (a table from claim value to
# role), and origins (addresses that a login is redirected through besides the server's own).
OIDC_APPS = json.loads(env("BRO_OIDC", "[]"))
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


# A form that starts a provider's login is redirected there, which form-action must allow.
OIDC_ORIGINS = sorted(
    {_origin(url) for app in OIDC_APPS
     for url in [app["settings"]["server_url"], *app["settings"].get("origins", [])]}
)  # fmt: skip

# Whether citizens who ask who has looked are told the colleague's name beside the function. The
# right is to days and purposes (EU C-579/21); the name is each municipality's policy.
OWN_LOG_NAMES = flag("BRO_OWN_LOG_NAMES", default=True)

# The national login of citizens, prepared and off by default: a JSON table from a jobcentre's code
# to issuer, client_id, secret, and cpr_claim (the name of the claim that holds the number).
CITIZEN_OIDC = json.loads(env("BRO_CITIZEN_OIDC", "{}"))
