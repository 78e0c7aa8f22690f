"""The access label of every view, those of libraries included."""

from typing import Any

from jobcenter.permissions import Label

PUBLIC = Label("public")
LOGIN = Label("login")
# Reachable before the second factor is set up, since it is set up there.
SECOND_FACTOR = Label("login", frozenset({"mfa"}))

# Views that are not ours, by URL name. What is not here and carries no label is refused.
OF_LIBRARIES = {
    "account_login": PUBLIC,
    "account_logout": SECOND_FACTOR,
    "account_reauthenticate": SECOND_FACTOR,
    "account_inactive": PUBLIC,
    "account_change_password": LOGIN,
    "account_set_password": LOGIN,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "mfa_trust": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    "mfa_signup_webauthn": PUBLIC,
    "mfa_index": SECOND_FACTOR,
    "mfa_reauthenticate": SECOND_FACTOR,
    "mfa_reauthenticate_webauthn": SECOND_FACTOR,
    "mfa_activate_totp": SECOND_FACTOR,
    "mfa_deactivate_totp": SECOND_FACTOR,
    "mfa_view_recovery_codes": SECOND_FACTOR,
    "mfa_download_recovery_codes": SECOND_FACTOR,
    "mfa_generate_recovery_codes": SECOND_FACTOR,
    "mfa_list_webauthn": SECOND_FACTOR,
    "mfa_add_webauthn": SECOND_FACTOR,
    "mfa_edit_webauthn": SECOND_FACTOR,
    "mfa_remove_webauthn": SECOND_FACTOR,
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    "set_language": PUBLIC,
}


def label_of(view: Any, match: Any) -> Label | None:
    """Return a view's label: its own, or that of a library's URL name; None if it has none."""
    own = getattr(view, "access_label", None)
    if own is not None:
        return own
    return OF_LIBRARIES.get(match.url_name) if match else None
