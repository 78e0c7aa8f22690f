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
        ('companies', '0027_notice_ends_reading'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0016_lists_by_word_and_start'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Waiting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('rank', models.PositiveIntegerField()),
                        ('why', models.CharField(max_length=200)),
                        ('moved_reason', models.CharField(blank=True, max_length=200)),
                        ('state', models.CharField(choices=[('waiting', 'waiting'), ('placed', 'has a placement'), ('withdrawn', 'no longer waiting')], default='waiting', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=200)),
                        ('closed_at', models.DateTimeField(editable=False, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waiting', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('moved_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('place', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='waiting', to='placements.place')),
                        ('workplace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.workplace')),
                    ],
                    options={
                        'ordering': ('rank', 'id'),
                        'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['jobcentre', 'workplace', 'rank', 'id'], name='waiting_in_line'), models.Index(condition=models.Q(('state', 'waiting')), fields=['jobcentre', 'citizen'], name='waiting_of_citizen')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'placed', 'withdrawn'])), name='waiting_state_known'), models.CheckConstraint(condition=models.Q(('why__regex', '\\S')), name='waiting_why_written', violation_error_message='Write what the candidate gains from this place.'), models.CheckConstraint(condition=models.Q(models.Q(('why__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), models.Q(('reason__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), models.Q(('moved_reason__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True)), name='waiting_without_number', violation_error_message='Citizen numbers do not belong here.'), models.CheckConstraint(condition=models.Q(models.Q(('moved_by__isnull', True), ('moved_reason', '')), models.Q(('moved_by__isnull', False), ('moved_reason__regex', '\\S')), _connector='OR'), name='waiting_moved_with_reason', violation_error_message='Write why the candidate is moved up.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='waiting_withdrawn_with_reason', violation_error_message='Write why the candidate no longer waits.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='waiting_closed_has_moment'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('jobcentre', 'workplace', 'citizen'), name='waiting_once', violation_error_message='The candidate is on the waiting list here already.'), jobcenter.tenancy.TenantRows(name='placements_waiting_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_waiting_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='place', name='placements_waiting_place_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='placements_waiting_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='added_by', name='placements_waiting_added_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='moved_by', name='placements_waiting_moved_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='states_walk', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:placed,waiting:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='3dae476e9fdc4461521bc30aa10fca367df5838a', operation='UPDATE', pgid='pgtrigger_states_walk_0ce18', table='placements_waiting', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_waitingevent" ("added_by_id", "citizen_id", "closed_at", "created_at", "id", "jobcentre_id", "moved_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "rank", "state", "version", "workplace_id") VALUES (NEW."added_by_id", NEW."citizen_id", NEW."closed_at", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."public_id", NEW."rank", NEW."state", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='7edd053fff994e7e93ed714d4b5b57f27342e247', operation='INSERT', pgid='pgtrigger_insert_insert_df70d', table='placements_waiting', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."moved_by_id" IS DISTINCT FROM (NEW."moved_by_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."workplace_id" IS DISTINCT FROM (NEW."workplace_id"))', func='INSERT INTO "placements_waitingevent" ("added_by_id", "citizen_id", "closed_at", "created_at", "id", "jobcentre_id", "moved_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "rank", "state", "version", "workplace_id") VALUES (NEW."added_by_id", NEW."citizen_id", NEW."closed_at", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."public_id", NEW."rank", NEW."state", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='f2772053220e0f0c50a527f710732b21a055b365', operation='UPDATE', pgid='pgtrigger_update_update_4c248', table='placements_waiting', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_waitingevent" ("added_by_id", "citizen_id", "closed_at", "created_at", "id", "jobcentre_id", "moved_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "rank", "state", "version", "workplace_id") VALUES (OLD."added_by_id", OLD."citizen_id", OLD."closed_at", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."public_id", OLD."rank", OLD."state", OLD."version", OLD."workplace_id"); RETURN NULL;', hash='05fe775e300050b4dccb1228bc93db3e1cd753fa', operation='DELETE', pgid='pgtrigger_delete_delete_dc555', table='placements_waiting', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='WaitingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('rank', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('waiting', 'waiting'), ('placed', 'has a placement'), ('withdrawn', 'no longer waiting')], default='waiting', max_length=10)),
                        ('closed_at', models.DateTimeField(editable=False, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('moved_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.waiting')),
                        ('place', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.place')),
                        ('workplace', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.workplace')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_wait_f9cf2cd2_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_waitingevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4f8302179484fc909ff2eaa2d5c00f3ab659ac62', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_32612', table='placements_waitingevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
