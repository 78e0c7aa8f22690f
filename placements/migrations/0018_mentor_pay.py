import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0023_report_from_index'),
        ('companies', '0027_notice_ends_reading'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0017_waiting_list'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='CentrePay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('valid_from', models.DateField()),
                        ('edition', models.PositiveSmallIntegerField(default=0)),
                        ('week_ore', models.PositiveIntegerField(default=0)),
                        ('tasks', models.CharField(blank=True, max_length=300)),
                        ('by_attendance', models.BooleanField(default=False)),
                        ('hour_ore', models.PositiveIntegerField(default=0)),
                        ('first_places', models.PositiveSmallIntegerField(null=True)),
                        ('first_hours', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ('more_places', models.PositiveSmallIntegerField(null=True)),
                        ('more_hours', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ('start_ore', models.PositiveIntegerField(default=0)),
                        ('training', models.CharField(choices=[('none', 'not offered'), ('monthly', 'once a month'), ('quarterly', 'once a quarter'), ('half_yearly', 'every half year')], default='none', max_length=12)),
                        ('source', models.CharField(max_length=300)),
                        ('entered_at', models.DateTimeField()),
                        ('agreement', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.agreement')),
                        ('entered_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'ordering': ('-valid_from', '-edition', '-id'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('training__in', ['none', 'monthly', 'quarterly', 'half_yearly'])), name='centrepay_training_known'), models.CheckConstraint(condition=models.Q(('valid_from__iso_week_day', 1)), name='centrepay_from_monday', violation_error_message='Prices change on a Monday.'), models.CheckConstraint(condition=models.Q(('hour_ore__lte', 200000), ('start_ore__lte', 50000000), ('week_ore__lte', 1000000)), name='centrepay_amounts_sane', violation_error_message='That amount is a slip of the finger.'), models.CheckConstraint(condition=models.Q(('week_ore__gt', 0), ('hour_ore__gt', 0), models.Q(('training', 'none'), _negated=True), _connector='OR'), name='centrepay_pays_something', violation_error_message='Choose at least one way of paying.'), models.CheckConstraint(condition=models.Q(models.Q(('first_hours__isnull', True), ('first_places__isnull', True), ('hour_ore', 0), ('more_hours__isnull', True), ('more_places__isnull', True)), models.Q(('first_hours__gt', 0), ('first_places__gt', 0), ('hour_ore__gt', 0), models.Q(models.Q(('more_hours__isnull', True), ('more_places__isnull', True)), models.Q(('more_hours__gte', models.F('first_hours')), ('more_places__gt', models.F('first_places'))), _connector='OR')), _connector='OR'), name='centrepay_hours_whole', violation_error_message='Bought-free hours need both a price and a number.'), models.CheckConstraint(condition=models.Q(('source__regex', '\\S')), name='centrepay_source_written', violation_error_message='Write where it is agreed.'), models.UniqueConstraint(fields=('jobcentre', 'agreement', 'valid_from', 'edition'), name='centrepay_one_edition'), jobcenter.tenancy.TenantRows(name='placements_centrepay_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_centrepay_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='agreement', name='placements_centrepay_agreement_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='entered_by', name='placements_centrepay_entered_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='never_overwritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eaa8bf23d7dc85ca13de2e286963e237c35db7aa', operation='UPDATE OR DELETE', pgid='pgtrigger_never_overwritten_35e9a', table='placements_centrepay', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PayList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('from_on', models.DateField()),
                        ('to_on', models.DateField()),
                        ('state', models.CharField(choices=[('waiting', 'waiting for approval'), ('approved', 'approved'), ('returned', 'sent back')], default='waiting', max_length=10)),
                        ('total_ore', models.BigIntegerField(default=0, editable=False)),
                        ('rows', models.PositiveIntegerField(default=0, editable=False)),
                        ('made_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('agreement', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.agreement')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('decided_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('made_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'ordering': ('-from_on', '-id'),
                        'indexes': [models.Index(fields=['jobcentre', 'agreement', '-from_on'], name='paylist_agreement'), models.Index(fields=['jobcentre', 'from_on'], name='paylist_month'), models.Index(condition=models.Q(('state', 'waiting')), fields=['jobcentre'], name='paylist_waits')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'approved', 'returned'])), name='paylist_state_known'), models.CheckConstraint(condition=models.Q(('from_on__iso_week_day', 1), ('to_on__gt', models.F('from_on')), ('to_on__iso_week_day', 7)), name='paylist_whole_weeks'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='paylist_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('made_by')), _negated=True), _connector='OR'), name='paylist_not_by_oneself', violation_error_message='Somebody else than who made the list decides on it.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='paylist_returned_with_reason', violation_error_message='Write in a few words what the reason is.'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('jobcentre', 'company'), name='paylist_one_waits', violation_error_message='A list of the company waits for approval already.'), jobcenter.tenancy.TenantRows(name='placements_paylist_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_paylist_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='agreement', name='placements_paylist_agreement_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='made_by', name='placements_paylist_made_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='decided_by', name='placements_paylist_decided_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='states_walk', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:approved,waiting:returned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='a6f777bb4014b7d883137a1e3452c6fea42b70c8', operation='UPDATE', pgid='pgtrigger_states_walk_618c6', table='placements_paylist', when='BEFORE')), pgtrigger.compiler.Trigger(name='decided_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'waiting\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e2bd209c1acf07e047261ff11c62e953645e07a5', operation='UPDATE', pgid='pgtrigger_decided_is_frozen_5592a', table='placements_paylist', when='BEFORE')), pgtrigger.compiler.Trigger(name='made_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8fc56868d025f8cc596ea36e7b189b9ca29c55df', operation='UPDATE', pgid='pgtrigger_made_is_frozen_b3b18', table='placements_paylist', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='89b6856ca772bb496b75fd36e0ce0d1a4e2b72aa', operation='DELETE', pgid='pgtrigger_never_deleted_cad00', table='placements_paylist', when='BEFORE')), pgtrigger.compiler.Trigger(name='returned_pays_nothing', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" = \'returned\' AND OLD."state" = \'waiting\')', func='\n                    UPDATE placements_payline SET is_void = true\n                     WHERE jobcentre_id = NEW.jobcentre_id AND pay_list_id = NEW.id;\n                    RETURN NEW;\n                ', hash='7589e2785c6bb5b414f8ddcc48076be3652a3350', operation='UPDATE', pgid='pgtrigger_returned_pays_nothing_38d54', table='placements_paylist', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_paylistevent" ("agreement_id", "company_id", "created_at", "decided_at", "decided_by_id", "from_on", "id", "jobcentre_id", "made_at", "made_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "rows", "state", "to_on", "total_ore") VALUES (NEW."agreement_id", NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."from_on", NEW."id", NEW."jobcentre_id", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."rows", NEW."state", NEW."to_on", NEW."total_ore"); RETURN NULL;', hash='68e731f26a10b7071952b67490b08d141d9c3b96', operation='INSERT', pgid='pgtrigger_insert_insert_07c73', table='placements_paylist', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_paylistevent" ("agreement_id", "company_id", "created_at", "decided_at", "decided_by_id", "from_on", "id", "jobcentre_id", "made_at", "made_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "rows", "state", "to_on", "total_ore") VALUES (NEW."agreement_id", NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."from_on", NEW."id", NEW."jobcentre_id", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."rows", NEW."state", NEW."to_on", NEW."total_ore"); RETURN NULL;', hash='32ef8679824bcca46b2771b0579ceb718142d85e', operation='UPDATE', pgid='pgtrigger_update_update_8aae5', table='placements_paylist', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_paylistevent" ("agreement_id", "company_id", "created_at", "decided_at", "decided_by_id", "from_on", "id", "jobcentre_id", "made_at", "made_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "rows", "state", "to_on", "total_ore") VALUES (OLD."agreement_id", OLD."company_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."from_on", OLD."id", OLD."jobcentre_id", OLD."made_at", OLD."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."rows", OLD."state", OLD."to_on", OLD."total_ore"); RETURN NULL;', hash='b59db203742efa5f84be3b93a142f94a9e555059', operation='DELETE', pgid='pgtrigger_delete_delete_f95f2', table='placements_paylist', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PayLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('week', 'started week of a candidate'), ('hours', 'bought-free mentor hours'), ('start', 'establishing and starting')], max_length=10)),
                        ('week', models.DateField()),
                        ('quantity', models.DecimalField(decimal_places=2, max_digits=6)),
                        ('unit_ore', models.PositiveIntegerField()),
                        ('before_ore', models.BigIntegerField(default=0)),
                        ('amount_ore', models.BigIntegerField()),
                        ('edition', models.PositiveSmallIntegerField(default=0)),
                        ('is_void', models.BooleanField(default=False)),
                        ('agreement', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.agreement')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen')),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('placement', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='placements.placement')),
                        ('terms', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='placements.centrepay')),
                        ('pay_list', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='placements.paylist')),
                    ],
                    options={
                        'ordering': ('week', 'kind', 'id'),
                        'indexes': [models.Index(fields=['jobcentre', 'pay_list'], name='payline_of_list'), models.Index(condition=models.Q(('is_void', False)), fields=['jobcentre', 'company', 'week'], name='payline_listed'), models.Index(condition=models.Q(('is_void', False)), fields=['jobcentre', 'week'], name='payline_of_week')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['week', 'hours', 'start'])), name='payline_kind_known'), models.CheckConstraint(condition=models.Q(('week__iso_week_day', 1)), name='payline_week_starts_monday'), models.CheckConstraint(condition=models.Q(('quantity__gte', 0), ('amount_ore', django.db.models.expressions.CombinedExpression(django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(models.F('quantity'), '*', models.F('unit_ore'))), '-', models.F('before_ore')))), name='payline_amount_computed'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'week'), ('quantity__lte', 1)), models.Q(models.Q(('kind', 'week'), _negated=True), ('citizen__isnull', True), ('placement__isnull', True)), _connector='OR'), name='payline_of_whom'), models.CheckConstraint(condition=models.Q(('edition__gt', 0), ('before_ore', 0), _connector='OR'), name='payline_first_from_nought'), models.UniqueConstraint(condition=models.Q(('is_void', False), ('kind', 'week')), fields=('jobcentre', 'company', 'citizen', 'week', 'edition'), name='payline_week_once', violation_error_message='Something on it is on another list already.'), models.UniqueConstraint(condition=models.Q(('is_void', False), ('kind__in', ['hours', 'start'])), fields=('jobcentre', 'agreement', 'kind', 'week', 'edition'), name='payline_other_once', violation_error_message='Something on it is on another list already.'), jobcenter.tenancy.TenantRows(name='placements_payline_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_payline_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='pay_list', name='placements_payline_pay_list_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='agreement', name='placements_payline_agreement_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='placements_payline_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='placement', name='placements_payline_placement_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='terms', name='placements_payline_terms_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='goes_on_from_before', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM new_rows n LEFT JOIN placements_paylist l\n            ON l.jobcentre_id = n.jobcentre_id AND l.id = n.pay_list_id\n         WHERE l.state IS DISTINCT FROM 'waiting' OR l.company_id <> n.company_id\n            OR l.agreement_id <> n.agreement_id OR n.is_void\n            OR (n.kind = 'week' AND n.citizen_id IS NULL)\n    ) THEN\n        RAISE EXCEPTION 'rows outside a list that waits' USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM new_rows n CROSS JOIN LATERAL (\n            SELECT count(*) AS number, COALESCE(sum(o.amount_ore), 0) AS ore\n              FROM placements_payline o\n             WHERE o.jobcentre_id = n.jobcentre_id AND o.company_id = n.company_id\n               AND o.kind = n.kind AND o.week = n.week AND NOT o.is_void\n               AND (o.kind = 'week' OR o.agreement_id = n.agreement_id)\n               AND o.citizen_id IS NOT DISTINCT FROM n.citizen_id AND o.edition < n.edition\n        ) before\n        WHERE before.number <> n.edition OR before.ore <> n.before_ore\n    ) THEN\n        RAISE EXCEPTION 'a row does not go on from those before' USING ERRCODE = 'check_violation';\n    END IF;\n    UPDATE placements_paylist l\n       SET total_ore = l.total_ore + s.ore, rows = l.rows + s.number\n      FROM (SELECT jobcentre_id, pay_list_id, sum(amount_ore) AS ore, count(*) AS number\n              FROM new_rows GROUP BY 1, 2) s\n     WHERE l.jobcentre_id = s.jobcentre_id AND l.id = s.pay_list_id;\n    RETURN NULL;\n", hash='27927173a375ca012858384c788f2f71b3e294d3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_goes_on_from_before_4038c', referencing='REFERENCING NEW TABLE AS new_rows ', table='placements_payline', when='AFTER')), pgtrigger.compiler.Trigger(name='only_becomes_void', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF (to_jsonb(OLD) - 'is_void') IS DISTINCT FROM (to_jsonb(NEW) - 'is_void')\n       OR OLD.is_void OR NOT EXISTS (\n        SELECT 1 FROM placements_paylist l WHERE l.jobcentre_id = NEW.jobcentre_id\n           AND l.id = NEW.pay_list_id AND l.state = 'returned'\n    ) THEN\n        RAISE EXCEPTION 'a row of a list is never changed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='3943ee165861143ad1183fd6ebf6deb59d46ebbb', operation='UPDATE', pgid='pgtrigger_only_becomes_void_803ab', table='placements_payline', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2b116268a99e997cbf8a22f492f019003599bb81', operation='DELETE', pgid='pgtrigger_never_deleted_4a175', table='placements_payline', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PayListEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('from_on', models.DateField()),
                        ('to_on', models.DateField()),
                        ('state', models.CharField(choices=[('waiting', 'waiting for approval'), ('approved', 'approved'), ('returned', 'sent back')], default='waiting', max_length=10)),
                        ('total_ore', models.BigIntegerField(default=0, editable=False)),
                        ('rows', models.PositiveIntegerField(default=0, editable=False)),
                        ('made_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('agreement', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.agreement')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('decided_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('made_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.paylist')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_payl_3eaa29e7_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_paylistevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8a72073f39aecf5d5ca94dabc4d45ccd74d7644e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0aaaf', table='placements_paylistevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
