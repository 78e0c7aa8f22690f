import django.contrib.postgres.fields
import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobcenter', '0002_entrance_hours'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('list_code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=1000)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('is_shared', models.BooleanField(default=False, verbose_name='my colleagues may use it')),
                ('is_default', models.BooleanField(default=False, verbose_name='show it when I open the list')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('owner', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'list_code'], name='savedview_of_list')],
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'owner', 'list_code', 'name'), name='savedview_name_once', violation_error_message='You already have a view with that name.'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('jobcentre', 'owner', 'list_code'), name='savedview_one_default'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='savedview_has_name', violation_error_message='Give the view a name.'), jobcenter.tenancy.TenantRows(name='jobcenter_savedview_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='jobcenter_savedview_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='jobcenter_savedview_owner_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_savedviewevent" ("columns", "created_at", "id", "is_default", "is_shared", "jobcentre_id", "list_code", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "query") VALUES (NEW."columns", NEW."created_at", NEW."id", NEW."is_default", NEW."is_shared", NEW."jobcentre_id", NEW."list_code", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."query"); RETURN NULL;', hash='f5da0946850a07ed87926ccb763cb894003b7617', operation='INSERT', pgid='pgtrigger_insert_insert_7e853', table='jobcenter_savedview', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "jobcenter_savedviewevent" ("columns", "created_at", "id", "is_default", "is_shared", "jobcentre_id", "list_code", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "query") VALUES (NEW."columns", NEW."created_at", NEW."id", NEW."is_default", NEW."is_shared", NEW."jobcentre_id", NEW."list_code", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."query"); RETURN NULL;', hash='c6c38611543ed08fd5fe65c057a3de2f6fb789e0', operation='UPDATE', pgid='pgtrigger_update_update_28f7b', table='jobcenter_savedview', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_savedviewevent" ("columns", "created_at", "id", "is_default", "is_shared", "jobcentre_id", "list_code", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "query") VALUES (OLD."columns", OLD."created_at", OLD."id", OLD."is_default", OLD."is_shared", OLD."jobcentre_id", OLD."list_code", OLD."name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."query"); RETURN NULL;', hash='e94538834ca1352d5f5ea286848f70da76f50c02', operation='DELETE', pgid='pgtrigger_delete_delete_bf627', table='jobcenter_savedview', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SavedViewEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('list_code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=1000)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('is_shared', models.BooleanField(default=False, verbose_name='my colleagues may use it')),
                ('is_default', models.BooleanField(default=False, verbose_name='show it when I open the list')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('owner', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='jobcenter.savedview')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='jobcenter_saved_40ec0aee_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='jobcenter_savedviewevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b57be9855364d95a24bc376df76e87cc332b28e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ad04e', table='jobcenter_savedviewevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('list_code', models.CharField(max_length=40)),
                ('query', models.CharField(blank=True, max_length=1000)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('language', models.CharField(default='da', max_length=2)),
                ('format', models.CharField(choices=[('xlsx', 'Excel'), ('csv', 'CSV'), ('ics', 'calendar')], max_length=4)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'being written'), ('ready', 'ready'), ('failed', 'failed'), ('expired', 'deleted')], default='waiting', max_length=10)),
                ('rows_in_all', models.PositiveIntegerField(null=True)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('file_name', models.CharField(blank=True, max_length=80)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('fetched_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'by', '-created_at'], name='export_of_person'), models.Index(condition=models.Q(('state__in', ['failed', 'expired']), _negated=True), fields=['jobcentre', 'state', 'expires_at'], name='export_to_do')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'ready', 'failed', 'expired'])), name='export_state_known'), models.CheckConstraint(condition=models.Q(('format__in', ['xlsx', 'csv', 'ics'])), name='export_format_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('file_name__regex', '\\S'), ('finished_at__isnull', False)), _connector='OR'), name='export_ready_has_file'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='export_expires_later'), jobcenter.tenancy.TenantRows(name='jobcenter_export_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='jobcenter_export_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='jobcenter_export_by_same_jobcentre')],
            },
        ),
    ]
