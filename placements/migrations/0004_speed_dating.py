import django.contrib.postgres.fields
import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0002_law'),
        ('companies', '0017_events'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
        ('placements', '0003_list_by_last_day'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='DatingCandidate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('looks_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('01-03', 'Farming, forestry and fishing'), ('05-09', 'Quarrying'), ('10-33', 'Industry'), ('35-39', 'Energy, water and waste'), ('41-43', 'Building and construction'), ('45-47', 'Trade and garages'), ('49-53', 'Transport and post'), ('55-56', 'Hotels and restaurants'), ('58-63', 'Media, IT and telecom'), ('64-68', 'Finance and property'), ('69-75', 'Advice and research'), ('77-82', 'Cleaning, temps and other services'), ('84-84', 'Public administration'), ('85-85', 'Teaching'), ('86-88', 'Health and care'), ('90-93', 'Culture and leisure'), ('94-99', 'Organisations and other services')], max_length=5), blank=True, default=list, size=None)),
                        ('told', models.CharField(blank=True, max_length=200, verbose_name='what the companies are told')),
                        ('agreed_on', models.DateField(verbose_name='said yes on')),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen')),
                        ('gathering', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.gathering')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen'], name='datingcandidate_citizen')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'gathering', 'citizen'), name='datingcandidate_once', violation_error_message='This candidate takes part already.'), models.CheckConstraint(condition=models.Q(('looks_for__contained_by', ['01-03', '05-09', '10-33', '35-39', '41-43', '45-47', '49-53', '55-56', '58-63', '64-68', '69-75', '77-82', '84-84', '85-85', '86-88', '90-93', '94-99'])), name='datingcandidate_industries_known'), jobcenter.tenancy.TenantRows(name='placements_datingcandidate_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_datingcandidate_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='gathering', name='placements_datingcandidate_gathering_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='placements_datingcandidate_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='added_by', name='placements_datingcandidate_added_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_datingcandidateevent" ("added_by_id", "agreed_on", "citizen_id", "created_at", "gathering_id", "id", "jobcentre_id", "looks_for", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "told") VALUES (NEW."added_by_id", NEW."agreed_on", NEW."citizen_id", NEW."created_at", NEW."gathering_id", NEW."id", NEW."jobcentre_id", NEW."looks_for", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."told"); RETURN NULL;', hash='396a6ad1af668d098ba1b50464c0eb9e9b5a5d3b', operation='INSERT', pgid='pgtrigger_insert_insert_f4ca7', table='placements_datingcandidate', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_datingcandidateevent" ("added_by_id", "agreed_on", "citizen_id", "created_at", "gathering_id", "id", "jobcentre_id", "looks_for", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "told") VALUES (NEW."added_by_id", NEW."agreed_on", NEW."citizen_id", NEW."created_at", NEW."gathering_id", NEW."id", NEW."jobcentre_id", NEW."looks_for", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."told"); RETURN NULL;', hash='83d0e2129a8e4bc05a3e3a73880fe464671cbb46', operation='UPDATE', pgid='pgtrigger_update_update_1420e', table='placements_datingcandidate', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_datingcandidateevent" ("added_by_id", "agreed_on", "citizen_id", "created_at", "gathering_id", "id", "jobcentre_id", "looks_for", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "told") VALUES (OLD."added_by_id", OLD."agreed_on", OLD."citizen_id", OLD."created_at", OLD."gathering_id", OLD."id", OLD."jobcentre_id", OLD."looks_for", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."told"); RETURN NULL;', hash='49944506f690dff97a6bbbaa3fb74a46069151c0', operation='DELETE', pgid='pgtrigger_delete_delete_86df9', table='placements_datingcandidate', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='DatingCandidateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('looks_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('01-03', 'Farming, forestry and fishing'), ('05-09', 'Quarrying'), ('10-33', 'Industry'), ('35-39', 'Energy, water and waste'), ('41-43', 'Building and construction'), ('45-47', 'Trade and garages'), ('49-53', 'Transport and post'), ('55-56', 'Hotels and restaurants'), ('58-63', 'Media, IT and telecom'), ('64-68', 'Finance and property'), ('69-75', 'Advice and research'), ('77-82', 'Cleaning, temps and other services'), ('84-84', 'Public administration'), ('85-85', 'Teaching'), ('86-88', 'Health and care'), ('90-93', 'Culture and leisure'), ('94-99', 'Organisations and other services')], max_length=5), blank=True, default=list, size=None)),
                        ('told', models.CharField(blank=True, max_length=200, verbose_name='what the companies are told')),
                        ('agreed_on', models.DateField(verbose_name='said yes on')),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('gathering', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.gathering')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.datingcandidate')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_dati_6dde0ccd_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_datingcandidateevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2259dcef3fb0a4d83327498602b519944c5cade2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3ce06', table='placements_datingcandidateevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SpeedDate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                        ('outcome', models.CharField(blank=True, choices=[('job', 'job or trial agreed'), ('again', 'they meet again'), ('no', 'no match'), ('missed', 'did not take place')], max_length=6, verbose_name='Outcome')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('candidate', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='placements.datingcandidate')),
                        ('gathering', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.gathering')),
                        ('invitation', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.invitation')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('noted_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'candidate'], name='speeddate_candidate')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'gathering', 'round', 'invitation'), name='speeddate_company_once_a_round'), models.UniqueConstraint(fields=('jobcentre', 'gathering', 'round', 'candidate'), name='speeddate_candidate_once_a_round'), models.UniqueConstraint(fields=('jobcentre', 'invitation', 'candidate'), name='speeddate_pair_once'), models.CheckConstraint(condition=models.Q(('round__gte', 1), ('round__lte', 40)), name='speeddate_round_sane'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('outcome__in', ['job', 'again', 'no', 'missed']), _connector='OR'), name='speeddate_outcome_known'), jobcenter.tenancy.TenantRows(name='placements_speeddate_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_speeddate_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='gathering', name='placements_speeddate_gathering_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='invitation', name='placements_speeddate_invitation_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='candidate', name='placements_speeddate_candidate_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='noted_by', name='placements_speeddate_noted_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_speeddateevent" ("candidate_id", "created_at", "gathering_id", "id", "invitation_id", "jobcentre_id", "note", "noted_by_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "round") VALUES (NEW."candidate_id", NEW."created_at", NEW."gathering_id", NEW."id", NEW."invitation_id", NEW."jobcentre_id", NEW."note", NEW."noted_by_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."round"); RETURN NULL;', hash='1657f6f4e0d96898c4ab5eeaef6c3688b7edc06e', operation='INSERT', pgid='pgtrigger_insert_insert_75ff2', table='placements_speeddate', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_speeddateevent" ("candidate_id", "created_at", "gathering_id", "id", "invitation_id", "jobcentre_id", "note", "noted_by_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "round") VALUES (NEW."candidate_id", NEW."created_at", NEW."gathering_id", NEW."id", NEW."invitation_id", NEW."jobcentre_id", NEW."note", NEW."noted_by_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."round"); RETURN NULL;', hash='54a6a4dd90f1b757648cf7f7621279f172bdcf7f', operation='UPDATE', pgid='pgtrigger_update_update_cf376', table='placements_speeddate', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_speeddateevent" ("candidate_id", "created_at", "gathering_id", "id", "invitation_id", "jobcentre_id", "note", "noted_by_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "round") VALUES (OLD."candidate_id", OLD."created_at", OLD."gathering_id", OLD."id", OLD."invitation_id", OLD."jobcentre_id", OLD."note", OLD."noted_by_id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."round"); RETURN NULL;', hash='ce72a2d772fd36140843611e2188c177aba5ce2b', operation='DELETE', pgid='pgtrigger_delete_delete_dcfd5', table='placements_speeddate', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SpeedDateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                        ('outcome', models.CharField(blank=True, choices=[('job', 'job or trial agreed'), ('again', 'they meet again'), ('no', 'no match'), ('missed', 'did not take place')], max_length=6, verbose_name='Outcome')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('candidate', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.datingcandidate')),
                        ('gathering', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.gathering')),
                        ('invitation', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.invitation')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('noted_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.speeddate')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_spee_1c4b2c5d_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_speeddateevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='15a03beefe7eaba6daceeccc6cf870d82dc5e4de', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b32a1', table='placements_speeddateevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
