import django.db.models.deletion
import jobcenter.migration_operations
import jobcenter.tenancy
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0018_address_from_file'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='keepingrule',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='keepingrule',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='keepingrule',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='keepingrule',
                    name='set_by',
                    field=jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership'),
                ),
                migrations.AddField(
                    model_name='keepingrule',
                    name='set_on',
                    field=models.DateField(null=True),
                ),
                migrations.AddField(
                    model_name='keepingruleevent',
                    name='set_by',
                    field=jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership'),
                ),
                migrations.AddField(
                    model_name='keepingruleevent',
                    name='set_on',
                    field=models.DateField(null=True),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keepingrule',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_keepingruleevent" ("created_at", "id", "jobcentre_id", "kind", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "set_by_id", "set_on") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."set_by_id", NEW."set_on"); RETURN NULL;', hash='74b677b7e98c4186f39e22eb6780004d6d9c60ad', operation='INSERT', pgid='pgtrigger_insert_insert_ee457', table='citizens_keepingrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keepingrule',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_keepingruleevent" ("created_at", "id", "jobcentre_id", "kind", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "set_by_id", "set_on") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."set_by_id", NEW."set_on"); RETURN NULL;', hash='36a2f3c4a0c98b2592ea166cf7da316adf785fc4', operation='UPDATE', pgid='pgtrigger_update_update_c5062', table='citizens_keepingrule', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keepingrule',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_keepingruleevent" ("created_at", "id", "jobcentre_id", "kind", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "set_by_id", "set_on") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."set_by_id", OLD."set_on"); RETURN NULL;', hash='d4447b0551b20265a2ba85c351cb5b82a83826b1', operation='DELETE', pgid='pgtrigger_delete_delete_be429', table='citizens_keepingrule', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='erasurerun',
                    constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), ('made_by__isnull', True), ('state', 'declined'), models.Q(('decided_by', models.F('made_by')), _negated=True), _connector='OR'), name='erasurerun_two_people', violation_error_message='Somebody else must approve the erasure.'),
                ),
                migrations.AddConstraint(
                    model_name='keepingrule',
                    constraint=jobcenter.tenancy.SameJobcentre(field='set_by', name='citizens_keepingrule_set_by_same_jobcentre'),
                ),
            ],
        ),
    ]
