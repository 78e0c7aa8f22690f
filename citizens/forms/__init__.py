"""Forms of the room's pages."""

from citizens.forms.person import (
    BenefitForm,
    DecisionForm,
    EditForm,
    MatchForm,
    NumberForm,
    ReasonForm,
    RegisterForm,
    RevealForm,
    TargetForm,
    TeamForm,
)
from citizens.forms.profile import BarrierForm, ChangeBarrierForm, LiftForm, LineForm

__all__ = [
    "BarrierForm",
    "BenefitForm",
    "ChangeBarrierForm",
    "DecisionForm",
    "EditForm",
    "LiftForm",
    "LineForm",
    "MatchForm",
    "NumberForm",
    "ReasonForm",
    "RegisterForm",
    "RevealForm",
    "TargetForm",
    "TeamForm",
]
