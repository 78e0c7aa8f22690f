"""Growth programmes: who may choose the companies, and how a commitment is settled."""

from datetime import date

from jobcenter.errors import N_, Refused

MOVES = {"open": {"kept", "broken", "dropped"}, "kept": {"open"}, "broken": {"open"},
         "dropped": {"open"}}  # fmt: skip
NEEDS_REASON = frozenset({"broken", "dropped"})
OURS = ("kommune", "jobcenter", "jobcentre", "municipality", "job og virksomhed")


def check_partner(partner: str, house: str) -> None:
    """Refuse a municipality as the one who chooses: it may not favour single companies."""
    said = " ".join(partner.lower().split())
    name = house.lower().removeprefix("jobcenter").strip()
    if any(word in said for word in OURS) or said == name:
        raise Refused(
            "partner_is_us",
            N_("A municipality may not choose the companies: write the partner who does."),
        )


def check_settle(state: str, target: str, reason: str) -> None:
    """Refuse to settle twice, and a commitment not kept without a reason."""
    if target not in MOVES.get(state, set()):
        raise Refused("commitment_settled", N_("That commitment has been settled already."))
    if target in NEEDS_REASON and not reason.strip():
        raise Refused("commitment_reason", N_("Write why it was not kept."))


def check_meeting_day(held_on: date, starts_on: date, ends_on: date) -> None:
    """Refuse a meeting outside the programme."""
    if not starts_on <= held_on <= ends_on:
        raise Refused(
            "meeting_outside", N_("The programme runs from %(first)s to %(last)s."),
            first=starts_on, last=ends_on,
        )  # fmt: skip
