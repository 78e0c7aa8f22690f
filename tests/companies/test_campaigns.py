"""Campaigns: criteria, start, rows, result, letters, who may, what is refused."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.actions import campaigns as actions
from companies.actions import letters as letter_actions
from companies.actions import panel
from companies.actions.campaigns import CampaignFacts, Whom
from companies.actions.relations import RelationFacts, set_relation
from companies.actions.segments import set_segment
from companies.models import Campaign, CampaignRow, Contact, SegmentChange
from companies.queries.campaigns import my_shares, progress_of, result_of, work_rows
from companies.queries.coverage import coverage
from companies.queries.criteria import Criteria
from companies.queries.segments import suggestions
from companies.queries.selecting import company_ids
from companies.rules import as_logged
from followup.models import Message
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.errors import Refused, Stale
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import make_company, make_contact, make_person, url

pytestmark = pytest.mark.django_db

PURPOSE = "Høre om åbninger"


def in_industry(code, employees, **facts):
    name = facts.pop("name", f"Firma {code} {employees}")
    size = max(each for each in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if each <= employees)
    return make_company(
        name, industry_code=code, industry_group=code[:2], employees=employees, size_class=size,
        **facts,
    )  # fmt: skip


@pytest.fixture
def world(north, carl):
    """Employers of every kind the eight examples of the guide ask for."""
    made = {
        "restaurant": in_industry("561010", 8),
        "shop": in_industry("471110", 30),
        "cleaning": in_industry("812100", 12),
        "small_restaurant": in_industry("561020", 3),
        "craft": in_industry("433200", 7),
        "big_craft": in_industry("412000", 90),
        "sick": in_industry("871010", 200),
        "town": in_industry("841100", 900, form_code="250"),
        "public_care": in_industry("881010", 60, form_code="250"),
        "it": in_industry("620100", 40),
        "elsewhere": in_industry("561010", 50, municipality_code="0902"),
        "ceased": in_industry("561010", 50, status="ceased"),
        "alone": in_industry("561010", 0),
    }
    with acting_in(north):
        system = Viewer.system(north)
        for industry, value in (("86-88", 14), ("41-43", 9), ("45-47", 7)):
            panel.set_figure(
                {"figure": "sickness", "industry": industry, "value": value, "source": "Prøve",
                 "as_of": today()},
                actor=system,
            )  # fmt: skip
    return made


def names(world, ids):
    by_pk = {company.pk: name for name, company in world.items()}
    return [by_pk[pk] for pk in ids]


EXAMPLES = {
    # The guide's theme 1: its examples, as criteria.
    "restaurants, shops, cleaning over 5": (
        "koder=56,47,81&fra=6", {"restaurant", "shop", "cleaning"}
    ),
    "public workplaces: health and culture": (
        "sektor=public&branche=86-88&branche=90-93", {"public_care"}
    ),
    "100 craft firms with 2-20": ("branche=41-43&fra=2&til=20&antal=100&mest=employees", {"craft"}),
    "the 2 with most sickness absence": ("antal=2&mest=sickness", {"sick", "public_care"}),
    "the 2 with most low-skilled jobs": ("antal=2&mest=low_skilled", {"town", "sick"}),
    "the municipality itself": ("sektor=public&branche=84-84", {"town"}),
    "public with citizens there already": ("sektor=public&forloeb=had", set()),
    "asked by phone themselves, never met": (
        "relation=with&kontakt=older&maaneder=1", {"it"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_can_be_built(example, world, north, carl):
    query, expected = EXAMPLES[example]
    viewer = Viewer.of(carl)
    with acting_in(north):
        set_relation(world["it"], RelationFacts(carl, "possible"), actor=viewer)
        with clock_at(now() - timedelta(days=50)):
            make_contact(world["it"], viewer)
        criteria = Criteria.of(query)
        assert set(names(world, company_ids(viewer, criteria))) == expected
        assert criteria.words() and not criteria.is_everything
        assert Criteria.of(criteria.query) == criteria  # an address says it all


CASES = [
    ("fra=100", {"sick", "town"}),
    ("kontakt=never&til=10", {"restaurant", "small_restaurant", "craft"}),
    ("omraade=all&koder=5610&fra=50", set()),  # not known to us
    ("indvending=any", {"shop"}),
    ("indvending=no_time", {"shop"}),
    ("indvending=no_tasks", set()),
    ("kontakt=within&maaneder=1", {"shop"}),
    ("segment=2", {"shop"}),
    ("reklame=only", set()),
    ("forhold=shortage", set()),
    ("by=nord&til=3", {"small_restaurant"}),
    ("fra=x&branche=nonsense&segment=9&kontakt=older&til=3", {"small_restaurant"}),
]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_criteria(query, expected, world, north, carl):
    from companies.actions.contacts import Raised

    viewer = Viewer.of(carl)
    with acting_in(north):
        make_contact(world["shop"], viewer, objections=[Raised("no_time")])
        set_relation(world["shop"], RelationFacts(carl, "possible", segment=2), actor=viewer)
        assert set(names(world, company_ids(viewer, Criteria.of(query)))) == expected


def test_a_period_of_contact(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        with clock_at(now() - timedelta(days=400)):
            make_contact(world["shop"], viewer)
        make_contact(world["shop"], viewer)
        make_contact(world["it"], viewer)
        start = today() - timedelta(days=450)
        period = f"kfra={start}&ktil={start + timedelta(days=100)}"
        ids = company_ids(viewer, Criteria.of(f"kontakt=in&{period}"))
        assert names(world, ids) == ["shop"]
        rest = company_ids(viewer, Criteria.of(f"kontakt=not_in&{period}"))
        assert "it" in names(world, rest) and "shop" not in names(world, rest)


def facts(owner, **more):
    values = {
        "name": "Prøve", "purpose": PURPOSE, "owner": owner, "starts_on": today(),
        "ends_on": today() + timedelta(days=30), "aim_number": 2,
    }  # fmt: skip
    return CampaignFacts(**{**values, **more})


def begun(carl, people, query="koder=56,47,81&fra=6", **more):
    viewer = Viewer.of(carl)
    campaign = actions.plan_campaign(facts(carl, **more), Whom(Criteria.of(query)), actor=viewer)
    return actions.start_campaign(campaign, people, actor=viewer, sharing="even")


def test_from_start_to_close(world, north, carl, nora):
    viewer = Viewer.of(carl)
    with acting_in(north):
        make_contact(world["shop"], viewer, held_at=now() - timedelta(hours=1))
        campaign = begun(carl, [carl, nora])
        assert progress_of(viewer, campaign).todo == 3
        assert my_shares(viewer, today())[0].left == 2
        make_contact(world["restaurant"], viewer)
        progress = progress_of(viewer, campaign)
        assert (progress.contacted, progress.todo, progress.total) == (1, 2, 3)
        assert result_of(viewer, campaign) == 1
        left, _following = work_rows(viewer, campaign, state="todo")
        row = left[0].row
        with pytest.raises(Refused):
            actions.set_row(row, "declined", actor=viewer, reason=" ", version=row.version)
        actions.set_row(row, "declined", actor=viewer, reason="Ikke i år", version=row.version)
        with pytest.raises(Stale):
            actions.set_row(row, "skipped", actor=viewer, reason="x", version=row.version)
        closed = actions.close_campaign(campaign, "Ring om morgenen.", actor=viewer)
        assert (closed.state, closed.result) == ("closed", 1)
        make_contact(world["cleaning"], viewer)
        assert progress_of(viewer, closed).contacted == 1  # what comes later is not its doing
        with pytest.raises(Refused):
            actions.start_campaign(closed, [carl], actor=viewer)


def test_a_contact_logged_right_after_the_start_counts(world, north, carl):
    """The form proposes whole five minutes, so the moment it proposes lies before the start."""
    viewer = Viewer.of(carl)
    morning = datetime(2026, 11, 3, 9, 13, 41, tzinfo=COPENHAGEN)
    with acting_in(north), clock_at(morning):
        make_contact(world["cleaning"], viewer, held_at=morning - timedelta(minutes=10))
        campaign = begun(carl, [carl])
        make_contact(world["shop"], viewer, held_at=as_logged(morning))
        assert result_of(viewer, campaign) == 1


def test_everybody_and_nobody(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        nobody = actions.plan_campaign(facts(carl), Whom(Criteria.of("fra=99999")), actor=viewer)
        with pytest.raises(Refused) as refused:
            actions.start_campaign(nobody, [carl], actor=viewer)
        assert refused.value.code == "nobody"
        everybody = actions.plan_campaign(facts(carl), Whom(), actor=viewer)
        with pytest.raises(Refused) as refused:
            actions.start_campaign(everybody, [carl], actor=viewer)
        assert refused.value.code == "everybody"
        started = actions.start_campaign(everybody, [carl], actor=viewer, is_everybody_meant=True)
        assert started.is_everybody_meant and started.rows.count() == 10


def test_a_company_that_changes_segment_stays_and_is_marked(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        set_relation(world["shop"], RelationFacts(carl, "possible", segment=3), actor=viewer)
        campaign = begun(carl, [carl], "segment=3")
        set_segment(world["shop"], 1, actor=viewer, reason="De vil mere.")
        (row,), _following = work_rows(viewer, campaign)
        assert row.has_moved and row.segment == 1
        assert progress_of(viewer, campaign).moved == 1
        changes = SegmentChange.objects.filter(jobcentre=north).order_by("id")
        assert [(c.before, c.after, c.by_id, c.reason) for c in changes] == [
            (None, 3, carl.pk, ""), (3, 1, carl.pk, "De vil mere."),
        ]  # fmt: skip


def test_another_segment_than_the_suggested_needs_a_reason(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        set_relation(world["it"], RelationFacts(carl, "possible"), actor=viewer)
        fit = suggestions(viewer, [world["it"].pk])[world["it"].pk]
        with pytest.raises(Refused):
            set_segment(world["it"], 1, actor=viewer, suggestion=fit)
        set_segment(world["it"], fit.segment, actor=viewer, suggestion=fit)
        with pytest.raises(Refused):  # nobody is the fixed contact
            set_segment(world["craft"], 1, actor=viewer)


def test_who_may(world, north, nora, carl, south, sol, client_as):
    with acting_in(north):
        with pytest.raises(PermissionDenied):
            actions.plan_campaign(facts(nora), Whom(), actor=Viewer.of(nora))
        campaign = begun(carl, [carl])
    page = reverse("companies:campaign", args=[campaign.public_id])
    assert client_as(nora).get(page).status_code == 200
    assert client_as(sol).get(page).status_code == 404
    assert client_as(nora).post(f"{page}luk/", {"note": "x"}).status_code == 403


def test_letters_leave_out_who_must_not_be_written_to(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        for name, agreed in (("restaurant", True), ("shop", False), ("cleaning", True)):
            make_person(
                world[name], viewer, name=f"Person {name}", email=f"{name}@firma.example",
                may_receive_mail=agreed,
            )  # fmt: skip
        type(world["cleaning"]).objects.filter(pk=world["cleaning"].pk).update(
            advertising_protected=True
        )
        campaign = begun(carl, [carl], letter_title="Hej {virksomhed}", letter_text="Ring til os.")
        assert letter_actions.send_mails(campaign, actor=viewer) == 1
        assert letter_actions.send_mails(campaign, actor=viewer) == 0
        mails = Message.objects.filter(jobcentre=north, kind="companies.campaign_mail")
        assert [mail.address for mail in mails.order_by("id")] == ["restaurant@firma.example"]
        assert letter_actions.note_letters_posted(campaign, actor=viewer) == 1  # the shop
        assert Contact.objects.filter(jobcentre=north, channel="letter").count() == 1
        assert progress_of(viewer, campaign).contacted == 2


def test_an_unsubscribed_person_gets_nothing_even_when_queued(world, north, carl):
    from companies.mails.campaigns import CampaignMail

    viewer = Viewer.of(carl)
    with acting_in(north):
        person = make_person(world["shop"], viewer, email="a@firma.example", may_receive_mail=True)
        campaign = begun(carl, [carl], letter_title="Hej", letter_text="Ring til os, {navn}.")
        letter_actions.send_mails(campaign, actor=viewer)
        mail = Message.objects.get(jobcentre=north, kind="companies.campaign_mail")
        text = CampaignMail().text(mail, north)
        assert text is not None and text.lines[0] == "Ring til os, Hanne Holst."
        assert text.link is not None and text.unsubscribe == text.link.url
        type(person).objects.filter(pk=person.pk).update(may_receive_mail=False)
        assert CampaignMail().text(mail, north) is None


def test_coverage_counts_employers_and_opens_its_rows(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        make_contact(world["shop"], viewer)
        with clock_at(now() - timedelta(days=500)):
            make_contact(world["it"], viewer)
        for since, until in ((100, 0), (600, 400), (2000, 0)):
            found = coverage(
                viewer, north.code, today() - timedelta(days=since), today() - timedelta(days=until)
            )
            rows = [found.whole, *(row for _title, part in found.parts for row in part)]
            assert found.whole.total == 10
            for row in rows:
                assert len(company_ids(viewer, Criteria.of(row.reached_url))) == row.contacted, row
                assert len(company_ids(viewer, Criteria.of(row.missed_url))) == row.missed, row
        assert found.whole.contacted == 2


def test_the_panel_is_asked_twice_a_year(world, north, carl):
    viewer = Viewer.of(carl)
    with acting_in(north):
        panel.join_panel(world["shop"].cvr, actor=viewer)
        with pytest.raises(Refused):
            panel.join_panel(world["shop"].cvr, actor=viewer)
        at = now() + timedelta(days=20)
        assert panel.plan_panel_meeting(at, "Halvårsmøde", actor=viewer) == 1
        assert Contact.objects.filter(jobcentre=north, state="planned").count() == 1


def test_pages(world, north, carl, ole, client_as):
    with acting_in(north):
        set_relation(world["it"], RelationFacts(carl, "possible"), actor=Viewer.of(carl))
    client = client_as(carl)
    answer = client.get(url("campaign_choose", query="?koder=56,47,81&fra=6"))
    assert "3 " in answer.content.decode()
    new = url("campaign_new", query="?koder=56,47,81&fra=6")
    asked = {
        "name": "Restauranter", "purpose": "", "owner": str(carl.public_id),
        "starts_on": today().isoformat(), "ends_on": (today() + timedelta(days=9)).isoformat(),
        "aim": "companies", "aim_number": "2", "contact_form": "phone",
    }  # fmt: skip
    assert client.post(new, asked).status_code == 422  # no purpose
    answer = client.post(new, {**asked, "purpose": PURPOSE})
    assert answer.status_code == 302
    page = answer["Location"]
    assert client.get(page).status_code == 200
    assert client.get(f"{page}ret/").status_code == 200
    assert client.post(f"{page}start/", {"sharing": "even"}).status_code == 422
    begin = {"sharing": "even", "consultants": [str(carl.public_id)]}
    assert client.post(f"{page}start/", begin).status_code == 302
    for path in (page, f"{page}?tilstand=", f"{page}luk/", f"{page}breve/", url("campaigns"),
                 url("coverage"), url("segments"), url("panel"), url("industry_figures"),
                 url("segment", world["it"]), url("company", world["shop"])):  # fmt: skip
        assert client.get(path).status_code == 200, path
    with acting_in(north):
        row = CampaignRow.objects.filter(jobcentre=north).order_by("place").first()
    row_url = url("campaign_row", row)
    assert client.post(row_url, {"state": "skipped", "version": "1"}).status_code == 422
    sent = {"state": "skipped", "reason": "Lukket", "version": "1"}
    assert client.post(row_url, sent).status_code == 302
    assert client.post(row_url, {"state": "todo", "version": "2"}).status_code == 302
    assert client.post(f"{page}luk/", {"note": "God idé"}).status_code == 302
    figure = {"figure": "growth", "industry": "55-56", "value": "3", "as_of": "2026-01-01"}
    assert client_as(ole).post(url("industry_figures"), figure).status_code == 422
    asked = {**figure, "source": "Balancen"}
    assert client_as(ole).post(url("industry_figures"), asked).status_code == 302


def test_a_campaign_from_survey_answers(world, north, carl, client_as):
    client = client_as(carl)
    assert client.post(url("campaign_numbers"), {"numbers": "ingen"}).status_code == 422
    assert client.post(url("campaign_numbers"), {"numbers": "88888888"}).status_code == 422
    text = f"{world['shop'].cvr}\n{world['it'].cvr};ja\n88888888"
    answer = client.post(url("campaign_numbers"), {"numbers": text})
    assert answer.status_code == 302
    asked = {
        "name": "Svarede", "purpose": PURPOSE, "owner": str(carl.public_id),
        "starts_on": today().isoformat(), "ends_on": today().isoformat(),
        "aim": "companies", "aim_number": "2", "contact_form": "phone",
    }  # fmt: skip
    assert client.post(answer["Location"], asked).status_code == 302
    with acting_in(north):
        campaign = Campaign.objects.get(jobcentre=north)
        started = actions.start_campaign(campaign, [carl], actor=Viewer.of(carl))
        assert started.rows.count() == 2


def test_pages_cost_at_most_twelve_queries(world, north, carl, client_as):
    with acting_in(north):
        campaign = begun(carl, [carl])
    client = client_as(carl)
    page = reverse("companies:campaign", args=[campaign.public_id])
    for path in (page, url("campaign_choose", query="?fra=1"), url("segments"), url("coverage"),
                 url("campaigns"), url("company", world["shop"])):  # fmt: skip
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        told = [query["sql"][:90] for query in asked if "SAVEPOINT" not in query["sql"]]
        assert len(told) <= 12, (path, told)
