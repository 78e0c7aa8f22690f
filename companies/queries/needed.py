"""Needs as campaigns choose by: which companies have an open one, and of which kind."""

from django.utils.translation import gettext_lazy as _

from companies import criteria_kinds
from companies.choices.need import NeedKind
from companies.criteria_kinds import Criterion, Sql
from jobcenter.viewer import Viewer

# The states are written out: the partial indexes of open needs serve only then.
_OPEN = (
    "SELECT n.company_id FROM companies_need n"
    " WHERE n.jobcentre_id = %(jobcentre)s AND n.state IN ('waiting', 'proposed')"
)


def open_needs(viewer: Viewer, value: str) -> Sql:
    """Return the companies with an open need, with one of a kind, or with none."""
    if value == "none":
        every = "SELECT e.company_id FROM companies_companystanding e"
        return f"{every} WHERE e.jobcentre_id = %(jobcentre)s AND e.company_id NOT IN ({_OPEN})", {}
    if value in NeedKind.values:
        return f"{_OPEN} AND n.kind = %(behov_kind)s", {"behov_kind": value}
    return _OPEN, {}


def register() -> None:
    """Let campaigns choose by needs."""
    choices = (
        ("any", _("have an open need")),
        *((kind.value, _OF_KIND[kind]) for kind in NeedKind),
        ("none", _("have no open need")),
    )
    criteria_kinds.criterion(Criterion("behov", _("Needs"), choices, open_needs))


_OF_KIND = {
    NeedKind.JOB: _("need somebody for an ordinary job"),
    NeedKind.PLACE: _("need somebody for a place on special terms"),
    NeedKind.CARVED: _("have tasks lifted out of a job"),
}
