"""The company's own page: who reads which names, what a correction may change at once, the code.

What changes where a link goes would let whoever was sent a forwarded link become that person: it
waits for one of us. What harms nobody is written at once.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta

from jobcenter.errors import N_, Refused

LINK_LASTS = timedelta(days=60)
CODE_LASTS = timedelta(minutes=30)
AFTER_CODE = timedelta(hours=12)  # how long the page stays open to who typed a code
CODE_DIGITS = 6
TRIES = 5  # of one code: five of a million
OPEN_MOST = 10  # corrections of one company that wait
FORGET_AFTER = timedelta(days=90)  # a decided correction is deleted

# Who runs placements at a company, and so knows who is there: by level and by role.
RUN_LEVELS = frozenset({"management"})
RUN_ROLES = frozenset({"hr", "daily_contact", "agreements"})
FIELDS = ("name", "title", "phone", "email")


def reads_first_names(level: str, roles: Collection[str]) -> bool:
    """Return whether somebody reads the first names of everybody placed at the company.

    A mentor reads the names of their own candidates in any case; everybody else reads that a
    place is taken, and until when.
    """
    return level in RUN_LEVELS or bool(RUN_ROLES & set(roles))


def at_once(*, is_own: bool, reached_by: str) -> frozenset[str]:
    """Return the fields that a correction changes without one of us.

    One's own title, and one's own number unless messages with links go to it. Never a name or an
    e-mail address, and never a colleague's.
    """
    if not is_own:
        return frozenset()
    return frozenset({"title"}) if reached_by == "sms" else frozenset({"title", "phone"})


def parted(
    before: Mapping[str, str], wanted: Mapping[str, str], harmless: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what changes at once and what waits; fields that stay are in neither."""
    changed = {
        name: wanted[name] for name in FIELDS if name in wanted and wanted[name] != before[name]
    }
    return (
        {name: value for name, value in changed.items() if name in harmless},
        {name: value for name, value in changed.items() if name not in harmless},
    )


def check_can_propose(number_open: int) -> None:
    """Refuse a company that has many corrections waiting: a person should ring."""
    if number_open >= OPEN_MOST:
        raise Refused(
            "many_corrections", N_("Many corrections wait for us already. Ring us about this one.")
        )


def check_open(state: str) -> None:
    """Refuse to decide a correction twice."""
    if state != "open":
        raise Refused("correction_decided", N_("A colleague has decided about it already."))


def check_can_get_page(*, has_left: bool, email: str) -> None:
    """Refuse a link for who has left, or to whom no mail can be written."""
    if has_left:
        raise Refused("person_left", N_("That person has left the company."))
    if not email:
        raise Refused("no_email", N_("Write an e-mail address first: the link goes there."))
