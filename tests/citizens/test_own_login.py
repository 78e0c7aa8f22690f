"""The national login of citizens against a real OpenID Connect server: off by default."""

import json
import re
import socket
import subprocess
import sys
import time
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
import requests
from django.test import Client
from django.urls import reverse

from citizens.actions import own as acts
from citizens.own.door import COOKIE
from jobcenter.cpr import fictitious_cpr
from jobcenter.models import AccessLog
from jobcenter.tenancy import acting_in
from tests.citizens.factories import _rng, make_citizen

NUMBER = fictitious_cpr(_rng, date(1991, 3, 4))
UNKNOWN = fictitious_cpr(_rng, date(1955, 6, 7))


@pytest.fixture(scope="module")
def provider():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = [
        {"sub": "kim", "dk.cpr": NUMBER}, {"sub": "ukendt", "dk.cpr": UNKNOWN},
        {"sub": "uden"}, {"sub": "skaev", "dk.cpr": "12"},
    ]  # fmt: skip
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
def login(provider, settings, north):
    settings.BASE_URL = "http://testserver"
    settings.CITIZEN_OIDC = {
        north.code: {"issuer": provider, "client_id": "bro", "secret": "only-for-tests"}
    }
    return reverse("own:login", args=[north.code])


@pytest.fixture
def kim(nora):
    return make_citizen(nora, first_name="Kim", cpr=NUMBER)


def go(client: Client, login: str, who: str):
    """Go the whole way round: our link, the provider's page, our callback."""
    start = client.get(login)
    assert start.status_code == 302, start.content[:300]
    browser = requests.Session()
    page = browser.get(start.headers["Location"], timeout=5)
    action = re.search(r'<form[^>]*action="([^"]*)"', page.text)
    address = urljoin(page.url, unescape(action.group(1))) if action else page.url
    answer = browser.post(address, data={"sub": who}, allow_redirects=False, timeout=5)
    callback = answer.headers["Location"].split("testserver", 1)[1]
    return callback, client.get(callback)


def test_the_number_opens_the_own_page(login, kim, north):
    client = Client()
    assert "MitID" in client.get(reverse("own:ask", args=[north.code])).text
    callback, answer = go(client, login, "kim")
    assert answer.headers["Location"] == reverse("own:page"), answer.text[:600]
    assert "Kim" in client.get(reverse("own:page")).text
    assert NUMBER not in callback
    with acting_in(north):
        assert AccessLog.objects.get(purpose="own.opened").citizen == kim.public_id
    assert client.get(callback).status_code == 422, "an answer is used once"


@pytest.mark.parametrize(("who", "status"), [("ukendt", 403), ("uden", 403), ("skaev", 403)])
def test_who_is_not_ours_is_told(login, kim, who, status):
    client = Client()
    _callback, answer = go(client, login, who)
    assert answer.status_code == status
    assert COOKIE not in client.cookies
    assert UNKNOWN not in answer.text


def test_a_citizen_of_another_municipality_is_not_ours(login, nora, sol):
    make_citizen(sol, cpr=NUMBER)
    assert go(Client(), login, "kim")[1].status_code == 403


def test_a_closed_access_stays_closed(login, kim, nora, acting):
    with acting(nora) as viewer:
        acts.close_access(kim, actor=viewer, reason="Telefonen er væk.")
    assert go(Client(), login, "kim")[1].status_code == 403


def test_an_answer_nobody_asked_for(login, kim):
    client = Client()
    back = login + "retur/"
    assert client.get(back + "?code=x&state=y").status_code == 422
    callback, _answer = go(client, login, "kim")
    other = Client()
    assert other.get(callback).status_code == 422
    assert COOKIE not in other.cookies
    client = Client()
    client.get(login)
    state = callback.partition("state=")[2].partition("&")[0]
    assert client.get(f"{back}?code=forkert&state={state}").status_code == 422


def test_a_wrong_code_is_no_error_of_ours(login, kim):
    from urllib.parse import parse_qs, urlsplit

    client = Client()
    asked = parse_qs(urlsplit(client.get(login).headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    answer = client.get(f"{login}retur/?code=forkert&state={asked['state'][0]}")
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_a_provider_that_is_away(login, kim, settings, north):
    settings.CITIZEN_OIDC = {
        north.code: {"issuer": "http://127.0.0.1:9", "client_id": "bro", "secret": "x"}
    }
    assert Client().get(login).status_code == 502


def test_it_is_off_by_default(north, kim, client_as, nora):
    assert Client().get(reverse("own:login", args=[north.code])).status_code == 404
    assert "MitID" not in Client().get(reverse("own:ask", args=[north.code])).text
    page = client_as(nora).get(reverse("citizens:own", args=[kim.public_id])).text
    assert "forberedt, ikke slået til" in page
