"""The pages: who may see what, what they cost, and what a person decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from followup import actions, sending
from followup.choices import MessageState
from followup.inbox import keep_in_inbox
from followup.models import InboxMail, Message, Pause
from followup.sweep import sweep
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.ids import uuid7
from jobcenter.models import Event
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.followup.factories import make_message
from tests.followup.kinds import person

pytestmark = pytest.mark.usefixtures("tuesday", "published")


def counted(queries: CaptureQueriesContext) -> list[str]:
    """Leave out the suite's own savepoints round a request."""
    return [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]


def test_the_list_shows_own_messages_only_and_costs_the_same_for_many(
    north: Any, south: Any, nora: Any, sol: Any, kind: Any, client_as: Any
) -> None:
    for number in range(3):
        kind.add(north, person(f"a{number}@virk.example", name="Mette Møller"), step=number)
    sweep(north.pk)
    client, url = client_as(nora), reverse("followup:list")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        page = client.get(url)
    assert page.content.decode().count("a1@virk.example") == 1
    for number in range(10, 20):
        kind.add(north, person(f"a{number}@virk.example"), step=number)
    sweep(north.pk)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
    assert len(counted(many)) <= 12
    assert "virk.example" not in client_as(sol).get(url).content.decode()


def test_pages_follow_each_other_both_ways(north: Any, nora: Any, client_as: Any) -> None:
    with acting_in(north):
        for number in range(60):
            make_message(north, address=f"n{number:02}@virk.example", state="sent")
    client, url = client_as(nora), reverse("followup:list")
    seen: list[str] = []
    where = url
    pages = []
    for _ in range(3):
        page = client.get(where)
        pages.append([row["message"].address for row in page.context["rows"]])
        seen += pages[-1]
        where = f"{url}?side={page.context['page'].following}"
    assert seen == [f"n{number:02}@virk.example" for number in reversed(range(60))]
    assert page.context["page"].following == ""
    back = client.get(f"{url}?side={page.context['page'].previous}")
    assert [row["message"].address for row in back.context["rows"]] == pages[1]
    assert client.get(f"{url}?side=nonsense&tilstand=nonsense&til=x").status_code == 200


@pytest.mark.parametrize("state", MessageState.values)
def test_every_state_has_its_page_in_both_languages(
    north: Any, nora: Any, client_as: Any, state: str
) -> None:
    with acting_in(north):
        message = make_message(north, state=state)
    for language in ("da", "en"):
        client = client_as(nora)
        client.cookies["django_language"] = language
        assert client.get(reverse("followup:message", args=[message.public_id])).status_code == 200
        assert client.get(reverse("followup:list"), {"tilstand": state}).status_code == 200


def test_a_message_is_404_from_another_jobcentre_and_403_without_the_capability(
    north: Any, nora: Any, sol: Any, people: Any, client_as: Any
) -> None:
    with acting_in(north):
        message = make_message(north)
    url = reverse("followup:message", args=[message.public_id])
    assert client_as(nora).get(url).status_code == 200
    assert client_as(sol).get(url).status_code == 404
    nora.roles = ["business"]
    with acting_in(north):
        nora.save(update_fields=["roles"])
    assert client_as(nora).get(url).status_code == 403


def test_a_candidates_name_and_address_are_masked(north: Any, nora: Any, client_as: Any) -> None:
    with acting_in(north):
        message = make_message(
            north,
            recipient_kind="citizen",
            recipient_name="Kim Kok",
            address="kim@home.example",
            body="Kære Kim",
        )
    client = client_as(nora)
    for url in (
        reverse("followup:list"),
        reverse("followup:message", args=[message.public_id]),
        reverse("followup:pause_recipient", args=[message.public_id]),
    ):
        text = client.get(url).content.decode()
        assert "Kim" not in text
        assert "kim@home" not in text


def doubtful(north: Any) -> Message:
    with acting_in(north):
        return make_message(north, state="doubtful")


def test_a_doubtful_message_is_sent_again_by_a_person(
    north: Any, nora: Any, client_as: Any
) -> None:
    message, client = doubtful(north), client_as(nora)
    assert "virk.example" in client.get(reverse("followup:list")).content.decode()
    url = reverse("followup:resend", args=[message.public_id])
    wrong = client.post(url, {"address": "no address"})
    assert wrong.status_code == 422
    done = client.post(url, {"address": "mette@new.example"}, follow=True)
    assert done.status_code == 200
    assert client.post(url, {"address": "mette@new.example"}).status_code == 409
    with acting_in(north):
        first, again = Message.objects.filter(jobcentre_id=north.pk).order_by("id")
        assert (first.state, first.settled) == ("doubtful", "resent")
        assert (again.resend_of_id, again.address) == (first.pk, "mette@new.example")
        assert Event.objects.filter(kind="followup.resent").count() == 1


def test_it_arrived(north: Any, nora: Any, client_as: Any) -> None:
    message, client = doubtful(north), client_as(nora)
    client.post(reverse("followup:arrived", args=[message.public_id]))
    with acting_in(north):
        message.refresh_from_db()
        assert (message.state, message.settled) == ("doubtful", "arrived")
        assert message.settled_by_id == nora.pk
    assert client.get(reverse("followup:list")).context["needs"] == 0


def test_deciding_is_refused_to_readers_and_other_jobcentres(
    north: Any, sol: Any, people: Any
) -> None:
    message = doubtful(north)
    plan_leader = Viewer(north.pk, "staff", roles=frozenset({"plan_leader"}))
    with acting_in(north), pytest.raises(PermissionDenied):
        actions.confirm_arrival(message, actor=plan_leader)
    with acting_in(sol.jobcentre_id), pytest.raises(NotYours):
        actions.confirm_arrival(message, actor=Viewer.of(sol))
    with acting_in(sol.jobcentre_id), pytest.raises(NotYours):
        actions.resend_message(message, actor=Viewer.of(sol))


def test_a_rollback_undoes_a_decision(north: Any, nora: Any, published: list[Any]) -> None:
    message = doubtful(north)
    with pytest.raises(LookupError), acting_in(north):  # noqa: PT012  the rollback is the point
        actions.resend_message(message, actor=Viewer.of(nora))
        raise LookupError
    with acting_in(north):
        message.refresh_from_db()
        assert message.settled == ""
        assert Message.objects.filter(jobcentre_id=north.pk).count() == 1
    assert published == []


def test_a_waiting_message_can_be_stopped_a_sent_one_cannot(
    north: Any, nora: Any, client_as: Any
) -> None:
    with acting_in(north):
        waiting, sent = make_message(north), make_message(north, state="sent")
    client = client_as(nora)
    assert client.post(reverse("followup:cancel", args=[waiting.public_id])).status_code == 302
    assert client.post(reverse("followup:cancel", args=[sent.public_id])).status_code == 409
    assert sending.send_waiting(north.pk) == 0


def test_pausing_and_ending_the_pause(north: Any, nora: Any, bente: Any, client_as: Any) -> None:
    with acting_in(north):
        message = make_message(north)
    client, url = client_as(nora), reverse("followup:pause_recipient", args=[message.public_id])
    until = today() + timedelta(days=7)
    assert client.get(url).status_code == 200
    assert client.post(url, {"until": "2020-01-01", "reason": "x"}).status_code == 422
    assert client.post(url, {"until": until, "reason": ""}).status_code == 422
    assert client.post(url, {"until": until, "reason": "Ferie"}).status_code == 302
    assert client.post(url, {"until": until, "reason": "Ferie"}).status_code == 422
    listed = client.get(reverse("followup:pauses")).content.decode()
    assert "Mette Møller" in listed
    with acting_in(north):
        pause = Pause.objects.get(jobcentre_id=north.pk)
    end = reverse("followup:end_pause", args=[pause.public_id])
    assert client_as(bente).post(end).status_code == 403
    assert client.post(end).status_code == 302
    assert client.post(url, {"until": until, "reason": "Igen"}).status_code == 302


def test_a_pause_is_refused_to_readers_and_in_the_past(north: Any, nora: Any, mads: Any) -> None:
    facts = {"until": today(), "reason": "x", "subject": uuid7()}
    with acting_in(north):
        with pytest.raises(PermissionDenied):
            actions.pause_reminders(actor=Viewer.of(mads), **facts)
        with pytest.raises(Refused):
            actions.pause_reminders(
                actor=Viewer.of(nora), **{**facts, "until": today() - timedelta(days=1)}
            )


def test_the_inbox_is_for_administrators_and_in_demo_for_all_of_the_jobcentre(
    north: Any, south: Any, nora: Any, ole: Any, sol: Any, client_as: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "followup.inbox.InboxBackend"
    keep_in_inbox(jobcentre_id=north.pk, channel="mail", recipient="mette@virk.example",
                  title="Hej", text="https://bro.test/m/abc/")  # fmt: skip
    keep_in_inbox(channel="mail", recipient="nora@nord.example", title="Code for you", text="x")
    mail, login = InboxMail.objects.order_by("id")
    url = reverse("followup:inbox")
    assert client_as(nora).get(url).status_code == 404
    shown = client_as(ole).get(url).content.decode()
    assert "Hej" in shown
    assert "Code for you" in shown
    settings.DEMO = True
    assert "Code for you" not in client_as(nora).get(url).content.decode()
    page = client_as(nora).get(reverse("followup:inbox_mail", args=[mail.pk]))
    assert '<a href="https://bro.test/m/abc/"' in page.content.decode()
    assert client_as(nora).get(reverse("followup:inbox_mail", args=[login.pk])).status_code == 404
    assert "Hej" not in client_as(sol).get(url).content.decode()
    assert client_as(sol).get(reverse("followup:inbox_mail", args=[mail.pk])).status_code == 404


def test_the_inbox_backend_keeps_what_is_sent(north: Any, kind: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "followup.inbox.InboxBackend"
    kind.add(north)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    kept = InboxMail.objects.get()
    assert (kept.jobcentre_id, kept.title) == (north.pk, "How is it going? 0")
    assert kept.html.startswith("<!doctype html>")
