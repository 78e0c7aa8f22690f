"""A provider of the national login that is slow, silent, or talks nonsense: a page, no waiting."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse

from citizens.own import login as own_login
from citizens.views.own_login import COOKIE, SALT

KEPT = {"state": "s", "nonce": "n", "verifier": "v"}
SAID = "Login gik ikke igennem"


class _Provider(BaseHTTPRequestHandler):
    answers: dict[str, bytes] = {}
    drips = False

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        body = self.answers.get(self.path, b"{}")
        if not self.drips:
            self.wfile.write(body)
            return
        try:
            for _ in range(200):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_args):
        return


@pytest.fixture
def provider():
    handler = type("Handler", (_Provider,), {"answers": {}, "drips": False})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handler.url = f"http://127.0.0.1:{server.server_port}"
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(provider, settings, north):
    settings.BASE_URL = "http://testserver"
    settings.CITIZEN_OIDC = {
        north.code: {"issuer": provider.url, "client_id": "bro", "secret": "only-for-tests"}
    }
    told = {"issuer": provider.url}
    for name, path in (
        ("authorization_endpoint", "auth"), ("token_endpoint", "token"), ("jwks_uri", "keys"),
    ):  # fmt: skip
        told[name] = f"{provider.url}/{path}"
    provider.answers["/.well-known/openid-configuration"] = json.dumps(told).encode()
    return north


def came_back(house):
    client = Client()
    client.cookies[COOKIE] = signing.dumps({**KEPT, "house": house.code}, salt=SALT)
    return client.get(reverse("own:login_back", args=[house.code]) + "?code=x&state=s")


NONSENSE = [b"<html>Service unavailable</html>", b"[]", b"null", b'"ok"', b"7", b"", b"{}", b"\xff"]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_before_the_login(house, provider, nonsense):
    provider.answers["/.well-known/openid-configuration"] = nonsense
    answer = Client().get(reverse("own:login", args=[house.code]))
    assert answer.status_code == 502
    assert SAID in answer.text


def test_an_issuer_that_tells_no_page(house, provider):
    told = json.dumps({"issuer": provider.url}).encode()
    provider.answers["/.well-known/openid-configuration"] = told
    assert Client().get(reverse("own:login", args=[house.code])).status_code == 502
    assert came_back(house).status_code == 422


@pytest.mark.parametrize("nonsense", [*NONSENSE, b'{"id_token": 7}', b'{"id_token": "a.b.c"}'])
@pytest.mark.parametrize("path", ["/token", "/keys", "/.well-known/openid-configuration"])
def test_nonsense_after_the_login(house, provider, path, nonsense):
    provider.answers["/token"] = b'{"id_token": "a.b.c", "access_token": "d"}'
    provider.answers["/keys"] = b'{"keys": []}'
    provider.answers[path] = nonsense
    answer = came_back(house)
    assert answer.status_code == 422
    assert SAID in answer.text


def test_one_that_drips_is_given_up(house, provider, monkeypatch):
    monkeypatch.setattr(own_login, "SECONDS", 0.5)
    provider.drips = True
    begun = time.monotonic()
    assert Client().get(reverse("own:login", args=[house.code])).status_code == 502
    assert came_back(house).status_code == 422
    assert time.monotonic() - begun < 4


def test_one_that_never_ends_is_given_up(house, provider, monkeypatch):
    monkeypatch.setattr(own_login, "BYTES", 1_000)
    provider.answers["/.well-known/openid-configuration"] = b" " * 2_000
    assert Client().get(reverse("own:login", args=[house.code])).status_code == 502


@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_the_provider_thinks(house, monkeypatch):
    held = []
    plain = requests.Session.send

    def send(self, *args, **kwargs):
        held.append((connection.in_atomic_block, connection.connection is not None))
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(requests.Session, "send", send)
    assert Client().get(reverse("own:login", args=[house.code])).status_code == 302
    assert came_back(house).status_code == 422
    assert held
    assert set(held) == {(False, False)}
