"""What an administrator decides on: the words to choose from, and the schemes kept open here."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from citizens import law
from citizens.choices import WORD_KINDS
from citizens.models import JobcentreScheme, MatchGroup, MatchScheme, ProfileWord
from citizens.rules import check_scheme_named
from citizens.words import as_rows, everybodys, words_offered
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.ids import uuid7
from jobcenter.lines import one_line
from jobcenter.permissions import Can
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

MOST_WORDS = 200


@action
def add_word(*, actor: Viewer, kind: str, name_da: str, name_en: str) -> ProfileWord:
    """Add a word of the jobcentre's own to a list; refused if the list has it already."""
    _check_may(actor)
    if kind not in dict(WORD_KINDS):
        raise NotYours
    name_da, name_en = one_line(name_da)[:80], one_line(name_en)[:80]
    if not (name_da and name_en):
        raise Refused("word_unnamed", N_("Write the word in Danish and in English."))
    offered = words_offered(actor.jobcentre_id, kind)
    if len(offered) >= MOST_WORDS:
        raise Refused("words_full", N_("The list is full: take a word off first."))
    if danish_key(name_da) in {danish_key(word.name_da) for word in offered}:
        raise Refused("word_twice", N_("That word is on the list already."))
    return ProfileWord.objects.create(
        jobcentre_id=actor.jobcentre_id,
        kind=kind,
        code=f"egen-{uuid7().hex[-12:]}",
        name_da=name_da,
        name_en=name_en,
    )


@action
def offer_word(*, actor: Viewer, kind: str, code: str, is_offered: bool) -> None:
    """Take a word off a list, or put it back; lines that use it keep it."""
    _check_may(actor)
    rows = ProfileWord.objects.filter(jobcentre_id=actor.jobcentre_id, kind=kind, code=code)
    if word := everybodys().get((kind, code)):
        ProfileWord.objects.bulk_create(as_rows(actor.jobcentre_id, [word]), ignore_conflicts=True)
    if not rows.update(is_offered=is_offered):
        raise NotYours


@action
def keep_scheme(scheme: MatchScheme, *, actor: Viewer, is_kept: bool) -> None:
    """Keep a match scheme open here, or no longer: groups that citizens had in it stay.

    A draft can't be kept open, and § 6 follows the target group everywhere.
    """
    _check_may(actor)
    if scheme.code == law.CURRENT_RULESET:
        raise Refused(
            "scheme_follows", N_("That group follows the target group. Change the target group.")
        )
    if is_kept and not scheme.active:
        raise Refused("scheme_draft", N_("The scheme is a draft and not in use."))
    rows = JobcentreScheme.objects.filter(jobcentre_id=actor.jobcentre_id, scheme=scheme)
    if is_kept:
        JobcentreScheme.objects.bulk_create(
            [JobcentreScheme(jobcentre_id=actor.jobcentre_id, scheme=scheme)],
            ignore_conflicts=True,
        )
    else:
        rows.delete()


@action
def add_scheme(
    *, actor: Viewer, name_da: str, name_en: str, groups: Sequence[tuple[str, str]]
) -> MatchScheme:
    """Make a way of grouping of the jobcentre's own, kept open from today.

    `groups` are names in Danish and English, two to twenty, in their order. Refused where a name
    is missing or there twice, and where another scheme bears the name.
    """
    _check_may(actor)
    named = [(one_line(da)[:160], one_line(en)[:160]) for da, en in groups]
    name_da, name_en = one_line(name_da)[:120], one_line(name_en)[:120]
    check_scheme_named(name_da, name_en, named)
    others = MatchScheme.objects.filter(
        Q(jobcentre_id=actor.jobcentre_id) | Q(jobcentre__isnull=True)
    )
    if danish_key(name_da) in {
        danish_key(name) for name in others.values_list("name_da", flat=True)
    }:
        raise Refused("scheme_twice", N_("There is a scheme of that name already."))
    scheme = MatchScheme.objects.create(
        jobcentre_id=actor.jobcentre_id, code=f"egen-{uuid7().hex[-12:]}", name_da=name_da,
        name_en=name_en, active=True, legal_ref="", valid_from=today(), verified=True,
    )  # fmt: skip
    MatchGroup.objects.bulk_create(
        MatchGroup(
            jobcentre_id=actor.jobcentre_id, scheme=scheme, code=str(place), name_da=da,
            name_en=en, order=place, verified=True,
        )
        for place, (da, en) in enumerate(named, start=1)
    )  # fmt: skip
    JobcentreScheme.objects.create(jobcentre_id=actor.jobcentre_id, scheme=scheme)
    return scheme


def _check_may(actor: Viewer) -> None:
    if not actor.can(Can.ADMINISTER):
        raise PermissionDenied
