"""The company's own page: keys, codes, corrections, and what another company never sees."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from companies.actions import own_page as acts
from companies.choices.own_page import DOOR
from companies.mails.own_page import page_link
from companies.models import Contact, ContactPerson, Correction, Enquiry, PageKey
from companies.rules import own_page as rules
from followup.kinds import message_kinds
from followup.models import Message
from jobcenter.clock import clock_at, now
from jobcenter.errors import NotYours, Refused
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import HTML, make_company, make_person, url


@pytest.fixture
def opened(known, carl, acting) -> SimpleNamespace:
    """Hanne holds a key to the bakery's page; her colleague Bo does not."""
    with acting(carl) as viewer:
        ContactPerson.objects.filter(pk=known.person.pk).update(
            email="hanne@bageriet.example", preferred_channel="any"
        )
        known.person.refresh_from_db()
        known.bo = make_person(known.company, viewer, "Bo Bager", email="bo@bageriet.example")
        known.key = acts.give_page(known.person, actor=viewer)
        known.door = Viewer(viewer.jobcentre_id, kind=DOOR, subject=known.key.public_id)
        link = page_link(known.key)
        known.path = link[link.index("/firma/") :]
    return known


class TestRules:
    @pytest.mark.parametrize(
        ("level", "roles", "reads"),
        [
            ("management", [], True), ("employee", ["hr"], True),
            ("employee", ["daily_contact"], True), ("employee", ["mentor"], False),
            ("department_head", [], False), ("employee", [], False),
        ],
    )  # fmt: skip
    def test_who_reads_first_names(self, level, roles, reads) -> None:
        assert rules.reads_first_names(level, roles) is reads

    def test_what_changes_at_once(self) -> None:
        assert rules.at_once(is_own=True, reached_by="mail") == {"title", "phone"}
        assert rules.at_once(is_own=True, reached_by="sms") == {"title"}
        assert rules.at_once(is_own=False, reached_by="mail") == frozenset()
        before = {"name": "A", "title": "t", "phone": "1", "email": "a@x"}
        now_, waits = rules.parted(before, {**before, "phone": "2", "email": "b@x"}, {"phone"})
        assert (now_, waits) == ({"phone": "2"}, {"email": "b@x"})


class TestKeys:
    def test_a_key_sends_a_link_and_is_taken_back(self, opened, carl, acting) -> None:
        client = Client()
        assert client.get(opened.path).status_code == 200
        with acting(carl) as viewer:
            assert Message.objects.filter(kind="companies.own_page").count() == 1
            assert acts.give_page(opened.person, actor=viewer) == opened.key
            acts.take_page_back(opened.person, actor=viewer)
        assert client.get(opened.path).status_code == 410

    def test_looking_spends_nothing_and_the_link_expires(self, opened) -> None:
        for _ in range(3):
            answer = Client().get(opened.path)
            assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        with clock_at(now() + timedelta(days=61)):
            assert Client().get(opened.path).status_code == 410
        assert Client().get(reverse("own_page:page", args=["x" * 43])).status_code == 404

    def test_who_left_opens_nothing(self, opened, carl, acting) -> None:
        with acting(carl):
            ContactPerson.objects.filter(pk=opened.person.pk).update(left_on=now().date())
        assert Client().get(opened.path).status_code == 410

    def test_another_address_ends_the_links(self, opened, carl, acting) -> None:
        from companies.actions.people import edit_person, facts_of

        with acting(carl) as viewer:
            edit_person(opened.person, facts_of(opened.person, email="ny@b.example"),
                        actor=viewer, version=opened.person.version)  # fmt: skip
        assert Client().get(opened.path).status_code == 410

    def test_a_reader_and_another_jobcentre_are_refused(self, opened, bente, sol, acting) -> None:
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            acts.give_page(opened.person, actor=viewer)
        with pytest.raises(NotYours), acting(sol) as viewer:
            acts.give_page(opened.person, actor=viewer)
        with pytest.raises(NotYours), acting(sol) as viewer:
            acts.take_page_back(opened.person, actor=viewer)

    def test_nobody_without_an_address_gets_a_key(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="e-mail"):
                acts.give_page(known.person, actor=viewer)
            assert not Message.objects.filter(kind="companies.own_page").exists()

    def test_closing_the_links_keeps_the_key(self, opened) -> None:
        client = Client()
        assert client.post(opened.path + "luk/").status_code == 200
        assert client.get(opened.path).status_code == 410
        with acting_in(opened.key.jobcentre_id):
            assert PageKey.objects.get().revoked_at is None


class TestCodes:
    def ask(self, north, email: str) -> str:
        """Ask for a code and read it in the mail."""
        page = reverse("own_page:ask", args=[north.code])
        answer = Client().post(page, {"email": email})
        assert answer.status_code == 200
        with acting_in(north):
            message = Message.objects.filter(kind="companies.own_page_code").last()
            if message is None:
                return ""
            text = message_kinds[message.kind].text(message, north)
            return text.lines[0]

    def test_the_right_code_opens_the_page(self, opened, north) -> None:
        said = self.ask(north, "HANNE@bageriet.example")
        code = "".join(sign for sign in said.partition(".")[0] if sign.isdigit())
        enter = reverse("own_page:enter", args=[north.code])
        client = Client()
        wrong = {"email": "hanne@bageriet.example", "code": f"{(int(code) + 1) % 10**6:06}"}
        assert client.post(enter, wrong).status_code == 422
        answer = client.post(enter, {**wrong, "code": f"{code[:3]} {code[3:]}"})
        assert answer.status_code == 302
        assert "hanne" not in answer["Location"]
        assert client.get(answer["Location"]).status_code == 200
        assert client.post(enter, {**wrong, "code": code}).status_code == 422  # used

    def test_five_wrong_tries_end_a_code(self, opened, north) -> None:
        said = self.ask(north, "hanne@bageriet.example")
        code = "".join(sign for sign in said.partition(".")[0] if sign.isdigit())
        wrong = f"{(int(code) + 1) % 10**6:06}"
        with acting_in(north):
            system = Viewer.system(north)
            for _ in range(rules.TRIES):
                assert acts.enter_code("hanne@bageriet.example", wrong, actor=system) is None
            assert acts.enter_code("hanne@bageriet.example", code, actor=system) is None

    def test_a_code_grows_old(self, opened, north) -> None:
        said = self.ask(north, "hanne@bageriet.example")
        code = "".join(sign for sign in said.partition(".")[0] if sign.isdigit())
        with clock_at(now() + timedelta(minutes=31)), acting_in(north):
            assert acts.enter_code(
                "hanne@bageriet.example", code, actor=Viewer.system(north)
            ) is None  # fmt: skip

    def test_the_answer_does_not_tell_who_we_know(self, opened, north) -> None:
        assert self.ask(north, "nobody@else.example") == ""
        assert self.ask(north, "bo@bageriet.example") == ""  # known, but without a key

    def test_known_and_unknown_read_the_same_page(self, opened, north) -> None:
        page = reverse("own_page:ask", args=[north.code])
        told = []
        for email in ("hanne@bageriet.example", "bo@bageriet.example", "nobody@else.example"):
            answer = Client().post(page, {"email": email})
            told.append((answer.status_code, answer.content.decode().replace(email, "")))
        assert told[0] == told[1] == told[2]

    def test_who_lost_the_link_finds_the_way(self, opened, north) -> None:
        lost = Client().get(opened.path[:-5] + "xxxx/")
        page = reverse("own_page:where")
        assert lost.status_code == 404 and page in lost.content.decode()
        assert "Nordby" in Client().get(page).content.decode()
        answer = Client().get(page, {"jobcenter": north.code})
        assert answer.url.startswith(reverse("own_page:ask", args=[north.code]))
        assert Client().get(page, {"jobcenter": "x\x00"}).status_code == 200

    def test_asking_is_limited(self, opened, north) -> None:
        for _ in range(6):
            self.ask(north, "hanne@bageriet.example")
        with acting_in(north):
            assert Message.objects.filter(kind="companies.own_page_code").count() == 3


class TestCorrections:
    def details(self, **more: str) -> dict[str, str]:
        return {"name": "Hanne Holst", "title": "", "phone": "", "email": "hanne@bageriet.example",
                **more}  # fmt: skip

    def test_own_number_at_once_and_name_waits(self, opened, carl, acting) -> None:
        page = f"{opened.path}ret/{opened.person.public_id}/"
        body = self.details(name=HTML, phone="98000011", title="Bagermester")
        answer = Client().post(page, body)
        assert answer.status_code == 302 and "rettet" in answer["Location"]
        shown = Client().get(opened.path)
        assert HTML.encode() not in shown.content
        with acting(carl) as viewer:
            opened.person.refresh_from_db()
            assert opened.person.phone.as_e164 == "+4598000011"
            assert opened.person.title == "Bagermester" and opened.person.name == "Hanne Holst"
            correction = Correction.objects.get()
            assert correction.changes == {"name": HTML}
            acts.accept_correction(correction, actor=viewer)
            with pytest.raises(Refused, match="already"):
                acts.accept_correction(correction, actor=viewer)
            opened.person.refresh_from_db()
            assert opened.person.name == HTML

    def test_a_second_correction_takes_the_place_of_the_first(self, opened, acting, carl) -> None:
        page = f"{opened.path}ret/{opened.bo.public_id}/"
        for name in ("Bo B.", "Bo Bagger"):
            Client().post(page, self.details(name=name, email="bo@bageriet.example"))
        with acting(carl):
            assert Correction.objects.get().changes == {"name": "Bo Bagger"}

    def test_new_colleague_and_who_has_left(self, opened, carl, acting) -> None:
        client = Client()
        told = self.details(name="Signe Sand", email="signe@bageriet.example")
        client.post(opened.path + "kollega/", told)
        assert client.post(opened.path + f"stoppet/{opened.bo.public_id}/").status_code == 302
        with acting(carl) as viewer:
            for correction in Correction.objects.order_by("id"):
                acts.accept_correction(correction, actor=viewer)
            opened.bo.refresh_from_db()
            assert opened.bo.left_on is not None
            assert ContactPerson.objects.filter(name="Signe Sand").exists()

    def test_declined_with_a_reason_the_company_reads(self, opened, carl, client_as) -> None:
        Client().post(opened.path + f"stoppet/{opened.bo.public_id}/")
        with acting_in(opened.key.jobcentre_id):
            correction = Correction.objects.get()
        page = url("correction_decline", correction)
        client = client_as(carl)
        assert client.post(page, {"reason": " "}).status_code == 422
        assert client.post(page, {"reason": "Bo svarer stadig"}).status_code == 302
        assert "Bo svarer stadig" in Client().get(opened.path).content.decode()

    def test_many_wait_and_the_next_is_refused(self, opened) -> None:
        for number in range(rules.OPEN_MOST):
            Client().post(opened.path + "kollega/", self.details(name=f"Nr. {number}"))
        answer = Client().post(opened.path + "kollega/", self.details(name="En til"))
        assert answer.status_code == 422

    def test_bad_input(self, opened) -> None:
        page = f"{opened.path}ret/{opened.person.public_id}/"
        for wrong in ({"name": ""}, {"email": "x"}, {"email": "", "phone": ""}, {"phone": "ring"}):
            assert Client().post(page, self.details(**wrong)).status_code == 422
        assert Client().post(page, self.details(name="a\x00b")).status_code == 302
        assert Client().post(opened.path + "skriv/", {"subject": "x"}).status_code == 422

    def test_a_reader_and_another_jobcentre_are_refused(
        self, opened, bente, sol, client_as, acting
    ) -> None:
        Client().post(opened.path + f"stoppet/{opened.bo.public_id}/")
        with acting_in(opened.key.jobcentre_id):
            correction = Correction.objects.get()
        page = url("correction_accept", correction)
        assert client_as(bente).post(page).status_code == 403
        assert client_as(sol).post(page).status_code in {403, 404}
        with pytest.raises(NotYours), acting(sol) as viewer:
            acts.accept_correction(correction, actor=viewer)

    def test_old_ones_are_forgotten(self, opened, carl, acting, north) -> None:
        Client().post(opened.path + f"stoppet/{opened.bo.public_id}/")
        with acting(carl) as viewer:
            acts.decline_correction(Correction.objects.get(), actor=viewer, reason="Nej")
        with clock_at(now() + timedelta(days=91)), acting_in(north):
            assert acts.forget_old_corrections(actor=Viewer.system(north)) == 1


class TestAnotherCompany:
    def test_sees_and_changes_nothing_of_ours(self, opened, carl, acting) -> None:
        with acting(carl) as viewer:
            other = make_company("Fiskehuset ApS")
            make_person(other, viewer, "Freja Fisker", email="f@f.example")
            stranger = make_person(other, viewer, "Frede Fisker", email="ff@f.example")
            Contact.objects.filter(company=opened.company).update(outcome="Hemmelig note")
        shown = Client().get(opened.path).content.decode()
        assert "Fisker" not in shown and "Hemmelig" not in shown
        page = f"{opened.path}ret/{stranger.public_id}/"
        assert Client().get(page).status_code == 404
        assert Client().post(opened.path + f"stoppet/{stranger.public_id}/").status_code == 404
        with pytest.raises(NotYours), acting_in(opened.key.jobcentre_id):
            acts.tell_left(stranger, actor=opened.door, key=opened.key)
        forged = Viewer(opened.key.jobcentre_id, kind=DOOR, subject=stranger.public_id)
        with pytest.raises(NotYours), acting_in(opened.key.jobcentre_id):
            acts.tell_left(opened.bo, actor=forged, key=opened.key)


class TestPages:
    def test_writing_to_us_becomes_an_enquiry_once(self, opened, carl, acting) -> None:
        body = {"subject": "labour", "text": "Vi mangler to til december", "once": str(opened.key.public_id)}  # noqa: E501  # fmt: skip
        for _ in range(2):
            assert Client().post(opened.path + "skriv/", body).status_code == 302
        with acting(carl):
            enquiry = Enquiry.objects.get()
            assert enquiry.company == opened.company and enquiry.person == opened.person

    def test_staff_gives_and_takes(self, opened, carl, bente, client_as) -> None:
        page = url("own_page", opened.company)
        assert client_as(bente).get(page).status_code == 200
        client = client_as(carl)
        assert client.post(url("page_give", opened.bo)).status_code == 302
        assert "Bo Bager" in client.get(page).content.decode()
        assert client.post(url("page_take", opened.bo)).status_code == 302
        Client().post(opened.path + f"stoppet/{opened.bo.public_id}/")
        company = client.get(url("company", opened.company)).content.decode()
        assert 'id="rettelser"' in company
        day = client.get("/").content.decode()
        assert "Bo Bager" in day

    def test_queries_do_not_grow_with_rows(
        self, opened, carl, acting, django_assert_max_num_queries
    ) -> None:
        with django_assert_max_num_queries(12) as before:
            Client().get(opened.path)
        with acting(carl) as viewer:
            for number in range(5):
                make_person(opened.company, viewer, f"Nr. {number}", email=f"n{number}@b.example")
        with django_assert_max_num_queries(len(before)):
            Client().get(opened.path)
