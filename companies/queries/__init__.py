"""Read models for lists, pages, search and the work queue."""

from companies.queries.due import next_steps_due, planned_contacts
from companies.queries.filters import Filters
from companies.queries.listing import company_page
from companies.queries.memory import (
    changes_of,
    others_of,
    profiles_of,
    relation_versions,
    shared_with_us,
    workplace_with_profile,
)
from companies.queries.present import (
    Touch,
    company_timeline,
    people_at,
    people_of,
    present_of,
    staff_choices,
    workplaces_of,
)
from companies.queries.search import find_companies, find_people, find_workplaces, people_rows

__all__ = [
    "Filters",
    "Touch",
    "changes_of",
    "company_page",
    "company_timeline",
    "find_companies",
    "find_people",
    "find_workplaces",
    "next_steps_due",
    "others_of",
    "people_at",
    "people_of",
    "people_rows",
    "planned_contacts",
    "present_of",
    "profiles_of",
    "relation_versions",
    "shared_with_us",
    "staff_choices",
    "workplace_with_profile",
    "workplaces_of",
]
