"""What a row would do, seen against what is there: new, changed by cell, unchanged, refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from companies.choices import Language, Level, RegisterStatus, RelationStatus
from companies.forms.fields import PhoneField
from companies.models import Company, CompanyRelation, ContactPerson, SpreadsheetRow, Workplace
from companies.models.spreadsheets import RowResult
from companies.rules.cells import READERS, fits_modulus_11, register_number
from companies.rules.columns import PERSON_FIELDS, RELATION_FIELDS
from companies.rules.likeness import is_name_like
from jobcenter.models import Membership
from jobcenter.permissions import OUTSIDERS, Role
from jobcenter.sorting import danish_key
from jobcenter.spreadsheets.cells import CellRefused, phone_digits, plain_text

Said = dict[str, Any]
NEW_PERSON = {"level": Level.EMPLOYEE, "language": Language.DANISH}


@dataclass
class Plan:
    """What one row comes to. `changes` is what the preview shows and what a run must still find."""

    problems: list[Said] = field(default_factory=list)
    changes: list[Said] = field(default_factory=list)
    company: Company | None = None
    person: ContactPerson | None = None
    person_values: Said = field(default_factory=dict)
    relation: CompanyRelation | None = None
    relation_values: Said = field(default_factory=dict)
    is_new: bool = False

    @property
    def result(self) -> str:
        """The row in one word; one wrong cell refuses the whole row."""
        if self.problems:
            return RowResult.REFUSED
        if not self.changes:
            return RowResult.UNCHANGED
        return RowResult.NEW if self.is_new else RowResult.CHANGED

    def refuse(self, field_name: str, code: str, **params: object) -> None:
        """Note a cell that cannot be taken."""
        self.problems.append({"field": field_name, "code": code, "params": params})


class World:
    """What is there for a batch of rows, and what earlier rows of the file have said."""

    def __init__(self, jobcentre_id: int) -> None:
        self.jobcentre_id = jobcentre_id
        self.companies: dict[str, Company] = {}
        self.workplaces: dict[str, Workplace] = {}
        self.relations: dict[int, CompanyRelation] = {}
        self.people: dict[int, list[ContactPerson]] = {}
        self.lines: dict[tuple[int, str], int] = {}
        self.said: dict[int, tuple[int, Said]] = {}
        roles = [role for role in Role.values if role not in OUTSIDERS]
        staff = Membership.objects.active().with_role(*roles).filter(jobcentre_id=jobcentre_id)
        self.staff: dict[str, Membership] = {}
        for member in staff.select_related("user").order_by("-id"):
            for mail in (member.user.email, member.email):
                if mail:
                    self.staff[mail.lower()] = member
        self.staff_names = {member.pk: member.name for member in self.staff.values()}

    def load(self, rows: Iterable[SpreadsheetRow], mapping: list[str], *, lock: bool) -> None:
        """Read what a batch needs in five queries; with `lock` as a run must find it."""
        numbers: dict[str, set[str]] = {"cvr": set(), "p_number": set()}
        for row in rows:
            values = row.values(mapping)
            for name, digits in (("cvr", 8), ("p_number", 10)):
                try:
                    numbers[name].add(register_number(values.get(name, ""), digits))
                except CellRefused:
                    continue
        slim = Company.objects.defer("search", "months")
        self.companies = {c.cvr: c for c in slim.filter(cvr__in=numbers["cvr"])}
        places = Workplace.objects.select_related("company").defer(
            "search", "months", "company__search", "company__months"
        )
        self.workplaces = {w.p_number: w for w in places.filter(p_number__in=numbers["p_number"])}
        ids = {c.pk for c in self.companies.values()}
        ids |= {w.company_id for w in self.workplaces.values()}
        relations = CompanyRelation.objects.filter(
            jobcentre_id=self.jobcentre_id, company_id__in=ids
        ).order_by("id")
        people = ContactPerson.objects.filter(
            jobcentre_id=self.jobcentre_id, company_id__in=ids
        ).order_by("id")
        if lock:
            relations = relations.select_for_update(of=("self",), no_key=True)
            people = people.select_for_update(of=("self",), no_key=True)
        self.relations = {r.company_id: r for r in relations}
        self.people = {}
        for person in people:
            self.people.setdefault(person.company_id, []).append(person)


def plan_row(row: SpreadsheetRow, mapping: list[str], world: World) -> Plan:
    """Return what a row would do; every cell is looked at, so that all mistakes show at once."""
    plan = Plan()
    texts = row.values(mapping)
    values: Said = {}
    for name, text in texts.items():
        try:
            values[name] = _read(name, text, world)
        except CellRefused as problem:
            plan.refuse(name, problem.code, **problem.params)
    workplace = _find_company(plan, texts, values, world)
    if plan.company is None:
        return plan
    said = values.get("company_name")
    if said and not is_name_like(said, plan.company.name):
        plan.refuse("company_name", "name_differs", company=plan.company.name)
    asked = [name for name in texts if name in {*PERSON_FIELDS, *RELATION_FIELDS}]
    if not asked:
        plan.refuse("cvr" if "cvr" in texts else "p_number", "nothing_in_row")
        return plan
    _plan_relation(plan, values, texts, world, row.line)
    _plan_person(plan, values, texts, workplace, world, row.line)
    return plan


def _read(name: str, text: str, world: World) -> Any:
    if name == "phone":
        try:
            return PhoneField(required=False, max_length=30).clean(phone_digits(text))
        except ValidationError:
            raise CellRefused("phone") from None
    if name == "email":
        mail = plain_text(text, 254).removeprefix("mailto:")
        try:
            validate_email(mail)
        except ValidationError:
            raise CellRefused("mail") from None
        return mail
    if name == "owner":
        member = world.staff.get(plain_text(text, 254).lower())
        if member is None:
            raise CellRefused("owner")
        return member.pk
    return READERS[name](text)


def _find_company(plan: Plan, texts: Said, values: Said, world: World) -> Workplace | None:
    """Set the plan's company from its numbers; return the workplace if the row names one."""
    workplace = None
    if "p_number" in values:
        workplace = world.workplaces.get(values["p_number"])
        if workplace is None:
            plan.refuse("p_number", "p_unknown")
        elif workplace.status == RegisterStatus.CEASED:
            plan.refuse("p_number", "workplace_ceased")
    company = workplace.company if workplace else None
    if "cvr" in values:
        company = world.companies.get(values["cvr"])
        if company is None:
            fits = fits_modulus_11(values["cvr"])
            plan.refuse("cvr", "cvr_unknown" if fits else "cvr_check_digit")
        elif workplace is not None and workplace.company_id != company.pk:
            owner = workplace.company
            plan.refuse("p_number", "p_elsewhere", company=owner.name, cvr=owner.cvr)
    elif "p_number" not in texts and "cvr" not in texts:
        plan.refuse("cvr", "cvr_missing")
    if company is not None and company.status == RegisterStatus.CEASED:
        _refuse_ceased(plan, company, "cvr" if "cvr" in texts else "p_number")
    if "cvr" in texts and "cvr" not in values:
        return workplace
    plan.company = company
    return workplace


def _refuse_ceased(plan: Plan, company: Company, where: str) -> None:
    if day := company.ceased_on:
        plan.refuse(where, "company_ceased_on", company=company.name, day=f"{day:%d.%m.%Y}")
    else:
        plan.refuse(where, "company_ceased", company=company.name)


def _plan_relation(plan: Plan, values: Said, texts: Said, world: World, line: int) -> None:
    asked = {name: values[name] for name in RELATION_FIELDS if name in values}
    assert plan.company is not None  # noqa: S101  the caller asked
    if not asked:
        return
    before = world.said.get(plan.company.pk)
    if before is not None:
        other = next((n for n in asked if before[1].get(n, asked[n]) != asked[n]), None)
        if other:
            plan.refuse(other, "relation_twice", line=before[0])
            return
    relation = world.relations.get(plan.company.pk)
    if relation is None and before is None and "owner" not in asked:
        if "owner" not in texts:
            plan.refuse("owner", "owner_missing")
        return
    already = before[1] if before else {}
    if not plan.problems:
        world.said[plan.company.pk] = (before[0] if before else line, {**already, **asked})
    wanted = {name: value for name, value in asked.items() if name not in already}
    if relation is None and before is None:
        plan.is_new = True
        wanted = {"status": RelationStatus.POSSIBLE, **wanted}
    plan.relation = relation
    _note_relation(plan, wanted, world)


def _note_relation(plan: Plan, wanted: Said, world: World) -> None:
    relation = plan.relation
    now = _relation_now(relation) if relation else {}
    for name, value in wanted.items():
        if now.get(name) != value:
            plan.relation_values[name] = value
            _change(plan, "relation", name, now.get(name), value, world)
    if relation and relation.deputy_id and relation.deputy_id == plan.relation_values.get("owner"):
        plan.relation_values["deputy"] = None  # nobody stands in for themself
        _change(plan, "relation", "deputy", relation.deputy_id, None, world)


def _relation_now(relation: CompanyRelation) -> Said:
    return {
        "owner": relation.owner_id,
        "status": relation.status,
        "segment": relation.segment,
        "note": relation.note,
    }


def _plan_person(
    plan: Plan, values: Said, texts: Said, workplace: Workplace | None, world: World, line: int
) -> None:
    asked = {name: values[name] for name in PERSON_FIELDS if name in values}
    if not asked:
        return
    if not asked.get("name"):
        if "name" not in texts:
            plan.refuse("name", "name_missing")
        return
    company = plan.company
    assert company is not None  # noqa: S101  the caller asked
    key = danish_key(asked["name"])
    person = _match(plan, asked, key, world.people.get(company.pk, []))
    mark = f"id:{person.pk}" if person else key
    first = world.lines.get((company.pk, mark)) or world.lines.get((company.pk, key))
    if first is not None and first != line:
        plan.refuse("name", "person_twice", line=first)
    if plan.problems:
        return
    world.lines[company.pk, mark] = world.lines[company.pk, key] = line
    if workplace is not None:
        asked["workplace"] = workplace.pk
    plan.person = person
    if person is None:
        plan.is_new = True
        asked |= {name: value for name, value in NEW_PERSON.items() if name not in asked}
    elif "roles" in asked:  # an import adds roles, it takes none away
        asked["roles"] = sorted({*asked["roles"], *person.roles})
    _note_person(plan, asked, workplace, world)


def _note_person(plan: Plan, asked: Said, workplace: Workplace | None, world: World) -> None:
    now = _person_now(plan.person) if plan.person else {}
    for name, value in asked.items():
        if now.get(name) == value:
            continue
        plan.person_values[name] = value
        shown = workplace.p_number if workplace and name == "workplace" else value
        _change(plan, "person", name, now.get(name), shown, world)


def _person_now(person: ContactPerson) -> Said:
    return {
        "name": person.name,
        "title": person.title,
        "level": person.level,
        "phone": str(person.phone or ""),
        "email": person.email,
        "roles": sorted(person.roles),
        "language": person.language,
        "workplace": person.workplace_id,
    }


def _match(plan: Plan, asked: Said, key: str, people: list[ContactPerson]) -> ContactPerson | None:
    """Return who of ours the row means: the same name, or the same mail or number and a like name.

    Several that fit are refused: which of them nobody can know.
    """
    there = [person for person in people if person.left_on is None]
    found = [person for person in there if person.name_key == key] or [
        person for person in there
        if (_same(asked, person, "email") or _same(asked, person, "phone"))
        and is_name_like(asked["name"], person.name)
    ]  # fmt: skip
    if len(found) > 1:
        closer = [p for p in found if _same(asked, p, "email") or _same(asked, p, "phone")]
        found = closer or found
    if len(found) > 1:
        plan.refuse("name", "person_unclear")
        return None
    if not found and any(person.name_key == key for person in people):
        plan.refuse("name", "person_left", name=asked["name"])
    return found[0] if found else None


def _same(asked: Said, person: ContactPerson, name: str) -> bool:
    said = str(asked.get(name) or "").lower()
    return bool(said) and said == str(getattr(person, name) or "").lower()


def _change(plan: Plan, on: str, name: str, old: Any, new: Any, world: World) -> None:
    if name in ("owner", "deputy"):
        old, new = (world.staff_names.get(each, "") if each else "" for each in (old, new))
    if name == "workplace":
        old = ""
    plan.changes.append(
        {"on": on, "field": name, "old": "" if old is None else old, "new": new or ""}
    )
