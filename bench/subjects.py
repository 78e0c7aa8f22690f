"""What the pages of the bench are about, and how their addresses are found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import NoReverseMatch, reverse

from actionplans.models import ActionPlan, EffortTarget
from bench.sizes import Size, centre, row_id
from citizens.models import Citizen
from companies.models import (
    Agreement,
    Campaign,
    Company,
    Contact,
    ContactPerson,
    Enquiry,
    Gathering,
    Need,
    Network,
    PageKey,
    PartyInvitation,
    RetentionCase,
    Workplace,
)
from followup.models import Message
from jobcenter.clock import now
from jobcenter.doors import make_door
from jobcenter.models import Jobcentre, Membership
from jobcenter.tenancy import acting_in
from placements.models import Centre, CheckIn, MentorOrder, Place, Placement, Reservation


@dataclass(frozen=True)
class Page:
    """A page: its name here, who opens it, where it is, and which bars hold for it."""

    name: str
    persona: str
    url: Callable[["Subjects"], str]
    is_held: bool = True
    is_fragment: bool = False
    posted: dict[str, str] | None = None  # what is sent; the answer then leads on
    bar_ms: float = 50

    def address(self, subjects: "Subjects") -> str | None:
        """Return the address; None while the page does not exist."""
        try:
            return self.url(subjects)
        except NoReverseMatch:
            return None


@dataclass(frozen=True)
class Subjects:
    """What the pages are about, in the largest jobcentre."""

    company_long: Company
    company_short: Company
    company_mid: Company
    workplace: Workplace
    placement: Placement
    past_placement: Placement
    place: Place
    free_place: Place
    citizen: Citizen
    citizen_long: Citizen
    hidden_citizen: Citizen
    contact: Contact
    person: ContactPerson
    enquiry: Enquiry
    agreement: Agreement
    invitation: PartyInvitation
    mentor_order: MentorOrder
    centre: Centre
    reservation: Reservation
    need: Need
    retention: RetentionCase
    campaign: Campaign
    gathering: Gathering
    network: Network
    message: Message
    plan: ActionPlan
    target: EffortTarget
    missing_week: str
    door: str
    company_door: str


def subjects_of(size: Size, jobcentre: Jobcentre) -> Subjects:
    """Find them, as the application."""
    numbers = centre(size, jobcentre.pk)
    with acting_in(jobcentre):
        mine = Placement.objects.filter(
            jobcentre=jobcentre, consultant=Membership.objects.get(user__email="nora@nord.example")
        ).select_related("citizen", "place__workplace")
        running = mine.filter(state="running").order_by("starts_on", "id").first()
        past = Placement.objects.filter(jobcentre=jobcentre, state="ended").order_by("id").first()
        if running is None or past is None:
            raise LookupError("The builder made placements, but they are gone.")
        answered = CheckIn.objects.filter(jobcentre=jobcentre, placement=running).values_list(
            "week_starts_on", flat=True
        )
        week = max(answered, default=running.starts_on)
        year, number, _day = week.isocalendar()
        return Subjects(
            company_long=Company.objects.get(pk=row_id(size, 1, 0)),
            company_short=Company.objects.get(pk=row_id(size, 1, numbers.contacted - 1)),
            company_mid=Company.objects.get(pk=row_id(size, 1, 1)),
            workplace=running.place.workplace,
            placement=running,
            past_placement=past,
            place=running.place,
            free_place=Place.objects.filter(jobcentre=jobcentre, state="open").order_by("-id")[0],
            citizen=running.citizen,
            citizen_long=Citizen.objects.get(pk=row_id(size, 1, 0)),
            hidden_citizen=Citizen.objects.get(pk=row_id(size, 1, 1)),
            contact=Contact.objects.filter(
                jobcentre=jobcentre, company_id=row_id(size, 1, 0), state="held"
            ).order_by("-held_at")[0],
            person=ContactPerson.objects.filter(jobcentre=jobcentre).order_by("id")[0],
            agreement=Agreement.objects.running().filter(jobcentre=jobcentre).order_by("id")[0],
            invitation=PartyInvitation.objects.filter(party=jobcentre).order_by("id")[0],
            mentor_order=MentorOrder.objects.filter(
                jobcentre=jobcentre, state="running",
                citizen__in=mine.filter(state="running").values("citizen"),
            ).order_by("id")[0],
            reservation=Reservation.objects.live(now().date())
            .filter(jobcentre=jobcentre)
            .order_by("id")[0],
            centre=Centre.objects.filter(jobcentre=jobcentre).order_by("id")[0],
            need=Need.objects.open().filter(jobcentre=jobcentre).order_by("id")[0],
            retention=RetentionCase.objects.open().filter(
                jobcentre=jobcentre, owner__user__email="carl@nord.example"
            ).order_by("id")[0],
            enquiry=Enquiry.objects.filter(jobcentre=jobcentre, state="waiting").order_by("id")[0],
            campaign=Campaign.objects.filter(jobcentre=jobcentre).order_by("id")[0],
            gathering=Gathering.objects.filter(jobcentre=jobcentre).order_by("id")[0],
            network=Network.objects.filter(jobcentre=jobcentre).order_by("id")[0],
            message=Message.objects.filter(jobcentre=jobcentre).order_by("-id")[0],
            plan=ActionPlan.objects.filter(jobcentre=jobcentre)[0],
            target=EffortTarget.objects.filter(jobcentre=jobcentre)[0],
            missing_week=f"{year}-W{number:02d}",
            door=make_door(
                "mentor", jobcentre_id=jobcentre.pk, subject=running.public_id,
                expires_at=now() + timedelta(days=14),
            ),
            company_door=make_door(
                "company", jobcentre_id=jobcentre.pk, expires_at=now() + timedelta(days=14),
                subject=PageKey.objects.filter(jobcentre=jobcentre).order_by("id")[0].public_id,
            ),
        )  # fmt: skip


def at(name: str, *args: str, q: str = "") -> Callable[[Subjects], str]:
    """Return the address of a view: `args` are names of subjects, `q` is its query."""

    def address(subjects: Subjects) -> str:
        found = [getattr(subjects, each) for each in args]
        url = reverse(name, args=[getattr(each, "public_id", each) for each in found])
        return f"{url}?{q}" if q else url

    return address
