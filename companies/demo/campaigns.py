"""Three campaigns of mixed progress, a panel, and figures of industries for the demo."""

from datetime import timedelta

from companies.actions import campaigns as actions
from companies.actions import panel
from companies.actions.campaigns import CampaignFacts, Whom
from companies.choices.campaign import Sharing
from companies.models import Campaign, Company, CompanyRelation, ContactPerson
from companies.queries.criteria import Criteria
from jobcenter.clock import clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

EXAMPLE = "Eksempeltal til demonstration"
FIGURES = (
    ("shortage", "41-43", 1), ("shortage", "86-88", 1), ("growth", "55-56", 3),
    ("growth", "77-82", 2), ("sickness", "86-88", 14), ("sickness", "77-82", 11),
    ("sickness", "49-53", 10), ("sickness", "10-33", 9), ("sickness", "84-84", 12),
)  # fmt: skip


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Plan one campaign, run one, and close one as Carl did; does nothing the second time."""
    if jobcentre.code != "0901" or Campaign.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    carl, nora, tine = (people[name] for name in ("carl", "nora", "tine"))
    actor = Viewer.of(carl)
    for figure, industry, value in FIGURES:
        panel.set_figure(
            {"figure": figure, "industry": industry, "value": value, "source": EXAMPLE,
             "as_of": today()},
            actor=Viewer.system(jobcentre),
        )  # fmt: skip
    _agree(jobcentre)
    with clock_at(now() - timedelta(days=300)):
        _close(_run(carl, [carl, nora], actor, CampaignFacts(
            "Håndværkere i foråret", "Finde praktikpladser til unge mænd", carl, today(),
            today() + timedelta(days=60), 12, target_group="Unge mænd uden uddannelse",
            script="Vi har unge, der gerne vil prøve faget. Må vi komme forbi?",
        ), "branche=41-43&fra=2&til=20"), actor)  # fmt: skip
    with clock_at(now() - timedelta(days=45)):
        _run(carl, [carl, nora, tine], actor, CampaignFacts(
            "Restauranter, butikker og rengøring", "Høre om åbninger til praktik og job", carl,
            today(), today() + timedelta(days=80), 40, target_group="Kandidater på vej",
            script="Spørg til opgaver, der bliver liggende.\nTilbyd et besøg inden for en uge.",
            material="https://star.dk/virksomhed", letter_title="Kan vi hjælpe {virksomhed}?",
            letter_text="Vi hjælper virksomheder i {by} med at finde medarbejdere.\n\nRing til os,"
                        " hvis I har opgaver, der bliver liggende.",
        ), "koder=56,47,81&fra=5")  # fmt: skip
    actions.plan_campaign(
        CampaignFacts(
            "De 50 med flest job til ufaglærte", "Tilbyde en partnerskabsaftale", tine,
            today() + timedelta(days=14), today() + timedelta(days=90), 10, aim="meetings",
            contact_form="agreement",
        ),
        Whom(Criteria.of("antal=50&mest=low_skilled")), actor=actor,
    )  # fmt: skip
    known = CompanyRelation.objects.filter(
        jobcentre_id=jobcentre.pk, status="cooperating", company__status="active"
    ).values("company_id")
    cvrs = Company.objects.filter(pk__in=known).order_by("-employees", "id")
    for cvr in cvrs.values_list("cvr", flat=True)[:18]:
        panel.join_panel(cvr, actor=actor)


def _run(
    owner: Membership, who: list[Membership], actor: Viewer, facts: CampaignFacts, criteria: str
) -> Campaign:
    campaign = actions.plan_campaign(facts, Whom(Criteria.of(criteria)), actor=actor)
    return actions.start_campaign(campaign, who, actor=actor, sharing=Sharing.EVEN)


def _close(campaign: Campaign, actor: Viewer) -> None:
    rows = campaign.rows.select_related("campaign").order_by("place")[:3]
    for row in rows:
        actions.set_row(
            row, "declined", actor=actor, reason="Har ikke tid i år", version=row.version
        )
    with clock_at(now() + timedelta(days=62)):
        actions.close_campaign(
            campaign, "Ring før klokken ni. Mestrene sagde oftere ja, når en svend spurgte med.",
            actor=actor,
        )  # fmt: skip


def _agree(jobcentre: Jobcentre) -> None:
    """A third of those with an address have agreed to mail."""
    people = ContactPerson.objects.filter(jobcentre_id=jobcentre.pk).exclude(email="")
    ids = list(people.order_by("id").values_list("pk", flat=True))[::3]
    people.filter(pk__in=ids).update(may_receive_mail=True)
