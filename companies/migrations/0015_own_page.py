import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0014_forgetting_and_giving'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Correction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('change', 'other details'), ('new', 'a new colleague'), ('left', 'has left')], max_length=10)),
                        ('changes', models.JSONField(default=dict)),
                        ('state', models.CharField(choices=[('open', 'waits for us'), ('accepted', 'taken over'), ('declined', 'not taken over')], default='open', max_length=10)),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why not')),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('decided_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
                        ('told_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'company', '-id'], name='correction_company'), models.Index(condition=models.Q(('state', 'open')), fields=['jobcentre', 'id'], name='correction_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['change', 'new', 'left'])), name='correction_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined'])), name='correction_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('changes__has_key', 'name'), ('kind', 'new')), models.Q(models.Q(('kind', 'new'), _negated=True), ('person__isnull', False)), _connector='OR'), name='correction_is_about_somebody', violation_error_message='Write whom it is about.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='correction_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='correction_declined_has_reason', violation_error_message='Write why: the company reads it.'), models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('state', 'open')), fields=('jobcentre', 'person'), name='correction_one_open_per_person', violation_error_message='A correction of this person waits already.'), jobcenter.tenancy.TenantRows(name='companies_correction_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_correction_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='companies_correction_person_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='told_by', name='companies_correction_told_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='decided_by', name='companies_correction_decided_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_correctionevent" ("company_id", "created_at", "decided_at", "decided_by_id", "id", "jobcentre_id", "kind", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "state", "told_by_id") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."state", NEW."told_by_id"); RETURN NULL;', hash='7c11aea6cd3855c057059b779a6a7dae6ced368c', operation='INSERT', pgid='pgtrigger_insert_insert_e0cac', table='companies_correction', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."told_by_id" IS DISTINCT FROM (NEW."told_by_id"))', func='INSERT INTO "companies_correctionevent" ("company_id", "created_at", "decided_at", "decided_by_id", "id", "jobcentre_id", "kind", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "state", "told_by_id") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."state", NEW."told_by_id"); RETURN NULL;', hash='961cfcec9cec97a0f1ceaadac1a7f7347b80d616', operation='UPDATE', pgid='pgtrigger_update_update_61e80', table='companies_correction', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_correctionevent" ("company_id", "created_at", "decided_at", "decided_by_id", "id", "jobcentre_id", "kind", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "state", "told_by_id") VALUES (OLD."company_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."state", OLD."told_by_id"); RETURN NULL;', hash='e2126e2dc1fe57637cc26c12d5b20f875036697b', operation='DELETE', pgid='pgtrigger_delete_delete_ab153', table='companies_correction', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CorrectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('change', 'other details'), ('new', 'a new colleague'), ('left', 'has left')], max_length=10)),
                        ('state', models.CharField(choices=[('open', 'waits for us'), ('accepted', 'taken over'), ('declined', 'not taken over')], default='open', max_length=10)),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why not')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('decided_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.correction')),
                        ('told_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_corre_c62a817c_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_correctionevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ec239f93df90920da8ebeede4a26e9baa5f802ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4e4b3', table='companies_correctionevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PageKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('revoked_at', models.DateTimeField(null=True)),
                        ('code_hash', models.CharField(blank=True, max_length=64)),
                        ('code_until', models.DateTimeField(null=True)),
                        ('code_tries', models.PositiveSmallIntegerField(default=0)),
                        ('given_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='page_keys', to='companies.contactperson')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code_hash', ''), ('code_until__isnull', True)), models.Q(models.Q(('code_hash', ''), _negated=True), ('code_until__isnull', False)), _connector='OR'), name='pagekey_code_expires'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), ('code_hash', ''), _connector='OR'), name='pagekey_revoked_has_no_code'), jobcenter.tenancy.TenantRows(name='companies_pagekey_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_pagekey_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='companies_pagekey_person_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='given_by', name='companies_pagekey_given_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_pagekeyevent" ("created_at", "given_by_id", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at") VALUES (NEW."created_at", NEW."given_by_id", NEW."id", NEW."jobcentre_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."revoked_at"); RETURN NULL;', hash='453012d8514ea21cf9c83c20a99110f89c1fd90d', operation='INSERT', pgid='pgtrigger_insert_insert_59943', table='companies_pagekey', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."given_by_id" IS DISTINCT FROM (NEW."given_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at"))', func='INSERT INTO "companies_pagekeyevent" ("created_at", "given_by_id", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at") VALUES (NEW."created_at", NEW."given_by_id", NEW."id", NEW."jobcentre_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."revoked_at"); RETURN NULL;', hash='87eb9322bb91258e9ee86198487a90488d7960ec', operation='UPDATE', pgid='pgtrigger_update_update_44f50', table='companies_pagekey', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_pagekeyevent" ("created_at", "given_by_id", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at") VALUES (OLD."created_at", OLD."given_by_id", OLD."id", OLD."jobcentre_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."revoked_at"); RETURN NULL;', hash='85d26923e5f26ed70cf80773c351767bd34219ad', operation='DELETE', pgid='pgtrigger_delete_delete_e242c', table='companies_pagekey', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PageKeyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('revoked_at', models.DateTimeField(null=True)),
                        ('given_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.pagekey')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_pagek_1f79ad15_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_pagekeyevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3dc0efa5037edd84446867a20f41ab9cf55cfe03', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1b6fb', table='companies_pagekeyevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
