"""The citizen's own page: code and birthday, who is refused, how a session ends."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from citizens.actions import edit_citizen
from citizens.actions import own as acts
from citizens.actions.plan_voice import send_plan_link
from citizens.mails.plan import plan_link
from citizens.models import Citizen, OwnAccess, OwnCode
from citizens.own.door import COOKIE, let_in
from citizens.rules.own import DOOR, TRIES, is_birthday, stays_open_until, theirs
from followup.kinds import message_kinds
from followup.models import Message
from jobcenter.access_log import record_look
from jobcenter.clock import clock_at, now
from jobcenter.errors import NotYours, Refused
from jobcenter.models import AccessLog, Door
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr, make_citizen

BORN = date(1993, 4, 12)
MAIL = "kim@mail.example"
PHONE = "+4520304050"
RIGHT = {"day": "12", "month": "4"}


@pytest.fixture
def own(nora, north) -> SimpleNamespace:
    """Kim, born on 12 April, with a mail and a phone."""
    kim = make_citizen(nora, first_name="Kim", last_name="Kjær", cpr=a_cpr(BORN), email=MAIL,
                       phone=PHONE)  # fmt: skip
    return SimpleNamespace(
        kim=kim, ask=reverse("own:ask", args=[north.code]),
        enter=reverse("own:enter", args=[north.code]), page=reverse("own:page"),
    )  # fmt: skip


def code_of(house, client: Client, ask: str, address: str = MAIL) -> str:
    """Ask for a code and read it as it is written; "" if none was sent."""
    assert client.post(ask, {"address": address}).status_code == 200
    with acting_in(house):
        message = Message.objects.filter(kind="citizens.own_code").order_by("-pk").first()
        text = message_kinds[message.kind].text(message, house) if message else None
    return (
        "".join(sign for sign in text.lines[0].partition(".")[0] if sign.isdigit()) if text else ""
    )


def open_page(house, own, address: str = MAIL, **typed: str) -> tuple[Client, int]:
    """Go the whole way; return the client and the status of the last answer."""
    client = Client()
    code = code_of(house, client, own.ask, address)
    answer = client.post(own.enter, {"address": address, "code": code, **RIGHT, **typed})
    return client, answer.status_code


class TestRules:
    @pytest.mark.parametrize(
        ("born", "day", "month", "right"),
        [(BORN, 12, 4, True), (BORN, 4, 12, False), (BORN, 12, 5, False), (None, 12, 4, False)],
    )
    def test_a_birthday(self, born, day, month, right) -> None:
        assert is_birthday(born, day, month) is right

    def test_whose_it_is(self) -> None:
        both = [(1, BORN), (2, date(1960, 4, 12)), (3, date(1960, 4, 13)), (4, None)]
        assert theirs(both, 13, 4) == [3]
        assert theirs(both, 12, 4) == [1, 2]

    def test_a_page_closes_by_itself(self) -> None:
        began = now()
        assert stays_open_until(began, began) == began + timedelta(minutes=15)
        later = began + timedelta(minutes=55)
        assert stays_open_until(began, later) == began + timedelta(hours=1)


class TestCode:
    @pytest.mark.parametrize(
        ("typed", "channel"),
        [(MAIL, "mail"), (" KIM@Mail.example", "mail"), ("20 30 40 50", "sms"), (PHONE, "sms")],
    )
    def test_mail_or_phone_opens_the_page(self, own, north, typed, channel) -> None:
        client, status = open_page(north, own, typed)
        assert status == 302
        shown = client.get(own.page)
        assert shown.status_code == 200
        assert "Kim" in shown.text
        assert "no-store" in shown["Cache-Control"]
        with acting_in(north):
            message = Message.objects.get(kind="citizens.own_code")
            assert message.channel == channel
            assert (message.recipient_name, message.subject) != ("Kim", own.kim.public_id)
            assert AccessLog.objects.filter(
                citizen=own.kim.public_id, viewer_kind="citizen", purpose="own.opened"
            ).count() == 1  # fmt: skip
            assert OwnAccess.objects.get().last_used_at is not None

    def test_the_answer_is_the_same_for_a_stranger(self, own, north) -> None:
        known = Client().post(own.ask, {"address": MAIL})
        unknown = Client().post(own.ask, {"address": "nobody@mail.example"})
        assert known.status_code == unknown.status_code == 200
        strip = lambda answer, mail: answer.text.replace(mail, "").split("csrfmiddlewaretoken")[0]  # noqa: E731
        assert strip(known, MAIL) == strip(unknown, "nobody@mail.example")
        with acting_in(north):
            assert Message.objects.filter(kind="citizens.own_code").count() == 1

    def test_nothing_personal_is_written(self, own, north) -> None:
        Client().post(own.ask, {"address": PHONE})
        with acting_in(north):
            message = Message.objects.get(kind="citizens.own_code")
            text = message_kinds[message.kind].text(message, north)
        said = " ".join(map(str, [text.title, *text.lines, text.sms]))
        assert text.link is None
        assert not [word for word in ("Kim", "Kjær", MAIL, "2030") if word in said]

    @pytest.mark.parametrize("over", [{"code": "0"}, {"day": "13"}, {"month": "5"}])
    def test_wrong_code_or_birthday(self, own, north, over) -> None:
        client, status = open_page(north, own, **over)
        assert status == 422
        assert COOKIE not in client.cookies
        with acting_in(north):
            assert OwnCode.objects.get().tries == 1

    def test_five_wrong_tries_end_a_code(self, own, north) -> None:
        client = Client()
        code = code_of(north, client, own.ask)
        typed = {"address": MAIL, **RIGHT}
        for _ in range(TRIES):
            assert client.post(own.enter, {**typed, "code": "1"}).status_code == 422
        assert client.post(own.enter, {**typed, "code": code}).status_code == 422

    def test_many_tries_lock_the_address(self, own, north) -> None:
        client = Client()
        statuses = [
            client.post(own.enter, {"address": MAIL, "code": "1", **RIGHT}).status_code
            for _ in range(11)
        ]
        assert statuses == [422] * 10 + [429]
        code = code_of(north, client, own.ask)
        right = {"address": MAIL, "code": code, **RIGHT}
        assert client.post(own.enter, right).status_code == 429

    def test_few_codes_an_hour(self, own, north) -> None:
        for address in (MAIL, "nobody@mail.example"):
            said = [Client().post(own.ask, {"address": address}).status_code for _ in range(4)]
            assert said == [200, 200, 200, 429]
        with acting_in(north):
            assert Message.objects.filter(kind="citizens.own_code").count() == 3

    def test_a_code_is_used_once_and_grows_old(self, own, north) -> None:
        client = Client()
        right = {"address": MAIL, "code": code_of(north, client, own.ask), **RIGHT}
        with clock_at(now() + timedelta(minutes=11)):
            assert client.post(own.enter, right).status_code == 422
        assert client.post(own.enter, right).status_code == 302
        assert Client().post(own.enter, right).status_code == 422

    def test_a_newer_code_stops_the_older(self, own, north) -> None:
        client = Client()
        old = code_of(north, client, own.ask)
        new = code_of(north, client, own.ask)
        typed = {"address": MAIL, **RIGHT}
        assert old == new or client.post(own.enter, {**typed, "code": old}).status_code == 422
        assert client.post(own.enter, {**typed, "code": new}).status_code == 302

    def test_two_at_one_phone_open_their_own(self, own, nora, north) -> None:
        sister = make_citizen(nora, cpr=a_cpr(date(1999, 1, 2)), phone=PHONE, first_name="Liv")
        client, status = open_page(north, own, PHONE, day="2", month="1")
        assert status == 302
        assert "Liv" in client.get(own.page).text
        with acting_in(north):
            seen = AccessLog.objects.filter(purpose="own.opened").values_list("citizen", flat=True)
            assert list(seen) == [sister.public_id]

    def test_twins_at_one_phone_are_asked_to_ring(self, own, nora, north) -> None:
        make_citizen(nora, cpr=a_cpr(BORN), phone=PHONE)
        client, status = open_page(north, own, PHONE)
        assert status == 422
        assert COOKIE not in client.cookies

    def test_without_a_birthday_nothing_opens(self, own, north) -> None:
        with acting_in(north):
            Citizen.objects.filter(pk=own.kim.pk).update(
                birth_date=None, cpr_index=None, cpr_encrypted=None
            )
        assert open_page(north, own)[1] == 422

    def test_another_municipality_knows_nobody(self, own, south) -> None:
        there = SimpleNamespace(ask=reverse("own:ask", args=[south.code]))
        assert code_of(south, Client(), there.ask) == ""

    @pytest.mark.parametrize("typed", ["", "kim", "@", "12", "x" * 400, "kim@", "\x00@a.dk"])
    def test_what_is_no_address(self, own, typed) -> None:
        assert Client().post(own.ask, {"address": typed}).status_code == 422

    def test_nonsense_instead_of_a_code(self, own) -> None:
        for typed in ({}, {"address": MAIL}, {"address": MAIL, "code": "١٢٣", "day": "x"}):
            assert Client().post(own.enter, typed).status_code in {302, 422}
        assert Client().get(own.enter).status_code == 405
        assert Client().get("/mig/9999/").status_code == 404

    def test_a_posted_form_needs_its_token(self, own) -> None:
        assert Client(enforce_csrf_checks=True).post(own.ask, {"address": MAIL}).status_code == 403


class TestSession:
    def test_it_ends_after_a_quarter_of_an_hour_without_use(self, own, north) -> None:
        client, _ = open_page(north, own)
        with clock_at(now() + timedelta(minutes=16)):
            assert client.get(own.page).headers["Location"] == reverse("own:closed")
            assert client.get(reverse("own:closed")).status_code == 200

    def test_using_it_puts_the_end_off_for_an_hour_at_most(self, own, north) -> None:
        client, _ = open_page(north, own)
        began = now()
        for minutes in (10, 20, 30, 40, 50, 59):
            with clock_at(began + timedelta(minutes=minutes)):
                assert client.get(own.page).status_code == 200
        with clock_at(began + timedelta(minutes=61)):
            assert client.get(own.page).status_code == 302

    def test_to_read_that_it_is_closed_changes_nothing(self, own, north) -> None:
        """A link or a picture elsewhere that leads there ends nobody's session."""
        client, _ = open_page(north, own)
        with acting_in(north):
            before = list(Door.objects.order_by("pk").values_list("pk", "revoked_at"))
        assert client.get(reverse("own:closed")).status_code == 200
        with acting_in(north):
            assert list(Door.objects.order_by("pk").values_list("pk", "revoked_at")) == before

    def test_closing_ends_it_on_this_screen(self, own, north) -> None:
        client, _ = open_page(north, own)
        cookie = client.cookies[COOKIE].value
        assert client.post(reverse("own:close")).status_code == 302
        client.cookies[COOKIE] = cookie  # somebody kept it
        assert client.get(own.page).status_code == 302

    def test_the_cookie_stays_under_its_path(self, own, north) -> None:
        client, _ = open_page(north, own)
        morsel = client.cookies[COOKIE]
        assert (morsel["path"], morsel["httponly"], morsel["samesite"]) == ("/mig/", True, "Lax")
        assert morsel["max-age"] == ""
        with acting_in(north):
            assert not Door.objects.filter(token_hash=morsel.value).exists()

    def test_without_a_session_nothing_is_shown(self, own) -> None:
        assert Client().get(own.page).headers["Location"] == reverse("own:start")
        client = Client()
        client.cookies[COOKIE] = "x" * 43
        assert client.get(own.page).status_code == 302

    def test_staff_are_not_let_in_by_their_login(self, own, client_as, nora) -> None:
        assert client_as(nora).get(own.page).status_code == 302

    def test_a_mentors_door_is_none_of_these(self, own, north) -> None:
        from jobcenter.doors import make_door

        client = Client()
        client.cookies[COOKIE] = make_door(
            "mentor", jobcentre_id=north.pk, subject=own.kim.public_id,
            expires_at=now() + timedelta(hours=1),
        )  # fmt: skip
        assert client.get(own.page).status_code == 302

    def test_the_language_asked_for_stays(self, own, north) -> None:
        client, _ = open_page(north, own)
        assert "Luk min side" in client.get(own.page).text
        assert "Close my page" in client.get(own.page + "?sprog=en").text
        assert "Close my page" in client.get(own.page).text

    def test_the_citizens_language_is_the_pages(self, own, north) -> None:
        with acting_in(north):
            Citizen.objects.filter(pk=own.kim.pk).update(language="en")
        client, _ = open_page(north, own)
        assert "Close my page" in client.get(own.page).text


class TestStaff:
    def test_the_case_team_offers_closes_and_opens(self, own, nora, acting, north) -> None:
        client, _ = open_page(north, own)
        with acting(nora) as viewer:
            acts.invite(own.kim, actor=viewer)
            message = Message.objects.get(kind="citizens.own_link")
            text = message_kinds[message.kind].text(message, north)
            assert text.link.url.endswith(own.ask)
            acts.close_access(own.kim, actor=viewer, reason="Telefonen er stjålet.")
        assert client.get(own.page).status_code == 302
        assert Client().post(own.ask, {"address": MAIL}).status_code == 200
        with acting(nora) as viewer:
            assert Message.objects.filter(kind="citizens.own_code").count() == 1
            with pytest.raises(Refused):
                acts.invite(own.kim, actor=viewer)
            acts.reopen_access(own.kim, actor=viewer)
        assert open_page(north, own)[1] == 302

    def test_others_may_not(self, own, tine, sol, acting) -> None:
        for who, error in [(tine, PermissionDenied), (sol, NotYours)]:
            with acting(who) as viewer:
                for act in (
                    lambda v: acts.invite(own.kim, actor=v),
                    lambda v: acts.close_access(own.kim, actor=v, reason="Derfor"),
                    lambda v: acts.reopen_access(own.kim, actor=v),
                ):
                    with pytest.raises(error):
                        act(viewer)
        with acting(tine) as viewer, pytest.raises(NotYours):
            acts.ask_for_code(MAIL, actor=viewer, language="da")

    def test_a_citizen_cannot_act_as_staff(self, own, north) -> None:
        viewer = Viewer(north.pk, kind=DOOR, subject=own.kim.public_id)
        with acting_in(north), pytest.raises(PermissionDenied):
            acts.invite(own.kim, actor=viewer)


class TestLooks:
    def test_who_looked_and_why(self, own, north, nora, client_as, settings) -> None:
        client_as(nora).get(reverse("citizens:page", args=[own.kim.public_id]))
        other = make_citizen(nora)
        client_as(nora).get(reverse("citizens:edit",
                                    args=[other.public_id]))  # fmt: skip
        client, _ = open_page(north, own)
        page = reverse("own:part", args=["opslag"])
        shown = client.get(page).text
        assert nora.name in shown
        assert "Åbnede siden" in shown
        assert "Dig selv" in shown
        assert "Åbnet for at rette" not in shown  # the other's
        settings.OWN_LOG_NAMES = False
        shown = client.get(page).text
        assert nora.name not in shown
        assert "jobkonsulent" in shown.lower()

    def test_it_is_read_page_by_page(self, own, north, nora, acting) -> None:
        with acting(nora) as viewer:
            for _ in range(30):
                record_look(viewer, own.kim.public_id, "citizen.page")
        client, _ = open_page(north, own)
        page = reverse("own:part", args=["opslag"])
        first = client.get(page).text
        assert first.count("<time") == 25
        assert "side=" in first
        assert client.get(page + "?side=nonsense").status_code == 200
        assert client.get(reverse("own:part", args=["findes-ikke"])).status_code == 404


class TestClosedEverywhere:
    def test_a_page_opened_while_it_was_being_closed_stays_shut(self, own, nora, acting) -> None:
        response = HttpResponse()
        with acting(nora) as viewer:
            acts.close_access(own.kim, actor=viewer, reason="Telefonen er stjålet")
            let_in(response, own.kim)  # whose code was right a moment before
        client = Client()
        client.cookies[COOKIE] = response.cookies[COOKIE].value
        assert client.get(own.page).status_code == 302

    def test_links_to_the_plan_do_not_come_back_with_the_access(self, own, nora, acting) -> None:
        with acting(nora) as viewer:
            send_plan_link(own.kim, actor=viewer)
            path = "/" + plan_link(own.kim).split("/", 3)[3]
            acts.close_access(own.kim, actor=viewer, reason="Telefonen er stjålet")
            acts.reopen_access(own.kim, actor=viewer)
            assert Message.objects.get(kind="citizens.plan_link").state == "cancelled"
        assert Client().post(path, RIGHT).status_code == 410

    @pytest.mark.parametrize("new", [{"phone": "+4520304051"}, {"email": "ny@mail.example"}])
    def test_another_address_closes_what_went_to_the_former(
        self, own, north, nora, acting, new
    ) -> None:
        client, _ = open_page(north, own)
        with acting(nora) as viewer:
            path = "/" + plan_link(own.kim).split("/", 3)[3]
            edit_citizen(own.kim, actor=viewer, version=own.kim.version, **new)
        assert Client().post(path, RIGHT).status_code == 410
        assert client.get(own.page).status_code == 302
