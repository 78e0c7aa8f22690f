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
        ('companies', '0010_lists_and_map'),
        ('jobcenter', '0004_export_as_pdf'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Campaign',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('name_key', models.CharField(db_collation='C', editable=False, max_length=200)),
                        ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                        ('contact_form', models.CharField(choices=[('agreement', 'personal meeting and a draft agreement'), ('centre', 'personal meeting and a draft centre contract'), ('phone', 'phone and material, a visit offered'), ('letter', 'letter or e-mail')], default='phone', max_length=10, verbose_name='contact form')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(verbose_name='until')),
                        ('target_group', models.CharField(blank=True, max_length=300, verbose_name='target group of citizens, in words')),
                        ('aim', models.CharField(choices=[('companies', 'companies contacted'), ('meetings', 'companies met: visit, meeting or video'), ('placements', 'placements begun at the companies')], default='companies', max_length=12, verbose_name='aim')),
                        ('aim_number', models.PositiveIntegerField(verbose_name='number')),
                        ('script', models.TextField(blank=True, max_length=4000, verbose_name='what we say')),
                        ('material', models.TextField(blank=True, max_length=2000, verbose_name='material and links')),
                        ('letter_title', models.CharField(blank=True, max_length=120, verbose_name='heading of the letter')),
                        ('letter_text', models.TextField(blank=True, max_length=6000, verbose_name='text of the letter')),
                        ('criteria', models.CharField(blank=True, max_length=1000)),
                        ('cvr_numbers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None)),
                        ('is_everybody_meant', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('draft', 'planned'), ('running', 'running'), ('closed', 'closed')], default='draft', max_length=10)),
                        ('started_at', models.DateTimeField(null=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('close_note', models.CharField(blank=True, max_length=1000, verbose_name='what we learned')),
                        ('result', models.PositiveIntegerField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership', verbose_name='owner')),
                    ],
                    options={
                        'verbose_name': 'campaign',
                        'indexes': [models.Index(fields=['jobcentre', 'state', '-starts_on', '-id'], name='campaign_by_state'), models.Index(fields=['jobcentre', 'name_key'], name='campaign_by_name')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'running', 'closed'])), name='campaign_state_known'), models.CheckConstraint(condition=models.Q(('contact_form__in', ['agreement', 'centre', 'phone', 'letter'])), name='campaign_form_known'), models.CheckConstraint(condition=models.Q(('aim__in', ['companies', 'meetings', 'placements'])), name='campaign_aim_known'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S'), ('purpose__regex', '\\S')), name='campaign_has_purpose', violation_error_message='Give the campaign a name and a purpose.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_period_in_order', violation_error_message='The last day is before the first.'), models.CheckConstraint(condition=models.Q(('aim_number__gte', 1)), name='campaign_aim_is_a_number', violation_error_message='Write how many, at least 1.'), models.CheckConstraint(condition=models.Q(models.Q(('started_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('started_at__isnull', False)), _connector='OR'), name='campaign_started_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('close_note__regex', '\\S'), ('closed_at__isnull', False), ('result__isnull', False)), _connector='OR'), name='campaign_closed_has_note', violation_error_message='Write what you learned.'), jobcenter.tenancy.TenantRows(name='companies_campaign_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_campaign_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='companies_campaign_owner_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_campaignevent" ("aim", "aim_number", "close_note", "closed_at", "contact_form", "created_at", "criteria", "cvr_numbers", "ends_on", "id", "is_everybody_meant", "jobcentre_id", "letter_text", "letter_title", "material", "name", "name_key", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "result", "script", "started_at", "starts_on", "state", "target_group", "version") VALUES (NEW."aim", NEW."aim_number", NEW."close_note", NEW."closed_at", NEW."contact_form", NEW."created_at", NEW."criteria", NEW."cvr_numbers", NEW."ends_on", NEW."id", NEW."is_everybody_meant", NEW."jobcentre_id", NEW."letter_text", NEW."letter_title", NEW."material", NEW."name", NEW."name_key", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."purpose", NEW."result", NEW."script", NEW."started_at", NEW."starts_on", NEW."state", NEW."target_group", NEW."version"); RETURN NULL;', hash='d2b5c8203398ddf7fca0fa1c91281083d9d4279c', operation='INSERT', pgid='pgtrigger_insert_insert_5c2c3', table='companies_campaign', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_campaignevent" ("aim", "aim_number", "close_note", "closed_at", "contact_form", "created_at", "criteria", "cvr_numbers", "ends_on", "id", "is_everybody_meant", "jobcentre_id", "letter_text", "letter_title", "material", "name", "name_key", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "result", "script", "started_at", "starts_on", "state", "target_group", "version") VALUES (NEW."aim", NEW."aim_number", NEW."close_note", NEW."closed_at", NEW."contact_form", NEW."created_at", NEW."criteria", NEW."cvr_numbers", NEW."ends_on", NEW."id", NEW."is_everybody_meant", NEW."jobcentre_id", NEW."letter_text", NEW."letter_title", NEW."material", NEW."name", NEW."name_key", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."purpose", NEW."result", NEW."script", NEW."started_at", NEW."starts_on", NEW."state", NEW."target_group", NEW."version"); RETURN NULL;', hash='dfd1d68bbfe14811deca1f718ab22858876762b8', operation='UPDATE', pgid='pgtrigger_update_update_5e861', table='companies_campaign', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_campaignevent" ("aim", "aim_number", "close_note", "closed_at", "contact_form", "created_at", "criteria", "cvr_numbers", "ends_on", "id", "is_everybody_meant", "jobcentre_id", "letter_text", "letter_title", "material", "name", "name_key", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "result", "script", "started_at", "starts_on", "state", "target_group", "version") VALUES (OLD."aim", OLD."aim_number", OLD."close_note", OLD."closed_at", OLD."contact_form", OLD."created_at", OLD."criteria", OLD."cvr_numbers", OLD."ends_on", OLD."id", OLD."is_everybody_meant", OLD."jobcentre_id", OLD."letter_text", OLD."letter_title", OLD."material", OLD."name", OLD."name_key", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."purpose", OLD."result", OLD."script", OLD."started_at", OLD."starts_on", OLD."state", OLD."target_group", OLD."version"); RETURN NULL;', hash='b2dca40e2ae1d700359814ca2282b82774f981a7', operation='DELETE', pgid='pgtrigger_delete_delete_aad0c', table='companies_campaign', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CampaignEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('name_key', models.CharField(db_collation='C', editable=False, max_length=200)),
                        ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                        ('contact_form', models.CharField(choices=[('agreement', 'personal meeting and a draft agreement'), ('centre', 'personal meeting and a draft centre contract'), ('phone', 'phone and material, a visit offered'), ('letter', 'letter or e-mail')], default='phone', max_length=10, verbose_name='contact form')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(verbose_name='until')),
                        ('target_group', models.CharField(blank=True, max_length=300, verbose_name='target group of citizens, in words')),
                        ('aim', models.CharField(choices=[('companies', 'companies contacted'), ('meetings', 'companies met: visit, meeting or video'), ('placements', 'placements begun at the companies')], default='companies', max_length=12, verbose_name='aim')),
                        ('aim_number', models.PositiveIntegerField(verbose_name='number')),
                        ('script', models.TextField(blank=True, max_length=4000, verbose_name='what we say')),
                        ('material', models.TextField(blank=True, max_length=2000, verbose_name='material and links')),
                        ('letter_title', models.CharField(blank=True, max_length=120, verbose_name='heading of the letter')),
                        ('letter_text', models.TextField(blank=True, max_length=6000, verbose_name='text of the letter')),
                        ('criteria', models.CharField(blank=True, max_length=1000)),
                        ('cvr_numbers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None)),
                        ('is_everybody_meant', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('draft', 'planned'), ('running', 'running'), ('closed', 'closed')], default='draft', max_length=10)),
                        ('started_at', models.DateTimeField(null=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('close_note', models.CharField(blank=True, max_length=1000, verbose_name='what we learned')),
                        ('result', models.PositiveIntegerField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership', verbose_name='owner')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.campaign')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_campa_847e974a_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_campaignevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='29e730a42b288d42f220da3388d23c6c6670fc72', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b2cc1', table='companies_campaignevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CampaignRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('place', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('todo', 'to do'), ('contacted', 'contacted'), ('declined', 'declined'), ('skipped', 'skipped')], default='todo', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('state_at', models.DateTimeField(null=True)),
                        ('segment', models.PositiveSmallIntegerField(choices=[(1, 'group 1: general agreement'), (2, 'group 2: longer cooperation'), (3, 'group 3: should know us'), (4, 'group 4: letter')], null=True)),
                        ('lettered_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('campaign', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='companies.campaign')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('consultant', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'verbose_name': 'company of a campaign',
                        'indexes': [models.Index(fields=['jobcentre', 'campaign', 'place'], name='campaignrow_in_order'), models.Index(condition=models.Q(('state', 'todo')), fields=['jobcentre', 'consultant', 'campaign', 'place'], name='campaignrow_to_do')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'company', 'campaign'), name='campaignrow_once', violation_error_message='The company is in the campaign already.'), models.CheckConstraint(condition=models.Q(('state__in', ['todo', 'contacted', 'declined', 'skipped'])), name='campaignrow_state_known'), models.CheckConstraint(condition=models.Q(('segment__isnull', True), ('segment__in', [1, 2, 3, 4]), _connector='OR'), name='campaignrow_segment_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['declined', 'skipped']), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='campaignrow_no_has_reason', violation_error_message='Write why.'), jobcenter.tenancy.TenantRows(name='companies_campaignrow_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_campaignrow_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='campaign', name='companies_campaignrow_campaign_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='consultant', name='companies_campaignrow_consultant_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='IndustryFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('industry', models.CharField(choices=[('01-03', 'Farming, forestry and fishing'), ('05-09', 'Quarrying'), ('10-33', 'Industry'), ('35-39', 'Energy, water and waste'), ('41-43', 'Building and construction'), ('45-47', 'Trade and garages'), ('49-53', 'Transport and post'), ('55-56', 'Hotels and restaurants'), ('58-63', 'Media, IT and telecom'), ('64-68', 'Finance and property'), ('69-75', 'Advice and research'), ('77-82', 'Cleaning, temps and other services'), ('84-84', 'Public administration'), ('85-85', 'Teaching'), ('86-88', 'Health and care'), ('90-93', 'Culture and leisure'), ('94-99', 'Organisations and other services')], max_length=5, verbose_name='industry')),
                        ('figure', models.CharField(choices=[('shortage', 'shortage of labour'), ('growth', 'growth in jobs, per cent a year'), ('sickness', 'sickness absence, days a year per employee'), ('low_skilled', 'jobs for low-skilled, per cent of the jobs')], max_length=12, verbose_name='figure')),
                        ('value', models.DecimalField(decimal_places=1, max_digits=7, verbose_name='value')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('as_of', models.DateField(verbose_name='as of')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'figure', 'industry'), name='industryfigure_once', violation_error_message='That figure of the industry is there already.'), models.CheckConstraint(condition=models.Q(('industry__in', ['01-03', '05-09', '10-33', '35-39', '41-43', '45-47', '49-53', '55-56', '58-63', '64-68', '69-75', '77-82', '84-84', '85-85', '86-88', '90-93', '94-99'])), name='industryfigure_industry_known'), models.CheckConstraint(condition=models.Q(('figure__in', ['shortage', 'growth', 'sickness', 'low_skilled'])), name='industryfigure_figure_known'), models.CheckConstraint(condition=models.Q(('source__regex', '\\S')), name='industryfigure_has_source', violation_error_message='A figure needs a source.'), jobcenter.tenancy.TenantRows(name='companies_industryfigure_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_industryfigure_in_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_industryfigureevent" ("as_of", "created_at", "figure", "id", "industry", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "source", "value", "version") VALUES (NEW."as_of", NEW."created_at", NEW."figure", NEW."id", NEW."industry", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."source", NEW."value", NEW."version"); RETURN NULL;', hash='66fe89137ce9cd0bf6a756fe0534915fa751425c', operation='INSERT', pgid='pgtrigger_insert_insert_9aaf6', table='companies_industryfigure', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_industryfigureevent" ("as_of", "created_at", "figure", "id", "industry", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "source", "value", "version") VALUES (NEW."as_of", NEW."created_at", NEW."figure", NEW."id", NEW."industry", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."source", NEW."value", NEW."version"); RETURN NULL;', hash='22e107cdf873564e05e7286121f7ce8cd556a63a', operation='UPDATE', pgid='pgtrigger_update_update_47b11', table='companies_industryfigure', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_industryfigureevent" ("as_of", "created_at", "figure", "id", "industry", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "source", "value", "version") VALUES (OLD."as_of", OLD."created_at", OLD."figure", OLD."id", OLD."industry", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."source", OLD."value", OLD."version"); RETURN NULL;', hash='49a3277c602e5c0acc5f9276b97b16645bf77fc5', operation='DELETE', pgid='pgtrigger_delete_delete_b8ffe', table='companies_industryfigure', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='IndustryFigureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('industry', models.CharField(choices=[('01-03', 'Farming, forestry and fishing'), ('05-09', 'Quarrying'), ('10-33', 'Industry'), ('35-39', 'Energy, water and waste'), ('41-43', 'Building and construction'), ('45-47', 'Trade and garages'), ('49-53', 'Transport and post'), ('55-56', 'Hotels and restaurants'), ('58-63', 'Media, IT and telecom'), ('64-68', 'Finance and property'), ('69-75', 'Advice and research'), ('77-82', 'Cleaning, temps and other services'), ('84-84', 'Public administration'), ('85-85', 'Teaching'), ('86-88', 'Health and care'), ('90-93', 'Culture and leisure'), ('94-99', 'Organisations and other services')], max_length=5, verbose_name='industry')),
                        ('figure', models.CharField(choices=[('shortage', 'shortage of labour'), ('growth', 'growth in jobs, per cent a year'), ('sickness', 'sickness absence, days a year per employee'), ('low_skilled', 'jobs for low-skilled, per cent of the jobs')], max_length=12, verbose_name='figure')),
                        ('value', models.DecimalField(decimal_places=1, max_digits=7, verbose_name='value')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('as_of', models.DateField(verbose_name='as of')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.industryfigure')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_indus_eb7f6d28_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_industryfigureevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='49251401db40950bfecf2dfe125bf70ec0b30f4b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ad0ff', table='companies_industryfigureevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PanelMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('joined_on', models.DateField()),
                        ('left_on', models.DateField(null=True)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('jobcentre', 'company'), name='panelmember_once', violation_error_message='The company is in the panel already.'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='panelmember_left_later'), jobcenter.tenancy.TenantRows(name='companies_panelmember_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_panelmember_in_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_panelmemberevent" ("company_id", "created_at", "id", "jobcentre_id", "joined_on", "left_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."joined_on", NEW."left_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;', hash='3ea403d7183b4c5e61b5674dfd1d22322934c36b', operation='INSERT', pgid='pgtrigger_insert_insert_eb566', table='companies_panelmember', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_panelmemberevent" ("company_id", "created_at", "id", "jobcentre_id", "joined_on", "left_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."joined_on", NEW."left_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;', hash='54d2be6ec0860d296b46598dd68b698303041d7f', operation='UPDATE', pgid='pgtrigger_update_update_526dc', table='companies_panelmember', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_panelmemberevent" ("company_id", "created_at", "id", "jobcentre_id", "joined_on", "left_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."company_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."joined_on", OLD."left_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;', hash='f0b3648b372b8004090bc479097d586abe2fa783', operation='DELETE', pgid='pgtrigger_delete_delete_dcabb', table='companies_panelmember', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PanelMemberEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('joined_on', models.DateField()),
                        ('left_on', models.DateField(null=True)),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.panelmember')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_panel_7faa0bb8_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_panelmemberevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a4e7202ece594839ec2920b694389f6ebdcc4d87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4570', table='companies_panelmemberevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SegmentChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('before', models.PositiveSmallIntegerField(choices=[(1, 'group 1: general agreement'), (2, 'group 2: longer cooperation'), (3, 'group 3: should know us'), (4, 'group 4: letter')], null=True)),
                        ('after', models.PositiveSmallIntegerField(choices=[(1, 'group 1: general agreement'), (2, 'group 2: longer cooperation'), (3, 'group 3: should know us'), (4, 'group 4: letter')], null=True)),
                        ('at', models.DateTimeField()),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('suggested', models.PositiveSmallIntegerField(choices=[(1, 'group 1: general agreement'), (2, 'group 2: longer cooperation'), (3, 'group 3: should know us'), (4, 'group 4: letter')], null=True)),
                        ('by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'company', '-at'], name='segmentchange_company')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('before__isnull', True), ('before__in', [1, 2, 3, 4]), _connector='OR'), models.Q(('after__isnull', True), ('after__in', [1, 2, 3, 4]), _connector='OR'), models.Q(('suggested__isnull', True), ('suggested__in', [1, 2, 3, 4]), _connector='OR')), name='segmentchange_segments_known'), models.CheckConstraint(condition=models.Q(models.Q(('after__isnull', False), ('before__isnull', True)), models.Q(('after__isnull', True), ('before__isnull', False)), models.Q(('before', models.F('after')), _negated=True), _connector='OR'), name='segmentchange_is_a_change'), jobcenter.tenancy.TenantRows(name='companies_segmentchange_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_segmentchange_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_segmentchange_by_same_jobcentre')],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='contactperson',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='contactperson',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='contactperson',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='contactperson',
                    name='may_receive_mail',
                    field=models.BooleanField(default=False, verbose_name='may receive mail from us'),
                ),
                migrations.AddField(
                    model_name='contactpersonevent',
                    name='may_receive_mail',
                    field=models.BooleanField(default=False, verbose_name='may receive mail from us'),
                ),
                migrations.AddIndex(
                    model_name='company',
                    index=models.Index(condition=models.Q(('form_code__in', ('230', '235', '240', '245', '250', '255', '260'))), fields=['municipality_code', 'form_code', 'id'], name='company_public'),
                ),
                migrations.AddIndex(
                    model_name='companystanding',
                    index=models.Index(condition=models.Q(('is_active', True), ('is_here', True), ('size_class__gte', 2)), fields=['jobcentre', 'company'], include=('segment', 'industry_group', 'size_class', 'postcode', 'last_contact_at'), name='standing_employers'),
                ),
                migrations.AddIndex(
                    model_name='contact',
                    index=models.Index(condition=models.Q(('state', 'held')), fields=['jobcentre', 'held_at'], include=('company',), name='contact_held_whom'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactperson',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_contactpersonevent" ("absent_from", "absent_to", "company_id", "created_at", "email", "id", "jobcentre_id", "language", "left_on", "level", "may_receive_mail", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "public_id", "roles", "title", "trade", "union", "version", "workplace_id") VALUES (NEW."absent_from", NEW."absent_to", NEW."company_id", NEW."created_at", NEW."email", NEW."id", NEW."jobcentre_id", NEW."language", NEW."left_on", NEW."level", NEW."may_receive_mail", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."preferred_channel", NEW."public_id", NEW."roles", NEW."title", NEW."trade", NEW."union", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='73f3b6ff44a5e8cd55d7a37d6080cee639c5237d', operation='INSERT', pgid='pgtrigger_insert_insert_30cef', table='companies_contactperson', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactperson',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_contactpersonevent" ("absent_from", "absent_to", "company_id", "created_at", "email", "id", "jobcentre_id", "language", "left_on", "level", "may_receive_mail", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "public_id", "roles", "title", "trade", "union", "version", "workplace_id") VALUES (NEW."absent_from", NEW."absent_to", NEW."company_id", NEW."created_at", NEW."email", NEW."id", NEW."jobcentre_id", NEW."language", NEW."left_on", NEW."level", NEW."may_receive_mail", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."preferred_channel", NEW."public_id", NEW."roles", NEW."title", NEW."trade", NEW."union", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='59ff74801130f5082299d09747bf6ed48c638d8e', operation='UPDATE', pgid='pgtrigger_update_update_86390', table='companies_contactperson', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactperson',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_contactpersonevent" ("absent_from", "absent_to", "company_id", "created_at", "email", "id", "jobcentre_id", "language", "left_on", "level", "may_receive_mail", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "public_id", "roles", "title", "trade", "union", "version", "workplace_id") VALUES (OLD."absent_from", OLD."absent_to", OLD."company_id", OLD."created_at", OLD."email", OLD."id", OLD."jobcentre_id", OLD."language", OLD."left_on", OLD."level", OLD."may_receive_mail", OLD."name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."preferred_channel", OLD."public_id", OLD."roles", OLD."title", OLD."trade", OLD."union", OLD."version", OLD."workplace_id"); RETURN NULL;', hash='8895e258fb2628cdd7d769cd47f66dfe8397eb46', operation='DELETE', pgid='pgtrigger_delete_delete_3024e', table='companies_contactperson', when='AFTER')),
                ),
            ],
        ),
    ]
