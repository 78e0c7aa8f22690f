import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0005_registering_without_a_number'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Plan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('changed_at', models.DateTimeField()),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'citizen'), name='plan_one_each'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='plan_version_positive'), jobcenter.tenancy.TenantRows(name='citizens_plan_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_plan_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_plan_citizen_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_planevent" ("changed_at", "citizen_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version") VALUES (NEW."changed_at", NEW."citizen_id", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."version"); RETURN NULL;', hash='0c2a72a1a1f16fc13a5d930edd90a20a358cca66', operation='INSERT', pgid='pgtrigger_insert_insert_d4436', table='citizens_plan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_planevent" ("changed_at", "citizen_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version") VALUES (NEW."changed_at", NEW."citizen_id", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."version"); RETURN NULL;', hash='fe4270721323be1e06382a22440910e5878060a2', operation='UPDATE', pgid='pgtrigger_update_update_298c0', table='citizens_plan', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_planevent" ("changed_at", "citizen_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version") VALUES (OLD."changed_at", OLD."citizen_id", OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."version"); RETURN NULL;', hash='07ebe8cb8cf60efd06663d9c9be7064c3858c4eb', operation='DELETE', pgid='pgtrigger_delete_delete_b2b33', table='citizens_plan', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PlanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('changed_at', models.DateTimeField()),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.plan')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_planev_177250ec_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_planevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0639f35a068beea3e463527c80f09ef01f8f57db', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ec974', table='citizens_planevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PlanGoal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.CharField(max_length=300, verbose_name='goal')),
                        ('target_on', models.DateField(blank=True, null=True, verbose_name='reached by')),
                        ('origin', models.CharField(choices=[('team', 'written by the case team'), ('citizen', 'own goal')], default='team', editable=False, max_length=10)),
                        ('state', models.CharField(choices=[('open', 'under way'), ('reached', 'reached'), ('dropped', 'given up')], default='open', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', 'id'], name='plangoal_of_citizen')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='plangoal_says_something', violation_error_message='Write the goal.'), models.CheckConstraint(condition=models.Q(('origin__in', ['team', 'citizen'])), name='plangoal_origin_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('reason', ''), ('state', 'open')), models.Q(('closed_on__isnull', False), ('state', 'reached')), models.Q(('closed_on__isnull', False), ('reason__regex', '\\S'), ('state', 'dropped')), _connector='OR'), name='plangoal_closed_whole', violation_error_message='Write in a few words why. The candidate reads it.'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'reached', 'dropped'])), name='plangoal_state_known'), jobcenter.tenancy.TenantRows(name='citizens_plangoal_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_plangoal_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_plangoal_citizen_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_plangoalevent" ("citizen_id", "closed_on", "created_at", "id", "jobcentre_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "state", "target_on", "text", "version") VALUES (NEW."citizen_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."state", NEW."target_on", NEW."text", NEW."version"); RETURN NULL;', hash='2fbb226476df7ed4a31260ff48299f7e319cfbfd', operation='INSERT', pgid='pgtrigger_insert_insert_24c66', table='citizens_plangoal', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_plangoalevent" ("citizen_id", "closed_on", "created_at", "id", "jobcentre_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "state", "target_on", "text", "version") VALUES (NEW."citizen_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."state", NEW."target_on", NEW."text", NEW."version"); RETURN NULL;', hash='c445d86447cd78831b23194598e652aecadf5341', operation='UPDATE', pgid='pgtrigger_update_update_ebc58', table='citizens_plangoal', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_plangoalevent" ("citizen_id", "closed_on", "created_at", "id", "jobcentre_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "state", "target_on", "text", "version") VALUES (OLD."citizen_id", OLD."closed_on", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."state", OLD."target_on", OLD."text", OLD."version"); RETURN NULL;', hash='6f2a580fc5263a0278266ba23ef59cf770967ec9', operation='DELETE', pgid='pgtrigger_delete_delete_96426', table='citizens_plangoal', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PlanGoalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.CharField(max_length=300, verbose_name='goal')),
                        ('target_on', models.DateField(blank=True, null=True, verbose_name='reached by')),
                        ('origin', models.CharField(choices=[('team', 'written by the case team'), ('citizen', 'own goal')], default='team', editable=False, max_length=10)),
                        ('state', models.CharField(choices=[('open', 'under way'), ('reached', 'reached'), ('dropped', 'given up')], default='open', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.plangoal')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_plango_4ad0adb4_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_plangoalevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7a30224993221f9222bb5aaf3b29b9656898fef0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c53d6', table='citizens_plangoalevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PlanStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.CharField(max_length=300, verbose_name='step')),
                        ('proof', models.CharField(blank=True, max_length=200, verbose_name='how we see that it is done')),
                        ('doer', models.CharField(choices=[('colleague', 'a colleague in the case team'), ('citizen', 'the candidate'), ('outside', 'another department or organisation')], max_length=10)),
                        ('outside', models.CharField(blank=True, max_length=120, verbose_name='department or organisation')),
                        ('due_on', models.DateField(verbose_name='before')),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('under_way', 'under way'), ('done', 'done'), ('dropped', 'called off')], default='planned', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='citizens.citizen')),
                        ('goal', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='citizens.plangoal')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', 'goal'], name='planstep_of_citizen'), models.Index(condition=models.Q(('state__in', ('planned', 'under_way'))), fields=['jobcentre', 'owner', 'due_on'], name='planstep_open_of_owner'), models.Index(condition=models.Q(('state__in', ('planned', 'under_way'))), fields=['jobcentre', 'due_on'], name='planstep_open_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='planstep_says_something', violation_error_message='Write the step.'), models.CheckConstraint(condition=models.Q(('doer__in', ['colleague', 'citizen', 'outside'])), name='planstep_doer_known'), models.CheckConstraint(condition=models.Q(models.Q(('doer', 'outside'), ('outside__regex', '\\S')), models.Q(models.Q(('doer', 'outside'), _negated=True), ('outside', '')), _connector='OR'), name='planstep_others_are_named', violation_error_message='Write which department or organisation.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('reason', ''), ('state__in', ('planned', 'under_way'))), models.Q(('closed_on__isnull', False), ('state', 'done')), models.Q(('closed_on__isnull', False), ('reason__regex', '\\S'), ('state', 'dropped')), _connector='OR'), name='planstep_closed_whole', violation_error_message='Write in a few words why. The candidate reads it.'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'under_way', 'done', 'dropped'])), name='planstep_state_known'), jobcenter.tenancy.TenantRows(name='citizens_planstep_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_planstep_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_planstep_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='goal', name='citizens_planstep_goal_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='citizens_planstep_owner_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_planstepevent" ("citizen_id", "closed_on", "created_at", "doer", "due_on", "goal_id", "id", "jobcentre_id", "outside", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "public_id", "reason", "state", "text", "version") VALUES (NEW."citizen_id", NEW."closed_on", NEW."created_at", NEW."doer", NEW."due_on", NEW."goal_id", NEW."id", NEW."jobcentre_id", NEW."outside", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."proof", NEW."public_id", NEW."reason", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='0f11b1a2fd29f88c7bb3e7ed2eb75393285485aa', operation='INSERT', pgid='pgtrigger_insert_insert_aa93f', table='citizens_planstep', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_planstepevent" ("citizen_id", "closed_on", "created_at", "doer", "due_on", "goal_id", "id", "jobcentre_id", "outside", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "public_id", "reason", "state", "text", "version") VALUES (NEW."citizen_id", NEW."closed_on", NEW."created_at", NEW."doer", NEW."due_on", NEW."goal_id", NEW."id", NEW."jobcentre_id", NEW."outside", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proof", NEW."public_id", NEW."reason", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='1c760b168efdec652bfb87585a42eafefc74a294', operation='UPDATE', pgid='pgtrigger_update_update_d7d04', table='citizens_planstep', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_planstepevent" ("citizen_id", "closed_on", "created_at", "doer", "due_on", "goal_id", "id", "jobcentre_id", "outside", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "public_id", "reason", "state", "text", "version") VALUES (OLD."citizen_id", OLD."closed_on", OLD."created_at", OLD."doer", OLD."due_on", OLD."goal_id", OLD."id", OLD."jobcentre_id", OLD."outside", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proof", OLD."public_id", OLD."reason", OLD."state", OLD."text", OLD."version"); RETURN NULL;', hash='d46b7e1a11c858598fa236345798654108108fab', operation='DELETE', pgid='pgtrigger_delete_delete_2333c', table='citizens_planstep', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PlanStepEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.CharField(max_length=300, verbose_name='step')),
                        ('proof', models.CharField(blank=True, max_length=200, verbose_name='how we see that it is done')),
                        ('doer', models.CharField(choices=[('colleague', 'a colleague in the case team'), ('citizen', 'the candidate'), ('outside', 'another department or organisation')], max_length=10)),
                        ('outside', models.CharField(blank=True, max_length=120, verbose_name='department or organisation')),
                        ('due_on', models.DateField(verbose_name='before')),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('under_way', 'under way'), ('done', 'done'), ('dropped', 'called off')], default='planned', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('goal', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.plangoal')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.planstep')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_planst_1a767547_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_planstepevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0eb9d0e73c5b86866c18bccc233e7353cd8b11b0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0e3d2', table='citizens_planstepevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
