import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0012_documents'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='PlanVoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('agree', 'agrees'), ('disagree', 'disagrees'), ('goal', 'own goal'), ('wish', 'wish')], max_length=10)),
                        ('text', models.CharField(blank=True, max_length=1000, verbose_name='in own words')),
                        ('said_at', models.DateTimeField()),
                        ('through', models.CharField(choices=[('link', 'by a link'), ('screen', "on a colleague's screen"), ('own', 'on the own page')], max_length=10)),
                        ('plan_version', models.PositiveIntegerField()),
                        ('as_read', models.JSONField(default=list)),
                        ('answer_by', models.DateField(null=True)),
                        ('answer', models.CharField(blank=True, max_length=1000, verbose_name='answer')),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='citizens.citizen')),
                        ('goal', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.plangoal')),
                        ('heard_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='planvoice_of_citizen'), models.Index(condition=models.Q(('answer_by__isnull', False), ('answered_at__isnull', True)), fields=['jobcentre', 'answer_by'], name='planvoice_waiting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['agree', 'disagree', 'goal', 'wish'])), name='planvoice_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('heard_by__isnull', False), ('through', 'screen')), models.Q(('heard_by__isnull', True), ('through__in', ['link', 'own'])), _connector='OR'), name='planvoice_through_known'), models.CheckConstraint(condition=models.Q(('kind', 'agree'), ('text__regex', '\\S'), _connector='OR'), name='planvoice_says_something', violation_error_message='Write a few words, so that we understand you.'), models.CheckConstraint(condition=models.Q(models.Q(('answer_by__isnull', True), ('kind', 'agree')), models.Q(('answer_by__isnull', False), ('kind__in', ('disagree', 'goal', 'wish'))), _connector='OR'), name='planvoice_answered_by_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answer__regex', '\\S'), ('answered_at__isnull', False), ('answered_by__isnull', False), ('kind__in', ('disagree', 'goal', 'wish'))), _connector='OR'), name='planvoice_answered_whole', violation_error_message='Write an answer. The candidate reads it.'), jobcenter.tenancy.TenantRows(name='citizens_planvoice_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_planvoice_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_planvoice_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='heard_by', name='citizens_planvoice_heard_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='goal', name='citizens_planvoice_goal_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='answered_by', name='citizens_planvoice_answered_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_planvoiceevent" ("answer", "answer_by", "answered_at", "answered_by_id", "as_read", "citizen_id", "created_at", "goal_id", "heard_by_id", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_version", "public_id", "said_at", "text", "through") VALUES (NEW."answer", NEW."answer_by", NEW."answered_at", NEW."answered_by_id", NEW."as_read", NEW."citizen_id", NEW."created_at", NEW."goal_id", NEW."heard_by_id", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."plan_version", NEW."public_id", NEW."said_at", NEW."text", NEW."through"); RETURN NULL;', hash='ef45b3512c168a405e0ee0b82369594056fb9012', operation='INSERT', pgid='pgtrigger_insert_insert_bf805', table='citizens_planvoice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_planvoiceevent" ("answer", "answer_by", "answered_at", "answered_by_id", "as_read", "citizen_id", "created_at", "goal_id", "heard_by_id", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_version", "public_id", "said_at", "text", "through") VALUES (NEW."answer", NEW."answer_by", NEW."answered_at", NEW."answered_by_id", NEW."as_read", NEW."citizen_id", NEW."created_at", NEW."goal_id", NEW."heard_by_id", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."plan_version", NEW."public_id", NEW."said_at", NEW."text", NEW."through"); RETURN NULL;', hash='85d577f851818505aa8f7c409adc24b543d7c7a4', operation='UPDATE', pgid='pgtrigger_update_update_cb367', table='citizens_planvoice', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_planvoiceevent" ("answer", "answer_by", "answered_at", "answered_by_id", "as_read", "citizen_id", "created_at", "goal_id", "heard_by_id", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_version", "public_id", "said_at", "text", "through") VALUES (OLD."answer", OLD."answer_by", OLD."answered_at", OLD."answered_by_id", OLD."as_read", OLD."citizen_id", OLD."created_at", OLD."goal_id", OLD."heard_by_id", OLD."id", OLD."jobcentre_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."plan_version", OLD."public_id", OLD."said_at", OLD."text", OLD."through"); RETURN NULL;', hash='9a6931b26d5ff66854d4190b60fd382cf34398e5', operation='DELETE', pgid='pgtrigger_delete_delete_1b9ab', table='citizens_planvoice', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PlanVoiceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('agree', 'agrees'), ('disagree', 'disagrees'), ('goal', 'own goal'), ('wish', 'wish')], max_length=10)),
                        ('text', models.CharField(blank=True, max_length=1000, verbose_name='in own words')),
                        ('said_at', models.DateTimeField()),
                        ('through', models.CharField(choices=[('link', 'by a link'), ('screen', "on a colleague's screen"), ('own', 'on the own page')], max_length=10)),
                        ('plan_version', models.PositiveIntegerField()),
                        ('as_read', models.JSONField(default=list)),
                        ('answer_by', models.DateField(null=True)),
                        ('answer', models.CharField(blank=True, max_length=1000, verbose_name='answer')),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('goal', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.plangoal')),
                        ('heard_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.planvoice')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_planvo_7d797c03_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_planvoiceevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='638620cd7c95f790fbea30a10b42895e6adf3c3c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_484f0', table='citizens_planvoiceevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
