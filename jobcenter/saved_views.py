"""Saved views of lists: everyone reads what is shared, only the owner changes or deletes."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from jobcenter.actions import action
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.lists import ListKind
from jobcenter.models import SavedView
from jobcenter.viewer import Viewer

MOST = 50  # of one person and list


def views_of(viewer: Viewer, code: str) -> list[SavedView]:
    """Return a person's own views of a list and those colleagues share, by name."""
    rows = SavedView.objects.filter(
        Q(owner_id=viewer.membership_id) | Q(is_shared=True),
        jobcentre_id=viewer.jobcentre_id,
        list_code=code,
    ).select_related("owner")
    found = list(rows.order_by("name", "id")[:200])
    return sorted(found, key=lambda view: view.owner_id != viewer.membership_id)


def readable_view(viewer: Viewer, public_id: UUID) -> SavedView:
    """Return a view that is the viewer's or shared; any other does not exist."""
    found = (
        SavedView.objects.select_related("owner")
        .filter(
            Q(owner_id=viewer.membership_id) | Q(is_shared=True),
            jobcentre_id=viewer.jobcentre_id,
            public_id=public_id,
        )
        .first()
    )
    if found is None:
        raise NotYours
    return found


@action
def save_view(
    kind: ListKind, name: str, query: str, columns: list[str], *, actor: Viewer,
    is_shared: bool = False, is_default: bool = False,
) -> SavedView:  # fmt: skip
    """Keep a list's filters, sort and columns under a name of the person's own."""
    if actor.membership_id is None or not kind.allows(actor):
        raise NotYours
    mine = SavedView.objects.filter(
        jobcentre_id=actor.jobcentre_id, owner_id=actor.membership_id, list_code=kind.code
    )
    if mine.count() >= MOST:
        raise Refused("views_too_many", N_("You have 50 views of this list. Delete one first."))
    if is_default:
        mine.filter(is_default=True).update(is_default=False)
    view = SavedView(
        jobcentre_id=actor.jobcentre_id, owner_id=actor.membership_id, list_code=kind.code,
        name=_name(name), query=query[:1000], columns=columns, is_shared=is_shared,
        is_default=is_default,
    )  # fmt: skip
    _store(view)
    return view


@action
def change_view(
    view: SavedView, name: str, *, actor: Viewer, is_shared: bool, is_default: bool
) -> SavedView:
    """Rename a view, share it or not, open the list with it or not."""
    found = _own(view, actor)
    if is_default:
        SavedView.objects.filter(
            jobcentre_id=actor.jobcentre_id, owner_id=actor.membership_id,
            list_code=found.list_code, is_default=True,
        ).exclude(pk=found.pk).update(is_default=False)  # fmt: skip
    found.name, found.is_shared, found.is_default = _name(name), is_shared, is_default
    _store(found)
    return found


@action
def renew_view(view: SavedView, query: str, columns: list[str], *, actor: Viewer) -> SavedView:
    """Let a view show what the list shows now."""
    found = _own(view, actor)
    found.query, found.columns = query[:1000], columns
    found.save(update_fields=["query", "columns"])
    return found


@action
def delete_view(view: SavedView, *, actor: Viewer) -> None:
    """Delete a view; the list itself stays as it is."""
    _own(view, actor).delete()


@action
def copy_view(kind: ListKind, view: SavedView, *, actor: Viewer) -> SavedView:
    """Make a view of one's own out of a colleague's shared one."""
    if view.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    taken = set(
        SavedView.objects.filter(
            jobcentre_id=actor.jobcentre_id, owner_id=actor.membership_id, list_code=view.list_code
        ).values_list("name", flat=True)
    )
    name = next(
        each
        for each in (view.name, *(f"{view.name[:54]} ({n})" for n in range(2, MOST + 3)))
        if each not in taken
    )
    return save_view(kind, name, view.query, list(view.columns), actor=actor)


def _name(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise Refused("view_without_name", N_("Give the view a name."))
    return name


def _own(view: SavedView, actor: Viewer) -> SavedView:
    found = (
        SavedView.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, owner_id=actor.membership_id, pk=view.pk)
        .first()
    )
    if found is None or actor.membership_id is None:
        raise NotYours
    return found


def _store(view: SavedView) -> None:
    """Save; the same name twice is refused by the database."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        if "savedview_name_once" not in str(error):
            raise
        raise Refused("view_name_taken", N_("You already have a view with that name.")) from error
