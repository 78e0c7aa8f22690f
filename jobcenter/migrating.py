"""An empty database gets its tables at once, in the shape that all migrations together give them.

One migration after another, Django renders hundreds of models hundreds of times: half a minute of
work for tables that take PostgreSQL three seconds. Here the models are rendered once, as the last
migration leaves them; each table is made where its CreateModel stands, and SQL and Python are run
where they stand. A test compares the schemas that come of both ways.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import CreateModel, Migration, RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from jobcenter.migration_operations import Together


def migrate_at_once(
    connection: BaseDatabaseWrapper, tell: Callable[[str], None] = lambda line: None
) -> int:
    """Give an empty database all tables, and return how many migrations that took the place of.

    A migration that must find the tables as they were says `one_by_one = True`: it and all after
    it are left to be run in turn. Does nothing, and returns 0, where there are tables already.
    """
    if connection.introspection.table_names():
        return 0
    executor = MigrationExecutor(connection)
    migrations = list(in_one(executor))
    tell(f"A new database: {len(migrations)} migrations at once …")
    last = executor._create_project_state()  # type: ignore[attr-defined]
    for migration in migrations:
        last = migration.mutate_state(last, preserve=False)
    made: set[tuple[str, str]] = set()
    with connection.schema_editor(atomic=True) as editor:
        for migration in migrations:
            for operation in _single(migration.operations):
                _carry_out(operation, migration.app_label, editor, last, made)
        for app, name in last.models.keys() - made:  # those that were renamed
            editor.create_model(last.apps.get_model(app, name))
        executor.recorder.ensure_schema()
        for migration in migrations:
            executor.recorder.record_applied(migration.app_label, migration.name)
    return len(migrations)


def in_one(executor: MigrationExecutor) -> Iterator[Migration]:
    """Yield the migrations that can be carried out together: all, or those before a marked one."""
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if getattr(migration, "one_by_one", False):
            return
        yield migration


def _single(operations: Any) -> Iterator[Operation]:
    """Yield the operations that touch the database, those of compound ones singly."""
    for operation in operations:
        if isinstance(operation, Together):
            yield from _single(operation.operations)
        elif isinstance(operation, SeparateDatabaseAndState):
            yield from _single(operation.database_operations)
        else:
            yield operation


def _carry_out(
    operation: Operation, app: str, editor: Any, last: ProjectState, made: set[tuple[str, str]]
) -> None:
    """Make a table as it is at last, or run what is no change of a model; the rest is in those."""
    if isinstance(operation, CreateModel):
        key = (app, operation.name.lower())
        if key in last.models:
            made.add(key)
            operation.database_forwards(app, editor, last, last)
    elif isinstance(operation, RunSQL | RunPython):
        operation.database_forwards(app, editor, last, last)
