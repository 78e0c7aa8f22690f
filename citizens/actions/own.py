"""The citizen's own access: codes asked for and typed, offered and closed by the case team."""

import hmac
import secrets
from datetime import datetime

from django.db.models import F

from citizens.actions.checks import check_may_write, locked
from citizens.models import Citizen, OwnAccess, OwnCode
from citizens.own.closing import close_every_door
from citizens.rules.own import CODE_DIGITS, CODE_LASTS, DOOR, TRIES, theirs
from jobcenter.access_log import record_look
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.encryption import keyed_hash
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer

MOST_AT_ONE = 10  # citizens at one mail or phone that are looked through


def address_hash(jobcentre_id: int, address: str) -> str:
    """Return the keyed hash under which codes to a mail or phone are kept."""
    return keyed_hash(f"own:{jobcentre_id}:{address.lower()}")


def _code_hash(row: OwnCode, code: str) -> str:
    return keyed_hash(f"own-code:{row.public_id}:{code}")


def citizens_at(jobcentre_id: int, address: str) -> list[Citizen]:
    """Return the citizens with this mail or phone whose own access is not closed.

    One that came from a file opens nothing until the case team has said that it is theirs: who
    may import could otherwise write an own address on anybody.
    """
    where = {"email__iexact": address} if "@" in address else {"phone": address}
    shut = OwnAccess.objects.filter(jobcentre_id=jobcentre_id, closed_at__isnull=False)
    rows = Citizen.objects.filter(jobcentre_id=jobcentre_id, is_address_from_file=False, **where)
    rows = rows.exclude(pk__in=shut.values("citizen_id"))
    return list(rows.select_related("jobcentre").order_by("pk")[:MOST_AT_ONE])


@action
def ask_for_code(address: str, *, actor: Viewer, language: str) -> None:
    """Send a code to a mail or phone (E.164) that a citizen has; nothing tells whether one has.

    `language` is the page's. A former code to the same address stops.
    """
    from citizens.mails.own import send_code

    if actor.kind != "system":
        raise NotYours
    found = citizens_at(actor.jobcentre_id, address)
    if not found:
        return
    mark = address_hash(actor.jobcentre_id, address)
    _close_open(actor.jobcentre_id, mark)
    row = OwnCode.objects.create(jobcentre_id=actor.jobcentre_id, address_hash=mark)
    send_code(row, found[0], address, language)


def _close_open(jobcentre_id: int, mark: str) -> None:
    OwnCode.objects.filter(
        jobcentre_id=jobcentre_id, address_hash=mark, closed_at__isnull=True
    ).update(closed_at=now())


@action
def make_code(row: OwnCode, *, actor: Viewer) -> str | None:
    """Make the code as its message is written and return it, shown once; None if it was stopped."""
    if actor.kind != "system":
        raise NotYours
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    made = OwnCode.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=row.pk, closed_at__isnull=True
    ).update(code_hash=_code_hash(row, code), until=now() + CODE_LASTS, tries=0)
    return code if made else None


@action
def enter_code(address: str, code: str, day: int, month: int, *, actor: Viewer) -> Citizen | None:
    """Return whose page a code opens; None if code or birthday is wrong, which counts a try.

    Raises Refused where two at one address have the same birthday: only a person can tell them
    apart. Nothing else tells one reason from another.
    """
    if actor.kind != "system":
        raise NotYours
    row = _open_code(actor.jobcentre_id, address)
    if row is None:
        return None
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    found = citizens_at(actor.jobcentre_id, address)
    right = theirs([(each.pk, each.birth_date) for each in found], day, month)
    if not hmac.compare_digest(row.code_hash, _code_hash(row, digits)) or not right:
        OwnCode.objects.filter(jobcentre_id=actor.jobcentre_id, pk=row.pk).update(
            tries=F("tries") + 1
        )
        return None
    if len(right) > 1:
        raise Refused(
            "own_ambiguous",
            N_("We can't tell who you are from this. Ring us, and we will help you."),
        )
    _close_open(actor.jobcentre_id, row.address_hash)
    citizen = next(each for each in found if each.pk == right[0])
    note_use(citizen, actor=actor)
    return citizen


@action
def note_use(citizen: Citizen, *, actor: Viewer) -> None:
    """Write that a citizen opened their own page, by a code or the national login."""
    if actor.kind != "system" or actor.jobcentre_id != citizen.jobcentre_id:
        raise NotYours
    moment = now()
    OwnAccess.objects.update_or_create(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, defaults={"last_used_at": moment}
    )
    viewer = Viewer(citizen.jobcentre_id, kind=DOOR, subject=citizen.public_id)
    record_look(viewer, citizen.public_id, "own.opened")


def _open_code(jobcentre_id: int, address: str, moment: datetime | None = None) -> OwnCode | None:
    """Return the code of an address that can still be typed, locked."""
    return (
        OwnCode.objects.select_for_update(of=("self",), no_key=True)
        .filter(
            jobcentre_id=jobcentre_id, address_hash=address_hash(jobcentre_id, address),
            closed_at__isnull=True, until__gt=moment or now(), tries__lt=TRIES,
        )
        .order_by("-pk")
        .first()
    )  # fmt: skip


@action
def invite(citizen: Citizen, *, actor: Viewer) -> OwnAccess:
    """Send a citizen the address of their own page: no token in it, a code opens it.

    Who does so has asked the citizen whether a mail or phone that came from a file is theirs.
    """
    from citizens.mails.own import send_link

    check_may_write(actor, citizen)
    present = locked(citizen)
    if not present.email and not present.phone:
        raise Refused("own_no_address", N_("Write a mail or a phone number on the citizen first."))
    if present.birth_date is None:
        raise Refused("own_no_birthday", N_("Without a birth date nobody can open the page."))
    row, _made = OwnAccess.objects.get_or_create(jobcentre_id=present.jobcentre_id, citizen=present)
    if row.closed_at is not None:
        raise Refused("own_closed", N_("The access is closed. Open it first."))
    row.invited_at, row.invited_by_id = now(), actor.membership_id
    row.save(update_fields=["invited_at", "invited_by"])
    if present.is_address_from_file:
        present.is_address_from_file = False
        present.save(update_fields=["is_address_from_file"])
    send_link(present)
    _log("citizen.own_invited", actor, present)
    return row


@action
def close_access(citizen: Citizen, *, actor: Viewer, reason: str) -> OwnAccess:
    """Close a citizen's own access – a phone in wrong hands, say – and every page open now."""
    from citizens.mails.plan import stop_links

    check_may_write(actor, citizen)
    if len(reason.strip()) < 3:
        raise Refused("own_reason", N_("Write why the access is closed."))
    present = locked(citizen)
    row, _made = OwnAccess.objects.get_or_create(jobcentre_id=present.jobcentre_id, citizen=present)
    if row.closed_at is None:
        row.closed_at, row.closed_by_id = now(), actor.membership_id
        row.closed_because = " ".join(reason.split())[:300]
        row.save(update_fields=["closed_at", "closed_by", "closed_because"])
        _log("citizen.own_closed", actor, present)
    close_every_door(present)  # links to the plan, too: opened again they would still be there
    stop_links(present)
    return row


@action
def reopen_access(citizen: Citizen, *, actor: Viewer) -> None:
    """Open a citizen's own access again."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    again = OwnAccess.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen=present, closed_at__isnull=False
    ).update(closed_at=None, closed_by=None, closed_because="")
    if again:
        _log("citizen.own_reopened", actor, present)


def _log(kind: str, actor: Viewer, citizen: Citizen) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
