import jobcenter.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0014_forgetting_and_giving'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
        ('placements', '0001_initial'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='place',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='place',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='place',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='place',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                migrations.AddField(
                    model_name='placeevent',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_placeevent" ("closed_reason", "created_at", "id", "jobcentre_id", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (NEW."closed_reason", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."open_from", NEW."open_to", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sort_key", NEW."state", NEW."tasks", NEW."title", NEW."version", NEW."weekly_hours", NEW."workplace_id"); RETURN NULL;', hash='0b64b8dafebd4245fd72b1742ea2ebffa7bdb303', operation='INSERT', pgid='pgtrigger_insert_insert_a6387', table='placements_place', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_placeevent" ("closed_reason", "created_at", "id", "jobcentre_id", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (NEW."closed_reason", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."open_from", NEW."open_to", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sort_key", NEW."state", NEW."tasks", NEW."title", NEW."version", NEW."weekly_hours", NEW."workplace_id"); RETURN NULL;', hash='361f922ce9f9bcd24c0411c543d1a2b0bed7c715', operation='UPDATE', pgid='pgtrigger_update_update_bdf80', table='placements_place', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_placeevent" ("closed_reason", "created_at", "id", "jobcentre_id", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (OLD."closed_reason", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."open_from", OLD."open_to", OLD."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sort_key", OLD."state", OLD."tasks", OLD."title", OLD."version", OLD."weekly_hours", OLD."workplace_id"); RETURN NULL;', hash='173f4c4064e731525c79ccdca7e86923ab9b039d', operation='DELETE', pgid='pgtrigger_delete_delete_511ec', table='placements_place', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='place',
                    constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='place_version_positive'),
                ),
            ],
        ),
    ]
