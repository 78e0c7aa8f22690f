"""Small parts of the frame: keys, doors, once, search, order, logs, clock, encryption."""

import logging
import re
import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from jobcenter import clock, doors
from jobcenter.encryption import keyed_hash, newest_key_id, seal, unseal
from jobcenter.ids import uuid7
from jobcenter.logs import SafeFormatter, scrub
from jobcenter.models import Door, OnceKey, Team
from jobcenter.once import claim_once, new_once
from jobcenter.search import find_ids, index_words
from jobcenter.sorting import danish_key
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer


def test_uuid7_is_version_7_and_grows_with_time():
    made = [uuid7() for _ in range(50)]
    assert {u.version for u in made} == {7}
    assert len(set(made)) == 50
    assert made[0].int >> 80 <= made[-1].int >> 80


@pytest.mark.parametrize(
    "names",
    [
        ["Anders", "Bent", "Zenia", "Ægir", "Østen", "Åse"],
        ["Ab", "Az", "Ba", "Aalborg"],
        ["Elin", "Élise", "Erik"],
        ["øl", "Øst", "ål"],
    ],
)
def test_danish_order(names):
    assert sorted(names, key=danish_key) == names


@given(st.text(max_size=300))
def test_any_text_has_a_key(text):
    assert len(danish_key(text)) <= 200


def test_sealed_numbers_are_bound_to_their_purpose(settings):
    first, second = "1:" + "A" * 43 + "=", "2:" + "B" * 43 + "="
    settings.CPR_KEYS = first
    sealed = seal("6101901234", purpose="citizens.Citizen.cpr")
    assert b"6101901234" not in sealed
    settings.CPR_KEYS = f"{first},{second}"
    assert newest_key_id() == 2
    assert unseal(sealed, purpose="citizens.Citizen.cpr") == "6101901234"
    with pytest.raises(InvalidTag):
        unseal(sealed, purpose="elsewhere")
    settings.CPR_KEYS = second
    with pytest.raises(KeyError):
        unseal(sealed, purpose="citizens.Citizen.cpr")
    settings.CPR_KEYS = "nonsense"
    with pytest.raises(ImproperlyConfigured):
        seal("x", purpose="y")


def test_the_hash_is_keyed(settings):
    before = keyed_hash("6101901234")
    settings.CPR_HASH_KEY = "C" * 43 + "="
    assert keyed_hash("6101901234") != before
    assert re.fullmatch(r"[0-9a-f]{64}", before)


def test_a_door_opens_until_it_expires_or_is_revoked(north):
    subject = uuid4()
    token = doors.make_door(
        "mentor", jobcentre_id=north.pk, subject=subject, expires_at=clock.now() + timedelta(days=1)
    )
    assert not Door.objects.filter(token_hash=token).exists(), "the token itself is not stored"
    assert doors.open_door("mentor", token).subject == subject
    assert doors.open_door("candidate", token) is None
    assert doors.open_door("mentor", token + "x") is None
    with clock.clock_at(clock.now() + timedelta(days=2)):
        assert doors.open_door("mentor", token) is None
        assert doors.find_door("mentor", token) is not None
    assert doors.revoke_doors("mentor", subject) == 1
    assert doors.open_door("mentor", token) is None


def test_a_key_is_claimed_once(nora, acting):
    key = new_once()
    with acting(nora) as viewer:
        assert claim_once(viewer, key)
        assert not claim_once(viewer, key)
        assert claim_once(viewer, "not a key")
        assert OnceKey.objects.filter(key=key).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_claim_once(people, north):
    key, answers, barrier = new_once(), [], threading.Barrier(2)

    def click():
        barrier.wait()
        with acting_in(north):
            answers.append(claim_once(Viewer.system(north), key))
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, True]


def test_words_find_tenant_rows_and_no_others(north, south):
    with acting_in(north):
        index_words(north.pk, "citizen", 1, ["Åse Marie Nørgård"])
        index_words(north.pk, "citizen", 2, ["Aase Møller"])
        index_words(north.pk, "company", 1, ["Åse ApS"])
    with acting_in(south):
        index_words(south.pk, "citizen", 3, ["Åse Sydlig"])

    def found(query):
        with acting_in(north):
            return sorted(find_ids(north.pk, "citizen", query))

    assert found("åse") == [1, 2]
    assert found("AASE nør") == [1]
    assert found("nør åse mar") == [1]
    assert found("sydlig") == []
    assert found("") == []
    assert found("%_'; DROP TABLE") == []
    with acting_in(north):
        index_words(north.pk, "citizen", 1, ["Bo"])
    assert found("nørgård") == []
    assert found("bo") == [1]


def test_logs_strike_numbers_addresses_and_tokens():
    line = "GET /m/abc-DEF_123/ for 610190-1234 and 6101901234 by kim@nord.example failed"
    assert scrub(line) == "GET /m/…/ for [number] and [number] by [address] failed"
    record = logging.LogRecord("x", 40, "f", 1, "cpr %s", ("6101901234",), None)
    try:
        raise ValueError("citizen 610190-1234")
    except ValueError:
        import sys

        record.exc_info = sys.exc_info()
    text = SafeFormatter("%(message)s").format(record)
    assert "1234" not in text
    assert "ValueError" in text


def test_the_clock_is_moved_for_every_process(settings, tmp_path):
    settings.CLOCK_FILE = str(tmp_path / "clock")
    clock.move_clock_to(datetime(2027, 1, 4, 8, tzinfo=UTC))
    assert clock.now().date().isoformat() == "2027-01-04"
    settings.CLOCK_FILE = None
    with pytest.raises(RuntimeError):
        clock.move_clock_to(clock.now())


def test_local_day_is_copenhagens():
    assert clock.local_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)).isoformat() == "2026-07-01"


# ---- the middleware ---------------------------------------------------------------------------


def test_the_tenant_is_set_only_for_the_request(people, client_as, nora):
    client = client_as(nora)
    assert client.get("/soeg/?q=zz").status_code == 200
    assert "Jobcenter Nordby" in client.get("/soeg/").text


def test_a_stranger_to_a_jobcentre_cannot_choose_it(people, client_as, nora, south):
    client = client_as(nora)
    assert client.post(f"/skift/{south.public_id}/").status_code == 404
    session = client.session
    session["jobcentre_id"] = south.pk
    session.save()
    assert "Nordby" in client.get("/soeg/").text, "a foreign choice is ignored"


def test_one_person_in_two_jobcentres_chooses_and_switches(people, client, nora, south, acting):
    from jobcenter.models import Membership

    with acting_in(south):
        Membership.objects.create(
            jobcentre=south, user=nora.user, name="Nora i Syd", roles=["job_consultant"]
        )
    client.force_login(nora.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/soeg/").headers["Location"] == "/skift/"
    assert client.get("/skift/").status_code == 200
    client.post(f"/skift/{south.public_id}/")
    assert "Sønderby" in client.get("/soeg/").text


def test_an_answer_of_500_rolls_back(people, client_as, nora, monkeypatch):
    client = client_as(nora)
    client.raise_request_exception = False
    from jobcenter import registries

    def breaks(viewer, query, limit):
        Team.objects.create(jobcentre_id=viewer.jobcentre_id, name="Halv")
        raise RuntimeError("citizen 610190-1234")

    kind = registries.SearchKind("x", "x", breaks, ("read_companies",), 1)
    monkeypatch.setattr(registries, "search_kinds", [kind])
    response = client.get("/soeg/?q=hej")
    assert response.status_code == 500
    assert "1234" not in response.text
    with acting_in(nora.jobcentre_id):
        assert not Team.objects.filter(name="Halv").exists()


def test_security_headers(client, db):
    headers = client.get("/konto/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_history_is_written_inside_the_same_transaction(nora, acting):
    with acting(nora):
        try:
            with transaction.atomic():
                Team.objects.create(jobcentre_id=nora.jobcentre_id, name="Fortrudt")
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM jobcenter_teamevent WHERE name = 'Fortrudt'")
            assert cursor.fetchone() == (0,)
