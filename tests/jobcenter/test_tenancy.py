"""North sees nothing of South, and nothing set sees nothing."""

import pytest
from django.db import connection
from django.db.utils import (
    ConnectionHandler,
    DatabaseError,
    IntegrityError,
    ProgrammingError,
)

from jobcenter.grants import append_only_tables, refuse_strong_role
from jobcenter.models import Membership, Team
from jobcenter.settings.environment import env
from jobcenter.tenancy import NATIONAL_TABLES, acting_in
from tests.conftest import become, owner_url


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_every_table_has_its_policy_or_stands_on_the_national_list(db):
    open_tables = {
        name
        for (name,) in rows(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity"
            " AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))"
        )
    }
    assert open_tables - set(NATIONAL_TABLES) == set()
    existing = {name for (name,) in rows("SELECT relname FROM pg_class WHERE relkind = 'r'")}
    assert set(NATIONAL_TABLES) - existing == set(), "the list names tables that are gone"


def test_every_tenant_foreign_key_is_composite(db):
    plain = rows(
        "SELECT conrelid::regclass, conname FROM pg_constraint k WHERE contype = 'f'"
        " AND EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = k.confrelid AND c.relrowsecurity)"
        " AND cardinality(conkey) = 1"
        # the law's groups belong to nobody; an own one is read by its jobcentre alone
        " AND confrelid NOT IN ('citizens_matchscheme'::regclass, 'citizens_matchgroup'::regclass)"
    )
    assert plain == []


def test_every_tenant_table_has_an_index_that_begins_with_the_jobcentre(db):
    without = rows(
        "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relrowsecurity AND NOT EXISTS"
        " (SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid"
        "  AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND a.attname = 'jobcentre_id')"
    )
    assert without == []


def test_the_suite_runs_as_the_application(db):
    assert rows("SELECT current_user") == [("bro_app",)]


def test_raw_sql_as_north_sees_nothing_of_south(people, north, south):
    with acting_in(north):
        names = {name for (name,) in rows("SELECT name FROM jobcenter_membership")}
    assert "Nora Nymann" in names
    assert "Sol Sander" not in names
    with acting_in(south):
        names = {name for (name,) in rows("SELECT name FROM jobcenter_membership")}
    assert names == {"Sol Sander", "Stine Strand"}


def test_nothing_set_sees_nothing(people, nothing_set):
    assert rows("SELECT count(*) FROM jobcenter_membership") == [(0,)]
    assert rows("SELECT count(*) FROM jobcenter_membershipevent") == [(0,)]


def test_nothing_set_is_an_error_in_tests(people):
    with pytest.raises(DatabaseError, match="no jobcentre set"):
        Membership.objects.count()


def test_north_cannot_write_into_south(people, north, south):
    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(north):
        Team.objects.create(jobcentre=south, name="Smuglet")


def test_a_foreign_key_cannot_point_into_another_jobcentre(people, north, south):
    with acting_in(south):
        southern = Team.objects.get(name="Syd")
    with pytest.raises(IntegrityError, match="same_jobcentre"), acting_in(north):
        Membership.objects.filter(name="Nora Nymann").update(team_id=southern.pk)


def test_an_exception_restores_the_former_jobcentre(people, north, south):
    with acting_in(north):
        with pytest.raises(ZeroDivisionError), acting_in(south):
            1 / 0  # noqa: B018
        assert Membership.objects.filter(name="Nora Nymann").exists()


def test_history_holds_bulk_and_raw_changes_and_nobody_may_change_it(people, nora, north):
    with acting_in(north, membership_id=nora.pk):
        Team.objects.filter(name="Øst").update(name="Vest")
        rows("UPDATE jobcenter_team SET name = 'Midt' RETURNING 1")
        found = rows(
            "SELECT pgh_label, name, pgh_context->>'membership' FROM jobcenter_teamevent"
            " ORDER BY pgh_id"
        )
        assert [(label, name) for label, name, _ in found] == [
            ("insert", "Øst"),
            ("update", "Vest"),
            ("update", "Midt"),
        ]
        assert found[-1][2] == str(nora.pk)


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET id = id", "TRUNCATE {}"])
def test_logs_and_history_can_only_be_added_to(north, table, verb):
    if verb.startswith("UPDATE") and table.endswith("event") and table != "jobcenter_event":
        verb = "UPDATE {} SET pgh_label = pgh_label"
    if table == "jobcenter_signinevent":
        verb = verb.replace("pgh_label = pgh_label", "id = id")
    with pytest.raises(ProgrammingError, match="permission denied"), acting_in(north):
        rows(verb.format(table))


def test_a_reused_pooled_connection_remembers_no_jobcentre(db, app_url):
    handler = ConnectionHandler(
        {
            "default": {
                **connection.settings_dict,
                "OPTIONS": {"pool": {"min_size": 1, "max_size": 1, "timeout": 5}},
                "CONN_MAX_AGE": 0,
            }
        }
    )
    pooled = handler["default"]
    try:
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            first = cursor.fetchone()
            cursor.execute("BEGIN")
            cursor.execute("SELECT set_config('bro.jobcentre', '1', true)")
            cursor.execute("SELECT bro_jobcentre()")  # what every policy asks
            assert cursor.fetchone() == (1,)
            cursor.execute("COMMIT")
        pooled.close()
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone() == first, "the pool has one connection, used again"
            with pytest.raises(DatabaseError, match="no jobcentre set"):
                cursor.execute("SELECT bro_jobcentre()")
    finally:
        pooled.close()
        pooled.close_pool()


@pytest.mark.django_db(transaction=True)
def test_the_application_refuses_to_start_as_owner():
    assert refuse_strong_role() is None
    become(owner_url())
    try:
        assert "owns" in (refuse_strong_role() or "")
    finally:
        become(env("DATABASE_URL"))
