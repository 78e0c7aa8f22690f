"""Three questions worth asking at a company, chosen by what we know and do not know of it.

Each line of QUESTIONS is a reason in plain words and the question it leads to; the first three
whose reason holds are suggested. The order is what a company minds most: promises not kept,
objections never answered, then places and needs, then what we have let grow old.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from jobcenter.errors import N_

SUGGESTED = 3
YEAR = timedelta(days=365)
SILENCE = timedelta(days=180)
ENDING_SOON = timedelta(days=21)


@dataclass(frozen=True)
class Known:
    """What the sheet knows; counts are of now, days are the newest of their kind or None."""

    today: date
    last_contact_on: date | None = None
    overdue_step_on: date | None = None
    open_objections: int = 0
    people: int = 0
    managers: int = 0
    mentors: int = 0
    profile_on: date | None = None
    has_workplace: bool = True
    is_cooperating: bool = False
    free_places: int = 0
    running_placements: int = 0
    next_end_on: date | None = None
    open_enquiries: int = 0
    has_shrunk: bool = False
    has_grown: bool = False


@dataclass(frozen=True)
class Question:
    """A question to ask and why; both English msgids, `code` stable."""

    code: str
    reason: str
    ask: str


def _older(day: date | None, today: date, age: timedelta) -> bool:
    return day is not None and today - day > age


QUESTIONS: list[tuple[Question, Callable[[Known], bool]]] = [
    (
        Question(
            "step_overdue", N_("A next step is overdue."),
            N_("We promised you something that is late. Where does it stand, seen from you?"),
        ),
        lambda k: k.overdue_step_on is not None and k.overdue_step_on < k.today,
    ),
    (
        Question(
            "open_enquiry", N_("An enquiry of theirs is open."),
            N_("Did you get the answer you asked us for?"),
        ),
        lambda k: k.open_enquiries > 0,
    ),
    (
        Question(
            "open_objection", N_("An objection was never settled."),
            N_("Last time something stood in the way. What would have to be different?"),
        ),
        lambda k: k.open_objections > 0,
    ),
    (
        Question(
            "placement_ends", N_("A placement ends soon."),
            N_("A placement ends soon. Is there an opening for paid hours after it?"),
        ),
        lambda k: k.next_end_on is not None and k.today <= k.next_end_on <= k.today + ENDING_SOON,
    ),
    (
        Question(
            "free_place", N_("A place is free."),
            N_("You have a place free. Who would fit, and from when?"),
        ),
        lambda k: k.free_places > 0,
    ),
    (
        Question(
            "running", N_("Candidates are with them now."),
            N_("How is it going for the mentor, and is anything missing from us?"),
        ),
        lambda k: k.running_placements > 0,
    ),
    (
        Question(
            "first_contact", N_("We have never been in touch."),
            N_("Whom do you look for, and how do you usually find new people?"),
        ),
        lambda k: k.last_contact_on is None,
    ),
    (
        Question(
            "silent_for_year", N_("No contact for a year."),
            N_("What has changed with you since we last talked?"),
        ),
        lambda k: _older(k.last_contact_on, k.today, YEAR),
    ),
    (
        Question(
            "has_grown", N_("The register says they have grown."),
            N_("You have become more people. Which tasks are still waiting for hands?"),
        ),
        lambda k: k.has_grown,
    ),
    (
        Question(
            "has_shrunk", N_("The register says they have become fewer."),
            N_("You have become fewer. Does anybody need help to move on?"),
        ),
        lambda k: k.has_shrunk,
    ),
    (
        Question(
            "no_profile", N_("We do not know what they can take."),
            N_("Whom could you take, and what could you arrange for?"),
        ),
        lambda k: k.has_workplace and k.profile_on is None,
    ),
    (
        Question(
            "old_profile", N_("What we know of them is more than a year old."),
            N_("Is what you told us about whom you can take still right?"),
        ),
        lambda k: _older(k.profile_on, k.today, YEAR),
    ),
    (
        Question(
            "no_manager", N_("We know nobody in the management."),
            N_("Who decides about taking people in, and may we meet them?"),
        ),
        lambda k: k.managers == 0,
    ),
    (
        Question(
            "no_mentor", N_("They work with us and we know no mentor."),
            N_("Who would see the candidate every day, and have they been asked?"),
        ),
        lambda k: k.is_cooperating and k.mentors == 0,
    ),
    (
        Question(
            "silent_for_long", N_("No contact for half a year."),
            N_("What do the coming months look like with you?"),
        ),
        lambda k: _older(k.last_contact_on, k.today, SILENCE),
    ),
    (
        Question("openings", N_("Always worth asking."),
                 N_("Which openings do you see in the coming months?")),
        lambda k: True,
    ),
    (
        Question("tasks", N_("Always worth asking."),
                 N_("Which tasks take time from your skilled people and could be lifted out?")),
        lambda k: True,
    ),
    (
        Question("us", N_("Always worth asking."),
                 N_("What should we do differently, so that you would ring us first?")),
        lambda k: True,
    ),
]  # fmt: skip


def questions_for(known: Known) -> list[Question]:
    """Return the three questions to suggest, the most pressing first."""
    return [question for question, holds in QUESTIONS if holds(known)][:SUGGESTED]
