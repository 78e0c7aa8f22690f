"""Target groups and match schemes as dated data, read once from the TOML files beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobcenter.errors import N_, Refused
from jobcenter.law import LawFileError, Provenance, provenance_of, read_law

HERE = Path(__file__).parent
CURRENT_RULESET = "lab-6"
DRAFT_RULESET = "2027-udkast"

JOBPARAT = "jobparat"
AKTIVITETSPARAT = "aktivitetsparat"
OBVIOUS = "obvious"
IN_JOB = "in_job"
NO_FLAG = ""


@dataclass(frozen=True)
class DatedLabel:
    """What the group was called until `valid_to` (inclusive); None is the present name."""

    da: str
    en: str
    valid_to: date | None = None


@dataclass(frozen=True)
class TargetGroup:
    """One number of LAB § 6, with the class of work trial and what else depends on it."""

    ruleset: str
    number: int
    labels: tuple[DatedLabel, ...]
    flags: tuple[str, ...]
    trial_class_of_flag: Mapping[str, str]
    wage_subsidy: str
    wage_subsidy_not_for: tuple[str, ...]
    closed_to_new_from: date | None
    provenance: Provenance
    active: bool

    def label(self, language: str, on: date) -> str:
        """Return the name in "da" or "en" as it was on the day `on`."""
        past = [each for each in self.labels if each.valid_to is not None and on <= each.valid_to]
        chosen = min(past, key=_last_day) if past else self.labels[0]
        return chosen.da if language.startswith("da") else chosen.en

    def is_open_to_new(self, on: date) -> bool:
        """Tell whether a citizen can be placed in the group on the day `on`."""
        closed = self.closed_to_new_from is not None and on >= self.closed_to_new_from
        return self.active and self.provenance.holds_on(on) and not closed

    @property
    def needs_flag(self) -> bool:
        """Tell whether the class of work trial cannot be known without a flag (number 12)."""
        return bool(self.trial_class_of_flag) and NO_FLAG not in self.trial_class_of_flag


@dataclass(frozen=True)
class Flag:
    """A distinction inside a group, such as jobparat or aktivitetsparat."""

    code: str
    label_da: str
    label_en: str


@dataclass(frozen=True)
class SchemeGroup:
    """One group of a match scheme, in its order from 1."""

    code: str
    name_da: str
    name_en: str
    order: int
    verified: bool


@dataclass(frozen=True)
class Scheme:
    """A way of grouping citizens and the period it was the rule."""

    code: str
    name_da: str
    name_en: str
    active: bool
    groups: tuple[SchemeGroup, ...]
    provenance: Provenance

    def name(self, language: str) -> str:
        """Return the name in "da" or "en"."""
        return self.name_da if language.startswith("da") else self.name_en


def _last_day(label: DatedLabel) -> date:
    return label.valid_to or date.max


@lru_cache(maxsize=1)
def all_target_groups() -> tuple[TargetGroup, ...]:
    """Return every group of every rule set, inactive drafts included, in the order of the file."""
    law = read_law(HERE / "target_groups.toml")
    rulesets = law["rulesets"]
    periods = {code: provenance_of(row, f"ruleset {code}") for code, row in rulesets.items()}
    known = {row["code"] for row in law["flags"]}
    groups = []
    for row in law["groups"]:
        code = row["ruleset"]
        unknown = {*row.get("flags", ()), *row.get("wage_subsidy_not_for", ())} - known
        if unknown:
            raise LawFileError(f"group {row['number']}: unknown flags {sorted(unknown)}")
        groups.append(_target_group(row, periods[code], active=rulesets[code]["active"]))
    return tuple(groups)


def _target_group(row: dict[str, Any], period: Provenance, *, active: bool) -> TargetGroup:
    flags = tuple(row.get("flags", ()))
    by_flag: dict[str, str] = dict(row.get("trial_class_by_flag", {}))
    if "trial_class" in row:
        by_flag = dict.fromkeys((NO_FLAG, *flags), row["trial_class"])
    past = tuple(
        DatedLabel(each["label_da"], each["label_en"], each["valid_to"])
        for each in row.get("labels", ())
    )
    return TargetGroup(
        ruleset=row["ruleset"],
        number=row["number"],
        labels=(DatedLabel(row["label_da"], row["label_en"]), *past),
        flags=flags,
        trial_class_of_flag=by_flag,
        wage_subsidy=row.get("wage_subsidy", "unknown"),
        wage_subsidy_not_for=tuple(row.get("wage_subsidy_not_for", ())),
        closed_to_new_from=row.get("closed_to_new_from"),
        provenance=period,
        active=active,
    )


@lru_cache(maxsize=1)
def flags() -> tuple[Flag, ...]:
    """Return the flags a citizen can carry."""
    rows = read_law(HERE / "target_groups.toml")["flags"]
    return tuple(Flag(row["code"], row["label_da"], row["label_en"]) for row in rows)


def target_groups(on: date) -> tuple[TargetGroup, ...]:
    """Return the active groups in force on the day `on`."""
    return tuple(
        each for each in all_target_groups() if each.active and each.provenance.holds_on(on)
    )


def target_group(number: int, on: date) -> TargetGroup:
    """Return the active group `number` on the day `on`; Refused if the law has none."""
    for each in target_groups(on):
        if each.number == number:
            return each
    raise Refused(
        "target_group_unknown",
        N_("Target group %(number)s is not in force on %(day)s (LAB § 6)."),
        number=number,
        day=on,
    )


def check_can_carry_flag(number: int, flag: str, on: date) -> None:
    """Refuse a flag the group does not have, or its absence where the law depends on it."""
    group = target_group(number, on)
    if group.needs_flag and flag not in group.flags:
        raise Refused(
            "target_group_flag_missing",
            N_(
                "For target group %(number)s you must say whether the person is jobparat or "
                "aktivitetsparat (LAB § 6)."
            ),
            number=number,
        )
    if flag and flag not in group.flags:
        raise Refused(
            "target_group_flag_unknown",
            N_("Target group %(number)s is not divided that way (LAB § 6)."),
            number=number,
        )


def trial_class(number: int, flag: str, on: date) -> str:
    """Return "A" or "B", the class that decides how long a work trial may last (LAB § 61).

    A flag that the group does not know changes nothing; one that the law depends on is required.
    """
    group = target_group(number, on)
    if flag in group.trial_class_of_flag:
        return group.trial_class_of_flag[flag]
    check_can_carry_flag(number, "" if not group.needs_flag else flag, on)
    return group.trial_class_of_flag[NO_FLAG]


@lru_cache(maxsize=1)
def match_schemes() -> tuple[Scheme, ...]:
    """Return every match scheme, oldest first; drafts are there and marked inactive."""
    schemes = []
    for row in read_law(HERE / "match_schemes.toml")["schemes"]:
        period = provenance_of(row, f"scheme {row['code']}")
        schemes.append(
            Scheme(
                code=row["code"],
                name_da=row["name_da"],
                name_en=row["name_en"],
                active=row["active"],
                groups=_scheme_groups(row, period),
                provenance=period,
            )
        )
    return tuple(schemes)


def _scheme_groups(row: dict[str, Any], period: Provenance) -> tuple[SchemeGroup, ...]:
    if "groups_from" in row:
        source = [each for each in all_target_groups() if each.ruleset == row["groups_from"]]
        return tuple(
            SchemeGroup(
                code=str(each.number),
                name_da=f"{each.number} {each.labels[0].da}",
                name_en=f"{each.number} {each.labels[0].en}",
                order=place,
                verified=period.verified,
            )
            for place, each in enumerate(source, start=1)
        )
    return tuple(
        SchemeGroup(
            code=each["code"],
            name_da=each["name_da"],
            name_en=each["name_en"],
            order=place,
            verified=each.get("verified", period.verified),
        )
        for place, each in enumerate(row["groups"], start=1)
    )


def scheme_in_force(on: date) -> Scheme | None:
    """Return the scheme that was the rule on the day `on`."""
    for each in match_schemes():
        if each.active and each.provenance.holds_on(on):
            return each
    return None
