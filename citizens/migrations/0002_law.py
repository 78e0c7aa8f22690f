"""The law's groups as rows, and a group that always belongs to its scheme."""

from typing import Any

from django.db import migrations

from citizens.law_data import load_law


def load(apps: Any, schema_editor: Any) -> None:
    """Load what the law files say."""
    load_law(apps)


class Migration(migrations.Migration):
    dependencies = [("citizens", "0001_initial")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(
            "ALTER TABLE citizens_citizenmatch ADD CONSTRAINT citizenmatch_group_of_scheme"
            " FOREIGN KEY (scheme_id, group_id) REFERENCES citizens_matchgroup (scheme_id, id)",
            "ALTER TABLE citizens_citizenmatch DROP CONSTRAINT citizenmatch_group_of_scheme",
        ),
    ]
