import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0026_read_from_indexes'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0014_read_from_indexes'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Centre',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('model', models.CharField(choices=[('virtual', 'virtual'), ('side', 'open side production'), ('network', 'network around a core company'), ('pool', 'common pool of small companies'), ('satellite', 'satellite of a temp agency')], max_length=10, verbose_name='model')),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('running', 'running'), ('ended', 'ended'), ('cancelled', 'given up')], default='draft', max_length=10)),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(verbose_name='until')),
                        ('places_planned', models.PositiveSmallIntegerField(verbose_name='places')),
                        ('mentor_hours', models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True, verbose_name="the mentor's hours a week for it")),
                        ('arrangement', models.TextField(blank=True, max_length=2000, verbose_name='how it is arranged')),
                        ('goals', models.TextField(blank=True, max_length=2000, verbose_name='goals')),
                        ('for_whom', models.TextField(blank=True, max_length=2000, verbose_name='whom it is for')),
                        ('tasks', models.TextField(blank=True, max_length=2000, verbose_name='tasks')),
                        ('introduction', models.TextField(blank=True, max_length=2000, verbose_name='how somebody new is received')),
                        ('absence', models.TextField(blank=True, max_length=2000, verbose_name='absence')),
                        ('activities', models.TextField(blank=True, max_length=2000, verbose_name='learning and support together')),
                        ('follow_up', models.TextField(blank=True, max_length=2000, verbose_name='follow-up')),
                        ('way_out', models.TextField(blank=True, max_length=2000, verbose_name='the way out to a job')),
                        ('ended_on', models.DateField(null=True)),
                        ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('sort_key', models.CharField(db_collation='C', editable=False, max_length=120)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('agreement', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.agreement')),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('consultant', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership', verbose_name='common consultant')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('mentor', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson', verbose_name='common mentor')),
                    ],
                    options={
                        'ordering': ('sort_key', 'id'),
                        'indexes': [models.Index(fields=['jobcentre', 'state', 'sort_key', 'id'], name='centre_list'), models.Index(fields=['jobcentre', 'company'], name='centre_of_company')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('model__in', ['virtual', 'side', 'network', 'pool', 'satellite']), ('state__in', ['draft', 'running', 'ended', 'cancelled'])), name='centre_words_known'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='centre_has_name', violation_error_message='Give the centre a name.'), models.CheckConstraint(condition=models.Q(('places_planned__gte', 4), ('places_planned__lte', 200)), name='centre_of_four_places', violation_error_message='A centre has at least four places.'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='centre_ends_after_start', violation_error_message='The centre must end after it begins.'), models.CheckConstraint(condition=models.Q(('mentor_hours__isnull', True), models.Q(('mentor_hours__gt', 0), ('mentor_hours__lte', 37)), _connector='OR'), name='centre_mentor_within_week', violation_error_message="A mentor's hours are between 0 and 37 a week."), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'cancelled']), models.Q(('agreement__isnull', False), ('mentor__isnull', False)), _connector='OR'), name='centre_runs_with_contract', violation_error_message='A running centre has a contract and a mentor.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state__in', ['ended', 'cancelled']), ('end_reason__regex', '\\S')), models.Q(('end_reason', ''), ('ended_on__isnull', True), ('state__in', ['draft', 'running'])), _connector='OR'), name='centre_over_with_reason', violation_error_message='Write in a few words what the reason is.'), models.UniqueConstraint(fields=('jobcentre', 'agreement'), name='centre_of_agreement_once'), jobcenter.tenancy.TenantRows(name='placements_centre_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_centre_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='consultant', name='placements_centre_consultant_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='mentor', name='placements_centre_mentor_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='agreement', name='placements_centre_agreement_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_centreevent" ("absence", "activities", "agreement_id", "arrangement", "company_id", "consultant_id", "created_at", "end_reason", "ended_on", "ends_on", "follow_up", "for_whom", "goals", "id", "introduction", "jobcentre_id", "mentor_hours", "mentor_id", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "places_planned", "public_id", "sort_key", "starts_on", "state", "tasks", "version", "way_out") VALUES (NEW."absence", NEW."activities", NEW."agreement_id", NEW."arrangement", NEW."company_id", NEW."consultant_id", NEW."created_at", NEW."end_reason", NEW."ended_on", NEW."ends_on", NEW."follow_up", NEW."for_whom", NEW."goals", NEW."id", NEW."introduction", NEW."jobcentre_id", NEW."mentor_hours", NEW."mentor_id", NEW."model", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."places_planned", NEW."public_id", NEW."sort_key", NEW."starts_on", NEW."state", NEW."tasks", NEW."version", NEW."way_out"); RETURN NULL;', hash='9070627b2a13634d95e2de2f5b9a422408495d3f', operation='INSERT', pgid='pgtrigger_insert_insert_55e11', table='placements_centre', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_centreevent" ("absence", "activities", "agreement_id", "arrangement", "company_id", "consultant_id", "created_at", "end_reason", "ended_on", "ends_on", "follow_up", "for_whom", "goals", "id", "introduction", "jobcentre_id", "mentor_hours", "mentor_id", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "places_planned", "public_id", "sort_key", "starts_on", "state", "tasks", "version", "way_out") VALUES (NEW."absence", NEW."activities", NEW."agreement_id", NEW."arrangement", NEW."company_id", NEW."consultant_id", NEW."created_at", NEW."end_reason", NEW."ended_on", NEW."ends_on", NEW."follow_up", NEW."for_whom", NEW."goals", NEW."id", NEW."introduction", NEW."jobcentre_id", NEW."mentor_hours", NEW."mentor_id", NEW."model", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."places_planned", NEW."public_id", NEW."sort_key", NEW."starts_on", NEW."state", NEW."tasks", NEW."version", NEW."way_out"); RETURN NULL;', hash='373eadcec1cc2a382852349a6c3c2ef488f48dca', operation='UPDATE', pgid='pgtrigger_update_update_c3449', table='placements_centre', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_centreevent" ("absence", "activities", "agreement_id", "arrangement", "company_id", "consultant_id", "created_at", "end_reason", "ended_on", "ends_on", "follow_up", "for_whom", "goals", "id", "introduction", "jobcentre_id", "mentor_hours", "mentor_id", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "places_planned", "public_id", "sort_key", "starts_on", "state", "tasks", "version", "way_out") VALUES (OLD."absence", OLD."activities", OLD."agreement_id", OLD."arrangement", OLD."company_id", OLD."consultant_id", OLD."created_at", OLD."end_reason", OLD."ended_on", OLD."ends_on", OLD."follow_up", OLD."for_whom", OLD."goals", OLD."id", OLD."introduction", OLD."jobcentre_id", OLD."mentor_hours", OLD."mentor_id", OLD."model", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."places_planned", OLD."public_id", OLD."sort_key", OLD."starts_on", OLD."state", OLD."tasks", OLD."version", OLD."way_out"); RETURN NULL;', hash='3f17681258b4b66d15715bdeeb11140c26a62548', operation='DELETE', pgid='pgtrigger_delete_delete_6d53b', table='placements_centre', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CentreEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('model', models.CharField(choices=[('virtual', 'virtual'), ('side', 'open side production'), ('network', 'network around a core company'), ('pool', 'common pool of small companies'), ('satellite', 'satellite of a temp agency')], max_length=10, verbose_name='model')),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('running', 'running'), ('ended', 'ended'), ('cancelled', 'given up')], default='draft', max_length=10)),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(verbose_name='until')),
                        ('places_planned', models.PositiveSmallIntegerField(verbose_name='places')),
                        ('mentor_hours', models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True, verbose_name="the mentor's hours a week for it")),
                        ('arrangement', models.TextField(blank=True, max_length=2000, verbose_name='how it is arranged')),
                        ('goals', models.TextField(blank=True, max_length=2000, verbose_name='goals')),
                        ('for_whom', models.TextField(blank=True, max_length=2000, verbose_name='whom it is for')),
                        ('tasks', models.TextField(blank=True, max_length=2000, verbose_name='tasks')),
                        ('introduction', models.TextField(blank=True, max_length=2000, verbose_name='how somebody new is received')),
                        ('absence', models.TextField(blank=True, max_length=2000, verbose_name='absence')),
                        ('activities', models.TextField(blank=True, max_length=2000, verbose_name='learning and support together')),
                        ('follow_up', models.TextField(blank=True, max_length=2000, verbose_name='follow-up')),
                        ('way_out', models.TextField(blank=True, max_length=2000, verbose_name='the way out to a job')),
                        ('ended_on', models.DateField(null=True)),
                        ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('sort_key', models.CharField(db_collation='C', editable=False, max_length=120)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('agreement', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.agreement')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('consultant', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership', verbose_name='common consultant')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('mentor', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson', verbose_name='common mentor')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.centre')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_cent_3db8194a_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_centreevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5e26adf6f434216570fbe447b86b563153ec319d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cdfa7', table='placements_centreevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CentrePartner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('tasks', models.CharField(blank=True, max_length=300, verbose_name='what is done there')),
                        ('from_on', models.DateField(verbose_name='since')),
                        ('to_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('centre', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='placements.centre')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'ordering': ('from_on', 'id'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='centrepartner_forwards', violation_error_message='The last day is before the first.'), models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('jobcentre', 'centre', 'company'), name='centrepartner_once', violation_error_message='That company is in the centre already.'), jobcenter.tenancy.TenantRows(name='placements_centrepartner_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_centrepartner_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='centre', name='placements_centrepartner_centre_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_centrepartnerevent" ("centre_id", "company_id", "created_at", "from_on", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "tasks", "to_on") VALUES (NEW."centre_id", NEW."company_id", NEW."created_at", NEW."from_on", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."tasks", NEW."to_on"); RETURN NULL;', hash='06dcb300673f3425c2fa8eb3a1c8b0cdd0911b56', operation='INSERT', pgid='pgtrigger_insert_insert_d9a16', table='placements_centrepartner', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_centrepartnerevent" ("centre_id", "company_id", "created_at", "from_on", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "tasks", "to_on") VALUES (NEW."centre_id", NEW."company_id", NEW."created_at", NEW."from_on", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."tasks", NEW."to_on"); RETURN NULL;', hash='cfabb07f7eb981c73a293f91d03e1062b8d29ee9', operation='UPDATE', pgid='pgtrigger_update_update_ab074', table='placements_centrepartner', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_centrepartnerevent" ("centre_id", "company_id", "created_at", "from_on", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "tasks", "to_on") VALUES (OLD."centre_id", OLD."company_id", OLD."created_at", OLD."from_on", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."tasks", OLD."to_on"); RETURN NULL;', hash='974a3c2ff556f8e3a5522bb80ec230ece9fc690c', operation='DELETE', pgid='pgtrigger_delete_delete_71e5a', table='placements_centrepartner', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CentrePartnerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('tasks', models.CharField(blank=True, max_length=300, verbose_name='what is done there')),
                        ('from_on', models.DateField(verbose_name='since')),
                        ('to_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('centre', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.centre')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.centrepartner')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_cent_1b41c3b8_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_centrepartnerevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='68658fe4d4c020796a18fe947385a8d12102472e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_74df7', table='placements_centrepartnerevent', when='BEFORE'))],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='place',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='place',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='place',
                    name='delete_delete',
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_placeevent" ("centre_id", "closed_reason", "created_at", "id", "jobcentre_id", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (NEW."centre_id", NEW."closed_reason", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."open_from", NEW."open_to", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sort_key", NEW."state", NEW."tasks", NEW."title", NEW."version", NEW."weekly_hours", NEW."workplace_id"); RETURN NULL;', hash='ec023cb7d2a8bef7857091ab449d728ba9f3de02', operation='INSERT', pgid='pgtrigger_insert_insert_a6387', table='placements_place', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_placeevent" ("centre_id", "closed_reason", "created_at", "id", "jobcentre_id", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (NEW."centre_id", NEW."closed_reason", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."open_from", NEW."open_to", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sort_key", NEW."state", NEW."tasks", NEW."title", NEW."version", NEW."weekly_hours", NEW."workplace_id"); RETURN NULL;', hash='cd6351533830d67e1b534b3c757331dddcf453c5', operation='UPDATE', pgid='pgtrigger_update_update_bdf80', table='placements_place', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='place',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_placeevent" ("centre_id", "closed_reason", "created_at", "id", "jobcentre_id", "open_from", "open_to", "opened_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sort_key", "state", "tasks", "title", "version", "weekly_hours", "workplace_id") VALUES (OLD."centre_id", OLD."closed_reason", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."open_from", OLD."open_to", OLD."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sort_key", OLD."state", OLD."tasks", OLD."title", OLD."version", OLD."weekly_hours", OLD."workplace_id"); RETURN NULL;', hash='2073c1dec8ab4813b005ad4d7219c6aad2b21848', operation='DELETE', pgid='pgtrigger_delete_delete_511ec', table='placements_place', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='place',
                    name='centre',
                    field=jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='placements.centre'),
                ),
                migrations.AddField(
                    model_name='placeevent',
                    name='centre',
                    field=jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.centre'),
                ),
                migrations.AddConstraint(
                    model_name='place',
                    constraint=jobcenter.tenancy.SameJobcentre(field='centre', name='placements_place_centre_same_jobcentre'),
                ),
            ],
        ),
    ]
