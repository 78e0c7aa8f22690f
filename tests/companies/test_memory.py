"""Presence, shared contacts, profiles, objections, corrections, and two editors at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.utils import IntegrityError, ProgrammingError

from companies import actions
from companies.actions.contacts import ContactFacts, Raised
from companies.actions.people import PersonFacts
from companies.actions.profiles import ProfileFacts
from companies.actions.relations import RelationFacts
from companies.models import (
    Company,
    Contact,
    ContactPerson,
    Objection,
    Presence,
    RegisterChange,
    SharedContact,
    WorkplaceProfile,
)
from companies.register.importing import import_register
from companies.rules import NextStep
from jobcenter.clock import now, today
from jobcenter.errors import Refused, Stale
from jobcenter.models import Event
from tests.companies.factories import HTML, make_contact, make_person, url
from tests.companies.test_import import company, file  # noqa: F401  a fixture

TURNED = "Hanne \u202etsloH"


def typed_contact(**more: Any) -> dict[str, Any]:
    """A contact form as the browser sends it."""
    return {
        "channel": "visit", "day": today().isoformat(), "time": "00:00",
        "purpose": "Høre om åbninger", "outcome": "De vil gerne.", **more,
    }  # fmt: skip


class TestPresence:
    def test_follows_cooperation(self, known, carl, acting, bakery) -> None:
        with acting(carl) as viewer:
            assert Presence.objects.get().since == today()
            facts = RelationFacts(carl, "resting")
            actions.set_relation(bakery, facts, actor=viewer, version=1)
            assert not Presence.objects.exists()

    def test_others_see_that_and_whom_to_ring_but_nothing_else(
        self, known, sol, client_as, north
    ) -> None:
        body = client_as(sol).get(url("company", known.company)).content.decode()
        assert "Andre jobcentre her" in body
        assert north.entrance_email in body
        for ours in ("Hanne", "ekspedient", "Halvårsmøde", "Carl"):
            assert ours not in body

    def test_the_own_page_does_not_name_us_among_others(self, known, carl, client_as) -> None:
        body = client_as(carl).get(url("company", known.company)).content.decode()
        assert "Andre jobcentre her" not in body

    def test_the_database_refuses_rows_of_others(self, bakery, north, sol, acting) -> None:
        with pytest.raises(ProgrammingError, match="row-level security"), acting(sol):
            Presence.objects.create(jobcentre=north, company=bakery, since=today())

    def test_the_database_changes_no_rows_of_others(self, known, sol, acting) -> None:
        with acting(sol):
            assert Presence.objects.count() == 1
            assert Presence.objects.update(since=today()) == 0
            assert Presence.objects.all().delete()[0] == 0


class TestSharing:
    def cooperate(self, sol: Any, acting: Any, company: Company) -> None:
        with acting(sol) as viewer:
            actions.set_relation(company, RelationFacts(sol, "cooperating"), actor=viewer)

    def test_read_where_both_are_present_and_taken_back(
        self, known, carl, sol, acting, client_as
    ) -> None:
        client = client_as(carl)
        shared = {"del": "ja"}
        assert client.post(url("share", known.held), shared).status_code == 302
        page, words = url("company", known.company), "De mangler en ekspedient."
        assert words not in client_as(sol).get(page).content.decode()  # not present there
        self.cooperate(sol, acting, known.company)
        body = client_as(sol).get(page).content.decode()
        assert words in body
        assert "Hanne" not in body
        assert "Carl" not in body
        assert client.post(url("share", known.held), {"del": "nej"}).status_code == 302
        assert words not in client_as(sol).get(page).content.decode()

    def test_row_security_holds_without_a_filter(self, known, carl, sol, acting) -> None:
        with acting(carl) as viewer:
            actions.share_contact(known.held, actor=viewer)
        with acting(sol):
            assert not SharedContact.objects.exists()
        self.cooperate(sol, acting, known.company)
        with acting(sol):
            assert SharedContact.objects.count() == 1
            assert SharedContact.objects.all().delete()[0] == 0

    def test_nothing_is_shared_by_itself(self, known, carl, acting, client_as) -> None:
        client_as(carl).post(url("log", known.company), typed_contact())
        with acting(carl):
            assert not SharedContact.objects.exists()

    def test_shared_from_the_form_and_corrected_with_it(
        self, known, carl, acting, client_as
    ) -> None:
        client = client_as(carl)
        client.post(url("log", known.company), typed_contact(share="on"))
        with acting(carl):
            contact = Contact.objects.get(purpose="Høre om åbninger")
            assert SharedContact.objects.get().outcome == "De vil gerne."
        answer = client.post(
            url("contact_edit", contact),
            typed_contact(share="on", outcome="De vil ikke.", version=1),
        )
        assert answer.status_code == 302
        with acting(carl):
            assert SharedContact.objects.get().outcome == "De vil ikke."
        client.post(url("contact_edit", contact), typed_contact(version=2))
        with acting(carl):
            assert not SharedContact.objects.exists()

    def test_a_plan_is_not_shared(self, known, carl, acting) -> None:
        with acting(carl) as viewer, pytest.raises(Refused, match="held"):
            actions.share_contact(known.planned, actor=viewer)


class TestProfile:
    def test_each_change_is_a_version(self, known, carl, bente, client_as) -> None:
        client, place = client_as(carl), known.workplace
        first = {"kinds": ["young"], "choosing": "many", "lead_days": 7, "version": 0}
        assert client.post(url("profile_edit", place), first).status_code == 302
        later = {**first, "note": "Kun om sommeren", "version": 1}
        assert client.post(url("profile_edit", place), later).status_code == 302
        assert WorkplaceProfile.objects.count() == 2
        reader = client_as(bente)
        assert "Kun om sommeren" in reader.get(url("workplace", place)).content.decode()
        versions = reader.get(url("profile", place)).content.decode()
        assert "Udgave 1" in versions
        assert reader.get(url("profile_edit", place)).status_code == 403

    def test_two_editors_see_both(self, known, carl, nora, client_as) -> None:
        place = url("profile_edit", known.workplace)
        client_as(nora).post(place, {"note": "Noras", "choosing": "many", "version": 0})
        mine = {"note": "Carls", "choosing": "many", "version": 0}
        answer = client_as(carl).post(place, mine)
        body = answer.content.decode()
        assert answer.status_code == 409
        for text in ("Noras", "Carls", "Nora Nymann", 'name="version" value="1"'):
            assert text in body
        assert client_as(carl).post(place, {**mine, "version": 1}).status_code == 302

    def test_says_something(self, known, carl, client_as) -> None:
        answer = client_as(carl).post(
            url("profile_edit", known.workplace), {"choosing": "many", "version": 0}
        )
        assert answer.status_code == 422

    def test_south_writes_its_own(self, known, carl, sol, acting) -> None:
        with acting(carl) as viewer:
            actions.write_profile(known.workplace, ProfileFacts(note="X"), actor=viewer)
            with pytest.raises(Stale):
                actions.write_profile(known.workplace, ProfileFacts(note="Y"), actor=viewer)
        with acting(sol) as viewer:
            assert not WorkplaceProfile.objects.exists()
            actions.write_profile(known.workplace, ProfileFacts(note="Z"), actor=viewer)

    def test_the_database_holds_the_choices(self, known, carl, acting) -> None:
        with acting(carl) as viewer, pytest.raises(IntegrityError, match="kinds_known"):
            actions.write_profile(known.workplace, ProfileFacts(kinds=["X"]), actor=viewer)


class TestContacts:
    def test_objections_with_the_answer(self, known, carl, acting, client_as) -> None:
        typed = typed_contact(
            objection_1="no_time", answer_1="Vi tager papirerne", settled_1="on",
            objection_2="no_tasks", answer_2="",
        )  # fmt: skip
        client = client_as(carl)
        assert client.post(url("log", known.company), typed).status_code == 302
        with acting(carl):
            contact = Contact.objects.get(purpose="Høre om åbninger")
            found = Objection.objects.order_by("kind").values_list("kind", "is_settled")
            assert list(found) == [("no_tasks", False), ("no_time", True)]
        body = client.get(url("contact", contact)).content.decode()
        assert "Vi svarede: Vi tager papirerne" in body
        sheet = client.get(url("preparation", known.company)).content.decode()
        assert "Ingen opgaver" in sheet
        assert "Ikke tid" not in sheet
        edited = typed_contact(objection_1="no_tasks", settled_1="on", version=1)
        assert client.post(url("contact_edit", contact), edited).status_code == 302
        with acting(carl):
            assert list(Objection.objects.values_list("kind", "is_settled")) == [("no_tasks", True)]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"answer_1": "Jo"},
            {"objection_1": "no_time", "objection_2": "no_time"},
            {"objection_1": "findes-ikke"},
        ],
    )
    def test_half_objections(self, known, carl, client_as, wrong) -> None:
        answer = client_as(carl).post(url("log", known.company), typed_contact(**wrong))
        assert answer.status_code == 422

    def test_both_sides_take_part(self, known, carl, nora, tine, acting, client_as) -> None:
        with acting(carl) as viewer:
            other = make_person(known.company, viewer, "Torben Toft")
        typed = typed_contact(
            person=str(known.person.public_id), others=[str(other.public_id)],
            colleague=str(nora.public_id), colleague_too=str(tine.public_id),
        )  # fmt: skip
        client = client_as(carl)
        assert client.post(url("log", known.company), typed).status_code == 302
        contact = Contact.objects.get(purpose="Høre om åbninger")
        body = client.get(url("contact", contact)).content.decode()
        for name in ("Hanne Holst", "Torben Toft", "Nora Nymann", "Tine Tornby"):
            assert name in body

    def test_a_step_that_lies_behind_may_stay(self, known, carl, acting, client_as) -> None:
        past = today() - timedelta(days=5)
        with acting(carl) as viewer:
            Contact.objects.filter(pk=known.held.pk).update(next_step_on=past)
            found = Contact.objects.get(pk=known.held.pk)
            with pytest.raises(Refused):
                actions.edit_contact(
                    found, ContactFacts("phone", "X"), actor=viewer, version=1, at=now(),
                    outcome="X", next_step=NextStep("Andet", past, carl.pk),
                )  # fmt: skip
        typed = typed_contact(
            next_step="Sende papirer", next_step_on=past.isoformat(),
            next_step_owner=str(carl.public_id), version=1,
        )  # fmt: skip
        assert client_as(carl).post(url("contact_edit", found), typed).status_code == 302

    def test_settled_by_a_colleague_meanwhile(self, known, carl, nora, client_as) -> None:
        mine = typed_contact(outcome="Mit udfald", version=1)
        theirs = typed_contact(outcome="Noras udfald", version=1)
        assert client_as(nora).post(url("hold", known.planned), theirs).status_code == 302
        answer = client_as(carl).post(url("hold", known.planned), mine)
        body = answer.content.decode()
        assert answer.status_code == 409
        assert "Mit udfald" in body
        assert "Noras udfald" in body
        assert f'action="{url("contact_edit", known.planned)}"' in body
        saved = client_as(carl).post(url("contact_edit", known.planned), {**mine, "version": 2})
        assert saved.status_code == 302
        assert Contact.objects.get(pk=known.planned.pk).outcome == "Mit udfald"

    def test_cancelled_by_a_colleague_meanwhile(self, known, carl, nora, client_as) -> None:
        client_as(nora).post(url("cancel", known.planned), {"version": 1, "reason": "Syg"})
        answer = client_as(carl).post(url("hold", known.planned), typed_contact(version=1))
        assert answer.status_code == 409
        assert f'action="{url("log", known.company)}"' in answer.content.decode()

    def test_the_reader_may_not(self, known, bente, acting) -> None:
        with acting(bente) as viewer, pytest.raises(PermissionDenied):
            actions.share_contact(known.held, actor=viewer)

    def test_south_finds_none_of_it(self, known, sol, client_as) -> None:
        client = client_as(sol)
        assert client.get(url("contact_edit", known.held)).status_code == 404
        assert client.post(url("share", known.held), {"del": "ja"}).status_code == 404
        body = client.get(url("preparation", known.company)).content.decode()
        for ours in ("Hanne", "ekspedient", "Halvårsmøde", "Carl"):
            assert ours not in body


class TestPeople:
    def test_representatives_on_the_workplace(self, known, carl, acting, client_as) -> None:
        with acting(carl) as viewer:
            for name, role, place, facts in (
                ("Joint Juhl", "joint_shop_steward", None, {}),
                ("Stine Stub", "shop_steward", known.workplace,
                 {"absent_from": today() - timedelta(days=7),
                  "absent_to": today() + timedelta(days=7)}),
            ):  # fmt: skip
                make_person(
                    known.company, viewer, name, roles=[role], workplace=place,
                    trade="lager" if place else "", **facts,
                )  # fmt: skip
        body = client_as(carl).get(url("workplace", known.workplace)).content.decode()
        speaks = body[body.index('id="repraesentanter"') :]
        assert speaks.index("Stine Stub") < speaks.index("væk til og med")
        assert speaks.index("Stine Stub") < speaks.index("Joint Juhl") < speaks.rindex("spørges")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"roles": ["shop_steward"]},
            {"absent_from": "2026-11-01"},
            {"absent_from": "2026-11-02", "absent_to": "2026-11-01"},
        ],
    )
    def test_half_facts(self, known, carl, client_as, wrong) -> None:
        typed = {"name": "X", "level": "employee", "preferred_channel": "any", "language": "da"}
        answer = client_as(carl).post(url("person_add", known.company), {**typed, **wrong})
        assert answer.status_code == 422

    def test_marks_that_turn_letters_are_taken_out(self, known, carl, client_as) -> None:
        typed = {"name": TURNED, "level": "employee", "preferred_channel": "any", "language": "da"}
        client_as(carl).post(url("person_add", known.company), {**typed, "title": HTML})
        person = ContactPerson.objects.get(name="Hanne tsloH")
        body = client_as(carl).get(url("company", known.company)).content.decode()
        assert HTML not in body
        assert person.title == HTML

    def test_two_editors_see_both_field_by_field(self, known, carl, nora, client_as) -> None:
        typed = {"name": "Hanne Holst", "level": "employee", "preferred_channel": "any",
                 "language": "da", "roles": ["mentor"], "email": "h@x.example",
                 "workplace": str(known.workplace.public_id), "version": 1}  # fmt: skip
        page = url("person", known.person)
        assert client_as(nora).post(page, {**typed, "title": "chef"}).status_code == 302
        answer = client_as(carl).post(page, {**typed, "title": "direktør"})
        body = answer.content.decode()
        assert answer.status_code == 409
        for text in ("chef", "direktør", "Nora Nymann", 'name="version" value="2"',
                     'name="roles" value="mentor"'):  # fmt: skip
            assert text in body
        assert "h@x.example" not in body.partition("<form")[0].rpartition("<table")[2]


class TestRelationHistory:
    def test_who_had_them_before(self, known, carl, nora, acting, bente, client_as) -> None:
        with acting(carl) as viewer:
            actions.set_relation(
                known.company, RelationFacts(nora, "resting"), actor=viewer, version=1
            )
        body = client_as(bente).get(url("relation_history", known.company)).content.decode()
        assert body.index("Nora Nymann") < body.rindex("Carl Conradi")


class TestRegister:
    def test_what_changed_stands_on_the_page(self, db, file, carl, client_as) -> None:  # noqa: F811
        import_register(file(company(99000028)))
        assert not RegisterChange.objects.exists()
        import_register(file(company(99000028, "Bageriet Øst ApS"), name="2"))
        found = Company.objects.get()
        change = RegisterChange.objects.get()
        assert (change.fact, change.before) == ("name", "Bageriet Nord ApS")
        body = client_as(carl).get(url("company", found)).content.decode()
        assert "Ændringer i registret" in body
        assert "Bageriet Nord ApS → Bageriet Øst ApS" in body

    def test_only_the_newest_ten_are_kept(self, db, file) -> None:  # noqa: F811
        for number in range(13):
            import_register(file(company(99000028, f"Navn {number}"), name=str(number)))
        names = RegisterChange.objects.order_by("-id").values_list("after", flat=True)
        assert list(names) == [f"Navn {number}" for number in range(12, 2, -1)]

    def test_names_that_run_backwards(self, db, file) -> None:  # noqa: F811
        import_register(file(company(99000028, "Bager \u202eSpA")))
        assert Company.objects.get().name == "Bager SpA"


class TestSheet:
    def test_everything_on_one_page(self, known, carl, client_as) -> None:
        body = client_as(carl).get(url("preparation", known.company)).content.decode()
        for text in ("Tre spørgsmål at stille", "Hanne Holst", "De mangler en ekspedient.",
                     "Sende papirer", "Halvårsmøde", "Carl Conradi"):  # fmt: skip
            assert text in body, text

    def test_from_the_company_and_the_plan(self, known, carl, client_as) -> None:
        sheet = url("preparation", known.company)
        for page in (url("company", known.company), url("contact", known.planned)):
            assert sheet in client_as(carl).get(page).content.decode()


class TestEvents:
    def test_corrections_leave_a_line(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            contact = make_contact(known.company, viewer)
            actions.edit_contact(
                contact, ContactFacts("phone", "Nyt", objections=[Raised("no_time")]),
                actor=viewer, version=1, at=now(), outcome="Nyt",
            )  # fmt: skip
            actions.edit_person(known.person, PersonFacts(name="Hanne"), actor=viewer, version=1)
            kinds = Event.objects.order_by("-id").values_list("kind", flat=True)[:2]
            assert list(kinds) == ["companies.person_changed", "companies.contact_changed"]
