"""Who here may be the very person somebody is about to register a second time."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from citizens.models import Citizen
from jobcenter.sorting import danish_key

MOST = 5


def possible_same(
    jobcentre_id: int,
    *,
    first_name: str,
    last_name: str,
    birth_date: date | None = None,
    email: str = "",
    phone: Any = "",
    with_number: bool = False,
) -> QuerySet[Citizen]:
    """Return those at the jobcentre who may be the same person, ended ones too, five at most.

    The same whole name and birth date, or the same first name with the same e-mail or phone. A
    whole number tells people apart: `with_number` looks among those registered without one.
    """
    first = first_name.strip()
    alike = Q()
    if birth_date is not None:
        alike |= Q(name_key=danish_key(f"{first} {last_name.strip()}"), birth_date=birth_date)
    if email:
        alike |= Q(email__iexact=email, first_name__iexact=first)
    if phone:
        alike |= Q(phone=phone, first_name__iexact=first)
    if not alike:
        return Citizen.objects.none()
    citizens = Citizen.objects.filter(alike, jobcentre_id=jobcentre_id)
    if with_number:
        citizens = citizens.filter(cpr_index__isnull=True)
    return citizens.order_by("pk")[:MOST]
