import jobcenter.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0017_talks'),
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
                    name='is_address_from_file',
                    field=models.BooleanField(default=False, editable=False),
                ),
                migrations.AddField(
                    model_name='citizenevent',
                    name='is_address_from_file',
                    field=models.BooleanField(default=False, editable=False),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "case_number", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_from_file", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (NEW."benefit", NEW."birth_date", NEW."case_number", NEW."considerations", NEW."created_at", NEW."email", NEW."end_reason", NEW."ended_on", NEW."first_name", NEW."id", NEW."is_address_from_file", NEW."is_address_protected", NEW."jobcentre_id", NEW."language", NEW."last_name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."public_id", NEW."state", NEW."sub_flag", NEW."target_group_id", NEW."version", NEW."wishes"); RETURN NULL;', hash='dcce6de59610b353e7ea882502b1ed47710270ca', operation='INSERT', pgid='pgtrigger_insert_insert_5981a', table='citizens_citizen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."benefit" IS DISTINCT FROM (NEW."benefit") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."case_number" IS DISTINCT FROM (NEW."case_number") OR OLD."considerations" IS DISTINCT FROM (NEW."considerations") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_address_from_file" IS DISTINCT FROM (NEW."is_address_from_file") OR OLD."is_address_protected" IS DISTINCT FROM (NEW."is_address_protected") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."sub_flag" IS DISTINCT FROM (NEW."sub_flag") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wishes" IS DISTINCT FROM (NEW."wishes"))', func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "case_number", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_from_file", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (NEW."benefit", NEW."birth_date", NEW."case_number", NEW."considerations", NEW."created_at", NEW."email", NEW."end_reason", NEW."ended_on", NEW."first_name", NEW."id", NEW."is_address_from_file", NEW."is_address_protected", NEW."jobcentre_id", NEW."language", NEW."last_name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."public_id", NEW."state", NEW."sub_flag", NEW."target_group_id", NEW."version", NEW."wishes"); RETURN NULL;', hash='4914cc80f94523ec13f478c481e06e91a7979fa8', operation='UPDATE', pgid='pgtrigger_update_update_7544f', table='citizens_citizen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "case_number", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_from_file", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (OLD."benefit", OLD."birth_date", OLD."case_number", OLD."considerations", OLD."created_at", OLD."email", OLD."end_reason", OLD."ended_on", OLD."first_name", OLD."id", OLD."is_address_from_file", OLD."is_address_protected", OLD."jobcentre_id", OLD."language", OLD."last_name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."public_id", OLD."state", OLD."sub_flag", OLD."target_group_id", OLD."version", OLD."wishes"); RETURN NULL;', hash='377126b225516fd25c0a12b59226f5ab1c5182b6', operation='DELETE', pgid='pgtrigger_delete_delete_9f583', table='citizens_citizen', when='AFTER')),
                ),
            ],
        ),
    ]
