import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0021_counted_from_indexes'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ReleasedOffer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='a word to the candidate')),
                        ('released_on', models.DateField()),
                        ('until', models.DateField(verbose_name='can be chosen until')),
                        ('state', models.CharField(choices=[('open', 'can be chosen'), ('chosen', 'chosen'), ('done', 'taken up'), ('revoked', 'taken back'), ('lapsed', 'the work ended first')], default='open', max_length=10)),
                        ('chosen_at', models.DateTimeField(null=True)),
                        ('through', models.CharField(blank=True, choices=[('link', 'by a link'), ('screen', "on a colleague's screen"), ('own', 'on the own page')], max_length=10)),
                        ('words', models.CharField(blank=True, max_length=1000, verbose_name='in own words')),
                        ('answer_by', models.DateField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='released', to='citizens.citizen')),
                        ('closed_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('heard_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('offer', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='released', to='citizens.offer')),
                        ('released_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('stay', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.offerstay')),
                        ('step', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.planstep')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='releasedoffer_of_citizen'), models.Index(condition=models.Q(('state', 'chosen')), fields=['jobcentre', 'answer_by'], name='releasedoffer_waiting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'chosen', 'done', 'revoked', 'lapsed'])), name='releasedoffer_state_known'), models.CheckConstraint(condition=models.Q(('through__in', ['', 'link', 'screen', 'own'])), name='releasedoffer_through_known'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('released_on'))), name='releasedoffer_forwards', violation_error_message='The date has passed. Choose today or later.'), models.CheckConstraint(condition=models.Q(models.Q(('answer_by__isnull', True), ('chosen_at__isnull', True), ('through', ''), ('words', '')), models.Q(('answer_by__isnull', False), ('chosen_at__isnull', False), models.Q(('through', ''), _negated=True)), _connector='OR'), name='releasedoffer_chosen_whole'), models.CheckConstraint(condition=models.Q(models.Q(('heard_by__isnull', False), ('through', 'screen')), models.Q(models.Q(('through', 'screen'), _negated=True), ('heard_by__isnull', True)), _connector='OR'), name='releasedoffer_heard_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('reason', ''), ('state', 'open'), ('answer_by__isnull', True), ('chosen_at__isnull', True), ('through', ''), ('words', ''), ('stay__isnull', True), ('step__isnull', True)), models.Q(('chosen_at__isnull', False), ('reason', ''), ('state', 'chosen'), ('closed_at__isnull', True), ('stay__isnull', True), ('step__isnull', True)), models.Q(('chosen_at__isnull', False), ('reason', ''), ('state', 'done'), ('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(models.Q(('stay__isnull', False), ('step__isnull', True)), models.Q(('stay__isnull', True), ('step__isnull', False)), _connector='OR')), models.Q(('closed_at__isnull', False), ('reason__regex', '\\S'), ('state', 'revoked'), ('closed_by__isnull', False), ('stay__isnull', True), ('step__isnull', True)), models.Q(('closed_at__isnull', False), ('reason', ''), ('state', 'lapsed'), ('stay__isnull', True), ('step__isnull', True)), _connector='OR'), name='releasedoffer_state_whole', violation_error_message='Write in a few words why. The candidate reads it.'), models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'chosen'))), fields=('jobcentre', 'citizen', 'offer'), name='releasedoffer_open_once', violation_error_message='The candidate can choose it already.'), models.UniqueConstraint(condition=models.Q(('state', 'chosen')), fields=('jobcentre', 'citizen'), name='releasedoffer_one_choice', violation_error_message='You have chosen something else already.'), jobcenter.tenancy.TenantRows(name='citizens_releasedoffer_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_releasedoffer_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_releasedoffer_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='offer', name='citizens_releasedoffer_offer_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='released_by', name='citizens_releasedoffer_released_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='heard_by', name='citizens_releasedoffer_heard_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='stay', name='citizens_releasedoffer_stay_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='step', name='citizens_releasedoffer_step_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='closed_by', name='citizens_releasedoffer_closed_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_releasedofferevent" ("answer_by", "chosen_at", "citizen_id", "closed_at", "closed_by_id", "created_at", "heard_by_id", "id", "jobcentre_id", "note", "offer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "released_by_id", "released_on", "state", "stay_id", "step_id", "through", "until", "version", "words") VALUES (NEW."answer_by", NEW."chosen_at", NEW."citizen_id", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."heard_by_id", NEW."id", NEW."jobcentre_id", NEW."note", NEW."offer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."released_by_id", NEW."released_on", NEW."state", NEW."stay_id", NEW."step_id", NEW."through", NEW."until", NEW."version", NEW."words"); RETURN NULL;', hash='aa85475a956771d7bd37a934adff0b5482bda5b2', operation='INSERT', pgid='pgtrigger_insert_insert_e825b', table='citizens_releasedoffer', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_releasedofferevent" ("answer_by", "chosen_at", "citizen_id", "closed_at", "closed_by_id", "created_at", "heard_by_id", "id", "jobcentre_id", "note", "offer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "released_by_id", "released_on", "state", "stay_id", "step_id", "through", "until", "version", "words") VALUES (NEW."answer_by", NEW."chosen_at", NEW."citizen_id", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."heard_by_id", NEW."id", NEW."jobcentre_id", NEW."note", NEW."offer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."released_by_id", NEW."released_on", NEW."state", NEW."stay_id", NEW."step_id", NEW."through", NEW."until", NEW."version", NEW."words"); RETURN NULL;', hash='5312e087d8cb206d47e141f7b4a201698abe5875', operation='UPDATE', pgid='pgtrigger_update_update_c5957', table='citizens_releasedoffer', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_releasedofferevent" ("answer_by", "chosen_at", "citizen_id", "closed_at", "closed_by_id", "created_at", "heard_by_id", "id", "jobcentre_id", "note", "offer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "released_by_id", "released_on", "state", "stay_id", "step_id", "through", "until", "version", "words") VALUES (OLD."answer_by", OLD."chosen_at", OLD."citizen_id", OLD."closed_at", OLD."closed_by_id", OLD."created_at", OLD."heard_by_id", OLD."id", OLD."jobcentre_id", OLD."note", OLD."offer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."released_by_id", OLD."released_on", OLD."state", OLD."stay_id", OLD."step_id", OLD."through", OLD."until", OLD."version", OLD."words"); RETURN NULL;', hash='8f821c009428ffadb13cdac38ce0ffbfcafa96d7', operation='DELETE', pgid='pgtrigger_delete_delete_ec46c', table='citizens_releasedoffer', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReleasedOfferEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='a word to the candidate')),
                        ('released_on', models.DateField()),
                        ('until', models.DateField(verbose_name='can be chosen until')),
                        ('state', models.CharField(choices=[('open', 'can be chosen'), ('chosen', 'chosen'), ('done', 'taken up'), ('revoked', 'taken back'), ('lapsed', 'the work ended first')], default='open', max_length=10)),
                        ('chosen_at', models.DateTimeField(null=True)),
                        ('through', models.CharField(blank=True, choices=[('link', 'by a link'), ('screen', "on a colleague's screen"), ('own', 'on the own page')], max_length=10)),
                        ('words', models.CharField(blank=True, max_length=1000, verbose_name='in own words')),
                        ('answer_by', models.DateField(null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('closed_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('heard_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('offer', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.offer')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.releasedoffer')),
                        ('released_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('stay', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.offerstay')),
                        ('step', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.planstep')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_releas_dba210fc_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_releasedofferevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c3bd06fb66d587aba144e1bdd370c82fe60b4286', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_868d0', table='citizens_releasedofferevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
