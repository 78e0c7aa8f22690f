"""What a company's timeline and sheet tell of placements: states, never names or illness."""

from companies.models import Company
from jobcenter.clock import clock_at
from jobcenter.models import Event
from placements import actions
from tests.companies.factories import url
from tests.placements.factories import NOW, answered, running


def company_of(placement) -> Company:
    return placement.place.workplace.company


def test_a_week_that_needs_action_is_seen_without_its_words(nora, carl, acting, client_as) -> None:
    with clock_at(NOW):
        placement = running(nora)
        check_in = answered(placement, rating="needs_action", note="Han har ondt i ryggen")
        with acting(nora) as viewer:
            event = Event.objects.get(kind="placements.needs_action")
            assert (event.group, event.company_id) == ("attention", company_of(placement).pk)
            assert "ryg" not in event.text
            actions.handle_needs_action(check_in, actor=viewer, what="Talt om ryggen")
    body = client_as(carl).get(url("company", company_of(placement))).content.decode()
    body += (
        client_as(carl)
        .get(url("company", company_of(placement), "?gruppe=attention"))
        .content.decode()
    )
    assert "Ugestatus, der kræver handling" in body
    assert "uge 47, 2026" in body
    assert "ryg" not in body
    assert placement.citizen.last_name not in body


def test_a_week_that_went_well_is_not_the_companys_news(nora, acting) -> None:
    with clock_at(NOW):
        placement = running(nora)
        answered(placement)
        with acting(nora):
            assert Event.objects.get(kind="placements.check_in").company_id is None


def test_why_it_stopped_is_for_the_case_team(nora, carl, bente, acting, client_as) -> None:
    with clock_at(NOW):
        placement = running(nora)
        with acting(nora) as viewer:
            actions.interrupt_placement(placement, actor=viewer, reason="illness")
    page = url("company", company_of(placement))
    assert "Sygdom" in client_as(nora).get(page).content.decode()
    for other in (carl, bente):
        body = client_as(other).get(page).content.decode()
        assert "Praktik afbrudt" in body
        assert "Sygdom" not in body


def test_the_sheet_masks_names(nora, carl, client_as) -> None:
    with clock_at(NOW):
        placement = running(nora)
        sheet = url("preparation", company_of(placement))
        name = placement.citizen.first_name
        assert name in client_as(nora).get(sheet).content.decode()
        body = client_as(carl).get(sheet).content.decode()
    assert name not in body
    assert "Lager, pakkebordet" in body
