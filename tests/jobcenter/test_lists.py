"""Saved views: kept, shared, copied; only the owner changes them, and never across jobcentres."""

import re

import pytest
from django.urls import reverse

from jobcenter import saved_views
from jobcenter.errors import NotYours, Refused
from jobcenter.lists import kinds
from jobcenter.models import SavedView
from jobcenter.tenancy import acting_in

LIST = "/virksomheder/"


@pytest.fixture
def view(carl, acting) -> SavedView:
    """Carl's shared view of the restaurants."""
    with acting(carl) as viewer:
        return saved_views.save_view(
            kinds["companies"], "Restauranter", "branche=55-56&sorter=-contact", ["owner", "step"],
            actor=viewer, is_shared=True,
        )  # fmt: skip


def page(view: SavedView) -> str:
    return reverse("jobcenter:view", args=[view.public_id])


class TestSaving:
    def test_keeps_filters_sort_and_columns(self, carl, client_as) -> None:
        client = client_as(carl)
        answer = client.post(
            reverse("jobcenter:save_view", args=["companies"]),
            {
                "name": "  Mine   bagerier ", "is_default": "on",
                "query": "branche=10-33&sorter=-employees&kol=owner,hov,step&side=x&evil=1",
            },
            follow=True,
        )  # fmt: skip
        kept = SavedView.objects.get(jobcentre_id=carl.jobcentre_id)
        assert (kept.name, kept.query) == ("Mine bagerier", "branche=10-33&sorter=-employees")
        assert kept.columns == ["owner", "step"]
        assert 'aria-current="page">Mine bagerier' in answer.content.decode()
        # From now on the bare address opens it; "the whole list" is still one click away.
        assert client.get(LIST).headers["Location"].endswith(f"visning={kept.public_id}")
        assert client.get(LIST + "?visning=ingen").status_code == 200

    def test_a_name_is_used_once(self, carl, view, client_as) -> None:
        answer = client_as(carl).post(
            reverse("jobcenter:save_view", args=["companies"]), {"name": "Restauranter"}
        )
        assert answer.status_code == 422
        assert "Du har allerede en visning med det navn." in answer.content.decode()
        empty = client_as(carl).post(
            reverse("jobcenter:save_view", args=["companies"]), {"name": " "}
        )
        assert empty.status_code == 422

    def test_one_default_per_list(self, carl, view, acting) -> None:
        with acting(carl) as viewer:
            for name in ("En", "To"):
                saved_views.save_view(
                    kinds["companies"], name, "", [], actor=viewer, is_default=True
                )
            mine = SavedView.objects.filter(jobcentre_id=carl.jobcentre_id, is_default=True)
            assert [each.name for each in mine] == ["To"]

    def test_a_list_the_role_may_not_read(self, people, client_as) -> None:
        nobody = people["ole"]
        nobody.roles = ["published_reader"]
        with acting_in(nobody.jobcentre_id):
            nobody.save(update_fields=["roles"])
        url = reverse("jobcenter:save_view", args=["companies"])
        assert client_as(nobody).post(url, {"name": "x"}).status_code == 403
        unknown = reverse("jobcenter:save_view", args=["findes-ikke"])
        assert client_as(nobody).post(unknown, {"name": "x"}).status_code == 404


class TestSharing:
    def test_a_colleague_uses_and_copies_but_cannot_change(
        self, view, nora, client_as, acting
    ) -> None:
        client = client_as(nora)
        body = client.get(LIST).content.decode()
        assert "Restauranter" in body
        body = client.get(page(view)).content.decode()
        assert "Slet visningen" not in body
        for deed in ("delete", "renew", ""):
            answer = client.post(page(view), {"deed": deed, "name": "Nyt", "query": "q=x"})
            assert answer.status_code == 404
        answer = client.post(page(view), {"deed": "copy"}, follow=True)
        assert "Slet visningen" in answer.content.decode()
        with acting(nora) as viewer:
            mine = SavedView.objects.get(jobcentre_id=viewer.jobcentre_id, owner=nora)
            assert (mine.query, mine.is_shared) == (view.query, False)
            with pytest.raises(NotYours):
                saved_views.delete_view(view, actor=viewer)

    def test_what_is_not_shared_does_not_exist(self, view, carl, nora, client_as, acting) -> None:
        with acting(carl) as viewer:
            saved_views.change_view(view, view.name, actor=viewer, is_shared=False, is_default=True)
        assert client_as(nora).get(page(view)).status_code == 404
        assert "Restauranter" not in client_as(nora).get(LIST).content.decode()

    def test_another_jobcentre_sees_nothing(self, view, sol, client_as) -> None:
        client = client_as(sol)
        assert client.get(page(view)).status_code == 404
        assert client.post(page(view), {"deed": "copy"}).status_code == 404
        assert "Restauranter" not in client.get(LIST).content.decode()

    def test_the_owner_renames_renews_and_deletes(self, view, carl, client_as) -> None:
        client = client_as(carl)
        client.post(page(view), {"name": "Spisesteder", "is_shared": "on"})
        client.post(page(view), {"deed": "renew", "query": "branche=55-56&fra=10"})
        with acting_in(carl.jobcentre_id):
            view.refresh_from_db()
            assert (view.name, view.query) == ("Spisesteder", "branche=55-56&fra=10")
        assert client.post(page(view), {"deed": "delete"}).status_code == 302
        with acting_in(carl.jobcentre_id):
            assert not SavedView.objects.filter(jobcentre_id=carl.jobcentre_id).exists()

    def test_two_copies_have_two_names(self, view, nora, acting) -> None:
        with acting(nora) as viewer:
            names = [
                saved_views.copy_view(kinds["companies"], view, actor=viewer).name for _ in range(3)
            ]
        assert names == ["Restauranter", "Restauranter (2)", "Restauranter (3)"]

    def test_there_is_an_end(self, view, carl, acting, monkeypatch) -> None:
        monkeypatch.setattr(saved_views, "MOST", 1)
        with acting(carl) as viewer, pytest.raises(Refused, match="50 views"):
            saved_views.save_view(kinds["companies"], "En til", "", [], actor=viewer)


@pytest.mark.parametrize("value", ["'; DROP", "\x00", "9" * 4000, "<script>", "🥐", "a,b,c"])
def test_hostile_columns_and_views(carl, client_as, value) -> None:
    for name in ("kol", "visning", "sorter"):
        answer = client_as(carl).get(LIST, {name: value})
        assert answer.status_code == 200
        assert not re.search("<script>", answer.content.decode())
