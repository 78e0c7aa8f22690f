"""Migrations stay quick: their operations are carried out together."""

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.models import CASCADE, CharField, CheckConstraint, ForeignKey, Index, Q

from jobcenter.migration_operations import Together
from tests.test_consistency import ROOMS
from tools.together import fold

MOST = 6  # single changes of tables in a migration; each costs a quarter of a second
BEFORE = {("jobcenter", "0001_initial")}  # the first of all: there are few models to render


def test_no_migration_changes_many_tables_one_by_one() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    long = {
        f"{app}.{name}: {len(migration.operations)}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in ROOMS and (app, name) not in BEFORE and len(migration.operations) > MOST
    }
    assert not long, f"Run `python -m tools.together app name` for {long}"
    assert {app for app, _name in loader.disk_migrations} >= set(ROOMS)


def test_every_change_can_be_taken_back() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for (app, name), migration in loader.disk_migrations.items():
        if app in ROOMS:
            stuck = [each.describe() for each in migration.operations if not each.reversible]
            assert not stuck, f"{app}.{name}: {stuck}"


def test_what_is_added_goes_into_the_table() -> None:
    child = CreateModel("Child", fields=[("name", CharField())], options={})
    parent = CreateModel("Parent", fields=[("name", CharField())], options={})
    index = Index(fields=["name"], name="child_name")
    named = CheckConstraint(condition=~Q(name=""), name="child_named")
    folded = fold(
        [child, parent, AddField("child", "parent", ForeignKey("companies.parent", CASCADE)),
         AddIndex("child", index), AddConstraint("child", named), AddIndex("other", index)]
    )  # fmt: skip
    assert folded[:2] == [parent, child] and len(folded) == 3
    assert [name for name, _field in child.fields] == ["name", "parent"]
    assert child.options == {"indexes": [index], "constraints": [named]}
    together = Together(folded)
    assert together.reversible and "Create model Parent; " in together.describe()
