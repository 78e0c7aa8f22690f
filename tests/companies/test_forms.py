"""What a form answers and what a click makes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from companies.models import CompanyRelation, Contact, ContactPerson
from jobcenter.clock import today
from tests.companies.factories import url


class TestForms:
    def person(self, **typed: Any) -> dict[str, Any]:
        return {
            "name": "Mette",
            "level": "employee",
            "language": "da",
            "preferred_channel": "any",
            **typed,
        }

    def contact(self, **typed: Any) -> dict[str, Any]:
        return {
            "channel": "phone", "day": today().isoformat(), "time": "00:00",
            "purpose": "Åbninger", "outcome": "Ingen", **typed,
        }  # fmt: skip

    def test_add_and_edit_a_person(self, carl, client_as, bakery, shop) -> None:
        client = client_as(carl)
        typed = self.person(
            roles=["mentor"], email="mette@bageriet.example", phone="98 00 00 01",
            workplace=str(shop.public_id),
        )  # fmt: skip
        assert client.post(url("person_add", bakery), typed).status_code == 302
        person = ContactPerson.objects.select_related("workplace").get()
        assert (person.workplace, str(person.phone), person.is_mentor) == (
            shop,
            "+4598000001",
            True,
        )
        page = client.get(url("person", person)).content.decode()
        assert 'name="version" value="1"' in page
        typed["name"] = "Mette Mikkelsen"
        assert client.post(url("person", person), {**typed, "version": 1}).status_code == 302
        again = client.post(url("person", person), {**typed, "version": 1})
        assert again.status_code == 302  # the same words: nothing to decide
        other = {**typed, "name": "Mette Møller", "version": 1}
        assert client.post(url("person", person), other).status_code == 409

    def test_a_mentor_can_be_reached(self, carl, client_as, bakery) -> None:
        answer = client_as(carl).post(url("person_add", bakery), self.person(roles=["mentor"]))
        assert answer.status_code == 422
        assert "får et link hver uge" in answer.content.decode()

    def test_left(self, known, carl, client_as) -> None:
        client = client_as(carl)
        ahead = (today() + timedelta(days=1)).isoformat()
        assert client.post(url("person_left", known.person), {"on": ahead}).status_code == 422
        answer = client.post(url("person_left", known.person), {"on": today().isoformat()})
        assert answer.status_code == 302
        body = client.get(url("log", known.company)).content.decode()
        assert "Hanne Holst, " not in body

    def test_log_with_next_step(self, known, carl, nora, client_as) -> None:
        client = client_as(carl)
        answer = client.post(
            url("log", known.company),
            self.contact(
                person=str(known.person.public_id), next_step="Ringe",
                next_step_on=today().isoformat(), next_step_owner=str(nora.public_id),
                colleague=str(nora.public_id), workplace=str(known.workplace.public_id),
            ),
        )  # fmt: skip
        assert answer.status_code == 302
        contact = Contact.objects.order_by("-pk").first()
        assert (contact.person, contact.next_step_owner) == (known.person, nora)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"purpose": " "}, "Skal udfyldes"),
            ({"outcome": ""}, "Skal udfyldes"),
            ({"day": "2999-01-01"}, "skal planlægges"),
            ({"day": "igår"}, "Skriv en dato"),
            ({"next_step": "Ringe"}, "hvad, hvornår og hvem"),
            ({"next_step_on": "2027-01-01"}, "hvad, hvornår og hvem"),
            ({"next_step": "Ringe", "next_step_on": "2020-01-01"}, "i dag eller senere"),
            ({"channel": "due"}, "mulighed"),
            ({"person": str(uuid4())}, "mulighed"),
            ({"purpose": "x" * 10_000}, "Højst"),
            ({"outcome": "x" * 10_000}, "Højst"),
            ({"purpose": "a\x00b"}, "Null"),
        ],
    )
    def test_wrong_forms_say_what_is_wrong_and_keep_the_rest(
        self, carl, client_as, bakery, typed, said
    ) -> None:
        typed = self.contact(next_step_owner=str(carl.public_id), **typed)
        answer = client_as(carl).post(url("log", bakery), typed)
        body = answer.content.decode()
        assert answer.status_code == 422
        assert said in body
        assert "Ingen" in body
        assert not Contact.objects.filter(company=bakery).exists()

    def test_a_double_click_makes_one(self, carl, client_as, bakery) -> None:
        client, key = client_as(carl), str(uuid4())
        for _ in range(2):
            answer = client.post(url("log", bakery), self.contact(once=key))
            assert answer.status_code == 302
            assert (
                client.post(url("person_add", bakery), self.person(once=key[::-1])).status_code
                == 302
            )
        assert Contact.objects.count() == 1

    def test_plan_hold_and_cancel(self, carl, client_as, bakery) -> None:
        client = client_as(carl)
        ahead = (today() + timedelta(days=2)).isoformat()
        typed = {"channel": "visit", "day": ahead, "time": "09:00", "purpose": "Halvårsmøde"}
        for _ in range(2):
            assert client.post(url("plan", bakery), typed).status_code == 302
        first, second = Contact.objects.order_by("pk")
        held = {**typed, "day": today().isoformat(), "time": "00:00", "outcome": "Ja tak",
                "next_step_owner": str(carl.public_id),
                "version": 1}  # fmt: skip
        assert client.post(url("hold", first), held).status_code == 302
        assert client.post(url("hold", first), held).status_code == 302  # a double click
        late = client.post(url("hold", first), {**held, "outcome": "Nej tak"})
        assert late.status_code == 409
        assert "Nej tak" in late.content.decode()
        assert client.post(url("cancel", second), {"version": 1}).status_code == 422
        assert (
            client.post(url("cancel", second), {"version": 1, "reason": "Syg"}).status_code == 302
        )
        assert sorted(Contact.objects.values_list("state", flat=True)) == ["cancelled", "held"]

    def test_step_done_from_the_page(self, known, carl, client_as) -> None:
        client = client_as(carl)
        assert client.get(url("step_done", known.held)).status_code == 405
        for _ in range(2):
            assert client.post(url("step_done", known.held)).status_code == 302
        known.held.refresh_from_db()
        assert known.held.next_step_done_at is not None

    def test_relation(self, carl, nora, client_as, bakery) -> None:
        client = client_as(carl)
        typed = {"owner": str(carl.public_id), "status": "possible", "version": 0}
        same = {**typed, "deputy": str(carl.public_id)}
        assert client.post(url("relation", bakery), same).status_code == 422
        assert client.post(url("relation", bakery), typed).status_code == 302
        assert client.post(url("relation", bakery), typed).status_code == 302
        other = {**typed, "status": "resting"}
        assert client.post(url("relation", bakery), other).status_code == 409
        assert CompanyRelation.objects.get().owner == carl
