"""Read models for lists, pages, search and the work queue."""

from companies.queries.due import next_steps_due, planned_contacts
from companies.queries.filters import Filters
from companies.queries.listing import company_page
from companies.queries.present import (
    Touch,
    company_timeline,
    company_with_relation,
    people_of,
    present_of,
    staff_choices,
    workplaces_of,
)
from companies.queries.search import find_companies, find_people, find_workplaces

__all__ = [
    "Filters",
    "Touch",
    "company_page",
    "company_timeline",
    "company_with_relation",
    "find_companies",
    "find_people",
    "find_workplaces",
    "next_steps_due",
    "people_of",
    "planned_contacts",
    "present_of",
    "staff_choices",
    "workplaces_of",
]
