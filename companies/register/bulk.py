"""Many register facts into one table at once: INSERT … SELECT FROM unnest … ON CONFLICT.

COPY is not used: the application's role may not copy into tables with policies, and arrays of a
thousand rows are within a few per cent of it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from companies.choices import SizeClass
from companies.models import Company
from companies.register.changes import differences, keep_changes, stored_facts, told_of
from companies.register.cvr import Facts
from jobcenter.ids import uuid7
from jobcenter.sorting import danish_key

_SIZES = sorted((size.value for size in SizeClass), reverse=True)
Columns = dict[str, tuple[str, Callable[[Any], Any]]]


def size_class(employees: int | None, band: str) -> int:
    """Return the register's interval by its lower end; 0 when nothing is stated.

    Without a number the band's lower end counts: "20-49" is 20.
    """
    if employees is None:
        lower = band.partition("-")[0]
        employees = int(lower) if lower.isdigit() and len(lower) < 7 else 0
    return next(size for size in _SIZES if employees >= size)


def _months(facts: Facts) -> str:
    return json.dumps(
        [
            [each.year, each.month, each.employees, None if each.fte is None else float(each.fte)]
            for each in facts.months
        ]
    )


def _told(facts: Any) -> dict[str, str]:
    size = size_class(facts.employees, facts.employees_band)
    return told_of(facts.name, facts.address, facts.postcode, facts.city, size, facts.status)


def _plain(name: str) -> Callable[[Any], Any]:
    return lambda facts: getattr(facts, name)


_SHARED: Columns = {
    "public_id": ("uuid", lambda facts: uuid7()),
    "name": ("text", _plain("name")),
    "name_key": ("text", lambda facts: danish_key(facts.name)),
    "industry_code": ("text", _plain("industry_code")),
    "industry_text": ("text", _plain("industry_text")),
    "code_system": ("text", _plain("code_system")),
    "status": ("text", _plain("status")),
    "started_on": ("date", _plain("started_on")),
    "ceased_on": ("date", _plain("ceased_on")),
    "advertising_protected": ("boolean", _plain("advertising_protected")),
    "employees": ("integer", _plain("employees")),
    "employees_band": ("text", _plain("employees_band")),
    "size_class": ("smallint", lambda facts: size_class(facts.employees, facts.employees_band)),
    "fte": ("numeric", _plain("fte")),
    "employment_year": ("smallint", _plain("employment_year")),
    "employment_month": ("smallint", _plain("employment_month")),
    "months": ("jsonb", _months),
    "address": ("text", _plain("address")),
    "postcode": ("text", _plain("postcode")),
    "city": ("text", _plain("city")),
    "city_key": ("text", lambda facts: danish_key(facts.city, length=100)),
    "municipality_code": ("text", _plain("municipality_code")),
    "phone": ("text", _plain("phone")),
    "email": ("text", _plain("email")),
    "source": ("text", lambda facts: "CVR"),
    "facts_on": ("date", _plain("facts_on")),
    "fingerprint": ("text", _plain("fingerprint")),
}
# How a jsonb array travels: as text, cast in the SELECT.
_SENT_AS = {"jsonb": "text"}
_AT_COMPANYS_ADDRESS = (
    "EXISTS (SELECT 1 FROM companies_company c WHERE c.id = sent.company_id"
    " AND c.address = sent.address AND c.postcode = sent.postcode)"
)


@dataclass(frozen=True)
class RegisterTable:
    """A table of the register: its number, its columns and how a row of facts fills them."""

    name: str
    number: str
    columns: Columns
    joins_company: bool

    def key(self, facts: Any) -> str:
        """Return the number that identifies the facts."""
        return str(getattr(facts, self.number))

    def known_companies(self, facts: Iterable[Any]) -> dict[str, int] | None:
        """Return the ids of the facts' companies by CVR; None where that does not matter."""
        if not self.joins_company:
            return None
        wanted = {each.cvr for each in facts}
        return dict(Company.objects.filter(cvr__in=wanted).values_list("cvr", "pk"))

    def merge(self, facts: list[Any], companies: dict[str, int] | None) -> tuple[int, int]:
        """Insert or update and return (created, changed).

        A row is touched only when its fingerprint differs and the facts are not older than
        what is stored: last year's file changes nothing.
        """
        numbers = [self.key(each) for each in facts]
        before = stored_facts(self.name, self.number, numbers, [each.fingerprint for each in facts])
        values = [[read(each) for each in facts] for _type, read in self.columns.values()]
        if companies is not None:
            values.append([companies[each.cvr] for each in facts])
        with connection.cursor() as cursor:
            cursor.execute(self._sql(), values)
            outcome = cursor.fetchall()
        created = sum(1 for _id, _number, is_new in outcome if is_new)
        self._keep_changes(facts, before, {number: pk for pk, number, is_new in outcome})
        return created, len(outcome) - created

    def _keep_changes(
        self, facts: list[Any], before: dict[str, dict[str, str]], written: dict[str, int]
    ) -> None:
        """Note what the written rows changed; rows that were refused as older changed nothing."""
        changed = [each for each in facts if self.key(each) in before and self.key(each) in written]
        keep_changes(
            self.joins_company,
            [
                (
                    written[self.key(each)],
                    differences(before[self.key(each)], _told(each)),
                    each.facts_on,
                )
                for each in changed
            ],
        )

    def _sql(self) -> str:
        types = {name: kind for name, (kind, _read) in self.columns.items()}
        if self.joins_company:
            types["company_id"] = "bigint"
        arrays = ", ".join(f"%s::{_SENT_AS.get(kind, kind)}[]" for kind in types.values())
        names = ", ".join(types)
        picked = ", ".join(
            f"sent.{name}::{kind}" if kind in _SENT_AS else f"sent.{name}"
            for name, kind in types.items()
        )
        into = names
        if self.joins_company:
            # A first guess that is right for nearly all, so that the last step changes few.
            into, picked = f"{names}, is_main", f"{picked}, {_AT_COMPANYS_ADDRESS}"
        renewed = (name for name in types if name not in {"public_id", self.number})
        updates = ", ".join(f"{name} = EXCLUDED.{name}" for name in renewed)
        return (  # names of tables and columns are this module's own; values are parameters
            f"INSERT INTO {self.name} AS stored ({into})"  # noqa: S608
            f" SELECT {picked} FROM unnest({arrays}) AS sent({names})"
            f" ON CONFLICT ({self.number}) DO UPDATE SET {updates}"
            " WHERE stored.fingerprint <> EXCLUDED.fingerprint"
            " AND (stored.facts_on IS NULL OR EXCLUDED.facts_on IS NULL"
            " OR EXCLUDED.facts_on >= stored.facts_on)"
            f" RETURNING stored.id, stored.{self.number}, (xmax = 0)"
        )


def companies_table() -> RegisterTable:
    """Return the table of companies."""
    own: Columns = {
        "cvr": ("text", _plain("cvr")),
        "form_code": ("text", _plain("form_code")),
        "form_text": ("text", _plain("form_text")),
        "industry_group": ("text", lambda facts: facts.industry_code[:2]),
    }
    return RegisterTable("companies_company", "cvr", {**own, **_SHARED}, joins_company=False)


def workplaces_table() -> RegisterTable:
    """Return the table of workplaces; each points at its company by id."""
    own: Columns = {"p_number": ("text", _plain("p_number"))}
    return RegisterTable("companies_workplace", "p_number", {**own, **_SHARED}, joins_company=True)
