"""Two contact persons become one without loss, and two again exactly."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.actions import merging
from companies.actions.people import PersonFacts, edit_person
from companies.models import Contact, ContactParticipant, ContactPerson, PersonMerge, PersonPair
from companies.rules.likeness import alike, is_name_like
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import SearchWord
from jobcenter.pointers import pointers_to
from tests.companies.factories import make_company, make_contact, make_person, url


def everything(jobcentre):
    """Every row that is, or points at, a contact person; versions and the merges left out."""
    state = {}
    models = {model for model, _name in pointers_to(ContactPerson)} | {ContactPerson, SearchWord}
    for model in models - {PersonMerge}:
        rows = []
        for row in model.objects.filter(jobcentre=jobcentre).order_by("pk"):
            values = {f.attname: str(getattr(row, f.attname)) for f in row._meta.local_fields}
            values.pop("version", None)
            if model is SearchWord:
                values.pop("id")
            rows.append(tuple(sorted(values.items())))
        state[model.__name__] = sorted(rows)
    return state


def merge(one, other, viewer, take=()):
    versions = (one.version, other.version)
    return merging.merge_people(one, other, actor=viewer, take=set(take), versions=versions)


@pytest.fixture
def two(carl, acting, bakery, shop):
    with acting(carl) as viewer:
        one = make_person(bakery, viewer, "Hanne Holst", phone="+4598000001", roles=["hr"])
        other = make_person(
            bakery, viewer, "Hanne M. Holst", title="chef", email="h@b.example", workplace=shop,
            roles=["mentor"],
        )  # fmt: skip
        make_contact(bakery, viewer, person=other)
        make_contact(bakery, viewer, person=one, others=[other])
        both = make_contact(bakery, viewer, others=[one, other])
        merging.find_duplicates(actor=viewer)
    return one, other, both


def test_everything_goes_to_the_winner(two, carl, acting):
    one, other, both = two
    with acting(carl) as viewer:
        merge(one, other, viewer, {"title", "email"})
        one.refresh_from_db()
        assert (one.title, one.email, str(one.phone)) == ("chef", "h@b.example", "+4598000001")
        assert one.roles == ["hr", "mentor"]
        assert Contact.objects.filter(jobcentre=carl.jobcentre, person=one).count() == 2
        there = ContactParticipant.objects.filter(jobcentre=carl.jobcentre, contact=both)
        assert [row.person_id for row in there] == [one.pk]
        assert not ContactPerson.objects.filter(jobcentre=carl.jobcentre, pk=other.pk).exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(take=st.sets(st.sampled_from(merging.CHOSEN)), turned=st.booleans())
def test_merge_then_undo_is_as_before(two, carl, acting, take, turned):
    one, other, _both = two
    one, other = (other, one) if turned else (one, other)
    with acting(carl) as viewer:
        one.refresh_from_db()
        other.refresh_from_db()
        before = everything(carl.jobcentre)
        done = merge(one, other, viewer, take)
        assert everything(carl.jobcentre) != before
        assert merging.undo_merge(done, actor=viewer) == []
        assert everything(carl.jobcentre) == before


def test_undo_keeps_what_was_edited_since_and_says_so(two, carl, acting):
    one, other, _both = two
    with acting(carl) as viewer:
        done = merge(one, other, viewer)
        edit_person(
            one, PersonFacts("Hanne Holst", title="direktør", phone="+4598000001",
                             roles=["hr", "mentor"]), actor=viewer, version=2,
        )  # fmt: skip
        assert merging.undo_merge(done, actor=viewer) == ["title"]
        with pytest.raises(Refused):
            merging.undo_merge(done, actor=viewer)


def test_merges_in_a_row_are_undone_the_last_first(two, carl, acting, bakery):
    one, other, _both = two
    with acting(carl) as viewer:
        third = make_person(bakery, viewer, "H. Holst")
        before = everything(carl.jobcentre)
        first = merge(one, other, viewer)
        one.refresh_from_db()
        second = merge(third, one, viewer)
        with pytest.raises(Refused):
            merging.undo_merge(first, actor=viewer)
        merging.undo_merge(second, actor=viewer)
        merging.undo_merge(first, actor=viewer)
        assert everything(carl.jobcentre) == before


def test_the_second_of_two_merges_is_told(two, carl, nora, acting):
    one, other, _both = two
    with acting(carl) as viewer:
        merge(one, other, viewer)
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            merge(other, one, viewer)
        assert refused.value.code == "already_merged"
        assert refused.value.params["who"] == carl.name


def test_who_may_not(two, carl, sol, bente, acting, bakery):
    one, other, _both = two
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        merge(one, other, viewer)
    with acting(sol) as viewer, pytest.raises(NotYours):
        merge(one, other, viewer)
    with acting(carl) as viewer:
        stranger = make_person(make_company("Andre ApS"), viewer, "Hanne Holst")
        with pytest.raises(Refused):
            merge(one, stranger, viewer)
        with pytest.raises(Stale):
            merging.merge_people(one, other, actor=viewer, take=set(), versions=(1, 7))


def test_different_is_remembered_and_the_old_link_leads_on(two, carl, client_as, acting):
    one, other, _both = two
    client = client_as(carl)
    html = client.get(url("duplicates")).content.decode()
    assert "Hanne M. Holst" in html
    with acting(carl):
        pair = PersonPair.objects.get(jobcentre=carl.jobcentre)
    client.post(url("different", pair))
    client.post(url("duplicates_search"))
    assert "Hanne M. Holst" not in client.get(url("duplicates")).content.decode()
    page = f"/virksomheder/person/{one.public_id}/flet/{other.public_id}/"
    assert client.get(page).status_code == 200
    answer = client.post(page, {"version": 1, "version_other": 1, "email": "other"})
    assert answer.status_code == 302
    assert "Hanne Holst" in client.get(url("person", other)).content.decode()
    with acting(carl):
        done = PersonMerge.objects.get(jobcentre=carl.jobcentre)
    client.post(url("undo_merge", done))
    assert "Hanne M. Holst" in client.get(url("person", other)).content.decode()


def test_entry_says_who_is_already_here_and_does_not_stop(two, carl, client_as):
    client = client_as(carl)
    company = two[0].company
    html = client.post(url("person_alike", company), {"phone": "98 00 00 01"}).content.decode()
    assert "Hanne Holst" in html
    answer = client.post(
        url("person_add", company),
        {"name": "Hanne Holst", "level": "employee", "preferred_channel": "any", "language": "da"},
        follow=True,
    )
    assert answer.status_code == 200
    assert len(list(answer.context["messages"])) == 2


LIKE = [("Hanne Holst", "hanne holst"), ("Hanne Holst", "Holst, Hanne"), ("Åse Ø", "Aase Ø"),
        ("H. Holst", "Hanne Holst"), ("Hanne Holst", "Hanne Hoslt"), ("Bager A/S", "Bager AS"),
        ("Hanne Marie Holst", "Hanne Holst")]  # fmt: skip
UNLIKE = [("Hanne Holst", "Hans Holst"), ("Ib Ibsen", "Bo Ibsen"), ("", "Ib"),
          ("Hanne Holst", "Hanne Hansen")]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_names_alike(one, other):
    assert is_name_like(one, other)
    assert is_name_like(other, one)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_not_alike(one, other):
    assert not is_name_like(one, other)


def test_a_shared_mailbox_is_no_reason():
    one = {"name": "Ib Ibsen", "phone": "", "email": "info@x.example"}
    assert alike(one, {**one, "name": "Bo Bosen"}) == []
