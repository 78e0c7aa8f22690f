"""Company centres: what each model needs, how many places, which way a state moves.

The models and the least of four places: DOMAIN §2 (the guide on company centres).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jobcenter.errors import N_, Refused

VIRTUAL, SIDE, NETWORK, POOL, SATELLITE = "virtual", "side", "network", "pool", "satellite"
DRAFT, RUNNING, ENDED, CANCELLED = "draft", "running", "ended", "cancelled"
OPEN = (DRAFT, RUNNING)
MEMBER, HOST = "member", "host"

LEAST_PLACES = 4
MOST_PLACES = 200

# move → (states it may start from, state it leads to)
MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "start": (frozenset({DRAFT}), RUNNING),
    "end": (frozenset({RUNNING}), ENDED),
    "cancel": (frozenset({DRAFT}), CANCELLED),
}
_WHY_NOT = {
    DRAFT: N_("The centre has not begun yet."),
    RUNNING: N_("The centre is running already."),
    ENDED: N_("The centre has ended."),
    CANCELLED: N_("The centre was given up."),
}


@dataclass(frozen=True)
class ModelNeeds:
    """What a centre of a model is made of.

    `partner` says what other companies are in it ("" where there are none), `partners` how many
    at least, `is_followed_by_us` whether the jobcentre's consultant follows up.
    """

    partner: str = ""
    partners: int = 0
    is_followed_by_us: bool = True


NEEDS: Mapping[str, ModelNeeds] = {
    VIRTUAL: ModelNeeds(),
    SIDE: ModelNeeds(),
    NETWORK: ModelNeeds(MEMBER, 1),
    POOL: ModelNeeds(MEMBER, 2),
    SATELLITE: ModelNeeds(HOST, 1, is_followed_by_us=False),
}


def check_centre_move(state: str, move: str, reason: str = "") -> str:
    """Return the state a move leads to; refuse one the table lacks, and an end without why."""
    sources, target = MOVES[move]
    if state not in sources:
        raise Refused(f"centre_{state}", _WHY_NOT[state])
    if move in {"end", "cancel"} and len(reason.strip()) < 3:
        raise Refused("centre_reason", N_("Write in a few words what the reason is."))
    return target


def check_planned_places(number: int) -> None:
    """Refuse fewer than four places: they are opened one by one, without a centre around them."""
    if number < LEAST_PLACES:
        raise Refused(
            "centre_small",
            N_("A centre has at least %(least)s places. Open fewer as ordinary places instead."),
            least=LEAST_PLACES,
        )
    if number > MOST_PLACES:
        raise Refused(
            "centre_large", N_("Write at most %(most)s places for one centre."), most=MOST_PLACES
        )


def check_period(starts_on: date, ends_on: date) -> None:
    """Refuse a centre that ends before it begins."""
    if ends_on <= starts_on:
        raise Refused("centre_backwards", N_("The centre must end after it begins."))


def lacking(model: str, *, partners: int, places: int, is_signed: bool, has_mentor: bool,
            arrangement: str) -> list[str]:  # fmt: skip
    """Return what a centre lacks before it can start, as codes in the order they are mended."""
    needs = NEEDS[model]
    checks = {
        "arrangement": bool(arrangement.strip()),
        "mentor": has_mentor,
        "partners": partners >= needs.partners,
        "places": places >= LEAST_PLACES,
        "contract": is_signed,
    }
    return [code for code, is_there in checks.items() if not is_there]
