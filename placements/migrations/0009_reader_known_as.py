import jobcenter.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('placements', '0008_mentor_orders'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='sharingreader',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='sharingreader',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='sharingreader',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='sharingreader',
                    name='known_as',
                    field=models.CharField(blank=True, default='', editable=False, max_length=64),
                ),
                migrations.AddField(
                    model_name='sharingreaderevent',
                    name='known_as',
                    field=models.CharField(blank=True, default='', editable=False, max_length=64),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharingreader',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingreaderevent" ("created_at", "id", "jobcentre_id", "known_as", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sharing_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."known_as", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sharing_id"); RETURN NULL;', hash='0f807ccd3280424d3f000e0aace33937131e1045', operation='INSERT', pgid='pgtrigger_insert_insert_29682', table='placements_sharingreader', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharingreader',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_sharingreaderevent" ("created_at", "id", "jobcentre_id", "known_as", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sharing_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."known_as", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sharing_id"); RETURN NULL;', hash='25cd6267fd28b9465f1ffc89dfddbf4a41b38039', operation='UPDATE', pgid='pgtrigger_update_update_9ffd5', table='placements_sharingreader', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharingreader',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingreaderevent" ("created_at", "id", "jobcentre_id", "known_as", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sharing_id") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."known_as", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sharing_id"); RETURN NULL;', hash='cf11dc8a873d5e88a9ff4de4c9baf91939ee0ba0', operation='DELETE', pgid='pgtrigger_delete_delete_a57cb', table='placements_sharingreader', when='AFTER')),
                ),
            ],
        ),
    ]
