"""Campaigns as people see them: how far, whose turn, what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from companies import criteria_kinds
from companies.choices.campaign import Aim, CampaignState, RowState
from companies.models import Campaign, CampaignRow, CompanyStanding
from companies.queries.words import LAST
from jobcenter.clock import now
from jobcenter.compiled import compiled
from jobcenter.finding import hits_of, with_ids
from jobcenter.registries import FoundRows, Hit
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

PAGE = 50
MET = ("visit", "meeting", "video")


def contacted_rows(viewer: Viewer, campaign: Campaign) -> QuerySet[CampaignRow]:
    """Return the rows still to do whose company was contacted since the start."""
    reached = CompanyStanding.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("company_id"),
        last_contact_at__gte=campaign.started_at or now(),
    )  # fmt: skip
    return CampaignRow.objects.filter(
        Exists(reached), jobcentre_id=viewer.jobcentre_id, campaign=campaign,
        state=RowState.TODO,
    )  # fmt: skip


def result_of(viewer: Viewer, campaign: Campaign) -> int:
    """Return how much of its aim a campaign has reached, counted from the log, never typed."""
    if campaign.result is not None:
        return campaign.result
    if campaign.started_at is None:
        return 0
    until = campaign.closed_at or now()
    if counted := criteria_kinds.results.get(campaign.aim):
        return counted(viewer, campaign.pk, campaign.started_at, until)
    met = " AND t.channel = ANY(%(met)s)" if campaign.aim == Aim.MEETINGS else ""
    values: dict[str, Any] = {
        "jobcentre": viewer.jobcentre_id, "campaign": campaign.pk, "met": list(MET),
        "since": campaign.started_at, "until": until,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM companies_campaignrow r WHERE r.jobcentre_id = %(jobcentre)s"  # noqa: S608
            " AND r.campaign_id = %(campaign)s AND EXISTS (SELECT 1 FROM companies_contact t"
            " WHERE t.jobcentre_id = r.jobcentre_id AND t.company_id = r.company_id"
            " AND t.state = 'held' AND t.held_at >= %(since)s AND t.held_at <= %(until)s"
            f"{met})",
            values,
        )
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Share:
    """How far one consultant is."""

    consultant_id: int
    name: str
    total: int
    done: int

    @property
    def left(self) -> int:
        """How many companies are still to do."""
        return self.total - self.done


@dataclass(frozen=True)
class Progress:
    """How many companies of a campaign stand where, and how far each consultant is."""

    total: int
    todo: int
    contacted: int
    declined: int
    skipped: int
    moved: int  # companies whose segment has changed since the start
    shares: tuple[Share, ...]

    @property
    def done(self) -> int:
        """How many nobody has to contact any more."""
        return self.total - self.todo


_STATE = (
    "CASE WHEN r.state = 'todo' AND %(is_running)s AND s.last_contact_at >= %(since)s"
    " THEN 'contacted' ELSE r.state END"
)


def progress_of(viewer: Viewer, campaign: Campaign) -> Progress:
    """Count a campaign's companies in one query."""
    values: dict[str, Any] = {
        "jobcentre": viewer.jobcentre_id, "campaign": campaign.pk,
        "is_running": campaign.state == CampaignState.RUNNING, "since": campaign.started_at,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            # counted before names are joined: row security hides how many rows a join finds
            "SELECT m.id, m.name, f.state, f.number, f.moved FROM ("  # noqa: S608
            f"SELECT r.consultant_id, {_STATE} AS state, count(*) AS number,"
            " count(*) FILTER (WHERE s.segment IS DISTINCT FROM r.segment) AS moved"
            " FROM companies_campaignrow r LEFT JOIN companies_companystanding s"
            " ON s.company_id = r.company_id AND s.jobcentre_id = %(jobcentre)s"
            " AND s.company_id > 0"  # for the index standing_by_company
            " WHERE r.jobcentre_id = %(jobcentre)s AND r.campaign_id = %(campaign)s"
            " GROUP BY 1, 2) f JOIN jobcenter_membership m ON m.jobcentre_id = %(jobcentre)s"
            " AND m.id = f.consultant_id ORDER BY m.id",
            values,
        )
        rows = cursor.fetchall()
    by_state: dict[str, int] = {}
    by_person: dict[tuple[int, str], list[int]] = {}
    moved = 0
    for pk, name, state, number, changed in rows:
        by_state[state] = by_state.get(state, 0) + number
        total = by_person.setdefault((pk, name), [0, 0])
        total[0] += number
        total[1] += 0 if state == RowState.TODO else number
        moved += changed
    shares = [Share(pk, name, all_, done) for (pk, name), (all_, done) in by_person.items()]
    return Progress(
        sum(by_state.values()), by_state.get("todo", 0), by_state.get("contacted", 0),
        by_state.get("declined", 0), by_state.get("skipped", 0), moved,
        tuple(sorted(shares, key=lambda share: danish_key(share.name))),
    )  # fmt: skip


@dataclass(frozen=True)
class WorkRow:
    """A company of a campaign as its page shows it."""

    row: CampaignRow
    state: str
    last_contact_at: datetime | None
    segment: int | None

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(RowState(self.state).label)

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return {"contacted": "ok", "declined": "bad", "skipped": "plain"}.get(self.state, "warn")

    @property
    def has_moved(self) -> bool:
        """Whether the company is in another segment than when the campaign began."""
        return self.segment != self.row.segment


def work_rows(
    viewer: Viewer, campaign: Campaign, *, whose: int | None = None, state: str = "",
    after: int = 0, size: int = PAGE,
) -> tuple[list[WorkRow], str]:  # fmt: skip
    """Return a page of companies in the order of the criteria, and where the next begins."""
    standing = CompanyStanding.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("company_id")
    )
    rows = (
        CampaignRow.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .annotate(last_at=Subquery(standing.values("last_contact_at")[:1]))
        .order_by("place")
    )
    everything = rows
    rows = rows.filter(campaign=campaign, place__gt=after)
    if whose is not None:
        rows = rows.filter(consultant_id=whose)
    if state and campaign.started_at is not None:
        is_open = campaign.state == CampaignState.RUNNING
        reached = Q(state=RowState.TODO, last_at__gte=campaign.started_at)
        if state == RowState.CONTACTED:
            found = Q(state=RowState.CONTACTED)
            rows = rows.filter(found | reached if is_open else found)
        elif state == RowState.TODO:
            rows = rows.filter(state=RowState.TODO)
            if is_open:
                late = Q(last_at__isnull=True) | Q(last_at__lt=campaign.started_at)
                rows = rows.filter(late)
        else:
            rows = rows.filter(state=state)
    whole = (
        with_ids(everything, rows.values("pk")[: size + 1])
        .select_related("company", "consultant")
        .defer("company__search", "company__months")
        .annotate(segment_now=Subquery(standing.values("segment")[:1]))
    )
    found_rows = list(whole)
    shown = [_work_row(campaign, row) for row in found_rows[:size]]
    following = str(shown[-1].row.place) if len(found_rows) > size else ""
    return shown, following


def _work_row(campaign: Campaign, row: Any) -> WorkRow:
    state = row.state
    if (
        state == RowState.TODO
        and campaign.state == CampaignState.RUNNING
        and campaign.started_at is not None
        and row.last_at is not None
        and row.last_at >= campaign.started_at
    ):
        state = RowState.CONTACTED
    return WorkRow(row, state, row.last_at, row.segment_now)


@dataclass(frozen=True)
class ListedCampaign:
    """A campaign of the list with its numbers."""

    campaign: Campaign
    total: int
    done: int


def campaigns(viewer: Viewer, state: str, *, limit: int = 100) -> list[ListedCampaign]:
    """Return campaigns of a state, the newest first, with how far they are: two queries."""
    rows = list(
        Campaign.objects.filter(jobcentre_id=viewer.jobcentre_id, state=state)
        .select_related("owner")
        .order_by("-starts_on", "-id")[:limit]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.campaign_id, count(*), count(*) FILTER (WHERE r.state <> 'todo'"
            " OR (c.state = 'running' AND s.last_contact_at >= c.started_at))"
            " FROM companies_campaignrow r JOIN companies_campaign c"
            " ON c.jobcentre_id = r.jobcentre_id AND c.id = r.campaign_id"
            " LEFT JOIN companies_companystanding s"
            " ON s.company_id = r.company_id AND s.jobcentre_id = r.jobcentre_id"
            " WHERE r.jobcentre_id = %s AND r.campaign_id = ANY(%s) GROUP BY r.campaign_id",
            [viewer.jobcentre_id, [row.pk for row in rows]],
        )
        counted = {pk: (total, done) for pk, total, done in cursor.fetchall()}
    return [ListedCampaign(row, *counted.get(row.pk, (0, 0))) for row in rows]


def of_company(viewer: Viewer, company_id: int) -> list[CampaignRow]:
    """Return the company's rows in running campaigns: one query."""
    return _of_company(jobcentre=viewer.jobcentre_id, company=company_id)


@compiled
def _of_company(*, jobcentre: int, company: int) -> QuerySet[CampaignRow]:
    return (
        CampaignRow.objects.select_related("campaign", "consultant")
        .filter(jobcentre_id=jobcentre, company_id=company, campaign__state=CampaignState.RUNNING)
        .order_by("campaign__ends_on", "id")[:10]
    )


def my_shares(viewer: Viewer, day: date) -> QuerySet[Campaign]:
    """Return the running campaigns in which the viewer has companies left: how many, and the first.

    A company that somebody has talked with since the campaign began is not left.
    """
    talked = CompanyStanding.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("company_id"),
        last_contact_at__gte=OuterRef("campaign__started_at"),
    )  # fmt: skip
    left = CampaignRow.objects.filter(
        ~Exists(talked), jobcentre_id=viewer.jobcentre_id, campaign_id=OuterRef("pk"),
        consultant_id=viewer.membership_id or 0, state=RowState.TODO,
    ).order_by()  # fmt: skip
    number = left.values("campaign_id").annotate(number=Count("pk")).values("number")
    return (
        Campaign.objects.filter(
            jobcentre_id=viewer.jobcentre_id, state=CampaignState.RUNNING,
            starts_on__lte=day + timedelta(days=7),
        )
        .annotate(
            left=Subquery(number),
            first_name=Subquery(left.order_by("place").values("company__name")[:1]),
        )
        .filter(left__gt=0)
        .order_by("ends_on", "id")
    )  # fmt: skip


def find_campaigns(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return campaigns whose name begins with the query."""
    return hits_of(campaign_hits(viewer, query, limit))


def campaign_hits(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    key = danish_key(query)
    if not key:
        return None
    rows = Campaign.objects.filter(
        jobcentre_id=viewer.jobcentre_id, name_key__gte=key, name_key__lt=key + LAST
    )
    facts = {"id": "public_id", "name": "name", "purpose": "purpose"}
    return FoundRows(rows.order_by("name_key")[:limit], facts, _hit)


def _hit(facts: dict[str, Any]) -> Hit:
    url = reverse("companies:campaign", args=[facts["id"]])
    return Hit(facts["name"], facts["purpose"], url)
