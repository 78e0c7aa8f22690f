import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0006_plans'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='OwnAccess',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('invited_at', models.DateTimeField(null=True)),
                        ('last_used_at', models.DateTimeField(null=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('closed_because', models.CharField(blank=True, max_length=300, verbose_name='why it is closed')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen')),
                        ('closed_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('invited_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'citizen'), name='ownaccess_once'), models.CheckConstraint(condition=models.Q(models.Q(('invited_at__isnull', True), ('invited_by__isnull', True)), models.Q(('invited_at__isnull', False), ('invited_by__isnull', False)), _connector='OR'), name='ownaccess_invited_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_because', ''), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_because__regex', '\\S'), ('closed_by__isnull', False)), _connector='OR'), name='ownaccess_closed_with_reason', violation_error_message='Write why the access is closed.'), jobcenter.tenancy.TenantRows(name='citizens_ownaccess_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_ownaccess_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_ownaccess_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='invited_by', name='citizens_ownaccess_invited_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='closed_by', name='citizens_ownaccess_closed_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_ownaccessevent" ("citizen_id", "closed_at", "closed_because", "closed_by_id", "created_at", "id", "invited_at", "invited_by_id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."citizen_id", NEW."closed_at", NEW."closed_because", NEW."closed_by_id", NEW."created_at", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;', hash='1bd18941100025206faa0993e5c0f0f23c9c83ac', operation='INSERT', pgid='pgtrigger_insert_insert_ed808', table='citizens_ownaccess', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_because" IS DISTINCT FROM (NEW."closed_because") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id"))', func='INSERT INTO "citizens_ownaccessevent" ("citizen_id", "closed_at", "closed_because", "closed_by_id", "created_at", "id", "invited_at", "invited_by_id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."citizen_id", NEW."closed_at", NEW."closed_because", NEW."closed_by_id", NEW."created_at", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;', hash='b17eda293cc0e81e8a4469fb7b9452afa2f9595b', operation='UPDATE', pgid='pgtrigger_update_update_6caee', table='citizens_ownaccess', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_ownaccessevent" ("citizen_id", "closed_at", "closed_because", "closed_by_id", "created_at", "id", "invited_at", "invited_by_id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."citizen_id", OLD."closed_at", OLD."closed_because", OLD."closed_by_id", OLD."created_at", OLD."id", OLD."invited_at", OLD."invited_by_id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;', hash='55697df4c142105d0949a93b92035dc8998fef28', operation='DELETE', pgid='pgtrigger_delete_delete_d662e', table='citizens_ownaccess', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OwnAccessEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('invited_at', models.DateTimeField(null=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('closed_because', models.CharField(blank=True, max_length=300, verbose_name='why it is closed')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('closed_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('invited_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.ownaccess')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_ownacc_3db057e8_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_ownaccessevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3b0663e47b839595d229c450892e6307507d0f7b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c3cc8', table='citizens_ownaccessevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='OwnCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('address_hash', models.CharField(max_length=64)),
                        ('code_hash', models.CharField(blank=True, max_length=64)),
                        ('until', models.DateTimeField(null=True)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code_hash', ''), ('until__isnull', True)), models.Q(models.Q(('code_hash', ''), _negated=True), ('until__isnull', False)), _connector='OR'), name='owncode_expires'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('jobcentre', 'address_hash'), name='owncode_one_open_per_address'), jobcenter.tenancy.TenantRows(name='citizens_owncode_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_owncode_in_jobcentre')],
                    },
                ),
            ],
        ),
    ]
