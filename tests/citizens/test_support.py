"""Support beside a placement: granted within a frame, used, ended; and who sets the frames."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.actions import end_citizen
from citizens.actions.frames import answer_frame, ask_for_frame, see_frame_answer, set_frame
from citizens.actions.offers import open_offer
from citizens.actions.support import end_support, grant_support, remove_use, write_use
from citizens.models import (
    Citizen,
    FrameRequest,
    GrantFrame,
    Offer,
    SupportGrant,
    SupportUse,
)
from citizens.queue.range import frame_rows, support_rows
from citizens.rules import support as rules
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.handover import handover_kinds
from jobcenter.models import Event, Membership
from jobcenter.once import new_once
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant
from tests.citizens.test_range import an_offer

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
D = Decimal


@pytest.fixture
def psychologist(ole: Membership) -> Offer:
    """An entry that gives support."""
    return an_offer(ole, name="Psykolog", kind="support", help="psychologist")


@pytest.fixture
def frame(nora: Membership, tine: Membership) -> GrantFrame:
    """Nora's frame of this year: 10 hours and 1,000 kroner."""
    with acting_in(tine.jobcentre_id, membership_id=tine.pk):
        return set_frame(nora, actor=Viewer.of(tine), hours=D(10), amount=D(1000), version=0)


def given(citizen: Citizen, offer: Offer, viewer: Viewer, owner: Membership, **over: Any) -> Any:
    """Grant five hours from today for thirty days as the viewer."""
    facts: dict[str, Any] = {"hours": D(5), "from_on": today(),
                             "until_on": today() + timedelta(days=30)}  # fmt: skip
    return grant_support(citizen, offer, actor=viewer, owner=owner, **(facts | over))


@pytest.mark.parametrize(
    ("hours", "amount", "code"),
    [(None, None, "grant_one"), (D(1), D(1), "grant_one"), (D(-2), None, "grant_positive"),
     (None, D(0), "grant_positive")],
)  # fmt: skip
def test_hours_or_an_amount(hours: Any, amount: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_how_much(hours, amount)
    assert refused.value.code == code


def test_rules_as_a_table() -> None:
    day = date(2026, 6, 1)
    rules.check_within(D(3), D(10), D(7), in_hours=True)  # exactly the rest
    with pytest.raises(Refused, match="2,5 hours left"):
        rules.check_within(D(3), D(10), D("7.5"), in_hours=True)
    with pytest.raises(Refused, match=r"0 kr\. left"):
        rules.check_within(D(1), D(10), D(12), in_hours=False)
    for start, end in ((day, day - timedelta(1)), (day - timedelta(9), day - timedelta(1)),
                       (day, day + timedelta(367))):  # fmt: skip
        with pytest.raises(Refused):
            rules.check_period(start, end, day)
    for number, used_on in ((D(-1), day), (D(1), day + timedelta(1)), (D(1), day - timedelta(2)),
                            (D(6), day)):  # fmt: skip
        with pytest.raises(Refused):
            rules.check_use(number, D(0), D(5), used_on, day - timedelta(1), day)
    assert rules.is_silent(day - timedelta(29), None, day)
    assert not rules.is_silent(day - timedelta(90), day - timedelta(28), day)
    assert rules.unused(D(5), D(7)) == 0


def test_granted_used_and_ended(
    kim: Citizen, nora: Membership, psychologist: Offer, frame: GrantFrame, acting: Acting
) -> None:
    with acting(nora) as viewer:
        one = given(kim, psychologist, viewer, nora)
        frame.refresh_from_db()
        assert frame.hours_left == 5
        use = write_use(one, actor=viewer, version=1, used_on=today(), number=D(2))
        with pytest.raises(Stale):
            write_use(one, actor=viewer, version=1, used_on=today(), number=D(2))
        with pytest.raises(Refused) as refused:
            write_use(one, actor=viewer, version=2, used_on=today(), number=D("3.5"))
        assert refused.value.code == "use_beyond"
        second = write_use(one, actor=viewer, version=2, used_on=today(), number=D(1))
        remove_use(SupportUse.objects.select_related("grant__citizen").get(pk=second.pk),
                   actor=viewer, version=3)  # fmt: skip
        one.refresh_from_db()
        assert (one.used, one.last_use_on, one.left) == (2, today(), 3)
        assert SupportUse.objects.get().pk == use.pk
        with pytest.raises(Refused):
            end_support(one, actor=viewer, version=4, effect="", ended_on=today())
        end_support(one, actor=viewer, version=4, effect="much", ended_on=today())
        frame.refresh_from_db()
        assert frame.hours_left == 8, "what was not used came back"
        with pytest.raises(Refused):
            write_use(one, actor=viewer, version=5, used_on=today(), number=D(1))
        lines = Event.objects.filter(group="support").values_list("text", flat=True)
        assert set(lines) == {""}, "never what, about whom or why"


def test_beyond_the_frame_nothing_is_granted(
    kim: Citizen, nora: Membership, psychologist: Offer, frame: GrantFrame, acting: Acting
) -> None:
    with acting(nora) as viewer:
        for much in ({"hours": D("10.1")}, {"hours": None, "amount": D(1001)}):
            with pytest.raises(Refused) as refused:
                given(kim, psychologist, viewer, nora, **much)
            assert refused.value.code == "frame_spent"
        given(kim, psychologist, viewer, nora, hours=D(10))
        with pytest.raises(Refused):
            given(kim, psychologist, viewer, nora, hours=D("0.1"))
        assert SupportGrant.objects.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            GrantFrame.objects.filter(pk=frame.pk).update(hours_granted=11)
        with pytest.raises(IntegrityError), transaction.atomic():
            SupportGrant.objects.update(used=11)


def test_without_a_frame_the_sentence_says_so(
    kim: Citizen, nora: Membership, psychologist: Offer, acting: Acting
) -> None:
    with acting(nora) as viewer, pytest.raises(Refused, match="0 hours left"):
        given(kim, psychologist, viewer, nora)


def test_not_for_the_ended_the_closed_or_by_outsiders(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    ole: Membership, psychologist: Offer, frame: GrantFrame, acting: Acting,
) -> None:  # fmt: skip
    project = an_offer(ole)
    grant(kim, bente, tine)
    for outside in (bente, sol):
        with acting(outside) as viewer, pytest.raises((PermissionDenied, NotYours)):
            given(kim, psychologist, viewer, outside)
    with acting(nora) as viewer:
        one = given(kim, psychologist, viewer, nora, hours=D(2))
        for over, code in (
            ({"owner": bente}, "support_owner"),
            ({"offer": project}, "support_kind"),
            ({"until_on": today() - timedelta(days=1)}, "grant_backwards"),
        ):
            facts: dict[str, Any] = {"offer": psychologist, "owner": nora} | over
            with pytest.raises(Refused) as refused:
                given(kim, facts.pop("offer"), viewer, facts.pop("owner"), **facts)
            assert refused.value.code == code
    with acting(ole) as viewer:
        open_offer(psychologist, actor=viewer, version=1, is_open=False)
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            given(kim, psychologist, viewer, nora)
        assert refused.value.code == "offer_closed"
        end_citizen(kim, actor=viewer, reason="Flyttet til en anden by")
        one.refresh_from_db()
        frame.refresh_from_db()
        assert (one.effect, frame.hours_left) == ("unknown", 10)
        with pytest.raises(Refused) as refused:
            given(kim, psychologist, viewer, nora)
        assert refused.value.code == "citizen_ended_now"


def test_frames_are_set_by_leaders_never_for_oneself(
    nora: Membership, tine: Membership, mads: Membership, sol: Membership, kim: Citizen,
    psychologist: Offer, frame: GrantFrame, acting: Acting,
) -> None:  # fmt: skip
    for who, member in ((nora, nora), (tine, tine), (nora, tine)):
        with acting(who) as viewer, pytest.raises(PermissionDenied):
            set_frame(member, actor=viewer, hours=D(1), amount=D(1), version=0)
    with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
        set_frame(nora, actor=viewer, hours=D(1), amount=D(1), version=1)
    with acting(nora) as viewer:
        given(kim, psychologist, viewer, nora)
    with acting(mads) as viewer:
        with pytest.raises(Stale):
            set_frame(nora, actor=viewer, hours=D(1), amount=D(1), version=0)
        with pytest.raises(Refused) as refused:
            set_frame(nora, actor=viewer, hours=D(4), amount=D(1), version=2)
        assert refused.value.code == "frame_granted"
        with pytest.raises(Refused):
            set_frame(nora, actor=viewer, hours=D(-4), amount=D(1), version=2)
        set_frame(nora, actor=viewer, hours=D(5), amount=D(0), version=2)


def test_asking_for_a_larger_frame(
    nora: Membership, tine: Membership, mads: Membership, frame: GrantFrame, acting: Acting
) -> None:
    with acting(nora) as viewer:
        with pytest.raises(Refused):
            ask_for_frame(actor=viewer, hours=D(1), amount=None, reason=" ")
        asked = ask_for_frame(actor=viewer, hours=D(8), amount=None, reason="Mange nye i foråret")
        with pytest.raises(Refused) as refused:
            ask_for_frame(actor=viewer, hours=D(8), amount=None, reason="Igen")
        assert refused.value.code == "frame_asked"
        with pytest.raises(PermissionDenied):
            answer_frame(asked, actor=viewer, state="granted")
        assert frame_rows(viewer, today(), 5) == []
    with acting(mads) as viewer:
        assert len(frame_rows(viewer, today(), 5)) == 1
    with acting(tine) as viewer:
        assert frame_rows(viewer, today(), 5)[0].severity == "now"
        answer_frame(asked, actor=viewer, state="granted", answer="Fint")
        with pytest.raises(Refused):
            answer_frame(asked, actor=viewer, state="refused")
        assert frame_rows(viewer, today(), 5) == []
    with acting(nora) as viewer:
        frame.refresh_from_db()
        assert frame.hours == 18
        [row] = frame_rows(viewer, today(), 5)
        assert row.why == "Fint"
        see_frame_answer(FrameRequest.objects.get(), actor=viewer)
        assert frame_rows(viewer, today(), 5) == []


def test_overdue_and_unused_come_to_the_owner(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, psychologist: Offer,
    frame: GrantFrame, acting: Acting,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        given(kim, psychologist, viewer, nora)
        long = given(kim, psychologist, viewer, nora, until_on=today() + timedelta(days=200))
        assert support_rows(viewer, today(), 9) == []
        with clock_at(now() + timedelta(days=29)):
            assert [row.severity for row in support_rows(viewer, today(), 9)] == ["week", "week"]
            write_use(long, actor=viewer, version=1, used_on=today(), number=D(1))
            assert len(support_rows(viewer, today(), 9)) == 1
        with clock_at(now() + timedelta(days=40)):
            assert [row.severity for row in support_rows(viewer, today(), 9)] == ["now"]
    kind = handover_kinds["citizens.support"]
    with acting(tine) as viewer:
        assert kind.hand_over(viewer, nora.pk, bente, None, set()) == 2
    with acting(bente) as viewer, clock_at(now() + timedelta(days=40)):
        assert len(support_rows(viewer, today(), 9)) == 1


def test_the_pages_of_support(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    psychologist: Offer, frame: GrantFrame, client_as: ClientAs, acting: Acting,
) -> None:  # fmt: skip
    client = client_as(nora)
    new = reverse("citizens:new_grant", args=[kim.public_id])
    good = {
        "offer": str(psychologist.public_id), "hours": "5", "from_on": str(today()),
        "until_on": str(today() + timedelta(days=30)), "owner": str(nora.public_id),
        "once": new_once(),
    }  # fmt: skip
    for bad in ({"hours": "-2"}, {"hours": ""}, {"amount": "5"}, {"until_on": "2020-01-01"}):
        assert client.post(new, good | bad).status_code == 422, bad
    beyond = client.post(new, good | {"hours": "11"})
    assert beyond.status_code == 422
    assert reverse("citizens:frames") + "?hours=11" in beyond.content.decode()
    assert client.get(reverse("citizens:frames") + "?hours=x").status_code == 200
    assert client.post(new, good).status_code == 302
    assert client.post(new, good).status_code == 302, "a double click grants once"
    with acting(nora):
        one = SupportGrant.objects.get()
    page = reverse("citizens:support_grant", args=[kim.public_id, one.public_id])
    end = reverse("citizens:end_grant", args=[kim.public_id, one.public_id])
    use = {"number": "1", "used_on": str(today()), "version": "1", "once": new_once()}
    assert client.post(page, use | {"number": "-1"}).status_code == 422
    assert client.post(page, use).status_code == 302
    grant(kim, bente, tine)
    for who, status in ((bente, 403), (sol, 404), (nora, 200)):
        for url in (page, end, new):
            assert client_as(who).get(url).status_code == status, (who.name, url)
    seen = client_as(bente).get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Psykolog" not in seen
    assert client.post(
        end, {"effect": "some", "ended_on": str(today()), "version": "2"}
    ).status_code == 302  # fmt: skip


def test_the_pages_of_frames(
    nora: Membership, tine: Membership, carl: Membership, frame: GrantFrame, client_as: ClientAs,
    acting: Acting,
) -> None:  # fmt: skip
    url = reverse("citizens:frames")
    asked = {"hours": "8", "reason": "Mange nye", "once": new_once()}
    assert client_as(nora).post(url, asked | {"hours": "-8"}).status_code == 422
    assert client_as(nora).post(url, asked).status_code == 302
    with acting(nora):
        question = FrameRequest.objects.get()
    answer = reverse("citizens:answer_frame", args=[question.public_id])
    assert client_as(carl).get(url).status_code == 403
    assert client_as(nora).get(answer).status_code == 403
    client = client_as(tine)
    assert "Mange nye" in client.get(url).content.decode()
    assert client.post(answer, {"svar": "ja"}).status_code == 302
    one = reverse("citizens:frame", args=[nora.public_id])
    assert client.post(one, {"hours": "-1", "amount": "0", "version": "3"}).status_code == 422
    assert client.post(one, {"hours": "1", "amount": "0", "version": "1"}).status_code == 422
    assert client.post(one, {"hours": "1", "amount": "0", "version": "3"}).status_code == 302
    assert client.get(reverse("citizens:frame", args=[tine.public_id])).status_code == 404


def test_support_costs_the_same_with_more_rows(
    kim: Citizen, nora: Membership, tine: Membership, psychologist: Offer, frame: GrantFrame,
    client_as: ClientAs, acting: Acting,
) -> None:  # fmt: skip
    client = client_as(nora)
    with acting(nora) as viewer:
        one = given(kim, psychologist, viewer, nora, hours=D(1))
    urls = [
        reverse("citizens:support", args=[kim.public_id]),
        reverse("citizens:support_grant", args=[kim.public_id, one.public_id]),
        reverse("citizens:new_grant", args=[kim.public_id]),
        reverse("citizens:page", args=[kim.public_id]),
        reverse("citizens:frames"),
    ]
    client.get(urls[0])
    before = [queries_of(client, url) for url in urls]
    with acting(nora) as viewer:
        for _number in range(5):
            given(kim, psychologist, viewer, nora, hours=D(1))
    assert [queries_of(client, url) for url in urls] == before
    assert max(before) <= MOST_QUERIES, before
    assert queries_of(client_as(tine), urls[-1]) <= MOST_QUERIES
