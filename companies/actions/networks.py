"""Networks: found, change, end; members come and go; the certificate of mentor training."""

from dataclasses import dataclass

from companies.actions.campaigns import may_manage
from companies.actions.checks import hold_person, of_this_house
from companies.choices.network import MOST_MEMBERS, NetworkKind
from companies.models import ContactPerson, Invitation, Network, NetworkMember
from companies.rules import networks as rules
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class NetworkFacts:
    """What a network is and what it is for; of training also how much."""

    kind: str
    name: str
    purpose: str
    responsible: Membership
    parent: Network | None = None
    content: str = ""
    hours: int | None = None
    days_needed: int | None = None
    results: str = ""


def _values(facts: NetworkFacts) -> dict[str, object]:
    is_training = facts.kind == NetworkKind.TRAINING
    return {
        "kind": facts.kind, "name": " ".join(facts.name.split()),
        "purpose": facts.purpose.strip(), "responsible": facts.responsible,
        "parent": facts.parent, "results": facts.results.strip(),
        "content": facts.content.strip() if is_training else "",
        "hours": facts.hours if is_training else None,
        "days_needed": facts.days_needed if is_training else None,
    }  # fmt: skip


def _locked(network: Network, actor: Viewer, version: int | None = None) -> Network:
    found = (
        Network.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=network.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def _check(facts: NetworkFacts, actor: Viewer, network: Network | None = None) -> None:
    may_manage(actor)
    of_this_house(actor, facts.responsible)
    parent = facts.parent
    if parent is not None:
        if parent.jobcentre_id != actor.jobcentre_id:
            raise NotYours
        has_groups = network is not None and network.groups.filter(
            jobcentre_id=actor.jobcentre_id
        ).exists()  # fmt: skip
        is_itself = network is not None and network.pk == parent.pk
        rules.check_parent(
            parent_is_group=parent.parent_id is not None, has_groups=has_groups,
            is_itself=is_itself,
        )  # fmt: skip


@action
def found_network(facts: NetworkFacts, *, actor: Viewer) -> Network:
    """Found a network, or a sub-group of one."""
    _check(facts, actor)
    made = Network.objects.create(jobcentre_id=actor.jobcentre_id, **_values(facts))
    log_event("companies.network_founded", actor=actor, subject=made.public_id, text=made.name)
    return made


@action
def edit_network(network: Network, facts: NetworkFacts, *, actor: Viewer, version: int) -> Network:
    """Change what a network is for, or write down its results."""
    _check(facts, actor, network)
    found = _locked(network, actor, version)
    values = {**_values(facts), "version": version + 1}
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    return found


@action
def end_network(network: Network, *, actor: Viewer) -> Network:
    """End a network: it stays readable, nobody joins any more."""
    may_manage(actor)
    found = _locked(network, actor)
    if found.ended_on is None:
        found.ended_on, found.version = today(), found.version + 1
        found.save(update_fields=["ended_on", "version"])
        log_event("companies.network_ended", actor=actor, subject=found.public_id, text=found.name)
    return found


@action
def join_network(network: Network, person: ContactPerson, *, actor: Viewer) -> NetworkMember:
    """Take a company's person into a network."""
    may_manage(actor)
    held = hold_person(actor, person)
    found = _locked(network, actor)
    if held is None:
        raise NotYours
    rules.check_open(found.ended_on)
    now_in = NetworkMember.objects.filter(
        jobcentre_id=actor.jobcentre_id, network=found, left_on__isnull=True
    )
    if now_in.filter(person=held).exists():
        raise Refused("member_already", N_("%(name)s is a member already."), name=held.name)
    if now_in.count() >= MOST_MEMBERS:
        raise Refused("full", N_("A network has at most %(most)s members."), most=MOST_MEMBERS)
    row = NetworkMember.objects.create(
        jobcentre_id=actor.jobcentre_id, network=found, company_id=held.company_id, person=held,
        joined_on=today(),
    )  # fmt: skip
    log_event(
        "companies.network_joined", actor=actor, company_id=held.company_id,
        subject=found.public_id, text=found.name,
    )  # fmt: skip
    return row


@action
def leave_network(member: NetworkMember, *, actor: Viewer) -> None:
    """Note that somebody left."""
    may_manage(actor)
    row = (
        NetworkMember.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=member.pk, left_on__isnull=True)
        .first()
    )
    if row is None:
        raise NotYours
    row.left_on = today()
    row.save(update_fields=["left_on"])
    log_event(
        "companies.network_left", actor=actor, company_id=row.company_id,
        subject=member.network.public_id, text=member.network.name,
    )  # fmt: skip


def days_attended(member: NetworkMember) -> int:
    """Return how many of the network's meetings the person came to."""
    return Invitation.objects.filter(
        jobcentre_id=member.jobcentre_id, person_id=member.person_id,
        gathering__network_id=member.network_id, came=True,
    ).count()  # fmt: skip


@action
def give_certificate(member: NetworkMember, *, actor: Viewer) -> NetworkMember:
    """Give the certificate of mentor training to who came often enough."""
    may_manage(actor)
    row = (
        NetworkMember.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=member.pk)
        .first()
    )
    if row is None:
        raise NotYours
    network = member.network
    rules.check_certificate(network.kind, network.days_needed, days_attended(row))
    if row.certified_on is None:
        row.certified_on = today()
        row.save(update_fields=["certified_on"])
        log_event(
            "companies.mentor_certified", actor=actor, company_id=row.company_id,
            subject=network.public_id, text=network.name,
        )  # fmt: skip
    return row
