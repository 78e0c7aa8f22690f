import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('citizens', '0002_law'),
        ('jobcenter', '0001_initial'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ActionPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('title', models.CharField(max_length=160, verbose_name='title of the plan')),
                        ('summary', models.TextField(blank=True, max_length=2000, verbose_name='what the plan is about')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved')], default='draft', max_length=10)),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('approved_on', models.DateField(blank=True, null=True)),
                        ('approved_by', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'ordering': ('-year',),
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'year'), name='actionplan_once_a_year', violation_error_message='There is a plan for that year already.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'approved'])), name='actionplan_state_known'), models.CheckConstraint(condition=models.Q(('year__gte', 2000), ('year__lte', 2100)), name='actionplan_year_plausible', violation_error_message='Write the year with four digits.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='actionplan_has_a_title', violation_error_message='Give the plan a title.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False)), _connector='OR'), name='actionplan_approved_by_somebody'), jobcenter.tenancy.TenantRows(name='actionplans_actionplan_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='actionplans_actionplan_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='approved_by', name='actionplans_actionplan_approved_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionplanevent" ("approved_by_id", "approved_on", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "summary", "title", "version", "year") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."state", NEW."summary", NEW."title", NEW."version", NEW."year"); RETURN NULL;', hash='598abbcd831de20ba7ab01f633df7be6e1389dbb', operation='INSERT', pgid='pgtrigger_insert_insert_de50d', table='actionplans_actionplan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_actionplanevent" ("approved_by_id", "approved_on", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "summary", "title", "version", "year") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."state", NEW."summary", NEW."title", NEW."version", NEW."year"); RETURN NULL;', hash='9005f811365aa93c1b2443b34b74b2eecf9c0375', operation='UPDATE', pgid='pgtrigger_update_update_1992c', table='actionplans_actionplan', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionplanevent" ("approved_by_id", "approved_on", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "summary", "title", "version", "year") VALUES (OLD."approved_by_id", OLD."approved_on", OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."state", OLD."summary", OLD."title", OLD."version", OLD."year"); RETURN NULL;', hash='2bce4a0d7e412163237ccf874372be9116d050d2', operation='DELETE', pgid='pgtrigger_delete_delete_d2cd7', table='actionplans_actionplan', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ActionPlanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('title', models.CharField(max_length=160, verbose_name='title of the plan')),
                        ('summary', models.TextField(blank=True, max_length=2000, verbose_name='what the plan is about')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved')], default='draft', max_length=10)),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('approved_on', models.DateField(blank=True, null=True)),
                        ('approved_by', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='actionplans_act_b250a5ed_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='actionplans_actionplanevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8bcdfbb584b54c33137d02f1ed27ab7bec81710', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bfbd0', table='actionplans_actionplanevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='EffortTarget',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('order', models.PositiveSmallIntegerField(default=1)),
                        ('text', models.CharField(max_length=300, verbose_name='target')),
                        ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                        ('kind', models.CharField(choices=[('floor', 'Floor to keep at all times'), ('number', 'Number to reach'), ('relative', 'Relative change'), ('two_figures', 'Two figures at once'), ('milestone', 'Milestone without a number')], default='floor', max_length=20, verbose_name='kind')),
                        ('indicator', models.CharField(blank=True, max_length=40, verbose_name='figure')),
                        ('population', models.CharField(blank=True, default='', editable=False, max_length=200)),
                        ('baseline_value', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='baseline')),
                        ('baseline_on', models.DateField(blank=True, null=True, verbose_name='baseline on')),
                        ('target_value', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='target value')),
                        ('change_percent', models.SmallIntegerField(blank=True, null=True, verbose_name='change in percent')),
                        ('second_indicator', models.CharField(blank=True, max_length=40, verbose_name='second figure')),
                        ('second_target_value', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='second target value')),
                        ('deadline', models.DateField(blank=True, null=True, verbose_name='deadline')),
                        ('margin_percent', models.PositiveSmallIntegerField(default=10, verbose_name='amber when within')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('plan', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='actionplans.actionplan')),
                        ('responsible', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership', verbose_name='responsible')),
                    ],
                    options={
                        'ordering': ('order', 'id'),
                        'indexes': [models.Index(fields=['jobcentre', 'plan', 'order'], name='actionplans_jobcent_a2c09b_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['floor', 'number', 'relative', 'two_figures', 'milestone'])), name='efforttarget_kind_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='efforttarget_has_a_text', violation_error_message='Write the target in a sentence.'), models.CheckConstraint(condition=models.Q(('kind', 'milestone'), models.Q(('indicator', ''), _negated=True), _connector='OR'), name='efforttarget_has_a_figure', violation_error_message='Choose the figure that the target follows.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['floor', 'number', 'two_figures']), _negated=True), models.Q(('target_value__gt', 0), ('target_value__isnull', False)), _connector='OR'), name='efforttarget_has_a_number', violation_error_message='Write a target above 0.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'relative'), _negated=True), models.Q(('baseline_value__gt', 0), ('baseline_value__isnull', False), ('change_percent__isnull', False)), _connector='OR'), name='efforttarget_relative_has_baseline', violation_error_message='A relative target needs a baseline above 0.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'two_figures'), _negated=True), models.Q(('second_target_value__gt', 0), ('second_target_value__isnull', False), models.Q(('second_indicator', ''), _negated=True)), _connector='OR'), name='efforttarget_two_has_second', violation_error_message='Write the second figure and its target.'), models.CheckConstraint(condition=models.Q(('kind', 'floor'), ('deadline__isnull', False), _connector='OR'), name='efforttarget_has_a_deadline', violation_error_message='Write the deadline.'), models.CheckConstraint(condition=models.Q(models.Q(('baseline_on__isnull', True), ('baseline_value__isnull', True)), models.Q(('baseline_on__isnull', False), ('baseline_value__isnull', False)), _connector='OR'), name='efforttarget_baseline_dated', violation_error_message='A baseline has both a value and a day.'), models.CheckConstraint(condition=models.Q(('deadline__isnull', True), ('baseline_on__isnull', True), ('deadline__gt', models.F('baseline_on')), _connector='OR'), name='efforttarget_deadline_later', violation_error_message="The deadline must be after the baseline's day."), models.CheckConstraint(condition=models.Q(('margin_percent__lte', 50)), name='efforttarget_margin_sensible', violation_error_message='The margin is at most 50 %.'), jobcenter.tenancy.TenantRows(name='actionplans_efforttarget_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='actionplans_efforttarget_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='plan', name='actionplans_efforttarget_plan_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='responsible', name='actionplans_efforttarget_responsible_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_efforttargetevent" ("baseline_on", "baseline_value", "change_percent", "created_at", "deadline", "id", "indicator", "jobcentre_id", "kind", "margin_percent", "order", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "population", "public_id", "reason", "responsible_id", "second_indicator", "second_target_value", "target_value", "text", "version") VALUES (NEW."baseline_on", NEW."baseline_value", NEW."change_percent", NEW."created_at", NEW."deadline", NEW."id", NEW."indicator", NEW."jobcentre_id", NEW."kind", NEW."margin_percent", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."population", NEW."public_id", NEW."reason", NEW."responsible_id", NEW."second_indicator", NEW."second_target_value", NEW."target_value", NEW."text", NEW."version"); RETURN NULL;', hash='0a7fbad4926d009e3729dc415c1c27693fa5739b', operation='INSERT', pgid='pgtrigger_insert_insert_4c722', table='actionplans_efforttarget', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_efforttargetevent" ("baseline_on", "baseline_value", "change_percent", "created_at", "deadline", "id", "indicator", "jobcentre_id", "kind", "margin_percent", "order", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "population", "public_id", "reason", "responsible_id", "second_indicator", "second_target_value", "target_value", "text", "version") VALUES (NEW."baseline_on", NEW."baseline_value", NEW."change_percent", NEW."created_at", NEW."deadline", NEW."id", NEW."indicator", NEW."jobcentre_id", NEW."kind", NEW."margin_percent", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."population", NEW."public_id", NEW."reason", NEW."responsible_id", NEW."second_indicator", NEW."second_target_value", NEW."target_value", NEW."text", NEW."version"); RETURN NULL;', hash='049b35d965cccf993e29003940cfdbffcbf32f3c', operation='UPDATE', pgid='pgtrigger_update_update_25652', table='actionplans_efforttarget', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_efforttargetevent" ("baseline_on", "baseline_value", "change_percent", "created_at", "deadline", "id", "indicator", "jobcentre_id", "kind", "margin_percent", "order", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "population", "public_id", "reason", "responsible_id", "second_indicator", "second_target_value", "target_value", "text", "version") VALUES (OLD."baseline_on", OLD."baseline_value", OLD."change_percent", OLD."created_at", OLD."deadline", OLD."id", OLD."indicator", OLD."jobcentre_id", OLD."kind", OLD."margin_percent", OLD."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."population", OLD."public_id", OLD."reason", OLD."responsible_id", OLD."second_indicator", OLD."second_target_value", OLD."target_value", OLD."text", OLD."version"); RETURN NULL;', hash='f44f2571b8e2d6e2a8021494cc4449de6a56e256', operation='DELETE', pgid='pgtrigger_delete_delete_ed15a', table='actionplans_efforttarget', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='EffortTargetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('order', models.PositiveSmallIntegerField(default=1)),
                        ('text', models.CharField(max_length=300, verbose_name='target')),
                        ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                        ('kind', models.CharField(choices=[('floor', 'Floor to keep at all times'), ('number', 'Number to reach'), ('relative', 'Relative change'), ('two_figures', 'Two figures at once'), ('milestone', 'Milestone without a number')], default='floor', max_length=20, verbose_name='kind')),
                        ('indicator', models.CharField(blank=True, max_length=40, verbose_name='figure')),
                        ('population', models.CharField(blank=True, default='', editable=False, max_length=200)),
                        ('baseline_value', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='baseline')),
                        ('baseline_on', models.DateField(blank=True, null=True, verbose_name='baseline on')),
                        ('target_value', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='target value')),
                        ('change_percent', models.SmallIntegerField(blank=True, null=True, verbose_name='change in percent')),
                        ('second_indicator', models.CharField(blank=True, max_length=40, verbose_name='second figure')),
                        ('second_target_value', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='second target value')),
                        ('deadline', models.DateField(blank=True, null=True, verbose_name='deadline')),
                        ('margin_percent', models.PositiveSmallIntegerField(default=10, verbose_name='amber when within')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='actionplans.efforttarget')),
                        ('plan', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('responsible', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership', verbose_name='responsible')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='actionplans_eff_a2745f7c_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='actionplans_efforttargetevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='90ad9c70449d5b09a3ca34649c2c408e3674e34b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_af2b4', table='actionplans_efforttargetevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='EffortTargetGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.matchgroup')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('target', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='actionplans.efforttarget')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'target', 'group'), name='efforttargetgroup_once'), jobcenter.tenancy.TenantRows(name='actionplans_efforttargetgroup_tenant'), jobcenter.tenancy.SameJobcentre(field='target', name='actionplans_efforttargetgroup_target_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_efforttargetgroupevent" ("group_id", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "target_id") VALUES (NEW."group_id", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."target_id"); RETURN NULL;', hash='91ff515237e119fd837ce66d2018312d97daf2cc', operation='INSERT', pgid='pgtrigger_insert_insert_b73dc', table='actionplans_efforttargetgroup', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_efforttargetgroupevent" ("group_id", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "target_id") VALUES (NEW."group_id", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."target_id"); RETURN NULL;', hash='4d8cd5ff6ba3ce687f870e9eef4d95887b722185', operation='UPDATE', pgid='pgtrigger_update_update_78cf8', table='actionplans_efforttargetgroup', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_efforttargetgroupevent" ("group_id", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "target_id") VALUES (OLD."group_id", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."target_id"); RETURN NULL;', hash='17350838a990bea6b267a8f59d06f2124fb44b82', operation='DELETE', pgid='pgtrigger_delete_delete_3cf4c', table='actionplans_efforttargetgroup', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='EffortTargetGroupEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('group', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.matchgroup')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='actionplans.efforttargetgroup')),
                        ('target', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.efforttarget')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='actionplans_eff_6dba11a1_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='actionplans_efforttargetgroupevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fda35bbaefca11c6a143698f258ede0939e4f40a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5f37d', table='actionplans_efforttargetgroupevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TargetNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('noted_on', models.DateField(verbose_name='day')),
                        ('text', models.CharField(max_length=1000, verbose_name='note')),
                        ('value', models.DecimalField(decimal_places=1, editable=False, max_digits=9, null=True)),
                        ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('target', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='actionplans.efforttarget')),
                    ],
                    options={
                        'ordering': ('-noted_on', '-id'),
                        'indexes': [models.Index(fields=['jobcentre', 'target', '-noted_on', '-id'], name='actionplans_jobcent_e27dc4_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='targetnote_has_a_text', violation_error_message='Write the note.'), jobcenter.tenancy.TenantRows(name='actionplans_targetnote_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='actionplans_targetnote_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='target', name='actionplans_targetnote_target_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='actionplans_targetnote_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_targetnoteevent" ("by_id", "created_at", "id", "jobcentre_id", "noted_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "target_id", "text", "value") VALUES (NEW."by_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."noted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."target_id", NEW."text", NEW."value"); RETURN NULL;', hash='a1da85e32bdbfcb6c633e403f396e1f5bc55592b', operation='INSERT', pgid='pgtrigger_insert_insert_1d46b', table='actionplans_targetnote', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_targetnoteevent" ("by_id", "created_at", "id", "jobcentre_id", "noted_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "target_id", "text", "value") VALUES (NEW."by_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."noted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."target_id", NEW."text", NEW."value"); RETURN NULL;', hash='21659b07a838edcd24a3acf120df2448c2a016b7', operation='UPDATE', pgid='pgtrigger_update_update_b6d17', table='actionplans_targetnote', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_targetnoteevent" ("by_id", "created_at", "id", "jobcentre_id", "noted_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "target_id", "text", "value") VALUES (OLD."by_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."noted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."target_id", OLD."text", OLD."value"); RETURN NULL;', hash='1039d35b57bacd5cf9d3e06f11cc4630bb9f48aa', operation='DELETE', pgid='pgtrigger_delete_delete_af4ae', table='actionplans_targetnote', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TargetNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('noted_on', models.DateField(verbose_name='day')),
                        ('text', models.CharField(max_length=1000, verbose_name='note')),
                        ('value', models.DecimalField(decimal_places=1, editable=False, max_digits=9, null=True)),
                        ('by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='actionplans.targetnote')),
                        ('target', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.efforttarget')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='actionplans_tar_0a80d848_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='actionplans_targetnoteevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='177c25021f5c3dd7fbf5e5d0b84bff51e3bc2539', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7deb9', table='actionplans_targetnoteevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
