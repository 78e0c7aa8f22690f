"""What several jobcentres may answer and tell each other: tables of cases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from companies.rules import parties as rules
from companies.rules.parties import Count, Together, published, together
from insight.rules import suppression
from jobcenter.errors import Refused

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("answer", "move", "withdrawn", "over", "refused"),
    [
        ("", "accept", False, False, ""),
        ("", "decline", False, False, ""),
        ("declined", "accept", False, False, ""),
        ("accepted", "leave", False, False, ""),
        ("accepted", "leave", False, True, ""),
        ("accepted", "share", False, False, ""),
        ("", "accept", True, False, "withdrawn"),
        ("", "accept", False, True, "agreement_over"),
        ("accepted", "share", False, True, "agreement_over"),
        ("accepted", "accept", False, False, "party_accepted"),
        ("accepted", "decline", False, False, "party_accepted"),
        ("declined", "leave", False, False, "party_declined"),
        ("left", "accept", False, False, "party_left"),
        ("", "share", False, False, "party_waiting"),
    ],
)
def test_moves(answer, move, withdrawn, over, refused) -> None:
    if not refused:
        rules.check_party_move(answer, move, is_withdrawn=withdrawn, is_over=over)
        return
    with pytest.raises(Refused) as problem:
        rules.check_party_move(answer, move, is_withdrawn=withdrawn, is_over=over)
    assert problem.value.code == refused


@pytest.mark.parametrize(
    ("kind", "delivered", "told"),
    [
        ("people", 0, Count(Decimal(0))),
        ("people", 1, Count(is_few=True)),
        ("people", 4, Count(is_few=True)),
        ("people", 5, Count(Decimal(5))),
        ("hires", 2, Count(is_few=True)),
        ("needs", 3, Count(is_few=True)),
        ("places", 3, Count(Decimal(3))),
        ("days", 3, Count(Decimal(3))),
        ("other", 3, Count()),
        ("people", None, Count()),
    ],
)
def test_what_leaves_the_house(kind, delivered, told) -> None:
    assert published(kind, None if delivered is None else Decimal(delivered)) == told


def test_small_is_what_all_published_figures_mean_by_it() -> None:
    assert rules.SMALL == suppression.SMALL


@pytest.mark.parametrize(
    ("kind", "counts", "total"),
    [
        ("people", [Count(Decimal(7)), Count(Decimal(6))], Together(Decimal(13), Decimal(13))),
        ("people", [Count(Decimal(7)), Count(is_few=True)], Together(Decimal(8), Decimal(11))),
        ("people", [Count(is_few=True)] * 2, Together(Decimal(2), Decimal(8))),
        ("people", [Count()], None),
        ("people", [], None),
        ("days", [Count(Decimal(7)), Count(Decimal(6))], None),
    ],
)
def test_sums(kind, counts, total) -> None:
    assert together(kind, counts) == total


def test_leaving_and_shares_and_days() -> None:
    rules.check_leaving(DAY + timedelta(days=30), DAY)
    with pytest.raises(Refused):
        rules.check_leaving(DAY + timedelta(days=29), DAY)
    rules.check_share("people", Decimal(8), Decimal(8))
    rules.check_share("people", Decimal(8), None)
    for kind, number, share in (("days", 8, 1), ("people", 8, 9), ("people", 8, 0)):
        with pytest.raises(Refused):
            rules.check_share(kind, Decimal(number), Decimal(share))
    assert rules.counted_from(DAY, DAY - timedelta(days=3)) == DAY
    assert rules.counted_from(DAY, DAY + timedelta(days=3)) == DAY + timedelta(days=3)
