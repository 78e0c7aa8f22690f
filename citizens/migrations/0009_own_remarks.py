import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0008_range_of_offers'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='OwnRemark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('about', models.CharField(blank=True, max_length=40)),
                        ('text', models.CharField(max_length=1000, verbose_name='what is wrong')),
                        ('told_at', models.DateTimeField()),
                        ('answer', models.CharField(blank=True, max_length=1000, verbose_name='your answer to the citizen')),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='ownremark_of_citizen'), models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['jobcentre', 'citizen'], name='ownremark_waits')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='ownremark_says_something', violation_error_message='Write what is wrong.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answer__regex', '\\S'), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='ownremark_answered_by_somebody', violation_error_message='Write an answer: the citizen reads it.'), jobcenter.tenancy.TenantRows(name='citizens_ownremark_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_ownremark_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_ownremark_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='answered_by', name='citizens_ownremark_answered_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_ownremarkevent" ("about", "answered_at", "answered_by_id", "citizen_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "told_at") VALUES (NEW."about", NEW."answered_at", NEW."answered_by_id", NEW."citizen_id", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."told_at"); RETURN NULL;', hash='7c7bc98978369f505b17a98834101cc7b9caa077', operation='INSERT', pgid='pgtrigger_insert_insert_5f31e', table='citizens_ownremark', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."told_at" IS DISTINCT FROM (NEW."told_at"))', func='INSERT INTO "citizens_ownremarkevent" ("about", "answered_at", "answered_by_id", "citizen_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "told_at") VALUES (NEW."about", NEW."answered_at", NEW."answered_by_id", NEW."citizen_id", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."told_at"); RETURN NULL;', hash='fa3b760504faccdb1a89b44ea51cda391932373b', operation='UPDATE', pgid='pgtrigger_update_update_b03f5', table='citizens_ownremark', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_ownremarkevent" ("about", "answered_at", "answered_by_id", "citizen_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "told_at") VALUES (OLD."about", OLD."answered_at", OLD."answered_by_id", OLD."citizen_id", OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."told_at"); RETURN NULL;', hash='7708f6b4b7306fc888fed5afaf1af07ae5bbf0e4', operation='DELETE', pgid='pgtrigger_delete_delete_12cd7', table='citizens_ownremark', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OwnRemarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('about', models.CharField(blank=True, max_length=40)),
                        ('told_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.ownremark')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_ownrem_02c0db4f_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_ownremarkevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c28d8bd07485e69b27678538ebfd379dbfe67bf4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1a5bc', table='citizens_ownremarkevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
