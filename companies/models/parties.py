"""Several jobcentres as parties to one agreement: the published copy, invitations, answers, counts.

National tables, each row written by one side and read by whom it is for; row security holds it.
The lead owns the agreement: it publishes a copy and invites. A party owns its answer, its shares
and its counts. What a policy asks stands in the row itself (`party`, `lead`, `shared`), and keys
over several columns hold it true: nobody can answer an invitation that is not theirs.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices.agreement import AgreementState
from companies.choices.party import PartyState
from companies.models.agreements import Agreement
from companies.models.register import Company
from jobcenter.ids import uuid7
from jobcenter.tenancy import OwnRows, SameJobcentre, SameRow

US = "(SELECT bro_jobcentre())"
# A jobcentre that accepted, whose invitation still stands and whose notice has not run out: the
# night after it the last count is made, so there is one day more. The policies of the two tables
# named here read no third one: they cannot go round in a circle.
IS_PARTY = (
    "EXISTS (SELECT 1 FROM companies_partyanswer a"
    " JOIN companies_partyinvitation i ON i.id = a.invitation_id"
    " WHERE a.shared_id = {shared} AND a.jobcentre_id = (SELECT bro_jobcentre())"
    " AND a.state = 'accepted' AND i.withdrawn_at IS NULL"
    " AND (a.leaves_on IS NULL OR a.leaves_on >= CURRENT_DATE - 1))"
)


# What a party wrote of itself opens the lead's agreement to it: who left stays out, and a notice
# that has run out is not lengthened.
_NO_WAY_BACK = """
    IF (OLD.state = 'left' AND NEW.state <> 'left')
       OR ((OLD.state = 'left' OR OLD.leaves_on < CURRENT_DATE - 1)
           AND (NEW.leaves_on IS NULL OR NEW.leaves_on > OLD.leaves_on)) THEN
        RAISE EXCEPTION 'a party that left is invited anew' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class SharedAgreement(models.Model):
    """What the lead lets parties read of an agreement: text, goals, signatures, its own counts."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AgreementState.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    content = models.JSONField()  # as `content_of` makes it
    goals = models.JSONField(default=list)  # [{id, side, kind, text, number, due_on, done_on}]
    counts = models.JSONField(default=dict)  # the lead's, by goal: {delivered, few}
    signatures = models.JSONField(default=list)  # [{side, name, title, signed_at}]
    parties = models.JSONField(default=list)  # [{house, joined_on, leaves_on}], of other houses
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "agreement"], name="sharedagreement_once"),
            models.UniqueConstraint(fields=["jobcentre", "id"], name="sharedagreement_of_lead"),
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="sharedagreement_state_known"
            ),
            SameJobcentre(field="agreement", name="sharedagreement_agreement_same_jobcentre"),
            OwnRows(
                name="companies_sharedagreement_own",
                read=IS_PARTY.format(shared="companies_sharedagreement.id"),
            ),
        ]


class PartyInvitation(models.Model):
    """The lead asks another jobcentre to be a party: all that it reads before it has accepted."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    party = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    shared = models.ForeignKey(
        SharedAgreement, models.PROTECT, related_name="invitations", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(_("a line to them"), max_length=300, blank=True)
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["party", "-invited_at", "-id"], name="partyinvitation_for_us"),
            models.Index(fields=["company", "party"], name="partyinvitation_company"),
            models.Index(fields=["jobcentre", "shared"], name="partyinvitation_by_us"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shared", "party"], condition=Q(withdrawn_at__isnull=True),
                name="partyinvitation_once",
                violation_error_message=_("That jobcentre is invited already."),
            ),
            models.UniqueConstraint(
                fields=["id", "party", "jobcentre", "shared"], name="partyinvitation_whole"
            ),
            models.CheckConstraint(
                condition=~Q(party=models.F("jobcentre")),
                name="partyinvitation_of_another",
                violation_error_message=_("Your own jobcentre is a party already."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__regex=r"\S"), name="partyinvitation_says_what"
            ),
            SameJobcentre(field="shared", name="partyinvitation_shared_same_jobcentre"),
            OwnRows(name="companies_partyinvitation_own", read=f"party_id = {US}"),
        ]  # fmt: skip


class PartyAnswer(models.Model):
    """What an invited jobcentre answered, and when it leaves; only its own invitation's."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    lead = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    shared = models.ForeignKey(
        SharedAgreement, models.PROTECT, related_name="answers", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    invitation = models.OneToOneField(
        PartyInvitation, models.PROTECT, related_name="answer", db_constraint=False
    )
    state = models.CharField(max_length=10, choices=PartyState.choices)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    answered_at = models.DateTimeField()
    joined_on = models.DateField(null=True, blank=True)
    leaves_on = models.DateField(_("last day as a party"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "state", "shared"], name="partyanswer_ours"),
            models.Index(fields=["lead", "state"], name="partyanswer_to_us"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "jobcentre", "lead", "shared"], name="partyanswer_whole"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PartyState.values), name="partyanswer_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", leaves_on__isnull=True) | Q(reason__regex=r"\S"),
                name="partyanswer_no_has_reason",
                violation_error_message=_("Write why."),
            ),
            models.CheckConstraint(
                condition=Q(state="declined") | Q(joined_on__isnull=False),
                name="partyanswer_party_since_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | Q(leaves_on__isnull=False),
                name="partyanswer_left_on_a_day",
            ),
            SameRow(
                columns=["invitation_id", "jobcentre_id", "lead_id", "shared_id"],
                table="companies_partyinvitation",
                to=["id", "party_id", "jobcentre_id", "shared_id"],
                name="partyanswer_to_own_invitation",
            ),
            OwnRows(name="companies_partyanswer_own", read=f"lead_id = {US}"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_way_back", when=pgtrigger.Before, operation=pgtrigger.Update,
                func=_NO_WAY_BACK,
            )
        ]  # fmt: skip


class PartyGoal(models.Model):
    """A party's share of a goal, and what it delivered: nothing where it would tell of a person."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    lead = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    shared = models.ForeignKey(
        SharedAgreement, models.PROTECT, related_name="party_goals", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    answer = models.ForeignKey(
        PartyAnswer, models.PROTECT, related_name="goals", db_constraint=False, db_index=False
    )
    goal_public_id = models.UUIDField()
    share = models.DecimalField(
        _("our share"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    delivered = models.DecimalField(max_digits=9, decimal_places=1, null=True, blank=True)
    is_few = models.BooleanField(default=False)  # 1 to 4 people: the number stays with the party
    counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["shared", "goal_public_id"], name="partygoal_of_goal")]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "answer", "goal_public_id"], name="partygoal_once"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0),
                name="partygoal_share_positive",
                violation_error_message=_("A share is more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(is_few=False) | Q(delivered__isnull=True),
                name="partygoal_few_is_no_number",
            ),
            SameRow(
                columns=["answer_id", "jobcentre_id", "lead_id", "shared_id"],
                table="companies_partyanswer",
                to=["id", "jobcentre_id", "lead_id", "shared_id"],
                name="partygoal_of_own_answer",
            ),
            OwnRows(
                name="companies_partygoal_own",
                read=f"lead_id = {US} OR "
                + IS_PARTY.format(shared="companies_partygoal.shared_id"),
            ),
        ]
