"""An agreement with the bakery, as tests write and sign it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from companies.actions import agreements_signing as signing
from companies.actions.agreements import AgreementFacts, GoalFacts
from companies.choices.agreement import DOOR
from jobcenter.clock import today
from jobcenter.viewer import Viewer

SECRET = "Vi siger det ikke højt"  # what parties must not read


def goal(side="company", kind="people", number=4, **more: Any) -> GoalFacts:
    due_on = more.pop("due_on", today() + timedelta(days=300))
    return GoalFacts(side, kind, due_on, None if number is None else Decimal(number), **more)


def facts(carl: Any, **more: Any) -> AgreementFacts:
    values = {
        "purpose": "Fire faste pladser", "starts_on": today() - timedelta(days=60),
        "ends_on": today() + timedelta(days=305), "responsible": carl,
        "clauses": [{"code": "money", "title": "Økonomi", "text": "Hver part betaler sit."}],
        "areas": ["recruitment"], "goals": [goal(), goal("jobcentre", "days", 14)], **more,
    }  # fmt: skip
    return AgreementFacts(**values)


def company_signs(sent: Any, **more: Any) -> Any:
    door = Viewer(sent.agreement.jobcentre_id, kind=DOOR, subject=sent.agreement.public_id)
    values = {"text_hash": sent.text.text_hash, "name": "Birthe Bager", **more}
    return signing.sign_for_company(sent.agreement, actor=door, **values)
