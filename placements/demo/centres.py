"""The demo's company centres: nine that run, of every model, and one being prepared."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from citizens.models import Citizen
from companies.choices.agreement import AgreementState, Area, Side, SignedBy
from companies.demo import demo_workplaces
from companies.models import (
    Agreement,
    AgreementGoal,
    AgreementSignature,
    AgreementText,
    ContactPerson,
    Workplace,
)
from companies.queries.agreement_text import content_of
from companies.rules.agreements import text_hash
from jobcenter.calendar import monday_of
from jobcenter.clock import COPENHAGEN, today
from jobcenter.models import Jobcentre, Membership
from placements.choices import State
from placements.demo.words import ARRANGED, CENTRE_TERMS
from placements.models import Centre, CentrePartner, Place, Placement
from placements.queries.centre import clauses_of
from placements.rules import centre as rules

MODELS = (
    rules.VIRTUAL, rules.SIDE, rules.NETWORK, rules.SATELLITE, rules.POOL,
    rules.VIRTUAL, rules.SIDE, rules.NETWORK, rules.VIRTUAL, rules.SIDE,
)  # fmt: skip
WITH_HISTORY, RUNS = 7, 6  # the places of the others have runs behind them already
SLOTS = (26, 39)  # weeks ago
STOPPED = {2: "hired_here", 4: "not_the_right_match", 5: "illness"}
FROM_CITIZEN = 12  # those before have a story of their own
PREPARED = 9  # the last one has no contract yet
PARTNER_TASKS = ("Lager og pakning", "Kantine", "Udearbejde om sommeren")


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Make a centre of the places at ten workplaces, once."""
    own = {"jobcentre_id": jobcentre.pk}
    if jobcentre.code != "0901" or Centre.objects.filter(**own).exists():
        return
    workplaces = demo_workplaces(jobcentre.code, 40)
    found = []
    for workplace in workplaces[1:12]:
        person = ContactPerson.objects.still_there().filter(
            **own, company_id=workplace.company_id
        ).order_by("-roles", "id").first()  # fmt: skip
        places = list(
            Place.objects.open().filter(**own, workplace=workplace).values_list("pk", flat=True)
        )
        if person is not None and len(places) >= rules.LEAST_PLACES:
            found.append((workplace, person, places))
    centres = [
        _centre(jobcentre, people, workplace, person, len(places), number)
        for number, (workplace, person, places) in enumerate(found[: len(MODELS)])
    ]
    signed = [each for number, each in enumerate(centres) if number != PREPARED]
    for centre, agreement in zip(signed, _contracts(signed, people["mads"]), strict=True):
        centre.agreement, centre.state = agreement, rules.RUNNING
    Centre.objects.bulk_create(centres)
    for centre, (_workplace, _person, places) in zip(centres, found, strict=False):
        Place.objects.filter(**own, pk__in=places).update(centre=centre)
    _year_behind(jobcentre, centres[:WITH_HISTORY], people["nora"])
    others = iter([each.company for each in workplaces[12:]] * 2)
    CentrePartner.objects.bulk_create(
        CentrePartner(
            **own, centre=centre, company=next(others), from_on=centre.starts_on,
            tasks=PARTNER_TASKS[at],
        )
        for centre in centres
        for at in range(min(centre.needs.partners + 1, 3) if centre.needs.partner else 0)
    )  # fmt: skip


def _year_behind(jobcentre: Jobcentre, centres: list[Centre], consultant: Membership) -> None:
    """Put six runs that are over behind each centre: most as planned, some for a job."""
    own = {"jobcentre_id": jobcentre.pk}
    sample = Placement.objects.filter(**own, max_weeks=13).order_by("id").first()
    citizens = list(
        Citizen.objects.filter(**own, target_group__number=3).order_by("id")[FROM_CITIZEN:]
    )
    if sample is None or not citizens:
        return
    rows: list[Placement] = []
    for centre in centres:
        for at, place in enumerate([*centre.places.filter(**own).order_by("id")] * 2):
            if at >= RUNS:
                break
            starts_on = monday_of(today()) - timedelta(weeks=SLOTS[at // rules.LEAST_PLACES])
            ends_on = starts_on + timedelta(weeks=13, days=-3)
            why = STOPPED.get((len(rows) // RUNS + at) % RUNS)
            last = starts_on + timedelta(weeks=5, days=-3) if why else ends_on
            over_at = datetime.combine(last, time(15), COPENHAGEN)
            rows.append(
                Placement(
                    **own, citizen=citizens[len(rows) % len(citizens)], place=place,
                    starts_on=starts_on, ends_on=ends_on, weekly_hours=Decimal(20),
                    purpose=sample.purpose, mentor=centre.mentor, consultant=consultant,
                    state=State.INTERRUPTED if why else State.ENDED,
                    target_group_number=sample.target_group_number,
                    target_group_flag=sample.target_group_flag, rule_id=sample.rule_id,
                    legal_ref=sample.legal_ref, max_weeks=sample.max_weeks,
                    chain_starts_on=starts_on, latest_end_on=starts_on + timedelta(weeks=13),
                    end_reason=why or "", end_initiative="citizen" if why else "",
                    ended_on=last, agreed_at=over_at - timedelta(weeks=14),
                    started_at=over_at - timedelta(weeks=4), closed_at=over_at,
                )
            )  # fmt: skip
    Placement.objects.bulk_create(rows)


def _centre(
    jobcentre: Jobcentre, people: dict[str, Membership], workplace: Workplace,
    mentor: ContactPerson, places: int, number: int,
) -> Centre:  # fmt: skip
    starts_on = today() - timedelta(days=390 - 7 * number)
    ends_on = starts_on + timedelta(days=3 * 365)
    model = MODELS[number]
    return Centre(
        jobcentre_id=jobcentre.pk, company=workplace.company, model=model,
        name=f"{workplace.company.name.split()[0]}-centret",
        starts_on=starts_on, ends_on=ends_on, places_planned=max(places, rules.LEAST_PLACES),
        consultant=people[("carl", "nora")[number % 2]], mentor=mentor,
        mentor_hours=Decimal(10), arrangement=ARRANGED[model], **CENTRE_TERMS,
    )  # fmt: skip


def _contracts(centres: list[Centre], manager: Membership) -> list[Agreement]:
    """Write a contract for each, signed by both managements the week before it began."""
    agreements, texts, signatures, goals = [], [], [], []
    for centre in centres:
        signed_at = datetime.combine(centre.starts_on - timedelta(days=7), time(10), COPENHAGEN)
        agreements.append(
            Agreement(
                jobcentre_id=centre.jobcentre_id, company=centre.company, purpose=centre.name,
                starts_on=centre.starts_on, ends_on=centre.ends_on, clauses=clauses_of(centre),
                areas=[Area.RECRUITMENT], their_signer=centre.mentor, our_signer=manager,
                responsible=centre.consultant, state=AgreementState.SIGNED, sent_at=signed_at,
                signed_at=signed_at, no_meeting_reason="Aftalt på et besøg.",
            )
        )  # fmt: skip
    Agreement.objects.bulk_create(agreements)
    for centre, agreement in zip(centres, agreements, strict=True):
        own = {"jobcentre_id": centre.jobcentre_id}
        goal = AgreementGoal(
            **own, agreement=agreement, order=1, side=Side.COMPANY, kind="places",
            number=Decimal(centre.places_planned), due_on=centre.ends_on,
        )  # fmt: skip
        goals.append(goal)
        content = content_of(agreement, [goal])
        text = AgreementText(
            **own, agreement=agreement, number=1, content=content, text_hash=text_hash(content),
            sent_by=centre.consultant,
        )  # fmt: skip
        texts.append(text)
        signed = {"text": text, "text_hash": text.text_hash, "signed_at": agreement.signed_at}
        theirs = {"name": agreement.their_signer.name, "title": agreement.their_signer.title}  # type: ignore[union-attr]
        signatures += [
            AgreementSignature(**own, **signed, **theirs, side=Side.COMPANY, way=SignedBy.LINK),
            AgreementSignature(
                **own, **signed, name=manager.name, side=Side.JOBCENTRE, way=SignedBy.LOGIN,
                by=manager,
            ),
        ]  # fmt: skip
    AgreementGoal.objects.bulk_create(goals)
    AgreementText.objects.bulk_create(texts)
    AgreementSignature.objects.bulk_create(signatures)
    return agreements
