"""Every address × every persona: no view without a label, no door left open."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jobcenter.labels import OF_LIBRARIES, label_of

SAMPLES = {
    "uuid": lambda: str(uuid4()),
    "str": lambda: "findes-ikke",
    "slug": lambda: "findes-ikke",
    "int": lambda: "4711",
}
# Addresses whose GET answers 200 without a login, each for a reason.
OPEN = {
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "accessibility",
    "healthz",
    "readyz",
    "metrics",
    "where",  # the company's own page: choose the jobcentre
    "start",  # the citizen's own page: choose the municipality
    "closed",
}


def walk(patterns, prefix="", namespaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from walk(pattern.url_patterns, prefix + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join([*namespaces, pattern.name or "?"])
            yield name, prefix + str(pattern.pattern), pattern


EVERY = list(walk(get_resolver().url_patterns))


def address_of(pattern: str) -> str:
    import re

    def fill(match):
        kind = match.group(1).partition(":")[0] if ":" in match.group(1) else "str"
        return SAMPLES.get(kind, SAMPLES["str"])()

    path = re.sub(r"<([^>]+)>", fill, pattern)
    path = re.sub(r"\(\?P[^)]*\)", "findes-ikke", path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\", "").replace("\\Z", "")


@pytest.mark.parametrize(("name", "pattern", "url"), EVERY, ids=[name for name, _, _ in EVERY])
def test_every_view_has_a_label(name, pattern, url):
    match = type("Match", (), {"url_name": url.name})()
    assert label_of(url.callback, match) is not None, f"{name} ({pattern}) carries no label"


def test_the_list_of_libraries_names_no_view_that_is_gone():
    names = {url.name for _, _, url in EVERY}
    assert set(OF_LIBRARIES) - names == {"mfa_trust", "mfa_signup_webauthn"} & (
        set(OF_LIBRARIES) - names
    )


@pytest.mark.parametrize("who", [None, "nora", "carl", "mads", "bente", "tine", "ole", "sol"])
def test_every_page_answers_every_persona_as_its_label_says(who, people, client_as):
    wrong = []
    for name, pattern, url in EVERY:
        client = client_as(people[who]) if who else Client()
        label = label_of(url.callback, type("Match", (), {"url_name": url.name})())
        status = client.get(address_of(pattern)).status_code
        short = name.rpartition(":")[2]
        if status >= 500:
            wrong.append((name, status, "an error"))
        elif who is None and label.kind not in {"public", "door"} and status != 302:
            wrong.append((name, status, "not sent to the login"))
        elif who is None and label.kind == "public" and status == 200 and short not in OPEN:
            wrong.append((name, status, "open to all and not on the list"))
        elif who and label.kind == "can":
            from jobcenter.viewer import Viewer

            viewer = Viewer.of(people[who])
            may = any(viewer.can(need) for need in label.needs)
            if not may and status != 403:
                wrong.append((name, status, "a role too weak was not refused"))
            # With an id in the address, the right over that row may be asked first.
            if may and status == 403 and "<" not in pattern:
                wrong.append((name, status, "a role that may was refused"))
    assert wrong == []
