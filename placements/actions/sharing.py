"""Clear word: written, approved by the citizen, sent, read – and stopped everywhere at once.

Only the case team writes; a role alone, or granted access, is not enough.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from citizens.access import in_case_team
from citizens.models import Citizen
from citizens.rules.own import DOOR as CITIZEN_DOOR
from companies.models import Company, ContactPerson
from jobcenter.access_log import record_look
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.actions.shared import lock_citizen
from placements.choices.sharing import DOOR, ApprovedHow, Stopped, Way, WordForm, WordState
from placements.mails import sharing as mails_sharing
from placements.models import Placement, Sharing, SharingLook, SharingReader, WarningWords
from placements.queries.sharing import warned_in
from placements.rules import sharing as rules

WORDS_MOST = 300


def may_write(actor: Viewer, citizen_id: int) -> bool:
    """Return whether the actor writes to companies about this citizen: the case team."""
    if actor.kind == "system":
        return True
    can = actor.can(Can.WRITE_CITIZENS) or actor.can(Can.MAKE_PLACEMENTS)
    return can and in_case_team(actor, citizen_id)


def _check_may_write(actor: Viewer, row: Sharing | Citizen) -> None:
    if row.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    citizen_id = row.pk if isinstance(row, Citizen) else row.citizen_id
    if not may_write(actor, citizen_id):
        raise PermissionDenied


def _locked(sharing: Sharing, actor: Viewer, version: int | None = None) -> Sharing:
    found = lock_then_read(
        Sharing.objects.filter(jobcentre_id=actor.jobcentre_id, pk=sharing.pk).order_by(),
        "company", "placement", "citizen", "by",
    )  # fmt: skip
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def _log(kind: str, sharing: Sharing, actor: Viewer) -> None:
    """Write the citizen's timeline row: which company, never what is told."""
    log_event(
        f"placements.word_{kind}", actor=actor, text=sharing.company.name,
        citizen_id=sharing.citizen_id, subject=sharing.public_id,
    )  # fmt: skip


def _set_readers(sharing: Sharing, people: Sequence[ContactPerson]) -> None:
    """Let exactly these read it: people of the company who are there and can be written to."""
    for person in people:
        if person.jobcentre_id != sharing.jobcentre_id or person.company_id != sharing.company_id:
            raise NotYours
        if person.left_on is not None:
            raise Refused("reader_left", N_("That person has left the company."))
    if len(people) > rules.READERS_MOST:
        raise Refused(
            "readers_many", N_("At most %(most)s people read it."), most=rules.READERS_MOST
        )
    wanted = {person.pk for person in people}
    rows = SharingReader.objects.filter(jobcentre_id=sharing.jobcentre_id, sharing=sharing)
    rows.exclude(person_id__in=wanted).delete()
    have = set(rows.values_list("person_id", flat=True))
    SharingReader.objects.bulk_create(
        SharingReader(jobcentre_id=sharing.jobcentre_id, sharing=sharing, person_id=pk)
        for pk in sorted(wanted - have)
    )


def _clean(texts: Mapping[str, str]) -> dict[str, str]:
    kept = {name: rules.plain(texts.get(name, "")) for name in rules.SECTIONS}
    rules.check_text(kept)
    return kept


@action
def write_word(
    citizen: Citizen, company: Company, *, actor: Viewer, form: str = "",
    placement: Placement | None = None, readers: Sequence[ContactPerson] = (),
    texts: Mapping[str, str], basis: str,
) -> Sharing:  # fmt: skip
    """Begin a text for a company; with a placement, its purpose decides the form."""
    _check_may_write(actor, citizen)
    citizen = lock_citizen(actor, citizen.pk)
    if citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    if placement is not None:
        at = placement.place.workplace.company_id
        if (placement.citizen_id, at) != (citizen.pk, company.pk):
            raise NotYours
        if not placement.is_open:
            raise Refused("placement_over", N_("The placement is over."))
        form = rules.form_of(placement.purpose)
    if form not in WordForm.values:
        raise Refused("form_unknown", N_("Choose what it is for."))
    chosen = next((each for each in rules.bases_on(today()) if each.code == basis), None)
    if chosen is None:
        raise Refused("basis_unknown", N_("Choose the legal basis."))
    _lapse(actor, Q(citizen_id=citizen.pk, company_id=company.pk))
    mine = Sharing.objects.filter(
        jobcentre_id=actor.jobcentre_id, citizen=citizen, company=company,
        state__in=[WordState.DRAFT, WordState.APPROVED],
    )  # fmt: skip
    if mine.exists():
        raise Refused("word_in_work", N_("A text for this company is being written already."))
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    sharing = Sharing.objects.create(
        jobcentre_id=actor.jobcentre_id, citizen=citizen, company=company, placement=placement,
        form=form, basis=chosen.code, legal_ref=chosen.provenance.legal_ref,
        by_id=actor.membership_id, **_clean(texts),
    )  # fmt: skip
    _set_readers(sharing, readers)
    _log("written", sharing, actor)
    return sharing


@action
def edit_word(
    sharing: Sharing, *, actor: Viewer, version: int, texts: Mapping[str, str],
    readers: Sequence[ContactPerson],
) -> Sharing:  # fmt: skip
    """Change a draft; what the citizen has approved nobody changes."""
    _check_may_write(actor, sharing)
    found = _locked(sharing, actor, version)
    if found.state != WordState.DRAFT:
        raise Refused("word_frozen", N_("The citizen has approved this text. Write a new one."))
    for name, text in _clean(texts).items():
        setattr(found, name, text)
    found.version += 1
    found.asked_at = None  # what the citizen was asked about is another text now
    found.save(update_fields=[*rules.SECTIONS, "asked_at", "version"])
    _set_readers(found, readers)
    return found


@action
def drop_word(sharing: Sharing, *, actor: Viewer) -> None:
    """Throw a draft away: nobody outside has seen it."""
    _check_may_write(actor, sharing)
    found = _locked(sharing, actor)
    if found.state != WordState.DRAFT:
        raise Refused("word_frozen", N_("The citizen has approved this text. Write a new one."))
    _log("dropped", found, actor)
    found.delete()


@action
def ask_citizen(sharing: Sharing, *, actor: Viewer, has_looked: bool = False) -> Sharing:
    """Show a whole draft on the citizen's own page; words of diagnosis are looked at first."""
    _check_may_write(actor, sharing)
    found = _locked(sharing, actor)
    rules.move("approve", found.state)
    rules.check_can_approve(
        form=found.form, texts=found.texts, readers=len(_readers(found)), until=today(),
        day=today(),
    )  # fmt: skip
    if not has_looked and warned_in(found):
        raise Refused("not_looked", N_("Look at the words above first."))
    found.asked_at = now()
    found.save(update_fields=["asked_at"])
    _log("asked", found, actor)
    return found


def _check_own(actor: Viewer, sharing: Sharing) -> None:
    """Refuse everybody but the citizen the text is about."""
    if actor.jobcentre_id != sharing.jobcentre_id or actor.kind != CITIZEN_DOOR:
        raise PermissionDenied
    if actor.subject is None or sharing.citizen.public_id != actor.subject:
        raise NotYours


@action
def approve_own_word(sharing: Sharing, *, actor: Viewer, version: int, until: date) -> Sharing:
    """Say yes oneself to exactly this text, until a day."""
    _check_own(actor, sharing)
    found = _locked(sharing, actor, version)
    if found.asked_at is None:
        raise Refused("word_moved", N_("The text is being changed. You are asked again."))
    _approve(found, actor, ApprovedHow.OWN, until)
    return found


@action
def withdraw_own_word(sharing: Sharing, *, actor: Viewer) -> Sharing:
    """Take one's own yes back, or say no to a draft: it is not asked about any more."""
    _check_own(actor, sharing)
    found = _locked(sharing, actor)
    if found.state == WordState.DRAFT:
        found.asked_at = None
        found.save(update_fields=["asked_at"])
        _log("declined", found, actor)
        return found
    was_sent = found.state == WordState.SENT
    _stop(found, "withdraw", Stopped.CITIZEN, actor)
    if was_sent:
        _tell_stopped(found)
    return found


def _tell_stopped(found: Sharing) -> None:
    for reader in _readers(found):
        mails_sharing.tell_stopped(reader)


@action
def approve_word(
    sharing: Sharing, *, actor: Viewer, version: int, how: str, until: date
) -> Sharing:
    """Note that the citizen has read or heard exactly this text, and said yes until a day."""
    _check_may_write(actor, sharing)
    if how not in {ApprovedHow.MEETING, ApprovedHow.PHONE}:
        raise Refused("how_unknown", N_("Choose how the citizen said yes."))
    found = _locked(sharing, actor, version)
    _approve(found, actor, how, until)
    return found


def _approve(found: Sharing, actor: Viewer, how: str, until: date) -> None:
    target = rules.move("approve", found.state)
    readers = SharingReader.objects.filter(jobcentre_id=found.jobcentre_id, sharing=found)
    rules.check_can_approve(
        form=found.form, texts=found.texts, readers=readers.count(), until=until, day=today()
    )
    for each in readers.select_related("person").order_by("pk"):
        each.fix()
        each.save(update_fields=["known_as"])
    found.state, found.approved_at, found.approved_how = target, now(), how
    found.approved_with_id = actor.membership_id
    found.until = until
    found.version += 1
    found.save(
        update_fields=[
            "state", "approved_at", "approved_how", "approved_with", "until", "version",
        ]
    )  # fmt: skip
    _log("approved", found, actor)


@action
def send_word(sharing: Sharing, *, actor: Viewer) -> Sharing:
    """Share an approved text: each reader gets a mail with a link; an older text ends."""
    _check_may_write(actor, sharing)
    found = _locked(sharing, actor)
    target = rules.move("send", found.state)
    if found.until is None or found.until < today():
        raise Refused("until_passed", N_("Choose a day that has not passed."))
    if found.citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    if found.placement is not None and found.placement.state in rules.STOPS:
        raise Refused("placement_over", N_("The placement is over."))
    older = Sharing.objects.select_for_update(of=("self",), no_key=True).filter(
        jobcentre_id=actor.jobcentre_id, citizen_id=found.citizen_id,
        company_id=found.company_id, state=WordState.SENT,
    )  # fmt: skip
    for each in older.order_by("pk"):
        _stop(each, "withdraw", Stopped.REPLACED, actor)
    found.state, found.sent_at = target, now()
    found.version += 1
    found.save(update_fields=["state", "sent_at", "version"])
    _log("sent", found, actor)
    for reader in _readers(found):
        mails_sharing.send_link(reader)
    return found


@action
def send_word_again(sharing: Sharing, *, actor: Viewer) -> int:
    """Send every reader a new link, and return how many."""
    _check_may_write(actor, sharing)
    found = _locked(sharing, actor)
    if not rules.is_readable(
        found.state, found.until, today(), found.placement.state if found.placement else ""
    ):
        raise Refused("not_shared", N_("Nothing is shared any more."))
    return sum(mails_sharing.send_link(reader) for reader in _readers(found))


def _readers(sharing: Sharing) -> list[SharingReader]:
    return list(
        SharingReader.objects.filter(jobcentre_id=sharing.jobcentre_id, sharing=sharing)
        .select_related("person")
        .order_by("pk")
    )


@action
def withdraw_word(sharing: Sharing, *, actor: Viewer, by_citizen: bool) -> Sharing:
    """Take the yes back: at the next request nobody at the company reads anything."""
    _check_may_write(actor, sharing)
    found = _locked(sharing, actor)
    was_sent = found.state == WordState.SENT
    _stop(found, "withdraw", Stopped.CITIZEN if by_citizen else Stopped.US, actor)
    if was_sent:
        _tell_stopped(found)
    return found


def _stop(found: Sharing, name: str, because: Stopped, actor: Viewer) -> None:
    found.state = rules.move(name, found.state)
    found.stopped_at, found.stopped_because = now(), because
    found.stopped_by_id = actor.membership_id
    found.version += 1
    found.save(update_fields=["state", "stopped_at", "stopped_because", "stopped_by", "version"])
    readers = SharingReader.objects.filter(jobcentre_id=found.jobcentre_id, sharing=found)
    for subject in readers.values_list("public_id", flat=True).order_by("pk"):
        revoke_doors(DOOR, subject)
    _log("stopped" if name == "withdraw" else "lapsed", found, actor)


def _lapse(actor: Viewer, which: Q) -> int:
    over = (
        Sharing.objects.select_for_update(of=("self",), no_key=True)
        .filter(
            which,
            Q(until__lt=today())
            | Q(placement__state__in=rules.STOPS)
            | ~Q(citizen__state="active"),
            jobcentre_id=actor.jobcentre_id,
            state__in=[WordState.APPROVED, WordState.SENT],
        )
        .select_related("citizen", "placement", "company")
        .order_by("pk")
    )
    number = 0
    for each in over:
        because = Stopped.TIME
        if each.placement is not None and each.placement.state in rules.STOPS:
            because = Stopped.PLACEMENT
        elif each.citizen.state != "active":
            because = Stopped.CASE
        _stop(each, "lapse", because, actor)
        number += 1
    return number


@action
def lapse_words(*, actor: Viewer) -> int:
    """Mark what nobody may read any more, and return how many; reading stopped before that."""
    if actor.kind != "system":
        raise PermissionDenied
    return _lapse(actor, Q())


@action
def note_read(reader: SharingReader, *, actor: Viewer, way: Way) -> None:
    """Note that a text was opened: for the citizen, and in the log of who looked."""
    if actor.jobcentre_id != reader.jobcentre_id:
        raise NotYours
    sharing = reader.sharing
    SharingLook.objects.create(jobcentre_id=reader.jobcentre_id, reader=reader, at=now(), way=way)
    outside = Viewer(actor.jobcentre_id, kind="company", subject=reader.public_id)
    record_look(
        outside, sharing.citizen.public_id, "word.read",
        reason=f"{sharing.company.name}, {reader.person.name}",
    )  # fmt: skip


@action
def set_warning_words(words: Collection[str], *, actor: Viewer) -> WarningWords:
    """Write the jobcentre's own list of words of diagnosis."""
    if not actor.can(Can.ADMINISTER):
        raise PermissionDenied
    kept = sorted({" ".join(word.casefold().split()) for word in words if word.strip()})
    if len(kept) > WORDS_MOST or any(len(word) > 40 for word in kept):
        raise Refused(
            "words_many", N_("At most %(most)s words of 40 letters each."), most=WORDS_MOST
        )
    row, _made = WarningWords.objects.update_or_create(
        jobcentre_id=actor.jobcentre_id, defaults={"words": kept}
    )
    return row
