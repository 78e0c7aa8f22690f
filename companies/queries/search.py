"""What the search box finds: companies and workplaces nationwide, contact persons of our own."""

from django.db.models import QuerySet
from django.urls import reverse

from companies.actions.people import SEARCH_KIND
from companies.models import Company, ContactPerson, Workplace
from companies.queries.listing import CAP
from companies.queries.words import by_words, text_query
from companies.rules import number_in
from jobcenter.registries import Hit
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer


def _ordered(rows: QuerySet, query: str, limit: int) -> list:  # type: ignore[type-arg]
    """Return the first rows in order of name, the living before the ceased.

    Few matches are sorted; many are read along the index of names (see company_page).
    """
    found = by_words(rows, query)
    if text_query(query) is not None:
        ids = list(found.values_list("pk", flat=True)[: CAP + 1])
        if len(ids) <= CAP:
            ordered = rows.filter(pk__in=ids).order_by("status", "name_key", "id")
            return list(ordered[:limit])
    return list(found.order_by("name_key", "id")[:limit])


def find_companies(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return companies by exact or beginning CVR number, or by words of the name and town."""
    rows = Company.objects.defer("search", "months")
    digits = number_in(query)
    if 3 <= len(digits) <= 8:
        by_number = rows.filter(cvr__gte=digits, cvr__lt=digits + ":").order_by("cvr")
        found = list(by_number[:limit])
    else:
        found = _ordered(rows, query, limit)
    return [
        Hit(
            title=company.name,
            detail=f"CVR {company.cvr} · {company.city}" if company.city else f"CVR {company.cvr}",
            url=reverse("companies:company", args=[company.public_id]),
        )
        for company in found
    ]


def find_workplaces(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return workplaces by exact or beginning P number, or by words of the name and town."""
    rows = Workplace.objects.defer("search", "months")
    digits = number_in(query)
    if 3 <= len(digits) <= 10:
        by_number = rows.filter(p_number__gte=digits, p_number__lt=digits + ":")
        found = list(by_number.order_by("p_number")[:limit])
    else:
        found = _ordered(rows, query, limit)
    return [
        Hit(
            title=workplace.name,
            detail=" · ".join(
                filter(None, [f"P {workplace.p_number}", workplace.address, workplace.city])
            ),
            url=reverse("companies:workplace", args=[workplace.public_id]),
        )
        for workplace in found
    ]


def find_people(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return our contact persons by words of their name."""
    ids = list(find_ids(viewer.jobcentre_id, SEARCH_KIND, query)[: 20 * limit])
    people = (
        ContactPerson.objects.select_related("company")
        .filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
        .order_by("name_key", "id")[:limit]
    )
    return [
        Hit(
            title=person.name,
            detail=" · ".join(filter(None, [person.title, person.company.name])),
            url=reverse("companies:company", args=[person.company.public_id]) + "#personer",
        )
        for person in people
    ]
