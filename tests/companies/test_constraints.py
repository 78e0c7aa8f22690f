"""What the database refuses, whoever asks."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from companies.models import Company, CompanyRelation, Contact, ContactPerson
from jobcenter.clock import COPENHAGEN
from tests.companies.factories import make_company, make_workplace

AT = datetime(2026, 11, 20, 10, 0, tzinfo=COPENHAGEN)


def contact(company: Company, by: Any, **facts: Any) -> Contact:
    values = {
        "jobcentre_id": by.jobcentre_id, "company": company, "by": by, "channel": "phone",
        "state": "held", "held_at": AT, "purpose": "Åbninger", "outcome": "Ingen.", **facts,
    }  # fmt: skip
    return Contact(**values)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("contact_has_purpose", {"purpose": "  "}),
        ("contact_held_has_outcome", {"outcome": ""}),
        ("contact_held_has_outcome", {"held_at": None}),
        ("contact_planned_has_time", {"state": "planned", "planned_at": None, "held_at": None}),
        ("contact_planned_has_time", {"state": "planned", "planned_at": AT}),
        ("contact_cancelled_has_reason", {"state": "cancelled", "held_at": None}),
        ("contact_next_step_complete", {"next_step": "Ringe"}),
        ("contact_next_step_complete", {"next_step": "Ringe", "next_step_on": date(2026, 12, 1)}),
        ("contact_next_step_complete", {"next_step_on": date(2026, 12, 1)}),
        ("contact_done_step_exists", {"next_step_done_at": AT}),
        ("contact_channel_known", {"channel": "due"}),
        ("contact_state_known", {"state": "unsure"}),
    ],
)
def test_contact_refuses_nonsense(carl, acting, bakery, name, facts) -> None:
    with acting(carl), pytest.raises(IntegrityError, match=name), transaction.atomic():
        contact(bakery, carl, **facts).save()


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("contactperson_has_name", {"name": " "}),
        ("contactperson_roles_known", {"roles": ["king"]}),
        ("contactperson_level_known", {"level": "king"}),
        ("contactperson_language_known", {"language": "xx"}),
        ("contactperson_channel_known", {"preferred_channel": "pigeon"}),
    ],
)
def test_person_refuses_nonsense(carl, acting, bakery, name, facts) -> None:
    values = {"name": "Hanne", "name_key": "hanne", **facts}
    with acting(carl), pytest.raises(IntegrityError, match=name), transaction.atomic():
        ContactPerson.objects.create(jobcentre_id=carl.jobcentre_id, company=bakery, **values)


def test_deputy_is_another(carl, acting, bakery) -> None:
    refused = pytest.raises(IntegrityError, match="deputy_is_another")
    with acting(carl), refused, transaction.atomic():
        CompanyRelation.objects.create(
            jobcentre_id=carl.jobcentre_id, company=bakery, owner=carl, deputy=carl, since=AT.date()
        )


@pytest.mark.parametrize("number", ["1234567", "123456789", "1234567a", "１２３４５６７８"])
def test_cvr_is_eight_digits(db, number) -> None:
    with pytest.raises(Exception, match=r"company_cvr_eight_digits|too long"):
        make_company(cvr=number)


def test_p_number_is_ten_digits(bakery) -> None:
    with pytest.raises(IntegrityError, match="workplace_p_number_ten_digits"):
        make_workplace(bakery, p_number="99")


def test_a_contact_cannot_point_at_another_jobcentres_colleague(carl, sol, acting, bakery) -> None:
    refused = pytest.raises(IntegrityError, match="same_jobcentre")
    with acting(carl), refused, transaction.atomic():
        contact(bakery, carl, next_step="Ringe", next_step_on=AT.date(), next_step_owner=sol).save()
