"""What a row from the case system would do: somebody new, blanks filled, or refused and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from citizens import law, rules
from citizens.actions.citizen import cpr_index
from citizens.choices import CitizenState
from citizens.models import (
    BenefitPeriod,
    CaseTeamMember,
    Citizen,
    CitizenFile,
    CitizenFileRow,
    CitizenMatch,
    CitizenTargetGroup,
    JobcentreScheme,
    MatchGroup,
    TargetGroup,
)
from citizens.models.imports import PersonResult
from citizens.spreadsheets import cells
from citizens.spreadsheets.columns import MATCH, MATCHES, PLAIN, SCHEMES
from citizens.spreadsheets.knowing import Found, Identity, Known, Lines
from jobcenter.clock import today
from jobcenter.cpr import Cpr
from jobcenter.errors import Refused
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.sorting import danish_key
from jobcenter.spreadsheets.cells import CellRefused, plain_text
from jobcenter.viewer import Viewer

Said = dict[str, Any]
REPLACEABLE = ("first_name", "last_name", "phone", "email", "language", "case_number")


@dataclass
class Plan:
    """What one row comes to. `changes` is what the preview shows and what a run must still find."""

    problems: list[Said] = field(default_factory=list)
    changes: list[Said] = field(default_factory=list)
    citizen: Citizen | None = None
    is_asked: bool = False
    values: Said = field(default_factory=dict)
    number: Cpr | None = None
    from_on: date | None = None
    target: tuple[TargetGroup, str] | None = None
    groups: list[MatchGroup] = field(default_factory=list)
    benefit: str = ""
    member: Membership | None = None

    @property
    def result(self) -> str:
        """The row in one word; one wrong cell refuses the whole row."""
        if self.is_asked and len(self.problems) == 1:
            return PersonResult.ASKED
        if self.problems:
            return PersonResult.REFUSED
        if self.citizen is None:
            return PersonResult.NEW
        return PersonResult.CHANGED if self.changes else PersonResult.UNCHANGED

    def refuse(self, field_name: str, code: str, **params: object) -> None:
        """Note a cell that cannot be taken."""
        self.problems.append({"field": field_name, "code": code, "params": params})

    def change(self, field_name: str, old: Any, new: Any) -> None:
        """Note a cell that would be written."""
        old, new = ("" if each is None else str(each) for each in (old, new))
        self.changes.append({"field": field_name, "old": old, "new": new})


class World:
    """What is there for a batch of rows, and what earlier rows of the file have said."""

    def __init__(self, sheet: CitizenFile) -> None:
        self.jobcentre_id = sheet.jobcentre_id
        self.overwrites = sheet.overwrites
        self.zeros_lost = bool(sheet.how_read.get("zeros_lost"))
        self.day = today()
        self.lines = Lines()
        self.read: dict[int, tuple[Said, list[Said]]] = {}
        self.known = Known([])
        self.targets = {
            row.number: row for row in TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET)
        }
        groups = MatchGroup.objects.select_related("scheme")
        self.groups = {(group.scheme.code, group.code): group for group in groups}
        self.kept_open = set(
            JobcentreScheme.objects.filter(jobcentre_id=self.jobcentre_id).values_list(
                "scheme__code", flat=True
            )
        )
        self._load_staff()

    def _load_staff(self) -> None:
        self.by_mail: dict[str, Membership] = {}
        self.by_initials: dict[str, list[Membership]] = {}
        staff = Membership.objects.active().filter(jobcentre_id=self.jobcentre_id)
        for member in staff.select_related("user").order_by("id"):
            mails = {mail.lower() for mail in (member.user.email, member.email) if mail}
            self.by_mail |= dict.fromkeys(mails, member)
            for initials in {mail.partition("@")[0] for mail in mails}:
                self.by_initials.setdefault(initials, []).append(member)

    def load(self, rows: Iterable[CitizenFileRow], mapping: list[str], *, lock: bool) -> None:
        """Read what a batch needs in a few queries; with `lock` as a run must find it."""
        self.read = {row.line: self._read(row, mapping) for row in rows}
        said = [values for values, _problems in self.read.values()]

        def all_of(name: str) -> set[Any]:
            return {values[name] for values in said if values.get(name)}

        found = (
            Citizen.objects.filter(jobcentre_id=self.jobcentre_id)
            .alias(mail=Lower("email"))
            .filter(
                Q(cpr_index__in=all_of("cpr_index"))
                | Q(case_number__in=all_of("case_number"))
                | Q(mail__in={mail.lower() for mail in all_of("email")})
                | Q(phone__in=all_of("phone"))
                | Q(name_key__in=all_of("name_key"))
            )
            .select_related("target_group")
            .order_by("pk")
        )
        if lock:
            found = found.select_for_update(of=("self",), no_key=True)
        citizens = list(found)
        self.known = Known(citizens)
        self._load_periods([citizen.pk for citizen in citizens])

    def _load_periods(self, ids: list[int]) -> None:
        self.latest: dict[tuple[str, int], date] = {}
        self.matched: dict[tuple[int, str], str] = {}
        here = {"jobcentre_id": self.jobcentre_id, "citizen_id__in": ids}
        for kind, model in (("target", CitizenTargetGroup), ("benefit", BenefitPeriod)):
            rows = model.objects.filter(**here).values_list("citizen_id", "from_on")
            for citizen_id, from_on in rows.order_by("from_on"):
                self.latest[kind, citizen_id] = from_on
        matches = CitizenMatch.objects.filter(**here).order_by("from_on", "pk")
        for citizen_id, scheme, code, from_on, to_on in matches.values_list(
            "citizen_id", "scheme__code", "group__code", "from_on", "to_on"
        ):
            self.latest[scheme, citizen_id] = from_on
            if to_on is None:
                self.matched[citizen_id, scheme] = code
        self.followed = set(
            CaseTeamMember.objects.on(self.day).filter(**here).order_by()
            .values_list("citizen_id", flat=True)
        )  # fmt: skip

    def _read(self, row: CitizenFileRow, mapping: list[str]) -> tuple[Said, list[Said]]:
        """Return the values of a row and what could not be read."""
        values: Said = {}
        problems: list[Said] = []
        for name, text in row.values(mapping).items():
            try:
                self._read_cell(name, text, values)
            except CellRefused as problem:
                problems.append({"field": name, "code": problem.code, "params": problem.params})
        number = values.get("cpr")
        if number is not None:
            values["cpr_index"] = cpr_index(number.digits)
            if values.get("birth_date", number.birth_date) != number.birth_date:
                problems.append({"field": "birth_date", "code": "birth_differs", "params": {}})
            values["birth_date"] = number.birth_date
        if values.get("first_name") and values.get("last_name"):
            values["name_key"] = danish_key(f"{values['first_name']} {values['last_name']}")
        return values, problems

    def _read_cell(self, name: str, text: str, values: Said) -> None:
        if name == "cpr":
            values[name] = cells.citizen_number(text, today=self.day, zeros_lost=self.zeros_lost)
        elif name == "name":
            values["first_name"], values["last_name"] = cells.names_of(text)
        elif name == "birth_date":
            values[name] = cells.birth_day(text, today=self.day)
        elif name == "case_worker":
            values[name] = self._worker(plain_text(text, 254).lower())
        elif name.startswith(MATCH):
            values[name] = cells.group_code(name, text)
        else:
            values[name] = cells.READERS[name](text)

    def _worker(self, text: str) -> Membership:
        """Return a colleague by mail or initials; never one who may import: that is no way in."""
        named = [self.by_mail[text]] if text in self.by_mail else self.by_initials.get(text, [])
        if not named:
            raise CellRefused("worker")
        if len(named) > 1:
            raise CellRefused("worker_several")
        viewer = Viewer.of(named[0])
        if viewer.can(Can.IMPORT_CITIZENS):
            raise CellRefused("worker_imports")
        if not viewer.can(Can.READ_CITIZENS):
            raise CellRefused("worker_reads_no_citizens")
        return named[0]


def plan_row(row: CitizenFileRow, world: World) -> Plan:
    """Return what a row would do; every cell is looked at, so that all mistakes show at once."""
    values, problems = world.read[row.line]
    plan = Plan(problems=list(problems))
    wrong = {problem["field"] for problem in problems}
    who = Identity(
        line=row.line, cpr=values.get("cpr_index", ""), answer=row.answer,
        born=values.get("birth_date"),
        **{name: values.get(name, "")
           for name in ("case_number", "first_name", "name_key", "email", "phone")},
    )  # fmt: skip
    if wrong & {"cpr", "case_number", "name", "first_name", "last_name"}:
        return plan
    if not (who.cpr or who.case_number or who.name_key):
        plan.refuse("cpr", "nobody_named")
        return plan
    found = world.known.find(who)
    if not _take_found(plan, found, who, world):
        return plan
    if plan.citizen is None:
        _plan_new(plan, values, wrong)
    elif plan.citizen.state == CitizenState.ENDED:
        plan.refuse("", "work_ended")
    else:
        _plan_known(plan, values, plan.citizen, world)
    _plan_groups(plan, values, world, wrong)
    if not plan.problems:
        world.lines.note(who, plan.citizen)
    return plan


def _take_found(plan: Plan, found: Found, who: Identity, world: World) -> bool:
    """Note who it is; False where only a person can say."""
    plan.citizen = found.citizen
    if found.candidates:
        plan.is_asked = True
        candidates = [[str(public_id), why] for public_id, why in found.candidates]
        plan.problems.append(
            {"field": "", "code": found.code, "params": {}, "candidates": candidates}
        )
        return False
    if found.code:
        plan.refuse(found.where, found.code)
        return False
    if line := world.lines.twice(who, plan.citizen):
        plan.refuse("", "twice", line=line)
        return False
    if plan.citizen is None and (line := world.lines.like(who)):
        plan.is_asked = True
        plan.problems.append(
            {"field": "", "code": "maybe_line", "params": {"line": line}, "candidates": []}
        )
        return False
    return True


def _plan_new(plan: Plan, values: Said, wrong: set[str]) -> None:
    if not values.get("first_name") or not values.get("last_name"):
        plan.refuse("first_name", "name_missing_new")
    if "target_group" not in values and "target_group" not in wrong:
        plan.refuse("target_group", "target_missing")
    if not values.get("birth_date") and not wrong & {"cpr", "birth_date"}:
        plan.refuse("birth_date", "birth_date_missing")
    plan.number = values.get("cpr")
    plan.member = values.get("case_worker")
    plan.values = {name: values[name] for name in PLAIN if values.get(name)}
    plan.values["birth_date"] = values.get("birth_date")
    if plan.number:
        plan.change("cpr", "", "•")
    elif plan.values["birth_date"]:
        plan.change("birth_date", "", plan.values["birth_date"])
    for name in PLAIN:
        if values.get(name):
            plan.change(name, "", values[name])
    if values.get("is_address_protected"):
        plan.values["is_address_protected"] = True
        plan.change("is_address_protected", "", True)
    if plan.member:
        plan.change("case_worker", "", plan.member.name)


def _plan_known(plan: Plan, values: Said, citizen: Citizen, world: World) -> None:
    if not values.keys() - {"cpr", "cpr_index", "case_number", "birth_date", "name_key"}:
        plan.refuse("", "row_says_nothing")
        return
    if values.get("cpr") and not citizen.cpr_index:
        plan.number = values["cpr"]
        plan.change("cpr", "", "•")
        plan.values["birth_date"] = plan.number.birth_date
    elif values.get("birth_date") and not citizen.birth_date:
        plan.values["birth_date"] = values["birth_date"]
        plan.change("birth_date", "", values["birth_date"])
    for name in REPLACEABLE:
        new, old = values.get(name), getattr(citizen, name)
        if not new or str(old or "") == new or (old and not world.overwrites):
            continue
        if name == "case_number" and new in world.known.by_case:
            plan.refuse(name, "id_taken")
            continue
        plan.values[name] = new
        plan.change(name, old, new)
    # a file can protect somebody; to lift the protection is for those who know the person
    if values.get("is_address_protected") and not citizen.is_address_protected:
        plan.values["is_address_protected"] = True
        plan.change("is_address_protected", "", True)
    if values.get("case_worker") and citizen.pk not in world.followed:
        plan.member = values["case_worker"]
        plan.change("case_worker", "", plan.member.name)


def _plan_groups(plan: Plan, values: Said, world: World, wrong: set[str]) -> None:
    """Note target group, match groups and benefit, as far as the rules let them be."""
    citizen = plan.citizen
    plan.from_on = values.get("from_on") or world.day
    pk = citizen.pk if citizen else 0
    number = values.get("target_group")
    if number and (citizen is None or world.overwrites):
        group = world.targets[number]
        same = citizen is not None and citizen.target_group_id == group.pk
        flag = values.get("sub_flag", citizen.sub_flag if citizen and same else "")
        if not same or (citizen and citizen.sub_flag != flag):
            with _refusing(plan, "target_group"):
                rules.check_can_follow(plan.from_on, world.latest.get(("target", pk)), world.day)
                rules.check_can_enter_target_group(group.ruleset, number, flag, plan.from_on)
                plan.target = (group, flag)
                old = citizen.target_group.number if citizen else ""
                plan.change("target_group", old, f"{number} {flag}".strip())
    for name in MATCHES:
        scheme, code = name.removeprefix(MATCH), values.get(name)
        held = world.matched.get((pk, scheme))
        if not code or held == code or (held and not world.overwrites):
            continue
        with _refusing(plan, name):
            rules.check_can_follow(plan.from_on, world.latest.get((scheme, pk)), world.day)
            rules.check_can_use_scheme(
                SCHEMES[scheme], plan.from_on, kept_open=scheme in world.kept_open
            )
            plan.groups.append(world.groups[scheme, code])
            plan.change(name, held, code)
    benefit, now = values.get("benefit"), citizen.benefit if citizen else ""
    if benefit and benefit != now and (not now or world.overwrites):
        with _refusing(plan, "benefit"):
            rules.check_can_follow(plan.from_on, world.latest.get(("benefit", pk)), world.day)
            plan.benefit = benefit
            plan.change("benefit", now, benefit)


class _refusing:  # noqa: N801  read as a word: with _refusing(plan, "benefit")
    """Turn a rule's refusal into a refused cell."""

    def __init__(self, plan: Plan, field_name: str) -> None:
        self.plan, self.field = plan, field_name

    def __enter__(self) -> None:
        """Nothing to do yet."""

    def __exit__(self, kind: Any, problem: Any, _trace: Any) -> bool:
        if not isinstance(problem, Refused):
            return False
        params = {
            key: f"{value:%d.%m.%Y}" if isinstance(value, date) else value
            for key, value in problem.params.items()
        }
        field_name = "from_on" if problem.code.startswith("from_") else self.field
        self.plan.refuse(field_name, problem.code, **params)
        return True
