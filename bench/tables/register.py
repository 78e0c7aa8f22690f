"""Companies and workplaces of the register: fictitious, as wide as the real ones."""

from bench.loading import Load, insert
from bench.tables.world import (
    World,
    chance,
    company_key,
    company_name,
    digits,
    form,
    pick,
    rows,
    town,
    trade,
)
from companies.models import Company, Workplace
from companies.register.fictitious_words import STREETS

_SIZES = [0] * 34 + [1] * 20 + [2] * 20 + [5] * 10 + [10] * 7 + [20] * 5 + [50] * 2 + [100, 200]


def loads(world: World) -> list[Load]:
    """Return how the register is filled; row i is the company of id i + 1, and its workplace."""
    company = "r.i"
    owner = f"(r.i % {world.size.companies})"
    return [
        Load(Company, [insert(Company, rows(world.size.companies), {
            **facts(world, company), "id": "r.i + 1", "cvr": "bench.cvr(r.i)",
            "form_code": form(company, 1), "form_text": form(company, 2),
            "industry_group": f"left({trade(company, 'code')}, 2)",
        })]),
        Load(Workplace, [insert(Workplace, rows(world.size.workplaces), {
            **facts(world, owner), "id": "r.i + 1", "p_number": "(9910000000 + r.i)::text",
            "company_id": f"{owner} + 1", "is_main": f"r.i < {world.size.companies}",
        })]),
    ]  # fmt: skip


def facts(world: World, index: str) -> dict[str, str]:
    """Return what the register says of a company and of its workplace alike."""
    size = pick([str(each) for each in _SIZES], chance(16, "r.i"))
    ceased = f"{chance(17, index)} % 25 = 0"
    months = ", ".join(f"[2026, {month}, %1$s, %1$s]" for month in range(1, 13))
    return {
        "name": company_name(index),
        "name_key": company_key(index),
        "industry_code": trade(index, "code"),
        "industry_text": trade(index, "text"),
        "code_system": trade(index, "code_system"),
        "status": f"CASE WHEN {ceased} THEN 'ceased' ELSE 'active' END",
        "ceased_on": f"CASE WHEN {ceased} THEN {world.day} - {chance(18)} % 1500 END",
        "started_on": f"{world.day} - 2000 - {chance(19)} % 9000",
        "employees": f"{size}::int",
        "size_class": f"{size}::int",
        "fte": f"{size}::int * 0.8",
        "employment_year": "2026",
        "employment_month": "9",
        "months": f"format('[{months}]', {size})::jsonb",
        "advertising_protected": f"{chance(20)} % 9 = 0",
        "address": f"{pick(STREETS, chance(21))} || ' ' || (1 + {chance(22)} % 180)",
        "postcode": digits(f"c.j * 4 + {chance(15, index)} % 4", 4),
        "city": town(world, "c.j", index),
        "city_key": town(world, "c.j", index, key=True),
        "municipality_code": "c.code",
        "phone": f"'10' || {digits(f'{chance(23)} % 1000000', 6)}",
        "email": "'post@firma' || r.i || '.example'",
        "facts_on": world.day,
        "fingerprint": "md5(r.i::text) || md5('b' || r.i)",
    }
