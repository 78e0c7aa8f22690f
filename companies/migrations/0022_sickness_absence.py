import django.db.models.deletion
import django.db.models.expressions
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0021_retention_cases'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='AbsenceFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('month', models.DateField(verbose_name='month')),
                        ('employees', models.PositiveIntegerField(verbose_name='employees')),
                        ('working_days', models.PositiveSmallIntegerField(verbose_name='working days')),
                        ('absence_days', models.DecimalField(decimal_places=1, max_digits=8, verbose_name='days of absence')),
                        ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('workplace', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.workplace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'company', 'workplace', 'month'), name='absencefigure_month_once', nulls_distinct=False, violation_error_message='There are figures for that month already.'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='absencefigure_month_begins', violation_error_message='Write a month, e.g. 2026-03.'), models.CheckConstraint(condition=models.Q(('employees__gte', 5), ('employees__lte', 100000)), name='absencefigure_employees', violation_error_message='Figures of fewer than five would tell of persons.'), models.CheckConstraint(condition=models.Q(('working_days__gte', 1), ('working_days__lte', 31)), name='absencefigure_working_days', violation_error_message='Between 1 and 31 working days in the month.'), models.CheckConstraint(condition=models.Q(('absence_days__gte', 0), ('absence_days__lte', django.db.models.expressions.CombinedExpression(models.F('employees'), '*', models.F('working_days')))), name='absencefigure_no_more_than_work', violation_error_message='There is more absence than work.'), jobcenter.tenancy.TenantRows(name='companies_absencefigure_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_absencefigure_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_absencefigure_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_absencefigureevent" ("absence_days", "by_id", "company_id", "created_at", "employees", "id", "jobcentre_id", "month", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "working_days", "workplace_id") VALUES (NEW."absence_days", NEW."by_id", NEW."company_id", NEW."created_at", NEW."employees", NEW."id", NEW."jobcentre_id", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."working_days", NEW."workplace_id"); RETURN NULL;', hash='bec8a625f553450a1ef11abacc4c61db7d5f377e', operation='INSERT', pgid='pgtrigger_insert_insert_7d559', table='companies_absencefigure', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_absencefigureevent" ("absence_days", "by_id", "company_id", "created_at", "employees", "id", "jobcentre_id", "month", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "working_days", "workplace_id") VALUES (NEW."absence_days", NEW."by_id", NEW."company_id", NEW."created_at", NEW."employees", NEW."id", NEW."jobcentre_id", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."working_days", NEW."workplace_id"); RETURN NULL;', hash='ad26b7ae641ba96d1678861466fcf35405c660ab', operation='UPDATE', pgid='pgtrigger_update_update_ca396', table='companies_absencefigure', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_absencefigureevent" ("absence_days", "by_id", "company_id", "created_at", "employees", "id", "jobcentre_id", "month", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "working_days", "workplace_id") VALUES (OLD."absence_days", OLD."by_id", OLD."company_id", OLD."created_at", OLD."employees", OLD."id", OLD."jobcentre_id", OLD."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."working_days", OLD."workplace_id"); RETURN NULL;', hash='f3f5574e1127d3965016e636ac70b92ca59939e5', operation='DELETE', pgid='pgtrigger_delete_delete_2b771', table='companies_absencefigure', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='AbsenceFigureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('month', models.DateField(verbose_name='month')),
                        ('employees', models.PositiveIntegerField(verbose_name='employees')),
                        ('working_days', models.PositiveSmallIntegerField(verbose_name='working days')),
                        ('absence_days', models.DecimalField(decimal_places=1, max_digits=8, verbose_name='days of absence')),
                        ('by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.absencefigure')),
                        ('workplace', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.workplace')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_absen_600f5fa8_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_absencefigureevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='718d23cd1d309af4a4f5f63e10d0b9c93c0b0ff1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_66c7d', table='companies_absencefigureevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='AbsenceStart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('month', models.DateField(verbose_name='from the month')),
                        ('rate', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='absence at the start')),
                        ('long_share', models.PositiveSmallIntegerField(default=40, verbose_name='share a benefit pays')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('workplace', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.workplace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'company', 'workplace'), name='absencestart_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='absencestart_month_begins'), models.CheckConstraint(condition=models.Q(('rate__isnull', True), models.Q(('rate__gte', 0), ('rate__lte', 100)), _connector='OR'), name='absencestart_rate', violation_error_message='Between 0 and 100 percent.'), models.CheckConstraint(condition=models.Q(('long_share__lte', 100)), name='absencestart_share', violation_error_message='Between 0 and 100 percent.'), jobcenter.tenancy.TenantRows(name='companies_absencestart_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_absencestart_in_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_absencestartevent" ("company_id", "created_at", "id", "jobcentre_id", "long_share", "month", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rate", "version", "workplace_id") VALUES (NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."long_share", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."rate", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='a181e6b5e80075e250dc6bd48688c3ce7c751a35', operation='INSERT', pgid='pgtrigger_insert_insert_4c936', table='companies_absencestart', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_absencestartevent" ("company_id", "created_at", "id", "jobcentre_id", "long_share", "month", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rate", "version", "workplace_id") VALUES (NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."long_share", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."rate", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='ea7bd5845be132a73310ca0ec291c350fbfc9a30', operation='UPDATE', pgid='pgtrigger_update_update_4f0e4', table='companies_absencestart', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_absencestartevent" ("company_id", "created_at", "id", "jobcentre_id", "long_share", "month", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rate", "version", "workplace_id") VALUES (OLD."company_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."long_share", OLD."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."rate", OLD."version", OLD."workplace_id"); RETURN NULL;', hash='60b15e4418d04411af21e25dc959b5c0a4f9aa31', operation='DELETE', pgid='pgtrigger_delete_delete_be1b2', table='companies_absencestart', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='AbsenceStartEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('month', models.DateField(verbose_name='from the month')),
                        ('rate', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='absence at the start')),
                        ('long_share', models.PositiveSmallIntegerField(default=40, verbose_name='share a benefit pays')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.absencestart')),
                        ('workplace', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.workplace')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_absen_bb78f3ba_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_absencestartevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0fd2b0417f30a05f44fc7e1a1c3406bf81e28559', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75df0', table='companies_absencestartevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
