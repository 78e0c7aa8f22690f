"""Agreements renewed, shown, searched, evaluated; and what was delivered."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from companies.actions import agreements as acts
from companies.actions import agreements_signing as signing
from companies.listed.agreements import numbers
from companies.mails.agreements import EvaluateCooperation
from companies.models import (
    Agreement,
    Company,
    CompanyRelation,
    Evaluation,
)
from companies.queries.agreement_text import template_of
from companies.queries.agreements import AgreementFilters, listed, of_company
from companies.queue.agreements import MOST_TO_EVALUATE, agreement_rows
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import Refused
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.agreements import company_signs
from tests.companies.factories import HTML, make_company, make_person, url


class TestRenewal:
    def test_replaces_the_former_when_both_signed(self, signed, carl, mads, acting) -> None:
        with acting(carl) as viewer:
            goals = list(signed.agreement.goals.order_by("order"))
            told = replace(
                acts.renewal_of(signed.agreement, goals), no_meeting_reason="Aftalt sidst"
            )
            new = acts.draft_agreement(
                signed.company, told, actor=viewer, previous=signed.agreement
            )
            assert new.number == 2 and new.starts_on == signed.agreement.ends_on + timedelta(1)
            with pytest.raises(Refused, match="renewed already"):
                acts.draft_agreement(signed.company, told, actor=viewer, previous=signed.agreement)
            text = acts.send_agreement(new, actor=viewer, version=1)
        with acting(mads) as viewer:
            company_signs(SimpleNamespace(agreement=new, text=text))
            signing.sign_for_us(new, actor=viewer, text_hash=text.text_hash)
            signed.agreement.refresh_from_db()
            assert signed.agreement.state == "renewed"

    def test_a_draft_is_not_renewed(self, made, carl, acting) -> None:
        with pytest.raises(Refused), acting(carl) as viewer:
            acts.draft_agreement(made.company, made.facts, actor=viewer, previous=made.agreement)

    def test_agreements_expire(self, signed, north) -> None:
        system = Viewer.system(north)
        with acting_in(north):
            assert acts.expire_agreements(actor=system) == 0
        with clock_at(now() + timedelta(days=306)), acting_in(north):
            assert acts.expire_agreements(actor=system) == 1
            assert acts.expire_agreements(actor=system) == 0
            assert Agreement.objects.get().state == "expired"


class TestPages:
    def test_the_whole_way(self, known, carl, mads, client_as, acting) -> None:
        with acting(carl) as viewer:
            boss = make_person(known.company, viewer, "Birthe", email="b@b.example")
        page = url("agreement_new", known.company)
        assert client_as(carl).get(page).status_code == 200
        body = {
            "purpose": HTML, "starts_on": today(), "ends_on": today() + timedelta(days=364),
            "rhythm": 3, "areas": ["recruitment"], "responsible": carl.public_id,
            "their_signer": boss.public_id, "our_signer": mads.public_id,
            "no_meeting_reason": "Aftalt i telefonen", "clause_money": "Intet", "version": 0,
            "g0-side": "company", "g0-kind": "people", "g0-number": "4",
            "g0-due_on": today() + timedelta(days=300), "g0-text": "",
        }  # fmt: skip
        wrong = client_as(carl).post(page, {**body, "g0-number": ""})
        assert wrong.status_code == 422
        assert 'href="#id_g0-number"' in wrong.content.decode()  # the summary leads to the goal
        assert client_as(carl).post(page, body).status_code == 302
        with acting(carl):
            agreement = Agreement.objects.get()
        shown = client_as(carl).get(url("agreement", agreement)).content.decode()
        assert HTML not in shown and "&lt;script&gt;" in shown
        answer = client_as(carl).post(url("agreement_send", agreement), {"version": 1})
        assert answer.status_code == 302
        made = client_as(carl).get(url("agreement_pdf", agreement))
        assert made.content.startswith(b"%PDF")
        for name in ("agreement", "agreement_versions", "agreement_end"):
            assert client_as(carl).get(url(name, agreement)).status_code == 200

    def test_the_manager_signs_on_the_page(self, sent, mads, client_as) -> None:
        page = url("agreement", sent.agreement)
        assert "Tegn for jobcentret" in client_as(mads).get(page).content.decode()
        body = {"text_hash": sent.text.text_hash}
        assert client_as(mads).post(url("agreement_sign", sent.agreement), body).status_code == 302

    def test_a_refused_sending_says_why(self, made, carl, client_as, acting) -> None:
        with acting(carl) as viewer:
            told = replace(made.facts, meeting=None)
            acts.edit_agreement(made.agreement, told, actor=viewer, version=1)
        answer = client_as(carl).post(url("agreement_send", made.agreement), {"version": 2})
        assert answer.status_code == 422
        assert "Vælg det møde" in answer.content.decode()

    def test_a_renewal_s_form_is_filled(self, signed, carl, client_as) -> None:
        body = client_as(carl).get(url("agreement_renew", signed.agreement)).content.decode()
        assert "Fire faste pladser" in body and "Hver part betaler sit." in body

    def test_the_template_has_versions(self, ole, carl, client_as, acting) -> None:
        page = url("agreement_template")
        assert client_as(carl).get(page).status_code == 403
        body = {"number": 0, "title_money": "Økonomi", "text_money": "Ny tekst"}
        assert client_as(ole).post(page, body).status_code == 302
        with acting(ole) as viewer:
            number, clauses = template_of(viewer)
        assert number == 1 and clauses[0]["text"] == "Ny tekst" and len(clauses) == 1

    def test_the_list_does_not_grow_in_queries(
        self, signed, carl, client_as, acting, django_assert_max_num_queries
    ) -> None:
        with acting(carl) as viewer:
            for _number in range(5):
                acts.draft_agreement(signed.company, signed.facts, actor=viewer)
        client = client_as(carl)
        client.get(url("agreements"))
        with django_assert_max_num_queries(12):
            body = client.get(url("agreements", query="?vis=all")).content.decode()
        assert body.count("Fire faste pladser") == 6

    def test_the_page_costs_no_more_than_twelve(
        self, signed, carl, client_as, django_assert_max_num_queries
    ) -> None:
        client = client_as(carl)
        client.get(url("agreements"))
        with django_assert_max_num_queries(12):
            client.get(url("agreement", signed.agreement))

    def test_the_company_s_page_shows_it(self, signed, carl, client_as) -> None:
        for name in ("company", "preparation"):
            body = client_as(carl).get(url(name, signed.company)).content.decode()
            assert "Fire faste pladser" in body

    def test_search_finds_it(self, signed, carl, client_as) -> None:
        body = client_as(carl).get(reverse("jobcenter:search"), {"q": "faste pladser"}).content
        assert "Fire faste pladser" in body.decode()


class TestEvaluation:
    @pytest.fixture
    def old(self, known, north, made) -> CompanyRelation:
        """A cooperation that is a year old today."""
        with acting_in(north):
            relation = CompanyRelation.objects.get(company=known.company)
            CompanyRelation.objects.filter(pk=relation.pk).update(
                since=date(today().year - 1, today().month, min(today().day, 28))
            )
            relation.refresh_from_db()
        return relation

    def test_the_company_is_asked_once(self, old, north, client) -> None:
        kind = EvaluateCooperation()
        with acting_in(north):
            (candidate,) = list(kind.candidates(north.pk, today()))
            reminder = SimpleNamespace(subject=candidate.subject)
            text = kind.text(reminder, north)
        link = text.link.url.removeprefix("http://localhost:8000")
        assert client.get(link).status_code == 200
        assert client.post(link, {"rating": "5"}).status_code == 422
        body = {"rating": "3", "goes_well": "Carl svarer altid", "do_better": ""}
        assert client.post(link, body).status_code == 302
        assert client.post(link, body).status_code == 422
        with acting_in(north):
            row = Evaluation.objects.get()
            assert (row.side, row.rating) == ("company", 3)
            assert not list(kind.candidates(north.pk, today()))

    def test_we_answer_too(self, old, carl, client_as, acting) -> None:
        page = url("agreement_evaluation", old.company)
        assert client_as(carl).get(page).status_code == 200
        assert client_as(carl).post(page, {"rating": "2"}).status_code == 302
        with acting(carl):
            assert Evaluation.objects.get().side == "jobcentre"

    def test_a_whole_years_evaluations_do_not_bury_the_day(self, old, carl, acting) -> None:
        with acting(carl) as viewer:
            relation = CompanyRelation.objects.get(company=old.company)
            for number in range(5):
                CompanyRelation.objects.create(
                    jobcentre_id=carl.jobcentre_id, company=make_company(f"Firma {number}"),
                    status=relation.status, since=relation.since, owner=carl,
                )  # fmt: skip
            rows = [row for row in agreement_rows(viewer, today(), 20) if "Tre spørg" in row.why]
        assert len(rows) == MOST_TO_EVALUATE
        assert rows[-1].why.endswith("3 til kommer efter den.")

    def test_my_day(self, old, made, carl, client_as) -> None:
        body = client_as(carl).get(reverse("placements:day")).content.decode()
        assert "Fire faste pladser" in body and "at evaluere" in body


def test_lights_come_from_what_is_counted(signed, carl, acting) -> None:
    with acting(carl) as viewer:
        (row,) = of_company(viewer, signed.company)
        assert row.by_them[0].delivered == 0 and row.by_us[0].delivered is None
        assert row.by_us[0].light == "unknown"
        (same,) = listed(viewer, AgreementFilters())
        assert same.light == row.light == row.by_them[0].light


def test_a_company_without_agreements(known, carl, acting) -> None:
    with acting(carl) as viewer:
        assert of_company(viewer, Company.objects.first()) == []


def test_goals_in_the_list_say_why_an_agreement_is_at_risk() -> None:
    """Counted goals with their numbers, milestones with their light, the unknown left out."""

    def goal(what: str, light: str, delivered: str | None = None) -> SimpleNamespace:
        return SimpleNamespace(
            what=what, light=light, light_label=light, delivered=delivered,
            delivered_shown=delivered, agreed_shown="8",
        )  # fmt: skip

    goals = [goal("Ansatte", "behind", "3"), goal("Åben dag", "at_risk"), goal("Dage", "unknown")]
    assert numbers(goals) == "Ansatte 3/8; Åben dag: at_risk"
