import jobcenter.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0020_section_85_support'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0009_reader_known_as'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='mentororder',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='mentororder',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='mentororder',
                    name='delete_delete',
                ),
                migrations.RemoveConstraint(
                    model_name='mentororder',
                    name='mentororder_words_known',
                ),
                migrations.RemoveConstraint(
                    model_name='mentororder',
                    name='mentororder_reason_written',
                ),
                migrations.AddField(
                    model_name='mentororder',
                    name='reason_code',
                    field=models.CharField(blank=True, choices=[('', 'none'), ('case_ended', "the candidate's case ended")], max_length=10),
                ),
                migrations.AddField(
                    model_name='mentororderevent',
                    name='reason_code',
                    field=models.CharField(blank=True, choices=[('', 'none'), ('case_ended', "the candidate's case ended")], max_length=10),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mentororder',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_mentororderevent" ("citizen_id", "cost_ore", "created_at", "decided_at", "decided_by_id", "ended_on", "for_leader", "frequency", "from_on", "hours", "id", "jobcentre_id", "kind", "mentor_name", "ordered_at", "ordered_by_id", "outcome", "owner_id", "parallel", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "prolongs_id", "public_id", "rate_ore", "reason_code", "state", "target_group_id", "to_on", "version", "weekly_hours") VALUES (NEW."citizen_id", NEW."cost_ore", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."ended_on", NEW."for_leader", NEW."frequency", NEW."from_on", NEW."hours", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."mentor_name", NEW."ordered_at", NEW."ordered_by_id", NEW."outcome", NEW."owner_id", NEW."parallel", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."prolongs_id", NEW."public_id", NEW."rate_ore", NEW."reason_code", NEW."state", NEW."target_group_id", NEW."to_on", NEW."version", NEW."weekly_hours"); RETURN NULL;', hash='2b67bf5225e09e5718794a06f270240b58f1d307', operation='INSERT', pgid='pgtrigger_insert_insert_518fc', table='placements_mentororder', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mentororder',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."cost_ore" IS DISTINCT FROM (NEW."cost_ore") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."for_leader" IS DISTINCT FROM (NEW."for_leader") OR OLD."frequency" IS DISTINCT FROM (NEW."frequency") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mentor_name" IS DISTINCT FROM (NEW."mentor_name") OR OLD."ordered_at" IS DISTINCT FROM (NEW."ordered_at") OR OLD."ordered_by_id" IS DISTINCT FROM (NEW."ordered_by_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."parallel" IS DISTINCT FROM (NEW."parallel") OR OLD."placement_id" IS DISTINCT FROM (NEW."placement_id") OR OLD."prolongs_id" IS DISTINCT FROM (NEW."prolongs_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rate_ore" IS DISTINCT FROM (NEW."rate_ore") OR OLD."reason_code" IS DISTINCT FROM (NEW."reason_code") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."weekly_hours" IS DISTINCT FROM (NEW."weekly_hours"))', func='INSERT INTO "placements_mentororderevent" ("citizen_id", "cost_ore", "created_at", "decided_at", "decided_by_id", "ended_on", "for_leader", "frequency", "from_on", "hours", "id", "jobcentre_id", "kind", "mentor_name", "ordered_at", "ordered_by_id", "outcome", "owner_id", "parallel", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "prolongs_id", "public_id", "rate_ore", "reason_code", "state", "target_group_id", "to_on", "version", "weekly_hours") VALUES (NEW."citizen_id", NEW."cost_ore", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."ended_on", NEW."for_leader", NEW."frequency", NEW."from_on", NEW."hours", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."mentor_name", NEW."ordered_at", NEW."ordered_by_id", NEW."outcome", NEW."owner_id", NEW."parallel", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."prolongs_id", NEW."public_id", NEW."rate_ore", NEW."reason_code", NEW."state", NEW."target_group_id", NEW."to_on", NEW."version", NEW."weekly_hours"); RETURN NULL;', hash='79a04f5d71ff08ddcc9f5a4f450d61ed69ddecec', operation='UPDATE', pgid='pgtrigger_update_update_0aab5', table='placements_mentororder', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mentororder',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_mentororderevent" ("citizen_id", "cost_ore", "created_at", "decided_at", "decided_by_id", "ended_on", "for_leader", "frequency", "from_on", "hours", "id", "jobcentre_id", "kind", "mentor_name", "ordered_at", "ordered_by_id", "outcome", "owner_id", "parallel", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "prolongs_id", "public_id", "rate_ore", "reason_code", "state", "target_group_id", "to_on", "version", "weekly_hours") VALUES (OLD."citizen_id", OLD."cost_ore", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."ended_on", OLD."for_leader", OLD."frequency", OLD."from_on", OLD."hours", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."mentor_name", OLD."ordered_at", OLD."ordered_by_id", OLD."outcome", OLD."owner_id", OLD."parallel", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."prolongs_id", OLD."public_id", OLD."rate_ore", OLD."reason_code", OLD."state", OLD."target_group_id", OLD."to_on", OLD."version", OLD."weekly_hours"); RETURN NULL;', hash='a76057ed3c8faa705cd7f7a405a58a57d36ccf75', operation='DELETE', pgid='pgtrigger_delete_delete_5e468', table='placements_mentororder', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='mentororder',
                    constraint=models.CheckConstraint(condition=models.Q(('frequency__in', ['weekly', 'fortnightly', 'monthly', 'as_needed']), ('kind__in', ['company', 'external', 'social', 'volunteer', 'double']), ('parallel__in', ['unasked', 'none', 'beside']), ('reason_code__in', ['', 'case_ended']), ('state__in', ['ordered', 'approved', 'running', 'ended', 'cancelled', 'refused'])), name='mentororder_words_known'),
                ),
                migrations.AddConstraint(
                    model_name='mentororder',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'cancelled']), _negated=True), ('reason__regex', '\\S'), models.Q(('reason_code', 'case_ended'), ('state', 'cancelled')), _connector='OR'), name='mentororder_reason_written', violation_error_message='Write in a few words what the reason is.'),
                ),
            ],
        ),
    ]
