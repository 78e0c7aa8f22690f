"""Who may do what: one table from role to capability, and the label every view carries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A membership's roles; the last three are outsiders with a small key."""

    JOB_CONSULTANT = "job_consultant", _("job consultant")
    COMPANY_CONSULTANT = "company_consultant", _("company consultant")
    CASE_WORKER = "case_worker", _("case worker")
    TEAM_LEADER = "team_leader", _("team leader")
    MANAGER = "manager", _("manager")
    PLAN_LEADER = "plan_leader", _("plan leader")
    BUSINESS = "business", _("business department")
    ADMINISTRATOR = "administrator", _("administrator")
    PUBLISHED_READER = "published_reader", _("reader of published figures")
    EXTERNAL_PROVIDER = "external_provider", _("external provider")
    OUTSIDE_MENTOR = "outside_mentor", _("mentor outside the company")
    SPECIALIST = "specialist", _("specialist of another department")


OUTSIDERS = {Role.EXTERNAL_PROVIDER, Role.OUTSIDE_MENTOR, Role.SPECIALIST}


class Can(models.TextChoices):
    """A capability: the least a view or an action asks for."""

    READ_COMPANIES = "read_companies", _("read companies")
    LOG_CONTACT = "log_contact", _("log contacts and edit contact persons")
    MANAGE_CAMPAIGNS = "manage_campaigns", _("plan campaigns and send their letters")
    WRITE_AGREEMENTS = "write_agreements", _("write partnership agreements")
    READ_PAY = "read_pay", _("see what companies are paid for mentors")
    SIGN_AGREEMENTS = "sign_agreements", _("sign partnership agreements for us")
    IMPORT_COMPANIES = "import_companies", _("bring in relations and contact persons from a file")
    IMPORT_CITIZENS = "import_citizens", _("bring in citizens from the case system's file")
    HAND_OVER = "hand_over", _("hand over a colleague's work")
    READ_CITIZENS = "read_citizens", _("read citizens, masked outside the case team")
    WRITE_CITIZENS = "write_citizens", _("register and edit citizens")
    GRANT_ACCESS = "grant_access", _("grant access to a citizen")
    KEEP_RANGE = "keep_range", _("keep the range of offers")
    SET_FRAMES = "set_frames", _("set what colleagues may grant")
    READ_PLACES = "read_places", _("read places")
    WRITE_PLACES = "write_places", _("open and close places")
    MAKE_PLACEMENTS = "make_placements", _("make and follow placements")
    APPROVE_PLACEMENTS = "approve_placements", _("decide on placements as the authority")
    SEE_DASHBOARD = "see_dashboard", _("see the manager's figures")
    SEE_PUBLISHED = "see_published", _("see published figures")
    READ_PLAN = "read_plan", _("read the action plan")
    WRITE_PLAN = "write_plan", _("write the action plan")
    READ_MESSAGES = "read_messages", _("read sent messages")
    PAUSE_MESSAGES = "pause_messages", _("pause messages")
    ADMINISTER = "administer", _("administer people, teams and settings")
    APPROVE_ERASURE = "approve_erasure", _("approve an erasure somebody else proposed")
    SEE_OPERATIONS = "see_operations", _("see the operations page")


_CASEWORK = {
    Can.READ_COMPANIES,
    Can.READ_CITIZENS,
    Can.READ_PLACES,
    Can.READ_PLAN,
    Can.SEE_PUBLISHED,
    Can.READ_MESSAGES,
}

CAPABILITIES: dict[str, set[Can]] = {
    Role.JOB_CONSULTANT: _CASEWORK
    | {
        Can.LOG_CONTACT,
        Can.WRITE_CITIZENS,
        Can.WRITE_PLACES,
        Can.MAKE_PLACEMENTS,
        Can.PAUSE_MESSAGES,
    },
    Role.COMPANY_CONSULTANT: {
        Can.READ_COMPANIES,
        Can.LOG_CONTACT,
        Can.MANAGE_CAMPAIGNS,
        Can.WRITE_AGREEMENTS,
        Can.READ_PAY,
        Can.IMPORT_COMPANIES,
        Can.READ_CITIZENS,
        Can.READ_PLACES,
        Can.WRITE_PLACES,
        Can.READ_PLAN,
        Can.SEE_PUBLISHED,
        Can.READ_MESSAGES,
    },
    Role.CASE_WORKER: _CASEWORK | {Can.WRITE_CITIZENS, Can.APPROVE_PLACEMENTS},
    Role.TEAM_LEADER: _CASEWORK
    | {
        Can.LOG_CONTACT,
        Can.MANAGE_CAMPAIGNS,
        Can.WRITE_AGREEMENTS,
        Can.READ_PAY,
        Can.IMPORT_COMPANIES,
        Can.HAND_OVER,
        Can.WRITE_CITIZENS,
        Can.WRITE_PLACES,
        Can.MAKE_PLACEMENTS,
        Can.APPROVE_PLACEMENTS,
        Can.GRANT_ACCESS,
        Can.SET_FRAMES,
        Can.SEE_DASHBOARD,
        Can.PAUSE_MESSAGES,
    },
    Role.MANAGER: _CASEWORK
    | {
        Can.MANAGE_CAMPAIGNS,
        Can.WRITE_AGREEMENTS,
        Can.READ_PAY,
        Can.SIGN_AGREEMENTS,
        Can.GRANT_ACCESS,
        Can.SET_FRAMES,
        Can.SEE_DASHBOARD,
        Can.WRITE_PLAN,
        Can.SEE_OPERATIONS,
        Can.APPROVE_ERASURE,
        Can.KEEP_RANGE,
    },
    Role.PLAN_LEADER: {
        Can.READ_COMPANIES,
        Can.READ_PLACES,
        Can.SEE_DASHBOARD,
        Can.SEE_PUBLISHED,
        Can.READ_PLAN,
        Can.WRITE_PLAN,
        Can.KEEP_RANGE,
    },
    Role.BUSINESS: {Can.READ_COMPANIES, Can.LOG_CONTACT, Can.READ_PAY, Can.SEE_PUBLISHED},
    Role.ADMINISTRATOR: {
        Can.READ_COMPANIES,
        Can.IMPORT_COMPANIES,
        Can.IMPORT_CITIZENS,
        Can.HAND_OVER,
        Can.ADMINISTER,
        Can.APPROVE_ERASURE,
        Can.KEEP_RANGE,
        Can.SEE_OPERATIONS,
        Can.READ_MESSAGES,
        Can.SEE_PUBLISHED,
    },
    Role.PUBLISHED_READER: {Can.SEE_PUBLISHED, Can.READ_PLAN},
    # Outsiders have no capability in general: a Referral opens one subject at a time.
    Role.EXTERNAL_PROVIDER: set(),
    Role.OUTSIDE_MENTOR: set(),
    Role.SPECIALIST: set(),
}


@dataclass(frozen=True)
class Label:
    """What a view asks of who opens it: nothing, a login, a membership, a capability, a door."""

    kind: str
    needs: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return ":".join([self.kind, *sorted(self.needs)])


class _Allow:
    """`@allow(Can.X)` asks for any one of the capabilities; the others ask for less."""

    def __call__(self, *capabilities: Can) -> Callable[[Any], Any]:
        return _labelled(Label("can", frozenset(capabilities)))

    def public(self, view: Any) -> Any:
        """Anyone, logged in or not."""
        return _labelled(Label("public"))(view)

    def login(self, view: Any) -> Any:
        """Anyone logged in, also before a jobcentre is chosen."""
        return _labelled(Label("login"))(view)

    def member(self, view: Any) -> Any:
        """Any member of the present jobcentre, outsiders included: the view decides the rest."""
        return _labelled(Label("member"))(view)

    def door(self, kind: str) -> Callable[[Any], Any]:
        """Whoever holds a token of this kind: the view opens the door itself."""
        return _labelled(Label("door", frozenset({kind})))


def _labelled(label: Label) -> Callable[[Any], Any]:
    def decorate(view: Any) -> Any:
        view.access_label = label
        return view

    return decorate


allow = _Allow()
