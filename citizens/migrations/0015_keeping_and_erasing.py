import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0014_case_handovers'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ErasureRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('preview', 'waits for approval'), ('approved', 'approved'), ('running', 'under way'), ('done', 'carried out'), ('declined', 'not to be carried out')], default='preview', max_length=10)),
                        ('made_on', models.DateField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('started_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('decided_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('made_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', '-made_on', '-id'], name='erasurerun_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['preview', 'approved', 'running', 'done', 'declined'])), name='erasurerun_state_known'), models.UniqueConstraint(condition=models.Q(('state__in', ['preview', 'approved', 'running'])), fields=('jobcentre',), name='erasurerun_one_open', violation_error_message='An erasure is under way already.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'preview')), models.Q(models.Q(('state', 'preview'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='erasurerun_approved_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('finished_at__isnull', False), ('started_at__isnull', False)), _connector='OR'), name='erasurerun_done_has_moments'), jobcenter.tenancy.TenantRows(name='citizens_erasurerun_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_erasurerun_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='made_by', name='citizens_erasurerun_made_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='decided_by', name='citizens_erasurerun_decided_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_erasurerunevent" ("created_at", "decided_at", "decided_by_id", "finished_at", "id", "jobcentre_id", "made_by_id", "made_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "started_at", "state") VALUES (NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."finished_at", NEW."id", NEW."jobcentre_id", NEW."made_by_id", NEW."made_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."started_at", NEW."state"); RETURN NULL;', hash='6a7aa80798ea2a9f2aa0f434a1c8f1b12d4f5f1f', operation='INSERT', pgid='pgtrigger_insert_insert_c78a1', table='citizens_erasurerun', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_erasurerunevent" ("created_at", "decided_at", "decided_by_id", "finished_at", "id", "jobcentre_id", "made_by_id", "made_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "started_at", "state") VALUES (NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."finished_at", NEW."id", NEW."jobcentre_id", NEW."made_by_id", NEW."made_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."started_at", NEW."state"); RETURN NULL;', hash='26c4202b44d283fe1179b8fbf01f6c4a2b74b704', operation='UPDATE', pgid='pgtrigger_update_update_ab550', table='citizens_erasurerun', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_erasurerunevent" ("created_at", "decided_at", "decided_by_id", "finished_at", "id", "jobcentre_id", "made_by_id", "made_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "started_at", "state") VALUES (OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."finished_at", OLD."id", OLD."jobcentre_id", OLD."made_by_id", OLD."made_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."started_at", OLD."state"); RETURN NULL;', hash='7ddbc5d5e7d0601a181e7cb74a3d48ea21ccdaf0', operation='DELETE', pgid='pgtrigger_delete_delete_e95b0', table='citizens_erasurerun', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ErasureCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('months', models.PositiveSmallIntegerField()),
                        ('before', models.DateField()),
                        ('found', models.PositiveIntegerField()),
                        ('held', models.PositiveIntegerField(default=0)),
                        ('erased', models.PositiveIntegerField(default=0)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('run', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='citizens.erasurerun')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'run', 'kind'), name='erasurecount_once'), jobcenter.tenancy.TenantRows(name='citizens_erasurecount_tenant'), jobcenter.tenancy.SameJobcentre(field='run', name='citizens_erasurecount_run_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='ErasureRunEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('preview', 'waits for approval'), ('approved', 'approved'), ('running', 'under way'), ('done', 'carried out'), ('declined', 'not to be carried out')], default='preview', max_length=10)),
                        ('made_on', models.DateField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('started_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('decided_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('made_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.erasurerun')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_erasur_9d7f14b8_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_erasurerunevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='82861b33c05047374f46fe0bebe7149358eb1474', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd8bf', table='citizens_erasurerunevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='KeepingRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(max_length=40)),
                        ('months', models.PositiveSmallIntegerField(verbose_name='months')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'kind'), name='keepingrule_once'), models.CheckConstraint(condition=models.Q(('months__gte', 1)), name='keepingrule_some_months'), jobcenter.tenancy.TenantRows(name='citizens_keepingrule_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_keepingrule_in_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_keepingruleevent" ("created_at", "id", "jobcentre_id", "kind", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;', hash='d51dfd81a203ab9debb3d099c4d352180572360d', operation='INSERT', pgid='pgtrigger_insert_insert_ee457', table='citizens_keepingrule', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_keepingruleevent" ("created_at", "id", "jobcentre_id", "kind", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;', hash='37031519811b12566ddde8f12327d6f954cb8244', operation='UPDATE', pgid='pgtrigger_update_update_c5062', table='citizens_keepingrule', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_keepingruleevent" ("created_at", "id", "jobcentre_id", "kind", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;', hash='06865f23359063f3a942dd7d78b2d9cbfee70b45', operation='DELETE', pgid='pgtrigger_delete_delete_be429', table='citizens_keepingrule', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='KeepingRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(max_length=40)),
                        ('months', models.PositiveSmallIntegerField(verbose_name='months')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.keepingrule')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_keepin_fccaac55_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_keepingruleevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9bfb70fce4b6acb5adae0eff12504af9075e0292', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a21c7', table='citizens_keepingruleevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
