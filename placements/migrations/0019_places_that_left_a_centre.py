import django.db.models.deletion
import jobcenter.migration_operations
import jobcenter.tenancy
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0029_who_started_an_import'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0018_mentor_pay'),
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
                    name='former_centre',
                    field=jobcenter.tenancy.TenantForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='former_places', to='placements.centre'),
                ),
                migrations.AddField(
                    model_name='place',
                    name='joined_centre_on',
                    field=models.DateField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='place',
                    name='left_centre_on',
                    field=models.DateField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='placeevent',
                    name='former_centre',
                    field=jobcenter.tenancy.TenantForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.centre'),
                ),
                migrations.AddField(
                    model_name='placeevent',
                    name='joined_centre_on',
                    field=models.DateField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name='placeevent',
                    name='left_centre_on',
                    field=models.DateField(editable=False, null=True),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_placeevent" ("centre_id", "closed_reason", "created_at", "former_centre_id", "id", "jobcentre_id", "joined_centre_on", "left_centre_on", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (NEW."centre_id", NEW."closed_reason", NEW."created_at", NEW."former_centre_id", NEW."id", NEW."jobcentre_id", NEW."joined_centre_on", NEW."left_centre_on", NEW."open_from", NEW."open_to", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sort_key", NEW."state", NEW."tasks", NEW."title", NEW."version", NEW."weekly_hours", NEW."workplace_id"); RETURN NULL;', hash='646d63104df10a28ac50425a33e6db318b465e9a', operation='INSERT', pgid='pgtrigger_insert_insert_a6387', table='placements_place', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_placeevent" ("centre_id", "closed_reason", "created_at", "former_centre_id", "id", "jobcentre_id", "joined_centre_on", "left_centre_on", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (NEW."centre_id", NEW."closed_reason", NEW."created_at", NEW."former_centre_id", NEW."id", NEW."jobcentre_id", NEW."joined_centre_on", NEW."left_centre_on", NEW."open_from", NEW."open_to", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sort_key", NEW."state", NEW."tasks", NEW."title", NEW."version", NEW."weekly_hours", NEW."workplace_id"); RETURN NULL;', hash='9422cc072de275f836892e742b55617a8ec3bf34', operation='UPDATE', pgid='pgtrigger_update_update_bdf80', table='placements_place', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_placeevent" ("centre_id", "closed_reason", "created_at", "former_centre_id", "id", "jobcentre_id", "joined_centre_on", "left_centre_on", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (OLD."centre_id", OLD."closed_reason", OLD."created_at", OLD."former_centre_id", OLD."id", OLD."jobcentre_id", OLD."joined_centre_on", OLD."left_centre_on", OLD."open_from", OLD."open_to", OLD."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sort_key", OLD."state", OLD."tasks", OLD."title", OLD."version", OLD."weekly_hours", OLD."workplace_id"); RETURN NULL;', hash='6713d3519b57a988be2cfc86b283b77e7f9791b3', operation='DELETE', pgid='pgtrigger_delete_delete_511ec', table='placements_place', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='place',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('former_centre__isnull', True), ('left_centre_on__isnull', True)), models.Q(('centre__isnull', True), ('former_centre__isnull', False), ('left_centre_on__isnull', False)), _connector='OR'), name='place_left_one_centre'),
                ),
                migrations.AddConstraint(
                    model_name='place',
                    constraint=jobcenter.tenancy.SameJobcentre(field='former_centre', name='placements_place_former_centre_same_jobcentre'),
                ),
            ],
        ),
    ]
