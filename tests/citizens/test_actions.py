"""Every write: it works, readers and other jobcentres are refused, a rollback is whole."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from citizens.actions import (
    change_benefit,
    change_target_group,
    edit_citizen,
    end_citizen,
    register_citizen,
    reopen_citizen,
    reveal_cpr,
    set_match_group,
)
from citizens.models import Citizen
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import AccessLog, Event, Jobcentre, Membership, SearchWord
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr, keep_open, make_citizen, match_group, target_group

Acting = Callable[[Any], AbstractContextManager[Viewer]]


def facts(**over: Any) -> dict[str, Any]:
    return {
        "cpr": a_cpr(),
        "first_name": " Bjørn ",
        "last_name": "Ågesen",
        "target_group": target_group(),
    } | over


def test_register_seals_the_number_and_joins_the_team(nora: Membership, acting: Acting) -> None:
    digits = a_cpr()
    with acting(nora) as viewer:
        citizen = register_citizen(actor=viewer, **facts(cpr=digits, benefit="dagpenge"))
        citizen.refresh_from_db()
        assert digits.encode() not in bytes(citizen.cpr_encrypted)
        assert digits not in citizen.cpr_index
        assert citizen.birth_date is not None
        assert citizen.full_name == "Bjørn Ågesen"
        assert citizen.benefit == "dagpenge"
        assert [m.membership_id for m in citizen.team.all()] == [nora.pk]
        assert set(SearchWord.objects.values_list("word", flat=True)) == {"bj|rn", "}gesen"}
        assert Event.objects.get(citizen_id=citizen.pk).kind == "citizen.registered"
        assert reveal_cpr(citizen, actor=viewer, reason="vitas").replace("-", "") == digits


def test_case_worker_joins_as_case_worker(bente: Membership, acting: Acting) -> None:
    citizen = make_citizen(bente)
    with acting(bente):
        assert citizen.team.get().function == "case_worker"


@pytest.mark.parametrize("persona", ["carl", "mads", "ole"])
def test_register_is_refused_to_readers(
    persona: str, people: dict[str, Membership], acting: Acting
) -> None:
    with acting(people[persona]) as viewer, pytest.raises(PermissionDenied):
        register_citizen(actor=viewer, **facts())


def test_register_needs_the_actors_own_jobcentre(
    nora: Membership, sol: Membership, acting: Acting
) -> None:
    with acting(sol), pytest.raises(RuntimeError):
        register_citizen(actor=Viewer.of(nora), **facts())


def test_a_known_number_is_refused_without_a_word_about_whom(
    nora: Membership, bente: Membership, sol: Membership, acting: Acting
) -> None:
    digits = a_cpr()
    make_citizen(bente, cpr=digits, first_name="Hanne", last_name="Hemmelig")
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            register_citizen(actor=viewer, **facts(cpr=digits))
        assert refused.value.code == "citizen_registered"
        for word in ("Hanne", "Hemmelig", "Bente", digits):
            assert word not in str(refused.value)
        assert Citizen.objects.count() == 1
    make_citizen(sol, cpr=digits)  # another jobcentre knows nothing of it


def test_a_number_taken_meanwhile_is_refused_too(
    nora: Membership, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    digits = a_cpr()
    make_citizen(nora, cpr=digits)
    with acting(nora) as viewer:
        monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
        with pytest.raises(Refused, match="already registered"):
            register_citizen(actor=viewer, **facts(cpr=digits))


@pytest.mark.parametrize(
    ("number", "flag", "code"),
    [
        (8, "", "target_group_closed"),
        (10, "", "target_group_closed"),
        (12, "", "target_group_flag_missing"),
        (3, "obvious", "target_group_flag_unknown"),
    ],
)
def test_target_groups_that_cannot_be_entered(
    number: int, flag: str, code: str, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer, pytest.raises(Refused) as refused:
        register_citizen(actor=viewer, **facts(target_group=target_group(number), sub_flag=flag))
    assert refused.value.code == code


def test_a_draft_group_is_not_entered(nora: Membership, acting: Acting) -> None:
    from citizens.models import TargetGroup

    draft = TargetGroup.objects.get(ruleset="2027-udkast", number=2)
    with acting(nora) as viewer, pytest.raises(Refused) as refused:
        register_citizen(actor=viewer, **facts(target_group=draft))
    assert refused.value.code == "target_group_draft"


def test_rollback_leaves_nothing(nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        with transaction.atomic():
            register_citizen(actor=viewer, **facts())
            transaction.set_rollback(True)
        assert not Citizen.objects.exists()
        assert not Event.objects.exists()
        assert not SearchWord.objects.exists()


def test_target_group_changes_and_the_past_is_kept(
    kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        later = now() + timedelta(days=30)
        with clock_at(later):
            changed = change_target_group(
                kim, actor=viewer, target_group=target_group(12), sub_flag="jobparat"
            )
            rows = list(kim.target_groups.order_by("from_on"))
            assert [row.target_group.number for row in rows] == [3, 12]
            assert rows[0].to_on == rows[1].from_on == today()
            assert (changed.target_group.number, changed.sub_flag) == (12, "jobparat")
            mirrored = kim.matches.get(to_on__isnull=True, scheme__code="lab-6")
            assert mirrored.group.code == "12", "§ 6 is a scheme as well"
            with pytest.raises(Refused, match="already in that target group"):
                change_target_group(
                    kim, actor=viewer, target_group=target_group(12), sub_flag="jobparat"
                )
            with pytest.raises(Refused, match="can't begin before"):
                change_target_group(
                    kim,
                    actor=viewer,
                    target_group=target_group(2),
                    from_on=today() - timedelta(days=1),
                )
            with pytest.raises(Refused, match="in the future"):
                change_target_group(
                    kim,
                    actor=viewer,
                    target_group=target_group(2),
                    from_on=today() + timedelta(days=1),
                )
            # a slip, put right on the same day
            change_target_group(kim, actor=viewer, target_group=target_group(2))
            assert kim.target_groups.on(today()).get().target_group.number == 2


def test_match_group_of_a_scheme_kept_open(
    kim: Citizen, north: Jobcentre, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer, pytest.raises(Refused) as refused:
        set_match_group(kim, actor=viewer, group=match_group("4"))
    assert refused.value.code == "scheme_not_valid"
    keep_open(north, "match-5")
    with acting(nora) as viewer:
        set_match_group(kim, actor=viewer, group=match_group("4"))
        set_match_group(kim, actor=viewer, group=match_group("3"))
        assert kim.matches.on(today()).get(scheme__code="match-5").group.code == "3"
        with pytest.raises(Refused, match="already in that match group"):
            set_match_group(kim, actor=viewer, group=match_group("3"))
        with pytest.raises(Refused) as refused:
            set_match_group(kim, actor=viewer, group=match_group("2", "lab-6"))
        assert refused.value.code == "scheme_follows"
        with pytest.raises(Refused) as refused:
            set_match_group(kim, actor=viewer, group=match_group("2", "2027-udkast"))
        assert refused.value.code == "scheme_draft"
        text = Event.objects.filter(kind="citizen.match_group").order_by("-id")[0].text
        assert text == "Matchkategori 1–5: 3"


def test_benefit_changes(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        change_benefit(kim, actor=viewer, benefit="dagpenge")
        changed = change_benefit(kim, actor=viewer, benefit="sygedagpenge")
        assert changed.benefit == "sygedagpenge"
        assert kim.benefits.count() == 2
        for wrong in ("sygedagpenge", "x"):
            with pytest.raises(Refused):
                change_benefit(kim, actor=viewer, benefit=wrong)
        texts = Event.objects.filter(kind="citizen.benefit").values_list("text", flat=True)
        assert set(texts) == {""}, "a benefit can tell of health"


def test_edit_counts_versions(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        edited = edit_citizen(kim, actor=viewer, version=1, last_name="Sørensen")
        assert edited.version == 2
        assert edited.name_key.endswith("s|rensen")
        assert SearchWord.objects.filter(word="s|rensen").exists()
        assert not SearchWord.objects.filter(word="kj{r").exists()
        assert edit_citizen(edited, actor=viewer, version=2, last_name="Sørensen").version == 2
        with pytest.raises(Stale):
            edit_citizen(kim, actor=viewer, version=1, wishes="x")
        with pytest.raises(ValueError, match="Not edited here"):
            edit_citizen(kim, actor=viewer, version=2, state="ended")


def test_reveal_needs_a_reason_from_the_list(
    kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        with pytest.raises(Refused):
            reveal_cpr(kim, actor=viewer, reason="fordi")
        assert not AccessLog.objects.filter(purpose="cpr.reveal").exists()


def test_end_and_reopen(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        with pytest.raises(Refused, match="Write a sentence"):
            end_citizen(kim, actor=viewer, reason="job")
        ended = end_citizen(kim, actor=viewer, reason="Fast job hos bageren fra mandag.")
        assert (ended.state, ended.ended_on) == ("ended", today())
        with pytest.raises(Refused, match="already ended"):
            end_citizen(kim, actor=viewer, reason="Fast job hos bageren fra mandag.")
        assert reopen_citizen(kim, actor=viewer).ended_on is None
        with pytest.raises(Refused, match="already under way"):
            reopen_citizen(kim, actor=viewer)


WRITES: list[Callable[[Citizen, Viewer], Any]] = [
    lambda c, v: edit_citizen(c, actor=v, version=1, wishes="x"),
    lambda c, v: change_target_group(c, actor=v, target_group=target_group(2)),
    lambda c, v: set_match_group(c, actor=v, group=match_group("4")),
    lambda c, v: change_benefit(c, actor=v, benefit="dagpenge"),
    lambda c, v: reveal_cpr(c, actor=v, reason="vitas"),
    lambda c, v: end_citizen(c, actor=v, reason="En grund, der er lang nok."),
    lambda c, v: reopen_citizen(c, actor=v),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    ("persona", "error"),
    [("bente", PermissionDenied), ("carl", PermissionDenied), ("tine", PermissionDenied),
     ("mads", PermissionDenied), ("sol", NotYours)],
)  # fmt: skip
def test_only_the_case_team_writes(
    write: Callable[[Citizen, Viewer], Any],
    persona: str,
    error: type[Exception],
    people: dict[str, Membership],
    kim: Citizen,
    acting: Acting,
) -> None:
    with acting(people[persona]) as viewer, pytest.raises(error):
        write(kim, viewer)
