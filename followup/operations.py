"""What the operations page says: the last sweeps, the outbox, and alarms with what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext, gettext_lazy, ngettext

from followup.kinds import ReminderKind, label_of, reminder_kinds
from followup.models import Message, Reminder, SweepRun
from followup.pauses import open_pauses, recipient_is_paused
from followup.queries import outbox_counts
from followup.sweep import BUNDLING
from jobcenter import clock
from jobcenter.calendar import add_working_days
from jobcenter.viewer import Viewer

SWEEP_LATE = timedelta(minutes=15)
SENDING_LATE = timedelta(minutes=30)


@dataclass(frozen=True)
class Alarm:
    """Something is wrong: in words, with what to do."""

    title: str
    what_to_do: str
    tone: str = "bad"  # of the component `note`
    url_name: str = ""
    query: str = ""


@dataclass(frozen=True)
class SweepLine:
    """The last sweep of one kind."""

    label: Any
    run: SweepRun | None
    is_late: bool


@dataclass(frozen=True)
class Operations:
    """Everything on the page."""

    sweeps: list[SweepLine]
    counts: dict[str, int]
    reminders: dict[str, int]
    alarms: list[Alarm]
    last_sweep: datetime | None


def read_operations(viewer: Viewer) -> Operations:
    """Return the state of the jobcentre's reminders and messages, in a fixed number of queries."""
    jobcentre_id = viewer.jobcentre_id
    runs = {run.kind: run for run in SweepRun.objects.filter(jobcentre_id=jobcentre_id)}
    counts = outbox_counts(jobcentre_id)
    reminders = _reminder_counts(jobcentre_id)
    last = runs[BUNDLING].finished_at if BUNDLING in runs else None
    alarms = [
        *_of_sweeps(last),
        *_of_kinds(jobcentre_id, runs),
        *_of_reminders(reminders),
        *_of_outbox(jobcentre_id, counts),
    ]
    return Operations(_lines(runs), counts, reminders, alarms, last)


def _lines(runs: dict[str, SweepRun]) -> list[SweepLine]:
    limit = clock.now() - SWEEP_LATE
    named = [(code, kind.label) for code, kind in reminder_kinds.items()]
    named.append((BUNDLING, gettext_lazy("messages put together")))
    return [
        SweepLine(
            label,
            run := runs.get(code),
            run is None or run.finished_at is None or run.finished_at < limit,
        )
        for code, label in named
    ]


def _reminder_counts(jobcentre_id: int) -> dict[str, int]:
    """Count what waits, what has waited too long, and what has no address."""
    day = clock.today()
    pauses = open_pauses(jobcentre_id)
    due = (
        Reminder.objects.filter(jobcentre_id=jobcentre_id, state="waiting", due_on__lte=day)
        .exclude(recipient_key__in=pauses.exclude(recipient_key="").values("recipient_key"))
        .exclude(subject__in=pauses.filter(subject__isnull=False).values("subject"))
    )
    return due.aggregate(
        due=Count("id"),
        late=Count("id", filter=Q(due_on__lt=add_working_days(day, -2)) & ~Q(address="")),
        without_address=Count("id", filter=Q(address="")),
    )


def _of_sweeps(last: datetime | None) -> Iterator[Alarm]:
    if last is not None and last > clock.now() - SWEEP_LATE:
        return
    if last is None:
        title = gettext("The reminders have never been looked through here.")
    else:
        day = clock.COPENHAGEN
        moment = last.astimezone(day).strftime("%d.%m.%Y %H:%M")
        title = gettext("The reminders have not been looked through since %(moment)s.") % {
            "moment": moment
        }
    yield Alarm(
        title,
        gettext(
            "Nothing is lost, but nothing new is sent either. Check that the worker, the timetable"
            " (beat) and Redis run; the next sweep catches up by itself."
        ),
    )


def _of_kinds(jobcentre_id: int, runs: dict[str, SweepRun]) -> Iterator[Alarm]:
    for kind in reminder_kinds.values():
        run = runs.get(kind.code)
        if run is None:
            continue
        if run.failing_since:
            yield Alarm(
                gettext("“%(kind)s” fails: %(error)s.")
                % {"kind": kind.label, "error": run.last_error},
                gettext("Its reminders stand still, the others go on. Tell those who run Bro."),
            )
        elif _is_too_quiet(jobcentre_id, kind, run):
            yield Alarm(
                gettext("“%(kind)s” should have found something to remind of, and has not.")
                % {"kind": kind.label},
                gettext(
                    "Look at whether something is set up wrong: an end date, a missing mentor or"
                    " an address. If all is well, tell those who run Bro."
                ),
                tone="warn",
            )


def _is_too_quiet(jobcentre_id: int, kind: ReminderKind, run: SweepRun) -> bool:
    """Return whether a kind has had nothing new for too long where something is to be expected."""
    if kind.expected_every is None:
        return False
    limit = clock.now() - kind.expected_every
    if (run.last_opened_at or run.first_at) >= limit:
        return False
    return kind.expects(jobcentre_id, clock.today())


def _of_reminders(counts: dict[str, int]) -> Iterator[Alarm]:
    if late := counts["late"]:
        yield Alarm(
            ngettext(
                "%(count)d reminder should have been sent and has not.",
                "%(count)d reminders should have been sent and have not.",
                late,
            )
            % {"count": late},
            gettext(
                "They are more than two working days late. Check the worker; if it runs, look for"
                " failed messages to the same people."
            ),
        )
    if missing := counts["without_address"]:
        yield Alarm(
            ngettext(
                "%(count)d reminder has nowhere to go: no address is known.",
                "%(count)d reminders have nowhere to go: no address is known.",
                missing,
            )
            % {"count": missing},
            gettext("Add an e-mail address or a mobile number to the contact person."),
            tone="warn",
        )


def _of_outbox(jobcentre_id: int, counts: dict[str, int]) -> Iterator[Alarm]:
    limit = clock.now() - SENDING_LATE
    stuck = Message.objects.filter(
        ~recipient_is_paused(jobcentre_id) | Q(is_urgent=True),
        jobcentre_id=jobcentre_id,
        state="waiting",
        not_before__lt=limit,
    ).exists()
    if stuck:
        yield Alarm(
            gettext("Messages should have left more than half an hour ago."),
            gettext("Check that the worker runs, and that it reaches the mail server."),
        )
    if doubtful := counts["doubtful"]:
        yield Alarm(
            ngettext(
                "%(count)d message may or may not have arrived.",
                "%(count)d messages may or may not have arrived.",
                doubtful,
            )
            % {"count": doubtful},
            gettext("Ask the recipient, or send it again. It is never sent again by itself."),
            tone="warn",
            url_name="followup:list",
            query="tilstand=needs",
        )
    if failed := counts["failed"] + counts["bounced"]:
        yield Alarm(
            ngettext(
                "%(count)d message did not reach its recipient.",
                "%(count)d messages did not reach their recipients.",
                failed,
            )
            % {"count": failed},
            gettext("Look at the address, mend it, and send the message again."),
            tone="warn",
            url_name="followup:list",
            query="tilstand=needs",
        )


def latest_kinds(jobcentre_id: int) -> list[tuple[Any, int]]:
    """Return how many reminders of each kind are open now, for the page's table."""
    rows = (
        Reminder.objects.filter(jobcentre_id=jobcentre_id)
        .exclude(state="closed")
        .values_list("kind")
        .annotate(number=Count("id"))
        .order_by(F("number").desc(), "kind")
    )
    return [(label_of(code), number) for code, number in rows]
