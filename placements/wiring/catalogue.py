"""Wires the candidate catalogue into the frame's registries when Django starts."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.queries.catalogue import my_questions, my_reviews


def _along(rows: Any, limit: int, **facts: str) -> Any:
    told = JSONObject(**{name: F(path) for name, path in facts.items()})
    return ArraySubquery(rows.values(told=told)[:limit])


def questions_along(viewer: Viewer, day: date, limit: int) -> Any:
    """Return companies' questions about my candidates as an array."""
    return _along(
        my_questions(viewer, day), limit, id="public_id", company="company__name",
        citizen="profile__citizen__public_id", name="profile__citizen__first_name",
        last="profile__citizen__last_name",
    )  # fmt: skip


def questions_told(array: list[dict[str, Any]], day: date) -> list[QueueRow]:
    """Return the rows of that array: the case team's own candidates, so by name."""
    return [
        _row(
            each, _("%(company)s asks for %(name)s")
            % {"company": each["company"], "name": f"{each['name']} {each['last'][:1]}."},
            _("Ask the candidate. A yes begins the text for the company."), _("Answer"),
            Tag(_("from the company"), "info"),
        )
        for each in array
    ]  # fmt: skip


def reviews_along(viewer: Viewer, day: date, limit: int) -> Any:
    """Return texts that wait for me as the second reader, as an array."""
    return _along(my_reviews(viewer, day), limit, id="public_id", citizen="citizen__public_id")


def reviews_told(array: list[dict[str, Any]], day: date) -> list[QueueRow]:
    """Return the rows of that array, by letters: the words are to be read without the name."""
    return [
        _row(
            each, _("Citizen %(letters)s") % {"letters": pseudonym(UUID(each["citizen"]))},
            _("Read the words for the catalogue: do they give away who it is?"), _("Read it"),
            Tag(_("second reader"), "info"),
        )
        for each in array
    ]  # fmt: skip


def _row(each: dict[str, Any], title: str, why: str, do: str, tag: Tag) -> QueueRow:
    url = reverse("placements:catalogue_profile", args=[each["citizen"]])
    return QueueRow(
        severity="week", title=title, why=why, actions=[Action(do, url, primary=True)],
        subject=UUID(each["id"]), tag=tag, url=url,
    )  # fmt: skip


def _find_questions(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    rows = my_questions(viewer, day).select_related("company", "profile__citizen")[:limit]
    return questions_told(
        [
            {"id": str(each.public_id), "company": each.company.name,
             "citizen": str(each.profile.citizen.public_id),
             "name": each.profile.citizen.first_name, "last": each.profile.citizen.last_name}
            for each in rows
        ],
        day,
    )  # fmt: skip


def _find_reviews(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    rows = my_reviews(viewer, day).select_related("citizen")[:limit]
    return reviews_told(
        [{"id": str(each.public_id), "citizen": str(each.citizen.public_id)} for each in rows], day
    )


QUESTIONS = QueueKind(
    code="placements.catalogue_questions", label=gettext_lazy("Companies ask for a candidate"),
    order=21, find=_find_questions, can=(Can.MAKE_PLACEMENTS, Can.WRITE_CITIZENS),
    waiting=my_questions, along=questions_along, told=questions_told,
)  # fmt: skip
REVIEWS = QueueKind(
    code="placements.catalogue_reviews", label=gettext_lazy("Words for the catalogue to read"),
    order=74, find=_find_reviews, can=(Can.MAKE_PLACEMENTS, Can.WRITE_CITIZENS),
    waiting=my_reviews, along=reviews_along, told=reviews_told,
)  # fmt: skip


def _link(event: Any) -> str | None:
    if not event.subject:
        return None
    return reverse("placements:catalogue_profile", args=[event.subject])


def register() -> None:
    """Fill timeline, work queue and demo."""
    from followup.queue import register_queue
    from jobcenter import registries
    from placements import events
    from placements.demo import catalogue as demo_catalogue

    for code, label in events.CATALOGUE.items():
        registries.event_kind(code, label, group="placements", link=_link)
    register_queue(QUESTIONS)
    register_queue(REVIEWS)
    registries.demo(66, demo_catalogue.build)
