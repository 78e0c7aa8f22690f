import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0013_plan_voices'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='CaseHandover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('proposed', 'waits for an answer'), ('accepted', 'accepted'), ('returned', 'sent back'), ('withdrawn', 'withdrawn')], default='proposed', max_length=10)),
                        ('agreed', models.CharField(max_length=2000, verbose_name='what was agreed with the candidate')),
                        ('open_barriers', models.PositiveSmallIntegerField()),
                        ('conversation_on', models.DateField(blank=True, null=True, verbose_name='joint conversation')),
                        ('why_no_conversation', models.CharField(blank=True, max_length=300, verbose_name='why there is no joint conversation')),
                        ('leaves_on', models.DateField(blank=True, null=True, verbose_name='last day in the case team')),
                        ('proposed_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('rounds', models.PositiveSmallIntegerField(default=1)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen')),
                        ('giver', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('taker', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='casehandover_of_citizen'), models.Index(condition=models.Q(('state', 'proposed')), fields=['jobcentre', 'taker'], name='casehandover_to_answer'), models.Index(condition=models.Q(('state__in', ['proposed', 'returned'])), fields=['jobcentre', 'giver'], name='casehandover_given'), models.Index(fields=['jobcentre', 'proposed_at'], name='casehandover_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'returned', 'withdrawn'])), name='casehandover_state_known'), models.CheckConstraint(condition=models.Q(('giver', models.F('taker')), _negated=True), name='casehandover_to_somebody_else', violation_error_message='Choose a colleague: nobody hands over to themselves.'), models.CheckConstraint(condition=models.Q(('agreed__regex', '\\S')), name='casehandover_says_what_was_agreed', violation_error_message='Write in a sentence or two what was agreed.'), models.CheckConstraint(condition=models.Q(('conversation_on__isnull', False), ('why_no_conversation__regex', '\\S'), _connector='OR'), name='casehandover_conversation', violation_error_message='Write when the joint conversation is, or why there is none.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='casehandover_decided_at'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'withdrawn']), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='casehandover_no_with_reason', violation_error_message='Write a sentence about why: your colleague reads it.'), models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'returned'])), fields=('jobcentre', 'citizen'), name='casehandover_one_open', violation_error_message='A handover of the candidate is under way already.'), jobcenter.tenancy.TenantRows(name='citizens_casehandover_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_casehandover_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_casehandover_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='giver', name='citizens_casehandover_giver_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='taker', name='citizens_casehandover_taker_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_casehandoverevent" ("citizen_id", "conversation_on", "created_at", "decided_at", "giver_id", "id", "jobcentre_id", "leaves_on", "open_barriers", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "public_id", "rounds", "state", "taker_id", "version") VALUES (NEW."citizen_id", NEW."conversation_on", NEW."created_at", NEW."decided_at", NEW."giver_id", NEW."id", NEW."jobcentre_id", NEW."leaves_on", NEW."open_barriers", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."public_id", NEW."rounds", NEW."state", NEW."taker_id", NEW."version"); RETURN NULL;', hash='dd027990941beefd05d85270f788610d1c6e70f9', operation='INSERT', pgid='pgtrigger_insert_insert_6f73d', table='citizens_casehandover', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."conversation_on" IS DISTINCT FROM (NEW."conversation_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."giver_id" IS DISTINCT FROM (NEW."giver_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."leaves_on" IS DISTINCT FROM (NEW."leaves_on") OR OLD."open_barriers" IS DISTINCT FROM (NEW."open_barriers") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rounds" IS DISTINCT FROM (NEW."rounds") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."taker_id" IS DISTINCT FROM (NEW."taker_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "citizens_casehandoverevent" ("citizen_id", "conversation_on", "created_at", "decided_at", "giver_id", "id", "jobcentre_id", "leaves_on", "open_barriers", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "public_id", "rounds", "state", "taker_id", "version") VALUES (NEW."citizen_id", NEW."conversation_on", NEW."created_at", NEW."decided_at", NEW."giver_id", NEW."id", NEW."jobcentre_id", NEW."leaves_on", NEW."open_barriers", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."public_id", NEW."rounds", NEW."state", NEW."taker_id", NEW."version"); RETURN NULL;', hash='e94fe4965a4d396f0d730a9b8e75407fe5d4bf9b', operation='UPDATE', pgid='pgtrigger_update_update_b4dde', table='citizens_casehandover', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_casehandoverevent" ("citizen_id", "conversation_on", "created_at", "decided_at", "giver_id", "id", "jobcentre_id", "leaves_on", "open_barriers", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "public_id", "rounds", "state", "taker_id", "version") VALUES (OLD."citizen_id", OLD."conversation_on", OLD."created_at", OLD."decided_at", OLD."giver_id", OLD."id", OLD."jobcentre_id", OLD."leaves_on", OLD."open_barriers", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."public_id", OLD."rounds", OLD."state", OLD."taker_id", OLD."version"); RETURN NULL;', hash='db3553ae9eee830f553d303942564df5ed9dc67c', operation='DELETE', pgid='pgtrigger_delete_delete_b244f', table='citizens_casehandover', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CaseHandoverEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('proposed', 'waits for an answer'), ('accepted', 'accepted'), ('returned', 'sent back'), ('withdrawn', 'withdrawn')], default='proposed', max_length=10)),
                        ('open_barriers', models.PositiveSmallIntegerField()),
                        ('conversation_on', models.DateField(blank=True, null=True, verbose_name='joint conversation')),
                        ('leaves_on', models.DateField(blank=True, null=True, verbose_name='last day in the case team')),
                        ('proposed_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('rounds', models.PositiveSmallIntegerField(default=1)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('giver', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.casehandover')),
                        ('taker', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_caseha_c5127132_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_casehandoverevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6757c530b56fce460b85fd3aeeb408f190d4f8f0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e14cf', table='citizens_casehandoverevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
