"""Retention cases in the browser, and what their pages cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from companies.actions import retention as acts
from companies.models import RetentionCase, RetentionTalk
from jobcenter.clock import today
from jobcenter.tenancy import acting_in
from tests.companies.factories import url
from tests.companies.retention import facts, step


@pytest.fixture
def case(bakery, carl, acting) -> RetentionCase:
    """Carl's case at the bakery."""
    with acting(carl) as viewer:
        return acts.open_case(bakery, facts(), actor=viewer)


class TestPages:
    def test_in_the_browser(self, known, carl, bente, client_as) -> None:
        client, page = client_as(carl), url("retention_new", known.company)
        body = {"label": "A.K.", "weekly_hours": "37", "first_absence_on": today()}
        for wrong in ({"label": "Anne Bager"}, {"label": ""}, {"weekly_hours": "60"},
                      {"first_absence_on": today() + timedelta(1)},
                      {"municipality_code": "12"},
                      {"told_on": today() + timedelta(1)}):  # fmt: skip
            assert client.post(page, {**body, **wrong}).status_code == 422, wrong
        made = client.post(page, body)
        assert made.status_code == 302
        with acting_in(carl.jobcentre_id):
            case = RetentionCase.objects.get()
        send = lambda name, data=None, row=case: client.post(url(name, row), data or {})  # noqa: E731
        assert client.get(url("retention_edit", case)).status_code == 200
        assert send("retention_edit", {**body, "version": "1"}).status_code == 302
        assert send("retention_edit", {**body, "label": "B", "version": "1"}).status_code == 409
        assert send("retention_talk", {"on": "2020-01-01"}).status_code == 422
        assert send("retention_talk", {"on": today()}).status_code == 302
        with acting_in(carl.jobcentre_id):
            talk = RetentionTalk.objects.get()
        talked = {"held_on": today(), "present": ["leader"], "agreed": "Ti timer"}
        assert client.get(url("retention_hold", talk)).status_code == 200
        assert send("retention_hold", {"held_on": today()}, talk).status_code == 422
        assert send("retention_hold", talked, talk).status_code == 302
        assert send("retention_agree").status_code == 422
        assert send("retention_step", {"starts_on": today(), "hours": "40"}).status_code == 422
        assert send("retention_step", {"starts_on": today(), "hours": "10,5"}).status_code == 302
        assert "10,5" in client.get(url("retention_case", case)).content.decode()
        assert send("retention_agree").status_code == 302
        assert send("retention_mark", {"weeks": "4"}).status_code == 302
        assert send("retention_mark", {"weeks": "5"}).status_code == 404
        assert send("retention_56", {"asked_on": today(), "starts_on": today(),
                                     "ends_on": "2020-01-01"}).status_code == 422  # fmt: skip
        assert send("retention_56", {"asked_on": today()}).status_code == 302
        for name in ("retention_member", "retention_give", "retention_punch", "retention_close",
                     "retention_56"):  # fmt: skip
            assert client.get(url(name, case)).status_code == 200, name
        assert send("retention_member", {"to": bente.public_id}).status_code == 302
        out = reverse("companies:retention_member_out", args=[case.public_id, bente.public_id])
        assert client.post(out).status_code == 302 and client.post(out).status_code == 404
        assert send("retention_close", {"reason": "x"}).status_code == 422
        assert send("retention_close", {"outcome": "kept", "reason": "x"}).status_code == 302
        assert send("retention_reopen", {"reason": "Igen"}).status_code == 302
        assert send("retention_give", {"to": bente.public_id}).status_code == 302
        assert client.get(url("retention_case", case)).status_code == 404
        assert client_as(bente).get(url("retention_case", case)).status_code == 200

    def test_queries_do_not_grow(
        self, case, bakery, carl, acting, client_as, django_assert_max_num_queries
    ) -> None:
        client, pages = client_as(carl), [url("retention"), url("retention_case", case)]
        before = []
        for page in pages:
            with django_assert_max_num_queries(16) as seen:
                client.get(page)
            before.append(len(seen))
        with acting(carl) as viewer:
            for number in range(5):
                acts.open_case(bakery, facts(label=f"Nr {number}"), actor=viewer)
                step(case, viewer, days=number)
        for page, number in zip(pages, before, strict=True):
            with django_assert_max_num_queries(number):
                client.get(page)
