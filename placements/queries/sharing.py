"""Read models of what companies are told: on the citizen's page, and at the company's doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from citizens.choices import LanguageLevel
from citizens.models import Citizen, ProfileLine
from companies.models import Company, ContactPerson
from jobcenter.clock import today
from jobcenter.viewer import Viewer
from placements.choices.sharing import STATE_TONES, Way, WordState
from placements.models import (
    Placement,
    Sharing,
    SharingLook,
    SharingReader,
    WarningWords,
    known_by,
)  # fmt: skip
from placements.rules import sharing as rules

SHOWN = 30
LOOKS_SHOWN = 20
LINES_MOST = 60


# ── what can be chosen ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Choice:
    """Something of the profile that may be told: where it goes, and how it reads in Danish."""

    code: str
    section: str
    text: str
    advice: str = ""


def choices_of(viewer: Viewer, citizen: Citizen) -> list[Choice]:
    """Return all that can be chosen to tell about an opened citizen: one query.

    Companies read Danish; what the citizen wrote stays as it is written.
    """
    lines = (
        ProfileLine.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk,
            kind__in=rules.SECTION_OF_KIND,
        )
        .select_related("word")
        .order_by("kind", F("to_year").desc(nulls_first=True), "pk")[:LINES_MOST]
    )  # fmt: skip
    with override("da"):
        found = [_choice(line) for line in lines]
    if citizen.wishes.strip():
        found.append(Choice("wishes", "wishes", citizen.wishes.strip()))
    if citizen.considerations.strip():
        found.append(Choice("considerations", "at_work", citizen.considerations.strip()))
    return sorted(found, key=lambda each: rules.SECTIONS.index(each.section))


def _choice(line: ProfileLine) -> Choice:
    word = line.word.name_da if line.word else ""
    more = [line.text if word else "", line.place]
    if line.from_year or line.to_year:
        more.append(f"{line.from_year or ''}–{line.to_year or ''}")
    if line.level:
        more.append(str(LanguageLevel(line.level).label))
    detail = ", ".join(part for part in more if part)
    return Choice(
        str(line.public_id),
        rules.SECTION_OF_KIND[line.kind],
        f"{word or line.text}{f' ({detail})' if detail else ''}",
        rules.advice_for(line.word.code) if line.word and line.kind == "consideration" else "",
    )


def compose(chosen: Iterable[Choice]) -> dict[str, str]:
    """Return the text by section that begins with what was chosen, a line each."""
    texts: dict[str, list[str]] = {name: [] for name in rules.SECTIONS}
    for each in chosen:
        texts[each.section].append(each.text)
        if each.advice:
            texts["to_do"].append(each.advice)
    return {name: "\n".join(lines)[: rules.TEXT_MOST] for name, lines in texts.items()}


def people_of(viewer: Viewer, company_id: int) -> QuerySet[ContactPerson]:
    """Return those at a company who may be chosen as readers."""
    return (
        ContactPerson.objects.still_there()
        .filter(jobcentre_id=viewer.jobcentre_id, company_id=company_id)
        .filter(~Q(email="") | ~Q(phone=""))
        .order_by("name_key", "id")
    )


def warning_words(jobcentre_id: int) -> tuple[str, ...]:
    """Return the words of diagnosis a text is stopped at: the jobcentre's own, or everybody's."""
    own = WarningWords.objects.filter(jobcentre_id=jobcentre_id).order_by().first()
    return tuple(own.words) if own is not None else rules.default_words()


def warned_in(sharing: Sharing) -> list[str]:
    """Return the words of diagnosis that stand in a text: one query."""
    words = warning_words(sharing.jobcentre_id)
    return rules.words_found(sharing.texts.values(), words)


def open_placements(viewer: Viewer, citizen: Citizen) -> list[Placement]:
    """Return the citizen's placements that a text can be for: at most a few."""
    return list(
        Placement.objects.open()
        .filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
        .select_related("place__workplace__company", "mentor")
        .order_by("starts_on", "id")[:10]
    )


# ── what was told ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Section:
    """A part of a text with its heading."""

    name: str
    label: str
    text: str


def label_of(name: str, form: str) -> str:
    """Return the heading of a section, in the language of the page."""
    labels = {
        "strengths": _("Strengths"),
        "competences": _("Competences"),
        "wishes": _("What is to be learned") if form == "learn" else _("Wishes"),
        "at_work": _("What it means at work"),
        "to_do": _("What you can do"),
    }
    return labels[name]


def sections_of(sharing: Sharing) -> list[Section]:
    """Return the sections that say something, in the order of the form."""
    texts = sharing.texts
    return [
        Section(name, label_of(name, sharing.form), texts[name])
        for name in rules.FORMS[sharing.form]
        if texts[name].strip()
    ]


@dataclass(frozen=True)
class Look:
    """One time somebody read it."""

    at: datetime
    way: str


@dataclass(frozen=True)
class Told:
    """A text with all that happened to it, as the citizen and the case team read it."""

    sharing: Sharing
    tone: str
    is_readable: bool
    sections: list[Section]
    readers: list[tuple[str, str, int, list[Look]]]
    moved: list[tuple[SharingReader, str]]  # whose address has changed, and what is confirmed


def _with_readers() -> Any:
    looks = SharingLook.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"), reader_id=OuterRef("pk")
    )
    newest = looks.order_by("-at", "-pk").values(told=JSONObject(at="at", way="way"))
    number = looks.order_by().values("reader_id").annotate(n=Count("pk")).values("n")
    return Prefetch(
        "readers",
        SharingReader.objects.select_related("person")
        .annotate(newest=ArraySubquery(newest[:LOOKS_SHOWN]), number=ArraySubquery(number))
        .order_by("pk"),
        "told_to",
    )


def _rows(viewer: Viewer) -> QuerySet[Sharing]:
    return (
        Sharing.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .select_related("company", "placement", "approved_with", "stopped_by", "by")
        .prefetch_related(_with_readers())
    )


def told_about(viewer: Viewer, citizen_id: int) -> list[Told]:
    """Return what companies were told about an opened citizen, the newest first: two queries."""
    rows = _rows(viewer).filter(citizen_id=citizen_id).order_by("-pk")[:SHOWN]
    return [told(each) for each in rows]


def one_told(viewer: Viewer, sharing: Sharing) -> Told:
    """Return one text with all that happened to it."""
    return told(_rows(viewer).get(pk=sharing.pk))


def told(sharing: Sharing) -> Told:
    """Return an annotated text in words."""
    stopped = sharing.placement.state if sharing.placement else ""
    return Told(
        sharing,
        STATE_TONES[sharing.state],
        rules.is_readable(sharing.state, sharing.until, today(), stopped),
        sections_of(sharing),
        [
            (
                each.person.name,
                each.person.title,
                each.number[0] if each.number else 0,
                [
                    Look(datetime.fromisoformat(look["at"]), str(Way(look["way"]).label))
                    for look in each.newest
                ],
            )
            for each in sharing.told_to  # type: ignore[attr-defined]
        ],
        [
            (each, known_by(each.person))
            for each in sharing.told_to  # type: ignore[attr-defined]
            if sharing.state in {WordState.APPROVED, WordState.SENT} and not each.is_same
        ],
    )


def basis_in_words(sharing: Sharing) -> tuple[str, str]:
    """Return the legal basis in the language of the page, and why it is not verified, if so."""
    for each in rules.all_bases():
        if each.code == sharing.basis:
            label = each.label_en if get_language() == "en" else each.label_da
            return label, each.provenance.unverified_because
    return sharing.basis, ""


# ── at the company's doors ────────────────────────────────────────────────────────────────────


def reader_at(jobcentre_id: int, public_id: UUID, day: date) -> SharingReader | None:
    """Return a reader with the text, if it may be read on this day; else None."""
    found = (
        SharingReader.objects.filter(
            jobcentre_id=jobcentre_id, public_id=public_id, person__left_on__isnull=True,
            sharing__in=Sharing.objects.live(day).filter(jobcentre_id=jobcentre_id),
        )
        .select_related("person", "sharing__citizen", "sharing__company", "sharing__by")
        .defer("sharing__company__search", "sharing__company__months")
        .order_by()
        .first()
    )  # fmt: skip
    return found if found is not None and found.is_same else None


def shared_with(
    jobcentre_id: int, person: ContactPerson, company: Company | int, day: date,
    citizen_id: int | None = None,
) -> list[SharingReader]:  # fmt: skip
    """Return what one person at a company may read on a day: one query."""
    company_id = company if isinstance(company, int) else company.pk
    live = Sharing.objects.live(day).filter(jobcentre_id=jobcentre_id, company_id=company_id)
    if citizen_id is not None:
        live = live.filter(citizen_id=citizen_id)
    return list(
        SharingReader.objects.filter(
            jobcentre_id=jobcentre_id,
            person_id=person.pk,
            known_as=known_by(person),
            sharing__in=live,
        )
        .select_related("sharing__citizen", "person")
        .order_by("sharing_id", "id")[:SHOWN]
    )
