"""Folds a new migration: `python -m tools.together companies 0021_name`, before it has landed.

What is added to a table that the same migration makes goes into its CreateModel, and the changes
are put into one `Together`: with hundreds of models Django else takes a quarter of a second for
each operation. The tables that result are the same.
"""

import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

OPTIONS = {
    "AddConstraint": ("constraints", "constraint"),
    "AddIndex": ("indexes", "index"),
    "AddTrigger": ("triggers", "trigger"),
}
AS_THEY_ARE = {"RunPython", "RunSQL"}


def fold(operations: list[Any]) -> list[Any]:
    """Return the operations with what is added to new tables in their CreateModel."""
    created = {each.name.lower(): each for each in operations if _makes_a_table(each)}
    rest = []
    for each in operations:
        table = created.get((getattr(each, "model_name", None) or "").lower())
        if table is None:
            rest.append(each)
        elif type(each).__name__ == "AddField":
            table.fields.append((each.name, each.field))
        elif option := OPTIONS.get(type(each).__name__):
            key, attribute = option
            table.options[key] = [*table.options.get(key, []), getattr(each, attribute)]
        else:
            sys.exit(f"{each.describe()}: a change of a table made in the same migration.")
    ordered = iter(_in_order(created))
    return [next(ordered) if _makes_a_table(each) else each for each in rest]


def _makes_a_table(operation: Any) -> bool:
    return type(operation).__name__ == "CreateModel"


def _in_order(created: dict[str, Any]) -> list[Any]:
    """Return the tables so that each comes after those it points at."""
    placed: dict[str, Any] = {}
    while len(placed) < len(created):
        ready = [
            name
            for name, each in created.items()
            if name not in placed and set(_points_at(each, created)) <= placed.keys() | {name}
        ]
        if not ready:
            sys.exit("These tables point at each other in a circle: leave the migration as it is.")
        placed[ready[0]] = created[ready[0]]
    return list(placed.values())


def _points_at(operation: Any, created: dict[str, Any]) -> Iterator[str]:
    for _name, field in operation.fields:
        model = getattr(field.remote_field, "model", None)
        if model is not None:
            label = model if isinstance(model, str) else model._meta.label
            if (name := label.lower().rpartition(".")[2]) in created:
                yield name


def main(app: str, name: str) -> None:
    """Rewrite one migration."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings.test")
    import django

    django.setup()
    from django.db.migrations.writer import MigrationWriter

    from jobcenter.migration_operations import Together

    module = import_module(f"{app}.migrations.{name}")
    path = Path(str(module.__file__))
    source = path.read_text()
    operations = module.Migration.operations
    if any(type(each).__name__ in AS_THEY_ARE | {"Together"} for each in operations):
        sys.exit("It is folded already, or runs Python or SQL: put Together in by hand.")
    folded = fold(operations)
    module.Migration.operations = [Together(operations=folded)] if len(folded) > 1 else folded
    text = MigrationWriter(module.Migration(name, app), include_header=False).as_string()
    words = re.match(r'(?s)""".*?"""\n\n?', source)
    path.write_text((words.group(0) if words else "") + text)
    print(f"{app}.{name}: {len(operations)} operations, now {len(folded)}.")


if __name__ == "__main__":
    main(*sys.argv[1:3])
