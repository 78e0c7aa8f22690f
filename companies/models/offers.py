"""Service offers with their declaration, who got which, and the service centre's card."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices.offer import OfferKind, Profession, Way
from companies.models.contacts import Contact
from companies.models.people import ContactPerson
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class ServiceOffer(TenantModel):
    """What companies can get from a jobcentre, declared: what, from whom, how fast."""

    kind = models.CharField(_("kind"), max_length=20, choices=OfferKind.choices)
    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    what = models.TextField(_("what you get"), max_length=1500)
    from_whom = models.TextField(_("who does what"), max_length=1000)
    days = models.PositiveSmallIntegerField(_("within working days"))
    promise = models.CharField(_("our promise"), max_length=300)
    is_published = models.BooleanField(_("shown to companies"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "name_key", "id"], name="offer_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OfferKind.values), name="serviceoffer_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", what__regex=r"\S", from_whom__regex=r"\S",
                            promise__regex=r"\S"),
                name="serviceoffer_declared",
                violation_error_message=_("Write what they get, from whom, and what we promise."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=250),
                name="serviceoffer_days_1_to_250",
                violation_error_message=_("Promise between 1 and 250 working days."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "name_key"],
                name="serviceoffer_name_once",
                violation_error_message=_("There is already an offer with that name."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked()
class OfferHanding(TenantModel):
    """A company got to know of an offer, and perhaps ordered it: then our promise runs."""

    offer = TenantForeignKey(ServiceOffer, models.PROTECT, related_name="handings")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    person = TenantForeignKey(ContactPerson, models.PROTECT, null=True, related_name="+")
    contact = TenantForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)
    handed_on = models.DateField(_("handed out"))
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    ordered_on = models.DateField(_("ordered"), null=True)
    due_on = models.DateField(_("promised by"), null=True)
    delivered_on = models.DateField(_("delivered"), null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "company", "-id"], name="handing_company"),
            models.Index(fields=["jobcentre", "offer", "-id"], name="handing_offer"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="offerhanding_way_known"),
            models.CheckConstraint(
                condition=Q(ordered_on__isnull=True, due_on__isnull=True, delivered_on__isnull=True)
                | Q(ordered_on__gte=F("handed_on"), due_on__gte=F("ordered_on")),
                name="offerhanding_order_has_promise",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True) | Q(delivered_on__gte=F("ordered_on")),
                name="offerhanding_delivered_after_order",
                violation_error_message=_("It cannot be delivered before it was ordered."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "company", "offer"],
                condition=Q(ordered_on__isnull=False, delivered_on__isnull=True),
                name="offerhanding_one_open_order",
                violation_error_message=_("The company has ordered it already."),
            ),
        ]


@tracked()
class PunchCard(TenantModel):
    """Punches of the service centre: granted free, spent, never more than there are."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    granted = models.PositiveSmallIntegerField(_("punches"))
    spent = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    given_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "company", "-ends_on"], name="punchcard_company"),
            models.Index(fields=["jobcentre", "ends_on", "id"], name="punchcard_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted__gte=1, granted__lte=500),
                name="punchcard_granted_1_to_500",
                violation_error_message=_("Grant between 1 and 500 punches."),
            ),
            models.CheckConstraint(
                condition=Q(spent__gte=0, spent__lte=F("granted")),
                name="punchcard_never_negative",
                violation_error_message=_("The card has no more punches."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="punchcard_period_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    @property
    def balance(self) -> int:
        """Punches that are left."""
        return self.granted - self.spent


@tracked()
class PunchUse(TenantModel):
    """Punches spent: by whom, for what, on which day; taken back, the row stays."""

    card = TenantForeignKey(PunchCard, models.PROTECT, related_name="uses")
    profession = models.CharField(_("who came"), max_length=25, choices=Profession.choices)
    punches = models.PositiveSmallIntegerField(_("punches"), default=1)
    what_for = models.CharField(_("what for"), max_length=200)
    used_on = models.DateField(_("day"))
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "card", "-used_on"], name="punchuse_card")]
        constraints = [
            models.CheckConstraint(
                condition=Q(profession__in=Profession.values), name="punchuse_profession_known"
            ),
            models.CheckConstraint(
                condition=Q(punches__gte=1),
                name="punchuse_at_least_one",
                violation_error_message=_("Spend at least one punch."),
            ),
            models.CheckConstraint(
                condition=Q(what_for__regex=r"\S"),
                name="punchuse_says_what_for",
                violation_error_message=_("Write what it was for."),
            ),
        ]
