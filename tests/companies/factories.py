"""Companies, workplaces and contact persons for tests."""

from itertools import count
from typing import Any

from django.urls import reverse

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.actions.people import PersonFacts
from companies.models import Company, Contact, ContactPerson, Workplace
from jobcenter.clock import now
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

_numbers = count(1)


HTML = "<script>alert('x')</script>"


def url(name: str, row: Any = None, query: str = "") -> str:
    """Return the address of a page of the room, of a row and with a query."""
    return reverse(f"companies:{name}", args=[row.public_id] if row else []) + query


def make_company(name: str = "Bageriet Nord ApS", **facts: Any) -> Company:
    """Make a company in Nordby with a CVR number of its own."""
    values: dict[str, Any] = {
        "cvr": f"9910{next(_numbers):04d}",
        "industry_code": "107120",
        "industry_group": "10",
        "industry_text": "Fremstilling af friske bageriprodukter",
        "employees": 46,
        "size_class": 20,
        "address": "Havnegade 4",
        "postcode": "9990",
        "city": "Nordby",
        "municipality_code": "0901",
        **facts,
    }
    values.setdefault("city_key", danish_key(values["city"], length=100))
    return Company.objects.create(name=name, name_key=danish_key(name), **values)


def make_workplace(company: Company, name: str = "", **facts: Any) -> Workplace:
    """Make a workplace of a company with a P number of its own."""
    name = name or company.name
    values: dict[str, Any] = {
        "p_number": f"991000{next(_numbers):04d}",
        "address": company.address,
        "postcode": company.postcode,
        "city": company.city,
        "municipality_code": company.municipality_code,
        **facts,
    }
    return Workplace.objects.create(company=company, name=name, name_key=danish_key(name), **values)


def make_person(
    company: Company, actor: Viewer, name: str = "Hanne Holst", **facts: Any
) -> ContactPerson:
    """Add a contact person as `actor`, in the acting jobcentre."""
    return actions.add_person(company, PersonFacts(name=name, **facts), actor=actor)


def make_contact(company: Company, actor: Viewer, **facts: Any) -> Contact:
    """Log a contact held now as `actor`, in the acting jobcentre."""
    values: dict[str, Any] = {
        "held_at": facts.pop("held_at", now()),
        "outcome": facts.pop("outcome", "De vil gerne høre mere."),
        "next_step": facts.pop("next_step", None),
    }
    told = {"channel": "phone", "purpose": "Høre om åbninger", **facts}
    return actions.log_contact(company, ContactFacts(**told), actor=actor, **values)
