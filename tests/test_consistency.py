"""House rules that no linter knows."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, UniqueConstraint

from jobcenter.tenancy import NATIONAL_TABLES, TenantRow

ROOT = Path(__file__).resolve().parents[1]
ROOMS = settings.ROOMS
CODE = sorted(
    path
    for room in [*ROOMS, "runner", "tools", "tests"]
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts and "node_modules" not in path.parts
)
OURS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
TABLES = [model for model in OURS if not hasattr(model, "pgh_tracked_model")]


def action_modules():
    for room in ROOMS:
        for path in [ROOT / room / "actions.py", *(ROOT / room / "actions").glob("*.py")]:
            if path.exists() and room != "jobcenter":
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield import_module(name.removesuffix(".__init__"))


OTHER_CLOCKS = {"timezone.now", "datetime.now", "date.today", "datetime.today"}
WRITES = re.compile(r"\.(save|create|update|delete|bulk_\w+|get_or_create|update_or_create)\(")


@pytest.mark.parametrize("module", list(action_modules()), ids=lambda m: m.__name__)
def test_every_public_write_is_an_action_with_an_actor(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("_") or function.__module__ != module.__name__:
            continue
        assert function.__doc__, f"{name} says nothing"
        is_action = getattr(function, "is_action", False)
        assert is_action or not WRITES.search(inspect.getsource(function)), (
            f"{module.__name__}.{name} writes and is no @action"
        )
        if is_action:
            assert "actor" in inspect.signature(function).parameters, f"{name} takes no actor"


def test_the_house_has_actions():
    found = [
        name
        for module in action_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if getattr(function, "is_action", False)
    ]
    assert len(found) > 20, "the test above would pass over nothing"


@pytest.mark.parametrize("model", TABLES, ids=lambda m: m.__name__)
def test_every_table_is_a_tenants_or_national(model):
    assert issubclass(model, TenantRow) != (model._meta.db_table in NATIONAL_TABLES)


@pytest.mark.parametrize("model", TABLES, ids=lambda m: m.__name__)
def test_every_choice_is_held_by_the_database(model):
    checked = " ".join(
        str(c.condition) for c in model._meta.constraints if isinstance(c, CheckConstraint)
    )
    for field in model._meta.local_fields:
        base = getattr(field, "base_field", field)
        if base.choices:
            assert re.search(rf"'{field.name}(__\w+)?'", checked), (
                f"{model.__name__}.{field.name} has choices and no constraint"
            )


@pytest.mark.parametrize("model", TABLES, ids=lambda m: m.__name__)
def test_no_many_to_many_table_of_its_own(model):
    for field in model._meta.local_many_to_many:
        assert not field.remote_field.through._meta.auto_created


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_house_rules_of_a_file(path):
    text = path.read_text()
    lines = text.splitlines()
    assert len(lines) <= 400, "split or merge: over 400 lines"
    tree = ast.parse(text)
    if lines and path.name != "__init__.py":
        assert ast.get_docstring(tree), "a module starts with one sentence"
    if path.parts[-2] == "tests" or "tests" in path.relative_to(ROOT).parts:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr != "delay", f"line {node.lineno}: use delay_on_commit"
            own_clock = path.name == "clock.py" or path.parts[-2] == "runner"
            assert own_clock or ast.unparse(node.func) not in OTHER_CLOCKS, (
                f"line {node.lineno}: jobcenter/clock.py is the only clock"
            )


@pytest.mark.parametrize("room", [r for r in ROOMS if r != "jobcenter"])
def test_rules_are_plain_python(room):
    for path in [ROOT / room / "rules.py", *(ROOT / room / "rules").glob("*.py")]:
        if path.exists():
            imported = re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
            assert not [name for name in imported if name.startswith("django")], path


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is(room):
    assert (ROOT / room / "README.md").exists()


def test_templates_carry_no_inline_script_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=", text), f"{path.name}: style attribute"
        assert not re.search(r"\son\w+=", text), f"{path.name}: inline handler"
        for tag in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in tag or "application/json" in tag, f"{path.name}: inline script"


def test_no_field_is_nullable_text():
    for model in TABLES:
        once = {
            name
            for constraint in model._meta.constraints
            if isinstance(constraint, UniqueConstraint)
            for name in constraint.fields
        }
        for field in model._meta.local_fields:
            if isinstance(field, (models.CharField, models.TextField)) and field.name not in once:
                assert not field.null, f"{model.__name__}.{field.name}: two ways to be empty"
