import jobcenter.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0003_profiles_and_barriers'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='accessrequest',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='accessrequest',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='accessrequest',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='accessrequest',
                    name='seen_at',
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name='accessrequestevent',
                    name='seen_at',
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddIndex(
                    model_name='accessrequest',
                    index=models.Index(condition=models.Q(('decided_at__isnull', False), ('seen_at__isnull', True)), fields=['jobcentre', 'membership', '-decided_at'], name='accessrequest_answered'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accessrequest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_accessrequestevent" ("answer", "asked_at", "citizen_id", "created_at", "decided_at", "decided_by_id", "id", "jobcentre_id", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "seen_at", "state", "until") VALUES (NEW."answer", NEW."asked_at", NEW."citizen_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."jobcentre_id", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."seen_at", NEW."state", NEW."until"); RETURN NULL;', hash='ec27a8a99441231454d8de48ce5d1bdf45eb19b9', operation='INSERT', pgid='pgtrigger_insert_insert_dc085', table='citizens_accessrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accessrequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_accessrequestevent" ("answer", "asked_at", "citizen_id", "created_at", "decided_at", "decided_by_id", "id", "jobcentre_id", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "seen_at", "state", "until") VALUES (NEW."answer", NEW."asked_at", NEW."citizen_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."jobcentre_id", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."seen_at", NEW."state", NEW."until"); RETURN NULL;', hash='629bdcf177bf412650c09a64b50f7d8fbec45d79', operation='UPDATE', pgid='pgtrigger_update_update_5b688', table='citizens_accessrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accessrequest',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_accessrequestevent" ("answer", "asked_at", "citizen_id", "created_at", "decided_at", "decided_by_id", "id", "jobcentre_id", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "seen_at", "state", "until") VALUES (OLD."answer", OLD."asked_at", OLD."citizen_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."jobcentre_id", OLD."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."seen_at", OLD."state", OLD."until"); RETURN NULL;', hash='666a65b25ce4f9fbaca253267ca0586bfefbfd89', operation='DELETE', pgid='pgtrigger_delete_delete_20ba1', table='citizens_accessrequest', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='accessrequest',
                    constraint=models.CheckConstraint(condition=models.Q(('seen_at__isnull', True), models.Q(('state', 'asked'), _negated=True), _connector='OR'), name='accessrequest_seen_when_answered'),
                ),
            ],
        ),
    ]
