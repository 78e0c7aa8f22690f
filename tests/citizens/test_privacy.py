"""Numbers stay where they belong: not in pages, logs, errors, events, history or files."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from citizens.actions import reveal_cpr
from citizens.models import Citizen
from jobcenter.logs import SafeFormatter
from jobcenter.models import Jobcentre, Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr, keep_open, make_citizen

Acting = Callable[[Any], AbstractContextManager[Viewer]]
ClientAs = Callable[[Membership], Client]


def written(digits: str) -> tuple[str, str]:
    return digits, f"{digits[:6]}-{digits[6:]}"


def test_no_page_holds_the_number(
    client_as: ClientAs, north: Jobcentre, nora: Membership, tine: Membership
) -> None:
    keep_open(north, "match-5")
    digits = a_cpr()
    citizen = make_citizen(nora, cpr=digits)
    own = [
        "page", "edit", "number", "target", "benefit", "end", "team", "access_log",
    ]  # fmt: skip
    addresses = [reverse(f"citizens:{name}", args=[citizen.public_id]) for name in own]
    addresses += [reverse(f"citizens:{name}") for name in ("list", "register", "find_number")]
    addresses += [reverse("jobcenter:search") + "?q=amira"]
    addresses += [reverse("citizens:match", args=[citizen.public_id, "match-5"])]
    for url in addresses:
        for who in (nora, tine):
            text = client_as(who).get(url).content.decode("utf-8-sig")
            for form in written(digits):
                assert form not in text, url


def test_no_table_holds_the_number_in_clear(
    client_as: ClientAs, nora: Membership, acting: Acting
) -> None:
    digits = a_cpr()
    form = {"cpr": digits, "first_name": "A", "last_name": "B", "target": "3:", "language": "da"}
    client = client_as(nora)
    client.post(reverse("citizens:register"), form | {"once": new_once()})
    client.post(reverse("citizens:find_number"), {"cpr": digits})
    with acting(nora) as viewer:
        reveal_cpr(Citizen.objects.get(), actor=viewer, reason="vitas")
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                if table == "pghistory_context":
                    continue
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text ~ %s',
                    ["|".join(written(digits))],
                )
                assert cursor.fetchone()[0] == 0, table


def test_no_log_holds_the_number_when_things_break(
    client_as: ClientAs,
    nora: Membership,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digits = a_cpr()

    def break_down(**facts: Any) -> None:
        raise RuntimeError(f"cannot write {facts['cpr']} of amira@mail.example")

    monkeypatch.setattr("citizens.views.page.register_citizen", break_down)
    form = {"cpr": digits, "first_name": "A", "last_name": "B", "target": "3:", "language": "da"}
    client = client_as(nora)
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO):
        response = client.post(reverse("citizens:register"), form | {"once": new_once()})
    assert response.status_code == 500
    for shape in written(digits):
        assert shape not in response.content.decode()
        text = "\n".join(SafeFormatter().format(record) for record in caplog.records)
        assert shape not in text
    assert "RuntimeError" in text, "the error itself is there"
    assert "amira@" not in text


def test_database_errors_tell_no_facts(kim: Citizen, nora: Membership, acting: Acting) -> None:
    from django.db import IntegrityError, transaction

    with acting(nora), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Citizen.objects.filter(pk=kim.pk).update(language="xx")
    assert "Kjær" not in str(refused.value)


def test_addresses_hold_no_name_or_number(client_as: ClientAs, nora: Membership) -> None:
    citizen = make_citizen(nora, first_name="Unikanavn")
    page = client_as(nora).get(reverse("citizens:list")).content.decode()
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert any(str(citizen.public_id) in link for link in links)
    assert not any("nikanavn" in link.lower() for link in links)
