"""What the pages of citizens read: lists by key, the dated facts of one, who looked."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from citizens import law
from citizens.access import MaskedCitizen, may_see_name, pseudonym, record_looks
from citizens.choices import Benefit, Function, SubFlag
from citizens.models import (
    AccessRequest,
    CaseTeamMember,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
    JobcentreScheme,
    MatchGroup,
    MatchScheme,
    TargetGroup,
)
from citizens.models.citizen import BenefitPeriod
from citizens.models.law import in_language
from citizens.same_person import possible_same
from jobcenter import cpr
from jobcenter.clock import today
from jobcenter.compiled import compiled
from jobcenter.law import Provenance
from jobcenter.models import AccessLog, Membership
from jobcenter.viewer import Viewer

PAGE = 25


@dataclass
class Row:
    """One line of the list, masked or not."""

    public_id: UUID
    seen: bool
    name: str
    state: str
    key: str = ""
    birth_date: date | None = None
    target: str = ""
    paragraph: str = ""
    phone: Any = ""
    is_protected: bool = False
    created_at: datetime | None = None
    matches: list[str] = field(default_factory=list)
    team: list[tuple[str, str]] = field(default_factory=list)


def rows_of(viewer: Viewer, citizens: list[Citizen], *, all_seen: bool = False) -> list[Row]:
    """Return the lines of citizens with team and match groups: three queries in all."""
    ids = [citizen.pk for citizen in citizens]
    seen = set(ids) if all_seen else may_see_name(viewer, ids)
    teams = teams_of(viewer, ids)
    matches: dict[int, list[str]] = defaultdict(list)
    held = (
        CitizenMatch.objects.on(today())
        .filter(jobcentre_id=viewer.jobcentre_id, citizen_id__in=seen)
        .exclude(scheme__code=law.CURRENT_RULESET)
        .order_by("-scheme__valid_from", "pk")
        .values_list("citizen_id", "group__name_da", "group__name_en")
    )
    for citizen_id, danish, english in held:
        matches[citizen_id].append(in_language(danish, english))
    return [_row(citizen, citizen.pk in seen, matches, teams) for citizen in citizens]


def maybe_same(viewer: Viewer, facts: dict[str, Any]) -> list[Row]:
    """Return who may be the person about to be registered, masked as ever; each look is written.

    Asking by name and birth date tells that somebody is known here: the log says who asked.
    """
    names = ("first_name", "last_name", "email", "phone")
    born = facts["birth_date"]
    if facts["cpr"]:
        born = cpr.parse(facts["cpr"]).birth_date
    found = possible_same(
        viewer.jobcentre_id,
        **{name: facts[name] for name in names},
        birth_date=born,
        with_number=bool(facts["cpr"]),
    ).select_related("target_group")
    rows = rows_of(viewer, list(found))
    record_looks(viewer, [row.public_id for row in rows], "citizen.maybe_same")
    return rows


def _row(
    citizen: Citizen,
    seen: bool,
    matches: dict[int, list[str]],
    teams: dict[int, list[tuple[str, str]]],
) -> Row:
    team = teams.get(citizen.pk, [])
    if not seen:
        return Row(citizen.public_id, False, pseudonym(citizen.public_id), citizen.state, team=team)
    return Row(
        public_id=citizen.public_id,
        seen=True,
        name=citizen.full_name,
        state=citizen.state,
        birth_date=citizen.birth_date,
        target=target_in_words(citizen.target_group, citizen.sub_flag),
        paragraph=citizen.target_group.paragraph,
        phone="" if citizen.is_address_protected else citizen.phone,
        is_protected=citizen.is_address_protected,
        created_at=citizen.created_at,
        matches=matches.get(citizen.pk, []),
        team=team,
    )


def teams_of(viewer: Viewer, citizen_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Return name and function of today's case teams by citizen, job consultants first."""
    teams: dict[int, list[tuple[str, str]]] = defaultdict(list)
    members = (
        CaseTeamMember.objects.on(today())
        .filter(jobcentre_id=viewer.jobcentre_id, citizen_id__in=citizen_ids)
        .order_by("pk")
        .values_list("citizen_id", "membership__name", "function")
    )
    for citizen_id, name, function in members:
        teams[citizen_id].append((name, str(Function(function).label)))
    return teams


def target_in_words(group: TargetGroup, flag: str) -> str:
    """Return number, name and division of a target group."""
    return f"{group} – {SubFlag(flag).label}" if flag else str(group)


@dataclass(frozen=True)
class Period:
    """Something that held from one day until the day before another."""

    kind: str
    scheme: str
    text: str
    from_on: date
    to_on: date | None


def dated_facts(citizen: Citizen) -> list[Period]:
    """Return target groups, match groups and benefits, the newest first.

    One query for the page, so the schemes kept open come along as periods of kind "open".
    """
    rows: Any = _dated(jobcentre=citizen.jobcentre_id, citizen=citizen.pk)
    return [_period(*row[:8]) for row in rows]


@compiled
def _dated(*, jobcentre: int, citizen: int) -> QuerySet[CitizenTargetGroup, Any]:
    own = {"jobcentre_id": jobcentre, "citizen_id": citizen}
    kept = (
        JobcentreScheme.objects.filter(jobcentre_id=jobcentre, scheme__active=True)
        .order_by()
        .annotate(kind=_text("open"), c_code=_text(""))
        .annotate(c_da=F("scheme__name_da"), c_en=F("scheme__name_en"))
        .annotate(c_extra=_text(""), until=Value(None, output_field=DateField()))
        .values_list(
            "kind",
            "scheme__code",
            "c_code",
            "c_da",
            "c_en",
            "c_extra",
            "scheme__valid_from",
            "until",
            "pk",
        )
    )

    def shape(rows: Any, kind: str, *columns: Any) -> Any:
        names = dict(zip(("scheme", "code", "da", "en", "extra"), columns, strict=True))
        return (
            rows.filter(**own)
            .order_by()
            .annotate(kind=_text(kind), **{f"c_{name}": column for name, column in names.items()})
            .values_list(
                "kind", "c_scheme", "c_code", "c_da", "c_en", "c_extra", "from_on", "to_on", "pk"
            )
        )

    targets = shape(
        CitizenTargetGroup.objects.all(),
        "target",
        F("target_group__ruleset"),
        _as_text("target_group__number"),
        F("target_group__label_da"),
        F("target_group__label_en"),
        F("sub_flag"),
    )
    matches = shape(
        CitizenMatch.objects.all(),
        "match",
        F("scheme__code"),
        F("group__code"),
        F("group__name_da"),
        F("group__name_en"),
        _text(""),
    )
    benefits = shape(
        BenefitPeriod.objects.all(), "benefit", _text(""), F("benefit"), _text(""), _text(""),
        _text(""),
    )  # fmt: skip
    return targets.union(matches, benefits, kept, all=True).order_by("-from_on", "-pk")


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _as_text(column: str) -> Any:
    return Cast(column, CharField())


def _period(
    kind: str,
    scheme: str,
    code: str,
    danish: str,
    english: str,
    extra: str,
    from_on: date,
    to_on: date | None,
) -> Period:
    text = in_language(danish, english)
    if kind == "target":
        text = f"{code} {text}" + (f" – {SubFlag(extra).label}" if extra else "")
    elif kind == "benefit":
        text = str(Benefit(code).label)
    return Period(kind, scheme, text, from_on, to_on)


def kept_open(facts: list[Period]) -> list[tuple[law.Scheme, list[Period]]]:
    """Return the schemes kept open with the citizen's groups in each, the newest first.

    § 6 itself is left out: it follows the target group.
    """
    laws = {scheme.code: scheme for scheme in law.match_schemes()}
    kept = [p for p in facts if p.kind == "open" and p.scheme != law.CURRENT_RULESET]
    return [
        (
            laws.get(each.scheme) or _own_scheme(each),
            [p for p in facts if p.kind == "match" and p.scheme == each.scheme],
        )
        for each in kept
    ]


def _own_scheme(kept: Period) -> law.Scheme:
    """Return a scheme of the jobcentre's own, named in the language of the page."""
    period = Provenance(legal_ref="", valid_from=kept.from_on, verified=True)
    return law.Scheme(kept.scheme, kept.text, kept.text, True, (), period)


def open_schemes(jobcentre_id: int) -> dict[MatchScheme, list[MatchGroup]]:
    """Return the schemes a jobcentre keeps open, the newest first, with their groups.

    Without § 6 itself, which follows the target group. One query.
    """
    kept = JobcentreScheme.objects.filter(jobcentre_id=jobcentre_id)
    groups: dict[MatchScheme, list[MatchGroup]] = {}
    for group in (
        MatchGroup.objects.filter(scheme__in=kept.values("scheme_id"), scheme__active=True)
        .exclude(scheme__code=law.CURRENT_RULESET)
        .select_related("scheme")
        .order_by("-scheme__valid_from", "scheme_id", "order")
    ):
        groups.setdefault(group.scheme, []).append(group)
    return groups


def colleagues(viewer: Viewer) -> list[Membership]:
    """Return those who can be in a case team, by name."""
    from jobcenter.permissions import CAPABILITIES, OUTSIDERS, Can

    roles = [
        role
        for role, capabilities in CAPABILITIES.items()
        if Can.READ_CITIZENS in capabilities and role not in OUTSIDERS
    ]
    return list(
        Membership.objects.active()
        .with_role(*roles)
        .filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("name", "pk")
    )


def latest_request(viewer: Viewer, citizen: MaskedCitizen) -> AccessRequest | None:
    """Return the viewer's own newest request for the citizen."""
    return (
        AccessRequest.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            membership_id=viewer.membership_id or 0,
            citizen_id=citizen.id,
        )
        .select_related("decided_by")
        .order_by("-asked_at", "-pk")
        .first()
    )


def looks_at(viewer: Viewer, public_id: UUID, after: str) -> tuple[list[AccessLog], str]:
    """Return a page of who looked at a citizen, the newest first, and the next page's cursor."""
    looks = AccessLog.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen=public_id)
    if after:
        moment, _, row_id = after.rpartition("_")
        try:
            at, pk = datetime.fromisoformat(moment), int(row_id)
        except ValueError:
            return [], ""
        looks = looks.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)
    page = list(looks.select_related("membership").order_by("-at", "-pk")[: PAGE + 1])
    if len(page) <= PAGE:
        return page, ""
    last = page[PAGE - 1]
    return page[:PAGE], f"{last.at.isoformat()}_{last.pk}"
