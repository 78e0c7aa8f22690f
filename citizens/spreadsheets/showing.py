"""An import in the reader's words. What we knew before is never shown: importing is no way in."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym
from citizens.choices import Benefit, Language
from citizens.models import CitizenFileRow
from citizens.models.imports import PersonResult
from citizens.models.law import in_language
from citizens.spreadsheets.cells import SENTENCES
from citizens.spreadsheets.columns import FIELDS, MATCH, SCHEMES
from citizens.spreadsheets.knowing import NEW
from jobcenter.exports import plain
from jobcenter.models.sheets import RowFate
from jobcenter.spreadsheets.cells import without_hidden

LABELS = {
    "cpr": gettext_lazy("Citizen number"),
    "case_number": gettext_lazy("Internal id of the case system"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "name": gettext_lazy("Whole name"),
    "birth_date": gettext_lazy("Birth date"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Reads best"),
    "is_address_protected": gettext_lazy("Protected name and address"),
    "target_group": gettext_lazy("Target group (1–13)"),
    "sub_flag": gettext_lazy("Division of the target group"),
    "benefit": gettext_lazy("Benefit"),
    "from_on": gettext_lazy("Target group, match group and benefit from"),
    "case_worker": gettext_lazy("Case worker (e-mail or initials)"),
}
WHY = {
    "email": gettext_lazy("same e-mail and first name"),
    "phone": gettext_lazy("same phone and first name"),
    "name": gettext_lazy("same name"),
}


def label_of(name: str) -> str:
    """Return a field in words; a scheme's by its name."""
    if name.startswith(MATCH):
        scheme = SCHEMES[name.removeprefix(MATCH)]
        return in_language(scheme.name_da, scheme.name_en)
    return str(LABELS.get(name, ""))


def field_choices(_sheet: Any = None) -> list[tuple[str, Any]]:
    """Return the fields a column can be."""
    return [("", _("– not used –")), *((name, label_of(name)) for name in FIELDS)]


def value_in_words(name: str, value: str) -> str:
    """Return what the file says, as the pages show it."""
    if name == "language" and value in Language.values:
        return str(Language(value).label)
    if name == "is_address_protected":
        return _("yes")
    if name == "benefit" and value in Benefit.values:
        return str(Benefit(value).label)
    return value


def sentence_of(problem: dict[str, Any]) -> str:
    """Return why a cell was refused."""
    text = _(SENTENCES.get(problem["code"], problem["code"]))
    return text % problem["params"] if problem["params"] else text


@dataclass(frozen=True)
class ShownChange:
    """A cell that would be written: what the file says, never what was there."""

    label: str
    new: str
    old: str = ""


@dataclass(frozen=True)
class ShownProblem:
    """A cell that was refused, and what its field holds to be mended."""

    label: str
    sentence: str
    field: str
    value: str
    cell: str


@dataclass
class ShownRow:
    """A row of the preview or of the results."""

    row: CitizenFileRow
    changes: list[ShownChange] = field(default_factory=list)
    problems: list[ShownProblem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    name: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def result_label(self) -> str:
        """What the row would do."""
        return str(PersonResult(self.row.result).label)

    @property
    def fate_label(self) -> str:
        """What became of it."""
        return str(RowFate(self.row.fate).label)


def shown(row: CitizenFileRow, mapping: list[str]) -> ShownRow:
    """Return a row in words; a citizen number is shown only where it must be mended."""
    texts = row.values(mapping)
    changes = [
        ShownChange(label_of(each["field"]), value_in_words(each["field"], each["new"]))
        for each in row.changes
    ]
    problems, choices = [], []
    for each in row.problems:
        name = each["field"]
        text = texts.get(name, "")
        mended = without_hidden(text) if each["code"] == "hidden_signs" else text
        can = name in mapping
        problems.append(
            ShownProblem(
                label_of(name), sentence_of(each), name if can else "", mended,
                f"celle-{row.line}-{name}",
            )
        )  # fmt: skip
        if "candidates" in each:
            choices = [
                (public_id, _("Citizen %(letters)s – %(why)s") % {
                    "letters": pseudonym(UUID(public_id)), "why": WHY[why],
                })
                for public_id, why in each["candidates"]
            ] + [(NEW, _("Somebody new"))]  # fmt: skip
    kept = [_("the citizen")] if row.written.get("kept") else []
    names = (texts.get(part, "") for part in ("first_name", "last_name", "name"))
    name = without_hidden(" ".join(filter(None, names)))
    return ShownRow(row, changes, problems, kept, name=name, choices=choices)


def results_file(
    rows: Iterable[CitizenFileRow], headers: list[str], mapping: list[str]
) -> Iterator[bytes]:
    """Yield the file of results: line, what became of it and why. Who it was, the line says."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";")
    writer.writerow([_("Line"), _("Result"), _("Fields written"), _("Why not")])
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(rows, start=1):
        told = shown(row, mapping)
        changes = ", ".join(change.label for change in told.changes)
        why = "; ".join(f"{p.label}: {p.sentence}" if p.label else p.sentence
                        for p in told.problems)  # fmt: skip
        if told.kept:
            why = _("Changed since by somebody: %(parts)s") % {"parts": ", ".join(told.kept)}
        result = told.fate_label if row.fate else told.result_label
        writer.writerow([plain(cell) for cell in (row.line, result, changes, why)])
        if number % 500 == 0:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()
