import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0016_support_and_frames'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Talk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('held_on', models.DateField(verbose_name='held')),
                        ('focus', models.CharField(blank=True, max_length=200, verbose_name='focus')),
                        ('motivation', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='motivation')),
                        ('why', models.CharField(blank=True, max_length=300, verbose_name='why this number')),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('is_rated', models.BooleanField(default=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='citizens.citizen')),
                        ('held_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('next_step', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.planstep')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-held_on', '-id'], name='talk_of_citizen')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('motivation__isnull', True), ('motivation__lte', 10), _connector='OR'), name='talk_motivation_in_scale', violation_error_message='Choose a number from 0 to 10.'), models.CheckConstraint(condition=models.Q(('motivation__isnull', False), ('why', ''), _connector='OR'), name='talk_reason_of_a_number', violation_error_message='Choose the number the reason is about.'), models.CheckConstraint(condition=models.Q(('is_rated', False), ('finished_at__isnull', False), _connector='OR'), name='talk_rated_when_finished'), jobcenter.tenancy.TenantRows(name='citizens_talk_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_talk_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_talk_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='held_by', name='citizens_talk_held_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='next_step', name='citizens_talk_next_step_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_talkevent" ("citizen_id", "created_at", "finished_at", "focus", "held_by_id", "held_on", "id", "jobcentre_id", "motivation", "next_step_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version", "why") VALUES (NEW."citizen_id", NEW."created_at", NEW."finished_at", NEW."focus", NEW."held_by_id", NEW."held_on", NEW."id", NEW."jobcentre_id", NEW."motivation", NEW."next_step_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."version", NEW."why"); RETURN NULL;', hash='53b4b8ec37acb63a9442921751086f164f187557', operation='INSERT', pgid='pgtrigger_insert_insert_e2a9e', table='citizens_talk', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."focus" IS DISTINCT FROM (NEW."focus") OR OLD."held_by_id" IS DISTINCT FROM (NEW."held_by_id") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."motivation" IS DISTINCT FROM (NEW."motivation") OR OLD."next_step_id" IS DISTINCT FROM (NEW."next_step_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."why" IS DISTINCT FROM (NEW."why"))', func='INSERT INTO "citizens_talkevent" ("citizen_id", "created_at", "finished_at", "focus", "held_by_id", "held_on", "id", "jobcentre_id", "motivation", "next_step_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version", "why") VALUES (NEW."citizen_id", NEW."created_at", NEW."finished_at", NEW."focus", NEW."held_by_id", NEW."held_on", NEW."id", NEW."jobcentre_id", NEW."motivation", NEW."next_step_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."version", NEW."why"); RETURN NULL;', hash='38d49339d64c5dfc0bfcd0b6211d3f36d73c6f49', operation='UPDATE', pgid='pgtrigger_update_update_05309', table='citizens_talk', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_talkevent" ("citizen_id", "created_at", "finished_at", "focus", "held_by_id", "held_on", "id", "jobcentre_id", "motivation", "next_step_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version", "why") VALUES (OLD."citizen_id", OLD."created_at", OLD."finished_at", OLD."focus", OLD."held_by_id", OLD."held_on", OLD."id", OLD."jobcentre_id", OLD."motivation", OLD."next_step_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."version", OLD."why"); RETURN NULL;', hash='24497f22ffe79a49b46bb9bd2794664707254720', operation='DELETE', pgid='pgtrigger_delete_delete_c5410', table='citizens_talk', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TalkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('held_on', models.DateField(verbose_name='held')),
                        ('focus', models.CharField(blank=True, max_length=200, verbose_name='focus')),
                        ('motivation', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='motivation')),
                        ('why', models.CharField(blank=True, max_length=300, verbose_name='why this number')),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('held_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('next_step', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.planstep')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.talk')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_talkev_e081e442_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_talkevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a19af721d49e3aaf21d49255e16e4b13d800ff54', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5da87', table='citizens_talkevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TalkNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('signpost', models.CharField(choices=[('listen', 'A. Listen and appreciate'), ('steer', 'B. Steer so that the candidate decides'), ('focus', '1. Focus'), ('motivate', '2. Motivate'), ('prevent', '3. Prevent'), ('move', '4. Move')], max_length=10)),
                        ('text', models.CharField(max_length=300, verbose_name='note')),
                        ('written_at', models.DateTimeField()),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('talk', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='citizens.talk')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'talk', 'id'], name='talknote_of_talk')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('signpost__in', ['listen', 'steer', 'focus', 'motivate', 'prevent', 'move'])), name='talknote_signpost_known'), models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='talknote_says_something', violation_error_message='Write a few words.'), jobcenter.tenancy.TenantRows(name='citizens_talknote_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_talknote_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='talk', name='citizens_talknote_talk_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='written_by', name='citizens_talknote_written_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_talknoteevent" ("created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "signpost", "talk_id", "text", "written_at", "written_by_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."signpost", NEW."talk_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='31f3b0c75ed213c65c9d76cdaa4f4e9aa79fd632', operation='INSERT', pgid='pgtrigger_insert_insert_a5e9e', table='citizens_talknote', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_talknoteevent" ("created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "signpost", "talk_id", "text", "written_at", "written_by_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."signpost", NEW."talk_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='a60e0fc801ca04f8f169e5077346b848defb6a72', operation='UPDATE', pgid='pgtrigger_update_update_c4a84', table='citizens_talknote', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_talknoteevent" ("created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "signpost", "talk_id", "text", "written_at", "written_by_id") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."signpost", OLD."talk_id", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='329c4eba1266bc1a51b4431b61b8e2f9e0fa14ba', operation='DELETE', pgid='pgtrigger_delete_delete_d32b1', table='citizens_talknote', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TalkNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('signpost', models.CharField(choices=[('listen', 'A. Listen and appreciate'), ('steer', 'B. Steer so that the candidate decides'), ('focus', '1. Focus'), ('motivate', '2. Motivate'), ('prevent', '3. Prevent'), ('move', '4. Move')], max_length=10)),
                        ('text', models.CharField(max_length=300, verbose_name='note')),
                        ('written_at', models.DateTimeField()),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.talknote')),
                        ('talk', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.talk')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_talkno_87311475_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_talknoteevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='385e39e3bafc9746f8c3de2217090ebc6132a249', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ccad', table='citizens_talknoteevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TalkRating',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('quarter', models.DateField()),
                        ('heard', models.PositiveSmallIntegerField()),
                        ('decided', models.PositiveSmallIntegerField()),
                        ('knows', models.PositiveSmallIntegerField()),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('team', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.team')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'quarter', 'team'], name='talkrating_by_quarter')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('decided__gte', 1), ('decided__lte', 4), ('heard__gte', 1), ('heard__lte', 4), ('knows__gte', 1), ('knows__lte', 4)), name='talkrating_in_scale'), jobcenter.tenancy.TenantRows(name='citizens_talkrating_tenant'), jobcenter.tenancy.SameJobcentre(field='team', name='citizens_talkrating_team_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='WheelMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('area', models.CharField(choices=[('work', 'work and days'), ('money', 'money'), ('home', 'home'), ('family', 'family'), ('friends', 'friends'), ('health', 'energy and health'), ('leisure', 'leisure'), ('learning', 'learning')], max_length=10)),
                        ('mark', models.PositiveSmallIntegerField()),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('talk', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='citizens.talk')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'talk', 'area'), name='wheelmark_once'), models.CheckConstraint(condition=models.Q(('area__in', ['work', 'money', 'home', 'family', 'friends', 'health', 'leisure', 'learning'])), name='wheelmark_area_known'), models.CheckConstraint(condition=models.Q(('mark__gte', 1), ('mark__lte', 10)), name='wheelmark_in_scale'), jobcenter.tenancy.TenantRows(name='citizens_wheelmark_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_wheelmark_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='talk', name='citizens_wheelmark_talk_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_wheelmarkevent" ("area", "created_at", "id", "jobcentre_id", "mark", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "talk_id") VALUES (NEW."area", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."mark", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."talk_id"); RETURN NULL;', hash='28c43a932fd4ef775afd50bb66da744e6dcc2c18', operation='INSERT', pgid='pgtrigger_insert_insert_b5fcd', table='citizens_wheelmark', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_wheelmarkevent" ("area", "created_at", "id", "jobcentre_id", "mark", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "talk_id") VALUES (NEW."area", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."mark", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."talk_id"); RETURN NULL;', hash='815f6f3af13ba04210e80c927ae71ea27dde09d7', operation='UPDATE', pgid='pgtrigger_update_update_4cab6', table='citizens_wheelmark', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_wheelmarkevent" ("area", "created_at", "id", "jobcentre_id", "mark", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "talk_id") VALUES (OLD."area", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."mark", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."talk_id"); RETURN NULL;', hash='277f2f747b1ab8d3715eaad00f9420f38835d04f', operation='DELETE', pgid='pgtrigger_delete_delete_d8d40', table='citizens_wheelmark', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='WheelMarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('area', models.CharField(choices=[('work', 'work and days'), ('money', 'money'), ('home', 'home'), ('family', 'family'), ('friends', 'friends'), ('health', 'energy and health'), ('leisure', 'leisure'), ('learning', 'learning')], max_length=10)),
                        ('mark', models.PositiveSmallIntegerField()),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.wheelmark')),
                        ('talk', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.talk')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_wheelm_ce16d476_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_wheelmarkevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='554857a43d6fddf1acab03226bbe455e098a17ee', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_efdc2', table='citizens_wheelmarkevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
