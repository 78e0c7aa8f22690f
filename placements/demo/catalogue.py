"""The demo's catalogue: enough alike to be shown, one that is not, words to read, a question."""

from datetime import timedelta

from citizens.access import citizens_visible_to
from citizens.models import Citizen
from companies.choices.own_page import DOOR
from companies.models import PageKey
from jobcenter.clock import now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import catalogue as acts
from placements.choices.sharing import ProfileState, RequestState
from placements.models import CatalogueProfile, CatalogueRequest
from placements.queries.catalogue import has_agreement
from placements.rules import catalogue as rules

# field, area, hours, competences: one group for each band of age with enough candidates in it
GROUPS = (
    ("lager", "nordj", "37", ("planlaegning", "truck")),
    ("butik", "nordj", "20", ("kasse", "kundekontakt")),
    ("koekken", "nordj", "30", ("hygiejne", "madlavning")),
    ("kontor", "nordj", "20", ("regneark",)),
)
ALONE = ("it", "nordj", "10", ())  # nobody sees it
MOST = 8
TEXTS = ("Vil gerne ud blandt kolleger og lærer hurtigt.", "Er vant til at stå tidligt op.")


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Fill the catalogue in one statement, and let a company ask; once."""
    rows = CatalogueProfile.objects.filter(jobcentre_id=jobcentre.pk)
    if jobcentre.code != "0901" or rows.exists():
        return
    nora, bente = people["nora"], people["bente"]
    moment, day = now(), today()
    bands: dict[str, list[Citizen]] = {}
    for citizen in citizens_visible_to(Viewer.of(nora)).filter(state="active").order_by("-id")[:60]:
        bands.setdefault(rules.age_band(citizen.birth_date, day), []).append(citizen)
    largest = sorted(bands.values(), key=len, reverse=True)
    those = [
        (citizen, group)
        for group, mine in zip(GROUPS, largest, strict=False)
        if len(mine) > rules.ALIKE
        for citizen in mine[:MOST]
    ]
    those += [(citizen, ALONE) for citizen in largest[-1][-1:] if citizen not in dict(those)]
    CatalogueProfile.objects.bulk_create(
        CatalogueProfile(
            jobcentre_id=jobcentre.pk, citizen=citizen, state=ProfileState.SHOWN, field=field,
            area=area, hours=hours, competences=list(words),
            age=rules.age_band(citizen.birth_date, day),
            text=TEXTS[number % 2] if number % 5 == 0 else "", written_by=nora,
            reviewed_by=bente if number % 10 == 0 else None,
            reviewed_at=moment if number % 10 == 0 else None,
            agreed_at=moment - timedelta(days=number), agreed_how="meeting",
            until=day + timedelta(days=90 + number),
        )
        for number, (citizen, (field, area, hours, words)) in enumerate(those)
    )  # fmt: skip
    for key in PageKey.objects.filter(
        jobcentre_id=jobcentre.pk, revoked_at__isnull=True
    ).select_related("person__company").order_by("id"):  # fmt: skip
        if not has_agreement(jobcentre.pk, key.person.company_id, day).exists():
            continue
        door = Viewer(jobcentre.pk, kind=DOOR, subject=key.public_id)
        for profile in rows.order_by("id")[:2]:
            acts.ask_for(profile, actor=door, key=key)
        break
    CatalogueRequest.objects.filter(jobcentre_id=jobcentre.pk, state=RequestState.ASKED).update(
        asked_at=moment - timedelta(days=2)
    )
