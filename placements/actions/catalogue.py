"""The candidate catalogue: a profile, the second reader, the consent, a company that asks.

Only the case team writes. What companies see is decided anew at each request (queries/catalogue).
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from citizens.models import Citizen
from citizens.rules.own import DOOR as CITIZEN_DOOR
from companies.choices.own_page import DOOR as PAGE_DOOR
from companies.models import PageKey
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import AccessLog
from jobcenter.viewer import Viewer
from placements.actions.shared import lock_citizen
from placements.actions.sharing import may_write, write_word
from placements.choices.sharing import ProfileState, RequestState, SaidHow
from placements.models import CatalogueProfile, CatalogueRequest, Sharing
from placements.rules import catalogue as rules
from placements.rules import sharing as word_rules


def _check(actor: Viewer, row: CatalogueProfile | Citizen) -> None:
    if row.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if not may_write(actor, row.pk if isinstance(row, Citizen) else row.citizen_id):
        raise PermissionDenied


def _locked(
    profile: CatalogueProfile, actor: Viewer, version: int | None = None
) -> CatalogueProfile:
    rows = CatalogueProfile.objects.filter(jobcentre_id=actor.jobcentre_id, pk=profile.pk)
    found = lock_then_read(rows.order_by(), "citizen")
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def _log(kind: str, profile: CatalogueProfile, actor: Viewer, text: str = "") -> None:
    log_event(
        f"placements.catalogue_{kind}", actor=actor, text=text, citizen_id=profile.citizen_id,
        subject=profile.citizen.public_id,
    )  # fmt: skip


@action
def write_profile(
    citizen: Citizen, *, actor: Viewer, area: str, field: str, hours: str,
    competences: Collection[str], text: str = "", version: int | None = None,
) -> CatalogueProfile:  # fmt: skip
    """Write what would be shown. A changed profile is out until the citizen has said yes again."""
    _check(actor, citizen)
    citizen = lock_citizen(actor, citizen.pk)
    if citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    rules.check_competences(competences)
    text = " ".join(word_rules.plain(text).split())
    if word_rules.has_number(text):
        raise Refused(
            "number_text",
            N_("Something here looks like a citizen number. A company never gets it."),
        )
    if len(text) > rules.TEXT_MOST:
        raise Refused("long_text", N_("Write at most %(most)s characters."), most=rules.TEXT_MOST)
    rows = CatalogueProfile.objects.filter(
        jobcentre_id=actor.jobcentre_id, citizen=citizen,
        state__in=[ProfileState.DRAFT, ProfileState.SHOWN],
    )  # fmt: skip
    found = rows.select_for_update(of=("self",), no_key=True).first()
    if found is not None and version is not None and found.version != version:
        raise Stale
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    facts = {
        "area": area, "field": field, "hours": hours, "competences": sorted(set(competences)),
        "age": rules.age_band(citizen.birth_date, today()),
    }  # fmt: skip
    if found is None:
        made = CatalogueProfile.objects.create(
            jobcentre_id=actor.jobcentre_id, citizen=citizen, text=text,
            written_by_id=actor.membership_id, **facts,
        )  # fmt: skip
        _log("written", made, actor)
        return made
    if found.text != text:
        found.text, found.written_by_id = text, actor.membership_id
        found.reviewed_by, found.reviewed_at = None, None
    for name, value in facts.items():
        setattr(found, name, value)
    found.state, found.agreed_at, found.agreed_how, found.until = ProfileState.DRAFT, None, "", None
    found.version += 1
    found.save()
    _log("written", found, actor)
    return found


@action
def review_text(profile: CatalogueProfile, *, actor: Viewer, fine: bool, version: int) -> None:
    """Let a second one of the case team say whether the words give the person away."""
    _check(actor, profile)
    found = _locked(profile, actor, version)
    if found.written_by_id == actor.membership_id:
        raise Refused("own_text", N_("Somebody else than the writer reads the text first."))
    if fine:
        found.reviewed_by_id, found.reviewed_at = actor.membership_id, now()
    else:
        found.text = ""
    found.version += 1
    found.save(update_fields=["text", "reviewed_by", "reviewed_at", "version"])
    _log("reviewed", found, actor)


@action
def agree_profile(
    profile: CatalogueProfile, *, actor: Viewer, how: str, until: date, version: int
) -> CatalogueProfile:
    """Note that the citizen has seen what is shown and said yes until a day: it is in."""
    _check(actor, profile)
    if how not in SaidHow.values:
        raise Refused("how_unknown", N_("Choose how the citizen said yes."))
    rules.check_until(until, today())
    found = _locked(profile, actor, version)
    found.state = rules.move("agree", found.state)
    found.agreed_at, found.agreed_how, found.until = now(), how, until
    found.age = rules.age_band(found.citizen.birth_date, today())
    found.version += 1
    found.save(update_fields=["state", "agreed_at", "agreed_how", "until", "age", "version"])
    _log("agreed", found, actor)
    return found


@action
def withdraw_profile(profile: CatalogueProfile, *, actor: Viewer) -> CatalogueProfile:
    """Take a profile out at once, by the case team or by the citizen's own hand."""
    if actor.kind == CITIZEN_DOOR and actor.subject is not None:
        own = CatalogueProfile.objects.filter(
            jobcentre_id=actor.jobcentre_id, pk=profile.pk, citizen__public_id=actor.subject
        )
        if not own.exists():
            raise NotYours
    else:
        _check(actor, profile)
    found = _locked(profile, actor)
    _stop(found, "withdraw", actor)
    return found


def _stop(found: CatalogueProfile, name: str, actor: Viewer) -> None:
    found.state = rules.move(name, found.state)
    found.stopped_at = now()
    found.version += 1
    found.save(update_fields=["state", "stopped_at", "version"])
    CatalogueRequest.objects.filter(
        jobcentre_id=found.jobcentre_id, profile=found, state=RequestState.ASKED
    ).update(state=RequestState.GONE, answered_at=now())
    _log("withdrawn" if name == "withdraw" else "lapsed", found, actor)


@action
def lapse_profiles(*, actor: Viewer) -> int:
    """Mark profiles nobody sees any more, and questions nobody answered; return how many."""
    if actor.kind != "system":
        raise PermissionDenied
    over = (
        CatalogueProfile.objects.select_for_update(of=("self",), no_key=True)
        .filter(
            Q(until__lt=today()) | ~Q(citizen__state="active"),
            jobcentre_id=actor.jobcentre_id,
            state__in=[ProfileState.DRAFT, ProfileState.SHOWN],
        )
        .select_related("citizen")
        .order_by("pk")
    )
    number = 0
    for each in over:
        _stop(each, "lapse", actor)
        number += 1
    return number + CatalogueRequest.objects.filter(
        jobcentre_id=actor.jobcentre_id, state=RequestState.ASKED,
        asked_at__lt=now() - timedelta(days=rules.REQUEST_DAYS),
    ).update(state=RequestState.GONE, answered_at=now())  # fmt: skip


@action
def note_shown(key: PageKey, citizens: Iterable[UUID], *, actor: Viewer) -> None:
    """Write a look for each candidate whose anonymous profile a company was shown.

    At most one for each reader, candidate and hour: a page loaded over and over is one look.
    """
    if actor.jobcentre_id != key.jobcentre_id:
        raise NotYours
    shown = list(citizens)
    moment, who = now(), f"{key.person.company.name}, {key.person.name}"
    noted = set(
        AccessLog.objects.filter(
            jobcentre_id=actor.jobcentre_id, citizen__in=shown, viewer_kind="company",
            reason=who[:300], purpose="catalogue.shown", at__gt=moment - timedelta(hours=1),
        )
        .order_by()
        .values_list("citizen", flat=True)
    )  # fmt: skip
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                jobcentre_id=actor.jobcentre_id, at=moment, viewer_kind="company",
                citizen=citizen, purpose="catalogue.shown", reason=who[:300],
            )
            for citizen in shown
            if citizen not in noted
        ]
    )  # fmt: skip


@action
def ask_for(profile: CatalogueProfile, *, actor: Viewer, key: PageKey) -> CatalogueRequest:
    """Ask for a candidate, as somebody at a company with an agreement; the citizen decides.

    Whether the profile may be shown to this company is for the caller to look up.
    """
    if actor.jobcentre_id != profile.jobcentre_id or actor.kind != PAGE_DOOR:
        raise NotYours
    company = key.person.company
    found = _locked(profile, actor)
    if found.state != ProfileState.SHOWN or found.until is None or found.until < today():
        raise Refused("profile_moved", N_("The profile is not in the catalogue any more."))
    mine = CatalogueRequest.objects.filter(jobcentre_id=actor.jobcentre_id, company=company)
    if mine.filter(profile=found).exists():
        raise Refused("asked_already", N_("You have asked for this candidate already."))
    if mine.filter(state=RequestState.ASKED).count() >= rules.OPEN_MOST:
        raise Refused(
            "asked_many", N_("Many of your questions wait for us already. Ring us about this one.")
        )
    made = CatalogueRequest.objects.create(
        jobcentre_id=actor.jobcentre_id, profile=found, company=company, person=key.person,
        asked_at=now(),
    )  # fmt: skip
    _log("asked", found, actor, company.name)
    return made


@action
def answer_request(request: CatalogueRequest, *, actor: Viewer, yes: bool) -> Sharing | None:
    """Note what the citizen says; a yes begins the text for that company, to be approved."""
    rows = CatalogueRequest.objects.filter(jobcentre_id=actor.jobcentre_id, pk=request.pk)
    found = lock_then_read(rows.order_by(), "profile__citizen", "company", "person")
    if found is None:
        raise NotYours
    _check(actor, found.profile)
    found.state = rules.answer("accept" if yes else "decline", found.state)
    found.answered_at, found.answered_by_id = now(), actor.membership_id
    if yes:
        readers = [found.person] if found.person.left_on is None else []
        found.sharing = write_word(
            found.profile.citizen, found.company, actor=actor, form="job", readers=readers,
            texts={}, basis="consent",
        )  # fmt: skip
    found.save(update_fields=["state", "answered_at", "answered_by", "sharing"])
    _log("answered", found.profile, actor, found.company.name)
    return found.sharing
