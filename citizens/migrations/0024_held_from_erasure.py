import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0023_report_from_index'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ErasureHold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('reason', models.CharField(max_length=300, verbose_name='why')),
                        ('until', models.DateField(verbose_name='until and including')),
                        ('placed_on', models.DateField()),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('lifted_why', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasure_holds', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('lifted_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('placed_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='erasurehold_of_citizen'), models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['jobcentre', 'until'], name='erasurehold_standing')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='erasurehold_says_why', violation_error_message='Write in a few words why.'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('placed_on'))), name='erasurehold_forwards', violation_error_message='The date has passed. Choose today or later.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), ('lifted_why__regex', '\\S')), _connector='OR'), name='erasurehold_lifted_whole', violation_error_message='Write in a few words why.'), models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('jobcentre', 'citizen'), name='erasurehold_once', violation_error_message='It is held back already.'), jobcenter.tenancy.TenantRows(name='citizens_erasurehold_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_erasurehold_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_erasurehold_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='placed_by', name='citizens_erasurehold_placed_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='lifted_by', name='citizens_erasurehold_lifted_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_erasureholdevent" ("citizen_id", "created_at", "id", "jobcentre_id", "lifted_at", "lifted_by_id", "lifted_why", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by_id", "placed_on", "public_id", "reason", "until") VALUES (NEW."citizen_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."lifted_at", NEW."lifted_by_id", NEW."lifted_why", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."placed_by_id", NEW."placed_on", NEW."public_id", NEW."reason", NEW."until"); RETURN NULL;', hash='b296ac0feebfd14fb7db9dd7d5a636d11f75834e', operation='INSERT', pgid='pgtrigger_insert_insert_df930', table='citizens_erasurehold', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_erasureholdevent" ("citizen_id", "created_at", "id", "jobcentre_id", "lifted_at", "lifted_by_id", "lifted_why", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by_id", "placed_on", "public_id", "reason", "until") VALUES (NEW."citizen_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."lifted_at", NEW."lifted_by_id", NEW."lifted_why", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."placed_by_id", NEW."placed_on", NEW."public_id", NEW."reason", NEW."until"); RETURN NULL;', hash='5b956b088b7d0c78576d432141320591444e4592', operation='UPDATE', pgid='pgtrigger_update_update_52b30', table='citizens_erasurehold', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_erasureholdevent" ("citizen_id", "created_at", "id", "jobcentre_id", "lifted_at", "lifted_by_id", "lifted_why", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by_id", "placed_on", "public_id", "reason", "until") VALUES (OLD."citizen_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."lifted_at", OLD."lifted_by_id", OLD."lifted_why", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."placed_by_id", OLD."placed_on", OLD."public_id", OLD."reason", OLD."until"); RETURN NULL;', hash='4eb5aca0b46fe46508d86a2d98561d9a7d10c89b', operation='DELETE', pgid='pgtrigger_delete_delete_17f3d', table='citizens_erasurehold', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ErasureHoldEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('reason', models.CharField(max_length=300, verbose_name='why')),
                        ('until', models.DateField(verbose_name='until and including')),
                        ('placed_on', models.DateField()),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('lifted_why', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('lifted_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.erasurehold')),
                        ('placed_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_erasur_118f399b_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_erasureholdevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c3809cc8d490dfe12676b4b5259745f050d2deac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e92a0', table='citizens_erasureholdevent', when='BEFORE'))],
                    },
                ),
                migrations.AddField(
                    model_name='citizenfile',
                    name='started_by',
                    field=jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership'),
                ),
                migrations.AddConstraint(
                    model_name='citizenfile',
                    constraint=jobcenter.tenancy.SameJobcentre(field='started_by', name='citizens_citizenfile_started_by_same_jobcentre'),
                ),
            ],
        ),
    ]
