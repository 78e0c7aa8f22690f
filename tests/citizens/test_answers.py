"""Who asked to see a citizen is told the answer, without a word about whom or why."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from citizens.access import get_masked_citizen
from citizens.actions import ask_for_access, grant_access, refuse_access, see_answer
from citizens.mails import ANSWERS, AccessAnswered
from citizens.models import AccessRequest, Citizen
from followup.models import Message
from jobcenter.clock import today
from jobcenter.errors import NotYours
from jobcenter.models import AccessLog, Jobcentre, Membership
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen

Acting = Callable[[Any], AbstractContextManager[Viewer]]
ClientAs = Callable[[Membership], Client]
WHY = "En plads på et lager, der måske passer."


def asked_by(viewer: Viewer, citizen: Citizen) -> AccessRequest:
    """Ask to see a citizen."""
    return ask_for_access(get_masked_citizen(viewer, citizen.public_id), actor=viewer, reason=WHY)


def test_an_answer_reaches_who_asked(
    north: Jobcentre, nora: Membership, bente: Membership, tine: Membership, carl: Membership,
    client_as: ClientAs, acting: Acting,
) -> None:  # fmt: skip
    hers = make_citizen(bente, first_name="Hanne", last_name="Hemmelig")
    other = make_citizen(bente, last_name="Skjult")
    with acting(nora) as viewer:
        yes, no = asked_by(viewer, hers), asked_by(viewer, other)
    with acting(tine) as viewer:
        grant_access(yes, actor=viewer, until=today() + timedelta(days=9), answer="Fint")
        refuse_access(no, actor=viewer, answer="Ring til Bente i stedet")
        messages = {row.subject: row for row in Message.objects.all()}
        assert {row.recipient_key for row in messages.values()} == {f"membership:{nora.public_id}"}
        for asked in (yes, no):
            text = AccessAnswered().text(messages[asked.public_id], north)
            assert text is not None
            assert text.link is not None
            told = f"{text.title} {text.lines} {text.link.url}"
            for secret in ("Hemmelig", "Hanne", "lager", "Fint", "Ring til Bente"):
                assert secret not in told
    with acting(nora) as viewer:
        rows = ANSWERS.find(viewer, today(), 5)
        assert len(rows) == 2
        told = " ".join(f"{row.title} {row.why}" for row in rows)
        assert "Ring til Bente i stedet" in told
        assert "Hemmelig" not in told
        assert not ANSWERS.find(Viewer.of(carl), today(), 5)
    client = client_as(nora)
    done = client.post(reverse("citizens:see_answer", args=[no.public_id]))
    assert done["Location"] == reverse("citizens:page", args=[other.public_id])
    from_my_day = client.post(
        reverse("citizens:see_answer", args=[no.public_id]), headers={"HX-Request": "true"}
    )
    assert from_my_day["HX-Redirect"] == done["Location"]
    stranger = client_as(carl).post(reverse("citizens:see_answer", args=[yes.public_id]))
    assert stranger.status_code == 404
    assert client.get(reverse("citizens:page", args=[hers.public_id])).status_code == 200
    with acting(nora) as viewer:
        assert len(ANSWERS.find(viewer, today(), 5)) == 1
        seen = AccessAnswered().text(messages[no.public_id], north)
        assert seen is None, "a mail that waits is not sent"
        look = AccessLog.objects.filter(citizen=hers.public_id, membership=nora).get()
        assert look.reason == WHY, "why the look was allowed stands beside it"
    log = client_as(tine).get(reverse("citizens:access_log", args=[hers.public_id]))
    assert log.content.decode().count("En plads på et lager") == 2, "the look and the request"


def test_the_case_team_gives_no_reason(nora: Membership, kim: Citizen, client_as: ClientAs,
                                       acting: Acting) -> None:  # fmt: skip
    client_as(nora).get(reverse("citizens:page", args=[kim.public_id]))
    with acting(nora):
        assert AccessLog.objects.get(citizen=kim.public_id).reason == ""


def test_a_rolled_back_answer_sends_nothing(
    nora: Membership, bente: Membership, tine: Membership, acting: Acting
) -> None:
    hers = make_citizen(bente)
    with acting(nora) as viewer:
        asked = asked_by(viewer, hers)
    with acting(tine) as viewer:
        with transaction.atomic():
            refuse_access(asked, actor=viewer, answer="Ring til Bente i stedet")
            transaction.set_rollback(True)
        assert not Message.objects.exists()


def test_only_who_asked_takes_the_answer_off_the_day(
    nora: Membership, bente: Membership, tine: Membership, acting: Acting
) -> None:
    hers = make_citizen(bente)
    with acting(nora) as viewer:
        asked = asked_by(viewer, hers)
        see_answer(asked, actor=viewer)  # not answered yet: nothing happens
    with acting(tine) as viewer:
        refuse_access(asked, actor=viewer, answer="Ring til Bente i stedet")
        with pytest.raises(NotYours):
            see_answer(asked, actor=viewer)
    with acting(nora) as viewer:
        assert len(ANSWERS.find(viewer, today(), 5)) == 1
