import django.contrib.postgres.fields
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
        ('citizens', '0010_own_schemes'),
        ('companies', '0023_parties_of_agreements'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0006_sharing_with_companies'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='CatalogueProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('draft', 'not shown'), ('shown', 'in the catalogue'), ('withdrawn', 'withdrawn'), ('lapsed', 'run out')], default='draft', max_length=10)),
                        ('area', models.CharField(choices=[('kbh', 'Byen København'), ('kbh-omegn', 'Københavns omegn'), ('nordsj', 'Nordsjælland'), ('bornholm', 'Bornholm'), ('oestsj', 'Østsjælland'), ('vestsydsj', 'Vest- og Sydsjælland'), ('fyn', 'Fyn'), ('sydj', 'Sydjylland'), ('oestj', 'Østjylland'), ('vestj', 'Vestjylland'), ('nordj', 'Nordjylland')], max_length=10, verbose_name='area')),
                        ('field', models.CharField(choices=[('butik', 'Shop and sales'), ('lager', 'Warehouse and transport'), ('produktion', 'Manufacturing'), ('bygge', 'Building and construction'), ('koekken', 'Kitchen, canteen and restaurant'), ('rengoering', 'Cleaning and property service'), ('omsorg', 'Care'), ('boern', 'Children and pedagogy'), ('kontor', 'Office and administration'), ('it', 'IT'), ('groen', 'Farming, gardening and green trades'), ('haandvaerk', 'Crafts')], max_length=20, verbose_name='field of work')),
                        ('age', models.CharField(blank=True, choices=[('u30', 'under 30'), ('30', '30 to 39'), ('40', '40 to 49'), ('50', '50 to 59'), ('60', '60 or older')], max_length=3, verbose_name='age')),
                        ('hours', models.CharField(choices=[('10', 'up to 10 hours'), ('20', 'up to 20 hours'), ('30', 'up to 30 hours'), ('37', 'up to 37 hours')], max_length=2, verbose_name='hours a week')),
                        ('competences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='competences')),
                        ('text', models.CharField(blank=True, max_length=200, verbose_name='in a few words')),
                        ('reviewed_at', models.DateTimeField(null=True)),
                        ('agreed_at', models.DateTimeField(null=True)),
                        ('agreed_how', models.CharField(blank=True, choices=[('meeting', 'read it on this screen, at a meeting'), ('phone', 'heard it on the telephone')], max_length=10)),
                        ('until', models.DateField(null=True, verbose_name='until and including')),
                        ('stopped_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('reviewed_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='catalogue_of_citizen'), models.Index(condition=models.Q(('state', 'shown')), fields=['jobcentre', 'until'], name='catalogue_shown')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'shown', 'withdrawn', 'lapsed'])), name='catalogue_state_known'), models.CheckConstraint(condition=models.Q(('area__in', ['kbh', 'kbh-omegn', 'nordsj', 'bornholm', 'oestsj', 'vestsydsj', 'fyn', 'sydj', 'oestj', 'vestj', 'nordj'])), name='catalogue_area_known'), models.CheckConstraint(condition=models.Q(('field__in', ['butik', 'lager', 'produktion', 'bygge', 'koekken', 'rengoering', 'omsorg', 'boern', 'kontor', 'it', 'groen', 'haandvaerk'])), name='catalogue_field_known'), models.CheckConstraint(condition=models.Q(('age', ''), ('age__in', ['u30', '30', '40', '50', '60']), _connector='OR'), name='catalogue_age_coarse'), models.CheckConstraint(condition=models.Q(('hours__in', ['10', '20', '30', '37'])), name='catalogue_hours_coarse'), models.CheckConstraint(condition=models.Q(('agreed_how', ''), ('agreed_how__in', ['meeting', 'phone']), _connector='OR'), name='catalogue_agreed_how_known'), models.CheckConstraint(condition=models.Q(('competences__len__lte', 3)), name='catalogue_few_competences', violation_error_message='Choose at most three competences.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'shown'), _negated=True), models.Q(('agreed_at__isnull', False), ('until__isnull', False), models.Q(('agreed_how', ''), _negated=True)), _connector='OR'), name='catalogue_shown_by_consent', violation_error_message='Nothing is shared before the citizen has said yes.'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), models.Q(('reviewed_by', models.F('written_by')), _negated=True)), _connector='OR'), name='catalogue_reviewed_by_another', violation_error_message='Somebody else than the writer reads the text first.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['withdrawn', 'lapsed']), ('stopped_at__isnull', False)), models.Q(('state__in', ['draft', 'shown']), ('stopped_at__isnull', True)), _connector='OR'), name='catalogue_stopped_whole'), models.CheckConstraint(condition=models.Q(('text__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), name='catalogue_without_number'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'shown'])), fields=('jobcentre', 'citizen'), name='catalogue_once', violation_error_message='The candidate has a profile already.'), jobcenter.tenancy.TenantRows(name='placements_catalogueprofile_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_catalogueprofile_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='placements_catalogueprofile_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='written_by', name='placements_catalogueprofile_written_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='reviewed_by', name='placements_catalogueprofile_reviewed_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_catalogueprofileevent" ("age", "agreed_at", "agreed_how", "area", "citizen_id", "competences", "created_at", "field", "hours", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reviewed_at", "reviewed_by_id", "state", "stopped_at", "until", "version", "written_by_id") VALUES (NEW."age", NEW."agreed_at", NEW."agreed_how", NEW."area", NEW."citizen_id", NEW."competences", NEW."created_at", NEW."field", NEW."hours", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."state", NEW."stopped_at", NEW."until", NEW."version", NEW."written_by_id"); RETURN NULL;', hash='3d1c791b153e1fc6318c4eca7f5a80d87b216977', operation='INSERT', pgid='pgtrigger_insert_insert_f4e64', table='placements_catalogueprofile', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."age" IS DISTINCT FROM (NEW."age") OR OLD."agreed_at" IS DISTINCT FROM (NEW."agreed_at") OR OLD."agreed_how" IS DISTINCT FROM (NEW."agreed_how") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."competences" IS DISTINCT FROM (NEW."competences") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."reviewed_by_id" IS DISTINCT FROM (NEW."reviewed_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stopped_at" IS DISTINCT FROM (NEW."stopped_at") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))', func='INSERT INTO "placements_catalogueprofileevent" ("age", "agreed_at", "agreed_how", "area", "citizen_id", "competences", "created_at", "field", "hours", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reviewed_at", "reviewed_by_id", "state", "stopped_at", "until", "version", "written_by_id") VALUES (NEW."age", NEW."agreed_at", NEW."agreed_how", NEW."area", NEW."citizen_id", NEW."competences", NEW."created_at", NEW."field", NEW."hours", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."state", NEW."stopped_at", NEW."until", NEW."version", NEW."written_by_id"); RETURN NULL;', hash='5c998f77af62459b4b6e62a896e728c6a889af19', operation='UPDATE', pgid='pgtrigger_update_update_efd4f', table='placements_catalogueprofile', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_catalogueprofileevent" ("age", "agreed_at", "agreed_how", "area", "citizen_id", "competences", "created_at", "field", "hours", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reviewed_at", "reviewed_by_id", "state", "stopped_at", "until", "version", "written_by_id") VALUES (OLD."age", OLD."agreed_at", OLD."agreed_how", OLD."area", OLD."citizen_id", OLD."competences", OLD."created_at", OLD."field", OLD."hours", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."state", OLD."stopped_at", OLD."until", OLD."version", OLD."written_by_id"); RETURN NULL;', hash='fa99bda134ecc510936f1c2599cc8a9edd190735', operation='DELETE', pgid='pgtrigger_delete_delete_529dd', table='placements_catalogueprofile', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueProfileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('draft', 'not shown'), ('shown', 'in the catalogue'), ('withdrawn', 'withdrawn'), ('lapsed', 'run out')], default='draft', max_length=10)),
                        ('area', models.CharField(choices=[('kbh', 'Byen København'), ('kbh-omegn', 'Københavns omegn'), ('nordsj', 'Nordsjælland'), ('bornholm', 'Bornholm'), ('oestsj', 'Østsjælland'), ('vestsydsj', 'Vest- og Sydsjælland'), ('fyn', 'Fyn'), ('sydj', 'Sydjylland'), ('oestj', 'Østjylland'), ('vestj', 'Vestjylland'), ('nordj', 'Nordjylland')], max_length=10, verbose_name='area')),
                        ('field', models.CharField(choices=[('butik', 'Shop and sales'), ('lager', 'Warehouse and transport'), ('produktion', 'Manufacturing'), ('bygge', 'Building and construction'), ('koekken', 'Kitchen, canteen and restaurant'), ('rengoering', 'Cleaning and property service'), ('omsorg', 'Care'), ('boern', 'Children and pedagogy'), ('kontor', 'Office and administration'), ('it', 'IT'), ('groen', 'Farming, gardening and green trades'), ('haandvaerk', 'Crafts')], max_length=20, verbose_name='field of work')),
                        ('age', models.CharField(blank=True, choices=[('u30', 'under 30'), ('30', '30 to 39'), ('40', '40 to 49'), ('50', '50 to 59'), ('60', '60 or older')], max_length=3, verbose_name='age')),
                        ('hours', models.CharField(choices=[('10', 'up to 10 hours'), ('20', 'up to 20 hours'), ('30', 'up to 30 hours'), ('37', 'up to 37 hours')], max_length=2, verbose_name='hours a week')),
                        ('competences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='competences')),
                        ('reviewed_at', models.DateTimeField(null=True)),
                        ('agreed_at', models.DateTimeField(null=True)),
                        ('agreed_how', models.CharField(blank=True, choices=[('meeting', 'read it on this screen, at a meeting'), ('phone', 'heard it on the telephone')], max_length=10)),
                        ('until', models.DateField(null=True, verbose_name='until and including')),
                        ('stopped_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.catalogueprofile')),
                        ('reviewed_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_cata_1e1a16c0_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_catalogueprofileevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f7410c1e48f90c92027a0ff2dc3a1069ccfbcbb3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_433d1', table='placements_catalogueprofileevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('asked', 'asked'), ('yes', 'the candidate says yes'), ('no', 'not this time'), ('gone', 'no longer there')], default='asked', max_length=6)),
                        ('asked_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
                        ('profile', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='placements.catalogueprofile')),
                        ('sharing', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='placements.sharing')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'asked')), fields=['jobcentre', 'asked_at'], name='cataloguerequest_open'), models.Index(fields=['jobcentre', 'company'], name='cataloguerequest_company')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'yes', 'no', 'gone'])), name='cataloguerequest_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='cataloguerequest_answered_whole'), models.UniqueConstraint(fields=('jobcentre', 'profile', 'company'), name='cataloguerequest_once', violation_error_message='You have asked for this candidate already.'), jobcenter.tenancy.TenantRows(name='placements_cataloguerequest_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_cataloguerequest_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='profile', name='placements_cataloguerequest_profile_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='placements_cataloguerequest_person_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='answered_by', name='placements_cataloguerequest_answered_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='sharing', name='placements_cataloguerequest_sharing_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_cataloguerequestevent" ("answered_at", "answered_by_id", "asked_at", "company_id", "created_at", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "public_id", "sharing_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."profile_id", NEW."public_id", NEW."sharing_id", NEW."state"); RETURN NULL;', hash='dc8d615f6f39b2a555ba82b2743b2999f7e49173', operation='INSERT', pgid='pgtrigger_insert_insert_ad977', table='placements_cataloguerequest', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_cataloguerequestevent" ("answered_at", "answered_by_id", "asked_at", "company_id", "created_at", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "public_id", "sharing_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."profile_id", NEW."public_id", NEW."sharing_id", NEW."state"); RETURN NULL;', hash='283760cb02683d8ff079ae4f8d54b5878eb58e09', operation='UPDATE', pgid='pgtrigger_update_update_008db', table='placements_cataloguerequest', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_cataloguerequestevent" ("answered_at", "answered_by_id", "asked_at", "company_id", "created_at", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "public_id", "sharing_id", "state") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."company_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."profile_id", OLD."public_id", OLD."sharing_id", OLD."state"); RETURN NULL;', hash='721bdb1574741dc25673e527e5c6ca18305dd85d', operation='DELETE', pgid='pgtrigger_delete_delete_0af70', table='placements_cataloguerequest', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueRequestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('asked', 'asked'), ('yes', 'the candidate says yes'), ('no', 'not this time'), ('gone', 'no longer there')], default='asked', max_length=6)),
                        ('asked_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.cataloguerequest')),
                        ('profile', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.catalogueprofile')),
                        ('sharing', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.sharing')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_cata_d775beae_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_cataloguerequestevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb39dc5b5557a1be2e27153875721bffcc6b9096', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_49949', table='placements_cataloguerequestevent', when='BEFORE'))],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='sharing',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='sharing',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='sharing',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='sharing',
                    name='asked_at',
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name='sharingevent',
                    name='asked_at',
                    field=models.DateTimeField(null=True),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharing',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingevent" ("approved_at", "approved_how", "approved_with_id", "asked_at", "basis", "by_id", "citizen_id", "company_id", "created_at", "form", "id", "jobcentre_id", "legal_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id", "sent_at", "state", "stopped_at", "stopped_because", "stopped_by_id", "until", "version") VALUES (NEW."approved_at", NEW."approved_how", NEW."approved_with_id", NEW."asked_at", NEW."basis", NEW."by_id", NEW."citizen_id", NEW."company_id", NEW."created_at", NEW."form", NEW."id", NEW."jobcentre_id", NEW."legal_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."public_id", NEW."sent_at", NEW."state", NEW."stopped_at", NEW."stopped_because", NEW."stopped_by_id", NEW."until", NEW."version"); RETURN NULL;', hash='2d3fc86dba081c33030cbcf961ddea5f4309ac4d', operation='INSERT', pgid='pgtrigger_insert_insert_b88cc', table='placements_sharing', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharing',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_how" IS DISTINCT FROM (NEW."approved_how") OR OLD."approved_with_id" IS DISTINCT FROM (NEW."approved_with_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."legal_ref" IS DISTINCT FROM (NEW."legal_ref") OR OLD."placement_id" IS DISTINCT FROM (NEW."placement_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stopped_at" IS DISTINCT FROM (NEW."stopped_at") OR OLD."stopped_because" IS DISTINCT FROM (NEW."stopped_because") OR OLD."stopped_by_id" IS DISTINCT FROM (NEW."stopped_by_id") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "placements_sharingevent" ("approved_at", "approved_how", "approved_with_id", "asked_at", "basis", "by_id", "citizen_id", "company_id", "created_at", "form", "id", "jobcentre_id", "legal_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id", "sent_at", "state", "stopped_at", "stopped_because", "stopped_by_id", "until", "version") VALUES (NEW."approved_at", NEW."approved_how", NEW."approved_with_id", NEW."asked_at", NEW."basis", NEW."by_id", NEW."citizen_id", NEW."company_id", NEW."created_at", NEW."form", NEW."id", NEW."jobcentre_id", NEW."legal_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."public_id", NEW."sent_at", NEW."state", NEW."stopped_at", NEW."stopped_because", NEW."stopped_by_id", NEW."until", NEW."version"); RETURN NULL;', hash='c13e74fd929c51a28655366cf5ffab09b0d6bf2c', operation='UPDATE', pgid='pgtrigger_update_update_c4d41', table='placements_sharing', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharing',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingevent" ("approved_at", "approved_how", "approved_with_id", "asked_at", "basis", "by_id", "citizen_id", "company_id", "created_at", "form", "id", "jobcentre_id", "legal_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id", "sent_at", "state", "stopped_at", "stopped_because", "stopped_by_id", "until", "version") VALUES (OLD."approved_at", OLD."approved_how", OLD."approved_with_id", OLD."asked_at", OLD."basis", OLD."by_id", OLD."citizen_id", OLD."company_id", OLD."created_at", OLD."form", OLD."id", OLD."jobcentre_id", OLD."legal_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."public_id", OLD."sent_at", OLD."state", OLD."stopped_at", OLD."stopped_because", OLD."stopped_by_id", OLD."until", OLD."version"); RETURN NULL;', hash='ffb362d386df24c6ab65b6f23d83c0709b037b15', operation='DELETE', pgid='pgtrigger_delete_delete_2d1b3', table='placements_sharing', when='AFTER')),
                ),
            ],
        ),
    ]
