"""Campaigns: a purpose, criteria, an owner, a period, and the companies to contact."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Industry, Segment
from companies.choices.campaign import Aim, CampaignState, ContactForm, Figure, RowState
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class Campaign(TenantModel):
    """A planned effort towards some companies; its rows are frozen when it starts."""

    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    purpose = models.CharField(_("purpose"), max_length=300)
    contact_form = models.CharField(
        _("contact form"), max_length=10, choices=ContactForm.choices, default=ContactForm.PHONE
    )
    owner = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, related_name="+", verbose_name=_("owner")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    target_group = models.CharField(
        _("target group of citizens, in words"), max_length=300, blank=True
    )
    aim = models.CharField(_("aim"), max_length=12, choices=Aim.choices, default=Aim.COMPANIES)
    aim_number = models.PositiveIntegerField(_("number"))
    script = models.TextField(_("what we say"), max_length=4000, blank=True)
    material = models.TextField(_("material and links"), max_length=2000, blank=True)
    letter_title = models.CharField(_("heading of the letter"), max_length=120, blank=True)
    letter_text = models.TextField(_("text of the letter"), max_length=6000, blank=True)
    criteria = models.CharField(max_length=1000, blank=True)  # as the address says them
    cvr_numbers = ArrayField(
        models.CharField(max_length=8), default=list, blank=True
    )  # instead of criteria: those who answered a survey
    is_everybody_meant = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_note = models.CharField(_("what we learned"), max_length=1000, blank=True)
    result = models.PositiveIntegerField(null=True)  # counted when it was closed
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("campaign")
        indexes = [
            models.Index(
                fields=["jobcentre", "state", "-starts_on", "-id"], name="campaign_by_state"
            ),
            models.Index(fields=["jobcentre", "name_key"], name="campaign_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_known"
            ),
            models.CheckConstraint(
                condition=Q(contact_form__in=ContactForm.values), name="campaign_form_known"
            ),
            models.CheckConstraint(condition=Q(aim__in=Aim.values), name="campaign_aim_known"),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", purpose__regex=r"\S"),
                name="campaign_has_purpose",
                violation_error_message=_("Give the campaign a name and a purpose."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_period_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(aim_number__gte=1),
                name="campaign_aim_is_a_number",
                violation_error_message=_("Write how many, at least 1."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", started_at__isnull=True)
                | (~Q(state="draft") & Q(started_at__isnull=False)),
                name="campaign_started_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, close_note__regex=r"\S", result__isnull=False),
                name="campaign_closed_has_note",
                violation_error_message=_("Write what you learned."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignRow(TenantModel):
    """A company of a campaign, and who of us contacts it."""

    campaign = TenantForeignKey(Campaign, models.CASCADE, related_name="rows")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    consultant = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()  # the order of the criteria
    state = models.CharField(max_length=10, choices=RowState.choices, default=RowState.TODO)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    state_at = models.DateTimeField(null=True)
    segment = models.PositiveSmallIntegerField(null=True, choices=Segment.choices)  # at the start
    lettered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("company of a campaign")
        indexes = [
            models.Index(fields=["jobcentre", "campaign", "place"], name="campaignrow_in_order"),
            models.Index(
                fields=["jobcentre", "consultant", "campaign", "place"],
                name="campaignrow_to_do",
                condition=Q(state="todo"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company", "campaign"],
                name="campaignrow_once",
                violation_error_message=_("The company is in the campaign already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RowState.values), name="campaignrow_state_known"
            ),
            models.CheckConstraint(
                condition=Q(segment__isnull=True) | Q(segment__in=Segment.values),
                name="campaignrow_segment_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "skipped"]) | Q(reason__regex=r"\S"),
                name="campaignrow_no_has_reason",
                violation_error_message=_("Write why."),
            ),
        ]


@tracked()
class PanelMember(TenantModel):
    """A company of the stakeholder panel, which meets every half year."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company"],
                condition=Q(left_on__isnull=True),
                name="panelmember_once",
                violation_error_message=_("The company is in the panel already."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="panelmember_left_later",
            ),
        ]


@tracked()
class IndustryFigure(TenantModel):
    """A figure of a whole industry as the jobcentre goes by it: with its source and its day.

    Kept by each jobcentre's administrator: the labour-market balance differs by region.
    """

    industry = models.CharField(_("industry"), max_length=5, choices=Industry.choices)
    figure = models.CharField(_("figure"), max_length=12, choices=Figure.choices)
    value = models.DecimalField(_("value"), max_digits=7, decimal_places=1)
    source = models.CharField(_("source"), max_length=200)
    as_of = models.DateField(_("as of"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "figure", "industry"],
                name="industryfigure_once",
                violation_error_message=_("That figure of the industry is there already."),
            ),
            models.CheckConstraint(
                condition=Q(industry__in=Industry.values), name="industryfigure_industry_known"
            ),
            models.CheckConstraint(
                condition=Q(figure__in=Figure.values), name="industryfigure_figure_known"
            ),
            models.CheckConstraint(
                condition=Q(source__regex=r"\S"),
                name="industryfigure_has_source",
                violation_error_message=_("A figure needs a source."),
            ),
        ]
