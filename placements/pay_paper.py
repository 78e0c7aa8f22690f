"""Mentor pay on paper and in a file: the company's statement, and the rows for whoever pays.

Neither names a candidate. The company knows who was at which place in which week, so place and
week are enough to check a row; its bookkeeping, and ours, need not know who is a candidate.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jobcenter import pdf
from jobcenter.clock import COPENHAGEN
from jobcenter.exports import plain
from jobcenter.models import Jobcentre
from placements.models import PayList
from placements.queries.pay_lists import Row


def _kr(value: Any) -> str:
    return str(floatformat(value, "2g"))


def _title(found: PayList) -> str:
    return _("Mentor pay: %(company)s") % {"company": found.company.name}


def list_as_csv(found: PayList, rows: Iterable[Row]) -> bytes:
    """Return the rows with a head, parted by semicolons, as Danish spreadsheets read them."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";")
    lines.writerow(
        [
            pgettext("pay", "State"), _("CVR number"), _("Company"), pgettext("pay", "Week"),
            pgettext("pay", "Monday"), pgettext("pay", "What for"), _("Candidate"), _("Place"),
            pgettext("pay", "Number"), pgettext("pay", "Price, kr."),
            pgettext("pay", "Listed before, kr."), pgettext("pay", "Amount, kr."),
            pgettext("pay", "Correction"), pgettext("pay", "Prices from"),
        ]
    )  # fmt: skip
    for row in rows:
        line = row.line
        lines.writerow(
            [
                plain(each)
                for each in (
                    str(found.get_state_display()), found.company.cvr, found.company.name,
                    row.week, line.week, str(line.get_kind_display()), row.who, row.place,
                    line.quantity, row.unit, row.before, row.amount, line.edition or "",
                    line.terms.valid_from if line.terms else None,
                )
            ]
        )  # fmt: skip
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def statement(found: PayList, rows: Iterable[Row]) -> bytes:
    """Return the company's statement as PDF/UA in Danish."""
    house = Jobcentre.objects.get(pk=found.jobcentre_id)
    with translation.override("da"):
        return pdf.render(
            "report",
            {
                "title": _title(found), "lead": _lead(found), "language": "da",
                "head": pdf.head_of(house), "blocks": list(_blocks(found, rows)),
            },
        )  # fmt: skip


def _lead(found: PayList) -> str:
    if found.state != "approved" or found.decided_at is None:
        return _("Not approved: nothing is paid after this paper.")
    day = found.decided_at.astimezone(COPENHAGEN).strftime("%d.%m.%Y")
    return _("Approved %(day)s.") % {"day": day}


def _blocks(found: PayList, rows: Iterable[Row]) -> Iterator[pdf.Block]:
    yield pdf.facts(
        [
            (_("Company"), found.company.name), (_("CVR number"), found.company.cvr),
            (_("Agreement"), found.agreement.purpose),
            (pgettext("pay", "Weeks"), f"{found.from_on:%d.%m.%Y} – {found.to_on:%d.%m.%Y}"),
            (pgettext("pay", "In all"), f"{_kr(found.total_ore / 100)} kr."),
        ]
    )  # fmt: skip
    yield pdf.heading(_("Row by row"))
    yield pdf.table(
        _("Row by row"),
        [
            pgettext("pay", "Week"), pgettext("pay", "What for"), _("Place"),
            pgettext("pay", "Number"), pgettext("pay", "Price, kr."),
            pgettext("pay", "Listed before, kr."), pgettext("pay", "Amount, kr."),
        ],
        [
            [
                row.week, capfirst(row.line.get_kind_display()), row.place,
                floatformat(row.line.quantity, "-2"), _kr(row.unit),
                _kr(row.before) if row.line.edition else "", _kr(row.amount),
            ]
            for row in rows
        ],
        right=[3, 4, 5, 6],
    )  # fmt: skip
    yield pdf.text(
        _("A started week is paid whole. A row that corrects another says what was listed before.")
    )
