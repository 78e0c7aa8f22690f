"""Mentor pay: a contract's prices from a Monday on, lists to pay, and their rows."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.pay import PayKind, PayListState, Training
from placements.rules import pay as rules


class CentrePay(TenantModel):
    """What a signed agreement says of mentor pay from a Monday on, in øre.

    Never overwritten: a change is a new row, and of two from one Monday the later edition holds.
    """

    agreement = TenantForeignKey("companies.Agreement", models.PROTECT, related_name="+")
    valid_from = models.DateField()
    edition = models.PositiveSmallIntegerField(default=0)
    week_ore = models.PositiveIntegerField(default=0)
    tasks = models.CharField(max_length=300, blank=True)
    by_attendance = models.BooleanField(default=False)
    hour_ore = models.PositiveIntegerField(default=0)
    first_places = models.PositiveSmallIntegerField(null=True)
    first_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    more_places = models.PositiveSmallIntegerField(null=True)
    more_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    start_ore = models.PositiveIntegerField(default=0)
    training = models.CharField(max_length=12, choices=Training.choices, default=Training.NONE)
    source = models.CharField(max_length=300)
    entered_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-valid_from", "-edition", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(training__in=Training.values), name="centrepay_training_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__iso_week_day=1), name="centrepay_from_monday",
                violation_error_message=_("Prices change on a Monday."),
            ),
            models.CheckConstraint(
                condition=Q(
                    week_ore__lte=rules.WEEK_MOST, hour_ore__lte=rules.HOUR_MOST,
                    start_ore__lte=rules.START_MOST,
                ),
                name="centrepay_amounts_sane",
                violation_error_message=_("That amount is a slip of the finger."),
            ),
            models.CheckConstraint(
                condition=Q(week_ore__gt=0) | Q(hour_ore__gt=0) | ~Q(training=Training.NONE),
                name="centrepay_pays_something",
                violation_error_message=_("Choose at least one way of paying."),
            ),
            models.CheckConstraint(
                condition=Q(hour_ore=0, first_places__isnull=True, first_hours__isnull=True,
                            more_places__isnull=True, more_hours__isnull=True)
                | (
                    Q(hour_ore__gt=0, first_places__gt=0, first_hours__gt=0)
                    & (
                        Q(more_places__isnull=True, more_hours__isnull=True)
                        | Q(more_places__gt=F("first_places"), more_hours__gte=F("first_hours"))
                    )
                ),
                name="centrepay_hours_whole",
                violation_error_message=_("Bought-free hours need both a price and a number."),
            ),
            models.CheckConstraint(
                condition=Q(source__regex=r"\S"), name="centrepay_source_written",
                violation_error_message=_("Write where it is agreed."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "agreement", "valid_from", "edition"],
                name="centrepay_one_edition",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="never_overwritten", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"mentor pay from {self.valid_from}"


@tracked()
class PayList(TenantModel):
    """What a company is to be paid for some weeks; `total_ore` and `rows` are kept by its rows.

    Approved by another one than who made it, and frozen from then on.
    """

    agreement = TenantForeignKey("companies.Agreement", models.PROTECT, related_name="+")
    company = models.ForeignKey("companies.Company", models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=PayListState.choices, default=PayListState.WAITING
    )
    total_ore = models.BigIntegerField(default=0, editable=False)
    rows = models.PositiveIntegerField(default=0, editable=False)
    made_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decided_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PayListState.values), name="paylist_state_known"
            ),
            models.CheckConstraint(
                condition=Q(from_on__iso_week_day=1, to_on__iso_week_day=7, to_on__gt=F("from_on")),
                name="paylist_whole_weeks",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="paylist_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("made_by")),
                name="paylist_not_by_oneself",
                violation_error_message=_("Somebody else than who made the list decides on it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(reason__regex=r"\S"),
                name="paylist_returned_with_reason",
                violation_error_message=_("Write in a few words what the reason is."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "company"], condition=Q(state="waiting"),
                name="paylist_one_waits",
                violation_error_message=_("A list of the company waits for approval already."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jobcentre", "agreement", "-from_on"], name="paylist_agreement"),
            models.Index(fields=["jobcentre", "from_on"], name="paylist_month"),
            models.Index(
                fields=["jobcentre"], condition=Q(state="waiting"), name="paylist_waits"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.FSM(
                name="states_walk", field="state",
                transitions=[(rules.WAITING, rules.APPROVED), (rules.WAITING, rules.RETURNED)],
            ),
            pgtrigger.Protect(
                name="decided_is_frozen", operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="waiting"),
            ),
            pgtrigger.Protect(
                name="made_is_frozen", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__made_by__df=pgtrigger.F("new__made_by"))
                | pgtrigger.Q(old__agreement__df=pgtrigger.F("new__agreement"))
                | pgtrigger.Q(old__from_on__df=pgtrigger.F("new__from_on"))
                | pgtrigger.Q(old__to_on__df=pgtrigger.F("new__to_on")),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="returned_pays_nothing", when=pgtrigger.After, operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state="returned", old__state="waiting"),
                func="""
                    UPDATE placements_payline SET is_void = true
                     WHERE jobcentre_id = NEW.jobcentre_id AND pay_list_id = NEW.id;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"pay list {self.pk}"


# Of all rows put in at once: their list waits and is the company's, each goes on exactly from
# what the rows before it came to, and the list counts them.
_COUNT = """
    IF EXISTS (
        SELECT 1 FROM new_rows n LEFT JOIN placements_paylist l
            ON l.jobcentre_id = n.jobcentre_id AND l.id = n.pay_list_id
         WHERE l.state IS DISTINCT FROM 'waiting' OR l.company_id <> n.company_id
            OR l.agreement_id <> n.agreement_id OR n.is_void
            OR (n.kind = 'week' AND n.citizen_id IS NULL)
    ) THEN
        RAISE EXCEPTION 'rows outside a list that waits' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM new_rows n CROSS JOIN LATERAL (
            SELECT count(*) AS number, COALESCE(sum(o.amount_ore), 0) AS ore
              FROM placements_payline o
             WHERE o.jobcentre_id = n.jobcentre_id AND o.company_id = n.company_id
               AND o.kind = n.kind AND o.week = n.week AND NOT o.is_void
               AND (o.kind = 'week' OR o.agreement_id = n.agreement_id)
               AND o.citizen_id IS NOT DISTINCT FROM n.citizen_id AND o.edition < n.edition
        ) before
        WHERE before.number <> n.edition OR before.ore <> n.before_ore
    ) THEN
        RAISE EXCEPTION 'a row does not go on from those before' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE placements_paylist l
       SET total_ore = l.total_ore + s.ore, rows = l.rows + s.number
      FROM (SELECT jobcentre_id, pay_list_id, sum(amount_ore) AS ore, count(*) AS number
              FROM new_rows GROUP BY 1, 2) s
     WHERE l.jobcentre_id = s.jobcentre_id AND l.id = s.pay_list_id;
    RETURN NULL;
"""
# A row only ever becomes void, and only with its list.
_KEEP = """
    IF (to_jsonb(OLD) - 'is_void') IS DISTINCT FROM (to_jsonb(NEW) - 'is_void')
       OR OLD.is_void OR NOT EXISTS (
        SELECT 1 FROM placements_paylist l WHERE l.jobcentre_id = NEW.jobcentre_id
           AND l.id = NEW.pay_list_id AND l.state = 'returned'
    ) THEN
        RAISE EXCEPTION 'a row of a list is never changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PayLine(TenantModel):
    """One thing for one week: so much at a price, less what was listed for it before.

    A candidate's week is paid once to a company, also under two agreements that follow each other;
    hours are shared between them by workdays.

    `edition` counts the rows of one thing: 0 is the first, the others are corrections. A week's
    citizen is empty only when the person has been erased: the row of the books stays.
    """

    pay_list = TenantForeignKey(PayList, models.PROTECT, related_name="lines")
    agreement = TenantForeignKey("companies.Agreement", models.PROTECT, related_name="+")
    company = models.ForeignKey(
        "companies.Company", models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10, choices=PayKind.choices)
    week = models.DateField()
    citizen = TenantForeignKey("citizens.Citizen", models.PROTECT, null=True, related_name="+")
    placement = TenantForeignKey(
        "placements.Placement", models.PROTECT, null=True, related_name="+"
    )
    terms = TenantForeignKey(CentrePay, models.PROTECT, null=True, related_name="+")
    quantity = models.DecimalField(max_digits=6, decimal_places=2)
    unit_ore = models.PositiveIntegerField()
    before_ore = models.BigIntegerField(default=0)
    amount_ore = models.BigIntegerField()
    edition = models.PositiveSmallIntegerField(default=0)
    is_void = models.BooleanField(default=False)

    class Meta:
        ordering = ("week", "kind", "id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PayKind.values), name="payline_kind_known"),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1), name="payline_week_starts_monday"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0)
                & Q(amount_ore=Round(F("quantity") * F("unit_ore")) - F("before_ore")),
                name="payline_amount_computed",
            ),
            models.CheckConstraint(
                condition=Q(kind="week", quantity__lte=1)
                | (~Q(kind="week") & Q(citizen__isnull=True, placement__isnull=True)),
                name="payline_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(edition__gt=0) | Q(before_ore=0), name="payline_first_from_nought"
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "company", "citizen", "week", "edition"],
                condition=Q(kind="week", is_void=False), name="payline_week_once",
                violation_error_message=_("Something on it is on another list already."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "agreement", "kind", "week", "edition"],
                condition=Q(kind__in=["hours", "start"], is_void=False), name="payline_other_once",
                violation_error_message=_("Something on it is on another list already."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jobcentre", "pay_list"], name="payline_of_list"),
            models.Index(
                fields=["jobcentre", "company", "week"], condition=Q(is_void=False),
                name="payline_listed",
            ),
            # what was listed for the weeks of a month, over all companies
            models.Index(
                fields=["jobcentre", "week"], condition=Q(is_void=False), name="payline_of_week"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="goes_on_from_before", when=pgtrigger.After, operation=pgtrigger.Insert,
                level=pgtrigger.Statement, referencing=pgtrigger.Referencing(new="new_rows"),
                func=_COUNT,
            ),
            pgtrigger.Trigger(
                name="only_becomes_void", when=pgtrigger.Before, operation=pgtrigger.Update,
                func=_KEEP,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"pay line {self.pk}"  # never of whom
