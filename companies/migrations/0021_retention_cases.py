import django.contrib.postgres.fields
import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0020_networks'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='RetentionCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('number', models.PositiveIntegerField(verbose_name='number')),
                        ('state', models.CharField(choices=[('opened', 'opened'), ('talked', 'round-table talk held'), ('planned', 'plan agreed'), ('part_time', 'back part-time'), ('full_time', 'back full-time'), ('closed', 'closed')], default='opened', max_length=10)),
                        ('label', models.CharField(max_length=12, verbose_name='initials or working name')),
                        ('situation_encrypted', models.BinaryField(null=True)),
                        ('first_absence_on', models.DateField(null=True, verbose_name='first day of absence')),
                        ('weekly_hours', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='hours a week')),
                        ('municipality_code', models.CharField(blank=True, max_length=4, verbose_name='municipality code')),
                        ('municipality', models.CharField(blank=True, max_length=80, verbose_name='municipality of residence')),
                        ('told_whom', models.CharField(blank=True, max_length=120, verbose_name='who there was told')),
                        ('told_on', models.DateField(null=True, verbose_name='told on')),
                        ('mark_done', models.PositiveSmallIntegerField(default=0)),
                        ('section_56_asked_on', models.DateField(null=True, verbose_name='asked for')),
                        ('section_56_from', models.DateField(null=True, verbose_name='from')),
                        ('section_56_to', models.DateField(null=True, verbose_name='until')),
                        ('opened_on', models.DateField()),
                        ('touched_on', models.DateField()),
                        ('next_on', models.DateField(null=True)),
                        ('next_kind', models.CharField(blank=True, choices=[('talk', 'round-table talk'), ('step', 'step of the plan'), ('mark', 'week of the absence'), ('section_56', '§ 56 agreement runs out'), ('idle', 'nothing is planned')], max_length=12)),
                        ('closed_on', models.DateField(null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('kept', 'kept in the same job'), ('fewer_hours', 'kept with fewer hours'), ('other_tasks', 'kept with other tasks'), ('flex', 'kept in a flex job'), ('other_company', 'job at another company'), ('left', 'left the job'), ('unwanted', 'the employee did not want our help')], max_length=15)),
                        ('reason_encrypted', models.BinaryField(null=True)),
                        ('erased_on', models.DateField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('workplace', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.workplace')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'owner', 'next_on'], name='retention_owner_next'), models.Index(fields=['jobcentre', '-number'], name='retention_number'), models.Index(condition=models.Q(('closed_on__isnull', False), ('erased_on__isnull', True)), fields=['jobcentre', 'closed_on'], name='retention_to_erase')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'number'), name='retentioncase_number_once'), models.CheckConstraint(condition=models.Q(('next_kind__in', ['', 'talk', 'step', 'mark', 'section_56', 'idle']), ('outcome__in', ['', 'kept', 'fewer_hours', 'other_tasks', 'flex', 'other_company', 'left', 'unwanted']), ('state__in', ['opened', 'talked', 'planned', 'part_time', 'full_time', 'closed'])), name='retentioncase_words_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('next_kind', ''), ('next_on__isnull', True), ('state', 'closed'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('next_kind', ''), _negated=True), ('closed_on__isnull', True), ('erased_on__isnull', True), ('next_on__isnull', False), ('outcome', '')), _connector='OR'), name='retentioncase_closed_or_next'), models.CheckConstraint(condition=models.Q(models.Q(('erased_on__isnull', True), ('label__regex', '\\S')), models.Q(('first_absence_on__isnull', True), ('label', ''), ('municipality', ''), ('municipality_code', ''), ('reason_encrypted__isnull', True), ('section_56_asked_on__isnull', True), ('situation_encrypted__isnull', True), ('told_on__isnull', True), ('told_whom', '')), _connector='OR'), name='retentioncase_erased_is_empty'), models.CheckConstraint(condition=models.Q(('weekly_hours__gt', 0), ('weekly_hours__lte', Decimal('48'))), name='retentioncase_hours', violation_error_message='Between 1 and 48 hours a week.'), models.CheckConstraint(condition=models.Q(('municipality_code', ''), ('municipality_code__regex', '^\\d{4}$'), _connector='OR'), name='retentioncase_municipality_code', violation_error_message='A municipality code has four digits.'), models.CheckConstraint(condition=models.Q(models.Q(('section_56_from__isnull', True), ('section_56_to__isnull', True)), models.Q(('section_56_asked_on__isnull', False), ('section_56_to__gte', models.F('section_56_from'))), _connector='OR'), name='retentioncase_section_56', violation_error_message='The last day is before the first.'), jobcenter.tenancy.TenantRows(name='companies_retentioncase_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_retentioncase_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='companies_retentioncase_owner_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_retentioncaseevent" ("closed_on", "company_id", "created_at", "erased_on", "id", "jobcentre_id", "number", "opened_on", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "version", "workplace_id") VALUES (NEW."closed_on", NEW."company_id", NEW."created_at", NEW."erased_on", NEW."id", NEW."jobcentre_id", NEW."number", NEW."opened_on", NEW."outcome", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."state", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='4a8fb13c146ae471c1d62f5b16a65cbc58a37fed', operation='INSERT', pgid='pgtrigger_insert_insert_b1c8d', table='companies_retentioncase', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."erased_on" IS DISTINCT FROM (NEW."erased_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."workplace_id" IS DISTINCT FROM (NEW."workplace_id"))', func='INSERT INTO "companies_retentioncaseevent" ("closed_on", "company_id", "created_at", "erased_on", "id", "jobcentre_id", "number", "opened_on", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "version", "workplace_id") VALUES (NEW."closed_on", NEW."company_id", NEW."created_at", NEW."erased_on", NEW."id", NEW."jobcentre_id", NEW."number", NEW."opened_on", NEW."outcome", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."state", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='29138302960c1628de607f48563b738d843ed31a', operation='UPDATE', pgid='pgtrigger_update_update_1e940', table='companies_retentioncase', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_retentioncaseevent" ("closed_on", "company_id", "created_at", "erased_on", "id", "jobcentre_id", "number", "opened_on", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "version", "workplace_id") VALUES (OLD."closed_on", OLD."company_id", OLD."created_at", OLD."erased_on", OLD."id", OLD."jobcentre_id", OLD."number", OLD."opened_on", OLD."outcome", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."state", OLD."version", OLD."workplace_id"); RETURN NULL;', hash='755cc6b6e0bf4184d79d8a235ca3e200ab24725e', operation='DELETE', pgid='pgtrigger_delete_delete_8dcf6', table='companies_retentioncase', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RetentionCaseEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('number', models.PositiveIntegerField(verbose_name='number')),
                        ('state', models.CharField(choices=[('opened', 'opened'), ('talked', 'round-table talk held'), ('planned', 'plan agreed'), ('part_time', 'back part-time'), ('full_time', 'back full-time'), ('closed', 'closed')], default='opened', max_length=10)),
                        ('opened_on', models.DateField()),
                        ('closed_on', models.DateField(null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('kept', 'kept in the same job'), ('fewer_hours', 'kept with fewer hours'), ('other_tasks', 'kept with other tasks'), ('flex', 'kept in a flex job'), ('other_company', 'job at another company'), ('left', 'left the job'), ('unwanted', 'the employee did not want our help')], max_length=15)),
                        ('erased_on', models.DateField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.retentioncase')),
                        ('workplace', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.workplace')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_reten_2fc4f77a_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_retentioncaseevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a4d2d10115589f39d8b1e59bf3048f587cfefeb1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95817', table='companies_retentioncaseevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RetentionMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('case', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='companies.retentioncase')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('member', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'case', 'member'), name='retentionmember_once', violation_error_message='That colleague is with the case already.'), jobcenter.tenancy.TenantRows(name='companies_retentionmember_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_retentionmember_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='case', name='companies_retentionmember_case_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='member', name='companies_retentionmember_member_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='added_by', name='companies_retentionmember_added_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_retentionmemberevent" ("added_at", "added_by_id", "case_id", "created_at", "id", "jobcentre_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;', hash='26a6fd3f571ca7293a13d5f81e70c1190a2f12bf', operation='INSERT', pgid='pgtrigger_insert_insert_c2dd3', table='companies_retentionmember', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_retentionmemberevent" ("added_at", "added_by_id", "case_id", "created_at", "id", "jobcentre_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;', hash='4536495600d76fbe4defbba9ecfae52b815616f4', operation='UPDATE', pgid='pgtrigger_update_update_2bd12', table='companies_retentionmember', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_retentionmemberevent" ("added_at", "added_by_id", "case_id", "created_at", "id", "jobcentre_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."case_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;', hash='3a46aa54c05d8539d7e120d0506a3a099ae985d0', operation='DELETE', pgid='pgtrigger_delete_delete_c8881', table='companies_retentionmember', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RetentionMemberEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('case', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.retentioncase')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('member', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.retentionmember')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_reten_3d44d753_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_retentionmemberevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1277561db307660270569c4ab24c637f89bba13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4febc', table='companies_retentionmemberevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RetentionStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('hours', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='hours a week')),
                        ('note_encrypted', models.BinaryField(null=True)),
                        ('done_on', models.DateField(null=True, verbose_name='seen to')),
                        ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('case', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='companies.retentioncase')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('hours__gte', 0), ('hours__lte', Decimal('48'))), name='retentionstep_hours', violation_error_message='Between 0 and 48 hours a week.'), models.UniqueConstraint(fields=('jobcentre', 'case', 'starts_on'), name='retentionstep_day_once', violation_error_message='The plan has a step on that day already.'), jobcenter.tenancy.TenantRows(name='companies_retentionstep_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_retentionstep_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='case', name='companies_retentionstep_case_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_retentionstep_by_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='RetentionTalk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('planned_on', models.DateField(verbose_name='day')),
                        ('held_on', models.DateField(null=True, verbose_name='held on')),
                        ('present', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('employee', 'the employee'), ('leader', 'the nearest leader'), ('hr', 'HR'), ('shop_steward', 'shop steward'), ('safety', 'work-environment representative'), ('jobcentre', 'the jobcentre'), ('other_municipality', 'the other municipality'), ('companion', 'a companion of the employee')], max_length=20), blank=True, default=list, size=None)),
                        ('agreed_encrypted', models.BinaryField(null=True)),
                        ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('case', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talks', to='companies.retentioncase')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('present__contained_by', ['employee', 'leader', 'hr', 'shop_steward', 'safety', 'jobcentre', 'other_municipality', 'companion'])), name='retentiontalk_roles_known'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_encrypted__isnull', True), ('held_on__isnull', True), ('present__len', 0)), models.Q(('agreed_encrypted__isnull', False), ('held_on__isnull', False), ('present__len__gte', 1)), _connector='OR'), name='retentiontalk_held_is_whole', violation_error_message='Write who sat at the table and what was agreed.'), models.UniqueConstraint(condition=models.Q(('held_on__isnull', True)), fields=('jobcentre', 'case'), name='retentiontalk_one_ahead', violation_error_message='A talk is planned already.'), jobcenter.tenancy.TenantRows(name='companies_retentiontalk_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_retentiontalk_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='case', name='companies_retentiontalk_case_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_retentiontalk_by_same_jobcentre')],
                    },
                ),
            ],
        ),
    ]
