import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.sealed
import jobcenter.tenancy
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0010_own_schemes'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='CitizenFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('size', models.PositiveIntegerField()),
                        ('kind', models.CharField(max_length=4)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('mapping', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('uploaded', 'columns to be chosen'), ('checking', 'being looked at'), ('checked', 'ready to run'), ('running', 'being brought in'), ('done', 'brought in'), ('undoing', 'being undone'), ('undone', 'undone'), ('discarded', 'discarded')], default='uploaded', max_length=10)),
                        ('rows_count', models.PositiveIntegerField(default=0)),
                        ('reached', models.PositiveIntegerField(default=0)),
                        ('counts', models.JSONField(default=dict)),
                        ('touched_at', models.DateTimeField()),
                        ('run_at', models.DateTimeField(null=True)),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('forgotten_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('file_name', jobcenter.sealed.SealedJSONField(default=str, purpose='citizens.CitizenFile.file_name')),
                        ('headers', jobcenter.sealed.SealedJSONField(default=list, purpose='citizens.CitizenFile.headers')),
                        ('how_read', jobcenter.sealed.SealedJSONField(default=dict, purpose='citizens.CitizenFile.how_read')),
                        ('overwrites', models.BooleanField(default=False, verbose_name='what the file says replaces what we know')),
                        ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('undone_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'verbose_name': 'file from the case system',
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', '-created_at'], name='citizenfile_newest'), models.Index(fields=['jobcentre', 'fingerprint', '-id'], name='citizenfile_headers')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['uploaded', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'discarded'])), name='citizenfile_state_known'), models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', True), ('state__in', ['done', 'undone', 'discarded']), _connector='OR'), name='citizenfile_forgotten_is_settled'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'undoing', 'undone']), _negated=True), ('run_at__isnull', False), _connector='OR'), name='citizenfile_done_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False), ('undone_by__isnull', False)), models.Q(('state', 'undone'), _negated=True), _connector='OR'), name='citizenfile_undone_has_moment'), jobcenter.tenancy.TenantRows(name='citizens_citizenfile_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_citizenfile_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='citizens_citizenfile_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='undone_by', name='citizens_citizenfile_undone_by_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='CitizenFileRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('line', models.PositiveIntegerField()),
                        ('fate', models.CharField(blank=True, choices=[('', 'not run'), ('written', 'written'), ('same', 'nothing to write'), ('refused', 'refused'), ('undone', 'undone'), ('kept', 'kept: changed since by somebody')], default='', max_length=10)),
                        ('cells', jobcenter.sealed.SealedJSONField(default=list, purpose='citizens.CitizenFileRow.cells')),
                        ('problems', jobcenter.sealed.SealedJSONField(default=list, purpose='citizens.CitizenFileRow.problems')),
                        ('changes', jobcenter.sealed.SealedJSONField(default=list, purpose='citizens.CitizenFileRow.changes')),
                        ('written', jobcenter.sealed.SealedJSONField(default=dict, purpose='citizens.CitizenFileRow.written')),
                        ('result', models.CharField(choices=[('waiting', 'not looked at yet'), ('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('asked', 'who is it?'), ('refused', 'refused'), ('left_out', 'left out')], default='waiting', max_length=10)),
                        ('answer', models.CharField(blank=True, default='', max_length=36)),
                        ('citizen_id', models.BigIntegerField(null=True)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('sheet', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='citizens.citizenfile')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'sheet', 'result', 'line'], name='citizenfilerow_by_result'), models.Index(fields=['jobcentre', 'sheet', 'fate', 'line'], name='citizenfilerow_by_fate')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'sheet', 'line'), name='citizenfilerow_once_per_line'), models.CheckConstraint(condition=models.Q(('fate__in', ['', 'written', 'same', 'refused', 'undone', 'kept'])), name='citizenfilerow_fate_known'), models.CheckConstraint(condition=models.Q(('result__in', ['waiting', 'new', 'changed', 'unchanged', 'asked', 'refused', 'left_out'])), name='citizenfilerow_result_known'), jobcenter.tenancy.TenantRows(name='citizens_citizenfilerow_tenant'), jobcenter.tenancy.SameJobcentre(field='sheet', name='citizens_citizenfilerow_sheet_same_jobcentre')],
                    },
                ),
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
                    name='case_number',
                    field=models.CharField(blank=True, editable=False, max_length=40, verbose_name='internal id of the case system'),
                ),
                migrations.AddField(
                    model_name='citizenevent',
                    name='case_number',
                    field=models.CharField(blank=True, editable=False, max_length=40, verbose_name='internal id of the case system'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "case_number", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (NEW."benefit", NEW."birth_date", NEW."case_number", NEW."considerations", NEW."created_at", NEW."email", NEW."end_reason", NEW."ended_on", NEW."first_name", NEW."id", NEW."is_address_protected", NEW."jobcentre_id", NEW."language", NEW."last_name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."public_id", NEW."state", NEW."sub_flag", NEW."target_group_id", NEW."version", NEW."wishes"); RETURN NULL;', hash='29b964def6f05fd732a3bbddeca68d24c72be581', operation='INSERT', pgid='pgtrigger_insert_insert_5981a', table='citizens_citizen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."benefit" IS DISTINCT FROM (NEW."benefit") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."case_number" IS DISTINCT FROM (NEW."case_number") OR OLD."considerations" IS DISTINCT FROM (NEW."considerations") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_address_protected" IS DISTINCT FROM (NEW."is_address_protected") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."sub_flag" IS DISTINCT FROM (NEW."sub_flag") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wishes" IS DISTINCT FROM (NEW."wishes"))', func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "case_number", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (NEW."benefit", NEW."birth_date", NEW."case_number", NEW."considerations", NEW."created_at", NEW."email", NEW."end_reason", NEW."ended_on", NEW."first_name", NEW."id", NEW."is_address_protected", NEW."jobcentre_id", NEW."language", NEW."last_name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."public_id", NEW."state", NEW."sub_flag", NEW."target_group_id", NEW."version", NEW."wishes"); RETURN NULL;', hash='d3003aaf82061825e287022ae438683224fccee4', operation='UPDATE', pgid='pgtrigger_update_update_7544f', table='citizens_citizen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='citizen',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizenevent" ("benefit", "birth_date", "case_number", "considerations", "created_at", "email", "end_reason", "ended_on", "first_name", "id", "is_address_protected", "jobcentre_id", "language", "last_name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "state", "sub_flag", "target_group_id", "version", "wishes") VALUES (OLD."benefit", OLD."birth_date", OLD."case_number", OLD."considerations", OLD."created_at", OLD."email", OLD."end_reason", OLD."ended_on", OLD."first_name", OLD."id", OLD."is_address_protected", OLD."jobcentre_id", OLD."language", OLD."last_name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."public_id", OLD."state", OLD."sub_flag", OLD."target_group_id", OLD."version", OLD."wishes"); RETURN NULL;', hash='956ac075ab0ad653c9c97324c53fb45f3217790a', operation='DELETE', pgid='pgtrigger_delete_delete_9f583', table='citizens_citizen', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='citizen',
                    constraint=models.UniqueConstraint(condition=models.Q(('case_number', ''), _negated=True), fields=('jobcentre', 'case_number'), name='citizen_case_number_once', violation_error_message='Somebody else here has this internal id already.'),
                ),
            ],
        ),
    ]
