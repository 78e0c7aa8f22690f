"""Every field of the room has a reader, and the page says which nobody fills."""

from pathlib import Path

import pytest
from django.apps import apps

from companies.field_readers import READERS
from companies.queries.field_use import field_use
from tests.companies.factories import make_person, url

ROOT = Path(__file__).resolve().parents[2]
CASES = [
    (model, name, reader)
    for model, fields in READERS.items()
    for name, readers in fields.items()
    for reader in readers
]
# What rows cannot be without, or the frame keeps for itself.
NEEDLESS = {
    "id", "public_id", "jobcentre", "created_at", "version", "name", "name_key", "company", "owner",
    "status", "since", "by", "channel", "state", "planned_at", "held_at", "purpose",
    "next_step_owner", "next_step_done_at", "workplace", "number", "written_on", "written_by",
}  # fmt: skip


@pytest.mark.parametrize(("model", "name", "reader"), CASES, ids=lambda v: getattr(v, "path", v))
def test_a_declared_reader_mentions_the_field(model, name, reader):
    assert name in (ROOT / reader.path).read_text()


@pytest.mark.parametrize("model", READERS)
def test_every_optional_field_is_declared(model):
    fields = {field.name for field in apps.get_model("companies", model)._meta.local_fields}
    assert fields - NEEDLESS <= set(READERS[model])
    assert set(READERS[model]) <= fields


def test_the_page_counts_and_refuses(ole, carl, client_as, acting, bakery):
    with acting(carl) as viewer:
        make_person(bakery, viewer, title="chef", union="3F")
        make_person(bakery, viewer, "Ib Ibsen")
    assert client_as(carl).get(url("fields")).status_code == 403
    client = client_as(ole)
    assert client.get(url("fields")).status_code == 200
    assert client.post(url("fields")).status_code == 302
    with acting(ole) as viewer:
        use = {(u.model, u.field): u for u in field_use(viewer)[0]}
    assert (use["ContactPerson", "title"].filled, use["ContactPerson", "title"].rows) == (1, 2)
    assert use["ContactPerson", "level"].filled == 0
