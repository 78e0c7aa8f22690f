"""The certificate of an erasure on paper: kinds and numbers, who proposed and approved, no one."""

from datetime import datetime

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from citizens.erasing.kinds import BY_CODE
from citizens.models.erasing import ErasureRun
from jobcenter import pdf
from jobcenter.clock import COPENHAGEN, now
from jobcenter.dates import say


def certificate_of(run: ErasureRun) -> bytes:
    """Return the certificate of a run that is done, as PDF/UA in the language of the page."""
    blocks: list[pdf.Block] = []
    rows, rules = [], []
    for count in run.counts.filter(jobcentre_id=run.jobcentre_id).order_by("pk"):
        kind = BY_CODE[count.kind]
        told = {"months": count.months, "day": say(count.before, "j. F Y")}
        rule = ngettext(
            "%(months)s month: before %(day)s", "%(months)s months: before %(day)s", count.months
        ) % told  # fmt: skip
        rows.append(
            [kind.label, rule, *(_n(each) for each in (count.found, count.held, count.erased))]
        )
        rules.append((kind.label, f"{kind.what} {kind.ground}"))
    blocks += [
        pdf.heading(_("What was erased")),
        pdf.table(
            _("Kinds of data, by which rule, and how many"),
            [_("Kind"), _("Rule"), _("Found"), _("Not yet"), _("Erased")], rows,
            right=[2, 3, 4], widths=[4, 4, 2, 2, 2],
        ),
        pdf.heading(_("Who and when")),
        pdf.facts(_people(run)),
        pdf.heading(_("How it was erased")),
        pdf.facts(rules),
    ]  # fmt: skip
    return pdf.render(
        "report",
        {
            "title": _("Certificate of erasure"),
            "language": translation.get_language() or "da",
            "lead": _("It names nobody: what was erased can no longer be told."),
            "head": pdf.head_of(run.jobcentre), "blocks": blocks,
        },
    )  # fmt: skip


def _people(run: ErasureRun) -> list[tuple[str, str]]:
    by = run.made_by.name if run.made_by else _("the calendar")
    found = [(_("Proposed by"), f"{by}, {say(run.made_on, 'j. F Y')}")]
    if run.decided_by and run.decided_at:
        when = _at(run.decided_at)
        found.append((_("Decided by"), f"{run.decided_by.name}, {when}"))
    if run.started_at and run.finished_at:
        when = f"{_at(run.started_at)} – {_at(run.finished_at)}"
        found.append((_("Carried out"), when))
    return [*found, (_("Printed"), _at(now()))]


def _at(moment: datetime) -> str:
    return say(moment.astimezone(COPENHAGEN), "j. F Y H.i")


def _n(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))
