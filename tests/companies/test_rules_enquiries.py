"""Working hours, due moments, escalation, moves and plain text: tables of cases."""

from datetime import date, datetime, time

import pytest

from companies.rules.enquiries import (
    COPENHAGEN,
    Hours,
    check_closing,
    check_enquiry_move,
    due_at,
    escalation,
    one_line,
    plain_text,
    reference_in,
    working_minutes,
)
from jobcenter.errors import Refused

HOURS = Hours(time(8), time(16), 8)


def at(text: str) -> datetime:
    """A moment on the wall in Copenhagen."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-20 15:50", "2026-11-23 09:10", 80),  # Friday to Monday
        ("2026-11-23 09:00", "2026-11-23 09:30", 30),
        ("2026-11-23 09:00", "2026-11-23 09:00", 0),
        ("2026-11-23 10:00", "2026-11-23 09:00", 0),  # a clock that ran backwards
        ("2026-11-23 06:00", "2026-11-23 08:15", 15),  # before it opened
        ("2026-11-23 17:00", "2026-11-24 08:15", 15),
        ("2026-11-21 12:00", "2026-11-22 12:00", 0),  # a weekend
        ("2026-11-23 08:00", "2026-11-27 16:00", 5 * 480),
        (
            "2026-12-23 15:00",
            "2026-12-28 09:00",
            60 + 480 + 60,
        ),  # the 24th counts here
        ("2027-03-24 15:00", "2027-03-30 09:00", 120),  # Maundy Thursday to Easter Monday
        ("2027-03-26 10:00", "2027-03-26 12:00", 0),  # Good Friday
        ("2026-03-27 15:00", "2026-03-30 09:00", 120),  # summer time begins between
        ("2026-10-23 15:00", "2026-10-26 09:00", 120),  # and ends
        ("2024-04-26 08:00", "2024-04-26 16:00", 480),  # store bededag is a working day now
        ("2023-05-05 08:00", "2023-05-05 16:00", 0),  # and was a holiday then
        ("2025-01-02 08:00", "2025-12-30 16:00", 252 * 480),
    ],
)
def test_working_minutes(start, end, minutes):
    assert working_minutes(at(start), at(end), HOURS) == minutes


@pytest.mark.parametrize(
    ("received", "target", "due"),
    [
        ("2026-11-23 09:00", 8, "2026-11-24 09:00"),
        ("2026-11-20 15:50", 8, "2026-11-23 15:50"),
        ("2026-11-20 15:50", 1, "2026-11-23 08:50"),
        ("2026-11-21 12:00", 1, "2026-11-23 09:00"),  # Saturday
        ("2026-11-23 03:00", 8, "2026-11-23 16:00"),
        ("2026-11-23 16:00", 8, "2026-11-24 16:00"),
        ("2027-03-24 15:00", 2, "2027-03-30 09:00"),  # over Easter
        ("2026-10-23 15:00", 2, "2026-10-26 09:00"),  # over the end of summer time
        ("2026-11-23 08:00", 80, "2026-12-04 16:00"),
    ],
)
def test_due(received, target, due):
    assert due_at(at(received), Hours(time(8), time(16), target)) == at(due)


def test_due_and_minutes_agree():
    for target in range(1, 81):
        hours = Hours(time(7, 30), time(15, 15), target)
        received = at("2026-12-22 14:40")
        assert working_minutes(received, due_at(received, hours), hours) == target * 60


@pytest.mark.parametrize(
    ("received", "day", "expected"),
    [
        ("2026-11-20", "2026-11-20", (0, "2026-11-23")),
        ("2026-11-20", "2026-11-22", (0, "2026-11-23")),
        ("2026-11-20", "2026-11-23", (0, "2026-11-23")),
        ("2026-11-20", "2026-11-24", (0, "2026-11-23")),
        ("2026-11-20", "2026-11-25", (1, "2026-11-25")),
        ("2026-11-20", "2026-12-02", (1, "2026-11-25")),
        ("2026-11-20", "2026-12-03", (2, "2026-12-03")),
        ("2026-11-20", "2027-12-03", (2, "2026-12-03")),
        ("2027-03-24", "2027-03-29", (0, "2027-03-30")),  # Easter is not counted
        ("2026-11-21", "2026-11-23", (0, "2026-11-23")),  # a Saturday counts from Monday
    ],
)
def test_escalation(received, day, expected):
    step, due = escalation(date.fromisoformat(received), date.fromisoformat(day))
    assert (step, due.isoformat()) == expected


@pytest.mark.parametrize(
    ("state", "wanted", "is_fine"),
    [
        ("open", "taken", True), ("open", "closed", True), ("open", "waiting", False),
        ("taken", "waiting", True), ("taken", "closed", True), ("taken", "open", False),
        ("waiting", "taken", True), ("waiting", "closed", True), ("waiting", "open", False),
        ("closed", "taken", True), ("closed", "closed", False), ("closed", "waiting", False),
    ],
)  # fmt: skip
def test_moves(state, wanted, is_fine):
    if is_fine:
        check_enquiry_move(state, wanted)
    else:
        with pytest.raises(Refused):
            check_enquiry_move(state, wanted)


def test_closing_needs_where_to_or_why():
    for reason in ("not_for_us", "no_help"):
        with pytest.raises(Refused):
            check_closing(reason, "  ")
        check_closing(reason, "Erhvervshuset")
    for reason in ("helped", "unreachable"):
        check_closing(reason, "")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Hej\r\nmed\rjer", "Hej\nmed\njer"),
        ("a\u202egnp.exe\u202c", "agnp.exe"),  # turns the line
        ("\u2066x\u2069\u200f\ufeff", "x"),
        ("nul\x00\x07", "nul"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # escaped where it is shown
        ("Hun er 010203-1234, ring", "Hun er 010203-••••, ring"),
        ("010203 1234", "010203-••••"),
        ("P-nummer 1003456789", "P-nummer 1003456789"),
        ("en\n\n\n\n\nto", "en\n\nto"),
        ("  ", ""),
        ("x" * 20_000, "x" * 10_000),
    ],
)
def test_plain_text(written, kept):
    assert plain_text(written) == kept


def test_one_line():
    assert one_line("Hanne\n  Holst\u202e", 120) == "Hanne Holst"
    assert one_line("x" * 300, 120) == "x" * 120


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SV: Vi har din henvendelse [H-BCDF2345]", "BCDF2345"),
        ("virksomhed+h-bcdf2345@nord.example", "BCDF2345"),
        ("H-BCDF234", ""),
        ("H-AEIOU234", ""),
        ("", ""),
    ],
)
def test_reference(text, found):
    assert reference_in(text) == found
