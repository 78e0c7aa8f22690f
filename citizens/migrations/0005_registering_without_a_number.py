import jobcenter.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0004_answers_seen'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='citizen',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='citizen',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='citizen',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='citizen',
                    name='is_address_protected',
                    field=models.BooleanField(default=False, verbose_name='protected name and address'),
                ),
                migrations.AddField(
                    model_name='citizenevent',
                    name='is_address_protected',
                    field=models.BooleanField(default=False, verbose_name='protected name and address'),
                ),
                migrations.AddIndex(
                    model_name='citizen',
                    index=models.Index(fields=['jobcentre', 'birth_date'], name='citizen_by_birth_date'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (NEW."benefit", NEW."birth_date", NEW."considerations", NEW."created_at", NEW."email", NEW."end_reason", NEW."ended_on", NEW."first_name", NEW."id", NEW."is_address_protected", NEW."jobcentre_id", NEW."language", NEW."last_name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."public_id", NEW."state", NEW."sub_flag", NEW."target_group_id", NEW."version", NEW."wishes"); RETURN NULL;', hash='3dcfe8b6a97a3b9fed66a79854ba52114883b250', operation='INSERT', pgid='pgtrigger_insert_insert_5981a', table='citizens_citizen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."benefit" IS DISTINCT FROM (NEW."benefit") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."considerations" IS DISTINCT FROM (NEW."considerations") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_address_protected" IS DISTINCT FROM (NEW."is_address_protected") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."sub_flag" IS DISTINCT FROM (NEW."sub_flag") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wishes" IS DISTINCT FROM (NEW."wishes"))', func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (NEW."benefit", NEW."birth_date", NEW."considerations", NEW."created_at", NEW."email", NEW."end_reason", NEW."ended_on", NEW."first_name", NEW."id", NEW."is_address_protected", NEW."jobcentre_id", NEW."language", NEW."last_name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."public_id", NEW."state", NEW."sub_flag", NEW."target_group_id", NEW."version", NEW."wishes"); RETURN NULL;', hash='eb205c059b7f3592594fec9074e6042fac161686', operation='UPDATE', pgid='pgtrigger_update_update_7544f', table='citizens_citizen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (OLD."benefit", OLD."birth_date", OLD."considerations", OLD."created_at", OLD."email", OLD."end_reason", OLD."ended_on", OLD."first_name", OLD."id", OLD."is_address_protected", OLD."jobcentre_id", OLD."language", OLD."last_name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."public_id", OLD."state", OLD."sub_flag", OLD."target_group_id", OLD."version", OLD."wishes"); RETURN NULL;', hash='064d3db848c33726f9bdbf5fe4fdf33f3a4a536c', operation='DELETE', pgid='pgtrigger_delete_delete_9f583', table='citizens_citizen', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='citizen',
                    constraint=models.CheckConstraint(condition=models.Q(('cpr_index__isnull', True), ('birth_date__isnull', False), _connector='OR'), name='citizen_cpr_has_birth_date'),
                ),
            ],
        ),
    ]
