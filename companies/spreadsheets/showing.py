"""An import in the reader's words: fields, values, refusals, the file of results."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices import Language, Level, PersonRole, RelationStatus, Segment
from companies.models import SpreadsheetRow
from companies.models.spreadsheets import RowFate, RowResult
from companies.rules.cells import SENTENCES
from companies.rules.columns import FIELDS
from jobcenter.exports import plain
from jobcenter.spreadsheets.cells import without_hidden

LABELS = {
    "cvr": gettext_lazy("CVR number"),
    "p_number": gettext_lazy("P number"),
    "company_name": gettext_lazy("Company name (only compared)"),
    "name": gettext_lazy("Contact person's name"),
    "title": gettext_lazy("Job title"),
    "level": gettext_lazy("Level"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "roles": gettext_lazy("Roles"),
    "language": gettext_lazy("Language"),
    "owner": gettext_lazy("Fixed contact with us (e-mail)"),
    "status": gettext_lazy("Where we stand"),
    "segment": gettext_lazy("Segment"),
    "note": gettext_lazy("Good to know"),
    "deputy": gettext_lazy("Deputy"),
    "workplace": gettext_lazy("Workplace"),
}
_WORDS: dict[str, Any] = {
    "level": Level, "language": Language, "status": RelationStatus, "segment": Segment,
}  # fmt: skip


def field_choices() -> list[tuple[str, Any]]:
    """Return the fields a column can be."""
    return [("", _("– not used –")), *((name, LABELS[name]) for name in FIELDS)]


def value_in_words(name: str, value: Any) -> str:
    """Return a value as the pages show it."""
    if value in ("", None, []):
        return ""
    if name == "roles":
        return ", ".join(str(PersonRole(role).label) for role in value)
    if name in _WORDS:
        return str(_WORDS[name](value).label)
    return str(value)


def sentence_of(problem: dict[str, Any]) -> str:
    """Return why a cell was refused."""
    text = _(SENTENCES.get(problem["code"], problem["code"]))
    return text % problem["params"] if problem["params"] else text


@dataclass(frozen=True)
class ShownChange:
    """A cell that would change."""

    label: Any
    old: str
    new: str


@dataclass(frozen=True)
class ShownProblem:
    """A cell that was refused, and what its field holds to be mended."""

    label: Any
    sentence: str
    field: str
    value: str
    cell: str


@dataclass
class ShownRow:
    """A row of the preview or of the results."""

    row: SpreadsheetRow
    changes: list[ShownChange] = field(default_factory=list)
    problems: list[ShownProblem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    name: str = ""
    number: str = ""

    @property
    def result_label(self) -> str:
        """What the row would do."""
        return str(RowResult(self.row.result).label)

    @property
    def fate_label(self) -> str:
        """What became of it."""
        return str(RowFate(self.row.fate).label)


def shown(row: SpreadsheetRow, mapping: list[str]) -> ShownRow:
    """Return a row in words; the fields to mend are those of its refused cells."""
    texts = row.values(mapping)
    changes = [
        ShownChange(
            LABELS[each["field"]],
            value_in_words(each["field"], each["old"]),
            value_in_words(each["field"], each["new"]) or _("(emptied)"),
        )
        for each in row.changes
    ]
    problems = []
    for each in row.problems:
        name = each["field"]
        text = texts.get(name, "")
        mended = without_hidden(text) if each["code"] == "hidden_signs" else text
        can = name in mapping
        problems.append(
            ShownProblem(
                LABELS.get(name, ""), sentence_of(each), name if can else "", mended,
                f"celle-{row.line}-{name}",
            )
        )  # fmt: skip
    parts = {"person": _("the contact person"), "relation": _("the relation")}
    kept = [parts[part] for part in row.written.get("kept", [])]
    number = texts.get("cvr") or texts.get("p_number", "")
    name = without_hidden(texts.get("name", ""))
    return ShownRow(row, changes, problems, kept, name=name, number=number)


def results_file(
    rows: Iterable[SpreadsheetRow], headers: list[str], mapping: list[str]
) -> Iterator[bytes]:
    """Yield the file of results: every row as it came, what became of it and why."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";")
    writer.writerow(
        [_("Line"), _("Result"), _("Company"), _("What changed"), _("Why not"),
         *map(plain, headers)]
    )  # fmt: skip
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(rows, start=1):
        told = shown(row, mapping)
        changes = "; ".join(f"{c.label}: {c.old or '–'} → {c.new}" for c in told.changes)
        why = "; ".join(f"{p.label}: {p.sentence}" if p.label else p.sentence
                        for p in told.problems)  # fmt: skip
        if told.kept:
            why = _("Changed since by somebody: %(parts)s") % {"parts": ", ".join(told.kept)}
        result = told.fate_label if row.fate else told.result_label
        cells = [row.line, result, row.company_name, changes, why, *row.cells]
        writer.writerow([plain(cell) for cell in cells])
        if number % 500 == 0:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()
