"""Reminder and message kinds of the tests: also a worked example of how to write one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from followup.kinds import Candidate, Link, MessageKind, Recipient, ReminderKind, Text
from jobcenter.calendar import iso_week_label, monday_of
from jobcenter.clock import now
from jobcenter.doors import make_door
from jobcenter.ids import uuid7
from jobcenter.models import Jobcentre, Team


def person(email: str = "mette@virk.example", **values: Any) -> Recipient:
    """A contact person; the same address is the same person."""
    return Recipient(
        kind="contact", public_id=values.pop("public_id", None) or uuid7(), email=email, **values
    )


class ListKind(ReminderKind):
    """Candidates are a list per jobcentre that the test fills."""

    code = "tests.list"
    label = "Listed"
    expected_every = timedelta(days=8)

    def __init__(self) -> None:
        self.rows: dict[int, list[Candidate]] = {}
        self.fails = False
        self.text_fails = False
        self.is_expected = True

    def add(
        self,
        jobcentre: Jobcentre,
        recipient: Recipient | None = None,
        *,
        due_on: date = date(2026, 11, 17),
        **values: Any,
    ) -> Candidate:
        """Add a candidate."""
        candidate = Candidate(
            subject=values.pop("subject", None) or uuid7(),
            due_on=due_on,
            recipient=recipient or person(),
            **values,
        )
        self.rows.setdefault(jobcentre.pk, []).append(candidate)
        return candidate

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        if self.fails:
            raise LookupError("the candidates' query is broken")
        return self.rows.get(jobcentre_id, [])

    def expects(self, jobcentre_id: int, today: date) -> bool:
        return self.is_expected

    def text(self, reminder: Any, jobcentre: Any) -> Text:
        if self.text_fails:
            raise LookupError("the text is broken")
        return Text(f"How is it going? {reminder.step}", [f"About {reminder.occurrence}"])


class Note(MessageKind):
    """A direct message with a personal link."""

    code = "tests.note"
    label = "Note"
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text:
        token = make_door(
            "mentor",
            jobcentre_id=message.jobcentre_id,
            subject=message.subject,
            expires_at=now() + timedelta(days=8),
        )
        return Text("A new link", ["As you asked."], Link("Open", f"https://bro.test/m/{token}/"))


class UrgentNote(Note):
    """One that may go at night."""

    code = "tests.urgent"
    is_urgent = True


class EveryTeam(ReminderKind):
    """The worked example, on tables every room has: each team's week, told once to one address.

    A mentor's weekly check-in looks like this, with placements for teams.
    """

    code = "tests.every_team"
    label = "The team's week"
    expected_every = timedelta(days=8)

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        monday = monday_of(today)
        teams = Team.objects.filter(jobcentre_id=jobcentre_id, name__startswith="Kill")
        for public_id, name in teams.order_by("id").values_list("public_id", "name"):
            yield Candidate(
                subject=public_id,
                occurrence=iso_week_label(monday),
                due_on=monday,
                recipient=team_contact(public_id, name),
            )

    def text(self, reminder: Any, jobcentre: Any) -> Text:
        token = make_door(
            "mentor",
            jobcentre_id=jobcentre.pk,
            subject=reminder.subject,
            expires_at=now() + timedelta(days=8),
        )
        return Text(
            "How is the week going?",
            ["Three taps, no login."],
            Link("Answer now", f"https://bro.test/m/{token}/"),
        )


def team_contact(public_id: UUID, name: str) -> Recipient:
    """Return who hears about a team."""
    return Recipient(
        kind="contact", public_id=public_id, name=name, email=f"{public_id.hex}@virk.example"
    )
