"""What a network may be, and who gets the certificate of mentor training: plain cases."""

from datetime import date

from jobcenter.errors import N_, Refused


def check_parent(*, parent_is_group: bool, has_groups: bool, is_itself: bool) -> None:
    """Refuse groups of groups: one level is enough, and nothing goes round in a circle."""
    if is_itself:
        raise Refused("own_parent", N_("A network is not a group of itself."))
    if parent_is_group:
        raise Refused("group_of_group", N_("A group has no groups of its own."))
    if has_groups:
        raise Refused("has_groups", N_("A network with groups is no group itself."))


def check_open(ended_on: date | None) -> None:
    """Refuse to join what has ended."""
    if ended_on is not None:
        raise Refused("ended", N_("The network has ended."))


def check_certificate(kind: str, needed: int | None, came: int) -> None:
    """Refuse a certificate outside training, or to who missed too many days."""
    if kind != "training" or needed is None:
        raise Refused("no_training", N_("Only training gives a certificate."))
    if came < needed:
        raise Refused(
            "too_few_days", N_("%(came)s of %(needed)s days are noted so far."), came=came,
            needed=needed,
        )  # fmt: skip
