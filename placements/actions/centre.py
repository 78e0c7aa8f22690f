"""Company centres: written, filled with places and companies, started, ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from companies.actions.agreements import AgreementFacts, GoalFacts, draft_agreement
from companies.choices.agreement import Area, GoalKind, Side
from companies.models import Agreement, Company, Workplace
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access.centre import WRITES
from placements.actions.places import open_place
from placements.actions.shared import database_agrees, lock_place
from placements.choices import PlaceState
from placements.choices.centre import CentreState
from placements.models import Centre, CentrePartner, Place
from placements.queries.centre import clauses_of, lacking
from placements.rules import centre as rules

WRITTEN = (
    "name", "model", "starts_on", "ends_on", "places_planned", "consultant", "mentor",
    "mentor_hours", "arrangement", "goals", "for_whom", "tasks", "introduction", "absence",
    "activities", "follow_up", "way_out",
)  # fmt: skip


def _check_may_write(actor: Viewer) -> None:
    if not actor.can(WRITES):
        raise PermissionDenied


def _check_open(centre: Centre) -> None:
    if not centre.is_open:
        raise Refused("centre_over", N_("The centre is over, and what it was stays as it is."))


def lock_centre(actor: Viewer, centre: Centre, version: int | None = None) -> Centre:
    """Lock a centre and read it anew; Stale if somebody changed it since `version`."""
    found = lock_then_read(
        Centre.objects.filter(jobcentre_id=actor.jobcentre_id, pk=centre.pk),
        "company", "consultant", "mentor", "agreement",
    )  # fmt: skip
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def _tell(kind: str, centre: Centre, actor: Viewer) -> None:
    log_event(
        f"placements.centre_{kind}", actor=actor, text=centre.name,
        company_id=centre.company_id, subject=centre.public_id,
    )  # fmt: skip


def _check(centre: Centre) -> None:
    rules.check_planned_places(centre.places_planned)
    rules.check_period(centre.starts_on, centre.ends_on)
    people = [centre.consultant.jobcentre_id]
    if centre.mentor is not None:
        people.append(centre.mentor.jobcentre_id)
        if centre.mentor.company_id != centre.company_id:
            raise Refused(
                "centre_mentor", N_("The common mentor works at the company of the centre.")
            )
    if set(people) != {centre.jobcentre_id}:
        raise NotYours


@action
def write_centre(company: Company, *, actor: Viewer, **facts: Any) -> Centre:
    """Write a new centre at a company; fewer than four places are refused."""
    _check_may_write(actor)
    if company.ceased_on is not None:
        raise Refused("company_ceased", N_("The register says that the company has ceased."))
    centre = Centre(jobcentre_id=actor.jobcentre_id, company=company, **facts)
    _check(centre)
    with database_agrees():
        centre.save()
    _tell("written", centre, actor)
    return centre


@action
def edit_centre(centre: Centre, *, actor: Viewer, version: int, **facts: Any) -> Centre:
    """Change an open centre. What was signed stays as it is in the contract's own text."""
    _check_may_write(actor)
    centre = lock_centre(actor, centre, version)
    _check_open(centre)
    for name in WRITTEN:
        setattr(centre, name, facts[name])
    _check(centre)
    centre.version += 1
    with database_agrees():
        centre.save(update_fields=[*WRITTEN, "sort_key", "version"])
    _tell("changed", centre, actor)
    return centre


@action
def write_contract(centre: Centre, *, actor: Viewer) -> Agreement:
    """Write the centre's contract as a draft agreement from its present terms.

    With a contract that is signed or has expired it is that one's renewal: a new version that
    both managements sign, while the former stays as it was.
    """
    _check_may_write(actor)
    centre = lock_centre(actor, centre)
    former = centre.agreement
    if former is not None and former.state not in {"signed", "expired", "ended"}:
        raise Refused(
            "contract_open", N_("The contract is not signed yet: change it, or take it back first.")
        )
    agreement = draft_agreement(
        centre.company,
        AgreementFacts(
            purpose=centre.name, starts_on=centre.starts_on, ends_on=centre.ends_on,
            responsible=centre.consultant, clauses=clauses_of(centre),
            areas=[Area.RECRUITMENT, Area.CLARIFICATION],
            goals=[GoalFacts(
                Side.COMPANY, GoalKind.PLACES, centre.ends_on, Decimal(centre.places_planned)
            )],
        ),
        actor=actor,
        previous=former if former is not None and former.state != "ended" else None,
    )  # fmt: skip
    centre.agreement = agreement
    centre.version += 1
    centre.save(update_fields=["agreement", "version"])
    return agreement


@action
def open_centre_places(
    centre: Centre, workplace: Workplace, *, actor: Viewer, number: int, **facts: Any
) -> list[Place]:
    """Open several places alike at a workplace of the centre's companies."""
    _check_may_write(actor)
    centre = lock_centre(actor, centre)
    _check_takes_places(centre, workplace)
    places = []
    for at in range(1, number + 1):
        title = facts["title"] if number == 1 else f"{facts['title']} {at}"
        place = open_place(workplace, actor=actor, **{**facts, "title": title})
        places.append(_join(place, centre))
    return places


def _check_takes_places(centre: Centre, workplace: Workplace) -> None:
    _check_open(centre)
    partners = centre.partners.filter(
        jobcentre_id=centre.jobcentre_id, company_id=workplace.company_id, to_on__isnull=True
    )
    if workplace.company_id != centre.company_id and not partners.exists():
        raise Refused(
            "centre_elsewhere",
            N_("The workplace belongs to none of the centre's companies. Add its company first."),
        )


@action
def take_place_in(centre: Centre, place: Place, *, actor: Viewer) -> Place:
    """Let a place that is open already be one of the centre's."""
    _check_may_write(actor)
    centre = lock_centre(actor, centre)
    place = lock_place(actor, place.pk)
    if place.state != PlaceState.OPEN:
        raise Refused("place_closed", N_("A closed place is history. Open a new one."))
    if place.centre_id == centre.pk:
        return place
    if place.centre_id is not None:
        raise Refused("place_taken", N_("The place belongs to another centre."))
    if place.former_centre_id not in {None, centre.pk}:
        raise Refused(
            "place_was_taken",
            N_("The place was another centre's, and what was paid follows it. Open a new one."),
        )
    _check_takes_places(centre, place.workplace)
    return _join(place, centre)


@action
def let_place_out(centre: Centre, place: Place, *, actor: Viewer) -> Place:
    """Let a place stand by itself again; who is there stays."""
    _check_may_write(actor)
    lock_centre(actor, centre)
    place = lock_place(actor, place.pk)
    return _leave(place) if place.centre_id == centre.pk else place


def _join(place: Place, centre: Centre) -> Place:
    """Let a place be the centre's from today; one that comes back was never away."""
    if place.former_centre_id is None:
        place.joined_centre_on = today()
    place.centre, place.former_centre, place.left_centre_on = centre, None, None
    return _saved(place)


def _leave(place: Place) -> Place:
    """Let a place stand by itself from tomorrow; what was paid for there stays the centre's."""
    place.former_centre, place.left_centre_on, place.centre = place.centre, today(), None
    return _saved(place)


def _saved(place: Place) -> Place:
    place.version += 1
    place.save(
        update_fields=["centre", "joined_centre_on", "former_centre", "left_centre_on", "version"]
    )
    return place


def _leave_all(places: QuerySet[Place], actor: Viewer) -> None:
    for pk in places.filter(state=PlaceState.OPEN).order_by("pk").values_list("pk", flat=True):
        _leave(lock_place(actor, pk))


@action
def add_partner(
    centre: Centre, company: Company, *, actor: Viewer, from_on: date, tasks: str = ""
) -> CentrePartner:
    """Add a member or a host, where the model has them."""
    _check_may_write(actor)
    centre = lock_centre(actor, centre)
    _check_open(centre)
    if not centre.needs.partner:
        raise Refused("centre_alone", N_("A centre of this model is one company's alone."))
    if company.pk == centre.company_id:
        raise Refused("centre_itself", N_("That is the centre's own company."))
    if company.ceased_on is not None:
        raise Refused("company_ceased", N_("The register says that the company has ceased."))
    with database_agrees():
        return CentrePartner.objects.create(
            jobcentre_id=actor.jobcentre_id, centre=centre, company=company,
            from_on=from_on, tasks=tasks.strip(),
        )  # fmt: skip


@action
def end_partner(partner: CentrePartner, *, actor: Viewer) -> CentrePartner:
    """Let a company leave the centre today; its open places stand by themselves from then on."""
    _check_may_write(actor)
    centre = lock_centre(actor, partner.centre)
    _check_open(centre)
    if partner.to_on is None:
        partner.to_on = max(today(), partner.from_on)
        partner.save(update_fields=["to_on"])
        places = Place.objects.filter(
            jobcentre_id=actor.jobcentre_id, centre=centre,
            workplace__company_id=partner.company_id,
        )  # fmt: skip
        _leave_all(places, actor)
    return partner


@action
def start_centre(centre: Centre, *, actor: Viewer) -> Centre:
    """Let a centre run: it has what its model needs, four places and a signed contract."""
    _check_may_write(actor)
    centre = lock_centre(actor, centre)
    target = rules.check_centre_move(centre.state, "start")
    if missing := lacking(centre):
        raise Refused(f"centre_lacks_{missing[0]}", str(LACKS[missing[0]]))
    centre.state = target
    centre.version += 1
    with database_agrees():
        centre.save(update_fields=["state", "version"])
    _tell("started", centre, actor)
    return centre


LACKS = {
    "arrangement": N_("Write how the centre is arranged."),
    "mentor": N_("Choose the common mentor."),
    "partners": N_("Add the other companies of the centre."),
    "places": N_("Open at least four places."),
    "contract": N_("Let both managements sign the contract."),
}


@action
def end_centre(centre: Centre, *, actor: Viewer, version: int, reason: str) -> Centre:
    """End a running centre, or give up one being prepared.

    Its places stay open by themselves: who is at one keeps it until their last day.
    """
    _check_may_write(actor)
    centre = lock_centre(actor, centre, version)
    move = "end" if centre.state == CentreState.RUNNING else "cancel"
    centre.state = rules.check_centre_move(centre.state, move, reason)
    centre.ended_on, centre.end_reason = today(), " ".join(reason.split())
    centre.version += 1
    with database_agrees():
        centre.save(update_fields=["state", "ended_on", "end_reason", "version"])
    _leave_all(Place.objects.filter(jobcentre_id=actor.jobcentre_id, centre=centre), actor)
    _tell("ended", centre, actor)
    return centre


@action
def take_over_centre(centre: Centre, to: Membership, *, actor: Viewer) -> Centre:
    """Make a colleague the common consultant."""
    if not actor.can(Can.HAND_OVER) and not actor.can(WRITES):
        raise PermissionDenied
    centre = lock_centre(actor, centre)
    if to.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    centre.consultant = to
    centre.version += 1
    centre.save(update_fields=["consultant", "version"])
    _tell("changed", centre, actor)
    return centre
