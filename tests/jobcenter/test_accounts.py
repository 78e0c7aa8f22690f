"""Login: password, second factor, lock-out, and a municipality's own identity provider."""

import json
import re
import socket
import subprocess
import sys
import time
from html import unescape
from urllib.parse import urljoin

import pytest
import requests
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from jobcenter.accounts import roles_from
from jobcenter.demo import DEMO_PASSWORD
from jobcenter.models import Jobcentre, Membership, SignInEvent, User
from jobcenter.tenancy import acting_in

LOGIN = "/konto/login/"


def log_in(client: Client, email: str, password: str):
    return client.post(LOGIN, {"login": email, "password": password})


def test_password_lets_in_and_is_logged(people, client):
    response = log_in(client, "mads@nord.example", DEMO_PASSWORD)
    assert response.status_code == 302
    assert SignInEvent.objects.filter(outcome="ok", user__email="mads@nord.example").exists()


def test_lock_out_after_repeated_failures(people, client):
    for _ in range(5):
        assert log_in(client, "nora@nord.example", "forkert").status_code == 200
    locked = log_in(client, "nora@nord.example", DEMO_PASSWORD)
    assert locked.status_code == 200, "the right password does not help while locked out"
    assert "_auth_user_id" not in client.session
    assert SignInEvent.objects.filter(outcome="failed").count() >= 5
    assert not SignInEvent.objects.filter(who__contains="@").exists()
    other = Client()
    assert log_in(other, "mads@nord.example", DEMO_PASSWORD).status_code == 302


def test_an_ended_membership_reaches_nothing(people, nora, client, acting):
    log_in(client, "nora@nord.example", DEMO_PASSWORD)
    with acting(nora):
        Membership.objects.filter(pk=nora.pk).update(ended_on="2026-01-01")
    assert client.get("/soeg/").headers["Location"] == "/skift/"


def test_totp_is_asked_for(people, client):
    user = User.objects.get(email="mads@nord.example")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    assert get_adapter().is_mfa_enabled(user)
    response = log_in(client, "mads@nord.example", DEMO_PASSWORD)
    assert response.headers["Location"] == "/konto/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    right = client.post("/konto/2fa/authenticate/", {"code": code})
    assert right.status_code == 302
    assert "_auth_user_id" in client.session


def test_a_second_factor_can_be_demanded(people, client_as, mads, settings):
    settings.MFA_REQUIRED = True
    client = client_as(mads)
    assert client.get("/soeg/").headers["Location"] == "/konto/2fa/"
    assert client.get("/konto/2fa/").status_code == 200
    assert client.post("/konto/logout/").status_code == 302


def test_nobody_signs_in_as_a_persona_outside_the_demo(people, client):
    assert client.post("/persona/nora/").status_code == 404


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({"roles": ["bro-jobkonsulent"]}, ["job_consultant"]),
        ({"roles": "bro-leder bro-jobkonsulent"}, ["job_consultant", "manager"]),
        ({"roles": ["noget-andet"]}, []),
        ({"roles": [{"a": 1}]}, []),
        ({}, []),
    ],
)
def test_claims_become_roles(claims, roles):
    table = {"bro-jobkonsulent": "job_consultant", "bro-leder": "manager", "x": "no_such_role"}
    assert roles_from(claims, {"roles": table}) == roles


# ---- a real OpenID Connect server -------------------------------------------------------------


@pytest.fixture(scope="module")
def provider():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    role = ["bro-jobkonsulent"]
    people = [
        {"sub": "ny", "email": "ny@nord.example", "name": "Ny Nielsdal", "roles": role},
        {"sub": "uden", "email": "uden@nord.example", "name": "Uden Rolle", "roles": []},
        {"sub": "sol", "email": "sol@syd.example", "name": "Sol", "roles": role},
    ]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for person in people:
        command += ["--user-claims", json.dumps(person)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            requests.get(url + "/.well-known/openid-configuration", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield url
    server.kill()
    server.wait()


@pytest.fixture
def oidc(provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "nordby",
                    "name": "Nordby Kommune",
                    "client_id": "bro",
                    "secret": "only-for-tests",
                    "settings": {
                        "server_url": provider,
                        "jobcentre": "0901",
                        "roles": {"bro-jobkonsulent": "job_consultant"},
                    },
                }
            ],
        }
    }
    return provider


def sign_in_at(client: Client, who: str):
    """Go the whole way round: our form, the provider's page, our callback."""
    start = client.post("/konto/oidc/nordby/login/?process=login")
    assert start.status_code == 302, start.content[:400]
    browser = requests.Session()
    page = browser.get(start.headers["Location"], timeout=5)
    assert page.status_code == 200
    action = re.search(r'<form[^>]*action="([^"]*)"', page.text)
    address = urljoin(page.url, unescape(action.group(1))) if action else page.url
    answer = browser.post(address, data={"sub": who}, allow_redirects=False, timeout=5)
    assert answer.status_code in (302, 303), answer.text[:400]
    callback = answer.headers["Location"]
    assert "/konto/oidc/nordby/login/callback/" in callback
    return client.get(callback.split("testserver", 1)[1])


def test_the_login_page_offers_the_municipality(oidc, people, client):
    assert "Nordby Kommune" in client.get(LOGIN).text


def test_claims_let_a_new_person_in(oidc, people, north, client):
    response = sign_in_at(client, "ny")
    assert response.status_code == 302, response.text[:500]
    with acting_in(north):
        membership = Membership.objects.get(user__email="ny@nord.example")
        assert (membership.name, membership.roles) == ("Ny Nielsdal", ["job_consultant"])
    assert client.session["only_jobcentre_id"] == north.pk
    assert client.get("/soeg/").status_code == 200


def test_signing_in_again_renews_the_roles(oidc, people, north, client):
    sign_in_at(client, "ny")
    with acting_in(north):
        Membership.objects.filter(user__email="ny@nord.example").update(roles=["manager"])
    sign_in_at(Client(), "ny")
    with acting_in(north):
        assert Membership.objects.get(user__email="ny@nord.example").roles == ["job_consultant"]
    assert User.objects.filter(email="ny@nord.example").count() == 1


def test_no_role_no_entry(oidc, people, client):
    response = sign_in_at(client, "uden")
    assert response.status_code == 403
    assert not User.objects.filter(email="uden@nord.example").exists()
    assert "_auth_user_id" not in client.session


def test_norths_provider_cannot_vouch_for_souths_people(oidc, people, sol, north, client):
    response = sign_in_at(client, "sol")
    assert response.status_code == 403
    assert "_auth_user_id" not in client.session
    with acting_in(north):
        assert not Membership.objects.filter(user=sol.user, jobcentre=north).exists()


def test_a_provider_of_no_jobcentre_lets_nobody_in(oidc, people, client, settings):
    Jobcentre.objects.filter(code="0901").update(code="0999")
    assert sign_in_at(client, "ny").status_code == 403
